"""Paper: what is printed, on how many sheets, and with what on each."""

from __future__ import annotations

import re
import zlib
from statistics import median

import pytest
import runs
from built import book, pages
from page_types import PAGES
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MOST_SHEETS = {"element": 3, "theory": 5, "module": 8, "tension": 3}  # The median of a kind.

# One page of each kind that takes more than a sheet.
KINDS = (
    "home", "index", "framework", "domain", "element", "crosswalk", "explorer", "lineage", "coverage",
    "pathway", "guide", "theory in steps", "theory of forces", "tension", "case", "short case", "programme",
    "module", "component", "instrument", "index by skill", "glossary", "accessibility", "macros",
)  # fmt: skip
FOOT = ".hb-provenance, .hb-footer"
# In place of the rule that puts the address into the margin.
WITHOUT_FOOT = """(foot) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:is(${foot}), :is(${foot}) * { visibility: hidden !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""


def paths_of(kind: str) -> list[str]:
    """The pages of a kind; one of three of many, and in the long run each."""
    records = book().list_leaves(book().resolve("mlcf")) if kind == "element" else book().records[kind]
    step = 3 if len(records) > 9 and not runs.LONG else 1
    return [f"{entry.path}/" for entry in records[::step]]


@pytest.fixture
def paper(open_page):
    """A page whose print button prints nothing: what would be printed is asked of it."""
    page = open_page()
    page.add_init_script("window.print = () => dispatchEvent(new Event('beforeprint'));")
    return page


def count_sheets(page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def read_sheets(pdf: bytes) -> list[bytes]:
    """What is drawn on each sheet of a PDF of Chromium's, as the PDF's own commands; ``Tj`` writes words."""
    objects = {int(number): body for number, body in re.findall(rb"(?s)\b(\d+) 0 obj\b(.*?)\bendobj", pdf)}
    drawn = [
        int(re.search(rb"/Contents (\d+) 0 R", body)[1])
        for body in objects.values()
        if re.search(rb"/Type\s*/Page\b", body)
    ]
    return [zlib.decompress(re.search(rb"(?s)stream\r?\n(.*)", objects[number])[1]) for number in drawn]


@pytest.mark.parametrize("kind", MOST_SHEETS)
def test_a_page_takes_few_sheets(paper, server, kind):
    sheets = {}
    for path in paths_of(kind):
        paper.goto(server.url + path)
        paper.evaluate("print()")
        sheets[path] = count_sheets(paper)
    assert median(sheets.values()) <= MOST_SHEETS[kind], sheets


def test_no_sheet_holds_only_the_foot_of_a_page(paper, server):
    """With its foot made invisible in its place, the last sheet of each kind of page still has words."""
    bare = []
    for path in pages() if runs.LONG else [PAGES[kind] for kind in KINDS]:
        paper.goto(server.url + path)
        paper.evaluate("print()")
        paper.evaluate(WITHOUT_FOOT, FOOT)
        paper.emulate_media(media="print")
        *_, last = read_sheets(paper.pdf(prefer_css_page_size=True))
        if not re.search(rb"\bTj\b", last):
            bare.append(path)
        paper.emulate_media(media="screen")
    assert bare == []


def test_a_tension_prints_as_a_card_on_one_side(paper, server):
    for path in paths_of("tension"):
        paper.goto(server.url + path)
        paper.get_by_role("button", name="Print as a card").click()
        paper.emulate_media(media="print")
        expect(paper.locator("#questions")).to_be_visible()
        expect(paper.locator("#about")).to_be_hidden()
        assert count_sheets(paper) == 1, path
        paper.emulate_media(media="screen")


def test_a_session_prints_alone_on_two_sides_with_its_plan(paper, server):
    """Each of one module; in the long run of all."""
    for path in paths_of("module") if runs.LONG else ["modules/power-and-influence/"]:
        for session in range(len(book().resolve(path.split("/")[1]).node.sessions)):
            paper.goto(server.url + path)
            paper.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
            paper.get_by_role("button", name="Print this session").nth(session).click()
            paper.emulate_media(media="print")
            expect(paper.locator(".hb-session__plan:visible")).to_have_count(1)
            expect(paper.locator("#why")).to_be_hidden()
            assert count_sheets(paper) <= 2, path
            paper.emulate_media(media="screen")


def test_a_session_on_paper_names_its_module_and_what_to_bring_comes_first(paper, server):
    paper.goto(server.url + "modules/power-and-influence/")
    paper.get_by_role("button", name="Print session 2, Who gains, who loses, who decides").click()
    paper.emulate_media(media="print")
    session = paper.locator("#session-s2")
    expect(session.get_by_text("Module: Power and influence. Session 2 of 4.")).to_be_visible()
    words = session.inner_text().lower()
    assert words.index("to bring") < words.index("twelve names in twelve seconds")
    assert session.locator("tbody tr").first.locator("td").all_inner_texts()[:3] == [
        "0:00", "0:15", "15",
    ]  # fmt: skip


def test_a_module_prints_the_plans_of_the_sessions_that_are_open(paper, server):
    paper.goto(server.url + "modules/power-and-influence/")
    paper.locator("#session-s3 > summary").click()
    paper.evaluate("print()")
    paper.emulate_media(media="print")
    expect(paper.locator(".hb-session__plan:visible")).to_have_count(1)
    expect(paper.locator("#session-s3 .hb-session__plan")).to_be_visible()
    expect(paper.locator("#session-s1 > p").nth(1)).to_be_visible()
    paper.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(paper.locator(".hb-session[open]")).to_have_count(1)


@pytest.mark.parametrize("form", ["loss-sheet", "observers-sheet"])
def test_the_sheets_of_a_session_print_on_one_side(paper, server, form):
    paper.goto(f"{server.url}tools/blanks/{form}/")
    paper.evaluate("print()")
    assert count_sheets(paper) == 1


def test_a_case_prints_to_its_questions_and_its_outcome_apart(paper, server):
    paper.goto(server.url + "cases/surgical-checklist/")
    paper.get_by_role("button", name="Print to these questions").click()
    paper.emulate_media(media="print")
    expect(paper.locator("#pause")).to_be_visible()
    expect(paper.locator("#happened")).to_be_hidden()
    paper.evaluate("dispatchEvent(new Event('afterprint'))")
    paper.emulate_media(media="screen")
    paper.get_by_role("button", name="Print the outcome, to seal").click()
    paper.emulate_media(media="print")
    expect(paper.locator("#happened")).to_be_visible()
    expect(paper.locator("#pause")).to_be_hidden()


def test_a_case_takes_few_sheets_to_its_questions_and_for_its_outcome(paper, server):
    """Medians: one sheet to the questions, on which they stand with the story, and three for the outcome."""
    sheets = {"Print to these questions": [], "Print the outcome, to seal": []}
    for path in paths_of("case"):
        for name, counts in sheets.items():
            paper.goto(server.url + path)
            paper.get_by_role("button", name=name).click()
            counts.append(count_sheets(paper))
    to_questions, of_outcome = sheets.values()
    assert median(to_questions) == 1 and max(to_questions) == 2
    assert median(of_outcome) <= 3 and max(of_outcome) <= 5


def test_after_printing_a_part_the_page_is_whole_again(paper, server):
    paper.goto(server.url + "tensions/where-power-lies/")
    paper.get_by_role("button", name="Print as a card").click()
    paper.evaluate("dispatchEvent(new Event('afterprint'))")
    paper.emulate_media(media="print")
    expect(paper.locator("#about")).to_be_visible()


def test_what_is_folded_is_open_on_paper_and_folded_again_afterwards(paper, server):
    paper.goto(server.url + "modules/power-and-influence/")
    paper.locator("#session-s1").evaluate("session => { session.open = true; }")
    opened, folded = paper.locator("article details[open]"), paper.locator("article details:not([open])")
    before = opened.count(), folded.count()
    assert min(before) > 0
    paper.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(folded).to_have_count(0)
    paper.evaluate("dispatchEvent(new Event('afterprint'))")
    assert (opened.count(), folded.count()) == before


def test_every_sheet_bears_the_address_of_the_page(paper, server):
    paper.goto(server.url + "theories/eight-steps/#worked")
    rules = paper.evaluate("document.adoptedStyleSheets.map(sheet => sheet.cssRules[0].cssText).join(' ')")
    assert f'content: "{server.url}theories/eight-steps/"' in rules
    assert paper.seen.problems() == []

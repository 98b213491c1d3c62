"""Paper: what is printed, on how many sheets, and with what on each."""

from __future__ import annotations

import re
from statistics import median
from unicodedata import normalize

import pytest
import runs
from built import book, pages
from page_types import PAGES
from playwright.sync_api import expect
from printed import Line, read_sheets

pytestmark = pytest.mark.browser

# The median of a kind.
MOST_SHEETS = {
    "element": 2, "theory": 4, "module": 7, "tension": 3, "case": 5, "component": 5, "framework": 5,
    "programme": 14,
}  # fmt: skip

FOOT = ".hb-provenance"
HEADINGS = "article :is(h2, h3, h4, summary, thead tr)"
LEFT_EDGE = 41.7  # Points, as below: the margin of a sheet, but for one.
INDENT = 60  # Headings begin further left.
HALF = 421
# In place of the rule that puts the address into the margin.
WITHOUT_FOOT = """(foot) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:is(${foot}), :is(${foot}) * { visibility: hidden !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""


def paths_of(kind: str) -> list[str]:
    """The pages of a kind; one of five of many, and in the long run each."""
    records = book().list_leaves(book().resolve("mlcf")) if kind == "element" else book().records[kind]
    step = 5 if len(records) > 9 and not runs.LONG else 1
    return [f"{entry.path}/" for entry in records[::step]]


# Single pages whose sheets were once many, or half empty.
MOST_OF_PAGE = {
    "": 3,
    "theories/": 7,
    "theories/compare/?of=lean-and-flow,soft-systems,transitions": 4,
    "tools/blanks/mlcf-360/": 3,
    "tools/self-assessment/": 1,
}


@pytest.fixture
def paper(open_page):
    """A page whose print button prints nothing: what would be printed is asked of it."""
    page = open_page()
    page.add_init_script("window.print = () => dispatchEvent(new Event('beforeprint'));")
    return page


def without_spaces(words: str) -> str:
    """Words without what a PDF may write in two ways: the space between them, and letters as one."""
    return re.sub(r"\s", "", normalize("NFKC", words))


def count_sheets(page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("kind", MOST_SHEETS)
def test_a_page_takes_few_sheets(paper, server, kind):
    sheets = {}
    for path in paths_of(kind):
        paper.goto(server.url + path)
        paper.evaluate("print()")
        sheets[path] = count_sheets(paper)
    assert median(sheets.values()) <= MOST_SHEETS[kind], sheets


@pytest.mark.parametrize("path", MOST_OF_PAGE)
def test_a_single_page_takes_few_sheets(paper, server, path):
    paper.goto(server.url + path)
    paper.wait_for_load_state("networkidle")
    paper.evaluate("print()")
    assert count_sheets(paper) <= MOST_OF_PAGE[path]


def test_text_fills_the_sheet_where_a_picture_has_no_room(paper, server):
    """The clocks of an action learning set take more than what is left of its first sheet."""
    paper.goto(server.url + "components/action-learning-set/")
    paper.evaluate("print()")
    paper.emulate_media(media="print")
    first, second, *_ = read_sheets(paper.pdf(prefer_css_page_size=True))
    words = [line.words for line in first]
    assert words[words.index("How it runs") + 1] == "Form the set"
    assert {"Facilitator", "PresenterTimekeeper"} <= {line.words for line in second}


def test_what_a_programme_says_twice_is_on_paper_where_it_is_open(paper, server):
    paper.goto(server.url + "programmes/pgcert-doctors-as-managers/")
    paper.locator(".hb-saves-paper > summary", has_text="competency by competency").click()
    paper.evaluate("print()")
    paper.emulate_media(media="print")
    expect(paper.locator(".hb-saves-paper:visible")).to_have_count(1)
    expect(paper.get_by_role("table", name="Assessment map", exact=True)).to_be_visible()
    expect(
        paper.get_by_text(
            "The assessment map takes many sheets: open it on the page before you print, and it is here too."
        )
    ).to_be_visible()
    paper.emulate_media(media="screen")
    expect(paper.get_by_text("The assessment map takes many sheets")).to_be_hidden()


def test_a_pathway_prints_no_heading_of_a_card_that_is_its_first_stop(paper, server):
    paper.goto(server.url + "pathways/new-rota-lead/")
    paper.evaluate("print()")
    paper.emulate_media(media="print")
    expect(paper.get_by_role("heading", name="Afterwards")).to_be_visible()
    expect(paper.get_by_role("heading", name="A card to keep")).to_be_hidden()


def test_the_first_sheet_says_at_its_head_how_far_the_edition_is(paper, server):
    """And no foot says it, which could stand alone on a sheet."""
    paper.goto(server.url + "theories/change-formula/")
    paper.emulate_media(media="print")
    expect(paper.locator(".hb-print-head")).to_have_text(
        "Clinical Leadership Handbook · First edition, drafted from sources in November 2026 and awaiting"
        " review by faculty."
    )
    expect(paper.locator(".hb-footer")).to_be_hidden()


def find_faults(sheets: list[list[Line]], headings: set[str]) -> list[str]:
    """What is wrong with the ``sheets`` of a page whose foot is invisible, one sentence for each fault."""
    faults = []
    for number, lines in enumerate(sheets, start=1):
        if not lines:
            faults.append(f"Sheet {number} holds only the foot of the page.")
            continue
        if any(line.left < LEFT_EDGE for line in lines):
            faults.append(f"Sheet {number} is cut off at its left edge.")
        if number < len(sheets) and lines[-1].top < HALF:
            faults.append(f"Sheet {number} is half empty.")
        is_heading = lines[-1].left < INDENT and without_spaces(lines[-1].words) in headings
        if number < len(sheets) and is_heading:
            faults.append(f"Sheet {number} ends with a heading: {lines[-1].words}")
    return faults


def test_sheets_are_full_and_whole(paper, server):
    """One page of every type, but not the sources, which are set as the glossary is; in the long run each
    page."""
    faults = []
    for path in pages() if runs.LONG else (PAGES[name] for name in PAGES if name != "sources"):
        paper.goto(server.url + path)
        paper.evaluate("print()")
        paper.evaluate(WITHOUT_FOOT, FOOT)
        headings = {without_spaces(words) for words in paper.locator(HEADINGS).all_text_contents()}
        paper.emulate_media(media="print")
        sheets = read_sheets(paper.pdf(prefer_css_page_size=True))
        faults += [f"{path}: {fault}" for fault in find_faults(sheets, headings)]
        paper.emulate_media(media="screen")
    assert faults == []


def test_a_tension_prints_as_a_card_on_one_side(paper, server):
    for path in paths_of("tension"):
        paper.goto(server.url + path)
        paper.get_by_role("button", name="Print as a card").click()
        paper.emulate_media(media="print")
        expect(paper.locator("#questions")).to_be_visible()
        expect(paper.locator("#about")).to_be_hidden()
        assert count_sheets(paper) == 1, path
        paper.emulate_media(media="screen")


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
    """One sheet to the questions, on which they stand with the story, and three for most outcomes."""
    sheets = {"Print to these questions": [], "Print the outcome, to seal": []}
    for path in paths_of("case"):
        for name, counts in sheets.items():
            paper.goto(server.url + path)
            paper.get_by_role("button", name=name).click()
            counts.append(count_sheets(paper))
    to_questions, of_outcome = sheets.values()
    assert max(to_questions) == 1
    assert median(of_outcome) <= 3 and max(of_outcome) <= 4


def test_after_printing_a_part_the_page_is_whole_again(paper, server):
    paper.goto(server.url + "tensions/where-power-lies/")
    paper.get_by_role("button", name="Print as a card").click()
    paper.evaluate("dispatchEvent(new Event('afterprint'))")
    paper.emulate_media(media="print")
    expect(paper.locator("#about")).to_be_visible()


def test_what_is_folded_is_open_on_paper_and_folded_again_afterwards(paper, server):
    paper.goto(server.url + "modules/power-and-influence/")
    paper.locator("article details").first.evaluate("fold => { fold.open = true; }")
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

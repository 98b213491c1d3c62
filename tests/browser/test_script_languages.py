"""What scripts say, in another language: plural forms, and a made-up language in which every phrase is
written with wide letters, so that what is left in English shows.

docs/assets/js/shell/i18n.js and every script that says anything
"""

from __future__ import annotations

import json
import re

import my_handbook
import pytest
import test_tools_documents as papers
import test_tools_scoring as scoring
import test_tools_store as storing
import test_tools_transfer as moving
from journeys import TOOLS, empty, seed
from playwright.sync_api import expect
from script_calls import Pure
from script_words import dictionary, english, left, strange
from tool_scripts import FOLDER

pytestmark = pytest.mark.browser

WELSH = {
    "{n} goal": [
        "dim nodau",
        "{n} nod (un)",
        "{n} nod (dau)",
        "{n} nod (tri)",
        "{n} nod (chwech)",
        "{n} nod",
    ],
    "Saved on {day}.": "Cadwyd ar {day}.",
    "Twice {day} and {day}": "{day}, {day} a {nobody}",
    "{words} and {last}": "{words} a {last}",
    "odd": ["a list where one phrase belongs"],
    "{n} page": "a phrase where a list belongs",
}
COUNTED = [
    (0, "dim nodau"),
    (1, "1 nod (un)"),
    (2, "2 nod (dau)"),
    (3, "3 nod (tri)"),
    (4, "4 nod"),
    (5, "5 nod"),
    (6, "6 nod (chwech)"),
    (7, "7 nod"),
    (100, "100 nod"),
]
SAID = [
    ('handbook.shell.i18n._("Saved on {day}.", { day: "2 Mai" })', "Cadwyd ar 2 Mai."),
    ('handbook.shell.i18n._("Saved on {day}.")', "Cadwyd ar {day}."),
    ('handbook.shell.i18n._("Saved on {day}.", { day: 0 })', "Cadwyd ar 0."),
    ('handbook.shell.i18n._("Saved on {day}.", { day: "$& {n} {day}" })', "Cadwyd ar $& {n} {day}."),
    ('handbook.shell.i18n._("Twice {day} and {day}", { day: 1 })', "1, 1 a {nobody}"),
    ('handbook.shell.i18n._("Not in the dictionary: {name}", { name: "x" })', "Not in the dictionary: x"),
    ('handbook.shell.i18n._("{constructor} {__proto__}", {})', "{constructor} {__proto__}"),
    ('handbook.shell.i18n._("constructor") + handbook.shell.i18n._("__proto__")', "constructor__proto__"),
    ('handbook.shell.i18n._("odd")', "odd"),
    ('handbook.shell.i18n.ngettext("{n} page", "{n} pages", 2)', "2 pages"),
    ('handbook.shell.i18n.ngettext("{n} goal", "{n} goals", 4, { n: "pedwar" })', "pedwar nod"),
    ("handbook.shell.i18n.number(4000)", "4,000"),
    ("handbook.shell.i18n.list([])", ""),
    ('handbook.shell.i18n.list(["a"])', "a"),
    ('handbook.shell.i18n.list(["a", "b", "c"])', "a, b a c"),
    ('handbook.shell.i18n.list(["a", "b", "c"], true)', "a, b or c"),
    ('handbook.shell.i18n.spoken(document.createElement("p")).lang', "cy"),
    ("handbook.shell.i18n.language", "cy"),
]


@pytest.fixture(scope="module")
def odd(chromium):
    """The pure tools where every phrase is in the made-up language."""
    made = Pure(
        chromium,
        [*dict.fromkeys([*storing.SCRIPTS, *scoring.SCRIPTS, *papers.NAMES, *moving.SCRIPTS])],
        count=False,
        dictionary=dictionary(),
    )
    made.call(storing.BED, my_handbook.DATA, my_handbook.SCHEMA, my_handbook.MY, my_handbook.FULL)
    return made


def told(said: str, in_english: str, *data: str) -> None:
    """`said` is `in_english` in the made-up language, but for the words of `data`."""
    assert english(said) == in_english
    assert left(said) <= {word for each in data for word in left(each)}, said


# ---- i18n.js -----------------------------------------------------------------------------------------------


def check_welsh(welsh):
    assert welsh.call(
        '(all) => all.map((n) => handbook.shell.i18n.ngettext("{n} goal", "{n} goals", n))',
        [n for n, _ in COUNTED],
    ) == [says for _, says in COUNTED]
    assert [welsh.call(f"() => {each}") for each, _ in SAID] == [says for _, says in SAID]


def check_english(english_page):
    assert english_page.call(
        '() => [0, 1, 2].map((n) => handbook.shell.i18n.ngettext("{n} goal", "{n} goals", n))'
    ) == ["0 goals", "1 goal", "2 goals"]
    assert (
        english_page.call('() => handbook.shell.i18n._("Saved on {day}.", { day: "2 May" })')
        == "Saved on 2 May."
    )
    assert english_page.call('() => handbook.shell.i18n.spoken(document.createElement("p")).lang') == ""


def test_phrases_numbers_and_lists_of_another_language(chromium):
    check_welsh(Pure(chromium, [], language="cy", dictionary=WELSH))


def test_without_a_dictionary_everything_is_english(chromium):
    check_english(Pure(chromium, []))
    assert Pure(chromium, [], language="").call("handbook.shell.i18n.language") == "en-GB"


def test_every_branch_of_the_words_ran(chromium):
    welsh, plain, bare = (
        Pure(chromium, [], language="cy", dictionary=WELSH),
        Pure(chromium, []),
        Pure(chromium, [], language=""),
    )
    check_welsh(welsh)
    check_english(plain)
    assert (
        set(welsh.uncovered("../shell/i18n"))
        & set(plain.uncovered("../shell/i18n"))
        & set(bare.uncovered("../shell/i18n"))
        == set()
    )


# ---- The pure tools ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("make,sentence", **storing.named(my_handbook.HOSTILE + my_handbook.ALSO))
def test_a_file_is_refused_in_the_pages_language(odd, make, sentence):
    [[said, _]] = odd.call(storing.TRY, [make()], my_handbook.DATA, my_handbook.SCHEMA)
    keys = (  # What is quoted from the file, and words of the format.
        r"“[^”]*”|is none of [^.]*|\b(id|JSON|MLCF|LQF|true)\b|is not \"[^\"]*\""
    )
    told(said, sentence, *(found[0] for found in re.finditer(keys, sentence)))


def test_hints_ask_in_the_pages_language(odd):
    for name, (each, expected) in papers.HINTS.items():
        [found] = papers.hints(odd, [(each, [each])])
        assert (found and (found[0], english(found[1]))) == expected, name
        if found:
            assert left(re.sub("'[^']*'", "", found[1])) == set(), found  # In quotes: words of the goal.


def test_hints_do_not_look_for_english_words_where_the_page_is_in_another_language(chromium):
    welsh = Pure(chromium, papers.NAMES, language="cy", dictionary=dictionary(), count=False)
    asked = {name: papers.hints(welsh, [(each, [each])])[0] for name, (each, _) in papers.HINTS.items()}
    missed = {strange(papers.WHERE), strange(papers.CHECK)}
    assert any(expected and expected[1] == papers.WHERE for _, expected in papers.HINTS.values())
    assert [name for name, found in asked.items() if found and found[1] in missed] == []


def test_a_plan_as_text_and_as_a_document(odd):
    goals = [papers.WHOLE, papers.titled("", items=[])]
    typed = json.dumps([goals, papers.DATA]).replace("\\n", " ")
    told(odd.call(papers.TEXT, goals, papers.DATA, papers.NOW), papers.WHOLE_TEXT, typed)
    said = papers.said(papers.word(papers.made(odd, goals)))
    assert english_of(said) == [*papers.WHOLE_PLAN, ("Last", "")]
    for each in said[:-1]:
        words = each[1] if isinstance(each, tuple) else " ".join(cell for row in each for cell in row)
        assert left(words) <= left(typed), words
    footer = papers.word(papers.made(odd, goals)).sections[0].footer.paragraphs[0].text
    assert english(footer) == "My development plan\tPage  of " and left(footer) == set()


def english_of(said: list) -> list:
    return [
        (
            (each[0], english(each[1]))
            if isinstance(each, tuple)
            else [[english(cell) for cell in row] for row in each]
        )
        for each in said
    ]


def test_a_table_of_an_assessment(odd):
    rows = scoring.read_back(scoring.sheet(odd))
    assert [[english(cell) for cell in row] for row in rows] == scoring.SHEET_ROWS
    assert left(str(rows).replace("\\n", " ")) <= left(
        json.dumps([scoring.FRAMEWORKS["mlcf"], scoring.SHEET])
    )


def test_reasons_for_needs_and_what_is_carried_over(odd):
    data = left(json.dumps(scoring.DATA))
    for name, of, answers, more, expected in scoring.REASONS:
        says = odd.call(
            "(...args) => handbook.scoring.profile.needs(...args).map((each) => each.why)",
            scoring.FRAMEWORKS[of],
            scoring.assessed(of, answers, **more),
        )[0]
        assert english(says) == expected, name
        assert left(re.sub("‘[^’]*’", "", says)) == set(), name
    for framework, answers in (("mlcf", {"1.1": 2, "1.2": 1, "2.1": 3}), ("mlcf", {"1.1": 2, "2.2": None})):
        for target in ("lqf", "hlm", "clcf", "lf", "lone"):
            for row in odd.call(
                "handbook.transfer.carryingOver.carry",
                scoring.DATA,
                scoring.assessed(framework, answers),
                target,
            )["rows"]:
                assert (
                    left(row["says"]) <= data
                    and "⟦" in row["says"]
                    or row["says"] == "No quality is about this."
                ), row["says"]


@pytest.mark.parametrize("opened,here,names,says", moving.PREVIEWS)
def test_what_a_file_holds(odd, opened, here, names, says):
    told(odd.call("handbook.files.merging.preview", opened, here, names), says)


def test_what_storage_says(odd):
    assert odd.call(storing.NO_STORAGE)["lasts"] is False
    says = odd.call("() => bed.open(null).state().says")
    assert english(says) == storing.BLOCKED and left(says) == set()


# ---- Pages -------------------------------------------------------------------------------------------------


@pytest.fixture
def visit(open_page, server):
    """Opens a page whose scripts are in the made-up language, where one calls itself Welsh."""
    script = (
        "document.documentElement.lang = 'cy'; window.handbook.dictionary = "
        + json.dumps(dictionary())
        + ";\n"
        + (FOLDER.parent / "shell" / "i18n.js").read_text("utf-8")
    )

    def opened(where: str, document: dict | None = None):
        page = open_page()
        page.route(
            re.compile(r"assets/js/shell/i18n\b.*\.js$"),
            lambda route: route.fulfill(body=script, content_type="text/javascript"),
        )
        if document:
            seed(page, document)
        page.goto(server.url + where)
        return page

    return opened


def test_the_colour_button_and_search(visit):
    page = visit("theories/")
    button = page.locator(".hb-header__scheme")
    assert (
        button.get_attribute("aria-label")
        == strange("Colours: auto, as on your device")
        == button.get_attribute("title")
    )
    page.locator(".hb-search__input").fill("kotter")
    expect(page.locator(".hb-search__count")).to_have_text(re.compile("^⟦"))
    assert left(page.locator(".hb-search__count").inner_text()) == set()
    page.locator(".hb-search__panel[data-state=whole]").wait_for()
    assert page.locator(".hb-search__link").first.get_attribute("lang") == "en-GB"
    page.locator(".hb-search__input").fill("qqqqxx")
    expect(page.locator(".hb-search__count")).to_have_text(
        strange("Nothing found for “{text}”.").replace("{text}", "qqqqxx")
    )
    assert page.seen.problems() == []


def test_filter_compare_explorer_and_marks(visit):
    page = visit("theories/")
    count = page.locator("[data-filter-count]")
    page.locator("[data-filter-words]").fill("zzzz")
    assert english(count.inner_text()).startswith("0 of ") and left(count.inner_text()) <= {
        "theory",
        "theories",
        "of",
        "change",
    }
    assert count.get_attribute("lang") == "cy"
    page = visit("theories/compare/?of=lean-and-flow,soft-systems")
    assert page.locator("[data-compare-status]").text_content() == strange("2 theories side by side.")
    assert page.locator(".hb-compare__table tbody th").last.inner_text() == strange("In full")
    page = visit("crosswalks/explorer/?from=lqf&to=hlm")
    for place in (
        "[data-explorer-status]",
        "[data-explorer-result] > .hb-note[lang]:first-of-type",
        "[data-explorer-result] h2",
        "[data-explorer-result] h3",
        "[data-explorer-result] thead th[lang]",
    ):
        for words in page.locator(place).all_text_contents():
            assert left(words) <= {"LQF", "HLM", "MLCF"}, words
    assert (
        page.locator("[data-explorer-result] > .hb-note").last.get_attribute("lang") == "cy"
    )  # Words of closed lists, which the build translates.
    page = visit("theories/eight-steps/")
    want = page.locator("[data-mark] button").first
    assert want.inner_text() == strange("Want to read") and want.get_attribute("lang") == "cy"
    want.click()
    says = page.locator(".hb-marks__says").first
    expect(says).to_contain_text("⟦")
    assert (
        english(says.inner_text()) == "Kept in this browser, under My handbook."
        and left(says.inner_text()) == set()
    )
    assert page.seen.problems() == []


# The texts under an element that hold an English word and are not, as they stand, part of the handbook's
# data.
LEFT = """(place) => {
  const known = JSON.stringify(handbook.data).replace(/\\\\"/g, '"'), found = [];
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.data.trim();
    if (/[A-Za-z]{2}/.test(text) && !known.includes(text)
        && node.parentElement.checkVisibility()) found.push(text);
  }
  return found;
}"""


@pytest.mark.parametrize("tool", ["self-assessment", "plan", "my-handbook"])
def test_a_tool_begins_without_a_word_of_english(visit, tool):
    page = visit(TOOLS[tool], empty())
    place = page.locator("[data-tool]")
    expect(place).to_contain_text("⟦")
    found = [re.sub("⟦[^⟦⟧]*⟧", "", text) for text in place.evaluate(LEFT)]
    assert [text for text in found if left(text)] == []
    assert page.seen.problems() == []

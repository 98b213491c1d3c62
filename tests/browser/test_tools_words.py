"""The tools in another language: every word of their interface comes out of the dictionary, and the
handbook's own words, which are English, say so.

The language is made up: each sentence that Babel finds in the scripts is its own translation in brackets,
without what stands in its {names}. Whatever is outside brackets then is a record's, the reader's or a number,
or it was forgotten.
"""

from __future__ import annotations

import json
import re

import audit
import pytest
from babel.messages.extract import extract_from_dir, extract_from_file
from built import ROOT, edition, tools_data
from journeys import KEY, TOOLS, assessment, empty, goal, seed

pytestmark = pytest.mark.browser

DATA = tools_data()
MLCF, OTHER = DATA["frameworks"][0], DATA["frameworks"][1]
SCRIPTS, KEYWORDS = ROOT / "docs" / "assets" / "js", {"_": None, "ngettext": (1, 2)}

# All texts and names within the tool with the language they are in, and what is said to screen readers.
SHOWN = """() => {
    const tool = document.querySelector("[data-tool]"), found = [];
    const add = (text, element, where) => {
        if (/\\p{L}/u.test(text))
            found.push([text, where, element.closest("[lang]").getAttribute("lang")]); };
    const walker = document.createTreeWalker(tool, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { data, parentElement: on } = walker.currentNode;
        // Words cut into lines.
        if (!on.matches(".hb-chart__under, .hb-chart__side")) add(data, on, "text");
    }
    for (const each of tool.querySelectorAll("*")) {
        for (const name of ["aria-label", "data-label", "placeholder", "title", "label"])
            add(each.getAttribute(name) || "", each, name);
    }
    for (const each of tool.querySelectorAll("#plan-text")) add(each.value, each, "value");
    for (const each of document.querySelectorAll("body > [role=status]")) add(each.textContent, each, "said");
    return found;
}"""


def bracketed(text: str) -> str:
    return "⟦" + re.sub(r"(\{\w+\})", r"⟧\1⟦", text) + "⟧"


def dictionary() -> dict:
    """Every sentence of the scripts in brackets; of a number, in the order of Welsh: zero, one, two, few,
    many, other."""
    found = {}
    for _, _, message, *_ in extract_from_dir(SCRIPTS, [("**.js", "javascript")], keywords=KEYWORDS):
        one, many = message if isinstance(message, tuple) else (message, None)
        found[one] = (
            [bracketed(one if place == 1 else many) for place in range(6)] if many else bracketed(one)
        )
    return found


def texts(part, without: tuple[str, ...] = ()) -> set[str]:
    """All texts in a part of the data, but not under these keys."""
    if isinstance(part, str):
        return {part}
    inside = (
        [each for key, each in part.items() if key not in without]
        if isinstance(part, dict)
        else part
        if isinstance(part, list)
        else []
    )
    return set().union(*(texts(each, without) for each in inside))


ENGLISH = {each["rank"].capitalize() for each in DATA["frameworks"]} | texts(
    [DATA[name] for name in ("frameworks", "records", "pathways", "crosswalks", "prompts")],
    ("id", "url", "kind", "how"),
)
KINDS = {
    each[name] for each in DATA["records"] for name in ("kind", "how")
}  # Put into the language by the build.
FILE, LETTER = re.compile(r"[\w-]+\.(json|csv|docx|ics)\b"), re.compile(r"[^\W\d_]")


def forgotten(text: str, own: set[str]) -> str:
    """What of a text is outside brackets and is neither a record's nor the reader's."""
    left = FILE.sub(" ", re.sub(r"⟦[^⟦⟧]*⟧", " \n ", text))
    if not LETTER.search(left) or left in ENGLISH or left in own:
        return ""
    for known in sorted(
        (each for each in ENGLISH | KINDS | own if each.strip() and each in left), key=len, reverse=True
    ):
        left = re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", " ", left)
    return left if LETTER.search(left) else ""


class Look:
    """A page in the made-up language; `check` fails with all that was forgotten on it."""

    def __init__(self, page, url: str, document: dict, words: dict):
        self.page, self.url, self.own = page, url, texts(document)
        page.clock.install()
        page.add_init_script(f"window.handbook = {{ dictionary: {json.dumps(words)} }};")
        page.route(re.compile(r"/tools/[\w-]+/(\?|$)"), self._welsh)
        page.route(re.compile(r"/tools/language\.js"), self._mark_english)
        seed(page, document)

    @staticmethod
    def _welsh(route) -> None:
        """The page as an edition in another language has it, with the script that marks words as English."""
        answer = route.fetch()
        kit = '<script src="../../assets/js/tools/kit.'
        route.fulfill(
            response=answer,
            body=answer.text()
            .replace('<html lang="en-GB"', '<html lang="cy"')
            .replace("<article", '<article lang="en-GB"', 1)
            .replace(kit, f'<script src="../../assets/js/tools/language.js" defer></script>\n{kit}', 1),
        )

    @staticmethod
    def _mark_english(route) -> None:
        """That script, which only a site in another language has."""
        (script,) = (edition("enghraifft-cymru") / "assets/js/tools").glob("language.*.js")
        route.fulfill(path=script)

    def go(self, tool: str, asked: str = "") -> None:
        self.page.goto("about:blank")
        self.page.goto(self.url + TOOLS[tool] + asked)
        self.page.locator("[data-tool] > *").first.wait_for()
        audit.pass_time(self.page, 1)  # What is below the first screen is made after it was painted.
        self.check()

    def press(self, words: str, place: int = 0) -> None:
        self.page.locator("[data-tool]").get_by_role(
            "button", name=re.compile("^" + re.escape(bracketed(words)))
        ).nth(place).click()
        audit.pass_time(self.page, 1)
        self.check()

    def check(self) -> None:
        shown = self.page.evaluate(SHOWN)
        assert shown, "there is no tool on the page"
        left = {forgotten(text, self.own): where for text, where, _ in shown}
        assert {each: where for each, where in left.items() if each} == {}
        record = [
            (text, lang)
            for text, where, lang in shown
            if where == "text" and text in ENGLISH - self.own and lang != "en-GB"
        ]
        assert record == [], "a record's words that do not say they are English"
        ours = [
            (text, lang)
            for text, where, lang in shown
            if text.startswith("⟦") and text.endswith("⟧") and lang != "cy"
        ]
        assert ours == [], "words of the interface that say they are English"


@pytest.fixture(scope="module")
def words() -> dict:
    return dictionary()


@pytest.fixture
def look(open_page, server, words):
    """``look(document)`` gives a page; what went wrong on it unseen is looked at in the end."""
    opened = []

    def come(**lists) -> Look:
        page = open_page()
        opened.append(page)
        return Look(page, server.url, empty(**lists), words)

    yield come
    for page in opened:
        assert page.seen.problems() == []


OLDER = assessment(MLCF, 1, day="2026-09-02", note="registrar")
DONE = assessment(MLCF, 2, "full", day="2026-10-02")
OPEN = assessment(MLCF, 3, "full", leave=9)
QUICK = assessment(OTHER, 4, leave=2)
GONE = {
    **assessment(MLCF, 5),
    "framework": "withdrawn",
    "answers": [{"item": "withdrawn/1", "rating": 2}, {"item": "withdrawn/2", "noChance": True}],
}
CARRIED = assessment(MLCF, 6, leave=3)
for each, sure in zip(CARRIED["answers"], ("certain", "likely"), strict=False):
    each["carried"] = {"from": [OTHER["items"][0]["id"], OTHER["items"][1]["id"]], "sure": sure}
ALL = [OLDER, DONE, OPEN, QUICK, GONE, CARRIED]
PAST = [
    {"id": "h-0000000001", "at": "2026-11-02T08:30:00Z", "field": "status", "was": "draft"},
    {"id": "h-0000000002", "at": "2026-11-03T08:30:00Z", "field": "title", "was": "Ask more"},
]
GOALS = [
    goal(1, history=PAST, review="2026-01-02", obstacle="If the round starts late, I ask at the first bed",
        reflection="It went well"),
    goal(2, "", items=["mlcf/1.2", "withdrawn/1"], actions=[
        {"id": "t-0000000021", "text": "Read about it", "record": "coaching", "by": "2026-01-03"},
        {"id": "t-0000000022", "text": "", "done": "2026-02-03"}], review="2030-01-02"),
    goal(3, "Talk less", status="reached"),
]  # fmt: skip
MARKS = [
    {"record": "coaching", "state": "want", "day": "2026-11-20"},
    {"record": "withdrawn", "state": "want", "day": "2026-11-20"},
    {"record": "eight-steps", "state": "read", "day": "2026-11-20", "minutes": 20},
    {"record": "teams/s1", "state": "read", "day": "2026-11-20"},
]


def test_the_dictionary_holds_the_sentences_of_the_scripts(words):
    assert {
        "Saved.",
        "There is a problem",
        "Copy this text and keep it as {name}.",
        "Aim for {level}",
    } <= words.keys()
    assert words["{done} of {n} action done"][1:3] == [
        "⟦⟧{done}⟦ of ⟧{n}⟦ action done⟧",
        "⟦⟧{done}⟦ of ⟧{n}⟦ actions done⟧",
    ]


def test_every_sentence_is_named_plainly_so_that_it_is_found():
    for file in sorted(
        {*(SCRIPTS / "tools").rglob("*.js")} - {SCRIPTS / "tools" / "document" / "schema.js"}
    ):  # That says what the schema says.
        calls = re.findall(r"(?<![\w.])(?:_|ngettext)\(", file.read_text("utf-8"))
        assert len(calls) == len(list(extract_from_file("javascript", file, keywords=KEYWORDS))), file.name


def test_what_is_forgotten_is_found():
    title = MLCF["items"][0]["title"]
    assert forgotten(f"⟦Rated ⟧3⟦ of ⟧5⟦⟧ · {title}: my words", {"my words"}) == ""
    assert forgotten(f"⟦Rated⟧ by {title}", set()).split() == ["by"]


def test_the_start_of_a_self_assessment(look):
    seen = look(assessments=ALL)
    seen.go("self-assessment")
    for asked in (
        "?framework=mlcf&element=2.2",
        "#assessment=a-0000000099",
        "?framework=withdrawn",
        "?framework=mlcf&item=gone",
    ):
        seen.go("self-assessment", asked)
    seen.page.get_by_text(bracketed("Change"), exact=True).click()
    for framework in DATA["frameworks"][1:]:
        seen.page.locator("[data-tool] select").select_option(framework["id"])
        seen.check()
    seen.page.locator("[data-tool] input[type=file]").set_input_files(
        {
            "name": "mine.json",
            "mimeType": "application/json",
            "buffer": json.dumps(empty(assessments=[DONE, QUICK])).encode(),
        }
    )
    seen.press("Add to what is here")
    seen.press("Undo")


def test_rating(look):
    seen = look(assessments=ALL)
    seen.go("self-assessment", f"#assessment={OPEN['id']}&item={MLCF['items'][0]['id']}")
    seen.press("Add an example")
    for day in ("", "2030-01-01", "2026-10-09"):
        seen.page.locator("[data-tool] input[type=date]").first.fill(day)
        seen.page.locator("[data-tool] textarea").first.focus()
        seen.check()
    seen.press("Take away")
    for asked in (
        f"{QUICK['id']}&item={OTHER['items'][0]['id']}",
        f"{CARRIED['id']}&item={MLCF['items'][0]['id']}",
        f"{OLDER['id']}&item={MLCF['items'][-1]['id']}",
    ):
        seen.go("self-assessment", "#assessment=" + asked)
    seen.press("Clear my answer")
    seen.press("Leave and come back later")


def test_a_result(look):
    seen = look(assessments=ALL)
    for each in (OPEN, QUICK, GONE, CARRIED):
        seen.go("self-assessment", f"#assessment={each['id']}")
    seen.go("self-assessment", f"#assessment={DONE['id']}")
    seen.press("Change answers")
    for name, value in (("Earlier assessment", OLDER["id"]), ("Other framework", OTHER["id"])):
        seen.page.get_by_label(bracketed(name)).select_option(value)
        audit.pass_time(seen.page, 1)
        seen.check()
    seen.page.locator("[data-tool] details").evaluate_all(
        "all => all.forEach((each) => { each.open = true; })"
    )
    seen.check()
    seen.press("Start an assessment with the ticked ratings")
    seen.go("self-assessment", f"#assessment={DONE['id']}")
    seen.press("Delete this assessment")
    seen.press("Delete it")


def test_the_development_plan(look):
    seen = look(assessments=ALL, goals=GOALS)
    seen.go("plan")
    seen.press("Edit")
    seen.press("Add")  # Without a competency.
    seen.press("Remove this action")
    seen.press("Remove it")
    seen.press("Add an action")
    seen.press("Done")
    seen.page.get_by_text(bracketed("Text for an e-portfolio")).click()
    seen.check()
    seen.press("Calendar file of review dates")
    seen.press("Remove")
    for asked in (
        "#need=mlcf/1.1&assessment=a-0000000002",
        "#need=mlcf/1.2",
        "#add=coaching",
        "#add=withdrawn",
    ):
        seen.go("plan", asked)


def test_my_handbook(look):
    seen = look(assessments=ALL, goals=GOALS, marks=MARKS)
    seen.go("my-handbook", "?read=coaching")
    seen.press("Mark it")
    seen.press("Remove")
    seen.press("Delete")
    seen.press("Clear everything")
    seen.press("Clear everything now")


def test_the_tools_with_nothing_in_them(look):
    seen = look()
    for tool in TOOLS:
        seen.go(tool)
    seen.page.evaluate("key => localStorage.setItem(key, 'cannot be read')", KEY)
    seen.go("my-handbook")
    seen.press("Clear everything")


def test_a_title_that_a_record_gives_in_the_language_does_not_say_it_is_english(look):
    seen, (item, other) = look(assessments=[DONE]), MLCF["items"][:2]
    seen.page.route(
        "**/assets/data/handbook.js",
        lambda route: route.fulfill(
            body=f"{route.fetch().text()}handbook.data.translated={json.dumps([item['title']])};",
            content_type="text/javascript",
        ),
    )
    seen.page.goto(f"{seen.url}{TOOLS['self-assessment']}#assessment={DONE['id']}")
    named = [
        seen.page.locator("[data-tool]").get_by_text(f"{each['code']} {each['title']}", exact=True).first
        for each in (item, other)
    ]
    assert [each.evaluate("element => element.closest('[lang]').getAttribute('lang')") for each in named] == [
        "cy",
        "en-GB",
    ]

"""What is longer than a field is meant for is kept whole, and how much is too much is said:
docs/assets/js/tools/document/lengths.js, and the fields of all tools.
"""

from __future__ import annotations

import json
import re

import pytest
from built import tools_data
from journeys import KEY, TOOLS, assessment, empty, goal, kept, seed
from places import ROOT
from playwright.sync_api import expect
from script_calls import Pure

pytestmark = pytest.mark.browser

DATA = tools_data()
MLCF = next(each for each in DATA["frameworks"] if each["id"] == "mlcf")
LENGTHS = "handbook.document.lengths"
# A text and the characters meant for it, and what is said of it.
EXCESSES = [
    ("", 400, ""),
    ("x" * 400, 400, ""),
    ("🙂" * 400, 400, ""),
    ("x" * 401, 400, "1 character too many. 400 are meant for this field. Nothing was cut off."),
    ("🙂" * 401, 400, "1 character too many. 400 are meant for this field. Nothing was cut off."),
    ("x" * 6000, 4000, "2,000 characters too many. 4,000 are meant for this field. Nothing was cut off."),
]
END = "THE END"
PASTED = "word " * 1200 + END  # As in a report of what was lost.
PARAGRAPHS = "A line.\n\n" * 700 + END


@pytest.fixture(scope="module")
def pure(chromium):
    return Pure(chromium, ["document/lengths"])


def check_excesses(pure):
    assert [pure.call(f"{LENGTHS}.excess", text, meant) for text, meant, _words in EXCESSES] == [
        words for *_rest, words in EXCESSES
    ]


def test_how_much_is_too_much_is_said_in_characters(pure):
    check_excesses(pure)


def test_every_branch_ran(chromium):
    pure = Pure(chromium, ["document/lengths"])
    check_excesses(pure)
    assert pure.uncovered("document/lengths") == []


def test_what_is_kept_is_what_the_schema_allows(pure):
    schema = json.loads((ROOT / "docs/assets/data/my-handbook.schema.json").read_text("utf-8"))
    most = pure.call(f"{LENGTHS}.MOST")
    assert [schema["$defs"][name]["maxLength"] for name in ("line", "text")] == [most, most]


GIVEN_AWAY = """(goal, framework, assessment) => {
    const look = { words: String, page: String }, now = new Date("2026-11-23T12:00:00Z");
    const { calendar } = handbook.exportFormats, { word } = handbook.wordFormat;
    const { spreadsheet } = handbook.transfer;
    const bytes = word.plan({ goals: [goal], look, now });
    return [
        handbook.exportFormats.planText.text([goal], look, now),
        calendar.calendar([{ uid: "one", day: "2026-12-01", title: goal.title, text: goal.why }], now),
        new TextDecoder("utf-8", { fatal: false }).decode(bytes),
        spreadsheet.table(spreadsheet.assessment(framework, assessment)),
        handbook.document.format.write({ goals: [goal], assessments: [assessment], marks: [], log: [] }, now),
    ];
}"""


def test_what_is_given_away_has_the_whole_text(chromium):
    scripts = [
        "document/days",
        "document/lengths",
        "document/schema",
        "document/format",
        "scoring/profile",
        "transfer/spreadsheet",
        "goals/goal",
        "export_formats/calendar",
        "word_format/zip",
        "export_formats/plan_text",
        "word_format/word",
    ]
    long = goal(title=PASTED, why=PASTED, reflection=PASTED)
    long["actions"][0]["text"] = PASTED
    rated = assessment(MLCF, note=PASTED)
    rated["answers"][0]["evidence"] = [{"id": "e-0000000001", "day": "2026-11-02", "text": PASTED}]
    pure = Pure(chromium, scripts, count=False)
    text, calendar, word, table, file = pure.call(GIVEN_AWAY, long, MLCF, rated)
    parts = {"text": text, "word": word, "table": table, "file": file}
    parts["calendar"] = calendar.replace("\r\n ", "")  # Long lines are folded.
    assert {name: part.count(PASTED) for name, part in parts.items()} == {
        "text": 4,
        "word": 4,
        "table": 2,
        "file": 6,
        "calendar": 3,
    }


# ---- The fields --------------------------------------------------------------------------------------------


@pytest.fixture
def arrive(open_page, server):
    """Opens a tool with something in it, and stops its clock."""

    def opened(where: str, query: str = "", **parts):
        page = open_page()
        mine = {"goals": [goal()], "assessments": [assessment(MLCF, depth="full", leave=18)], **parts}
        seed(page, empty(**mine))
        page.clock.install(time="2026-11-23T10:00:00Z")
        page.goto(server.url + TOOLS[where] + query)
        page.clock.pause_at("2026-11-23T11:00:00Z")
        page.clock.run_for(500)
        return page

    return opened


def open_goal(page):
    page.get_by_role("button", name="Edit", exact=True).click()
    page.clock.run_for(500)


def open_example(page):
    page.get_by_role("button", name="Add an example", exact=True).click()


def open_role(page):
    page.get_by_text(re.compile("change your aim or role$")).click()


def excess(field):
    return field.locator("xpath=..").locator(".hb-tool-field__excess")


def too_many(length: int, meant: int) -> str:
    return f"{length - meant:,} characters too many. {meant:,} are meant for this field. Nothing was cut off."


def read_evidence(my: dict) -> str:
    return my["assessments"][0]["answers"][0]["evidence"][-1]["text"]


ITEM = "?assessment=a-0000000001&item=mlcf/1.1"
# A field, where it is, how it is reached, the characters meant for it, and where its words are kept.
FIELDS = [
    ("The goal, in one sentence", "plan", "", open_goal, 400, lambda my: my["goals"][0]["title"]),
    ("Why it matters", "plan", "", open_goal, 4000, lambda my: my["goals"][0]["why"]),
    ("What", "plan", "", open_goal, 400, lambda my: my["goals"][0]["actions"][0]["text"]),
    ("Who will help, and with what", "plan", "", open_goal, 4000, lambda my: my["goals"][0]["support"]),
    ("What could get in the way", "plan", "", open_goal, 4000, lambda my: my["goals"][0]["obstacle"]),
    ("Measure of success", "plan", "", open_goal, 4000, lambda my: my["goals"][0]["measure"]),
    ("Reflection", "plan", "", open_goal, 4000, lambda my: my["goals"][0]["reflection"]),
    ("What you did, and what came of it", "self-assessment", ITEM, open_example, 4000, read_evidence),
    ("In which role? (optional)", "self-assessment", ITEM, open_role, 400,
     lambda my: my["assessments"][0]["note"]),
]  # fmt: skip


@pytest.mark.parametrize("label,where,query,opens,meant,of", FIELDS, ids=[each[0] for each in FIELDS])
def test_what_is_pasted_is_kept_whole_and_how_much_is_too_much_is_said(
    arrive, label, where, query, opens, meant, of
):
    page = arrive(where, query)
    opens(page)
    field = page.get_by_label(label, exact=True).last
    field.focus()
    expect(excess(field)).to_be_hidden()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(PASTED)
    says = too_many(len(PASTED), meant)
    expect(excess(field)).to_have_text(says)
    assert excess(field).get_attribute("id") in field.get_attribute("aria-describedby").split()
    page.clock.run_for(600)
    expect(page.get_by_role("status").filter(has_text=says)).to_have_count(1)
    expect(field).to_have_value(PASTED)
    assert of(kept(page)) == PASTED
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("Short.")
    expect(excess(field)).to_be_hidden()
    page.clock.run_for(600)
    assert of(kept(page)) == "Short."
    assert page.seen.problems() == []


def test_what_is_typed_letter_by_letter_or_composed_goes_on_past_what_is_meant(arrive):
    page = arrive("plan", goals=[goal(title="x" * 399)])
    open_goal(page)
    field = page.get_by_label("The goal, in one sentence", exact=True)
    field.focus()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type("yz")
    expect(excess(field)).to_have_text(
        "1 character too many. 400 are meant for this field. Nothing was cut off."
    )
    devtools = page.context.new_cdp_session(page)
    devtools.send("Input.imeSetComposition", {"text": "にほん", "selectionStart": 3, "selectionEnd": 3})
    devtools.send("Input.insertText", {"text": "日本"})
    page.clock.run_for(600)
    assert kept(page)["goals"][0]["title"] == "x" * 399 + "yz日本"
    expect(excess(field)).to_have_text(
        "3 characters too many. 400 are meant for this field. Nothing was cut off."
    )


def test_what_is_too_long_is_there_when_one_comes_back(arrive):
    page = arrive("plan", goals=[goal(title=PASTED[-600:], reflection=PARAGRAPHS)])
    expect(page.locator(".hb-goal__text", has_text=END)).to_be_visible()
    open_goal(page)
    reflection = page.get_by_label("Reflection", exact=True)
    expect(reflection).to_have_value(PARAGRAPHS)
    expect(excess(reflection)).to_have_text(too_many(len(PARAGRAPHS), 4000))
    expect(excess(page.get_by_label("The goal, in one sentence", exact=True))).to_have_text(
        "200 characters too many. 400 are meant for this field. Nothing was cut off."
    )
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_what_is_longer_than_can_be_kept_stays_in_the_field_and_that_is_said(arrive):
    page = arrive("plan", goals=[goal(reflection="Before.")])
    open_goal(page)
    field = page.get_by_label("Reflection", exact=True)
    field.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("x" * 30001)
    page.clock.run_for(600)
    refused = "This was not kept: goal 1, reflection is longer than 30,000 characters."
    expect(field.locator("xpath=..").locator(".hb-tool-field__error")).to_contain_text(refused)
    expect(excess(field)).to_contain_text("26,001 characters too many.")
    expect(page.get_by_role("status").filter(has_text=refused)).to_have_count(1)
    assert len(field.input_value()) == 30001
    assert kept(page)["goals"][0]["reflection"] == "Before."
    page.keyboard.press("Backspace")
    page.clock.run_for(600)
    expect(field).not_to_have_attribute("aria-invalid", "true")
    assert kept(page)["goals"][0]["reflection"] == "x" * 30000


def test_where_there_is_no_room_what_is_too_long_stays_and_that_is_said(arrive):
    page = arrive("plan")
    page.evaluate(
        "() => { const most = 5 * 1024 * 1024, taken = JSON.stringify(localStorage).length;"
        " localStorage.setItem('filler', 'x'.repeat(most - taken - 100)); }"
    )
    open_goal(page)
    field = page.get_by_label("Reflection", exact=True)
    field.focus()
    page.keyboard.insert_text(PASTED)
    page.clock.run_for(600)
    expect(field.locator("xpath=..").locator(".hb-tool-field__error")).to_contain_text("no room left")
    expect(field).to_have_value(PASTED)
    assert "reflection" not in kept(page)["goals"][0]


def test_no_field_of_a_tool_cuts_off_what_is_put_in(arrive):
    for where, query, opens in {each[1:4] for each in FIELDS} | {("my-handbook", "", lambda page: None)}:
        page = arrive(where, query, marks=[{"record": "coaching", "state": "want", "day": "2026-11-02"}])
        opens(page)
        assert page.locator("[maxlength]").count() == 0, where


@pytest.mark.parametrize("where,label,opens", [
    ("plan", "Minutes it takes", open_goal),
    ("my-handbook", "Minutes for “Coaching”", lambda page: None),
])  # fmt: skip
def test_of_a_number_that_is_too_long_nothing_is_cut_off(arrive, where, label, opens):
    page = arrive(where, marks=[{"record": "coaching", "state": "want", "day": "2026-11-02"}])
    opens(page)
    field = page.get_by_label(label, exact=True)
    field.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("12345")
    page.keyboard.press("Tab")
    page.clock.run_for(600)
    expect(field).to_have_value("12345")
    expect(page.get_by_text("Give whole minutes, such as 30.").first).to_be_visible()
    assert "12345" not in page.evaluate("key => localStorage.getItem(key)", KEY)
    assert "1234" not in page.evaluate("key => localStorage.getItem(key)", KEY)


def test_a_file_with_more_is_taken_in_and_given_away_whole(arrive, tmp_path):
    long = goal(title=PASTED[-600:], why=PASTED, reflection=PARAGRAPHS)
    file = tmp_path / "my-handbook.json"
    file.write_text(json.dumps(empty(goals=[long])), encoding="utf-8")
    page = arrive("my-handbook", goals=[])
    page.get_by_label("Open a file").set_input_files(file)
    page.get_by_role("button", name="Add to what is here", exact=True).click()
    page.clock.run_for(600)
    assert [kept(page)["goals"][0][name] for name in ("title", "why", "reflection")] == [
        long[name] for name in ("title", "why", "reflection")
    ]
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("^Save everything")).first.click()
    assert json.loads(open(download.value.path(), encoding="utf-8").read())["goals"][0]["why"] == PASTED
    assert page.seen.problems() == []

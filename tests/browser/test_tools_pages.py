"""The development plan and My handbook, where journeys do not lead: without their scripts, beside another
tab, from an address that was renamed, and in browsers that give no focus to a pressed button.

docs/assets/js/tools/{plan*,goal_*,my_*}.js, docs/assets/js/shell/boot.js
"""

from __future__ import annotations

import json
import re

import audit
import journeys
import pytest
from built import site, tools_data
from docx import Document
from journeys import KEY, TOOLS, empty, goal, kept, seed
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DATA = tools_data()
MLCF = next(each for each in DATA["frameworks"] if each["id"] == "mlcf")
MARKS = [
    {"record": "coaching", "state": "want", "day": "2026-11-20"},
    {"record": "eight-steps", "state": "read", "day": "2026-11-20"},
]
RICH = empty(
    assessments=[journeys.assessment(MLCF, 1), journeys.assessment(MLCF, 2)], goals=[goal()], marks=MARKS
)
BY_HAND = "Filling this in on screen needs JavaScript."
LATER = """(text) => { const before = localStorage.getItem("handbook.my");
    localStorage.setItem("handbook.my", text);
    window.dispatchEvent(new StorageEvent("storage",
        { key: "handbook.my", oldValue: before, newValue: text })); }"""


@pytest.fixture
def visit(open_page, server):
    """Opens the page of a tool with a document kept."""

    def opened(where: str, asked: str = "", document: dict = RICH, **settings):
        page = open_page(**settings)
        seed(page, document)
        page.goto(server.url + TOOLS[where] + asked)
        return page

    return opened


def part(page, name: str):
    return page.get_by_role("region", name=name, exact=True)


def elsewhere(page, **lists) -> None:
    """Another tab writes."""
    now = json.loads(page.evaluate("key => localStorage.getItem(key)", KEY))
    now["my"].update(lists)
    now["seen"]["tab-0000000001"] = now["seen"].get("tab-0000000001", 0) + 1
    page.evaluate(LATER, json.dumps(now))


# ---- Without the tools' scripts ----------------------------------------------------------------------------


@pytest.mark.parametrize("where", TOOLS)
@pytest.mark.parametrize(
    "name,body",
    [("kit", None), ("document", "this is no script"), ("handbook", None)],
    ids=["not there", "not understood", "no data"],
)
def test_where_a_script_fails_the_form_to_fill_in_by_hand_is_shown(open_page, server, where, name, body):
    page = open_page()
    page.route(
        re.compile(f"/{name}(\\.[0-9a-f]{{8}})?\\.js"),
        lambda route: (
            route.abort() if body is None else route.fulfill(body=body, content_type="text/javascript")
        ),
    )
    page.goto(server.url + TOOLS[where])
    expect(page.get_by_text(BY_HAND)).to_be_visible()


@pytest.mark.parametrize("where", TOOLS)
def test_where_the_tool_starts_the_form_is_not_shown(visit, where):
    page = visit(where)
    expect(page.get_by_text(BY_HAND)).to_be_hidden()
    assert page.seen.problems() == []


# ---- My handbook beside another tab ------------------------------------------------------------------------


def test_half_typed_minutes_stay_until_the_field_is_left(visit):
    page = visit("my-handbook")
    minutes = part(page, "Want to read").get_by_role("textbox")
    minutes.fill("4")
    elsewhere(
        page,
        marks=[*MARKS, {"record": "johari-window", "state": "want", "day": "2026-11-21"}],
        goals=[goal(), goal(2, "Chair the board round")],
    )
    expect(part(page, "Plan").get_by_role("listitem")).to_have_count(2)
    expect(minutes).to_have_value("4")
    minutes.press("5")
    minutes.press("Tab")
    page.get_by_role("button", name="Clear everything", exact=True).focus()
    expect(part(page, "Want to read").get_by_role("listitem")).to_have_count(2)
    assert kept(page)["marks"][0]["minutes"] == 45


def test_an_open_question_stays_and_what_it_waited_for_is_shown_after_it(visit):
    page = visit("my-handbook")
    own = part(page, "Assessments")
    own.get_by_role("button", name="Delete").last.click()
    third = journeys.assessment(MLCF, 3)
    elsewhere(page, assessments=[*RICH["assessments"], third])
    expect(own.get_by_role("button", name="Keep it")).to_be_focused()
    own.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="Clear everything", exact=True).focus()
    expect(own.get_by_role("listitem")).to_have_count(3)


def test_what_is_unfolded_stays_unfolded_and_a_link_keeps_the_focus(visit):
    page = visit("my-handbook")
    walks = {each["id"]: {"at": 1, "done": [], "day": "2026-11-20"} for each in DATA["pathways"][:6]}
    page.evaluate("text => localStorage.setItem('handbook.pathways', text)", json.dumps(walks))
    page.reload()
    own = part(page, "Pathways")
    own.get_by_text(re.compile("more pathway")).click()
    page.get_by_role("button", name="Clear everything", exact=True).focus()
    elsewhere(page, marks=[MARKS[0], {**MARKS[1], "minutes": 3}])
    expect(part(page, "Read").get_by_role("textbox")).to_have_value("3")
    assert own.locator("details").evaluate("each => each.open")
    link = part(page, "Read").get_by_role("link")
    link.focus()
    elsewhere(page, marks=[MARKS[0], {**MARKS[1], "minutes": 4}])
    expect(part(page, "Read").get_by_role("textbox")).to_have_value("4")
    expect(link).to_be_focused()


def test_the_last_of_a_list_can_be_brought_back(visit):
    page = visit("my-handbook")
    read = part(page, "Read")
    read.get_by_role("button", name="Remove").click()
    read.get_by_role("button", name="Undo").click()
    expect(read.get_by_role("listitem")).to_have_count(1)
    read.get_by_role("button", name="Remove").click()
    part(page, "Want to read").get_by_role("button", name="Remove").click()
    expect(page.get_by_role("heading", name="Read", exact=True)).to_be_hidden()


def test_on_paper_there_is_nothing_to_press(visit):
    page = visit("my-handbook")
    page.emulate_media(media="print")
    assert journeys.visible(page, "article :is(button, input, select)") == []
    shown = page.locator("article").first.inner_text()
    assert "Start another one" not in shown and "Open the plan" not in shown


# ---- What is loaded once something is begun ----------------------------------------------------------------


# What is pressed first, and a field or heading that comes of it.
BEGINNINGS = {
    "self-assessment": ("Start", "Developing Self Awareness"),
    "plan": ("New goal", "The goal, in one sentence"),
    "my-handbook": ("Log a behaviour", "Competency"),
}


@pytest.mark.parametrize("tool", BEGINNINGS)
def test_a_press_while_the_rest_is_on_its_way_counts_once(open_page, server, tool):
    page, held = open_page(), []
    page.route("**/assets/data/contents.js", lambda route: held.append(route))
    page.goto(server.url + TOOLS[tool])
    button = page.get_by_role("button", name=BEGINNINGS[tool][0], exact=True)
    assert held == []  # Nothing of it comes before it is asked for.
    button.click()
    button.click()
    audit.until(lambda: held)
    held[0].continue_()
    shown = BEGINNINGS[tool][1]
    expect(page.get_by_label(shown).or_(page.get_by_role("heading", name=shown)).first).to_be_visible()
    lists = kept(page) or empty()
    assert len(lists["assessments"]) == (tool == "self-assessment")
    assert len(lists["goals"]) == (tool == "plan")


@pytest.mark.parametrize("tool", BEGINNINGS)
def test_where_the_rest_does_not_come_that_is_said_and_it_can_be_tried_again(open_page, server, tool):
    page = open_page()
    page.route("**/assets/data/contents.js", lambda route: route.abort())
    page.goto(server.url + TOOLS[tool])
    button = page.get_by_role("button", name=BEGINNINGS[tool][0], exact=True)
    button.click()
    told = page.get_by_text("What is shown there could not be loaded just now. Try again.")
    expect(told).to_be_visible()
    page.unroute("**/assets/data/contents.js")
    page.seen.console.clear()  # The browser says there that it did not come.
    button.click()
    expect(told).to_have_count(0)


# ---- Addresses of what was renamed -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "where,asked,says",
    [
        ("my-handbook", "?want=mentors", "Mark ‘Coaching’ as something you want to read?"),
        ("plan", "?add=mentors", "Add ‘Coaching’ to your plan"),
        ("plan", "#need=mlcf/old", "A goal on MLCF 1.1 Developing Self Awareness"),
    ],
)
def test_an_address_that_was_renamed_leads_to_what_it_is_now(open_page, server, where, asked, says):
    page = open_page()
    text = (
        (site() / "assets/data/handbook.js").read_text("utf-8")
        + '\nhandbook.data.aliases.push({ former: "mentors", id: "coaching" }, { former: "mlcf/old", id:'
        ' "mlcf/1.1" });'
    )
    page.route(
        re.compile("/handbook\\.js"), lambda route: route.fulfill(body=text, content_type="text/javascript")
    )
    page.goto(server.url + TOOLS[where] + asked)
    expect(page.get_by_text(says)).to_be_visible()


# ---- What leaves the plan ----------------------------------------------------------------------------------


def test_where_a_pressed_button_gets_no_focus_the_text_of_a_file_is_there_as_well(visit):
    page = visit("plan")
    page.evaluate("document.addEventListener('mousedown', (event) => event.preventDefault())")
    for name, file in (
        ("Calendar file of review dates", "development-plan.ics"),
        ("Save the plan to a file", "development-plan.json"),
    ):
        with page.expect_download():
            page.get_by_role("button", name=name).click()
        assert page.evaluate("document.activeElement === document.body")
        expect(page.get_by_label("Text of " + file)).to_be_attached()


def test_days_that_few_calendars_know_are_left_out_and_that_is_said(visit):
    page = visit("plan", document=empty(goals=[goal(review="2150-01-01")]))
    page.get_by_role("button", name="Calendar file of review dates").click()
    expect(
        page.get_by_text("Days after the year 2100 are left out: few calendars can show them.")
    ).to_be_visible()
    expect(page.get_by_label("Text of development-plan.ics")).to_have_count(0)
    page.get_by_label("With the days of my actions").check()
    with page.expect_download():
        page.get_by_role("button", name="Calendar file of review dates").click()
    assert page.get_by_label("Text of development-plan.ics").input_value().count("BEGIN:VEVENT") == 1


def test_an_action_that_is_done_goes_into_no_calendar(visit):
    actions = [
        {"id": f"t-000000000{number}", "text": text, "by": "2027-01-01", **done}
        for number, (text, done) in enumerate([("Ask first", {"done": "2026-11-20"}), ("Ask again", {})])
    ]
    page = visit("plan", document=empty(goals=[goal(actions=actions)]))
    page.get_by_label("With the days of my actions").check()
    with page.expect_download():
        page.get_by_role("button", name="Calendar file of review dates").click()
    text = page.get_by_label("Text of development-plan.ics").input_value()
    assert "SUMMARY:Ask again" in text and "SUMMARY:Ask first" not in text


def test_what_an_action_said_before_is_kept_and_goes_into_word_if_asked(visit, tmp_path):
    page = visit("plan")
    earlier = page.get_by_label("With earlier wording, in Word")
    expect(earlier).to_be_hidden()
    page.get_by_label("Ask the night nurse on Tuesday at the first bed").check()
    was = "Ask the night nurse on Tuesday at the first bed – by 1 January 2027, 30 min"
    assert [each["was"] for each in kept(page)["goals"][0]["history"]] == [was]
    for tick in (False, True):
        earlier.set_checked(tick)
        with page.expect_download() as download:
            page.get_by_role("button", name="Word document").click()
        download.value.save_as(tmp_path / "plan.docx")
        cells = {
            cell.text
            for table in Document(str(tmp_path / "plan.docx")).tables
            for row in table.rows
            for cell in row.cells
        }
        assert (was in cells) is tick

"""What is typed is kept: while typing goes on, and when others take away what it is typed into.

The page's clock stands still but for where a test moves it, so nothing here waits.
"""

from __future__ import annotations

import re

import audit
import pytest
from built import tools_data
from journeys import KEY, TOOLS, Keeping, Mouse, assessment, empty, goal, kept, seed
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DATA = tools_data()
MLCF = next(each for each in DATA["frameworks"] if each["id"] == "mlcf")
MOST = 2000  # Milliseconds from a key until what it wrote is kept.
PAUSE = 250  # From key to key: as slow as one may type without a pause.
LOST = (
    "What was kept here has been cleared, by another page of this site or by the browser. This page still has"
    " it, until you leave it."
)
CLEARED = "That assessment was cleared. You can bring it back at the end of this page."
MARK = {"record": "coaching", "state": "want", "day": "2026-11-02"}


def documents() -> dict:
    return empty(goals=[goal()], assessments=[assessment(MLCF, depth="full", leave=18)], marks=[MARK])


@pytest.fixture
def arrive(open_page, server):
    """Opens a tool with something in it, and stops its clock."""

    def opened(where: str, query: str = ""):
        page = open_page()
        page.root = server.url
        seed(page, documents())
        page.clock.install(time="2026-11-23T10:00:00Z")
        page.goto(server.url + TOOLS[where] + query)
        page.clock.pause_at("2026-11-23T11:00:00Z")
        return page

    return opened


def beside(page, where: str):
    """Another tab of the same browser."""
    other = page.context.new_page()
    other.seen = audit.watch(other)
    other.goto(page.root + where)
    return other


def edit_goal(page):
    page.get_by_role("button", name="Edit", exact=True).click()
    page.clock.run_for(500)  # What stands below is made afterwards.


def edit_example(page):
    page.clock.run_for(500)
    page.get_by_role("button", name="Add an example", exact=True).click()


def edit_role(page):
    page.clock.run_for(500)
    page.get_by_text(re.compile("change your aim or role$")).click()


ITEM = "?assessment=a-0000000001&item=mlcf/1.1"
FIELDS = {
    **{label: ("plan", "", edit_goal) for label in (
       "The goal, in one sentence", "Why it matters", "What", "Who will help, and with what",
       "What could get in the way", "Measure of success", "Reflection")},
    "What you did, and what came of it": ("self-assessment", ITEM, edit_example),
    "In which role? (optional)": ("self-assessment", ITEM, edit_role),
}  # fmt: skip


def longest(page, letter: str) -> int:
    """How many of a letter in a row are in what the browser keeps."""
    return max(
        map(len, re.findall(letter + "+", page.evaluate("key => localStorage.getItem(key)", KEY))), default=0
    )


@pytest.mark.parametrize("label", FIELDS)
def test_what_is_typed_without_a_pause_is_kept_within_two_seconds(arrive, label):
    where, query, opens = FIELDS[label]
    page = arrive(where, query)
    opens(page)
    page.get_by_label(label, exact=True).last.focus()
    page.keyboard.press("ControlOrMeta+a")
    for typed in range(1, 15):
        page.keyboard.type("q")
        page.clock.run_for(PAUSE)
        assert longest(page, "q") >= typed - MOST // PAUSE, f"after {typed * PAUSE} ms of typing"
    page.clock.run_for(500)
    assert longest(page, "q") == 14


@pytest.mark.parametrize("label,name,query,opens,of", [
    ("Minutes it takes", "plan", "", edit_goal, lambda my: my["goals"][0]["actions"][0].get("minutes")),
    ("Minutes for “Coaching”", "my-handbook", "", lambda page: None,
     lambda my: my["marks"][0].get("minutes")),
])  # fmt: skip
def test_a_number_typed_over_and_over_is_kept_within_two_seconds(arrive, label, name, query, opens, of):
    page = arrive(name, query)
    opens(page)
    page.get_by_label(label, exact=True).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1")
    for number in range(1, 10):
        page.keyboard.type(str(number))
        page.clock.run_for(150)
        page.keyboard.press("Backspace")
        page.clock.run_for(150)
    assert of(kept(page)) != of(documents())
    page.keyboard.type("7")
    page.goto(page.root + "about/privacy/")
    assert of(kept(page)) == 17


def test_a_page_named_in_an_action_is_kept_when_the_tab_is_left_with_the_focus_in_it(arrive):
    record = next(
        each
        for each in DATA["records"]
        if sum(each["title"] == other["title"] for other in DATA["records"]) == 1
    )
    page = arrive("plan")
    edit_goal(page)
    page.get_by_label("A page of the handbook that goes with it", exact=True).focus()
    page.keyboard.type(record["title"])
    page.goto(page.root + "about/privacy/")
    assert kept(page)["goals"][0]["actions"][0]["record"] == record["id"]


@pytest.mark.parametrize("typed", ["Kotter's eight steps", "Kotter’s eight steps", "KOTTERS EIGHT–STEPS"])
def test_a_page_named_in_an_action_is_known_however_its_title_is_typed(arrive, typed):
    page = arrive("plan")
    edit_goal(page)
    page.get_by_label("A page of the handbook that goes with it", exact=True).focus()
    page.keyboard.insert_text(typed)
    page.keyboard.press("Tab")
    assert kept(page)["goals"][0]["actions"][0]["record"] == "eight-steps"


def test_a_goal_may_be_left_without_its_sentence(arrive):
    page = arrive("plan")
    edit_goal(page)
    field = page.get_by_label("The goal, in one sentence", exact=True)
    field.fill("")
    field.blur()
    assert kept(page)["goals"][0]["title"] == ""
    expect(page.locator(".hb-tool-field__error:visible")).to_have_count(0)


def test_that_all_is_saved_is_said_only_once_typing_pauses(arrive):
    page = arrive("plan")
    edit_goal(page)
    page.get_by_label("Reflection", exact=True).focus()
    for _ in range(20):
        page.keyboard.type("q")
        page.clock.run_for(PAUSE)
        expect(page.get_by_role("status").filter(has_text=re.compile(r"^Saved\.$"))).to_have_count(0)
    page.clock.run_for(3000)
    expect(page.get_by_role("status").filter(has_text=re.compile(r"^Saved\.$"))).to_have_count(1)


# ---- Taken away while one types ----------------------------------------------------------------------------

CLEARING = {
    "by another page": lambda page, other: other.evaluate("localStorage.clear()"),
    "by the browser, which tells nobody": lambda page, other: page.evaluate("localStorage.clear()"),
    "on purpose, in another tab": lambda page, other: Keeping(Mouse(other)).clear(),
}
PLACES = {
    "plan": ("Reflection", lambda my: my["goals"][0].get("reflection")),
    "self-assessment": (
        "What you did, and what came of it",
        lambda my: my["assessments"][0]["answers"][0]["evidence"][-1]["text"],
    ),
}


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("cleared", CLEARING)
def test_what_is_typed_while_all_is_cleared_can_be_brought_back_and_that_is_said(arrive, cleared, where):
    label, of = PLACES[where]
    page = arrive(where, ITEM if where == "self-assessment" else "")
    other = beside(page, "about/privacy/" if cleared == "by another page" else TOOLS["my-handbook"])
    page.bring_to_front()
    {"plan": edit_goal, "self-assessment": edit_example}[where](page)
    page.get_by_label(label, exact=True).last.focus()
    page.keyboard.type("kept")
    page.clock.run_for(500)
    assert of(kept(page)) == "kept"
    page.keyboard.type(" and more")
    CLEARING[cleared](page, other)
    page.wait_for_function("key => !localStorage.getItem(key)", arg=KEY)
    page.bring_to_front()
    page.clock.run_for(500)
    expect(page.get_by_text(LOST, exact=True).first).to_be_visible()
    (
        expect(page.get_by_text(LOST, exact=True).first).to_be_in_viewport()
        if where == "plan"
        else expect(page.get_by_text(CLEARED)).to_be_in_viewport()
    )
    page.get_by_role("button", name="Bring it back", exact=True).click()
    assert of(kept(page)) == "kept and more"
    assert {**kept(page), "goals": [], "assessments": []} == {**documents(), "goals": [], "assessments": []}


def test_a_goal_taken_away_in_another_tab_while_one_types_in_it_stays(arrive):
    page = arrive("plan")
    edit_goal(page)
    other = beside(page, TOOLS["plan"])
    page.bring_to_front()
    page.get_by_label("Reflection", exact=True).focus()
    page.keyboard.type("kept and more")
    other.get_by_role("button", name="Remove", exact=True).click()
    other.get_by_role("button", name="Remove it", exact=True).click()
    page.wait_for_function(
        "() => handbook.page.browserStore.main().document().goals[0]?.reflection === 'kept and more'"
    )
    expect(page.get_by_label("Reflection", exact=True)).to_have_value("kept and more")
    expect(other.get_by_text("kept and more")).to_be_visible()


def test_an_action_taken_away_in_another_tab_while_one_types_in_it_stays(arrive):
    page = arrive("plan")
    edit_goal(page)
    other = beside(page, TOOLS["plan"])
    edit_goal(other)
    page.bring_to_front()
    page.get_by_label("What", exact=True).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("kept and more")
    for name in ("Remove this action", "Remove it"):
        other.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_function(
        "() => handbook.page.browserStore.main().document().goals[0].actions[0]?.text === 'kept and more'"
    )
    expect(other.get_by_label("What", exact=True)).to_have_value("kept and more")

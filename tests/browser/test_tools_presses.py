"""A press that leaves a field counts, though what was typed there moves the page: down, and up at one place,
as a hand does it.

The page's clock stands still but for where a test moves it: nothing typed is kept or shown before the press.
docs/assets/js/tools/kit/presses.js
"""

from __future__ import annotations

import re

import pytest
from built import tools_data
from journeys import TOOLS, assessment, empty, goal, kept, seed

pytestmark = pytest.mark.browser

MLCF = next(each for each in tools_data()["frameworks"] if each["id"] == "mlcf")
LONG = ", ".join(["Ask the nurse first"] * 12)
FULL = "() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }"


@pytest.fixture
def arrive(open_page, server):
    """Opens a tool with something in it, and stops its clock."""

    def opened(tool: str, query: str = "", goals=(), marks=(), width: int = 1280):
        # Nothing has to be scrolled, and no browser keeps the text in its place.
        page = open_page(width, height=3000)
        seed(page, empty(goals=list(goals), assessments=[assessment(MLCF)], marks=list(marks)))
        page.clock.install(time="2026-11-23T10:00:00Z")
        page.goto(server.url + TOOLS[tool] + query)
        page.clock.pause_at("2026-11-23T11:00:00Z")
        return page

    return opened


def press(page, what, while_down=lambda: None) -> None:
    """Press with the mouse, and let go at the same place, whatever has moved away from there meanwhile."""
    what.scroll_into_view_if_needed()
    box = what.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    while_down()
    page.mouse.up()


def write(page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).last.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)


def edit(page) -> None:
    page.get_by_role("button", name="Edit", exact=True).click()
    page.clock.run_for(500)  # What stands below is made afterwards.
    page.evaluate(
        "document.querySelectorAll('.hb-goal__action details').forEach(each => { each.open = true; })"
    )


def top(page, selector: str) -> float:
    return page.evaluate("selector => document.querySelector(selector).getBoundingClientRect().top", selector)


ADD_ACTION = {"name": "Add an action", "exact": True}
TYPED = {
    "a goal, which its heading takes": ("The goal, in one sentence", LONG),
    "what is no number, which is told above the field": ("Minutes it takes", "many"),
    "what is no page, which is told above the field": ("A page of the handbook that goes with it", "zebra"),
}


@pytest.mark.parametrize("typed", TYPED)
def test_a_press_in_the_plan_counts_that_leaves(arrive, typed):
    page = arrive("plan", goals=[goal()])
    edit(page)
    write(page, *TYPED[typed])
    button = page.get_by_role("button", **ADD_ACTION)
    before = button.bounding_box()["y"]
    press(page, button, lambda: page.clock.run_for(2000))
    assert len(kept(page)["goals"][0]["actions"]) == 2
    page.clock.run_for(100)
    assert button.bounding_box()["y"] > before  # It would have moved away.


def test_what_grew_is_shown_once_the_press_is_over(arrive):
    page = arrive("plan", goals=[goal()])
    edit(page)
    title = page.locator(".hb-goal__title")
    write(page, "The goal, in one sentence", LONG)
    shown = []
    press(
        page,
        page.get_by_role("button", **ADD_ACTION),
        lambda: (page.clock.run_for(2000), shown.append(title.inner_text())),
    )
    assert shown == [goal()["title"]] and kept(page)["goals"][0]["title"] == LONG
    page.clock.run_for(100)
    assert title.inner_text() == LONG


def test_words_typed_while_an_earlier_change_waits_to_be_shown_are_kept(arrive):
    page = arrive("plan", goals=[goal()])
    edit(page)
    write(page, "Measure of success", "Two colleagues say so")
    press(page, page.get_by_label("The goal, in one sentence", exact=True))
    # The clock stands still: what the press held back is shown only when the next words are kept.
    write(page, "The goal, in one sentence", LONG)
    page.keyboard.press("Tab")
    [kept_goal] = kept(page)["goals"]
    assert (kept_goal["title"], kept_goal["measure"]) == (LONG, "Two colleagues say so")
    assert page.get_by_label("The goal, in one sentence", exact=True).input_value() == LONG


def test_a_press_counts_where_the_browser_has_no_room_left_which_is_told_at_the_top(arrive):
    page = arrive("plan", goals=[goal()])
    edit(page)
    page.evaluate(FULL)
    write(page, "The goal, in one sentence", LONG)
    press(page, page.get_by_role("button", **ADD_ACTION), lambda: page.clock.run_for(2000))
    page.clock.run_for(100)
    assert page.locator(".hb-tool-status.is-wrong").is_visible()
    assert page.locator(".hb-goal__action").count() == 2


def test_a_press_in_a_result_counts_that_leaves_the_role_of_which_the_result_speaks(arrive):
    page = arrive("self-assessment", "#assessment=a-0000000001")
    page.clock.run_for(500)
    page.get_by_text(re.compile("change your aim or role$")).click()
    write(page, "In which role? (optional)", LONG)
    press(
        page,
        page.get_by_role("button", name="Change answers", exact=True),
        lambda: page.clock.run_for(2000),
    )
    page.clock.run_for(100)
    assert page.get_by_role("heading", name="A new look, or a slip?").is_visible()
    assert kept(page)["assessments"][0]["note"] == LONG


def test_a_press_in_my_handbook_counts_that_leaves_what_is_no_number_which_is_told_there(arrive):
    days = {"coaching": "2026-11-03", "eight-steps": "2026-11-02"}
    marks = [{"record": record, "state": "want", "day": day} for record, day in days.items()]
    page = arrive("my-handbook", marks=marks, width=390)
    write(page, "Minutes for “Coaching”", "many")
    button = page.get_by_role("button", name=re.compile("^Remove the mark on Kotter"))
    before, moved = button.bounding_box()["y"], []
    press(
        page,
        button,
        lambda: (page.clock.run_for(2000), moved.append(button.bounding_box()["y"] - before)),
    )
    assert moved == [0] and [mark["record"] for mark in kept(page)["marks"]] == ["coaching"]
    page.clock.run_for(100)
    assert page.get_by_label("Minutes for “Coaching”", exact=True).input_value() == "many"
    assert page.locator(".hb-tool-field__error:visible").inner_text() == "Give whole minutes, such as 30."


def test_what_waits_for_a_press_comes_though_its_end_is_never_told(arrive):
    """A button let go outside the window, and one that opens a menu."""
    page = arrive("plan", goals=[goal()])
    edit(page)
    title = page.locator(".hb-goal__title")
    for words, end in (
        ("One", "new PointerEvent('pointermove', { buttons: 0 })"),
        ("Two", "new Event('contextmenu')"),
    ):
        write(page, "The goal, in one sentence", words)
        page.mouse.move(5, 790)
        page.mouse.down()
        page.clock.run_for(2000)
        assert title.inner_text() != words
        page.evaluate(f"window.dispatchEvent({end})")
        page.clock.run_for(100)
        assert title.inner_text() == words
        page.mouse.up()

"""The participants' tools in Firefox and in WebKit: what is entered is kept, and taken away as a file."""

from __future__ import annotations

import json

import pytest
from built import site
from docx import Document
from walks import GOAL, kept, write_goal

pytestmark = [pytest.mark.engines, pytest.mark.slow]

ADD_ACTION = ("button", "Add an action")


def place(on_disk: bool, server) -> str:
    """The address of the plan."""
    return (site(offline=True) / "tools/plan.html").as_uri() if on_disk else server.url + "tools/plan/"


def test_a_rating_is_kept(window, server):
    window.open(server.url + "tools/self-assessment/")
    window.click("button", "Start")
    rated = "() => document.querySelector('.hb-tool-map__item')?.textContent.includes('rated 2')"
    window.click("button", "2 With support")
    assert window.until(rated)
    [assessment] = kept(window)["assessments"]
    assert assessment["answers"] == [{"item": "mlcf/1.1", "rating": 2}]
    window.reload()
    assert window.until(rated)
    assert window.seen() == []


@pytest.mark.parametrize("on_disk", [False, True], ids=["from a server", "from a disk"])
def test_a_goal_is_kept_saved_to_a_file_and_read_again(window, server, on_disk):
    window.open(place(on_disk, server))
    write_goal(window)
    window.click(*ADD_ACTION)
    window.type("On Tuesday, at the first bed")
    window.press("Tab")
    window.reload()
    window.text("article article")
    [goal] = kept(window)["goals"]
    assert goal["title"] == GOAL
    assert [action["text"] for action in goal["actions"]] == ["On Tuesday, at the first bed"]
    window.click("button", "Save the plan to a file")
    file = window.saved()
    assert json.loads(file.read_text("utf-8"))["goals"] == [goal]

    window.evaluate("() => localStorage.clear()")
    window.reload()
    assert window.count("article article") == 0
    window.give_file("input[type=file]", file)
    window.click("button", "Take it in")
    window.until("() => document.querySelector('article article')")
    assert kept(window)["goals"] == [goal] and window.seen() == []


def test_the_plan_is_saved_for_word(window, server):
    window.open(server.url + "tools/plan/")
    write_goal(window)
    window.click("button", "Word document")
    document = Document(str(window.saved()))
    assert any(GOAL in paragraph.text for paragraph in document.paragraphs)
    assert window.seen() == []


def type_and_press(window, server, goal: str, top: str) -> int:
    """Type a goal and press "Add an action" at once, with ``top`` at the top of the window; how many actions
    came of it. The page shows the goal as its heading in a pause of 400 ms, which a driver may make where a
    reader would not: so none comes."""
    window.open(server.url + "tools/plan/")
    window.click("button", "New goal")
    window.until("() => document.activeElement.matches('textarea')")
    # All that the goal is made of is there: nothing else waits for a clock that is about to stop.
    window.until(
        "(words) => [...document.querySelectorAll('button')].some((button) => button.textContent === words)",
        ADD_ACTION[1],
    )
    window.evaluate(
        "() => { const { setTimeout } = window;"
        " window.setTimeout = (act, after) => after < 400 && setTimeout(act, after); }"
    )
    window.type(goal)
    window.evaluate(
        "(top) => scrollBy({ top: document.querySelector(top).getBoundingClientRect().top - 60,"
        " behavior: 'instant' })",
        top,
    )
    window.click(*ADD_ACTION)
    window.paint()
    return len(kept(window)["goals"][0]["actions"])


def test_the_first_press_after_typing_a_goal_counts(window, server):
    window.resize(1280, 900)
    assert type_and_press(window, server, GOAL * 8, "article article h3") == 1


def test_the_first_press_after_typing_a_goal_counts_on_a_phone(window, server):
    """The heading that grows is above the window: only WebKit does not hold the text in its place then."""
    window.resize(390)
    assert type_and_press(window, server, GOAL * 2, "article article textarea") == 1


def test_what_was_typed_is_there_when_the_reader_comes_back(window, server):
    """Safari empties a field without autocomplete when it brings a page back, and what is empty would be
    kept."""
    minutes = "() => document.querySelector('.hb-goal__action [inputmode=numeric]').value"
    window.open(server.url + "tools/plan/")
    write_goal(window)
    window.click(*ADD_ACTION)
    window.until("() => document.activeElement.matches('.hb-goal__action textarea')")
    window.evaluate("() => { document.querySelector('.hb-goal__action details').open = true; }")
    window.click("label", "Minutes it takes")
    window.type("30")
    window.click("a[href$='about/privacy/']")
    window.until("() => location.pathname === '/about/privacy/'")
    window.evaluate("() => history.back()")
    window.until("() => location.pathname === '/tools/plan/' && document.readyState === 'complete'")
    window.text("article article")
    if window.count("label", "Minutes it takes"):  # The page came back as it was left, its form open.
        assert window.evaluate(minutes) == "30"
        window.click("label", "Minutes it takes")
        window.press("Tab")
    assert [action["minutes"] for action in kept(window)["goals"][0]["actions"]] == [30]
    assert window.seen() == []

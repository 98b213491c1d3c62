"""The form that edits a record, in Firefox and in WebKit: opened, changed, looked at and taken away."""

from __future__ import annotations

import json

import pytest

pytestmark = [pytest.mark.engines, pytest.mark.slow]

TERM, MODULE = "edit/?record=action-learning", "edit/?record=leading-self/s2"
PROPOSE, LOOK = ("button", "Propose this change"), ("button", "Show the page and the change")
LINES = """() => Array.from(document.querySelectorAll(".hb-edit-lines .is-added, .hb-edit-lines .is-removed"),
    (line) => (line.className === "is-added" ? "+" : "-") + line.querySelector("ins, del").textContent)"""
# The field with a label, that is in sight or nearest to it: a place for the words, and the words.
FIELD = "(name) => Array.from(document.querySelectorAll('input, textarea'), (field) => field.labels?.length"
FIELD += " && field.labels[0].firstChild.textContent === name && field).find(Boolean)"
VALUE = f"(name) => ({FIELD})(name).value"
# A script of the page with something else in the place of the text of a file.
HOSTILE = """(text) => { handbook.recordForm.texts.load = () => Promise.resolve(text);
    handbook.recordForm.view.open(document.querySelector("[data-edit]"), () => Promise.resolve()); }"""


def show(window, server, address: str) -> None:
    window.open(server.url + address)
    window.text("[data-edit] h2")


def enter(window, name: str, words: str) -> None:
    """Type words at the end of a field."""
    window.evaluate(
        f"(name) => {{ const field = ({FIELD})(name); field.focus();"
        " field.setSelectionRange(field.value.length, field.value.length); }",
        name,
    )
    window.type(words)


def test_a_term_is_changed_looked_at_and_taken_away(window, server):
    show(window, server, TERM)
    enter(window, "Means", " It needs a facilitator.")
    window.click("summary", "How it reads")
    assert window.until(
        "() => document.querySelector('.hb-edit-reading')?.innerText.includes('needs a facilitator')"
    )
    enter(window, "Add by title or id", "mentoring")
    window.until("() => document.querySelector('.hb-edit-option')")
    window.press("ArrowDown")
    window.press("Enter")
    window.click(*LOOK)
    window.until("() => document.activeElement.textContent === 'The page and the change'")
    lines = window.evaluate(LINES)
    assert any(line.startswith("+") and "It needs a facilitator." in line for line in lines)
    assert any(line.startswith("+    see: [") for line in lines)
    window.click(*PROPOSE)
    window.until("() => document.activeElement.textContent === 'Propose this change'")
    assert window.evaluate(LINES) == lines
    window.click("button", "Download glossary.yml")
    text = window.saved().read_text("utf-8")
    assert "It needs a facilitator." in text.replace("\n      ", " ")
    assert text.startswith("# Glossary terms, sorted by id.\nterms:\n")
    window.click("button", "Copy the text")
    said = window.until(
        "() => Array.from(document.querySelectorAll('.hb-edit-steps [role=status]'), (one) =>"
        " one.textContent).join('')"
    )
    assert said in (
        "The text is copied.",
        "Copy the text that is marked: Ctrl and C, on a Mac Command and C.",
    )
    window.reload()
    window.until(
        "() => document.querySelector('[data-edit] .hb-note')?.textContent.startsWith('This is your')"
    )
    assert window.evaluate(VALUE, "Means").endswith(" It needs a facilitator.")
    assert window.seen() == []


def test_minutes_that_no_longer_add_up_are_told_at_once(window, server):
    window.resize(390)
    show(window, server, MODULE)
    window.until("() => document.activeElement.matches('textarea, input')")
    enter(window, "Minutes", "0")
    window.until(
        "() => Array.from(document.querySelectorAll('.hb-tool-field__error'), (one) => one.textContent)"
        ".some((words) => /session s2 lasts 1800 minutes and its plan comes to 180/.test(words))"
    )
    window.click(*PROPOSE)
    window.until("() => /things? to put right/.test(document.activeElement.textContent)")
    window.click(".hb-tool-errors a")
    window.until("() => document.activeElement.matches('input, textarea')")
    assert window.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert window.seen() == []


def test_items_of_a_list_are_moved_by_keys_and_keep_the_focus(window, server):
    show(window, server, "edit/?record=gosh-handover")
    first, second = (window.evaluate(VALUE, f"Pause {number}") for number in (1, 2))
    window.evaluate(
        "() => Array.from(document.querySelectorAll('button')).find((one) =>"
        " one.textContent === 'Move down Pause 1').focus()"
    )
    window.press("Enter")
    assert [window.evaluate(VALUE, f"Pause {number}") for number in (1, 2)] == [second, first]
    assert window.evaluate("() => document.activeElement.textContent") == "Move down Pause 2"
    assert window.seen() == []


def test_hostile_text_is_refused_and_nothing_of_it_runs(window, server):
    show(window, server, TERM)
    for text in (
        "terms: &all\n  - *all\n",
        "terms:\n  - id: action-learning\n    term: !!js/function x\n",
        "terms:\n  - id: action-learning\n    means:\n      toString: <img src=x onerror=alert(1)>\n",
    ):
        window.evaluate(HOSTILE, text)
        said = window.until("() => document.querySelector('[data-edit] [role=alert]')?.textContent")
        assert said.endswith("Nothing of it was changed. Edit it in the repository, or as it is:")
        window.evaluate("() => document.querySelector('[data-edit]').replaceChildren()")
    kept = {"version": 1, "title": "<b>x</b>", "when": "2026-11-30T12:00:00Z", "base": {}, "count": 1}
    window.evaluate(
        "(text) => localStorage.setItem('handbook.edit.term/action-learning', text)",
        json.dumps({**kept, "data": {"id": "action-learning", "term": "<img src=x onerror=alert(1)>"}}),
    )
    window.reload()
    window.until("() => document.querySelector('[data-edit] .hb-note')")
    assert window.count("[data-edit] img") == 0 and window.count("[data-edit] b") == 0
    assert window.seen() == []

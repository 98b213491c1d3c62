"""What several walks do, and how a fault is named that is known of an engine."""

from __future__ import annotations

import json

import pytest
import windows

KEY = "handbook.my"  # Where the tools keep what is entered.
GOAL = "Ask the nurse first"


def parameter(engine: str, fault: str = ""):
    """An engine as the parameter of a walk: one process of a run has all its walks, so that it is started
    once. A walk that is known to fail there says why."""
    marks = [pytest.mark.xdist_group(engine)]
    if fault:
        marks.append(pytest.mark.xfail(raises=AssertionError, strict=True, reason=fault))
    return pytest.param(engine, marks=marks)


def known_fault(**faults: str):
    """Mark a walk as one that fails in an engine, or in both: ``known_fault(webkit="Safari ...")``. It says
    what is wrong for a reader; once that is mended the walk passes, and this mark has to go."""
    engine = [parameter(name, faults.get(name, "")) for name in windows.NAMES]
    return pytest.mark.parametrize("engine", engine, indirect=True)


def scrolls_sideways(window) -> int:
    """The width of a page that is wider than the window; else 0."""
    return window.evaluate(
        "() => { const { scrollWidth } = document.documentElement;"
        " return scrollWidth > innerWidth ? scrollWidth : 0; }"
    )


def kept(window) -> dict:
    """What the tools keep in the browser."""
    return json.loads(window.evaluate("(key) => localStorage.getItem(key)", KEY) or '{"my": {"goals": []}}')[
        "my"
    ]


def write_goal(window, goal: str = GOAL) -> None:
    """Begin a goal in the plan, and leave its field with the Tab key."""
    window.click("button", "New goal")
    window.until("() => document.activeElement.matches('textarea')")
    window.type(goal)
    window.press("Tab")
    window.until(
        "(goal) => [...document.querySelectorAll('article article h3, article article h2')].some((title) =>"
        " title.textContent.includes(goal))",
        goal,
    )

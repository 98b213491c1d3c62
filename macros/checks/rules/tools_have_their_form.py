"""A tool that is filled in after an instrument finds what it needs there: a framework to rate, the questions
that a goal asks."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Instrument
from macros.tools.data import GOAL_FIELDS


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every instrument of a tool that lacks what the tool needs, or whose tool has its
    form already."""
    plan: Entry | None = None
    for entry in handbook.records["instrument"]:
        instrument = entry.read_as(Instrument)
        if instrument.tool == "self-assessment" and not instrument.framework:
            yield entry.problem(
                ("tool",),
                "is filled in by self-assessment and names no framework to rate",
                "add 'framework:', or remove 'tool:'",
            )
        if instrument.tool == "plan" and plan:
            yield entry.problem(
                ("tool",),
                f"is filled in by the plan, whose form is '{plan.id}' already",
                "remove 'tool:' here or there",
            )
        elif instrument.tool == "plan":
            plan = entry
            yield from _check_prompts(entry)


def _check_prompts(form: Entry) -> Iterator[Problem]:
    prompts = {
        f"{section.id}/{prompt.id}"
        for section in form.read_as(Instrument).sections
        for prompt in section.prompts
    }
    for name in GOAL_FIELDS:
        if name not in prompts:
            section, _, prompt = name.partition("/")
            wrong = f"has no prompt '{prompt}' in a section '{section}', whose question the plan shows"
            yield form.problem(("sections",), wrong, "add it, or remove 'tool:'")

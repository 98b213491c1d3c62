"""A case told in full has a measure, and is read through two theories at least."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.handbook import Handbook
from macros.records.kinds import Case

LEAST_THEORIES = 2
SHORT = "or make the depth 'short'"


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every full case that lacks one of these."""
    for entry in handbook.records["case"]:
        case = entry.read_as(Case)
        if case.depth != "full":
            continue
        if not case.measures:
            yield entry.problem(
                ("depth",), "is told in full and has no measure", f"give at least one, {SHORT}"
            )
        if (theory_count := len({reading.theory for reading in case.theories})) < LEAST_THEORIES:
            yield entry.problem(
                ("theories",),
                f"is told in full and read through {theory_count} theory",
                f"read it through at least {LEAST_THEORIES}, {SHORT}",
            )

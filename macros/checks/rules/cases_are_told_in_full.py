"""A case told in full has a measure, and is read through two theories at least. Each point of a measure has a
figure or the words of its source, and each time of its course lies in a year that its period names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Case

LEAST_THEORIES = 2
_YEAR = re.compile(r"\b[12]\d{3}\b")
SHORT = "or make the depth 'short'"


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every full case that lacks one of these, and for every empty point."""
    for entry in handbook.records["case"]:
        case = entry.read_as(Case)
        yield from _check_points(entry, case)
        yield from _check_times(entry, case)
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


def _check_points(entry: Entry, case: Case) -> Iterator[Problem]:
    for place, measure in enumerate(case.measures):
        for index, point in enumerate(measure.points):
            if point.value is None and point.text is None:
                yield entry.problem(
                    ("measures", place, "points", index),
                    f"'{point.when}' has no figure",
                    "give its 'value', or as 'text' the words of the source",
                )


def _check_times(entry: Entry, case: Case) -> Iterator[Problem]:
    years = _YEAR.findall(case.period)
    for place, moment in enumerate(case.timeline):
        if moment.end and moment.end < moment.start:
            continue  # Which is told by itself.
        for name in ("start", "end"):
            if (time := getattr(moment, name)) and time[:4] not in years:
                wrong = f"is in {time[:4]}, a year that the period ('{case.period}') does not name"
                yield entry.problem(("timeline", place, name), wrong, "name it under 'period', or correct it")

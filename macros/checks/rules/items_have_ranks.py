"""A framework that lists items says what the items of each rank are called."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every framework with items and no ranks."""
    for entry in handbook.records["framework"]:
        framework = entry.read_as(CompetencyFramework)
        if framework.items and not framework.ranks:
            yield entry.problem(
                ("items",),
                "are on no rank",
                "add 'ranks:' with what the items of each rank are called, top first",
            )

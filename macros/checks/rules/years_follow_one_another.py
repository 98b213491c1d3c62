"""A framework stops being current no earlier than it was published, and its editions stand oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from macros.base.problems import Problem
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every year of a framework that cannot be true beside another."""
    for entry in handbook.records["framework"]:
        framework = entry.read_as(CompetencyFramework)
        if framework.until and framework.until < framework.published:
            wrong = f"is {framework.until}, before it was published in {framework.published}"
            yield entry.problem(("until",), wrong, "give the year in which it stopped being current")
        for place, (older, newer) in enumerate(pairwise(framework.editions), 1):
            if newer.year < older.year:
                wrong = f"is {newer.year}, and the edition before it is of {older.year}"
                yield entry.problem(
                    ("editions", place, "year"), wrong, "put the editions in order, oldest first"
                )

"""The sources of a file stand in the order of their ids, so that each has one place, where it is looked for
and where two people would add it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from macros.base.problems import Problem
from macros.records.handbook import Handbook


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every source that stands behind one whose id comes after its own."""
    for before, source in pairwise(handbook.sources):
        if before.file.path == source.file.path and source.id < before.id:
            ids = [other.id for other in handbook.sources if other.file.path == source.file.path]
            behind = max((id for id in ids if id < source.id), default="")
            yield source.problem(
                ("id",),
                f"stands behind '{before.id}', and sources stand in the order of their ids",
                f"put it behind '{behind}'" if behind else "put it first",
            )

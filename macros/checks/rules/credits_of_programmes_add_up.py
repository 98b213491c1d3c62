"""The credits of a programme are those of its modules."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.handbook import Handbook
from macros.records.kinds import Module, Programme


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every programme whose modules come to other credits; none where one of its modules
    is not there, which another rule says."""
    for entry in handbook.records["programme"]:
        programme = entry.read_as(Programme)
        modules = [handbook.get(id, "module") for id in programme.modules]
        if not (programme.credits and modules and all(modules)):
            continue
        total = sum(module.read_as(Module).credits for module in modules if module)
        if total != programme.credits:
            yield entry.problem(
                ("credits",),
                f"credits is {programme.credits} and those of its modules come to {total}",
                f"write {total}, or change its modules",
            )

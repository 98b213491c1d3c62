"""What is drawn over time runs forwards: a time of a case, the weeks of a component, and a series behind its
baseline."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.drawings import Series
from macros.records.handbook import Handbook
from macros.records.kinds import Case, Component


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for everything that ends before it begins."""
    for entry in handbook.records["case"]:
        for index, moment in enumerate(entry.read_as(Case).timeline):
            if moment.end and f"{moment.end}-12"[:7] < moment.start:
                yield entry.problem(
                    ("timeline", index, "end"),
                    f"'{moment.what}' ends in {moment.end} and begins in {moment.start}",
                    "give the later of the two as 'end'",
                )
    for entry in handbook.records["component"]:
        for index, step in enumerate(entry.read_as(Component).steps):
            if step.last_week is not None and step.last_week < (step.first_week or step.last_week + 1):
                yield entry.problem(
                    ("steps", index, "last_week"),
                    f"'{step.title}' ends in week {step.last_week} and "
                    + (f"begins in week {step.first_week}" if step.first_week else "has no first week"),
                    "give the week in which it begins as 'first_week', and a later one here",
                )
    for entry in handbook.drawings:
        if isinstance(entry.node, Series) and entry.node.baseline >= len(entry.node.figures):
            yield entry.problem(
                ("baseline",),
                f"is {entry.node.baseline} figures of {len(entry.node.figures)}",
                "leave at least one figure behind the baseline",
            )

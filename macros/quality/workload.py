"""What a programme's modules ask of a participant in a week, by the hours and the months that are given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Module, Programme

WEEKS_OF_MONTH = 52 / 12


@dataclass(frozen=True)
class Workload:
    """The hours of a ``programme``'s modules: in all, in an average week, and in a week of the busiest month,
    counted from 1; that month is 0 where its pathway places no module. ``unplaced`` are the modules that it
    does not place, whose hours are in no month."""

    programme: Entry
    hours: float
    weekly_hours: float
    busiest_month: int
    busiest_weekly_hours: float
    unplaced: list[Entry]


def list_workloads(book: Handbook) -> list[Workload]:
    """The workload of every programme that names modules."""
    programmes = (entry for entry in book.records["programme"] if entry.read_as(Programme).modules)
    return [compute_workload(book, programme) for programme in programmes]


def compute_workload(book: Handbook, programme: Entry) -> Workload:
    """The workload of a programme. The hours of a module are spread evenly over the stretches of the pathway
    that are about it."""
    node = programme.read_as(Programme)
    modules = [module for ref in node.modules if (module := book.get(ref, "module"))]
    total = sum(module.read_as(Module).hours.total for module in modules)
    months = [0.0] * node.months
    unplaced = []
    for module in modules:
        shares = list(_share_months(book, node, module))
        length = sum(share for _, share in shares)
        if not length:
            unplaced.append(module)
        for month, share in shares:
            months[month] += module.read_as(Module).hours.total * share / length
    busiest = max(months)
    return Workload(
        programme,
        total,
        total / (node.months * WEEKS_OF_MONTH),
        months.index(busiest) + 1 if busiest else 0,
        busiest / WEEKS_OF_MONTH,
        unplaced,
    )


def _share_months(book: Handbook, programme: Programme, module: Entry) -> Iterator[tuple[int, float]]:
    """How much of each month, counted from 0, the pathway gives to a module."""
    for step in programme.pathway:
        if step.record and book.get(step.record) is module:
            for month in range(floor(step.start), min(ceil(step.end), programme.months)):
                yield month, min(step.end, month + 1) - max(step.start, month)

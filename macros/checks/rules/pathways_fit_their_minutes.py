"""The remedy and stops of a pathway take no longer than its reader has, and no stop stands in it twice."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.curriculum.durations import estimate_remedy_minutes, estimate_stop_minutes, estimate_walk_minutes
from macros.curriculum.passages import list_parts
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Pathway, PathwayStop


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every pathway that promises more than its minutes hold, or less than half fills
    them."""
    for entry in handbook.records["pathway"]:
        pathway = entry.read_as(Pathway)
        yield from _check_repetitions(handbook, entry, pathway)
        if all(_is_there(handbook, stop) for stop in pathway.stops):
            yield from _check_minutes(handbook, entry, pathway)


def _check_repetitions(handbook: Handbook, entry: Entry, pathway: Pathway) -> Iterator[Problem]:
    passages = [(handbook.get(stop.take), stop.part) for stop in pathway.stops]
    for index, (target, part) in enumerate(passages):
        if target and (target, part) in passages[:index]:
            name = f"'{part}' of '{target.id}'" if part else f"'{target.id}'"
            yield entry.problem(("stops", index), f"{name} is in the pathway already", "name each stop once")


def _check_minutes(handbook: Handbook, entry: Entry, pathway: Pathway) -> Iterator[Problem]:
    total, minutes = estimate_walk_minutes(handbook, pathway), pathway.minutes
    if total > minutes:
        durations = [f"remedy {estimate_remedy_minutes(pathway)}"] + [
            f"{handbook.resolve(stop.take).id} {estimate_stop_minutes(handbook, stop)}"
            for stop in pathway.stops
        ]
        yield entry.problem(
            ("minutes",),
            f"is {minutes} and the remedy and stops come to {total} ({', '.join(durations)})",
            "take out a stop or give more minutes",
        )
    elif total < minutes / 2:
        yield entry.problem(
            ("minutes",),
            f"is {minutes} and the remedy and stops come to only {total}",
            f"write a number from {total} to {total * 2}",
        )


def _is_there(handbook: Handbook, stop: PathwayStop) -> bool:
    """Whether what a stop takes is there; other rules say where it is not."""
    entry = handbook.get(stop.take)
    return entry is not None and (stop.part is None or stop.part in list_parts(handbook, entry))

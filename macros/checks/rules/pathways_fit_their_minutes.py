"""The remedy and stops of a pathway take no longer than its reader has, and no passage stands in it twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from macros.base.problems import Problem
from macros.curriculum.durations import estimate_remedy_minutes, estimate_stop_minutes
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Pathway

LEAST_SHARE = 3  # The remedy and the stops fill at least one of so many parts; the rest is for what they ask.


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every pathway that promises more than its minutes hold, or less than a third fills
    them."""
    for entry in handbook.records["pathway"]:
        pathway = entry.read_as(Pathway)
        yield from _check_repetitions(handbook, entry, pathway)
        with suppress(KeyError):  # Of a stop or a part that is not there; other rules say so.
            minutes = [estimate_stop_minutes(handbook, stop) for stop in pathway.stops]
            yield from _check_minutes(handbook, entry, pathway, minutes)


def _check_repetitions(handbook: Handbook, entry: Entry, pathway: Pathway) -> Iterator[Problem]:
    passages: set[tuple[Entry, str]] = set()
    for index, stop in enumerate(pathway.stops):
        if target := handbook.get(stop.take):
            for part in stop.parts or [""]:
                if (target, part) in passages:
                    name = f"'{part}' of '{target.id}'" if part else f"'{target.id}'"
                    right = "name each part once" if part else "name each stop once"
                    yield entry.problem(("stops", index), f"{name} is in the pathway already", right)
                passages.add((target, part))


def _check_minutes(
    handbook: Handbook, entry: Entry, pathway: Pathway, stop_minutes: list[int]
) -> Iterator[Problem]:
    remedy_minutes, minutes = estimate_remedy_minutes(pathway), pathway.minutes
    total = remedy_minutes + sum(stop_minutes)
    if total > minutes:
        durations = [f"remedy {remedy_minutes}"] + [
            f"{handbook.resolve(stop.take).id} {number}"
            for stop, number in zip(pathway.stops, stop_minutes, strict=True)
        ]
        yield entry.problem(
            ("minutes",),
            f"is {minutes} and the remedy and stops come to {total} ({', '.join(durations)})",
            "take out a stop or give more minutes",
        )
    elif total * LEAST_SHARE < minutes:
        yield entry.problem(
            ("minutes",),
            f"is {minutes} and the remedy and stops come to only {total}",
            f"write a number from {total} to {total * LEAST_SHARE}",
        )

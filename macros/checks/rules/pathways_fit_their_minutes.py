"""The stops of a pathway take no longer than its reader has, and none stands in it twice."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.curriculum.durations import estimate_minutes
from macros.records.handbook import Handbook
from macros.records.kinds import Pathway


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every pathway that promises more than its minutes hold, or less than half fills
    them."""
    for entry in handbook.records["pathway"]:
        pathway = entry.read_as(Pathway)
        entries = [handbook.get(stop.take) for stop in pathway.stops]
        for index, stop in enumerate(entries):
            if stop and stop in entries[:index]:
                yield entry.problem(
                    ("stops", index), f"'{stop.id}' is in the pathway already", "name each stop once"
                )
        stops = [stop for stop in entries if stop]
        if len(stops) < len(entries):
            continue
        total, minutes = sum(map(estimate_minutes, stops)), pathway.minutes
        if total > minutes:
            durations = ", ".join(f"{stop.id} {estimate_minutes(stop)}" for stop in stops)
            yield entry.problem(
                ("minutes",),
                f"is {minutes} and the stops come to {total} ({durations})",
                "take out a stop or give more minutes",
            )
        elif total < minutes / 2:
            yield entry.problem(
                ("minutes",),
                f"is {minutes} and the stops come to only {total}",
                f"write a number from {total} to {total * 2}",
            )

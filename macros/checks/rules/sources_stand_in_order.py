"""The sources of a file stand in the order of their ids, so that each has one place, where it is looked for
and where two people would add it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from macros.base.problems import Problem
from macros.records.handbook import Handbook


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every source that would have to move, where as few as possible do."""
    for _, group in groupby(handbook.sources, lambda source: source.file.path):
        sources = list(group)
        ids = [source.id for source in sources]
        staying = _find_longest_run(ids)
        for place, source in enumerate(sources):
            if place in staying:
                continue
            behind = max((id for id in ids if id < source.id), default="")
            early = next((ids[at] for at in sorted(staying) if at > place and ids[at] < source.id), "")
            late = next((ids[at] for at in sorted(staying, reverse=True) if at < place), "")
            beside = f"before '{early}'" if early else f"behind '{late}'"
            yield source.problem(
                ("id",),
                f"stands {beside}, and sources stand in the order of their ids",
                f"put it behind '{behind}'" if behind else "put it first",
            )


def _find_longest_run(ids: Sequence[str]) -> set[int]:
    """The places of as many ``ids`` as can be that are in order as they stand, whatever is between them; of
    several such runs that with the foremost."""
    ranks = {id: rank for rank, id in enumerate(sorted(set(ids)))}
    ends: list[int] = []  # The best end of a run of each length, from the last place to the first,
    places: list[int] = []  # where that stands,
    behind: dict[int, int] = {}  # and which place comes behind each.
    for place in reversed(range(len(ids))):
        length = bisect_right(ends, -ranks[ids[place]])
        behind[place] = places[length - 1] if length else -1
        ends[length : length + 1], places[length : length + 1] = [-ranks[ids[place]]], [place]
    run, place = set[int](), places[-1] if places else -1
    while place >= 0:
        run.add(place)
        place = behind[place]
    return run

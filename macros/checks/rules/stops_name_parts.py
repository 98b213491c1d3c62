"""A part that a pathway's stop names stands on the page that it takes, so that the reader is not sent to a
passage that is gone."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem, did_you_mean, join_words
from macros.curriculum.passages import list_parts
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Pathway


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every stop that names a part of what has none, or a part that is not there."""
    for pathway in handbook.records["pathway"]:
        for index, stop in enumerate(pathway.read_as(Pathway).stops):
            entry = handbook.get(stop.take)
            if stop.part and entry:
                yield from _check_part(handbook, pathway, index, entry, stop.part)


def _check_part(handbook: Handbook, pathway: Entry, index: int, entry: Entry, part: str) -> Iterator[Problem]:
    route = "stops", index, "part"
    parts = list_parts(handbook, entry)
    if entry.anchor:
        yield pathway.problem(
            route,
            f"'{entry.id}' is a part of a page already",
            f"take '{entry.record.id}' and name the part '{entry.anchor}', or leave the part out",
        )
    elif part not in parts:
        yield pathway.problem(
            route,
            f"the page of {entry.kind} '{entry.id}' has no part '{part}'",
            did_you_mean(part, parts, lambda: f"its parts are {join_words(parts)}"),
        )

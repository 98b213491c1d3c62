"""The parts that a pathway's stop names stand on the page that it takes, so that the reader is not sent to a
passage that is gone."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem, Route, did_you_mean, join_words
from macros.curriculum.passages import has_part, list_parts
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Pathway


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every stop that names a part of what has none, or a part that is not there."""
    for pathway in handbook.records["pathway"]:
        for index, stop in enumerate(pathway.read_as(Pathway).stops):
            if not stop.parts or not (entry := handbook.get(stop.take)):
                continue
            route = "stops", index, "parts"
            if entry.anchor:
                right = f"take '{entry.record.id}' and name the part '{entry.anchor}', or leave the parts out"
                yield pathway.problem(route, f"'{entry.id}' is a part of a page already", right)
                continue
            for number, part in enumerate(stop.parts):
                if not has_part(handbook, entry, part):
                    yield _describe_missing(handbook, pathway, (*route, number), entry, part)


def _describe_missing(handbook: Handbook, pathway: Entry, route: Route, entry: Entry, part: str) -> Problem:
    parts = list_parts(handbook, entry)
    return pathway.problem(
        route,
        f"the page of {entry.kind} '{entry.id}' has no part '{part}'",
        did_you_mean(part, parts, lambda: f"its parts are {join_words(parts)}"),
    )

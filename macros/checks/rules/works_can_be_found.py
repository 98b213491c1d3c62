"""A book, report or chapter of this century can be found: by its publisher or the body that wrote it, by an
address, a DOI or an ISBN; or its source says that no publisher was found."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.checks.rules.sources_are_whole import ADDRESS, PUBLISHER
from macros.records.handbook import Handbook
from macros.records.kinds import Source

TYPES = ("book", "chapter", "report")
FIRST_YEAR = 2000  # Of books of long ago there is little more than a title.


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every source that gives none of these."""
    for entry in handbook.sources:
        source = entry.read_as(Source)
        if source.type not in TYPES or (source.year or FIRST_YEAR) < FIRST_YEAR:
            continue
        has_way = PUBLISHER.is_in(source) or ADDRESS.is_in(source) or source.isbn
        if not has_way and not PUBLISHER.is_named_in(source.incomplete or ""):
            yield entry.problem(
                (),
                "gives no publisher, address or ISBN by which it could be found",
                "give 'publisher', 'url', 'doi' or 'isbn', or say in 'incomplete': No publisher was found by"
                " and the day",
            )

"""A source says who wrote it and where it stands, says each thing once, and is there once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Source

IN_SOMETHING = {
    "article-journal": "journal",
    "chapter": "book",
}  # Types that stand in a container, and what it is.
_QUOTED = re.compile(r"(?:^|[\s(])['‘]\w.*?\w['’](?:$|[\s).,:;?!])")
NAMED_BEFORE_OTHERS = 3  # The style of the list of sources names as many before "et al.".


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every source that cannot be written out, or that is there already."""
    for entry in handbook.sources:
        yield from _check_source(entry)
    yield from _check_duplicates(handbook.sources)


def _check_source(entry: Entry) -> Iterator[Problem]:
    source = entry.read_as(Source)
    if not source.creators or (source.type != "book" and source.creators == list(source.editors)):
        yield entry.problem(
            (),
            "names nobody who wrote it",
            "give authors (people) or bodies (organisations), or a book's editors",
        )
    if source.others and len(source.authors) < NAMED_BEFORE_OTHERS:
        wrong = (
            f"is true and {len(source.authors) or 'no'} author{'' if len(source.authors) == 1 else 's'} named"
        )
        yield entry.problem(
            ("others",),
            wrong,
            f"name the first {NAMED_BEFORE_OTHERS} authors; 'et al.' is written after them",
        )
    if source.type in IN_SOMETHING and not source.container:
        yield entry.problem(
            ("type",),
            f"is '{source.type}' and no container is given",
            f"name the {IN_SOMETHING[source.type]} in 'container'",
        )
    if _QUOTED.search(source.title):
        yield entry.problem(
            ("title",),
            "holds single quotes",
            "write “ and ” inside a title, since lists set titles in single quotes",
        )
    for name in ("publisher", "container"):
        if (organisation := getattr(source, name)) and organisation in source.bodies:
            yield entry.problem(
                (name,),
                f"'{organisation}' is named in 'bodies' already",
                "remove the key; the reference would say it twice",
            )


def _check_duplicates(sources: list[Entry]) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], Entry] = {}
    for entry in sources:
        source = entry.read_as(Source)
        same_work = ("title", source.title.casefold(), *source.creators, source.year)
        for name, key in (("doi", ("doi", (source.doi or "").lower())), ("title", same_work)):
            first = seen.setdefault(key, entry) if key[1] else entry
            if first is not entry and first.id != entry.id:
                wrong = f"is that of source {first.id} ({first.file.path}:{first.line})"
                yield entry.problem((name,), wrong, f"cite {first.id}, and keep this id among its aliases")
                break

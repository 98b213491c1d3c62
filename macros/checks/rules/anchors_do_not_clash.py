"""No two things on a page have one address: not two parts, nor a term and what stands on every page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.base.problems import Problem
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import VOCABULARY
from macros.records.record_names import is_reserved

INDEXED_LISTS = ("skill", "setting", "stage")  # Closed lists whose words are such ids.
_NOT_IN_AN_ADDRESS = re.compile(r"[^a-z0-9]+")
ANOTHER = "choose another"


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every id that would stand twice on a page."""
    for entry in (
        *handbook.terms,
        *handbook.sources,
        *handbook.records["framework"],
        *handbook.records["tension"],
    ):
        aliases = enumerate(getattr(entry.node, "aliases", ())) if entry.anchor else ()
        for route, id in ((("id",), entry.id), *((("aliases", place), alias) for place, alias in aliases)):
            if is_reserved(id):
                yield entry.problem(route, f"'{id}' is an address that every page has", ANOTHER)
    yield from _check_words(handbook)
    for entry in handbook.list_records():
        parts = [part for part in handbook.list_entries(entry) if part is not entry]
        yield from _check_headings(part for part in parts if part.anchor)
        yield from _check_alike(part for part in parts if not part.anchor)
    for entries in handbook.all_records.values():
        yield from _check_alike(entries)
    for entry in handbook.records["case"]:
        yield from _check_readings(handbook, entry, "theories", "theory")
        yield from _check_readings(handbook, entry, "tensions", "tension")


def _check_words(handbook: Handbook) -> Iterator[Problem]:
    for place, (name, vocabulary) in enumerate(handbook.vocabularies.items()):
        for index, word in enumerate(vocabulary.terms if name in INDEXED_LISTS else ()):
            if is_reserved(word.id):
                where = handbook.files[VOCABULARY].locate(("vocabularies", place, "terms", index, "id"))
                wrong = f"'{word.id}' is an address that every page has"
                yield Problem(VOCABULARY, *where, f"vocabulary {name}, terms {index + 1}, id", wrong, ANOTHER)


def _check_headings(parts: Iterable[Entry]) -> Iterator[Problem]:
    """Yield a problem for every part whose anchor is that of another part's heading (``x-title`` beside
    ``x``)."""
    known = {part.anchor: part for part in parts}
    for anchor, part in known.items():
        if other := known.get(anchor.removesuffix("-title")) if anchor.endswith("-title") else None:
            yield part.problem(
                ("id",),
                f"'{_find_local_id(part)}' is the address of the heading of '{_find_local_id(other)}'",
                ANOTHER,
            )


def _find_local_id(part: Entry) -> str:
    """The id of a part inside its record."""
    return part.id.rpartition("/")[2]


def _check_alike(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Yield a problem for ids that differ only in signs that an address drops, as '1.1' and '1-1'."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        first = seen.setdefault(_NOT_IN_AN_ADDRESS.sub("-", entry.id), entry)
        if first.id != entry.id:
            key = "code" if entry.kind == "item" else "id"
            yield entry.problem(
                (key,), f"'{entry.id}' has the same address as '{first.id}'", "change more than its signs"
            )


def _check_readings(handbook: Handbook, case: Entry, field: str, kind: str) -> Iterator[Problem]:
    """Yield a problem for every theory or tension that a case is read through twice; ``field`` and ``kind``
    name the one or the other."""
    seen: set[Entry] = set()
    for place, reading in enumerate(getattr(case.node, field)):
        lens = handbook.get(getattr(reading, kind), kind)
        if lens and lens in seen:
            wrong = f"'{lens.id}' stands among the {field} of this case already"
            yield case.problem((field, place, kind), wrong, "put both readings into one")
        elif lens:
            seen.add(lens)

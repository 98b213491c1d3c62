"""No two things on a page have one address: not two parts, nor a term and what stands on every page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.base.problems import Problem
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import VOCABULARY

# Addresses on pages that list what is named here by its id alone: of the page itself, and of what stands below it.
TAKEN = {"glossary", "local", "sources", "top", "trust"}
ALONE = ("skill", "setting", "stage")  # Closed lists whose words are such ids.
_TAKEN_TOO = re.compile("hb-|index-by-")
_NOT_IN_AN_ADDRESS = re.compile(r"[^a-z0-9]+")
ANOTHER = "choose another"


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every id that would stand twice on a page."""
    for entry in (*handbook.terms, *handbook.sources, *handbook.records["framework"], *handbook.records["tension"]):
        aliases = enumerate(entry.node.aliases) if entry.anchor else ()
        for route, id in ((("id",), entry.id), *((("aliases", place), alias) for place, alias in aliases)):
            if _is_taken(id):
                yield entry.problem(route, f"'{id}' is an address that every page has", ANOTHER)
    yield from _words(handbook)
    for entry in handbook.all_records():
        inside = [each for each in handbook.inside(entry) if each is not entry]
        yield from _headings(each for each in inside if each.anchor)
        yield from _alike(each for each in inside if not each.anchor)
    for entries in handbook.records.values():
        yield from _alike(entries)
    for entry in handbook.records["case"]:
        yield from _readings(handbook, entry, "theories", "theory")
        yield from _readings(handbook, entry, "tensions", "tension")


def _is_taken(id: str) -> bool:
    return id in TAKEN or _TAKEN_TOO.match(id) is not None


def _words(handbook: Handbook) -> Iterator[Problem]:
    for place, (name, each) in enumerate(handbook.vocabularies.items()):
        for index, word in enumerate(each.terms if name in ALONE else ()):
            if _is_taken(word.id):
                where = handbook.files[VOCABULARY].locate(("vocabularies", place, "terms", index, "id"))
                wrong = f"'{word.id}' is an address that every page has"
                yield Problem(VOCABULARY, *where, f"vocabulary {name}, terms {index + 1}, id", wrong, ANOTHER)


def _headings(parts: Iterable[Entry]) -> Iterator[Problem]:
    """Parts called as the heading of another of their kind."""
    known = {part.anchor: part for part in parts}
    for anchor, part in known.items():
        if other := known.get(anchor.removesuffix("-title")) if anchor.endswith("-title") else None:
            yield part.problem(("id",), f"'{part.node.id}' is the address of the heading of '{other.node.id}'", ANOTHER)


def _alike(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Ids that differ in their signs alone, which addresses do without: '1.1' and '1-1'."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        first = seen.setdefault(_NOT_IN_AN_ADDRESS.sub("-", entry.id), entry)
        if first.id != entry.id:
            key = "code" if entry.kind == "item" else "id"
            yield entry.problem((key,), f"'{entry.id}' has the same address as '{first.id}'", "change more than its signs")


def _readings(handbook: Handbook, case: Entry, field: str, kind: str) -> Iterator[Problem]:
    """Theories or tensions that a case is read through twice."""
    seen: set[Entry] = set()
    for place, reading in enumerate(getattr(case.node, field)):
        found = handbook.get(getattr(reading, kind), kind)
        if found in seen:
            wrong = f"'{found.id}' stands among the {field} of this case already"
            yield case.problem((field, place, kind), wrong, "put both readings into one")
        elif found:
            seen.add(found)

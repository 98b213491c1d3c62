"""Everything in the handbook by skill, setting, stage or tension."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.i18n.phrases import N_, _
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS, Tension

PLURALS = {
    "competency": N_("Competencies"),
    "session": N_("Sessions"),
    "term": N_("Glossary terms"),
}  # Of what is no kind of record.
LISTS = {"skill": "skills", "setting": "settings", "stage": "stages"}


@dataclass(frozen=True)
class Group:
    """One heading of an index: its anchor, title and meaning, and what stands under it by kind."""

    id: str
    title: str
    means: str
    kinds: dict[str, list[Entry]]


def index_by(book: Handbook, by: str) -> list[Group]:
    """The index by a vocabulary (``skill``, ``setting``, ``stage``) or by ``tension``; empty headings are
    left out.

    Raises ``KeyError`` for any other word.
    """
    return [group for group in (_tensions(book) if by == "tension" else _words(book, by)) if group.kinds]


def _words(book: Handbook, by: str) -> Iterator[Group]:
    for term in book.vocabularies[by].terms:
        yield Group(term.id, term.title, term.description, _by_kind(_with(book, LISTS[by], term.id)))


def _with(book: Handbook, field: str, word: str) -> Iterator[Entry]:
    for entry in book.entries.values():
        if word in getattr(entry.node, field, ()):
            yield entry


def _tensions(book: Handbook) -> Iterator[Group]:
    for tension in book.records["tension"]:
        origins = (origin for group in book.find_backlinks(tension).values() for origin in group)
        yield Group(
            tension.id, tension.title, tension.read_as(Tension).summary, _by_kind(dict.fromkeys(origins))
        )


def kind_plural(kind: str) -> str:
    """The word for several entries of a kind, of ``competency``, ``term`` or the kind of a part."""
    return _(KINDS[kind].plural if kind in KINDS else PLURALS.get(kind, kind.capitalize()))


def _by_kind(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault("competency" if entry.kind == "item" else entry.kind, []).append(entry)
    return found

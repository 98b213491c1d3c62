"""What every reader makes of a file: a framework with its items, or the pairs of a crosswalk, and what it
could not carry over, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from macros.base.problems import make_plain

MOST_ROWS = 50_000  # Of a table; a framework of so many items is none that anybody reads.
MOST_ITEMS = 25_000
MOST_RANKS = 8
MOST_SHOWN = 20  # Faults that are told at a time.
Fields = dict[str, Any]  # The values of a record's fields, by their names.


class NotImported(Exception):
    """A file was not imported; the text has a sentence on each fault, with its place."""

    def __init__(self, sentences: Iterable[str]):
        self.sentences = [make_plain(sentence) for sentence in sentences]
        lines = self.sentences[:MOST_SHOWN]
        if more := len(self.sentences) - len(lines):
            lines.append(f"And {more:,} more.")
        super().__init__("\n".join(lines))


def refuse(place: str, wrong: str, right: str) -> NotImported:
    """The error of a file in which something at ``place`` is ``wrong``; ``right`` is what would be right."""
    return NotImported([f"{place}: {wrong}; {right}."])


@dataclass
class ImportedItem:
    """An item as its source has it: its id there and that of its ``parent`` (empty at the top), its ``code``
    (empty where the source prints none), its ``title`` and its ``text``, and its ``place`` in the file.

    ``rank`` is what the source calls items of its rank. ``fields`` are further ones of a record.
    """

    source_id: str
    parent: str
    code: str
    title: str
    place: str
    text: str = ""
    rank: str = ""
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True)
class ImportedPair:
    """A pair of a crosswalk: the items that it aligns, by what the source calls them, the SKOS relation
    between them, the ``reason`` and the ``confidence``, where these are given."""

    origin: str
    target: str
    relation: str
    place: str
    reason: str = ""
    confidence: str = ""


@dataclass
class ImportedFramework:
    """A framework as its source has it. ``form`` says what was read (``a table``); ``fields`` are those of
    the record that are known, items and ranks aside; ``ranks`` are the titles of its ranks, as far as the
    source names them.

    ``explanations`` say how the file was understood; ``losses``, each with its place, what was not carried.
    ``links`` are those to other items, by what the source calls the relations.
    """

    form: str
    items: list[ImportedItem]
    source_id: str = ""
    fields: Fields = field(default_factory=dict)
    ranks: list[str] = field(default_factory=list)
    explanations: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    links: list[ImportedPair] = field(default_factory=list)

    def add_link(self, origin: str, relation: str, target: str, place: str, title: str = "") -> None:
        """Take a link of an item, whose target has a ``title`` where the source says it."""
        self.links.append(ImportedPair(origin, target, relation, place, title))


@dataclass
class ImportedCrosswalk:
    """A crosswalk as its source has it, with the ids of its frameworks, where the source names them.
    ``unmapped`` are items without a counterpart: what the source calls each, the reason and the place."""

    form: str
    pairs: list[ImportedPair]
    origin: str = ""
    target: str = ""
    unmapped: list[tuple[str, str, str]] = field(default_factory=list)
    fields: Fields = field(default_factory=dict)
    explanations: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)


def check_tree(items: list[ImportedItem]) -> None:
    """Raise :class:`NotImported` for ids that stand twice, parents that are not there, and circles."""
    faults = []
    by_id: dict[str, ImportedItem] = {}
    for item in items:
        first = by_id.setdefault(item.source_id, item)
        if first is not item:
            faults.append(
                f"{item.place}: the id '{item.source_id}' is that of {first.place} too; give each item"
                f" its own."
            )
    for item in items:
        if item.parent and item.parent not in by_id:
            faults.append(
                f"{item.place}: its parent '{item.parent}' is not in the file; add it, or leave the parent"
                " empty for an item at the top."
            )
    if not faults:
        faults = [
            f"{item.place}: '{item.source_id}' is below itself; name another parent, or none."
            for item in _find_circles(items, by_id)
        ]
    if len(items) > MOST_ITEMS:
        faults.append(
            f"{items[MOST_ITEMS].place}: the file holds more than {MOST_ITEMS:,} items; import a part of it."
        )
    if not faults and (deep := _find_too_deep(items, by_id)):
        faults.append(f"{deep.place}: stands on rank {MOST_RANKS + 1}; a framework has at most {MOST_RANKS}.")
    if not items:
        faults.append("The file holds no items; see that it is the right one, and that it has rows.")
    if faults:
        raise NotImported(faults)


def _find_too_deep(items: list[ImportedItem], by_id: dict[str, ImportedItem]) -> ImportedItem | None:
    """The first item with more others above it than a framework has ranks."""
    for item in items:
        above = item.parent
        for _ in range(MOST_RANKS - 1):
            if not above:
                break
            above = by_id[above].parent
        if above:
            return item
    return None


def _find_circles(items: list[ImportedItem], by_id: dict[str, ImportedItem]) -> list[ImportedItem]:
    """An item of each circle of parents: the first of it in the file."""
    done: set[str] = set()
    circles = []
    for item in items:
        path: dict[str, None] = {}
        id = item.source_id
        while id and id not in done:
            if id in path:
                circles.append(item if item.source_id == id else by_id[id])
                break
            path[id] = None
            id = by_id[id].parent
        done.update(path)
    return circles

"""What crosswalks say of an item: its counterparts in other frameworks, what works on it by way of these, and
what has none.

Relations are SKOS mapping relations. A pair is written once, read from its origin to its target; from the
other end it is read backwards.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework, Crosswalk, Item

INVERSE = {
    "broadMatch": "narrowMatch",
    "narrowMatch": "broadMatch",
}  # Each is the other read backwards; all others are their own.
_NEARNESS = {"exactMatch": 0, "closeMatch": 1, "narrowMatch": 2, "broadMatch": 3, "relatedMatch": 4}
_CONFIDENCE = {"high": 0, "medium": 1, "low": 2}
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Aligned:
    """A counterpart of an item: the other item, the relation read towards it, and the crosswalk that says
    so."""

    other: Entry
    relation: str
    reason: str
    confidence: str
    crosswalk: Entry


class Crosswalks:
    """The crosswalks of one handbook, read from either end."""

    def __init__(self, book: Handbook):
        self.book = book

    def __repr__(self) -> str:
        return f"<Crosswalks of {self.book!r}>"

    def alignments(self, item: Entry) -> list[Aligned]:
        """An item's counterparts in other frameworks, each relation read from this item, in the order of the
        records."""
        return self._alignments[item.id]

    @cached_property
    def _alignments(self) -> dict[str, list[Aligned]]:
        aligned: dict[str, list[Aligned]] = defaultdict(list)
        for crosswalk in self.book.records["crosswalk"]:
            for pair in crosswalk.read_as(Crosswalk).alignments:
                origin, target = self.book.get(pair.origin, "item"), self.book.get(pair.target, "item")
                if origin and target:
                    back = INVERSE.get(pair.relation, pair.relation)
                    aligned[origin.id].append(
                        Aligned(target, pair.relation, pair.reason, pair.confidence, crosswalk)
                    )
                    aligned[target.id].append(Aligned(origin, back, pair.reason, pair.confidence, crosswalk))
        return aligned

    def carrying(self, item: Entry) -> list[Aligned]:
        """The counterparts by way of which something may be offered for an item, the nearest and surest
        first: low confidence is too little."""
        nearest = sorted(
            self.alignments(item),
            key=lambda pair: (_NEARNESS.get(pair.relation, 9), _CONFIDENCE.get(pair.confidence, 9)),
        )
        return [pair for pair in nearest if pair.confidence != "low"]

    def unmapped(self, item: Entry) -> list[tuple[Entry, str]]:
        """The crosswalks in which an item has no counterpart, each with the reason."""
        return self._unmapped[item.id]

    @cached_property
    def _unmapped(self) -> dict[str, list[tuple[Entry, str]]]:
        unmapped: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
        for crosswalk in self.book.records["crosswalk"]:
            for lone in crosswalk.read_as(Crosswalk).unmapped:
                if item := self.book.get(lone.item):
                    unmapped[item.id].append((crosswalk, lone.reason))
        return unmapped

    def covered(self, item: Entry) -> dict[str, list[Entry]]:
        """The coverage of an item or, where it is not of the core framework and in no module by name, that of
        its counterparts."""
        direct = self.book.find_coverage(item)
        core = item.record.read_as(CompetencyFramework).core
        return direct if core or any(direct.values()) else self.coverage_across(item)

    def coverage_across(self, item: Entry) -> dict[str, list[Entry]]:
        """The coverage of an item's counterparts in other frameworks."""
        across: dict[str, list[Entry]] = {"taught": [], "practised": [], "assessed": []}
        for pair in self.alignments(item):
            for name, entries in self.book.find_coverage(pair.other).items():
                across[name].extend(entry for entry in entries if entry not in across[name])
        return across


# -- data for scripts


def crosswalk_data(book: Handbook, href: Callable[[Entry], str]) -> Markup:
    """JSON that may stand inside a ``script`` element of any page: what could end or open one is escaped.

    ``frameworks``: id, label, title, url and items (id, code, title, url); ``crosswalks``: as
    :func:`crosswalk_pairs`, with ``url``; ``words``: the relations and confidences as they are read, by their
    ids.
    """
    used = {
        book.resolve(end)
        for crosswalk in (entry.read_as(Crosswalk) for entry in book.records["crosswalk"])
        for end in (crosswalk.origin, crosswalk.target)
    }
    data = {
        "frameworks": [
            {
                "id": f.id,
                "label": f.read_as(CompetencyFramework).abbreviation or f.title,
                "title": f.title,
                "url": href(f),
                "items": [
                    {
                        "id": leaf.id,
                        "code": leaf.read_as(Item).code,
                        "title": leaf.title,
                        "url": href(leaf),
                    }
                    for leaf in book.list_leaves(f)
                ],
            }
            for f in book.records["framework"]
            if f in used
        ],
        "crosswalks": [{**crosswalk_pairs(book, c), "url": href(c)} for c in book.records["crosswalk"]],
        "words": {
            term.id: term.title
            for name in ("relation", "confidence")
            for term in book.vocabularies[name].terms
        },
    }
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED))


def crosswalk_pairs(book: Handbook, crosswalk: Entry) -> dict[str, object]:
    """One crosswalk: id, origin, target, who proposes it (``by``), ``pairs`` (origin and target: items;
    relation, confidence, reason) and ``unmapped`` (item, reason)."""
    node = crosswalk.read_as(Crosswalk)
    return {
        "id": crosswalk.id,
        "origin": _id(book, node.origin),
        "target": _id(book, node.target),
        "by": book.find_word("proposer", node.proposed_by).title,
        "pairs": [
            {
                "origin": _id(book, a.origin),
                "target": _id(book, a.target),
                "relation": a.relation,
                "confidence": a.confidence,
                "reason": a.reason,
            }
            for a in node.alignments
        ],
        "unmapped": [{"item": _id(book, u.item), "reason": u.reason} for u in node.unmapped],
    }


def _id(book: Handbook, ref: str) -> str:
    return book.resolve(ref).id

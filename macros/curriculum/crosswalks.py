"""The counterparts of an item in other frameworks, and its coverage by way of them.

Relations are SKOS mapping relations (https://www.w3.org/TR/skos-reference/#mapping). A pair of a crosswalk is
written once, from its origin to its target; seen from the target it has the inverse relation.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from macros.base.address_rules import fault as find_address_fault
from macros.base.notes import note, read_unnoted
from macros.curriculum.retirement import mark_retired
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Alignment, CompetencyFramework, Crosswalk, Item, Match, VocabularyTerm

# All other relations are their own inverse.
INVERSE_RELATIONS = {"broadMatch": "narrowMatch", "narrowMatch": "broadMatch"}
# The strongest first.
RELATIONS = ("exactMatch", "closeMatch", "narrowMatch", "broadMatch", "relatedMatch")
MOST_OPEN = 15  # The pairs of a group of one strength that stands open on a page; larger groups are folded.
_RELATION_RANKS = {relation: rank for rank, relation in enumerate(RELATIONS)}
_CONFIDENCE_RANKS = {"high": 0, "medium": 1, "low": 2}
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Counterpart:
    """A counterpart of an item: the ``other`` item, the relation from the item to it, the reason and
    confidence that are given, and the crosswalk that says so."""

    other: Entry
    relation: str
    reason: str
    confidence: str
    crosswalk: Entry


class FarMatch(NamedTuple):
    """A match of an item with the ``item`` of the handbook that was imported from there, if there is one, and
    the ``address`` on the web where it leads, empty for none."""

    match: Match
    item: Entry | None
    address: str


class Crosswalks:
    """The crosswalks of a handbook, which it reads from both ends."""

    def __init__(self, book: Handbook):
        self.book = book

    def __repr__(self) -> str:
        return f"<Crosswalks of {self.book!r}>"

    def find_counterparts(self, item: Entry) -> list[Counterpart]:
        """The counterparts of an item in other frameworks, in the order of the records."""
        note("counterparts", item)
        return read_unnoted(lambda: self._counterparts[item.id])

    @cached_property
    def _counterparts(self) -> dict[str, list[Counterpart]]:
        counterparts: dict[str, list[Counterpart]] = defaultdict(list)
        for crosswalk in self.book.records["crosswalk"]:
            for pair in crosswalk.read_as(Crosswalk).alignments:
                origin, target = self.book.get(pair.origin, "item"), self.book.get(pair.target, "item")
                if origin and target:
                    inverse = INVERSE_RELATIONS.get(pair.relation, pair.relation)
                    counterparts[origin.id].append(
                        Counterpart(target, pair.relation, pair.reason, pair.confidence, crosswalk)
                    )
                    counterparts[target.id].append(
                        Counterpart(origin, inverse, pair.reason, pair.confidence, crosswalk)
                    )
        return counterparts

    def find_reliable_counterparts(self, item: Entry) -> list[Counterpart]:
        """The counterparts of an item without those of low confidence: those of the nearest relation first,
        and of these the surest."""
        nearest = sorted(
            self.find_counterparts(item),
            key=lambda pair: (
                _RELATION_RANKS.get(pair.relation, 9),
                _CONFIDENCE_RANKS.get(pair.confidence, 9),
            ),
        )
        return [pair for pair in nearest if pair.confidence != "low"]

    def find_missing_counterparts(self, item: Entry) -> list[tuple[Entry, str]]:
        """The crosswalks in which an item has no counterpart, each as (crosswalk, reason)."""
        note("missing counterparts", item)
        return read_unnoted(lambda: self._missing_counterparts[item.id])

    @cached_property
    def _missing_counterparts(self) -> dict[str, list[tuple[Entry, str]]]:
        missing: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
        for crosswalk in self.book.records["crosswalk"]:
            for unmapped in crosswalk.read_as(Crosswalk).unmapped:
                if item := self.book.get(unmapped.item):
                    missing[item.id].append((crosswalk, unmapped.reason))
        return missing

    def find_matches(self, item: Entry) -> list[FarMatch]:
        """What an item matches beyond the crosswalks, in the order of its record."""
        matches = item.read_as(Item).matches
        if not matches:
            return []
        note("matches", item)
        items = read_unnoted(lambda: self._imported_items)
        return [
            FarMatch(
                match,
                items.get(match.target),
                match.target if find_address_fault(match.target) is None else "",
            )
            for match in matches
        ]

    @cached_property
    def _imported_items(self) -> dict[str, Entry]:
        """The items that were imported, by their ids in their sources."""
        return {
            source_id: part
            for framework in self.book.records["framework"]
            for part in self.book.list_entries(framework)
            if part.kind == "item" and (source_id := part.read_as(Item).source_id)
        }

    def find_coverage(self, item: Entry) -> dict[str, list[Entry]]:
        """The coverage of an item, as of :meth:`Handbook.find_coverage`, where its framework is the core one
        or something covers it by name; otherwise that of its counterparts."""
        direct = self.book.find_coverage(item)
        core = item.record.read_head_as(CompetencyFramework).core
        return direct if core or any(direct.values()) else self.find_coverage_across(item)

    def find_coverage_across(self, item: Entry) -> dict[str, list[Entry]]:
        """The coverage of all counterparts of an item together, each entry once."""
        across: dict[str, list[Entry]] = {"taught": [], "practised": [], "assessed": []}
        for pair in self.find_counterparts(item):
            for name, entries in self.book.find_coverage(pair.other).items():
                across[name].extend(entry for entry in entries if entry not in across[name])
        return across


# -- data for scripts


class StrengthGroup(NamedTuple):
    """The pairs of a crosswalk that have one relation, and whether they stand open on a page."""

    relation: VocabularyTerm
    pairs: list[Alignment]
    is_open: bool


def group_by_strength(book: Handbook, crosswalk: Crosswalk) -> list[StrengthGroup]:
    """The pairs of a crosswalk by their relation, in the order of :data:`RELATIONS`. Inside a group they keep
    their order. The crosswalk explorer does the same with what :func:`build_explorer_data` gives it."""
    groups = {
        relation: [pair for pair in crosswalk.alignments if pair.relation == relation]
        for relation in RELATIONS
    }
    return [
        StrengthGroup(book.find_word("relation", relation), pairs, len(pairs) <= MOST_OPEN)
        for relation, pairs in groups.items()
        if pairs
    ]


def build_explorer_data(book: Handbook, href: Callable[[Entry], str]) -> Markup:
    """The data of the crosswalk explorer, as JSON that may stand in a ``script`` element of any page: signs
    that could end or open one are escaped. ``href`` gives the address of an entry.

    ``frameworks`` have id, label, title, url and items (id, code, title, url); ``crosswalks`` are as of
    :func:`build_crosswalk_data`, with ``url``; ``words`` are the titles of relations and confidences by id;
    ``strengths`` say how pairs are grouped: the ``relations`` in order (id, title, description), and
    ``most_open``, the pairs of the largest group that is not folded.
    """
    crosswalks = [entry.read_as(Crosswalk) for entry in book.records["crosswalk"]]
    ends = {book.resolve(end) for crosswalk in crosswalks for end in (crosswalk.origin, crosswalk.target)}
    mapped = {book.resolve(item) for crosswalk in crosswalks for item in _list_mapped_items(crosswalk)}
    data = {
        "frameworks": [
            {
                "id": framework.id,
                "label": framework.read_head_as(CompetencyFramework).abbreviation or framework.title,
                "title": mark_retired(framework, framework.title),
                "url": href(framework),
                "items": [
                    {
                        "id": leaf.id,
                        "code": leaf.code,
                        "title": mark_retired(leaf, leaf.title),
                        "url": href(leaf),
                    }
                    for leaf in _list_rows(book, framework, mapped)
                ],
            }
            for framework in book.all_records["framework"]
            if framework in ends
        ],
        "crosswalks": [
            {**build_crosswalk_data(book, crosswalk), "url": href(crosswalk)}
            for crosswalk in book.records["crosswalk"]
        ],
        "words": {
            term.id: term.title
            for name in ("relation", "confidence")
            for term in book.vocabularies[name].terms
        },
        "strengths": {
            "relations": [
                {"id": term.id, "title": term.title, "description": term.description}
                for term in (book.find_word("relation", relation) for relation in RELATIONS)
            ],
            "most_open": MOST_OPEN,
        },
    }
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))


def _list_mapped_items(crosswalk: Crosswalk) -> Iterator[str]:
    for pair in crosswalk.alignments:
        yield from (pair.origin, pair.target)
    yield from (unmapped.item for unmapped in crosswalk.unmapped)


def _list_rows(book: Handbook, framework: Entry, mapped: Container[Entry]) -> list[Entry]:
    """The lowest items of a framework that crosswalks account for: those in use, and the retired ones that
    are ``mapped`` in one."""
    retired = {item for item in book.list_retired(framework) if item in mapped}
    leaves = {*book.list_leaves(framework), *retired}
    return [item for item in book.list_entries(framework) if item in leaves]


def build_crosswalk_data(book: Handbook, crosswalk: Entry, with_retired: bool = True) -> dict[str, object]:
    """The data of a crosswalk: the ids of itself and of its frameworks (``origin``, ``target``), who proposes
    it (``by``), ``pairs`` (origin and target, which are ids of items, relation, confidence, reason) and
    ``unmapped`` (item, reason). Former ids are replaced by those of today. Without ``with_retired``, it is
    without what is said of retired items, which nobody is rated on."""
    node = crosswalk.read_as(Crosswalk)

    def is_shown(*refs: str) -> bool:
        return with_retired or not any(book.resolve(ref).retired for ref in refs)

    return {
        "id": crosswalk.id,
        "origin": _get_current_id(book, node.origin),
        "target": _get_current_id(book, node.target),
        "by": book.find_word("proposer", node.proposed_by).title,
        "pairs": [
            {
                "origin": _get_current_id(book, pair.origin),
                "target": _get_current_id(book, pair.target),
                "relation": pair.relation,
                "confidence": pair.confidence,
                "reason": pair.reason,
            }
            for pair in node.alignments
            if is_shown(pair.origin, pair.target)
        ],
        "unmapped": [
            {"item": _get_current_id(book, unmapped.item), "reason": unmapped.reason}
            for unmapped in node.unmapped
            if is_shown(unmapped.item)
        ],
    }


def _get_current_id(book: Handbook, ref: str) -> str:
    return book.resolve(ref).id

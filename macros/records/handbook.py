"""The whole handbook: every record, found by id, linked both ways.

What an author wrote is a field of a record; what is worked out from the whole is a method here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from macros.base.problems import Route
from macros.base.yaml_files import YamlFile
from macros.records.entries import PART_KINDS, Entry, Link
from macros.records.field_plans import values, walk
from macros.records.field_types import Backlink
from macros.records.kinds import (
    KINDS,
    Case,
    CompetencyFramework,
    Item,
    Kind,
    Outcome,
    Record,
    Vocabulary,
    VocabularyTerm,
)
from macros.records.unread import Unread


@dataclass
class Handbook:
    """Every record by kind, and the files that stand alone: sources, glossary, vocabularies, verbs and
    exemptions.

    ``unread`` is what could not be read. ``left_out`` are the entries that an edition does without, by id and
    by former id; they are nowhere else in it.
    """

    records: dict[str, list[Entry]] = field(default_factory=lambda: {name: [] for name in KINDS})
    sources: list[Entry] = field(default_factory=list)
    terms: list[Entry] = field(default_factory=list)
    exemptions: list[Entry] = field(default_factory=list)
    verbs: frozenset[str] = frozenset()
    vocabularies: dict[str, Vocabulary] = field(default_factory=dict)
    files: dict[str, YamlFile] = field(default_factory=dict)
    unread: Unread = field(default_factory=Unread)
    left_out: dict[str, Entry] = field(default_factory=dict)
    _coverage: dict[Entry, dict[str, list[Entry]]] = field(default_factory=dict, init=False)

    def __repr__(self) -> str:
        return f"<Handbook of {sum(map(len, self.records.values()))} records>"

    # -- finding

    def everything(self) -> Iterator[Entry]:
        """Every record, source, term and exemption: each top-level thing an author wrote."""
        yield from self.all_records()
        yield from self.sources
        yield from self.terms
        yield from self.exemptions

    def all_records(self) -> Iterator[Entry]:
        """Every record, by kind in the order of :data:`KINDS`, then by title."""
        for entries in self.records.values():
            yield from entries

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every record and everything addressable inside records, by whole id."""
        found: dict[str, Entry] = {}
        for record in self.all_records():
            for entry in self.inside(record):
                found.setdefault(entry.id, entry)
        return found

    @cached_property
    def aliases(self) -> dict[str, Entry]:
        """Former ids and what they now mean."""
        return {
            alias: entry for entry in self.entries.values() for alias in getattr(entry.node, "aliases", ())
        }

    def inside(self, record: Entry) -> list[Entry]:
        """The record and everything addressable inside it, the same entries each time."""
        return self._inside[record]

    @cached_property
    def _inside(self) -> dict[Entry, list[Entry]]:
        return {record: list(self._look_inside(record)) for record in self.all_records()}

    def _look_inside(self, record: Entry) -> Iterator[Entry]:
        yield record
        if record.kind == "framework":
            yield from self._items(record, record, record.read_as(CompetencyFramework).items, ("items",))
            return
        for name, kind in PART_KINDS.items():
            for index, part in enumerate(vars(record.node).get(name) or ()):
                if (local := getattr(part, "id", None)) is None:
                    continue
                title = getattr(part, "title", None) or getattr(part, "claim", None) or part.text
                yield Entry(
                    f"{record.id}/{local}",
                    kind,
                    title,
                    part,
                    record.file,
                    (name, index),
                    record.path,
                    f"{kind.replace(' ', '-')}-{local}",
                    record,
                    record,
                )

    def _items(self, framework: Entry, parent: Entry, items: Iterable[Item], route: Route) -> Iterator[Entry]:
        for index, item in enumerate(items):
            code, here = item.code.lower(), (*route, index)
            entry = Entry(
                f"{framework.id}/{code}",
                "item",
                item.title,
                item,
                framework.file,
                here,
                f"{framework.path}/{code}",
                "",
                framework,
                parent,
            )
            yield entry
            yield from self._items(framework, entry, item.items, (*here, "items"))

    def get(self, ref: str, kind: str = "any") -> Entry | None:
        """What ``ref`` names, or ``None``. ``kind`` may be a record kind, ``item``, ``source``, ``term`` or
        ``any``."""
        if kind == "source":
            return self.source_by_id.get(ref)
        if kind == "term":
            return self.term_by_id.get(ref)
        entry = self.entries.get(ref) or self.aliases.get(ref)
        return entry if entry is None or kind in ("any", entry.kind) else None

    def resolve(self, ref: str, kind: str = "any") -> Entry:
        """Like :meth:`get`; raises ``KeyError`` where there is nothing by that id."""
        if entry := self.get(ref, kind):
            return entry
        raise KeyError(ref)

    @cached_property
    def source_by_id(self) -> dict[str, Entry]:
        """Sources by id and by former id."""
        return _by_id(self.sources)

    @cached_property
    def term_by_id(self) -> dict[str, Entry]:
        """Glossary terms by id and by former id."""
        return _by_id(self.terms)

    def word(self, vocabulary: str, term: str) -> VocabularyTerm:
        """The vocabulary term ``term``; raises ``KeyError`` where there is none."""
        return self._words[vocabulary][term]

    @cached_property
    def _words(self) -> dict[str, dict[str, VocabularyTerm]]:
        return {name: {term.id: term for term in v.terms} for name, v in self.vocabularies.items()}

    def ids(self, kind: str) -> list[str]:
        """Every id that a reference to ``kind`` may hold."""
        if kind == "source":
            return list(self.source_by_id)
        if kind == "term":
            return list(self.term_by_id)
        return [id for id, entry in self.entries.items() if kind in ("any", entry.kind)]

    def counts(self) -> dict[str, int]:
        """How many there are of each kind, sources and terms included."""
        counts = {name: len(entries) for name, entries in self.records.items()}
        return {**counts, "source": len(self.sources), "term": len(self.terms)}

    # -- links

    @cached_property
    def links(self) -> list[Link]:
        """Every reference that resolves and reads from its other end too, in file order."""
        links = []
        for top in (*self.all_records(), *self.terms):
            inside = self.inside(top) if top.kind != "term" else [top]
            by_route = {() if e is top else e.route: e for e in inside}
            for route, part in walk(top.node):
                for _, ref, plan in values(part, "ref"):
                    back = plan.ref.back if plan.ref else None
                    if back and (target := self.get(ref, plan.target_kind)):
                        links.append(Link(_nearest(by_route, route, top), target, plan.name, back))
        return links

    @cached_property
    def _to(self) -> dict[str, list[Link]]:
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            found[f"{link.target.path}#{link.target.anchor}"].append(link)
            if link.target.anchor:
                found[f"{link.target.path}#"].append(link)
        return found

    def backlinks(self, entry: Entry) -> dict[Backlink, list[Entry]]:
        """What links to ``entry``, by how the link reads from here; each origin once, itself left out."""
        groups: dict[Backlink, dict[Entry, None]] = defaultdict(dict)
        for link in self._to[f"{entry.path}#{entry.anchor}"]:
            if link.origin.path != entry.path:
                groups[link.back][link.origin] = None
        return {back: list(origins) for back, origins in groups.items()}

    # -- order

    @cached_property
    def _order(self) -> dict[str, tuple[Entry | None, Entry | None]]:
        order = {}
        for run in (*self.records.values(), *self._items_of.values()):
            for before, here, after in zip([None, *run], run, [*run[1:], None]):
                order[here.id] = (before, after)
        return order

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The entries before and after it in reading order within its section."""
        return self._order[entry.id]

    def children(self, entry: Entry) -> list[Entry]:
        """The items directly below a framework or an item, in order."""
        return self._children[entry.id]

    @cached_property
    def _children(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            if entry.kind == "item":
                found[entry.above.id].append(entry)
        return found

    def leaves(self, framework: Entry) -> list[Entry]:
        """The lowest items of a framework, in order."""
        return [e for e in self.items(framework) if not e.read_as(Item).items]

    def items(self, framework: Entry) -> list[Entry]:
        """Every item of a framework, in order."""
        return self._items_of[framework.id]

    @cached_property
    def _items_of(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            if entry.kind == "item":
                found[entry.record.id].append(entry)
        return found

    # -- coverage

    def coverage(self, item: Entry) -> dict[str, list[Entry]]:
        """Where a competency is taught (outcomes), practised (workplace tasks, components) and assessed
        (assessments)."""
        if item not in self._coverage:
            self._coverage[item] = self._cover(item)
        return self._coverage[item]

    def _cover(self, item: Entry) -> dict[str, list[Entry]]:
        taught: list[Entry] = []
        practised: list[Entry] = []
        assessed: list[Entry] = []
        for link in self._to[f"{item.path}#"]:
            origin = link.origin
            if origin.kind == "outcome" and origin.record.kind == "module":
                taught.append(origin)
                for local in origin.read_as(Outcome).assessed_by:
                    found = self.entries.get(f"{origin.record.id}/{local}")
                    if found and found not in assessed:
                        assessed.append(found)
            elif origin.kind in ("workplace task", "component"):
                practised.append(origin)
        return {"taught": taught, "practised": practised, "assessed": assessed}

    def readings(self, of: Entry) -> list[tuple[Entry, str]]:
        """What each case says of a theory or a tension."""
        return self._readings[of.id]

    @cached_property
    def _readings(self) -> dict[str, list[tuple[Entry, str]]]:
        found: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
        for case in self.records["case"]:
            node = case.read_as(Case)
            for through_theory in node.theories:
                found[through_theory.theory].append((case, through_theory.text))
            for through_tension in node.tensions:
                found[through_tension.tension].append((case, through_tension.text))
        return found

    def kind_of(self, entry: Entry) -> Kind[Record]:
        """The kind of the record an entry belongs to."""
        return KINDS[entry.record.kind]


def _nearest(by_route: dict[Route, Entry], route: Route, top: Entry) -> Entry:
    while route:
        if route in by_route:
            return by_route[route]
        route = route[:-1]
    return top


def _by_id(entries: list[Entry]) -> dict[str, Entry]:
    former = {alias: entry for entry in entries for alias in getattr(entry.node, "aliases", ())}
    return former | {entry.id: entry for entry in entries}

"""The handbook: all records, which it finds by id and links in both directions.

What an author wrote is a field of a record; what follows from several records is a method of
:class:`Handbook`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from macros.base.notes import note, read_unnoted
from macros.base.problems import Route
from macros.base.yaml_files import YamlFile
from macros.records.entries import Entry, EntryLink, QuotedIn, create_finding_entry
from macros.records.field_plans import walk_texts
from macros.records.field_types import Backlink, Part
from macros.records.kinds import (
    KINDS,
    Case,
    Item,
    Kind,
    Outcome,
    Record,
    Source,
    Vocabulary,
    VocabularyTerm,
)
from macros.records.lasting_ids import PART_KINDS, RetiredPart
from macros.records.releases import Key, Published, ReleasedPage
from macros.records.unread import Unread
from macros.records.verb_levels import VerbLevel


@dataclass
class Handbook:
    """The entries of all records, retired ones too, by the name of their kind, and the content of the files
    that stand alone: sources, glossary terms, exemptions, drawings, synonyms, verbs with their levels, and
    closed lists (``vocabularies``, by id).

    ``files`` are the national files by path. ``unread`` says what could not be read. ``omitted`` are the
    entries that an edition leaves out, by id and by former id; nothing else of the handbook holds them.
    ``quotations`` are the facts that its texts quote, once these are filled in
    (:mod:`macros.records.quoting`). ``published`` is what releases have published, by kind and id,
    and ``released_pages`` the pages that each has changed, by its name.
    """

    all_records: dict[str, list[Entry]] = field(default_factory=lambda: {name: [] for name in KINDS})
    sources: list[Entry] = field(default_factory=list)
    terms: list[Entry] = field(default_factory=list)
    exemptions: list[Entry] = field(default_factory=list)
    drawings: list[Entry] = field(default_factory=list)
    synonyms: list[Entry] = field(default_factory=list)
    verbs: frozenset[str] = frozenset()
    verb_levels: tuple[VerbLevel, ...] = ()
    vocabularies: dict[str, Vocabulary] = field(default_factory=dict)
    files: dict[str, YamlFile] = field(default_factory=dict)
    unread: Unread = field(default_factory=Unread)
    omitted: dict[str, Entry] = field(default_factory=dict)
    quotations: tuple[QuotedIn, ...] = ()
    published: dict[Key, Published] = field(default_factory=dict)
    released_pages: dict[str, tuple[ReleasedPage, ...]] = field(default_factory=dict)
    _coverage: dict[Entry, dict[str, list[Entry]]] = field(default_factory=dict, init=False)

    def __repr__(self) -> str:
        return f"<Handbook of {sum(map(len, self.all_records.values()))} records>"

    # -- entries

    def list_top_entries(self) -> Iterator[Entry]:
        """The entry of every record, source, glossary term, exemption, drawing and group of synonyms."""
        yield from self.list_records()
        yield from self.sources
        yield from self.terms
        yield from self.exemptions
        yield from self.drawings
        yield from self.synonyms

    def list_records(self) -> Iterator[Entry]:
        """The entry of every record, retired ones too: by kind in the order of :data:`KINDS`, then in reading
        order."""
        for entries in self.all_records.values():
            yield from entries

    @cached_property
    def records(self) -> Mapping[str, list[Entry]]:
        """The entries of the records in use, by the name of their kind: without the retired ones. To be read
        once all are there."""
        return {
            kind: [entry for entry in entries if not entry.retired]
            for kind, entries in self.all_records.items()
        }

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every record, and every item and part with an id inside one, by full id. Of two with one id the
        first counts."""
        entries: dict[str, Entry] = {}
        for record in self.list_records():
            for entry in self.list_entries(record):
                entries.setdefault(entry.id, entry)
        return entries

    @cached_property
    def aliases(self) -> dict[str, Entry]:
        """Entries by their former ids; what stands in a renamed record has that record's former ids too."""
        aliases = {id: entry for entry in self.entries.values() for id in entry.former_ids}
        for record in self.list_records():
            for former in record.former_ids:
                for entry in self.list_entries(record):
                    for id in (entry.id, *entry.former_ids):
                        if id.startswith(f"{record.id}/"):
                            aliases.setdefault(former + id.removeprefix(record.id), entry)
        return aliases

    @cached_property
    def retired_entries(self) -> list[Entry]:
        """Every record, item, part, source and term that is retired, or stands in something that is."""
        entries = (*self.entries.values(), *self.sources, *self.terms)
        return [entry for entry in entries if entry.retired]

    @cached_property
    def retired_parts(self) -> dict[str, tuple[Entry, RetiredPart]]:
        """The parts of records that are gone, by the full id they had, each with its record."""
        return {
            f"{record.id}/{part.id}": (record, part)
            for record in self.list_records()
            for part in record.read_head_as(Record).retired_parts
        }

    def list_entries(self, record: Entry) -> list[Entry]:
        """The entry of a record itself, and those of all items and parts with an id inside it: the same
        objects each time."""
        return self._entries_by_record[record]

    @cached_property
    def _entries_by_record(self) -> dict[Entry, list[Entry]]:
        return {record: list(self._create_entries(record)) for record in self.list_records()}

    def _create_entries(self, record: Entry) -> Iterator[Entry]:
        yield record
        if record.kind == "framework":
            yield from self._create_item_entries(
                record, record, vars(record.node).get("items", ()), ("items",)
            )
            return
        for name, kind in PART_KINDS.items():
            for index, part in enumerate(vars(record.node).get(name) or ()):
                fields = vars(part) if isinstance(part, Part) else {}
                if (part_id := fields.get("id")) is None:
                    continue
                title = next((fields[name] for name in ("title", "claim", "text") if fields.get(name)), "")
                yield Entry(
                    f"{record.id}/{part_id}",
                    kind,
                    title,
                    part,
                    record.file,
                    (name, index),
                    record.path,
                    f"{kind.replace(' ', '-')}-{part_id}",
                    record,
                    record,
                )

    def _create_item_entries(
        self, framework: Entry, parent: Entry, items: Iterable[Item], route: Route
    ) -> Iterator[Entry]:
        for index, item in enumerate(items):
            if "code" not in vars(item):
                continue
            code, item_route = item.code.lower(), (*route, index)
            entry = Entry(
                f"{framework.id}/{code}",
                "item",
                vars(item).get("title", ""),
                item,
                framework.file,
                item_route,
                f"{framework.path}/{code}",
                "",
                framework,
                parent,
            )
            yield entry
            inner = vars(item).get("items", ())
            yield from self._create_item_entries(framework, entry, inner, (*item_route, "items"))

    def get(self, ref: str, kind: str = "any") -> Entry | None:
        """The entry whose id or former id is ``ref``, or ``None``. ``kind`` is a kind of record, ``item``,
        ``source``, ``finding``, ``term``, ``drawing`` or ``any``: an entry of another kind is not given."""
        if kind == "source":
            return self.source_by_id.get(ref)
        if kind == "term":
            return self.term_by_id.get(ref)
        if kind == "finding":
            return self.finding_by_id.get(ref) or self.former_findings.get(ref)
        if kind == "drawing":
            return self.drawing_by_id.get(ref)
        entry = self.entries.get(ref) or self.aliases.get(ref)
        return entry if entry is None or kind in ("any", entry.kind) else None

    def resolve(self, ref: str, kind: str = "any") -> Entry:
        """Like :meth:`get`. Raises ``KeyError`` where there is no such entry."""
        if entry := self.get(ref, kind):
            return entry
        raise KeyError(ref)

    @cached_property
    def source_by_id(self) -> dict[str, Entry]:
        """Sources by id and by former id."""
        return _index_by_id(self.sources)

    @cached_property
    def term_by_id(self) -> dict[str, Entry]:
        """Glossary terms by id and by former id."""
        return _index_by_id(self.terms)

    @cached_property
    def drawing_by_id(self) -> dict[str, Entry]:
        """What hand-written pages draw, by id."""
        return _index_by_id(self.drawings)

    @cached_property
    def finding_by_id(self) -> dict[str, Entry]:
        """The findings of all sources, by id, in their order; of two with one id the first counts."""
        findings: dict[str, Entry] = {}
        for source in self.sources:
            for index, finding in enumerate(source.read_as(Source).findings):
                entry = create_finding_entry(source, finding, index)
                findings.setdefault(entry.id, entry)
        return findings

    @cached_property
    def former_findings(self) -> dict[str, Entry]:
        """The findings by their former ids, and by those of their sources."""
        former = {id: finding for finding in self.finding_by_id.values() for id in finding.former_ids}
        for finding in self.finding_by_id.values():
            for source_id in finding.record.former_ids:
                former.setdefault(source_id + finding.id.removeprefix(finding.record.id), finding)
        return former

    def list_findings(self, source: Entry) -> list[Entry]:
        """The findings of a source, in order."""
        return self._findings_by_source[source.id]

    @cached_property
    def _findings_by_source(self) -> dict[str, list[Entry]]:
        findings: dict[str, list[Entry]] = defaultdict(list)
        for finding in self.finding_by_id.values():
            findings[finding.record.id].append(finding)
        return findings

    def list_named_sources(self, record: Entry) -> list[Entry]:
        """The sources that a record names, anywhere in it, each once, in order."""
        refs = _list_source_refs(record)
        return list(dict.fromkeys(source for ref in refs if (source := self.get(ref, "source"))))

    def count_unread_sources(self, record: Entry) -> int:
        """How many sources a record names that are not there."""
        return sum(self.get(ref, "source") is None for ref in _list_source_refs(record))

    def find_word(self, vocabulary: str, word: str) -> VocabularyTerm:
        """The word with the id ``word`` of a closed list. Raises ``KeyError`` where there is none."""
        return self._words[vocabulary][word]

    @cached_property
    def _words(self) -> dict[str, dict[str, VocabularyTerm]]:
        return {
            name: {word.id: word for word in vocabulary.terms}
            for name, vocabulary in self.vocabularies.items()
        }

    def list_ids(self, kind: str) -> list[str]:
        """The ids that a reference to ``kind`` (as of :meth:`get`) may hold; of sources and terms the former
        ids too."""
        if kind == "source":
            return list(self.source_by_id)
        if kind == "term":
            return list(self.term_by_id)
        if kind == "finding":
            return list(self.finding_by_id)
        if kind == "drawing":
            return list(self.drawing_by_id)
        return [id for id, entry in self.entries.items() if kind in ("any", entry.kind)]

    def count_entries(self) -> dict[str, int]:
        """The number of records of each kind, and of sources (``source``) and glossary terms (``term``)."""
        counts = {name: len(entries) for name, entries in self.records.items()}
        return {**counts, "source": len(self.sources), "term": len(self.terms)}

    # -- links

    @cached_property
    def links(self) -> list[EntryLink]:
        """Every reference of what is in use that resolves and that the page of its target shows, in the order
        of the files."""
        links = []
        for top in (*self.list_records(), *self.terms):
            if top.retired:
                continue
            entries = self.list_entries(top) if top.kind != "term" else [top]
            by_route = {() if entry is top else entry.route: entry for entry in entries}
            for route, ref, plan, _ in walk_texts(top.node, "ref"):
                back = plan.ref.back if plan.ref else None
                if back and (target := self.get(ref, plan.target_kind)):
                    origin = _find_nearest(by_route, route, top)
                    if not origin.retired:
                        links.append(EntryLink(origin, target, plan.name, back))
        return links

    @cached_property
    def _links_by_address(self) -> dict[str, list[EntryLink]]:
        """Links by the page and anchor of their target; those to an anchor also by the page alone."""
        by_address: dict[str, list[EntryLink]] = defaultdict(list)
        for link in self.links:
            by_address[f"{link.target.path}#{link.target.anchor}"].append(link)
            if link.target.anchor:
                by_address[f"{link.target.path}#"].append(link)
        return by_address

    def find_backlinks(self, entry: Entry) -> dict[Backlink, list[Entry]]:
        """The entries that link to ``entry``, by the heading under which they stand on its page: each once a
        heading, without those of the same page."""
        note("backlinks", entry)
        return read_unnoted(lambda: self._collect_backlinks(entry))

    def _collect_backlinks(self, entry: Entry) -> dict[Backlink, list[Entry]]:
        origins_by_heading: dict[Backlink, dict[Entry, None]] = defaultdict(dict)
        for link in self._links_by_address[f"{entry.path}#{entry.anchor}"]:
            if link.origin.path != entry.path:
                origins_by_heading[link.back][link.origin] = None
        return {back: list(origins) for back, origins in origins_by_heading.items()}

    # -- order

    def list_children(self, entry: Entry) -> list[Entry]:
        """The items in use directly below a framework or an item, in order; of a retired one, all."""
        return self._children[entry.id]

    @cached_property
    def _children(self) -> dict[str, list[Entry]]:
        children: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            if entry.kind == "item" and (not entry.retired or entry.parent_or_self.retired):
                children[entry.parent_or_self.id].append(entry)
        return children

    def list_leaves(self, framework: Entry) -> list[Entry]:
        """The lowest items in use of a framework, in order; of a retired one, all."""
        return [item for item in self.list_items(framework) if not self._children[item.id]]

    def list_items(self, framework: Entry) -> list[Entry]:
        """Every item in use of a framework, in order; of a retired one, all."""
        return self._items_by_framework[framework.id]

    def list_retired(self, framework: Entry) -> list[Entry]:
        """The retired items of a framework, in order."""
        return self._retired_items[framework.id]

    @cached_property
    def _retired_items(self) -> dict[str, list[Entry]]:
        items: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            if entry.kind == "item" and entry.retired:
                items[entry.record.id].append(entry)
        return items

    @cached_property
    def _items_by_framework(self) -> dict[str, list[Entry]]:
        items: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            if entry.kind == "item" and (not entry.retired or entry.record.retired):
                items[entry.record.id].append(entry)
        return items

    # -- coverage

    def find_coverage(self, item: Entry) -> dict[str, list[Entry]]:
        """The entries in which a competency is ``taught`` (outcomes), ``practised`` (workplace tasks,
        components) and ``assessed`` (assessments): always these three keys, and the same object each
        time."""
        note("coverage", item)
        if item not in self._coverage:
            self._coverage[item] = read_unnoted(lambda: self._collect_coverage(item))
        return self._coverage[item]

    def _collect_coverage(self, item: Entry) -> dict[str, list[Entry]]:
        taught: list[Entry] = []
        practised: list[Entry] = []
        assessed: list[Entry] = []
        for link in self._links_by_address[f"{item.path}#"]:
            origin = link.origin
            if origin.kind == "outcome" and origin.record.kind == "module":
                taught.append(origin)
                for assessment_id in origin.read_as(Outcome).assessed_by:
                    assessment = self.entries.get(f"{origin.record.id}/{assessment_id}")
                    if assessment and assessment not in assessed:
                        assessed.append(assessment)
            elif origin.kind in ("workplace task", "component"):
                practised.append(origin)
        return {"taught": taught, "practised": practised, "assessed": assessed}

    def list_readings(self, lens: Entry) -> list[tuple[Entry, str]]:
        """The cases that are read through a theory or a tension, each as (case, the prose of that
        reading)."""
        note("readings", lens)
        return read_unnoted(lambda: self._readings[lens.id])

    @cached_property
    def _readings(self) -> dict[str, list[tuple[Entry, str]]]:
        readings: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
        for case in self.records["case"]:
            node = case.read_as(Case)
            for theory_reading in node.theories:
                readings[theory_reading.theory].append((case, theory_reading.text))
            for tension_reading in node.tensions:
                readings[tension_reading.tension].append((case, tension_reading.text))
        return readings

    def get_kind(self, entry: Entry) -> Kind[Record]:
        """The kind of the record that an entry belongs to."""
        return KINDS[entry.record.kind]


def _find_nearest(by_route: dict[Route, Entry], route: Route, top: Entry) -> Entry:
    """The entry at ``route`` or, where there is none, at the nearest route above it; else ``top``."""
    while route:
        if route in by_route:
            return by_route[route]
        route = route[:-1]
    return top


def _index_by_id(entries: list[Entry]) -> dict[str, Entry]:
    """``entries`` by id and by former id; where one is both, the id counts."""
    former = {alias: entry for entry in entries for alias in entry.former_ids}
    return former | {entry.id: entry for entry in entries}


def _list_source_refs(record: Entry) -> list[str]:
    return [ref for _, ref, plan, _ in walk_texts(record.node, "ref") if plan.target_kind == "source"]

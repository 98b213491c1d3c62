"""Which pages a change of records and pages changes.

A page changes where something does that it shows: the fields of what it is about; title and summary of what
it names and of what names it; the coverage and the counterparts of a competency; the closed lists, sources,
figures and terms that it uses. These facts are put together for every page in both handbooks, and a page
whose facts are not the same changes. What stands around the text (the menu, the pages before and after, the
search) is not counted. :mod:`macros.rendering.facts` has the same facts as rendering notes them, which needs
the pages rendered; here nothing is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from macros.base.problems import Route
from macros.changes.matching import Matches
from macros.changes.naming import name_entry
from macros.curriculum.coverage import KINDS_OF_COVERAGE, count_coverage, map_assessments, map_outcomes
from macros.curriculum.crosswalks import Crosswalks
from macros.curriculum.durations import estimate_stop_minutes
from macros.curriculum.passages import list_part_texts
from macros.records.entries import Entry, EntryLink
from macros.records.field_plans import walk_texts
from macros.records.field_types import Backlink, Part
from macros.records.former_addresses import FormerAddresses
from macros.records.handbook import Handbook
from macros.records.kinds import (
    CompetencyFramework,
    Crosswalk,
    Finding,
    Instrument,
    Module,
    Pathway,
    Programme,
    Source,
    Term,
)
from macros.records.quoting import find_quotations
from macros.records.sessions import SESSION_PAGE_FIELDS, Session

Facts = Hashable
# The kinds of records whose pages list what they refer to with its summary; others name it in a line.
_LISTING_KINDS = frozenset({"module", "theory", "tension", "component", "programme"})
# Fields that stand on no page of their record, or on pages of their own.
_UNSHOWN = ("items", "aliases", "keywords", "searches")


@dataclass(frozen=True)
class AffectedPage:
    """A page that is new, changes or is gone (``how``: ``new``, ``changed``, ``gone``), by its ``path`` in
    the site, with its ``title``."""

    path: str
    title: str
    how: str


def list_affected_record_pages(matches: Matches, before: PageFacts, after: PageFacts) -> list[AffectedPage]:
    """The pages of records and items that are new, change or are gone, in reading order; those that are gone
    at the end. ``before`` and ``after`` are the facts of the two handbooks. Pages of what one of these could
    not read are left out."""
    terms = _find_changed_terms(matches)
    shared = [
        (PageFacts.read_words, matches.before.vocabularies != matches.after.vocabularies),
        (PageFacts.read_quotations, before.list_findings() != after.list_findings()),
    ]
    readers = [PageFacts.read, *(reader for reader, is_needed in shared if is_needed)]
    pages = []
    for entry in matches.after.entries.values():
        if not entry.has_page:
            continue
        if matches.is_added(entry):
            pages.append(AffectedPage(entry.page_path, name_entry(entry), "new"))
        elif (old := matches.former.get(entry)) and (
            old.page_path != entry.page_path
            or not _hold_the_same(old, entry)
            or any(reader(before, old) != reader(after, entry) for reader in readers)
            or (terms and terms.search(_dump_shown(entry, "items")))
        ):
            pages.append(AffectedPage(entry.page_path, name_entry(entry), "changed"))
    pages += _list_affected_forms(matches)
    before_entries = matches.before.entries.values()
    gone = [entry for entry in before_entries if matches.is_removed(entry) and entry.has_page]
    return [*pages, *(AffectedPage(entry.page_path, name_entry(entry), "gone") for entry in gone)]


def _list_affected_forms(matches: Matches) -> Iterator[AffectedPage]:
    """The forms to print and fill in by hand that are new or change: of instruments, and of frameworks with
    items."""
    records = matches.after.records
    for entry in (*records["instrument"], *records["framework"]):
        if entry.kind == "instrument" or entry.read_as(CompetencyFramework).items:
            path, title = f"tools/blanks/{entry.id}", f"{name_entry(entry)}, to print"
            old = matches.former.get(entry)
            if matches.is_added(entry):
                yield AffectedPage(path, title, "new")
            elif old and (old.node != entry.node or old.path != entry.path):
                yield AffectedPage(path, title, "changed")


def _hold_the_same(old: Entry, new: Entry) -> bool:
    """Whether two entries have the same fields, as their pages show them: of frameworks and items without the
    items below, and of all without what the search alone knows."""
    return (
        old.node is new.node
        or old.node == new.node
        or _dump_shown(old, *_UNSHOWN) == _dump_shown(new, *_UNSHOWN)
    )


def _dump_shown(entry: Entry, *omitted_fields: str) -> str:
    """The fields of an entry as JSON, without those that are named; of a module without what its sessions
    have on pages of their own."""
    if not isinstance(node := entry.node, Module):
        return dump(node, *omitted_fields)
    exclude = dict.fromkeys(omitted_fields, True) | {"sessions": {"__all__": set(SESSION_PAGE_FIELDS)}}
    return node.__pydantic_serializer__.to_json(node, exclude=exclude, warnings=False).decode()


def _is_on_another_page(entry: Entry, route: Route) -> bool:
    """Whether the text at ``route`` of the record of ``entry`` stands on the page of a session alone, which
    is not that of ``entry``."""
    return entry.kind == "module" and _find_session_field(route) in SESSION_PAGE_FIELDS


def _find_session_field(route: Route) -> object:
    """The field of a session, in a module, that ``route`` leads to; ``None`` for what is in none."""
    return route[2] if len(route) > 2 and route[0] == "sessions" else None


def _find_changed_terms(matches: Matches) -> re.Pattern[str] | None:
    """A pattern of the forms of the glossary terms that are new, gone, or written in another way, as pages
    link them; ``None`` where there are none. Forms in capitals are met as they are written alone."""
    before, after = ({_read_term(term) for term in book.terms} for book in (matches.before, matches.after))
    forms = {form for _id, forms in before ^ after for form in forms}
    written = [re.escape(form) if form.isupper() else f"(?i:{re.escape(form)})" for form in sorted(forms)]
    return re.compile(rf"\b(?:{'|'.join(written)})s?\b") if written else None


def _read_term(entry: Entry) -> tuple[str, tuple[str, ...]]:
    term = entry.read_as(Term)
    return entry.id, (entry.title, *term.also) if term.linked else ()


class PageFacts:
    """The facts that the pages of a handbook rest on."""

    def __init__(self, handbook: Handbook):
        self.handbook, self.crosswalks = handbook, Crosswalks(handbook)
        self.former_addresses = FormerAddresses(handbook)
        self._names: dict[Entry, tuple[str, str, str, bool]] = {}
        self._shown_facts: dict[Entry, Facts] = {}
        self._references: dict[Entry, str] = {}

    def __repr__(self) -> str:
        return f"<PageFacts of {self.handbook!r}>"

    def read(self, entry: Entry) -> Facts:
        """The facts of the page of a record or an item, beside its fields; where both are the same, the page
        is."""
        if isinstance(entry.node, Session):
            return tuple(self._read_session(entry, entry.record.read_as(Module)))
        return (
            self._read_surroundings(entry),
            tuple(self._read_targets(entry)),
            tuple(self._read_backlinks(entry)),
            tuple(
                (anchor, self.name(part)) for anchor, part in self.former_addresses.list_moved_parts(entry)
            ),
            self._read_by_kind(entry),
        )

    def _read_session(self, entry: Entry, module: Module) -> Iterator[Facts]:
        """What the page of a session shows of its module, which answers for its text, and of what the session
        refers to."""
        ids = [session.id for session in module.sessions]
        yield entry.record.id, module.title, tuple(ids), str(entry.retired)
        yield tuple(outcome.id for outcome in module.outcomes)
        yield str(module.drafted), tuple(map(str, module.reviews)), tuple(module.unverified)
        for link in self.links_by_page[entry.path]:
            if isinstance(link.target.node, Source):
                yield link.target.id, link.target.node.seen
            elif link.origin is entry:
                yield self.name(link.target)

    def _read_surroundings(self, entry: Entry) -> Facts:
        """What stands above and below an item or a framework."""
        if entry.kind not in ("item", "framework"):
            return ()
        is_framework = entry.kind == "framework"
        below = self.handbook.list_items(entry) if is_framework else self.handbook.list_children(entry)
        retired = self.handbook.list_retired(entry) if is_framework else []
        names = name_entry(entry), name_entry(entry.parent_or_self), str(entry.retired)
        return names, tuple(map(self.show, (*below, *retired)))

    def _read_targets(self, entry: Entry) -> Iterator[Facts]:
        """What the page of an entry shows of what it refers to."""
        for link in self.links_by_page[entry.path]:
            target, origin = link.target, link.origin
            if isinstance(target.node, Source):
                yield self._read_source(link, target.node)
            elif entry.kind == "instrument" or entry.kind in _LISTING_KINDS and origin is entry:
                yield self.show(target)
            else:
                yield self.name(target)

    def _read_source(self, link: EntryLink, source: Source) -> Facts:
        """What a page shows of a source: in its list of sources all of it, and how many records cite it; in a
        reading its title, and elsewhere who wrote it and when."""
        brief = read_label(source)
        if link.back is Backlink.READ_IN:
            return *brief, source.title
        if link.origin.kind in ("measure", "evidence"):
            return brief
        return self._read_reference(link.target), self._citing_counts.get(link.target.id, 0)

    def _read_reference(self, source: Entry) -> Facts:
        if source not in self._references:
            self._references[source] = dump(source.node, "findings")
        return self._references[source]

    @cached_property
    def links_by_page(self) -> Mapping[str, list[EntryLink]]:
        """The references that stand on each page, by its path."""
        links: dict[str, list[EntryLink]] = defaultdict(list)
        for link in self.handbook.links:
            links[link.origin.path].append(link)
        return links

    def read_words(self, entry: Entry) -> Facts:
        """The words of closed lists on the page of an entry, as they are shown."""
        return tuple(
            self._words.get((plan.vocabulary, text), text)
            for route, text, plan, _ in walk_texts(entry.node, "vocab", omitted_field="items")
            if not _is_on_another_page(entry, route)
        )

    @cached_property
    def _words(self) -> dict[tuple[str, str], Facts]:
        return {
            (name, term.id): (term.title, term.description)
            for name, vocabulary in self.handbook.vocabularies.items()
            for term in vocabulary.terms
        }

    def read_quotations(self, entry: Entry) -> Facts:
        """The figures that the page of an entry quotes."""
        return tuple(self._quotations.get(entry.id, ()))

    @cached_property
    def _quotations(self) -> Mapping[str, list[Facts]]:
        quoted: dict[str, list[Facts]] = defaultdict(list)
        for quotation in find_quotations(self.handbook):
            finding = self.handbook.get(quotation.quotation.finding_id, "finding")
            if finding and quotation.entry.kind != "term":
                for id in _list_ids_at(self.handbook, quotation.entry, quotation.route):
                    quoted[id].append(show_finding(finding))
        return quoted

    def list_findings(self) -> Facts:
        """All figures, as texts quote them."""
        return tuple(map(show_finding, self.handbook.finding_by_id.values()))

    def name(self, entry: Entry) -> tuple[str, str, str, bool]:
        """What a line on another page shows of an entry."""
        if entry not in self._names:
            self._names[entry] = entry.id, name_entry(entry), entry.record.title, entry.retired is not None
        return self._names[entry]

    def show(self, entry: Entry) -> Facts:
        """What a list on another page shows of an entry: title and summary."""
        if entry not in self._shown_facts:
            self._shown_facts[entry] = (*self.name(entry), entry.summary)
        return self._shown_facts[entry]

    @cached_property
    def _citing_counts(self) -> dict[str, int]:
        citing: dict[str, set[str]] = defaultdict(set)
        for link in self.handbook.links:
            if link.target.kind == "source":
                citing[link.target.id].add(link.origin.record.id)
        return {id: len(records) for id, records in citing.items()}

    def _read_backlinks(self, entry: Entry) -> Iterator[Facts]:
        for heading, origins in self.handbook.find_backlinks(entry).items():
            yield heading.name, tuple(map(self._read_line, origins))

    def _read_line(self, entry: Entry) -> Facts:
        """What a line of a list shows of an entry: of a part of a record that record, and no summary."""
        return self.name(entry) if entry.owner and entry.kind != "item" else self.show(entry)

    def _read_by_kind(self, entry: Entry) -> Facts:
        handbook = self.handbook
        if entry.kind == "item":
            return self._read_coverage(entry), tuple(self._read_counterparts(entry))
        if entry.kind == "framework":
            is_core = entry.read_as(CompetencyFramework).core
            counts = tuple(count_coverage(self.crosswalks, entry).values())
            return counts, () if is_core else self.read_matrix(entry)
        if entry.kind == "instrument":
            framework = handbook.get(entry.read_as(Instrument).framework or "", "framework")
            return tuple(map(self.show, handbook.list_items(framework))) if framework else ()
        if entry.kind == "programme":
            return tuple(self._read_programme(entry.read_as(Programme)))
        if entry.kind == "tension":
            return tuple((case.id, text) for case, text in handbook.list_readings(entry))
        if entry.kind == "pathway":
            return tuple(self._read_stops(entry.read_as(Pathway)))
        return ()

    def _read_coverage(self, item: Entry) -> Facts:
        coverage = self.handbook.find_coverage(item)
        across = self.crosswalks.find_coverage_across(item)
        is_reached = any(across[kind] for kind in KINDS_OF_COVERAGE)
        return is_reached, *(tuple(map(self.show, coverage[kind])) for kind in KINDS_OF_COVERAGE)

    def _read_programme(self, programme: Programme) -> Iterator[Facts]:
        """What a programme shows of its modules: their credits, and what their assessments test."""
        modules = [self.handbook.get(id, "module") for id in programme.modules]
        if programme.credits:
            yield sum(module.read_as(Module).credits for module in modules if module)
        yield from (
            (self.name(item), tuple(map(self.name, tests)))
            for item, tests in map_assessments(self.handbook, programme)
        )
        with suppress(KeyError):
            yield tuple(
                tuple(map(self.name, tests)) for _outcome, tests in map_outcomes(self.handbook, programme)
            )

    def read_matrix(self, framework: Entry) -> Facts:
        """The coverage of a framework by module, as the matrix shows it; nothing without items."""
        leaves = self.handbook.list_leaves(framework)
        if not leaves:
            return ()
        coverages = map(self.crosswalks.find_coverage, leaves)
        rows = (entries for coverage in coverages for entries in coverage.values())
        return (
            tuple(map(self.name, (*leaves, *self.handbook.records["module"]))),
            tuple(tuple(self.name(entry) for entry in row if entry.record.kind == "module") for row in rows),
        )

    def _read_counterparts(self, item: Entry) -> Iterator[Facts]:
        for pair in self.crosswalks.find_counterparts(item):
            proposer = pair.crosswalk.read_as(Crosswalk).proposed_by
            words = (("relation", pair.relation), ("confidence", pair.confidence), ("proposer", proposer))
            shown_words = tuple(self._words.get(word, word) for word in words)
            yield self.name(pair.other), shown_words, pair.reason, pair.crosswalk.title
        for crosswalk, reason in self.crosswalks.find_missing_counterparts(item):
            yield crosswalk.title, reason

    def _read_stops(self, pathway: Pathway) -> Iterator[Facts]:
        """What a pathway shows of its stops: how long they are, and the parts that they take or a summary."""
        handbook = self.handbook
        for stop in pathway.stops:
            if target := handbook.get(stop.take):
                try:
                    texts = [text for part in stop.parts for text in list_part_texts(handbook, target, part)]
                    yield estimate_stop_minutes(handbook, stop), *texts
                except KeyError:
                    yield "unknown part"
                if not stop.parts:
                    yield self.show(target)
                if target.anchor:
                    yield dump(target.node)
                    links = self.links_by_page[target.path]
                    yield tuple(self.name(link.target) for link in links if link.origin is target)


def read_label(source: Source) -> tuple[object, ...]:
    """What a citation shows of a source: who wrote it, and when."""
    return *source.creators, source.others, source.year


def _list_ids_at(handbook: Handbook, entry: Entry, route: tuple[Any, ...]) -> Iterator[str]:
    """The ids of the record, and of the item or session at a ``route`` in it: those whose pages show the text
    there."""
    for session in handbook.list_entries(entry):
        if session.kind == "session" and route[: len(session.route)] == session.route:
            yield session.id
    if _is_on_another_page(entry, route):
        return
    items = [item for item in handbook.list_entries(entry) if item.kind == "item"]
    inner = [item for item in items if route[: len(item.route)] == item.route]
    yield inner[-1].id if inner else entry.id


def show_finding(finding: Entry) -> Facts:
    """What a text that quotes a finding shows of it."""
    node = finding.read_as(Finding)
    return finding.id, node.value, node.dated


# What the card of a record shows beside title and summary, by kind.
_CARD_FIELDS: dict[str, tuple[str, ...]] = {
    "theory": ("shape", "evidence"),
    "case": ("country", "period", "depth", "outcome", "settings"),
    "module": ("credits", "hours", "stages", "skills"),
    "pathway": ("minutes", "stages", "settings"),
    "programme": ("months", "credits"),
    "component": ("time",),
    "framework": ("status", "published"),
    "instrument": ("minutes", "for_whom"),
}
_COUNTED_FIELDS = {"module": "sessions", "pathway": "stops", "crosswalk": "alignments"}


def read_card_facts(entry: Entry) -> Facts:
    """What the card of an entry shows beside its title and summary."""
    node = entry.node
    counted = _COUNTED_FIELDS.get(entry.kind)
    values = [str(getattr(node, name)) for name in _CARD_FIELDS.get(entry.kind, ())]
    return (*values, len(getattr(node, counted)) if counted else 0)


def dump(part: Part, *omitted_fields: str) -> str:
    """The fields of a part as JSON, without those that are named."""
    exclude = {name for name in omitted_fields if name in type(part).model_fields}
    return part.__pydantic_serializer__.to_json(part, exclude=exclude, warnings=False).decode()

"""Takes the records that an edition leaves out away from a checked handbook, with every reference to them.

The other records go on as if these had never been written: lists lose the ids, a part that is nothing without
one is left out too, links in prose become words. A record that cannot stand without one is a problem, located
at the line that leaves it out.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from macros.base.html import unwrap_links
from macros.base.problems import Problem, Route, spell
from macros.editions.edition import Edition
from macros.records.edition_layer import Layer
from macros.records.entries import Entry
from macros.records.field_plans import FieldPlan, find_texts, plan_fields
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.kinds import Crosswalk, Exemption
from macros.records.prose import find_record_ids

# A link of prose: its words, which may hold brackets in pairs, and its address.
_LINK = re.compile(
    r"""\[((?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*)\]"""
    r"""\(\s*(<[^<>\n]*>|[^\s<>()]+)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)"""
)


class CannotStand(Exception):
    """Raised for a part that cannot stand without a record left out: ``omitted`` is that record, ``why`` the
    end of the sentence that says so."""

    def __init__(self, omitted: Entry, why: str):
        super().__init__(why)
        self.omitted, self.why = omitted, why


def find_omitted_records(book: Handbook, edition: Edition) -> dict[Entry, tuple[Layer, int]]:
    """The records that ``edition`` leaves out, each with the layer that names it and the index in its
    ``leave_out``. The crosswalks of a framework are left out with it. Ids that no record has are passed over;
    :mod:`macros.checks.rules.editions_fit` reports them.
    """
    omitted: dict[Entry, tuple[Layer, int]] = {}
    for layer in edition.layers:
        for index, id in enumerate(vars(layer.content).get("leave_out", ())):
            if (entry := book.entries.get(id)) and entry.owner is None:
                omitted.setdefault(entry, (layer, index))
    for crosswalk in book.records["crosswalk"]:
        node = crosswalk.read_as(Crosswalk)
        for side in (node.origin, node.target):
            if (framework := book.get(side, "framework")) and framework in omitted:
                omitted.setdefault(crosswalk, omitted[framework])
    return omitted


def omit_records(book: Handbook, edition: Edition) -> tuple[Handbook, list[Problem]]:
    """Leave out of ``book`` what ``edition`` does. Returns (the reduced handbook, a problem for every record
    that cannot stand in it). ``book`` has no problems and stays as it is."""
    omitted = find_omitted_records(book, edition)
    if not omitted:
        return book, []
    remover = _Remover(book, omitted)
    problems: list[Problem] = []
    records: dict[str, list[Entry]] = {}
    for kind, entries in book.all_records.items():
        records[kind] = []
        for entry in (entry for entry in entries if entry not in omitted):
            try:
                records[kind].append(remover.reduce_entry(entry))
            except CannotStand as reason:
                problems.append(_create_problem(entry, reason, omitted))
    omitted_by_id = {
        id: entry
        for record in omitted
        for entry in book.list_entries(record)
        for id in (entry.id, *entry.former_ids)
    }
    exemptions = [entry for entry in book.exemptions if entry.read_as(Exemption).record not in omitted_by_id]
    terms = [remover.reduce_entry(entry) for entry in book.terms]
    reduced = Handbook(
        records,
        book.sources,
        terms,
        exemptions,
        book.drawings,
        book.synonyms,
        book.verbs,
        book.verb_levels,
        book.vocabularies,
        book.files,
        book.unread,
        omitted_by_id,
    )
    return reduced, problems


def omit_local_parts(edition: Edition, book: Handbook, reduced: Handbook) -> Edition:
    """``edition`` without its contacts, dates, notes and translations for the records that ``book`` has and
    ``reduced`` does not; links to these in its notes and translations become words."""
    if not reduced.omitted:
        return edition
    remover = _Remover(book, {entry.record for entry in reduced.omitted.values()})
    layers = []
    for layer in edition.layers:
        changes = {
            name: [_unlink_prose(remover, part) for part in getattr(layer.content, name)]
            for name in ("notes", "translations")
        }
        layers.append(replace(layer, content=layer.content.model_copy(update=changes)))
    return replace(edition, layers=tuple(layers)).omit(reduced.omitted)


def _unlink_prose(remover: _Remover, part: Part) -> Part:
    """``part`` with words in place of links to records left out, in its own fields of prose."""
    return part.model_copy(
        update={field.name: remover.reduce_prose(text) for _, text, field in find_texts(part, "prose")}
    )


def _create_problem(entry: Entry, reason: CannotStand, omitted: dict[Entry, tuple[Layer, int]]) -> Problem:
    """The problem of a record that cannot stand, at the line that leaves out what it needs."""
    layer, index = omitted[reason.omitted]
    needed = reason.omitted
    wrong = f"{entry.kind} '{entry.id}' cannot stand without {needed.kind} '{needed.id}': {reason.why}"
    return layer.problem(("leave_out", index), wrong, f"leave '{entry.id}' out too, or keep '{needed.id}'")


# Fields whose values are ids of parts of the same record.
_PART_REFERENCES = {"assessed_by", "outcomes", "strand", "origin", "target"}


def _find_part_references(part: Part) -> Iterator[str]:
    """The ids of parts of the same record that ``part``, and the parts in it, refer to."""
    for name, value in part:
        for item in value if isinstance(value, (list, tuple)) else [value]:
            if isinstance(item, Part):
                yield from _find_part_references(item)
            elif isinstance(item, str) and name in _PART_REFERENCES:
                yield item


class _Remover:
    """Removes the records left out, and references to them, from entries and parts. What holds none of these
    is given back itself."""

    def __init__(self, book: Handbook, omitted: Collection[Entry]):
        self.book, self.omitted = book, omitted
        # The parts of the record at hand that were removed, each with its route and the record that it needs.
        self.removed_parts: list[tuple[Route, Part, Entry]] = []

    def reduce_entry(self, entry: Entry) -> Entry:
        """``entry`` without what is left out. Raises ``CannotStand``."""
        self.removed_parts = []
        node = self.reduce_part(entry.node, ())
        needed_ids = set(_find_part_references(node)) if self.removed_parts else set()
        for route, part, omitted in self.removed_parts:
            if getattr(part, "id", None) in needed_ids:
                raise CannotStand(
                    omitted, f"its {spell(route)} goes with it, and other parts of it rest on that"
                )
        return entry if node is entry.node else replace(entry, node=node)

    def reduce_part(self, part: Part, route: Route) -> Part:
        """``part``, which is at ``route`` in its record, without what is left out. Raises ``CannotStand``."""
        changes: dict[str, object] = {}
        for field in plan_fields(type(part)):
            value = getattr(part, field.name)
            if value is None or value == ():
                continue
            new_value = self.reduce_field(part, field, value, (*route, field.name))
            if new_value is not value:
                changes[field.name] = new_value
        return part.model_copy(update=changes) if changes else part

    def reduce_field(self, part: Part, field: FieldPlan, value: Any, route: Route) -> object:
        """The value of a field of ``part`` without what is left out. Raises ``CannotStand``."""
        if field.is_list and (field.ref or field.part):
            return self.reduce_list(part, field, value, route)
        if field.part:
            try:
                return self.reduce_part(value, route)
            except CannotStand:
                if type(part).model_fields[field.name].is_required():
                    raise
                return None
        if field.ref and (omitted := self.find_omitted(value, field)):
            if type(part).model_fields[field.name].is_required():
                raise CannotStand(omitted, f"nothing else can stand in its {spell(route)}")
            return None
        if field.prose and not field.is_list:
            return self.reduce_prose(value)
        return value

    def reduce_list(self, part: Part, field: FieldPlan, value: list[Any], route: Route) -> list[Any]:
        """A list of ids or of parts without what is left out. Raises ``CannotStand`` where it becomes shorter
        than its field allows."""
        reduced: list[Any] = []
        last_omitted: Entry | None = None
        for index, item in enumerate(value):
            omitted: Entry | None = None
            if field.ref:
                omitted = self.find_omitted(item, field)
                reduced += [] if omitted else [item]
            else:
                try:
                    reduced.append(self.reduce_part(item, (*route, index)))
                except CannotStand as reason:
                    omitted = reason.omitted
                    self.removed_parts.append(((*route, index), item, omitted))
            last_omitted = omitted or last_omitted
        if last_omitted and len(reduced) < _get_min_length(type(part), field.name):
            raise CannotStand(
                last_omitted, f"{'too little' if reduced else 'nothing'} else stands in its {spell(route)}"
            )
        is_unchanged = all(new is old for new, old in zip(reduced, value)) and len(reduced) == len(value)
        return value if is_unchanged else reduced

    def find_omitted(self, ref: str, field: FieldPlan) -> Entry | None:
        """The record left out that ``ref`` names, or in which it names a part; else ``None``."""
        target = self.book.get(ref, field.target_kind)
        return target.record if target and target.record in self.omitted else None

    def reduce_prose(self, text: str) -> str:
        """A text of prose with words in place of links to records left out."""
        if not any(self.leads_to_omitted(ref) for ref in find_record_ids(text)):
            return text
        text = _LINK.sub(
            lambda link: link[1] if self.leads_to_omitted(_read_href(link[2])) else link[0], text
        )
        # A link in a form that the pattern does not know is escaped, and so stands as it was typed.
        return (
            text.replace("](", "]\\(")
            if any(self.leads_to_omitted(ref) for ref in find_record_ids(text))
            else text
        )

    def leads_to_omitted(self, ref: str) -> bool:
        """Whether the id in a link of prose is that of a record left out, or of a part of one."""
        return (target := self.book.get(ref)) is not None and target.record in self.omitted


def _get_min_length(model: type[Part], name: str) -> int:
    """The fewest values that the list in the field ``name`` may hold."""
    return next(
        (
            length
            for limit in model.model_fields[name].metadata
            if (length := getattr(limit, "min_length", None)) is not None
        ),
        0,
    )


def _read_href(written: str) -> str:
    """The address of a link from its ``written`` form: without pointed brackets, entities and backslashes,
    which Markdown allows there."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", html.unescape(written.strip("<>")))


def unlink_omitted_pages(page_html: str, address: str, omitted: frozenset[str]) -> str:
    """The HTML of the page at ``address`` with words in place of its links to the addresses ``omitted``; all
    addresses are relative to the root of the site."""

    def is_omitted(href: str) -> bool:
        path = href.partition("#")[0].partition("?")[0]
        return bool(path) and "://" not in path and _resolve_address(address, path) in omitted

    return unwrap_links(page_html, is_omitted)


def _resolve_address(address: str, href: str) -> str:
    """The address, from the root of the site, to which the relative ``href`` on the page at ``address``
    leads; that of a folder has a slash at its end."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(f"/{address}"), href)).lstrip("/")
    return path if path.endswith(".html") else f"{path}/"

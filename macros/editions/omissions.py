"""Takes the records that an edition does without out of a checked handbook, and every reference to them.

Other records go on as if these had never been written: lists lose the ids, a part that is nothing without one
goes, links in prose become words. A record that cannot stand without one is a problem, located at the line
that leaves it out.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from macros.base.problems import Problem, Route, spell
from macros.editions.edition import Edition
from macros.hand_written.html import unwrap_links
from macros.records.edition_layer import Layer
from macros.records.entries import Entry
from macros.records.field_plans import FieldPlan, find_texts, plan_fields
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.kinds import Crosswalk, Exemption
from macros.records.prose import find_record_ids

# A link of prose: its words, in which brackets may stand in pairs, and where it leads.
_LINK = re.compile(
    r"""\[((?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*)\]\(\s*(<[^<>\n]*>|[^\s<>()]+)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)"""
)


class CannotStand(Exception):
    """A part is nothing without what is left out: ``gone`` is the record, ``why`` says what it is to the
    part."""

    def __init__(self, gone: Entry, why: str):
        super().__init__(why)
        self.gone, self.why = gone, why


def going(book: Handbook, edition: Edition) -> dict[Entry, tuple[Layer, int]]:
    """The records that go, each with the layer and the place in its ``leave_out`` that say so. A framework
    takes its crosswalks along. Ids that are not there are passed over;
    :mod:`macros.checks.rules.editions_fit` reports them.
    """
    found: dict[Entry, tuple[Layer, int]] = {}
    for layer in edition.layers:
        for index, id in enumerate(layer.content.leave_out):
            if (entry := book.entries.get(id)) and entry.owner is None:
                found.setdefault(entry, (layer, index))
    for crosswalk in book.records["crosswalk"]:
        node = crosswalk.read_as(Crosswalk)
        for side in (node.origin, node.target):
            if (framework := book.get(side, "framework")) and framework in found:
                found.setdefault(crosswalk, found[framework])
    return found


def without(book: Handbook, edition: Edition) -> tuple[Handbook, list[Problem]]:
    """The handbook without what ``edition`` leaves out, and the records that cannot stand so. ``book`` is
    sound and stays as it is."""
    gone = going(book, edition)
    if not gone:
        return book, []
    cut = _Cut(book, gone)
    problems: list[Problem] = []
    kept: dict[str, list[Entry]] = {}
    for kind, entries in book.records.items():
        kept[kind] = []
        for entry in (entry for entry in entries if entry not in gone):
            try:
                kept[kind].append(cut.entry(entry))
            except CannotStand as lack:
                problems.append(_cannot_stand(entry, lack, gone))
    left = {
        name: inside
        for record in gone
        for inside in book.list_entries(record)
        for name in (inside.id, *getattr(inside.node, "aliases", ()))
    }
    exemptions = [entry for entry in book.exemptions if entry.read_as(Exemption).record not in left]
    terms = [cut.entry(entry) for entry in book.terms]
    reduced = Handbook(
        kept, book.sources, terms, exemptions, book.verbs, book.vocabularies, book.files, book.unread, left
    )
    return reduced, problems


def said_without(edition: Edition, book: Handbook, left: Handbook) -> Edition:
    """``edition`` without what it says of the records that ``left`` does without and the whole ``book`` has;
    links to these in its notes and translations become words."""
    if not left.omitted:
        return edition
    cut = _Cut(book, {entry.record for entry in left.omitted.values()})
    layers = []
    for layer in edition.layers:
        worded = {
            name: [_worded(cut, each) for each in getattr(layer.content, name)]
            for name in ("notes", "translations")
        }
        layers.append(replace(layer, content=layer.content.model_copy(update=worded)))
    return replace(edition, layers=tuple(layers)).without(left.omitted)


def _worded(cut: _Cut, part: Part) -> Part:
    """``part`` with links to what is gone as words, in each prose of its own."""
    return part.model_copy(
        update={field.name: cut.prose(text) for _, text, field in find_texts(part, "prose")}
    )


def _cannot_stand(entry: Entry, lack: CannotStand, gone: dict[Entry, tuple[Layer, int]]) -> Problem:
    layer, index = gone[lack.gone]
    wrong = f"{entry.kind} '{entry.id}' cannot stand without {lack.gone.kind} '{lack.gone.id}': {lack.why}"
    return layer.problem(("leave_out", index), wrong, f"leave '{entry.id}' out too, or keep '{lack.gone.id}'")


_LOCAL = {
    "assessed_by",
    "outcomes",
    "strand",
    "origin",
    "target",
}  # Fields that name a part of the same record.


def _local_ids(part: Part) -> Iterator[str]:
    for name, value in part:
        for one in value if isinstance(value, (list, tuple)) else [value]:
            if isinstance(one, Part):
                yield from _local_ids(one)
            elif isinstance(one, str) and name in _LOCAL:
                yield one


class _Cut:
    """Cuts what is gone out of parts. A part that holds nothing of it is given back as it is."""

    def __init__(self, book: Handbook, gone: Collection[Entry]):
        self.book, self.gone = book, gone
        # The parts of one record that went, each with where it stood and why.
        self.dropped: list[tuple[Route, Part, Entry]] = []

    def entry(self, entry: Entry) -> Entry:
        """``entry`` without what is gone; raises ``CannotStand``."""
        self.dropped = []
        node = self.part(entry.node, ())
        named = set(_local_ids(node)) if self.dropped else set()
        for route, part, gone in self.dropped:
            if getattr(part, "id", None) in named:
                raise CannotStand(
                    gone, f"its {spell(route)} goes with it, and other parts of it rest on that"
                )
        return entry if node is entry.node else replace(entry, node=node)

    def part(self, part: Part, route: Route) -> Part:
        """``part`` without what is gone; raises ``CannotStand``."""
        changed: dict[str, object] = {}
        for field in plan_fields(type(part)):
            value = getattr(part, field.name)
            if value is None or value == ():
                continue
            new = self.field(part, field, value, (*route, field.name))
            if new is not value:
                changed[field.name] = new
        return part.model_copy(update=changed) if changed else part

    def field(self, part: Part, field: FieldPlan, value: Any, route: Route) -> object:
        """What becomes of the value of one field."""
        if field.is_list and (field.ref or field.part):
            return self.many(part, field, value, route)
        if field.part:
            try:
                return self.part(value, route)
            except CannotStand:
                if type(part).model_fields[field.name].is_required():
                    raise
                return None
        if field.ref and (lost := self.lost(value, field)):
            if type(part).model_fields[field.name].is_required():
                raise CannotStand(lost, f"nothing else can stand in its {spell(route)}")
            return None
        if field.prose and not field.is_list:
            return self.prose(value)
        return value

    def many(self, part: Part, field: FieldPlan, value: list[Any], route: Route) -> list[Any]:
        """What is left of a list of ids or of parts; raises ``CannotStand`` where too little is."""
        left: list[Any] = []
        last: Entry | None = None
        for index, each in enumerate(value):
            if field.ref:
                lost = self.lost(each, field)
                left += [] if lost else [each]
            else:
                try:
                    left.append(self.part(each, (*route, index)))
                    lost = None
                except CannotStand as lack:
                    lost = lack.gone
                    self.dropped.append(((*route, index), each, lost))
            last = lost or last
        if last and len(left) < _least(type(part), field.name):
            raise CannotStand(
                last, f"{'too little' if left else 'nothing'} else stands in its {spell(route)}"
            )
        return value if all(a is b for a, b in zip(left, value)) and len(left) == len(value) else left

    def lost(self, ref: str, field: FieldPlan) -> Entry | None:
        """The record left out that ``ref`` leads to or into."""
        found = self.book.get(ref, field.target_kind)
        return found.record if found and found.record in self.gone else None

    def prose(self, text: str) -> str:
        """Prose in which links to what is gone are words."""
        if not any(self.leads_to_gone(ref) for ref in find_record_ids(text)):
            return text
        text = _LINK.sub(lambda link: link[1] if self.leads_to_gone(_target(link[2])) else link[0], text)
        # A link written in some other way stands as it was typed.
        return (
            text.replace("](", "]\\(")
            if any(self.leads_to_gone(ref) for ref in find_record_ids(text))
            else text
        )

    def leads_to_gone(self, ref: str) -> bool:
        """Whether a link of prose leads to or into a record left out."""
        return (found := self.book.get(ref)) is not None and found.record in self.gone


def _least(model: type[Part], name: str) -> int:
    """How many a list must hold."""
    return next(
        (
            found
            for mark in model.model_fields[name].metadata
            if (found := getattr(mark, "min_length", None)) is not None
        ),
        0,
    )


def _target(written: str) -> str:
    """Where a link leads, without what Markdown allows around and inside it."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", html.unescape(written.strip("<>")))


def unlinked(page: str, here: str, gone: frozenset[str]) -> str:
    """The HTML ``page`` at the address ``here`` with its links to the addresses ``gone`` (all from the root)
    made words."""

    def is_gone(href: str) -> bool:
        path = href.partition("#")[0].partition("?")[0]
        return bool(path) and "://" not in path and _address(here, path) in gone

    return unwrap_links(page, is_gone)


def _address(here: str, href: str) -> str:
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(f"/{here}"), href)).lstrip("/")
    return whole if whole.endswith(".html") else f"{whole}/"

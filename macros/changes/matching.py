"""Which entries of two handbooks are the same thing: those of one id, and those of which one is known by the
other's former id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from macros.changes.model import Subject
from macros.changes.naming import create_subject, name_entry
from macros.records.entries import Entry
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.kinds import DRAWINGS, GLOSSARY, SOURCES
from macros.records.lasting_ids import RetiredPart
from macros.records.unread import Unread

Key = tuple[str, str]  # The kind and the id of an entry.


@dataclass
class Matches:
    """The entries of two handbooks, an older and a newer one: the ``pairs`` that are the same thing, those
    that are ``added`` and ``removed``, and, of these, the ``successors`` to which an id leads that was there
    before. What one of the two could not read is in neither. ``todays_ids`` are the ids that the paired
    entries of the older handbook have in the newer one, by kind and id."""

    before: Handbook
    after: Handbook
    pairs: list[tuple[Entry, Entry]] = field(default_factory=list)
    added: list[Entry] = field(default_factory=list)
    removed: list[Entry] = field(default_factory=list)
    successors: dict[Entry, Entry] = field(default_factory=dict)
    todays_ids: dict[Key, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<{len(self.pairs)} pairs of entries>"

    def resolve_before(self, ref: str, kind: str) -> str:
        """Today's id of what a reference of the older handbook points at; the reference itself where it leads
        nowhere."""
        entry = self.before.get(ref, kind)
        return self.todays_ids.get((entry.kind, entry.id), entry.id) if entry else ref

    def resolve_after(self, ref: str, kind: str) -> str:
        """Like :meth:`resolve_before`, of a reference of the newer handbook."""
        entry = self.after.get(ref, kind)
        return entry.id if entry else ref

    def is_added(self, entry: Entry) -> bool:
        """Whether an entry of the newer handbook, or the record that it stands in, is new."""
        return entry in self._added or entry.record in self._added

    def is_removed(self, entry: Entry) -> bool:
        """Whether an entry of the older handbook, or the record that it stands in, is gone."""
        return entry in self._removed or entry.record in self._removed

    @cached_property
    def _added(self) -> frozenset[Entry]:
        return frozenset(self.added)

    @cached_property
    def _removed(self) -> frozenset[Entry]:
        return frozenset(self.removed)

    @cached_property
    def former(self) -> dict[Entry, Entry]:
        """The paired entries of the older handbook, by those of the newer one."""
        return {new: old for old, new in self.pairs}

    def create_subject(self, entry: Entry) -> Subject:
        """The subject of changes of an entry of the older handbook that is gone: it stands in its record as
        that is called today."""
        subject = create_subject(entry)
        todays_id = self.todays_ids.get((subject.record_kind, subject.record_id), subject.record_id)
        record = self.after.get(todays_id, subject.record_kind)
        if entry.owner is None or record is None:
            return subject
        return replace(subject, record_id=record.id, record_title=name_entry(record))

    def find_retired_part(self, entry: Entry) -> RetiredPart | None:
        """What the newer handbook says of a part of the older one that its record names as retired."""
        _, part = self.after.retired_parts.get(find_expected_id(self, entry), (None, None))
        return part if part and part.kind == entry.kind else None

    def get_successor(self, entry: Entry) -> Entry | None:
        """The entry of the newer handbook to which the id of one of the older leads as a former id."""
        other = self.after.get(entry.id, entry.kind)
        return other if other and other.id != entry.id else None


def match_handbooks(older: Handbook, newer: Handbook) -> Matches:
    """Match the entries of two handbooks: records, with their items and parts, sources, with their findings,
    glossary terms and drawings."""
    before, after = leave_out(older, newer.unread), leave_out(newer, older.unread)
    matches = Matches(before, after)
    _match(matches, before.list_records(), after.list_records())
    for old, new in list(matches.pairs):
        _match(matches, before.list_entries(old)[1:], after.list_entries(new)[1:])
    for old_others, new_others in zip(_list_others(before), _list_others(after)):
        _match(matches, old_others, new_others)
    return matches


def leave_out(handbook: Handbook, unread: Unread) -> Handbook:
    """``handbook`` without what another could not read, so that the rest of the two can be compared."""
    if unread == Unread():
        return handbook
    return replace(
        handbook,
        all_records={
            kind: [entry for entry in entries if not unread.may_hold(entry.id)]
            for kind, entries in handbook.all_records.items()
        },
        sources=[] if SOURCES in unread.files else handbook.sources,
        terms=[] if GLOSSARY in unread.files else handbook.terms,
        drawings=[] if DRAWINGS in unread.files else handbook.drawings,
    )


def _list_others(handbook: Handbook) -> list[list[Entry]]:
    """The entries that are no records, those of each kind together."""
    findings = list(handbook.finding_by_id.values())
    return [handbook.sources, findings, handbook.terms, handbook.drawings]


def _match(matches: Matches, before: Iterable[Entry], after: Iterable[Entry]) -> None:
    """Match entries of the older handbook with those of the newer. What stands in a renamed record has the
    record's new id before its own."""
    new_by_key = {(entry.kind, entry.id): entry for entry in after}
    old_by_key: dict[Key, Entry] = {}
    for entry in before:
        old_by_key.setdefault((entry.kind, find_expected_id(matches, entry)), entry)
    partners = {key: new_by_key[key] for key in old_by_key if key in new_by_key}
    for key, old in old_by_key.items():
        if key in partners or (successor := matches.get_successor(old)) is None:
            continue
        todays = (successor.kind, successor.id)
        if todays not in new_by_key or todays in old_by_key or todays in map(_key, partners.values()):
            matches.successors[old] = successor
        else:
            partners[key] = successor
    for key, old in old_by_key.items():
        if new := partners.get(key):
            matches.pairs.append((old, new))
            matches.todays_ids[old.kind, old.id] = new.id
        else:
            matches.removed.append(old)
    paired = set(map(_key, partners.values()))
    matches.added += [new for key, new in new_by_key.items() if key not in paired]


def _key(entry: Entry) -> Key:
    return entry.kind, entry.id


def find_expected_id(matches: Matches, entry: Entry) -> str:
    """The id that an entry of the older handbook has in the newer one if it was not renamed itself: its own,
    or that of a part in a record that was renamed."""
    if entry.owner is None:
        return entry.id
    owner = entry.owner
    return matches.todays_ids.get((owner.kind, owner.id), owner.id) + entry.id.removeprefix(owner.id)


def get_values(part: Part, name: str) -> list[object]:
    """What stands in a field: the values of a list, or the one value; nothing where it is empty."""
    value = getattr(part, name, None)
    if isinstance(value, (list, tuple)):
        return list(value)
    return [] if value is None else [value]

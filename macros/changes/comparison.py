"""Compares two handbooks: what is new, gone, renamed and changed, by id. How a file is written is not looked
at: comments, the order of keys, quotes and the wrapping of texts change nothing."""

from __future__ import annotations

from collections.abc import Iterator

from macros.changes import model
from macros.changes.fields import FieldComparison
from macros.changes.matching import Matches, find_expected_id
from macros.changes.model import Change
from macros.changes.naming import create_list_subject, create_subject
from macros.changes.pairing import pair_by_key
from macros.records.entries import Entry
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.kinds import (
    EXEMPTIONS,
    KINDS,
    SYNONYMS,
    VERBS,
    VOCABULARY,
    Exemption,
    Exemptions,
    Synonym,
    Synonyms,
    Verbs,
    Vocabulary,
)
from macros.records.lasting_ids import Retirement

# The files without ids of their own, each told of under this title.
LISTS = {EXEMPTIONS: "Exemptions", SYNONYMS: "Synonyms", VERBS: "Verbs"}
CLOSED_LIST = "closed list"
_KIND_ORDER = {kind: place for place, kind in enumerate([*KINDS, "source", "term", "drawing"])}


def compare_handbooks(matches: Matches) -> list[Change]:
    """Every change between two handbooks, those of a record together: records by kind and in reading order,
    then sources with their findings, terms, drawings, closed lists and the other lists."""
    order = _number_records(matches)
    changes = [
        *_tell_entries(matches, matches.added, model.Added),
        *_tell_gone(matches),
        *(change for pair in matches.pairs for change in _compare_pair(matches, *pair)),
    ]
    changes.sort(key=lambda change: order[change.subject.record_kind, change.subject.record_id])
    return [*changes, *_compare_closed_lists(matches), *_compare_lists(matches)]


def _number_records(matches: Matches) -> dict[tuple[str, str], tuple[int, int]]:
    """By the kind and id of every record, source, term and drawing: its place among all, those that are gone
    behind the others of their kind."""
    entries = [
        entry
        for book in (matches.after, matches.before)
        for entry in (*book.list_records(), *book.sources, *book.terms, *book.drawings)
    ]
    places: dict[tuple[str, str], tuple[int, int]] = {}
    for number, entry in enumerate(entries):
        places.setdefault((entry.kind, entry.id), (_KIND_ORDER[entry.kind], number))
    return places


def _tell_entries(
    matches: Matches, entries: list[Entry], change: type[model.Added] | type[model.Removed]
) -> Iterator[Change]:
    """One change for each of ``entries`` that does not come or go with what it stands in."""
    present = {(entry.kind, entry.id) for entry in entries}
    for entry in entries:
        above = entry.parent_or_self
        if above is entry or (above.kind, above.id) not in present:
            yield change(matches.create_subject(entry), ())


def _tell_gone(matches: Matches) -> Iterator[Change]:
    lost = []
    for entry in matches.removed:
        if part := matches.find_retired_part(entry):
            yield _tell_retirement(matches, matches.create_subject(entry), part)
        elif entry not in matches.successors:
            lost.append(entry)
    yield from _tell_entries(matches, lost, model.Removed)
    for entry, successor in matches.successors.items():
        yield model.Merged(matches.create_subject(entry), (), create_subject(successor))


def _tell_retirement(matches: Matches, subject: model.Subject, retirement: Retirement) -> model.Retired:
    kind = subject.kind if subject.kind in ("source", "term") else "any"
    successor = matches.after.get(retirement.successor, kind) if retirement.successor else None
    date = retirement.date.isoformat()
    return model.Retired(
        subject, (), date, retirement.reason, create_subject(successor) if successor else None
    )


def _compare_pair(matches: Matches, old: Entry, new: Entry) -> Iterator[Change]:
    """The changes of one entry, without those of the entries in it."""
    subject = create_subject(new)
    if new.id != find_expected_id(matches, old):
        yield model.Renamed(subject, (), old.id)
    retirement: Retirement | None = getattr(new.node, "retired", None)
    if retirement and not getattr(old.node, "retired", None):
        yield _tell_retirement(matches, subject, retirement)
    if type(old.node) is not type(new.node):
        yield model.Amended(
            subject, (), "kind of drawing", *(type(entry.node).__name__ for entry in (old, new))
        )
        return
    before = matches.todays_ids.get((old.parent_or_self.kind, old.parent_or_self.id))
    if new.parent and old.parent and before != new.parent.id:
        parents = (create_subject(new.parent),), (create_subject(old.parent),)
        yield model.Remapped(subject, (), "parent", *parents)
    yield from FieldComparison(matches, subject, old.record.id, new.record.id).compare(old.node, new.node)


def _compare_closed_lists(matches: Matches) -> Iterator[Change]:
    before, after = matches.before, matches.after
    if VOCABULARY in before.unread.files | after.unread.files:
        return
    read_id = lambda vocabulary: vocabulary.id
    pairs = pair_by_key(
        list(before.vocabularies.values()), list(after.vocabularies.values()), read_id, read_id
    )
    for vocabulary in pairs.added:
        yield model.Added(_name_list(vocabulary), ())
    for vocabulary in pairs.removed:
        yield model.Removed(_name_list(vocabulary), ())
    for old, new in pairs.common:
        yield from FieldComparison(matches, _name_list(new), "", "").compare(old, new)


def _name_list(vocabulary: Vocabulary) -> model.Subject:
    return create_list_subject(CLOSED_LIST, vocabulary.id, vocabulary.title)


def _compare_lists(matches: Matches) -> Iterator[Change]:
    unread = matches.before.unread.files | matches.after.unread.files
    lists = zip(_read_lists(matches.before), _read_lists(matches.after))
    for (path, old), (_path, new) in lists:
        if path not in unread:
            subject = create_list_subject("list", path, LISTS[path])
            yield from FieldComparison(matches, subject, "", "").compare(old, new)


def _read_lists(handbook: Handbook) -> Iterator[tuple[str, Part]]:
    yield (
        EXEMPTIONS,
        Exemptions.model_construct(exemptions=[entry.read_as(Exemption) for entry in handbook.exemptions]),
    )
    yield SYNONYMS, Synonyms.model_construct(synonyms=[entry.read_as(Synonym) for entry in handbook.synonyms])
    yield VERBS, Verbs.model_construct(verbs=sorted(handbook.verbs))

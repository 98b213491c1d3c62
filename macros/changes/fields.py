"""Compares the fields of one thing in two handbooks, and of every part in it that has no page or anchor."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from macros.changes import model
from macros.changes.matching import Matches, find_expected_id, get_values
from macros.changes.model import Change, Subject
from macros.changes.naming import create_subject
from macros.changes.pairing import (
    KEY_FIELDS,
    list_key_references,
    pair_by_key,
    pair_parts,
    pair_texts,
    unify_spaces,
)
from macros.records.entries import Entry
from macros.records.field_plans import FieldPlan, plan_all_fields
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.lasting_ids import PART_KINDS
from macros.records.prose import render_html

Place = tuple[str, ...]
Name = Callable[[str, str], Subject]  # What a reference points at, by itself and the kind that it may.
# The closed lists whose words are levels.
LEVELS = frozenset({"evaluation-level", "stage", "evidence", "grade", "confidence", "reading-rank"})
# Lists in whose order nobody reads them.
UNORDERED = frozenset({"aliases", "also", "keywords", "searches", "skills", "settings", "stages", "sources"})
ENTRY_FIELDS = frozenset({"items", *PART_KINDS})  # Their parts may be entries, which are compared by id.
LONGEST_LABEL = 60


class FieldComparison:
    """The comparison of one matched pair: ``before`` and ``after`` are the ids of the records that it stands
    in, in which short ids of parts are looked up. Changes are told of ``subject``."""

    def __init__(self, matches: Matches, subject: Subject, before: str, after: str):
        self.matches, self.subject = matches, subject
        self.record_before, self.record_after = before, after

    def __repr__(self) -> str:
        return f"<FieldComparison of {self.subject.id}>"

    def compare(self, before: Part, after: Part, place: Place = ()) -> Iterator[Change]:
        """Yield the changes of all fields, in their order; ``place`` is where the two stand."""
        if before is after or before == after:
            return
        for plan in plan_all_fields(type(before)):
            old, new = get_values(before, plan.name), get_values(after, plan.name)
            if old != new and plan.name != "id":
                yield from self._compare_field(plan, old, new, place)

    def _compare_field(
        self, plan: FieldPlan, old: list[object], new: list[object], place: Place
    ) -> Iterator[Change]:
        name, subject = plan.name, self.subject
        if name == "retired" and not old:
            return  # It is told of the whole.
        if name == "retired_parts":
            new = [part for part in new if part in old or not self._was_part_of_record(part)]
            if new == old:
                return
        if plan.part:
            yield from self._compare_parts(plan, _as_parts(old), _as_parts(new), place)
        elif plan.ref:
            yield from self._compare_references(plan, _as_texts(old), _as_texts(new), place)
        elif plan.vocab:
            yield from self._compare_words(plan, _as_texts(old), _as_texts(new), place)
        elif plan.is_published:
            figures = [_join_figures(values) for values in (old, new)]
            yield model.Refigured(subject, place, name, *figures)
        elif plan.is_duration:
            yield model.Retimed(subject, place, name, _read_number(old), _read_number(new))
        elif plan.prose or plan.line or name == "aliases":
            yield from self._compare_texts(plan, _as_texts(old), _as_texts(new), place)
        elif name == "top":
            levels = [tuple(map(write_value, values)) for values in (old, new)]
            yield model.Relevelled(subject, place, name, *levels)
        elif name != "code" and self._are_parts_of_record(old, new):
            yield from self._compare_short_ids(plan, _as_texts(old), _as_texts(new), place)
        else:
            yield model.Amended(subject, place, name, *(_join(values) for values in (old, new)))

    def _was_part_of_record(self, part: object) -> bool:
        """Whether a retired part was there before, so that it is told by itself that it is retired."""
        id = f"{self.record_after}/{read_id(part)}" if isinstance(part, Part) else ""
        return any(find_expected_id(self.matches, entry) == id for entry in self.matches.removed)

    # -- texts and words

    def _compare_texts(
        self, plan: FieldPlan, old: list[str], new: list[str], place: Place
    ) -> Iterator[Change]:
        if plan.name == "aliases":  # Those by which something was renamed are told as that.
            new = [alias for alias in new if alias in old or not self._was_id(alias)]
        pairs = pair_texts(old, new)
        common = [(a, b) for a, b in pairs.common if not self._read_alike(plan, a, b)]
        gone, come = list(pairs.removed), list(pairs.added)
        if not plan.is_list and gone and come:
            common, gone, come = [(gone[0], come[0])], [], []
        for before, after in (*common, *((text, "") for text in gone), *(("", text) for text in come)):
            yield model.Reworded(self.subject, place, plan.name, before, after)
        if pairs.is_reordered and plan.name not in UNORDERED:
            yield model.Reordered(self.subject, place, plan.name)

    def _was_id(self, alias: str) -> bool:
        """Whether what is now an alias of the subject was the id of something, that of a part in full or in
        short."""
        before, kind = self.matches.before, self.subject.kind
        return any(before.get(id, kind) for id in (alias, f"{self.record_before}/{alias}"))

    def _read_alike(self, plan: FieldPlan, before: str, after: str) -> bool:
        """Whether two texts read the same, as they are shown, and link to the same."""
        if not plan.prose:
            return unify_spaces(before) == unify_spaces(after)
        pages = (
            render_html(before, lambda id: self.matches.resolve_before(id, "any")),
            render_html(after, lambda id: self.matches.resolve_after(id, "any")),
        )
        return unify_spaces(pages[0]) == unify_spaces(pages[1])

    def _compare_words(
        self, plan: FieldPlan, old: list[str], new: list[str], place: Place
    ) -> Iterator[Change]:
        pairs = pair_by_key(old, new, str, str)
        change = model.Relevelled if plan.vocabulary in LEVELS else model.Reclassified
        if pairs.added or pairs.removed:
            before, after = self.matches.before, self.matches.after
            yield change(
                self.subject,
                place,
                plan.name,
                tuple(_find_title(before, plan.vocabulary, word) for word in pairs.removed),
                tuple(_find_title(after, plan.vocabulary, word) for word in pairs.added),
            )
        elif plan.name not in UNORDERED:
            yield model.Reordered(self.subject, place, plan.name)

    # -- references

    def _compare_references(
        self, plan: FieldPlan, old: list[str], new: list[str], place: Place
    ) -> Iterator[Change]:
        kind, matches = plan.target_kind or "any", self.matches
        pairs = pair_by_key(
            old,
            new,
            lambda ref: matches.resolve_before(ref, kind),
            lambda ref: matches.resolve_after(ref, kind),
        )
        if pairs.added or pairs.removed:
            added = tuple(self.name_after(ref, kind) for ref in pairs.added)
            removed = tuple(self.name_before(ref, kind) for ref in pairs.removed)
            yield model.Remapped(self.subject, place, plan.name, added, removed)
        if pairs.is_reordered:
            yield model.Reordered(self.subject, place, plan.name)

    def name_before(self, ref: str, kind: str) -> Subject:
        """What a reference of the older handbook points at, as the newer one has it, if it does."""
        entry = self.matches.before.get(ref, kind)
        return name_reference(
            self.matches.after.get(self.matches.resolve_before(ref, kind), kind) or entry, ref
        )

    def name_after(self, ref: str, kind: str) -> Subject:
        """What a reference of the newer handbook points at."""
        return name_reference(self.matches.after.get(ref, kind), ref)

    def _are_parts_of_record(self, old: list[object], new: list[object]) -> bool:
        """Whether the values are short ids of parts of the record: ``assessed_by: [a1]``."""
        before, after = self.matches.before.entries, self.matches.after.entries
        return all(f"{self.record_before}/{value}" in before for value in old) and all(
            f"{self.record_after}/{value}" in after for value in new
        )

    def _compare_short_ids(
        self, plan: FieldPlan, old: list[str], new: list[str], place: Place
    ) -> Iterator[Change]:
        full_old = [f"{self.record_before}/{id}" for id in old]
        full_new = [f"{self.record_after}/{id}" for id in new]
        yield from self._compare_references(plan, full_old, full_new, place)

    # -- parts

    def _compare_parts(
        self, plan: FieldPlan, old: list[Part], new: list[Part], place: Place
    ) -> Iterator[Change]:
        if not place and plan.name in ENTRY_FIELDS and _have_ids(old, new):
            yield from self._compare_order(plan, old, new)
            return
        if not plan.is_list and old and new:
            yield from self.compare(old[0], new[0], (*place, plan.name))
            return
        pairs = pair_parts(old, new, self.matches.resolve_before, self.matches.resolve_after)
        for before, after in pairs.common:
            inner_place = self._find_place(plan, after, place, self.name_after)
            yield from self.compare(before, after, inner_place)
        if references := list_key_references(type((*old, *new)[0])):
            added = tuple(_name_ends(part, references, self.name_after) for part in pairs.added)
            removed = tuple(_name_ends(part, references, self.name_before) for part in pairs.removed)
            if added or removed:
                yield model.Remapped(self.subject, place, plan.name, added, removed)
        else:
            for part in pairs.added:
                yield model.Added(self.subject, self._find_place(plan, part, place, self.name_after))
            for part in pairs.removed:
                yield model.Removed(self.subject, self._find_place(plan, part, place, self.name_before))
        if pairs.is_reordered and plan.name not in UNORDERED:
            yield model.Reordered(self.subject, place, plan.name)

    def _find_place(self, plan: FieldPlan, part: Part, place: Place, name: Name) -> Place:
        """Where a part of a field stands, by what it is called there."""
        return (*place, plan.name, _find_label(part, name)) if plan.is_list else (*place, plan.name)

    def _compare_order(self, plan: FieldPlan, old: list[Part], new: list[Part]) -> Iterator[Change]:
        """The order of parts with ids; what is in them is compared elsewhere."""
        pairs = pair_by_key(
            [f"{self.record_before}/{read_id(part)}" for part in old],
            [f"{self.record_after}/{read_id(part)}" for part in new],
            lambda id: self.matches.resolve_before(id, "any"),
            lambda id: self.matches.resolve_after(id, "any"),
        )
        if pairs.is_reordered:
            yield model.Reordered(self.subject, (), plan.name)


def _find_label(part: Part, name: Name) -> str:
    """What a part is called where a change in it is told."""
    if references := list_key_references(type(part)):
        return _name_ends(part, references, name).title
    values = (get_values(part, field) for field in (*KEY_FIELDS[1:], "text", "what", "claim", "id"))
    return shorten(write_value(next((value[0] for value in values if value), "")), LONGEST_LABEL)


def _name_ends(part: Part, references: list[tuple[str, str]], name: Name) -> Subject:
    """What the references of a part point at; of an alignment, both ends together."""
    ends = [name(getattr(part, field), kind) for field, kind in references]
    if len(ends) == 1:
        return ends[0]
    ids, titles = (" – ".join(texts) for texts in zip(*((end.id, end.title) for end in ends)))
    return Subject("alignment", ids, titles, "alignment", ids, titles)


def name_reference(entry: Entry | None, ref: str) -> Subject:
    """The subject of what a reference points at; where that is nothing, the reference itself."""
    return create_subject(entry) if entry else Subject("", ref, ref, "", ref, ref)


def read_id(part: Part) -> str:
    """The id of a part within its record; of an item, its code in small letters."""
    return str(getattr(part, "id", None) or getattr(part, "code", "").lower())


def shorten(text: str, longest: int) -> str:
    """``text`` on one line, cut at the end of a word where it is longer than so many characters."""
    text = unify_spaces(text)
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.") + "…"


def write_value(value: object) -> str:
    """A value as a person would write it: ``yes``, ``1.5``, ``2026-11-22``."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _have_ids(*lists: list[Part]) -> bool:
    return all(read_id(part) for parts in lists for part in parts)


def _as_parts(values: list[object]) -> list[Part]:
    return [value for value in values if isinstance(value, Part)]


def _as_texts(values: list[object]) -> list[str]:
    return [str(value) for value in values]


def _join(values: list[object]) -> str:
    return ", ".join(map(write_value, values))


def _join_figures(values: list[object]) -> float | str | None:
    if len(values) > 1:
        return _join(values)
    return next((value for value in values if isinstance(value, (float, int, str))), None)


def _read_number(values: list[object]) -> float | None:
    return next((value for value in values if isinstance(value, (float, int))), None)


def _find_title(handbook: Handbook, vocabulary: str, word: str) -> str:
    try:
        return handbook.find_word(vocabulary, word).title
    except KeyError:
        return word

"""Which of the texts and parts of two lists are the same thing: by id, by what they refer to, by title, and
what remains by likeness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from typing import Generic, TypeVar

from macros.records.field_plans import plan_all_fields
from macros.records.field_types import Part

Value = TypeVar("Value")
Resolve = Callable[[str, str], str]
# The fields by which a part without an id is known, the first that it has.
KEY_FIELDS = ("id", "language", "problem", "rule", "date", "when", "title", "typed", "who", "do", "name")
LEAST_LIKENESS = 0.5  # From 0 to 1; below it, two texts are taken for two.


@dataclass(frozen=True)
class Pairs(Generic[Value]):
    """Two lists laid side by side: the ``common`` values as (before, after), in the order of the newer list,
    the values that are ``added`` and ``removed``, and whether the common ones stand in another order
    (``is_reordered``)."""

    common: list[tuple[Value, Value]]
    added: list[Value]
    removed: list[Value]
    is_reordered: bool


def pair_by_key(
    before: Sequence[Value],
    after: Sequence[Value],
    key_before: Callable[[Value], Hashable],
    key_after: Callable[[Value], Hashable],
    measure_likeness: Callable[[Value, Value], float] | None = None,
) -> Pairs[Value]:
    """Pair two lists by the keys of their values; of equal keys the first with the first. What remains is
    paired by ``measure_likeness``, from 0 to 1, where that is given."""
    places = {key: place for place, key in enumerate(_number(map(key_before, before)))}
    partners: dict[int, int] = {}
    for place, key in enumerate(_number(map(key_after, after))):
        if key in places:
            partners[place] = places.pop(key)
    if measure_likeness:
        free = [place for place in range(len(after)) if place not in partners]
        partners |= _pair_alike(before, after, sorted(places.values()), free, measure_likeness)
    order = [partners[place] for place in sorted(partners)]
    paired = set(order)
    return Pairs(
        [(before[partners[place]], after[place]) for place in sorted(partners)],
        [value for place, value in enumerate(after) if place not in partners],
        [value for place, value in enumerate(before) if place not in paired],
        order != sorted(order),
    )


def _number(keys: Iterable[Hashable]) -> list[Hashable]:
    """``keys`` with the number of each among those that are equal."""
    counts: Counter[Hashable] = Counter()
    numbered: list[Hashable] = []
    for key in keys:
        counts[key] += 1
        numbered.append((key, counts[key]))
    return numbered


def _pair_alike(
    before: Sequence[Value],
    after: Sequence[Value],
    free_before: list[int],
    free_after: list[int],
    measure_likeness: Callable[[Value, Value], float],
) -> dict[int, int]:
    """The places of values that are alike enough, those of the newer list with those of the older; the most
    alike first."""
    candidates = sorted(
        (-measure_likeness(before[old], after[new]), abs(old - new), new, old)
        for old in free_before
        for new in free_after
    )
    partners: dict[int, int] = {}
    for likeness, _distance, new, old in candidates:
        if -likeness >= LEAST_LIKENESS and new not in partners and old not in partners.values():
            partners[new] = old
    return partners


def pair_texts(before: Sequence[str], after: Sequence[str]) -> Pairs[str]:
    """Pair two lists of texts: those of the same words, and then those that are alike."""
    return pair_by_key(before, after, unify_spaces, unify_spaces, compare_texts)


def compare_texts(before: str, after: str) -> float:
    """How alike two texts are, word by word, from 0 to 1."""
    return SequenceMatcher(None, before.split(), after.split(), autojunk=False).ratio()


def unify_spaces(text: str) -> str:
    """``text`` with one space in the place of every space and line break."""
    return " ".join(text.split())


def pair_parts(
    before: Sequence[Part], after: Sequence[Part], resolve_before: Resolve, resolve_after: Resolve
) -> Pairs[Part]:
    """Pair two lists of parts. The functions give today's id of a reference of the older and of the newer
    handbook, by the reference and the kind that it may point at."""
    model = type((*before, *after)[0])
    is_fixed = bool(list_key_references(model)) or "id" in model.model_fields
    return pair_by_key(
        before,
        after,
        partial(find_key, resolve=resolve_before),
        partial(find_key, resolve=resolve_after),
        None if is_fixed else compare_parts,
    )


def list_key_references(model: type[Part]) -> list[tuple[str, str]]:
    """The references that a part of a ``model`` without an id cannot be without, by which it is known: each
    as (field, kind that it may point at)."""
    if "id" in model.model_fields:
        return []
    return [
        (plan.name, plan.target_kind)
        for plan in plan_all_fields(model)
        if plan.ref and not plan.is_list and model.model_fields[plan.name].is_required()
    ]


def find_key(part: Part, resolve: Resolve) -> Hashable:
    """What a part is known by in its list."""
    if references := list_key_references(type(part)):
        return tuple(resolve(getattr(part, name), kind) for name, kind in references)
    for name in KEY_FIELDS:
        if value := getattr(part, name, None):
            return unify_spaces(str(value[0] if isinstance(value, list) else value))
    return ""


def compare_parts(before: Part, after: Part) -> float:
    """How alike two parts are: the share of their fields, of those that either has, that are equal or
    alike."""
    pairs = [(getattr(before, name), getattr(after, name, None)) for name in type(before).model_fields]
    filled = [(old, new) for old, new in pairs if old or new]
    return sum(map(_measure, filled)) / len(filled) if filled else 1.0


def _measure(values: tuple[object, object]) -> float:
    old, new = values
    if isinstance(old, str) and isinstance(new, str):
        return compare_texts(old, new)
    return float(old == new)

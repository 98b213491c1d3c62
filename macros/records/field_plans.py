"""What the fields of a model mean: which hold references, vocabulary words or prose.

Read once a class from the model's own annotations, so that the linking, the checks and the
search text all walk records the same way without naming a field twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import get_args, get_origin

from pydantic.fields import FieldInfo

from macros.records.field_types import Markdown, Part, Plain, Ref, Vocab


@dataclass(frozen=True)
class FieldPlan:
    """One field: its name, whether it is a list, and what its value (or each of them) is."""

    name: str
    many: bool
    ref: Ref | None = None
    vocab: Vocab | None = None
    prose: bool = False
    line: bool = False
    part: type[Part] | None = None


@cache
def plan(model: type[Part]) -> tuple[FieldPlan, ...]:
    """The fields of ``model`` that hold references, vocabulary words, words to read, or parts."""
    plans = (_plan_field(name, info) for name, info in model.model_fields.items())
    return tuple(p for p in plans if p.ref or p.vocab or p.prose or p.line or p.part)


def _plan_field(name: str, info: FieldInfo) -> FieldPlan:
    marks, part, many = list(info.metadata), None, False
    todo = [info.annotation]
    while todo:
        kind = todo.pop()
        if get_origin(kind) is list:
            many = True
        elif isinstance(kind, type) and issubclass(kind, Part):
            part = kind
        marks.extend(getattr(kind, "__metadata__", ()))
        todo.extend(arg for arg in get_args(kind) if not isinstance(arg, (Ref, Vocab, Markdown, Plain)))
    first = lambda cls: next((mark for mark in marks if isinstance(mark, cls)), None)
    return FieldPlan(
        name, many, first(Ref), first(Vocab), first(Markdown) is not None, first(Plain) is not None, part
    )


def walk(part: Part, route: tuple = ()) -> Iterator[tuple[tuple, Part]]:
    """``part`` and every part inside it, each with its route (keys and indexes) from the top."""
    yield route, part
    for field in plan(type(part)):
        if field.part is None:
            continue
        value = getattr(part, field.name)
        if value is None:
            continue
        if field.many:
            for index, item in enumerate(value):
                yield from walk(item, (*route, field.name, index))
        else:
            yield from walk(value, (*route, field.name))


def values(part: Part, want: str) -> Iterator[tuple[tuple, str, FieldPlan]]:
    """The texts of ``part`` itself whose field has the mark ``want`` ('ref', 'vocab', 'prose', 'line'), with
    their routes."""
    for field in plan(type(part)):
        if not getattr(field, want):
            continue
        value = getattr(part, field.name)
        if value is None:
            continue
        if field.many:
            for index, item in enumerate(value):
                yield (field.name, index), item, field
        else:
            yield (field.name,), value, field


UNREAD = {"keywords", "aliases", "translations", "symbol"}  # Found by, shown in another language, or no word.


def words(top: Part, below: str | None = None) -> Iterator[tuple[str, str]]:
    """What one reads in a record or part, in English: the texts of its lines and prose, each with its field's
    name; without what stands under the field ``below``."""
    for route, part in walk(top):
        if below not in route and UNREAD.isdisjoint(route):
            for want in ("line", "prose"):
                yield from (
                    (field.name, text) for _, text, field in values(part, want) if field.name not in UNREAD
                )

"""What the fields of a model mean: which hold references, vocabulary words or prose.

Read once a class from the model's own annotations, so that the linking, the checks and the
search text all walk records the same way without naming a field twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeVar, get_args, get_origin

from pydantic.fields import FieldInfo

from macros.base.problems import Route
from macros.records.field_types import Markdown, Part, Plain, Ref, Vocab

Mark = TypeVar("Mark")


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

    @property
    def target_kind(self) -> str:
        """What a reference may point at, as :class:`Ref` names it; empty where the field is no reference."""
        return self.ref.kind if self.ref else ""

    @property
    def vocabulary(self) -> str:
        """The closed list that its words are of; empty where they are of none."""
        return self.vocab.name if self.vocab else ""


@cache
def plan(model: type[Part]) -> tuple[FieldPlan, ...]:
    """The fields of ``model`` that hold references, vocabulary words, words to read, or parts."""
    plans = (_plan_field(name, info) for name, info in model.model_fields.items())
    return tuple(p for p in plans if p.ref or p.vocab or p.prose or p.line or p.part)


def _plan_field(name: str, info: FieldInfo) -> FieldPlan:
    marks: list[object] = list(info.metadata)
    part: type[Part] | None = None
    many = False
    pending: list[object] = [info.annotation]
    while pending:
        kind = pending.pop()
        if get_origin(kind) is list:
            many = True
        elif isinstance(kind, type) and issubclass(kind, Part):
            part = kind
        marks.extend(getattr(kind, "__metadata__", ()))
        pending.extend(arg for arg in get_args(kind) if not isinstance(arg, (Ref, Vocab, Markdown, Plain)))
    return FieldPlan(
        name,
        many,
        _find_mark(marks, Ref),
        _find_mark(marks, Vocab),
        _find_mark(marks, Markdown) is not None,
        _find_mark(marks, Plain) is not None,
        part,
    )


def _find_mark(marks: list[object], kind: type[Mark]) -> Mark | None:
    """The first of ``marks`` of the class ``kind``, or ``None``."""
    return next((mark for mark in marks if isinstance(mark, kind)), None)


def walk(part: Part, route: Route = ()) -> Iterator[tuple[Route, Part]]:
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


def values(part: Part, want: str) -> Iterator[tuple[Route, str, FieldPlan]]:
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

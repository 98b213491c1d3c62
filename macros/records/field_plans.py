"""Plans of the fields of a model: which hold references, words of closed lists, text to read, or parts.

They are read once a class from the model's own annotations, so that links, checks and search go through
records in the same way and no field is named twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeVar, get_args, get_origin

from pydantic.fields import FieldInfo

from macros.base.problems import Route
from macros.records.field_types import Markdown, Part, PlainText, Ref, Vocab

Meaning = TypeVar("Meaning")


@dataclass(frozen=True)
class FieldPlan:
    """The plan of one field: its name, whether it holds a list, and the meaning of its value, or of each
    value in the list. ``ref`` and ``vocab`` say of which kind or list, ``part`` of which model it is."""

    name: str
    is_list: bool
    ref: Ref | None = None
    vocab: Vocab | None = None
    prose: bool = False
    line: bool = False
    part: type[Part] | None = None

    @property
    def target_kind(self) -> str:
        """What a reference may point at, as ``kind`` of :class:`Ref`; empty where the field is no
        reference."""
        return self.ref.kind if self.ref else ""

    @property
    def vocabulary(self) -> str:
        """The name of the closed list that its words are from; empty where they are from none."""
        return self.vocab.name if self.vocab else ""


@cache
def plan_fields(model: type[Part]) -> tuple[FieldPlan, ...]:
    """The plans of the fields of ``model`` that hold references, words of closed lists, text to read, or
    parts; other fields have none."""
    plans = (_plan_field(name, info) for name, info in model.model_fields.items())
    return tuple(p for p in plans if p.ref or p.vocab or p.prose or p.line or p.part)


def _plan_field(name: str, info: FieldInfo) -> FieldPlan:
    metadata: list[object] = list(info.metadata)
    part: type[Part] | None = None
    is_list = False
    pending: list[object] = [info.annotation]
    while pending:
        annotation = pending.pop()
        if get_origin(annotation) is list:
            is_list = True
        elif isinstance(annotation, type) and issubclass(annotation, Part):
            part = annotation
        metadata.extend(getattr(annotation, "__metadata__", ()))
        pending.extend(
            argument
            for argument in get_args(annotation)
            if not isinstance(argument, (Ref, Vocab, Markdown, PlainText))
        )
    return FieldPlan(
        name,
        is_list,
        _find_meaning(metadata, Ref),
        _find_meaning(metadata, Vocab),
        _find_meaning(metadata, Markdown) is not None,
        _find_meaning(metadata, PlainText) is not None,
        part,
    )


def _find_meaning(metadata: list[object], meaning: type[Meaning]) -> Meaning | None:
    """The first instance of the class ``meaning`` in the metadata of an annotation, or ``None``."""
    return next((item for item in metadata if isinstance(item, meaning)), None)


def walk_parts(part: Part, route: Route = ()) -> Iterator[tuple[Route, Part]]:
    """``part`` and every part inside it, each as (route, part); ``route`` is that of ``part`` itself."""
    yield route, part
    for field in plan_fields(type(part)):
        if field.part is None:
            continue
        value = getattr(part, field.name)
        if value is None:
            continue
        if field.is_list:
            for index, item in enumerate(value):
                yield from walk_parts(item, (*route, field.name, index))
        else:
            yield from walk_parts(value, (*route, field.name))


def find_texts(part: Part, meaning: str) -> Iterator[tuple[Route, str, FieldPlan]]:
    """The texts in the fields of ``part`` itself that have a ``meaning`` ('ref', 'vocab', 'prose', 'line'),
    each as (its route in ``part``, text, plan of its field)."""
    for field in plan_fields(type(part)):
        if not getattr(field, meaning):
            continue
        value = getattr(part, field.name)
        if value is None:
            continue
        if field.is_list:
            for index, item in enumerate(value):
                yield (field.name, index), item, field
        else:
            yield (field.name,), value, field


# Fields that nobody reads on an English page: for the search alone, in another language, or a single sign.
SKIPPED_FIELDS = {"keywords", "aliases", "translations", "symbol"}


def list_readable_texts(top: Part, omitted_field: str | None = None) -> Iterator[tuple[str, str]]:
    """The lines and prose that one reads in a record or part, in English, each as (name of its field, text).
    What stands under the field named ``omitted_field`` is left out."""
    for route, part in walk_parts(top):
        if omitted_field not in route and SKIPPED_FIELDS.isdisjoint(route):
            for meaning in ("line", "prose"):
                yield from (
                    (field.name, text)
                    for _, text, field in find_texts(part, meaning)
                    if field.name not in SKIPPED_FIELDS
                )

"""Plans of the fields of a model: which hold references, words of closed lists, text to read, or parts.

They are read once a class from the model's own annotations, so that links, checks and search go through
records in the same way and no field is named twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BeforeValidator, StringConstraints
from pydantic.fields import FieldInfo

from macros.base.problems import Route
from macros.records.field_types import Duration, Markdown, Part, PlainText, Published, Ref, Vocab

Meaning = TypeVar("Meaning")


@dataclass(frozen=True)
class FieldPlan:
    """The plan of one field: its name, whether it holds a list, and the meaning of its value, or of each
    value in the list. ``ref`` and ``vocab`` say of which kind or list, ``part`` of which model it is;
    ``is_duration`` and ``is_published`` that it is how long something lasts, or a figure of a source."""

    name: str
    is_list: bool
    ref: Ref | None = None
    vocab: Vocab | None = None
    prose: bool = False
    line: bool = False
    part: type[Part] | None = None
    is_duration: bool = False
    is_published: bool = False

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
    return tuple(p for p in plan_all_fields(model) if p.ref or p.vocab or p.prose or p.line or p.part)


@cache
def plan_all_fields(model: type[Part]) -> tuple[FieldPlan, ...]:
    """The plans of all fields of ``model``, in their order."""
    return tuple(_plan_field(name, info) for name, info in model.model_fields.items())


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
            if not isinstance(argument, (Ref, Vocab, Markdown, PlainText, Duration, Published))
        )
    return FieldPlan(
        name,
        is_list,
        _find_meaning(metadata, Ref),
        _find_meaning(metadata, Vocab),
        _find_meaning(metadata, Markdown) is not None,
        _find_meaning(metadata, PlainText) is not None,
        part,
        _find_meaning(metadata, Duration) is not None,
        _find_meaning(metadata, Published) is not None,
    )


def _find_meaning(metadata: list[object], meaning: type[Meaning]) -> Meaning | None:
    """The first instance of the class ``meaning`` in the metadata of an annotation, or ``None``."""
    return next((item for item in metadata if isinstance(item, meaning)), None)


def is_judged_beforehand(info: FieldInfo) -> bool:
    """Whether a field holds a text that is judged by more than its limits, and before these: an address, a
    person's name."""
    pending, metadata = [info.annotation], list(info.metadata)
    while pending:
        annotation: Any = pending.pop()
        metadata += getattr(annotation, "__metadata__", ())
        pending += [inner for inner in get_args(annotation) if not isinstance(inner, BeforeValidator)]
    is_text = any(isinstance(item, StringConstraints) for item in metadata)
    return is_text and any(isinstance(item, BeforeValidator) for item in metadata)


def is_list(annotation: object) -> bool:
    """Whether a field with this annotation holds a list, or may hold one."""
    return get_origin(annotation) is list or any(map(is_list, get_args(annotation)))


def describe_type(annotation: object, field: FieldPlan | None) -> str:
    """The type of a field in words, as 'list of id of an item'; ``field`` is its plan, where it has one."""
    list_words = "list of " if is_list(annotation) else ""
    if field and field.ref:
        article = "an" if field.ref.kind[0] in "aeiou" else "a"
        return f"{list_words}id" + (f" of {article} {field.ref.kind}" if field.ref.kind != "any" else "")
    if field and field.vocab:
        return f"{list_words}word of '{field.vocab.name}'"
    if field and field.part:
        return f"{list_words}{field.part.__name__}"
    if field and field.prose:
        return f"{list_words}prose"
    if field and field.line:
        return f"{list_words}line"
    pending, word = [annotation], "text"
    while pending:
        inner = pending.pop()
        if get_origin(inner) is not None:
            pending.extend(get_args(inner))
        elif isinstance(inner, type) and inner.__name__ in ("int", "float", "bool", "date"):
            word = {"int": "whole number", "float": "number", "bool": "true or false", "date": "day"}[
                inner.__name__
            ]
    return list_words + word


def walk_parts(part: Part, route: Route = ()) -> Iterator[tuple[Route, Part]]:
    """``part`` and every part inside it, each as (route, part); ``route`` is that of ``part`` itself."""
    yield route, part
    for name, is_list in _plan_walk(type(part), "part").inner:
        value = vars(part).get(name)
        if value is None:
            continue
        if is_list:
            for index, item in enumerate(value):
                yield from walk_parts(item, (*route, name, index))
        else:
            yield from walk_parts(value, (*route, name))


class _Walk(NamedTuple):
    """The fields of a model that a walk goes through: those whose texts have the meaning that is looked for,
    and those with parts (name, whether it is a list) in which it occurs."""

    texts: tuple[FieldPlan, ...]
    inner: tuple[tuple[str, bool], ...]


@cache
def _plan_walk(model: type[Part], meaning: str) -> _Walk:
    plans = plan_fields(model)
    return _Walk(
        tuple(plan for plan in plans if getattr(plan, meaning)),
        tuple((plan.name, plan.is_list) for plan in plans if plan.part and _holds(plan.part, meaning)),
    )


@cache
def _holds(model: type[Part], meaning: str) -> bool:
    """Whether a part of ``model``, or one inside it, may have a text with this ``meaning``."""
    if meaning == "part":
        return True
    models, pending = {model}, [model]
    while pending:
        for plan in plan_fields(pending.pop()):
            if getattr(plan, meaning):
                return True
            if plan.part and plan.part not in models:
                models.add(plan.part)
                pending.append(plan.part)
    return False


class FoundText(NamedTuple):
    """A text of a record: the route to it, the text, the plan of its field and the part with that field."""

    route: Route
    text: str
    plan: FieldPlan
    part: Part


_make_found = partial(tuple.__new__, FoundText)  # At half the cost of calling the class.


def walk_texts(top: Part, *meanings: str, omitted_field: str | None = None) -> list[FoundText]:
    """The texts with these ``meanings`` ('ref', 'vocab', 'prose', 'line') in ``top`` and in every part inside
    it, one part after the other, each in the order of the meanings. The parts in the field named
    ``omitted_field`` are left out."""
    texts: list[FoundText] = []
    _add_texts(top, meanings, omitted_field, (), texts)
    return texts


def _add_texts(
    part: Part, meanings: tuple[str, ...], omitted_field: str | None, route: Route, texts: list[FoundText]
) -> None:
    plans, inner = _plan_walks(type(part), meanings)
    for plan in plans:
        name = plan.name
        value = vars(part).get(name)
        if value is None:
            continue
        if plan.is_list:
            for index, item in enumerate(value):
                texts.append(_make_found(((*route, name, index), item, plan, part)))
        else:
            texts.append(_make_found(((*route, name), value, plan, part)))
    for name, is_list in inner:
        value = vars(part).get(name)
        if value is None or name == omitted_field:
            continue
        if is_list:
            for index, item in enumerate(value):
                _add_texts(item, meanings, omitted_field, (*route, name, index), texts)
        else:
            _add_texts(value, meanings, omitted_field, (*route, name), texts)


@cache
def _plan_walks(model: type[Part], meanings: tuple[str, ...]) -> _Walk:
    """The plan of a walk for several meanings; the parts in the order of their fields."""
    walks = [_plan_walk(model, meaning) for meaning in meanings]
    held = {field for walk in walks for field in walk.inner}
    inner = tuple(field for field in _plan_walk(model, "part").inner if field in held)
    return _Walk(tuple(plan for walk in walks for plan in walk.texts), inner)


def find_texts(part: Part, meaning: str) -> Iterator[tuple[Route, str, FieldPlan]]:
    """The texts in the fields of ``part`` itself that have a ``meaning`` ('ref', 'vocab', 'prose', 'line'),
    each as (its route in ``part``, text, plan of its field)."""
    for field in _plan_walk(type(part), meaning).texts:
        value = vars(part).get(field.name)
        if value is None:
            continue
        if field.is_list:
            for index, item in enumerate(value):
                yield (field.name, index), item, field
        else:
            yield (field.name,), value, field


# Fields that nobody reads on an English page: for the search alone, in another language, or a single sign.
SKIPPED_FIELDS = {"keywords", "searches", "aliases", "translations", "symbol"}


def count_readable_words(part: Part, omitted_field: str | None = None) -> int:
    """How many words the texts of :func:`list_readable_texts` have together."""
    plans, inner = _plan_walks(type(part), ("line", "prose"))
    fields, words = vars(part), 0
    for plan in plans:
        if (value := fields[plan.name]) and plan.name not in SKIPPED_FIELDS:
            words += sum(len(text.split()) for text in value) if plan.is_list else len(value.split())
    for name, is_list in inner:
        if (value := fields[name]) and name != omitted_field and name not in SKIPPED_FIELDS:
            parts = value if is_list else [value]
            words += sum(count_readable_words(inner_part, omitted_field) for inner_part in parts)
    return words


def list_readable_texts(top: Part, omitted_field: str | None = None) -> Iterator[tuple[str, str]]:
    """The lines and prose that one reads in a record or part, in English, each as (name of its field, text).
    What stands under the field named ``omitted_field`` is left out."""
    for route, text, plan, _ in walk_texts(top, "line", "prose", omitted_field=omitted_field):
        if SKIPPED_FIELDS.isdisjoint(route):
            yield plan.name, text

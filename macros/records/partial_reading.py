"""Reads of a record what is sound of it, so that one run judges that too.

Of a part with a fault, the fields that could not be read are not there: who asks for one gets
:class:`~macros.records.field_types.NotRead`, and says nothing then. So nothing is told that would vanish once
something else is mended: what leaves a key out may have misspelt it, and what is read in part may have it
where nothing could be read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from macros.base.problems import Problem, Route
from macros.base.yaml_files import YamlFile
from macros.records.field_plans import plan_all_fields
from macros.records.field_types import NotRead, Part

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=Part)
_OF_LENGTH = ("too_short", "too_long")  # Of a list, whose entries may be sound.


def read_soundly(model: type[Model], yaml: YamlFile, blanks: Collection[Route] = ()) -> Model | None:
    """What is sound of the data of ``yaml`` as an instance of ``model``, without what stands at the routes
    ``blanks``; ``None`` where the data are no keys with values."""
    if not isinstance(yaml.data, dict):
        return None
    errors: list[ErrorDetails] = []
    try:
        model.model_validate(yaml.data)
    except ValidationError as invalid:
        errors = invalid.errors(include_url=False)
    return _Reading(errors, blanks, yaml.gaps.words).read(model, yaml.data, ())


def take_while_read(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield ``problems`` up to where something is asked for that could not be read."""
    with suppress(NotRead):
        yield from problems


class _Reading:
    """The reading of one file: where it has faults, and which words stand in what could not be read."""

    def __init__(
        self, errors: Collection[ErrorDetails], blanks: Collection[Route], lost_words: Collection[str]
    ):
        self.lost_words = lost_words
        self.faulty: set[Route] = set(blanks)
        self.unsettled: set[Route] = set()  # The parts with unknown keys.
        for error in errors:
            route: Route = tuple(error["loc"])
            if error["type"] == "extra_forbidden":
                self.unsettled.add(route[:-1])
            elif error["type"] not in ("missing", *_OF_LENGTH):
                self.faulty.add(route)
        faults = (*self.faulty, *self.unsettled, *(tuple(error["loc"]) for error in errors))
        self.above = {route[:length] for route in faults for length in range(len(route) + 1)}

    def read(self, model: type[Model], data: dict[str, Any], route: Route) -> Model:
        """The part at ``route``, which holds ``data``, with those of its fields that are sound."""
        values: dict[str, Any] = {}
        for plan in plan_all_fields(model):
            name, here = plan.name, (*route, plan.name)
            info = model.model_fields[name]
            if name not in data:
                if not (info.is_required() or name in self.lost_words or route in self.unsettled):
                    values[name] = info.get_default(call_default_factory=True)
            elif here in self.faulty:
                continue
            elif here not in self.above:
                values[name] = _adapt(model, name).validate_python(data[name])
            elif plan.part and plan.is_list and isinstance(data[name], list):
                values[name] = [
                    self.read(plan.part, entry, (*here, index))
                    if isinstance(entry, dict)
                    else _create(plan.part, {})
                    for index, entry in enumerate(data[name])
                ]
            elif plan.part and isinstance(data[name], dict):
                values[name] = self.read(plan.part, data[name], here)
        return _create(model, values)


def _create(model: type[Model], values: dict[str, Any]) -> Model:
    """An instance of ``model`` that has these ``values`` and no others, as they are."""
    part = model.__new__(model)
    object.__setattr__(part, "__dict__", values)
    for name, value in (("fields_set", set(values)), ("extra", None), ("private", None)):
        object.__setattr__(part, f"__pydantic_{name}__", value)
    return part


@cache
def _adapt(model: type[Part], name: str) -> TypeAdapter[Any]:
    return TypeAdapter(model.model_fields[name].rebuild_annotation())

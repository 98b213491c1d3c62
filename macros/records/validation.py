"""A file's data as a record of its model, or every fault in it as a located sentence.

The sentences take what would be right from the fields' own descriptions in :mod:`macros.records.kinds`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from macros.base.problems import (
    Fault,
    Problem,
    Problems,
    Route,
    did_you_mean,
    find_nearest,
    show,
    spell,
)
from macros.base.yaml_files import YamlFile
from macros.records.field_plans import plan
from macros.records.field_types import Part
from macros.records.kinds import Kind

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=Part)
MOST_UNKNOWN = (
    50  # Keys of one part that are not known: where there are more, none is taken for a misspelling.
)


def validate(model: type[Model], yaml: YamlFile, kind: Kind[Part] | None, name: str) -> Model:
    """The file's data as a record of ``model``; raises :class:`Problems` with every fault located."""
    if not isinstance(yaml.data, dict):
        said = "a list" if isinstance(yaml.data, list) else "text"
        right = "begin with keys, as in 'id: ...' and 'title: ...'"
        raise Problems(
            [Problem(yaml.path, *yaml.locate(()), "file", f"holds {said} where a record is expected", right)]
        )
    try:
        return model.model_validate(yaml.data)
    except ValidationError as error:
        said = kind.name if kind else "file"
        faults = _without_misspelt(error.errors(include_url=False), model)
        raise Problems(_explain(fault, yaml, model, f"{said} {name}") for fault in faults) from None


def _without_misspelt(faults: list[ErrorDetails], model: type[Part]) -> list[ErrorDetails]:
    """The faults without the keys that are only missing because they are misspelt, which is said once."""
    missing = {fault["loc"] for fault in faults if fault["type"] == "missing"}
    lacking = {route[:-1] for route in missing}
    unknown = defaultdict(list)
    for fault in faults:
        if fault["type"] == "extra_forbidden" and fault["loc"][:-1] in lacking:
            unknown[fault["loc"][:-1]].append(str(fault["loc"][-1]))
    meant = {
        (*above, name)
        for above, keys in unknown.items()
        if len(keys) <= MOST_UNKNOWN
        for name in _meant(above, keys, model)
    }
    missing &= meant
    return [fault for fault in faults if fault["loc"] not in missing]


def _meant(above: Route, keys: list[str], model: type[Part]) -> Iterator[str | None]:
    here = _model_at(above, model)
    return (find_nearest(key, here.model_fields) for key in keys) if here else iter(())


def _explain(fault: ErrorDetails, yaml: YamlFile, model: type[Part], who: str) -> Problem:
    route = tuple(fault["loc"])
    line, col = yaml.locate(route)
    where = f"{who}, {spell(route)}" if route else who
    wrong, right = _sentence(fault, route, model)
    return Problem(yaml.path, line, col, where, wrong, right)


def _model_at(route: Route, model: type[Part]) -> type[Part] | None:
    for step in route:
        if isinstance(step, int):
            continue
        found = next((p.part for p in plan(model) if p.name == step and p.part), None)
        if found is None:
            return None
        model = found
    return model


_SHAPES = {
    "list_type": "a list",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "date_type": "a day",
}


def _sentence(fault: ErrorDetails, route: Route, model: type[Part]) -> Fault:
    """What is wrong, and what would be right by the description of the field at the end of ``route`` (or of
    its list)."""
    kind, value, limits = fault["type"], fault.get("input"), fault.get("ctx", {})
    while route and isinstance(route[-1], int):
        route = route[:-1]
    here = _model_at(route[:-1], model)
    info = here.model_fields.get(str(route[-1])) if here and route else None
    described = (
        f"write {_in_a_sentence(info.description)}" if info and info.description else "see the data reference"
    )
    if kind == "missing":
        return Fault("is missing", described)
    if kind == "extra_forbidden":
        return Fault(
            f"the key {show(route[-1])} is not known here", did_you_mean(str(route[-1]), *_known(here))
        )
    if value is None:
        return Fault(
            "is empty", described + (", or remove the key" if info and not info.is_required() else "")
        )
    if kind in _SHAPES:
        got = (
            "a list"
            if isinstance(value, (list, tuple))
            else "keys with values"
            if isinstance(value, dict)
            else show(value)
        )
        return Fault(
            f"is {got} and should be {_SHAPES[kind]}",
            _keys(route, model) if kind.startswith("model") else described,
        )
    return _limit(kind, value, limits, described)


@cache
def _known(model: type[Part] | None) -> tuple[tuple[str, ...], str]:
    """The keys of a model, and the sentence that lists them."""
    keys = tuple(model.model_fields) if model else ()
    return keys, f"the keys are {', '.join(keys)}"


def _keys(route: Route, model: type[Part]) -> str:
    part = _model_at(route, model) or model
    fields = part.model_fields
    return "give it the keys " + ", ".join(
        [name for name, info in fields.items() if info.is_required()] or fields
    )


def _in_a_sentence(described: str) -> str:
    """The first sentence of a field's description without its capital and stop; an abbreviation ('DOI') keeps
    its capitals."""
    first = described[0] if described[1:2].isupper() else described[0].lower()
    return first + described[1:].split(". ")[0].rstrip(".")


def _limit(kind: str, value: object, limits: dict[str, Any], described: str) -> Fault:
    if kind.startswith(("int_", "float_")) or kind == "finite_number":
        return Fault(
            f"{show(value)} is not a {'whole number' if kind.startswith('int') else 'number'}", described
        )
    if kind.startswith("bool_"):
        return Fault(f"{show(value)} is neither true nor false", "write true or false")
    if kind.startswith("date"):
        return Fault(f"{show(value)} is not a day of the calendar", "write year-month-day, as 2026-11-22")
    if kind == "address":
        return Fault(limits["wrong"], limits["right"] or described)
    if kind == "string_pattern_mismatch":
        return Fault(f"{show(value)} is not of the right form", described)
    if kind == "string_too_short":
        return Fault("is empty", described)
    if kind == "string_too_long":
        return Fault(f"is {len(str(value))} characters long", f"keep it to {limits['max_length']} characters")
    if kind == "too_short" and not value:
        return Fault("is an empty list", described)
    if kind == "too_short":
        return Fault(
            f"holds {limits['actual_length']} and at least {limits['min_length']} must be given", described
        )
    if kind == "too_long":
        return Fault(
            f"holds {limits['actual_length']} and at most {limits['max_length']} may be given", described
        )
    bound = next(
        (
            f"{word} {limits[key]}"
            for key, word in (("ge", "at least"), ("gt", "more than"), ("le", "at most"), ("lt", "less than"))
            if key in limits
        ),
        None,
    )
    if bound:
        return Fault(f"{show(value)} is out of range", f"give a number of {bound}")
    return Fault(f"{show(value)} does not fit", described)

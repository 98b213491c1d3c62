"""Validates the data of a file against its model: gives an instance of it, or a problem for every fault.

What would be right is taken from the fields' own descriptions in :mod:`macros.records.kinds`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from macros.base.character_names import describe_strange_character
from macros.base.problems import (
    Exact,
    Fault,
    Guess,
    Problem,
    Problems,
    Route,
    did_you_mean,
    find_nearest,
    show,
    spell,
)
from macros.base.rule_names import FIELDS_ARE_AS_DESCRIBED
from macros.base.yaml_files import YamlFile
from macros.base.yaml_look_alikes import suggest_dashes
from macros.records.field_plans import plan_fields
from macros.records.field_types import WORDED, Part
from macros.records.kinds import FILES, Kind
from macros.records.meant_values import read_day, read_excel_day, read_number
from macros.records.people import read_person

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=Part)
# What other programs and styles call a field.
SYNONYMS = {
    "journal": "container",
    "booktitle": "container",
    "website": "container",
    "link": "url",
    "author": "authors",
    "editor": "editors",
    "name": "title",
    "date": "drafted",
    "created": "drafted",
    "tags": "keywords",
    "duration": "minutes",
}
# The lists of files that stand alone whose entries go by their ids, and what one of each is called.
ENTRY_NOUNS = {"sources": "source", "terms": "term"}
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_WORDS = re.compile(r"[a-z0-9][a-z0-9./-]*(?:, *[a-z0-9][a-z0-9./-]*)*")
MAX_UNKNOWN_KEYS = 50  # Of one part: where there are more, none is taken for a misspelling.


def validate(model: type[Model], yaml: YamlFile, kind: Kind[Part] | None, name: str) -> Model:
    """The data of ``yaml`` as an instance of ``model``. Raises :class:`Problems` with every fault, located.

    ``kind`` is that of the record, or ``None`` for a file that stands alone; ``name`` is what problems call
    it, its id or the name of its file.
    """
    instance, problems = judge(model, yaml, name_subject(kind, name))
    if instance is None or problems:
        raise Problems(problems)
    return instance


def name_subject(kind: Kind[Part] | None, name: str) -> str:
    """What problems call a record of a ``kind``, or a file that stands alone, by its ``name``."""
    return f"{kind.name if kind else 'file'} {name}"


def judge(
    model: type[Model], yaml: YamlFile, subject: str, passed_over: Collection[Route] = ()
) -> tuple[Model | None, list[Problem]]:
    """The data of ``yaml`` as an instance of ``model``, or ``None`` and a problem for every fault but those
    of what stands at the routes ``passed_over`` and of what could not be read of the file. ``subject`` is
    what problems call it."""
    if not isinstance(yaml.data, dict):
        content = "a list" if isinstance(yaml.data, list) else "text"
        wrong = f"holds {content} where a record is expected"
        right = "begin with keys, as in 'id: ...' and 'title: ...'"
        return None, [Problem(yaml.path, *yaml.locate(()), "file", wrong, right, FIELDS_ARE_AS_DESCRIBED)]
    try:
        return model.model_validate(yaml.data), []
    except ValidationError as invalid:
        errors = _drop_misspelt(invalid.errors(include_url=False), model)
        return None, [
            _create_problem(error, yaml, model, subject)
            for error in errors
            if not any(error["loc"][: len(route)] == route for route in passed_over)
            and not _stands_in_gap(error, yaml)
        ]


def _stands_in_gap(error: ErrorDetails, yaml: YamlFile) -> bool:
    """Whether an error is of what could not be read of a file, or may be: a key that is missing may stand
    there."""
    is_missing = error["type"] == "missing"
    return bool(yaml.gaps) and (
        (is_missing and error["loc"][-1] in yaml.gaps.words)
        or yaml.locate(tuple(error["loc"]))[0] in yaml.gaps.lines
        or (error["type"] == "too_short" and _goes_on_in_gap(tuple(error["loc"]), yaml))
    )


def _goes_on_in_gap(route: Route, yaml: YamlFile) -> bool:
    """Whether a list at ``route`` may hold more, in what could not be read."""
    begin, column = yaml.locate(route)
    lines = yaml.text.split("\n")
    end = begin
    while end < len(lines) and (
        not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip(" -")) >= column
    ):
        end += 1
    return any(begin < line <= end for line in yaml.gaps.lines)


def fits_field(model: type[Part], name: str, value: object) -> bool:
    """Whether the field called ``name`` of a ``model`` may hold ``value``."""
    field_type: Any = TypeAdapter(model.model_fields[name].rebuild_annotation())
    try:
        field_type.validate_python(value)
    except ValidationError:
        return False
    return True


def _drop_misspelt(errors: list[ErrorDetails], model: type[Part]) -> list[ErrorDetails]:
    """``errors`` without those of keys that are missing only because they are misspelt: the error of the
    unknown key names them."""
    missing = {error["loc"] for error in errors if error["type"] == "missing"}
    incomplete_parts = {route[:-1] for route in missing}
    unknown = defaultdict(list)
    for error in errors:
        if error["type"] == "extra_forbidden" and error["loc"][:-1] in incomplete_parts:
            unknown[error["loc"][:-1]].append(str(error["loc"][-1]))
    misspelt = {
        (*part_route, name)
        for part_route, keys in unknown.items()
        if len(keys) <= MAX_UNKNOWN_KEYS
        for name in _find_meant_keys(part_route, keys, model)
    }
    missing &= misspelt
    return [error for error in errors if error["loc"] not in missing]


def _find_meant_keys(part_route: Route, keys: list[str], model: type[Part]) -> Iterator[str | None]:
    """For each of the unknown ``keys`` of a part the nearest known one, or ``None``."""
    part = find_model(part_route, model)
    if part is None:
        return iter(())
    return (SYNONYMS.get(key.lower()) or find_nearest(key, part.model_fields) for key in keys)


def _create_problem(error: ErrorDetails, yaml: YamlFile, model: type[Part], subject: str) -> Problem:
    """The problem of an error of pydantic; ``subject`` is what the file holds, as ``module teams``."""
    route = tuple(error["loc"])
    line, col = yaml.locate(route)
    where = _name_place(subject, yaml.data, model, route)
    wrong, right = _describe_error(error, route, model, _list_keys_present(yaml.data, route[:-1]))
    return Problem(yaml.path, line, col, where, wrong, right, FIELDS_ARE_AS_DESCRIBED)


def _name_place(subject: str, data: Any, model: type[Part], route: Route) -> str:
    """What problems call the place at ``route`` in a file with these ``data``. An entry of a list that stands
    alone goes by its own id, as ``source aggarwal-2019``, and what has none by its number."""
    entry_noun = ENTRY_NOUNS.get(str(route[0])) if len(route) > 1 and model in FILES.values() else None
    if entry_noun and isinstance(entry := data[route[0]][route[1]], dict):
        if isinstance(id := entry.get("id"), str) and _ID.fullmatch(id):
            subject, route = f"{entry_noun} {id}", route[2:]
    return f"{subject}, {spell(route)}" if route else subject


def _list_keys_present(data: object, route: Route) -> Collection[str]:
    """The keys of what stands at ``route`` in ``data``; none where that is no mapping."""
    for step in route:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
    return data.keys() if isinstance(data, dict) else ()


def find_model(route: Route, model: type[Part]) -> type[Part] | None:
    """The model of the part at ``route`` in a ``model``, or ``None`` where there is no part."""
    for step in route:
        if isinstance(step, int):
            continue
        part = next((field.part for field in plan_fields(model) if field.name == step and field.part), None)
        if part is None:
            return None
        model = part
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


def _describe_error(error: ErrorDetails, route: Route, model: type[Part], present: Collection[str]) -> Fault:
    """The fault of an error of pydantic at ``route``. What would be right is the description of the field
    there, or of the list that it is in. ``present`` are the keys that stand beside it."""
    kind, value, limits = error["type"], error.get("input"), error.get("ctx", {})
    while route and isinstance(route[-1], int):
        route = route[:-1]
    part = find_model(route[:-1], model)
    info = part.model_fields.get(str(route[-1])) if part and route else None
    description = describe_field(info) if info else "see the data reference"
    if kind == "missing":
        return Fault("is missing", description)
    if kind == "extra_forbidden":
        return Fault(
            f"the key {show(route[-1])} is not known here", _suggest_key(str(route[-1]), part, present)
        )
    if value is None:
        return Fault(
            "is empty", description + (", or remove the key" if info and not info.is_required() else "")
        )
    is_part = isinstance(value, (list, tuple, dict))
    if shape := _SHAPES.get(kind) or ("text" if kind == "literal_error" and is_part else None):
        value_words = (
            "a list"
            if isinstance(value, (list, tuple))
            else "keys with values"
            if isinstance(value, dict)
            else show(value)
        )
        right = _suggest_keys(route, model) if kind.startswith("model") else description
        if kind == "list_type" and isinstance(value, str):
            right = suggest_dashes(value) or _suggest_list(value, route, part, description)
        return Fault(f"is {value_words} and should be {shape}", right)
    return _describe_limit(kind, value, limits, description, str(route[-1]) if route else "")


def _suggest_day(value: str) -> str:
    """Which day to write for a ``value`` that is none."""
    if day := read_day(value):
        return Exact(f"write {day}", value, day)
    if day := read_excel_day(value):
        return f"write {day}, which is what Excel shows for it"
    return "write year-month-day, as 2026-11-22"


def _suggest_number(value: str, field_name: str, is_whole: bool, description: str) -> str:
    """Which number to write into the field ``field_name`` for a ``value`` that is none."""
    if number := read_number(value, "minutes" in field_name, is_whole):
        return Exact(f"write {number}", value, number)
    figures = re.findall("[0-9]+" if is_whole else r"[0-9]+(?:\.[0-9]+)?", value)
    return f"write the figure alone, as {figures[0]}" if len(figures) == 1 else description


def _suggest_key(key: str, part: type[Part] | None, present: Collection[str]) -> str | Guess:
    """Which key to write for one that is not known in a ``part`` with the keys ``present``."""
    keys, otherwise = _list_keys(part)
    if key.isdigit():
        return "write a point where a comma parts a number, and nothing between its thousands"
    meant = SYNONYMS.get(key.lower(), "")
    if meant in keys and meant not in present:
        return Exact(f"write '{meant}'", key, meant)
    return did_you_mean(key, keys, otherwise, present)


def _suggest_list(value: str, route: Route, part: type[Part] | None, description: str) -> str:
    """How to write the list that a text was meant for. Ids and words with commas between them are a list
    without its brackets; a sentence may be one entry or several."""
    plan = next((plan for plan in plan_fields(part or Part) if route and plan.name == route[-1]), None)
    names = value.split(", ")
    are_people = plan is not None and plan.name in ("authors", "editors") and all(map(_is_person, names))
    if are_people or (plan and (plan.ref or plan.vocab) and _WORDS.fullmatch(value)):
        return Exact(f"write [{value}]", value, f"[{value}]")
    return f"{description} (each on a line of its own, behind '- ')"


def _is_person(name: str) -> bool:
    """Whether a text is a surname with initials."""
    person = read_person(name)
    return person is not None and bool(person.initials)


@cache
def _list_keys(model: type[Part] | None) -> tuple[tuple[str, ...], str]:
    """The keys of a model, and the words that list them, as :func:`did_you_mean` takes both."""
    keys = tuple(model.model_fields) if model else ()
    return keys, f"the keys are {', '.join(keys)}"


def _suggest_keys(route: Route, model: type[Part]) -> str:
    """The advice to give the part at ``route`` its required keys or, where it has none, any."""
    part = find_model(route, model) or model
    fields = part.model_fields
    return "give it the keys " + ", ".join(
        [name for name, info in fields.items() if info.is_required()] or fields
    )


def describe_field(info: FieldInfo) -> str:
    """What to write into a field, as the end of a problem: ``write what kind of place``."""
    return (
        f"write {_lower_first_sentence(info.description)}" if info.description else "see the data reference"
    )


def _lower_first_sentence(description: str) -> str:
    """The first sentence of a field's description without its capital and full stop; an abbreviation ('DOI')
    keeps its capitals."""
    first = description[0] if description[1:2].isupper() else description[0].lower()
    return first + description[1:].split(". ")[0].rstrip(".")


def _describe_limit(
    kind: str, value: object, limits: dict[str, Any], description: str, field_name: str
) -> Fault:
    """The fault of a value of the right type that is not within the ``limits`` of the field ``field_name``.
    ``kind`` is the type of pydantic's error."""
    strange = describe_strange_character(str(value), limits.get("pattern", ""))
    holds = f" and holds {strange}" if strange else ""
    if kind.startswith(("int_", "float_")) or kind == "finite_number":
        is_whole = kind.startswith("int")
        wrong = f"{show(value)} is not a {'whole number' if is_whole else 'number'}{holds}"
        return Fault(wrong, _suggest_number(str(value), field_name, is_whole, description))
    if kind.startswith("bool_"):
        return Fault(f"{show(value)} is neither true nor false{holds}", "write true or false")
    if kind.startswith("date"):
        return Fault(f"{show(value)} is not a day of the calendar{holds}", _suggest_day(str(value)))
    if kind == WORDED:
        return Fault(limits["wrong"], limits["right"] or description)
    if kind == "string_pattern_mismatch":
        return Fault(f"{show(value)} is not of the right form{holds}", description)
    if kind == "string_too_short":
        return Fault("is empty", description)
    if kind == "string_too_long":
        return Fault(f"is {len(str(value))} characters long", f"keep it to {limits['max_length']} characters")
    if kind == "too_short" and not value:
        return Fault("is an empty list", description)
    if kind == "too_short":
        return Fault(
            f"holds {limits['actual_length']} and at least {limits['min_length']} must be given", description
        )
    if kind == "too_long":
        return Fault(
            f"holds {limits['actual_length']} and at most {limits['max_length']} may be given", description
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
    return Fault(f"{show(value)} does not fit", description)

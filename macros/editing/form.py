"""Describes the records' fields for the form in the browser: their order, kinds and limits, and what helps to
fill them in. All of it is read from the models.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache
from typing import Any

from macros.base.days import BEGINNING, GRACE
from macros.base.languages import LANGUAGES
from macros.base.yaml_files import parse
from macros.curriculum.sums import SUMS
from macros.i18n.phrases import get_catalogue
from macros.records.blanks import MARK
from macros.records.field_plans import FieldPlan, is_judged_beforehand, plan_all_fields
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.kinds import GLOSSARY, KINDS, SOURCES, Glossary, Kind, Sources
from macros.scaffolds.drafts import ENTRY_KINDS
from macros.scaffolds.skeletons import write_part

Data = dict[str, Any]  # As it is written to JSON.
# The lists of the files that hold many records of a kind, and the models of these files.
LISTS: dict[str, tuple[str, str, type[Part]]] = {
    "term": (GLOSSARY, "terms", Glossary),
    "source": (SOURCES, "sources", Sources),
}
EDITED_KINDS: dict[str, Kind[Part]] = {**KINDS, **{name: ENTRY_KINDS[name] for name in LISTS}}
FIRST_YEAR = 1800  # By which a field is known to hold the year of a publication.
# What of a JSON schema limits a value, and its name in the form.
_LIMITS = {
    "minLength": "shortest",
    "maxLength": "longest",
    "pattern": "pattern",
    "minimum": "least",
    "maximum": "most",
    "exclusiveMinimum": "above",
}
_NUMBERS = {"integer": "whole", "number": "number", "boolean": "flag"}


def describe_form(book: Handbook) -> Data:
    """All that the form needs to know of fields, closed lists and rules, as JSON can hold it: ``kinds`` by
    name, each with the model of its records, and ``parts``, the fields of each model by its name."""
    models = _find_models()
    return {
        "kinds": {name: _describe_kind(kind, book) for name, kind in EDITED_KINDS.items()},
        "parts": {name: _describe_fields(model) for name, model in models.items()},
        "labels": dict(_translate_labels(models.values())),
        "words": {
            name: [_describe_word(term.id, term.title) for term in vocabulary.terms]
            for name, vocabulary in book.vocabularies.items()
        },
        "verbs": sorted(book.verbs),
        "sums": {"module": [asdict(rule) for rule in SUMS]},
        "days": {"first": BEGINNING.isoformat(), "ahead": GRACE.days},
    }


def list_labels() -> list[str]:
    """The names of all fields as words, which are phrases of the interface: ``Outcome note``."""
    return sorted(set(_label_fields(_find_models().values()).values()))


def _label_fields(models: Iterable[type[Part]]) -> dict[str, str]:
    """The names of the fields of ``models`` as words, by name."""
    names = {plan.name for model in models for plan in plan_all_fields(model)}
    return {name: name[0].upper() + name[1:].replace("_", " ") for name in names}


def _translate_labels(models: Iterable[type[Part]]) -> Iterator[tuple[str, str]]:
    """Yield the name of each field that has a translation, and that."""
    for name, label in sorted(_label_fields(models).items()):
        if translation := get_catalogue().find_phrase(label):
            yield name, translation


def _describe_word(id: str, title: str) -> list[str]:
    """A word of a closed list: its id, its title, and the language of this where it is translated."""
    translation = get_catalogue().find_phrase(title)
    return [id, translation, LANGUAGES[get_catalogue().language].tag] if translation else [id, title]


def _find_models() -> dict[str, type[Part]]:
    """The models of all records that the form edits and of their parts, by name."""
    models: dict[str, type[Part]] = {}
    for kind in EDITED_KINDS.values():
        _gather_models(kind.model, models)
    return models


def _gather_models(model: type[Part], models: dict[str, type[Part]]) -> None:
    """Add ``model`` and all that its fields hold to ``models``."""
    if model.__name__ not in models:
        models[model.__name__] = model
        for plan in plan_all_fields(model):
            if plan.part:
                _gather_models(plan.part, models)


def _describe_kind(kind: Kind[Part], book: Handbook) -> Data:
    """A kind: its model, its title, the list that its records stand in or the folder of their files, and the
    fields of a new one, in which null is still to be written."""
    path, name, _ = LISTS.get(kind.name, ("", "", None))
    lines = write_part(kind.model, {}, book, is_explained=False)
    return {
        "model": kind.model.__name__,
        "title": get_catalogue().find_phrase(kind.title) or kind.title,
        **({"file": path, "list": name} if path else {"folder": kind.folder}),
        "begun": _empty_blanks(parse("\n".join(lines).encode(), kind.name).data),
    }


def _empty_blanks(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _empty_blanks(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_empty_blanks(value) for value in data]
    return None if data == MARK else data


@cache  # Pydantic takes a fifth of a second to write all schemas, which are the same in each build.
def _describe_fields(model: type[Part]) -> list[Data]:
    """The fields of ``model``, in their order. Do not change them."""
    schema = model.model_json_schema()
    properties = schema.get("properties") or schema["$defs"][model.__name__]["properties"]
    return [_describe_field(plan, model, properties[plan.name]) for plan in plan_all_fields(model)]


def _describe_field(plan: FieldPlan, model: type[Part], schema: Data) -> Data:
    """A field: its ``name``, ``type`` and ``help``; what its values are ``of`` (the kind of a reference, the
    list of a word, the model of a part); its limits; whether it is ``required``, ``nullable`` and holds
    ``many``."""
    info = model.model_fields[plan.name]
    value = next((option for option in schema.get("anyOf", ()) if option.get("type") != "null"), schema)
    field: Data = {"name": plan.name, "help": info.description or ""}
    if info.is_required():
        field["required"] = True
    if value is not schema:
        field["nullable"] = True
    if plan.is_list:
        field["many"] = {
            short: value[limit]
            for limit, short in (("minItems", "least"), ("maxItems", "most"))
            if limit in value
        }
        value = value.get("items", {})
    field["type"], of = _name_type(plan, value)
    if of:
        field["of"] = of
    field |= {name: value[limit] for limit, name in _LIMITS.items() if limit in value}
    if field["type"] == "year":
        del field["most"]  # The day of today sets it.
    if is_judged_beforehand(info):
        field = {name: value for name, value in field.items() if name != "pattern"} | {"later": True}
    return field


def _name_type(plan: FieldPlan, schema: Data) -> tuple[str, str]:
    """The type of a field, and what it is of."""
    if plan.ref:
        return "ref", plan.ref.kind
    if plan.vocab:
        return "word", plan.vocab.name
    if plan.part:
        return "part", plan.part.__name__
    if schema.get("format") == "date":
        return "day", ""
    if schema.get("type") == "integer" and schema.get("minimum") == FIRST_YEAR:
        return "year", ""
    return _NUMBERS.get(
        schema.get("type", ""), "prose" if plan.prose else "line" if plan.line else "text"
    ), ""

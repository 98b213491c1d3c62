"""The JSON Schemas of the records, made from the models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros.records.edition_file import EditionFile
from macros.records.field_plans import plan_fields
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.kinds import FILES, KINDS
from macros.records.plain_scalars import allow_plain_scalars
from macros.records.record_files import NATIONAL_FILES

FOLDER = "docs/schemas"  # Committed, and so published with the site.


def build_schema(model: type[Part], book: Handbook) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a model. Fields for words of a closed list allow the words that
    ``book`` has."""
    schema = model.model_json_schema(ref_template="#/$defs/{model}")
    models = _list_models(model)
    definitions = {model.__name__: schema, **schema.get("$defs", {})}  # A part of itself is among the latter.
    for name, definition in definitions.items():
        _add_words(definition, models[name], book)
    allow_plain_scalars(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _list_models(top: type[Part]) -> dict[str, type[Part]]:
    """``top`` and all models that its fields hold, at any depth, by their names."""
    models: dict[str, type[Part]] = {}
    pending = [top]
    while pending:
        model = pending.pop()
        models[model.__name__] = model
        pending += [
            field.part for field in plan_fields(model) if field.part and field.part.__name__ not in models
        ]
    return models


def _add_words(definition: dict[str, Any], model: type[Part], book: Handbook) -> None:
    """Add to the ``definition`` of ``model``, for each field with words of a closed list, the words that it
    may hold."""
    for field in plan_fields(model):
        if not field.vocab or field.vocab.name not in book.vocabularies:
            continue
        words = [term.id for term in book.vocabularies[field.vocab.name].terms]
        schema = definition["properties"][field.name]
        schema = (
            schema.get("items", schema)
            if field.is_list
            else next(
                (option for option in schema.get("anyOf", ()) if option.get("type") == "string"), schema
            )
        )
        schema["enum"] = words


def build_schemas(book: Handbook) -> dict[str, str]:
    """The text of every schema, by the name of its file: one for each kind of record, for each file that
    stands alone and for ``edition.yml``."""
    return {
        f"{name}.schema.json": json.dumps(build_schema(model, book), indent=1, ensure_ascii=False) + "\n"
        for name, model in list_models().items()
    }


def list_vocabularies(model: type[Part]) -> set[str]:
    """The names of the closed lists from which the fields of a model, and of its parts, take words."""
    fields = (field for part in _list_models(model).values() for field in plan_fields(part))
    return {field.vocab.name for field in fields if field.vocab}


def list_models() -> dict[str, type[Part]]:
    """The model of every file that has a schema, by the name of that: of each kind of record, of each file
    that stands alone and of ``edition.yml``."""
    models: dict[str, type[Part]] = {kind.name: kind.model for kind in KINDS.values()}
    return models | {Path(path).stem: model for path, model in FILES.items()} | {"edition": EditionFile}


def map_files() -> dict[str, list[str]]:
    """The places of the files that each schema is for, in the handbook and in its editions, as editors take
    them."""
    places = {kind.name: f"{kind.folder}/*.yml" for kind in KINDS.values()}
    places |= {Path(path).stem: path for path in FILES}
    files = {
        name: [place] + [f"editions/*/{place}"] * (place not in NATIONAL_FILES)
        for name, place in places.items()
    }
    return files | {"edition": ["editions/*/edition.yml"]}

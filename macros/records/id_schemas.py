"""Schemas that offer the ids that there are, with their titles, where a record names another.

They refuse nothing: they are for the completion of an editor, beside the schemas of
:mod:`macros.records.schemas`, and change with every record.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from macros.records.field_plans import FieldPlan, plan_fields
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.schemas import FOLDER as SCHEMAS, list_models, map_files

FOLDER = ".cache/schemas"  # In the handbook's folder; git ignores it.
WORKSPACE = "handbook.code-workspace"


def build_id_schemas(book: Handbook) -> dict[str, str]:
    """The text of every such schema, by the name of its file: for each kind of record, each file that stands
    alone and ``edition.yml``, as far as these name records."""
    schemas = {name: build_id_schema(model, book) for name, model in list_models().items()}
    return {
        f"{name}.ids.schema.json": json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
        if any(key.startswith("id-of-") for key in schema["$defs"])
    }


def build_workspace(names: Collection[str]) -> str:
    """The text of a workspace of VS Code in which the schemas of ids, by the ``names`` of their files, stand
    beside those of the records. It cannot be the committed settings that name them: editors draw a red line
    in every file whose schema is not there."""
    schemas: dict[str, list[str]] = {}
    for name, places in map_files().items():
        schemas[f"{SCHEMAS}/{name}.schema.json"] = places
        if f"{name}.ids.schema.json" in names:
            schemas[f"{FOLDER}/{name}.ids.schema.json"] = places
    workspace = {"folders": [{"path": "../.."}], "settings": {"yaml.schemas": schemas}}
    return json.dumps(workspace, indent=2) + "\n"


def build_id_schema(model: type[Part], book: Handbook) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that offers ids for a model."""
    definitions: dict[str, Any] = {}
    _define(model, book, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": f"#/$defs/{model.__name__}",
        "$defs": definitions,
    }


def _define(model: type[Part], book: Handbook, definitions: dict[str, Any]) -> None:
    """Add to ``definitions`` those of a model, of the parts in it, and of the ids that they name."""
    if model.__name__ in definitions:
        return
    properties = definitions[model.__name__] = {"properties": {}}
    for plan in plan_fields(model):
        if plan.part:
            _define(plan.part, book, definitions)
            place = {"$ref": f"#/$defs/{plan.part.__name__}"}
        elif plan.ref:
            place = {"$ref": f"#/$defs/id-of-{plan.target_kind}"}
            definitions.setdefault(f"id-of-{plan.target_kind}", _offer_ids(plan, book))
        else:
            continue
        properties["properties"][plan.name] = {"items": place} if plan.is_list else place


def _offer_ids(plan: FieldPlan, book: Handbook) -> dict[str, Any]:
    """A schema that any text fits, and that offers what a reference may name, with its title."""
    kind = plan.target_kind
    if kind == "record":
        entries = {entry.id: entry for entry in book.list_records()}
    else:
        entries = {id: entry for id in book.list_ids(kind) if (entry := book.get(id, kind))}
    ids = [id for id, entry in entries.items() if id == entry.id]  # No former ones.
    titles = [f"{entries[id].title} ({entries[id].kind})" for id in ids]
    return {"anyOf": [{"enum": ids, "enumDescriptions": titles}, {}]}

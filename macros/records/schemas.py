"""The JSON Schemas of the records, from the models: for editors, for exports, and for the data reference."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypedDict, get_args, get_origin

from macros.records.edition_file import EDITION, EditionFile
from macros.records.field_plans import FieldPlan, plan
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.kinds import FILES, KINDS

# A part: its name, what it is, and its fields: name, type, whether it must be given, and meaning of each.
Table = tuple[str, str, list[tuple[str, str, bool, str]]]
FOLDER = "docs/schemas"  # Committed, and so published with the site.


def schema(model: type[Part], book: Handbook) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a model, with every closed list written out from the vocabulary."""
    made = model.model_json_schema(ref_template="#/$defs/{model}")
    models = _list_models(model)
    for name, part in {**made.get("$defs", {}), model.__name__: made}.items():
        _add_words(part, models[name], book)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _list_models(top: type[Part]) -> dict[str, type[Part]]:
    """``top`` and every model that it holds, however deep, by their names."""
    models: dict[str, type[Part]] = {}
    pending = [top]
    while pending:
        model = pending.pop()
        models[model.__name__] = model
        pending += [field.part for field in plan(model) if field.part and field.part.__name__ not in models]
    return models


def _add_words(part: dict[str, Any], model: type[Part], book: Handbook) -> None:
    for field in plan(model):
        if not field.vocab or field.vocab.name not in book.vocabularies:
            continue
        words = [term.id for term in book.vocabularies[field.vocab.name].terms]
        spot = part["properties"][field.name]
        spot = (
            spot.get("items", spot)
            if field.many
            else next((s for s in spot.get("anyOf", ()) if s.get("type") == "string"), spot)
        )
        spot["enum"] = words


def schemas(book: Handbook) -> dict[str, str]:
    """Every schema as text, by file name: one a kind of record, one for each of the single files, and one for
    an edition."""
    models = (
        {kind.name: kind.model for kind in KINDS.values()}
        | {Path(path).stem: model for path, model in FILES.items()}
        | {"edition": EditionFile}
    )
    return {
        f"{name}.schema.json": json.dumps(schema(model, book), indent=1, ensure_ascii=False) + "\n"
        for name, model in models.items()
    }


class DescribedKind(TypedDict):
    """A kind as the data reference shows it: its title, where its files stand, its model, and a table for
    each part that no earlier kind has."""

    title: str
    place: str
    model: type[Part]
    tables: list[Table]


def described_kinds() -> list[DescribedKind]:
    """Every kind with its parts and fields, for the data reference."""
    kinds: list[tuple[str, str, type[Part]]] = [
        (kind.title, f"{kind.folder}/<id>.yml", kind.model) for kind in KINDS.values()
    ]
    kinds += [
        ((model.__doc__ or "").split("\n")[0].rstrip("."), path, model) for path, model in FILES.items()
    ]
    kinds += [(EDITION.title, "edition.yml", EditionFile)]
    seen: set[type[Part]] = set()
    return [
        {"title": title, "place": place, "model": model, "tables": list(_tables(model, seen))}
        for title, place, model in kinds
    ]


def _tables(model: type[Part], seen: set[type[Part]]) -> Iterator[Table]:
    if model in seen:
        return
    seen.add(model)
    plans = {field.name: field for field in plan(model)}
    rows = [
        (name, _type(info.annotation, plans.get(name)), info.is_required(), info.description or "")
        for name, info in model.model_fields.items()
    ]
    yield model.__name__, (model.__doc__ or "").split("\n\n")[0], rows
    for field in plans.values():
        if field.part:
            yield from _tables(field.part, seen)


def _type(annotation: object, field: FieldPlan | None) -> str:
    many = "list of " if field and field.many else ""
    if field and field.ref:
        article = "an" if field.ref.kind[0] in "aeiou" else "a"
        return f"{many}id" + (f" of {article} {field.ref.kind}" if field.ref.kind != "any" else "")
    if field and field.vocab:
        return f"{many}word of '{field.vocab.name}'"
    if field and field.part:
        return f"{many}{field.part.__name__}"
    if field and field.prose:
        return f"{many}prose"
    if field and field.line:
        return f"{many}line"
    pending, found = [annotation], "text"
    while pending:
        kind = pending.pop()
        if get_origin(kind) is not None:
            pending.extend(get_args(kind))
        elif isinstance(kind, type) and kind.__name__ in ("int", "float", "bool", "date"):
            found = {"int": "whole number", "float": "number", "bool": "true or false", "date": "day"}[
                kind.__name__
            ]
    return many + found

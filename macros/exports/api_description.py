"""How the static API is described: JSON Schemas (draft 2020-12) of its files, and OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

from macros.editions.edition import LOCAL_FIELDS
from macros.exports.publication import Publication
from macros.records.field_types import Part
from macros.records.kinds import KINDS, Source, Term, Vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Json = dict[str, Any]

_TEXT: Json = {"type": "string"}
_HEAD: Json = {
    "version": {"const": "1", "description": "The version of the API."},
    "handbook": {**_TEXT, "description": "The name of the site."},
    "edition": {
        "description": "The edition that is laid over the handbook; null for the national one.",
        "anyOf": [
            {"type": "object", "properties": {"id": _TEXT, "name": _TEXT}, "required": ["id", "name"]},
            {"type": "null"},
        ],
    },
    "generated": {"type": "string", "format": "date-time", "description": "When it was generated, UTC."},
}
_SUMMARY: Json = {
    "id": {**_TEXT, "description": "Its permanent id."},
    "uuid": {
        "type": "string",
        "format": "uuid",
        "description": "The same in every build and at every address.",
    },
    "kind": {**_TEXT, "description": "What it is: a kind of record, or of a part of one."},
    "title": _TEXT,
    "summary": {**_TEXT, "description": "One sentence on what it is; empty where it has none."},
    "page": {
        **_TEXT,
        "format": "uri-reference",
        "description": "Its page: absolute where the site knows its own address, else from the site's root.",
    },
    "code": {**_TEXT, "description": "The official code of a framework's item."},
    "href": {**_TEXT, "format": "uri-reference", "description": "Its file, from the folder of the API."},
    "retired": {
        "type": "object",
        "description": "That it is no longer used: since when, why, and what is instead.",
    },
}
_LINK: Json = {
    "type": "object",
    "properties": {
        "from": {**_TEXT, "description": "The id of what links."},
        "field": {**_TEXT, "description": "The field that holds the link."},
        "to": {**_TEXT, "description": "The id of what it leads to."},
        "kind": {**_TEXT, "description": "What stands at the other end."},
    },
    "required": ["from", "field", "to", "kind"],
}

_LOCAL_LINE: Json = {
    "type": "object",
    "properties": {"for": {**_TEXT, "description": "The id of the record, or of the part of it."}},
    "required": ["for"],
}
_LOCAL: Json = {
    "type": "object",
    "description": "What the edition says of the record and of its parts; left out where it says nothing.",
    "properties": {name: {"type": "array", "items": _LOCAL_LINE} for name in LOCAL_FIELDS},
    "additionalProperties": False,
}


def build_schemas() -> dict[str, Json]:
    """The JSON Schemas of the files, by their names: of the index, of a list, of the closed lists and of a
    record of each kind."""
    models: dict[str, type[Part]] = {
        "source": Source,
        "term": Term,
        **{kind.name: kind.model for kind in KINDS.values()},
    }
    lines = _describe_object(
        {**_SUMMARY, "record": {"type": "object"}}, optional=("code", "href", "retired", "record")
    )
    line_of_index = {"name": _TEXT, "title": _TEXT, "count": {"type": "integer", "minimum": 0}, "href": _TEXT}
    index = {
        "address": {**_TEXT, "description": "The address of the site; empty where it is not known."},
        "language": {**_TEXT, "description": "The language of the interface (BCP 47)."},
        "licence": {
            **_TEXT,
            "format": "uri",
            "description": "What may be done with what the handbook says in its own"
            " words; a framework's own rights stand in its record.",
        },
        "description": _TEXT,
        "lists": {"type": "array", "items": _describe_object(line_of_index)},
    }
    words = Vocabulary.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    schemas = {
        "index": _describe_file("What there is", index),
        "list": _describe_file("A list", {"title": _TEXT, "items": {"type": "array", "items": lines}}),
        "vocabularies": _with_definitions(
            _describe_file("The closed lists", {"title": _TEXT, "items": {"type": "array", "items": words}}),
            words,
        ),
    }
    for name, model in models.items():
        fields = model.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
        _make_optional(fields)
        if name in KINDS:
            parts = {
                **_SUMMARY,
                "fields": fields,
                "parts": {
                    "type": "array",
                    "items": _describe_object(_SUMMARY, optional=("code", "href", "retired")),
                },
                "links": {"type": "array", "items": _LINK},
                "linked_from": {"type": "array", "items": _LINK},
                "local": _LOCAL,
            }
            file = _describe_file(KINDS[name].title, parts, optional=("code", "retired", "local"))
            schemas[name] = _with_definitions(file, fields)
        else:
            schemas[name] = {"$schema": DIALECT, **fields}
    return schemas


def build_openapi(publication: Publication, version: str) -> Json:
    """The OpenAPI description (3.1) of the files; its server is the folder in which it stands."""
    paths: Json = {
        "/index.json": _describe_path("What there is, and where", "index"),
        "/vocabularies/index.json": _describe_path("The closed lists", "vocabularies"),
        "/sources/index.json": _describe_path("Every source", "list"),
        "/terms/index.json": _describe_path("Every glossary term", "list"),
    }
    for kind in KINDS.values():
        ids = [entry.id for entry in publication.handbook.all_records[kind.name]]
        paths[f"/{kind.section}/index.json"] = _describe_path(f"{kind.plural}, a line each", "list")
        if ids:
            parameter = {
                "name": "id",
                "in": "path",
                "required": True,
                "description": "The permanent id of the record.",
                "schema": {"type": "string"},
                "example": ids[0],
            }
            path = _describe_path(f"{kind.title}: all that it says", kind.name)
            path["get"]["parameters"] = [parameter]
            path["get"]["responses"]["404"] = {"description": "There is no such record."}
            paths[f"/{kind.section}/{{id}}.json"] = path
    return {
        "openapi": "3.1.0",
        "info": {
            "title": publication.name,
            "version": f"{version}.0.0",
            "summary": "The curriculum as static files: read only, no key, no limit.",
            "description": "Within version 1 fields and files are added, and none is renamed, removed or"
            " given another meaning. Ids are permanent: what is no longer used stays, and says so in"
            " `retired`.",
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": f"{publication.address}api/v1" if publication.address else "."}],
        "paths": paths,
    }


def _describe_path(summary: str, schema: str) -> Json:
    content = {"application/json": {"schema": {"$ref": f"schemas/{schema}.json"}}}
    return {"get": {"summary": summary, "responses": {"200": {"description": summary, "content": content}}}}


def _describe_file(title: str, fields: Json, optional: tuple[str, ...] = ()) -> Json:
    """The schema of a file with the head that all have, and these further ``fields``, of which those in
    ``optional`` need not be there."""
    return {"$schema": DIALECT, "title": title, **_describe_object({**_HEAD, **fields}, optional)}


def _describe_object(fields: Json, optional: tuple[str, ...] = ()) -> Json:
    return {
        "type": "object",
        "properties": fields,
        "required": [name for name in fields if name not in optional],
    }


def _with_definitions(schema: Json, inner: Json) -> Json:
    """``schema`` with the definitions that a schema in it refers to, which are taken out of that."""
    definitions = inner.pop("$defs", {})
    return schema | ({"$defs": definitions} if definitions else {})


def _make_optional(schema: Any) -> None:
    """Demand of ``schema``, and of all in it, no list: empty ones are left out of the files."""
    if isinstance(schema, dict):
        properties = schema.get("properties", {})
        if isinstance(required := schema.get("required"), list):
            schema["required"] = [name for name in required if not _may_be_left_out(properties.get(name, {}))]
        for inner in schema.values():
            _make_optional(inner)
    elif isinstance(schema, list):
        for inner in schema:
            _make_optional(inner)


def _may_be_left_out(field: Json) -> bool:
    kinds = [field, *field.get("anyOf", ())]
    return any(kind.get("type") in ("array", "null") for kind in kinds)

"""The whole curriculum as static JSON, below ``/api/v1/``: an index, a list of each kind, and a file for each
record.

Its form is described by ``openapi.json`` (OpenAPI 3.1) and by JSON Schemas (draft 2020-12) beside it. Within
version 1 fields and files are added, and none is renamed, removed or given another meaning.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from macros.exports.api_description import build_openapi, build_schemas
from macros.exports.downloads import offer, offer_all
from macros.exports.formats import ExportFile, Format
from macros.exports.publication import LICENCE, Publication
from macros.records.entries import Entry, EntryLink
from macros.records.field_types import Part
from macros.records.kinds import KINDS

VERSION = "1"
FOLDER = "api/v1"
# What stands in a file of its own as a list, beside the kinds of records: the folder of each.
SOURCES, TERMS, VOCABULARIES = "sources", "terms", "vocabularies"

Json = dict[str, Any]


def write(publication: Publication, only: tuple[Entry, ...]) -> Iterator[ExportFile]:
    """Yield the files of the API; of the records that are wanted alone, where some are."""
    lists = list(_list_lists(publication, only))
    yield _write_json("index.json", describe_index(publication, lists))
    yield _write_json("openapi.json", build_openapi(publication, VERSION))
    for name, schema in build_schemas().items():
        yield _write_json(f"schemas/{name}.json", schema)
    for name, title, entries in lists:
        items = [summarise(publication, entry) for entry in entries]
        if name in (SOURCES, TERMS):
            items = [item | {"record": dump(entry.node)} for item, entry in zip(items, entries, strict=True)]
        yield _write_json(f"{name}/index.json", head(publication) | {"title": title, "items": items})
    yield _write_json(f"{VOCABULARIES}/index.json", describe_vocabularies(publication))
    to_and_from = _sort_links(publication.handbook.links)
    for name, _, entries in lists:
        if name not in (SOURCES, TERMS):
            for entry in entries:
                description = describe_record(publication, entry, to_and_from[entry.record])
                yield _write_json(f"{name}/{entry.id}.json", description)


def head(publication: Publication) -> Json:
    """What every file begins with: of which version and edition it is, and when it was generated."""
    edition = publication.edition
    return {
        "version": VERSION,
        "handbook": publication.name,
        "edition": {"id": edition.id, "name": edition.name} if edition else None,
        "generated": publication.stamp,
    }


def describe_index(publication: Publication, lists: Iterable[tuple[str, str, list[Entry]]]) -> Json:
    """The first file: what there is, and where."""
    return head(publication) | {
        "address": publication.address,
        "language": publication.language,
        "licence": LICENCE,
        "description": "openapi.json",
        "lists": [
            {"name": name, "title": title, "count": len(entries), "href": f"{name}/index.json"}
            for name, title, entries in lists
        ]
        + [
            {
                "name": VOCABULARIES,
                "title": "Closed lists",
                "count": len(publication.handbook.vocabularies),
                "href": f"{VOCABULARIES}/index.json",
            }
        ],
    }


def summarise(publication: Publication, entry: Entry) -> Json:
    """A line of a list: what it is, where its page is, and where more of it stands."""
    summary: Json = {
        "id": entry.id,
        "uuid": str(publication.identify(entry.kind, entry.id)),
        "kind": entry.kind,
        "title": entry.title,
        "summary": entry.summary,
        "page": publication.locate(entry),
    }
    if entry.code:
        summary["code"] = entry.code
    if entry.kind in KINDS:
        summary["href"] = f"{KINDS[entry.kind].section}/{entry.id}.json"
    if entry.retired:
        summary["retired"] = dump(entry.retired)
    return summary


def describe_record(publication: Publication, entry: Entry, links: tuple[list[Json], list[Json]]) -> Json:
    """A file of a record: all its fields, its parts with their addresses, its links both ways, and what the
    edition says of it."""
    entries = publication.handbook.list_entries(entry)
    local = describe_local_parts(publication, entries)
    return head(publication) | {
        **summarise(publication, entry),
        "fields": dump(entry.node),
        "parts": [summarise(publication, part) for part in entries[1:]],
        "links": links[0],
        "linked_from": links[1],
        **({"local": local} if local else {}),
    }


def describe_vocabularies(publication: Publication) -> Json:
    """The closed lists whose words fields hold."""
    return head(publication) | {
        "title": "Closed lists",
        "items": [dump(vocabulary) for vocabulary in publication.handbook.vocabularies.values()],
    }


def describe_local_parts(publication: Publication, entries: Iterable[Entry]) -> Json:
    """Whom to ask, when things take place, and notes, as the edition has them for ``entries``: each with the
    id that it is ``for``; nothing where there are none."""
    if not publication.edition:
        return {}
    local_parts = publication.edition.find_local_parts(entries)
    return {
        name: [{**dump(part), "for": entry.id} for entry, part in parts]
        for name, parts in local_parts.items()
        if parts
    }


def dump(part: Part) -> Json:
    """A part of a record as JSON has it, under the names of its fields; what is empty is left out."""
    values: Json = _leave_out_empty(part.model_dump(mode="json", exclude_none=True, warnings=False))
    return values


def _leave_out_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _leave_out_empty(inner) for name, inner in value.items() if inner not in ([], ())}
    return [_leave_out_empty(inner) for inner in value] if isinstance(value, list | tuple) else value


def _list_lists(publication: Publication, only: tuple[Entry, ...]) -> Iterator[tuple[str, str, list[Entry]]]:
    """Yield each list as its name, its title and its entries, retired ones too."""
    handbook = publication.handbook
    for kind in KINDS.values():
        entries = handbook.all_records[kind.name]
        yield kind.section, kind.plural, [entry for entry in entries if not only or entry in only]
    if not only:
        yield SOURCES, "Sources", handbook.sources
        yield TERMS, "Glossary terms", handbook.terms


def _sort_links(links: Iterable[EntryLink]) -> dict[Entry, tuple[list[Json], list[Json]]]:
    """The links from and to each record, by the record."""
    by_record: dict[Entry, tuple[list[Json], list[Json]]] = defaultdict(lambda: ([], []))
    for link in links:
        line = {"from": link.origin.id, "field": link.field, "to": link.target.id, "kind": link.target.kind}
        by_record[link.origin.record][0].append(line)
        if link.target.record is not link.origin.record:
            by_record[link.target.record][1].append(line | {"kind": link.origin.kind})
    return by_record


def _write_json(place: str, value: Json) -> ExportFile:
    return ExportFile(place, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


FORMAT = Format(
    "api",
    "JSON by address",
    "Everything as JSON for a program of yours, a file for each record, with an OpenAPI description.",
    write,
    kinds=tuple(KINDS),
    media_types=((".json", "application/json"),),
    place=FOLDER,
    list_downloads=offer_all(
        offer("Where everything is", "index.json"), offer("OpenAPI description", "openapi.json")
    ),
)

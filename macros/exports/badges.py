"""Items of frameworks as ``Alignment`` objects of Open Badges 3.0, to be pasted into the ``alignment`` of an
achievement (https://www.imsglobal.org/spec/ob/v3p0/#alignment)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from macros.exports.downloads import has_items, offer_each
from macros.exports.formats import ExportFile, Format
from macros.exports.frameworks import (
    describe_edition,
    describe_rights,
    flatten,
    list_frameworks,
    locate_absolutely,
    read_item,
)
from macros.exports.publication import Publication
from macros.records.entries import Entry

RIGHTS = "about/rights.json"  # In a folder, for a framework may be called "rights".


def write(publication: Publication, only: tuple[Entry, ...]) -> Iterator[ExportFile]:
    """Yield a list of alignments for each framework that is wanted and has items, and one file that says who
    holds the rights, for an alignment has no place for it."""
    rights = {}
    for framework in list_frameworks(publication, only):
        if items := publication.handbook.list_items(framework):
            rights[framework.id] = describe_framework(publication, framework)
            alignments = [describe_alignment(publication, item) for item in items]
            yield ExportFile(f"{framework.id}.json", _write_json(alignments))
    if rights:
        yield ExportFile(RIGHTS, _write_json(rights))


def describe_alignment(publication: Publication, item: Entry) -> dict[str, Any]:
    """An alignment with an item. Its address is that of the item's page, which people can read."""
    node = read_item(item)
    return {
        "type": ["Alignment"],
        "targetCode": node.code,
        "targetDescription": flatten(node.summary),
        "targetFramework": flatten(item.record.title),
        "targetName": flatten(node.title),
        "targetType": "CFItem",
        "targetUrl": locate_absolutely(publication, item),
    }


def describe_framework(publication: Publication, framework: Entry) -> dict[str, Any]:
    """Whose a framework is, and who publishes it here."""
    description: dict[str, Any] = {
        "title": flatten(framework.title),
        "rights": describe_rights(framework),
        "publisher": flatten(publication.name),
        "generated": publication.stamp,
    }
    if edition := describe_edition(publication, framework):
        description["edition"] = edition
    return description


def _write_json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


FORMAT = Format(
    "badges",
    "Open Badges 3.0",
    "The items of each framework as alignments, for the issuer of a badge to paste into it.",
    write,
    kinds=("framework",),
    media_types=((".json", "application/json"),),
    list_downloads=offer_each("framework", "{id}.json", has_file=has_items),
)

"""What a page says of itself to search engines and to programs: schema.org in JSON-LD
(https://schema.org/version/latest; https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents)."""

from __future__ import annotations

import json
from typing import Any

from macros.exports.publication import LICENCE, Publication
from macros.records.entries import Entry
from macros.records.kinds import Record

# The type of what a page is about, by its kind; of others it is a resource to learn from.
TYPES = {
    "framework": "DefinedTermSet",
    "item": "DefinedTerm",
    "programme": "EducationalOccupationalProgram",
    "module": "Course",
    "pathway": "Course",
}
OTHER_TYPE = "LearningResource"


def describe_page(publication: Publication, entry: Entry) -> dict[str, Any]:
    """What the page of an entry is about, as a node of JSON-LD. Who may do what with the titles of a
    framework stands on its page, so that no licence is claimed for it and its items."""
    kind = TYPES.get(entry.kind, OTHER_TYPE)
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": f"urn:uuid:{publication.identify(entry.kind, entry.id)}",
        "name": entry.title,
        "description": entry.summary,
        "inLanguage": "en-GB",
    }
    if publication.address:
        about["url"] = publication.locate(entry)
    if kind == "DefinedTerm":
        about["termCode"] = entry.code
        about["inDefinedTermSet"] = f"urn:uuid:{publication.identify('framework', entry.record.id)}"
    else:
        node = entry.record.read_head_as(Record)
        days = [node.drafted, *(review.date for review in node.reviews)]
        about["dateModified"] = max(map(str, days))
    if kind != "DefinedTerm" and kind != "DefinedTermSet":
        about["license"] = LICENCE
    return about


def write_data_block(about: dict[str, Any]) -> str:
    """The text of a data block in HTML, in which nothing can end the block or begin a comment."""
    return json.dumps(about, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")

"""Sources as CSL-JSON, which Zotero, Mendeley, Endnote by way of these, and Pandoc read
(https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html; schema ``csl-data.json`` of the Citation
Style Language project)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from macros.exports.downloads import offer
from macros.exports.formats import ExportFile, Format
from macros.exports.publication import Publication
from macros.records.entries import Entry
from macros.records.kinds import Source
from macros.records.people import PersonName, read_person

PLACE = "sources.json"
# The fields of a source that stand in CSL-JSON as they are, with their names there.
FIELDS = {
    "type": "type",
    "title": "title",
    "container": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "edition": "edition",
    "number": "number",
    "publisher": "publisher",
    "doi": "DOI",
    "isbn": "ISBN",
    "url": "URL",
    "note": "note",
}


def write(publication: Publication, only: tuple[Entry, ...]) -> Iterator[ExportFile]:
    """Yield one file with the sources that are wanted, in their order."""
    sources = [entry.read_as(Source) for entry in only or publication.handbook.sources]
    text = json.dumps([describe_source(source) for source in sources], ensure_ascii=False, indent=1)
    yield ExportFile(PLACE, f"{text}\n".encode())


def describe_source(source: Source) -> dict[str, Any]:
    """A source as an item of CSL-JSON. Further authors who are not named are one called ``others``, as BibTeX
    has it."""
    item: dict[str, Any] = {"id": source.id}
    item |= {FIELDS[name]: str(value) for name, value in source if name in FIELDS and value not in (None, "")}
    authors = [*map(describe_person, source.authors), *({"literal": body} for body in source.bodies)]
    if source.others:
        authors.append({"literal": "others"})
    people = {"author": authors, "editor": [describe_person(name) for name in source.editors]}
    item["issued"] = {"date-parts": [[source.year]]}
    return item | {role: names for role, names in people.items() if names}


def describe_person(name: str) -> dict[str, str]:
    """A name as CSL-JSON has it, with its initials apart: ``Malo J-L``, ``French J R P``."""
    person = read_person(name) or PersonName(name)
    parts = {"family": person.surname, "given": " ".join(person.initials), "suffix": person.generation}
    return {part: text for part, text in parts.items() if text}


FORMAT = Format(
    "csl",
    "CSL-JSON",
    "The sources for a reference manager, such as Zotero or Mendeley.",
    write,
    kinds=("source",),
    media_types=((".json", "application/vnd.citationstyles.csl+json"),),
    list_downloads=offer("Every source", PLACE),
)

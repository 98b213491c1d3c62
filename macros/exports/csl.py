"""Sources as CSL-JSON, which Zotero, Mendeley, Endnote by way of these, and Pandoc read
(https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html; schema ``csl-data.json`` of the Citation
Style Language project)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from macros.base.csv_tables import clean_cell
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

_MARKUP = re.compile(r"<(?=/?(?:i|b|sup|sub|sc|span)\b)", re.IGNORECASE)


def write(publication: Publication, only: tuple[Entry, ...]) -> Iterator[ExportFile]:
    """Yield one file with the sources that are wanted, in their order."""
    entries = only or [entry for entry in publication.handbook.sources if not entry.retired]
    items = [describe_source(entry.read_as(Source)) for entry in entries]
    text = json.dumps(items, ensure_ascii=False, indent=1)
    yield ExportFile(PLACE, f"{text}\n".encode())


def describe_source(source: Source, spell: Callable[[str], str] | None = None) -> dict[str, Any]:
    """A source as an item of CSL-JSON, its texts as ``spell`` writes them (:func:`write_text` where none is
    given). Further authors who are not named are one called ``others``, as BibTeX has it."""
    spell = spell or write_text
    item: dict[str, Any] = {"id": source.id}
    item |= {
        FIELDS[name]: spell(str(value))
        for name, value in source
        if name in FIELDS and value not in (None, "")
    }
    bodies = ({"literal": spell(body)} for body in source.bodies)
    authors = [*(describe_person(name, spell) for name in source.authors), *bodies]
    if source.others:
        authors.append({"literal": "others"})
    people = {"author": authors, "editor": [describe_person(name, spell) for name in source.editors]}
    item["issued"] = {"date-parts": [[source.year]]}
    return item | {role: names for role, names in people.items() if names}


def write_text(text: str) -> str:
    """A text as one line, of which no processor takes a part for markup: CSL-JSON has elements of HTML, and
    nothing to say that a text is none."""
    return _MARKUP.sub("‹", " ".join(clean_cell(text).split()))


def describe_person(name: str, spell: Callable[[str], str]) -> dict[str, str]:
    """A name as CSL-JSON has it, its parts as ``spell`` writes them, with its initials apart: ``Malo J-L``,
    ``French J R P``."""
    person = read_person(name) or PersonName(name)
    parts = {
        "family": person.surname,
        "given": " ".join(person.initials).replace(" - ", "-"),
        "suffix": person.generation,
    }
    return {part: spell(text) for part, text in parts.items() if text}


FORMAT = Format(
    "csl",
    "CSL-JSON",
    "The sources for a reference manager, such as Zotero or Mendeley.",
    write,
    kinds=("source",),
    media_types=((".json", "application/json"),),
    list_downloads=offer("Every source", PLACE),
)

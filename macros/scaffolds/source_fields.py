"""Makes the fields of a source out of a reference in the form of CSL-JSON, as far as they are sound; what is
not is left for a person to write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from macros.base.odd_characters import find_refused
from macros.records.kinds import Source
from macros.records.people import read_person
from macros.records.validation import fits_field
from macros.scaffolds.ids import create_id

MOST_AUTHORS = 6  # Of more, the first three are named, and that there are others.
FIRST_AUTHORS = 3
_TYPES = {
    "article": "article-journal", "article-journal": "article-journal", "article-magazine": "article-journal",
    "journal-article": "article-journal", "book": "book", "monograph": "book", "chapter": "chapter",
    "book-chapter": "chapter", "paper-conference": "chapter", "report": "report", "webpage": "webpage",
    "post": "webpage", "post-weblog": "webpage",
}  # fmt: skip
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,100}>")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_TEXTS = {
    "title": "title", "container": "container-title", "volume": "volume", "issue": "issue",
    "number": "number", "publisher": "publisher",
}  # fmt: skip


def read_doi(text: str) -> str:
    """The DOI in a text, which may be an address of its resolver; empty where there is none that may stand in
    a source."""
    match = _DOI.search(text.strip())
    return match[0] if match and _fits("doi", match[0]) else ""


def create_id_of(values: Mapping[str, Any]) -> str:
    """The id of a source: the surname of its first author, or its first organisation, and its year; without
    these the end of its DOI, else the words of its title."""
    names = [*values.get("authors", ()), *values.get("bodies", ()), *values.get("editors", ())]
    if names and names[0]:
        person = read_person(names[0])
        return create_id(f"{person.surname if person else names[0]} {values.get('year') or ''}")
    if doi := values.get("doi"):
        return create_id(doi.partition("/")[2])
    return create_id(values.get("title") or "")


def to_source(item: dict[str, Any]) -> dict[str, Any]:
    """The fields of a source, without its id. A person's name that cannot be made to fit is ``None``, for a
    blank; another value that does not fit is left out."""
    values: dict[str, Any] = {"type": _TYPES.get(_read(item, "type"))}
    authors = _list_names(item, "author")
    values["authors"] = authors[:FIRST_AUTHORS] if len(authors) > MOST_AUTHORS else authors
    values["others"] = len(authors) > MOST_AUTHORS
    values["bodies"] = _list_bodies(item, "author")
    values["editors"] = _list_names(item, "editor") if values["type"] in ("book", "chapter", None) else []
    values["year"] = _read_year(item)
    values |= {name: _read(item, key) for name, key in _TEXTS.items()}
    values["title"] = values["title"].removesuffix(".")
    values["pages"] = re.sub(r"\s*(?:--|[-‐‑–—])\s*", "–", _read(item, "page"))
    values["doi"] = read_doi(_read(item, "DOI"))
    values["url"] = "" if values["doi"] else _read(item, "URL")
    values["isbn"] = _read(item, "ISBN").partition(" ")[0]
    edition = re.match(r"\d+", _read(item, "edition"))
    values["edition"] = edition[0] if edition else ""
    if values["type"] != "report":
        values["number"] = ""
    is_kept = {name: value for name, value in values.items() if value and _fits(name, value)}
    return {name: is_kept[name] for name in Source.model_fields if name in is_kept}


def _fits(name: str, value: Any) -> bool:
    """Whether a field of a source may hold a value; a list may have blanks, which are ``None``."""
    return fits_field(Source, name, [entry for entry in value if entry] if isinstance(value, list) else value)


def _read(item: dict[str, Any], key: str) -> str:
    """A text of an item, without tags, entities and characters that nobody sees."""
    value = item.get(key)
    if isinstance(value, list) and value:  # As Crossref writes titles.
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    text = unescape(_TAG.sub("", str(value)[:2000]))
    return " ".join("".join(sign for sign in text if not next(find_refused(sign), None)).split())


def _read_year(item: dict[str, Any]) -> str:
    """The year in which a reference came out; empty where it does not say."""
    for key in ("issued", "published", "published-print", "published-online"):
        year = re.search(r"\b(1[89]|20)\d{2}\b", str(item.get(key) or "")[:200])
        if year:
            return year[0]
    return ""


def _list_people(item: dict[str, Any], key: str) -> list[dict[str, Any]]:
    people = item.get(key)
    return [person for person in people if isinstance(person, dict)] if isinstance(people, list) else []


def _list_bodies(item: dict[str, Any], key: str) -> list[str]:
    """The organisations among the names of an item."""
    people = _list_people(item, key)
    return [name for person in people if (name := _read(person, "literal") or _read(person, "name"))]


def _list_names(item: dict[str, Any], key: str) -> list[str | None]:
    """The people among the names of an item, each as surname and initials, or ``None`` where that cannot be
    made of what is there."""
    return [_write_name(person) for person in _list_people(item, key) if _read(person, "family")]


def _write_name(person: dict[str, Any]) -> str | None:
    particle = _read(person, "non-dropping-particle") or _read(person, "dropping-particle")
    surname = f"{particle} {_read(person, 'family')}".strip()
    words = [word for word in re.split(r"[\s.]+", _read(person, "given")) if word]
    initials = "".join(_shorten(word) for word in words)
    generation = _read(person, "suffix").rstrip(".")
    name = " ".join(part for part in (surname, initials, generation) if part)
    return name if read_person(name) and _fits("authors", [name]) else None


def _shorten(word: str) -> str:
    """The initials of a given name: ``J-L`` of ``Jean-Luc``; initials that are written together stay."""
    if word.isupper() and len(word) <= 4:
        return word
    return "-".join(part[0].upper() for part in word.split("-") if part)

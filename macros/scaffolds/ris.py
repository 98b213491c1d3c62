"""Reads RIS, the lines of two letters and a dash in which journals' pages offer a reference to download."""

from __future__ import annotations

import re
from typing import Any

_LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)")
_YEAR = re.compile(r"\d{4}")
_TYPES = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "JFULL": "article-journal",
    "MGZN": "article-journal", "BOOK": "book", "EBOOK": "book", "CHAP": "chapter", "ECHAP": "chapter",
    "RPRT": "report", "GOVDOC": "report", "ELEC": "webpage", "WEB": "webpage", "BLOG": "webpage",
}  # fmt: skip
_NAMES = {"AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A3": "editor"}
# Of the tags that may give a field the first that is there counts.
_FIELDS = {
    "title": ("TI", "T1", "CT"), "container-title": ("T2", "JF", "JO", "JA", "BT"), "volume": ("VL",),
    "issue": ("IS",), "DOI": ("DO",), "URL": ("UR", "L2"), "publisher": ("PB",), "ISBN": ("SN",),
    "edition": ("ET",), "number": ("M1",),
}  # fmt: skip


def read(text: str) -> list[dict[str, Any]]:
    """The references of a file, in the form of CSL-JSON. What stands on a line without a tag goes on with the
    line above."""
    references: list[dict[str, list[str]]] = []
    values: list[str] = []
    for line in text.split("\n"):
        if match := _LINE.fullmatch(line.strip("\ufeff").rstrip()):
            tag, value = match[1], match[2].strip()
            if tag == "TY":
                references.append({})
            if references:
                values = references[-1].setdefault(tag, [])
                values.append(value)
        elif values and line.strip():
            values[-1] += f" {line.strip()}"
    return [item for item in map(_to_item, references) if len(item) > 1]


def _to_item(tags: dict[str, list[str]]) -> dict[str, Any]:
    item: dict[str, Any] = {"type": _TYPES.get(tags["TY"][0], "")}
    for name, alternatives in _FIELDS.items():
        if value := next((tags[tag][0] for tag in alternatives if tags.get(tag, [""])[0]), ""):
            item[name] = value
    for tag, name in _NAMES.items():
        if people := [_to_name(value) for value in tags.get(tag, ()) if value]:
            item.setdefault(name, []).extend(people)
    pages = [tags[tag][0] for tag in ("SP", "EP") if tags.get(tag, [""])[0]]
    if pages:
        item["page"] = "-".join(dict.fromkeys(pages))
    years = [year[0] for tag in ("PY", "Y1", "DA") if (year := _YEAR.search(tags.get(tag, [""])[0]))]
    if years:
        item["issued"] = {"date-parts": [[years[0]]]}
    return item


def _to_name(value: str) -> dict[str, str]:
    family, comma, forenames = value.partition(",")
    return {"family": family.strip(), "given": forenames.strip()} if comma else {"literal": value}

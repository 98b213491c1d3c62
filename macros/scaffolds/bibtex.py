"""Reads BibTeX: entries of fields in braces or quotes, with TeX's accents. Nothing in it is run as TeX: of a
command that is no accent the words in its braces stay.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from macros.base.problems import Fault
from macros.base.reading import Unreadable

_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_FIELD = re.compile(r"\s*,?\s*([A-Za-z][\w:.+/-]*)\s*=\s*")
_KEY = re.compile(r"[^,{}()=]*,")
_BARE = re.compile(r"[^\s,#{}\"()]+")
_TYPES = {
    "article": "article-journal", "book": "book", "booklet": "book", "proceedings": "book",
    "inbook": "chapter", "incollection": "chapter", "inproceedings": "chapter",
    "techreport": "report", "report": "report", "manual": "report", "online": "webpage",
    "electronic": "webpage", "www": "webpage",
}  # fmt: skip
_FIELDS = {
    "title": ("title",), "container-title": ("journal", "journaltitle", "booktitle"), "volume": ("volume",),
    "page": ("pages",), "DOI": ("doi",), "URL": ("url",), "ISBN": ("isbn",), "edition": ("edition",),
    "publisher": ("publisher", "institution", "organization"),
}  # fmt: skip
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å",
    "AA": "Å", "i": "i", "j": "j", "dh": "ð", "th": "þ", "textendash": "–", "textemdash": "—",
}  # fmt: skip
_ACCENTED = re.compile(
    r"\\(?:([`'^~\"=.])|([uvHckrd])(?![A-Za-z]))\s*(?:\{\s*\\?([A-Za-z])\s*\}|\\?([A-Za-z]))"
)
_LETTER = re.compile(rf"\\({'|'.join(sorted(_LETTERS, key=len, reverse=True))})(?![A-Za-z])\s*(?:\{{\}})?")
_ESCAPED = re.compile(r"\\([&%$#_{}])")
_COMMAND = re.compile(r"\\[A-Za-z]+\*?\s*")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


def read(text: str) -> list[dict[str, Any]]:
    """The references of a file, in the form of CSL-JSON. Raises :class:`Unreadable` at an entry that never
    ends, or where something else than a field stands in one."""
    items: list[dict[str, Any]] = []
    macros: dict[str, str] = {}
    position = 0
    while entry := _ENTRY.search(text, position):
        kind = entry[1].lower()
        if kind in ("comment", "preamble"):
            position = _find_end(text, entry.end(), entry.start())
            continue
        begin = entry.end()
        if kind != "string":  # Its key stands before the first comma.
            key = _KEY.match(text, begin)
            begin = key.end() if key else begin
        fields, position = _read_fields(text, begin, entry, macros)
        if kind == "string":
            macros |= fields
        elif fields:
            items.append(_to_item(kind, fields))
    return items


def _fail(text: str, offset: int, wrong: str, right: str) -> Unreadable:
    line = text.count("\n", 0, offset) + 1
    return Unreadable(Fault(wrong, right), line, offset - text.rfind("\n", 0, offset))


def _read_fields(
    text: str, position: int, entry: re.Match[str], macros: dict[str, str]
) -> tuple[dict[str, str], int]:
    """The fields of an entry from ``position`` on, as they are written, and where the entry ends."""
    closing = "}" if entry[2] == "{" else ")"
    fields: dict[str, str] = {}
    while field := _FIELD.match(text, position):
        value, position = _read_value(text, field.end(), entry, macros)
        fields.setdefault(field[1].lower(), value)
    end = re.compile(rf"[\s,]*{re.escape(closing)}").match(text, position)
    if end:
        return fields, end.end()
    if not text[position:].strip(" \t\n,"):
        raise _fail(
            text, entry.start(), f"has an entry '@{entry[1]}' that never ends", f"close it with '{closing}'"
        )
    raise _fail(text, position, "is no BibTeX here", "write 'name = {value},' for each field")


def _read_value(text: str, position: int, entry: re.Match[str], macros: dict[str, str]) -> tuple[str, int]:
    """A value, which may be several joined by ``#``, and where it ends."""
    parts: list[str] = []
    while True:
        sign = text[position : position + 1]
        if sign == "{":
            end = _find_end(text, position + 1, entry.start())
            parts.append(text[position + 1 : end - 1])
        elif sign == '"':
            end = _find_end(text, position + 1, entry.start(), '"')
            parts.append(text[position + 1 : end - 1])
        elif bare := _BARE.match(text, position):
            end = bare.end()
            parts.append(macros.get(bare[0].lower(), bare[0]))
        else:
            raise _fail(text, position, "is no BibTeX here", "write the value in braces")
        joined = re.compile(r"\s*#\s*").match(text, end)
        if not joined:
            return "".join(parts), end
        position = joined.end()


def _find_end(text: str, position: int, begin: int, closing: str = "}") -> int:
    """Where what is in braces, or in quotes, ends that began before ``position``: behind its ``closing``.
    Raises :class:`Unreadable` at ``begin``, that of the entry, where it never does."""
    depth = 0
    for sign in re.compile(r'\\.|[{}"]', re.DOTALL).finditer(text, position):
        if sign[0] == closing and not depth:
            return sign.end()
        if sign[0] == "{":
            depth += 1
        elif sign[0] == "}":
            if not depth:
                break
            depth -= 1
    raise _fail(text, begin, "has braces or quotes that never close", "close each '{' with '}'")


def to_text(value: str) -> str:
    """A value as it is read: with its accents as letters, without braces and commands."""

    def accent(match: re.Match[str]) -> str:
        letter = match[3] or match[4]
        return unicodedata.normalize("NFC", letter + _ACCENTS[match[1] or match[2]])

    text = _ACCENTED.sub(accent, value)
    text = _LETTER.sub(lambda match: _LETTERS[match[1]], text)
    text = _COMMAND.sub("", _ESCAPED.sub(r"\1", text))
    text = re.sub(r"[{}]", "", text).replace("~", " ").replace("---", "—").replace("--", "–")
    return " ".join(text.replace("``", "“").replace("''", "”").split())


def _to_item(kind: str, fields: dict[str, str]) -> dict[str, Any]:
    item: dict[str, Any] = {"type": _TYPES.get(kind, "")}
    for name, alternatives in _FIELDS.items():
        if value := next((to_text(fields[key]) for key in alternatives if fields.get(key)), ""):
            item[name] = value
    if number := to_text(fields.get("number", "")):
        item["issue" if kind == "article" else "number"] = number
    for name in ("author", "editor"):
        if people := [_to_name(person) for person in _AND.split(fields.get(name, "").strip()) if person]:
            item[name] = people
    if year := re.search(r"\d{4}", fields.get("year", "") or fields.get("date", "")):
        item["issued"] = {"date-parts": [[year[0]]]}
    return item


def _to_name(person: str) -> dict[str, str]:
    """A name, which is written ``Surname, Given``, ``Given Surname``, or in braces where it is that of an
    organisation."""
    person = person.strip()
    if person.startswith("{") and person.endswith("}"):
        return {"literal": to_text(person)}
    parts = [to_text(part) for part in person.split(",")]
    if len(parts) > 1:
        return {"family": parts[0], "given": parts[-1]}
    forenames, _, family = parts[0].rpartition(" ")
    particles = re.search(r" ((?:[a-z]+ )+)$", f"{forenames} ")  # "van der" of "Jan van der Meulen".
    if particles:
        forenames, family = forenames[: particles.start()], f"{particles[1]}{family}"
    return {"family": family, "given": forenames}

"""The texts of records as other systems take them: plain, as HTML, cut to a length, and told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from macros.base.csv_tables import clean_cell
from macros.exports.publication import Publication
from macros.records.prose import render_html, strip_markup

# What anybody who passes the handbook's own words on is to say; LICENSE-CONTENT has the rest.
CREDIT = "The Clinical Leadership Handbook contributors, CC BY 4.0"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ELLIPSIS = "…"
_NOWHERE = "#"
_LINK_NOWHERE = re.compile(rf'<a href="{_NOWHERE}">(.*?)</a>', re.DOTALL)


def read_plain(text: str) -> str:
    """A text of prose without its marks, with its paragraphs and lists."""
    if "\n" not in text:
        return strip_markup(text)
    return "\n".join(map(strip_markup, text.split("\n"))).strip()


def write_line(text: str) -> str:
    """A line as HTML, for an element or an attribute in double quotes: shown just as it is written."""
    return escape(clean_cell(text), quote=False).replace('"', "&quot;")


def write_prose(publication: Publication, text: str) -> str:
    """A text of prose as HTML that can stand elsewhere. Its links to records have the address of these; where
    the site's address is not known, or it has no such record, their words stay."""

    def find_address(id: str) -> str:
        entry = publication.handbook.get(id)
        return publication.locate(entry) if entry and publication.address else _NOWHERE

    return _LINK_NOWHERE.sub(r"\1", render_html(clean_cell(text), find_address))


def write_list(items: Iterable[str]) -> str:
    """Lines as a list in HTML; empty where there are none."""
    html = "".join(f"<li>{write_line(item)}</li>" for item in items)
    return f"<ul>{html}</ul>" if html else ""


def shorten(text: str, most: int) -> str:
    """``text`` in at most ``most`` characters: cut between words where that is possible, with an ellipsis."""
    if len(text) <= most:
        return text
    end = most - len(ELLIPSIS)
    start = text[:end]
    words = start if text[end] == " " else start.rsplit(" ", 1)[0]
    return (words if len(words) > most // 2 else start).rstrip(" ,;:") + ELLIPSIS


def shorten_apart(texts: Iterable[str], most: int) -> list[str]:
    """Each of ``texts`` in at most ``most`` characters, no two of them the same, small letters or capitals:
    those that would be get a number at their end."""
    results: set[str] = set()
    numbers: dict[str, int] = {}
    shortened = []
    for text in texts:
        short = shorten(text, most)
        key = short.casefold()
        while short.casefold() in results:
            numbers[key] = numbers.get(key, 1) + 1
            ending = f" ({numbers[key]})"
            short = shorten(text, most - len(ending)) + ending
        results.add(short.casefold())
        shortened.append(short)
    return shortened

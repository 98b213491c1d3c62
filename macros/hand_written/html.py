"""HTML in one spelling: every tag whole, in small letters, with attributes in double quotes that hold no angle bracket.

A page's HTML is brought into this spelling once, before it is judged. So what a check reads, what a later step looks for, and
what browsers make of it are the same, whatever an author's spelling was (HTML standard, 13.1.2: tags and attributes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

_NAME = r"[a-zA-Z][a-zA-Z0-9-]*"
_ATTRIBUTE = r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?"
_TAG = re.compile(rf"</({_NAME})\s*>|<({_NAME})((?:\s+{_ATTRIBUTE})*)\s*(/?)>")
_ATTRIBUTES = re.compile(rf"\s+{_ATTRIBUTE}")
_ID = re.compile(r'<[a-z][^<>]*? id="([^"<>]*)"')
_HREF = re.compile(r'<a(?: [^<>]*?)? href="([^"<>]*)"')
MOST_TAG = 4000  # Characters of one tag; no page needs more, and a look for its end stays short.


def spelt(html: str) -> tuple[str, list[str]]:
    """``html`` in the one spelling, and what in it begins like a tag and is none, with what follows; each such '<' is ``&lt;`` there."""
    pieces: list[str] = []
    broken: list[str] = []
    done = 0
    place = html.find("<")
    while place >= 0:
        pieces.append(html[done:place])
        if tag := _TAG.match(html, place, place + MOST_TAG):
            pieces.append(_spelt(tag))
            done = tag.end()
        else:
            broken.append(html[place : place + 40])
            pieces.append("&lt;")
            done = place + 1
        place = html.find("<", done)
    pieces.append(html[done:])
    return "".join(pieces), broken


def _spelt(tag: re.Match) -> str:
    if tag[1]:
        return f"</{tag[1].lower()}>"
    attributes = "".join(f" {name}" if value is None else f' {name}="{value}"' for name, value in _attributes(tag[3]))
    return f"<{tag[2].lower()}{attributes}{' /' if tag[8] else ''}>"


def _attributes(text: str) -> Iterator[tuple[str, str | None]]:
    for found in _ATTRIBUTES.finditer(text):
        name = found[1].lower()
        value = next((each for each in found.groups()[1:] if each is not None), None)
        if value is not None:
            value = escape(unescape(value)) if name == "id" else value.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
        yield name, value


def ids_in(html: str) -> list[str]:
    """The ids of the elements in a piece of HTML in the one spelling, in order."""
    return [unescape(id) for id in _ID.findall(html)]


def addresses_in(html: str) -> list[str]:
    """The addresses of the links in a piece of HTML in the one spelling, in order."""
    return [unescape(href) for href in _HREF.findall(html)]

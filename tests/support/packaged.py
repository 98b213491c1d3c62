"""What tests of books and courses share: the pages of a handbook, and a package opened."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib
from defusedxml.ElementTree import fromstring
from exported import ADDRESS, create_edition
from places import ROOT

from macros.base import language_marks
from macros.hand_written.pages import WrittenPage
from macros.packages.handbook_pages import HandbookPages
from macros.records.handbook import Handbook

HTML = "{http://www.w3.org/1999/xhtml}"
# What a page of a package may not hold: what runs, what is sent, and what loads from elsewhere.
REFUSED = {"iframe", "object", "embed", "form", "input", "button", "base", "style", "textarea", "select"}


def make_pages(
    book: Handbook, written: Mapping[str, WrittenPage] | None = None, address: str = ADDRESS, **edition: Any
) -> HandbookPages:
    """The pages of ``book``; with the fields of an ``edition``, as that has them."""
    overlaid = create_edition(**edition) if edition else None
    name = overlaid.name if overlaid else "Small handbook"
    return HandbookPages(ROOT, book, written or {}, overlaid, name, address)


def unpack(content: bytes) -> dict[str, bytes]:
    """The files of an archive by their places, in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(set(names)) == len(names)
        return {name: archive.read(name) for name in names}


def parse_page(place: str, content: bytes) -> Element:
    """A page as a tree with the names of XHTML, without faults of its HTML."""
    if place.endswith(".xhtml"):
        tree: Element = fromstring(content)
        return tree
    parser = html5lib.HTMLParser(namespaceHTMLElements=True, strict=False)
    tree = parser.parse(content.decode("utf-8"))
    faults = [fault for fault in parser.errors if fault[1] != "expected-doctype-but-got-start-tag"]
    assert not faults, (place, faults[:3])
    return tree


def has_language_marks(files: Mapping[str, bytes]) -> bool:
    """Whether a mark that says of what language a text is has been left in a file of text."""
    texts = (content.decode("utf-8", "ignore") for content in files.values())
    return any(language_marks.ANY.search(text) for text in texts)


def list_faults(files: Mapping[str, bytes], player: str = "") -> list[str]:
    """What is wrong with the pages among ``files``: what runs or is sent, links that lead to no file or place
    of the package, and whatever is loaded from outside. ``player`` may have a frame and buttons."""
    pages = {
        place: parse_page(place, content)
        for place, content in files.items()
        if place.endswith((".html", ".xhtml"))
    }
    ids = {place: [e.get("id") for e in tree.iter() if e.get("id")] for place, tree in pages.items()}
    faults = [f"{place}: an id twice" for place, found in ids.items() if len(found) != len(set(found))]
    for place, tree in pages.items():
        for element in tree.iter():
            if isinstance(element.tag, str):
                faults += [
                    f"{place}: {fault}" for fault in _judge(element, place, files, ids, place == player)
                ]
    return faults


def _judge(element, place, files, ids, is_player):
    name = element.tag.rpartition("}")[2].lower()
    if name in REFUSED and not is_player:
        yield f"<{name}>"
    if name == "script" and (not element.get("src") or (element.text or "").strip()):
        yield "a script in the page"
    for key, value in element.attrib.items():
        key = key.rpartition("}")[2].lower()
        if key.startswith("on") or key in ("style", "srcdoc", "formaction", "ping"):
            yield f"{key}={value}"
        if key in ("src", "href", "poster", "data", "action"):
            yield from _judge_address(name, key, value, place, files, ids)


def _judge_address(name, key, value, place, files, ids):
    if value.startswith(("https://", "http://", "mailto:", "tel:")):
        if name != "a":
            yield f"loads {value}"
        return
    target, _, anchor = value.partition("#")
    target = (
        posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(target))) if target else place
    )
    if target not in files:
        yield f"{key}={value!r} leads to nothing"
    elif anchor and unquote(anchor) not in ids.get(target, ()):
        yield f"{key}={value!r} leads to no place"

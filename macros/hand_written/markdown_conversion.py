"""The Markdown of a hand-written page as HTML, with marks in the place of what only a build can put there.

Only this module converts Markdown of pages. In its result a macro call, and the address of a link, are marks
of private characters, which no page may hold. The HTML that a macro returns is put in afterwards, so it is
never read as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from html import escape, unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import (
    AttrListExtension,
    AttrListTreeprocessor,
    get_attrs_and_remainder,
)
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from macros.base.html import find_addresses, find_ids, normalise
from macros.hand_written.calls import Call, Piece
from macros.hand_written.stacked_tables import TableStacker

CALL = re.compile("\ue020(\\d+)\ue021")
LINK = re.compile("\ue022(\\d+)\ue023")
_BLOCK = re.compile('<div data-call="\ue020">\ue020(\\d+)\ue021</div>')
IN_BLOCK = [("data-call", "\ue020")]  # The attributes of the element that stands for a block.
# What is part of a sentence; everything else is a block of its own.
INLINE = frozenset({"ref", "link", "cite", "finding", "dated", "term", "search_button"})
_ALIGNED = re.compile(r"text-align: (left|right|center);")


@dataclass(frozen=True)
class Link:
    """A link or picture written in Markdown: ``tag`` is ``a`` or ``img``, ``url`` its address as the author
    wrote it."""

    tag: str
    url: str


@dataclass(frozen=True)
class Html:
    """A page's HTML with marks for calls and links; its headings as Python-Markdown's ``toc`` extension nests
    them (``level``, ``id``, ``name``, ``children``)."""

    text: str
    links: Sequence[Link]
    headings: Sequence[dict[str, Any]]
    refused: Sequence[str] = ()  # The names in attribute lists that are neither ids nor classes.
    broken: Sequence[str] = ()  # Broken tags, as macros.base.html.normalise gives them.

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of its elements, in order."""
        return tuple(find_ids(self.text))

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of links that were written in HTML."""
        return tuple(address for address in find_addresses(self.text) if not LINK.fullmatch(address))

    def fill(self, calls: Sequence[str], href: Callable[[Link], dict[str, str]]) -> str:
        """The finished HTML. ``calls`` is the HTML that each macro call returned, in order; ``href`` returns
        the attributes of a link."""
        html = _LINK_IN_TAG.sub(lambda mark: _format_attributes(href(self.links[int(mark[1])])), self.text)
        html = _BLOCK.sub(lambda mark: calls[int(mark[1])], html)
        return CALL.sub(lambda mark: calls[int(mark[1])], html)


_LINK_IN_TAG = re.compile('(?:href|src)="\ue022(\\d+)\ue023"')


def _format_attributes(values: dict[str, str]) -> str:
    return " ".join(f'{name}="{escape(value)}"' for name, value in values.items())


def mark_calls(pieces: Iterable[Piece]) -> str:
    """The text of a page as Python-Markdown reads it, with a mark in the place of each call."""
    text: list[str] = []
    number = 0
    for piece in pieces:
        if isinstance(piece, Call):
            text.append(format_mark(number, piece.name))
            number += 1
        else:
            text.append(piece)
    return "".join(text)


def format_mark(number: int, macro: str) -> str:
    """The mark that stands in Markdown for call ``number`` (from 0) of a page: a word in a sentence for the
    macros in :data:`INLINE`, else a block."""
    mark = f"\ue020{number}\ue021"
    return mark if macro in INLINE else f'<div data-call="\ue020">{mark}</div>'


class Converter:
    """Python-Markdown with the extensions that pages use. One converter converts many pages, one after the
    other; it is not thread-safe."""

    def __init__(self, known: Mapping[str, Any] | None = None) -> None:
        """``known`` is what another converter had ``done``: what it gave, as JSON can hold it, by the digest
        of the text."""
        self.known, self.done = known or {}, dict[str, Any]()
        # Markdown leaves the arguments of these two without types.
        self._lists = _AttributeLists()  # type: ignore[no-untyped-call]
        extensions = ["toc", "tables", "fenced_code", "md_in_html", self._lists]
        self._markdown = Markdown(extensions=extensions)  # type: ignore[no-untyped-call]
        self._markdown.treeprocessors.register(TableStacker(self._markdown), "stacked_tables", 1)
        self._links = _LinkMarker(self._markdown)
        self._markdown.treeprocessors.register(
            self._links, "links", 0
        )  # Last, as every address is whole by then.

    def convert(self, text: str) -> Html:
        """``text`` (of :func:`mark_calls`) as HTML. Raises ``RecursionError`` where it is nested too deep."""
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
        if (result := self.known.get(digest)) is None:
            html = self._convert(text)
            links = [[link.tag, link.url] for link in html.links]
            result = [html.text, links, list(html.headings), list(html.refused), list(html.broken)]
        self.done[digest] = result
        words, links, headings, refused, broken = result
        return Html(
            words, tuple(Link(*link) for link in links), tuple(headings), tuple(refused), tuple(broken)
        )

    def _convert(self, text: str) -> Html:
        self._markdown.reset()
        self._links.links = []
        self._lists.refused = []
        html, broken = normalise(self._markdown.convert(text))
        return Html(
            html,
            tuple(self._links.links),
            tuple(self._markdown.toc_tokens),  # type: ignore[attr-defined]  # Set by the extension toc.
            tuple(self._lists.refused),
            tuple(broken),
        )


def find_first_heading(headings: Iterable[dict[str, Any]]) -> str | None:
    """The text of the first heading of level 1; ``None`` without one. ``headings`` are those of
    :class:`Html`."""
    return next((unescape(heading["name"]) for heading in headings if heading["level"] == 1), None)


class _LinkMarker(Treeprocessor):
    """Puts a mark in the place of each address, and gives table cells a class for their alignment, since the
    policy forbids styles."""

    links: list[Link]

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("th", "td") and (aligned := _ALIGNED.fullmatch(element.get("style", ""))):
                del element.attrib["style"]
                element.set("class", f"hb-align-{aligned[1]}")
            name = {"a": "href", "img": "src"}.get(element.tag)
            url = element.get(name) if name else None
            # With it Markdown disguises an address of mail.
            if name and url is not None and AMP_SUBSTITUTE not in url:
                element.set(name, f"\ue022{len(self.links)}\ue023")
                self.links.append(Link(element.tag, url))


class _AttributeLists(AttrListExtension):
    """Attribute lists for ids and classes alone, ``{: #sharing .wide }``; ``refused`` collects the other
    names in them."""

    refused: list[str]

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the tree processor in the place of the library's own."""
        md.treeprocessors.register(_AttributeListProcessor(md, self), "attr_list", 8)
        md.registerExtension(self)


class _AttributeListProcessor(AttrListTreeprocessor):
    """Sets the ids and classes of attribute lists; other names go to the ``extension``'s list of those
    refused."""

    def __init__(self, md: Markdown, extension: _AttributeLists):
        super().__init__(md)
        self._extension = extension

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        """Set the ids and classes of a list and note the rest; see the library's method."""
        attributes, rest = get_attrs_and_remainder(attrs_string)
        if strict and rest:
            return rest
        for name, value in attributes:
            if name == ".":
                elem.set("class", f"{elem.get('class', '')} {value}".strip())
            elif name == "id" and value:
                elem.set("id", self.sanitize_name(value))
            else:
                self._extension.refused.append(name)
        return rest

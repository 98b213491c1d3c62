"""The Markdown of a hand-written page as HTML, with marks in the place of what only a build can put there.

Python-Markdown with the extensions below is the one reader of it. A macro call, and the address of a link, stand in its
result as private characters, which no page may hold: what a macro gives is HTML already and never read as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import (
    AttrListExtension,
    AttrListTreeprocessor,
    get_attrs_and_remainder,
)
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from macros.hand_written.calls import Call, Piece
from macros.hand_written.html import addresses_in, ids_in, spelt

CALL = re.compile("\ue020(\\d+)\ue021")
LINK = re.compile("\ue022(\\d+)\ue023")
_BLOCK = re.compile('<div data-call="\ue020">\ue020(\\d+)\ue021</div>')
IN_BLOCK = [("data-call", "\ue020")]  # The attributes of the element that stands for a block.
# What is part of a sentence; everything else is a block of its own.
INLINE = frozenset({"ref", "link", "cite", "term", "search_button"})
_ALIGNED = re.compile(r"text-align: (left|right|center);")


@dataclass(frozen=True)
class Link:
    """A link or picture written in Markdown: ``tag`` is ``a`` or ``img``, ``url`` its address as the author wrote it."""

    tag: str
    url: str


@dataclass(frozen=True)
class Html:
    """A page's HTML with marks for calls and links; its headings as Python-Markdown's ``toc`` extension nests them (``level``,
    ``id``, ``name``, ``children``)."""

    text: str
    links: Sequence[Link]
    headings: Sequence[dict]
    refused: Sequence[str] = ()  # The names in attribute lists that are neither ids nor classes.
    broken: Sequence[str] = ()  # What begins like a tag and is none, with what follows.

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of its elements, in order."""
        return tuple(ids_in(self.text))

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of links that were written in HTML."""
        return tuple(address for address in addresses_in(self.text) if not LINK.fullmatch(address))

    def filled(self, calls: Sequence[str], href: Callable[[Link], dict[str, str]]) -> str:
        """The finished HTML: ``calls`` are what the macros gave, in order; ``href`` gives the attributes of each link."""
        html = _LINK_IN_TAG.sub(lambda mark: _attributes(href(self.links[int(mark[1])])), self.text)
        html = _BLOCK.sub(lambda mark: calls[int(mark[1])], html)
        return CALL.sub(lambda mark: calls[int(mark[1])], html)


_LINK_IN_TAG = re.compile("(?:href|src)=\"\ue022(\\d+)\ue023\"")


def _attributes(values: dict[str, str]) -> str:
    return " ".join(f'{name}="{escape(value)}"' for name, value in values.items())


def marked(pieces: Iterable[Piece]) -> str:
    """The text of a page as Markdown gets it, with a mark in the place of each call."""
    text: list[str] = []
    number = 0
    for piece in pieces:
        if isinstance(piece, Call):
            text.append(mark_of(number, piece.name))
            number += 1
        else:
            text.append(piece)
    return "".join(text)


def mark_of(number: int, macro: str) -> str:
    """What stands in Markdown for the call of that number, from 0: a word in a sentence, or a block."""
    mark = f"\ue020{number}\ue021"
    return mark if macro in INLINE else f'<div data-call="\ue020">{mark}</div>'


class Converter:
    """Python-Markdown as pages are read by it; one converter reads one page after the other."""

    def __init__(self):
        self._lists = _IdsAndClasses()
        self._markdown = Markdown(extensions=["toc", "tables", "fenced_code", "md_in_html", self._lists])
        self._links = _Links(self._markdown)
        self._markdown.treeprocessors.register(self._links, "links", 0)  # Last, as every address is whole by then.

    def convert(self, text: str) -> Html:
        """``text`` (of :func:`marked`) as HTML. Raises ``RecursionError`` where it is nested too deep."""
        self._markdown.reset()
        self._links.links = []
        self._lists.refused = []
        html, broken = spelt(self._markdown.convert(text))
        return Html(html, tuple(self._links.links), tuple(self._markdown.toc_tokens), tuple(self._lists.refused), tuple(broken))


def first_heading(headings: Iterable[dict]) -> str | None:
    """The words of the page's own heading, of the first rank."""
    return next((unescape(heading["name"]) for heading in headings if heading["level"] == 1), None)


class _Links(Treeprocessor):
    """Puts a mark in the place of each address, and gives the columns of tables classes, since the policy forbids styles."""

    links: list[Link]

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("th", "td") and (aligned := _ALIGNED.fullmatch(element.get("style", ""))):
                del element.attrib["style"]
                element.set("class", f"hb-align-{aligned[1]}")
            name = {"a": "href", "img": "src"}.get(element.tag)
            url = element.get(name) if name else None
            if url is not None and AMP_SUBSTITUTE not in url:  # With it Markdown disguises an address of mail.
                element.set(name, f"\ue022{len(self.links)}\ue023")
                self.links.append(Link(element.tag, url))


class _IdsAndClasses(AttrListExtension):
    """Attribute lists that give ids and classes, ``{: #sharing .wide }``; ``refused`` are the other names in them."""

    refused: list[str]

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        """Register the tree processor in the place of the library's own."""
        md.treeprocessors.register(_IdsAndClassesOnly(md, self), "attr_list", 8)
        md.registerExtension(self)


class _IdsAndClassesOnly(AttrListTreeprocessor):
    def __init__(self, md: Markdown, extension: _IdsAndClasses):
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

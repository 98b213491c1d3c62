"""HTML in the one spelling (:mod:`macros.base.html`) as a tree, and trees as XHTML and HTML.

The pages of the site are written tag by tag and never made into a tree. A package changes much in them:
buttons go, folds are opened, links lead to other files; and what is XML has to be well formed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.ElementTree import fromstring

from macros.base.html import is_script, split_tags

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_ATTRIBUTE = re.compile(r'\s([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"]*)")?(?=[\s/>])')
_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")
# What XML 1.0 cannot hold (2.2), and the control characters that HTML refuses.
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


class NotWellFormed(ValueError):
    """HTML in which a tag is not closed, or closed where it is not open."""


def read_tree(html: str) -> Element:
    """``html`` as what stands in a ``div``. Comments, scripts and style sheets are left out. Raises
    :class:`NotWellFormed`."""
    pieces = [
        _spell_tag(piece) if number % 2 else _spell_text(piece)
        for number, piece in enumerate(split_tags(html))
    ]
    try:
        tree: Element = fromstring(f"<div>{''.join(pieces)}</div>")
    except ParseError as error:
        raise NotWellFormed(f"a page is not well formed ({error})") from error
    return tree


def drop_odd_characters(text: str) -> str:
    """``text`` without the characters that XML or HTML cannot hold."""
    return _NO_CHARACTER.sub("", text)


def _spell_text(text: str) -> str:
    return escape(drop_odd_characters(unescape(text)), quote=False)


def _spell_tag(tag: str) -> str:
    if is_script(tag) or tag.startswith(("<!", "<?")):
        return ""
    if tag.startswith("</"):
        name = tag[2:-1].strip()
        return "" if name in VOID else f"</{name}>"
    if not (opening := _NAME.match(tag)):
        return escape(tag)
    attributes: dict[str, str] = {}
    for attribute in _ATTRIBUTE.finditer(tag, opening.end()):
        attributes.setdefault(attribute[1], drop_odd_characters(unescape(attribute[2] or "")))
    # As an ordinary attribute: a tree with namespaces would have them in the name of every element.
    attributes.pop("xmlns", None)
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    is_empty = opening[1] in VOID or tag.endswith("/>")
    return f"<{opening[1]}{written}{' /' if is_empty else ''}>"


def write_xhtml(tree: Element) -> str:
    """A tree as XHTML: every element closed, and the language said in XML's way too."""
    for picture in [element for element in tree.iter() if element.tag == "svg"]:
        picture.set("xmlns", "http://www.w3.org/2000/svg")
        for element in picture.iter():
            if language := element.attrib.pop("lang", None):
                element.set("xml:lang", language)
    for element in tree.iter():
        if language := element.get("lang"):
            element.set("xml:lang", language)
    return tostring(tree, encoding="unicode", short_empty_elements=True)


def write_html(tree: Element) -> str:
    """What is in a tree, as HTML."""
    text: str = tostring(tree, encoding="unicode", method="html")
    return text


def list_classes(element: Element) -> list[str]:
    """The classes of an element."""
    return (element.get("class") or "").split()


def has_class(element: Element, *names: str) -> bool:
    """Whether an element has one of these classes."""
    return not set(names).isdisjoint(list_classes(element))


def find_text(element: Element) -> str:
    """The words in an element, with one space between them."""
    return " ".join("".join(element.itertext()).split())


def iterate_with_parents(tree: Element) -> Iterator[tuple[Element, Element]]:
    """Yield every element below ``tree`` with the one it stands in, as they are when this is called."""
    pairs = [(parent, child) for parent in tree.iter() for child in parent]
    yield from ((child, parent) for parent, child in pairs)


def remove(element: Element, parent: Element) -> None:
    """Take ``element`` out of ``parent``. The text behind it stays."""
    _keep_text(element, parent, element.tail or "")
    parent.remove(element)


def unwrap(element: Element, parent: Element) -> None:
    """Put what is in ``element`` in its place in ``parent``."""
    place = list(parent).index(element)
    children = list(element)
    tail = element.tail or ""
    if children:
        children[-1].tail = (children[-1].tail or "") + tail
        tail = ""
    _keep_text(element, parent, (element.text or "") + tail)
    parent.remove(element)
    for number, child in enumerate(children):
        parent.insert(place + number, child)


def _keep_text(element: Element, parent: Element, text: str) -> None:
    """Put ``text`` behind what stands before ``element``."""
    place = list(parent).index(element)
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def remove_all(tree: Element, is_gone: Callable[[Element], bool]) -> None:
    """Take out every element below ``tree`` of which ``is_gone`` says so."""
    for element, parent in iterate_with_parents(tree):
        if is_gone(element) and element in list(parent):
            remove(element, parent)


def is_blank(element: Element) -> bool:
    """Whether there is nothing to be seen in an element."""
    return len(element) == 0 and not (element.text or "").strip()

"""The files of XML in packages: text put into elements, never pasted, so that nothing in it can be markup."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from macros.base import language_marks
from macros.packages.xhtml import drop_odd_characters, write_xhtml

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


def clean_text(text: str) -> str:
    """``text`` as a file of XML can hold it in a title: one line, without language marks and without
    characters that XML has not."""
    return " ".join(drop_odd_characters(language_marks.strip(text)).split())


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """A new element in ``parent``, with text and attributes made fit for XML."""
    values = {key: clean_text(value) for key, value in attributes.items()}
    element = SubElement(parent, name, values)
    if text:
        element.text = clean_text(text)
    return element


def write_xml(root: Element) -> bytes:
    """A file of XML, indented."""
    indent(root)
    return (DECLARATION + tostring(root, encoding="unicode") + "\n").encode()


def write_page(title: str, body: Element, language: str, style: str) -> bytes:
    """A page of XHTML with the elements of ``body``, and its style sheet at the address ``style``."""
    root = Element(
        "html",
        {
            "xmlns": "http://www.w3.org/1999/xhtml",
            "xmlns:epub": "http://www.idpf.org/2007/ops",
            "lang": language,
        },
    )
    head = SubElement(root, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "title").text = clean_text(title) or "-"
    if style:
        SubElement(head, "link", {"rel": "stylesheet", "type": "text/css", "href": style})
    body.tag = "body"
    root.append(body)
    return f"{DECLARATION}<!DOCTYPE html>\n{write_xhtml(root)}\n".encode()

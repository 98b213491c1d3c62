"""Sheets as PDF files, and which of their parts is on which page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from macros.base.languages import LANGUAGES, SOURCE
from macros.packs.styles import ASSETS
from macros.paper.pdf import write_pdf


@dataclass(frozen=True)
class Printed:
    """A file of sheets: its content, how many pages it has, and the page, from 1, on which each element with
    an id begins."""

    content: bytes
    pages: int
    places: Mapping[str, int]


def print_pages(html: str, title: str, author: str, styles: Iterable[str]) -> Printed:
    """The file of sheets that ``html`` is with ``styles``, the text of style sheets. Raises
    :class:`macros.paper.pdf.NotPrinted`."""
    pages: list[set[str]] = []
    content = write_pdf(
        html,
        ASSETS,
        title=title,
        language=LANGUAGES[SOURCE].tag,
        author=author,
        styles=styles,
        on_layout=pages.extend,
    )
    places: dict[str, int] = {}
    for number, anchors in enumerate(pages, 1):
        for anchor in anchors:
            places.setdefault(anchor, number)
    return Printed(content, len(pages), places)

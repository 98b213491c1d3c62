"""Sheets as PDF files, and how many pages they have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from weasyprint import CSS, HTML


class NotPrinted(Exception):
    """No sheets could be made; the text is a sentence."""


@dataclass(frozen=True)
class Printed:
    content: bytes
    pages: int
    places: dict[str, int]


def print_pages(html: str, title: str, author: str, styles: Iterable[str]) -> Printed:
    whole = f'<html lang="en-GB"><head><title>{escape(title)}</title></head><body>{html}</body></html>'
    document = HTML(string=whole).render(stylesheets=[CSS(string="\n".join(styles))], pdf_variant="pdf/ua-1")
    places: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for anchor in page.anchors:
            places.setdefault(anchor, number)
    return Printed(document.write_pdf(pdf_variant="pdf/ua-1"), len(document.pages), places)

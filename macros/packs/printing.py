"""Sheets as PDF files, and how many pages they have."""

from __future__ import annotations

from dataclasses import dataclass

from weasyprint import HTML


class NotPrinted(Exception):
    """No sheets could be made; the text is a sentence."""


@dataclass(frozen=True)
class Printed:
    content: bytes
    pages: int
    places: dict[str, int]


def print_pages(html: str, title: str) -> Printed:
    document = HTML(string=html).render(pdf_variant="pdf/ua-1")
    places: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for anchor in page.anchors:
            places.setdefault(anchor, number)
    return Printed(document.write_pdf(), len(document.pages), places)

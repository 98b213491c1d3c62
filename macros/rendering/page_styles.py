"""Which style sheets a page loads beside those of every page: by what it holds."""

from __future__ import annotations

import re

# A pattern of what a page holds that needs the style sheet, by its place in ``docs``.
STYLE_MARKS = {
    "assets/css/pages/pictures.css": (
        "hb-(?:svg|figure|chart|wheel|arc|clock|timeline|grid|forces|data|lineage)|data-tool="
    ),
    "assets/css/pages/cards.css": "hb-(?:card|filter|choice|sheet)",
    "assets/css/pages/stacked.css": 'hb-table--stack|data-compare|data-explorer|data-tool="(?!home)',
    "assets/css/pages/lists.css": "hb-(?:letter|bibliography|glossary)",
    "assets/css/pages/home.css": "hb-(?:hero|door|dilemma)",
    "assets/css/pages/matrix.css": "hb-(?:matrix|heat|coverage)",
    "assets/css/pages/pathway.css": "hb-walk",
    "assets/css/pages/blank.css": "hb-blank",
    "assets/css/pages/local.css": "hb-local",
    "assets/css/pages/builder.css": "data-builder",
    "assets/css/pages/search.css": "data-search-page",
}


def list_styles(html: str) -> list[str]:
    """The places in ``docs`` of the style sheets that a page with this ``html`` needs, in their order."""
    return [place for place, mark in STYLE_MARKS.items() if re.search(mark, html)]

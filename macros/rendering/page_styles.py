"""Which style sheets a page loads beside those of every page: by what it holds.

What a page holds is looked up among its marks, the names of classes and data attributes in it: a page has a
hundred times as many characters as its marks.
"""

from __future__ import annotations

import re

from macros.rendering.start_page import START_STYLES

_CLASS_MARK = re.compile(r"hb-[a-z-]+")
_DATA_MARK = re.compile(r'data-[a-z-]+(?:="[a-z-]*)?')
# A pattern of the marks of a page that needs the style sheet, by its place in ``docs``.
STYLE_MARKS = {
    "assets/css/pages/pictures.css": (
        "hb-(?:svg|figure|chart|wheel|arc|clock|timeline|grid|forces|data|lineage)"
    ),
    "assets/css/pages/heads.css": "hb-head--",
    "assets/css/pages/cards.css": "hb-(?:card|filter|choice|sheet)",
    "assets/css/pages/stacked.css": "hb-table--stack|data-compare|data-explorer",
    "assets/css/pages/lists.css": "hb-(?:letter|bibliography|glossary)",
    "assets/css/pages/home.css": "hb-(?:hero|door|dilemma)",
    "assets/css/pages/matrix.css": "hb-(?:matrix|heat|coverage)",
    "assets/css/pages/quality.css": "hb-quality",
    "assets/css/pages/pathway.css": "hb-walk",
    "assets/css/pages/session.css": "hb-(?:view|handout|timetable)",
    "assets/css/pages/blank.css": "hb-blank",
    "assets/css/pages/local.css": "hb-local",
    "assets/css/pages/builder.css": "data-builder",
    "assets/css/pages/device.css": "data-device=",
    START_STYLES: "hb-start",
    "assets/css/pages/search.css": "data-search-page",
    "assets/css/pages/edit.css": "data-edit\\b",
}


def list_marks(html: str) -> str:
    """The marks of a page with this ``html``, each once, with a space between two: the classes of the
    handbook, and the names of data attributes with the word that their value begins with
    (``data-tool="self-assessment``)."""
    return " ".join({*_CLASS_MARK.findall(html), *_DATA_MARK.findall(html)})


def list_styles(marks: str) -> list[str]:
    """The places in ``docs`` of the style sheets that a page with these ``marks`` needs, in their order."""
    return [place for place, mark in STYLE_MARKS.items() if re.search(mark, marks)]

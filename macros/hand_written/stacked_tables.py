"""Tables of sentences in Markdown, made so that the style sheet can lay them out as a list of rows where
there is no room for columns.

Each cell then stands under the heading of its column. A table of figures keeps its columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

LONGEST_FIGURE = 24  # Characters of a cell; longer ones are sentences.
_MARK = re.compile("[\ue020-\ue023]")  # Of a call or a link, whose words come later.
_STASHED = re.compile("[\x02\x03]")  # What Markdown puts in later.


class TableStacker(Treeprocessor):
    """Gives the class ``hb-table--stack`` to tables of sentences, and to their cells the headings of their
    columns, in ``data-label``."""

    def run(self, root: Element) -> None:
        """Change the tables below ``root``."""
        for table in root.iter("table"):
            if _holds_sentences(table):
                _stack(table)


def _list_rows(table: Element, part: str) -> Iterator[list[Element]]:
    """The cells of each row in the head (``thead``) or the body (``tbody``)."""
    for row in table.iterfind(f"{part}/tr"):
        yield list(row)


def _holds_sentences(table: Element) -> bool:
    cells = [cell for row in _list_rows(table, "tbody") for cell in row]
    texts = ["".join(cell.itertext()) for cell in cells]
    return any(len(text) > LONGEST_FIGURE or _MARK.search(text) for text in texts)


def _stack(table: Element) -> None:
    table.set("class", f"{table.get('class', '')} hb-table--stack".strip())
    headings = next(_list_rows(table, "thead"), [])
    labels = []
    for heading in headings:
        label = "".join(heading.itertext()).replace(AMP_SUBSTITUTE, "&").strip()
        labels.append("" if _MARK.search(label) or _STASHED.search(label) else label)
    for row in _list_rows(table, "tbody"):
        for cell, label in zip(row[1:], labels[1:], strict=False):  # The first is the name of its row.
            if label:
                cell.set("data-label", label)

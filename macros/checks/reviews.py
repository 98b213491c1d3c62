"""Dated statements that are due for review: findings and dates (:mod:`macros.records.quoting`) whose month
has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from macros.hand_written.pages import WrittenPage, find_line_and_column
from macros.records.handbook import Handbook
from macros.records.kinds import Finding
from macros.records.quoting import is_due


class Place(NamedTuple):
    """Where a dated statement stands: the path of its file from the repository's root, and its line."""

    path: str
    line: int


def list_due(handbook: Handbook, pages: Iterable[WrittenPage], today: date) -> list[Place]:
    """The places of all dated statements that are due for review on the day ``today``, sorted."""
    reviews = (*_find_reviews(handbook), *_find_page_reviews(pages))
    return sorted({place for place, month in reviews if is_due(month, today)})


def _find_reviews(handbook: Handbook) -> Iterator[tuple[Place, str]]:
    """Every dated statement of records, and the month in which it falls due."""
    for finding in handbook.finding_by_id.values():
        if month := finding.read_as(Finding).review_by:
            yield Place(finding.file.path, finding.line), month
    for quoted in handbook.quotations:
        if quoted.quotation.name == "dated":
            line, _ = quoted.entry.file.locate((*quoted.entry.route, *quoted.route))
            yield Place(quoted.entry.file.path, line), quoted.quotation.arguments[1]


def _find_page_reviews(pages: Iterable[WrittenPage]) -> Iterator[tuple[Place, str]]:
    """Every dated statement of hand-written pages, and the month in which it falls due."""
    for page in pages:
        for call in page.calls:
            if call.name == "dated":
                line, _ = find_line_and_column(page.text, call.offset)
                yield Place(page.source_path, line), str(call.find_argument("review_by", 1))

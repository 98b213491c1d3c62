"""Which pages faculty have reviewed, and when the figures that age are to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS, Finding


@dataclass(frozen=True)
class ReviewsOfKind:
    """The records of a kind (its name) that faculty have ``reviewed``, and those that are ``unreviewed``."""

    kind: str
    reviewed: list[Entry]
    unreviewed: list[Entry]

    @property
    def number(self) -> int:
        """How many records of the kind there are."""
        return len(self.reviewed) + len(self.unreviewed)


def group_reviews(book: Handbook) -> list[ReviewsOfKind]:
    """The records of each kind that has any, by whether there has been a review."""
    groups = []
    for kind in KINDS:
        if entries := book.records[kind]:
            reviewed, unreviewed = _split(entries)
            groups.append(ReviewsOfKind(kind, reviewed, unreviewed))
    return groups


def _split(entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    reviewed: list[Entry] = []
    unreviewed: list[Entry] = []
    for entry in entries:
        (reviewed if getattr(entry.node, "reviews", ()) else unreviewed).append(entry)
    return reviewed, unreviewed


def list_ageing_findings(book: Handbook) -> list[Entry]:
    """The findings for which a newer figure is to be expected, soonest first by the month in which to look
    for it."""
    ageing = [entry for entry in book.finding_by_id.values() if entry.read_as(Finding).review_by]
    return sorted(ageing, key=lambda entry: entry.read_as(Finding).review_by or "")

"""Which pages faculty have reviewed; which are past the day of their next review, by the role that answers
for them; and when the figures that age are to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from macros.curriculum.reviews import DueReview, find_owner_title, list_due_reviews
from macros.hand_written.pages import WrittenPage
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


@dataclass(frozen=True)
class ReviewsOfRole:
    """What a role answers for (``title`` says what it is called): how many pages (``number``), those that are
    ``past`` the day of their next review, the longest first, and the day on which the next of the others
    falls due (``next_day``), if any."""

    title: str
    number: int
    past: list[DueReview]
    next_day: date | None


def group_by_role(book: Handbook, pages: Iterable[WrittenPage], today: date | None) -> list[ReviewsOfRole]:
    """The reviews of all records and of the hand-written ``pages``, by the role that answers for them. Where
    ``today`` is not known, none is past its day."""
    reviews = sorted(list_due_reviews(book, pages), key=lambda review: (review.owner, review.day))
    groups = []
    for owner, group in groupby(reviews, lambda review: review.owner):
        of_role = list(group)
        past = [review for review in of_role if today and review.day <= today]
        next_day = of_role[len(past)].day if len(past) < len(of_role) else None
        groups.append(ReviewsOfRole(find_owner_title(book, owner), len(of_role), past, next_day))
    return groups


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

"""What is to be looked at again and when, by the role that answers for it: as a list, and as a calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from macros.base.calendar_files import CalendarEvent, write_calendar
from macros.hand_written.pages import WrittenPage
from macros.records.handbook import Handbook
from macros.records.kinds import Record
from macros.records.review_plan import (
    OWNERS,
    PLANS_OF_KINDS,
    Reviewed,
    ReviewPlan,
    find_due_day,
    find_owner,
    find_page_plan,
)

CALENDAR = "reviews.ics"  # Its place in the site.


class DueReview(NamedTuple):
    """A record or hand-written page that falls due for review on a ``day``: the ``owner`` that answers for
    it, what it is called, its page's ``path`` in the site, the ``place`` of its file, and since when it is as
    it is (``written``)."""

    day: date
    owner: str
    title: str
    path: str
    place: str
    written: date


def list_due_reviews(handbook: Handbook, pages: Iterable[WrittenPage]) -> list[DueReview]:
    """The next review of every record and of every hand-written page that says when it was drafted, by
    day."""
    return sorted([*_list_records(handbook), *_list_pages(pages)])


def _list_records(handbook: Handbook) -> Iterator[DueReview]:
    for kind, entries in handbook.records.items():
        for entry in entries:
            path = entry.file.edition_path or entry.file.path
            yield from _find_review(
                entry.read_head_as(Record), PLANS_OF_KINDS[kind], entry.title, entry.path, path
            )


def _list_pages(pages: Iterable[WrittenPage]) -> Iterator[DueReview]:
    for page in pages:
        plan = find_page_plan(page.uri)
        yield from _find_review(page.front, plan, page.title, page.path, page.source_path)


def _find_review(
    reviewed: Reviewed, plan: ReviewPlan, title: str, path: str, place: str
) -> Iterator[DueReview]:
    day = find_due_day(reviewed, plan)
    if day and reviewed.drafted:
        written = max([reviewed.drafted, *(review.date for review in reviewed.reviews)])
        yield DueReview(day, find_owner(reviewed, plan), title, path, place, written)


def find_owner_title(handbook: Handbook, owner: str) -> str:
    """What a role is called; its id where the closed list has no such word."""
    words = handbook.vocabularies.get(OWNERS)
    return next((term.title for term in words.terms if term.id == owner), owner) if words else owner


def build_calendar(
    handbook: Handbook, reviews: Iterable[DueReview], title: str, find_address: Callable[[str], str]
) -> str:
    """The calendar file of ``reviews``, with one event for each day and role: a person is reminded once of
    all that falls due that day. ``find_address`` gives the address of a page by its path."""
    by_day = sorted(reviews)
    events = [
        _create_event(find_owner_title(handbook, owner), day, owner, list(group), find_address)
        for (day, owner), group in groupby(by_day, lambda review: (review.day, review.owner))
    ]
    return write_calendar(title, events)


def _create_event(
    role: str, day: date, owner: str, reviews: list[DueReview], find_address: Callable[[str], str]
) -> CalendarEvent:
    number = "1 page" if len(reviews) == 1 else f"{len(reviews)} pages"
    text = "\n".join(f"{review.title}: {find_address(review.path)} ({review.place})" for review in reviews)
    written = max(review.written for review in reviews)
    return CalendarEvent(f"review-{owner}-{day}", day, f"{number} to review: {role}", text, written)

"""When a record or page is to be looked at again, and who answers for it.

Whoever reviews adds to ``reviews``; what a record has not said of its ``owner`` and of ``review_every`` the
plan of its kind says here, and nowhere else. The next review falls due so many months after the last one, or
after the text was drafted, whichever is later.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol

from macros.records.review_fields import Review

OWNERS = "owner"  # The closed list of the roles.


class ReviewPlan(NamedTuple):
    """The role that answers for something, a word of the list ``owner``, and after how many months it is to
    be looked at again."""

    owner: str
    months: int


# By the kind of record.
PLANS_OF_KINDS = {
    "pathway": ReviewPlan("module-lead", 24),
    "programme": ReviewPlan("programme-director", 12),
    "module": ReviewPlan("module-lead", 12),
    "component": ReviewPlan("module-lead", 24),
    "case": ReviewPlan("module-lead", 36),
    "framework": ReviewPlan("curriculum-lead", 12),
    "crosswalk": ReviewPlan("curriculum-lead", 24),
    "theory": ReviewPlan("curriculum-lead", 36),
    "tension": ReviewPlan("curriculum-lead", 36),
    "instrument": ReviewPlan("assessment-lead", 24),
}
# Of hand-written pages, by how their place in docs begins; the first that fits.
PLANS_OF_PAGES = {
    "contribute/": ReviewPlan("engineer", 12),
    "deaneries/": ReviewPlan("engineer", 12),
    "": ReviewPlan("editor", 12),
}


class Reviewed(Protocol):
    """What is reviewed: a record, or the front matter of a page."""

    @property
    def owner(self) -> str | None:
        """The role that answers for it, if it says so."""

    @property
    def review_every(self) -> int | None:
        """After how many months it is to be looked at again, if it says so."""

    @property
    def drafted(self) -> date | None:
        """The day on which its text was drafted or last rewritten."""

    @property
    def reviews(self) -> Iterable[Review]:
        """Its reviews."""


def find_page_plan(uri: str) -> ReviewPlan:
    """The plan of the hand-written page at ``uri`` in ``docs``."""
    return next(plan for beginning, plan in PLANS_OF_PAGES.items() if uri.startswith(beginning))


def find_owner(reviewed: Reviewed, plan: ReviewPlan) -> str:
    """The role that answers for something of the kind with this ``plan``, a word of the list ``owner``."""
    return reviewed.owner or plan.owner


def find_due_day(reviewed: Reviewed, plan: ReviewPlan) -> date | None:
    """The day on which something of the kind with this ``plan`` is to be looked at again; ``None`` where
    nobody knows when it was written."""
    if not reviewed.drafted:
        return None
    last = max([reviewed.drafted, *(review.date for review in reviewed.reviews)])
    return add_months(last, reviewed.review_every or plan.months)


def add_months(day: date, months: int) -> date:
    """The day so many months later; the last of its month where that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

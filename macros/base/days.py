"""Which days and years can be true: what has happened lies neither in the future nor before the handbook.

The day of today is the later of the clock's and that of ``SOURCE_DATE_EPOCH``
(reproducible-builds.org/specs/source-date-epoch), so that what once passed passes again, whenever and from
whichever commit it is built. A day later is let through, as it has come elsewhere in the world. A clock that
stands before the handbook is wrong, and nothing is judged by it.
"""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, date, datetime, timedelta

from macros.base.problems import Fault

BEGINNING = date(2026, 11, 1)  # In this month the first text of the handbook was drafted.
GRACE = timedelta(days=1)
MOST_YEARS_AHEAD = 10  # Of what is planned.


def read_today() -> date | None:
    """The day of today; ``None`` where neither the clock nor ``SOURCE_DATE_EPOCH`` can be right."""
    today = datetime.now(UTC).date()
    with contextlib.suppress(ValueError, OverflowError, OSError):
        today = max(today, datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC).date())
    return today if today >= BEGINNING else None


def find_past_fault(day: date) -> Fault | None:
    """What is wrong with a day on which something in the handbook has happened, or ``None``."""
    today = read_today()
    if today and day > today + GRACE:
        return Fault(f"'{day}' lies in the future", "write the day on which it happened, as 2026-11-22")
    return _find_early_fault(day)


def find_plan_fault(day: date) -> Fault | None:
    """What is wrong with a day for which something is planned, or was once, or ``None``."""
    today = read_today()
    if today and day.year > today.year + MOST_YEARS_AHEAD:
        wrong = f"'{day}' lies more than {MOST_YEARS_AHEAD} years ahead"
        return Fault(wrong, "write the day on which it takes place, as 2027-03-02")
    return _find_early_fault(day)


def find_publication_fault(year: int) -> Fault | None:
    """What is wrong with a year in which something was published, or ``None``. Next year's is let through, as
    journals and publishers write it ahead."""
    today = read_today()
    if today and year > today.year + 1:
        return Fault(f"'{year}' lies in the future", "write the year in which it was published, as 2019")
    return None


def _find_early_fault(day: date) -> Fault | None:
    if day >= BEGINNING:
        return None
    wrong = f"'{day}' lies before {BEGINNING:%B %Y}, in which the handbook was begun"
    return Fault(wrong, f"write year-month-day, as 2026-11-22, from {BEGINNING} on")

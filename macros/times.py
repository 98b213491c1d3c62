"""Days and times as they are read."""

from __future__ import annotations

import datetime


def day(date: datetime.date) -> str:
    """A date as it is read: ``22 November 2026``."""
    return f"{date.day} {date:%B %Y}"


def minutes(number: float) -> str:
    """A time in minutes as it is read: ``45 min``, ``1 h 30 min``."""
    hours, rest = divmod(round(number), 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part)

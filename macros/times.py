"""Days and times as they are read, and how long things take."""

from __future__ import annotations

import datetime
import math

from macros.entries import Entry
from macros.fields import values, walk

WORDS_A_MINUTE = 200  # Careful reading of non-fiction; Brysbaert (2019) finds a mean of 238 for silent reading.


def day(date: datetime.date) -> str:
    """A date as it is read: ``22 November 2026``."""
    return f"{date.day} {date:%B %Y}"


def minutes(number: float) -> str:
    """A time in minutes as it is read: ``45 min``, ``1 h 30 min``."""
    hours, rest = divmod(round(number), 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part)


def words_of(entry: Entry) -> int:
    """How many words an entry holds of its own; a framework or an item without the items below it."""
    below = "items" if entry.kind in ("framework", "item") else None
    return sum(
        len(text.split())
        for route, part in walk(entry.node) if below not in route
        for want in ("line", "prose")
        for _, text, field in values(part, want) if field.name not in ("keywords", "aliases")
    )


def minutes_for(entry: Entry) -> int:
    """How many minutes an entry asks of one who takes it: as its record states, or else the time to read it."""
    node = entry.node
    if entry.kind == "module":
        return round(node.hours.total * 60)
    if entry.kind == "workplace task":
        return round(node.hours * 60)
    if entry.kind == "session":
        return node.minutes + (node.prepare_minutes or 0)
    if entry.kind in ("instrument", "pathway"):
        return node.minutes
    return max(1, math.ceil(words_of(entry) / WORDS_A_MINUTE))


def how_long(entry: Entry) -> str:
    """What :func:`minutes_for` counted, in a word: ``to read``, ``to fill in``, ``with its preparation``."""
    return {"module": "in all", "workplace task": "at work", "session": "with its preparation", "instrument": "to fill in",
            "pathway": "in all"}.get(entry.kind, "to read")

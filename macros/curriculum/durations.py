"""Days and times as they are read, and how long things take."""

from __future__ import annotations

import math

from macros.i18n.phrases import _
from macros.records.entries import Entry
from macros.records.field_plans import list_readable_texts
from macros.records.kinds import Instrument, Module, Pathway, Session, WorkplaceTask

WORDS_A_MINUTE = (
    200  # Careful reading of non-fiction; Brysbaert (2019) finds a mean of 238 for silent reading.
)


def minutes(number: float) -> str:
    """A time in minutes as it is read: ``45 min``, ``1 h 30 min``."""
    hours, rest = divmod(round(number), 60)
    if not hours:
        return _("%(minutes)s min", minutes=rest)
    return (
        _("%(hours)s h %(minutes)s min", hours=hours, minutes=rest) if rest else _("%(hours)s h", hours=hours)
    )


def words_of(entry: Entry) -> int:
    """How many words an entry holds of its own; a framework or an item without the items below it."""
    below = "items" if entry.kind in ("framework", "item") else None
    return sum(len(text.split()) for _, text in list_readable_texts(entry.node, below))


def minutes_for(entry: Entry) -> int:
    """How many minutes an entry asks of one who takes it: as its record states, or else the time to read
    it."""
    node = entry.node
    if isinstance(node, Module):
        return round(node.hours.total * 60)
    if isinstance(node, WorkplaceTask):
        return round(node.hours * 60)
    if isinstance(node, Session):
        return node.minutes + (node.prepare_minutes or 0)
    if isinstance(node, (Instrument, Pathway)):
        return node.minutes
    return max(1, math.ceil(words_of(entry) / WORDS_A_MINUTE))


def how_long(entry: Entry) -> str:
    """What :func:`minutes_for` counted, in a word: ``to read``, ``to fill in``, ``with its preparation``."""
    return {
        "module": _("in all"),
        "workplace task": _("at work"),
        "session": _("with its preparation"),
        "instrument": _("to fill in"),
        "pathway": _("in all"),
    }.get(entry.kind) or _("to read")


def time_it_takes(entry: Entry) -> str:
    """What an entry asks of one who takes it, as it is read: ``12 min to read``."""
    time = minutes(minutes_for(entry))
    if entry.kind in ("module", "pathway"):
        return _("%(time)s in all", time=time)
    if entry.kind == "workplace task":
        return _("%(time)s at work", time=time)
    if entry.kind == "session":
        return _("%(time)s with its preparation", time=time)
    return (
        _("%(time)s to fill in", time=time)
        if entry.kind == "instrument"
        else _("%(time)s to read", time=time)
    )

"""How many minutes an entry takes, and durations in words."""

from __future__ import annotations

import math

from macros.base.html import strip_tags
from macros.curriculum.passages import count_part_words
from macros.hand_written.markdown_conversion import CALL
from macros.hand_written.pages import WrittenPage
from macros.i18n.phrases import _
from macros.records.entries import Entry
from macros.records.field_plans import count_readable_words, walk_texts
from macros.records.handbook import Handbook
from macros.records.kinds import Instrument, Module, Pathway, PathwayStop, WorkplaceTask
from macros.records.sessions import SESSION_PAGE_FIELDS, Session

WORDS_PER_MINUTE = (
    200  # For careful reading of non-fiction; Brysbaert (2019) finds a mean of 238 for silent reading.
)


def format_minutes(number: float) -> str:
    """A number of minutes in words, rounded to whole ones: ``45 min``, ``1 h 30 min``."""
    hours, rest = divmod(round(number), 60)
    if not hours:
        return _("%(minutes)s min", minutes=rest)
    return (
        _("%(hours)s h %(minutes)s min", hours=hours, minutes=rest) if rest else _("%(hours)s h", hours=hours)
    )


def count_words(entry: Entry) -> int:
    """The number of words that one reads in an entry: in a framework or an item without the items below it,
    in a module without what stands on the pages of its sessions."""
    omitted_field = "items" if entry.kind in ("framework", "item") else None
    words = count_readable_words(entry.node, omitted_field)
    return words - _count_words_of_sessions(entry.node) if isinstance(entry.node, Module) else words


def _count_words_of_sessions(module: Module) -> int:
    """The number of words of the sessions of a module that stand on their own pages."""
    return sum(
        len(text.split())
        for session in module.sessions
        for route, text, *_ in walk_texts(session, "line", "prose")
        if route[0] in SESSION_PAGE_FIELDS
    )


def estimate_minutes(entry: Entry) -> int:
    """The minutes that an entry takes: as its record states or, where it states none, the time to read it at
    :data:`WORDS_PER_MINUTE`, at least 1."""
    node = entry.node
    if isinstance(node, Module):
        return round(node.hours.total * 60)
    if isinstance(node, WorkplaceTask):
        return round(node.hours * 60)
    if isinstance(node, Session):
        return node.minutes + (node.prepare_minutes or 0)
    if isinstance(node, (Instrument, Pathway)):
        return node.minutes
    return estimate_reading_minutes(entry)


def estimate_reading_minutes(entry: Entry) -> int:
    """The minutes that it takes to read an entry at :data:`WORDS_PER_MINUTE`, at least 1."""
    return _read_minutes(count_words(entry))


def estimate_stop_minutes(handbook: Handbook, stop: PathwayStop) -> int:
    """The minutes that a stop of a pathway takes: those to read the parts that it names or, where it names
    none, those of the whole entry. Raises ``KeyError`` where what it names is not there."""
    entry = handbook.resolve(stop.take, "any")
    words = [count_part_words(handbook, entry, part) for part in stop.parts]
    return _read_minutes(sum(words)) if words else estimate_minutes(entry)


def estimate_page_minutes(page: WrittenPage) -> int:
    """The minutes that it takes to read the words of a hand-written page, at least 1; what its macros show is
    not counted."""
    return _read_minutes(len(CALL.sub("", strip_tags(page.html.text)).split()))


def estimate_remedy_minutes(pathway: Pathway) -> int:
    """The minutes that it takes to read a pathway's remedy, at least 1."""
    return _read_minutes(len(pathway.remedy.split()))


def estimate_walk_minutes(handbook: Handbook, pathway: Pathway) -> int:
    """The minutes of a pathway's remedy and of all its stops together."""
    stops = sum(estimate_stop_minutes(handbook, stop) for stop in pathway.stops)
    return estimate_remedy_minutes(pathway) + stops


def _read_minutes(words: int) -> int:
    """The whole minutes, at least 1, that it takes to read so many words."""
    return max(1, math.ceil(words / WORDS_PER_MINUTE))


def format_reading_time(entry: Entry) -> str:
    """How long it takes to read the page of an entry, in words: ``6 min to read``."""
    return format_minutes_to_read(estimate_reading_minutes(entry))


def format_minutes_to_read(minutes: int) -> str:
    """Minutes of reading in words: ``6 min to read``."""
    return _("%(time)s to read", time=format_minutes(minutes))


def describe_activity(entry: Entry) -> str:
    """What the minutes of :func:`estimate_minutes` are for, in words: ``to read``, ``to fill in``, ``with its
    preparation``."""
    return {
        "module": _("in all"),
        "workplace task": _("at work"),
        "session": _("with its preparation"),
        "instrument": _("to fill in"),
        "pathway": _("in all"),
    }.get(entry.kind) or _("to read")


def format_duration(entry: Entry) -> str:
    """The duration of an entry in words, with what it is for: ``12 min to read``."""
    time = format_minutes(estimate_minutes(entry))
    if entry.kind in ("module", "pathway"):
        return _("%(time)s in all", time=time)
    if entry.kind == "workplace task":
        return _("%(time)s at work", time=time)
    if entry.kind == "session":
        return _("%(time)s with its preparation", time=time)
    if entry.kind == "instrument":
        return _("%(time)s to fill in", time=time)
    return format_minutes_to_read(estimate_minutes(entry))

"""Calendar files (RFC 5545) of events that take whole days, or hours by the clocks of the United Kingdom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

PRODUCT = "-//Clinical Leadership Handbook//Reviews//EN"
MOST_OCTETS = 75  # A line, without its break (RFC 5545, 3.1).
# Whose clocks the times of events are by, with when these are changed: so that no calendar need know the zone
# (RFC 5545, 3.6.5; 2000/84/EC, and the Summer Time Order 2002, which holds in the United Kingdom).
ZONE = "Europe/London"
_ZONE_LINES = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "TZNAME:BST",
    "DTSTART:19960331T010000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "TZNAME:GMT",
    "DTSTART:19961027T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f]")


class CalendarEvent(NamedTuple):
    """What takes a whole ``day``, or where it has a ``start`` the time from then to its ``end``. The same
    ``uid`` is the same event for ever; ``written`` is the day from which what is said of it comes. ``place``
    is where it is, and ``address`` that of a page on it."""

    uid: str
    day: date
    title: str
    text: str
    written: date
    start: time | None = None
    end: time | None = None
    place: str = ""
    address: str = ""


def write_calendar(title: str, events: Iterable[CalendarEvent], product: str = PRODUCT) -> str:
    """The file of a calendar to subscribe to, called ``title``, with its ``events`` in their order.
    ``product`` says what made it."""
    events = list(events)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{product}",
        "METHOD:PUBLISH",  # Older Outlooks refuse a file without it.
        f"X-WR-CALNAME:{escape_text(title)}",
        *(_ZONE_LINES if any(event.start for event in events) else ()),
        *(line for event in events for line in _write_event(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold_line(line)}\r\n" for line in lines)


def _write_event(event: CalendarEvent) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{escape_text(event.uid)}@clinical-leadership-handbook",
        f"DTSTAMP:{event.written:%Y%m%d}T000000Z",
        *_write_times(event),
        f"SUMMARY:{escape_text(event.title)}",
        f"DESCRIPTION:{escape_text(event.text)}",
        *([f"LOCATION:{escape_text(event.place)}"] if event.place else []),
        *([f"URL:{_NOT_IN_ADDRESSES.sub('', event.address)}"] if event.address else []),
        f"TRANSP:{'OPAQUE' if event.start else 'TRANSPARENT'}",
        "END:VEVENT",
    ]


def _write_times(event: CalendarEvent) -> list[str]:
    if event.start is None:
        return [
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        ]
    ends = [f"DTEND{_write_moment(event.day, event.end)}"] if event.end and event.end > event.start else []
    return [f"DTSTART{_write_moment(event.day, event.start)}", *ends]


def _write_moment(day: date, clock: time) -> str:
    return f";TZID={ZONE}:{datetime.combine(day, clock):%Y%m%dT%H%M%S}"


def escape_text(text: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    escaped = re.sub(r"[\\;,]", r"\\\g<0>", _CONTROLS.sub("", text))
    return re.sub(r"\r\n|\r|\n", r"\\n", escaped)


def fold_line(line: str) -> str:
    """A line of any length as lines of at most 75 octets, each but the first begun by a space; no character
    is split."""
    folded, length = [], 0
    for character in line:
        octets = len(character.encode())
        if length + octets > MOST_OCTETS:
            folded.append("\r\n ")
            length = 1
        folded.append(character)
        length += octets
    return "".join(folded)

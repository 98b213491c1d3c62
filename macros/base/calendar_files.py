"""Calendar files (RFC 5545) of events that take whole days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

PRODUCT = "-//Clinical Leadership Handbook//Reviews//EN"
MOST_OCTETS = 75  # A line, without its break (RFC 5545, 3.1).
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class CalendarEvent(NamedTuple):
    """What takes a whole ``day``. The same ``uid`` is the same event for ever; ``written`` is the day from
    which what is said of it comes."""

    uid: str
    day: date
    title: str
    text: str
    written: date


def write_calendar(title: str, events: Iterable[CalendarEvent]) -> str:
    """The file of a calendar to subscribe to, called ``title``, with its ``events`` in their order."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "METHOD:PUBLISH",  # Older Outlooks refuse a file without it.
        f"X-WR-CALNAME:{escape_text(title)}",
        *(line for event in events for line in _write_event(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold_line(line)}\r\n" for line in lines)


def _write_event(event: CalendarEvent) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{escape_text(event.uid)}@clinical-leadership-handbook",
        f"DTSTAMP:{event.written:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escape_text(event.title)}",
        f"DESCRIPTION:{escape_text(event.text)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


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

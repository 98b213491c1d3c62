"""The dates of an edition as calendars (RFC 5545) to subscribe to: one of all, and one for each record that
has any; a programme's has those of its modules and components too. What has no date is no event.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from macros.base.calendar_files import CalendarEvent, write_calendar
from macros.base.csv_tables import clean_cell
from macros.editions.edition import Edition
from macros.exports.formats import Download, ExportFile, Format
from macros.exports.local_parts import describe_contact
from macros.exports.publication import Publication
from macros.records.edition_file import Contact, LocalDate
from macros.records.entries import Entry
from macros.records.kinds import KINDS, Programme
from macros.records.sessions import Session

PLACE = "dates.ics"
PRODUCT = "-//Clinical Leadership Handbook//Dates//EN"
_TIME = re.compile(r"(?<![\d:.])([01]?\d|2[0-3])[:.]([0-5]\d)(?![\d:.])")
_TWELVE_HOURS = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)


def write(publication: Publication, only: tuple[Entry, ...]) -> Iterator[ExportFile]:
    """Yield the calendars of what is wanted; none where there are no dates."""
    if publication.edition is None:
        return
    dated = list(_list_dated(publication, publication.edition))
    if dated and not only:
        yield _write_file(publication, PLACE, publication.name, [event for _, event in dated])
    for record in only or publication.handbook.list_records():
        record_ids = {record.id, *_list_parts_of(publication, record)}
        if events := [event for ids, event in dated if not record_ids.isdisjoint(ids)]:
            place = f"{KINDS[record.kind].section}/{record.id}.ics"
            yield _write_file(publication, place, f"{record.title}: {publication.name}", events)


def _write_file(publication: Publication, place: str, title: str, events: list[CalendarEvent]) -> ExportFile:
    return ExportFile(place, write_calendar(clean_cell(title), events, PRODUCT).encode())


def _list_parts_of(publication: Publication, record: Entry) -> list[str]:
    """The ids of the modules and components of a programme."""
    if record.kind != "programme":
        return []
    node = record.read_as(Programme)
    refs = [*node.modules, *node.components]
    return [entry.id for ref in refs if (entry := publication.handbook.get(ref))]


def _list_dated(publication: Publication, edition: Edition) -> Iterator[tuple[set[str], CalendarEvent]]:
    """The events of an edition, each with the ids of the records that it is of."""
    times: Counter[str] = Counter()  # Of what takes place at several places at one time.
    for date in edition.dates:
        entries = [entry for id in date.ids if (entry := publication.handbook.get(id))]
        if entries:
            name = f"{edition.id} {entries[0].id} {date.date} {date.time or ''}"
            times[name] += 1
            uid = publication.identify("date", f"{name} {times[name]}" if times[name] > 1 else name)
            event = _describe_event(publication, edition, date, entries)._replace(uid=str(uid))
            yield {entry.record.id for entry in entries}, event


def _describe_event(
    publication: Publication, edition: Edition, date: LocalDate, entries: list[Entry]
) -> CalendarEvent:
    first = entries[0]
    start, end = read_times(date.time or "")
    if start and not end and isinstance(first.node, Session):
        end = (datetime.combine(date.date, start) + timedelta(minutes=first.node.minutes)).time()
    contacts = edition.find_local_parts({entry: None for one in entries for entry in (one, one.record)})
    lines = [
        f"Time: {date.time}" if date.time else "",
        f"Where: {date.venue}" if date.venue else "",
        f"Book: {date.book}" if date.book else "",
        date.note or "",
        *(describe_contact(contact) for _, contact in contacts["contacts"] if isinstance(contact, Contact)),
        *(f"{entry.title}: {publication.locate(entry)}" for entry in entries if publication.address),
    ]
    return CalendarEvent(
        "",
        date.date,
        clean_cell(" / ".join(map(_name, entries))),
        clean_cell("\n".join(filter(None, lines))),
        publication.generated.date(),
        start,
        end,
        clean_cell(date.venue or ""),
        publication.locate(first) if publication.address else "",
    )


def _name(entry: Entry) -> str:
    return entry.title if entry is entry.record else f"{entry.record.title}: {entry.title}"


def read_times(text: str) -> tuple[time | None, time | None]:
    """The times at which something begins and ends, as ``09:30 to 12:30`` says them by a clock of 24 hours;
    ``None`` for what it does not say so."""
    if _TWELVE_HOURS.search(text):
        return None, None
    times = [time(int(hour), int(minute)) for hour, minute in _TIME.findall(text)]
    start = times[0] if times else None
    end = times[1] if len(times) > 1 else None
    return start, end if start and end and end > start else None


def _list_downloads(publication: Publication) -> Iterator[Download]:
    """The calendar of an edition that has dates."""
    if publication.edition and any(_list_dated(publication, publication.edition)):
        yield Download("All dates", PLACE)


FORMAT = Format(
    "ics",
    "Calendars",
    "The dates of an edition for Outlook, Google or any other calendar.",
    write,
    kinds=tuple(KINDS),
    media_types=((".ics", "text/calendar"),),
    list_downloads=_list_downloads,
)

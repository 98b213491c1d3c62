"""The sessions of the modules, each with the place of its page, and the clock of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Module
from macros.records.sessions import Activity, Session

DAY_MINUTES = 24 * 60


class SessionPlace(NamedTuple):
    """A session in its place: ``module`` is the entry of its module and ``entry`` its own, ``number`` counts
    from 1 within the module, and ``path`` is that of its page in the site."""

    module: Entry
    session: Session
    number: int
    path: str
    entry: Entry


class TimedActivity(NamedTuple):
    """One part of a plan by the clock: ``begin`` and ``end`` in minutes from midnight of the day on which the
    session starts, so that what lies beyond midnight has :data:`DAY_MINUTES` and more."""

    begin: int
    end: int
    activity: Activity


def list_sessions(book: Handbook, with_retired: bool = False) -> list[SessionPlace]:
    """Every session of every module, in their order; of the modules in use alone, unless
    ``with_retired``."""
    modules = (book.all_records if with_retired else book.records)["module"]
    return [place for module in modules for place in list_module_sessions(book, module)]


def list_module_sessions(book: Handbook, module: Entry) -> list[SessionPlace]:
    """The sessions of one module, in their order."""
    return list(_list_places(book, module))


def find_session(book: Handbook, module: Entry, id: str) -> SessionPlace | None:
    """The session of a module with the short ``id``, or with that as its former id; ``None`` where there is
    none."""
    entry = book.get(f"{module.id}/{id}", "session")
    return next((place for place in _list_places(book, module) if place.entry is entry), None)


def get_session_place(book: Handbook, entry: Entry) -> SessionPlace:
    """The place of the session that is ``entry``. Raises ``KeyError`` where that is none."""
    for place in _list_places(book, entry.record) if entry.kind == "session" else ():
        if place.entry is entry:
            return place
    raise KeyError(entry.id)


def time_activities(session: Session, start: int = 0) -> list[TimedActivity]:
    """The plan of a session by the clock, from ``start`` in minutes from midnight."""
    timed, clock = [], start
    for activity in session.plan:
        timed.append(TimedActivity(clock, clock + activity.minutes, activity))
        clock += activity.minutes
    return timed


def split_cells(row: str, columns: int) -> list[str]:
    """The cells of a row of a handout's table, in which ``|`` stands between them: as many as there are
    ``columns``, the last ones empty where the row has fewer."""
    cells = [cell.strip() for cell in row.split("|")][:columns]
    return cells + [""] * (columns - len(cells))


def format_clock(minutes: int) -> str:
    """Minutes from midnight as a time of day: ``9:05``; beyond midnight as of the day that follows."""
    hours, rest = divmod(minutes % DAY_MINUTES, 60)
    return f"{hours}:{rest:02}"


def _list_places(book: Handbook, module: Entry) -> Iterator[SessionPlace]:
    entries = [entry for entry in book.list_entries(module) if entry.kind == "session"]
    record = module.read_as(Module)
    for number, (entry, session) in enumerate(zip(entries, record.sessions, strict=True), 1):
        yield SessionPlace(module, session, number, entry.page_path, entry)

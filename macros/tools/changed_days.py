"""The days on which records were drafted, rewritten or reviewed last, by which My handbook says what has
changed since somebody was there."""

from __future__ import annotations

from collections import defaultdict

from macros.records.handbook import Handbook
from macros.records.kinds import Record


def format_changed_days(book: Handbook) -> str:
    """Every record's id behind the day on which it changed last, the oldest day first:
    ``2026-11-22 bristol coaching;2026-11-30 east-kent``. No id holds a space or a semicolon."""
    ids_by_day: dict[str, list[str]] = defaultdict(list)
    for entry in book.list_records():
        record = entry.read_as(Record)
        day = max([record.drafted, *(review.date for review in record.reviews)])
        ids_by_day[day.isoformat()].append(entry.id)
    return ";".join(" ".join([day, *sorted(ids)]) for day, ids in sorted(ids_by_day.items()))

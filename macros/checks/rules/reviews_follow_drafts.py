"""A review is of the text that stands there: its day is not before that on which the text was drafted or last
rewritten."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.handbook import Handbook
from macros.records.kinds import Record


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every review of a record from before its draft."""
    for entry in handbook.list_records():
        record = entry.read_as(Record)
        for place, review in enumerate(record.reviews):
            if review.date < record.drafted:
                yield entry.problem(
                    ("reviews", place, "date"),
                    f"is {review.date}, and the text was drafted on {record.drafted}",
                    "write the day of the review, or take it out where it was of an earlier text",
                )

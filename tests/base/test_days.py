"""What has happened lies neither in the future nor before the handbook, whatever the clock and wherever the
author."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from macros.base import days
from macros.base.days import find_past_fault, find_plan_fault, find_publication_fault, read_today


def set_clock(monkeypatch, day: date, epoch: str | None = None) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, zone=None):
            return datetime(day.year, day.month, day.day, 12, tzinfo=zone)

    monkeypatch.setattr(days, "datetime", Clock)
    if epoch is None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    else:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)


def seconds_of(*day: int) -> str:
    return str(int(datetime(*day, tzinfo=UTC).timestamp()))


def test_a_day_may_have_come_elsewhere_in_the_world_and_no_later_one(monkeypatch):
    set_clock(monkeypatch, date(2027, 3, 1))
    assert find_past_fault(date(2027, 3, 1)) is None and find_past_fault(date(2027, 3, 2)) is None
    assert find_past_fault(date(2027, 3, 3)).wrong == "'2027-03-03' lies in the future"


def test_the_handbook_has_a_beginning(monkeypatch):
    set_clock(monkeypatch, date(2027, 3, 1))
    for find_fault in (find_past_fault, find_plan_fault):
        assert find_fault(date(2026, 11, 1)) is None
        assert find_fault(date(2026, 10, 31)) == (
            "'2026-10-31' lies before November 2026, in which the handbook was begun",
            "write year-month-day, as 2026-11-22, from 2026-11-01 on",
        )
        assert find_fault(date(26, 11, 22)).wrong.startswith("'0026-11-22' lies before November 2026")


def test_what_is_planned_may_lie_ten_years_ahead(monkeypatch):
    set_clock(monkeypatch, date(2027, 3, 1))
    assert find_plan_fault(date(2037, 12, 31)) is None
    assert find_plan_fault(date(2038, 1, 1)) == (
        "'2038-01-01' lies more than 10 years ahead",
        "write the day on which it takes place, as 2027-03-02",
    )


def test_a_work_may_be_of_next_year(monkeypatch):
    set_clock(monkeypatch, date(2027, 3, 1))
    assert find_publication_fault(2028) is None and find_publication_fault(1532) is None
    assert find_publication_fault(2029) == (
        "'2029' lies in the future",
        "write the year in which it was published, as 2019",
    )


@pytest.mark.parametrize(
    ("clock", "epoch", "today"),
    [
        (date(2027, 3, 1), None, date(2027, 3, 1)),
        (date(2027, 3, 1), seconds_of(2026, 12, 24), date(2027, 3, 1)),
        (date(2027, 3, 1), seconds_of(2027, 5, 1), date(2027, 5, 1)),
        (date(1970, 1, 1), seconds_of(2027, 5, 1), date(2027, 5, 1)),
        (date(2027, 3, 1), "yesterday", date(2027, 3, 1)),
        (date(2027, 3, 1), "9" * 30, date(2027, 3, 1)),
        (date(1970, 1, 1), None, None),
    ],
)
def test_today_is_the_later_of_the_clock_s_and_that_of_the_build(monkeypatch, clock, epoch, today):
    """A build has the time of the last commit for its day, and the text that it shows may be of today."""
    set_clock(monkeypatch, clock, epoch)
    assert read_today() == today


def test_by_a_clock_that_is_wrong_nothing_is_judged(monkeypatch):
    set_clock(monkeypatch, date(1970, 1, 1))
    assert find_past_fault(date(2062, 11, 22)) is None and find_publication_fault(2069) is None
    assert find_past_fault(date(26, 11, 22)) is not None


@pytest.mark.parametrize("find_fault", [find_past_fault, find_plan_fault])
def test_the_example_in_the_advice_would_itself_be_taken(monkeypatch, find_fault):
    set_clock(monkeypatch, date(2027, 3, 1))
    for day in (date(26, 1, 1), date(2126, 1, 1)):
        example = find_fault(day).right.rpartition(" as ")[2][:10]
        assert find_fault(date.fromisoformat(example)) is None

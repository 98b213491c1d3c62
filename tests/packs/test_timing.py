"""When sessions begin, and how long their parts last."""

import pytest
from packed import pack

from macros.packs.timing import NotTimed, change_minutes, describe_sum, find_time, read_start


@pytest.fixture(scope="module")
def session(small_book):
    return small_book.resolve("small-start/s1").node


@pytest.mark.parametrize("text, minutes", [("09:30", 570), ("9.05", 545), (" 00:00 ", 0), ("23:59", 1439)])
def test_a_time_of_the_day_is_read(text, minutes):
    assert read_start(text) == minutes


@pytest.mark.parametrize(
    "text", ["", "half nine", "24:00", "12:60", "930", "9:3", "-1:00", "٠٩:٣٠x", "9:30 am"]
)
def test_what_is_no_time_is_said(text):
    with pytest.raises(NotTimed, match="is no time of the day; write hours and minutes from 00:00 to 23:59"):
        read_start(text)


def test_the_first_time_in_a_text_is_found():
    assert find_time("09:30 to 12:30") == 570
    assert find_time("from 9.30") == 570
    assert find_time("all day, 120:30, 2026") is None


def test_parts_that_last_longer_move_what_follows(small_book, session):
    changed = change_minutes(session, ["hello=35"])
    assert [part.minutes for part in changed.plan] == [35, 40]
    assert [part.minutes for part in session.plan] == [20, 40]
    times = pack(small_book, "small-start", start=600)
    times = type(times)(times.renderer, times.place, changed, "", times.moment, start=600).times
    assert [(time.begin, time.end) for time in times] == [(600, 635), (635, 675)]
    assert describe_sum(session, changed) == (
        "The plan now takes 75 minutes, 15 minutes more than the 60 of 'One hour'."
    )
    fewer = change_minutes(session, ["Talk=39", "Hel = 20"])
    assert describe_sum(session, fewer) == (
        "The plan now takes 59 minutes, 1 minute fewer than the 60 of 'One hour'."
    )
    assert describe_sum(session, change_minutes(session, ["Hello=30", "Talk=30"])) == ""


@pytest.mark.parametrize(
    "change, sentence",
    [
        ("Talk", "'Talk' says no minutes of a part of the plan; write --minutes"),
        ("Talk=ten", "'Talk=ten' says no minutes"),
        ("Talk=", "'Talk=' says no minutes"),
        ("Talk=0", "gives a part 0 minutes"),
        ("Talk=999", "gives a part 999 minutes"),
        ("Talc=10", "'One hour' has no part 'Talc'; did you mean 'Talk'?"),
        ("=10", "has no part ''"),
        ("Nothing like it=10", "its parts are 'Hello', 'Talk'."),
    ],
)
def test_a_change_that_is_none_is_said(session, change, sentence):
    with pytest.raises(NotTimed) as fault:
        change_minutes(session, [change])
    assert sentence in str(fault.value)


def test_a_beginning_that_two_parts_have_is_said(session):
    twice = session.model_copy(update={"plan": [session.plan[0], session.plan[0]]})
    with pytest.raises(NotTimed, match="2 parts of 'One hour' begin with 'He'; write the whole title"):
        change_minutes(twice, ["He=10"])


def test_a_session_begins_when_the_edition_says(small_book):
    date = {"for": "small-start/s1", "date": "2027-02-04", "time": "13:30 to 14:30", "venue": "Room 2"}
    edition = {"dates": [date]}
    assert pack(small_book, "small-start", edition=edition).begin == 13 * 60 + 30
    assert pack(small_book, "small-start", edition=edition, start=600).begin == 600
    assert pack(small_book, "small-start").begin == 9 * 60 + 30

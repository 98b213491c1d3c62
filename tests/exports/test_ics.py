"""The dates of an edition as calendars, read back by icalendar."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from exported import publish, write
from hostile_book import TEXTS
from icalendar import Calendar

from macros.exports.ics import FORMAT, read_times

DATES = [
    {"for": "small-start/s1", "date": "2027-03-02", "time": "09:30 to 12:30", "venue": "Room 2; Moor Street"},
    {"for": "small-start/s1", "date": "2027-06-02", "time": "14:00", "book": "https://north.example/book/"},
    {"for": "small-talk", "date": "2027-05-11", "time": "in the evening", "note": "Bring a coat."},
    {"for": "small-programme", "date": "2027-01-11"},
]
CONTACTS = [{"for": "small-start", "title": "Events team", "email": "events@north.example"}]


@pytest.fixture(scope="module")
def files(small_book):
    return write(FORMAT, publish(small_book, dates=DATES, contacts=CONTACTS))


def list_events(content):
    calendar = Calendar.from_ical(content)
    assert not calendar.errors
    events = list(calendar.walk("VEVENT"))
    assert not any(event.errors for event in events)
    return events


def test_what_has_no_date_is_no_event(small_book):
    assert write(FORMAT, publish(small_book)) == {}
    assert write(FORMAT, publish(small_book, contacts=CONTACTS)) == {}


def test_each_date_is_one_event_and_each_record_has_its_own(files):
    assert {place: len(list_events(content)) for place, content in files.items()} == {
        "dates.ics": 4,
        "programmes/small-programme.ics": 4,
        "modules/small-start.ics": 2,
        "components/small-talk.ics": 1,
    }
    uids = [event["UID"] for event in list_events(files["dates.ics"])]
    assert len(set(uids)) == 4
    assert {event["UID"] for event in list_events(files["modules/small-start.ics"])} < set(uids)


def test_an_event_says_when_where_and_whom_to_ask(files):
    london = ZoneInfo("Europe/London")
    winter, summer = list_events(files["modules/small-start.ics"])
    assert winter.decoded("DTSTART") == datetime(2027, 3, 2, 9, 30, tzinfo=london)
    assert winter.decoded("DTEND") == datetime(2027, 3, 2, 12, 30, tzinfo=london)
    assert summer.decoded("DTSTART").utcoffset().seconds == 3600
    assert (winter["LOCATION"], winter["URL"]) == (
        "Room 2; Moor Street",
        "https://handbook.example/modules/small-start/s1/",
    )
    title = winter["SUMMARY"].split(": ")[1]
    assert winter["DESCRIPTION"] == (
        "Time: 09:30 to 12:30\nWhere: Room 2; Moor Street\nContact: Events team, events@north.example\n"
        f"{title}: https://handbook.example/modules/small-start/s1/"
    )


def test_a_session_without_an_end_lasts_its_minutes(files, small_book):
    _, event = list_events(files["modules/small-start.ics"])
    lasts = event.decoded("DTEND") - event.decoded("DTSTART")
    assert lasts.total_seconds() == 60 * small_book.resolve("small-start/s1").node.minutes


def test_a_time_in_words_takes_the_day_and_is_told(files):
    (event,) = list_events(files["components/small-talk.ics"])
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2027, 5, 11), date(2027, 5, 12))
    assert event["DESCRIPTION"].startswith("Time: in the evening\nBring a coat.\n")


def test_only_what_is_wanted(small_book):
    publication = publish(small_book, dates=DATES)
    assert list(write(FORMAT, publication, "small-talk")) == ["components/small-talk.ics"]
    assert write(FORMAT, publication, "small-end") == {}


@pytest.mark.parametrize(
    "text, start, end",
    [
        ("09:30 to 12:30", time(9, 30), time(12, 30)),
        ("9.30–12.30", time(9, 30), time(12, 30)),
        ("from 14:00", time(14), None),
        ("22:00 to 01:00", time(22), None),
        ("2.30pm to 4pm", None, None),
        ("all day", None, None),
        ("2027.03.02", None, None),
        ("", None, None),
    ],
)
def test_times_are_read_by_a_clock_of_24_hours(text, start, end):
    assert read_times(text) == (start, end)


def test_the_uid_is_the_editions_and_stays(small_book):
    uids = lambda dates, **edition: [
        event["UID"]
        for event in list_events(write(FORMAT, publish(small_book, dates=dates, **edition))["dates.ics"])
    ]
    assert uids(DATES) == uids(DATES[::-1])
    assert set(uids(DATES)).isdisjoint(uids(DATES, id="south"))
    at_two_places = [DATES[0], DATES[0] | {"venue": "Valley site"}]
    first, second = uids(at_two_places)
    assert first == uids(DATES[:1])[0] != second


def test_hostile_texts_stay_in_their_properties(small_book):
    dates = [
        {
            "for": "small-start",
            "date": "2027-03-02",
            "venue": text.strip()[:400] or "x",
            "note": f"x {number}",
        }
        for number, text in enumerate(TEXTS)
    ]
    content = write(FORMAT, publish(small_book, dates=dates))["dates.ics"]
    events = list_events(content)
    assert len(events) == len(dates)
    known = {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "TRANSP"
    }  # fmt: skip
    assert all(set(event) <= known for event in events)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75

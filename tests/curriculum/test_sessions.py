"""The sessions of the modules with the places of their pages, and the clock of a plan."""

from __future__ import annotations

import pytest

from macros.curriculum.sessions import (
    DAY_MINUTES,
    find_session,
    format_clock,
    get_session_place,
    list_module_sessions,
    list_sessions,
    time_activities,
)
from macros.records.loader import load_handbook


def test_every_session_has_a_place_of_its_own(real_book):
    places = list_sessions(real_book)
    assert len(places) == sum(len(module.node.sessions) for module in real_book.records["module"])
    assert len({place.path for place in places}) == len(places)
    for place in places:
        assert place.path == f"{place.module.path}/{place.session.id}"
        assert place.module.node.sessions[place.number - 1] is place.session
        assert place.entry.node is place.session


def test_sessions_stand_in_the_order_of_their_module(small_book):
    module = small_book.resolve("small-start")
    assert [(place.number, place.path) for place in list_module_sessions(small_book, module)] == [
        (number, f"modules/small-start/{session.id}")
        for number, session in enumerate(module.node.sessions, 1)
    ]


def test_a_session_is_found_by_its_id_and_by_a_former_one(small):
    file = small / "modules" / "catalogue" / "small-start.yml"
    file.write_text(file.read_text().replace("  - id: s1\n", "  - id: s1\n    aliases: [s9]\n"))
    book = load_handbook(small)[0]
    module = book.resolve("small-start")
    place = find_session(book, module, "s1")
    assert place and place.session.id == "s1"
    assert find_session(book, module, "s9") == place, "its former id"
    assert find_session(book, module, "w1") is None, "a task, and no session"
    assert find_session(book, module, "nothing") is None
    assert place.path == place.entry.page_path == "modules/small-start/s1"


def test_the_place_of_an_entry(small_book):
    place = get_session_place(small_book, small_book.resolve("small-start/s1"))
    assert (place.module.id, place.number) == ("small-start", 1)
    for other in ("small-start", "small-start/w1"):
        with pytest.raises(KeyError, match=other):
            get_session_place(small_book, small_book.resolve(other))


def test_a_plan_by_the_clock_has_no_gap_and_lasts_as_long_as_its_session(real_book):
    for place in list_sessions(real_book):
        timed = time_activities(place.session, 9 * 60 + 30)
        assert [part.activity for part in timed] == place.session.plan
        assert timed[0].begin == 570
        assert all(before.end == after.begin for before, after in zip(timed, timed[1:], strict=False))
        assert timed[-1].end == 570 + place.session.minutes, place.entry


def test_a_plan_may_run_beyond_midnight(small_book):
    session = small_book.resolve("small-start").node.sessions[0]
    last = time_activities(session, DAY_MINUTES - 1)[-1]
    assert last.end == DAY_MINUTES - 1 + session.minutes


@pytest.mark.parametrize(
    ("minutes", "time"),
    [(0, "0:00"), (545, "9:05"), (720, "12:00"), (DAY_MINUTES - 1, "23:59"), (DAY_MINUTES + 5, "0:05")],
)
def test_a_time_of_day(minutes, time):
    assert format_clock(minutes) == time

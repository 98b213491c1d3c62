"""The clocks and weeks of components: drawn to scale, and the same as their words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from drawn_pictures import SVG, assert_picture, classed, outside, words_in

from macros.records.kinds import Clock, ClockPart, ComponentStep
from macros.rendering import pictures


def clocks(book):
    return [clock for entry in book.records["component"] for clock in entry.node.clocks]


def set_clock(book, id):
    return next(clock for clock in book.resolve("action-learning-set").node.clocks if clock.id == id)


def kit_text(book, id):
    return next(kit.text for kit in book.resolve("action-learning-set").node.kit if kit.id == id)


def test_every_clock_keeps_inside_its_frame_and_names_its_parts(real_book):
    assert len(clocks(real_book)) >= 2
    for clock in clocks(real_book):
        named = [f"{part.title}, {part.minutes} minutes" for part in clock.parts]
        root = assert_picture(pictures.draw_clock(clock), [*named, *clock.seats])
        assert outside(root) == [], clock.id


def test_the_half_day_is_as_long_as_its_agenda_says(real_book):
    clock = set_clock(real_book, "meeting")
    times = re.findall(r"- (\d):(\d\d) to (\d):(\d\d)\.", kit_text(real_book, "agenda"))
    minutes = [int(c) * 60 + int(d) - int(a) * 60 - int(b) for a, b, c, d in times]
    assert [part.minutes for part in clock.parts] == minutes and sum(minutes) == 180
    root = ET.fromstring(pictures.draw_clock(clock))
    heights = [float(bar.get("height")) for bar in classed(root, "rect", "hb-clock__part")]
    assert heights == [2 * part for part in minutes]
    begins = [f"{int(a)}:{b}" for a, b, _c, _d in times]
    assert [words for words in words_in(root) if re.fullmatch(r"\d:\d\d", words)] == begins


def test_a_round_is_as_long_as_its_agenda_says(real_book):
    clock = set_clock(real_book, "round")
    minutes = [int(number) for number in re.findall(r"- (\d+) minutes\.", kit_text(real_book, "agenda"))]
    assert [part.minutes for part in clock.parts] == minutes and sum(minutes) == 40
    steps = {step.title: step.minutes for step in real_book.resolve("action-learning-set").node.steps}
    assert steps["Three rounds"] == 3 * sum(minutes)
    root = ET.fromstring(pictures.draw_clock(clock))
    assert len(classed(root, "path", "hb-clock__part")) == 5
    assert len(classed(root, "rect", "hb-clock__seat")) == len(clock.seats) == 7


def test_the_weeks_of_a_360_are_those_of_its_words(real_book):
    entry = real_book.resolve("360-feedback")
    steps = entry.node.steps
    root = assert_picture(pictures.draw_weeks(entry), [step.title for step in steps])
    assert outside(root) == []
    assert "over six weeks" in entry.node.time
    assert max(step.last_week or step.first_week or 0 for step in steps) == 6
    bars = classed(root, "rect", "hb-svg__bar")
    placed = [step for step in steps if step.first_week]
    assert len(bars) == len(placed) == len(steps) - 1
    week = (360 - 12) / 6
    for bar, step in zip(bars, placed, strict=True):
        assert float(bar.get("x")) == pytest.approx(7 + week * (step.first_week - 1), abs=0.1)
        weeks = (step.last_week or step.first_week) - step.first_week + 1
        assert float(bar.get("width")) == pytest.approx(week * weeks - 2, abs=0.1)
    assert "After three months: Look again, 15 min" in words_in(root)
    assert "Raters answer, 10 min: weeks 2 to 4." in root.find(f"{SVG}desc").text


def test_steps_begin_in_the_order_of_their_weeks(real_book):
    for entry in real_book.records["component"]:
        weeks = [step.first_week for step in entry.node.steps if step.first_week]
        assert weeks == sorted(weeks), entry.id
        for step in entry.node.steps:
            assert step.last_week is None or step.first_week < step.last_week, entry.id


@pytest.mark.parametrize("minutes", [[5, 5], [1, 180], [6000, 1], [10] * 12])
@pytest.mark.parametrize("seats", [[], ["Facilitator"], ["Member"] * 9])
def test_a_clock_of_any_length(minutes, seats):
    parts = [ClockPart(title=f"Stretch {place} " * 4, minutes=part) for place, part in enumerate(minutes)]
    root = assert_picture(pictures.draw_clock(Clock(id="c", title="A meeting", parts=parts, seats=seats)), [])
    assert outside(root) == []


def test_a_component_without_weeks_has_none(small_book):
    entry = small_book.records["component"][0]
    assert not pictures.has_weeks(entry.node)
    step = ComponentStep(title="A talk", what="x", who="You", first_week=2)
    assert pictures.has_weeks(entry.node.model_copy(update={"steps": [step]}))

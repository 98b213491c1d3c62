"""Prose as the paragraphs of a presentation."""

from macros.packs.slide_texts import BULLET, NUMBER, Run, read_paragraphs
from macros.records import prose


def read(text):
    return read_paragraphs(prose.render_html(text, lambda ref: "#"))


def test_paragraphs_and_emphasis_become_runs():
    first, second = read("One **two** *three*.\n\nFour [five](six) & <b>.")
    assert first.runs == [Run("One "), Run("two", bold=True), Run(" "), Run("three", italic=True), Run(".")]
    assert second.text == "Four five & <b>."


def test_points_of_lists_have_their_marks_and_numbers():
    points = read("Do:\n\n1. one\n2. two\n   - deeper\n\n- point")
    assert [(point.text, point.marker, point.level, point.number) for point in points] == [
        ("Do:", "", 0, 0),
        ("one", NUMBER, 0, 1),
        ("two", NUMBER, 0, 2),
        ("deeper", BULLET, 1, 1),
        ("point", BULLET, 0, 1),
    ]


def test_a_list_that_begins_later_keeps_its_number():
    assert [point.number for point in read("3. three\n4. four")] == [3, 4]


def test_nothing_is_nothing():
    assert read_paragraphs("") == [] and read_paragraphs("<p> </p>") == []

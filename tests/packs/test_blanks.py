"""Room to write in the text of handouts."""

import pytest
from markupsafe import Markup

from macros.packs.blanks import GAP, LINE, add_blanks
from macros.records import prose


def add(text):
    return add_blanks(Markup(prose.render_html(text, lambda ref: "#")))


@pytest.mark.parametrize(
    "text, lines",
    [
        ("My change, in one line:", 1),
        ("What helped:\n\nWhat did not:", 2),
        ("The decision, in the words in which it was taken: \u2026", 1),
        ("1. What I heard:\n2. What I will do:", 2),
        ("Put your own figures beside them. " * 6 + "Write your guess here:", 1),
        ("Ask for these:\n\n- who I am\n- what I fear", 0),
        (
            "You three have some minutes. " * 6
            + "Then you answer one question, all of you and in the same words:",
            0,
        ),
        ("No colon.", 0),
    ],
)
def test_what_ends_with_a_colon_has_a_line(text, lines):
    assert add(text).count(LINE) == lines


def test_dots_that_stand_for_a_word_are_a_gap():
    assert add("We choose \u2026 and \u2026, on *\u2026*.").count(GAP) == 3
    assert GAP not in add('Say: "I was ready to speak when\u2026" and wait\u2026')


def test_text_stays_escaped():
    assert "<b>" not in add("<b>My change:</b>") and "&lt;b&gt;" in add("<b>One \u2026</b>")

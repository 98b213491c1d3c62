"""Papers that a session names and has, and those that it names and nobody has written."""

from __future__ import annotations

import pytest

from macros.checks.rules import papers_are_written
from macros.records.loader import load_handbook

CARDS = (
    "        cards:\n          - {title: A small step, text: Take it.}\n          - {title: A large step}\n"
)


def name_missing(small, words: str, has_cards: bool = True) -> list[str]:
    """What the rule says of a session of ``tests/small`` to whose facilitator ``words`` are said."""
    file = small / "modules" / "catalogue" / "small-end.yml"
    text = file.read_text().replace("Wave. Read the step cards out.", f'"Wave. {words}"')
    if not has_cards:
        text = text.replace(CARDS, "        text: Take it.\n").replace("Step cards", "Steps")
    file.write_text(text)
    return [problem.wrong for problem in papers_are_written.check(load_handbook(small)[0])]


@pytest.mark.parametrize(
    "words",
    [
        "Hand out the role cards.",
        "The ward sister's card holds the answer.",
        "Give them the card of the locum.",
    ],
)
def test_cards_are_there_where_a_handout_has_cards(small, words):
    assert name_missing(small, words) == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Hand out the role cards.", "role cards"),
        ("The ward sister's card holds the answer.", "sister's card"),
        ("Give them the card of the locum.", "card of the locum"),
        ("Fill in the tally sheet together.", "the tally sheet"),
        ("Everybody has a sheet for the watchers.", "sheet for the watchers"),
        ("Read the brochure.", "brochure"),
        ("Mark the timeline, then fold the timeline.", "timeline"),
        ("Print the case pages.", "case pages"),
    ],
)
def test_a_paper_that_nobody_has_written_is_named_once(small, words, name):
    [wrong] = name_missing(small, words, has_cards=False)
    assert wrong == f"names a paper, '{name}', that the session does not have"


@pytest.mark.parametrize(
    "words",
    [
        "Write a sentence on a card, without a name.",
        "Two cards each, of two colours, and a bag.",
        "Swap sheets. Most sheets are full by now.",
        "Take the same sheet, on a sheet of A3, four sheets each.",
        "Read the sheet on what the steps cost, and the steps sheet.",  # By a word of its title.
        "Stand by the tally sheet from session 1.",
        "A blank card for each owner's card.",
    ],
)
def test_what_is_bought_or_there_or_of_another_session_is_no_paper_to_write(small, words):
    assert name_missing(small, words, has_cards=False) == []


def test_a_module_of_which_no_paper_is_written_yet_is_not_judged(small):
    file = small / "modules" / "catalogue" / "small-start.yml"
    file.write_text(file.read_text().replace("facilitator: Smile.", "facilitator: Deal the role cards."))
    assert list(papers_are_written.check(load_handbook(small)[0])) == []


def test_no_session_of_the_handbook_names_a_paper_that_is_not_there(real_book):
    assert [str(problem) for problem in papers_are_written.check(real_book)] == []

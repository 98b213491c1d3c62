"""How many copies the words of a record ask for."""

import pytest

from macros.packs.copies import count_copies


@pytest.mark.parametrize(
    "words, number",
    [
        ("One each", 16),
        ("One each, on A3 if you can", 16),
        ("One card each, filled in beforehand; it fits into a badge holder", 16),
        ("Two each", 32),
        ("One for each pair", 8),
        ("A set a pair", 8),
        ("A set for each group of four", 4),
        ("A set for each group of six", 3),
        ("One for each group of five, on A3", 4),
        ("One for each group", 4),
        ("One for each of the three groups, on A3 if you can", 3),
        ("One each, and one for each group of four", 20),
        ("A set for each pair; the scene on its own for each of the three groups", 8),
        ("One for every eight people, if there are no dice", 2),
        ("Two, sent a week before", 2),
        ("One", 1),
        ("Two sets in all", 2),
        ("One for each guest, a week before", None),
        ("Two for each watcher", None),
        ("As you like", None),
    ],
)
def test_copies_are_counted_as_their_words_say(words, number):
    assert count_copies(words, 16) == number


def test_a_group_that_is_not_full_has_copies_too():
    assert count_copies("A set for each group of four", 13) == 4
    assert count_copies("One for each pair", 1) == 1


def test_every_handout_of_the_handbook_is_read_without_fail(real_book):
    from macros.curriculum.sessions import list_sessions

    for place in list_sessions(real_book):
        for handout in place.session.handouts:
            number = count_copies(handout.copies, 16)
            assert number is None or number > 0

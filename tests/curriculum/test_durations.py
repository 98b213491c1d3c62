"""How long things take, by their own records where these say so and by their words where not; and times as
they are read."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from macros.curriculum.durations import (
    WORDS_PER_MINUTE,
    count_words,
    describe_activity,
    estimate_minutes,
    format_minutes,
)
from macros.i18n.phrases import format_day
from macros.records.field_plans import list_readable_texts


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 min"),
        (1, "1 min"),
        (59.4, "59 min"),
        (59.6, "1 h"),
        (60, "1 h"),
        (61, "1 h 1 min"),
        (90, "1 h 30 min"),
        (6000, "100 h"),
    ],
)
def test_minutes_as_they_are_read(number, said):
    assert format_minutes(number) == said


def test_a_day_as_it_is_read():
    assert format_day(datetime.date(2026, 11, 2)) == "2 November 2026"


@pytest.mark.parametrize(
    ("id", "takes", "how"),
    [
        ("small-start", 600, "in all"),  # Ten notional hours.
        ("small-start/s1", 60, "with its preparation"),
        ("small-start/w1", 120, "at work"),
        ("small-start/a1", 1, "to read"),
        ("small-form", 5, "to fill in"),
        ("small-way", 10, "in all"),
        ("small-steps", 1, "to read"),
        ("small-steps/first", 1, "to read"),
        ("small/1.1", 1, "to read"),
        ("small", 1, "to read"),
    ],
)
def test_what_each_kind_takes(small_book, id, takes, how):
    entry = small_book.resolve(id)
    assert (estimate_minutes(entry), describe_activity(entry)) == (takes, how)


def test_a_session_takes_its_preparation_too(small_book):
    entry = small_book.resolve("small-start/s1")
    assert estimate_minutes(replace(entry, node=entry.node.model_copy(update={"prepare_minutes": 25}))) == 85


def test_reading_is_rounded_up_to_whole_minutes(small_book):
    entry = small_book.resolve("small-steps")
    rest = count_words(entry) - len(entry.node.criticism.split())
    for words, takes in ((WORDS_PER_MINUTE, 1), (WORDS_PER_MINUTE + 1, 2), (3 * WORDS_PER_MINUTE, 3)):
        longer = replace(entry, node=entry.node.model_copy(update={"criticism": "word " * (words - rest)}))
        assert (count_words(longer), estimate_minutes(longer)) == (words, takes)


def test_words_are_those_to_be_read(small_book):
    """Of a list and of parts too, but not what stands there for search."""
    way = small_book.resolve("small-way").node
    told = [
        way.title,
        way.summary,
        way.for_whom,
        way.need,
        way.remedy,
        way.afterwards,
        *(stop.why for stop in way.stops),
    ]
    assert count_words(small_book.resolve("small-way")) == len(" ".join(told).split())
    entry = small_book.resolve("small-steps")
    keywords = replace(
        entry, node=entry.node.model_copy(update={"keywords": ["very many words"], "aliases": ["an-id"]})
    )
    assert count_words(keywords) == count_words(entry)


def test_a_framework_is_read_without_its_items_and_an_item_without_those_below(small_book):
    framework, domain, leaf = (small_book.resolve(id) for id in ("small", "small/1", "small/1.1"))
    assert count_words(domain) == len("Self About oneself.".split())
    assert count_words(leaf) == len(
        "Listening Hears what is said. Hearing comes first. Nobody asks the nurse. Every word is waited for."
        " Repeats back what the nurse said before answering. Asks who has not spoken yet.".split()
    )
    bare = replace(framework, node=framework.node.model_copy(update={"items": []}))
    assert count_words(framework) == count_words(bare) > 10


def test_everything_a_pathway_may_stop_at_takes_some_time(real_book):
    for entry in real_book.entries.values():
        assert estimate_minutes(entry) >= 1 and describe_activity(entry), entry


def test_words_are_those_of_the_texts_that_are_read(real_book):
    for entry in real_book.entries.values():
        omitted = "items" if entry.kind in ("framework", "item") else None
        texts = [text for _, text in list_readable_texts(entry.node, omitted)]
        if entry.kind == "module":  # Its page leaves to those of its sessions what they alone show.
            own = [
                session.model_copy(update={"plan": [], "materials": [], "handouts": [], "facilitator": ""})
                for session in entry.node.sessions
            ]
            module = entry.node.model_copy(update={"sessions": own})
            texts = [text for _, text in list_readable_texts(module)]
        assert count_words(entry) == sum(len(text.split()) for text in texts), entry

"""What is made once for several pages is noted for each of them, where anybody asks for that."""

from __future__ import annotations

from macros.base.notes import Fact, Notes, collect, note, read_unnoted


def make() -> str:
    note("title", "a record")
    return "made"


def test_what_was_read_for_a_thing_is_noted_each_time_it_is_taken():
    notes = Notes()
    for _ in range(2):
        facts: set[Fact | str] = set()
        with collect(facts):
            assert notes.remember("key", make) == "made"
        assert facts == {("title", "a record")}


def test_where_nobody_asks_for_facts_none_are_kept():
    notes, facts = Notes(has_facts=False), set[Fact | str]()
    with collect(facts):
        assert notes.remember("key", make) == notes.remember("key", make) == "made"
    assert facts == set()


def test_what_has_a_fact_of_its_own_notes_no_others():
    facts: set[Fact | str] = set()
    with collect(facts):
        assert read_unnoted(make) == "made"
        note("summary", "a record")
    assert facts == {("summary", "a record")}
    assert read_unnoted(make) == "made"

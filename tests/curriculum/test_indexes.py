"""The indexes hold everything with a skill, a setting, a stage or a tension, under each once, and nothing
else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from macros.curriculum.indexes import FIELDS, build_index
from macros.records.kinds import KINDS


def ids(groups) -> dict[str, dict[str, list[str]]]:
    return {
        group.id: {kind: [entry.id for entry in entries] for kind, entries in group.kinds.items()}
        for group in groups
    }


def test_everything_with_a_skill(small_book):
    assert ids(build_index(small_book, "skill")) == {
        "listening": {"module": ["small-start"], "session": ["small-end/s1"], "competency": ["small/1.1"]}
    }


def test_everything_with_a_setting_or_a_stage(small_book):
    assert ids(build_index(small_book, "setting")) == {
        "ward": {"pathway": ["small-way"], "case": ["small-ward"]}
    }
    assert ids(build_index(small_book, "stage")) == {
        "foundation": {"pathway": ["small-way"], "module": ["small-start"]}
    }


def test_everything_that_works_on_a_tension(small_book):
    (group,) = build_index(small_book, "tension")
    assert (group.id, group.title, group.means) == (
        "fast-and-slow",
        "Fast and slow",
        "Acting now against thinking first.",
    )
    assert ids([group])["fast-and-slow"] == {
        "programme": ["small-programme"],
        "module": ["small-start", "small-end"],
        "component": ["small-talk"],
        "case": ["small-ward"],
    }


def test_a_heading_is_its_word_and_what_it_means(small_book):
    (group,) = build_index(small_book, "skill")
    word = small_book.find_word("skill", "listening")
    assert (group.id, group.title, group.means) == (word.id, word.title, word.description)


def test_empty_headings_are_left_out_and_the_rest_stand_in_the_order_of_the_list(real_book):
    for by in FIELDS:
        groups = build_index(real_book, by)
        assert all(group.kinds for group in groups)
        order = [term.id for term in real_book.vocabularies[by].terms]
        assert [group.id for group in groups] == [id for id in order if id in {group.id for group in groups}]


def test_there_is_no_index_by_anything_else(small_book):
    for by in ("problem", "skills", ""):
        with pytest.raises(KeyError):
            build_index(small_book, by)


def test_a_tension_that_nothing_names_has_no_heading(small_book):
    other = replace(small_book.resolve("fast-and-slow"), id="lone", path="tensions/lone")
    book = replace(small_book, all_records={**small_book.records, "tension": [other]})
    assert build_index(book, "tension") == []


@pytest.mark.parametrize("by", [*FIELDS, "tension"])
def test_each_thing_stands_under_each_heading_once(real_book, by):
    for group in build_index(real_book, by):
        for kind, entries in group.kinds.items():
            assert len(entries) == len(set(entries)), (group.id, kind)
            assert {("competency" if entry.kind == "item" else entry.kind) for entry in entries} == {kind}


@pytest.mark.parametrize("by", FIELDS)
def test_nothing_with_a_word_is_left_out(real_book, by):
    """Counted a second time, from the records."""
    wanted = {
        (word, entry.id)
        for entry in real_book.entries.values()
        for word in getattr(entry.node, FIELDS[by], ())
    }
    assert {
        (group.id, entry.id)
        for group in build_index(real_book, by)
        for entries in group.kinds.values()
        for entry in entries
    } == wanted


def test_every_list_is_a_field_of_every_record():
    for kind in KINDS.values():
        assert set(FIELDS.values()) <= kind.model.model_fields.keys()

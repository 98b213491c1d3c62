"""The parts of pages that a pathway's stop may name, and the words in them."""

from __future__ import annotations

import pytest

from macros.base.html import find_ids
from macros.curriculum.durations import estimate_remedy_minutes, estimate_stop_minutes, estimate_walk_minutes
from macros.curriculum.passages import SECTIONS, count_part_words, list_parts
from macros.records.kinds import KINDS, Pathway, PathwayStop


@pytest.mark.parametrize("kind", SECTIONS)
def test_every_part_that_a_stop_may_name_is_on_the_page(real_book, render_page, kind):
    """Of every record of the kind, as its template writes it: a part renamed there is renamed here."""
    entries = [entry for entry in real_book.entries.values() if entry.kind == kind and not entry.anchor]
    seen = set()
    for entry in entries:
        ids = set(find_ids(render_page(entry)))
        missing = [part for part in list_parts(real_book, entry) if part not in ids]
        assert missing == [], entry
        seen |= set(list_parts(real_book, entry))
    assert set(SECTIONS[kind]) <= seen, "a section that no record has"


def test_only_what_is_filled_is_a_part(small_book):
    assert "scene" not in list_parts(small_book, small_book.resolve("small/1.1"))
    assert "in-practice" in list_parts(small_book, small_book.resolve("small/1.1"))


def test_words_of_a_part_are_those_of_its_fields(small_book):
    item, module = small_book.resolve("small/1.1"), small_book.resolve("small-start")
    assert count_part_words(small_book, item, "in-practice") == len(" ".join(item.node.behaviours).split())
    assert count_part_words(small_book, module, "why") == len(module.node.why.split())
    task = module.node.workplace[0]
    assert count_part_words(small_book, module, f"workplace-task-{task.id}") >= len(task.do.split())


def test_a_part_that_is_not_there_has_no_words(small_book):
    with pytest.raises(KeyError, match="scene"):
        count_part_words(small_book, small_book.resolve("small/1.1"), "scene")


def test_a_stop_takes_as_long_as_its_part(small_book):
    session = PathwayStop(take="small-start/s1", why="Whom to meet.")
    part = PathwayStop(take="small-start", parts=["session-s1"], why="What is planned.")
    assert estimate_stop_minutes(small_book, session) == 60
    assert estimate_stop_minutes(small_book, part) == 1


def test_a_walk_is_its_remedy_and_its_stops(real_book):
    for entry in real_book.records["pathway"]:
        pathway = entry.read_as(Pathway)
        stops = [estimate_stop_minutes(real_book, stop) for stop in pathway.stops]
        assert estimate_remedy_minutes(pathway) == max(1, -(-len(pathway.remedy.split()) // 200)), entry
        assert estimate_walk_minutes(real_book, pathway) == estimate_remedy_minutes(pathway) + sum(stops)
        assert estimate_walk_minutes(real_book, pathway) <= pathway.minutes, entry


def test_every_kind_with_sections_is_a_kind():
    assert set(SECTIONS) <= {*KINDS, "item"}

"""Every page says what it rests on, what on it is the handbook's own, and what is to be verified."""

from __future__ import annotations

from dataclasses import replace

import pytest

from macros.curriculum.trust import OWN_WORK, _describe_sources, assess_page_trust, assess_trust
from macros.records.field_plans import find_texts, walk_parts
from macros.records.kinds import KINDS, Citation, Source


def sources(*seen: str) -> list[Source]:
    return [Source.model_construct(id=f"s{place}", seen=how) for place, how in enumerate(seen)]


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ((), "It claims nothing that rests on a publication, and names none."),
        (("full",), "One source, read at least in part."),
        (("abstract",), "One source, read at least in part."),
        (("citation",), "One source, cited from general knowledge."),
        (("unread",), "One source, cited from general knowledge."),
        (("full", "abstract"), "2 sources, all read at least in part."),
        (("unread", "citation"), "2 sources, all cited from general knowledge."),
        (
            ("full", "unread", "abstract"),
            "3 sources, 2 of them read at least in part, the rest cited from general knowledge.",
        ),
    ],
)
def test_how_far_the_sources_were_read(seen, said):
    assert _describe_sources(sources(*seen)) == said


@pytest.mark.parametrize(
    "id",
    [
        "small-steps",  # Names it for the page,
        "small-ward",  # for a figure on it,
        "small-start",  # to be read.
        "small",
        "small/1.1",  # Rests on its framework's.
    ],
)
def test_a_source_counts_wherever_a_page_names_it(small_book, id):
    assert (
        assess_trust(small_book, small_book.resolve(id)).sourcing
        == "One source, cited from general knowledge."
    )


def test_a_page_that_names_no_source_says_so(small_book):
    assert (
        assess_trust(small_book, small_book.resolve("fast-and-slow")).sourcing
        == "It claims nothing that rests on a publication, and names none."
    )


def test_a_source_named_twice_counts_once(small_book):
    entry = small_book.resolve("small/1.1")
    own = replace(
        entry,
        node=entry.node.model_copy(
            update={"sources": [Citation(source="kotter-1996"), Citation(source="kotter-1996")]}
        ),
    )
    assert assess_trust(small_book, own).sourcing.startswith("One source,")


def test_a_framework_does_not_count_what_its_items_name(small_book):
    entry = small_book.resolve("small")
    item = entry.node.items[0].model_copy(update={"sources": [Citation(source="kotter-1996")]})
    bare = replace(entry, node=entry.node.model_copy(update={"sources": [], "items": [item]}))
    assert assess_trust(small_book, bare).sourcing.startswith("It claims nothing")


def test_what_is_to_be_verified_is_said(small_book):
    entry = small_book.resolve("small/1.1")
    doubtful = replace(entry, node=entry.node.model_copy(update={"unverified": ["The year."]}))
    assert assess_trust(small_book, doubtful).unverified == ["The year."]
    assert assess_trust(small_book, entry).unverified == []


def test_every_kind_of_page_says_what_is_its_own():
    assert OWN_WORK.keys() == {*KINDS, "item"}


@pytest.mark.parametrize("which", ["small_book", "real_book"])
def test_every_page_can_say_it(request, which):
    book = request.getfixturevalue(which)
    for entry in book.entries.values():
        if not entry.anchor:
            trust = assess_trust(book, entry)
            cited = any(
                field.ref.kind == "source"
                for _, part in walk_parts(entry.node)
                for _, _, field in find_texts(part, "ref")
            )
            assert trust.sourcing.endswith(".") and trust.own_work.endswith("."), entry
            assert (
                entry.kind == "framework" or not cited or not trust.sourcing.startswith("It claims nothing")
            ), entry


def test_a_hand_written_page_says_what_it_cites():
    assert assess_page_trust(sources("abstract")).sourcing == "One source, read at least in part."
    assert assess_page_trust([]).sourcing == "It claims nothing that rests on a publication, and names none."
    assert assess_page_trust([]).own_work.startswith("Everything that names no source.")

"""Glossary terms and sources stand in groups by letter, each once."""

from __future__ import annotations

import re

from built import book

from macros.rendering.letters import group_sources, group_terms


def test_every_term_stands_once_under_the_letter_with_which_it_begins():
    groups = group_terms(book().terms)
    assert [entry.id for group in groups for entry in group.entries] == [
        entry.id for entry in sorted(book().terms, key=lambda entry: entry.title.casefold())
    ]
    assert {entry.title[0].upper() == group.letter for group in groups for entry in group.entries} == {True}


def test_every_source_stands_once_and_the_letters_are_in_order():
    groups = group_sources(book().sources)
    letters = [group.letter for group in groups]
    assert letters == sorted(set(letters))
    assert sorted(entry.id for group in groups for entry in group.entries) == sorted(
        source.id for source in book().sources
    )
    assert [entry.id for group in groups if group.letter == "0–9" for entry in group.entries] == [
        source.id for source in book().sources if source.node.creators[0][0].isdigit()
    ]


def test_no_term_and_no_source_can_have_the_id_of_a_letter():
    for group in (*group_terms(book().terms), *group_sources(book().sources)):
        assert re.fullmatch(r"letter_[a-z0]", group.anchor)

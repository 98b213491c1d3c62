"""What people type stands in one group of synonyms alone (``framework/synonyms.yml``): of two groups that
claim one phrase nobody would know which the search goes by."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.handbook import Handbook
from macros.records.kinds import Synonym
from macros.search.words import split_words


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every phrase that stands in two groups, and for every one without a word."""
    groups: dict[str, str] = {}
    for entry in handbook.synonyms:
        synonym = entry.read_as(Synonym)
        for index, phrase in enumerate(synonym.typed):
            key = " ".join(split_words(phrase))
            if not key:
                yield entry.problem(
                    ("typed", index), f"'{phrase}' holds no word", "write what people type, in letters"
                )
            elif key in groups:
                yield entry.problem(
                    ("typed", index),
                    f"'{phrase}' is typed for '{groups[key]}' already",
                    "put what it means into that group",
                )
            else:
                groups[key] = entry.title

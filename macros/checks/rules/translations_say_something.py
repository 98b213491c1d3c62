"""A record's translations say something: each language once, and not the English words again."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.handbook import Handbook


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for a language that a record, an item or a term gives twice, and for a translation that
    is the English text."""
    for entry in (*(entry for entry in handbook.entries.values() if not entry.anchor), *handbook.terms):
        seen: set[str] = set()
        for place, translation in enumerate(entry.node.translations):
            route = ("translations", place)
            if translation.language in seen:
                yield entry.problem(
                    (*route, "language"),
                    f"'{translation.language}' is given twice",
                    "keep one translation into each language",
                )
            seen.add(translation.language)
            if translation.title == entry.title and translation.summary in (None, entry.summary):
                yield entry.problem(
                    (*route, "title"),
                    "is the English title, and says nothing else",
                    "write what it is called in that language, or remove the translation",
                )
            elif translation.summary and translation.summary == entry.summary:
                yield entry.problem(
                    (*route, "summary"), "is the English text", "write it in that language, or remove the key"
                )

"""A record's translations say something: each language once, and not the English words again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.base.problems import Problem
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Item, Record, Term, Translation


def _list_translations(entry: Entry) -> Sequence[Translation]:
    """The translations of a record, an item or a term."""
    node = entry.node
    return node.translations if isinstance(node, (Record, Item, Term)) else ()


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for a language that a record, an item or a term gives twice, and for a translation that
    is the English text."""
    for entry in (*(entry for entry in handbook.entries.values() if not entry.anchor), *handbook.terms):
        seen: set[str] = set()
        for place, translation in enumerate(_list_translations(entry)):
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

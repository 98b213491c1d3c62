"""Puts glossary terms and sources into groups by the letter with which their names begin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from macros.base.language_marks import strip_accents
from macros.records.entries import Entry
from macros.records.kinds import Source
from macros.rendering.citations import sort_key

_DIGITS = "0–9"


@dataclass(frozen=True)
class LetterGroup:
    """The entries whose names begin with ``letter``: ``A``, or ``0–9`` for all that begin with no letter."""

    letter: str
    entries: list[Entry]

    @property
    def anchor(self) -> str:
        """The id of the group on its page. Nothing that an author names has such an id: theirs
        hold hyphens and no underscores."""
        return f"letter_{'0' if self.letter == _DIGITS else self.letter.lower()}"


def group_terms(terms: Iterable[Entry]) -> list[LetterGroup]:
    """Glossary terms by letter, in the order of the alphabet whatever their accents and capitals."""
    return _group((entry.title, entry) for entry in sorted(terms, key=lambda entry: _plain(entry.title)))


def group_sources(sources: Iterable[Entry]) -> list[LetterGroup]:
    """Sources by the letter of their first author, in the order of a list of references."""
    ordered = sorted(
        ((entry.read_as(Source), entry) for entry in sources), key=lambda pair: sort_key(pair[0])
    )
    return _group(((source.creators or [source.title])[0], entry) for source, entry in ordered)


def _group(named_entries: Iterable[tuple[str, Entry]]) -> list[LetterGroup]:
    """Entries, each after its name, by the name's first letter; they keep their order."""
    by_letter: dict[str, list[Entry]] = defaultdict(list)
    for name, entry in named_entries:
        letter = _plain(name)[:1].upper()
        by_letter[letter if letter.isalpha() else _DIGITS].append(entry)
    return [LetterGroup(letter, by_letter[letter]) for letter in sorted(by_letter)]


def _plain(text: str) -> str:
    return strip_accents(text).casefold()

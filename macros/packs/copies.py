"""How many copies of a paper are printed for so many people, as far as its record's words say it."""

from __future__ import annotations

import math
import re

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_BY_WORD = {"a": 1, "an": 1, **{word: number for number, word in enumerate(_NUMBERS, 1)}}
_NUMBER = rf"(?:{'|'.join(_BY_WORD)}|\d+)"
_SIZES = {"pair": 2, "trio": 3, "three": 3, "four": 4, "five": 5, "six": 6}
_FIRST = re.compile(rf"({_NUMBER})\b")
_OF_GROUPS = re.compile(
    rf"\beach of (?:the )?({_NUMBER}) (?:groups|tables|teams|pairs|corners|stations|sets)"
)
_PER_GROUP = re.compile(
    rf"\b(?:each|every|per|an?) (?:(?:group|table|team|circle|set) of ({_NUMBER})|({'|'.join(_SIZES)})s?)\b"
)
_PER_PERSON = re.compile(
    r"\b(?:each|everyone|everybody|(?:per|every|a) (?:person|participant|head))\b"
    r"(?! (?:group|table|team|side))"
)


def count_copies(words: str, participants: int) -> int | None:
    """How many copies ``words`` ask for: 16 of ``One each`` for 16 participants, 4 of ``A set for each group
    of four``; ``None`` where that cannot be told from them."""
    folded = words.casefold()
    first = _FIRST.match(folded)
    number = _read_number(first[1]) if first else 1
    rest = folded[first.end() :] if first else folded
    if groups := _OF_GROUPS.search(rest):
        return number * _read_number(groups[1])
    if group := _PER_GROUP.search(rest):
        size = _read_number(group[1]) if group[1] else _SIZES[group[2]]
        return number * math.ceil(participants / max(size, 1))
    if _PER_PERSON.search(rest):
        return number * participants
    if first and not re.search(r"\b(?:each|every|per)\b", rest):
        return number
    return None


def _read_number(word: str) -> int:
    return int(word) if word.isdigit() else _BY_WORD[word]

"""How many copies of a paper are printed for so many people, as far as its record's words say it."""

from __future__ import annotations

import math
import re

GROUP = 5  # People in a group whose size is not said.
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_BY_WORD = {"a": 1, "an": 1, **{word: number for number, word in enumerate(_NUMBERS, 1)}}
_NUMBER = rf"(?:(?:{'|'.join(_BY_WORD)}|\d+)\b)"
_SIZES = {"pair": 2, "trio": 3, "group": GROUP, "table": GROUP}
_FIRST = re.compile(rf"({_NUMBER})")
# Where one clause ends and another begins that asks for more: "One each, and one for each group".
_MORE = re.compile(rf"(?:[,;]| and)(?: and)? (?={_NUMBER} (?:\w+ )?(?:for|each|more))")
# For whom one copy is, in the first of these that a clause has: so many groups, a group of a size, a person.
_FOR = re.compile(
    rf"\beach of (?:the )?(?P<groups>{_NUMBER}) (?:groups|tables|teams|pairs|corners|stations|sets)"
    rf"|\b(?:each|every|per|an?) (?:group|table|team|circle|set) of (?P<size>{_NUMBER})"
    rf"|\bevery (?P<people>{_NUMBER}) people"
    rf"|\b(?:each|every|per|an?) (?P<unit>pair|trio|group|table)\b"
    r"|\beach for the (?P<one>group)\b"
    r"|\beach(?=$|[,;.]| (?:to|in|on|with|after|before)\b)"
    r"|\b(?:everyone|everybody|(?:each|per|every|a) (?:person|participant|head))\b"
)
_UNCLEAR = re.compile(r"\b(?:each|every|per)\b")


def count_copies(words: str, participants: int) -> int | None:
    """How many copies ``words`` ask for: 16 of ``One each`` for 16 participants, 4 of ``A set for each group
    of four``, 20 of ``One each, and one for each group of four``; ``None`` where that cannot be told from
    them. A group whose size is not said counts as one of :data:`GROUP`."""
    first, *others = _MORE.split(words.casefold())
    number = _count_clause(first, participants)
    if number is None:
        return None
    return number + sum(_count_clause(clause, participants) or 0 for clause in others)


def _count_clause(clause: str, participants: int) -> int | None:
    first = _FIRST.match(clause)
    number = _read_number(first[1]) if first else 1
    rest = clause[first.end() :] if first else clause
    if rule := _FOR.search(rest):
        if groups := rule["groups"]:
            return number * _read_number(groups)
        if rule["one"]:
            return number * GROUP
        size = rule["size"] or rule["people"]
        people = _read_number(size) if size else _SIZES[rule["unit"]] if rule["unit"] else 1
        return number * math.ceil(participants / max(people, 1))
    return number if first and not _UNCLEAR.search(rest) else None


def _read_number(word: str) -> int:
    return int(word) if word.isdigit() else _BY_WORD[word]

"""Where a text writes a figure by hand, however it spaces and signs it.

A value such as ``from 11.0% to 6.2%`` is known by its numbers: ``11 to 6.2 per cent`` is the same figure,
and so are ``11.0%`` and ``6.2%`` in two cells of a table. A number that could count anything, as 120 or 72,
is the same figure only with the word that says what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_NUMBER = re.compile(r"(?<![\w.,/])(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>\.\d+)?(?P<percent>%)?(?![\w/])")
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPACE = r"(?:\s|&nbsp;)"
_PERCENT = rf"{_SPACE}*(?:%|per{_SPACE}?cent\b)"
_BEFORE, _AFTER = r"(?<![\w.,/])", r"(?!\w|[.,]\d)"
_BETWEEN = r"[\s\S]{0,60}?"  # Between two numbers of one value.
_TO = rf"(?:{_SPACE}+to{_SPACE}+|{_SPACE}*[-–—]{_SPACE}*)"
_FEWEST_WORDS = 4  # Of a value without a number, for its words to mean one thing.


@lru_cache(maxsize=4096)
def compile_value(value: str) -> re.Pattern[str] | None:
    """A pattern that finds the value of a finding in a text that writes it by hand; ``None`` for a value that
    could mean anything, such as ``three``."""
    numbers = _list_numbers(value)
    if any(map(_says_enough, numbers)) or (len(numbers) > 1 and all(map(_is_long, numbers))):
        orders = [numbers] if len(numbers) == 1 else [numbers, numbers[::-1]]
        return re.compile("|".join(map(_write_numbers, orders)), re.IGNORECASE)
    pattern = _write_count(value, numbers) or _write_phrase(value, numbers)
    return re.compile(_BEFORE + pattern + _AFTER, re.IGNORECASE) if pattern else None


def find_first_digits(value: str) -> str:
    """The digits that every text holds in which :func:`compile_value` finds a value; empty where it may hold
    none."""
    numbers = _list_numbers(value)
    digits = _DIGITS.search(numbers[0]["whole"] if numbers else value)
    return digits[0] if digits else ""


def _list_numbers(value: str) -> list[re.Match[str]]:
    """The numbers by which a value is known: neither years nor what something is counted per."""
    return [
        number
        for number in _NUMBER.finditer(value)
        if not _is_year(number) and not value[: number.start()].endswith("per ")
    ]


def _is_year(number: re.Match[str]) -> bool:
    return _YEAR.fullmatch(number[0]) is not None


def _says_enough(number: re.Match[str]) -> bool:
    """Whether a number stands for nothing else in a text: a share, a decimal, a thousand or more."""
    return bool(number["percent"] or number["rest"] or "," in number["whole"])


def _is_long(number: re.Match[str]) -> bool:
    return len(number["whole"]) > 2


def _write_numbers(numbers: Sequence[re.Match[str]]) -> str:
    """The numbers in this order, near each other. A percent sign may be missing before the last of them."""
    *first, last = numbers
    parts = [_write_number(number) + (f"(?:{_PERCENT})?" if number["percent"] else "") for number in first]
    parts.append(_write_number(last) + (_PERCENT if last["percent"] else ""))
    return _BETWEEN.join(_BEFORE + part + _AFTER for part in parts)


def _write_number(number: re.Match[str]) -> str:
    integer = number["whole"].replace(",", rf"(?:,|{_SPACE})?")
    decimals = (number["rest"] or "")[1:]
    if not decimals:
        return integer
    return integer + (rf"[.·]{decimals}" if decimals.strip("0") else rf"(?:[.·]{decimals})?")


def _write_count(value: str, numbers: Sequence[re.Match[str]]) -> str:
    """The only number of a value with the last word behind it and up to three others between; empty without
    such a word, unless the number has three digits."""
    if len(numbers) != 1:
        return ""
    words = value[numbers[0].end() :].split()
    if words:
        return _write_number(numbers[0]) + rf"(?:{_SPACE}+[\w-]+){{0,3}}?{_SPACE}+{re.escape(words[-1])}"
    return _write_number(numbers[0]) if _is_long(numbers[0]) else ""


def _write_phrase(value: str, numbers: Sequence[re.Match[str]]) -> str:
    """The words of a value as they stand, whatever space is between them; empty where they are too few to
    mean one thing."""
    words = value.split()
    if len(words) < (2 if numbers else _FEWEST_WORDS):
        return ""
    pattern = rf"{_SPACE}+".join(map(re.escape, words))
    return pattern.replace(rf"{_SPACE}+to{_SPACE}+", _TO) if len(numbers) > 1 else pattern

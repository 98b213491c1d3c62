"""The lines with which a program for merging says that two versions of a file are not settled yet."""

from __future__ import annotations

import re
from typing import NamedTuple

from macros.base.problems import Fault

FAULT = Fault(
    "a merge has left its mark here", "choose one of the two versions and delete the lines of <, = and >"
)
# On a line of its own: where the one version begins, the version before both, where the other one ends.
_MARK = r"(?:<{7}|>{7}|\|{7})(?: .*)?"
# The line between the two may underline a heading in words, unless the line above it is empty.
_IN_WORDS = re.compile(rf"^(?:{_MARK}|(?<=\n\n)={{7}})$", re.MULTILINE)
_ELSEWHERE = re.compile(rf"^(?:{_MARK}|={{7}})$", re.MULTILINE)


class Place(NamedTuple):
    """Where something stands in a text: line and column, from 1."""

    line: int
    column: int


def find_mark(text: str, in_words: bool = True) -> Place | None:
    """Where the first mark of a merge stands in ``text``, whose line ends are those of Unix; ``None`` without
    one. ``in_words`` says that words may be underlined in it."""
    mark = (_IN_WORDS if in_words else _ELSEWHERE).search(text)
    return Place(text.count("\n", 0, mark.start()) + 1, 1) if mark else None

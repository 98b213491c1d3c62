"""What is wrong, where, and what would be right.

A problem is a sentence for a person, never a traceback. Everything that reads
input collects problems and goes on, so that one run reports them all.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one file.

    ``path`` is relative to the repository's root with forward slashes; ``line`` and
    ``col`` count from 1; ``where`` names the record and field in an author's words
    (``session teams/s2, minutes``); ``wrong`` says what is wrong and ``right`` what
    would be right. Problems sort by place.
    """

    path: str
    line: int
    col: int
    where: str
    wrong: str
    right: str

    def __str__(self) -> str:
        return _on_one_line(f"{self.path}:{self.line}:{self.col}: {self.where}: {self.wrong}; {self.right}")


class Problems(Exception):
    """Raised where work cannot go on; ``problems`` is the sorted list of all that was found."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest to ``word``, or ``None`` when nothing is near (difflib ratio 0.6)."""
    known = list(known)
    folded = {each.lower(): each for each in known}
    if word.lower() in folded:
        return folded[word.lower()]
    close = difflib.get_close_matches(word.lower(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """``did you mean 'x'?`` for the nearest known word, else the sentence ``otherwise``."""
    guess = nearest(word, known)
    return f"did you mean '{guess}'?" if guess else otherwise


def spell(route: Iterable[object]) -> str:
    """A route in an author's words: ``('sessions', 1, 'plan', 0, 'minutes')`` is ``sessions 2, plan 1, minutes``."""
    words: list[str] = []
    for step in route:
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        else:
            words.append(str(step))
    return ", ".join(words)


def show(value: object, limit: int = 60) -> str:
    """A value as an author would recognise it, quoted and cut to ``limit`` characters."""
    text = _on_one_line(str(value))
    return f"'{text if len(text) <= limit else text[: limit - 1] + '…'}'"


def _on_one_line(text: str) -> str:
    """``text`` without line breaks, and without what a terminal could take for a command."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split()))

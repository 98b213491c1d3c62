"""What is wrong, where, and what would be right.

A problem is a sentence for a person, never a traceback. Everything that reads
input collects problems and goes on, so that one run reports them all.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from macros.base.character_names import describe_strange_character

Words = Iterable[str] | Callable[[], Iterable[str]]
Sentence = str | Callable[[], str]
Route = tuple[object, ...]  # The keys and indexes, from the top, that lead to a value in its file.


class Exact(str):
    """What would be right, in words, where that is one thing alone: ``new`` in the place of ``old``."""

    old: str
    new: str

    def __new__(cls, words: str, old: str, new: str) -> Exact:
        """The ``words`` of the remedy; ``old`` stands in the line of the problem, and ``new`` is to."""
        exact = super().__new__(cls, words)
        exact.old, exact.new = old, new
        return exact


class Guess:
    """What would be right for an unknown word: the nearest known one, or a sentence where none is near.

    The nearest word is looked for when the guess is first read, as a file may hold thousands of unknown words
    and a person is shown a few of them.
    """

    def __init__(
        self,
        word: str,
        known: Callable[[], Iterable[str]],
        otherwise: Sentence,
        besides: Container[str] = (),
    ):
        self._word, self._known, self._otherwise, self._besides = word, known, otherwise, besides

    @cached_property
    def _near(self) -> list[str]:
        """The two known words nearest to the word, or fewer, the nearest first."""
        return find_near(self._word, (word for word in self._known() if word not in self._besides))

    @cached_property
    def _sentence(self) -> str:
        if self._near:
            strange = describe_strange_character(self._word, self._near[0])
            return f"did you mean '{self._near[0]}'?" + (
                f" What is written holds {strange}" if strange else ""
            )
        return self._otherwise if isinstance(self._otherwise, str) else self._otherwise()

    @cached_property
    def exact(self) -> Exact | None:
        """The guess as what alone can be meant; ``None`` where it is one of several, or far from the word."""
        meant = choose_only(self._word, self._near)
        return Exact(self._sentence, self._word, meant) if meant else None

    def __str__(self) -> str:
        return self._sentence

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __repr__(self) -> str:
        return repr(self._sentence)


class Fault(NamedTuple):
    """What is wrong with something and what would be right, each as the end of a sentence that names it.

    Where it stands is for whoever asked to say. A fault inside of something comes with its :data:`Route`
    there, or with an offset in its text, as a pair: ``(route, fault)``.
    """

    wrong: str
    right: str | Guess


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one file.

    ``path`` is relative to the repository's root with forward slashes; ``line`` and
    ``col`` count from 1; ``where`` names the record and field in an author's words
    (``session teams/s2, minutes``); ``wrong`` says what is wrong and ``remedy`` what
    would be right. ``rule`` is the name of the rule that is broken (``hours-add-up``), one of
    :data:`macros.checks.rule_names.RULE_NAMES`. Problems sort by place, and two that differ only in
    ``remedy`` and ``rule`` are equal.
    """

    path: str
    line: int
    col: int
    where: str
    wrong: str
    remedy: str | Guess = field(compare=False)
    rule: str = field(default="", compare=False)

    @property
    def right(self) -> str:
        """What would be right, as text."""
        return str(self.remedy)

    @property
    def exact(self) -> Exact | None:
        """What would be right, where that is one thing alone."""
        if isinstance(self.remedy, Guess):
            return self.remedy.exact
        return self.remedy if isinstance(self.remedy, Exact) else None

    def __str__(self) -> str:
        return make_plain(f"{self.path}:{self.line}:{self.col}: {self.where}: {self.wrong}; {self.remedy}")

    def describe(self) -> str:
        """The line that a person is shown: the sentence, and behind it the rule in square brackets."""
        return f"{self} [{self.rule}]" if self.rule else str(self)


def name_rule(rule: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield ``problems``, each with the name of the ``rule``, unless it has that of another."""
    for problem in problems:
        yield problem if problem.rule else replace(problem, rule=rule)


class Problems(Exception):
    """Raised where work cannot go on. ``problems`` is the list of them, sorted and each once."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems))
        super().__init__()

    def __str__(self) -> str:
        return "\n".join(problem.describe() for problem in self.problems)


VERY_NEAR = 0.75  # The ratio of difflib.
MOST_CHANGES = 2  # Letters in which a word differs from what alone it can mean.
LEAST_LETTERS = 4  # A shorter word may be any other.
MOST_LETTERS = 200  # A longer word is no misspelling of anything, and costs much to compare.


def find_nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest to ``word``, or ``None`` when nothing is near (difflib ratio 0.6)."""
    return next(iter(find_near(word, known)), None)


def find_near(word: str, known: Iterable[str]) -> list[str]:
    """The two known words closest to ``word``, the nearest first; one or none when no more are near. An
    address leads to the word that its last parts name."""
    folded = {candidate.lower(): candidate for candidate in known}
    if (low := word.lower()) in folded:
        return [folded[low]]
    if len(word) > MOST_LETTERS:
        return []
    close = difflib.get_close_matches(low, folded, n=2, cutoff=0.6)
    parts = (part.partition(".")[0] for part in reversed(low.split("/")[-3:]) if "://" in low)
    return [folded[part] for part in close or [part for part in parts if part in folded][:1]]


def choose_only(word: str, near: list[str]) -> str | None:
    """The one of the ``near`` words that can be meant by ``word``: it differs in capitals, look-alikes and
    signs between its parts alone, or is the only one very near, by two letters at most. Figures are never
    guessed at."""
    if alike := [candidate for candidate in near if _fold(candidate) == _fold(word)]:
        return alike[0] if len(alike) == 1 else None
    matchers = [difflib.SequenceMatcher(None, word.lower(), other.lower(), autojunk=False) for other in near]
    very_near = [pair for pair in zip(near, matchers) if pair[1].ratio() >= VERY_NEAR]
    if len(very_near) != 1 or len(word) < LEAST_LETTERS:
        return None
    meant, matcher = very_near[0]
    changed = sum(
        max(end - start, other_end - other_start)
        for tag, start, end, other_start, other_end in matcher.get_opcodes()
        if tag != "equal"
    )
    digits = {re.sub(r"\D", "", text) for text in (word, meant)}
    return meant if len(digits) == 1 and changed <= MOST_CHANGES else None


def _fold(word: str) -> str:
    """``word`` without what is easily mistyped and says nothing: capitals, accents, the signs between its
    parts."""
    plain = unicodedata.normalize("NFKC", word.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return re.sub(r"[\s_\u2010-\u2015\u2212-]+", "-", plain).strip("-")


def did_you_mean(word: str, known: Words, otherwise: Sentence, besides: Container[str] = ()) -> Guess:
    """``did you mean 'x'?`` for the nearest known word, with the name of a character that looks like one of
    its letters, else the sentence ``otherwise``. Both ``known`` and
    ``otherwise`` may be functions that return it, for what costs time to work out. Words among ``besides``
    cannot be meant, as keys that are there already."""
    return Guess(word, known if callable(known) else lambda: known, otherwise, besides)


def join_words(words: Iterable[str], limit: int = 60) -> str:
    """``words`` with commas between them; of more than ``limit``, the first ``limit`` and how many follow."""
    words = list(words)
    more = f" and {len(words) - limit:,} more" if len(words) > limit else ""
    return ", ".join(words[:limit]) + more


def spell(route: Iterable[object]) -> str:
    """A route (keys, and indexes from 0) in an author's words, counted from 1: ``('sessions', 1, 'plan', 0,
    'minutes')`` is ``sessions 2, plan 1, minutes``."""
    words: list[str] = []
    for step in route:
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        else:
            words.append(str(step))
    return ", ".join(words)


def show(value: object, limit: int = 60) -> str:
    """A value as an author would recognise it, quoted and cut to ``limit`` characters."""
    text = make_plain(str(value))
    return f"'{text if len(text) <= limit else text[: limit - 1] + '…'}'"


def make_plain(text: str) -> str:
    """``text`` in one line, and without what a terminal could take for a command."""
    return replace_controls(" ".join(text.split()))


def replace_controls(text: str) -> str:
    """``text`` with U+FFFD in the place of every character that is not shown as itself."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)

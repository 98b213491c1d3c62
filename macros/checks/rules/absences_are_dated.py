"""A text that says of something that nobody found it says by when it was looked for: a later search may find
it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.base.problems import Fault, Problem
from macros.hand_written.pages import WrittenPage
from macros.records.entries import Entry
from macros.records.handbook import Handbook

# "What we did not find stands below" says of no one thing that it was not found.
ABSENCE = re.compile(
    r"\b(?=[wct])(?<!where )(?<!what )(?<!what else )(?:"
    r"we\s+(?:have\s+)?(?:found|find|knew|know\s+of|knew\s+of|could\s+find|saw)\s+(?:no|none|nothing|neither)"
    r"|we\s+(?:did|could)\s+not\s+find|we\s+have\s+not\s+found"
    r"|(?:was|were)\s+not\s+found|could\s+not\s+be\s+found"
    r"|we\s+know\s+of|that\s+we\s+(?:found|could\s+find)"
    r")\b",
    re.IGNORECASE,
)
# What a source lacks is all that its key 'incomplete' speaks of, so that one word is enough there.
_ABSENCE_OF_DETAIL = re.compile(r"\b(?:found|known|looked\s+for)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?!\s|$)|\n(?!\s*\n))+[.!?\n]*")
# What is to be verified is listed with the day on which its record was drafted.
LISTED_WITH_A_DATE = frozenset({"unverified"})
_RIGHT = 'say by when it was looked for: {{ dated("2026-11", "2027-11") }}, or a date of its own'
_RIGHT_OF_SOURCE = "say by when it was looked for: by 30 November 2026"  # No macro is called there.


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every statement of a record that something was not found, without a year beside
    it."""
    for top in handbook.list_top_entries():
        yield from check_entry(handbook, top)


def check_entry(handbook: Handbook, top: Entry) -> Iterator[Problem]:
    """Yield the same problems of one record, source or term."""
    if top.kind in ("exemption", "drawing"):
        return
    for route, text, plan, _ in top.list_texts():
        if plan.name not in LISTED_WITH_A_DATE:
            absence = _ABSENCE_OF_DETAIL if plan.name == "incomplete" else ABSENCE
            for _, fault in find_faults(text, absence):
                right = _RIGHT_OF_SOURCE if top.kind == "source" else fault.right
                yield top.problem(route, fault.wrong, right)


def _may_say_absence(text: str) -> bool:
    """Whether one of the words of every absence is in the text: sooner known than that none fits."""
    folded = text.casefold()
    return (
        "found" in folded
        or "find" in folded
        or "know" in folded
        or "knew" in folded
        or "saw" in folded
        or "looked" in folded
    )


def check_pages(pages: Iterable[WrittenPage]) -> Iterator[Problem]:
    """Yield a problem for every statement of a hand-written page that something was not found, without a year
    beside it. Pages for contributors are about the program."""
    for page in pages:
        if not page.uri.startswith("contribute/"):
            for offset, fault in find_faults(page.text):
                yield page.problem(offset, "page", *fault)


def find_faults(text: str, pattern: re.Pattern[str] = ABSENCE) -> Iterator[tuple[int, Fault]]:
    """The statements of ``text`` that something was not found, which ``pattern`` finds, each with its offset,
    where neither their sentence nor the one before names a year."""
    if not _may_say_absence(text) or not pattern.search(text):
        return
    before = ""
    for sentence in _SENTENCE.finditer(text):
        absence = pattern.search(sentence[0])
        if absence and not _YEAR.search(before + sentence[0]):
            words = " ".join(absence[0].split())
            yield sentence.start() + absence.start(), Fault(f"says '{words}' without a date", _RIGHT)
        before = sentence[0]

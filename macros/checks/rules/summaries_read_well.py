"""Summaries are short enough to read at a glance, and no two records open with the same sentence. What an
item brought from where it was imported is not judged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.prose import strip_markup

MOST_WORDS = 39
_END = re.compile(r"(?<=[.!?])\s+")
OPENINGS = ("summary", "why", "premise", "purpose", "problem", "what", "scene", "need")


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every sentence of 40 words or more in a summary, and for every second use of an
    opening sentence."""
    seen: dict[str, Entry] = {}
    for entry in sorted(
        handbook.entries.values(), key=lambda entry: entry.file.is_local
    ):  # An edition's own come last, and give way.
        if entry.anchor or entry.retired or (entry.kind == "item" and vars(entry.node).get("source_id")):
            continue
        for sentence in _END.split(entry.summary):
            if len(sentence.split()) > MOST_WORDS:
                yield entry.problem(
                    ("summary",),
                    f"has a sentence of {len(sentence.split())} words",
                    f"say it in two, of at most {MOST_WORDS} words each",
                )
        fields = vars(entry.node)
        for name in OPENINGS:
            if not (text := fields.get(name)):
                continue
            opening = _END.split(strip_markup(text))[0]
            first = seen.setdefault(opening.casefold(), entry)
            if first is not entry:
                yield entry.problem(
                    (name,), f"opens as {first.id} does: '{opening[:60]}'", "open with what is its own"
                )

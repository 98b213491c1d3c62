"""At which level of thinking the learning outcomes of modules ask something.

The levels are those of Bloom's taxonomy of educational objectives as Anderson and Krathwohl revised it (L W
Anderson and D R Krathwohl, eds, 2001; D R Krathwohl, Theory Into Practice 41(4), 2002). Which verb stands at
which of them ``framework/verbs.yml`` says.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Outcome


@dataclass(frozen=True)
class OutcomesAtLevel:
    """The ``outcomes`` that begin with a verb of a level, by its ``title`` and ``meaning``. Both are empty
    for those whose verb stands at no level."""

    title: str
    meaning: str
    outcomes: list[Entry]


def find_verb(outcome: Entry) -> str:
    """The verb that an outcome begins with, as ``framework/verbs.yml`` writes it."""
    return outcome.read_as(Outcome).text.split()[0].strip(",;:.").lower()


def group_by_level(book: Handbook) -> list[OutcomesAtLevel]:
    """The outcomes of all modules by the level of their first verb, lowest first; last those at no level, if
    there are any."""
    entries = book.entries.values()
    outcomes = [entry for entry in entries if entry.kind == "outcome" and entry.record.kind == "module"]
    placed = {verb for level in book.verb_levels for verb in level.verbs}
    groups = [
        OutcomesAtLevel(
            level.title, level.meaning, [outcome for outcome in outcomes if find_verb(outcome) in level.verbs]
        )
        for level in book.verb_levels
    ]
    rest = [outcome for outcome in outcomes if find_verb(outcome) not in placed]
    return [*groups, OutcomesAtLevel("", "", rest)] if rest else groups

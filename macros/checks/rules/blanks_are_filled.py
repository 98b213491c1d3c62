"""No record has a blank: what is still to be written is told at its place, with what belongs there."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.blanks import create_problems
from macros.records.handbook import Handbook


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every blank of every draft."""
    for draft in handbook.unread.drafts:
        yield from create_problems(draft, handbook.vocabularies)

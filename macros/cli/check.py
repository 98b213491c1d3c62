"""``handbook check``: are the records sound? Knows nothing of mkdocs, so it is quick."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.cli.console import complain, count, needs_root, say

if TYPE_CHECKING:
    from macros.problems import Problem


@click.command("check", help="Check every record, and report every problem in one run.")
@needs_root
def command(root: Path) -> int:
    """Return 0 when every record under ``root`` is sound, else 1."""
    problems, counts = examine(root)
    if problems:
        report(problems)
        return 1
    say(all_sound(counts))
    return 0


def examine(root: Path) -> tuple[list[Problem], dict[str, int]]:
    """The problems of the records under ``root``, sorted; and, when there are none, how
    many records there are of each kind."""
    from macros.checks import checked as check
    from macros.problems import Problems

    try:
        checked = check(root)
    except Problems as unreadable:
        return unreadable.problems, {}
    if checked.problems:
        return sorted(checked.problems), {}
    return [], checked.handbook.counts()


def report(problems: list[Problem], then: str = "") -> None:
    """Print each problem on a line to stderr, and then how many there are; ``then`` is
    what follows from them (``; the site was not built``)."""
    for problem in problems:
        complain(str(problem))
    files = len({problem.path for problem in problems})
    complain(f"{count(len(problems), 'problem')} in {count(files, 'file')}{then}.")


def all_sound(counts: dict[str, int]) -> str:
    """``312 records of 9 kinds are sound.``"""
    records = sum(counts.values())
    kinds = sum(1 for number in counts.values() if number)
    if not records:
        return "There are no records yet, so there was nothing to check."
    verb = "is" if records == 1 else "are"
    return f"{count(records, 'record')} of {count(kinds, 'kind')} {verb} sound."

"""``handbook check``: are the records sound? Knows nothing of mkdocs, so it is quick."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.cli.console import complain, count, edition_option, needs_root, say

if TYPE_CHECKING:
    from macros.base.problems import Problem
    from macros.checks.run import CheckResult

MOST_A_FILE = 200  # Problems printed of one file: whoever mends these sees the next ones.


@click.command("check", help="Check every record, and report every problem in one run.")
@edition_option
@needs_root
def command(root: Path, edition: Path | None) -> int:
    """Return 0 when every record under ``root``, with an edition laid over them, is sound, else 1."""
    problems, checked = examine(root, edition)
    if problems:
        report(problems)
        return 1
    say(all_sound(checked.handbook.counts()))
    if edition:
        say(local_too(checked))
        if passed := dates_passed(checked, date.today()):
            say(passed)
    return 0


def examine(root: Path, edition: Path | None = None) -> tuple[list[Problem], CheckResult | None]:
    """The problems of the records under ``root`` with an edition laid over them, sorted; and,
    when there are none, what was checked."""
    from macros.base.problems import Problems
    from macros.checks.run import check_cached as check

    try:
        with _garbage_collector_at_rest():
            checked = check(root, edition.absolute()) if edition else check(root)
    except Problems as unreadable:
        return unreadable.problems, None
    return (sorted(checked.problems), None) if checked.problems else ([], checked)


@contextmanager
def _garbage_collector_at_rest() -> Iterator[None]:
    """Reading makes very many small objects that all live on; the collector of this process would walk them
    again and again. They are put out of its sight until something is read anew, as under ``serve``."""
    was_enabled = gc.isenabled()
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def report(problems: list[Problem], then: str = "") -> None:
    """Print the problems to stderr (:func:`print_problems`), and then how many there are; ``then`` is what follows
    from them (``; the site was not built``)."""
    print_problems(problems)
    files = len({problem.path for problem in problems})
    complain(f"{count(len(problems), 'problem')} in {count(files, 'file')}{then}.")


def print_problems(problems: list[Problem]) -> None:
    """Print each problem on a line; of one file ``MOST_A_FILE`` at most, and then how many more there are in it."""
    for path, found in groupby(sorted(problems), lambda problem: problem.path):
        for problem in islice(found, MOST_A_FILE):
            complain(str(problem))
        if more := sum(1 for _ in found):
            complain(f"{path}: and {more:,} more in this file.")


def all_sound(counts: dict[str, int]) -> str:
    """``312 records of 9 kinds are sound.``"""
    records = sum(counts.values())
    kinds = sum(1 for number in counts.values() if number)
    if not records:
        return "There are no records yet, so there was nothing to check."
    verb = "is" if records == 1 else "are"
    return f"{count(records, 'record')} of {count(kinds, 'kind')} {verb} sound."


def local_too(checked: CheckResult) -> str:
    """``Example North: 2 local records; 3 left out.``"""
    local = sum(entry.file.is_local for entry in checked.handbook.all_records())
    left = len({entry.record for entry in checked.handbook.left_out.values()})
    return f"{checked.edition.short}: {count(local, 'local record')}; {left or 'none'} left out."


def dates_passed(checked: CheckResult, today: date) -> str:
    """``2 of its dates have passed; the first is 4 February 2027 (teams/s1).``, or nothing."""
    passed = [each for each in checked.edition.dates if each.date < today]
    if not passed:
        return ""
    first = passed[0]
    verb = "has" if len(passed) == 1 else "have"
    return f"{len(passed)} of its dates {verb} passed; the first is {first.date.day} {first.date:%B %Y} ({', '.join(first.ids)})."

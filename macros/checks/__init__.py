"""What must hold of the content. One rule, one file; listed by hand, so that each is a decision."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from macros.checks import (
    behaviours_can_be_seen,
    cases_are_told_in_full,
    coverage_is_complete,
    crosswalks_are_complete,
    figures_have_sources,
    hours_add_up,
    ids_are_unique,
    instruments_have_their_scale,
    items_have_ranks,
    pages_call_macros,
    parts_refer_to_parts,
    pathways_fit_their_minutes,
    prerequisites_have_no_cycle,
    prose_is_safe,
    references_resolve,
    sources_are_whole,
    summaries_read_well,
    theories_fit_their_shape,
    words_are_in_vocabulary,
)
from macros.handbook import Handbook
from macros.loader import ROOTS, load
from macros.problems import Problem

RULES = (
    ids_are_unique,
    references_resolve,
    words_are_in_vocabulary,
    sources_are_whole,
    prose_is_safe,
    hours_add_up,
    prerequisites_have_no_cycle,
    parts_refer_to_parts,
    crosswalks_are_complete,
    theories_fit_their_shape,
    instruments_have_their_scale,
    items_have_ranks,
    pathways_fit_their_minutes,
    cases_are_told_in_full,
    behaviours_can_be_seen,
    summaries_read_well,
    figures_have_sources,
    coverage_is_complete,
)


@dataclass(frozen=True)
class Checked:
    """What a check of the repository found: the problems, sorted, and the handbook of what is sound."""

    problems: list[Problem]
    handbook: Handbook


def check_all(root: Path) -> Checked:
    """Read everything under ``root`` and put it to every rule. Raises nothing for bad content."""
    handbook, problems = load(root)
    for rule in RULES:
        problems.extend(rule.check(handbook))
    problems.extend(pages_call_macros.check(handbook, root))
    return Checked(sorted(set(problems)), handbook)


_last: dict[str, tuple[list, Checked]] = {}  # The last answer alone, by what it was an answer to.


def checked(root: Path) -> Checked:
    """What :func:`check_all` finds; its last answer again while no file it reads has changed. For builds, which check first and then load."""
    key, stamp = str(root.resolve()), _stamp(root)  # Taken before reading: what changes meanwhile is read again next time.
    if key not in _last or _last[key][0] != stamp:
        _last.clear()
        _last[key] = stamp, check_all(root)
    return _last[key][1]


def _stamp(root: Path) -> list[tuple]:
    """Every file that a check reads, with its time and size; without these where it is gone or leads nowhere, as editors' lock files do."""
    found: list[tuple] = []
    for file in (file for top in ("docs", *ROOTS) for file in sorted((root / top).rglob("*"))):
        try:
            stat = file.stat()
            found.append((str(file), stat.st_mtime_ns, stat.st_size))
        except OSError:
            found.append((str(file),))
    return found

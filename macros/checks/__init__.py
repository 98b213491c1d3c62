"""What must hold of the content. One rule, one file; listed by hand, so that each is a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from macros import hosting
from macros.checks import (
    behaviours_can_be_seen,
    cases_are_told_in_full,
    coverage_is_complete,
    crosswalks_are_complete,
    edition_pages_are_safe,
    editions_fit,
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
    translations_say_something,
    views_are_embedded_once,
    words_are_in_vocabulary,
)
from macros.entries import Entry
from macros.handbook import Handbook
from macros.loader import ROOTS, Place, load
from macros.problems import Problem, Problems

if TYPE_CHECKING:
    from macros.edition import Edition

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
    translations_say_something,
    coverage_is_complete,
)


@dataclass(frozen=True)
class Checked:
    """What a check of the repository found: the problems, sorted, and the handbook of what is sound; with an edition laid over it,
    that as well, and the handbook is without what it leaves out."""

    problems: list[Problem]
    handbook: Handbook
    edition: Edition | None = None


def check_all(root: Path) -> Checked:
    """Read everything under ``root`` and put it to every rule. Raises nothing for bad content."""
    handbook, problems = load(root)
    problems.extend(_judged(handbook, root))
    return Checked(sorted(set(problems)), handbook)


def _judged(handbook: Handbook, root: Path, places: tuple[Place, ...] = (), leaving: Collection[Entry] = ()) -> Iterator[Problem]:
    for rule in RULES:
        yield from rule.check(handbook)
    yield from pages_call_macros.check(handbook, root, places, leaving)
    yield from views_are_embedded_once.check(root, places)
    yield from hosting.check(root)


def check_edition(root: Path, folder: Path) -> Checked:
    """Like :func:`check_all`, with the edition in ``folder`` laid over the handbook.

    Where the edition cannot be read, the national handbook is checked alone, so that all is said in one run.
    """
    from macros import leaving_out, overlay
    from macros.edition import read_edition

    try:
        edition = read_edition(folder, root)
    except Problems as found:
        alone = check_all(root)
        return Checked(sorted({*found.problems, *alone.problems}), alone.handbook)
    places = overlay.places(edition)
    handbook, problems = load(root, places)
    going = leaving_out.going(handbook, edition)
    problems.extend(_judged(handbook, root, places, going))
    problems.extend(overlay.faults(edition))
    problems.extend(edition_pages_are_safe.check(places))
    problems.extend(editions_fit.check(handbook, edition, going))
    if not problems:
        whole = handbook
        handbook, problems = leaving_out.without(whole, edition)
        edition = leaving_out.said_without(edition, whole, handbook)
    return Checked(sorted(set(problems)), handbook, edition)


_last: dict[tuple, tuple[list[Path], list, Checked]] = {}  # The last answer alone, by what it was an answer to.


def checked(root: Path, folder: Path | None = None) -> Checked:
    """What :func:`check_all` finds (:func:`check_edition`, with the ``folder`` of an edition); its last answer again while no file it
    reads has changed. For builds, which check first and then load."""
    key = str(root.resolve()), str(folder)
    if key in _last and _last[key][1] == _stamp(_last[key][0]):
        return _last[key][2]
    _last.clear()
    read = [root / name for name in ("docs", *ROOTS, hosting.PATH)]
    stamp = _stamp(read)  # Taken before reading: what changes meanwhile is read again next time.
    if folder is None:
        found = check_all(root)
    elif (found := check_edition(root, folder)).edition:
        from macros.overlay import watched

        also = watched(found.edition)
        read, stamp = [*read, *also], stamp + _stamp(also)
    else:  # It cannot be read, and so what it would read is not known: next time it is looked at again.
        return found
    _last[key] = read, stamp, found
    return found


def _stamp(places: Iterable[Path]) -> list[tuple]:
    """The files and folders at ``places`` and in them, with time and size; without these where one is gone or leads nowhere, as
    editors' lock files do."""
    found: list[tuple] = []
    for file in (file for place in places for file in (place, *sorted(place.rglob("*")))):
        try:
            stat = file.stat()
            found.append((str(file), stat.st_mtime_ns, stat.st_size))
        except OSError:
            found.append((str(file),))
    return found

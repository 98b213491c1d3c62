"""The coverage matrix: what each module does for each item of a framework."""

from __future__ import annotations

from collections import defaultdict
from typing import TypedDict

from macros.curriculum.crosswalks import Crosswalks
from macros.i18n.phrases import N_, _
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Programme, ProgrammeOutcome

_HEADINGS = {"taught": N_("Taught"), "practised": N_("Practised"), "assessed": N_("Assessed")}


class CoverageCell(TypedDict):
    """What one module does for an item: the parts by kind of coverage, how many they are, and a shade 0-4."""

    module: Entry
    parts: dict[str, list[Entry]]
    total: int
    shade: int


def coverage_row(crosswalks: Crosswalks, item: Entry, modules: list[Entry]) -> list[CoverageCell]:
    """For a matrix: what each module does for an item, as counts of outcomes, tasks and assessments, with a
    shade 0-4."""
    found = crosswalks.covered(item)
    by_module: dict[Entry, dict[str, list[Entry]]] = defaultdict(lambda: {name: [] for name in found})
    for name, entries in found.items():
        for entry in entries:
            by_module[entry.record][name].append(entry)
    cells: list[CoverageCell] = []
    for module in modules:
        parts = by_module[module]
        total = sum(map(len, parts.values()))
        cells.append({"module": module, "parts": parts, "total": total, "shade": shade(total)})
    return cells


def coverage_word(name: str) -> str:
    """The heading of one kind of coverage: ``taught``, ``practised``, ``assessed``."""
    return _(_HEADINGS[name])


def shade(total: int) -> int:
    """The shade of a matrix cell, 0 to 4: none, one or two, three, four or five, six and more."""
    return sum(total >= least for least in (1, 3, 4, 6))


def coverage_counts(crosswalks: Crosswalks, framework: Entry) -> dict[str, int]:
    """How many of a framework's lowest items are taught, practised and assessed: named directly or, where no
    module names them, carried across its crosswalks (``across``)."""
    book = crosswalks.book
    leaves = book.list_leaves(framework)
    found = [crosswalks.covered(leaf) for leaf in leaves]
    counts = {name: sum(bool(each[name]) for each in found) for name in ("taught", "practised", "assessed")}
    across = any(each is not book.find_coverage(leaf) for each, leaf in zip(found, leaves))
    return {"total": len(leaves), **counts, "across": across}


def assessment_map(book: Handbook, programme: Programme) -> list[tuple[Entry, list[Entry]]]:
    """Each competency that a programme's modules assess, with the assessments."""
    leaves = (leaf for framework in book.records["framework"] for leaf in book.list_leaves(framework))
    rows = ((leaf, _assessed_in(book, leaf, programme)) for leaf in leaves)
    return [row for row in rows if row[1]]


def outcome_map(book: Handbook, programme: Programme) -> list[tuple[ProgrammeOutcome, list[Entry]]]:
    """Each outcome of a programme, with the assessments of its modules that test the competencies it shows
    in."""
    found = []
    for outcome in programme.outcomes:
        assessments = (
            a for ref in outcome.competencies for a in _assessed_in(book, book.resolve(ref), programme)
        )
        found.append((outcome, list(dict.fromkeys(assessments))))
    return found


def _assessed_in(book: Handbook, item: Entry, programme: Programme) -> list[Entry]:
    modules = set(programme.modules)
    return [
        assessment for assessment in book.find_coverage(item)["assessed"] if assessment.record.id in modules
    ]

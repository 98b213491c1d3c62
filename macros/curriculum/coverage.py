"""The coverage of competencies: by module in the matrix, by framework in numbers, and by programme in its
assessments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from macros.curriculum.crosswalks import Crosswalks
from macros.i18n.phrases import N_, _
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Programme, ProgrammeOutcome

# The kinds of coverage, in the order in which they are told.
KINDS_OF_COVERAGE = ("taught", "practised", "assessed")
# The least number of parts in a matrix cell for each shade but the lightest.
LEAST_BY_SHADE = (1, 3, 4, 6)
_HEADINGS = {"taught": N_("Taught"), "practised": N_("Practised"), "assessed": N_("Assessed")}


class CoverageCell(TypedDict):
    """What one module does for an item: its parts by kind of coverage (``taught``, ``practised``,
    ``assessed``), their number, and a shade as of :func:`compute_shade`."""

    module: Entry
    parts: dict[str, list[Entry]]
    total: int
    shade: int


def build_coverage_row(crosswalks: Crosswalks, item: Entry, modules: list[Entry]) -> list[CoverageCell]:
    """The row of an item in the coverage matrix: one cell for each of ``modules``, in their order."""
    coverage = crosswalks.find_coverage(item)
    by_module: dict[Entry, dict[str, list[Entry]]] = defaultdict(lambda: {name: [] for name in coverage})
    for name, entries in coverage.items():
        for entry in entries:
            by_module[entry.record][name].append(entry)
    cells: list[CoverageCell] = []
    for module in modules:
        parts = by_module[module]
        total = sum(map(len, parts.values()))
        cells.append({"module": module, "parts": parts, "total": total, "shade": compute_shade(total)})
    return cells


@dataclass(frozen=True)
class CoverageRow:
    """An item's row of the matrix: a cell for each module, and how many parts of each kind of coverage these
    hold together."""

    item: Entry
    cells: list[CoverageCell]
    totals: dict[str, int]

    def count_modules(self, kind: str) -> int:
        """How many modules cover the item in this way (``taught``, ``practised``, ``assessed``)."""
        return sum(bool(cell["parts"][kind]) for cell in self.cells)


@dataclass(frozen=True)
class CoverageMatrix:
    """A framework's coverage by modules: a row for each of its lowest items, and below them how many parts of
    each kind of coverage each module's column holds."""

    rows: list[CoverageRow]
    module_totals: list[dict[str, int]]

    def count_rows_with(self, kind: str, total: int) -> int:
        """How many items have so many parts of a kind of coverage (``taught``, ``practised``,
        ``assessed``)."""
        return sum(row.totals[kind] == total for row in self.rows)

    def count_rows_in_one_module(self, kind: str) -> int:
        """How many items a single module covers in this way, as often as it may."""
        return sum(row.count_modules(kind) == 1 for row in self.rows)

    def sum_rows(self, kind: str) -> int:
        """How many parts of a kind of coverage all cells hold together."""
        return sum(row.totals[kind] for row in self.rows)


def build_coverage_matrix(crosswalks: Crosswalks, framework: Entry, modules: list[Entry]) -> CoverageMatrix:
    """The coverage matrix of a framework by ``modules``, with its totals."""
    rows = []
    for item in crosswalks.book.list_leaves(framework):
        cells = build_coverage_row(crosswalks, item, modules)
        rows.append(CoverageRow(item, cells, _count_parts(cells)))
    columns = zip(*(row.cells for row in rows)) if rows else ([] for _module in modules)
    return CoverageMatrix(rows, [_count_parts(column) for column in columns])


def _count_parts(cells: Iterable[CoverageCell]) -> dict[str, int]:
    all_cells = list(cells)
    return {kind: sum(len(cell["parts"][kind]) for cell in all_cells) for kind in KINDS_OF_COVERAGE}


def translate_coverage_heading(name: str) -> str:
    """The heading of a kind of coverage (``taught``, ``practised``, ``assessed``) in the language of the
    interface."""
    return _(_HEADINGS[name])


def compute_shade(total: int) -> int:
    """The shade of a matrix cell with ``total`` parts, from 0 to 4: none, one or two, three, four or five,
    six and more."""
    return sum(total >= least for least in LEAST_BY_SHADE)


def list_shades() -> list[str]:
    """The numbers of parts that each shade stands for, lightest first: ``–``, ``1–2``, ``3``, ``4–5``,
    ``6+``."""
    first, last = LEAST_BY_SHADE[:-1], [least - 1 for least in LEAST_BY_SHADE[1:]]
    ranges = [f"{low}" if low == high else f"{low}–{high}" for low, high in zip(first, last)]
    return ["–", *ranges, f"{LEAST_BY_SHADE[-1]}+"]


def count_coverage(crosswalks: Crosswalks, framework: Entry) -> dict[str, int]:
    """The numbers of a framework's lowest items (``total``) and of those that are ``taught``, ``practised``
    and ``assessed``: by name or, where no module names them, by way of its crosswalks. ``across`` is whether
    the latter counts for any."""
    book = crosswalks.book
    leaves = book.list_leaves(framework)
    coverages = [crosswalks.find_coverage(leaf) for leaf in leaves]
    counts = {name: sum(bool(coverage[name]) for coverage in coverages) for name in KINDS_OF_COVERAGE}
    across = any(coverage is not book.find_coverage(leaf) for coverage, leaf in zip(coverages, leaves))
    return {"total": len(leaves), **counts, "across": across}


def map_assessments(book: Handbook, programme: Programme) -> list[tuple[Entry, list[Entry]]]:
    """The competencies that the modules of a programme assess, each as (item, its assessments)."""
    leaves = (leaf for framework in book.records["framework"] for leaf in book.list_leaves(framework))
    rows = ((leaf, _list_assessments(book, leaf, programme)) for leaf in leaves)
    return [row for row in rows if row[1]]


def map_outcomes(book: Handbook, programme: Programme) -> list[tuple[ProgrammeOutcome, list[Entry]]]:
    """The outcomes of a programme, each as (outcome, the assessments of the programme's modules that test the
    competencies it shows in)."""
    rows = []
    for outcome in programme.outcomes:
        assessments = (
            assessment
            for ref in outcome.competencies
            for assessment in _list_assessments(book, book.resolve(ref), programme)
        )
        rows.append((outcome, list(dict.fromkeys(assessments))))
    return rows


def _list_assessments(book: Handbook, item: Entry, programme: Programme) -> list[Entry]:
    """The assessments of an item in the modules of a programme."""
    modules = {book.get_current_id(ref) for ref in programme.modules}
    return [
        assessment for assessment in book.find_coverage(item)["assessed"] if assessment.record.id in modules
    ]

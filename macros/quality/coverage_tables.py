"""The coverage of competencies as a table for a spreadsheet: a row for each chain, and for each gap."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.csv_tables import Cell, write_table
from macros.curriculum.coverage import KINDS_OF_COVERAGE
from macros.quality.chains import Chain, list_theories
from macros.quality.coverage import CoverageReport
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Outcome, Session, WorkplaceTask

COLUMNS = (
    "Framework",
    "Code",
    "Competency",
    "Coverage",
    "By way of",
    "Module or component",
    "Id of the module or component",
    "Outcome",
    "Text of the outcome",
    "Kind of part",
    "Part",
    "Title of the part",
    "Minutes",
    "Activities",
    "Theories",
    "Note",
)


def write_coverage_table(book: Handbook, report: CoverageReport) -> str:
    """Every chain of a report as comma-separated values; where an item is not covered in a way, a row that
    says so, with the exemption."""
    exemptions = {(gap.item.id, gap.kind): gap.exemption for gap in report.gaps}
    return write_table([COLUMNS, *_list_rows(book, report, exemptions)])


def _list_rows(
    book: Handbook, report: CoverageReport, exemptions: dict[tuple[str, str], str]
) -> Iterator[list[Cell]]:
    for row in report.frameworks:
        for coverage in row.items:
            for kind in KINDS_OF_COVERAGE:
                start = [row.framework.title, coverage.item.code, coverage.item.title, kind]
                yield from ([*start, *_describe_chain(book, chain)] for chain in coverage.list_chains(kind))
                if not coverage.list_chains(kind):
                    yield [*start, *_describe_gap(exemptions.get((coverage.item.id, kind), ""))]


def _describe_chain(book: Handbook, chain: Chain) -> list[Cell]:
    part, outcome = chain.part, chain.outcome
    return [
        chain.counterpart.id if chain.counterpart else "",
        chain.place.title,
        chain.place.id,
        outcome.id if outcome else "",
        outcome.read_as(Outcome).text if outcome else "",
        part.kind if part else "",
        part.id if part else "",
        part.title if part else "",
        find_minutes(part) if part else None,
        "; ".join(list_activities(part)) if part else "",
        "; ".join(theory.title for theory in list_theories(book, part)) if part else "",
        "" if part else "no session works on the outcome",
    ]


def _describe_gap(exemption: str) -> list[Cell]:
    note = f"exempt: {exemption}" if exemption else "none"
    return [*[""] * (len(COLUMNS) - 5), note]


def find_minutes(part: Entry) -> float | None:
    """The minutes that a session or a workplace task takes; ``None`` for anything else."""
    node = part.node
    if isinstance(node, Session):
        return node.minutes
    return round(node.hours * 60) if isinstance(node, WorkplaceTask) else None


def list_activities(part: Entry) -> list[str]:
    """The titles of the activities of a session; none for anything else."""
    return [activity.title for activity in part.node.plan] if isinstance(part.node, Session) else []

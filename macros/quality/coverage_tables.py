"""The coverage of competencies as a table for a spreadsheet: a row for each chain, and for each gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.base.csv_tables import Cell, write_table
from macros.curriculum.coverage import KINDS_OF_COVERAGE
from macros.quality.chains import Chain, list_theories
from macros.quality.coverage import CoverageReport
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework, Outcome, WorkplaceTask
from macros.records.sessions import Session

COLUMNS = (
    "Framework",
    "Code",
    "Competency",
    "Coverage",
    "By way of",
    "Module or component",
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
# What a table to take away from the site is without: texts that stand on the pages of the modules.
BRIEF_COLUMNS = tuple(column for column in COLUMNS if column not in ("Text of the outcome", "Activities"))

Row = dict[str, Cell]  # By the titles of the columns; an empty cell may be left out.


def write_coverage_table(book: Handbook, report: CoverageReport, columns: Iterable[str] = COLUMNS) -> str:
    """Every chain of a report as comma-separated values, in these ``columns``; where an item is not covered
    in a way, a row that says so, with the exemption."""
    columns = list(columns)
    rows = list_coverage_rows(book, report)
    return write_table([columns, *([row.get(column, "") for column in columns] for row in rows)])


def list_coverage_rows(book: Handbook, report: CoverageReport) -> Iterator[Row]:
    """Yield a row for every chain of a report, and for every item that is not covered in a way."""
    exemptions = {(gap.item.id, gap.kind): gap.exemption for gap in report.gaps}
    for framework_row in report.frameworks:
        framework = framework_row.framework
        name = framework.read_as(CompetencyFramework).abbreviation or framework.title
        for coverage in framework_row.items:
            for kind in KINDS_OF_COVERAGE:
                item = coverage.item
                start: Row = {
                    "Framework": name,
                    "Code": item.code,
                    "Competency": item.title,
                    "Coverage": kind,
                }
                yield from (start | _describe_chain(book, chain) for chain in coverage.list_chains(kind))
                if not coverage.list_chains(kind):
                    exemption = exemptions.get((item.id, kind), "")
                    yield start | {"Note": f"exempt: {exemption}" if exemption else "none"}


def _describe_chain(book: Handbook, chain: Chain) -> Row:
    row: Row = {"Module or component": chain.place.title}
    if chain.counterpart:
        row["By way of"] = chain.counterpart.id
    if chain.outcome:
        row |= {"Outcome": chain.outcome.id, "Text of the outcome": chain.outcome.read_as(Outcome).text}
    if not chain.part:
        return row | {"Note": "no session works on the outcome"}
    return row | {
        "Kind of part": chain.part.kind,
        "Part": chain.part.id,
        "Title of the part": chain.part.title,
        "Minutes": find_minutes(chain.part),
        "Activities": "; ".join(list_activities(chain.part)),
        "Theories": "; ".join(theory.title for theory in list_theories(book, chain.part)),
    }


def find_minutes(part: Entry) -> float | None:
    """The minutes that a session or a workplace task takes; ``None`` for anything else."""
    node = part.node
    if isinstance(node, Session):
        return node.minutes
    return round(node.hours * 60) if isinstance(node, WorkplaceTask) else None


def list_activities(part: Entry) -> list[str]:
    """The titles of the activities of a session; none for anything else."""
    return [activity.title for activity in part.node.plan] if isinstance(part.node, Session) else []

"""The coverage of competencies and the state of the content as workbooks, which need the package openpyxl."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from macros.base.csv_tables import Cell
from macros.base.workbooks import Sheet, write_workbook
from macros.quality.coverage import CoverageReport, FrameworkCoverage
from macros.quality.coverage_tables import COLUMNS, list_coverage_rows
from macros.quality.report import QualityReport
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS, CompetencyFramework, Finding, Outcome


def write_coverage_workbook(
    book: Handbook, report: CoverageReport, name: str, moment: datetime, columns: Iterable[str] = COLUMNS
) -> bytes:
    """The bytes of a workbook of a report: every chain in these ``columns``, what each framework comes to,
    the gaps and the thin spots. ``name`` is that of the handbook, ``moment`` when it is made (UTC)."""
    sheets = _list_coverage_sheets(book, report, list(columns))
    return write_workbook(sheets, f"Coverage: {name}", name, moment)


def write_quality_workbook(book: Handbook, report: QualityReport, name: str, moment: datetime) -> bytes:
    """The bytes of a workbook with all that the page on quality lists, the coverage among it. Arguments as of
    :func:`write_coverage_workbook`."""
    sheets = [
        *_list_coverage_sheets(book, report.coverage, list(COLUMNS)),
        _list_outcomes(report),
        _list_workloads(report),
        _list_theories(report),
        _list_sources(report),
        _list_reviews(report),
        _list_findings(report),
    ]
    return write_workbook(sheets, f"Quality of the content: {name}", name, moment)


def _list_coverage_sheets(book: Handbook, report: CoverageReport, columns: list[str]) -> list[Sheet]:
    """Sheets of a coverage report; one without rows is left out, but for the first."""
    rows: list[list[Cell]] = [
        [row.get(column) for column in columns] for row in list_coverage_rows(book, report)
    ]
    gaps: list[list[Cell]] = [
        [gap.item.id, gap.item.title, gap.kind, gap.exemption or None] for gap in report.gaps
    ]
    thin: list[list[Cell]] = [
        [spot.item.id, spot.item.title, spot.kind, spot.place.title, spot.number]
        for spot in report.thin_spots
    ]
    sheets = [
        Sheet("Coverage", columns, rows),
        Sheet(
            "Frameworks",
            ["Framework", "Title", "Competencies", "Taught", "Practised", "Assessed"],
            [_count(row) for row in report.frameworks],
        ),
        Sheet("Gaps", ["Item", "Title", "Not", "Exempt, because"], gaps),
        Sheet("Thin spots", ["Item", "Title", "Coverage", "Only in", "Times"], thin),
    ]
    return [sheet for sheet in sheets if sheet.rows or sheet is sheets[0]]


def _count(row: FrameworkCoverage) -> list[Cell]:
    node = row.framework.read_as(CompetencyFramework)
    counts = [row.count_covered(kind) for kind in ("taught", "practised", "assessed")]
    return [node.abbreviation or row.framework.id, node.title, len(row.items), *counts]


def _list_outcomes(report: QualityReport) -> Sheet:
    broad, untested = set(report.coverage.broad_outcomes), set(report.coverage.untested_outcomes)
    rows: list[list[Cell]] = [
        [
            outcome.id,
            outcome.record.title,
            outcome.read_as(Outcome).text,
            level.title or None,
            len(set(outcome.read_as(Outcome).competencies)),
            _say(outcome in broad),
            _say(outcome in untested),
        ]
        for level in report.levels
        for outcome in level.outcomes
    ]
    columns = ["Outcome", "Module", "Text", "Level", "Competencies", "Too broad", "Not tested"]
    return Sheet("Outcomes", columns, rows)


def _list_workloads(report: QualityReport) -> Sheet:
    rows: list[list[Cell]] = [
        [
            load.programme.title,
            load.hours,
            round(load.weekly_hours, 1),
            load.busiest_month or None,
            round(load.busiest_weekly_hours, 1),
            "\n".join(module.title for module in load.unplaced) or None,
        ]
        for load in report.workloads
    ]
    columns = [
        "Programme",
        "Hours of modules",
        "Hours a week",
        "Busiest month",
        "Hours a week then",
        "Modules in no month",
    ]
    return Sheet("Workload", columns, rows)


def _list_theories(report: QualityReport) -> Sheet:
    uses = report.theories
    groups = (
        ("taught by no module", uses.untaught),
        ("used by no session", uses.without_session),
        ("shown by no case", uses.without_case),
    )
    return Sheet("Theories", ["Theory", "Title", "What is missing"], _list_grouped(groups))


def _list_sources(report: QualityReport) -> Sheet:
    groups = (("cited by no page", report.sources.uncited), ("cited by one page", report.sources.cited_once))
    return Sheet("Sources", ["Source", "Title", "Use"], _list_grouped(groups))


def _list_reviews(report: QualityReport) -> Sheet:
    rows: list[list[Cell]] = [
        [entry.id, KINDS[group.kind].title, entry.title, _say(entry in group.reviewed)]
        for group in report.reviews
        for entry in (*group.reviewed, *group.unreviewed)
    ]
    return Sheet("Reviews", ["Record", "Kind", "Title", "Reviewed by faculty"], rows)


def _list_findings(report: QualityReport) -> Sheet:
    findings = [(entry, entry.read_as(Finding)) for entry in report.ageing_findings]
    rows: list[list[Cell]] = [
        [entry.id, node.value, node.of, node.dated, node.review_by] for entry, node in findings
    ]
    return Sheet("Figures that age", ["Figure", "Value", "Of", "Dated", "Look again by"], rows)


def _list_grouped(groups: Iterable[tuple[str, list[Entry]]]) -> list[list[Cell]]:
    return [[entry.id, entry.title, remark] for remark, entries in groups for entry in entries]


def _say(value: bool) -> str:
    return "yes" if value else "no"

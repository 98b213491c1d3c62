"""The coverage and the state of the content as workbooks: the rows of the reports, and nothing else."""

import csv
import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from macros.quality.coverage import assess_coverage
from macros.quality.coverage_tables import COLUMNS, write_coverage_table
from macros.quality.report import assess_quality
from macros.quality.workbook import write_coverage_workbook, write_quality_workbook

MOMENT = datetime(2026, 11, 30, tzinfo=UTC)


def read(content):
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in load_workbook(io.BytesIO(content))
    }


@pytest.fixture(scope="module")
def report(small_book):
    return assess_quality(small_book)


@pytest.fixture(scope="module")
def sheets(small_book, report):
    return read(write_quality_workbook(small_book, report, "Small", MOMENT))


def test_the_chains_are_those_of_the_table(small_book):
    report = assess_coverage(small_book)
    sheets = read(write_coverage_workbook(small_book, report, "Small", MOMENT))
    text = write_coverage_table(small_book, report).removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [["" if cell is None else str(cell) for cell in row] for row in sheets["Coverage"]] == rows
    assert sheets["Coverage"][0] == list(COLUMNS)
    assert sheets["Frameworks"][1] == ["small", "Small framework", 3, 2, 2, 2]
    assert len(sheets["Gaps"]) == 1 + len(report.gaps)
    assert len(sheets["Thin spots"]) == 1 + len(report.thin_spots)


def test_every_list_of_the_page_has_a_sheet(sheets, report):
    assert list(sheets) == [
        "Coverage", "Frameworks", "Gaps", "Thin spots", "Outcomes", "Workload", "Theories", "Sources",
        "Reviews", "Figures that age",
    ]  # fmt: skip
    numbers = {
        "Outcomes": report.outcomes,
        "Workload": len(report.workloads),
        "Theories": len(report.theories.untaught)
        + len(report.theories.without_session)
        + len(report.theories.without_case),
        "Sources": len(report.sources.uncited) + len(report.sources.cited_once),
        "Reviews": sum(group.number for group in report.reviews),
        "Figures that age": len(report.ageing_findings),
    }
    assert {title: len(sheets[title]) - 1 for title in numbers} == numbers


def test_a_workload_is_told_by_the_week(sheets, report):
    (load,) = report.workloads
    assert sheets["Workload"][1][:3] == ["Small programme", load.hours, round(load.weekly_hours, 1)]

"""Workbooks: what a cell holds, how sheets are called and split, and that the bytes are the same."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from macros.base import workbooks
from macros.base.workbooks import Sheet, write_workbook
from macros.base.zip_files import write_zip

MOMENT = datetime(2026, 11, 30, 12, tzinfo=UTC)


def write(*sheets):
    return write_workbook(sheets, "Title", "Creator", MOMENT)


def read(content):
    return load_workbook(io.BytesIO(content))


def test_cells_keep_their_kind_and_no_text_is_a_formula():
    row = ["=1+1", "-2", "text", 2, 2.5, True, date(2026, 11, 30), None, "", "a\r\nb\x00"]
    sheet = read(write(Sheet("One", [str(number) for number in range(10)], [row]))).active
    values = [cell.value for cell in sheet[2]]
    expected = ["=1+1", "-2", "text", 2, 2.5, True, datetime(2026, 11, 30), None, None, "a\nb"]
    assert values == expected
    assert "".join(cell.data_type for cell in sheet[2]) == "sssnnbdnns"
    assert [cell.quotePrefix for cell in sheet[2]][:3] == [True, True, False]


def test_titles_of_sheets_are_those_that_may_be():
    titles = ["A/b: [c]*?", "a b   c", "x" * 40, "x" * 40, "'", "A B   C"]
    found = read(write(*(Sheet(title, ["x"], []) for title in titles))).sheetnames
    assert found == ["A b   c", "a b   c 2", "x" * 31, "x" * 29 + " 2", "Sheet", "A B   C 3"]


def test_rows_beyond_what_a_sheet_holds_go_on_in_another(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)
    book = read(write(Sheet("Rows", ["Number"], [[number] for number in range(5)])))
    assert {sheet.title: [cell.value for (cell,) in sheet.iter_rows()] for sheet in book} == {
        "Rows": ["Number", 0, 1],
        "Rows 2": ["Number", 2, 3],
        "Rows 3": ["Number", 4],
    }


def test_columns_and_rows_show_what_is_in_them():
    long = "word " * 200
    sheet = read(write(Sheet("One", ["Id", "Text"], [["a", long], ["b", "short"], ["c", "1\n2\n3"]]))).active
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [10, 62]
    assert [sheet.row_dimensions[number].height for number in (2, 3, 4)] == [120, None, 45]


def test_what_it_is_and_when_it_was_made_are_said():
    properties = read(write(Sheet("One", ["x"], []))).properties
    assert (properties.title, properties.creator) == ("Title", "Creator")
    assert properties.created == properties.modified == MOMENT.replace(tzinfo=None)


def test_the_bytes_are_the_same_each_time_and_have_no_date_of_their_own():
    content = write(Sheet("One", ["x"], [["y"]]))
    assert content == write(Sheet("One", ["x"], [["y"]]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("members", [[], [("a/b.txt", b"x"), ("c", b"")]])
def test_an_archive_holds_its_members_in_their_order(members):
    with zipfile.ZipFile(io.BytesIO(write_zip(members))) as archive:
        assert archive.testzip() is None
        assert [(name, archive.read(name)) for name in archive.namelist()] == members

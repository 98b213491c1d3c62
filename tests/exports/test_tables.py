"""Everything as CSV and as a workbook: the same cells in both, and every record, item and part among them."""

import csv
import io

import pytest
from exported import publish, write
from hostile_book import make_hostile

from macros.base.csv_tables import is_formula
from macros.base.workbooks import CUT, MOST_CHARACTERS, fit_cell
from macros.exports import tables, xlsx
from macros.exports.record_tables import PART_TITLES, list_tables
from macros.records.kinds import KINDS
from macros.records.lasting_ids import PART_KINDS


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_workbook(content):
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def small_tables(small_book):
    return {table.name: table for table in list_tables(publish(small_book), ())}


def test_everything_is_there_once(real_book):
    found = {table.name: table for table in list_tables(publish(real_book), ())}
    for name, kind in KINDS.items():
        assert [row[0] for row in found[kind.section].rows] == [entry.id for entry in real_book.records[name]]
    items = [item for entry in real_book.records["framework"] for item in real_book.list_items(entry)]
    assert [row[0] for row in found["items"].rows] == [item.id for item in items]
    assert len(found["sources"].rows) == len([entry for entry in real_book.sources if not entry.retired])
    assert len(found["glossary"].rows) == len([entry for entry in real_book.terms if not entry.retired])
    assert len(found["figures"].rows) == len(real_book.finding_by_id)
    pairs = sum(len(entry.node.alignments) for entry in real_book.records["crosswalk"])
    assert len(found["alignments"].rows) == pairs
    names = {kind: name for name, title in PART_TITLES.items() for kind in [PART_KINDS[name]]}
    parts = [entry for entry in real_book.entries.values() if entry.kind in names and not entry.retired]
    in_tables = [
        row[0] for table in found.values() for row in table.rows if table.columns[1:2] == ["Belongs to"]
    ]
    assert sorted(in_tables) == sorted(part.id for part in parts)
    for table in found.values():
        assert all(len(row) == len(table.columns) == len(set(table.columns)) for row in table.rows)


def test_a_row_is_read_like_this(small_tables):
    table = small_tables["items"]
    row = dict(zip(table.columns, next(row for row in table.rows if row[0] == "small/1.1")))
    assert list(row)[:6] == ["ID", "Framework", "Parent", "Code", "Title", "Summary"]
    assert row | {"Skills": None} == row | {
        "Framework": "small",
        "Parent": "small/1",
        "Code": "1.1",
        "Title": "Listening",
        "Behaviours": ("Repeats back what the nurse said before answering.\nAsks who has not spoken yet."),
        "Skills": None,
        "Address": "https://handbook.example/frameworks/small/1.1/",
        "Rights in the framework": "Nobody",
    }


def test_prose_is_plain_and_parts_stand_in_one_cell(small_tables):
    sessions = small_tables["sessions"]
    plan = dict(zip(sessions.columns, sessions.rows[0]))["Plan"]
    assert all("minutes: " in line for line in plan.split("\n"))
    frameworks = small_tables["frameworks"]
    row = dict(zip(frameworks.columns, frameworks.rows[-1]))
    assert row["Rights: holder"] and row["Rights: terms"] and row["Rights: carried"]


def test_what_is_wanted_is_there_alone(small_book):
    files = write(tables.FORMAT, publish(small_book), "small-start")
    assert set(files) == {
        "about.csv",
        "modules.csv",
        "sessions.csv",
        "outcomes.csv",
        "assessments.csv",
        "workplace-tasks.csv",
    }
    assert [row[0] for row in read_csv(files["modules.csv"])] == ["ID", "small-start"]


def test_the_workbook_has_the_cells_of_the_tables(small_book, small_tables):
    book = read_workbook(write(xlsx.FORMAT, publish(small_book))["handbook.xlsx"])
    assert len(book.sheetnames) == len(small_tables)
    for sheet, table in zip(book.worksheets, small_tables.values(), strict=True):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert rows[0] == table.columns
        expected = [[as_read(cell) for cell in row] for row in table.rows]
        assert [[as_read(cell) for cell in row] for row in rows[1:]] == expected
        assert sheet.freeze_panes == ("B2" if len(table.columns) > 2 else "A2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        widths = [dimension.width for dimension in sheet.column_dimensions.values()]
        assert len(widths) == len(table.columns) and 10 <= min(widths) and max(widths) <= 62
        assert all(
            cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row if cell.data_type == "s"
        )


def as_read(cell):
    """A cell as a workbook gives it back: days as moments, nothing for an empty text."""
    from datetime import date, datetime

    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime(cell.year, cell.month, cell.day)
    return cell if cell != "" else None


def test_an_edition_has_its_own_contacts_dates_and_notes(small_book):
    publication = publish(
        small_book,
        contacts=[{"for": "small-start", "title": "Events team", "email": "events@north.example"}],
        dates=[{"for": "small-start/s1", "date": "2027-03-02", "time": "09:30 to 12:30"}],
        notes=[{"for": "small/1.1", "text": "We begin *here*."}],
    )
    files = write(tables.FORMAT, publication)
    assert read_csv(files["contacts.csv"])[1][:3] == ["small-start", "Events team", "events@north.example"]
    assert read_csv(files["dates.csv"])[1][:3] == ["small-start/s1", "2027-03-02", "09:30 to 12:30"]
    assert read_csv(files["notes.csv"])[1] == ["small/1.1", "We begin here."]
    about = dict(read_csv(files["about.csv"]))
    assert (about["Edition"], about["Generated"]) == ("north", "2026-11-30T12:00:00Z")
    header, *rows = read_csv(files["modules.csv"])
    assert header[-1] == "Whose" and {row[-1] for row in rows} == {"national"}


def test_no_cell_is_a_formula_or_holds_a_control_character(small_book):
    publication = publish(make_hostile(small_book))
    for place, content in write(tables.FORMAT, publication).items():
        for row in read_csv(content):
            assert not any(is_formula(cell) for cell in row), place
            assert not any(ord(sign) < 32 and sign not in "\t\r\n" for cell in row for sign in cell), place
    book = read_workbook(write(xlsx.FORMAT, publication)["handbook.xlsx"])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "f" not in {cell.data_type for cell in cells}
    like_formulas = [cell for cell in cells if cell.data_type == "s" and is_formula(cell.value)]
    assert len(like_formulas) > 5 and all(cell.quotePrefix for cell in like_formulas)
    expected = {
        fit_cell(cell)
        for table in list_tables(publication, ())
        for row in table.rows
        for cell in row
        if isinstance(cell, str) and fit_cell(cell)
    }
    assert expected <= {cell.value for cell in cells}


def test_the_bytes_are_the_same_each_time(small_book):
    for form in (tables.FORMAT, xlsx.FORMAT):
        assert write(form, publish(small_book)) == write(form, publish(small_book))


def test_a_text_too_long_for_a_cell_is_cut_with_a_mark():
    assert fit_cell("é" * MOST_CHARACTERS) == "é" * MOST_CHARACTERS
    cut = fit_cell("🙂" * MOST_CHARACTERS)
    assert cut.endswith("🙂" + CUT) and len(cut.encode("utf-16-le")) // 2 <= MOST_CHARACTERS

"""Workbooks for a spreadsheet (Office Open XML, ECMA-376) that open readable: headings that stay in sight,
filters, columns and rows of a size that shows what is in them.

Whoever calls this needs the package openpyxl, which a plain build does without.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import ceil
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_STORED, ZipFile

from macros.base.csv_tables import Cell, clean_cell, is_formula
from macros.base.zip_files import write_zip

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_CHARACTERS = 32_767  # Of a cell, counted as UTF-16 (Excel specifications and limits).
MOST_ROWS = 1_048_576  # Of a sheet.
MOST_OF_A_TITLE = 31  # Characters of a sheet's title.
CUT = " […]"
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
NARROWEST, WIDEST = 8, 60  # Columns, in characters.
MOST_LINES = 8  # That a row shows; the rest of a long text is in the cell.
POINTS_OF_A_LINE = 15
WIDEST_PAGE = 240  # Characters of a sheet that is printed no wider than a page.
A4 = 9  # As ECMA-376 numbers sizes of paper (18.3.1.63).
FONT = "Calibri"  # That of the other cells, unless it is said.
HEADING_COLOUR = "DCE6F1"


@dataclass(frozen=True)
class Sheet:
    """A sheet: its ``title``, the titles of its ``columns``, and its ``rows``. With a ``table`` it holds an
    Excel table by that name."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    table: str = ""


def write_workbook(sheets: Iterable[Sheet], title: str, creator: str, moment: datetime) -> bytes:
    """The bytes of a workbook with ``sheets``, which says that ``creator`` made it at this ``moment`` (UTC).

    Every text is a text, whatever it begins with; control characters are left out, and what is longer than
    a cell may be is cut, with a mark. Rows beyond what a sheet can hold go on in another.
    """
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    workbook = Workbook(write_only=True)
    properties = workbook.properties
    properties.title, properties.creator = clean_cell(title), clean_cell(creator)
    properties.created = properties.modified = moment.replace(tzinfo=None)
    styles = _Styles(workbook)
    titles: set[str] = set()
    for sheet in _split_sheets(sheets):
        _write_sheet(workbook, styles, replace(sheet, title=_choose_title(sheet.title, titles)))
    buffer = io.BytesIO()
    ExcelWriter(workbook, ZipFile(buffer, "w", ZIP_STORED)).save()
    with ZipFile(buffer) as archive:
        return write_zip((name, archive.read(name)) for name in archive.namelist())


def _split_sheets(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    for sheet in sheets:
        yield replace(sheet, rows=sheet.rows[: MOST_ROWS - 1])
        for start in range(MOST_ROWS - 1, len(sheet.rows), MOST_ROWS - 1):
            yield replace(sheet, rows=sheet.rows[start : start + MOST_ROWS - 1], table="")


def _choose_title(title: str, titles: set[str]) -> str:
    """A title like ``title`` that a sheet may have and that is not among ``titles`` yet, as it is then."""
    base = _NOT_IN_TITLES.sub(" ", clean_cell(title)).strip("' ") or "Sheet"
    title, number = base[:MOST_OF_A_TITLE].rstrip("' "), 1
    while title.lower() in titles:
        number += 1
        title = f"{base[: MOST_OF_A_TITLE - len(str(number)) - 1]} {number}"
    titles.add(title.lower())
    return title


class _Styles:
    """The styles of a workbook's cells."""

    def __init__(self, workbook: Workbook):
        from openpyxl.styles import Alignment, Font, PatternFill

        sheet = workbook.create_sheet()
        self.heading = self._create(
            sheet,
            font=Font(name=FONT, size=11, bold=True),
            fill=PatternFill("solid", HEADING_COLOUR),
            alignment=Alignment(vertical="top", wrap_text=True),
        )
        wrapped = Alignment(vertical="top", wrap_text=True)
        self.text = self._create(sheet, alignment=wrapped)
        self.formula_like = self._create(sheet, alignment=wrapped, quotePrefix=True)
        self.day = self._create(sheet, alignment=Alignment(vertical="top"), number_format="yyyy-mm-dd")
        self.number = self._create(sheet, alignment=Alignment(vertical="top"))
        workbook.remove(sheet)

    def _create(self, sheet: Any, **style: Any) -> Any:
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(sheet)
        for name, value in style.items():
            setattr(cell, name, value)
        return cell._style


def _write_sheet(workbook: Workbook, styles: _Styles, sheet: Sheet) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    written: Any = workbook.create_sheet(sheet.title)

    def create(value: Cell) -> Any:
        cell = WriteOnlyCell(written)
        if isinstance(value, str):
            text = fit_cell(value)
            cell._value, cell.data_type = text, "s"  # Of a value set the usual way, "=" makes a formula.
            cell._style = styles.formula_like if is_formula(text) else styles.text
        elif isinstance(value, date):
            cell.value = value
            cell._style = styles.day
        else:
            cell.value = value
            cell._style = styles.number
        return cell

    rows = [[None if value in (None, "") else create(value) for value in row] for row in sheet.rows]
    widths = _measure_widths(sheet)
    written.page_setup.orientation, written.page_setup.paperSize = "landscape", A4
    if sum(widths) <= WIDEST_PAGE:
        written.page_setup.fitToHeight = 0  # As many pages as it takes, each as wide as the sheet.
        written.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    written.print_title_rows = "1:1"
    written.freeze_panes = "B2" if len(sheet.columns) > 2 else "A2"
    for place, width in enumerate(widths, 1):
        written.column_dimensions[get_column_letter(place)].width = width + 2
    area = f"A1:{get_column_letter(len(sheet.columns))}{len(rows) + 1}"
    if not sheet.table:
        written.auto_filter.ref = area
    headings = [create(column) for column in sheet.columns]
    for heading in headings:
        heading._style = styles.heading
    written.append(headings)
    for number, row in enumerate(rows, 2):
        lines = _count_lines(sheet.rows[number - 2], widths)
        if lines > 1:
            written.row_dimensions[number].height = min(lines, MOST_LINES) * POINTS_OF_A_LINE
        written.append(row)
    if sheet.table:
        _add_table(written, sheet, area)


def _add_table(written: Any, sheet: Sheet, area: str) -> None:
    from openpyxl.worksheet.table import Table, TableStyleInfo

    table = Table(displayName=sheet.table, ref=area)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    table._initialise_columns()
    for column, title in zip(table.tableColumns, sheet.columns, strict=True):
        column.name = title
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # That the columns are to be named, as they are above.
        written.add_table(table)


def fit_cell(text: str) -> str:
    """``text`` as a cell can hold it: without control characters, and cut where it is too long."""
    text = clean_cell(text).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) * 2 <= MOST_CHARACTERS or len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS:
        return text
    units = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - len(CUT))]
    return units.decode("utf-16-le", "ignore") + CUT


def _measure_widths(sheet: Sheet) -> list[int]:
    """The width of each column in characters: that of its longest line, within limits."""
    widths = [min(max(NARROWEST, len(column)), WIDEST) for column in sheet.columns]
    for row in sheet.rows:
        for place, value in enumerate(row):
            if value is not None and widths[place] < WIDEST:
                widths[place] = max(widths[place], min(_measure(value), WIDEST))
    return widths


def _measure(value: Cell) -> int:
    if isinstance(value, str):
        return max(map(len, value.split("\n"))) if "\n" in value else len(value)
    return len(str(value))


def _count_lines(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """How many lines the highest cell of a row takes, as far as a row shows."""
    most = 1
    for value, width in zip(row, widths):
        if isinstance(value, str) and (len(value) > width or "\n" in value):
            most = max(most, sum(ceil(len(line) / width) or 1 for line in value.split("\n")[:MOST_LINES]))
    return most

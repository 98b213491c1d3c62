"""Tables that people keep: comma-separated values and workbooks of Excel, read as rows of texts with the
place of each."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.base.reading import Unreadable, decode, describe_refusal, read_bytes
from macros.imports.model import MOST_ROWS, NotImported, refuse

MOST_BYTES = 64 * 1024 * 1024
MOST_UNPACKED = 128 * 1024 * 1024  # Bytes of a workbook's parts.
MOST_OF_A_CELL = 32_767  # Characters, as in Excel.
MOST_COLUMNS = 200
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")  # The container of .xls, and of every encrypted workbook.
# How every part of a workbook begins: nothing before its first element in which an entity could be declared.
_PLAIN_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]*\?>)?\s*<[A-Za-z]")
_ZEROS = re.compile(r"0\.(0+)")


@dataclass(frozen=True)
class Row:
    """A row of a table: the text of each cell, and what it says of its place."""

    cells: list[str]
    number: int
    table: str  # 'framework.csv:' or 'framework.xlsx, Sheet1!'

    def locate(self, column: int = 0) -> str:
        """The place of a cell, by its column from 0: ``framework.csv:3:2``, ``framework.xlsx, Sheet1!B3``."""
        if self.table.endswith("!"):
            return f"{self.table}{name_column(column)}{self.number}"
        return f"{self.table}{self.number}:{column + 1}"

    def get(self, column: int | None) -> str:
        """The text of a cell, empty where there is none."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


def name_column(column: int) -> str:
    """A column by its letters, as a spreadsheet names it: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_file(file: Path) -> bytes:
    """The content of a file that is to be imported. Raises :class:`NotImported`."""
    if not file.exists() and not file.is_symlink():
        raise refuse(str(file), "there is no such file", "name the file to import")
    try:
        raw = read_bytes(file, MOST_BYTES)
    except Unreadable as error:
        raise refuse(str(file), *map(str, error.fault)) from None
    except OSError as error:
        raise refuse(str(file), *map(str, describe_refusal(error))) from None
    if len(raw) > MOST_BYTES:
        raise refuse(str(file), f"is larger than {MOST_BYTES >> 20} MB", "import a part of it")
    if not raw.strip():
        raise refuse(str(file), "is empty", "name a file that holds something")
    return raw


def read_text(raw: bytes, name: str) -> str:
    """The text of a file. Raises :class:`NotImported` with the place of what is no UTF-8."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):  # 'Unicode text' of Excel says so itself.
        try:
            return raw.decode("utf-16").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            raise refuse(name, "is broken UTF-16", "save it as UTF-8") from None
    try:
        return decode(raw)
    except Unreadable as error:
        wrong = error.fault.wrong
        if byte := re.search(r"byte 0x(\w\w)", wrong):
            letter = bytes.fromhex(byte[1]).decode("cp1252", "replace")
            wrong += f" (in Windows-1252 it is '{letter}')"
        place = f"{name}:{error.line}:{error.column}"
        raise refuse(place, wrong, "save the file as 'CSV UTF-8'") from None


def read_table(file: Path, raw: bytes, sheet: str = "") -> list[Row]:
    """The rows of a file that hold anything, the titles of the columns first. Raises :class:`NotImported` for
    what is no table."""
    is_workbook = raw.startswith((b"PK", _OLD_OFFICE)) or file.suffix.lower() in (".xlsx", ".xlsm", ".xls")
    rows = list(_read_workbook(file.name, raw, sheet) if is_workbook else _read_values(file.name, raw))
    if not rows:
        raise refuse(file.name, "holds no row", "put the titles of the columns into the first")
    return rows


# -- comma-separated values


def _read_values(name: str, raw: bytes) -> Iterator[Row]:
    text = read_text(raw, name)
    text = _blank_out_comments(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_find_delimiter(text), strict=True)
    number = 1
    try:
        for count, cells in enumerate(reader):
            _check_count(count, f"{name}:{number}:1")
            row = Row([cell.strip() for cell in cells], number, f"{name}:")
            _check_cells(row)
            if any(row.cells):
                yield row
            number = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            wrong = f"a cell holds more than {MOST_OF_A_CELL:,} characters"
            raise refuse(f"{name}:{number}:1", wrong, "shorten it") from None
        wrong = f"is no row of comma-separated values ({error})"
        raise refuse(f"{name}:{number}:1", wrong, 'close the quotes, and write " inside them as ""') from None


def _blank_out_comments(text: str) -> str:
    """``text`` without the lines with a ``#`` at its head, as SSSOM has them, which stay as empty ones."""
    head = re.match(r"(?:#(?![,;\t])[^\n]*\n)+", text)
    return "\n" * head[0].count("\n") + text[head.end() :] if head else text


def _find_delimiter(text: str) -> str:
    """What stands between the cells: the most frequent of three signs in the first line."""
    head = text.lstrip("\n").partition("\n")[0]
    return max(",;\t", key=head.count)


def _check_count(count: int, place: str) -> None:
    if count > MOST_ROWS:
        raise refuse(place, f"the table has more than {MOST_ROWS:,} rows", "import a part of it")


def _check_cells(row: Row) -> None:
    if len(row.cells) > MOST_COLUMNS:
        wrong = f"the row has {len(row.cells):,} cells"
        raise refuse(row.locate(MOST_COLUMNS), wrong, f"leave at most {MOST_COLUMNS}")
    for column, cell in enumerate(row.cells):
        if len(cell) > MOST_OF_A_CELL:
            wrong = f"the cell holds {len(cell):,} characters"
            raise refuse(row.locate(column), wrong, f"shorten it to {MOST_OF_A_CELL:,} at most")


# -- workbooks


def _read_workbook(name: str, raw: bytes, sheet: str) -> Iterator[Row]:
    from openpyxl import load_workbook

    _check_archive(name, raw)
    try:
        # Not read_only: that trusts the sheet's own word on its size. What it may hold was checked.
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # Whatever a damaged part makes of the library.
        raise _refuse_workbook(name, error) from None
    try:
        worksheet = _find_sheet(name, book, sheet)
        worksheet.reset_dimensions()
        table = f"{name}, {worksheet.title}!"
        for number, cells in enumerate(worksheet.iter_rows(), 1):
            _check_count(number - 1, f"{table}A{number}")
            row = Row([], number, table)
            for column, cell in enumerate(cells):
                row.cells.append(_read_cell(cell, row.locate(column)))
            while row.cells and not row.cells[-1]:
                row.cells.pop()
            _check_cells(row)
            if row.cells:
                yield row
    except NotImported:
        raise
    except Exception as error:
        raise _refuse_workbook(name, error) from None
    finally:
        book.close()


def _refuse_workbook(name: str, error: Exception) -> NotImported:
    wrong = f"cannot be read as a workbook ({type(error).__name__})"
    return refuse(name, wrong, "open it in Excel and save it anew, or save it as 'CSV UTF-8'")


def _check_archive(name: str, raw: bytes) -> None:
    """Raise :class:`NotImported` for a workbook that is encrypted, holds programs, unpacks to too much or
    declares entities of XML."""
    if raw.startswith(_OLD_OFFICE):
        wrong = "is encrypted, or a workbook of Excel before 2007"
        raise refuse(name, wrong, "take its password off, and save it as .xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
            if any(member.filename.lower().endswith("vbaproject.bin") for member in members):
                raise refuse(name, "holds macros", "save it as .xlsx, without them")
            if (size := sum(member.file_size for member in members)) > MOST_UNPACKED or len(members) > 5_000:
                wrong = f"unpacks to {size >> 20:,} MB in {len(members):,} files"
                raise refuse(name, wrong, "save the one sheet as 'CSV UTF-8'")
            for member in members:
                if member.flag_bits & 1:
                    raise refuse(name, "is encrypted", "take its password off")
                if member.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(member) as part:
                        head = part.read(4096)
                    if not _PLAIN_XML.match(head):
                        wrong = f"holds more than plain XML in {member.filename}, such as entities"
                        raise refuse(name, wrong, "open it in Excel and save it anew")
    except NotImported:
        raise
    except Exception as error:  # Whatever a damaged archive makes of the library.
        raise _refuse_workbook(name, error) from None


def _find_sheet(name: str, book: Any, sheet: str) -> Any:
    """The sheet that is called ``sheet``; the first where none is named."""
    sheets = {worksheet.title: worksheet for worksheet in book.worksheets}
    if sheet and sheet not in sheets:
        raise refuse(name, f"has no sheet '{sheet}'", f"its sheets are {', '.join(sheets)}")
    if not sheets:
        raise refuse(name, "has no sheet", "save the table in one")
    return sheets[sheet] if sheet else next(iter(sheets.values()))


def _read_cell(cell: Any, place: str) -> str:
    """The text of a cell. A number is written as the sheet shows it, so that 1.10 is not 1.1."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        wrong = f"holds the day {value:%Y-%m-%d}" if not isinstance(value, datetime.time) else "holds a time"
        raise refuse(
            place, f"{wrong}, which Excel makes of a code", "format the column as text, and type it anew"
        )
    if isinstance(value, float):
        if places := _ZEROS.fullmatch(cell.number_format or ""):
            return f"{value:.{len(places[1])}f}"
        return f"{value:g}" if value != int(value) else str(int(value))
    return str(value).strip()

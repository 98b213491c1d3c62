"""Tables as comma-separated values (RFC 4180) that open well in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

from macros.base.language_marks import strip

BYTE_ORDER_MARK = "\ufeff"  # By which spreadsheets know UTF-8.
# How a text begins that a spreadsheet would run as a formula: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"[=+\-@\t\r]")
# Control characters, and what no file of XML may hold.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Any of these, or a mark: most texts have none, and that is told in one look.
_SIGNS = re.compile(rf"^{_FORMULA.pattern}|[\ue000-\ue003]|{_CONTROLS.pattern}")

Cell = str | float | bool | date | None


def write_table(rows: Iterable[Sequence[Cell]]) -> str:
    """The ``rows`` as text, the first of them the titles of the columns. A text that a spreadsheet would run
    as a formula gets an apostrophe before it; numbers are left as they are."""
    table = io.StringIO()
    csv.writer(table, lineterminator="\r\n").writerows(_make_row_safe(row) for row in rows)
    return BYTE_ORDER_MARK + table.getvalue()


def _make_row_safe(row: Sequence[Cell]) -> list[Cell]:
    search = _SIGNS.search
    return [_make_cell_safe(cell) if isinstance(cell, str) and search(cell) else cell for cell in row]


def _make_cell_safe(text: str) -> str:
    text = clean_cell(text)
    return f"'{text}" if is_formula(text) else text


def clean_cell(text: str) -> str:
    """``text`` without marks and control characters."""
    return _CONTROLS.sub("", strip(text))


def is_formula(text: str) -> bool:
    """Whether a spreadsheet that reads ``text`` as typed would run it as a formula."""
    return _FORMULA.match(text) is not None

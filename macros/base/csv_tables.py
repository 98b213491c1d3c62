"""Tables as comma-separated values (RFC 4180) that open well in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from macros.base.language_marks import strip

BYTE_ORDER_MARK = "\ufeff"  # By which spreadsheets know UTF-8.
# How a text begins that a spreadsheet would run as a formula: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"[=+\-@\t\r]")

Cell = str | float | None


def write_table(rows: Iterable[Sequence[Cell]]) -> str:
    """The ``rows`` as text, the first of them the titles of the columns. A text that a spreadsheet would run
    as a formula gets an apostrophe before it; numbers are left as they are."""
    table = io.StringIO()
    csv.writer(table, lineterminator="\r\n").writerows(_make_row_safe(row) for row in rows)
    return BYTE_ORDER_MARK + table.getvalue()


def _make_row_safe(row: Sequence[Cell]) -> list[Cell]:
    return [_make_cell_safe(cell) if isinstance(cell, str) else cell for cell in row]


def _make_cell_safe(text: str) -> str:
    text = strip(text)
    return f"'{text}" if _FORMULA.match(text) else text

"""Tables as comma-separated values: what a spreadsheet would run is text, and comes back as it was."""

from __future__ import annotations

import csv
import io

import pytest

from macros.base.csv_tables import write_table
from macros.base.language_marks import mark_phrase


def test_a_table_comes_back_as_it_went_in():
    rows = [["Title", "Minutes"], ['A "quoted", title\nof two lines', 60], ["Æ 1.10", None]]
    text = write_table(rows)
    assert text.startswith("\ufeffTitle,Minutes\r\n")
    back = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert back == [["Title", "Minutes"], ['A "quoted", title\nof two lines', "60"], ["Æ 1.10", ""]]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1"])
def test_a_formula_is_text(formula):
    (row,) = csv.reader(io.StringIO(write_table([[formula]]).removeprefix("\ufeff"), newline=""))
    assert row == [f"'{formula}"]


def test_a_number_below_nothing_is_no_formula():
    assert write_table([[-1]]) == "\ufeff-1\r\n"


def test_marks_of_a_language_stay_inside():
    assert write_table([[mark_phrase("Modiwl")]]) == "\ufeffModiwl\r\n"

"""The coverage matrix counts what each module does for an item, directly or, where no module names it, by its
counterparts."""

from __future__ import annotations

import re

import pytest

from macros.curriculum.coverage import (
    KINDS_OF_COVERAGE,
    build_coverage_matrix,
    build_coverage_row,
    compute_shade,
    count_coverage,
    list_shades,
    map_assessments,
    map_outcomes,
)
from macros.curriculum.crosswalks import Crosswalks


def row(book, id: str) -> dict[str, dict[str, list[str]]]:
    cells = build_coverage_row(Crosswalks(book), book.resolve(id), book.records["module"])
    for cell in cells:
        assert cell["total"] == sum(map(len, cell["parts"].values())) and cell["shade"] == compute_shade(
            cell["total"]
        )
    return {
        cell["module"].id: {name: [entry.id for entry in entries] for name, entries in cell["parts"].items()}
        for cell in cells
    }


def test_a_row_has_a_cell_for_each_module(small_book):
    assert row(small_book, "small/1.1") == {
        id: {"taught": [f"{id}/o1"], "practised": [], "assessed": [f"{id}/a1"]}
        for id in ("small-start", "small-end")
    }


def test_what_is_only_practised_is_counted_as_such(small_book):
    assert row(small_book, "small/1.10")["small-end"] == {
        "taught": [],
        "practised": ["small-end/w1"],
        "assessed": [],
    }


def test_what_no_module_names_is_counted_by_its_counterparts(small_book):
    assert row(small_book, "other/1.1") == row(small_book, "small/1.1")
    assert row(small_book, "other/1.10")["small-start"] == {
        "taught": [],
        "practised": ["small-start/w1"],
        "assessed": [],
    }


def test_a_component_is_in_no_module_s_cell(small_book):
    """It practises the item, and belongs to no module."""
    assert "small-talk" in [
        entry.id for entry in small_book.find_coverage(small_book.resolve("small/1.1"))["practised"]
    ]
    assert {
        id
        for cell in row(small_book, "small/1.1").values()
        for ids in cell.values()
        for id in ids
        if "small-talk" in id
    } == set()


def test_an_item_without_counterparts_has_empty_cells(small_book):
    assert {total for cell in row(small_book, "other/2.1").values() for total in map(len, cell.values())} == {
        0
    }


@pytest.mark.parametrize(
    ("total", "shaded"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 3), (5, 3), (6, 4), (60, 4)]
)
def test_shades(total, shaded):
    assert compute_shade(total) == shaded


def test_what_works_on_several_counterparts_is_counted_once(real_book):
    crosswalks, shared = Crosswalks(real_book), 0
    for item in (entry for entry in real_book.entries.values() if entry.kind == "item"):
        for name, entries in crosswalks.find_coverage_across(item).items():
            each_by_itself = [
                entry
                for pair in crosswalks.find_counterparts(item)
                for entry in real_book.find_coverage(pair.other)[name]
            ]
            assert entries == list(dict.fromkeys(each_by_itself)), item.id
            shared += len(each_by_itself) > len(entries)
    assert shared


# -- what a programme assesses


def test_an_outcome_is_evidenced_by_the_assessments_of_the_programmes_own_modules(small_book):
    programme = small_book.resolve("small-programme").node
    for modules, assessments in (
        (["small-start", "small-end"], ["small-start/a1", "small-end/a1"]),
        (["small-end"], ["small-end/a1"]),
        ([], []),
    ):
        part = programme.model_copy(update={"modules": modules})
        assert [[entry.id for entry in found] for _, found in map_outcomes(small_book, part)] == [assessments]


def test_an_assessment_of_several_competencies_of_an_outcome_is_named_once(real_book):
    shared = 0
    for programme in (entry.node for entry in real_book.records["programme"]):
        tested = {item: found for item, found in map_assessments(real_book, programme)}
        for outcome, assessments in map_outcomes(real_book, programme):
            each_by_itself = [
                entry for ref in outcome.competencies for entry in tested.get(real_book.resolve(ref), ())
            ]
            assert assessments == list(dict.fromkeys(each_by_itself)), outcome.id
            shared += len(each_by_itself) > len(assessments)
    assert shared


# -- the whole matrix, with its totals


def test_the_totals_of_a_row_are_what_its_modules_do_for_the_item(real_book):
    crosswalks = Crosswalks(real_book)
    modules = real_book.records["module"]
    for framework in real_book.records["framework"]:
        matrix = build_coverage_matrix(crosswalks, framework, modules)
        assert [row.item for row in matrix.rows] == real_book.list_leaves(framework)
        for row in matrix.rows:
            assert row.totals == {
                kind: sum(entry.record in modules for entry in entries)
                for kind, entries in crosswalks.find_coverage(row.item).items()
            }, row.item.id


def test_rows_and_columns_have_the_same_sum(real_book):
    crosswalks = Crosswalks(real_book)
    for framework in real_book.records["framework"]:
        matrix = build_coverage_matrix(crosswalks, framework, real_book.records["module"])
        assert len(matrix.module_totals) == len(real_book.records["module"])
        for kind in KINDS_OF_COVERAGE:
            assert matrix.sum_rows(kind) == sum(totals[kind] for totals in matrix.module_totals)


def test_rows_without_a_kind_of_coverage_are_those_that_the_framework_s_own_numbers_leave_out(real_book):
    crosswalks = Crosswalks(real_book)
    for framework in real_book.records["framework"]:
        matrix = build_coverage_matrix(crosswalks, framework, real_book.records["module"])
        counts = count_coverage(crosswalks, framework)
        for kind in ("taught", "assessed"):  # Components practise too, and stand in no module's column.
            assert matrix.count_rows_with(kind, 0) == counts["total"] - counts[kind]
            assert matrix.count_rows_with(kind, 1) <= matrix.count_rows_in_one_module(kind) <= counts[kind]


def test_the_key_says_how_many_each_shade_stands_for():
    assert list_shades() == ["–", "1–2", "3", "4–5", "6+"]
    for shade, numbers in enumerate(list_shades()):
        for number in map(int, re.findall(r"\d+", numbers)):
            assert compute_shade(number) == shade

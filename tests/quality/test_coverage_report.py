"""The chain from each competency to its assessment, and what is told of it as text, table and JSON."""

from __future__ import annotations

import csv
import io
import json

import jsonschema

from macros.curriculum.crosswalks import Crosswalks
from macros.quality.chains import list_chains
from macros.quality.coverage import assess_coverage
from macros.quality.coverage_json import SCHEMA, write_coverage_json
from macros.quality.coverage_tables import BRIEF_COLUMNS, write_coverage_table
from macros.quality.coverage_text import write_coverage_text


def trace(book, id: str) -> list[tuple[str | None, ...]]:
    """Each chain of an item by ids: the kind, the outcome, the part, the module or component, the
    counterpart."""
    chains = list_chains(Crosswalks(book), book.resolve(id))
    name = lambda entry: entry.id if entry else None
    return [
        (chain.kind, *map(name, (chain.outcome, chain.part, chain.place, chain.counterpart)))
        for chain in chains
    ]


def test_each_hop_from_a_competency_to_its_session_and_its_assessment_is_told(small_book):
    assert trace(small_book, "small/1.1") == [
        ("taught", "small-start/o1", "small-start/s1", "small-start", None),
        ("taught", "small-end/o1", "small-end/s1", "small-end", None),
        ("practised", None, "small-talk", "small-talk", None),
        ("assessed", "small-start/o1", "small-start/a1", "small-start", None),
        ("assessed", "small-end/o1", "small-end/a1", "small-end", None),
    ]


def test_workplace_tasks_practise_without_an_outcome(small_book):
    assert trace(small_book, "small/1.10") == [
        ("practised", None, "small-start/w1", "small-start", None),
        ("practised", None, "small-end/w1", "small-end", None),
    ]


def test_an_item_that_nothing_names_is_followed_by_way_of_its_counterpart(small_book):
    direct = trace(small_book, "small/1.1")
    assert trace(small_book, "other/1.1") == [(*chain[:4], "small/1.1") for chain in direct]


def test_every_count_of_the_matrix_is_a_number_of_chains_ends(real_book):
    report = assess_coverage(real_book)
    assert [row.framework.id for row in report.frameworks] == ["mlcf"]
    for coverage in report.frameworks[0].items:
        ends = {kind: coverage.list_ends(kind) for kind in ("taught", "practised", "assessed")}
        assert ends == real_book.find_coverage(coverage.item)


def test_as_text(small_book):
    text = write_coverage_text(assess_coverage(small_book))
    assert text.startswith(
        """Small framework: 3 competencies; 2 taught, 2 practised, 2 assessed.

Gaps: 3
  Small framework 1.10 Asking is taught nowhere; exempt: Asking is learnt by doing.
  Small framework 1.10 Asking is assessed nowhere; exempt: Nobody has found out how.
  Small framework 2.1 Sharing is practised nowhere; exempt: It takes two.

Thin spots, where a single module or component covers a competency: 1
  Small framework 1.1 Listening is practised in “Small talk” (small-talk) alone, by 1 task or component

Outcomes that name more than 3 competencies: none
"""
    )
    assert text.endswith(
        """
Small framework 2.1 Sharing
  taught: outcome small-start/o2 → session “One hour” (small-start/s1)
  taught: outcome small-end/o2 → session “One hour” (small-end/s1)
  assessed: outcome small-start/o2 → assessment “A note” (small-start/a1)
  assessed: outcome small-end/o2 → assessment “A note” (small-end/a1)
  practised: nowhere
"""
    )


def test_as_a_table_with_a_row_for_each_chain(small_book):
    report = assess_coverage(small_book)
    text = write_coverage_table(small_book, report)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    chains = sum(len(coverage.chains) for row in report.frameworks for coverage in row.items)
    assert len(rows) == chains + len(report.gaps)
    first = rows[0]
    assert (first["Competency"], first["Coverage"], first["Outcome"], first["Part"], first["Minutes"]) == (
        "Listening",
        "taught",
        "small-start/o1",
        "small-start/s1",
        "60",
    )
    assert (first["Activities"], first["Theories"]) == ("Hello; Talk", "Small steps")


def test_a_table_in_fewer_columns_has_the_same_rows(small_book):
    report = assess_coverage(small_book)
    rows, brief = (
        list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
        for text in (
            write_coverage_table(small_book, report),
            write_coverage_table(small_book, report, BRIEF_COLUMNS),
        )
    )
    places = [rows[0].index(column) for column in BRIEF_COLUMNS]
    assert brief == [[row[place] for place in places] for row in rows]
    assert len(brief[0]) == len(rows[0]) - 2


def test_a_gap_has_a_row_in_the_table_with_its_exemption(small_book):
    text = write_coverage_table(small_book, assess_coverage(small_book))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    gaps = [(row["Code"], row["Coverage"], row["Note"]) for row in rows if not row["Part"]]
    assert gaps == [
        ("1.10", "taught", "exempt: Asking is learnt by doing."),
        ("1.10", "assessed", "exempt: Nobody has found out how."),
        ("2.1", "practised", "exempt: It takes two."),
    ]


def test_as_json_in_its_form(real_book, small_book):
    schema = json.loads(SCHEMA.read_text("utf-8"))
    for book, frameworks in ((real_book, []), (small_book, small_book.records["framework"])):
        document = json.loads(write_coverage_json(book, assess_coverage(book, frameworks)))
        jsonschema.validate(document, schema)
    first = document["frameworks"][0]["items"][0]["taught"][0]
    assert set(first) == {"counterpart", "place", "outcome", "part"}

"""Facts that texts quote: what is a quotation, what stands in its place, and what falls due."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from macros.checks.reviews import Place, list_due
from macros.checks.run import check_handbook
from macros.cli.check import summarise_due
from macros.records.entries import Quotation
from macros.records.quoting import (
    fill_in,
    find_call_fault,
    is_due,
    print_date,
    read_quotations,
    take_out,
)

TENSION = "framework/tensions/fast-and-slow.yml"
SOURCES = "framework/sources.yml"
FINDING = """
    findings:
      - id: half
        value: 51%
        of: Readers who looked before they acted
        read_in: abstract
"""


def write(small, path: str, old: str, new: str) -> None:
    text = (small / path).read_text("utf-8")
    assert text.count(old) == 1, (path, old, text)
    (small / path).write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def quoting(small):
    """The small handbook, with a finding of its source."""
    write(small, SOURCES, "    seen: unread\n", f"    seen: abstract{FINDING}")
    return small


def wrongs(root) -> list[str]:
    return [f"{problem.wrong}; {problem.right}" for problem in check_handbook(root).problems]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('went {{ finding("a-1/b") }}.', [Quotation("finding", ("a-1/b",))]),
        ("{{finding('a-1/b')}}", [Quotation("finding", ("a-1/b",))]),
        ('{{ dated("2019",\n "2027-06") }}', [Quotation("dated", ("2019", "2027-06"))]),
        ("{{ finding(a) }}", [Quotation("finding", ())]),
        ('{{ finding("a" "b") }}', [Quotation("finding", ())]),
        ('{{ finding("a").x }}', [Quotation("finding", ())]),
        ('{{ findings("a") }} {{ cite("a") }} {% finding("a") %} finding("a")', []),
        ('{{ finding("{{ cite() }}") }}', []),
    ],
)
def test_a_quotation_is_a_call_with_texts_in_quotes(text, quotations):
    assert read_quotations(text) == quotations


@given(st.text(alphabet='{}"\'()%#, findgat"ed/-1', max_size=60))
def test_what_is_left_of_a_text_holds_no_quotation(text):
    assert read_quotations(take_out(text)) == [] or "{{" in take_out(take_out(text))
    if "{{" not in text:
        assert take_out(text) == text


@pytest.mark.parametrize(
    ("when", "words"),
    [("2019", "in 2019"), ("2019-11", "in November 2019"), ("2019-11-05", "on 5 November 2019")],
)
def test_a_date_in_words(when, words):
    assert print_date(when) == words
    assert find_call_fault(Quotation("dated", (when, "2027-06"))) is None


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("2019",), "is dated without the two dates it takes"),
        (("2019", "2027-06", "x"), "is dated without the two dates it takes"),
        (("last year", "2027-06"), "is dated 'last year'"),
        (("2019-13", "2027-06"), "is dated '2019-13'"),
        (("2019", "2027"), "falls due in '2027'"),
        (("2019", "2027-00"), "falls due in '2027-00'"),
    ],
)
def test_a_date_that_is_none(arguments, fault):
    assert find_call_fault(Quotation("dated", arguments)).wrong == fault


def test_what_is_due():
    assert is_due("2027-06", date(2027, 6, 1)) and is_due("2027-06", date(2028, 1, 1))
    assert not is_due("2027-06", date(2027, 5, 31))


def test_texts_are_filled_in_and_the_handbook_knows_who_quotes(quoting):
    write(
        quoting,
        TENSION,
        "holding: Look, then act.",
        """sources: [{source: kotter-1996}]
holding: '{{ finding("kotter-1996/half") }} looked {{ dated("2019", "2027-06") }}, then *acted*.'""",
    )
    result = check_handbook(quoting)
    assert result.problems == []
    tension = result.handbook.resolve("fast-and-slow")
    assert tension.node.holding == "51% looked in 2019, then *acted*."
    assert [quoted.quotation.name for quoted in result.handbook.quotations] == ["finding", "dated"]
    assert all(
        quoted.entry is tension and quoted.route == ("holding",) for quoted in result.handbook.quotations
    )
    assert fill_in(result.handbook) is result.handbook  # Nothing is left to fill in.

    line = tension.file.locate(("holding",))[0]
    assert list_due(result.handbook, (), date(2027, 6, 1)) == [Place(TENSION, line)]
    assert (
        summarise_due(result, date(2027, 6, 1)) == f"1 dated statement is due for review: {TENSION}:{line}."
    )
    assert summarise_due(result, date(2027, 5, 31)) == ""


def test_a_quotation_whose_brackets_are_escaped_is_one(quoting):
    write(
        quoting,
        TENSION,
        "holding: Look, then act.",
        r"""sources: [{source: kotter-1996}]
holding: "\x7b\u007b finding('kotter-1996/half') }} looked." """,
    )
    result = check_handbook(quoting)
    assert result.problems == []
    assert result.handbook.resolve("fast-and-slow").node.holding == "51% looked."


def test_a_dated_finding_prints_its_date_and_falls_due(quoting):
    write(
        quoting,
        SOURCES,
        "read_in: abstract",
        "read_in: abstract\n        dated: 2019-11\n        review_by: 2027-06",
    )
    page = quoting / "docs/guide.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text('# A guide\n\nOf them {{ finding("kotter-1996/half") }} looked.\n', "utf-8")
    result = check_handbook(quoting)
    assert result.problems == []
    line = result.handbook.resolve("kotter-1996/half", "finding").line
    assert list_due(result.handbook, result.pages.values(), date(2027, 7, 1)) == [Place(SOURCES, line)]


def test_a_page_falls_due(small):
    page = small / "docs/guide.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text('# A guide\n\nNobody had, {{ dated("2026-11", "2027-05") }}.\n', "utf-8")
    result = check_handbook(small)
    assert result.problems == []
    assert list_due(result.handbook, result.pages.values(), date(2027, 7, 1)) == [Place("docs/guide.md", 3)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '{{ finding("kotter-1996/halves") }} acted.',
            "no source has the finding 'kotter-1996/halves'; did you mean 'kotter-1996/half'?",
        ),
        (
            '{{ finding("kotter-1996/half") }} acted.',
            "quotes 'kotter-1996/half', and the record does not name its source; add 'kotter-1996' to its"
            " sources",
        ),
        ("{{ finding(half) }} acted.", 'quotes no one finding; write {{ finding("source/finding") }}'),
        (
            '{{ dated("2019") }} all acted.',
            'is dated without the two dates it takes; write {{ dated("2019", "2027-06") }}: when it was so,'
            " and the month in which to look again",
        ),
        (
            '{{ cite("kotter-1996") }} acted.',
            "holds '{{', with which a macro call begins; write plain words; only pages in docs call macros",
        ),
    ],
)
def test_a_quotation_that_cannot_be_made(quoting, text, sentence):
    write(quoting, TENSION, "holding: Look, then act.", f"holding: '{text}'")
    assert wrongs(quoting) == [sentence]


def test_a_name_quotes_nothing(quoting):
    write(quoting, TENSION, "title: Fast and slow", """title: 'Fast {{ dated("2019", "2027-06") }}'""")
    assert wrongs(quoting) == [
        "holds '{{', with which a macro call begins; write plain words; only pages in docs call macros"
    ]


def test_a_figure_that_is_written_by_hand(quoting):
    write(
        quoting,
        TENSION,
        "holding: Look, then act.",
        "sources: [{source: kotter-1996}]\nholding: Look (51%), then act, 51%.5 or not.",
    )
    page = quoting / "docs/guide.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text('# A guide\n\nSo did 51% ({{ cite("kotter-1996") }}), not 151%.\n', "utf-8")
    sentence = (
        "writes '51%' by hand, which its source's finding 'kotter-1996/half' holds;"
        ' quote it: {{ finding("kotter-1996/half") }}'
    )
    assert wrongs(quoting) == [sentence, sentence]


@pytest.mark.parametrize("cell", ["51 %", "51 per cent", "51&nbsp;%", "**51%**", "about 51%"])
def test_a_figure_that_is_written_by_hand_in_a_table(quoting, cell):
    page = quoting / "docs/guide.md"
    page.parent.mkdir(exist_ok=True)
    table = f'| {{{{ cite("kotter-1996") }}}} | {cell} |\n|---|---|\n| 510% | 51 |\n'
    page.write_text(f"# A guide\n\n{table}", "utf-8")
    (problem,) = check_handbook(quoting).problems
    assert (problem.path, problem.line) == ("docs/guide.md", 3)
    assert problem.wrong == "writes '51%' by hand, which its source's finding 'kotter-1996/half' holds"


def test_a_figure_broken_over_two_lines(quoting):
    write(quoting, SOURCES, "value: 51%", "value: from 51% to 57%")
    page = quoting / "docs/guide.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(
        '# A guide\n\nThe share went from 51 to\n57 per cent ({{ cite("kotter-1996") }}).\n', "utf-8"
    )
    (problem,) = check_handbook(quoting).problems
    assert (problem.line, problem.col) == (3, 21)


def test_the_numbers_of_an_address_are_no_figure(quoting):
    write(quoting, SOURCES, "value: 51%", "value: '360'")
    guide, notes = quoting / "docs/guide.md", quoting / "docs/360-notes.md"
    guide.parent.mkdir(exist_ok=True)
    guide.write_text(
        '# A guide\n\nOf {{ finding("kotter-1996/half") }} see {{ link("360-notes", "more") }}.\n', "utf-8"
    )
    notes.write_text("# Notes\n\nNone yet.\n", "utf-8")
    assert wrongs(quoting) == []


def test_the_points_of_a_measure_are_the_figures_themselves(quoting):
    write(
        quoting, "modules/cases/small-ward.yml", "value: 9, low: 8", "value: 51, text: '51% of 80', low: 50"
    )
    write(quoting, "modules/cases/small-ward.yml", "high: 10", "high: 52")
    assert wrongs(quoting) == []
    write(quoting, "modules/cases/small-ward.yml", "did: One step.", "did: Of 80 beds they made 51%.")
    assert wrongs(quoting) == [
        "writes '51%' by hand, which its source's finding 'kotter-1996/half' holds;"
        ' quote it: {{ finding("kotter-1996/half") }}'
    ]


@pytest.mark.parametrize(
    ("field", "missing"), [("dated: 2019", "review_by"), ("review_by: 2027-06", "dated")]
)
def test_a_finding_dated_by_halves(quoting, field, missing):
    write(quoting, SOURCES, "read_in: abstract", f"read_in: abstract\n        {field}")
    there = field.partition(":")[0]
    assert wrongs(quoting) == [
        f"has no '{missing}' beside its '{there}'; say both when it was so and in which month to look for a"
        " newer figure"
    ]


def test_two_findings_of_one_id(quoting):
    write(quoting, SOURCES, "    findings:\n", FINDING.replace("51%", "52%").lstrip("\n"))
    (sentence,) = wrongs(quoting)
    assert sentence.startswith("'half' is used already in line ") and sentence.endswith("; choose another")

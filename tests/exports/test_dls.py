"""Frameworks as workbooks of Digital Learning Solutions, put to its importer's rules as :mod:`dls_importer`
has them."""

import io

import pytest
from dls_importer import import_competencies
from exported import publish, write
from hostile_book import make_hostile
from places import ROOT

from macros.base.workbooks import Sheet, write_workbook
from macros.exports.dls import FORMAT, SHEET, VOCABULARIES, list_columns

HEADERS = ROOT.parent / "shared" / "schemas" / "nhs-dls" / "competency-import-headers.csv"


def import_all(files, framework):
    return [import_competencies(files[f"{framework.id}-{word.lower()}.xlsx"], word) for word in VOCABULARIES]


@pytest.mark.skipif(not HEADERS.exists(), reason="the headers of the importer's source are not here")
def test_the_columns_are_those_of_the_importers_source():
    assert ",".join(list_columns("Competency")) == HEADERS.read_text("utf-8").strip()


def test_every_framework_is_imported_whole(small_book):
    files = write(FORMAT, publish(small_book))
    frameworks = small_book.records["framework"]
    assert len(files) == len(frameworks) * len(VOCABULARIES)
    for framework in frameworks:
        leaves = small_book.list_leaves(framework)
        for done in import_all(files, framework):
            assert done.faults == []
            assert [name for _, name, _ in done.competencies] == [
                f"{leaf.code} {leaf.title}" for leaf in leaves
            ]
            assert [group for group, _, _ in done.competencies] == [
                leaf.parent.title if leaf.parent is not framework else "" for leaf in leaves
            ]


@pytest.mark.slow
def test_every_real_framework_is_imported_whole(real_book):
    files = write(FORMAT, publish(real_book))
    for framework in real_book.records["framework"]:
        if leaves := real_book.list_leaves(framework):
            for done in import_all(files, framework):
                assert (framework.id, done.faults, len(done.competencies)) == (framework.id, [], len(leaves))


def test_rights_go_with_the_group_and_a_description_is_html(small_book):
    (done, _) = import_all(write(FORMAT, publish(small_book)), small_book.resolve("small"))
    assert done.competencies[0][2] == (
        "<p>Hears what is said.</p> <p>Hearing comes first.</p> <ul><li>Repeats back what the nurse said"
        " before answering.</li><li>Asks who has not spoken yet.</li></ul>"
        ' <p><a href="https://handbook.example/frameworks/small/1.1/">Small handbook</a></p>'
    )
    from openpyxl import load_workbook

    content = write(FORMAT, publish(small_book), "small")["small-competency.xlsx"]
    assert load_workbook(io.BytesIO(content)).active["C2"].value == (
        "<p>About oneself.</p> <p>Rights in the framework: Nobody. Descriptions: The Clinical Leadership"
        " Handbook contributors, CC BY 4.0.</p>"
    )


def test_the_checker_finds_what_the_importer_refuses(small_book):
    moment = publish(small_book).generated
    ours = list_columns("Competency")

    def faults(rows, columns=ours, title=SHEET, table="Competencies"):
        content = write_workbook([Sheet(title, columns, rows, table)], "x", "x", moment)
        return import_competencies(content, "Competency").faults

    row = [None, "Group", None, "Name", None, False, None]
    assert faults([row]) == []
    assert faults([row], list_columns("Capability")) == ["InvalidHeaders"]
    assert faults([row], title="Sheet1") == ["there is no sheet FrameworkBulkUpload"]
    assert faults([row], table="") == ["the first sheet has no table"]
    assert faults([[7, *row[1:]]]) == ["InvalidId"]
    assert faults([[*row[:3], None, *row[4:]]]) == ["MissingCompetencyName"]
    assert faults([[*row[:3], "n" * 501, *row[4:]]]) == ["TooLongCompetencyName"]
    assert faults([[None, "g" * 256, *row[2:]]]) == ["TooLongCompetencyGroupName"]
    assert faults([[*row[:5], "maybe", None]]) == ["InvalidAlwaysShowDescription"]
    assert faults([[*row[:6], "f" * 31]]) == ["a flag has more than 30 characters"]


def test_hostile_texts_are_imported_as_texts(small_book):
    book = make_hostile(small_book)
    files = write(FORMAT, publish(book))
    for framework in book.records["framework"]:
        for done in import_all(files, framework):
            assert (done.faults, len(done.competencies)) == ([], len(book.list_leaves(framework)))

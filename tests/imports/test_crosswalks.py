"""Crosswalks from tables: whose items the ends are, what has no counterpart, and what is refused."""

import shutil

import pytest
from exported import publish, write
from odd_frameworks import load_small
from places import SMALL

from macros import cli
from macros.exports import sssom
from macros.records.kinds import Crosswalk
from macros.records.loader import load_handbook

RECORD = "framework/crosswalks/small--other.yml"


@pytest.fixture
def root(tmp_path):
    root = shutil.copytree(SMALL, tmp_path / "small")
    (root / RECORD).unlink()
    return root


@pytest.fixture
def take_in(root, tmp_path, capsys):
    def run(content, name="pairs.csv"):
        (file := tmp_path / name).write_text(content, "utf-8")
        code = cli.main(["--root", str(root), "import", str(file)])
        out, err = capsys.readouterr()
        return code, out.splitlines(), err.splitlines()

    return run


def test_what_is_exported_as_sssom_comes_back(root, take_in):
    book = load_small()
    own = book.get("small--other").read_as(Crosswalk)
    text = write(sssom.FORMAT, publish(book))["small--other.sssom.tsv"].decode()
    code, out, err = take_in(text, "small--other.sssom.tsv")
    assert (code, err) == (0, [])
    assert out[0] == "small--other.sssom.tsv was read as a crosswalk in SSSOM."
    assert out[1] == f"Wrote {RECORD}: 2 pairs, 2 items without a counterpart."
    record = (root / RECORD).read_text("utf-8")
    for field, words in {"title": "Both", "summary": "Words.", "proposed_by": "handbook"}.items():
        record = record.replace(f"{field}: BLANK", f"{field}: {words}")
    (root / RECORD).write_text(record.replace("  BLANK", "  By looking."), "utf-8")
    handbook, problems = load_handbook(root)
    assert problems == []
    again = handbook.get("small--other").read_as(Crosswalk)
    assert again.alignments == own.alignments
    assert again.unmapped == own.unmapped


def test_a_table_of_pairs_leaves_what_is_to_be_decided_blank(root, take_in):
    code, out, err = take_in(
        "From,To,Relation,Colour\nsmall:1.1,other/1.1,broader,red\nsmall/1.1,other/1.1,exact,\n"
    )
    assert (code, err) == (0, [])
    assert out == [
        "pairs.csv was read as a crosswalk.",
        "pairs.csv:1:4: the column 'Colour' was not carried.",
        "pairs.csv:3:1: small/1.1 and other/1.1 are a pair already; the row was passed over.",
        f"Wrote {RECORD}: 1 pair, 4 items without a counterpart.",
        "10 blanks, marked BLANK, are for a person to write over; python3 scripts/handbook check says"
        " what belongs"
        " in each.",
    ]


FIRST = "origin,target,relation,reason,confidence\nsmall/1.1,other/1.1,exactMatch,Same.,high\n"
SECOND = FIRST + "small/1.10,other/1.10,closeMatch,Near.,low\n"


def test_a_crosswalk_that_was_not_imported_is_left_as_it_is(root, take_in):
    take_in(FIRST)
    (root / "framework/imports/small--other.json").unlink()
    before = (root / RECORD).read_bytes()
    assert take_in(SECOND)[2] == [
        f"{RECORD}: is there already, and was not imported; change it there, or move it away and import"
        " anew.",
        "Nothing was written.",
    ]
    assert (root / RECORD).read_bytes() == before


def test_a_crosswalk_imported_again_changes_nothing(root, take_in):
    take_in(SECOND)
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    assert take_in(SECOND)[1] == [
        "pairs.csv was read as a crosswalk.",
        f"{RECORD} is up to date.",
        "6 blanks, marked BLANK, are for a person to write over; python3 scripts/handbook check says what"
        " belongs in each.",
    ]
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before


def test_what_the_source_changes_is_taken_and_what_was_written_here_stays(root, take_in):
    take_in(SECOND)
    text = (root / RECORD).read_text("utf-8")
    text = text.replace("title: BLANK", "# Ours.\ntitle: Both").replace("reason: Same.", "reason: Our words.")
    text = text.replace(
        "- item: small/2.1\n    # Why nothing matches.\n    reason: BLANK",
        "- item: small/2.1\n    reason: Nothing is near.",
    )
    (root / RECORD).write_text(text, "utf-8")
    code, out, err = take_in(
        "origin,target,relation,reason,confidence\n"
        "small/1.1,other/1.1,closeMatch,Theirs.,high\n"
        "small/1.10,other/1.10,closeMatch,Nearer.,low\n"
        "small/2.1,other/2.1,relatedMatch,,\n"
    )
    assert (code, err) == (0, [])
    line = text[: text.index("- origin: small/1.1\n")].count("\n") + 1
    lone = text[: text.index("- item: small/2.1\n")].count("\n") + 1
    assert [sentence for sentence in out if "BLANK" not in sentence][1:] == [
        f"{RECORD}:{lone}: small/2.1 has a counterpart now, so the reason for none went: 'Nothing is near.'.",
        f"{RECORD}:{line}: the pair small/1.1 other/1.1, reason: changed here and in the source;"
        " 'Our words.' stays, and the source now has 'Theirs.'.",
        f"Updated {RECORD}: 2 updated, 1 added, 2 with a counterpart now, 1 changed on both sides.",
    ]
    record = (root / RECORD).read_text("utf-8")
    assert "# Ours.\ntitle: Both\n" in record and "unmapped" not in record
    assert "    relation: closeMatch\n" in record and "reason: Our words.\n" in record
    assert record.endswith(
        "  - origin: small/2.1\n    target: other/2.1\n    relation: relatedMatch\n    reason: BLANK\n"
        "    confidence: BLANK\n"
    )
    assert "    reason: Nearer.\n" in record


def test_a_pair_that_is_gone_from_the_source_or_was_taken_out_here_stays_so(root, take_in):
    take_in(SECOND)
    assert any(
        "the pair small/1.10 other/1.10 is not in the source; it stays." in line for line in take_in(FIRST)[1]
    )
    record = (root / RECORD).read_text("utf-8")
    assert "origin: small/1.10" in record
    take_in(SECOND)
    record = (root / RECORD).read_text("utf-8")
    begin = record.index("  - origin: small/1.10")
    end = record.index("# What has no counterpart")
    (root / RECORD).write_text(record[:begin] + record[end:], "utf-8")
    assert "origin: small/1.10" not in (root / RECORD).read_text("utf-8")
    assert take_in(SECOND)[0] == 0
    assert "origin: small/1.10" not in (root / RECORD).read_text("utf-8")


def test_what_is_lost_of_a_text_or_a_confidence_is_told(root, take_in):
    code, out, err = take_in(
        "origin,target,relation,reason,confidence\n"
        "small/1.1,other/1.1,exact,<b>Same</b>,7\n"
        f"small/1.10,other/1.10,exact,{'word ' * 100},0.9\n"
        "sssom:NoTermFound,other/9,exact,Nothing.,\n"
        "small/1.1,sssom:NoTermFound,exact,Nothing.,\n"
    )
    assert (code, err) == (0, [])
    assert out[1:-2] == [
        "pairs.csv:2:5: '7' was not carried as the confidence; write high, medium, low, or a number from 0"
        " to 1.",
        "pairs.csv:2:1: the reason holds what a line cannot, such as markup; '<b>Same</b>' became 'Same'.",
        "pairs.csv:3:1: the reason has 499 characters, and a record takes 400; the rest was not carried.",
        "pairs.csv:4:2: 'other/9' is no lowest item of the two; that it has no counterpart was not carried.",
        "pairs.csv:5:1: 'small/1.1' stands in a pair; that it has no counterpart was not carried.",
    ]


def test_comments_stay_and_an_empty_list_on_its_line_is_filled(root, take_in):
    take_in(SECOND)
    text = (root / RECORD).read_text("utf-8")
    text = text.replace("alignments:\n", "alignments: # Ours.\n\n  # First of all.\n\n")
    text = text.replace(
        "  - origin: small/1.10", "\n  # Not so sure.\n\n  # Asked again in May.\n  - origin: small/1.10"
    )
    text = text[: text.index("unmapped:")]
    (root / RECORD).write_text(f"{text}unmapped: []\n", "utf-8")
    assert take_in(SECOND)[0] == 0
    lone = "unmapped:\n  - item: small/2.1\n    reason: BLANK\n  - item: other/2.1\n    reason: BLANK\n"
    assert (root / RECORD).read_text("utf-8") == text + lone


def test_a_mark_of_the_byte_order_is_no_change(root, take_in):
    take_in(SECOND)
    content = b"\xef\xbb\xbf" + (root / RECORD).read_bytes()
    (root / RECORD).write_bytes(content)
    assert take_in(SECOND)[1][1] == f"{RECORD} is up to date."
    assert (root / RECORD).read_bytes() == content


def test_what_is_in_no_pair_any_more_has_no_counterpart_again(root, take_in):
    take_in(SECOND)
    take_in(FIRST)
    record = (root / RECORD).read_text("utf-8")
    begin, end = record.index("  - origin: small/1.10"), record.index("# What has no counterpart")
    (root / RECORD).write_text(record[:begin] + record[end:], "utf-8")
    assert take_in(FIRST)[1][1] == f"Updated {RECORD}: 2 added."
    assert "  - item: small/1.10\n    reason: BLANK\n" in (root / RECORD).read_text("utf-8")


def test_what_joins_nothing_is_refused_with_its_place(root, take_in):
    for rows, sentence in {
        "small/1.9,other/1.1,exact": "pairs.csv:2:1: 'small/1.9' is no item of the handbook; did you mean"
        " 'small/1.1'?.",
        "small/1.1,other/1.1,exact\nsmall/1,small/2,exact\nsmall/1.10,other/1.1,exact": "pairs.csv:3:1: joins"
        " other frameworks than small and other; give each two a file of their own.",
        "x,y,like": "pairs.csv:2:3: 'like' is no relation; write one of exactMatch, closeMatch, broadMatch,"
        " narrowMatch, relatedMatch.",
    }.items():
        code, out, err = take_in(f"origin,target,relation\n{rows}\n")
        assert (code, out[1:], err) == (1, [], [sentence, "Nothing was written."])
    assert not (root / RECORD).exists()

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
    assert take_in("From,To,Relation\nsmall/1.1,other/1.1,exact\n")[2] == [
        f"{RECORD}: is there already; change it there, or move it away and import anew.",
        "Nothing was written.",
    ]


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

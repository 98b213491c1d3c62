"""What ``check --fix`` mends is what alone can be meant, and nothing else of a file changes by a byte."""

from __future__ import annotations

import os
import re

import pytest
import runs
from hypothesis import given, settings, strategies as st
from judged_text import judge_text
from places import SMALL

from macros.base.problems import Exact, Problem, choose_only, find_near
from macros.base.yaml_files import parse
from macros.checks.mending import mend
from macros.checks.run import check_handbook
from macros.cli import main
from macros.cli.mending import write_files
from macros.records.meant_values import read_day, read_number

MODULE = "modules/catalogue/small-start.yml"
SOURCES = "framework/sources.yml"
TEXT = (SMALL / MODULE).read_text("utf-8") + "# The end.\n"
# Slips, each in a line of its own: what stands in the sound file, and what was written.
SLIPS = {
    "an en dash for a dash": ("  - id: s1", "  \N{EN DASH} id: s1"),
    "a bullet for a dash": ("  - {id: w1", "  \N{BULLET} {id: w1"),
    "a full-width colon": ("title: A small start", "title\uff1aA small start"),
    "no space behind a key": ("audience: Testers", "audience:Testers"),
    "a no-break space behind a key": ("why: To begin.", "why:\xa0To begin."),
    "a zero-width space in a word": ("summary: A module for tests.", "summary: A mod\u200bule for tests."),
    "a day in words": ("drafted: 2026-11-22", "drafted: Sunday, 22nd November 2026"),
    "a word of a list with a capital": ("stages: [foundation]", "stages: [Foundation]"),
    "a word of a list misspelt": ("skills: [listening]", "skills: [listenning]"),
    "a key misspelt": ("tensions: [fast-and-slow]", "tensoins: [fast-and-slow]"),
    "a key with a capital": ("components: [small-talk]", "Components: [small-talk]"),
    "a key too far right": ("    outcomes: [o1, o2]", "     outcomes: [o1, o2]"),
    "an id misspelt": ("    theories: [small-steps]", "    theories: [small-stepps]"),
    "an id in words": ("    cases: [small-ward]", "    cases: [Small Ward]"),
    "minutes with their unit": ("{minutes: 20, title: Hello}", "{minutes: 20 mins, title: Hello}"),
    "spaces at the end": ("    facilitator: Smile.", "    facilitator: Smile. \t "),
}
UNREADABLE = "a zero-width space in a word"  # Nothing else is looked at before this is gone.


def write_badly(names) -> str:
    text = TEXT
    for name in names:
        sound, written = SLIPS[name]
        assert text.count(sound) == 1, name
        text = text.replace(sound, written)
    return text


@pytest.fixture(scope="module")
def mend_text(small_book, tmp_path_factory):
    """A function that gives what the file of the module holds once it is mended as often as there is
    something to mend."""
    folder = tmp_path_factory.mktemp("mended")
    file = folder / MODULE
    file.parent.mkdir(parents=True)

    def mend_bytes(raw: bytes) -> bytes:
        for _ in range(4):
            file.write_bytes(raw)
            mended_files, _ = mend(folder, judge_text(small_book, MODULE, raw))
            if not mended_files:
                return raw
            raw = mended_files[0].after
        raise AssertionError("it is mended again and again")

    return mend_bytes


@pytest.mark.parametrize("name", SLIPS)
def test_each_slip_is_mended_to_what_was_meant(mend_text, name):
    assert mend_text(write_badly([name]).encode()).decode() == TEXT


@settings(max_examples=runs.EXAMPLES // 4)
@given(
    st.sets(st.sampled_from(sorted(SLIPS)), min_size=2), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans()
)
def test_many_slips_are_mended_together_and_each_other_byte_stays(mend_text, names, line_end, has_mark):
    def write(text: str) -> bytes:
        return b"\xef\xbb\xbf" * has_mark + text.replace("\n", line_end).encode()

    assert mend_text(write(write_badly(names))) == write(TEXT)


QUOTED = {
    "title: A small start": ("title: A way in: small", "title: 'A way in: small'", "A way in: small"),
    "why: To begin.": ("why: \N{LEFT DOUBLE QUOTATION MARK}To begin: now.\N{RIGHT DOUBLE QUOTATION MARK}",
                       "why: 'To begin: now.'", "To begin: now."),
    "    facilitator: Smile.": ("    facilitator: 'Smile at Ann's jokes.'",
                                "    facilitator: \"Smile at Ann's jokes.\"", "Smile at Ann's jokes."),
    "    purpose: To meet.": ('    purpose: "Meet" and greet.', "    purpose: '\"Meet\" and greet.'",
                              '"Meet" and greet.'),
    "audience: Testers": ("audience: @home", "audience: '@home'", "@home"),
}  # fmt: skip


@pytest.mark.parametrize("sound", QUOTED)
def test_quotes_are_added_where_yaml_asks_for_them(mend_text, sound):
    written, mended, value = QUOTED[sound]
    text = mend_text(TEXT.replace(sound, written).encode()).decode()
    assert text == TEXT.replace(sound, mended)
    assert value in str(parse(text.encode(), MODULE).data)


@pytest.mark.parametrize(
    "sound, written",
    [
        ("drafted: 2026-11-22", "drafted: 1/2/2026"),
        ("    theories: [small-steps]", "    theories: [large-leaps]"),
        ("competencies: [small/1.1]", "competencies: [small/1.3]"),
        ("why: To begin.", "why: To begin: now\n  and then."),
        ("    purpose: To meet.", "    purpose: A &#8203; b."),
    ],
)
def test_what_may_mean_several_things_is_left(mend_text, sound, written):
    text = TEXT.replace(sound, written)
    assert mend_text(text.encode()).decode() == text


def test_spaces_in_a_text_as_it_stands_are_part_of_it(mend_text):
    text = TEXT.replace("why: To begin.", "why: |-\n  To begin.  \n  Now.")
    assert mend_text(text.encode()).decode() == text


LISTED = """\
# All sources.
sources:
  # The one on change.
  - id: kotter-1996
    type: book
    authors: [Kotter JP]
    year: 1996
    title: Leading Change
    grade: theory
    seen: unread
  - {id: beta-2001, type: book, authors: [Beta B], year: 2001, title: On Wards, grade: theory, seen: unread}

  - {id: alpha-2000, type: book, authors: [Alpha A], year: 2000, title: On Beds, grade: theory, seen: unread}
"""


def test_sources_are_put_in_the_order_of_their_ids_with_their_comments(small):
    (small / SOURCES).write_text(LISTED, "utf-8")
    (mended_file,), _ = mend(small, [])
    lines = mended_file.after.decode().split("\n")
    assert [re.sub(r",.*", "", line.strip()) for line in lines if "id:" in line] == [
        "- {id: alpha-2000",
        "- {id: beta-2001",
        "- id: kotter-1996",
    ]
    assert lines[lines.index("  - id: kotter-1996") - 1] == "  # The one on change."
    assert sorted(lines) == sorted(LISTED.split("\n"))


def test_a_file_that_is_no_text_is_left_and_said_so(small):
    (small / SOURCES).write_bytes("# caf\xe9\n".encode("latin-1"))
    mended_files, sentences = mend(small, check_handbook(small).problems)
    assert mended_files == []
    assert sentences == [f"{SOURCES} was left as it is: line 1 is not UTF-8."]


def test_a_remedy_of_which_the_line_holds_two_is_not_guessed_at(small):
    problem = Problem(SOURCES, 1, 1, "file", "holds a word", Exact("write it", "o", "u"))
    (small / SOURCES).write_text("to: do\n", "utf-8")
    assert mend(small, [problem]) == ([], [])


@pytest.mark.parametrize(
    "word, meant",
    [
        ("small_steps", "small-steps"),
        ("Small\N{EN DASH}Steps", "small-steps"),
        ("smal-talk", "small-talk"),
        ("smal-steps", None),
        ("mlcf/4.3", None),
        ("steps", None),
        ("tall-step", None),
        ("x" * 300, None),
    ],
)
def test_one_word_alone_can_be_meant_or_none(word, meant):
    near = find_near(word, ["small-steps", "mlcf/4.2", "tall-steps", "tall-stem", "small-talk"])
    assert choose_only(word, near) == meant


@pytest.mark.parametrize(
    "text, day",
    [
        ("22 November 2026", "2026-11-22"), ("22-Nov-26", "2026-11-22"), ("Nov 22, 2026", "2026-11-22"),
        ("Sunday 22nd of November 2026", "2026-11-22"), ("2026/11/22", "2026-11-22"),
        ("22/11/2026", "2026-11-22"), ("22.11.2026", "2026-11-22"), ("2026-1-5", "2026-01-05"),
        ("2026-11-22 00:00:00", "2026-11-22"), ("2026\N{EN DASH}11\N{EN DASH}22", "2026-11-22"),
        ("2/2/2026", "2026-02-02"), ("1/2/2026", ""), ("31 February 2026", ""), ("22 Brumaire 2026", ""),
        ("November 2026", ""), ("46348", ""),
    ],
)  # fmt: skip
def test_a_day_is_read_where_it_can_be_one_alone(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text, number",
    [
        ("1h", "60"), ("1 hour 30 min", "90"), ("1.5 hours", "90"), ("an hour", "60"), ("45 mins.", "45"),
        ("1,500", "1500"), ("60.0", "60"), ("1.37 h", ""), ("about 60", ""), ("60-90", ""), ("1,5", ""),
    ],
)  # fmt: skip
def test_minutes_are_read_where_they_can_be_a_number_alone(text, number):
    assert read_number(text, in_minutes=True) == number


def test_a_decimal_comma_is_read_where_a_fraction_may_stand():
    assert [read_number(text, is_whole=False) for text in ("1,5", "\N{MINUS SIGN}2", "1,500", "c. 5")] == [
        "1.5", "-2", "1500", "",
    ]  # fmt: skip


# -- the command


@pytest.fixture
def faulty(small, monkeypatch):
    (small / "mkdocs.yml").write_text("site_name: Small\n")
    (small / "docs").mkdir()
    (small / "docs/index.md").write_text("---\ndrafted: 2026-11-22\n---\n\n# Small\n")
    text = (small / MODULE).read_text("utf-8").replace("drafted: 2026-11-22", "drafted: 22 Nov 2026")
    (small / MODULE).write_text(text, "utf-8")
    monkeypatch.chdir(small)
    return small


DIFFERENCE = """\
--- a/modules/catalogue/small-start.yml
+++ b/modules/catalogue/small-start.yml
@@ -1,7 +1,7 @@
 id: small-start
 title: A small start
 summary: A module for tests.
-drafted: 22 Nov 2026
+drafted: 2026-11-22
 skills: [listening]
 stages: [foundation]
 audience: Testers
"""


def test_the_check_says_how_many_problems_would_be_mended(faulty, capsys):
    assert main(["--root", str(faulty), "check"]) == 1
    told = capsys.readouterr().err
    assert "\n1 problem in 1 file.\n" in told and told.endswith("Of these, handbook check --fix mends 1.\n")


def test_what_would_change_is_shown_and_nothing_written_where_nobody_is_asked(faulty, capsys):
    before = (faulty / MODULE).read_bytes()
    assert main(["--root", str(faulty), "check", "--fix"]) == 1
    shown = capsys.readouterr().out
    assert shown == f"{DIFFERENCE}This would change 1 file. Nothing was written; with --write, it is.\n"
    assert (faulty / MODULE).read_bytes() == before


@pytest.mark.parametrize("is_agreed", [True, False])
def test_at_a_terminal_one_is_asked(faulty, capsys, monkeypatch, is_agreed):
    before = (faulty / MODULE).read_bytes()
    monkeypatch.setattr("macros.cli.mending._is_asked", lambda: True)
    monkeypatch.setattr("click.confirm", lambda question, err: is_agreed)
    assert main(["--root", str(faulty), "check", "--fix"]) == (0 if is_agreed else 1)
    sentence = "Mended 1 problem in 1 file." if is_agreed else "Nothing was written."
    assert sentence in capsys.readouterr().out
    assert ((faulty / MODULE).read_bytes() != before) == is_agreed


def test_with_write_it_is_written_and_what_is_left_is_told(faulty, capsys):
    assert main(["--root", str(faulty), "check", "--fix", "--write"]) == 0
    shown = capsys.readouterr()
    assert f"{DIFFERENCE}Mended 1 problem in 1 file.\n12 records" in shown.out.replace(
        "14 records", "12 records"
    )
    assert main(["--root", str(faulty), "check", "--fix", "--write"]) == 0
    assert "There is nothing that has one right answer, so nothing was changed.\n" in capsys.readouterr().out


def test_write_without_fix_is_a_wrong_use(faulty, capsys):
    assert main(["--root", str(faulty), "check", "--write"]) == 2
    assert "--write is for --fix: write handbook check --fix --write." in capsys.readouterr().err


@pytest.fixture
def two_files(small):
    for path in (MODULE, SOURCES):
        (small / path).write_text((small / path).read_text("utf-8") + "# end  \n", "utf-8")
    problems = [Problem(path, 1, 1, "file", "is odd", "write it") for path in (MODULE, SOURCES)]
    mended_files, _ = mend(small, problems)
    assert [each.path for each in mended_files] == [SOURCES, MODULE]
    return mended_files


def read_all(mended_files) -> list[bytes]:
    return [each.file.read_bytes() for each in mended_files]


def list_beside(mended_files) -> list[str]:
    return sorted(file.name for each in mended_files for file in each.file.parent.iterdir())


def test_where_one_file_may_not_be_written_none_is(two_files, monkeypatch):
    before, beside = read_all(two_files), list_beside(two_files)
    access = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: path.name != "small-start.yml" and access(path, mode)
    )
    assert write_files(two_files) == (f"{MODULE} may not be written; make it writable. Nothing was changed.")
    assert read_all(two_files) == before and list_beside(two_files) == beside


def test_where_one_file_has_changed_meanwhile_none_is_written(two_files):
    beside = list_beside(two_files)
    two_files[1].file.write_bytes(b"id: new\n")
    assert write_files(two_files) == (
        f"{MODULE} was changed meanwhile; run the command again. Nothing was changed."
    )
    assert read_all(two_files) == [two_files[0].before, b"id: new\n"] and list_beside(two_files) == beside


def test_where_the_disk_refuses_the_second_file_the_first_is_put_back(two_files, monkeypatch):
    before, beside, replace = read_all(two_files), list_beside(two_files), os.replace

    def refuse(name, place):
        if place == two_files[1].file:
            raise OSError(28, "No space left on device")
        replace(name, place)

    monkeypatch.setattr(os, "replace", refuse)
    assert write_files(two_files) == (
        f"{MODULE} could not be written (No space left on device); see to the disk. Nothing was changed."
    )
    assert read_all(two_files) == before and list_beside(two_files) == beside


def test_a_link_stays_a_link_and_its_file_is_written(two_files, small):
    two_files[0].file.rename(small / "framework/here.txt")
    two_files[0].file.symlink_to("here.txt")
    (small / "framework/here.txt").chmod(0o640)
    assert write_files(two_files) == ""
    assert two_files[0].file.is_symlink()
    assert (small / "framework/here.txt").read_bytes() == two_files[0].after
    assert (small / "framework/here.txt").stat().st_mode & 0o777 == 0o640

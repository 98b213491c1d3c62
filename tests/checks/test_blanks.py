"""A blank is told in one sentence, wherever it stands, and makes nothing else wrong."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
import runs
import yaml
from damaged_records import SMALL_RECORDS, Dumper, model_of, present
from places import SMALL

from macros.base.problems import Problems, spell
from macros.base.yaml_files import parse
from macros.checks.run import check_handbook
from macros.editions.reading import read_edition
from macros.records.blanks import MARK
from macros.records.kinds import FILES

CASE = "modules/cases/small-ward.yml"


def report(root: Path) -> list[str]:
    return [str(problem) for problem in check_handbook(root).problems]


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("path", "old", "new", "sentence"),
    [
        (CASE, "setting: One ward", f"setting: {MARK}",
         f"{CASE}:5:1: case small-ward, setting: is still BLANK; write what kind of place"),
        (CASE, "outcome: worked", f"outcome: {MARK}",
         f"{CASE}:10:1: case small-ward, outcome: is still BLANK; write how it came out (one of worked,"
         " partly, failed, unclear)"),
        (CASE, "pause: [What first?, What next?]", f"pause: [What first?, {MARK}]",
         f"{CASE}:17:22: case small-ward, pause 2: is still BLANK; write questions to stop at before the"
         " outcome is opened"),
        (CASE, "value: 9", f"value: {MARK}",
         f"{CASE}:26:23: case small-ward, measures 1, points 2, value: is still BLANK; write the figure"
         " (number)"),
        (CASE, "theory: small-steps", f"theory: {MARK}",
         f"{CASE}:34:6: case small-ward, theories 1, theory: is still BLANK; write the theory (id of a"
         " theory)"),
        (CASE, "did: One step.", f"did: They moved {MARK} beds.",
         f"{CASE}:16:1: case small-ward, did: is still BLANK; write what they did"),
        (CASE, "id: small-ward", f"id: {MARK}",
         f"{CASE}:1:1: case small-ward, id: is still BLANK; write permanent id: lower-case words joined by"
         " hyphens"),
        ("modules/catalogue/small-start.yml", "{contact: 1,", "{contact: " + MARK + ",",
         "modules/catalogue/small-start.yml:9:9: module small-start, hours, contact: is still BLANK; write"
         " taught hours: the sessions' minutes added up (number)"),
    ],
)  # fmt: skip
def test_a_blank_says_where_it_stands_and_what_to_write(small, path, old, new, sentence):
    change(small, path, old, new)
    assert report(small) == [sentence]


@pytest.mark.parametrize("path", [path for path in SMALL_RECORDS if path not in FILES])
def test_a_blank_in_any_field_of_a_record_is_the_one_problem(small, path):
    """Nothing that refers to the record, or that it would have covered, is reported beside it. Each third
    of the fields; in the fast run each ninth, in the long run all."""
    original = parse((SMALL / path).read_bytes(), path).data
    for route, _ in [*present(model_of(path), original)][:: 1 if runs.LONG else 9 if runs.FAST else 3]:
        data = deepcopy(original)
        holder = data
        for step in route[:-1]:
            holder = holder[step]
        if not isinstance(holder, dict):
            continue
        holder[route[-1]] = MARK
        (small / path).write_text(
            yaml.dump(data, Dumper=Dumper, sort_keys=False, allow_unicode=True), "utf-8"
        )
        problems = check_handbook(small).problems
        assert [(problem.path, problem.wrong) for problem in problems] == [(path, f"is still {MARK}")]
        assert problems[0].where.endswith(f", {spell(route)}")


@pytest.mark.parametrize("path", ["framework/sources.yml", "framework/glossary.yml"])
def test_a_blank_in_an_entry_of_a_list_leaves_the_others(small, path):
    """Those behind it keep their lines."""
    entry = "  - id: aardvark-2020\n    means: BLANK\n    term: BLANK\n"
    if "sources" in path:
        entry = "  - {id: aardvark-2020, type: BLANK, year: BLANK, title: Ants, grade: opinion, seen: full}\n"
    head, _, rest = (SMALL / path).read_text("utf-8").partition("  - ")
    (small / path).write_text(f"{head}{entry}  - {rest}", "utf-8")
    noun = "source" if "sources" in path else "term"
    problems = check_handbook(small).problems
    assert [problem.wrong for problem in problems] == [f"is still {MARK}"] * 2
    assert {problem.where.split(",")[0] for problem in problems} == {f"{noun} aardvark-2020"}


def test_a_source_behind_a_draft_is_reported_at_its_own_line(small):
    text = (SMALL / "framework/sources.yml").read_text("utf-8")
    head, _, rest = text.partition("  - ")
    draft = "  - {id: aardvark-2020, type: book, year: BLANK, title: Ants, grade: opinion, seen: full}\n"
    (small / "framework/sources.yml").write_text(f"{head}{draft}  - {rest}", "utf-8")
    change(small, "framework/sources.yml", "grade: theory\n", "grade: guess\n")
    lines = (small / "framework/sources.yml").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "grade: guess" in text)
    assert [(problem.line, problem.wrong) for problem in check_handbook(small).problems] == [
        (lines.index(draft.rstrip("\n")) + 1, "is still BLANK"),
        (line, "'guess' is not a word of the list 'grade'"),
    ]


def test_what_is_wrong_beside_a_blank_is_told_too(small):
    change(small, CASE, "setting: One ward", f"setting: {MARK}")
    change(small, CASE, "value: 9", "value: nine")
    change(small, CASE, "id: small-ward", "id: large-ward")
    assert report(small) == [
        f"{CASE}:1:1: case large-ward, id: the file is named 'small-ward.yml'; rename the file to"
        " 'large-ward.yml' or the id to 'small-ward'",
        f"{CASE}:26:23: case small-ward, measures 1, points 2, value: 'nine' is not a number; write the"
        " figure",
    ]


@pytest.mark.parametrize("words", ["blank", "BLANKS", "A-BLANK", "BLANKET"])
def test_a_word_that_only_looks_like_the_mark_is_none(small, words):
    change(small, CASE, "setting: One ward", f"setting: {words}")
    assert report(small) == []


def test_a_blank_in_a_file_of_another_list_is_told_alone(small):
    text = "exemptions:\n  - {record: small-steps, rule: shown, reason: BLANK}\n"
    (small / "framework/exemptions.yml").write_text(text, "utf-8")
    assert report(small) == [
        "framework/exemptions.yml:2:40: file exemptions, exemptions 1, reason: is still BLANK; write why not"
    ]


def test_a_blank_in_an_edition_is_told_with_what_else_is_wrong(tmp_path):
    (tmp_path / "north").mkdir()
    (tmp_path / "north/edition.yml").write_text("id: north\nname: BLANK\nshort: N\naddress: here\n", "utf-8")
    with pytest.raises(Problems) as raised:
        read_edition(tmp_path / "north", tmp_path / "root")
    assert [str(problem).partition("edition.yml:")[2] for problem in raised.value.problems] == [
        "2:1: edition north, name: is still BLANK; write the name of the site",
        "4:1: edition north, address: 'here' does not begin with http:// or https://; write the address at"
        " which the site will stand, as https://leadership.north.example/",
    ]

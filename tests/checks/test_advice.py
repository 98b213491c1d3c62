"""What a problem advises would itself be taken: no word is proposed that the next check would refuse."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest
import runs
from places import SMALL

from macros.base.problems import Problem, did_you_mean
from macros.checks.rules.behaviours_can_be_seen import _list_base_forms, _write_third_person
from macros.checks.run import check_edition, check_handbook
from macros.hand_written.files import file_fault
from macros.records.loader import load_handbook

FILES = sorted(path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*.yml"))
WORD = re.compile(r"(?<![\w/-])[a-z0-9]+(?:[/_-][a-z0-9.]+)*(?![\w/-])")
ADVICE = re.compile(r"did you mean '([^']*)'")
# What is said of a word that cannot stand where it does.
REFUSED = re.compile(
    r"has the id|is not a word|is not known here|stands twice|itself|used already|lies where|in a circle"
)


def misspell(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word))
    return word[:place] + word[place + 1 :] if chance.random() < 0.5 else word[:place] + "q" + word[place:]


def refusals(problems: list[Problem], path: str, line: int) -> list[Problem]:
    return [p for p in problems if (p.path, p.line) == (path, line) and REFUSED.search(str(p))]


def list_cases() -> list[tuple[str, int]]:
    """Words of the small records that a problem may be about, as (path, number in the file): some of them,
    the same in each run."""
    cases = [
        (path, number)
        for path in FILES
        for number, word in enumerate(WORD.findall((SMALL / path).read_text("utf-8")))
        if len(word) > 3
    ]
    return random.Random(1).sample(cases, 600 if runs.LONG else 60)


@pytest.mark.parametrize(("path", "number"), list_cases())
def test_a_word_that_is_proposed_for_another_is_taken(small, path, number):
    text = (small / path).read_text("utf-8")
    word = list(WORD.finditer(text))[number]
    line = text.count("\n", 0, word.start()) + 1
    wrong = misspell(word[0], random.Random(f"{path} {number}"))
    (small / path).write_text(text[: word.start()] + wrong + text[word.end() :], "utf-8")
    for problem in refusals(check_handbook(small).problems, path, line):
        if advice := ADVICE.search(problem.right):
            (small / path).write_text(text[: word.start()] + advice[1] + text[word.end() :], "utf-8")
            assert refusals(check_handbook(small).problems, path, line) == []


TENSION, MODULE = "framework/tensions/fast-and-slow.yml", "modules/catalogue/small-end.yml"
PRESENT = [
    (TENSION, "title: Fast", "titel: Fast\ntitle: Fast", "titel", "title"),
    (TENSION, "[small-steps]", "[small-steps, small-step]", "small-step", "small-steps"),
    (MODULE, "[small-start]", "[small-ends]", "small-ends", "small-end"),
]


@pytest.mark.parametrize(("path", "old", "new", "wrong", "present"), PRESENT)
def test_what_is_there_already_is_not_proposed(small, path, old, new, wrong, present):
    """Not a key that has a value, nor an id that stands in the list, nor the record itself."""
    text = (small / path).read_text("utf-8")
    (small / path).write_text(text.replace(old, new, 1), "utf-8")
    said = [str(problem) for problem in check_handbook(small).problems if f"'{wrong}'" in problem.wrong]
    assert len(said) == 1 and f"did you mean '{present}'" not in said[0]


def test_words_that_cannot_be_meant_are_not_proposed():
    assert did_you_mean("titel", ["title", "titles"], "no") == "did you mean 'title'?"
    assert did_you_mean("titel", ["title"], "no", besides={"title": 1}) == "no"


@pytest.mark.parametrize("verb", sorted(load_handbook(SMALL)[0].verbs))
def test_the_third_person_of_a_verb_is_taken_for_it(verb):
    assert verb in _list_base_forms(_write_third_person(verb))


def test_the_third_person_is_english():
    forms = {
        "ask": "asks",
        "carry": "carries",
        "say": "says",
        "teach": "teaches",
        "go": "goes",
        "pass": "passes",
    }
    assert {verb: _write_third_person(verb) for verb in forms} == forms


# -- editions


LEAST = "id: north\nname: Leading in North\nshort: North\n"


@pytest.mark.parametrize(
    "field",
    [
        "leave_out: [{}]",
        "notes: [{{for: {}, text: So.}}]",
        "language: cy\ntranslations: [{{for: {}, title: Teitl}}]",
    ],
)
@pytest.mark.parametrize(
    "id", ["smal", "small-wayy", "stakeholdr", "small-start/s11", "small/1.11", "small-form0"]
)
def test_an_id_that_is_proposed_to_an_edition_is_taken(small, monkeypatch, field, id):
    monkeypatch.chdir(small.parent)
    Path("north").mkdir()

    def report(id: str) -> list[str]:
        Path("north/edition.yml").write_text(LEAST + field.format(id) + "\n", "utf-8")
        return [str(problem) for problem in check_edition(small, Path("north")).problems]

    (said,) = [line for line in report(id) if "nothing has the id" in line]
    if advice := ADVICE.search(said):
        assert not [
            line for line in report(advice[1]) if f"'{advice[1]}'" in line and "cannot stand" not in line
        ]


# -- pages


@pytest.mark.parametrize(
    "name",
    ["a.html.md", "a.html.css.md", ".html.md", "Index.md", "INDEX.markdown", "con.markdown", "a b.markdown",
     "a.markdown", "readme.markdown", "404.html.md", "x.md.md", "~x.markdown"],
)  # fmt: skip
@pytest.mark.parametrize("taken", ["", "a.md", "index.md", "x.md"])
def test_a_name_that_is_proposed_for_a_page_is_taken(tmp_path, name, taken):
    folder = tmp_path / "guides"
    folder.mkdir()
    (folder / name).write_text("# A\n", "utf-8")
    if taken and taken != name:
        (folder / taken).write_text("# B\n", "utf-8")
    fault = file_fault(f"guides/{name}", folder / name, tmp_path, national=False)
    if fault and (advice := re.search(r"name it (\S+\.md)", str(fault.right))):
        assert not (folder / advice[1]).exists()
        os.rename(folder / name, folder / advice[1])
        assert file_fault(f"guides/{advice[1]}", folder / advice[1], tmp_path, national=False) is None

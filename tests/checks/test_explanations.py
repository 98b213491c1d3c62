"""Each rule of the check is explained, and its examples are true: what fails breaks the rule, and what passes
breaks none."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path

import pytest
from places import SMALL

from macros.base.problems import Problem
from macros.base.rule_explanations import GROUPS, Explanation, read_explanations
from macros.checks.mending import mend
from macros.checks.rule_names import RULE_NAMES
from macros.checks.run import check_edition, check_handbook

EXPLANATIONS = read_explanations()
# What no one file of the small handbook can hold: the rights of a folder, what is made for the program, and
# that other pages link to one.
WITHOUT_FILES = [
    "catalogues-are-sound",
    "closed-lists-are-carried-over",
    "folders-can-be-read",
    "pages-are-linked",
]
EDITION = "id: north\nname: Leading in North\nshort: North\n"


def place_example(folder: Path, explanation: Explanation, text: str, is_sound: bool) -> Path:
    """Write one of the examples into the small handbook in ``folder``, or into the edition ``north`` beside
    it. Gives the folder of the edition."""
    text = text.replace("[U+200B]", "\u200b")
    edition = folder.parent / "north"
    edition.mkdir()
    (edition / "edition.yml").write_text(EDITION, "utf-8")
    if explanation.file == "mkdocs.yml":
        (folder / "docs").mkdir()
        (folder / "docs/index.md").write_text("---\ndrafted: 2026-11-22\n---\n\n# Small\n", "utf-8")
    if explanation.name == "pages-say-when-drafted":  # Pages of which no site is made need no day.
        settings = "site_name: Small\nnav:\n  - Guide: guide.md\n"
        (folder / "mkdocs.yml").write_text(settings, "utf-8")
    place = explanation.passes_in if is_sound and explanation.passes_in else explanation.file
    file = edition / Path(place).name if place.startswith("north/") else folder / place
    file.parent.mkdir(exist_ok=True, parents=True)
    file.write_text(
        replace_passage(file, explanation.replaces, text) if explanation.replaces else text, "utf-8"
    )
    return edition


def replace_passage(file: Path, passage: str, text: str) -> str:
    """The content of ``file`` with ``text`` for the ``passage``, both set in as the passage stands there."""
    content = file.read_text("utf-8")
    for depth in range(0, 20, 2):
        indent = " " * depth
        old, new = (
            textwrap.indent(words.rstrip("\n"), indent).removeprefix(indent) for words in (passage, text)
        )
        if content.count(old) == 1 and len(content.partition(old)[0].rpartition("\n")[2]) == depth:
            return content.replace(old, new)
    raise AssertionError(f"The passage does not stand in {file.name} once.")


def test_each_rule_is_explained_and_nothing_else_is():
    assert sorted(EXPLANATIONS) == sorted(RULE_NAMES)
    assert [rule for rule in EXPLANATIONS.values() if rule.group not in GROUPS] == []
    assert {rule.group for rule in EXPLANATIONS.values()} == set(GROUPS)
    assert sorted(rule.name for rule in EXPLANATIONS.values() if not rule.file) == WITHOUT_FILES


@pytest.mark.parametrize("name", EXPLANATIONS)
def test_an_explanation_is_in_sentences(name):
    rule = EXPLANATIONS[name]
    for text in (rule.title, rule.why, rule.mend):
        assert text[0].isupper() and text.endswith(".") and "  " not in text and "\n" not in text


@pytest.mark.parametrize("name", [name for name in EXPLANATIONS if name not in WITHOUT_FILES])
def test_what_fails_breaks_the_rule_and_what_passes_breaks_none(small, name):
    rule = EXPLANATIONS[name]
    sound = shutil.copytree(SMALL, small.parent / "sound" / "small")

    def judge(folder: Path, edition: Path) -> list[Problem]:
        is_of_edition = rule.file.startswith("north/")
        return (check_edition(folder, edition) if is_of_edition else check_handbook(folder)).problems

    edition = place_example(small, rule, rule.fails, is_sound=False)
    problems = judge(small, edition)
    assert name in {problem.rule for problem in problems}
    assert judge(sound, place_example(sound, rule, rule.passes, is_sound=True)) == []
    # Whether it is mended, as the explanation says.
    mended_files, _ = mend(small, problems)
    for mended_file in mended_files:
        mended_file.file.write_bytes(mended_file.after)
    is_mended = bool(mended_files) and name not in {each.rule for each in judge(small, edition)}
    assert rule.fix == is_mended


def test_the_files_of_examples_are_named_where_they_differ():
    assert EXPLANATIONS["files-can-be-read"].examples == [
        ("", "means: Anyone who affects a change or is affec[U+200B]ted by it."),
        ("", "means: Anyone who affects a change or is affected by it."),
    ]
    assert EXPLANATIONS["docs-hold-what-is-published"].examples == [
        ("docs/guide.markdown", "# How to run a round"),
        ("docs/guide.md", "# How to run a round"),
    ]

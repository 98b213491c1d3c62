"""What follows from a change is said in whole sentences, and nothing is said to follow from what did not
change or could not be read."""

from __future__ import annotations

import random
import re
import shutil

import pytest
import runs
import versions
from places import SMALL

from macros.changes.json_report import write_json
from macros.changes.text_report import MOST_CHARACTERS, write_markdown, write_text
from macros.changes.wording import describe_consequences

START, END = "modules/catalogue/small-start.yml", "modules/catalogue/small-end.yml"
CORE, OTHER = "framework/competencies/small.yml", "framework/competencies/other.yml"
WAY, TALK = "modules/pathways/small-way.yml", "modules/components/small-talk.yml"
LAST_LINE = "          - Asks who can take it.\n"
ITEM = (
    LAST_LINE,
    f'{LAST_LINE}      - code: "2.2"\n        title: Lending\n        summary: Lends a hand.\n',
)
LONG_SCENE = " ".join(["A scene that takes its time to be read in full."] * 60)

SENTENCES = {
    "a competency that nothing practises any more": (
        [(TALK, "competencies: [small/1.1]", "competencies: [small/1.10]")],
        [
            "Small framework 1.1 Listening is no longer practised anywhere.",
            "Other framework 1.1 Listening is no longer practised anywhere, by name or by way of a"
            " crosswalk.",
        ],
    ),
    "a gap that is closed": (
        [(TALK, "competencies: [small/1.1]", "competencies: [small/1.1, small/2.1]")],
        ["Small framework 2.1 Sharing is now practised."],
    ),
    "a new competency without coverage": (
        [(CORE, *ITEM)],
        [
            "Small framework 2.2 Lending is new and is not taught, practised or assessed anywhere.",
        ],
    ),
    "a new item of a framework that the programme is not written against": (
        [(OTHER, *ITEM)],
        [],
    ),
    "more to read on a pathway": (
        [
            (CORE, "        summary: Hears what is said.\n",
             f"        summary: Hears what is said.\n        scene: {LONG_SCENE}\n"),
        ],
        ["3 minutes more on the pathway “A small way”: 11, not 8."],
    ),
    "a session that is longer": (
        [(START, "minutes: 60\n", "minutes: 90\n")],
        ["The sessions of the module “A small start” come to 90 minutes, not 60."],
    ),
    "an id that is gone": (
        [("framework/theories/small-steps.yml", "aliases: [little-steps]\n", ""),
         (TALK, "goes_wrong:", "kit: []\ngoes_wrong:")],
        ["The address theories/little-steps leads nowhere now."],
    ),
    "a part that is gone": (
        [("modules/programmes/small-programme.yml", "id: room,", "id: space,")],
        ["The address programmes/small-programme#condition-room leads nowhere now."],
    ),
    "behaviours that are worded otherwise": (
        [(CORE, "Repeats back what", "Repeats what"), (CORE, "has not spoken", "has been silent")],
        [
            "Ratings that people keep of 2 behaviours of Small framework 1.1 Listening count no more: a"
            " reworded behaviour is a new one."
        ],
    ),
    "a word": ([(TALK, "what: Talk.", "what: Talk and talk.")], []),
}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_what_follows_is_a_sentence(tmp_path, name):
    edits, sentences = SENTENCES[name]
    report = versions.compare_edited(tmp_path, edits)
    assert describe_consequences(report.consequences) == sentences
    assert report.is_whole and report.changes


def test_of_a_module_that_cannot_be_read_nothing_is_said_to_follow(tmp_path):
    newer = shutil.copytree(SMALL, tmp_path / "newer")
    versions.change_files(newer, [(START, "title: A small start", "titel: A small start")])
    for before, after in ((SMALL, newer), (newer, SMALL)):
        report = versions.compare_folders(before, after)
        assert (report.changes, report.consequences, report.pages) == ([], [], [])
        assert len(report.problems_before + report.problems_after) > 0


def test_a_comment_that_is_too_long_is_cut_off_and_says_so(tmp_path):
    words = [f"word{number}" for number in range(9000)]
    terms = "".join(f"  - {{id: {word}, term: {word.title()}, means: x}}\n" for word in words[:4000])
    report = versions.compare_edited(tmp_path, [("framework/glossary.yml", "terms:\n", f"terms:\n{terms}")])
    text = write_markdown(report)
    assert len(text) <= MOST_CHARACTERS
    assert text.endswith("\n\nThe rest is too long for a comment; `handbook diff` prints it.\n")
    assert text.count("<details>") == text.count("</details>")


def test_no_damage_ends_the_comparison(tmp_path):
    """Versions with lines lost, doubled and with another's words are compared as far as they can be."""
    random_source = random.Random(1)
    damaged = shutil.copytree(SMALL, tmp_path / "damaged")
    texts = {file: file.read_text("utf-8") for file in sorted(damaged.rglob("*.yml"))}
    words = sorted({word for text in texts.values() for word in re.findall(r"[a-z0-9./-]{3,}", text)})
    files = [file for file in texts if file.name != "vocabulary.yml"]
    for _time in range(12 if runs.FAST else 60):
        file = random_source.choice(files)
        lines = texts[file].split("\n")
        place = random_source.randrange(len(lines))
        there = re.findall(r"[a-z0-9./-]{3,}", lines[place])
        if there:
            lines[place] = lines[place].replace(random_source.choice(there), random_source.choice(words), 1)
        else:
            del lines[place]
        file.write_text("\n".join(lines), "utf-8")
        for before, after in ((SMALL, damaged), (damaged, SMALL)):
            report = versions.compare_folders(before, after)
            assert write_text(report) and write_markdown(report) and write_json(report)
        assert versions.compare_folders(damaged, damaged).changes == []
        file.write_text(texts[file], "utf-8")

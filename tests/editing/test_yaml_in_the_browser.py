"""The text of a record as the form in the browser reads and changes it: what the check reads is what the form
reads, a change leaves every other line as it was, and what is not understood is refused."""

from __future__ import annotations

import copy
import random
from collections import Counter
from functools import cache

import pytest
from edit_in_node import ask
from node_tools import needs_node
from places import ROOT, SMALL
from runs import LONG

from macros.base.yaml_files import YamlFile, parse, read

pytestmark = needs_node

SCRIPTS = ["yaml_text/reading", "yaml_text/writing", "yaml_text/editing", "yaml_text/differences"]
READ = "(text, { yamlText }) => yamlText.reading.dataOf(yamlText.reading.read(text))"
EDIT = "([text, data], { yamlText }) => yamlText.editing.edit(text, data)"
EDITS = 2500 if LONG else 150
SEED = 7
WORDS = [
    "a: b",
    "“Quoted”",
    "# no",
    "- dash",
    "yes",
    "word",
    "longer words than these",
    "*so*",
    "[x](y)",
    "3",
]
WORDS += [
    "it's",
    '"q"',
    "#7",
    "end:",
    "ends \\",
    "café",
    "a, b",
    "null",
    "0x1",
    "?",
    "{so}",
    "100%",
    "@home",
    "&c",
]


@cache
def files() -> dict[str, YamlFile]:
    """Every YAML file of records, by its path."""
    folders = [ROOT / "framework", ROOT / "modules", ROOT / "editions", SMALL]
    paths = sorted(path for folder in folders for path in folder.rglob("*.yml") if path.name != "mkdocs.yml")
    return {str(path): read(path, path.name) for path in paths}


@pytest.mark.slow
def test_the_form_reads_what_the_check_reads():
    for file, data in zip(
        files().values(), ask(SCRIPTS, READ, [f.text for f in files().values()]), strict=True
    ):
        assert data == file.data, file.path


@pytest.mark.slow
def test_without_a_change_a_file_stays_as_it_is_to_the_letter():
    cases = [[file.text, file.data] for file in files().values()]
    assert ask(SCRIPTS, EDIT, cases) == [file.text for file in files().values()]


def list_routes(data: object, route: tuple = ()) -> list[tuple]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [step for key, value in inner for step in ((*route, key), *list_routes(value, (*route, key)))]


def change_text(chance: random.Random, text: str) -> str:
    words = text.split(" ")
    words[chance.randrange(len(words))] = chance.choice(WORDS)
    return chance.choice(
        [
            chance.choice(WORDS),
            " ".join(words).strip() or "so",
            f"{text} {chance.choice(WORDS)}",
            f"{text}\n\n{chance.choice(WORDS)} and more",
            "\n".join(chance.choices(WORDS, k=3)),
            "\n\n".join(reversed(text.split("\n\n"))),
            " ".join(chance.choices(WORDS, k=60)),
        ]
    )


def change_list(chance: random.Random, items: list) -> None:
    place = chance.randrange(len(items))
    new = {"id": "new", "words": ["a", "b c"], "prose": ("x y " * 90).strip()}
    match chance.randrange(4):
        case 0:
            items.pop(place)
        case 1:
            items.insert(place, new if isinstance(items[0], dict) else chance.choice(WORDS))
        case 2:
            items[place], items[-1] = items[-1], items[place]
        case 3:
            chance.shuffle(items)


def change_once(chance: random.Random, data: dict) -> dict:
    """A copy of ``data`` with one change: of a text, of a list, or a key more or less."""
    data = copy.deepcopy(data)
    *above, last = chance.choice(list_routes(data))
    part = data
    for step in above:
        part = part[step]
    value = part[last]
    if isinstance(value, list) and value:
        change_list(chance, value)
    elif isinstance(value, dict):
        value["another"] = chance.choice(["x", ["a"], {"a": "b"}, ("w " * 80).strip(), None])
    elif isinstance(part, dict) and len(part) > 1 and chance.random() < 0.15:
        del part[last]
    else:
        part[last] = change_text(chance, value or "")
    return data


@pytest.mark.slow
def test_a_change_gives_the_data_that_are_meant_and_keeps_comments():
    chance = random.Random(SEED)
    chosen = chance.choices([file for file in files().values() if list_routes(file.data)], k=EDITS)
    cases = [[file.text, change_once(chance, file.data)] for file in chosen]
    for (before, data), after in zip(cases, ask(SCRIPTS, EDIT, cases), strict=True):
        assert isinstance(after, str), after
        assert parse(after.encode(), "changed.yml").data == data
        comments = Counter(line.strip() for line in before.split("\n") if line.lstrip().startswith("#"))
        written = Counter(line.strip() for line in after.split("\n") if line.lstrip().startswith("#"))
        assert not comments - written


RECORD = """\
# Read first.
id: "huddles"   # For ever.
title: Huddles
sources:
  # The oldest comes first.
  - source: first-2001
    supports: The idea.

  # Added later.
  - source: second-2010
    supports: "Its limits: few."
why: >-
  One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
  eighteen nineteen twenty.

  A second paragraph.
skills: [one, two, three]
"""
CHANGES = [
    ({"title": "Huddles: a start"}, ["-title: Huddles", '+title: "Huddles: a start"']),
    (
        {"skills": ["one", "four", "two", "three"]},
        ["-skills: [one, two, three]", "+skills: [one, four, two, three]"],
    ),
    (
        {
            "why": "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
            " sixteen seventeen eighteen nineteen twenty.\n\nAnother second paragraph."
        },
        ["-  A second paragraph.", "+  Another second paragraph."],
    ),
    ({"summary": "Short."}, ["+summary: Short."]),
    ({"sources": [{"source": "first-2001", "supports": "The idea."}]}, None),
]


@pytest.mark.parametrize(("change", "lines"), CHANGES)
def test_a_change_touches_only_the_lines_that_it_must(change, lines):
    data = {**parse(RECORD.encode(), "huddles.yml").data, **change}
    (after,) = ask(SCRIPTS, EDIT, [[RECORD, data]])
    before, now = Counter(RECORD.split("\n")), Counter(after.split("\n"))
    differing = [f"-{line}" for line in before - now] + [f"+{line}" for line in now - before]
    if lines is None:
        lines = ["-", "-  # Added later.", "-  - source: second-2010", '-    supports: "Its limits: few."']
    assert differing == lines


def test_what_is_moved_takes_its_comment_along():
    data = parse(RECORD.encode(), "huddles.yml").data
    data["sources"].reverse()
    (after,) = ask(SCRIPTS, EDIT, [[RECORD, data]])
    assert parse(after.encode(), "huddles.yml").data == data
    assert "  # Added later.\n  - source: second-2010\n" in after
    assert after.replace(" ", "").count("#") == RECORD.count("#")


REFUSED = "Line {} of the file is written in a way that this form cannot change safely."
HOSTILE = [
    ("a: &b c\nd: *b\n", REFUSED.format(1)),
    ("a: b\nd: *b\n", REFUSED.format(2)),
    ("a: !!python/object:os.system x\n", REFUSED.format(1)),
    ("a: b\na: c\n", REFUSED.format(2)),
    ("a: {b: c, b: d}\n", REFUSED.format(1)),
    ("? a\n: b\n", REFUSED.format(1)),
    ("a: b\n--- \nc: d\n", REFUSED.format(2)),
    ("a:\n\tb: c\n", REFUSED.format(2)),
    ("a: b: c\n", REFUSED.format(1)),
    ('a: "b\n', REFUSED.format(2)),
    ("a: [b, c\n", REFUSED.format(2)),
    ("a: |2\n   b\n", REFUSED.format(1)),
    ("a: b\n\n  c\n", REFUSED.format(3)),
    ("a: " + "[" * 30 + "]" * 30 + "\n", REFUSED.format(1)),
    ("".join("  " * depth + "a:\n" for depth in range(30)), REFUSED.format(21)),
    ("a: " + "b" * 1_000_000 + "\n", "The file has more than 256 KB, which is more than this form takes."),
    ("", REFUSED.format(1)),
]


def test_what_is_not_understood_is_refused_in_a_sentence():
    answers = ask(SCRIPTS, READ, [text for text, _ in HOSTILE])
    assert [answer.get("refused") for answer in answers] == [sentence for _, sentence in HOSTILE]


def test_the_lines_that_differ_are_shown_with_two_around():
    show = "([one, other], { yamlText }) => yamlText.differences.compare(one, other)"
    (groups,) = ask(SCRIPTS, show, [["a\nb\nc\nd\ne\nf\n", "a\nb\nc\nx\ne\nf\n"]])
    lines = [" b", " c", "-d", "+x", " e", " f"]
    assert [
        (group["line"], [line["sign"] + line["line"] for line in group["lines"]]) for group in groups
    ] == [(2, lines)]

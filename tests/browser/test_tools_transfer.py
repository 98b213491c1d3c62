"""What an opened file holds compared with what is here, and taking it in:
docs/assets/js/tools/transfer.js."""

from __future__ import annotations

import pytest
import runs
from hypothesis import strategies as st
from my_handbook import SOUND, VERSION, documents, examples, leaves
from script_calls import Pure

pytestmark = pytest.mark.browser

SCRIPTS = ["document/days", "document/schema", "document/merging", "files/merging"]
EARLY, LATE = "2026-11-01T08:00:00Z", "2026-11-21T08:00:00Z"


def document(assessments=(), goals=(), marks=(), log=(), walks=(), **more) -> dict:
    return {
        "format": "clinical-leadership-handbook",
        "version": VERSION,
        **more,
        "assessments": list(assessments),
        "goals": list(goals),
        "marks": list(marks),
        "log": list(log),
        "walks": list(walks),
    }


def walk(stop: int, stops: list[int], day: str = "2026-11-01") -> dict:
    return {"record": "new-rota-lead", "stop": stop, "stops": stops, "day": day}


def goal(id: str, changed: str = EARLY, title: str = "Ask the nurse first") -> dict:
    return {"id": f"g-{id}", "title": title, "changed": changed}


def assessment(id: str, changed: str = EARLY, **more) -> dict:
    return {"id": f"a-{id}", "framework": "mlcf", "changed": changed, **more}


def mark(record: str, state: str = "want", day: str = "2026-11-01", **more) -> dict:
    return {"record": record, "state": state, "day": day, **more}


def entry(id: str, day: str = "2026-11-01", text: str = "Asked first") -> dict:
    return {"id": f"l-{id}", "day": day, "item": "mlcf/1.1", "kind": "did", "text": text}


# A document → what it holds.
HOLDS = [
    (document(), None, ""),
    (document(goals=[goal("1")]), None, "1 goal"),
    (document(walks=[walk(1, [])]), None, "1 pathway begun"),
    (document([assessment("1"), assessment("2")], [goal("1")]), None, "2 assessments and 1 goal"),
    (document([assessment("1")], [goal("1")], [mark("coaching")]), None, "1 assessment, 1 goal and 1 mark"),
    (document([assessment("1")], [goal("1"), goal("2")], [mark("coaching")]), ["goals"], "2 goals"),
    (document(log=[entry("1")]), None, "1 log entry"),
    (document(marks=[mark("coaching")], log=[entry("1"), entry("2")]), None, "1 mark and 2 log entries"),
]

# The file, what is here, the lists that are taken → the sentences a reader sees before anything changes.
PREVIEWS = [
    (
        document([assessment("1")], [goal("1"), goal("2")], saved=LATE),
        document([assessment("3"), assessment("4")]),
        None,
        "This file holds 1 assessment and 2 goals, saved on 21 November 2026. Here there are 2 assessments.",
    ),
    (
        document(goals=[goal("1")]),
        document(goals=[goal("1")], marks=[mark("coaching")]),
        None,
        "This file holds 1 goal. Here there is 1 goal and 1 mark.",
    ),
    (
        document(saved=LATE),
        document(),
        None,
        (
            "This file holds no assessments, goals, marks, log entries or pathways begun, saved on 21"
            " November 2026. Here there are none yet."
        ),
    ),
    (
        document([assessment("1")], marks=[mark("coaching")]),
        document(goals=[goal("1")]),
        ["goals"],
        (
            "This file holds no goals. Here there is 1 goal. The file also holds 1 assessment and 1 mark,"
            " which this page leaves alone."
        ),
    ),
    (
        document(goals=[goal("1")]),
        document([assessment("1")]),
        ["goals"],
        "This file holds 1 goal. Here there are none yet.",
    ),
]

# What is here, the file, the lists that are taken, and which stays of each that the file holds.
ADDED = [
    (document(), document(goals=[goal("1")]), None, ["new"]),
    (document(goals=[goal("1")]), document(goals=[goal("1")]), None, ["same"]),
    (document(goals=[goal("1")]), document(goals=[dict(reversed(goal("1").items()))]), None, ["same"]),
    (document(goals=[goal("1")]), document(goals=[goal("1", LATE, "Newer")]), None, ["file"]),
    (document(goals=[goal("1", LATE)]), document(goals=[goal("1", EARLY, "Older")]), None, ["here"]),
    (document(goals=[goal("1")]), document(goals=[goal("1", EARLY, "As old")]), None, ["here"]),
    (
        document([assessment("1")]),
        document([assessment("1", LATE, note="Later")], [goal("1")]),
        ["assessments"],
        ["file"],
    ),
    (document(marks=[mark("coaching")]), document(marks=[mark("coaching", "read")]), None, ["file"]),
    (document(marks=[mark("coaching", "read")]), document(marks=[mark("coaching")]), None, ["here"]),
    (
        document(marks=[mark("coaching", "read")]),
        document(marks=[mark("coaching", "want", "2026-11-02")]),
        None,
        ["file"],
    ),
    (
        document(marks=[mark("coaching")]),
        document(marks=[mark("coaching"), mark("mentoring")]),
        None,
        ["same", "new"],
    ),
    (document(log=[entry("1")]), document(log=[entry("1"), entry("2")]), None, ["same", "new"]),
    (document(log=[entry("1")]), document(log=[entry("1", "2026-11-02", "Later")]), ["log"], ["file"]),
    (document(log=[entry("1")]), document(log=[entry("1", text="Otherwise")]), None, ["here"]),
    (document(walks=[walk(4, [1, 2])]), document(walks=[walk(2, [1, 2, 3], "2026-11-02")]), None, ["file"]),
    (document(walks=[walk(4, [1, 2])]), document(walks=[walk(2, [3])]), None, ["here"]),
]

# What is here, the file → the sentences afterwards.
BOTH = "is in both, so the two were joined: what only one of them had is kept, and where they differ"
TOLD = [
    (
        document(),
        document(goals=[goal("1")], marks=[mark("coaching"), mark("mentoring")]),
        ["Added: 1 goal and 2 marks."],
    ),
    (
        document(goals=[goal("1")]),
        document(goals=[goal("1")]),
        ["Nothing in the file was new.", "The same already: 1 goal."],
    ),
    (
        document([assessment("1")], [goal("1", LATE)]),
        document([assessment("1", LATE), assessment("2")], [goal("1", EARLY, "Older")]),
        [
            "Added: 1 assessment.",
            f"assessments a-1 {BOTH} the file's stands, which was changed later.",
            f"goals g-1 {BOTH} the one here stands, as the file's was not changed later.",
        ],
    ),
]
NAME = "(rows) => handbook.files.merging.report(rows, (list, each) => list + ' ' + each.id)"


@pytest.fixture(scope="module")
def pure(chromium):
    return Pure(chromium, SCRIPTS)


@pytest.mark.parametrize("mine,names,says", HOLDS)
def test_what_a_document_holds_is_counted(pure, mine, names, says):
    assert pure.call("handbook.files.merging.holds", mine, names) == says


@pytest.mark.parametrize("opened,here,names,says", PREVIEWS)
def test_a_sentence_says_what_the_file_holds_and_what_is_here(pure, opened, here, names, says):
    assert pure.call("handbook.files.merging.preview", opened, here, names) == says


@pytest.mark.parametrize("here,opened,names,stays", ADDED)
def test_of_two_with_the_same_id_the_one_changed_later_stands(pure, here, opened, names, stays):
    result = pure.call("handbook.files.merging.add", here, opened, names)
    assert [row["stays"] for row in result["rows"]] == stays
    for row in result["rows"]:
        key = "record" if row["list"] in ("marks", "walks") else "id"
        [kept] = [each for each in result["document"][row["list"]] if each[key] == row["element"][key]]
        assert (kept == row["element"]) is (row["stays"] != "here")


def example(id: str) -> dict:
    return {"id": f"e-{id}", "day": "2026-11-01", "text": f"Example {id}"}


def earlier(id: str, at: str = EARLY) -> dict:
    return {"id": f"h-{id}", "at": at, "field": "why", "was": f"Wording {id}"}


# What is here, the file: of the same thing. → what it is then.
JOINED = [
    (
        "examples of both devices",
        assessment("1",
            answers=[{"item": "mlcf/1.1", "rating": 2, "evidence": [example("1"), example("2")]},
                {"item": "mlcf/1.2", "rating": 1}]),
        assessment("1", LATE,
            answers=[{"item": "mlcf/1.3", "rating": 4},
                {"item": "mlcf/1.1", "rating": 3, "evidence": [example("1"), example("3")]}]),
        assessment(
            "1",
            LATE,
            answers=[
                {"item": "mlcf/1.3", "rating": 4},
                {"item": "mlcf/1.1", "rating": 3, "evidence": [example("1"), example("3"), example("2")]},
                {"item": "mlcf/1.2", "rating": 1},
            ],
        ),
    ),
    (
        "actions of both devices, and earlier wordings in the order of time",
        {**goal("1", LATE), "items": ["mlcf/1.1"], "actions": [{"id": "t-1", "text": "Ask"}],
         "history": [earlier("3", LATE)]},
        {**goal("1", EARLY, "Older"), "why": "Because", "items": ["mlcf/1.2"],
         "actions": [{"id": "t-2", "text": "Tell"}], "history": [earlier("2"), earlier("1")]},
        {
            **goal("1", LATE),
            "why": "Because",
            "items": ["mlcf/1.1", "mlcf/1.2"],
            "actions": [{"id": "t-1", "text": "Ask"}, {"id": "t-2", "text": "Tell"}],
            "history": [earlier("1"), earlier("2"), earlier("3", LATE)],
        },
    ),
    (
        "more earlier wordings than there is room for",
        {**goal("1", LATE), "history": [earlier(f"{n:03}", LATE) for n in range(300)]},
        {**goal("1"), "history": [earlier(f"{n:03}") for n in range(300, 700)]},
        {**goal("1", LATE),
         "history": [
             *(earlier(f"{n:03}") for n in range(500, 700)),
             *(earlier(f"{n:03}", LATE) for n in range(300))]},
    ),
]  # fmt: skip
ONE = """(here, file) => {
    const list = here.id.startsWith("a-") ? "assessments" : "goals",
        nothing = { assessments: [], goals: [], marks: [], log: [], walks: [] };
    return handbook.files.merging.add({ ...nothing, [list]: [here] },
        { ...nothing, [list]: [file] }).document[list];
}"""


@pytest.mark.parametrize("here,file,both", [case[1:] for case in JOINED], ids=[case[0] for case in JOINED])
def test_what_only_one_of_two_has_is_not_lost(pure, here, file, both):
    assert pure.call(ONE, here, file) == [both]


@pytest.mark.parametrize("here,opened,says", TOLD)
def test_what_was_added_and_which_stayed_is_said(pure, here, opened, says):
    rows = pure.call("handbook.files.merging.add", here, opened)["rows"]
    assert pure.call(NAME, rows) == says


def test_lists_that_were_not_asked_for_are_left_alone(pure):
    here, opened = (
        document([assessment("1")], [goal("1")]),
        document([assessment("2")], [goal("2")], [mark("coaching")], saved=LATE),
    )
    assert pure.call("handbook.files.merging.replace", here, opened, ["goals"]) == document(
        [assessment("1")], [goal("2")]
    )
    assert pure.call("handbook.files.merging.replace", here, opened) == document(
        [assessment("2")], [goal("2")], [mark("coaching")]
    )
    assert pure.call("handbook.files.merging.only", opened, ["goals"]) == document(
        goals=[goal("2")], saved=LATE
    )


LISTS = [("assessments", "id"), ("goals", "id"), ("marks", "record"), ("log", "id"), ("walks", "record")]


def changed(name: str, each: dict) -> tuple:
    """What tells which of two states of an entry of a list is the later."""
    if name == "marks":
        return each["day"], each["state"] == "read"
    if name == "walks":
        return each["day"], each["stop"]
    return (each["day"] if name == "log" else each["changed"],)


def test_adding_loses_nothing_and_doing_it_twice_changes_nothing(pure):
    twice = """(pairs) => pairs.map(([here, opened]) => {
        const before = JSON.stringify([here, opened]),
            once = handbook.files.merging.add(here, opened).document;
        return [once, handbook.files.merging.add(once, opened).document,
            JSON.stringify([here, opened]) === before];
    })"""
    pairs = examples(st.tuples(documents, documents), 1000 if runs.LONG else 150)
    met = 0
    for (here, opened), (once, again, untouched) in zip(pairs, pure.call(twice, pairs), strict=True):
        assert once == again
        assert untouched
        assert SOUND.is_valid(once)
        mine, theirs, both = leaves(here), leaves(opened), leaves(once)
        later = {(name, each[key]): changed(name, each) for name, key in LISTS for each in here[name]}
        for path, leaf in both.items():
            if isinstance(leaf, list):  # Words without keys: of both.
                assert set(leaf) == {*mine.get(path, ()), *theirs.get(path, ())}
            else:
                assert leaf in (mine.get(path), theirs.get(path)), path
        for path in {*mine, *theirs} - set(both):  # A rating gives way to another one, and nothing else does.
            assert {"rating", "noChance", "carried"} & set(path), path
        for name, key in LISTS:
            assert [each[key] for each in once[name]][: len(here[name])] == [each[key] for each in here[name]]
            for each in opened[name]:
                place = (name, each[key])
                when = changed(name, each)
                first = theirs if place not in later or when > later[place] else mine
                met += place in later
                assert all(
                    both[path] == leaf
                    for path, leaf in first.items()
                    if path[:2] == place and not isinstance(leaf, list)
                ), place
    assert met > len(pairs) // 5


def test_every_branch_ran(chromium):
    pure = Pure(chromium, SCRIPTS)
    for mine, names, _ in HOLDS:
        pure.call("handbook.files.merging.holds", mine, names)
    for opened, here, names, _ in PREVIEWS:
        pure.call("handbook.files.merging.preview", opened, here, names)
    for here, opened, names, _ in ADDED:
        pure.call("handbook.files.merging.add", here, opened, names)
    for _, here, file, _ in JOINED:
        pure.call(ONE, here, file)
    for here, opened, _ in TOLD:
        pure.call(NAME, pure.call("handbook.files.merging.add", here, opened)["rows"])
    pure.call("handbook.files.merging.replace", document(), document(), ["goals"])
    pure.call("handbook.files.merging.only", document(), ["goals"])
    assert pure.uncovered("files/merging") == []

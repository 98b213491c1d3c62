"""What the tests of the document "my handbook" share: its schema, a small handbook it fits, documents, and
hostile files."""

from __future__ import annotations

import copy
import json
import pathlib
from collections.abc import Callable, Iterator

from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from jsonschema import Draft202012Validator, FormatChecker

HERE = pathlib.Path(__file__).parent / "my"
SCHEMA = json.loads(
    (HERE.parents[2] / "docs/assets/data/my-handbook.schema.json").read_text(encoding="utf-8")
)
DATA = json.loads((HERE / "data.json").read_text(encoding="utf-8"))
EARLIER = {
    version: json.loads((HERE / f"v{version}.json").read_text(encoding="utf-8"))
    for version in (1, 2, 3, 4, 5)
}
VERSION = 5
MY = EARLIER[VERSION]
EMPTY = {
    "format": "clinical-leadership-handbook",
    "version": VERSION,
    "assessments": [],
    "goals": [],
    "marks": [],
    "log": [],
    "walks": [],
}


def brought_up(document: dict) -> dict:
    """A document of an earlier version as it is in the present one."""
    return {"goals": [], "marks": [], "log": [], "walks": [], **document, "version": VERSION}


checker = FormatChecker(["date"])


@checker.checks("date-time")
def is_time(text) -> bool:
    """A real day and time; that it is written to the second and in UTC is for the pattern."""
    if not isinstance(text, str):
        return True
    day, _, time = text.rstrip("Z").partition("T")
    hours, minutes, seconds = (int(part) for part in time.split(":"))
    return checker.conforms(day, "date") and hours < 24 and minutes < 60 and seconds < 60


SOUND = Draft202012Validator(SCHEMA, format_checker=checker)


# ---- Walking the schema ------------------------------------------------------------------------------------


def parts(schema: dict = SCHEMA, path: tuple = ()) -> Iterator[tuple[tuple, dict]]:
    """Every field of the document, as the path to its first occurrence, and the schema of it (references
    followed)."""
    while "$ref" in schema and schema["$ref"] not in ("#/$defs/text", "#/$defs/line", "#/$defs/plain"):
        schema = SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    yield path, schema
    for name, part in schema.get("properties", {}).items():
        yield from parts(part, (*path, name))
    if "items" in schema:
        yield from parts(schema["items"], (*path, 0))


TEXT_FIELDS = [path for path, part in parts() if part.get("$ref") in ("#/$defs/text", "#/$defs/line")]
OBJECTS = [path for path, part in parts() if part.get("type") == "object"]


def with_part(path: tuple, value, document: dict | None = None) -> dict:
    """A copy of the document (of one in which every field is filled) with `value` at `path`."""
    changed = copy.deepcopy(FULL if document is None else document)
    at = changed
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return changed


def without(path: tuple) -> dict:
    changed = copy.deepcopy(FULL)
    at = changed
    for step in path[:-1]:
        at = at[step]
    del at[path[-1]]
    return changed


TIME, DAY = "2026-11-23T10:15:30Z", "2026-11-23"
FULL = {  # Every field once; the second assessment holds what cannot stand beside it in the first.
    "note": "Holds your own notes.", "format": "clinical-leadership-handbook", "version": 5, "saved": TIME,
    "assessments": [{
        "id": "a-0000000001", "framework": "mlcf", "edition": 2010, "depth": "full", "aim": 3,
        "started": TIME, "changed": TIME, "finished": TIME, "note": "Noted", "carriedFrom": "a-0000000009",
        "ticked": True,
        "answers": [{
            "item": "mlcf/1.1", "rating": 2, "importance": 1,
            "behaviours": [{"key": "a1b2c3d4", "rating": 2}, {"key": "0f1e2d3c", "noChance": True}],
            "evidence": [
                {"id": "e-0000000001", "day": DAY, "text": "Asked"},
                {"id": "e-0000000002", "day": DAY, "text": "Told"}],
            "carried": {"from": ["lqf/pq2"], "sure": "likely"},
        }, {"item": "mlcf/1.2", "noChance": True}],
    }, {"id": "a-0000000002", "framework": "lqf", "edition": 2004, "depth": "quick", "aim": 3,
        "started": TIME, "changed": TIME,
        "answers": [{"item": "lqf/pq1", "rating": 0}]}],
    "goals": [{
        "id": "g-0000000001", "title": "Ask first", "why": "Because", "items": ["mlcf/1.1"],
        "actions": [
            {"id": "t-0000000001", "text": "Ask", "record": "coaching", "by": DAY, "minutes": 10,
             "done": DAY},
            {"id": "t-0000000002", "text": "Tell"}],
        "support": "Sister", "obstacle": "Time", "measure": "Three of three", "review": DAY,
        "status": "draft", "reflection": "Slower", "assessment": "a-0000000001", "started": TIME,
        "changed": TIME,
        "history": [
            {"id": "h-0000000001", "at": TIME, "field": "title", "was": "Ask"},
            {"id": "h-0000000002", "at": TIME, "field": "why", "was": ""}],
    }, {"id": "g-0000000002", "title": "", "items": [], "actions": [], "status": "agreed", "started": TIME,
        "changed": TIME, "history": []}],
    "marks": [
        {"record": "coaching", "state": "read", "day": DAY, "minutes": 20},
        {"record": "eight-steps", "state": "want", "day": DAY}],
    "log": [
        {"id": "l-0000000001", "day": DAY, "item": "mlcf/1.1", "behaviour": "a1b2c3d4", "kind": "did",
         "text": "Asked the night nurse"},
        {"id": "l-0000000002", "day": DAY, "item": "mlcf/1.2", "kind": "missed", "text": ""}],
    "walks": [
        {"record": "eight-steps", "stop": 2, "stops": [1, 3], "day": DAY},
        {"record": "coaching", "stop": 1, "stops": [], "day": DAY}],
}  # fmt: skip


# ---- Random documents --------------------------------------------------------------------------------------


def examples(strategy: st.SearchStrategy, count: int) -> list:
    """`count` examples, the same in every run; drawn in Python at once, so that the page is asked once for
    all."""
    drawn = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(example):
        drawn.append(example)

    draw()
    return drawn


def unique(strategy: st.SearchStrategy, key: str, most: int = 3) -> st.SearchStrategy:
    return st.lists(strategy, max_size=most, unique_by=lambda each: each[key])


def thing(required: dict, **optional) -> st.SearchStrategy:
    return st.fixed_dictionaries(required, optional=optional)


def ids(prefix: str) -> st.SearchStrategy:
    """Few of them, so that two documents have some in common."""
    return st.integers(0, 5).map(lambda number: f"{prefix}-{number:010d}")


words = st.text(st.sampled_from("abc äß漢🙂\n\t<>&\"'\\/:=-5"), max_size=12).filter(
    lambda text: not any(mark in text for mark in ("<a", "<b", "<c", "</"))
)
days = st.dates().filter(lambda day: day.year >= 1000).map(str)
times = st.builds(
    "{}T{:02d}:{:02d}:{:02d}Z".format, days, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59)
)
levels = st.integers(1, 3)
records = st.sampled_from(["coaching", "eight-steps", "leading-self/s2", "no-longer-there"])
items = st.sampled_from([f"mlcf/1.{number}" for number in range(1, 6)])  # 1.5 is not there any more.


def rated(required: dict, **optional) -> st.SearchStrategy:
    """With a rating, with no chance, or with neither."""
    kinds = [
        thing(required, **optional),
        thing({**required, "rating": levels}, **optional),
        thing({**required, "noChance": st.just(True)}, **optional),
    ]
    return st.one_of(kinds)


behaviours = unique(rated({"key": st.sampled_from(["a1b2c3d4", "0f1e2d3c", "99999999"])}), "key")
evidence = unique(thing({"id": ids("e"), "day": days, "text": words}), "id")
carried = thing(
    {"from": st.lists(items, unique=True, max_size=2), "sure": st.sampled_from(["certain", "likely"])}
)
answers = unique(
    rated({"item": items}, importance=levels, behaviours=behaviours, evidence=evidence, carried=carried),
    "item",
)
assessments = thing(
    {"id": ids("a"), "framework": st.just("mlcf"), "edition": st.sampled_from([2008, 2010]),
     "depth": st.sampled_from(["quick", "full"]),
     "aim": levels, "started": times, "changed": times, "answers": answers},
    finished=times, note=words, carriedFrom=ids("a"), ticked=st.just(True),
)  # fmt: skip
actions = unique(
    thing({"id": ids("t"), "text": words}, record=records, by=days, minutes=st.integers(0, 10080), done=days),
    "id",
)
history = unique(
    thing({"id": ids("h"), "at": times, "field": st.sampled_from(["title", "why", "measure"]), "was": words}),
    "id",
)
goals = thing(
    {"id": ids("g"), "title": words, "items": st.lists(items, unique=True, max_size=2), "actions": actions,
     "status": st.sampled_from(["draft", "agreed", "under-way", "reached", "changed", "stopped"]),
     "started": times, "changed": times, "history": history},
    why=words, support=words, obstacle=words, measure=words, review=days, reflection=words,
    assessment=ids("a"),
)  # fmt: skip
marks = thing(
    {"record": records, "state": st.sampled_from(["want", "read"]), "day": days},
    minutes=st.integers(0, 10080),
)
log = thing(
    {"id": ids("l"), "day": days, "item": items, "kind": st.sampled_from(["saw", "did", "missed"]),
     "text": words},
    behaviour=st.sampled_from(["a1b2c3d4", "99999999"]),
)  # fmt: skip
walks = thing(
    {"record": records, "stop": st.integers(1, 6), "day": days,
     "stops": st.lists(st.integers(1, 6), unique=True, max_size=4).map(sorted)},
)  # fmt: skip
documents = st.fixed_dictionaries({
    "format": st.just("clinical-leadership-handbook"), "version": st.just(VERSION),
    "assessments": unique(assessments, "id"), "goals": unique(goals, "id"), "marks": unique(marks, "record"),
    "log": unique(log, "id"), "walks": unique(walks, "record"),
})  # fmt: skip
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5000)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
    | st.sampled_from([TIME, DAY, "mlcf/1.1"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "item", "rating", "noChance", "__proto__", "constructor", "text", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


def leaves(value, path=()) -> dict[tuple, object]:
    """Every field of a document by its path, in which entries of lists are named by their keys, as in a
    clash."""
    key = (
        isinstance(value, list)
        and value
        and isinstance(value[0], dict)
        and next((k for k in ("id", "item", "key", "record") if k in value[0]), None)
    )
    if isinstance(value, dict):
        inner = value.items()
    elif key:
        inner = [(each[key], each) for each in value]
    else:
        return {} if value == [] else {path: value}
    return {at: leaf for name, each in inner for at, leaf in leaves(each, (*path, name)).items()}


# ---- Damaged and hostile files -----------------------------------------------------------------------------

HOW = "Choose a file that was saved from this handbook; its name ends in .json."
AGAIN = "Fetch it again from where it was saved."
COPY = "Use another copy of it."
CANNOT = "This file cannot be opened: "
TAG = (
    "has something in pointed brackets that looks like a part of a web page, such as <b>; leave out the"
    " brackets"
)
File = Callable[[], bytes | int]


def as_bytes(document) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")


def file(path: tuple, value) -> File:
    return lambda: as_bytes(with_part(path, value))


def in_words(path: tuple) -> str:
    """As a reader is told where a text field is; here spelled out again, so that it is told right."""
    names = {
        "assessments": "assessment",
        "answers": "answer",
        "evidence": "example",
        "goals": "goal",
        "actions": "action",
        "history": "earlier wording",
        "log": "log entry",
    }
    said = [
        f"{names[path[at - 1]]} {step + 1}"
        if isinstance(step, int)
        else {"was": "earlier text"}.get(step, step)
        for at, step in enumerate(path)
        if isinstance(step, int) or step not in names
    ]
    return ", ".join(said)


def raw(before: str, after: str) -> File:
    """The full document as text with one piece replaced."""

    def made() -> bytes:
        text = json.dumps(FULL)
        assert before in text, before
        return text.replace(before, after, 1).encode()

    return made


def twice(path: tuple) -> File:
    """The full document with the first entry of a list repeated at its end."""

    def made() -> bytes:
        document = copy.deepcopy(FULL)
        at = document
        for step in path:
            at = at[step]
        at.append(copy.deepcopy(at[0]))
        return as_bytes(document)

    return made


A, ANSWER, GOAL = ("assessments", 0), ("assessments", 0, "answers", 0), ("goals", 0)
UNKNOWN = "has a part named “{}”, which this handbook does not know."

HOSTILE: list[tuple[str, File, str]] = [
    ("nothing in it", lambda: b"", "This file is empty. Look for another copy of it."),
    ("only spaces", lambda: b" \n ", f"This is not a file of this handbook. {HOW}"),
    ("cut short", lambda: as_bytes(FULL)[:-40], f"This file breaks off in the middle. {AGAIN}"),
    ("not sound JSON", raw('"rating": 2', '"rating": two'),
     f"This file is damaged: it is not sound JSON. {COPY}"),
    ("a Word document", lambda: b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml",
     f"This is a Word, Excel or zip file. {HOW}"),
    ("a PDF", lambda: b"%PDF-1.7\n%\xe2\xe3", f"This is a PDF file. {HOW}"),
    ("a picture", lambda: b"\x89PNG\r\n\x1a\n\x00\x00", f"This is a picture. {HOW}"),
    ("a web page", lambda: b"\xef\xbb\xbf\n<!doctype html><title>My handbook</title>",
     f"This is a web page, not a saved handbook. {HOW}"),
    ("rich text", lambda: rb"{\rtf1\ansi Goals}", f"This is a text document (RTF). {HOW}"),
    ("a calendar", lambda: b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
     f"This is a calendar file. It can be added to a calendar, but not opened here. {HOW}"),
    ("our own table", lambda: "\ufeffCode,Title,Part of\r\n1.1,Developing self awareness,\r\n".encode(),
     f"This is a table (CSV) for a spreadsheet. The handbook writes such tables but cannot open them. {HOW}"),
    ("UTF-16", lambda: json.dumps(FULL).encode("utf-16"),
     "This file was saved as “Unicode” (UTF-16). Open it where it was changed and save it again as UTF-8."),
    ("Latin-1",
     lambda: json.dumps(with_part((*GOAL, "title"), "Für den Dienst"), ensure_ascii=False).encode("latin-1"),
     ("This file is not in UTF-8, as files of this handbook are. Open it where it was changed and save it"
      " again as UTF-8.")),
    ("zero bytes", lambda: as_bytes(FULL) + b"\0\0",
     f"This file is damaged: it has empty bytes in it. {AGAIN}"),
    ("50 MB", lambda: 50_000_000, f"This file has 50 MB; files of this handbook have at most 20 MB. {HOW}"),
    ("a little too large", lambda: 20_000_001,
     f"This file has 21 MB; files of this handbook have at most 20 MB. {HOW}"),
    ("of another program", lambda: b'{"notes": [1, 2]}', f"This file is of another program. {HOW}"),
    ("a list", lambda: b"[1]", f"This file holds a list, not a handbook. {HOW}"),
    ("a number", lambda: b"5", f"This file holds a single value, not a handbook. {HOW}"),
    ("another format", file(("format",), "rota-planner\u202e<b>"),
     f"This file says it is of “rota-planner??b?”, not of this handbook. {HOW}"),
    ("a format without words", lambda: b'{"format": {"toString": 1}}',
     f"This file does not name its format in words, so it is not of this handbook. {HOW}"),
    ("no version", lambda: as_bytes(without(("version",))),
     f"This file does not say which version it has, so it cannot be read safely. {COPY}"),
    ("version as text", file(("version",), "3"),
     f"This file gives as its version something that is not a whole number. {COPY}"),
    ("version below", file(("version",), -1), f"This file gives as its version -1, which never was. {COPY}"),
    ("version 99", file(("version",), 99),
     "This file was saved by a newer version of the handbook (format 99; this one knows up to 5). "
     "Update the handbook, or open the file where it was saved."),
    ("10,000 brackets", lambda: b'{"goals":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
     f"This file has more than 20 brackets within brackets, as no file of ours has. {HOW}"),
    ("one name twice", raw('"depth": "full"', '"depth": "full", "dept\\u0068": "quick"'),
     f"This file is damaged: it has “depth” twice in one place. {COPY}"),
    ("no marks", lambda: as_bytes(without(("marks",))), f"{CANNOT}the file has no list of marks."),
    ("no log", lambda: as_bytes(without(("log",))), f"{CANNOT}the file has no log."),
    ("no walks", lambda: as_bytes(without(("walks",))), f"{CANNOT}the file has no list of pathways walked."),
    ("a stop that never was", file(("walks", 0, "stops", 1), 0), f"{CANNOT}pathway 1, stop 2 is below 1."),
    ("a walk that was left nowhere", file(("walks", 0, "stop"), "x"),
     f"{CANNOT}pathway 1, stop where it was left is not a whole number."),
    ("a day of a walk that never was", file(("walks", 1, "day"), "2026-02-30"),
     f"{CANNOT}pathway 2, day is not a day of the calendar, such as 2026-11-23."),
    ("two walks along one pathway", twice(("walks",)),
     f"{CANNOT}pathway 3 is along the same pathway as one before it."),
    ("a log as an object", file(("log",), {}), f"{CANNOT}log is not a list."),
    ("goals as an object", file(("goals",), {}), f"{CANNOT}list of goals is not a list."),
    ("an assessment as text", file(("assessments", 1), "mlcf"),
     f"{CANNOT}assessment 2 is not a group of fields."),
    ("no title", lambda: as_bytes(without((*GOAL, "title"))), f"{CANNOT}goal 1 has no title."),
    *((f"an unknown name at {'.'.join(map(str, path)) or 'the top'}", file((*path, "colour"), "red"),
       f"{CANNOT}{where} {UNKNOWN.format('colour')}") for path, where in zip(OBJECTS, [
           "the file", "assessment 1", "assessment 1, answer 1", "assessment 1, answer 1, behaviour 1",
           "assessment 1, answer 1, example 1", "assessment 1, answer 1, note on what was carried over",
           "goal 1", "goal 1, action 1", "goal 1, earlier wording 1", "mark 1", "log entry 1", "pathway 1"],
           strict=True)),
    ("__proto__ at the top", file(("__proto__",), {"version": 3}),
     f"{CANNOT}the file {UNKNOWN.format('__proto__')}"),
    ("constructor at the top", file(("constructor",), {"prototype": {}}),
     f"{CANNOT}the file {UNKNOWN.format('constructor')}"),
    ("prototype at the top", file(("prototype",), {}), f"{CANNOT}the file {UNKNOWN.format('prototype')}"),
    ("__proto__ in a goal", file((*GOAL, "__proto__"), {"title": "x"}),
     f"{CANNOT}goal 1 {UNKNOWN.format('__proto__')}"),
    ("constructor in an answer", file((*ANSWER, "constructor"), 1),
     f"{CANNOT}assessment 1, answer 1 {UNKNOWN.format('constructor')}"),
    ("prototype in a mark", file(("marks", 0, "prototype"), 1),
     f"{CANNOT}mark 1 {UNKNOWN.format('prototype')}"),
    ("an assessment twice", twice(("assessments",)),
     f"{CANNOT}assessment 3 has the same id as one before it."),
    ("an item answered twice", twice((*A, "answers")),
     f"{CANNOT}assessment 1, answer 3 is about the same item as one before it."),
    ("a behaviour twice", twice((*ANSWER, "behaviours")),
     f"{CANNOT}assessment 1, answer 1, behaviour 3 is the same as one before it."),
    ("an example twice", twice((*ANSWER, "evidence")),
     f"{CANNOT}assessment 1, answer 1, example 3 has the same id as one before it."),
    ("a goal twice", twice(("goals",)), f"{CANNOT}goal 3 has the same id as one before it."),
    ("an action twice", twice((*GOAL, "actions")),
     f"{CANNOT}goal 1, action 3 has the same id as one before it."),
    ("a wording twice", twice((*GOAL, "history")),
     f"{CANNOT}goal 1, earlier wording 3 has the same id as one before it."),
    ("a mark twice", twice(("marks",)), f"{CANNOT}mark 3 is on the same page as one before it."),
    ("a log entry twice", twice(("log",)), f"{CANNOT}log entry 3 has the same id as one before it."),
    ("an item of a goal twice", twice((*GOAL, "items")),
     f"{CANNOT}goal 1, list of items names the same thing twice."),
    ("a framework that is no id", file((*A, "framework"), "mlcf/1"),
     f"{CANNOT}assessment 1, framework is not the id of a framework."),
    ("a framework not here, answered by another's items", file((*A, "framework"), "clinical-compass"),
     f"{CANNOT}assessment 1, answer 1 is about “mlcf/1.1”, which is not of “clinical-compass”."),
    ("a newer edition", file((*A, "edition"), 2031),
     f"{CANNOT}assessment 1 is of the edition 2031 of the MLCF, newer than this handbook knows."),
    ("an item of another framework", file((*A, "answers", 1, "item"), "lqf/pq1"),
     f"{CANNOT}assessment 1, answer 2 is about “lqf/pq1”, which is not of “mlcf”."),
    ("an item of a framework whose id begins alike", file((*A, "answers", 1, "item"), "mlcf-new/1.2"),
     f"{CANNOT}assessment 1, answer 2 is about “mlcf-new/1.2”, which is not of “mlcf”."),
    ("a framework for an item", file((*A, "answers", 1, "item"), "lqf"),
     f"{CANNOT}assessment 1, answer 2 is about “lqf”, which is not of “mlcf”."),
    ("a rating above the scale", file(("assessments", 1, "answers", 0), {"item": "lqf/pq2", "rating": 5}),
     f"{CANNOT}assessment 2, answer 1, rating is 5, but the levels of the LQF are 0, 1, 2, 3, 4."),
    ("a rating above the scale of an item that is gone",
     file((*A, "answers", 1), {"item": "mlcf/1.7", "rating": 5}),
     f"{CANNOT}assessment 1, answer 2, rating is 5, but the levels of the MLCF are 1, 2, 3, 4."),
    ("a rating below the scale", file((*ANSWER, "rating"), 0),
     f"{CANNOT}assessment 1, answer 1, rating is 0, but the levels of the MLCF are 1, 2, 3, 4."),
    ("a rating below zero", file((*ANSWER, "rating"), -1),
     f"{CANNOT}assessment 1, answer 1, rating is below 0."),
    ("a rating above all scales", file((*ANSWER, "rating"), 21),
     f"{CANNOT}assessment 1, answer 1, rating is above 20."),
    ("a behaviour's rating above the scale", file((*ANSWER, "behaviours", 0, "rating"), 5),
     f"{CANNOT}assessment 1, answer 1, behaviour 1, rating is 5, but the levels of the MLCF are 1, 2, 3, 4."),
    ("half a rating", file((*ANSWER, "rating"), 2.5),
     f"{CANNOT}assessment 1, answer 1, rating is not a whole number."),
    ("a rating as text", file((*ANSWER, "behaviours", 0, "rating"), "2"),
     f"{CANNOT}assessment 1, answer 1, behaviour 1, rating is not a whole number."),
    ("a number without end", raw('"edition": 2010', '"edition": 1e999'),
     f"{CANNOT}assessment 1, edition is not a whole number."),
    ("rating and no chance", file((*ANSWER, "noChance"), True),
     f"{CANNOT}assessment 1, answer 1 has both a rating and “no chance yet”."),
    ("no chance said with a no", file((*A, "answers", 1, "noChance"), False),
     f"{CANNOT}assessment 1, answer 2, “no chance yet” is not true."),
    ("an importance not there", file((*ANSWER, "importance"), 4),
     f"{CANNOT}assessment 1, answer 1, importance is none of 1, 2, 3."),
    ("an aim beyond the scale", file((*A, "aim"), 5),
     f"{CANNOT}assessment 1, aim is 5, but the levels of the MLCF are 1, 2, 3, 4."),
    ("an aim below the scale", file((*A, "aim"), 0),
     f"{CANNOT}assessment 1, aim is 0, but the levels of the MLCF are 1, 2, 3, 4."),
    ("a behaviour's key out of form", file((*ANSWER, "behaviours", 0, "key"), "A1B2C3D4"),
     f"{CANNOT}assessment 1, answer 1, behaviour 1, key is not the key of a behaviour."),
    ("a day that never was", file((*ANSWER, "evidence", 0, "day"), "2026-02-30"),
     f"{CANNOT}assessment 1, answer 1, example 1, day is not a day of the calendar, such as 2026-11-23."),
    ("a day out of form", file(("marks", 0, "day"), "23/11/2026"),
     f"{CANNOT}mark 1, day is not a day of the calendar, such as 2026-11-23."),
    ("a day of the log that never was", file(("log", 0, "day"), "2026-02-30"),
     f"{CANNOT}log entry 1, day is not a day of the calendar, such as 2026-11-23."),
    ("a day of the log in the year 1", file(("log", 1, "day"), "0001-01-01"),
     f"{CANNOT}log entry 2, day is not a day of the calendar, such as 2026-11-23."),
    ("something else than seen, done or missed", file(("log", 0, "kind"), "tried"),
     f"{CANNOT}log entry 1, kind is none of saw, did, missed."),
    ("an entry of the log about nothing", file(("log", 0, "item"), "MLCF 1.1"),
     f"{CANNOT}log entry 1, item is not the id of anything in a handbook."),
    ("an entry of the log on a behaviour out of form", file(("log", 0, "behaviour"), "none"),
     f"{CANNOT}log entry 1, behaviour is not the key of a behaviour."),
    ("too many entries of the log",
     file(("log",), [FULL["log"][1] | {"id": f"l-{n:010d}"} for n in range(2001)]),
     f"{CANNOT}log has more than 2,000 entries."),
    ("a time out of form", file((*A, "started"), "2026-11-23 10:15"),
     f"{CANNOT}assessment 1, time it was started is not a time such as 2026-11-23T10:15:30Z."),
    ("a time that never is", file((*A, "changed"), "2026-11-23T25:15:30Z"),
     f"{CANNOT}assessment 1, time it was changed is not a time such as 2026-11-23T10:15:30Z."),
    ("an id of its own making", file((*GOAL, "id"), "../../etc"),
     f"{CANNOT}goal 1, id is not an id this handbook gives."),
    ("a record's id out of form", file(("marks", 0, "record"), "//evil.example/x"),
     f"{CANNOT}mark 1, record is not the id of anything in a handbook."),
    ("a record's id without end", file(("marks", 1, "record"), "a" * 121),
     f"{CANNOT}mark 2, record is longer than 120 characters."),
    ("a state not there", file((*GOAL, "status"), "done"),
     f"{CANNOT}goal 1, status is none of draft, agreed, under-way, reached, changed, stopped."),
    ("too many assessments",
     file(("assessments",), [FULL["assessments"][1] | {"id": f"a-{n:010d}"} for n in range(201)]),
     f"{CANNOT}list of assessments has more than 200 entries."),
    ("a title too long", file((*GOAL, "title"), "x" * 30001),
     f"{CANNOT}goal 1, title is longer than 30,000 characters."),
    ("a text too long", file((*GOAL, "why"), "🙂" * 30001),
     f"{CANNOT}goal 1, why is longer than 30,000 characters."),
    ("a control character", file((*GOAL, "measure"), "Three\u0007 of three"),
     f"{CANNOT}goal 1, measure has characters that cannot be seen or printed."),
    ("half a character", raw('"Sister"', '"Sister \\ud83d"'),
     f"{CANNOT}goal 1, support has half a character in it, so it is damaged."),
    ("a script's address", file((*GOAL, "obstacle"), "See JavaScript:alert(1)"),
     f"{CANNOT}goal 1, obstacle has an address that starts a script, which the handbook does not keep."),
    *((f"a script in {'.'.join(map(str, path))}", file(path, "Seen <script>alert(1)</script>"),
        f"{CANNOT}{in_words(path)} {TAG}.") for path in TEXT_FIELDS),
]  # fmt: skip

# Other ways to end at a sentence that stands above.
ALSO: list[tuple[str, File, str]] = [
    ("cut short in a text", lambda: b'{"format": "clin\\"', f"This file breaks off in the middle. {AGAIN}"),
    ("a name cut short", lambda: b'{"a\\x": 1}', f"This file is damaged: it is not sound JSON. {COPY}"),
    ("a web page without a mark", lambda: b"  <html>", f"This is a web page, not a saved handbook. {HOW}"),
    ("UTF-16, the other way round", lambda: "\ufeff{}".encode("utf-16-be"),
     "This file was saved as “Unicode” (UTF-16). Open it where it was changed and save it again as UTF-8."),
    ("nothing at all", lambda: b"null", f"This file holds a single value, not a handbook. {HOW}"),
    ("text with brackets in it only", lambda: b"see {}", f"This is not a file of this handbook. {HOW}"),
]  # fmt: skip

# What the handbook alone has changed since a file was saved: such a file opens. A change of the full
# document, and the ids that are told to be retired.
GONE = {"framework": "clinical-compass", "edition": 2031, "aim": 19}
RETIRED: list[tuple[str, tuple, object, list[str]]] = [
    ("a framework that is gone", (*A,), {**FULL["assessments"][0], **GONE, "answers": [
        {"item": "clinical-compass/1.1", "rating": 20, "behaviours": [{"key": "a1b2c3d4", "rating": 0}]},
        {"item": "clinical-compass/1.2", "noChance": True}]},
     ["clinical-compass", "clinical-compass/1.1", "clinical-compass/1.2"]),
    ("a framework that is gone, without answers", (*A,), {**FULL["assessments"][0], **GONE, "answers": []},
     ["clinical-compass"]),
    ("a framework that is a record still and can no longer be rated", (*A,),
     {**FULL["assessments"][0], **GONE, "framework": "coaching", "answers": []}, ["coaching"]),
    ("an edition that left the list", (*A, "edition"), 2009, []),
    ("an edition before all that are known", (*A, "edition"), 1999, []),
    ("an item that is gone", (*A, "answers", 1), {"item": "mlcf/1.7", "rating": 4}, ["mlcf/1.7"]),
    ("a rating above a top that became known", ("assessments", 1, "answers", 0),
     {"item": "lqf/pq2", "rating": 4}, []),
    ("a behaviour's rating above a top that became known", ("assessments", 1, "answers", 0),
     {"item": "lqf/pq2", "behaviours": [{"key": "a1b2c3d4", "rating": 4}]}, []),
    ("an answer under the earlier id of its framework, beside one under the present", (*A, "answers", 1),
     {"item": "mlcf-2010/1.1", "rating": 2}, ["mlcf-2010/1.1"]),
]  # fmt: skip

# Text that is no tag and no script, and must be let through; and more that must not.
HARMLESS = [
    "<5 minutes",
    "a < b",
    "a<b",
    "p <0.05 and n>3",
    "i <3 my ward",
    "2 <= 3",
    "Mail <nurse@example.org>",
    "x <- y",
    "<https://example.org/>",
    "a\tb\nc",
    "漢字 🙂",
    "Java script",
    "if a <b, c> d",
]
MARKUP = [
    "<b>",
    "</b>",
    "<img src=x onerror=alert(1)>",
    "<IMG SRC=x\nonerror=alert(1)",
    "< script>",
    "<svg/onload=alert(1)>",
    "<!DOCTYPE html>",
    "<a href='x'>",
    "<SCRIPT src=//x",
    "<br/>",
    "<my-tag a>",
]

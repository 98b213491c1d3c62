"""The document "my handbook": days, the schema's validator, files of it, merging, and the store that tabs
share.

Scripts: docs/assets/js/tools/{days,validate,format,reading,merge,clashes,store}.js; what the tests share:
my_handbook.py.
"""

from __future__ import annotations

import copy
import json
import random
from functools import cache

import pytest
from hypothesis import strategies as st
from my_handbook import (
    ALSO,
    DATA,
    EARLIER,
    EMPTY,
    FULL,
    HARMLESS,
    HERE,
    HOSTILE,
    MARKUP,
    MY,
    RETIRED,
    SCHEMA,
    SOUND,
    TEXT_FIELDS,
    TIME,
    as_bytes,
    brought_up,
    documents,
    examples,
    json_values,
    leaves,
    parts,
    with_part,
)  # fmt: skip
from script_calls import Pure

pytestmark = pytest.mark.browser

SCRIPTS = [
    "document/days",
    "document/schema",
    "document/format",
    "files/reading",
    "document/merging",
    "document/clashes",
    "document/store",
    "page/browser_store",
]
GOAL_1, GOAL_2 = MY["goals"][0]["id"], "g-0000000002"


def named(cases: list[tuple]) -> dict:
    """For parametrize: the cases without their names, which become the tests' names."""
    return {"argvalues": [case[1:] for case in cases], "ids": [case[0] for case in cases]}


# What the scenarios play with: storage that can be full or blocked, and stores on it.
BED = """(data, schema, my, full) => {
  handbook.data = { ...data, schema };
  handbook.shell.boot = { storage: {  // As shell/boot.js has it.
    lasts: true,
    get(name) { return JSON.parse(localStorage.getItem("handbook." + name)); },
    set(name, value) { localStorage.setItem("handbook." + name, JSON.stringify(value)); return true; },
  } };
  const named = (name) => Object.assign(new Error(name), { name });
  window.bed = {
    data, schema, my, full,
    backing(text) {
      const values = new Map(text === undefined ? [] : [["handbook.my", text]]);
      const check = (is, name) => { if (backing.broken === is) throw named(name); };
      const backing = {
        broken: null, writes: 0,
        getItem(key) { check("blocked", "SecurityError"); return values.has(key) ? values.get(key) : null; },
        setItem(key, text) {
          check("full", "QuotaExceededError"); check("read only", "SecurityError");
          check("blocked", "SecurityError");
          backing.writes += 1; values.set(key, text);
        },
        removeItem(key) { check("read only", "SecurityError"); check("blocked", "SecurityError");
          values.delete(key); },
        text() { return values.get("handbook.my"); },
      };
      return backing;
    },
    open(backing, tab = "one") {
      let seed = tab.length + tab.charCodeAt(0);
      const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
      return handbook.document.store.open({ backing, tab, now: () => new Date("2026-11-23T10:15:30Z"), random,
        schema, data });
    },
    kept(document) { return JSON.stringify({ seen: {}, my: document }); },
    // Two tabs that began alike, each with a storage of its own: what "late" holds arrives afterwards.
    race() {
      const backing = bed.backing(bed.kept(my)), late = bed.backing(bed.kept(my));
      return { backing, late, one: bed.open(backing, "one"), two: bed.open(late, "two") };
    },
    why(text) {  // Writes in the first goal of `my`, as a field does.
      return (my) => {
        const goal = my.goals.find((each) => each.id === bed.my.goals[0].id);
        if (goal) goal.why = text;
        return Boolean(goal);
      };
    },
    goal(number) {
      const at = "2026-11-01T08:00:00Z";
      return { id: "g-" + String(number).padStart(10, "0"), title: "Goal " + number, items: [], actions: [],
        status: "draft", started: at, changed: at, history: [] };
    },
  };
}"""


def page(chromium, **settings) -> Pure:
    pure = Pure(chromium, SCRIPTS, **settings)
    pure.call(BED, DATA, SCHEMA, MY, FULL)
    return pure


@pytest.fixture(scope="module")
def pure(chromium):
    return page(chromium, count=False)


# ---- Days --------------------------------------------------------------------------------------------------

DAYS = [
    ("handbook.document.days.read", ["2026-11-23"], "23 November 2026"),
    ("handbook.document.days.read", ["2026-02-03T10:15:30Z"], "3 February 2026"),
    ("() => handbook.document.days.today(new Date(2026, 0, 5, 0, 0, 1))", [], "2026-01-05"),
    ("() => handbook.document.days.today(new Date(2026, 10, 23, 23, 59))", [], "2026-11-23"),
    ("() => handbook.document.days.stamp(new Date(1795428930999))", [], "2026-11-23T10:15:30Z"),
    ("handbook.document.days.add", ["2026-11-23", 90], "2027-02-21"),
    ("handbook.document.days.add", ["2026-03-01", -1], "2026-02-28"),
    ("handbook.document.days.minutes", [95], "1 h 35 min"),
    ("handbook.document.days.minutes", [60], "1 h"),
    ("handbook.document.days.minutes", [5], "5 min"),
    ("handbook.document.days.minutes", [0], "0 min"),
    *(("handbook.document.days.isDay", [day], real) for day, real in [
        ("2026-11-23", True), ("2028-02-29", True), ("2026-02-29", False), ("2026-02-30", False),
        ("2026-13-01", False), ("2026-00-10", False),
        ("2026-1-01", False), ("0999-01-01", False), ("2026-11-23 ", False), (20261123, False),
        (None, False)]),
    *(("handbook.document.days.isStamp", [time], real) for time, real in [
        (TIME, True), ("2026-11-23T23:59:59Z", True), ("2026-11-23T24:00:00Z", False),
        ("2026-11-31T10:15:30Z", False),
        ("2026-11-23T10:60:00Z", False), ("2026-11-23T10:15:30", False), ("2026-11-23T10:15:30.5Z", False),
        (5, False)]),
]  # fmt: skip


@pytest.mark.parametrize("function,given,answer", DAYS)
def test_days(pure, function, given, answer):
    assert pure.call(function, *given) == answer


# ---- The schema and its validator --------------------------------------------------------------------------

KEYWORDS = {
    "$ref", "type", "const", "enum", "properties", "required", "additionalProperties", "items", "maxItems",
    "uniqueItems", "maxLength", "pattern", "format", "minimum", "maximum", "allOf", "not",
    "$schema", "$id", "$defs", "title", "description", "x-says",  # which demand nothing
}  # fmt: skip


def subschemas(schema: dict):
    yield schema
    for part in [
        *schema.get("properties", {}).values(),
        *schema.get("$defs", {}).values(),
        *schema.get("allOf", []),
    ]:
        yield from subschemas(part)
    for name in ("items", "not"):
        if name in schema:
            yield from subschemas(schema[name])


def test_the_schema_uses_only_what_the_validator_knows():
    SOUND.check_schema(SCHEMA)
    assert {name for schema in subschemas(SCHEMA) for name in schema} <= KEYWORDS


def test_every_property_of_the_schema_is_described():
    silent = [
        name
        for schema in subschemas(SCHEMA)
        for name, part in schema.get("properties", {}).items()
        if not part.get("description")
    ]
    assert silent == []


def test_whatever_can_fail_says_why():
    mute = [
        schema for schema in subschemas(SCHEMA) if {"format", "not"} & set(schema) and "x-says" not in schema
    ]
    assert mute == []


def test_the_full_document_has_every_field():
    def has(path: tuple) -> bool:
        at = FULL
        for step in path:
            if isinstance(at, dict) and step not in at:
                return False
            at = at[step]
        return True

    missing = [path for path, _ in parts() if not has(path)]
    assert {path[-1] for path in missing} == {"noChance"}, "only what cannot stand beside a rating"
    assert SOUND.is_valid(FULL)


PLACES = [
    ([], "the file"),
    (["goals", 2, "title"], "goal 3, title"),
    (["goals"], "list of goals"),
    (["assessments", 0, "answers", 1, "evidence", 0, "text"], "assessment 1, answer 2, example 1, text"),
    (
        ["assessments", 0, "answers", 1, "carried", "from", 0],
        "assessment 1, answer 2, note on what was carried over, item carried over 1",
    ),
    (["goals", 0, "items", 3], "goal 1, item 4"),
]


@pytest.mark.parametrize("path,words", PLACES)
def test_a_place_is_named_in_a_readers_words(pure, path, words):
    assert pure.call("handbook.document.schema.where", path) == words


def test_only_the_first_twenty_problems_are_told(pure):
    goals = [{"id": "?"} for _ in range(30)]
    assert len(pure.call("handbook.document.schema.validate", SCHEMA, {**EMPTY, "goals": goals})) == 20
    assert pure.call("handbook.document.schema.validate", SCHEMA, {**EMPTY, "goals": [{}]})[:2] == [
        {"path": ["goals", 0], "says": "has no id"},
        {"path": ["goals", 0], "says": "has no title"},
    ]


def test_harmless_text_is_let_through_and_markup_is_not(pure):
    """In our validator, and in jsonschema by the same schema."""
    wrong = pure.call(
        "(schema, my, texts) => texts.filter((text) => handbook.document.schema.validate(schema, { ...my,"
        " note: text }).length)",
        SCHEMA,
        EMPTY,
        HARMLESS + MARKUP,
    )
    assert wrong == MARKUP
    assert [text for text in HARMLESS + MARKUP if not SOUND.is_valid({**EMPTY, "note": text})] == MARKUP


@cache
def mutated() -> list:
    """Documents with one part, at any depth, taken out or replaced by something random."""

    def mutate(document, seed, value):
        chance = random.Random(seed)
        at = document = copy.deepcopy(document)
        for _ in range(chance.randint(0, 6)):
            inner = [
                each
                for each in (at.values() if isinstance(at, dict) else at)
                if isinstance(each, dict | list) and each
            ]
            if inner:
                at = chance.choice(inner)
        step = chance.choice(list(at) if isinstance(at, dict) else range(len(at)))
        if isinstance(at, dict) and chance.random() < 0.3:
            del at[step]
        else:
            at[step] = value
        return document

    base = st.one_of(st.just(FULL), st.just(MY), documents)
    return examples(st.builds(mutate, base, st.integers(0, 10**6), json_values), 400)


def test_the_validator_agrees_with_jsonschema(pure):
    """On random documents, on broken ones, on random JSON, and on every hostile file that is JSON at all."""
    files = []
    for _, make, _ in HOSTILE:
        try:
            files.append(json.loads(make().decode("utf-8")))
        except (AttributeError, UnicodeDecodeError, json.JSONDecodeError, RecursionError):
            continue
    assert len(files) > 60
    values = [*examples(documents, 150), *mutated(), *examples(json_values, 150), *files, FULL, MY]
    texts = [json.dumps(value).replace("Infinity", "1e999") for value in values]
    ours = pure.call(
        "(schema, texts) => texts.map((text) => !handbook.document.schema.validate(schema,"
        " JSON.parse(text)).length)",
        SCHEMA,
        texts,
    )
    theirs = [SOUND.is_valid(value) for value in values]
    assert [value for value, our, their in zip(values, ours, theirs, strict=True) if our != their] == []
    assert 150 < sum(ours) < len(values) - 250


# ---- Ids, versions, files ----------------------------------------------------------------------------------

READ = """(bytes, data, schema) => {
  try {
    return handbook.files.reading.read(typeof bytes === "number" ? new Uint8Array(bytes) : bytes, data,
      schema);
  } catch (refused) {
    return refused instanceof handbook.files.reading.Refused ? refused.message : "threw " + refused;
  }
}"""
TRY = (
    """(files, data, schema) => {
  const backing = bed.backing(bed.kept(bed.my)), store = bed.open(backing), before = backing.text();
  return files.map((bytes) => {
    const says = (%s)(bytes, data, schema);
    return [says, backing.text() === before && JSON.stringify(store.document()) === JSON.stringify(bed.my)];
  });
}"""
    % READ
)


def test_every_hostile_file_has_a_sentence_of_its_own():
    sentences = [sentence for _, _, sentence in HOSTILE]
    assert len(set(sentences)) == len(sentences) >= 40
    assert (
        {path for path in TEXT_FIELDS}
        == {path for path, part in parts() if part.get("$ref", "") in ("#/$defs/text", "#/$defs/line")}
        != set()
    )
    assert [name for name, _, sentence in HOSTILE if not sentence.endswith(".")] == []


@pytest.mark.parametrize("make,sentence", **named(HOSTILE + ALSO))
def test_a_damaged_or_hostile_file_is_refused_and_changes_nothing(pure, make, sentence):
    assert pure.call(TRY, [make()], DATA, SCHEMA) == [[sentence, True]]


def test_a_file_too_large_is_refused_before_it_is_read(pure):
    assert pure.call("handbook.files.reading.tooLarge", 50_000_000) == next(
        sentence for name, _, sentence in HOSTILE if name == "50 MB"
    )
    assert pure.call("handbook.files.reading.tooLarge", 20_000_000) is None


# The most that a browser keeps (5 × 1,024 × 1,024 characters), filled with what grows most when it is written
# to a file.
FULLEST = """(my) => {
  const size = (document) => JSON.stringify(document).length, room = 5 * 1024 * 1024;
  const filled = (make) => {
    const document = { ...my, assessments: [], goals: [], marks: [], log: [], walks: [] };
    for (let n = 0, full = size(document); full < room - 40000 && n < 2000; n += 1)
      full += size(make(n, document));
    return document;
  };
  const ten = (n) => String(n).padStart(10, "0"),
    some = (count, make) => Array.from({ length: count }, (none, n) => make(n));
  const answer = (n) => ({ item: "mlcf/" + n, behaviours: some(10, (k) => ({ key: "0000000" + k })) });
  const goal = (n) => ({ ...my.goals[0], id: "g-" + ten(n), why: "漢".repeat(4000),
    support: "漢".repeat(4000), actions: [], history: [], items: [] });
  const last = (list, one) => { list.push(one); return one; };
  return [filled((n, { assessments }) =>
    last(assessments, { ...my.assessments[0], id: "a-" + ten(n), answers: some(100, answer) })),
    filled((n, { goals }) => last(goals, goal(n)))];
}"""


def test_whatever_a_browser_can_keep_is_not_too_large_as_a_file(pure):
    script = (
        "(fullest, my) => (%s)(my).map((all) => [JSON.stringify(all).length, new"
        " TextEncoder().encode(handbook.document.format.write(all, new Date(0))).length,"
        " handbook.files.reading.LIMIT])"
    )
    for kept, written, most in pure.call(script % FULLEST, None, MY):
        assert kept > 1_500_000
        assert written * (5 * 1024 * 1024 / kept) <= most, (kept, written)


@pytest.mark.parametrize("version", EARLIER)
def test_a_file_of_every_version_opens(pure, version):
    bytes_ = (HERE / f"v{version}.json").read_bytes()
    read = pure.call(READ, bytes_, DATA, SCHEMA)
    assert read == {"document": brought_up(EARLIER[version]), "retired": []}


def test_what_cannot_be_migrated_is_given_back(pure):
    strange = [
        None,
        [],
        {"version": 1},
        {**EMPTY, "version": 0},
        {**EMPTY, "version": "1"},
        {**EMPTY, "version": 7},
    ]
    assert pure.call("(all) => all.map(handbook.document.format.migrate)", strange) == strange


SETTLED = [
    ("an item renamed", (("assessments", 0, "answers", 0, "item"), "mlcf/self-aware"),
     ("assessments", 0, "answers", 0, "item"), "mlcf/1.1", []),
    ("an item that is gone", (("assessments", 0, "answers", 0, "item"), "mlcf/1.9"),
     ("assessments", 0, "answers", 0, "item"), "mlcf/1.9", ["mlcf/1.9"]),
    ("an item renamed to one that is answered", (("assessments", 0, "answers", 1, "item"), "mlcf/1.0"),
     ("assessments", 0, "answers", 1, "item"), "mlcf/1.0", ["mlcf/1.0"]),
    ("two items renamed to one", (("goals", 0, "items"), ["mlcf/1.0", "mlcf/self-aware"]),
     ("goals", 0, "items"), ["mlcf/1.1", "mlcf/self-aware"], ["mlcf/self-aware"]),
    ("a framework renamed", (("assessments", 0, "framework"), "mlcf-2010"), ("assessments", 0, "framework"),
     "mlcf", []),
    ("an item of a framework renamed", (("assessments", 0, "answers", 1, "item"), "mlcf-2010/1.3"),
     ("assessments", 0, "answers", 1, "item"), "mlcf/1.3", []),
    ("an item of a goal, of a framework renamed", (("goals", 0, "items"), ["mlcf-2010/1.3"]),
     ("goals", 0, "items"), ["mlcf/1.3"], []),
    ("an item that went to another framework", (("assessments", 0, "answers", 1, "item"), "mlcf/lost"),
     ("assessments", 0, "answers", 1, "item"), "mlcf/lost", ["mlcf/lost"]),
    ("an action's record renamed", (("goals", 0, "actions", 0, "record"), "kotter"),
     ("goals", 0, "actions", 0, "record"), "eight-steps", []),
    ("a mark renamed", (("marks",), [{"record": "kotter", "state": "want", "day": "2026-11-23"}]),
     ("marks", 0, "record"), "eight-steps", []),
    ("the item of a log entry renamed", (("log", 0, "item"), "mlcf/self-aware"), ("log", 0, "item"),
     "mlcf/1.1", []),
    ("an item of the log that is gone", (("log", 0, "item"), "mlcf/1.7"), ("log", 0, "item"), "mlcf/1.7",
     ["mlcf/1.7"]),
    ("a mark renamed to one that is there", (("marks", 0, "record"), "kotter"), ("marks", 0, "record"),
     "kotter", ["kotter"]),
    ("where a rating was carried from",
     (("assessments", 0, "answers", 0, "carried", "from"), ["lqf/pq9", "mlcf/1.0"]),
     ("assessments", 0, "answers", 0, "carried", "from"), ["lqf/pq9", "mlcf/1.1"], ["lqf/pq9"]),
]  # fmt: skip


@pytest.mark.parametrize("change,path,value,retired", **named(SETTLED))
def test_renamed_ids_are_followed_and_those_that_are_gone_are_kept(pure, change, path, value, retired):
    before = with_part(*change)
    read = pure.call(READ, as_bytes(before), DATA, SCHEMA)
    del before["note"]
    assert read == {"document": with_part(path, value, before), "retired": retired}


@pytest.mark.parametrize("path,value,retired", **named(RETIRED))
def test_what_only_the_handbook_has_changed_is_no_reason_to_refuse_a_file(pure, path, value, retired):
    before = with_part(path, value)
    read = pure.call(READ, as_bytes(before), DATA, SCHEMA)
    del before["note"]
    assert read == {"document": before, "retired": retired}


def test_a_goal_of_an_assessment_that_is_not_there_is_kept(pure):
    goal = with_part(("goals", 0, "assessment"), "a-9999999999")
    assert (
        pure.call(READ, as_bytes(goal), DATA, SCHEMA)["document"]["goals"][0]["assessment"] == "a-9999999999"
    )


def test_an_id_has_ten_letters_or_digits(pure):
    assert pure.call(
        "() => [handbook.document.format.id('a', () => 0), handbook.document.format.id('g', () => 0.999999)]"
    ) == ["a-0000000000", "g-zzzzzzzzzz"]


def test_a_document_is_empty_until_one_of_its_lists_holds_something(pure):
    assert pure.call("handbook.document.format.isEmpty", EMPTY) is True
    for name in ("assessments", "goals", "marks", "log", "walks"):
        assert pure.call("handbook.document.format.isEmpty", EMPTY | {name: [{}]}) is False


WRITE = """(documents, data, schema) => documents.map((document) => {
  const text = handbook.document.format.write(document, new Date("2026-11-23T10:15:30Z"));
  return [text, handbook.files.reading.read(new TextEncoder().encode(text), data, schema).document];
})"""


def test_what_is_written_is_read_again(pure):
    some = [EMPTY, *examples(documents, 200)]
    for document, (text, again) in zip(some, pure.call(WRITE, some, DATA, SCHEMA), strict=True):
        assert again == {**document, "saved": TIME}
        assert text.startswith(
            '{\n  "note": "Holds your own notes. Do not enter patient-identifiable information.",\n '
            ' "format": "clinical-leadership-handbook",'
        )
        assert text.endswith("\n}\n")


def test_random_json_never_makes_reading_or_validating_fail(pure):
    """Each is refused with a sentence; what is thrown is never anything but a refusal."""
    values = [
        *examples(json_values, 200),
        *mutated(),
        *({**EMPTY, "goals": value, "version": value} for value in examples(json_values, 50)),
    ]
    for value, said in zip(
        values,
        pure.call(
            "(all, data, schema) => all.map((bytes) => (%s)(bytes, data, schema))" % READ,
            [as_bytes(value) for value in values],
            DATA,
            SCHEMA,
        ),
        strict=True,
    ):
        assert isinstance(said, dict) or (said.startswith("This file ") and said.endswith(".")), (value, said)


# ---- Merging -----------------------------------------------------------------------------------------------

ONE, TWO, THREE = ({"id": name, "text": name} for name in ("one", "two", "three"))
MERGES = [
    ("nothing changed", {"a": 1}, {"a": 1}, {"a": 1}, {"a": 1}, []),
    ("mine changed", {"a": 1}, {"a": 2}, {"a": 1}, {"a": 2}, []),
    ("theirs changed", {"a": 1}, {"a": 1}, {"a": 2}, {"a": 2}, []),
    ("both changed alike", {"a": 1}, {"a": 2}, {"a": 2}, {"a": 2}, []),
    ("both changed", {"a": 1}, {"a": 2}, {"a": 3}, {"a": 2}, [{"path": ["a"], "mine": 2, "theirs": 3}]),
    ("each changed its own", {"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 2}, {"a": 2, "b": 2}, []),
    ("each added its own", {}, {"a": 1}, {"b": 2}, {"a": 1, "b": 2}, []),
    ("mine taken away", {"a": 1, "b": 1}, {"b": 1}, {"a": 1, "b": 2}, {"b": 2}, []),
    ("mine taken away, theirs changed", {"a": 1, "b": 1}, {"b": 1}, {"a": 2, "b": 1}, {"b": 1, "a": 2}, []),
    ("theirs taken away, mine changed", {"a": 1, "b": 1}, {"a": 2, "b": 1}, {"b": 1}, {"a": 2, "b": 1}, []),
    ("both made an object", {}, {"o": {"a": 1}}, {"o": {"b": 1}}, {"o": {"a": 1, "b": 1}}, []),
    ("an object against text", {"o": 1}, {"o": {"a": 1}}, {"o": "text"}, {"o": {"a": 1}},
     [{"path": ["o"], "mine": {"a": 1}, "theirs": "text"}]),
    ("a list against an object", {"o": 1}, {"o": []}, {"o": {}}, {"o": []},
     [{"path": ["o"], "mine": [], "theirs": {}}]),
    ("lists of text count as one value", {"l": ["a"]}, {"l": ["a", "b"]}, {"l": ["a", "c"]},
     {"l": ["a", "b"]},
     [{"path": ["l"], "mine": ["a", "b"], "theirs": ["a", "c"]}]),
    ("both added to a list", {"l": [ONE]}, {"l": [ONE, TWO]}, {"l": [ONE, THREE]}, {"l": [ONE, THREE, TWO]},
     []),
    ("a list that only theirs began with", {}, {"l": [ONE]}, {"l": [TWO]}, {"l": [TWO, ONE]}, []),
    ("one took an entry away, one added", {"l": [ONE, TWO]}, {"l": [TWO]}, {"l": [ONE, TWO, THREE]},
     {"l": [TWO, THREE]}, []),
    ("one changed what the other took away", {"l": [ONE, TWO]}, {"l": [TWO]},
     {"l": [{**ONE, "text": "1"}, TWO]}, {"l": [{**ONE, "text": "1"}, TWO]}, []),
    ("theirs in another order, mine changed", {"l": [ONE, TWO]}, {"l": [ONE, {**TWO, "text": "2"}]},
     {"l": [TWO, ONE]}, {"l": [{**TWO, "text": "2"}, ONE]}, []),
    ("mine in another order, theirs changed", {"l": [ONE, TWO]}, {"l": [TWO, ONE]},
     {"l": [{**ONE, "text": "1"}, TWO]}, {"l": [TWO, {**ONE, "text": "1"}]}, []),
    ("a clash in an entry", {"l": [ONE]}, {"l": [{**ONE, "text": "m"}]}, {"l": [{**ONE, "text": "t"}]},
     {"l": [{**ONE, "text": "m"}]},
     [{"path": ["l", "one", "text"], "mine": "m", "theirs": "t"}]),
    ("by item", {"l": []}, {"l": [{"item": "x", "a": 1}]}, {"l": [{"item": "x", "b": 1}]},
     {"l": [{"item": "x", "a": 1, "b": 1}]}, []),
    ("by record", {"l": []}, {"l": [{"record": "x"}]}, {"l": [{"record": "y"}]},
     {"l": [{"record": "y"}, {"record": "x"}]}, []),
    ("an id twice", {"l": []}, {"l": [ONE, ONE]}, {"l": [TWO]}, {"l": [ONE, ONE]},
     [{"path": ["l"], "mine": [ONE, ONE], "theirs": [TWO]}]),
    ("an id that is no text", {"l": []}, {"l": [{"id": 1}]}, {"l": [{"id": 2}]}, {"l": [{"id": 1}]},
     [{"path": ["l"], "mine": [{"id": 1}], "theirs": [{"id": 2}]}]),
    ("a rating, and no chance", {"rating": 2}, {"noChance": True}, {"rating": 3}, {"noChance": True},
     [{"path": ["rating"], "theirs": 3}]),
    ("no chance, and a rating", {}, {"rating": 1}, {"noChance": True}, {"rating": 1},
     [{"path": ["noChance"], "theirs": True}]),
    ("no chance in the place of a rating", {"rating": 2, "importance": 1}, {"rating": 2, "importance": 2},
     {"noChance": True, "importance": 1}, {"importance": 2, "noChance": True}, []),
    ("names of the language itself", json.loads('{"__proto__": 1}'),
     json.loads('{"__proto__": 2, "constructor": 1}'), json.loads('{"__proto__": 1, "toString": 1}'),
     json.loads('{"__proto__": 2, "constructor": 1, "toString": 1}'), []),
]  # fmt: skip


@pytest.mark.parametrize("base,mine,theirs,value,clashes", **named(MERGES))
def test_merging(pure, base, mine, theirs, value, clashes):
    assert pure.call("handbook.document.merging.merge", base, mine, theirs) == {
        "value": value,
        "clashes": clashes,
    }


TWO_LATER = {"id": "two", "text": "2"}
UNIONS = [
    ("each has its own", {"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
    ("both have it", {"a": 1}, {"a": 2}, {"a": 1}),
    ("within", {"o": {"a": 1}}, {"o": {"a": 2, "b": 2}}, {"o": {"a": 1, "b": 2}}),
    ("entries by their keys, in the order of the later", {"l": [THREE, TWO_LATER]}, {"l": [ONE, TWO]},
     {"l": [THREE, TWO_LATER, ONE]}),
    ("an entry's own fields", {"l": [{"item": "x", "a": 1}]}, {"l": [{"item": "x", "b": 1}]},
     {"l": [{"item": "x", "a": 1, "b": 1}]}),
    ("into an empty list", {"l": []}, {"l": [ONE]}, {"l": [ONE]}),
    ("words", {"l": ["b", "a"]}, {"l": ["a", "c"]}, {"l": ["b", "a", "c"]}),
    ("a list against none", {"l": ["a"]}, {"l": "b"}, {"l": ["a"]}),
    ("an object against none", {"o": {"a": 1}}, {"o": 1}, {"o": {"a": 1}}),
    ("none against a list", {"l": 1}, {"l": [ONE]}, {"l": 1}),
    ("a rating, and no chance before", {"rating": 1}, {"noChance": True, "importance": 2},
     {"rating": 1, "importance": 2}),
    ("no chance, and a rating before", {"noChance": True}, {"rating": 1}, {"noChance": True}),
    ("a rating since confirmed", {"rating": 2},
     {"rating": 2, "carried": {"from": ["lqf/pq2"], "sure": "likely"}}, {"rating": 2}),
    ("not rated any more, or not yet", {"importance": 1}, {"rating": 2, "carried": {"from": []}},
     {"importance": 1, "rating": 2, "carried": {"from": []}}),
    ("names of the language itself", json.loads('{"__proto__": 1}'),
     json.loads('{"__proto__": 2, "toString": 1}'), json.loads('{"__proto__": 1, "toString": 1}')),
]  # fmt: skip


@pytest.mark.parametrize("later,earlier,both", **named(UNIONS))
def test_a_union(pure, later, earlier, both):
    assert pure.call("handbook.document.merging.union", later, earlier) == both


SAMES = [
    ([1, 1], True), ([1, "1"], False), ([None, {}], False), ([{}, None], False), ([[], {}], False),
    ([{}, []], False), ([[1], [1]], True), ([[1], [1, 2]], False), ([[1], [2]], False),
    ([{"a": 1, "b": [2]}, {"b": [2], "a": 1}], True), ([{"a": 1}, {"b": 1}], False),
    ([{"a": 1}, {"a": 1, "b": 1}], False), ([5, {}], False),
]  # fmt: skip


@pytest.mark.parametrize("pair,alike", SAMES)
def test_the_same_whatever_the_order_of_fields(pure, pair, alike):
    assert pure.call("handbook.document.merging.same", *pair) is alike


def edited(document: dict, seed: int) -> dict:
    """The document after a few random changes, such as tools make."""
    chance, document = random.Random(seed), copy.deepcopy(document)

    def change(value, depth=0):
        if isinstance(value, dict):
            for name in list(value):
                if name in ("id", "item", "key", "record", "format", "version"):
                    continue
                if not isinstance(value[name], list | dict) and depth > 1 and chance.random() < 0.15:
                    del value[name]
                elif not isinstance(value[name], list | dict) and chance.random() < 0.2:
                    value[name] = f"text {chance.randint(0, 2)}"
                elif isinstance(value[name], list | dict):
                    change(value[name], depth + 1)
            if depth > 1 and chance.random() < 0.1:
                value["added"] = chance.randint(0, 2)
        elif value and isinstance(value[0], dict):
            for each in value:
                change(each, depth + 1)
            key = next(name for name in ("id", "item", "key", "record") if name in value[0])
            if chance.random() < 0.2:
                value.pop(chance.randrange(len(value)))
            if chance.random() < 0.2:
                value.insert(
                    chance.randint(0, len(value)),
                    {key: f"new-{chance.randint(0, 3)}", "text": f"text {chance.randint(0, 2)}"},
                )
        elif value and chance.random() < 0.3:
            value.append("another")

    change(document)
    return document


def check_merged(base: dict, mine: dict, theirs: dict, merged: dict) -> None:
    b, m, t, r = (leaves(each) for each in (base, mine, theirs, merged["value"]))
    clashes = {tuple(clash["path"]) for clash in merged["clashes"]}
    either = {path for path in {*m, *t} if path[-1] in ("rating", "noChance")}
    gone = object()
    for path, leaf in r.items():
        assert leaf in (m.get(path, gone), t.get(path, gone)), path
    for path in {*b, *m, *t} - either:
        was, my, their = (each.get(path, gone) for each in (b, m, t))
        both = my is not gone and their is not gone and my != their and was not in (my, their)
        assert (path in clashes) == both, path
        if both:
            assert r[path] == my
        elif my != was and my is not gone:
            assert r[path] == my, path  # Mine changed or added.
        elif their != was and their is not gone:
            assert r[path] == their, path
    for (
        path
    ) in either:  # Together they are one field: nobody ends up with both, and what gives way is reported.
        assert not {(*path[:-1], name) for name in ("rating", "noChance")} <= set(r)
        if path in t and t[path] != b.get(path, gone):
            assert r.get(path, gone) == t[path] or path in clashes, path
        if path in m and m[path] != b.get(path, gone):
            assert r.get(path, gone) == m[path], path


LAWS = """(triples) => triples.map(([base, mine, theirs]) => ({
  mineOnly: handbook.document.merging.merge(base, mine, base),
  theirsOnly: handbook.document.merging.merge(base, base, theirs),
  alike: handbook.document.merging.merge(base, mine, mine),
  both: handbook.document.merging.merge(base, mine, theirs) }))"""


@cache
def triples() -> list[tuple[dict, dict, dict]]:
    seeds = st.integers(0, 10**6)
    drawn = examples(st.tuples(st.one_of(documents, st.just(MY), st.just(FULL)), seeds, seeds), 300)
    return [(base, edited(base, one), edited(base, other)) for base, one, other in drawn]


def test_the_laws_of_merging(pure):
    clashes = 0
    for (base, mine, theirs), law in zip(triples(), pure.call(LAWS, triples()), strict=True):
        assert law["mineOnly"] == {"value": mine, "clashes": []}
        assert law["theirsOnly"] == {"value": theirs, "clashes": []}
        assert law["alike"] == {"value": mine, "clashes": []}
        check_merged(base, mine, theirs, law["both"])
        clashes += len(law["both"]["clashes"])
    assert clashes > 100


# ---- The store ---------------------------------------------------------------------------------------------

LATEST = "so your latest changes last only until you close this page. Save them to a file before you leave."
LEFT = "It has been left as it is; what you enter now lasts only until you close this page."
ROOM = f"This browser has no room left for the handbook, {LATEST}"
BLOCKED = (
    "This browser keeps nothing for this site, so what you enter lasts only until you close this page. Save"
    " it to a file before you leave."
)
NEWER = (
    f"What is kept here was written by a newer version of the handbook. {LEFT} Update the handbook, or save"
    " to a file before you leave."
)
UNREADABLE = f"What is kept here cannot be read. {LEFT} Save it to a file before you leave."
TOO_MUCH = f"What you changed here and what you changed in another tab is too much together, {LATEST}"
NOT_CLEARED = (
    "This browser did not let the handbook take away what it keeps here. Clear the data of this site in the"
    " browser's own settings."
)
SAVED = {"saved": True, "problem": None, "says": None}
GONE = {"saved": False, "problem": None, "says": None}  # What was to be changed is not there any more.

SCENARIOS: list[tuple[str, str, object]] = [
    ("a document without counts", """() => {
        const store = bed.open(bed.backing(JSON.stringify({ my: { ...bed.open(null).document(),
          goals: [bed.goal(1)] } })));
        return [store.document().goals.length, store.state().problem];
     }""", [1, None]),
    ("nothing kept yet",
     ("() => { const store = bed.open(bed.backing()); return [store.document(), store.state(),"
      " store.unreadable()]; }"),
     [EMPTY, {"lasts": True, "problem": None, "says": None, "bytes": 0}, None]),
    ("an update is kept", """() => {
        const backing = bed.backing(), heard = [], store = bed.open(backing);
        const end = store.listen((event) => heard.push(event));
        const result = store.update((my) => { my.goals.push(bed.goal(1)); });
        end();
        store.update((my) => { my.goals[0].title = "Ask"; });
        const { seen, my } = JSON.parse(backing.text());
        return [result, heard, seen, my.goals[0].title, bed.open(backing, "two").document().goals.length,
          store.state().bytes === backing.text().length];
     }""", [SAVED, [{"reason": "here", "clashes": []}], {"one": 2}, "Ask", 1, True]),
    ("an update that changes nothing writes nothing", """() => {
        const backing = bed.backing(bed.kept(bed.my)), store = bed.open(backing), heard = [];
        store.listen((event) => heard.push(event.reason));
        return [store.update((my) => { my.goals[0].title = my.goals[0].title + ""; }), backing.writes, heard];
     }""", [SAVED, 0, []]),
    ("documents given away cannot be changed", """() => {
        const store = bed.open(bed.backing(bed.kept(bed.my)));
        try { store.document().goals[0].items.push("mlcf/1.4"); return "changed"; } catch (error) {
          return error.name; }
     }""", "TypeError"),
    ("an update that does not fit is not made", """() => {
        const backing = bed.backing(bed.kept(bed.my)), store = bed.open(backing);
        const result = store.update((my) => { my.goals[0].title = "x".repeat(30001); });
        return [result, backing.writes, store.document().goals[0].title === bed.my.goals[0].title,
          store.state().problem];
     }""", [{"saved": False, "problem": "invalid",
         "says": "This was not kept: goal 1, title is longer than 30,000 characters."}, 0, True, None]),
    ("what belongs to files only is not kept", """() => {
        const backing = bed.backing(), store = bed.open(backing);
        return [store.replace(bed.full), Object.keys(JSON.parse(backing.text()).my).sort(),
          store.document().goals.length];
     }""", [SAVED, ["assessments", "format", "goals", "log", "marks", "version", "walks"], 2]),
    ("a document of an earlier version is carried over", """() => {
        const { goals, marks, log, walks, ...rest } = bed.my,
          store = bed.open(bed.backing(bed.kept({ ...rest, version: 1 })));
        return [store.document().version, store.document().goals, store.document().assessments.length,
          store.state().problem];
     }""", [5, [], 3, None]),
    ("ids that were renamed are followed", """() => {
        const my = JSON.parse(JSON.stringify(bed.my));
        my.goals[0].items = ["mlcf/self-aware"];
        return bed.open(bed.backing(bed.kept(my))).document().goals[0].items;
     }""", ["mlcf/1.1"]),
    ("two tabs: each hears what the other wrote", """() => {
        const backing = bed.backing(bed.kept(bed.my)), one = bed.open(backing, "one"),
          two = bed.open(backing, "two"), heard = [];
        two.listen((event) => heard.push(event));
        one.update((my) => { my.goals[0].why = "From one"; });
        two.heard(backing.text());
        two.heard(backing.text());
        return [two.document().goals[0].why, heard, backing.writes,
          Object.keys(JSON.parse(backing.text()).seen)];
     }""", ["From one", [{"reason": "elsewhere", "clashes": []}], 1, ["one"]]),
    ("two tabs: a write takes in what the other wrote before it was heard", """() => {
        const backing = bed.backing(bed.kept(bed.my)), one = bed.open(backing, "one"),
          two = bed.open(backing, "two"), heard = [];
        two.listen((event) => heard.push(event.reason));
        one.update((my) => { my.goals[0].why = "From one"; });
        two.update((my) => { my.goals[0].support = "From two"; });
        one.heard(backing.text());
        const goal = one.document().goals[0];
        return [goal.why, goal.support, heard, JSON.parse(backing.text()).seen];
     }""", ["From one", "From two", ["elsewhere", "here"], {"one": 1, "two": 1}]),
    ("two tabs: a write lost in a race is made again", """() => {
        const { backing, late, one, two } = bed.race();
        one.update((my) => { my.goals[0].why = "From one"; });
        one.update((my) => { my.goals[0].measure = "Also from one"; });
        two.update((my) => { my.goals[0].support = "From two"; });
        backing.setItem("handbook.my", late.text());
        one.heard(late.text());
        const { why, measure, support } = JSON.parse(backing.text()).my.goals[0];
        late.setItem("handbook.my", backing.text());
        two.heard(backing.text());
        return [why, measure, support, two.document().goals[0].why, JSON.parse(backing.text()).seen];
     }""", ["From one", "Also from one", "From two", "From one", {"two": 1, "one": 3}]),
    ("two tabs: text that both changed is not lost", """() => {
        const { backing, late, one, two } = bed.race(), heard = [];
        const write = (store, word, at) => store.update((my) => {
          my.goals[0].why = "Why " + word;
          my.goals[0].items = ["mlcf/1." + (at + 1)];
          my.goals[0].actions[0].text = "Do " + word;
          my.goals[0].changed = "2026-11-0" + at + "T08:00:00Z";
          my.assessments[0].note = "Note " + word;
          my.assessments[0].answers[0].evidence[0].text = "Seen " + word;
          my.assessments[0].answers[1].rating = at;
          my.marks[0].minutes = at;
        });
        write(one, "one", 1);
        write(two, "two", 2);
        backing.setItem("handbook.my", late.text());
        one.listen((event) => heard.push(event));
        one.heard(late.text());
        const goal = one.document().goals[0], assessment = one.document().assessments[0];
        return [goal.why, goal.changed, goal.actions[0].text,
          goal.history.slice(1).map(({ field, was, at }) => [field, was, at]), assessment.note,
          assessment.answers[0].evidence.map((each) => [each.day, each.text]), assessment.answers[1].rating,
          one.document().marks[0].minutes,
          heard.map((each) => [each.reason, each.clashes.length]), one.state().problem];
     }""", ["Why one", "2026-11-02T08:00:00Z", "Do one",
            [["why", "Why two", TIME], ["items", "mlcf/1.3", TIME], ["actions", "Do two", TIME]],
            "Note one\nNote two", [["2026-01-19", "Seen one"], ["2026-01-19", "Seen two"]], 1, 1,
            [["elsewhere", 8]], None]),
    ("two tabs: of what both typed, the longer with the shorter in it is enough", """() => {
        const { backing, late, one, two } = bed.race();
        const write = (store, word) => store.update((my) => {
          my.goals[0].why = word; my.assessments[0].note = word;
          my.assessments[0].answers[0].evidence[0].text = word;
          my.goals[0].changed = word.length > 3 ? "2026-11-02T08:00:00Z" : "2026-11-01T08:00:00Z";
        });
        write(one, "Asked twice");
        write(two, "Ask");
        backing.setItem("handbook.my", late.text());
        one.heard(late.text());
        const { goals: [goal], assessments: [assessment] } = one.document();
        return [goal.why, goal.history.length, assessment.note, assessment.answers[0].evidence.length,
          goal.changed];
     }""", ["Asked twice", 1, "Asked twice", 1, "2026-11-02T08:00:00Z"]),
    ("two tabs: what both wrote in one entry of the log becomes two entries", """() => {
        const { backing, late, one, two } = bed.race();
        const write = (store, text, day) => store.update(({ log }) => Object.assign(log[0], { text, day }));
        write(one, "From one", "2026-09-20");
        write(two, "From two", "2026-09-21");
        backing.setItem("handbook.my", late.text());
        one.heard(late.text());
        const { log } = one.document();
        return [log.map(({ day, text }) => [day, text]).slice(0, 1).concat([[log[3].day, log[3].text]]),
          log[3].item === log[0].item, log[3].id === log[0].id, log.length, one.state().problem];
     }""", [[["2026-09-20", "From one"], ["2026-09-20", "From two"]], True, False, 4, None]),
    ("two tabs: text for which there is no room is told to who listens", """() => {
        const { backing, late, one, two } = bed.race(), heard = [];
        one.update((my) => { my.assessments[0].note = "x".repeat(20000); });
        two.update((my) => { my.assessments[0].note = "y".repeat(20000); });
        backing.setItem("handbook.my", late.text());
        one.listen((event) => heard.push(...event.clashes));
        one.heard(late.text());
        return [one.document().assessments[0].note.length, heard.map((each) => each.theirs.length),
          one.state().problem];
     }""", [20000, [20000], None]),
    ("two tabs: one rated, one said no chance", """() => {
        const { backing, late, one, two } = bed.race();
        one.update((my) => { const answer = my.assessments[0].answers[1]; delete answer.rating;
          answer.noChance = true; });
        two.update((my) => { my.assessments[0].answers[1].rating = 4; });
        backing.setItem("handbook.my", late.text());
        one.heard(late.text());
        return [JSON.parse(backing.text()).my.assessments[0].answers[1], one.state().problem];
     }""", [{"item": "mlcf/1.2", "importance": 2, "noChance": True}, None]),
    ("two tabs: too much together is held in memory until there is room", """() => {
        const backing = bed.backing(), one = bed.open(backing, "one"), late = bed.backing(),
          two = bed.open(late, "two");
        const fill = (store, from) =>
          store.update((my) => { for (let n = 0; n < 120; n += 1) my.goals.push(bed.goal(from + n)); });
        fill(one, 0);
        fill(two, 1000);
        backing.setItem("handbook.my", late.text());
        one.heard(late.text());
        const problem = one.state(), untouched = backing.text() === late.text();
        const result = one.update((my) => { my.goals.splice(0, 60); });
        return [problem.problem, problem.says, untouched, one.document().goals.length, result,
          JSON.parse(backing.text()).my.goals.length];
     }""", ["invalid", TOO_MUCH, True, 180, SAVED, 180]),
    ("a full storage keeps all in memory, and catches up", """() => {
        const backing = bed.backing(bed.kept(bed.my)), store = bed.open(backing);
        backing.broken = "full";
        const first = store.update((my) => { my.goals[0].why = "Kept in mind"; }), state = store.state();
        const second = store.update((my) => { my.goals[0].support = "Sister"; });
        backing.broken = null;
        const third = store.update((my) => { my.goals[0].measure = "Three"; });
        const { why, support, measure } = JSON.parse(backing.text()).my.goals[0];
        return [first, state.problem, state.lasts, second.saved, third, why, support, measure,
          store.state().problem];
     }""", [{"saved": False, "problem": "full", "says": ROOM}, "full", True, False, SAVED, "Kept in mind",
         "Sister", "Three", None]),
    ("a full storage while another tab writes", """() => {
        const backing = bed.backing(bed.kept(bed.my)), one = bed.open(backing, "one"),
          two = bed.open(backing, "two");
        backing.broken = "full";
        one.update((my) => { my.goals[0].why = "Kept in mind"; });
        backing.broken = null;
        two.update((my) => { my.goals[0].support = "Sister"; });
        one.heard(backing.text());
        const { why, support } = JSON.parse(backing.text()).my.goals[0];
        return [why, support, one.state().problem];
     }""", ["Kept in mind", "Sister", None]),
    ("a storage that may be read only", """() => {
        const backing = bed.backing(bed.kept(bed.my)), store = bed.open(backing);
        backing.broken = "read only";
        return [store.update((my) => { my.goals[0].why = "?"; }), store.document().goals[0].why];
     }""", [{"saved": False, "problem": "blocked", "says": BLOCKED}, "?"]),
    ("a storage that becomes blocked, and free again", """() => {
        const backing = bed.backing(bed.kept(bed.my)), store = bed.open(backing);
        backing.broken = "blocked";
        const first = store.update((my) => { my.goals[0].why = "Blocked"; });
        backing.broken = null;
        return [first, store.update((my) => { my.goals[0].support = "Free"; }),
          JSON.parse(backing.text()).my.goals[0].why];
     }""", [{"saved": False, "problem": "blocked", "says": BLOCKED}, SAVED, "Blocked"]),
    ("clearing a storage that is blocked", """() => {
        const backing = bed.backing(bed.kept(bed.my)), store = bed.open(backing);
        backing.broken = "blocked";
        return [store.clear(), store.document().goals, store.state().problem];
     }""", [{"saved": False, "problem": "blocked", "says": NOT_CLEARED}, [], "blocked"]),
    ("clearing a storage that may be read only: all is there still, and that is said", """() => {
        const backing = bed.backing(bed.kept(bed.my)), store = bed.open(backing), heard = [];
        store.listen((event) => heard.push(event.reason));
        backing.broken = "read only";
        return [store.clear(), heard, store.document().goals.length, store.lost()];
     }""", [{"saved": False, "problem": None, "says": NOT_CLEARED}, ["elsewhere"], 1, None]),
    ("a storage that lets itself be emptied and not removed is cleared", """() => {
        const backing = bed.backing(bed.kept(bed.my)), store = bed.open(backing);
        backing.removeItem = () => {};
        const result = store.clear(), empty = backing.text();
        store.update((my) => { my.goals.push(bed.goal(1)); });
        return [result, empty, store.update((my) => { my.goals.push(bed.goal(2)); }),
          JSON.parse(backing.text()).my.goals.length];
     }""", [SAVED, "", SAVED, 2]),
    ("cleared by another application: what was here can be brought back, beside what came since", """() => {
        const backing = bed.backing(bed.kept(bed.my)), one = bed.open(backing, "one"),
          two = bed.open(backing, "two");
        backing.removeItem("handbook.my");
        one.heard(null);
        const before = [one.document().goals.length, one.lost().goals.length];
        one.heard(null);
        one.update((my) => { my.goals.push(bed.goal(7)); });
        const result = one.bringBack();
        return [before, result, one.lost(), one.document().goals.map((each) => each.id),
          JSON.parse(backing.text()).my.assessments.length];
     }""", [[0, 1], SAVED, None, ["g-0000000007", GOAL_1], 3]),
    ("cleared by another application before a write: the same", """() => {
        const backing = bed.backing(bed.kept(bed.my)), store = bed.open(backing);
        backing.removeItem("handbook.my");
        store.update((my) => { my.goals.push(bed.goal(7)); });
        return [store.document().goals.length, store.lost().goals.length, store.bringBack(),
          store.document().goals.length];
     }""", [1, 1, SAVED, 2]),
    ("what another tab has brought back is lost no more", """() => {
        const backing = bed.backing(bed.kept(bed.my)), one = bed.open(backing, "one"),
          two = bed.open(backing, "two");
        backing.removeItem("handbook.my");
        one.heard(null);
        two.heard(null);
        two.bringBack();
        one.heard(backing.text());
        return [one.lost(), one.document().goals.length];
     }""", [None, 1]),
    ("what is too much to be brought back stays lost, and that is said", """() => {
        const backing = bed.backing(), store = bed.open(backing),
          fill = (from) => (my) => { for (let n = 0; n < 120; n += 1) my.goals.push(bed.goal(from + n)); };
        store.update(fill(0));
        backing.removeItem("handbook.my");
        store.update(fill(1000));
        return [store.bringBack(), store.lost().goals.length, store.document().goals.length];
     }""", [{"saved": False, "problem": "invalid",
         "says": "This was not kept: list of goals has more than 200 entries."}, 120, 120]),
    ("cleared on purpose in another tab: nothing is offered back", """() => {
        const backing = bed.backing(bed.kept(bed.my)), one = bed.open(backing, "one"),
          two = bed.open(backing, "two");
        one.clear();
        two.update((my) => { my.goals.push(bed.goal(7)); });
        const before = two.lost() !== null;
        two.heard("");
        two.heard(null);
        return [before, two.lost(), two.document().goals.map((each) => each.id)];
     }""", [True, None, ["g-0000000007"]]),
    ("cleared while one types: what is typed is in what can be brought back", """() => {
        const backing = bed.backing(bed.kept(bed.my)), store = bed.open(backing);
        backing.removeItem("handbook.my");
        const result = store.update(bed.why("kept and more")),
          held = [store.document().goals.length, store.lost().goals[0].why];
        return [result, held, store.bringBack(), JSON.parse(backing.text()).my.goals[0].why, store.lost()];
     }""", [GONE, [0, "kept and more"], SAVED, "kept and more", None]),
    ("cleared on purpose in another tab while one types: the same, until it is cleared here", """() => {
        const backing = bed.backing(bed.kept(bed.my)), one = bed.open(backing, "one"),
          two = bed.open(backing, "two");
        one.clear();
        two.update(bed.why("kept and more"));
        two.heard("");
        two.heard(null);
        const lost = two.lost().goals[0].why;
        return [lost, two.clear(), two.lost()];
     }""", ["kept and more", SAVED, None]),
    ("cleared twice: what came in between can be brought back as well", """() => {
        const backing = bed.backing(bed.kept(bed.my)), store = bed.open(backing);
        backing.removeItem("handbook.my");
        store.heard(null);
        store.update((my) => { my.goals.push(bed.goal(7)); });
        backing.removeItem("handbook.my");
        store.heard(null);
        return [store.bringBack(), store.document().goals.map((each) => each.id), store.lost()];
     }""", [SAVED, ["g-0000000007", GOAL_1], None]),
    ("deleted in another tab while one types in it: it gives way to the words", """() => {
        const backing = bed.backing(bed.kept(bed.my)), one = bed.open(backing, "one"),
          two = bed.open(backing, "two");
        one.update((my) => { my.goals = []; });
        const result = two.update(bed.why("kept and more"));
        one.heard(backing.text());
        return [result, two.document().goals[0].why, one.document().goals[0].why,
          one.document().goals[0].title === bed.my.goals[0].title];
     }""", [SAVED, "kept and more", "kept and more", True]),
    ("a change to what was never there", """() => {
        const store = bed.open(bed.backing());
        return [store.update(bed.why("nowhere")), store.document().goals, store.lost()];
     }""", [GONE, [], None]),
    ("no storage at all", """() => {
        const store = bed.open(null), before = store.state();
        const result = store.update((my) => { my.goals.push(bed.goal(1)); });
        store.heard("{}");
        const held = store.document().goals.length;
        return [before, result, held, store.clear(), store.document().goals.length];
     }""", [{"lasts": False, "problem": "blocked", "says": BLOCKED, "bytes": 0},
         {"saved": False, "problem": "blocked", "says": BLOCKED}, 1, SAVED, 0]),
    ("what cannot be read is never written over", """() => ["{broken", "5", "null", '"text"', "{}",
        '{"my": {"goals": 1}}', bed.kept({ ...bed.my, extra: 1 })].map((text) => {
        const backing = bed.backing(text), store = bed.open(backing), before = store.state();
        const result = store.update((my) => { my.goals.push(bed.goal(1)); });
        store.heard(backing.text());
        return [before.problem, before.bytes === text.length, result.saved, result.says,
          store.document().goals.length, store.unreadable() === text, backing.text() === text,
          backing.writes];
     })""", [["unreadable", True, False, UNREADABLE, 1, True, True, 0]] * 7),
    ("what a newer handbook wrote is never written over", """() => {
        const text = bed.kept({ ...bed.my, version: bed.my.version + 1, circles: [] }),
          backing = bed.backing(text), store = bed.open(backing);
        return [store.state().problem, store.update((my) => { my.goals.push(bed.goal(1)); }),
          backing.text() === text, store.unreadable() === text];
     }""", ["newer", {"saved": False, "problem": "newer", "says": NEWER}, True, True]),
    ("what cannot be read is gone once it is cleared, and all is well again", """() => {
        const backing = bed.backing("{broken"), store = bed.open(backing), heard = [];
        store.listen((event) => heard.push(event.reason));
        store.clear();
        return [heard, store.state(), store.unreadable(), backing.text() === undefined,
          store.update((my) => { my.goals.push(bed.goal(1)); })];
     }""", [["cleared", "here"], {"lasts": True, "problem": None, "says": None, "bytes": 0}, None, True,
         SAVED]),
    ("what cannot be read is taken away by other hands: what was entered meanwhile is kept", """() => {
        const backing = bed.backing("{broken"), store = bed.open(backing);
        store.update((my) => { my.goals.push(bed.goal(1)); });
        backing.removeItem("handbook.my");
        return [store.update((my) => { my.goals.push(bed.goal(2)); }),
          JSON.parse(backing.text()).my.goals.length];
     }""", [SAVED, 2]),
    ("cleared in one tab is cleared in all, and nothing comes back", """() => {
        const backing = bed.backing(bed.kept(bed.my)), one = bed.open(backing, "one"),
          two = bed.open(backing, "two"), heard = [];
        two.update((my) => { my.goals[0].why = "From two"; });
        one.heard(backing.text());
        two.listen((event) => heard.push(event.reason));
        one.clear();
        one.update((my) => { my.goals.push(bed.goal(7)); });
        two.heard(null);
        two.update((my) => { my.goals.push(bed.goal(8)); });
        one.heard(backing.text());
        return [heard, one.document().goals.map((each) => each.title), one.document().assessments];
     }""", [["elsewhere", "here"], ["Goal 7", "Goal 8"], []]),
    ("cleared in one tab before another writes", """() => {
        const backing = bed.backing(bed.kept(bed.my)), one = bed.open(backing, "one"),
          two = bed.open(backing, "two"), heard = [];
        two.listen((event) => heard.push(event.reason));
        one.clear();
        two.update((my) => { my.marks.push({ record: "coaching", state: "want", day: "2026-11-23" }); });
        one.clear();
        two.heard(null);
        return [heard, two.document().marks, two.state().bytes];
     }""", [["cleared", "here", "cleared"], [], 0]),
    ("three tabs: what one heard from another is handed on", """() => {
        const { backing, late, one, two } = bed.race(), third = bed.backing(bed.kept(bed.my)),
          three = bed.open(third, "three");
        two.update((my) => { my.goals[0].why = "From two"; });
        backing.setItem("handbook.my", late.text());
        one.heard(late.text());
        three.update((my) => { my.goals[0].support = "From three"; });
        backing.setItem("handbook.my", third.text());
        one.heard(third.text());
        one.update((my) => { my.goals[0].measure = "From one"; });
        const { seen, my: { goals: [goal] } } = JSON.parse(backing.text());
        return [goal.why, goal.support, goal.measure, Object.entries(seen).sort()];
     }""", ["From two", "From three", "From one", [["one", 2], ["three", 1], ["two", 1]]]),
    ("of many tabs the last twelve are remembered", """() => {
        const backing = bed.backing(bed.kept(bed.my)), stores = [];
        for (let n = 0; n < 15; n += 1) stores.push(bed.open(backing, "tab-" + n));
        stores.forEach((store, n) => store.update((my) => { my.goals[0].why = "From " + n; }));
        const { seen } = JSON.parse(backing.text());
        stores[0].heard(backing.text());
        return [Object.keys(seen), stores[0].document().goals[0].why,
          stores[0].update((my) => { my.goals[0].support = "Again"; }).saved,
          JSON.parse(backing.text()).my.goals[0].why];
     }""", [[f"tab-{n}" for n in range(3, 15)], "From 14", True, "From 14"]),
    ("of many writes the last thirty can be merged from", """() => {
        const { backing, late, one, two } = bed.race();
        for (let n = 0; n < 40; n += 1) one.update((my) => { my.goals[0].why = "From one " + n; });
        two.update((my) => { my.goals[0].support = "From two"; });
        backing.setItem("handbook.my", late.text());
        one.heard(late.text());
        return [one.document().goals[0].why, JSON.parse(backing.text()).my.goals[0].why];
     }""", ["From one 39", "From one 39"]),
    ("counts that are none are passed over", """() => {
        const backing = bed.backing(JSON.stringify({
          seen: { one: "5", two: -1, three: 1.5, four: 2 }, my: bed.my })), store = bed.open(backing);
        store.update((my) => { my.goals[0].why = "Yes"; });
        return JSON.parse(backing.text()).seen;
     }""", {"four": 2, "one": 1}),
    ("the page's own store hears of other tabs", """() => {
        const of = (key, newValue) => window.dispatchEvent(new StorageEvent("storage", { key, newValue }));
        localStorage.clear();
        const store = handbook.page.browserStore.main(), heard = [];
        store.listen((event) => heard.push(event.reason));
        const result = store.update((my) => { my.goals.push(bed.goal(1)); });
        localStorage.setItem("handbook.my", bed.kept(bed.my));
        of("handbook.scheme", "dark");
        of("handbook.my", bed.kept(bed.my));
        const both = store.document().goals.length;
        localStorage.setItem("handbook.my", bed.kept(bed.my));
        window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: false }));
        window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        const one = store.document().goals.length;
        localStorage.clear();
        of(null, null);
        const gone = [store.lost().goals.length];
        window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        gone.push(store.lost());
        return [store === handbook.page.browserStore.main(), result, both, one, store.document().goals.length,
          heard.slice(0, 4), gone];
     }""", [True, SAVED, 2, 1, 0, ["here", "elsewhere", "elsewhere", "cleared"], [1, None]]),
    ("the page's own store has the walks, which stand under a name of their own", """() => {
        const of = (key, newValue) => window.dispatchEvent(new StorageEvent("storage", { key, newValue })),
          walk = (stop) => ({ record: "coaching", stop, stops: [1], day: "2026-11-23" }),
          stands = () => JSON.parse(localStorage.getItem("handbook.pathways")),
          inMine = () => JSON.parse(localStorage.getItem("handbook.my")).my.walks,
          isBare = () => localStorage.getItem("handbook.my") === null;
        localStorage.clear();
        of(null, null);
        const store = handbook.page.browserStore.main(), heard = [],
          stop = store.listen((event) => heard.push(event.reason));
        store.update((my) => { my.walks.push(walk(2)); });
        const first = [store.document().walks, stands(), isBare()];
        const fit = store.replace({ ...bed.my, walks: [walk(3)] }).saved;
        const unfit = store.replace({ ...bed.my, goals: [{}], walks: [walk(4)] }).problem;
        const second = [store.document().walks[0].stop, stands().coaching.at, inMine()];
        heard.length = 0;
        of("handbook.pathways", "{}");
        const told = [...heard];
        store.clear();
        stop();
        of("handbook.pathways", null);
        return [first, fit, unfit, second, told, stands(), store.document().walks, heard.includes("cleared"),
          heard.length];
     }""", [
        [[{"record": "coaching", "stop": 2, "stops": [1], "day": "2026-11-23"}],
         {"coaching": {"at": 2, "done": [1], "day": "2026-11-23"}}, True],
        True, "invalid", [3, 3, []], ["elsewhere"], None, [], True, 3]),
]  # fmt: skip
NO_STORAGE = (
    "() => { handbook.shell.boot = { storage: { lasts: false } }; return"
    " handbook.page.browserStore.main().state(); }"
)


@pytest.mark.parametrize("script,outcome", **named(SCENARIOS))
def test_the_store(pure, script, outcome):
    assert pure.call(script) == outcome


def test_without_storage_the_page_has_a_store_in_memory(chromium):
    assert page(chromium, count=False).call(NO_STORAGE) == {
        "lasts": False,
        "problem": "blocked",
        "says": BLOCKED,
        "bytes": 0,
    }


# ---- Two tabs at once --------------------------------------------------------------------------------------

# Tabs as in Chromium: each has a view of the storage of its own, which its own writes change at once; writes
# arrive at the storage in some order, and every tab hears of them later, in that order; while a write of its
# own is on its way a tab's view passes over what others wrote, but the event still comes.
RACE = """(runs) => runs.map((steps) => {
  const tabs = [], start = bed.kept(bed.my);
  let last = start, turns = 0;
  for (const name of ["one", "two"]) {
    const tab = { view: start, waiting: 0, out: [], inbox: [] };
    const backing = {
      getItem: () => tab.view,
      setItem: (key, text) => { tab.view = text; tab.waiting += 1; tab.out.push(text); },
    };
    tab.store = bed.open(backing, name);
    tabs.push(tab);
  }
  const arrive = (tab) => { last = tab.out.shift(); tabs.forEach((each) => each.inbox.push([tab, last])); };
  const hear = (tab) => {
    const [from, text] = tab.inbox.shift();
    if (from === tab) { tab.waiting -= 1; return; }
    if (!tab.waiting) tab.view = text;
    tab.store.heard(text);
  };
  const set = (my, [goal, field, value]) => { if (value === null) delete my.goals[goal][field];
    else my.goals[goal][field] = value; };
  for (const [number, what, given] of steps) {
    const tab = tabs[number];
    if (what === "arrive") { if (tab.out.length) arrive(tab); }
    else if (what === "hear") { if (tab.inbox.length) hear(tab); }
    else if (what === "add") tab.store.update((my) => { my.goals.push(bed.goal(given)); });
    else if (what === "rate") tab.store.update((my) => {
      Object.assign(my.assessments[0].answers[given[0]], { importance: given[1] }); });
    else tab.store.update((my) => set(my, given));
  }
  while (tabs.some((tab) => tab.out.length || tab.inbox.length) && (turns += 1) < 500) {
    tabs.forEach((tab) => { if (tab.out.length) arrive(tab); });
    tabs.forEach((tab) => { if (tab.inbox.length) hear(tab); });
  }
  return { quiet: turns < 500, kept: JSON.parse(last).my, documents: tabs.map((tab) => tab.store.document()),
    problems: tabs.map((tab) => tab.store.state().problem) };
})"""
FIELDS = ["why", "support", "obstacle", "measure", "title"]


@cache
def races() -> list[list]:
    """What two tabs do, one after the other; each value is written once only, so that it tells who wrote
    it."""

    def steps(seed: int) -> list:
        chance, made = random.Random(seed), []
        apart = chance.random() < 0.5  # Half of them: each tab keeps to fields of its own.
        for number in range(chance.randint(2, 30)):
            tab = chance.randint(0, 1)
            what = chance.choice(["set", "set", "rate", "add", "arrive", "arrive", "hear", "hear"])
            field = chance.choice(FIELDS[tab::2] if apart else FIELDS)
            value = None if field != "title" and chance.random() < 0.2 else f"{tab} wrote {number}"
            given = {
                "set": [0, field, value],
                "rate": [chance.randrange(tab, 4, 2) if apart else chance.randrange(4), chance.randint(1, 3)],
                "add": number + 10,
            }.get(what)
            made.append([tab, what, given])
        return made

    return examples(st.integers(0, 10**9).map(steps), 300)


def check_race(steps: list, outcome: dict) -> None:
    assert outcome["quiet"] and outcome["problems"] == [None, None]
    assert outcome["documents"] == [outcome["kept"], outcome["kept"]]
    written: dict[tuple, list] = {}
    for tab, what, given in steps:
        if what in ("set", "rate"):
            written.setdefault((what, *given[:-1]), []).append((tab, given[-1]))
    goal, answers = outcome["kept"]["goals"][0], outcome["kept"]["assessments"][0]["answers"]
    before = {("set", 0, field): MY["goals"][0].get(field) for field in FIELDS} | {
        ("rate", at): MY["assessments"][0]["answers"][at].get("importance") for at in range(4)
    }
    for place, values in written.items():
        now = goal.get(place[2]) if place[0] == "set" else answers[place[1]].get("importance")
        if len({tab for tab, _ in values}) == 1:
            assert now == values[-1][1], (place, values)
        else:
            assert now in [before[place], *(value for _, value in values)], (place, values)
    assert {f"Goal {given}" for _, what, given in steps if what == "add"} <= {
        each["title"] for each in outcome["kept"]["goals"]
    }


def test_two_tabs_in_any_order_lose_nothing_that_only_one_of_them_changed(pure):
    alone = 0
    for steps, outcome in zip(races(), pure.call(RACE, races()), strict=True):
        check_race(steps, outcome)
        alone += sum(what == "set" for _, what, _ in steps)
    assert alone > 500


def test_two_real_tabs_share_one_storage(chromium):
    one = page(chromium, count=False)
    two = Pure(chromium, SCRIPTS, count=False, beside=one)
    two.call(BED, DATA, SCHEMA, MY, FULL)
    assert two.call("() => handbook.page.browserStore.main().document().goals.length") == 0
    assert (
        one.call("() => handbook.page.browserStore.main().update((my) => { my.goals.push(bed.goal(1)); })")
        == SAVED
    )
    two.page.wait_for_function("handbook.page.browserStore.main().document().goals.length === 1")
    for number in range(5):
        one.call(
            "(n) => handbook.page.browserStore.main().update((my) => { my.goals[0].why = 'One ' + n; })",
            number,
        )
        two.call(
            "(n) => handbook.page.browserStore.main().update((my) => { my.goals[0].support = 'Two ' + n; })",
            number,
        )
    for tab in (one, two):
        tab.page.wait_for_function(
            "(({ why, support }) => why === 'One 4' && support === 'Two"
            " 4')(handbook.page.browserStore.main().document().goals[0])"
        )
    two.call("() => handbook.page.browserStore.main().clear()")
    one.page.wait_for_function("handbook.page.browserStore.main().document().goals.length === 0")
    assert one.call("localStorage.length") == 0
    one.close()


FILL = """(text) => {
  localStorage.setItem("handbook.my", text);
  for (let size = 1 << 20, n = 0; size >= 1; n += 1) {
    try { localStorage.setItem("filler" + n, "x".repeat(size)); } catch (full) { size >>= 1; }
  }
}"""


def test_a_storage_that_is_full_from_the_start_still_shows_what_it_holds(chromium):
    """As shell/boot.js finds it: full is not blocked."""
    first = page(chromium, count=False)
    first.call(FILL, json.dumps({"seen": {}, "my": MY}))
    second = Pure(chromium, ["../shell/boot", *SCRIPTS], count=False, beside=first)
    assert second.call("handbook.shell.boot.storage.lasts") is True
    second.call("(data, schema) => { handbook.data = { ...data, schema }; }", DATA, SCHEMA)
    assert second.call("() => handbook.page.browserStore.main().document().goals.length") == 1
    assert second.call(
        "() => handbook.page.browserStore.main().update((my) => { my.goals[0].why = 'x'.repeat(3000); })"
    ) == {"saved": False, "problem": "full", "says": ROOM}
    second.call("() => { for (let n = 0; n < 20; n += 1) localStorage.removeItem('filler' + n); }")
    assert (
        second.call(
            "() => handbook.page.browserStore.main().update((my) => { my.goals[0].support = 'Room'; })"
        )
        == SAVED
    )
    first.close()


# ---- With much to carry ------------------------------------------------------------------------------------

LOAD = """(text) => {
  const backing = bed.backing(text), read = backing.getItem;
  let times = 0;
  backing.getItem = (key) => { times += key === "handbook.my" ? 1 : 0; return read.call(backing, key); };
  const store = bed.open(backing);
  const { assessments } = store.document();
  return [store.state().problem, assessments.flatMap((each) => each.answers).length, times];
}"""


def thousand_answers() -> dict:
    answer = {
        "rating": 2,
        "importance": 2,
        "evidence": [
            {
                "id": "e-0000000001",
                "day": "2026-11-01",
                "text": "Asked the night registrar what to change at handover. " * 3,
            }
        ],
    }
    return {
        **EMPTY,
        "assessments": [
            {
                **FULL["assessments"][0],
                "id": f"a-{a:010d}",
                "answers": [{"item": f"mlcf/{a + 1}.{n + 1}", **answer} for n in range(100)],
            }
            for a in range(10)
        ],
    }


def test_a_thousand_answers_are_read_once(chromium):
    fast = page(chromium, count=False)
    problem, answers, times = fast.call(LOAD, json.dumps({"seen": {}, "my": thousand_answers()}))
    assert (problem, answers, times) == (None, 1000, 1)
    fast.close()


# ---- Coverage ----------------------------------------------------------------------------------------------


def test_every_line_and_branch_has_run(chromium):
    """All cases of the lists above on one page that counts."""
    counted = page(chromium)
    for function, given, answer in DAYS:
        assert counted.call(function, *given) == answer
    for path, words in PLACES:
        assert counted.call("handbook.document.schema.where", path) == words
    counted.call(
        "(schema, all) => all.map((value) => handbook.document.schema.validate(schema, value))",
        SCHEMA,
        [FULL, {**EMPTY, "goals": [{"id": "?"} for _ in range(30)]}],
    )
    assert counted.call("handbook.document.format.isEmpty", EMPTY) is True
    files = HOSTILE + ALSO
    assert counted.call(TRY, [make() for _, make, _ in files], DATA, SCHEMA) == [
        [sentence, True] for _, _, sentence in files
    ]
    changes = [with_part(*change) for _, change, *_ in SETTLED]
    counted.call(WRITE, [*EARLIER.values()][2:], DATA, SCHEMA)
    changes += [with_part(path, value) for _, path, value, _ in RETIRED]
    counted.call(
        "(all, data, schema) => all.map((bytes) => (%s)(bytes, data, schema))" % READ,
        [as_bytes(each) for each in [*changes, *EARLIER.values()]],
        DATA,
        SCHEMA,
    )
    for _, base, mine, theirs, value, clashes in MERGES:
        assert counted.call("handbook.document.merging.merge", base, mine, theirs) == {
            "value": value,
            "clashes": clashes,
        }
    for _, later, earlier, both in UNIONS:
        assert counted.call("handbook.document.merging.union", later, earlier) == both
    for pair, alike in SAMES:
        assert counted.call("handbook.document.merging.same", *pair) is alike
    for _, script, outcome in SCENARIOS:
        assert counted.call(script) == outcome
    other = page(chromium)
    other.call(NO_STORAGE)
    missing = {name: counted.uncovered(name) for name in SCRIPTS}
    missing["page/browser_store"] = [
        line for line in missing["page/browser_store"] if line in other.uncovered("page/browser_store")
    ]
    assert missing == {name: [] for name in SCRIPTS}

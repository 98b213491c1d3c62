"""Whatever happens to a record, it ends sound or with a problem that says where; never with a traceback.

Real records are damaged at random, always in the same way, by bytes and by lines; and every field of every
kind of record is left out, emptied, given the wrong type and misspelt. What is still sound is rendered.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from html.parser import HTMLParser
from typing import get_args, get_origin

import pytest
import runs
import yaml
from damaged_records import (
    FORMS,
    MUTATIONS,
    OF_THE_WHOLE,
    SMALL_RECORDS,
    Dumper,
    Place,
    drawn,
    model_of,
    models,
    present,
)
from places import ROOT, SMALL

from macros.base.problems import Problem, Problems, spell
from macros.base.yaml_files import parse
from macros.records.entries import Entry
from macros.records.field_plans import plan_fields
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.kinds import FILES, KINDS
from macros.records.loader import add_file
from macros.records.validation import validate

REAL = sorted(
    path.relative_to(ROOT).as_posix()
    for top in ("framework", "modules")
    for path in (ROOT / top).rglob("*.yml")
)
ALL = 20_000 if runs.LONG else 280
DRAWN = 1_200 if runs.LONG else 60  # For each small record, with any value that its fields allow.
EACH = -(-ALL // len(REAL))  # Mutations a file; each file begins with the kind after that of the last.


# -- one record in a handbook, the others as they are


@pytest.fixture(scope="module")
def real(real_book) -> Place:
    return Place(real_book)


@pytest.fixture(scope="module")
def at_small(small_book) -> Place:
    return Place(small_book, lists=True)


def lies_within(problem: Problem, raw: bytes) -> bool:
    lines = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return 1 <= problem.line <= len(lines) and 1 <= problem.col <= len(lines[problem.line - 1]) + 1


def assert_located(problems: list[Problem], path: str, raw: bytes, mutation: str) -> None:
    for problem in problems:
        assert problem.path == path, f"{mutation}: {problem}"
        assert lies_within(problem, raw), f"{mutation}: {problem}"
        assert problem.where and problem.wrong and problem.right and "\n" not in str(problem), mutation


# -- damage to bytes and lines


def test_every_kind_of_mutation_has_its_turn_often():
    turns = Counter((place + turn) % len(MUTATIONS) for place in range(len(REAL)) for turn in range(EACH))
    assert len(turns) == len(MUTATIONS) and min(turns.values()) >= ALL // len(MUTATIONS) // 2


@pytest.mark.slow
@pytest.mark.parametrize("path", REAL)
def test_a_damaged_record_is_sound_or_a_located_problem(real, path):
    original = (ROOT / path).read_bytes()
    chance = random.Random(path)
    for turn in range(EACH):
        mutate = MUTATIONS[(REAL.index(path) + turn) % len(MUTATIONS)]
        raw = mutate(chance, original)
        problems = real.problems(path, raw)
        assert_located(problems, path, raw, f"{mutate.__name__}, turn {turn}")


# -- each field dropped, emptied, mistyped and misspelt


def changed(data: object, route: tuple, change: Callable[[dict, str], None]) -> bytes:
    here = copy = deepcopy(data)
    for step in route[:-1]:
        here = here[step]
    change(here, route[-1])
    return yaml.dump(copy, Dumper=Dumper, sort_keys=False, allow_unicode=True).encode()


def misspelt(name: str) -> str:
    return (
        name[:1] + name[:1] + name[1:]
        if len(name) < 4
        else name[: len(name) // 2] + name[len(name) // 2 + 1 :]
    )


def rename(here: dict, name: str) -> None:
    items = [(misspelt(key) if key == name else key, value) for key, value in here.items()]
    here.clear()
    here.update(items)


def wrong_types(value: object) -> list[object]:
    if isinstance(value, list):
        return ["words", {"key": "words"}, [["words"]]]
    if isinstance(value, dict):
        return ["words", [value], 7]
    return [[value], {"key": value}]


def assert_fields(
    model: type[Part], data: dict, problems: Callable[[bytes], list[Problem]], path: str
) -> int:
    """Change every field in every way, in the fast run each field in one way, the next one in the next;
    returns how many fields were changed."""
    fields = list(present(model, data))
    for place, (route, owner) in enumerate(fields):
        info, name = owner.model_fields[route[-1]], spell(route)
        # An entry of a list that stands alone goes by its id.
        names = name, re.sub(r"^(sources|terms) \d+, ", "", name)
        value = data
        for step in route:
            value = value[step]

        def outcome(change, what) -> list[Problem]:
            raw = changed(data, route, change)
            found = problems(raw)
            assert_located(found, path, raw, f"{name} {what}")
            return found

        def told(found, wrong) -> bool:
            return [(p.where.partition(", ")[2], p.wrong) for p in found] in [[(n, wrong)] for n in names]

        def leave_out() -> None:
            found = outcome(lambda here, key: here.pop(key), "left out")
            assert told(found, "is missing") or not info.is_required(), (name, found)

        def empty() -> None:
            found = outcome(lambda here, key: here.update({key: None}), "emptied")
            assert told(found, "is empty") or (not info.is_required() and info.default is None), (name, found)

        def misspell() -> None:
            found = outcome(rename, "misspelt")
            wrong = f"the key '{misspelt(route[-1])}' is not known here"
            assert [(p.wrong, p.right) for p in found] == [(wrong, f"did you mean '{route[-1]}'?")], (
                name,
                found,
            )

        def mistype() -> None:
            for other in wrong_types(value)[: 1 if runs.FAST else None]:
                found = outcome(lambda here, key, other=other: here.update({key: other}), f"as {other!r}")
                assert found and all(p.where.partition(", ")[2].startswith(names) for p in found), (
                    name,
                    other,
                    found,
                )

        def put_words() -> None:
            if words_are_wrong(owner, route[-1]):
                found = outcome(lambda here, key: here.update({key: "some words"}), "as words")
                assert len(found) == 1 and found[0].where.endswith(names), (name, found)

        ways = [leave_out, empty, misspell, mistype, put_words]
        for change in [ways[place % len(ways)]] if runs.FAST else ways:
            change()
    return len(fields)


def words_are_wrong(owner: type[Part], name: str) -> bool:
    todo = [owner.model_fields[name].annotation]
    while todo:
        kind = todo.pop()
        if kind in (int, float, bool) or getattr(kind, "__name__", "") == "date":
            return True
        todo.extend(get_args(kind))
    return False


@pytest.mark.parametrize("path", SMALL_RECORDS)
def test_each_field_of_a_small_record(at_small, path):
    data = parse((SMALL / path).read_bytes(), path).data
    assert (
        at_small.problems(path, changed({"a": data}, ("a",), lambda here, key: here.update(here.pop(key))))
        == []
    )
    assert assert_fields(model_of(path), data, lambda raw: at_small.problems(path, raw), path) >= 1


# -- and of a record in which no field is left out


def whole(model: type[Part], depth: int = 0) -> dict:
    """Data of ``model`` with every field given; a part within itself is given twice."""
    return {
        name: value
        for name, info in model.model_fields.items()
        if (value := filled(info.annotation, info.metadata, depth)) is not None
    }


def filled(kind: object, marks: list, depth: int) -> object:
    marks = [*marks, *getattr(kind, "__metadata__", ())]
    marks += [inner for mark in marks for inner in getattr(mark, "metadata", ())]
    if hasattr(kind, "__metadata__"):
        return filled(get_args(kind)[0], marks, depth)
    if get_origin(kind) is list:
        inner = get_args(kind)[0]
        if isinstance(inner, type) and issubclass(inner, Part) and depth > 8:
            return None
        least = next((mark.min_length for mark in marks if getattr(mark, "min_length", None)), 1)
        return [filled(inner, [], depth + 1) for _ in range(max(least, 2) if least > 1 else 1)]
    if args := [arg for arg in get_args(kind) if arg is not type(None)]:
        return filled(args[0], marks, depth)
    if issubclass(kind, Part):
        return whole(kind, depth + 3)
    if kind is str:
        form = next((mark.pattern for mark in marks if getattr(mark, "pattern", None)), None)
        limit = next((mark.max_length for mark in marks if getattr(mark, "max_length", None)), 99)
        return FORMS[form] if form else "Some words."[:limit]
    if kind is bool:
        return "true"
    if kind is int or kind is float:
        least = max([mark.ge for mark in marks if getattr(mark, "ge", None) is not None] + [1])
        return str(least)
    assert kind.__name__ == "date", f"give {kind} a sample here"
    return "2026-11-22"


WHOLE = [*(kind.model for kind in KINDS.values()), *FILES.values()]


@pytest.mark.parametrize("model", WHOLE, ids=lambda model: model.__name__)
def test_each_field_of_each_model(model):
    data, path = whole(model), "any.yml"
    given = {(owner, route[-1]) for route, owner in present(model, data)}
    assert given == {(each, name) for each in models(model, set()) for name in each.model_fields}

    def problems(raw: bytes) -> list[Problem]:
        try:
            validate(model, parse(raw, path), None, "whole")
        except Problems as found:
            return found.problems
        return []

    assert problems(yaml.safe_dump(data).encode()) == []
    assert_fields(model, data, problems, path)


# -- any value that a field allows


@pytest.mark.slow
@pytest.mark.parametrize("path", SMALL_RECORDS)
def test_what_is_sound_renders_whatever_its_fields_hold(at_small, path):
    """Fields of a sound record are given any value their types allow; where the rules allow it too, its page
    is made."""
    data, model, chance = parse((SMALL / path).read_bytes(), path).data, model_of(path), random.Random(path)
    sound = 0
    for turn in range(DRAWN):
        copy = deepcopy(data)
        for _ in range(chance.choice((1, 1, 2, 4))):
            route, owner = chance.choice(list(present(model, copy)))
            here = copy
            for step in route[:-1]:
                here = here[step]
            name = chance.choice([name for name in owner.model_fields if name != "id"])
            here[name] = drawn(
                owner.model_fields[name].annotation, owner.model_fields[name].metadata, chance, at_small.book
            )
        raw = yaml.dump(copy, Dumper=Dumper, sort_keys=False, allow_unicode=True).encode()
        problems = at_small.problems(path, raw)
        assert_located(problems, path, raw, f"turn {turn}")
        if not problems:
            sound += 1
            for html in (*at_small.pages, *at_small.lists):
                assert not re.search(
                    r"<script|<i>&|\sstyle=|\son\w+=|javascript:|\bnan\b|\binf\b",
                    html.lower().replace("&lt;i&gt;", ""),
                ), f"turn {turn}"
    assert sound > DRAWN // 12


HOSTILE = "<script>alert('x')</script> \"><img src=x onerror=alert(1)> &lt;"


def hostile(model: type[Part], data: dict) -> dict:
    """``data`` with hostile words in every field that is words to read, unless the words must have a form."""
    copy = deepcopy(data)
    for route, owner in list(present(model, copy)):
        field = next((each for each in plan_fields(owner) if each.name == route[-1]), None)
        if field and (field.line or field.prose) and not has_a_form(owner.model_fields[route[-1]].annotation):
            here = copy
            for step in route[:-1]:
                here = here[step]
            here[route[-1]] = [HOSTILE for _ in here[route[-1]]] if field.is_list else HOSTILE
    return copy


def has_a_form(kind: object) -> bool:
    return any(getattr(mark, "pattern", None) for mark in getattr(kind, "__metadata__", ())) or any(
        map(has_a_form, get_args(kind))
    )


@pytest.mark.parametrize("path", [path for path in SMALL_RECORDS if path not in OF_THE_WHOLE])
def test_words_are_only_words_even_where_no_rule_has_looked(at_small, path):
    """The rules refuse such text; the templates do not rely on it."""
    data = hostile(model_of(path), parse((SMALL / path).read_bytes(), path).data)
    loaded = Handbook()
    add_file(loaded, parse(yaml.dump(data, Dumper=Dumper, sort_keys=False).encode(), path))
    whole = at_small.whole(loaded, path)
    whole.links = at_small.book.links
    at_small.render(whole, loaded)
    assert at_small.pages
    assert [html for html in at_small.pages if "&lt;script&gt;" not in html] == []
    for html in (*at_small.pages, *at_small.lists):
        tags = [(tag, dict(attributes)) for tag, attributes in tags_of(html)]
        assert [tag for tag, _ in tags if tag in ("script", "img", "iframe", "object")] == []
        assert [
            name for _, attributes in tags for name in attributes if name.startswith("on") or name == "style"
        ] == []


def tags_of(html: str) -> list[tuple[str, list]]:
    found: list[tuple[str, list]] = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attributes: found.append((tag, attributes))
    reader.feed(html)
    return found


def test_an_entry_is_short_when_printed(real_book):
    assert repr(real_book) == f"<Handbook of {sum(map(len, real_book.records.values()))} records>"
    entry = next(iter(real_book.entries.values()))
    assert isinstance(entry, Entry) and repr(entry) == f"<{entry.kind} {entry.id}>"

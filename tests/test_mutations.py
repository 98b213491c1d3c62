"""Whatever happens to a record, it ends sound or with a problem that says where; never with a traceback.

Real records are damaged at random, always in the same way, by bytes and by lines; and every field of every kind of
record is left out, emptied, given the wrong type and misspelt. What is still sound is rendered.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args, get_origin

import pytest
import yaml

from macros.checks import RULES
from macros.citations import Citations
from macros.fields import plan
from macros.entries import Entry
from macros.handbook import Handbook
from macros.library import Library
from macros.loader import take, validate
from macros.model import FILES, ID, KINDS, Part, Ref, Vocab
from macros.pages import RecordPage, front_matter, redirects, search_entry
from macros.problems import Problem, Problems, spell
from macros.render import Renderer
from macros.settings import Settings
from macros.urls import Urls
from macros.yaml_files import parse

ROOT = Path(__file__).resolve().parent.parent
SMALL = Path(__file__).resolve().parent / "small"
REAL = sorted(path.relative_to(ROOT).as_posix() for top in ("framework", "modules") for path in (ROOT / top).rglob("*.yml"))
EACH = max(25, -(-2000 // len(REAL)))  # Mutations a file, so that there are at least 2,000 in all.


# -- one record in a handbook, the others as they are


# What these hold is judged by the records and shown on no page.
OF_THE_WHOLE = ("framework/exemptions.yml", "framework/verbs.yml")


class Place:
    """A handbook in which one record after another is replaced. Only what the replaced record says is judged."""

    def __init__(self, book: Handbook, lists: bool = False):
        """``lists`` says whether the pages that list all records are made each time, too, which takes long."""
        self.book, self.with_lists = book, lists
        self.renderer = Renderer(book, Urls(), Settings())

    def problems(self, path: str, raw: bytes) -> list[Problem]:
        """What is wrong with ``raw`` in the place of ``path``; where nothing is, it has been rendered."""
        loaded = Handbook()
        try:
            take(loaded, parse(raw, path))
        except Problems as found:
            return found.problems
        alone, whole = self.alone(loaded, path), self.whole(loaded, path)
        alone.links = whole.links = [link for link in self.book.links if link.origin.file.path != path] + alone.links
        judged = whole if path in OF_THE_WHOLE else alone
        found = {problem for rule in RULES for problem in rule.check(judged)}
        problems = sorted(problem for problem in found if problem.path == path or path not in OF_THE_WHOLE and problem.path not in OF_THE_WHOLE)
        if not problems:
            self.render(whole, loaded)
        return problems

    def whole(self, loaded: Handbook, path: str) -> Handbook:
        """The handbook with the record instead of its former self."""
        book = self.book
        if path in FILES:
            parts = ("sources", "terms", "vocabularies", "exemptions", "verbs")
            return replace(book, **{name: getattr(loaded, name) or getattr(book, name) for name in parts})
        kind = next(kind for kind, entries in loaded.records.items() if entries)
        others = [entry for entry in book.records[kind] if entry.file.path != path]
        whole = replace(book, records={**book.records, kind: [*others, *loaded.records[kind]]})
        inside = [each for entry in loaded.records[kind] for each in whole.inside(entry)]
        whole.entries = {id: entry for id, entry in book.entries.items() if entry.file.path != path} | {each.id: each for each in inside}
        return whole

    def alone(self, loaded: Handbook, path: str) -> Handbook:
        """The record alone in a handbook that still finds all others by their ids."""
        whole = self.whole(loaded, path)
        alone = replace(whole, records=loaded.records, sources=loaded.sources, terms=loaded.terms, files=loaded.files | self.book.files | loaded.files)
        alone.entries, alone.source_by_id, alone.term_by_id = whole.entries, whole.source_by_id, whole.term_by_id
        return alone

    def render(self, whole: Handbook, loaded: Handbook) -> None:
        self.renderer.book = self.renderer.env.globals["book"] = whole
        self.renderer.citations = Citations(entry.node for entry in whole.sources)
        self.pages = []
        for entry in loaded.all_records():
            items = [each for each in whole.inside(entry) if each.kind == "item"][:3]
            self.pages += [self.renderer.record(each) for each in (entry, *items)]
            for page in (RecordPage(each.path, each, each.title) for each in (entry, *items)):
                json.dumps([front_matter(page, self.renderer), search_entry(page, self.renderer)])
        assert all(re.fullmatch(r"[a-z]+(/[a-z0-9]+([.-]+[a-z0-9]+)*){1,2}", path) for path, _ in redirects(whole))
        library = Library(self.renderer, lambda: "index")
        lists = []
        if self.with_lists and any(loaded.all_records()) and whole.entries.keys() >= self.book.entries.keys():  # Else others refer to what is gone, which no rule has said here.
            lists += [library.index(by) for by in ("skill", "setting", "stage", "tension")]
            lists += [macro() for macro in (library.lineage, library.compare, library.chooser, library.first_moves)]
        if loaded.sources:
            self.pages.append(library.sources())
        if loaded.terms:
            self.pages.append(library.glossary())
        if loaded.vocabularies:
            self.pages.append(library.vocabularies())
        self.pages, self.lists = ([self.renderer.put_back(html) for html in each] for each in (self.pages, lists))
        self.renderer.aside.clear()


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


def at(chance: random.Random, raw: bytes) -> int:
    return chance.randrange(len(raw))


def flip(chance: random.Random, raw: bytes) -> bytes:
    place = at(chance, raw)
    return raw[:place] + bytes([raw[place] ^ 1 << chance.randrange(8)]) + raw[place + 1 :]


def drop_bytes(chance: random.Random, raw: bytes) -> bytes:
    place = at(chance, raw)
    return raw[:place] + raw[place + chance.choice((1, 1, 1, 2, 9)) :]


def put_byte(chance: random.Random, raw: bytes) -> bytes:
    place = at(chance, raw)
    return raw[:place] + bytes([chance.randrange(256)]) + raw[place:]


def put_mark(chance: random.Random, raw: bytes) -> bytes:
    place = at(chance, raw)
    return raw[:place] + chance.choice([b":", b"-", b"'", b'"', b"[", b"]", b"{", b"}", b"#", b"&", b"*", b"!", b"\t", b"\n", b"<", b">", b"|", b"\\", b"]("]) + raw[place:]


def put_letters(chance: random.Random, raw: bytes) -> bytes:
    place = at(chance, raw)
    letters = chance.choice("é 漢 😀 \u2028 \u200b \ufeff \u202e \u0301 \x00 \x85 ١ 　".split(" "))
    return raw[:place] + letters.encode() + raw[place:]


def truncate(chance: random.Random, raw: bytes) -> bytes:
    return raw[: at(chance, raw)]


def swap_letters(chance: random.Random, raw: bytes) -> bytes:
    place = chance.randrange(len(raw) - 1)
    return raw[:place] + raw[place + 1 : place + 2] + raw[place : place + 1] + raw[place + 2 :]


def lines_of(change: Callable[[random.Random, list[bytes], int], None]) -> Callable[[random.Random, bytes], bytes]:
    def mutate(chance: random.Random, raw: bytes) -> bytes:
        lines = raw.split(b"\n")
        change(chance, lines, chance.randrange(len(lines) - 1))
        return b"\n".join(lines)

    mutate.__name__ = change.__name__
    return mutate


@lines_of
def double_line(chance, lines, place):
    lines.insert(place, lines[place])


@lines_of
def remove_line(chance, lines, place):
    del lines[place : place + chance.choice((1, 1, 2, 5))]


@lines_of
def swap_lines(chance, lines, place):
    other = chance.randrange(len(lines) - 1)
    lines[place], lines[other] = lines[other], lines[place]


@lines_of
def swap_with_next(chance, lines, place):
    lines[place : place + 2] = reversed(lines[place : place + 2])


@lines_of
def indent_line(chance, lines, place):
    lines[place] = b" " * chance.choice((1, 2, 4)) + lines[place]


@lines_of
def outdent_line(chance, lines, place):
    lines[place] = lines[place][chance.choice((1, 2, 4)) :]


@lines_of
def tab_line(chance, lines, place):
    lines[place] = lines[place].replace(b"  ", b"\t", 1)


@lines_of
def empty_line(chance, lines, place):
    lines[place] = lines[place].partition(b":")[0] + b":"


@lines_of
def other_value(chance, lines, place):
    key, colon, _ = lines[place].partition(b":")
    lines[place] = key + colon + lines[chance.randrange(len(lines))].partition(b":")[2]


@lines_of
def number_value(chance, lines, place):
    key, colon, _ = lines[place].partition(b":")
    lines[place] = key + colon + chance.choice((b" 0", b" -1", b" 1e400", b" 99999999999999999999", b" .nan", b" 07", b" 0.5", b" true", b" 2024-02-30"))


@lines_of
def remove_dash(chance, lines, place):
    lines[place] = lines[place].replace(b"- ", b"  ", 1)


MUTATIONS = (flip, drop_bytes, put_byte, put_mark, put_letters, truncate, swap_letters, double_line, remove_line, swap_lines, swap_with_next,
             indent_line, outdent_line, tab_line, empty_line, other_value, number_value, remove_dash)  # fmt: skip


def test_there_are_at_least_2000_mutations():
    assert EACH * len(REAL) >= 2000


@pytest.mark.slow
@pytest.mark.parametrize("path", REAL)
def test_a_damaged_record_is_sound_or_a_located_problem(real, path):
    original = (ROOT / path).read_bytes()
    chance = random.Random(path)
    outcomes = []
    for turn in range(EACH):
        mutate = MUTATIONS[turn % len(MUTATIONS)]
        raw = mutate(chance, original)
        problems = real.problems(path, raw)
        assert_located(problems, path, raw, f"{mutate.__name__}, turn {turn}")
        outcomes.append(bool(problems))
    assert any(outcomes), "no mutation was ever noticed"


# -- each field dropped, emptied, mistyped and misspelt


def present(model: type[Part], data: dict, route: tuple = ()) -> Iterator[tuple[tuple, type[Part]]]:
    """Every field that is there, at every depth: its route and the model it belongs to."""
    parts = {field.name: field for field in plan(model) if field.part}
    for name, value in data.items():
        yield (*route, name), model
        if name in parts:
            inner = enumerate(value) if parts[name].many else [(None, value)]
            for index, each in inner:
                yield from present(parts[name].part, each, (*route, name) if index is None else (*route, name, index))


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
    def ignore_aliases(self, data: object) -> bool:
        return True


def changed(data: object, route: tuple, change: Callable[[dict, str], None]) -> bytes:
    here = copy = deepcopy(data)
    for step in route[:-1]:
        here = here[step]
    change(here, route[-1])
    return yaml.dump(copy, Dumper=_Dumper, sort_keys=False, allow_unicode=True).encode()


def misspelt(name: str) -> str:
    return name[:1] + name[:1] + name[1:] if len(name) < 4 else name[: len(name) // 2] + name[len(name) // 2 + 1 :]


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


def assert_fields(model: type[Part], data: dict, problems: Callable[[bytes], list[Problem]], path: str) -> int:
    """Change every field in every way; returns how many changes were tried."""
    tried = 0
    for route, owner in present(model, data):
        info, name = owner.model_fields[route[-1]], spell(route)
        value = data
        for step in route:
            value = value[step]

        def outcome(change, what) -> list[Problem]:
            raw = changed(data, route, change)
            found = problems(raw)
            assert_located(found, path, raw, f"{name} {what}")
            return found

        def told(found, wrong) -> bool:
            return [(p.where.partition(", ")[2], p.wrong) for p in found] == [(name, wrong)]

        found = outcome(lambda here, key: here.pop(key), "left out")
        assert told(found, "is missing") or not info.is_required(), (name, found)
        found = outcome(lambda here, key: here.update({key: None}), "emptied")
        assert told(found, "is empty") or (not info.is_required() and info.default is None), (name, found)
        found = outcome(rename, "misspelt")
        wrong, right = f"the key '{misspelt(route[-1])}' is not known here", f"did you mean '{route[-1]}'?"
        assert [(p.wrong, p.right) for p in found] == [(wrong, right)], (name, found)
        for other in wrong_types(value):
            found = outcome(lambda here, key, other=other: here.update({key: other}), f"as {other!r}")
            assert found and all(p.where.partition(", ")[2].startswith(name) for p in found), (name, other, found)
        if words_are_wrong(owner, route[-1]):
            found = outcome(lambda here, key: here.update({key: "some words"}), "as words")
            assert len(found) == 1 and found[0].where.endswith(name), (name, found)
        tried += 4 + len(wrong_types(value))
    return tried


def words_are_wrong(owner: type[Part], name: str) -> bool:
    todo = [owner.model_fields[name].annotation]
    while todo:
        kind = todo.pop()
        if kind in (int, float, bool) or getattr(kind, "__name__", "") == "date":
            return True
        todo.extend(get_args(kind))
    return False


SMALL_RECORDS = sorted(path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*.yml") if path.name != "vocabulary.yml")


def model_of(path: str) -> type[Part]:
    return FILES.get(path) or next(kind.model for kind in KINDS.values() if path.startswith(f"{kind.folder}/"))


@pytest.mark.parametrize("path", SMALL_RECORDS)
def test_each_field_of_a_small_record(at_small, path):
    data = parse((SMALL / path).read_bytes(), path).data
    assert at_small.problems(path, changed({"a": data}, ("a",), lambda here, key: here.update(here.pop(key)))) == []
    assert assert_fields(model_of(path), data, lambda raw: at_small.problems(path, raw), path) >= 7


# -- and of a record in which no field is left out


FORMS = {  # A text of each form that some field demands.
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "an-id",
    r"^https?://[^\s<>\"'/?#@\\]+([/?#][^\s<>\"']*)?$": "https://example.org/",
    r"^cy$": "cy",
    r"^[A-Za-z0-9]+(-[A-Za-z0-9]+|\.[A-Za-z]?[0-9]+[A-Za-z]?|\.[A-Za-z])*$": "1.1",
    r"^[a-z0-9-]+--[a-z0-9-]+$": "one--other",
    r"^10\.\d{4,9}/\S+$": "10.1000/182",
    r"^[0-9X-]{10,17}$": "978-0-00-000000-2",
    r"^[^\W\d_][^\d_.,;:()\[\]<>&]* [A-ZÀ-ÖØ-Þ](-?[A-ZÀ-ÖØ-Þ]){0,3}$": "O'Brien J-L",
    r"^[A-Za-z0-9.]+([–-][A-Za-z0-9.]+)?(, [A-Za-z0-9.]+([–-][A-Za-z0-9.]+)?)*$": "S11–S58",
    r"^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$": "aWord",
    r"^[a-z-]+$": "ask",
    r"^[a-z0-9-]+/[A-Za-z0-9.-]+$": "mlcf/0.9",
}


def whole(model: type[Part], depth: int = 0) -> dict:
    """Data of ``model`` with every field given; a part within itself is given twice."""
    return {name: value for name, info in model.model_fields.items() if (value := filled(info.annotation, info.metadata, depth)) is not None}


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


def models(model: type[Part], seen: set) -> set:
    if model not in seen:
        seen.add(model)
        for field in plan(model):
            if field.part:
                models(field.part, seen)
    return seen


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


TEXTS = ["Plain words.", "<i>&amp; \"'", "a" * 400, "word " * 79, "{{ 7 * 7 }} {% raw %}", "漢字 😀 \u202e\u0301", "*a* [b](small-steps) `c`", "- a\n- b\n\n1. c",
         "-", "#", "et al.", ",;, et al", "0", "%s %(x)s {0} {x}", "\\", "[x](https://example.org/?a=1&b=2)"]  # fmt: skip
NUMBERS = [0, 1, 2, 20, 50, 60, 2000, 6000, 20000, -1, -1e12, 1e12, 1e-12, 0.1, 59.99]


def drawn(kind: object, marks: list, chance: random.Random, book: Handbook, depth: int = 0) -> object:
    """A value that the type of a field may allow."""
    marks = [*marks, *getattr(kind, "__metadata__", ())]
    if hasattr(kind, "__metadata__"):
        return drawn(get_args(kind)[0], marks, chance, book, depth)
    if get_origin(kind) is list:
        return [drawn(get_args(kind)[0], [], chance, book, depth + 1) for _ in range(chance.choice((1, 2, 3, 5, 12)) if depth < 3 else 0)]
    if args := [arg for arg in get_args(kind) if arg is not type(None)]:
        return drawn(args[0], marks, chance, book, depth)
    if issubclass(kind, Part):
        return {name: drawn(info.annotation, info.metadata, chance, book, depth + 1) for name, info in kind.model_fields.items() if info.is_required() or chance.random() < 0.5}
    if kind is not str:
        return chance.choice(("true", "false")) if kind is bool else chance.choice(NUMBERS) if kind in (int, float) else chance.choice(("0001-01-01", "9999-12-31"))
    for mark in marks:
        if isinstance(mark, Ref):
            return chance.choice(book.ids(mark.kind))
        if isinstance(mark, Vocab):
            return chance.choice(book.vocabularies[mark.name].terms).id
        if getattr(mark, "pattern", None):
            return chance.choice(("only", "first", "second", "s1", "o1", "o2", "a1", "w1", "x-title", "0")) if mark.pattern == ID else FORMS[mark.pattern]
    return chance.choice(TEXTS)


@pytest.mark.slow
@pytest.mark.parametrize("path", SMALL_RECORDS)
def test_what_is_sound_renders_whatever_its_fields_hold(at_small, path):
    """Fields of a sound record are given any value their types allow; where the rules allow it too, its page is made."""
    data, model, chance = parse((SMALL / path).read_bytes(), path).data, model_of(path), random.Random(path)
    sound = 0
    for turn in range(120):
        copy = deepcopy(data)
        for _ in range(chance.choice((1, 1, 2, 4))):
            route, owner = chance.choice(list(present(model, copy)))
            here = copy
            for step in route[:-1]:
                here = here[step]
            name = chance.choice([name for name in owner.model_fields if name != "id"])
            here[name] = drawn(owner.model_fields[name].annotation, owner.model_fields[name].metadata, chance, at_small.book)
        raw = yaml.dump(copy, Dumper=_Dumper, sort_keys=False, allow_unicode=True).encode()
        problems = at_small.problems(path, raw)
        assert_located(problems, path, raw, f"turn {turn}")
        if not problems:
            sound += 1
            for html in (*at_small.pages, *at_small.lists):
                assert not re.search(r"<script|<i>&|\sstyle=|\son\w+=|javascript:|\bnan\b|\binf\b", html.lower().replace("&lt;i&gt;", "")), f"turn {turn}"
    assert sound > 10


HOSTILE = "<script>alert('x')</script> \"><img src=x onerror=alert(1)> &lt;"


def hostile(model: type[Part], data: dict) -> dict:
    """``data`` with hostile words in every field that is words to read, unless the words must have a form."""
    copy = deepcopy(data)
    for route, owner in list(present(model, copy)):
        field = next((each for each in plan(owner) if each.name == route[-1]), None)
        if field and (field.line or field.prose) and not has_a_form(owner.model_fields[route[-1]].annotation):
            here = copy
            for step in route[:-1]:
                here = here[step]
            here[route[-1]] = [HOSTILE for _ in here[route[-1]]] if field.many else HOSTILE
    return copy


def has_a_form(kind: object) -> bool:
    return any(getattr(mark, "pattern", None) for mark in getattr(kind, "__metadata__", ())) or any(map(has_a_form, get_args(kind)))


@pytest.mark.parametrize("path", [path for path in SMALL_RECORDS if path not in OF_THE_WHOLE])
def test_words_are_only_words_even_where_no_rule_has_looked(at_small, path):
    """The rules refuse such text; the templates do not rely on it."""
    data = hostile(model_of(path), parse((SMALL / path).read_bytes(), path).data)
    loaded = Handbook()
    take(loaded, parse(yaml.dump(data, Dumper=_Dumper, sort_keys=False).encode(), path))
    whole = at_small.whole(loaded, path)
    whole.links = at_small.book.links
    at_small.render(whole, loaded)
    assert at_small.pages
    assert [html for html in at_small.pages if "&lt;script&gt;" not in html] == []
    for html in (*at_small.pages, *at_small.lists):
        tags = [(tag, dict(attributes)) for tag, attributes in tags_of(html)]
        assert [tag for tag, _ in tags if tag in ("script", "img", "iframe", "object")] == []
        assert [name for _, attributes in tags for name in attributes if name.startswith("on") or name == "style"] == []


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

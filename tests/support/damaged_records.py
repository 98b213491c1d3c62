"""Records damaged or filled at random, and the models by which they are: for tests of many kinds of bad
input."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import get_args, get_origin

import yaml
from places import SMALL

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.base.problems import Problem, Problems
from macros.base.yaml_files import parse
from macros.checks import RULES
from macros.records import people
from macros.records.drawings import Series
from macros.records.field_plans import plan_fields
from macros.records.field_types import ID, SOURCE_ID, Part, Ref, Vocab
from macros.records.handbook import Handbook
from macros.records.kinds import FILES, KINDS
from macros.records.lasting_ids import PART_KINDS
from macros.records.loader import add_file
from macros.rendering.citations import Citations
from macros.rendering.page_macros import Library
from macros.rendering.reading_order import ReadingOrder
from macros.rendering.record_pages import RecordPage, build_front_matter, list_redirects
from macros.rendering.renderer import Renderer
from macros.search.documents import list_documents
from macros.search.index import build_files

# What these hold is judged by the records and shown on no page.
OF_THE_WHOLE = ("framework/exemptions.yml", "framework/synonyms.yml", "framework/verbs.yml")

FORMS = {  # A text of each form that some field demands.
    r"^([a-z0-9]+(-[a-z0-9]+)*/)?[a-z0-9]+(-[a-z0-9]+)*$": "other/s7",
    f"^({'|'.join(PART_KINDS.values())})$": "session",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "an-id",
    r"^https?://[^\s<>\x22'/?#@\\]+([/?#][^\s<>\x22']*)?$": "https://example.org/",
    r"^(cy)$": "cy",
    "^(low|some|high|informal)$": "some",
    "^(low|some|high)$": "some",
    "^(shift|trend|runs|point)$": "shift",
    r"^(self-assessment|plan)$": "self-assessment",
    r"^[A-Za-z0-9]+(-[A-Za-z0-9]+|\.[A-Za-z]?[0-9]+[A-Za-z]?|\.[A-Za-z])*$": "1.1",
    r"^[a-z0-9-]+--[a-z0-9-]+$": "one--other",
    r"^10\.\d{4,9}/\S+$": "10.1000/182",
    r"^[0-9X-]{10,17}$": "978-0-00-000000-2",
    people.FORM: "O'Brien J-L",
    SOURCE_ID: "https://x.example/items?id=1.1",
    r"^[A-Za-z0-9.]+([–-][A-Za-z0-9.]+)?(, [A-Za-z0-9.]+([–-][A-Za-z0-9.]+)?)*$": "S11–S58",
    r"^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$": "aWord",
    r"^[a-z-]+$": "ask",
    r"^[a-z0-9-]+/[A-Za-z0-9.-]+$": "mlcf/0.9",
    r"^[^\s*_`\\\[\]<>{}&]([^*_`\\\[\]<>{}&]*[^\s*_`\\\[\]<>{}&])?$": "from 11.0% to 6.2%",
    r"^\d{4}(-(0[1-9]|1[0-2]))?$": "2019-11",
    r"^\d{4}-(0[1-9]|1[0-2])$": "2027-06",
}


class Place:
    """A handbook in which one record after another is replaced. Only what the replaced record says is
    judged."""

    def __init__(self, book: Handbook, lists: bool = False):
        """``lists`` says whether the pages that list all records are made each time, too, which takes
        long."""
        self.book, self.with_lists = book, lists
        self.renderer = Renderer(book, Urls(), Repository())

    def problems(self, path: str, raw: bytes) -> list[Problem]:
        """What is wrong with ``raw`` in the place of ``path``; where nothing is, it has been rendered."""
        loaded = Handbook()
        try:
            add_file(loaded, parse(raw, path))
        except Problems as found:
            return found.problems
        alone, whole = self.alone(loaded, path), self.whole(loaded, path)
        alone.links = whole.links = [
            link for link in self.book.links if link.origin.file.path != path
        ] + alone.links
        judged = whole if path in OF_THE_WHOLE else alone
        found = {problem for rule in RULES for problem in rule.check(judged)}
        problems = sorted(
            problem
            for problem in found
            if problem.path == path or path not in OF_THE_WHOLE and problem.path not in OF_THE_WHOLE
        )
        if not problems:
            self.render(whole, loaded)
        return problems

    def whole(self, loaded: Handbook, path: str) -> Handbook:
        """The handbook with the record instead of its former self."""
        book = self.book
        if path in FILES:
            parts = ("sources", "terms", "vocabularies", "exemptions", "verbs", "drawings")
            return replace(book, **{name: getattr(loaded, name) or getattr(book, name) for name in parts})
        kind = next(kind for kind, entries in loaded.all_records.items() if entries)
        others = [entry for entry in book.all_records[kind] if entry.file.path != path]
        whole = replace(book, all_records={**book.all_records, kind: [*others, *loaded.all_records[kind]]})
        inside = [each for entry in loaded.all_records[kind] for each in whole.list_entries(entry)]
        whole.entries = {id: entry for id, entry in book.entries.items() if entry.file.path != path} | {
            each.id: each for each in inside
        }
        return whole

    def alone(self, loaded: Handbook, path: str) -> Handbook:
        """The record alone in a handbook that still finds all others by their ids."""
        whole = self.whole(loaded, path)
        alone = replace(
            whole,
            all_records=loaded.all_records,
            sources=loaded.sources,
            terms=loaded.terms,
            files=loaded.files | self.book.files | loaded.files,
        )
        alone.__dict__["_entries_by_record"] = whole._entries_by_record
        alone.entries, alone.source_by_id, alone.term_by_id = (
            whole.entries,
            whole.source_by_id,
            whole.term_by_id,
        )
        return alone

    def render(self, whole: Handbook, loaded: Handbook) -> None:
        self.renderer.book = self.renderer.env.globals["book"] = whole
        self.renderer.citations = Citations(entry.node for entry in whole.sources)
        self.renderer.reading_order = ReadingOrder(whole)
        self.pages = []
        for entry in loaded.list_records():
            items = [each for each in whole.list_entries(entry) if each.kind == "item"][:3]
            self.pages += [self.renderer.render_record(each) for each in (entry, *items)]
            for page in (RecordPage(each.path, each, each.title) for each in (entry, *items)):
                json.dumps(build_front_matter(page, self.renderer))
        assert all(
            re.fullmatch(r"[a-z]+(/[a-z0-9]+([.-]+[a-z0-9]+)*){1,2}", path)
            for path, *_ in list_redirects(whole)
        )
        build_files(list_documents(loaded, (), (), self.renderer.urls), ())
        library = Library(self.renderer, lambda: "index")
        lists = []
        if (
            self.with_lists
            and any(loaded.list_records())
            and whole.entries.keys() >= self.book.entries.keys()
        ):  # Else others refer to what is gone, which no rule has said here.
            lists += [library.index(by) for by in ("skill", "setting", "stage", "tension")]
            lists += [
                macro() for macro in (library.lineage, library.compare, library.chooser, library.first_moves)
            ]
        if loaded.drawings:
            self.pages += [
                library.drawing(entry.id, form)
                for entry in loaded.drawings
                for form in (("run", "xmr", "tables") if isinstance(entry.node, Series) else ("",))
            ]
        if loaded.sources:
            self.pages.append(library.sources())
        if loaded.terms:
            self.pages.append(library.glossary())
        if loaded.vocabularies:
            self.pages.append(library.vocabularies())
        self.pages, self.lists = (
            [self.renderer.put_back(html) for html in each] for each in (self.pages, lists)
        )
        self.renderer.set_aside_html.clear()


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
    return (
        raw[:place]
        + chance.choice(
            [
                b":",
                b"-",
                b"'",
                b'"',
                b"[",
                b"]",
                b"{",
                b"}",
                b"#",
                b"&",
                b"*",
                b"!",
                b"\t",
                b"\n",
                b"<",
                b">",
                b"|",
                b"\\",
                b"](",
            ]
        )
        + raw[place:]
    )


def put_letters(chance: random.Random, raw: bytes) -> bytes:
    place = at(chance, raw)
    letters = chance.choice("é 漢 😀 \u2028 \u200b \ufeff \u202e \u0301 \x00 \x85 ١ 　".split(" "))
    return raw[:place] + letters.encode() + raw[place:]


def truncate(chance: random.Random, raw: bytes) -> bytes:
    return raw[: at(chance, raw)]


def swap_letters(chance: random.Random, raw: bytes) -> bytes:
    place = chance.randrange(len(raw) - 1)
    return raw[:place] + raw[place + 1 : place + 2] + raw[place : place + 1] + raw[place + 2 :]


def lines_of(
    change: Callable[[random.Random, list[bytes], int], None],
) -> Callable[[random.Random, bytes], bytes]:
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
    lines[place] = (
        key
        + colon
        + chance.choice(
            (
                b" 0",
                b" -1",
                b" 1e400",
                b" 99999999999999999999",
                b" .nan",
                b" 07",
                b" 0.5",
                b" true",
                b" 2024-02-30",
            )
        )
    )


@lines_of
def remove_dash(chance, lines, place):
    lines[place] = lines[place].replace(b"- ", b"  ", 1)


MUTATIONS = (flip, drop_bytes, put_byte, put_mark, put_letters, truncate, swap_letters, double_line,
             remove_line, swap_lines, swap_with_next, indent_line, outdent_line, tab_line, empty_line,
             other_value, number_value, remove_dash)  # fmt: skip


def present(model: type[Part], data: dict, route: tuple = ()) -> Iterator[tuple[tuple, type[Part]]]:
    """Every field that is there, at every depth: its route and the model it belongs to."""
    parts = {field.name: field for field in plan_fields(model) if field.part}
    for name, value in data.items():
        yield (*route, name), model
        if name in parts:
            inner = enumerate(value) if parts[name].is_list else [(None, value)]
            for index, each in inner:
                yield from present(
                    parts[name].part, each, (*route, name) if index is None else (*route, name, index)
                )


class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):
    def ignore_aliases(self, data: object) -> bool:
        return True


SMALL_RECORDS = sorted(
    path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*.yml") if path.name != "vocabulary.yml"
)


def model_of(path: str) -> type[Part]:
    return FILES.get(path) or next(
        kind.model for kind in KINDS.values() if path.startswith(f"{kind.folder}/")
    )


def models(model: type[Part], seen: set) -> set:
    if model not in seen:
        seen.add(model)
        for field in plan_fields(model):
            if field.part:
                models(field.part, seen)
    return seen


TEXTS = ["Plain words.", "<i>&amp; \"'", "a" * 400, "word " * 79, "{{ 7 * 7 }} {% raw %}",
         "漢字 😀 e\u0301", "*a* [b](small-steps) `c`", "- a\n- b\n\n1. c", "-", "#", "et al.",
         ",;, et al", "0", "%s %(x)s {0} {x}", "\\", "[x](https://example.org/?a=1&b=2)"]  # fmt: skip

NUMBERS = [0, 1, 2, 20, 50, 60, 2000, 6000, 20000, -1, -1e12, 1e12, 1e-12, 0.1, 59.99]


def drawn(kind: object, marks: list, chance: random.Random, book: Handbook, depth: int = 0) -> object:
    """A value that the type of a field may allow."""
    marks = [*marks, *getattr(kind, "__metadata__", ())]
    if hasattr(kind, "__metadata__"):
        return drawn(get_args(kind)[0], marks, chance, book, depth)
    if get_origin(kind) is list:
        return [
            drawn(get_args(kind)[0], [], chance, book, depth + 1)
            for _ in range(chance.choice((1, 2, 3, 5, 12)) if depth < 3 else 0)
        ]
    if args := [arg for arg in get_args(kind) if arg is not type(None)]:
        return drawn(args[0], marks, chance, book, depth)
    if issubclass(kind, Part):
        return {
            name: drawn(info.annotation, info.metadata, chance, book, depth + 1)
            for name, info in kind.model_fields.items()
            if info.is_required() or chance.random() < 0.5
        }
    if kind is not str:
        return (
            chance.choice(("true", "false"))
            if kind is bool
            else (
                chance.choice(NUMBERS)
                if kind in (int, float)
                else chance.choice(("2026-11-01", "2026-11-22"))
            )
        )
    for mark in marks:
        if isinstance(mark, Ref):
            return chance.choice(book.list_ids(mark.kind))
        if isinstance(mark, Vocab):
            return chance.choice(book.vocabularies[mark.name].terms).id
        if getattr(mark, "pattern", None):
            return (
                chance.choice(("only", "first", "second", "s1", "o1", "o2", "a1", "w1", "x-title", "0"))
                if mark.pattern == ID
                else FORMS[mark.pattern]
            )
    return chance.choice(TEXTS)

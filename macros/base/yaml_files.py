"""Reads one YAML file safely and keeps where every value stands.

YAML's own typing silently changes what an author wrote (``NO`` becomes false, ``1.10`` becomes 1.1, ``22:22``
a number), so every scalar is read as the text it is and typed by the model. Anchors, aliases, tags, duplicate
keys, deep nesting and large files are refused, and so are characters that nobody sees
(:mod:`macros.base.odd_characters`), texts that a comment cuts off (:mod:`macros.base.yaml_comments`) and
look-alikes of YAML's own signs (:mod:`macros.base.yaml_look_alikes`). In a folded block (``>-``) a blank
line begins a new paragraph, as its author meant; YAML alone would leave a single line break.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

import yaml

from macros.base import merge_marks
from macros.base.odd_characters import find_refused
from macros.base.problems import Fault, Guess, Problem, Problems, Route, show
from macros.base.reading import describe_refusal
from macros.base.rule_names import FILES_CAN_BE_READ
from macros.base.yaml_comments import find_cut_texts
from macros.base.yaml_events import read_scalar, read_sound
from macros.base.yaml_faults import MANY_DOCUMENTS
from macros.base.yaml_look_alikes import judge_quotes, mend_line
from macros.base.yaml_recovery import NO_GAPS, Gaps, Salvaged, mark_gaps, salvage
from macros.base.yaml_trees import (
    MAX_DEPTH,
    TOO_DEEP,
    Loader,
    compose,
    create_problem,
    is_yaml,
    load_root,
)

MAX_BYTES = 256 * 1024
# A framework with all its items is one record, and an imported one may have 20,000 of them.
_LARGE, _MAX_BYTES_OF_LARGE = "framework/competencies/", 16 * 1024 * 1024


@dataclass(frozen=True)
class YamlFile:
    """A file's data (dicts, lists, text and ``None``), and the ``text`` that they came from, which
    ``reader`` reads. ``begin`` is the line and column (from 1) of its first value.

    ``problems`` are the faults of a file that was read in part (:func:`parse_partly`), and ``gaps`` what of
    it could not be read; ``text`` has nothing in these places.

    ``edition_path`` is where an edition's file stands, from the folder above the edition's
    (``north/modules/cases/x.yml``); empty for the national handbook's files. ``composed`` is the root of the
    node tree of a file of settings.
    """

    path: str
    data: object
    text: str = field(repr=False)
    reader: type = field(repr=False)
    begin: tuple[int, int]
    edition_path: str = ""
    problems: tuple[Problem, ...] = ()
    gaps: Gaps = NO_GAPS
    composed: yaml.Node | None = field(default=None, repr=False, compare=False)
    _keys: dict[int, dict[object, tuple[yaml.Node, yaml.Mark]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def is_local(self) -> bool:
        """Whether the file is an edition's own."""
        return bool(self.edition_path)

    @cached_property
    def may_hold_calls(self) -> bool:
        """Whether double braces are in its text, or a backslash, which may begin what stands for one."""
        return "{{" in self.text or "\\" in self.text

    @cached_property
    def root(self) -> yaml.Node:
        """The root of the node tree, with the place of every value. It takes many times the room of the data,
        and few files are asked for a place: it is made when the first is, unless it was kept when the file
        was read (``composed``)."""
        return self.composed or load_root(self.text, self.reader)

    def locate(self, route: Route) -> tuple[int, int]:
        """Line and column (from 1) of the value at ``route``, a path of keys and indexes.

        Where the route leads nowhere (a missing key), the nearest value above it is meant;
        a mapping's entry is located at its key.
        """
        if not route:
            return self.begin
        node, mark = self.root, self.root.start_mark
        for step in route:
            child = self._find_child(node, step)
            if child is None:
                break
            node, mark = child
        return mark.line + 1, mark.column + 1

    def locate_words(self, route: Route, words: str) -> tuple[int, int]:
        """Line and column (from 1) of ``words`` in the text at ``route``; of the value where they do not
        stand there as they are. Signs of a link before them (``](small-steps``) are passed over."""
        if not words:
            return self.locate(route)
        node, begin = self.root, self.root.start_mark
        for step in route:
            if (child := self._find_child(node, step)) is None:
                break
            node, begin = child
        offset = self.text.find(words, begin.index, node.end_mark.index)
        if offset < 0:
            return self.locate(route)
        offset += len(words) - len(words.lstrip("]("))
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)

    def _find_child(self, node: yaml.Node, step: object) -> tuple[yaml.Node, yaml.Mark] | None:
        if isinstance(node, yaml.MappingNode):
            if id(node) not in self._keys:
                self._keys[id(node)] = {
                    key.value: (value, key.start_mark)
                    for key, value in node.value
                    if isinstance(key, yaml.ScalarNode)
                }
            return self._keys[id(node)].get(step)
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            return node.value[step], node.value[step].start_mark
        return None


class SoundFiles:
    """The data of sound files and where these begin, by the digest of their bytes, as JSON can hold them:
    those that are ``known`` from another run of the program, and those that were read in this one
    (``done``)."""

    def __init__(self, known: Mapping[str, Any] | None = None):
        self.known, self.done = known or {}, dict[str, Any]()

    def __repr__(self) -> str:
        return f"<{len(self.known)} sound files>"

    def read(self, file: Path, path: str) -> YamlFile:
        """Read ``file``, in part where it is not sound; arguments and errors are those of
        :func:`read_partly`."""
        raw = _read_bytes(file, path)
        digest = blake2b(raw, digest_size=20).hexdigest()
        if sound := self.known.get(digest):
            data, begin = sound
            yaml_file = YamlFile(path, data, _decode_sound(raw), Loader, tuple(begin))
        else:
            yaml_file = parse_partly(raw, path)
            sound = [yaml_file.data, yaml_file.begin]
        if not yaml_file.problems:
            self.done[digest] = sound
        return yaml_file


def read(
    file: Path, path: str, tags: Collection[str] = (), reader: type = Loader, has_settings: bool = False
) -> YamlFile:
    """Read ``file``, which problems call ``path`` (relative, forward slashes). ``tags`` are the YAML tags
    that a value may carry. ``reader`` is a loader class of PyYAML; a file that another program reads too
    needs that program's loader, as PyYAML's two parsers differ in what they accept. ``has_settings`` says
    that the file holds settings and no texts: a comment may stand behind any of them.

    Raises :class:`Problems` with every fault that stops the file from being data.
    """
    return parse(_read_bytes(file, path), path, tags, reader, has_settings)


def read_partly(file: Path, path: str) -> YamlFile:
    """Like :func:`read`, but where a part of the file can be read, give that, with the problems of the rest.

    Raises :class:`Problems` where nothing can.
    """
    return parse_partly(_read_bytes(file, path), path)


def _read_bytes(file: Path, path: str) -> bytes:
    try:
        if not (file.is_file() or file.is_dir()) and file.exists():
            fault = Fault("is no regular file, but a pipe, socket or device", "put a file there")
            raise Problems([_create_file_problem(path, fault)])
        with file.open("rb") as opened:
            return opened.read(_find_most_bytes(path) + 1)
    except OSError as error:
        raise Problems([_create_file_problem(path, describe_refusal(error))]) from None


def _find_most_bytes(path: str) -> int:
    """How large a file may be, by its place."""
    return _MAX_BYTES_OF_LARGE if _LARGE in path else MAX_BYTES


def _create_file_problem(path: str, fault: Fault, line: int = 1, col: int = 1) -> Problem:
    """The problem of a file that cannot be read, whatever it holds."""
    return create_problem(path, *fault, line, col, rule=FILES_CAN_BE_READ)


def parse(
    raw: bytes,
    path: str,
    tags: Collection[str] = (),
    reader: type = Loader,
    has_settings: bool = False,
) -> YamlFile:
    """Parse the bytes of a YAML file; arguments and errors are those of :func:`read`."""
    if tags or has_settings or reader is not Loader:
        file = _parse(_decode(raw, path), path, tags, reader, has_settings)
    else:
        file = parse_partly(raw, path)
    if file.problems:
        raise Problems(file.problems)
    return file


def parse_partly(raw: bytes, path: str) -> YamlFile:
    """Parse the bytes of a YAML file; arguments and errors are those of :func:`read_partly`."""
    text = _decode(raw, path)
    try:
        file = _parse(text, path)
        if any(problem.wrong == TOO_DEEP[0] for problem in file.problems):
            raise Problems(file.problems)
        return file
    except Problems as faulty:
        reasons = {problem.wrong for problem in faulty.problems}
        if reasons & {TOO_DEEP[0], MANY_DOCUMENTS.wrong} or not (salvaged := _salvage(text, path)):
            raise
        try:
            file = _parse(salvaged.text, path)
        except Problems:
            raise faulty from None
    lines = {problem.line for problem in file.problems} | salvaged.gaps.lines
    problems = tuple(sorted({*file.problems, *salvaged.problems}))
    return replace(file, problems=problems, gaps=mark_gaps(text, lines))


def _salvage(text: str, path: str) -> Salvaged | None:
    """What can be read of a text that is no YAML; nothing of one in which a merge is not settled."""

    def list_problems(part: str) -> list[Problem]:
        try:
            return list(_parse(part, path).problems)
        except Problems as faulty:
            return faulty.problems

    if merge_marks.find_mark(text, in_words=False):
        return None
    return salvage(text, lambda part: is_yaml(part, path), list_problems, MAX_DEPTH)


def _parse(
    text: str, path: str, tags: Collection[str] = (), reader: type = Loader, has_settings: bool = False
) -> YamlFile:
    """The file that holds ``text``, with a problem for everything in it that keeps no other value from being
    read. Raises :class:`Problems` for a text that is no YAML."""
    problems = [] if has_settings else _find_cut_texts(text, path, reader)
    if reader is Loader and not problems and (sound := read_sound(text, reader, MAX_DEPTH)):
        return YamlFile(path, sound.data, text, reader, sound.begin)
    try:
        root = compose(text, path, tags, reader)
    except Problems as faulty:
        raise Problems(problems) if problems else faulty from None
    data = _to_plain_data(root, path, problems, text)
    begin = root.start_mark.line + 1, root.start_mark.column + 1
    gaps = mark_gaps(text, {problem.line for problem in problems}) if problems else NO_GAPS
    unique = tuple(sorted(set(problems)))
    composed = root if has_settings else None  # Of settings every value is asked for by its node.
    return YamlFile(path, data, text, reader, begin, problems=unique, gaps=gaps, composed=composed)


def _find_cut_texts(text: str, path: str, reader: type) -> list[Problem]:
    """A problem for every comment of ``text`` that may be part of a text."""
    return _create_problems(path, text, find_cut_texts(text, reader, MAX_DEPTH))


def _create_problems(path: str, text: str, faults: Iterable[tuple[int, Fault]]) -> list[Problem]:
    """The problems of the ``faults`` of ``text``, each with its offset."""
    begins = [0, *(newline.end() for newline in re.finditer("\n", text))]
    problems = []
    for offset, fault in faults:
        line = bisect_right(begins, offset)
        problems.append(create_problem(path, *fault, line, offset - begins[line - 1] + 1))
    return problems


def _decode(raw: bytes, path: str) -> str:
    """The text of a file, with ``\n`` for every line break. Raises :class:`Problems` for what no record may
    hold."""
    if len(raw) > (most := _find_most_bytes(path)):
        fault = Fault(f"is larger than {most // 1024} KB", "split it into several records")
        raise Problems([_create_file_problem(path, fault)])
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line, col = _locate_end(raw[: error.start].decode("utf-8", "replace"))
        fault = Fault(f"byte 0x{raw[error.start]:02x} is not UTF-8", "save the file as UTF-8")
        raise Problems([_create_file_problem(path, fault, line, col)]) from None
    text = _unify_breaks(text)
    if refused := list(find_refused(text)):
        problems = _create_problems(path, text, refused)
        raise Problems(replace(problem, rule=FILES_CAN_BE_READ) for problem in problems)
    if not text.strip():
        fault = Fault("is empty", "write the record or delete the file")
        raise Problems([_create_file_problem(path, fault)])
    return text


def _decode_sound(raw: bytes) -> str:
    return _unify_breaks(raw.removeprefix(codecs.BOM_UTF8).decode("utf-8"))


def _unify_breaks(text: str) -> str:
    """``text`` with ``\n`` for every line break, as YAML reads it; the looks at it go by lines."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _locate_end(text: str) -> tuple[int, int]:
    """Line and column (from 1) of the place behind the last character of ``text``."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1


def _to_plain_data(root: yaml.Node, path: str, problems: list[Problem], text: str) -> object:
    """The node tree of ``text`` as dicts, lists, text and ``None``; keys that are no text or stand twice, and
    quotes and keys of look-alikes, add to ``problems``."""

    def fault(faulty_node: yaml.Node, wrong: str, right: str | Guess) -> None:
        line, column = faulty_node.start_mark.line, faulty_node.start_mark.column
        problems.append(create_problem(path, wrong, right, line + 1, column + 1))

    def read_text(node: yaml.ScalarNode) -> str | None:
        value: str = node.value
        if node.style == '"' and (refused := next(find_refused(value), None)):  # Written as "\ue000".
            fault(node, *refused[1])
        if not node.style and (odd := judge_quotes(value)):
            fault(node, *odd)
        if not node.style and " - " in value and node.start_mark.line < node.end_mark.line:
            judge_dashes(node)
        return read_scalar(value, node.style)

    def judge_dashes(node: yaml.ScalarNode) -> None:
        """Add a problem for each line of a text without quotes that begins as an entry of a list does."""
        lines = text.split("\n")
        for number in range(node.start_mark.line + 1, min(node.end_mark.line + 1, len(lines))):
            dash = lines[number].find("-")
            if lines[number].lstrip().startswith("- "):
                above = lines[node.start_mark.line].find("- ")
                right = f"begin it in column {above + 1}" if 0 <= above < dash else "put the text in quotes"
                wrong = "the '-' stands further right than the list and is read as a part of the text above"
                problems.append(create_problem(path, wrong, right, number + 1, dash + 1))

    def has_look_alike(key: yaml.ScalarNode) -> bool:
        """Whether a key holds a look-alike of YAML's signs; adds a problem for each on its line."""
        line = key.start_mark.line
        faults = [] if key.value.isascii() else mend_line(text.split("\n")[line])[1]
        problems.extend(create_problem(path, *odd, line + 1, column + 1) for column, odd in faults)
        return bool(faults)

    def walk(node: yaml.Node, depth: int) -> object:
        kind = type(node)
        if kind is yaml.ScalarNode:
            return read_text(node)
        if depth > MAX_DEPTH:
            fault(node, *TOO_DEEP)
            return None
        if kind is yaml.SequenceNode:
            return [walk(item, depth + 1) for item in node.value]
        data: dict[str, object] = {}
        for key, value in node.value:
            if type(key) is not yaml.ScalarNode:
                fault(key, "a key is a list or a mapping", "use a plain word as the key")
            elif has_look_alike(key):
                continue
            elif key.value in data:
                fault(key, f"the key {show(key.value)} stands twice", "keep one of them")
            else:
                data[key.value] = walk(value, depth + 1)
        return data

    return walk(root, 1)


def walk_values(data: object, route: Route = ()) -> Iterator[tuple[Route, object]]:
    """The values in ``data``, which is that of a file, that hold no others, each with its route behind
    ``route``."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from walk_values(value, (*route, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from walk_values(value, (*route, index))
    else:
        yield route, data

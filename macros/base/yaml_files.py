"""Reads one YAML file safely and keeps where every value stands.

YAML's own typing silently changes what an author wrote (``NO`` becomes false, ``1.10`` becomes 1.1, ``22:22``
a number), so every scalar is read as the text it is and typed by the model. Anchors, aliases, tags, duplicate
keys, deep nesting and large files are refused. In a folded block (``>-``) a blank line begins a new
paragraph, as its author meant; YAML alone would leave a single line break.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from macros.base.problems import Problem, Problems, Route, show

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
# What YAML 1.1 calls non-printable (clause 5.1), and what it calls a line break where no editor shows one
# (U+0085, U+2028/9); and private characters, which :mod:`macros.base.language_marks` keeps for itself.
UNREADABLE = re.compile(
    "[^\x09\x0a\x0d\x20-\x7e\xa0-\u2027\u202a-\ud7ff\uf900-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_ENTITY = re.compile(r"&#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,8});?")
PRIVATE = re.compile("[\ue000-\uf8ff]")
_BREAK = re.compile(r"\n+")
_EMPTY = {"", "~", "null", "Null", "NULL"}


# The loader in C is not in every build of PyYAML.
class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Works out no tags: nothing here reads them, and PyYAML would ask for each value in turn."""

    resolve = descend_resolver = ascend_resolver = lambda *_: ""


@dataclass(frozen=True)
class YamlFile:
    """A file's data (dicts, lists, text and ``None``) and the node tree it came from.

    ``edition_path`` is where an edition's file stands, from the folder above the edition's
    (``north/modules/cases/x.yml``); empty for the national handbook's files.
    """

    path: str
    data: object
    root: yaml.Node
    edition_path: str = ""
    _keys: dict[int, dict[object, tuple[yaml.Node, yaml.Mark]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def is_local(self) -> bool:
        """Whether the file is an edition's own."""
        return bool(self.edition_path)

    def locate(self, route: Route) -> tuple[int, int]:
        """Line and column (from 1) of the value at ``route``, a path of keys and indexes.

        Where the route leads nowhere (a missing key), the nearest value above it is meant;
        a mapping's entry is located at its key.
        """
        node, mark = self.root, self.root.start_mark
        for step in route:
            child = self._find_child(node, step)
            if child is None:
                break
            node, mark = child
        return mark.line + 1, mark.column + 1

    def _find_child(self, node: yaml.Node, step: object) -> tuple[yaml.Node, yaml.Mark] | None:
        if isinstance(node, yaml.MappingNode):
            if id(node) not in self._keys:
                self._keys[id(node)] = {key.value: (value, key.start_mark) for key, value in node.value}
            return self._keys[id(node)].get(step)
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            return node.value[step], node.value[step].start_mark
        return None


def read(file: Path, path: str, tags: Collection[str] = (), reader: type = _Loader) -> YamlFile:
    """Read ``file``, which problems call ``path`` (relative, forward slashes). ``tags`` are the YAML tags
    that a value may carry. ``reader`` is a loader class of PyYAML; a file that another program reads too
    needs that program's loader, as PyYAML's two parsers differ in what they accept.

    Raises :class:`Problems` with every fault that stops the file from being data.
    """
    try:
        if not (file.is_file() or file.is_dir()) and file.exists():
            raise Problems(
                [
                    _create_problem(
                        path, "is no regular file, but a pipe, socket or device", "put a file there"
                    )
                ]
            )
        with file.open("rb") as opened:
            raw = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise Problems(
            [_create_problem(path, f"cannot be read ({error.strerror or error})", "make it a readable file")]
        ) from None
    return parse(raw, path, tags, reader)


def parse(raw: bytes, path: str, tags: Collection[str] = (), reader: type = _Loader) -> YamlFile:
    """Parse the bytes of a YAML file; arguments and errors are those of :func:`read`."""
    text = _decode(raw, path)
    root = _compose(text, path, tags, reader)
    problems: list[Problem] = []
    data = _to_plain_data(root, path, problems)
    if problems:
        raise Problems(problems)
    return YamlFile(path, data, root)


def _create_problem(path: str, wrong: str, right: str, line: int = 1, col: int = 1) -> Problem:
    return Problem(path, line, col, "file", wrong, right)


def _decode(raw: bytes, path: str) -> str:
    """The text of a file, with ``\n`` for every line break. Raises :class:`Problems` for what no record may
    hold."""
    if len(raw) > MAX_BYTES:
        raise Problems(
            [_create_problem(path, f"is larger than {MAX_BYTES // 1024} KB", "split it into several records")]
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, col = _locate_end(raw[: error.start].decode("utf-8", "replace"))
        wrong = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        raise Problems([_create_problem(path, wrong, "save the file as UTF-8", line, col)]) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # As YAML does; the looks below go by lines.
    if unreadable := UNREADABLE.search(text):
        line, col = _locate_end(text[: unreadable.start()])
        wrong = (
            f"holds the {'private' if PRIVATE.match(unreadable[0]) else 'invisible'} character"
            f" U+{ord(unreadable[0]):04X}"
        )
        raise Problems([_create_problem(path, wrong, "delete it", line, col)])
    for entity in _ENTITY.finditer(text) if "&#" in text else ():
        if PRIVATE.match(character := html.unescape(entity[0])):
            line, col = _locate_end(text[: entity.start()])
            raise Problems(
                [
                    _create_problem(
                        path, f"holds the private character U+{ord(character):04X}", "delete it", line, col
                    )
                ]
            )
    if not text.strip():
        raise Problems([_create_problem(path, "is empty", "write the record or delete the file")])
    return text


def _locate_end(text: str) -> tuple[int, int]:
    """Line and column (from 1) of the place behind the last character of ``text``."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1


def _compose(text: str, path: str, tags: Collection[str], reader: type) -> yaml.Node:
    """The root of the node tree of one document. Raises :class:`Problems` with the parser's fault in an
    author's words."""
    loader = None
    try:
        _refuse_anchors_tags_and_depth(text, path, tags, reader)
        loader = reader(text)
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        line, col, wrong, right = _yaml_fault(error, text)
        raise Problems([_create_problem(path, wrong, right, line, col)]) from None
    except yaml.YAMLError as error:
        raise Problems(
            [_create_problem(path, f"is not YAML ({show(error)})", "see the data reference for the form")]
        ) from None
    finally:
        if loader is not None:
            loader.dispose()
    if root is None:
        raise Problems([_create_problem(path, "is empty", "write the record or delete the file")])
    return root


_ALIAS = (
    "uses an anchor or alias",
    "write the value out in each place; a text that begins with * or & stands in quotes",
)
_TAG = "carries a tag", "remove it; a text that begins with ! stands in quotes"
_TOO_DEEP = "is nested too deep", f"keep to {MAX_DEPTH} levels of nesting"
_MARK = re.compile(r"[&*!%]")
_MAY_BE_FLOW = re.compile(r"(?m)^[ ?-]*[\[{]|:[ \t]+[\[{]")
_MAY_BE_DEEP = re.compile(rf"(?m)^[ ?-]{{{MAX_DEPTH},}}|^ *(?:- +){{4,}}")


def _refuse_anchors_tags_and_depth(text: str, path: str, tags: Collection[str], reader: type) -> None:
    """Refuse anchors, aliases, tags and deep nesting, before the composer (which recurses) meets them. Raises
    :class:`Problems`.

    The parser's events decide. They are walked only where a cheap search of the text finds what could be one
    of these.
    """
    if not (_may_be_marked(text) or _MAY_BE_DEEP.search(text) or _may_be_deep_in_flow(text)):
        return
    depth, seen, problems = 0, set(), []
    for event in yaml.parse(text, Loader=reader):
        mark = event.start_mark
        fault = None
        if anchor := getattr(event, "anchor", None):
            construct = (
                f"the alias {show('*' + anchor)}"
                if isinstance(event, yaml.AliasEvent)
                else f"the anchor {show('&' + anchor)}"
            )
            fault = f"uses {construct}", _ALIAS[1]
        elif getattr(event, "tag", None) and event.tag not in tags:
            construct = event.tag.replace("tag:yaml.org,2002:", "!!")
            fault = f"carries the tag {show(construct)}", _TAG[1]
        if fault and fault not in seen:
            seen.add(fault)
            problems.append(_create_problem(path, *fault, mark.line + 1, mark.column + 1))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            problems.append(_create_problem(path, *_TOO_DEEP, mark.line + 1, mark.column + 1))
            break
    if problems:
        raise Problems(problems)


def _may_be_marked(text: str) -> bool:
    """Whether one of ``&*!%`` stands where a value or key may begin: at the start of a line, after ':', '-'
    or '?', or inside a flow collection."""
    begins = "\n:-?[{," if _MAY_BE_FLOW.search(text) else "\n:-?[{"
    for mark in _MARK.finditer(text):
        if text[max(0, mark.start() - 60) : mark.start()].rstrip(" \t")[-1:] in begins:
            return True
    return False


def _may_be_deep_in_flow(text: str) -> bool:
    return text.count("[") + text.count("{") >= MAX_DEPTH and _MAY_BE_FLOW.search(text) is not None


# What the parser says, what an author should hear instead, and whether the fault is where the trouble began.
_FAULTS = (
    ("anchor|alias", *_ALIAS, True),
    ("scanning a tag", *_TAG, True),
    (
        "single document|another document",
        "holds more than one document",
        "keep one record a file, without '---' lines inside",
        False,
    ),
    (
        "mapping values are not allowed",
        "a ':' stands where no key can be",
        "put the text in quotes or on a '>-' block",
        False,
    ),
    (r"but got '\?'", "a '?' stands in a text between brackets", "put the text in quotes", False),
    (
        "unexpected end of stream",
        "the quotes that open here are never closed",
        "close them, or take the opening one away",
        True,
    ),
    (
        "expected ',' or ']'",
        "the list that opens here with '[' is never closed",
        "put ', ' between its words and ']' at its end",
        True,
    ),
    (
        "expected ',' or '}'",
        "what opens here with '{' is never closed",
        "write {key: text, key: text}, with quotes around a text that holds a comma or a brace",
        True,
    ),
    (
        "could not find expected ':'",
        "the line has no key",
        "write 'key: text', or indent the line if it goes on from the one above",
        True,
    ),
    (
        "expected '-' indicator",
        "the line stands in a list and has no '-'",
        "begin it with '- ', or in the column of the keys above",
        False,
    ),
    (
        "block sequence entries",
        "a '-' stands where no list can begin",
        "put the list on lines of its own under its key",
        False,
    ),
    (
        "expected node content",
        "a value is missing here",
        "write it, or close the bracket above; a text that begins with a bracket stands in quotes",
        False,
    ),
    ("unknown escape", "a backslash stands in double quotes", "use single quotes, or a '>-' block", False),
    (
        "expected key|document start",
        "the line does not go with those above it",
        "begin it in the column of the other keys, and look for quotes that close too soon",
        False,
    ),
)


def _yaml_fault(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str, str]:
    """Where the YAML is at fault (line, column), what is wrong and what would be right, in words an author
    can use."""
    message = f"{error.context or ''} {error.problem or ''}"
    mark, lines = error.problem_mark or error.context_mark, text.splitlines()
    if merged := next((number for number, line in enumerate(lines, 1) if line.startswith("<<<<<<<")), None):
        return (
            merged,
            1,
            "a merge has left its mark here",
            "choose one of the two versions and delete the lines of <, = and >",
        )
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: mark.column + 1] and not line[: mark.column + 1].strip():
        return mark.line + 1, mark.column + 1, "a tab is used for indentation", "indent with spaces"
    if "cannot start any token" in message and line[mark.column : mark.column + 1] == "\t":
        return mark.line + 1, mark.column + 1, "a tab stands between words", "write a space"
    if "cannot start any token" in message:
        wrong = f"a text cannot begin with {show(line[mark.column : mark.column + 1])}"
        return mark.line + 1, mark.column + 1, wrong, "put the text in quotes"
    for pattern, wrong, right, began in _FAULTS:
        if re.search(pattern, message):
            return *_locate_mark(error.context_mark or mark if began else mark, lines), wrong, right
    right = "check the indentation, quotes and dashes of this line and the one above"
    return *_locate_mark(mark, lines), "is not YAML here", right


def _locate_mark(mark: yaml.Mark, lines: list[str]) -> tuple[int, int]:
    """Line and column (from 1) of a parser's mark; of a mark behind the last line, the end of that line."""
    if mark.line >= len(lines):
        return len(lines), len(lines[-1]) + 1
    return mark.line + 1, mark.column + 1


def _to_plain_data(root: yaml.Node, path: str, problems: list[Problem]) -> object:
    """The node tree as dicts, lists, text and ``None``; keys that are no text or stand twice add to
    ``problems``."""

    def fault(faulty_node: yaml.Node, wrong: str, right: str) -> None:
        problems.append(
            _create_problem(
                path, wrong, right, faulty_node.start_mark.line + 1, faulty_node.start_mark.column + 1
            )
        )

    def walk(node: yaml.Node, depth: int) -> object:
        kind = type(node)
        if kind is yaml.ScalarNode:
            if node.style == ">":
                return _BREAK.sub("\n\n", node.value)
            if node.style == '"' and (
                unreadable := UNREADABLE.search(node.value)
            ):  # Written as an escape, such as "\ue000".
                character = "private" if PRIVATE.match(unreadable[0]) else "invisible"
                fault(node, f"holds the {character} character U+{ord(unreadable[0]):04X}", "delete it")
            return None if not node.style and node.value in _EMPTY else node.value
        if depth > MAX_DEPTH:
            fault(node, *_TOO_DEEP)
            return None
        if kind is yaml.SequenceNode:
            return [walk(item, depth + 1) for item in node.value]
        data: dict[str, object] = {}
        for key, value in node.value:
            if type(key) is not yaml.ScalarNode:
                fault(key, "a key is a list or a mapping", "use a plain word as the key")
            elif key.value in data:
                fault(key, f"the key {show(key.value)} stands twice", "keep one of them")
            else:
                data[key.value] = walk(value, depth + 1)
        return data

    return walk(root, 1)

"""Puts an entry into a list of a YAML file, by its place in the text: nothing else of the file changes, no
comment, no order and no line break.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable
from typing import Any

from macros.base.problems import Fault, Route
from macros.base.yaml_files import YamlFile

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_COMMENT = re.compile(r"( *)#")


class NoPlace(Exception):
    """An entry cannot be put into a file; ``fault`` says why."""

    def __init__(self, fault: Fault):
        super().__init__(fault.wrong)
        self.fault = fault


def insert_entry(
    raw: str, yaml: YamlFile, route: Route, id: str, write: Callable[[str], list[str]]
) -> tuple[str, int]:
    """The text ``raw`` of a file with a new entry in the list at ``route``, and the line (from 1) at which it
    begins.

    ``yaml`` is the file as it was read. The entry called ``id`` comes at its place where the entries stand in
    the order of their ids, else behind the last. ``write`` gives the entry's lines, with the indentation that
    the list's dashes have. Raises :class:`NoPlace` for a list that does not stand line by line.
    """
    entries = _get(yaml.data, route)
    if not isinstance(entries, list) or not entries:
        raise NoPlace(Fault(f"holds no list '{route[-1]}'", "write its first entry by hand"))
    lines = _LINE.findall(raw)
    indent = _find_indent(lines, yaml, route)
    ids = [str(entry["id"]) for entry in entries]
    place = bisect(ids, id) if ids == sorted(ids) else len(ids)
    if place < len(entries):
        after = yaml.locate((*route, place))[0] - 1
        line = _pass_comments_above(lines, after, len(indent))
    else:
        line = _find_end(lines, yaml, route)
    line_end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if line and not lines[line - 1].endswith(("\n", "\r")):
        lines[line - 1] += line_end
    entry_lines = [f"{text}{line_end}" for text in write(indent)]
    return "".join([*lines[:line], *entry_lines, *lines[line:]]), line + 1


def describe_no_dashes(route: Route) -> Fault:
    """The fault of a list at ``route`` that is written in another way than with a dash a line."""
    wrong = f"has its list '{route[-1]}' written otherwise than line by line"
    return Fault(wrong, "begin each entry on a line of its own, with '- ' and its first key")


def _get(data: Any, route: Route) -> Any:
    for step in route:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _find_indent(lines: list[str], yaml: YamlFile, route: Route) -> str:
    """What stands before the dashes of the list at ``route``."""
    number = yaml.locate((*route, 0))[0]
    dash = re.match(r"( *)- ", lines[number - 1].removeprefix("\ufeff"))
    if dash is None:
        raise NoPlace(describe_no_dashes(route))
    return dash[1]


def _pass_comments_above(lines: list[str], line: int, indent: int) -> int:
    """The first line (from 0) of the comments that stand right above ``line`` and belong to it."""
    while line and (comment := _COMMENT.match(lines[line - 1])) and len(comment[1]) <= indent:
        line -= 1
    return line


def _find_end(lines: list[str], yaml: YamlFile, route: Route) -> int:
    """The line (from 0) behind the last entry of the list at ``route``: before the next key of the file and
    the comments and blank lines above that, or at the end."""
    begin = yaml.locate(route)[0]
    following = [yaml.locate((key,))[0] for key in _get(yaml.data, route[:-1])]
    line = min((number - 1 for number in following if number > begin), default=len(lines))
    if line < len(lines):
        line = _pass_comments_above(lines, line, 0)
    while line and not lines[line - 1].strip():
        line -= 1
    return line

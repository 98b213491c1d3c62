"""Proofs that an edit of a file changes what it was to change and nothing else: what is read of the file
after it is what was read before, but in the lines that were edited, and it has no fault that it had not.

Of YAML the values are compared. Of a page these are the values of its front matter, its macro calls, and the
HTML that Markdown makes of it: every element stays, and no more texts and links change than lines did.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from macros.base.odd_characters import replace_refused
from macros.base.problems import Problem, Problems
from macros.base.typed_yaml import parse_settings
from macros.base.yaml_files import YamlFile, parse_partly, walk_values
from macros.hand_written.calls import Call, read_calls
from macros.hand_written.front_matter import split
from macros.hand_written.markdown_conversion import Converter, mark_calls

PAGE = ".md"
ENDINGS = (".yml", PAGE)  # Of the files that can be mended.
SETTINGS = ("mkdocs.yml", "hosting.yml")
_ABSENT = object()
_TAG = re.compile(r"<[^>]*>")


class YamlReading(NamedTuple):
    """What can be read of some lines, ``None`` where nothing can, and their faults as YAML, each with its
    line."""

    file: YamlFile | None
    faults: frozenset[tuple[int, str]]


class PageReading(NamedTuple):
    """What can be read of a page: its front matter; its faults as text with calls, each with its line; its
    macro calls, each as (line, name and arguments); its HTML as elements and the texts between them; and the
    addresses of its links."""

    front: YamlReading
    faults: frozenset[tuple[int, str]]
    calls: tuple[tuple[int, str], ...]
    elements: tuple[str, ...]
    texts: tuple[str, ...]
    addresses: tuple[str, ...]


Reading = YamlReading | PageReading


def read_lines(path: str, lines: list[str]) -> Reading:
    """What can be read of the lines of the file at ``path``, a page or YAML."""
    return _read_page(path, lines) if path.endswith(PAGE) else read_yaml(path, lines)


def read_yaml(path: str, lines: list[str]) -> YamlReading:
    """What can be read of these lines of YAML."""
    raw = "\n".join(lines).encode()
    try:
        file: YamlFile | None = (parse_settings if path in SETTINGS else parse_partly)(raw, path)
        problems = list(file.problems) if file else []
    except Problems as unreadable:
        file, problems = None, unreadable.problems
    return YamlReading(file, frozenset((problem.line, problem.wrong) for problem in problems))


def _read_page(path: str, lines: list[str]) -> PageReading:
    """What can be read of a page. Raises :class:`Problems` where Markdown makes nothing of it."""
    front, text = split(replace_refused("\n".join(lines)))
    front_lines = ["#", *(front or "").split("\n")]  # The dashes stand in the first line.
    pieces, faults = read_calls(text)
    try:
        html = Converter().convert(mark_calls(pieces))
    except Exception:  # Of Python-Markdown, which should take any text; the check tells of it.
        problem = Problem(path, 1, 1, "page", "cannot be made into HTML", "write it in another way")
        raise Problems([problem]) from None
    return PageReading(
        read_yaml(path, front_lines if front and front.strip() else ["a: b"]),
        frozenset((text.count("\n", 0, offset) + 1, fault.wrong) for offset, fault in faults),
        tuple(
            (piece.line, f"{piece.name} {piece.arguments} {piece.keywords}")
            for piece in pieces
            if isinstance(piece, Call)
        ),
        tuple(_TAG.findall(html.text)),
        tuple(_TAG.split(html.text)),
        tuple(link.url for link in html.links),
    )


def is_proved(before: Reading, after: Reading, changed: set[int]) -> bool:
    """Whether what is read ``after`` an edit is what was read ``before``, but in the lines that are
    ``changed`` and in what could not be read, and has no fault that this has not. Behind one fault that is
    gone others may come to light, where nothing could be read."""
    if isinstance(before, PageReading):
        return isinstance(after, PageReading) and _is_page_proved(before, after, changed)
    return isinstance(after, YamlReading) and _is_yaml_proved(before, after, changed)


def _is_yaml_proved(before: YamlReading, after: YamlReading, changed: set[int]) -> bool:
    if before.file is None:  # For characters that are refused: nothing else of it was looked at.
        return before.faults.isdisjoint(after.faults)
    free = changed | before.file.gaps.lines
    new_faults = {line for line, _ in after.faults - before.faults}
    if after.file is None or not new_faults <= free or (new_faults and before.faults <= after.faults):
        return False
    old_values, values = dict(walk_values(before.file.data)), dict(walk_values(after.file.data))
    for route in old_values.keys() | values.keys():
        if old_values.get(route, _ABSENT) != values.get(route, _ABSENT):
            if free.isdisjoint(file.locate(route)[0] for file in (before.file, after.file)):
                return False
    return True


def _is_page_proved(before: PageReading, after: PageReading, changed: set[int]) -> bool:
    calls = [pair for pair in zip(before.calls, after.calls) if pair[0] != pair[1]]
    return (
        _is_yaml_proved(before.front, after.front, changed)
        and after.faults <= before.faults
        and len(before.calls) == len(after.calls)
        and all(earlier[0] == later[0] and earlier[0] in changed for earlier, later in calls)
        and before.elements == after.elements
        and _count_differences(before.texts, after.texts) <= len(changed)
        and len(before.addresses) == len(after.addresses)
        and _count_differences(before.addresses, after.addresses) <= len(changed)
    )


def _count_differences(before: Sequence[str], after: Sequence[str]) -> int:
    return sum(old.split() != new.split() for old, new in zip(before, after))

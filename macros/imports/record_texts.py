"""The record of a framework as a commented YAML file, with a blank for what a person must decide."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from macros.imports.fitting import PROSE, FittedFramework, FittedItem
from macros.imports.model import Fields
from macros.records.blanks import MARK
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework
from macros.records.schemas import FOLDER as SCHEMAS
from macros.scaffolds.skeletons import quote, write_part

WIDTH = 105
STEP = "  "
HEAD = f"""\
# Written by 'handbook import'. Write over each {MARK}: these are for a person to decide. What you change here
# stays when the file is imported again.
"""
_DESCRIPTION = re.compile(r"\s*# \S")
_LEFT_OUT = re.compile(r"\s*#")


def write_record(framework: FittedFramework, handbook: Handbook, up: str) -> str:
    """The text of the file. ``handbook`` has the closed lists; ``up`` leads from the file's folder to the
    repository's."""
    lines = [f"# yaml-language-server: $schema={up}{SCHEMAS}/framework.schema.json", *HEAD.splitlines()]
    lines += drop_what_is_left_out(write_part(CompetencyFramework, framework.fields, handbook))
    return "\n".join([*lines, "items:", *write_items(framework.items, STEP)]) + "\n"


def drop_what_is_left_out(lines: Iterable[str]) -> Iterator[str]:
    """Yield the ``lines`` of a begun record without the fields that stand behind a ``#``, and without what is
    said of them."""
    waiting: list[str] = []
    for line in lines:
        if _DESCRIPTION.match(line):
            waiting.append(line)
            continue
        if not _LEFT_OUT.match(line):
            yield from waiting
            yield line
        waiting.clear()


def write_items(items: Iterable[FittedItem], indent: str) -> Iterator[str]:
    """Yield the lines of items and of all below them, their dashes behind ``indent``."""
    for item in items:
        yield from write_own_lines(item.fields, indent)
        if item.children:
            yield f"{indent}{STEP}items:"
            yield from write_items(item.children, indent + STEP * 2)


def write_own_lines(fields: Fields, indent: str) -> Iterator[str]:
    """Yield the lines of an item's own fields, the first with its dash."""
    mark = f"{indent}- "
    for name, value in fields.items():
        for line in write_field(name, value):
            yield f"{mark}{line}"
            mark = f"{indent}{STEP}"


def write_field(name: str, value: Any) -> list[str]:
    """The lines of a field that holds a text, or a list of texts or of parts with texts."""
    if isinstance(value, list):
        lines = [f"{name}:"]
        for entry in value:
            if isinstance(entry, dict):
                mark = f"{STEP}- "
                for key, inner in entry.items():
                    lines.append(f"{mark}{key}: {quote(str(inner))}")
                    mark = STEP * 2
            else:
                lines += fold(f"{STEP}-", str(entry), STEP * 2)
        return lines
    if isinstance(value, dict):
        return [
            f"{name}:",
            *(STEP + line for key, inner in value.items() for line in write_field(key, inner)),
        ]
    if name == "code":
        return [f'code: "{value}"']
    if name in PROSE or name in ("purpose", "how_to_use", "terms", "carried"):
        return [f"{name}: >-", *(STEP + line for line in wrap(str(value)))]
    return fold(f"{name}:", str(value), STEP)


def fold(head: str, text: str, indent: str) -> list[str]:
    """A text behind ``head``: on its line where it fits, else as a folded block behind ``indent``."""
    line = f"{head} {quote(text)}"
    if len(line) <= WIDTH or text.startswith((" ", "\t")):
        return [line]
    return [f"{head} >-", *(indent + piece for piece in wrap(text))]


def wrap(text: str) -> list[str]:
    """The lines of a text of a folded block; between paragraphs stands an empty one."""
    lines: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines += [""] if lines else []
        lines += textwrap.wrap(paragraph, 90, break_long_words=False, break_on_hyphens=False)
    return lines

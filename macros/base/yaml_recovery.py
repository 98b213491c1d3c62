"""Reads on behind a fault in a YAML text, so that one run tells of what is at fault elsewhere in it.

A text that fails is divided where its author divided it, into keys and the entries of lists, and these again,
down to the smallest that fails by itself. It is told and taken out, and the rest is read. Each is judged
alone, so that no fault is told for what stands above it: a quote that never closes is found where it opens.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from macros.base.problems import Problem

_NAME = re.compile(r"[A-Za-z_]\w*")
_CHILD = re.compile(r"(?P<indent> *)(?:(?P<dash>-)(?= |$)|[A-Za-z_][\w-]*:(?= |$))")
_HEAD = re.compile(r"( *)[A-Za-z_][\w-]*: *(?:#.*)?$")  # A key whose value follows below.
_DASH = re.compile(r"( *)-(?= |$)")
_NOTHING = re.compile(r" *(?:#.*)?$")


@dataclass(frozen=True)
class Gaps:
    """What of a text could not be read: its ``lines`` (from 1), and all ``words`` in them, any of which may
    be a key."""

    lines: frozenset[int] = frozenset()
    words: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.lines)


NO_GAPS = Gaps()


class Salvaged(NamedTuple):
    """What is sound of a text: the ``text`` with empty lines for what is not, so that all else stands where
    it stood; the ``problems`` of the rest, and the ``gaps`` that it leaves."""

    text: str
    problems: list[Problem]
    gaps: Gaps


def salvage(
    text: str,
    is_sound: Callable[[str], bool],
    list_problems: Callable[[str], list[Problem]],
    most_levels: int,
) -> Salvaged | None:
    """What is sound of a ``text`` that is not: ``None`` where nothing can be divided, or nothing is left.

    ``is_sound`` says whether a text is YAML, ``list_problems`` why one is not, with lines that count from its
    own first. Nothing is divided further than to ``most_levels``.
    """
    work = _Division(text.split("\n"), is_sound, list_problems, most_levels)
    work.divide(0, len(work.lines), 0)
    sound = "\n".join(work.lines)
    if not sound.strip() or not work.problems or not is_sound(sound):
        return None
    return Salvaged(sound, work.problems, mark_gaps(text, work.gap_lines))


def mark_gaps(text: str, lines: set[int]) -> Gaps:
    """The gaps that these ``lines`` (from 1) of a text are."""
    written = text.split("\n")
    words = (word for line in lines if line <= len(written) for word in _NAME.findall(written[line - 1]))
    return Gaps(frozenset(lines), frozenset(words))


@dataclass
class _Division:
    """The work on one text: its ``lines``, from which is taken what fails."""

    lines: list[str]
    is_sound: Callable[[str], bool]
    list_problems: Callable[[str], list[Problem]]
    most_levels: int
    problems: list[Problem] = field(default_factory=list)
    gap_lines: set[int] = field(default_factory=set)

    def divide(self, start: int, end: int, level: int) -> None:
        """Take out of the lines from ``start`` to ``end`` what fails, and note why."""
        written = self.lines[start:end]
        if self.is_sound("\n".join(written)):
            return
        known, known_lines = len(self.problems), set(self.gap_lines)
        dash = _DASH.match(written[0]) if level else None
        if dash:  # The first key of an entry is judged as one of its keys.
            self._replace(start, len(dash[1]), " ")
        for child_start, child_end in self._find_children(start, end, level, dash is not None):
            self.divide(child_start, child_end, level + 1)
        if dash:
            self._replace(start, len(dash[1]), "-")
        if len(self.problems) == known or not self.is_sound("\n".join(self.lines[start:end])):
            del self.problems[known:]
            self.gap_lines = known_lines | set(range(start + 1, end + 1))
            reasons = self.list_problems("\n".join(written))
            self.problems += [replace(problem, line=problem.line + start) for problem in reasons]
            self.lines[start:end] = [dash[0] if dash else ""] + [""] * (end - start - 1)
        elif not any(line.strip(" -") for line in self.lines[start + 1 : end]):
            self.gap_lines.add(start + 1)  # Nothing is left below it.

    def _replace(self, line: int, column: int, sign: str) -> None:
        text = self.lines[line].ljust(column + 1)
        self.lines[line] = (text[:column] + sign + text[column + 1 :]).rstrip()

    def _find_children(self, start: int, end: int, level: int, is_entry: bool) -> list[tuple[int, int]]:
        """The keys, or the entries of the list, that stand directly in the lines from ``start`` to ``end``,
        each as its own first line and the one behind its last."""
        head = None if is_entry or not level else _HEAD.match(self.lines[start])
        if level > self.most_levels or (level and not is_entry and not head):
            return []
        within = range(start + 1 if head else start, end)
        first_line = next((line for line in within if not _NOTHING.match(self.lines[line])), end)
        first = _CHILD.match(self.lines[first_line]) if first_line < end else None
        if not first or (head and len(first["indent"]) < len(head[1]) + (not first["dash"])):
            return []
        begins = [
            line
            for line in range(first_line, end)
            if (child := _CHILD.match(self.lines[line]))
            and (child["indent"], child["dash"]) == (first["indent"], first["dash"])
        ]
        return list(zip(begins, [*begins[1:], end]))

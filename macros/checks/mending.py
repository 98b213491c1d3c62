"""Mends what has one right answer: the problems whose remedy is :class:`~macros.base.problems.Exact`, spaces
at the end of lines, and entries that do not stand in the order of their ids.

Files are changed by edits at places in lines: no line is added or taken away, and outside the edits every
byte stays. Each edit is proved before it counts (:mod:`macros.checks.mending_proofs`). What cannot be read is
not touched.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from macros.base.problems import Problem, Problems
from macros.base.reading import Unreadable, read_bytes
from macros.base.yaml_files import MAX_BYTES
from macros.checks.mending_proofs import ENDINGS, PAGE, SETTINGS, is_proved, read_lines, read_yaml
from macros.records.field_plans import plan_all_fields
from macros.records.field_types import Part
from macros.records.kinds import KINDS, SOURCES
from macros.records.record_files import RECORD_FOLDERS

ORDERED_LISTS = {SOURCES: "sources"}  # Lists whose entries stand in the order of their ids, by file.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SPACES = re.compile(rb"[ \t](?=[\r\n]|\Z)")
_KEY = re.compile(r"\b([a-z_]+): ")
_COMMENT = re.compile(r" *#")


class Edit(NamedTuple):
    """``new`` in the place of ``old`` at a ``column`` (from 0) of a ``line`` (from 0)."""

    line: int
    column: int
    old: str
    new: str


@dataclass
class MendedFile:
    """A file as problems call it (``path``), where it is, its bytes ``before`` and ``after``, and the
    ``problems`` that are mended in it."""

    path: str
    file: Path
    before: bytes
    after: bytes
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Whether anything is mended in it."""
        return self.before != self.after


def mend(root: Path, problems: Iterable[Problem]) -> tuple[list[MendedFile], list[str]]:
    """Mend the ``problems`` of records, pages, settings and editions that have one right answer, and the
    order of lists under ``root``, the repository.

    Gives the files that would change, and a sentence for each that could not be read. Nothing is written.
    Spaces at the end of lines are taken out of all records and pages of the repository, and of its settings.
    """
    mended_files, sentences = [], []
    by_path = {path: list(group) for path, group in groupby(sorted(problems), lambda problem: problem.path)}
    for path in sorted({*by_path, *ORDERED_LISTS, *_list_paths_with_spaces(root)}):
        file = root / path if path not in by_path or (root / path).is_file() else Path(path)
        if not path.endswith(ENDINGS) or not file.is_file():
            continue
        try:
            mended_file = _mend_file(file, path, by_path.get(path, []))
        except Problems as unreadable:
            reason = unreadable.problems[0]
            sentences.append(f"{path} was left as it is: line {reason.line} {reason.wrong}.")
            continue
        if mended_file.is_changed:
            mended_files.append(mended_file)
    return mended_files, sentences


def _list_paths_with_spaces(root: Path) -> Iterator[str]:
    """The paths of the records, pages and settings under ``root`` that have spaces at the end of lines, links
    aside."""
    files = [file for folder in RECORD_FOLDERS for file in (root / folder).rglob("*.yml")]
    for file in (*files, *(root / "docs").rglob(f"*{PAGE}"), *(root / name for name in SETTINGS)):
        with suppress(OSError):
            if file.is_file() and not file.is_symlink() and _SPACES.search(file.read_bytes()):
                yield file.relative_to(root).as_posix()


def _mend_file(file: Path, path: str, problems: list[Problem]) -> MendedFile:
    """The mended file. Raises :class:`Problems` where it cannot be read as text, or is too long."""
    try:
        raw = read_bytes(file, MAX_BYTES)
    except Unreadable as error:
        raise Problems([Problem(path, 1, 1, "file", *error.fault)]) from None
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Problems([Problem(path, line, 1, "file", "is not UTF-8", "save it as UTF-8")]) from None
    if len(raw) > MAX_BYTES:
        raise Problems([Problem(path, 1, 1, "file", "is too long", "split it")])
    work = _Work(path, text)
    edits: list[tuple[Edit, Problem | None]] = []
    for problem in problems:
        if edit := _find_edit(work.lines, problem):
            edits.append((edit, problem))
    edits += [(edit, None) for edit in _list_trailing_spaces(work.lines, path)]
    done = work.apply(edits)
    work.sort_entries()
    begin = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    return MendedFile(path, file, raw, begin + work.write().encode(), done)


def _find_edit(lines: list[str], problem: Problem) -> Edit | None:
    """The edit that mends a problem: at its place, or where alone in its line stands what is to go."""
    exact, number = problem.exact, problem.line - 1
    if exact is None or number >= len(lines) or not exact.old:
        return None
    if exact.new.startswith(("'", '"')) and _list_field_names().intersection(_KEY.findall(exact.old)):
        return None  # Two keys in one line.
    line = lines[number]
    column = problem.col - 1
    if not line.startswith(exact.old, column):
        column = line.find(exact.old)
        if line.count(exact.old) != 1:
            return None
    return Edit(number, column, exact.old, exact.new)


@cache
def _list_field_names() -> frozenset[str]:
    """The names of all fields of records."""
    models: list[type[Part]] = [kind.model for kind in KINDS.values()]
    names: set[str] = set()
    while models:
        for plan in plan_all_fields(models.pop()):
            if plan.name not in names and plan.part:
                models.append(plan.part)
            names.add(plan.name)
    return frozenset(names)


def _list_trailing_spaces(lines: list[str], path: str) -> Iterator[Edit]:
    """The edits that take out spaces at the end of lines; two behind words of a page break its line there."""
    for number, line in enumerate(lines):
        is_break = path.endswith(PAGE) and line.strip() and line.endswith("  ")
        if (end := len(line.rstrip(" \t"))) < len(line) and not is_break:
            yield Edit(number, end, line[end:], "")


class _Work:
    """The work on one file: its ``lines`` without their ends, which stay where they are."""

    def __init__(self, path: str, text: str):
        self.path = path
        written = _LINE.findall(text)
        self.lines = [line.rstrip("\r\n") for line in written]
        self.ends = [line[len(line.rstrip("\r\n")) :] for line in written]
        self.reading = read_lines(path, self.lines)

    def write(self) -> str:
        """The text, with the line ends that it had."""
        return "".join(line + end for line, end in zip(self.lines, self.ends))

    def apply(self, edits: list[tuple[Edit, Problem | None]]) -> list[Problem]:
        """Make those of ``edits`` that can be proved, together or else one by one; gives the problems that
        they mend."""
        if self._make([edit for edit, _ in edits]):
            return [problem for _, problem in edits if problem]
        done = [problem for edit, problem in edits if problem and self._make([edit])]
        self._make([edit for edit, problem in edits if not problem])
        return done

    def _make(self, edits: list[Edit]) -> bool:
        """Make these edits, if all of them fit and can be proved."""
        lines = self.lines.copy()
        for edit in sorted(set(edits), reverse=True):
            line = lines[edit.line]
            if not line.startswith(edit.old, edit.column):
                return False
            lines[edit.line] = line[: edit.column] + edit.new + line[edit.column + len(edit.old) :]
        changed = {number for number, pair in enumerate(zip(self.lines, lines), 1) if pair[0] != pair[1]}
        reading = read_lines(self.path, lines)
        if not is_proved(self.reading, reading, changed):
            return False
        self.lines, self.reading = lines, reading
        return True

    def sort_entries(self) -> None:
        """Put the entries of a list that is to be in the order of its ids into that order, each with the
        comments right above it."""
        name = ORDERED_LISTS.get(self.path, "")
        file = read_yaml(self.path, self.lines).file if name else None
        if not file or file.problems or not isinstance(file.data, dict):
            return
        entries = file.data.get(name)
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            return
        ids = [str(entry.get("id")) for entry in entries]
        if len(set(ids)) < len(ids) or ids == sorted(ids):
            return
        begins = [self._pass_comments(file.locate((name, index))[0] - 1) for index in range(len(ids))]
        behind = [file.locate((key,))[0] - 1 for key in file.data]
        end = min((line for line in behind if line > begins[-1]), default=len(self.lines))
        end = self._pass_comments(end) if end < len(self.lines) else end
        blocks = [self.lines[begin:stop] for begin, stop in zip(begins, [*begins[1:], end])]
        in_order = [block for _, block in sorted(zip(ids, blocks))]
        lines = [*self.lines[: begins[0]], *(line for block in in_order for line in block), *self.lines[end:]]
        after = read_yaml(self.path, lines).file
        entries_in_order = [entry for _, entry in sorted(zip(ids, entries), key=lambda pair: pair[0])]
        if after and not after.problems and after.data == {**file.data, name: entries_in_order}:
            self.lines = lines

    def _pass_comments(self, line: int) -> int:
        """The first line of the comments that stand right above a ``line``."""
        while line and _COMMENT.match(self.lines[line - 1]):
            line -= 1
        return line

"""A crosswalk that was imported before and is imported again: pair by pair, and item without a counterpart by
item, as :mod:`macros.imports.merging` does for a framework.

A pair is known by its two ends. A pair that the source has no more stays, and is told; so does what was taken
out here. An item that has come into a pair is no longer without a counterpart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from macros.base.problems import Problems, show
from macros.base.yaml_files import YamlFile, parse
from macros.imports.last_import import LastImport
from macros.imports.merging import Changes, change_fields
from macros.imports.model import Fields, NotImported, refuse
from macros.imports.record_blocks import (
    SEQUENCE,
    Block,
    Node,
    create_block,
    find_start,
    normalise,
    refuse_one_line,
    to_data,
)
from macros.imports.record_texts import STEP, write_own_lines
from macros.records.blanks import MARK
from macros.records.kinds import Crosswalk

PAIRS, LONE = "alignments", "unmapped"
KEYS = {PAIRS: ("origin", "target"), LONE: ("item",)}
WORDS = {PAIRS: "the pair", LONE: "the item without a counterpart"}
# What a person must write where the source does not say it.
NEEDED = {PAIRS: ("reason", "confidence"), LONE: ("reason",)}
Parts = Mapping[str, list[Fields]]  # The pairs and the items without a counterpart, as the source has them.


def name_part(kind: str, fields: Mapping[str, Any]) -> str:
    """The key of a part of a crosswalk among what was brought: its ends, or its item."""
    return " ".join(str(fields.get(key, "")) for key in KEYS[kind])


def list_brought(parts: Parts) -> dict[str, Fields]:
    """What was brought of a crosswalk, each part by its key."""
    return {name_part(kind, fields): fields for kind in KEYS for fields in parts.get(kind, ())}


def merge(file: YamlFile, parts: Parts, last: LastImport) -> tuple[str, Changes]:
    """The new text of the record in ``file``, and what changed. Raises
    :class:`~macros.imports.model.NotImported` where the file cannot be changed line by line."""
    merger = _Merger(file, last)
    for kind in KEYS:
        merger.merge(kind, parts.get(kind, []))
    text = merger.write()
    try:
        is_proved = normalise(parse(text.encode(), file.path).data) == normalise(merger.collect())
    except Problems as problems:
        raise NotImported(str(problem) for problem in problems.problems) from None
    if not is_proved:
        wrong = "could not be changed without changing more than was meant"
        raise NotImported(
            [f"{file.path}: {wrong}; move it away, import anew, and carry your own changes over."]
        )
    return text, merger.changes


class _Merger:
    """The lines of a crosswalk, with the blocks of its two lists taken out of them."""

    def __init__(self, file: YamlFile, last: LastImport):
        self.file, self.last = file, last
        self.changes = Changes()
        self.lines = file.text.rstrip("\n").split("\n")
        self.fields: dict[str, Any] = {}
        self.blocks: dict[str, list[Block]] = {kind: [] for kind in KEYS}
        self.spans: dict[str, tuple[int, int]] = {}  # The lines of a list, from its field on.
        self.begins: dict[str, list[str]] = {}  # Those of them that stand before its first part.
        for key, value in file.root.value:
            if key.value in KEYS:
                self.read_list(key.value, key, value)
            else:
                self.fields[key.value] = to_data(value)

    def read_list(self, kind: str, key: Node, value: Node) -> None:
        if value.id != SEQUENCE or (value.flow_style and value.value):
            place = f"{self.file.path}:{key.start_mark.line + 1}:1"
            raise refuse(place, f"'{kind}' stands in one line", "write each with a dash on a line of its own")
        for node in value.value:
            refuse_one_line(self.file, node, WORDS[kind])
        starts = [find_start(self.file.path, self.lines, node) for node in value.value]
        begin = key.start_mark.line
        end = self.find_end(begin + 1)
        self.spans[kind] = begin, end
        self.begins[kind] = self.lines[begin : starts[0]] if starts else [f"{kind}:"]
        for node, start, stop in zip(value.value, starts, [*starts, end][1:], strict=True):
            lines = self.lines[start:stop]
            self.blocks[kind].append(create_block(self.file, node, lines, start, node.start_mark.column))

    def find_end(self, begin: int) -> int:
        """The line behind the last one of a list that begins in line ``begin``."""
        end = begin
        for number in range(begin, len(self.lines)):
            line = self.lines[number]
            if line.strip() and not line.startswith((" ", "-", "#")):
                break
            end = number + 1 if line.strip() and not line.startswith("#") else end
        return end

    # -- what changes

    def merge(self, kind: str, parts: list[Fields]) -> None:
        blocks = {name_part(kind, block.data): block for block in self.blocks[kind]}
        brought = {name_part(kind, fields) for fields in parts}
        for fields in parts:
            name = name_part(kind, fields)
            if block := blocks.get(name):
                place = f"{self.file.path}:{block.line}: {WORDS[kind]} {name}"
                change_fields(self.changes, place, block, self.last.items.get(name, {}), fields)
            else:
                self.add(kind, name, fields)
        for name, block in blocks.items():
            if name in brought:
                continue
            if kind == LONE and self.is_paired(name):
                self.take_out(name, block)
            elif kind == PAIRS and name in self.last.items:
                self.changes.remarks.append(
                    f"{self.file.path}:{block.line}: {WORDS[kind]} {name} is not in the source; it stays."
                    f" Take it out if it no longer holds."
                )

    def is_paired(self, item: str) -> bool:
        return any(item in name_part(PAIRS, block.data).split() for block in self.blocks[PAIRS])

    def take_out(self, name: str, block: Block) -> None:
        """Take out an item that has a counterpart now; what somebody wrote of it here is told."""
        self.blocks[LONE].remove(block)
        self.changes.paired += 1
        reason = normalise(block.data.get("reason"))
        if reason not in (None, MARK, normalise(self.last.items.get(name, {}).get("reason"))):
            self.changes.remarks.append(
                f"{self.file.path}:{block.line}: {name} has a counterpart now, so the reason for none went:"
                f" {show(reason)}."
            )

    def add(self, kind: str, name: str, fields: Fields) -> None:
        if kind == LONE and self.is_paired(name):
            return
        # An item that stands nowhere is put in again, since a crosswalk accounts for every one.
        last = self.last.items.get(name) if kind == PAIRS else None
        if last is not None:
            if normalise(last) != normalise(fields):
                self.changes.remarks.append(
                    f"{self.file.path}: {WORDS[kind]} {name} was taken out here and has changed in the"
                    f" source; it stays out."
                )
            return
        fields = fields | {field: MARK for field in NEEDED[kind] if not fields.get(field)}
        lines = [line[len(STEP) :] for line in write_own_lines(fields, "")]
        self.blocks[kind].append(Block(lines, {field: (0, len(lines)) for field in fields}, fields))
        self.changes.added += 1

    # -- the new text

    def write(self) -> str:
        lines = list(self.lines)
        for kind in sorted(KEYS, key=lambda kind: self.spans.get(kind, (len(lines), 0)), reverse=True):
            new = [line for block in self.blocks[kind] for line in block.write(STEP)]
            begin, end = self.spans.get(kind, (0, 0))
            if kind in self.spans and new:
                lines[begin:end] = [*self.begins[kind], *new]
            elif kind in self.spans:
                described = f"# {Crosswalk.model_fields[kind].description}"
                begin -= begin > 0 and lines[begin - 1] == described
                lines[begin:end] = []
            elif new:
                lines += [f"{kind}:", *new]
        return "\n".join(lines) + "\n"

    def collect(self) -> dict[str, Any]:
        lists = {kind: [block.data for block in self.blocks[kind]] for kind in KEYS}
        return self.fields | {kind: parts for kind, parts in lists.items() if parts}

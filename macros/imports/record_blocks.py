"""The file of a framework that is there, taken apart into the lines of its head and of each item, so that one
field can be changed, an item moved or put in, and everything else stays as somebody wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from macros.base.yaml_files import YamlFile
from macros.imports.model import NotImported, refuse
from macros.imports.record_texts import STEP, write_field

ITEMS = "items"
MAPPING, SEQUENCE = "mapping", "sequence"  # What PyYAML calls its nodes.
Node = Any


@dataclass
class Block:
    """The own lines of an item, or of the record's head: without indentation and dash. ``places`` are the
    lines in which each field stands: from, and up to but without. ``data`` are its fields, without its items,
    which are ``children``."""

    lines: list[str]
    places: dict[str, tuple[int, int]]
    data: dict[str, Any]
    children: list[Block] = field(default_factory=list)
    parent: Block | None = field(default=None, repr=False)
    line: int = 0

    @property
    def source_id(self) -> str:
        """The id in the source, empty for what somebody has added here."""
        return str(self.data.get("source_id") or "")

    def set_field(self, name: str, value: Any) -> None:
        """Write ``value`` into the lines of a field, or the field behind all others."""
        new = write_field(name, value)
        if name in self.places:
            begin, end = self.places[name]
        else:
            begin = end = max((end for _, end in self.places.values()), default=len(self.lines))
        self.lines[begin:end] = new
        grown = len(new) - (end - begin)
        for other, (first, last) in self.places.items():
            if first >= end and other != name:
                self.places[other] = first + grown, last + grown
        self.places[name] = begin, begin + len(new)
        self.data[name] = value

    def write(self, indent: str) -> Iterator[str]:
        """Yield the lines of an item and of all below it, its dash behind ``indent``."""
        first = min((begin for begin, _ in self.places.values()), default=0)
        for number, line in enumerate(self.lines):
            mark = indent if number < first else f"{indent}- " if number == first else indent + STEP
            yield f"{mark}{line}" if line else ""
        if self.children:
            yield f"{indent}{STEP}{ITEMS}:"
            for child in self.children:
                yield from child.write(indent + STEP * 2)

    def list_all(self) -> Iterator[Block]:
        """Yield the blocks below this one, each before those below it."""
        for child in self.children:
            yield child
            yield from child.list_all()


def take_apart(file: YamlFile) -> Block:
    """The head of a record, with the blocks of its items below it. Raises
    :class:`~macros.imports.model.NotImported` where the file is written in a way that cannot be changed line
    by line."""
    if file.root.id != MAPPING:
        raise refuse(
            file.path, "is no record", "take it from the repository's history again, or move it away"
        )
    nodes = list(_list_items(file, file.root, None))
    lines = file.text.split("\n")
    starts = [find_start(file.path, lines, node) for node, _ in nodes]
    while lines and not lines[-1].strip():
        lines.pop()
    head = create_block(file, file.root, lines[: starts[0] if starts else len(lines)], 0, 0)
    blocks: dict[int, Block] = {id(file.root): head}
    for (node, above), start, end in zip(nodes, starts, [*starts, len(lines)][1:], strict=True):
        column = node.start_mark.column
        block = create_block(file, node, lines[start:end], start, column)
        block.parent = blocks[id(above)]
        block.parent.children.append(block)
        blocks[id(node)] = block
    return head


def _list_items(file: YamlFile, node: Node, above: Node) -> Iterator[tuple[Node, Node]]:
    for number, (key, value) in enumerate(node.value, 1):
        if key.value != ITEMS:
            continue
        place = f"{file.path}:{key.start_mark.line + 1}:{key.start_mark.column + 1}"
        if value.id != SEQUENCE or (value.flow_style and value.value):
            raise refuse(place, "the items stand in one line", "write each with a dash on a line of its own")
        if number < len(node.value) and value.value:
            raise refuse(place, "other fields follow behind the items", "put 'items' behind all other fields")
        for child in value.value:
            refuse_one_line(file, child, "an item")
            yield child, node
            yield from _list_items(file, child, node)


def refuse_one_line(file: YamlFile, node: Node, word: str) -> None:
    """Raise :class:`~macros.imports.model.NotImported` where a part, which ``word`` names, is not written
    with each field on a line of its own."""
    if node.id != MAPPING or node.flow_style:
        line = node.start_mark.line + 1
        right = f"write each field of {word} on a line of its own"
        raise refuse(f"{file.path}:{line}:1", f"{word} stands in one line", right)


def find_start(path: str, lines: list[str], node: Node) -> int:
    """The line (from 0) in which an item begins: that of its dash, or of the comments of the same indentation
    above it, between which may be empty lines."""
    line: int = node.start_mark.line
    if not lines[line].lstrip().startswith("- "):
        right = "put the dash and the first field on one line"
        raise refuse(f"{path}:{line + 1}:1", "an item does not begin behind its dash", right)
    indent = " " * (len(lines[line]) - len(lines[line].lstrip()))
    above = line
    while above and (not lines[above - 1].strip() or lines[above - 1].startswith(f"{indent}#")):
        above -= 1
        line = above if lines[above].strip() else line
    return line


def create_block(file: YamlFile, node: Node, lines: list[str], start: int, column: int) -> Block:
    """The block of a mapping that stands in ``lines``, the first of which has the number ``start`` in the
    file, behind ``column`` signs. Raises :class:`~macros.imports.model.NotImported`."""
    own_lines: list[str] = []
    numbers: dict[int, int] = {}  # Where a line of the file stands among the own ones.
    pairs = [(key, value) for key, value in node.value if key.value != ITEMS]
    skipped = {key.start_mark.line for key, _ in node.value if key.value == ITEMS}
    dash = node.start_mark.line
    for number, line in enumerate(lines, start):
        numbers[number] = len(own_lines)
        if number in skipped:
            if number == dash and column:
                raise refuse(
                    f"{file.path}:{number + 1}:1", "an item begins with its items", "begin with 'code'"
                )
            continue
        strip = column if number == dash else len(line) - len(line.lstrip())
        if number < dash and column:
            own_lines.append(line.lstrip())
        else:
            own_lines.append(line[min(strip, column) :])
    places = {}
    begins = [*(numbers[key.start_mark.line] for key, _ in pairs), len(own_lines)]
    for (key, _), begin, end in zip(pairs, begins, begins[1:], strict=False):
        while end > begin + 1 and (
            not own_lines[end - 1].strip() or own_lines[end - 1].lstrip().startswith("#")
        ):
            end -= 1
        places[key.value] = begin, end
    data = _find_data(file, node)
    return Block(own_lines, places, data, line=dash + 1)


def _find_data(file: YamlFile, node: Node) -> dict[str, Any]:
    """The fields of a mapping without its items."""
    return {key.value: to_data(value) for key, value in node.value if key.value != ITEMS}


def to_data(node: Node) -> Any:
    """What a node of YAML holds, all of it in texts."""
    if node.id == MAPPING:
        return {key.value: to_data(value) for key, value in node.value}
    if node.id == SEQUENCE:
        return [to_data(value) for value in node.value]
    return node.value


def put_together(head: Block) -> str:
    """The text of the file whose parts are ``head`` and all below it."""
    lines = list(head.lines)
    if head.children:
        lines += [f"{ITEMS}:"]
        for child in head.children:
            lines += child.write(STEP)
    return "\n".join(lines) + "\n"


def prove(head: Block, data: Any, path: str) -> None:
    """Raise :class:`~macros.imports.model.NotImported` unless ``data``, read of the new text, is what the
    blocks say."""
    if normalise(data) != normalise(_collect(head)):
        wrong = "could not be changed without changing more than was meant"
        raise NotImported([f"{path}: {wrong}; move it away, import anew, and carry your own changes over."])


def _collect(block: Block) -> dict[str, Any]:
    data = dict(block.data)
    if block.children:
        data[ITEMS] = [_collect(child) for child in block.children]
    return data


def normalise(value: Any) -> Any:
    """``value`` as two that say the same are equal: texts with single spaces, everything else in texts."""
    if isinstance(value, dict):
        return {name: normalise(inner) for name, inner in value.items() if inner not in (None, [], "")}
    if isinstance(value, list):
        return [normalise(inner) for inner in value]
    return " ".join(str(value).split()) if value is not None else None

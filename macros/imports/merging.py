"""A framework that was imported before and is imported again: three versions of each field are compared, that
of the last import, that of the source now, and what stands in the record.

What only the source has changed is taken over; what was changed here stays; where both changed, what stands
here stays and the source's word is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from macros.base.problems import Problems, show
from macros.base.yaml_files import YamlFile, parse
from macros.imports.fitting import FittedFramework, FittedItem
from macros.imports.last_import import LastImport
from macros.imports.model import NotImported
from macros.imports.record_blocks import Block, normalise, prove, put_together, take_apart
from macros.imports.record_texts import write_own_lines
from macros.records.blanks import MARK

_PASSED_OVER = ("id", "source_id", "drafted", "parent")


@dataclass
class Changes:
    """What an import changed, as lines for a person: ``clashes`` where both had changed, and ``counts``."""

    clashes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    updated: int = 0
    added: int = 0
    moved: int = 0
    paired: int = 0  # Items of a crosswalk that had no counterpart, and have one.
    reordered: bool = False


def merge(file: YamlFile, framework: FittedFramework, last: LastImport) -> tuple[str, Changes]:
    """The new text of the record in ``file``, and what changed. Raises
    :class:`~macros.imports.model.NotImported` where the file cannot be changed."""
    merger = _Merger(file, framework, last)
    text = merger.merge()
    try:
        prove(merger.head, parse(text.encode(), file.path).data, file.path)
    except Problems as problems:
        raise NotImported(str(problem) for problem in problems.problems) from None
    return text, merger.changes


class _Merger:
    """Changes the blocks of a record."""

    def __init__(self, file: YamlFile, framework: FittedFramework, last: LastImport):
        self.path, self.framework, self.last = file.path, framework, last
        self.head = take_apart(file)
        self.changes = Changes()
        self.blocks = {block.source_id: block for block in self.head.list_all() if block.source_id}
        self.id = str(self.head.data.get("id"))
        self.children_in_source = _group((item.parent, item.source_id) for item in framework.list_all())
        self.former_codes: list[tuple[Block, str]] = []
        self.codes: set[str] = set()  # Of all items, in small letters, once their fields are as they will be.

    def merge(self) -> str:
        place = f"{self.path}:{self.head.line}: the framework"
        change_fields(self.changes, place, self.head, self.last.fields, self.framework.fields)
        items = list(self.framework.list_all())
        for item in items:
            if block := self.blocks.get(item.source_id):
                self.change_item(block, item)
        self.codes = {str(block.data.get("code")).lower() for block in self.head.list_all()}
        self.keep_former_ids()
        for item in items:
            self.place(item)
        self.sort_children()
        ids_in_source = {item.source_id for item in items}
        for id, block in self.blocks.items():
            if id not in ids_in_source:
                self.changes.remarks.append(
                    f"{self.describe(block)} is not in the source; it stays. Retire it with 'retired',"
                    f" or take"
                    " it out."
                )
        return put_together(self.head)

    def describe(self, block: Block) -> str:
        return f"{self.path}:{block.line}: item {block.data.get('code')} ({block.data.get('title')})"

    # -- fields

    def change_item(self, block: Block, item: FittedItem) -> None:
        before = dict(block.data)
        place = f"{self.path}:{block.line}: item {before.get('code')}"
        change_fields(self.changes, place, block, self.last.items.get(item.source_id, {}), item.fields)
        old, new = (str(data.get("code")).lower() for data in (before, block.data))
        if old != new:
            self.former_codes.append((block, old))

    def keep_former_ids(self) -> None:
        """Write the ids that items had until now as their former ones, but for what another item has now."""
        for block, code in self.former_codes:
            if code not in self.codes:
                former = f"{self.id}/{code}"
                aliases = [alias for alias in block.data.get("aliases", ()) if alias != former]
                block.set_field("aliases", [*aliases, former])

    # -- the tree

    def place(self, item: FittedItem) -> None:
        """Put a new item in, or one that the source has moved elsewhere."""
        last = self.last.items.get(item.source_id)
        parent = self.blocks.get(item.parent) if item.parent else self.head
        block = self.blocks.get(item.source_id)
        if block is None:
            code = item.fields["code"]
            if last is not None:
                if normalise({**last, "parent": ""}) != normalise({**item.fields, "parent": ""}):
                    self.changes.remarks.append(
                        f"{self.path}: item {code} was taken out here and has changed in the source; it"
                        f" stays out."
                    )
            elif parent is None:
                self.changes.remarks.append(
                    f"{self.path}: item {code} is new in the source below one that was taken out here;"
                    f" it was not"
                    " carried."
                )
            else:
                self.add(item, parent)
            return
        was = str((last or {}).get("parent", ""))
        here = block.parent.source_id if block.parent else ""
        if last is None or parent is None or item.parent in (was, here):
            return
        if here != was or any(child is parent for child in block.list_all()):
            self.changes.clashes.append(
                f"{self.describe(block)}: moved here and in the source; it stays where it is, and the"
                f" source now"
                f" has it below {show(item.parent) if item.parent else 'the framework'}."
            )
            return
        if block.parent:
            block.parent.children.remove(block)
        self.insert(block, parent, item)
        self.changes.moved += 1

    def add(self, item: FittedItem, parent: Block) -> None:
        fields = dict(item.fields)
        codes = self.codes
        if fields["code"].lower() in codes:
            code = fields["code"]
            fields["code"] = next(
                other for n in range(2, len(codes) + 3) if (other := f"{code[:16]}-{n}").lower() not in codes
            )
            self.changes.remarks.append(
                f"{self.path}: item {code} is new in the source, and that code is taken here; it became"
                f" '{fields['code']}'."
            )
        lines = [line[2:] for line in write_own_lines(fields, "")]
        block = Block(lines, {name: (0, len(lines)) for name in fields}, fields)
        self.blocks[item.source_id] = block
        codes.add(fields["code"].lower())
        self.insert(block, parent, item)
        self.changes.added += 1

    def insert(self, block: Block, parent: Block, item: FittedItem) -> None:
        """Put a block below ``parent``, behind the one that it follows in the source."""
        block.parent = parent
        place = len(parent.children)
        siblings = self.list_siblings(item)
        before = siblings[: siblings.index(item.source_id)]
        ids = [child.source_id for child in parent.children]
        if known := [id for id in before if id in ids]:
            place = ids.index(known[-1]) + 1
        elif any(id in ids for id in siblings):
            place = 0
        parent.children.insert(place, block)

    def list_siblings(self, item: FittedItem) -> list[str]:
        """The ids of the items that stand beside an item in the source, it among them."""
        return self.children_in_source.get(item.parent, [])

    def sort_children(self) -> None:
        """Take over the order of the source where it was not changed here."""
        last = _group((str(fields.get("parent", "")), id) for id, fields in self.last.items.items())
        for parent in (self.head, *self.head.list_all()):
            ids = [child.source_id for child in parent.children]
            key = parent.source_id if parent is not self.head else ""
            ids_in_source = self.children_in_source.get(key, [])
            common = [id for id in last.get(key, ()) if id in ids]
            if (
                ids == ids_in_source
                or sorted(ids) != sorted(ids_in_source)
                or [id for id in ids if id in common] != common
            ):
                continue
            by_id = {child.source_id: child for child in parent.children}
            parent.children[:] = [by_id[id] for id in ids_in_source]
            self.changes.reordered = True


def change_fields(
    changes: Changes, place: str, block: Block, last: Mapping[str, Any], source: Mapping[str, Any]
) -> None:
    """Take over into ``block``, which stands at ``place``, what the source has changed of its fields since
    the ``last`` import; what was changed here too is one of the clashes."""
    is_changed = False
    for key in dict.fromkeys((*source, *last)):
        if key in _PASSED_OVER:
            continue
        before, now, here = (normalise(data.get(key)) for data in (last, source, block.data))
        if here is not None and MARK in str(here).split():
            here = before
        if now in (before, here):
            continue
        if here == before and key in source:
            block.set_field(key, source[key])
            is_changed = True
            continue
        what = f"the source now has {_show(now)}" if now is not None else "the source has it no more"
        changes.clashes.append(
            f"{place}, {key}: changed here and in the source; {_show(here)} stays, and {what}."
        )
    changes.updated += is_changed


def _group(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def _show(value: Any) -> str:
    return "nothing" if value is None else show(value if isinstance(value, str) else str(value))

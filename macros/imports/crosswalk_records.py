"""The record of an imported crosswalk: whose items its ends are, and what has no counterpart."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

from macros.base.days import read_today
from macros.base.problems import did_you_mean, show
from macros.imports import crosswalk_merging, last_import
from macros.imports.fitting import fit_id
from macros.imports.model import Fields, ImportedCrosswalk, NotImported, refuse
from macros.imports.record_texts import HEAD, drop_what_is_left_out
from macros.imports.records import Written, describe_update, judge_text, name_path, read_record
from macros.imports.wording import fit_line, make_line, shorten
from macros.records.edition_layer import FILE_NAME as EDITION_FILE
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS, Item
from macros.records.record_files import IMPORTS
from macros.records.schemas import FOLDER as SCHEMAS
from macros.scaffolds.skeletons import write_part

KIND = KINDS["crosswalk"]


def prepare_crosswalk(
    folder: Path, handbook: Handbook, crosswalk: ImportedCrosswalk, source: Path, title: str
) -> Written:
    """What to write of a crosswalk from the file ``source`` into ``folder``, that of the handbook or of an
    edition. Raises
    :class:`~macros.imports.model.NotImported`."""
    finder = _Finder(handbook)
    pairs: list[Fields] = []
    faults, sides = [], Counter[tuple[str, str]]()
    seen: set[tuple[str, str]] = set()
    losses = list(crosswalk.losses)
    for pair in crosswalk.pairs:
        ends = finder.find(pair.origin), finder.find(pair.target)
        for written, end in zip((pair.origin, pair.target), ends, strict=True):
            if end is None:
                right = did_you_mean(
                    written,
                    finder.ids,
                    "write it as 'mlcf/1.1', or import its framework first, and fill its blanks",
                )
                faults.append(f"{pair.place}: {show(written)} is no item of the handbook; {right}.")
        if ends[0] is None or ends[1] is None:
            continue
        if (key := (ends[0].id, ends[1].id)) in seen:
            losses.append(f"{pair.place}: {key[0]} and {key[1]} are a pair already; the row was passed over.")
            continue
        seen.add(key)
        sides[ends[0].record.id, ends[1].record.id] += 1
        fields: Fields = {"origin": key[0], "target": key[1], "relation": pair.relation}
        reason, lost = fit_line(pair.reason, f"{pair.place}: the reason")
        losses += lost
        if reason:
            fields["reason"] = reason
        if pair.confidence:
            fields["confidence"] = pair.confidence
        pairs.append(fields)
    if not faults and len(sides) > 1:
        most = sides.most_common(1)[0][0]
        faults += [
            f"{pair.place}: joins other frameworks than {most[0]} and {most[1]}; give each two a file"
            f" of their own."
            for pair in crosswalk.pairs
            if (_name(finder.find(pair.origin)), _name(finder.find(pair.target))) != most
        ]
    if faults:
        raise NotImported(faults)
    (origin, target), *_ = sides
    id = f"{origin}--{target}"
    unmapped, lost = _list_unmapped(handbook, finder, crosswalk, (origin, target), seen)
    losses += lost
    parts = {crosswalk_merging.PAIRS: pairs, crosswalk_merging.LONE: unmapped}
    path, last_path = f"{KIND.folder}/{id}.yml", f"{IMPORTS}/{id}.json"
    brought = last_import.write_fields({"id": id}, crosswalk_merging.list_brought(parts), source.name)
    if os.path.lexists(folder / path):
        if not (folder / last_path).is_file():
            raise refuse(
                name_path(folder, path),
                "is there already, and was not imported",
                "change it there, or move it away and import anew",
            )
        last = last_import.read(folder / last_path, name_path(folder, last_path))
        file = read_record(folder, path)
        text, changes = crosswalk_merging.merge(file, parts, last)
        blanks = judge_text(path, text, KIND)
        return describe_update(folder, {path: text, last_path: brought}, losses, changes, blanks)
    values: Fields = {"id": id, "origin": origin, "target": target, "alignments": pairs}
    values |= {"title": shorten(make_line(title))} if title else {}
    values |= {"unmapped": unmapped} if unmapped else {}
    if today := read_today():
        values["drafted"] = today.isoformat()
    up = "../../../../" if (folder / EDITION_FILE).exists() else "../../"
    lines = [f"# yaml-language-server: $schema={up}{SCHEMAS}/crosswalk.schema.json", *HEAD.splitlines()]
    lines += drop_what_is_left_out(write_part(KIND.model, values, handbook))
    text = "\n".join(lines) + "\n"
    blanks = judge_text(path, text, KIND)
    words = f"{len(pairs):,} {'pair' if len(pairs) == 1 else 'pairs'}"
    lone = f"{len(unmapped):,} {'item' if len(unmapped) == 1 else 'items'}"
    sentence = f"Wrote {name_path(folder, path)}: {words}, {lone} without a counterpart."
    return Written(folder, {path: text, last_path: brought}, losses, [sentence], blanks)


def _name(entry: Entry | None) -> str:
    return entry.record.id if entry else ""


def _list_unmapped(
    handbook: Handbook,
    finder: _Finder,
    crosswalk: ImportedCrosswalk,
    sides: tuple[str, str],
    pairs: set[tuple[str, str]],
) -> tuple[list[Fields], list[str]]:
    """The lowest items of both frameworks that stand in no pair, with the reason where the source has one;
    and a sentence on each that the source has and that is none of these."""
    aligned = {end for pair in pairs for end in pair}
    lone: dict[str, Fields] = {
        leaf.id: {"item": leaf.id}
        for side in sides
        for leaf in handbook.list_leaves(handbook.resolve(side, "framework"))
        if leaf.id not in aligned
    }
    losses: list[str] = []
    for written, text, place in crosswalk.unmapped:
        item = finder.find(written)
        if item is None or item.id not in lone:
            wrong = "stands in a pair" if item and item.id in aligned else "is no lowest item of the two"
            losses.append(f"{place}: {show(written)} {wrong}; that it has no counterpart was not carried.")
            continue
        reason, lost = fit_line(text, f"{place}: the reason")
        losses += lost
        lone[item.id] |= {"reason": reason} if reason else {}
    return list(lone.values()), losses


class _Finder:
    """Finds the item that a source names: by its id (``mlcf/1.1``, ``mlcf:1.1``), its address, or its id in
    the source that it was imported from."""

    def __init__(self, handbook: Handbook):
        items = [
            part
            for framework in handbook.records["framework"]
            for part in handbook.list_entries(framework)
            if part.kind == "item"
        ]
        self.ids = [item.id for item in items]
        self.by_name = {item.id: item for item in items}
        for item in items:
            if source_id := item.read_as(Item).source_id:
                self.by_name.setdefault(source_id, item)
                self.by_name.setdefault(f"{item.record.id}:{source_id}".lower(), item)

    def find(self, name: str) -> Entry | None:
        """The item, or ``None``."""
        low = name.strip().lower()
        parts = [part for part in re.split(r"[/:#]", low.removesuffix("index.html")) if part]
        return (
            self.by_name.get(low)
            or self.by_name.get(fit_id(name.strip()))
            or self.by_name.get("/".join(parts[-2:]))
        )

"""A crosswalk accounts for every lowest item of both frameworks: aligned, or listed as unmapped with a
reason, never both."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Crosswalk


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every item left out, put twice, or of a third framework."""
    for entry in handbook.records["crosswalk"]:
        crosswalk = entry.read_as(Crosswalk)
        origin, target = (handbook.get(side, "framework") for side in (crosswalk.origin, crosswalk.target))
        expected_id = f"{crosswalk.origin}--{crosswalk.target}"
        if origin and target and entry.id != expected_id:
            yield entry.problem(
                ("id",), f"the id is '{entry.id}'", f"name it '{expected_id}', after its two frameworks"
            )
        if origin and target:
            yield from _check_sides(handbook, entry, {"origin": origin, "target": target})


def _check_sides(handbook: Handbook, entry: Entry, sides: dict[str, Entry]) -> Iterator[Problem]:
    crosswalk = entry.read_as(Crosswalk)
    aligned: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for i, pair in enumerate(crosswalk.alignments):
        for name, framework in sides.items():
            ref = getattr(pair, name)
            aligned_item = handbook.get(ref, "item")
            aligned.add(handbook.get_current_id(ref))
            if aligned_item and aligned_item.record is not framework:
                yield entry.problem(
                    ("alignments", i, name),
                    f"'{ref}' is of {aligned_item.record.title}",
                    f"give an item of {framework.title}",
                )
        ids = handbook.get_current_id(pair.origin), handbook.get_current_id(pair.target)
        if ids in pairs:
            yield entry.problem(
                ("alignments", i), f"{pair.origin} and {pair.target} are aligned twice", "keep one of them"
            )
        pairs.add(ids)
    unmapped = {handbook.get_current_id(item.item) for item in crosswalk.unmapped}
    for i, item in enumerate(crosswalk.unmapped):
        if handbook.get_current_id(item.item) in aligned:
            yield entry.problem(("unmapped", i), f"'{item.item}' is aligned above", "remove it here or there")
    for framework in sides.values():
        for leaf in handbook.list_leaves(framework):
            if leaf.id not in aligned | unmapped:
                yield entry.problem(
                    ("alignments",),
                    f"'{leaf.id}' ({leaf.title}) is neither aligned nor unmapped",
                    "add it to one of the two",
                )

"""The coverage matrix: what each module does for each item of a framework."""

from __future__ import annotations

from collections import defaultdict

from macros.entries import Entry
from macros.handbook import Handbook


def coverage_row(book: Handbook, item: Entry, modules: list[Entry]) -> list[dict]:
    """For a matrix: what each module does for an item, as counts of outcomes, tasks and assessments, with a shade 0-4."""
    found = book.covered(item)
    by_module: dict[Entry, dict[str, list[Entry]]] = defaultdict(lambda: {name: [] for name in found})
    for name, entries in found.items():
        for entry in entries:
            by_module[entry.record][name].append(entry)
    cells = []
    for module in modules:
        parts = by_module[module]
        total = sum(map(len, parts.values()))
        cells.append({"module": module, "parts": parts, "total": total, "shade": shade(total)})
    return cells


def shade(total: int) -> int:
    """The shade of a matrix cell, 0 to 4: none, one or two, three, four or five, six and more."""
    return sum(total >= least for least in (1, 3, 4, 6))


def coverage_counts(book: Handbook, framework: Entry) -> dict:
    """How many of a framework's lowest items are taught, practised and assessed: named directly or, where no module
    names them, carried across its crosswalks (``across``; ``how`` then says so)."""
    leaves = book.leaves(framework)
    found = [book.covered(leaf) for leaf in leaves]
    counts = {name: sum(bool(each[name]) for each in found) for name in ("taught", "practised", "assessed")}
    across = any(each is not book.coverage(leaf) for each, leaf in zip(found, leaves))
    return {"total": len(leaves), **counts, "across": across, "how": ", in part by way of their counterparts in other frameworks" if across else ""}

"""The coverage matrix: what each module does for each item of a framework."""

from __future__ import annotations

from collections import defaultdict

from macros.entries import Entry
from macros.handbook import Handbook


def coverage_row(book: Handbook, item: Entry, modules: list[Entry]) -> list[dict]:
    """For a matrix: what each module does for an item, as counts of outcomes, tasks and assessments, with a shade 0-4."""
    across = book.coverage_counts(item.owner)["across"]  # For a framework as a whole, as the note above its matrix says.
    found = book.coverage_across(item) if across else book.coverage(item)
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

"""No module comes before itself, and no framework supersedes itself, by however long a way round."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.handbook import Handbook

CHAINS = {"module": "prerequisites", "framework": "supersedes"}


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every record that lies on a cycle."""
    for kind, field in CHAINS.items():
        predecessors = {
            entry.id: [handbook.get_current_id(ref) for ref in getattr(entry.node, field)]
            for entry in handbook.records[kind]
        }
        for entry in handbook.records[kind]:
            if cycle := _find_cycle(entry.id, predecessors):
                wrong = f"leads round in a circle: {' -> '.join(cycle)}"
                yield entry.problem((field,), wrong, "take one of these ids out")


def _find_cycle(start: str, predecessors: dict[str, list[str]]) -> list[str] | None:
    """A shortest way from ``start`` back to itself."""
    ways, seen = [[start]], set()
    while ways:
        way = ways.pop(0)
        for step in predecessors.get(way[-1], ()):
            if step == start:
                return [*way, start]
            if step not in seen:
                seen.add(step)
                ways.append([*way, step])
    return None

"""An id means one thing, for good: no two records, parts, sources or terms share one, nor an id and an alias."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from macros.handbook import Entry, Handbook
from macros.problems import Problem


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every id used again."""
    records = [inside for top in handbook.all_records() for inside in handbook.inside(top)]
    for group in (records, handbook.sources, handbook.terms):
        yield from _twice(group)
    by_id = {entry.id: entry for entry in records}
    aliases: dict[str, Entry] = {}
    for entry in records:
        for index, alias in enumerate(getattr(entry.node, "aliases", ())):
            if other := by_id.get(alias) or aliases.get(alias):
                yield entry.problem(("aliases", index), f"'{alias}' is already {other.kind} {other.id}", "choose another")
            aliases.setdefault(alias, entry)


def _twice(entries: list[Entry]) -> Iterator[Problem]:
    seen: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        seen[entry.id].append(entry)
    for id, (first, *others) in seen.items():
        for other in others:
            place = f"{first.file.path}:{first.line}"
            key = "code" if other.kind == "item" else "id"
            yield other.problem((key,), f"'{id}' is used already by {first.kind} {first.id} ({place})", "choose another")

"""An id means one thing, for good: no two records, parts, sources, terms or words of a list share one, nor an
id and an alias."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from macros.base.file_names import find_device_fault
from macros.base.problems import Problem, Route
from macros.records.entries import Entry
from macros.records.field_plans import walk_parts
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS, VOCABULARY
from macros.records.record_names import SECTION_PAGE, is_name

_ITEM = re.compile(
    r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+|\.[a-z]?[0-9]+[a-z]?|\.[a-z])*"
)  # No name of a file: a page's folder has it.


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every id used again."""
    records = [inside for top in handbook.list_records() for inside in handbook.list_entries(top)]
    findings = list(handbook.finding_by_id.values())
    for group in (records, handbook.sources, findings, handbook.terms, handbook.drawings):
        yield from _check_duplicates(group)
        yield from _check_aliases(group)
    for entry in records:
        if entry.kind == "session" and (fault := find_device_fault(entry.id.rpartition("/")[2])):
            yield entry.problem(("id",), *fault)
        if entry.has_page and entry.page_path.endswith(f"/{SECTION_PAGE}"):
            wrong = f"'{SECTION_PAGE}' is the name of a section's own page"
            yield entry.problem(_find_id_route(entry), wrong, "choose another")
    for top in handbook.list_records():
        yield from _check_parts(top, {entry.route for entry in handbook.list_entries(top)})
    for source in handbook.sources:
        yield from _check_parts(source, set())
    yield from _check_vocabularies(handbook)


def _find_id_route(entry: Entry) -> tuple[str]:
    return ("code",) if entry.kind == "item" else ("id",)


def _check_duplicates(entries: list[Entry]) -> Iterator[Problem]:
    seen: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        seen[entry.id].append(entry)
    for id, namesakes in seen.items():
        first, *others = sorted(namesakes, key=_is_local) if len(namesakes) > 1 else namesakes
        for other in others:
            place = f"{first.file.path}:{first.line}"
            yield other.problem(
                _find_id_route(other),
                f"'{id}' is used already by {first.kind} {first.id} ({place})",
                _suggest_another(other, first, seen),
            )


def _is_local(entry: Entry) -> bool:
    """Whether an entry is an edition's own. Sorted by this, national entries come first, so a clash is
    reported in the edition's file."""
    return entry.file.is_local


def _suggest_another(entry: Entry, first: Entry, ids: Collection[str]) -> str:
    """What to do about the id of ``entry``, which ``first`` has too; ``ids`` are those of all others."""
    id = f"{entry.file.edition_path.split('/')[0]}-{entry.id}"
    if (
        entry.file.is_local
        and not first.file.is_local
        and not entry.owner
        and entry.kind not in ("source", "term")
    ):
        example = f", such as '{id}'" if id not in ids and is_name(KINDS[entry.kind], id) else ""
        return (
            f"choose another for your own{example}, and name the file by it; with leave_out the national one"
            " goes, its id does not"
        )
    return "choose another"


def _check_aliases(entries: list[Entry]) -> Iterator[Problem]:
    by_id = {entry.id: entry for entry in entries}
    aliases: dict[str, Entry] = {}
    for entry in entries:
        for index, alias in enumerate(entry.former_ids):
            if entry.kind == "item" and not _ITEM.fullmatch(alias):  # A page is made at this path.
                yield entry.problem(
                    ("aliases", index),
                    f"'{alias}' is not the id of an item",
                    "write framework/code in lower case, as 'mlcf/1.1'",
                )
            elif entry.kind in ("item", "session") and (fault := find_device_fault(alias.rpartition("/")[2])):
                yield entry.problem(("aliases", index), *fault)
            elif (
                (other := by_id.get(alias) or aliases.get(alias))
                and other.file.is_local
                and not entry.file.is_local
            ):
                yield other.problem(
                    _find_id_route(other),
                    f"'{alias}' is a former id of {entry.kind} {entry.id} ({entry.file.path}:{entry.line})",
                    "choose another; that one goes on leading there",
                )
            elif other:
                wrong = f"'{alias}' is already {other.kind} {other.id}"
                right = "choose another"
                if other.retired:
                    wrong += ", which is retired"
                    right = f"take it out, and name '{entry.id}' as the successor there"
                yield entry.problem(("aliases", index), wrong, right)
            aliases.setdefault(alias, entry)


def _check_parts(top: Entry, known: set[Route]) -> Iterator[Problem]:
    """Yield a problem for every part without an address (as a prompt is) that has the id of another in its
    record. ``known`` are the routes of the parts that have an address."""
    seen: dict[tuple[type[Part], str], Route] = {}
    for route, part in walk_parts(top.node):
        if (id := vars(part).get("id")) is None or route in known:
            continue
        first = seen.setdefault((type(part), id), route)
        if first is not route:
            line = top.file.locate((*first, "id"))[0]
            yield top.problem((*route, "id"), f"'{id}' is used already in line {line}", "choose another")


def _check_vocabularies(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every closed list, and every word of one, that stands twice. They are read from the
    file, as the handbook keeps only the last of two."""
    file = handbook.files.get(VOCABULARY)
    if file is None or VOCABULARY in handbook.unread.files:
        return
    data: Any = file.data  # Of the right form, as the file could be read.
    lists = data["vocabularies"]
    groups: list[tuple[Route, str, Any]] = [(("vocabularies",), "vocabularies", lists)]
    groups += [
        (("vocabularies", place, "terms"), f"vocabulary {vocabulary['id']}", vocabulary["terms"])
        for place, vocabulary in enumerate(lists)
    ]
    for route, where, entries in groups:
        seen: dict[str, int] = {}
        for place, entry in enumerate(entries):
            first = seen.setdefault(entry["id"], place)
            if first != place:
                wrong = f"'{entry['id']}' is used already in line {file.locate((*route, first, 'id'))[0]}"
                yield Problem(file.path, *file.locate((*route, place, "id")), where, wrong, "choose another")

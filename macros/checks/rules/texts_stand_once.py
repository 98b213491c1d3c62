"""No two records of a kind have one title or the same keywords, no two parts of a list one title, and no text
of some length stands in two places: what was copied to begin with has been written anew."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date

from macros.base.problems import Problem, Route, spell
from macros.records.entries import Entry
from macros.records.field_plans import plan_fields, walk_parts, walk_texts
from macros.records.handbook import Handbook
from macros.records.kinds import Record, Rights

SHORTEST = 40  # Characters of a text that two would not write alike by chance.
_RIGHT = "write what is its own, or leave it in one place"


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every second use of a title, of a set of keywords and of a text. What an edition
    has adapted from a national record is not compared with that."""
    first: dict[Hashable, tuple[Entry, Route]] = {}
    for entry in sorted(handbook.list_records(), key=_read_draft):
        for route, what, key in _list_keys(entry):
            other, other_route = first.setdefault((entry.file.is_local, key), (entry, route))
            if (other, other_route) != (entry, route):
                yield entry.problem(route, f"is {what} of {_name(entry, other, other_route)}", _RIGHT)
        yield from _check_parts(entry)
    yield from _check_prose(handbook)


def _read_draft(entry: Entry) -> date:
    """When a record was drafted: of two that are alike, the later one is to give way."""
    return entry.read_as(Record).drafted


def _list_keys(entry: Entry) -> Iterator[tuple[Route, str, Hashable]]:
    """What no other record of the kind may have: the route to it, what it is called, and its key."""
    record = entry.read_as(Record)
    yield ("title",), "the title", (entry.kind, "title", record.title.casefold())
    if len(record.keywords) > 1:
        words = frozenset(word.casefold() for word in record.keywords)
        yield ("keywords",), "the whole list of keywords", (entry.kind, "keywords", words)


def _check_parts(entry: Entry) -> Iterator[Problem]:
    """Yield a problem for every part with the title of another part of the same list."""
    for route, part in walk_parts(entry.node):
        for plan in plan_fields(type(part)):
            if plan.part and plan.is_list and "title" in plan.part.model_fields:
                seen: dict[str, int] = {}
                for place, inner in enumerate(getattr(part, plan.name)):
                    title = getattr(inner, "title").casefold()  # noqa: B009 (it has one, by its model)
                    if (other := seen.setdefault(title, place)) != place:
                        wrong = f"is the title of {plan.name} {other + 1} too"
                        yield entry.problem((*route, plan.name, place, "title"), wrong, _RIGHT)


def _check_prose(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every text that stands in the same field of another part. The terms of an owner may
    be those of all that it owns."""
    first: dict[Hashable, tuple[Entry, Route]] = {}
    for entry in sorted(handbook.list_records(), key=_read_draft):
        for route, text, plan, part in walk_texts(entry.node, "prose"):
            if len(text) < SHORTEST or isinstance(part, Rights):
                continue
            key = (entry.file.is_local, type(part), plan.name, " ".join(text.split()).casefold())
            other, other_route = first.setdefault(key, (entry, route))
            if (other, other_route) != (entry, route):
                wrong = f"stands word for word in {_name(entry, other, other_route)}"
                yield entry.problem(route, wrong, _RIGHT)


def _name(entry: Entry, other: Entry, route: Route) -> str:
    """Where a text stands already, as ``entry`` may say it: 'theory small-steps', 'sessions 1, purpose'."""
    if other is not entry:
        return f"{other.kind} {other.id}"
    return spell(route)

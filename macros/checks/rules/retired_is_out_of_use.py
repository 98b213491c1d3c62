"""What is retired is out of use: nothing refers to it but a crosswalk, and its successor, if it has one, is
something else that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from macros.base.problems import Fault, Problem
from macros.hand_written.links import LeadsNowhere, Places
from macros.hand_written.pages import WrittenPage
from macros.records.entries import Entry
from macros.records.field_plans import walk_texts
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework, Record
from macros.records.lasting_ids import Retirement
from macros.records.prose import find_record_ids


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every reference to what is retired, and for every retirement that cannot be."""
    for record in handbook.list_records():
        yield from _check_retired_parts(handbook, record)
    for entry in handbook.retired_entries:
        yield from _check_retirement(handbook, entry)
    if handbook.retired_entries or handbook.retired_parts:
        for top in handbook.list_top_entries():
            if top.kind != "crosswalk" and not top.retired:
                yield from _check_references(handbook, top)


def _check_retirement(handbook: Handbook, entry: Entry) -> Iterator[Problem]:
    """Yield a problem for a successor that leads back to ``entry``, and where the handbook cannot do without
    it."""
    retirement: Retirement | None = getattr(entry.node, "retired", None)
    if retirement is None:
        return
    if isinstance(entry.node, CompetencyFramework) and entry.node.core:
        right = "keep it in use; 'core: true' can move to another framework first"
        yield entry.problem(("retired",), "is the framework that everything is taught against", right)
    route = ("retired", "successor")
    if retirement.successor and retirement.successor == entry.id:
        yield entry.problem(route, "is named as its own successor", "name another, or take the line out")
        return
    chain = [entry]
    following = _follow(handbook, retirement, entry.kind)
    while following and following not in chain:
        chain.append(following)
        following = _follow(handbook, following.retired, following.kind) if following.retired else None
    if following is entry and len(chain) > 1:
        way = " → ".join(link.id for link in (*chain, entry))
        yield entry.problem(
            route, f"the successors lead back to where they began: {way}", "end them somewhere"
        )


def _follow(handbook: Handbook, retirement: Retirement, kind: str) -> Entry | None:
    kind = kind if kind in ("source", "term") else "any"
    return handbook.get(retirement.successor, kind) if retirement.successor else None


def _check_retired_parts(handbook: Handbook, record: Entry) -> Iterator[Problem]:
    """Yield a problem for every retired part that is there, stands twice, or is its own successor."""
    present = {entry.id for entry in handbook.list_entries(record)} | {
        former for entry in handbook.list_entries(record) for former in entry.former_ids
    }
    for index, part in enumerate(record.read_as(Record).retired_parts):
        id, route = f"{record.id}/{part.id}", ("retired_parts", index)
        if id in present:
            yield record.problem((*route, "id"), f"'{id}' is in use, or stands here twice", "take one out")
        present.add(id)
        if part.successor == id:
            right = "name another, or take the line out"
            yield record.problem((*route, "successor"), "is named as its own successor", right)


def _check_references(handbook: Handbook, top: Entry) -> Iterator[Problem]:
    retired_items = {item.route for item in handbook.list_retired(top)} if top.kind == "framework" else set()
    for route, text, plan, part in walk_texts(top.node, "ref", "prose"):
        if isinstance(part, Retirement) or any(route[: len(inside)] == inside for inside in retired_items):
            continue
        kinds_and_ids = (
            [(plan.target_kind, text)] if plan.ref else [("any", id) for id in find_record_ids(text)]
        )
        for kind, id in kinds_and_ids:
            if fault := describe_retirement(handbook, id, kind):
                yield top.problem(route, *fault)


def check_pages(handbook: Handbook, pages: Iterable[WrittenPage], places: Places) -> Iterator[Problem]:
    """Yield a problem for every link of hand-written pages to the page of something retired; ``places`` finds
    where links lead."""
    retired = {f"{entry.path}.md": entry for entry in handbook.retired_entries if not entry.anchor}
    for page in pages if retired else ():
        for link in page.html.links:
            with suppress(LeadsNowhere):  # pages_lead_somewhere says so.
                target = places.find_target(page.uri, link)
                entry = retired.get(target.uri) if target else None
                if entry and (fault := describe_retirement(handbook, entry.id)):
                    yield page.problem(max(page.text.find(f"]({link.url}"), 0), "page", *fault)
        for call in page.calls:
            path = call.find_argument("path")
            entry = retired.get(f"{path.partition('#')[0]}.md") if isinstance(path, str) else None
            if entry and call.name == "link" and (fault := describe_retirement(handbook, entry.id)):
                yield page.problem(call.offset, "macro call", *fault)


def describe_retirement(handbook: Handbook, id: str, kind: str = "any") -> Fault | None:
    """What is wrong with a reference to something that is retired, and what would be right, as the ends of a
    sentence; ``None`` for what is in use or is not there."""
    entry = handbook.get(id, kind)
    retirement = entry.retired if entry else None
    if entry is None and id in handbook.retired_parts:
        retirement = handbook.retired_parts[id][1]
    if retirement is None:
        return None
    successor = f"name its successor, '{retirement.successor}'" if retirement.successor else "take it out"
    wrong = f"'{id}' was retired on {retirement.date}"
    return Fault(wrong, f"{successor}; only a crosswalk may still name it")

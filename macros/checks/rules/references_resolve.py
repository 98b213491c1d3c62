"""Every reference points at something that is there, and of the kind the field asks for."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import partial

from macros.base.problems import Problem, Route, did_you_mean
from macros.checks.heirs import advise, find_published
from macros.records.entries import Entry
from macros.records.field_plans import walk_texts
from macros.records.handbook import Handbook
from macros.records.kinds import SOURCES
from macros.records.meant_values import complete_address
from macros.records.prose import find_record_ids


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every id, in a field or in a link of prose, that leads nowhere."""
    for top in handbook.list_top_entries():
        yield from check_entry(handbook, top)


def check_entry(handbook: Handbook, top: Entry) -> Iterator[Problem]:
    """Yield the same problems of one record, source or term."""
    for route, text, plan, part in walk_texts(top.node, "ref", "prose"):
        if plan.prose:
            for ref in find_record_ids(text):
                if not handbook.get(ref):
                    yield from _check_dangling(handbook, top, route, ref, "any", words=f"]({ref}")
        elif not handbook.get(text, plan.target_kind):
            # Neither the record itself nor an id that stands in the list already is meant.
            besides = {top.id, *(getattr(part, plan.name) if plan.is_list else ())}
            yield from _check_dangling(handbook, top, route, text, plan.target_kind, besides)


def _check_dangling(
    handbook: Handbook,
    top: Entry,
    route: Route,
    ref: str,
    kind: str,
    besides: Container[str] = (),
    words: str = "",
) -> Iterator[Problem]:
    """Yield a problem for a reference that leads nowhere. What is among ``besides`` cannot be meant. It
    is told where its ``words`` stand, which are the id itself unless others are given."""
    if handbook.unread.may_hold(ref) or (kind == "source" and SOURCES in handbook.unread.files):
        return
    if ref in handbook.retired_parts:
        return  # retired_is_out_of_use says so.
    if any(entry.id == ref for entry in handbook.all_records.get(kind, ())):
        return  # It is there, and so is something else by its id: ids_are_unique says so.
    noun = {"any": "record", "item": "framework item"}.get(kind, kind)
    other = handbook.get(ref)
    if other and kind != "any":
        yield top.problem(route, f"'{ref}' is a {other.kind}", f"give the id of a {noun}", words or ref)
        return
    if published := find_published(handbook, ref, kind):
        wrong = f"no {noun} has the id '{ref}' any more, which release {published.release} has published"
        yield top.problem(route, wrong, advise(handbook, published))
        return
    otherwise = f"give the id of a {noun} that is there"
    if words and (address := complete_address(ref)):
        otherwise = f"write {address} where an address is meant, or the id of a record"
    right = did_you_mean(ref, partial(handbook.list_ids, kind), otherwise, besides)
    yield top.problem(route, f"no {noun} has the id '{ref}'", right, words or ref)

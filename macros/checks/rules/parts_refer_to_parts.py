"""Inside a record, local ids hold: outcomes to assessments, sessions to outcomes, steps to strands, links to
elements."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from macros.base.problems import Problem, Route, did_you_mean, join_words
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Module, Programme, Theory
from macros.records.sessions import Session


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every local id that leads nowhere and every part that nothing uses."""
    for entry in handbook.records["module"]:
        yield from _check_module(entry)
    for entry in handbook.records["programme"]:
        programme = entry.read_as(Programme)
        strands = dict.fromkeys(strand.id for strand in programme.strands)
        for i, step in enumerate(programme.pathway):
            yield from _check_known(entry, ("pathway", i, "strand"), step.strand, strands, "strand")
            if step.end <= step.start or step.end > programme.months:
                right = f"end it after month {step.start:g} and by month {programme.months}"
                yield entry.problem(("pathway", i, "end"), f"ends in month {step.end:g}", right)
    for entry in handbook.records["theory"]:
        theory = entry.read_as(Theory)
        elements = dict.fromkeys(element.id for element in theory.elements)
        for i, link in enumerate(theory.links):
            ends = {"origin": link.target, "target": link.origin}
            for end, other in ends.items():
                route = "links", i, end
                yield from _check_known(entry, route, getattr(link, end), elements, "element", [other])
            if link.origin == link.target:
                yield entry.problem(
                    ("links", i),
                    f"leads from '{link.origin}' back to itself",
                    "name two different elements, or take the link out",
                )


def _check_module(entry: Entry) -> Iterator[Problem]:
    module = entry.read_as(Module)
    outcomes = dict.fromkeys(outcome.id for outcome in module.outcomes)
    assessments = dict.fromkeys(assessment.id for assessment in module.assessments)
    for i, outcome in enumerate(module.outcomes):
        for j, ref in enumerate(outcome.assessed_by):
            yield from _check_known(entry, ("outcomes", i, "assessed_by", j), ref, assessments, "assessment")
    for i, session in enumerate(module.sessions):
        for j, ref in enumerate(session.outcomes):
            yield from _check_known(entry, ("sessions", i, "outcomes", j), ref, outcomes, "outcome")
        yield from _check_handouts(entry, i, session)
    yield from _check_used(
        entry, "outcomes", {ref for s in module.sessions for ref in s.outcomes}, "no session works on"
    )
    yield from _check_used(
        entry,
        "assessments",
        {ref for o in module.outcomes for ref in o.assessed_by},
        "no outcome is assessed by",
    )


def _check_known(
    entry: Entry,
    route: Route,
    ref: str,
    known: dict[str, None],
    word: str,
    besides: Container[str] = (),
) -> Iterator[Problem]:
    """Yield a problem for a ``ref`` that is not ``known``. What is among ``besides`` cannot be meant."""
    if ref not in known:
        right = did_you_mean(ref, known, lambda: f"the {word}s here are {join_words(known)}", besides)
        yield entry.problem(route, f"no {word} of this {entry.kind} has the id '{ref}'", right)


def _check_used(entry: Entry, field: str, used_ids: Iterable[str], wrong: str) -> Iterator[Problem]:
    for index, part in enumerate(getattr(entry.node, field)):
        if part.id not in used_ids:
            yield entry.problem((field, index), f"{wrong} '{part.id}'", "name it in one, or remove it")


def _check_handouts(entry: Entry, i: int, session: Session) -> Iterator[Problem]:
    """Yield a problem for every paper of session ``i`` that names no part of the plan, holds nothing or has
    a row of more or fewer cells than columns."""
    activities = dict.fromkeys(activity.title for activity in session.plan)
    titles = f"its parts are {join_words(activities)}"
    for j, handout in enumerate(session.handouts):
        route: Route = "sessions", i, "handouts", j
        if handout.activity is not None and handout.activity not in activities:
            right = did_you_mean(handout.activity, activities, titles)
            yield entry.problem(
                (*route, "activity"), f"no part of the session's plan is called '{handout.activity}'", right
            )
        if not (handout.text or handout.table or handout.cards):
            yield entry.problem(route, "has nothing on it", "add 'text', a 'table' or 'cards'")
        if handout.table:
            columns = len(handout.table.columns)
            for k, row in enumerate(handout.table.rows):
                cells = len(row.split("|"))
                if cells != columns:
                    yield entry.problem(
                        (*route, "table", "rows", k),
                        f"has {cells} cells under {columns} columns",
                        "put one '|' between two cells, and leave a space where a cell is empty",
                    )

"""A module's hours add up: sessions to contact, tasks to workplace, the three to the total, and ten a
credit."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Module

HOURS_PER_CREDIT = 10  # UK credit: ten notional hours of learning (QAA, credit framework for England).


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every sum that does not come out."""
    for entry in handbook.records["module"]:
        yield from _check_module(entry)


def _check_module(entry: Entry) -> Iterator[Problem]:
    module = entry.read_as(Module)
    hours = module.hours
    contact = sum(session.minutes for session in module.sessions) / 60
    if abs(contact - hours.contact) > 0.01:
        yield entry.problem(
            ("hours", "contact"),
            f"contact is {hours.contact:g} and the sessions come to {contact:g}",
            f"write {contact:g} or change the sessions",
        )
    workplace = sum(task.hours for task in module.workplace)
    if abs(workplace - hours.workplace) > 0.01:
        yield entry.problem(
            ("hours", "workplace"),
            f"workplace is {hours.workplace:g} and the tasks come to {workplace:g}",
            f"write {workplace:g} or change the tasks",
        )
    total = hours.contact + hours.self_study + hours.workplace
    if abs(total - hours.total) > 0.01:
        yield entry.problem(
            ("hours", "total"),
            f"total is {hours.total:g} and the three kinds come to {total:g}",
            f"write {total:g}",
        )
    if abs(hours.total - module.credits * HOURS_PER_CREDIT) > 0.01:
        right = (
            f"make the hours {module.credits * HOURS_PER_CREDIT} or the credits"
            f" {hours.total / HOURS_PER_CREDIT:g}"
        )
        yield entry.problem(
            ("credits",),
            f"{module.credits} credits are {module.credits * HOURS_PER_CREDIT} hours and the total is"
            f" {hours.total:g}",
            right,
        )
    for index, session in enumerate(module.sessions):
        planned = sum(activity.minutes for activity in session.plan)
        if planned != session.minutes:
            route = ("sessions", index, "minutes")
            yield entry.problem(
                route,
                f"the session lasts {session.minutes} minutes and its plan comes to {planned}",
                f"write {planned} or change the plan",
            )

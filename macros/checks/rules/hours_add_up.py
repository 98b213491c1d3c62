"""A module's hours add up: a session's plan to its minutes, sessions to contact, tasks to workplace, the
three to the total, and ten a credit.

Where they do not, one problem names each set of figures that could give way, with values with which all sums
come out: a remedy that mends one sum and breaks the next would lead round in a circle.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from macros.base.problems import Problem, Route
from macros.curriculum.sums import HOURS_PER_CREDIT
from macros.records.handbook import Handbook
from macros.records.kinds import Module

TOLERANCE = 0.01  # Hours; a third of one cannot be written.
ROUNDING = 1e-6
MOST_REMEDIES = 6  # That a sentence names, those of the fewest figures.
Remedy = dict[
    Route, float
]  # What to write, by where; at "sessions" and "workplace" what they are to come to.
_CONTACT, _WORKPLACE = ("hours", "contact"), ("hours", "workplace")
_SELF_STUDY, _TOTAL, _CREDITS = ("hours", "self_study"), ("hours", "total"), ("credits",)


class _Choice(NamedTuple):
    """One way to settle some figures: the hours that they come to, ``None`` for whatever the others need, and
    what is to be written. A route in ``follows`` is written with what the others need, divided by its
    number."""

    hours: float | None
    remedy: Remedy
    follows: dict[Route, int] = {}


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every module in which a sum does not come out."""
    for entry in handbook.records["module"]:
        module = entry.read_as(Module)
        if faults := list(_find_faults(module)):
            (route, _), right = faults[0], _advise(module)
            yield entry.problem(route, ", and ".join(wrong for _, wrong in faults), right)


def _find_faults(module: Module) -> Iterator[tuple[Route, str]]:
    """What is wrong with each sum that does not come out, with the route to it."""
    hours, contact, workplace = module.hours, _add_sessions(module), _add_tasks(module)
    if not _is_same(contact, hours.contact):
        yield _CONTACT, f"contact is {hours.contact:g} and the sessions come to {contact:g}"
    if not _is_same(workplace, hours.workplace):
        yield _WORKPLACE, f"workplace is {hours.workplace:g} and the tasks come to {workplace:g}"
    total = hours.contact + hours.self_study + hours.workplace
    if not _is_same(total, hours.total):
        yield _TOTAL, f"total is {hours.total:g} and the three kinds come to {total:g}"
    if not _is_same(hours.total, module.credits * HOURS_PER_CREDIT):
        due = module.credits * HOURS_PER_CREDIT
        credits = "1 credit is" if module.credits == 1 else f"{module.credits} credits are"
        yield _CREDITS, f"{credits} {due} hours and the total is {hours.total:g}"
    for index, session in enumerate(module.sessions):
        if (planned := sum(activity.minutes for activity in session.plan)) != session.minutes:
            wrong = f"session {session.id} lasts {session.minutes} minutes and its plan comes to {planned}"
            yield ("sessions", index, "minutes"), wrong


def _add_sessions(module: Module) -> float:
    return sum(session.minutes for session in module.sessions) / 60


def _add_tasks(module: Module) -> float:
    return sum(task.hours for task in module.workplace)


def _is_same(hours: float, other_hours: float) -> bool:
    return abs(hours - other_hours) <= TOLERANCE


def list_remedies(module: Module) -> list[Remedy]:
    """The ways to make all sums of a module come out, those of the fewest figures first. None of them writes
    a figure that another does without."""
    hours = module.hours
    self_study = [_Choice(hours.self_study, {}), _Choice(None, {}, {_SELF_STUDY: 1})]
    remedies: list[Remedy] = []
    for contact, workplace, study, total in product(
        list(_choose_sessions(module)),
        list(_choose_pair(_WORKPLACE, hours.workplace, ("workplace",), _add_tasks(module))),
        self_study,
        list(_choose_pair(_TOTAL, hours.total, _CREDITS, module.credits, HOURS_PER_CREDIT)),
    ):
        remedy = _settle([contact, workplace, study], total)
        if remedy is not None and _can_be_written(remedy):
            remedies.append(remedy)
    remedies.sort(key=len)
    least: list[Remedy] = []
    for remedy in remedies:
        if not any(smaller.keys() <= remedy.keys() for smaller in least):
            least.append(remedy)
    return least


def _choose_sessions(module: Module) -> Iterator[_Choice]:
    """The ways to settle the sessions and the contact hours: where plans differ from the minutes, by the one
    or by the other."""
    plans: Remedy = {}
    minutes: Remedy = {}
    planned_minutes = 0
    for index, session in enumerate(module.sessions):
        planned = sum(activity.minutes for activity in session.plan)
        planned_minutes += planned
        if planned != session.minutes:
            plans["sessions", index, "plan"] = session.minutes
            minutes["sessions", index, "minutes"] = planned
    for hours, remedy in ((_add_sessions(module), plans), (planned_minutes / 60, minutes)):
        sums = ("sessions",) if not plans else None
        for choice in _choose_pair(_CONTACT, module.hours.contact, sums, hours):
            yield choice._replace(remedy={**remedy, **choice.remedy})
        if not plans:
            return


def _choose_pair(
    route: Route, hours: float, other_route: Route | None, other: float, per_unit: int = 1
) -> Iterator[_Choice]:
    """The ways to settle two figures that say the same: as they are, or by the one, or by the ``other``,
    which says it in units of so many hours, or by neither. Without its route the other stays."""
    other_hours = round(other * per_unit, 2)
    if _is_same(hours, other_hours):
        yield _Choice(hours, {})
    else:
        yield _Choice(other_hours, {route: other_hours})
        if other_route:
            yield _Choice(hours, {other_route: hours / per_unit})
    if other_route:
        yield _Choice(None, {}, {route: 1, other_route: per_unit})


def _settle(parts: list[_Choice], total: _Choice) -> Remedy | None:
    """The remedy that these choices come to together; ``None`` where the parts do not come to the total, or
    where more than one of them would have to follow the others."""
    open_choices = [choice for choice in (*parts, total) if choice.hours is None]
    if len(open_choices) > 1:
        return None
    rest = (total.hours or 0) - sum(part.hours or 0 for part in parts)
    remedy = {route: value for choice in (*parts, total) for route, value in choice.remedy.items()}
    if not open_choices:
        return remedy if abs(rest) <= TOLERANCE else None
    hours = -rest if total.hours is None else rest
    return remedy | {route: hours / per_unit for route, per_unit in open_choices[0].follows.items()}


def _can_be_written(remedy: Remedy) -> bool:
    """Whether every value can stand in its field: hours are more than nothing, credits whole."""
    credits = remedy.get(_CREDITS, 1)
    sessions = remedy.get(("sessions",), 1) * 60
    must_be_whole = (credits, sessions)
    return all(value > TOLERANCE for value in remedy.values()) and all(
        abs(number - round(number)) < ROUNDING for number in must_be_whole
    )


def _advise(module: Module) -> str:
    """What would be right, as the end of a problem: ``make contact 12 and self_study 29, or …``."""
    remedies = [
        _join(_describe_figure(module, route, value) for route, value in remedy.items())
        for remedy in list_remedies(module)[:MOST_REMEDIES]
    ]
    return f"make {', or '.join(remedies)}" if remedies else "write the hours anew, ten for each credit"


def _join(words: Iterator[str]) -> str:
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last


def _describe_figure(module: Module, route: Route, value: float) -> str:
    """A figure and what to write there, or what it is to come to: ``the sessions 11 hours``."""
    if route[0] == "sessions" and len(route) == 3:
        session = module.sessions[int(str(route[1]))]
        noun = f"the plan of session {session.id}" if route[2] == "plan" else f"session {session.id}"
        return f"{noun} {value:g} minutes"
    names = {"sessions": "the sessions", "workplace": "the tasks", "credits": "credits", "hours": route[-1]}
    unit = "" if route[0] in ("credits", "hours") else " hour" if value == 1 else " hours"
    return f"{names[str(route[0])]} {round(value, 2):g}{unit}"

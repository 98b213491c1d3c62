"""The sums of a module that have to come out, as data: the check and the form in the browser both work them
out from here.
"""

from __future__ import annotations

from dataclasses import dataclass

MINUTES_PER_HOUR = 60
HOURS_PER_CREDIT = 10  # UK credit: ten notional hours of learning (QAA, credit framework for England).


@dataclass(frozen=True)
class Sum:
    """A figure that other figures of the record come to.

    ``figure`` leads to it, ``terms`` to what is added up, with ``*`` for each entry of a list; where
    ``within`` names a list, all of that is meant in each of its entries. The figure times ``factor`` is the
    sum, give or take ``tolerance`` of the figure. In ``wrong`` and ``right`` may stand ``{figure}``,
    ``{product}`` (the figure times the factor), ``{sum}`` and ``{quotient}`` (the sum divided by the factor).
    """

    figure: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]
    wrong: str
    right: str
    factor: int = 1
    within: str = ""
    tolerance: float = 0.01


SUMS = (
    Sum(
        ("hours", "contact"),
        (("sessions", "*", "minutes"),),
        "contact is {figure} and the sessions come to {quotient}",
        "write {quotient} or change the sessions",
        factor=MINUTES_PER_HOUR,
    ),
    Sum(
        ("hours", "workplace"),
        (("workplace", "*", "hours"),),
        "workplace is {figure} and the tasks come to {sum}",
        "write {sum} or change the tasks",
    ),
    Sum(
        ("hours", "total"),
        (("hours", "contact"), ("hours", "self_study"), ("hours", "workplace")),
        "total is {figure} and the three kinds come to {sum}",
        "write {sum}",
    ),
    Sum(
        ("credits",),
        (("hours", "total"),),
        "{figure} credits are {product} hours and the total is {sum}",
        "make the hours {product} or the credits {quotient}",
        factor=HOURS_PER_CREDIT,
        tolerance=0.001,
    ),
    Sum(
        ("minutes",),
        (("plan", "*", "minutes"),),
        "the session lasts {figure} minutes and its plan comes to {sum}",
        "write {sum} or change the plan",
        within="sessions",
        tolerance=0,
    ),
)

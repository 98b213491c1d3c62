"""The sums of a module that have to come out, as data for the form in the browser, which shows them while
figures are written. What is said of one that does not come out, :mod:`macros.checks.rules.hours_add_up` says.
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
    sum.
    """

    figure: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]
    factor: int = 1
    within: str = ""


SUMS = (
    Sum(
        ("hours", "contact"),
        (("sessions", "*", "minutes"),),
        factor=MINUTES_PER_HOUR,
    ),
    Sum(
        ("hours", "workplace"),
        (("workplace", "*", "hours"),),
    ),
    Sum(
        ("hours", "total"),
        (("hours", "contact"), ("hours", "self_study"), ("hours", "workplace")),
    ),
    Sum(
        ("credits",),
        (("hours", "total"),),
        factor=HOURS_PER_CREDIT,
    ),
    Sum(
        ("minutes",),
        (("plan", "*", "minutes"),),
        within="sessions",
    ),
)

"""What a run chart and an XmR chart say of a series of figures: their lines, and whether a rule fires.

Places in a series are counted from 0.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LIMIT_FACTOR = 2.66  # Of the average moving range, from the mean to a limit.
STEP_FACTOR = 3.267  # Of the average moving range, to the limit for a single step.


@dataclass(frozen=True)
class Limits:
    """The lines of an XmR chart, worked out from a baseline."""

    mean: float
    average_range: float

    @property
    def upper(self) -> float:
        """The upper limit."""
        return self.mean + LIMIT_FACTOR * self.average_range

    @property
    def lower(self) -> float:
        """The lower limit."""
        return self.mean - LIMIT_FACTOR * self.average_range

    @property
    def step(self) -> float:
        """The limit for the step from one figure to the next."""
        return STEP_FACTOR * self.average_range

    @property
    def outer_thirds(self) -> tuple[float, float]:
        """Where the outer thirds begin: below the first figure, and above the second."""
        third = LIMIT_FACTOR * self.average_range * 2 / 3
        return self.mean - third, self.mean + third


def list_steps(figures: Sequence[float]) -> list[float]:
    """The moving ranges: each figure minus the one before, without the sign."""
    return [abs(later - earlier) for earlier, later in pairwise(figures)]


def find_limits(baseline: Sequence[float]) -> Limits:
    """The lines of an XmR chart from the figures of a baseline, of which there are at least two."""
    return Limits(statistics.fmean(baseline), statistics.fmean(list_steps(baseline)))


def find_median(baseline: Sequence[float]) -> float:
    """The line of a run chart."""
    return statistics.median(baseline)


def find_shift(figures: Sequence[float], line: float, least: int) -> list[int]:
    """The places of the first ``least`` figures in a row on one side of ``line``; empty where there are none.
    Figures on the line are passed over, and neither break a row nor add to it."""
    row: list[int] = []
    for place, figure in enumerate(figures):
        if figure == line:
            continue
        if row and (figures[row[-1]] > line) != (figure > line):
            row = []
        row.append(place)
        if len(row) == least:
            return row
    return []


def find_longest_trend(figures: Sequence[float]) -> list[int]:
    """The places of the longest row of figures that all rise or all fall, the first of several."""
    longest: list[int] = [0]
    row = [0]
    for place in range(1, len(figures)):
        is_rise = figures[place] > figures[place - 1]
        goes_on = len(row) < 2 or is_rise == (figures[row[-1]] > figures[row[-2]])
        if figures[place] == figures[place - 1]:
            row = [place]
        else:
            row = [*row, place] if goes_on else [place - 1, place]
        longest = max(longest, row, key=len)
    return longest


def list_crossings(figures: Sequence[float], line: float) -> list[tuple[int, int]]:
    """The pairs of places between which the series crosses ``line``."""
    beside = [place for place, figure in enumerate(figures) if figure != line]
    return [
        (earlier, later)
        for earlier, later in pairwise(beside)
        if (figures[earlier] > line) != (figures[later] > line)
    ]


def list_outside(figures: Sequence[float], limits: Limits) -> list[int]:
    """The places of the figures beyond a limit."""
    return [place for place, figure in enumerate(figures) if figure > limits.upper or figure < limits.lower]


def find_furthest(figures: Sequence[float], line: float) -> int:
    """The place of the figure that is furthest from ``line``, the first of several."""
    return max(range(len(figures)), key=lambda place: abs(figures[place] - line))


def list_in_outer_thirds(figures: Sequence[float], limits: Limits) -> list[int]:
    """The places of the figures in the outer thirds, between a limit and two thirds of the way to it."""
    below, above = limits.outer_thirds
    return [
        place
        for place, figure in enumerate(figures)
        if above < figure <= limits.upper or limits.lower <= figure < below
    ]


def find_two_of_three(figures: Sequence[float], limits: Limits) -> list[int]:
    """The places of the first three figures on one side of the mean of which two are in the outer third;
    empty where there are none."""
    outer = set(list_in_outer_thirds(figures, limits))
    for first in range(len(figures) - 2):
        places = range(first, first + 3)
        sides = {figures[place] > limits.mean for place in places}
        on_mean = any(figures[place] == limits.mean for place in places)
        if len(sides) == 1 and not on_mean and len(outer & set(places)) >= 2:
            return list(places)
    return []

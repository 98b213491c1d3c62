"""The lines and rules of run charts and XmR charts, against the figures that the guide works out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from macros.curriculum import variation
from macros.curriculum.variation import find_limits, find_median

WARD = [41, 34, 38, 29, 44, 36, 40, 33, 42, 37, 39, 31, 43, 46, 41, 49, 45, 48, 44, 50]
BASELINE = WARD[:12]


def test_the_limits_are_those_of_the_guide():
    limits = find_limits(BASELINE)
    found = [limits.mean, limits.average_range, limits.upper, limits.lower, limits.step]
    assert [f"{figure:.2f}" for figure in found] == ["37.00", "7.09", "55.86", "18.14", "23.17"]
    assert limits.outer_thirds == pytest.approx((24.43, 49.57), abs=0.01)
    assert sum(BASELINE) == 444 and sum(variation.list_steps(BASELINE)) == 78
    assert find_median(BASELINE) == 37.5


def test_the_rules_fire_in_the_weeks_of_the_guide():
    limits = find_limits(BASELINE)
    assert variation.find_shift(WARD, 37.5, 6)[-1] + 1 == 18
    assert variation.find_shift(WARD, limits.mean, 7)[-1] + 1 == 19
    assert variation.list_outside(WARD, limits) == []
    assert variation.find_two_of_three(WARD, limits) == []
    assert variation.list_in_outer_thirds(WARD, limits) == [19]  # Week 20 is the only one above 49.6.
    assert len(variation.find_longest_trend(WARD)) == 3
    assert WARD[variation.find_furthest(WARD, 37.5)] == 50
    assert len(variation.list_crossings(WARD, 37.5)) == 12


@pytest.mark.parametrize(
    ("figures", "least", "places"),
    [
        ([1, 1, 1], 3, [0, 1, 2]),
        ([1, 0, 1, 1], 3, [0, 2, 3]),  # A figure on the line neither breaks a row nor adds to it.
        ([1, 1, -1, 1, 1], 3, []),
        ([-1, -1, -1, 1], 3, [0, 1, 2]),
        ([], 3, []),
    ],
)
def test_a_shift(figures, least, places):
    assert variation.find_shift(figures, 0, least) == places


@pytest.mark.parametrize(
    ("figures", "places"),
    [
        ([1, 2, 3, 2], [0, 1, 2]),
        ([5, 4, 3, 2, 9], [0, 1, 2, 3]),
        ([1, 1, 1], [0]),
        ([1, 2, 2, 3, 4], [2, 3, 4]),
        ([3, 1, 2, 3, 4], [1, 2, 3, 4]),
    ],
)
def test_a_trend(figures, places):
    assert variation.find_longest_trend(figures) == places


def test_two_of_three_in_the_outer_third_on_one_side():
    limits = variation.Limits(mean=0, average_range=3 / variation.LIMIT_FACTOR)  # Limits at -3 and 3.
    assert variation.find_two_of_three([0.5, 2.5, 1, 2.5, 0], limits) == [1, 2, 3]
    assert variation.find_two_of_three([2.5, -1, 2.5], limits) == []
    assert variation.find_two_of_three([2.5, 1, 1, 2.5], limits) == []
    assert variation.list_outside([3.1, -3.1, 2.9], limits) == [0, 1]


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=20))
def test_what_is_found_is_in_the_series(figures):
    limits = find_limits(figures)
    assert limits.lower <= limits.mean <= limits.upper
    trend = variation.find_longest_trend(figures)
    assert trend == list(range(trend[0], trend[-1] + 1))
    row = [figures[place] for place in trend]
    assert len(row) == 1 or row in (sorted(set(row)), sorted(set(row), reverse=True))
    for earlier, later in variation.list_crossings(figures, limits.mean):
        assert (figures[earlier] - limits.mean) * (figures[later] - limits.mean) < 0

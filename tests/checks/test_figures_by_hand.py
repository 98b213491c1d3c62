"""A figure written by hand is found however it is spaced and signed, and no other is taken for it."""

from __future__ import annotations

import pytest

from macros.checks.figures_by_hand import compile_value, find_first_digits


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        (
            "98%",
            ["98%", "of these 98 %.", "98\N{NO-BREAK SPACE}%", "98&nbsp;%", "98 per cent", "98\nper cent"],
        ),
        ("11.0%", ["11.0%", "11%", "11 per cent"]),
        ("12.5%", ["12.5%", "12·5%"]),
        (
            "from 11.0% to 6.2%",
            [
                "11.0% to\n6.2%",
                "11.0–6.2%",
                "11 to 6.2 per cent",
                "11.0% before and 6.2% after",
                "6.2% (before, 11.0%)",
                "| 11.0% | 6.2% |",
            ],
        ),
        ("from 7.7 to 1.3 per 1,000 days", ["from 7.7 to about 1.3 within", "7.7 → 1.3"]),
        ("from 54.5% in 2007 to 71.3% in 2011", ["54.5% to 71.3%", "71.3% in 2011, from 54.5%"]),
        ("189,000", ["189,000 pledges", "189000", "189 000", "189\N{NARROW NO-BREAK SPACE}000"]),
        ("£597,000", ["597,000 pounds"]),
        ("279 of 800", ["279 of the 800", "Of 800 charts 279 improved"]),
        (
            "120 published projects",
            ["120 projects", "120 published\ntest projects", "120 Published Projects"],
        ),
        ("up to 90 hours", ["90 paid hours"]),
        ("13 of 20", ["in 13 of\n20"]),
        ("30 to 35", ["30–35", "30 to\n35", "30-35"]),
        ("three years on average", ["Three years\non average"]),
        ("198", ["198 recommendations"]),
    ],
)
def test_a_figure_is_known_however_it_is_written(value, texts):
    pattern = compile_value(value)
    for text in (value, *texts):
        assert pattern.search(text), text
        assert find_first_digits(value) in text  # Where these are not, no copy is looked for.


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("98%", ["198%", "98.5%", "98", "1,98%", "98 days"]),
        ("from 11.0% to 6.2%", ["11.0%", "6.2%", "from 11.05% to 6.2%", f"11% {'of those ' * 9} 6.2%"]),
        ("from 3% to 5%", ["3 to 5", "3% to 5 days"]),
        ("from 7.7 to 1.3 per 1,000 days", ["per 1,000 days", "7.7 days", "17.7 to 1.3"]),
        ("189,000", ["1,189,000", "189", "189,0001"]),
        (
            "120 published projects",
            ["120 hours", "projects, 120 of them", "120 of the other ten or so projects"],
        ),
        ("13 of 20", ["13 of 200", "20 of 13"]),
        ("198", ["1198", "198.5", "198,000"]),
    ],
)
def test_another_figure_is_not_taken_for_it(value, texts):
    pattern = compile_value(value)
    assert [text for text in texts if pattern.search(text)] == []


@pytest.mark.parametrize("value", ["three", "two thirds", "about half", "72", "in 2019"])
def test_a_value_that_could_mean_anything_is_not_looked_for(value):
    assert compile_value(value) is None

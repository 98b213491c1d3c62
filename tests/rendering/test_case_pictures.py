"""The measures of cases: an honest scale, doubtful figures hatched, intervals where they were published."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from drawn_pictures import SVG, assert_picture, classed, list_crossed_words, outside, words_in

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Case, Measure
from macros.rendering import pictures
from macros.rendering.pictures.measures import is_doubtful
from macros.rendering.pictures.scales import build_scale
from macros.rendering.pictures.timeline import list_measured_years
from macros.rendering.renderer import Renderer


def measures(book: Handbook) -> Iterator[tuple[Entry, Measure]]:
    for entry in book.records["case"]:
        for measure in filter(pictures.has_figures, entry.read_as(Case).measures):
            yield entry, measure


def draw(measure: Measure) -> ET.Element:
    return ET.fromstring(pictures.draw_measure("m", measure))


def bars(root: ET.Element) -> list[ET.Element]:
    return [bar for bar in classed(root, "rect", "hb-svg__bar") if float(bar.get("height")) == 14]


def places_on_scale(root: ET.Element) -> dict[float, float]:
    """Where each number of the scale has its line, by the number."""
    numbers = [text for text in classed(root, "text", "hb-svg__soft") if text.get("font-size") == "11"]
    figures = [re.sub(r"[,%]", "", "".join(text.itertext())).replace("−", "-") for text in numbers]
    return {
        float(figure): float(text.get("x"))
        for figure, text in zip(figures, numbers, strict=True)
        if re.fullmatch(r"-?[\d.]+", figure)
    }


def test_every_bar_begins_at_nought_and_is_as_long_as_its_figure(real_book):
    seen = 0
    for entry, measure in measures(real_book):
        drawn = [point for point in measure.points if point.value is not None]
        if measure.no_difference is not None or not drawn:
            continue
        lengths = [float(bar.get("width")) for bar in bars(draw(measure))]
        assert len(lengths) == len(drawn), (entry.id, measure.id)
        largest = max(abs(point.value) for point in drawn)
        for length, point in zip(lengths, drawn, strict=True):
            share = abs(point.value) / largest
            assert length == pytest.approx(max(1.5, max(lengths) * share), abs=0.2), (entry.id, measure.id)
            seen += 1
    assert seen > 80


def test_a_share_stands_on_a_scale_to_100_or_beside_one(real_book):
    seen = {"whole": 0, "enlarged": 0}
    for entry, measure in measures(real_book):
        if not measure.unit.startswith("%"):
            continue
        said = words_in(draw(measure))
        is_enlarged = any(re.fullmatch(r"Enlarged: of 0 to 100, the part to [\d.]+\.", line) for line in said)
        assert ("100%" in said) != is_enlarged, (entry.id, measure.id)
        seen["enlarged" if is_enlarged else "whole"] += 1
    assert min(seen.values()) > 5


def test_figures_to_be_verified_are_hatched_and_said_to_be(real_book):
    seen = 0
    for entry, measure in measures(real_book):
        root = draw(measure)
        hatched = classed(root, "rect", "hb-svg__bar--doubtful")
        is_said = "Hatched: still to be verified." in words_in(root)
        assert is_said == root.find(f"{SVG}desc").text.endswith("Hatched: still to be verified.")
        assert is_said == bool(hatched) == bool(classed(root, "line", "hb-svg__hatch")), entry.id
        assert len(hatched) == (len(bars(root)) if is_doubtful(measure) else 0), (entry.id, measure.id)
        seen += len(hatched)
    assert seen > 10


def test_what_is_recalled_and_not_read_is_never_drawn_like_a_trial(real_book):
    unread = [
        measure
        for _, measure in measures(real_book)
        if "recalled" in measure.reads
        or any("to be verified" in (point.text or "") for point in measure.points)
    ]
    assert unread and all(is_doubtful(measure) for measure in unread)


def test_every_published_interval_is_drawn_at_its_place(real_book):
    seen = 0
    for entry, measure in measures(real_book):
        intervals = [point for point in (*measure.points, measure.effect) if point and point.low is not None]
        drawn = classed(draw(measure), "line", "hb-svg__interval")
        assert len(drawn) == 3 * len(intervals), (entry.id, measure.id)
        seen += len(intervals)
    assert seen > 30


def test_a_ratio_published_beside_shares_is_drawn_with_its_interval(real_book):
    for _, measure in measures(real_book):
        for point in measure.points:
            if match := re.search(r"ratio ([\d.]+) \(([\d.]+) to ([\d.]+)\)", point.text or ""):
                effect = measure.effect
                assert [effect.value, effect.low, effect.high] == list(map(float, match.groups()))
                assert effect.no_difference == 1


def test_hatching_stays_inside_its_bar(real_book):
    for _, measure in measures(real_book):
        root = draw(measure)
        frames = [
            (float(bar.get("x")), float(bar.get("x")) + float(bar.get("width")), float(bar.get("y")))
            for bar in classed(root, "rect", "hb-svg__bar--doubtful")
        ]
        for line in classed(root, "line", "hb-svg__hatch"):
            x1, x2, y1, y2 = (float(line.get(name)) for name in ("x1", "x2", "y1", "y2"))
            assert any(
                left - 0.1 <= x1 <= x2 <= right + 0.1 and top - 0.1 <= y2 <= y1 <= top + 14.1
                for left, right, top in frames
            )


def test_the_only_figure_of_a_measure_has_its_scale(real_book):
    measure = real_book.resolve("bristol").node.measures[-1]
    root = draw(measure)
    places = places_on_scale(root)
    (bar,) = bars(root)
    assert [point.value for point in measure.points] == [33]
    assert sorted(places) == [0, 25, 50, 75, 100]
    reach = places[25] + (places[75] - places[25]) * (33 - 25) / 50
    assert float(bar.get("x")) + float(bar.get("width")) == pytest.approx(reach, abs=0.3)


def test_words_without_a_figure_are_not_drawn_as_one(real_book):
    (measure,) = (one for one in real_book.resolve("bristol").node.measures if one.id == "infant-mortality")
    assert not pictures.has_figures(measure)
    html = Renderer(real_book, Urls(), Repository()).render_record(real_book.resolve("bristol"))
    assert "Published in words, so no bar is drawn." in html and ">probably double</td>" in html
    assert "m-infant-mortality-title" not in html and "m-inadequate-title" in html


def test_a_difference_is_drawn_beside_the_line_of_no_difference(real_book):
    seen = 0
    for entry, measure in measures(real_book):
        if measure.no_difference is None:
            continue
        root = draw(measure)
        assert not bars(root), entry.id
        assert len(list(root.iter(f"{SVG}circle"))) == len(measure.points)
        assert "the line: no difference" in words_in(root)
        line = float(classed(root, "line", "hb-svg__axis")[0].get("x1"))
        for circle, point in zip(root.iter(f"{SVG}circle"), measure.points, strict=True):
            aside = float(circle.get("cx")) - line
            assert aside * (point.value - measure.no_difference) >= 0, (entry.id, measure.id)
        seen += 1
    assert seen > 5


def test_the_line_of_nought_strikes_out_no_sign(real_book):
    for entry, measure in measures(real_book):
        assert (entry.id, measure.id, list_crossed_words(draw(measure))) == (entry.id, measure.id, [])


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ([0, 9], ["0", "5", "10"]),
        ([0, 0.76], ["0.0", "0.2", "0.4", "0.6", "0.8"]),
        ([0, 368_000], ["0", "100,000", "200,000", "300,000", "400,000"]),
        ([-2.5, 0], ["−3", "−2", "−1", "0"]),
        ([0.451, 1], ["0.4", "0.6", "0.8", "1.0"]),
    ],
)
def test_a_scale_has_round_numbers(figures, said):
    scale = build_scale(figures, 0, 100)
    assert [scale.format_tick(tick) for tick in scale.list_ticks()] == said
    assert all(0 <= scale.find_place(figure) <= 100 for figure in figures)


def test_every_case_has_a_timeline_of_the_times_that_its_period_names(real_book):
    """That these years are in the period, the check sees to; a case need not have a timeline."""
    for entry in real_book.records["case"]:
        case = entry.node
        if not case.timeline:
            continue
        root = assert_picture(pictures.draw_timeline(entry), [moment.what for moment in case.timeline])
        assert outside(root) == [], entry.id
        marks = classed(root, "circle", "hb-timeline__measured")
        assert len(marks) == len(list_measured_years(case)), entry.id


def test_a_time_is_drawn_to_scale(real_book):
    entry = real_book.resolve("bristol")
    root = ET.fromstring(pictures.draw_timeline(entry))
    years = [text for text in classed(root, "text", "hb-svg__soft") if "".join(text.itertext()).isdigit()]
    place = {"".join(text.itertext()): float(text.get("x")) for text in years}
    per_year = (place["2000"] - place["1990"]) / 10
    (bar,) = classed(root, "rect", "hb-svg__bar")
    assert float(bar.get("x")) == pytest.approx(place["1985"] - per_year, abs=0.2)
    assert float(bar.get("width")) == pytest.approx(12 * per_year, abs=0.2)  # 1984 to 1995, both included.
    (report,) = classed(root, "circle", "hb-svg__bar")
    assert float(report.get("cx")) == pytest.approx(place["2000"] + 1.54 * per_year, abs=0.2)
    assert root.find(f"{SVG}desc").text == (
        "The years of the inquiry, 1984 to 1995. Inquiry report, July 2001."
    )


def test_the_years_of_figures_are_read_from_their_names(real_book):
    years = {entry.id: list_measured_years(entry.node) for entry in real_book.records["case"]}
    assert years["hip-fracture"] == [2003, 2007, 2009, 2010, 2011, 2013]
    assert years["torbay"] == [1998, 2008]
    assert years["emergency-laparotomy"] == []

"""The drawings of the guides: each keeps inside its frame, and stands where its data say."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from drawn_pictures import SVG, assert_picture, classed, outside
from places import ROOT

from macros.curriculum import variation
from macros.records.drawings import DRAWING_GROUPS
from macros.records.handbook import Handbook
from macros.rendering import pictures
from macros.rendering.pictures.rule_sketches import list_firing_points

DRAWN = {
    "arcs": (pictures.draw_arc,),
    "series": (pictures.draw_run_chart, pictures.draw_xmr_chart),
    "rules": (pictures.draw_rule_sketches,),
    "grids": (pictures.draw_grid,),
    "force_fields": (pictures.draw_force_field,),
}


def ward(book: Handbook):
    return book.resolve("discharge-medicines", "drawing").node


@pytest.mark.parametrize("which", ["small_book", "real_book"])
def test_every_drawing_keeps_inside_its_frame(request, which):
    book = request.getfixturevalue(which)
    groups = [entry.route[0] for entry in book.drawings]
    assert set(groups) == set(DRAWING_GROUPS)
    for group, entry in zip(groups, book.drawings, strict=True):
        for draw in DRAWN[group]:
            root = assert_picture(draw(entry.node), [])
            assert outside(root) == [], entry.id
            assert entry.title in root.find(f"{SVG}title").text


def test_the_points_of_a_chart_stand_at_the_figures_of_the_guide(real_book):
    series = ward(real_book)
    for draw in DRAWN["series"]:
        points = classed(ET.fromstring(draw(series)), "circle", "hb-chart__point")
        assert len(points) == len(series.figures) == 20
        heights = [float(point.get("cy")) for point in points]
        per_unit = (heights[3] - heights[4]) / (44 - 29)
        for height, figure in zip(heights, series.figures, strict=True):
            assert height == pytest.approx(heights[0] - per_unit * (figure - series.figures[0]), abs=0.2)
        steps = [float(b.get("cx")) - float(a.get("cx")) for a, b in zip(points, points[1:], strict=False)]
        assert max(steps) - min(steps) < 0.21


def test_the_lines_of_the_xmr_chart_stand_at_the_limits(real_book):
    root = ET.fromstring(pictures.draw_xmr_chart(ward(real_book)))
    points = [float(point.get("cy")) for point in classed(root, "circle", "hb-chart__point")]
    per_unit = (points[3] - points[4]) / 15
    at = lambda figure: points[3] - per_unit * (figure - 29)
    limits = sorted({float(line.get("y1")) for line in classed(root, "line", "hb-chart__limit")})
    assert limits == pytest.approx([at(55.86), at(18.14)], abs=0.3)
    assert float(classed(root, "line", "hb-chart__line")[0].get("y1")) == pytest.approx(at(37), abs=0.3)
    bands = classed(root, "rect", "hb-chart__band")
    edges = [float(band.get("y")) + float(band.get("height")) for band in bands]
    assert edges == pytest.approx([at(49.57), at(18.14)], abs=0.4)


@pytest.mark.parametrize(
    ("draw", "list_rules"),
    [
        (pictures.draw_run_chart, pictures.list_run_rules),
        (pictures.draw_xmr_chart, pictures.list_xmr_rules),
    ],
)
def test_every_rule_is_marked_on_the_chart_and_told(real_book, draw, list_rules):
    series = ward(real_book)
    root, rules = ET.fromstring(draw(series)), list_rules(series)
    marked = ["".join(text.itertext()) for text in classed(root, "text", "hb-chart__letter")]
    assert sorted(marked) == [rule.letter for rule in rules] == list("ABCD")
    description = root.find(f"{SVG}desc").text
    assert [rule for rule in rules if f"{rule.title}: {rule.verdict}" not in description] == []


def test_what_the_rules_found_agrees_with_the_guide(real_book):
    series = ward(real_book)
    assert [(rule.title, rule.verdict) for rule in pictures.list_run_rules(series)] == [
        ("Shift", "fires in week 18, at point 6 of the row."),
        ("Trend", "does not fire. The longest row has 3 of the 5 points it needs."),
        ("Runs", "the line crosses the median 12 times; the published table has the limits."),
        (
            "Astronomical point",
            "none. The furthest from the median is 50%, which nobody would call absurd.",
        ),
    ]
    assert [(rule.title, rule.verdict) for rule in pictures.list_xmr_rules(series)] == [
        ("Outside", "no point lies beyond a limit."),
        ("Shift", "fires in week 19, at point 7 of the row."),
        ("Trend", "does not fire. The longest row has 3 of the 7 points it needs."),
        ("Two of three", "does not fire. 1 point lies in an outer third, shaded here."),
    ]


def test_the_tables_of_the_worked_example_are_those_of_the_guide(real_book):
    tables = pictures.tabulate_series(ward(real_book))
    assert tables["figures"] == [
        ("1 to 6", "41, 34, 38, 29, 44, 36", "7, 4, 9, 15, 8"),
        ("7 to 12", "40, 33, 42, 37, 39, 31", "4, 7, 9, 5, 2, 8"),
        ("13 to 20", "43, 46, 41, 49, 45, 48, 44, 50", "not used"),
    ]
    assert tables["sums"] == [
        ("Mean of weeks 1 to 12", "444 ÷ 12", "37.0"),
        ("Average moving range", "78 ÷ 11", "7.09"),
        ("Upper and lower limit", "37.0 ± 2.66 × 7.09", "55.9 and 18.1"),
        ("Limit for one step", "3.267 × 7.09", "23.2 (the largest step is 15)"),
        ("Median for a run chart", "between 37 and 38", "37.5"),
    ]


def test_people_stand_on_the_grid_by_power_and_interest(real_book):
    grid = real_book.resolve("drug-histories", "drawing").node
    root = ET.fromstring(pictures.draw_grid(grid))
    names = {
        " ".join("".join(text.itertext()).split()): text for text in classed(root, "text", "hb-grid__name")
    }
    assert set(names) == {person.who for person in grid.people}
    place = {
        name: [float(text.find(f"{SVG}tspan").get(axis)) for axis in ("x", "y")]
        for name, text in names.items()
    }
    assert place["Finance partner"][0] < place["Chief pharmacist"][0] < place["Night registrars"][0]
    high, low = ("Finance partner", "Chief pharmacist"), ("Night registrars", "Patients on ten medicines")
    sister = place["Night sister"][1]
    assert all(place[one][1] < sister for one in high) and all(place[one][1] > sister for one in low)
    assert len(classed(root, "circle", "hb-grid__mark--most")) == 2  # The patients, and the legend.
    assert root.find(f"{SVG}desc").text.endswith("Affected most: Patients on ten medicines.")


def test_an_arrow_of_the_force_field_is_as_long_as_its_weight(real_book):
    field = real_book.resolve("drug-histories-forces", "drawing").node
    root = ET.fromstring(pictures.draw_force_field(field))
    heads = [
        [float(figure) for figure in re.split("[ ,]", head.get("points"))[:2]]
        for head in classed(root, "polygon", "hb-svg__head")
    ]
    lengths = {"driving": [], "restraining": []}
    for line, (tip, _y) in zip(classed(root, "line", "hb-svg__arrow"), heads, strict=True):
        side = "driving" if "hb-svg__arrow--driving" in line.get("class") else "restraining"
        lengths[side].append(abs(tip - float(line.get("x1"))))
    for side, found in lengths.items():
        weights = [force.weight for force in field.forces if force.side == side]
        assert found == pytest.approx([weight * 118 / 5 for weight in weights], abs=0.2)
    assert len(classed(root, "rect", "hb-forces__chosen")) == 1
    assert "GP record cannot be opened in the unit (4), to be weakened first" in root.find(f"{SVG}desc").text


def test_the_stages_of_the_arc_rise_and_lead_on(real_book):
    arc = real_book.resolve("development-arc", "drawing").node
    root = ET.fromstring(pictures.draw_arc(arc))
    discs = classed(root, "circle", "hb-arc__stage")
    places = [(float(disc.get("cx")), float(disc.get("cy"))) for disc in discs]
    assert len(places) == len(arc.stages) == 4
    assert places == sorted(places, reverse=True, key=lambda place: place[0])
    assert places == sorted(places, key=lambda place: place[1])  # The last stage stands highest.
    assert len(classed(root, "line", "hb-arc__path")) == 3
    assert root.find(f"{SVG}desc").text.endswith(
        "People move back in a week of nights, after a serious complaint, and when a project you love is"
        " attacked."
    )


def test_the_arc_names_the_stages_of_its_page(real_book):
    page = (ROOT / "docs/reference/development-arc.md").read_text("utf-8")
    for place, stage in enumerate(real_book.resolve("development-arc", "drawing").node.stages, 1):
        assert f"[{place}. {stage.title}.]" in page and stage.says in page


def test_each_rule_fires_on_its_own_sketch(real_book):
    rules = real_book.resolve("run-chart-rules", "drawing").node
    sketches = {sketch.rule: sketch for sketch in rules.sketches}
    assert set(sketches) == {"shift", "trend", "runs", "point"}
    figures = {rule: sketch.figures for rule, sketch in sketches.items()}
    shifts = {rule for rule, run in figures.items() if variation.find_shift(run, 0, 6)}
    trends = {rule for rule, run in figures.items() if len(variation.find_longest_trend(run)) >= 5}
    assert (shifts, trends) == ({"shift"}, {"trend"})
    assert len(variation.list_crossings(figures["runs"], 0)) == 3  # Among twenty points.
    assert max(figures["point"]) > 5 * sorted(figures["point"])[-2]
    rings = classed(ET.fromstring(pictures.draw_rule_sketches(rules)), "circle", "hb-chart__ring")
    assert len(rings) == sum(len(list_firing_points(sketch)) for sketch in rules.sketches) == 6 + 5 + 6 + 1

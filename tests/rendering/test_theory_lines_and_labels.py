"""In no picture of a theory does an arrow hang in the air or begin in a box, a line run through words or
people, an axis go without a name, or a person stand in a wall."""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET

import pytest
from drawn_pictures import (
    SVG,
    Spot,
    has_class,
    is_within,
    list_arrows,
    list_crossed_words,
    list_lines,
    list_steps,
    list_strokes,
    measure_distance,
    trace_points,
)

from macros.rendering import pictures
from macros.rendering.pictures.svg import build_picture
from macros.rendering.pictures.theories.sheet import Sheet

REACH = 10.0  # Units: how far an arrow's end may be from what it begins at or leads to.


@pytest.fixture(scope="module")
def drawings(real_book) -> dict[str, ET.Element]:
    """The pictures of all theories, by id."""
    return {
        entry.id: ET.fromstring(pictures.draw_theory(entry))
        for entry in sorted(real_book.records["theory"], key=lambda entry: entry.id)
    }


def list_whole_people(root: ET.Element) -> list[tuple[int, Spot, float]]:
    """Everybody in a picture: the place in the order of drawing, where the head is, and how large."""
    return [
        (place, (float(head.get("cx")), float(head.get("cy"))), float(head.get("r")))
        for place, (body, head) in enumerate(itertools.pairwise(root))
        if body.tag == f"{SVG}path" and head.tag == f"{SVG}circle" and has_class(head, "hb-svg__dot")
        if body.get("class") == head.get("class") and "A" in body.get("d")
    ]


def is_beside_words(spot: Spot, root: ET.Element) -> bool:
    return any(
        left - REACH < spot[0] < right + REACH and top - REACH < spot[1] < foot + REACH
        for left, right, top, foot, _ in list_lines(root)
    )


def describe(spot: Spot) -> str:
    return f"{spot[0]:.0f} {spot[1]:.0f}"


def test_no_arrow_begins_or_ends_inside_a_box(drawings):
    faults = [
        (id, describe(spot))
        for id, root in drawings.items()
        for spot in itertools.chain.from_iterable(list_arrows(root))
        for box in root.iter(f"{SVG}rect")
        if has_class(box, "hb-svg__box") and is_within(spot, box, 1)
    ]
    assert faults == []


def test_every_arrow_leads_from_something_to_something(drawings):
    faults = []
    for id, root in drawings.items():
        arrows = [place for place, head in enumerate(root) if has_class(head, "hb-svg__head")]
        for place, ends in zip(arrows, list_arrows(root), strict=True):
            others = [
                element
                for order, element in enumerate(root)
                if order not in (place - 1, place)
                and element.tag.removeprefix(SVG) in ("line", "path", "rect", "circle", "polygon")
            ]
            faults += [
                (id, describe(spot))
                for spot in ends
                if min(measure_distance(spot, other) for other in others) > REACH
                and not is_beside_words(spot, root)
            ]
    assert faults == []


def test_no_line_runs_through_words(drawings):
    assert {id: list_crossed_words(root) for id, root in drawings.items() if list_crossed_words(root)} == {}


def test_a_line_through_words_is_found_unless_a_disc_hides_it():
    sheet = Sheet()
    sheet.line(0, 20, 100, 20, "hb-svg__axis")
    sheet.number("1", 20, 20)
    sheet.write("struck", 60, 14, 80)
    root = ET.fromstring(build_picture("x", "A title", "A description", 40, *sheet.parts))
    assert list_crossed_words(root) == ["struck"]


def test_no_line_is_drawn_over_people_and_none_cuts_their_feet(drawings):
    """Lines between people may begin below them; a curve or the ground on which they stand is not in them."""
    faults = []
    for id, root in drawings.items():
        for person, (x, y), radius in list_whole_people(root):
            half, foot = radius * 1.48, y + radius * 3.45
            for place, stroke in list_strokes(root):
                if place < person and not has_class(stroke, "hb-svg__curve", "hb-svg__axis"):
                    continue
                if any(
                    abs(across - x) < half - 0.5 and y - radius < down < foot - 0.5
                    for across, down in list_steps(stroke)
                ):
                    faults.append((id, describe((x, y))))
    assert faults == []


def test_nobody_stands_in_a_wall(drawings):
    faults = [
        (id, describe((x, y)))
        for id, root in drawings.items()
        for wall in root
        if has_class(wall, "hb-svg__wall")
        for _, (x, y), radius in list_whole_people(root)
        if min(measure_distance(spot, wall) for spot in ((x, y - radius), (x, y + 3.45 * radius))) < 3
    ]
    assert faults == []


def test_both_axes_of_every_chart_have_their_name(drawings):
    """What grows upwards is written before the axes, and what runs along after them."""
    charts = 0
    for id, root in drawings.items():
        for before, axes, after in zip(root, list(root)[1:], list(root)[2:], strict=False):
            if has_class(axes, "hb-svg__axes"):
                charts += 1
                assert (id, before.tag, after.tag) == (id, f"{SVG}text", f"{SVG}text")
                (left, top), (_, base), (right, _) = trace_points(axes)
                name = before.find(f"{SVG}tspan")
                assert (id, float(name.get("x"))) == (id, left) and float(name.get("y")) < top
                name = after.find(f"{SVG}tspan")
                assert (id, float(name.get("x"))) == (id, right) and base < float(name.get("y")) < base + 20
        straight = [line for line in root.iter(f"{SVG}line") if line.get("class") == "hb-svg__axis"]
        for one, other in itertools.combinations(straight, 2):
            assert (id, set(trace_points(one)) & set(trace_points(other))) == (id, set())
    assert charts == 8  # Heat, two feelings, three results, a share, how sure people feel.

"""Each theory is drawn by its own idea: its words keep apart and inside, and its parts are in place."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from drawn_pictures import (
    SVG,
    assert_drawn,
    assert_picture,
    list_arrows,
    list_lines,
    list_people,
    outside,
    trace_points,
)
from hypothesis import given, strategies as st

from macros.records.entries import Entry
from macros.records.kinds import Theory, TheoryDrawing, TheoryElement
from macros.rendering import pictures

LONG = "Coordination between wards, pharmacies and the team that plans discharge"  # Longer than any title.
LEAST, MOST = 2, 9  # Elements of a theory whose form asks for no number of them.


def theory_in(form: str, titles: list[str], words: list[str]) -> Entry:
    elements = [
        TheoryElement.model_construct(
            id=f"e{place}", title=title, side=("driving", "restraining")[place % 2], symbol="DVFR"[place % 4]
        )
        for place, title in enumerate(titles)
    ]
    drawing = TheoryDrawing.model_construct(form=form, shows="What it shows.", words=words)
    node = Theory.model_construct(
        title="T", shape="steps", formula="D × V", elements=elements, links=[], drawing=drawing
    )
    return Entry("x", "theory", "T", node, None, (), "x/x")


def list_overlaps(root: ET.Element) -> list[tuple[str, str]]:
    """Pairs of lines of text that lie on each other."""
    return [
        (a[4], b[4])
        for a, b in itertools.combinations(list_lines(root), 2)
        if a[4] and b[4] and a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
    ]


def draw(book, id: str) -> ET.Element:
    return ET.fromstring(pictures.draw_theory(book.resolve(id)))


def find_line(root: ET.Element, start: str) -> tuple[float, float, float, float, str]:
    return next(line for line in list_lines(root) if line[4].startswith(start))


# -- all theories


def test_the_forms_of_drawings_are_those_of_the_list(real_book):
    assert set(pictures.FORMS) == {word.id for word in real_book.vocabularies["theory-drawing"].terms}


def list_drawn(book) -> list:
    """The theories that are drawn by an idea of their own."""
    return [entry for entry in book.records["theory"] if entry.node.drawing]


def test_no_words_of_a_theory_lie_on_each_other_or_outside(real_book):
    for entry in list_drawn(real_book):
        named = [element.title for element in entry.node.elements]
        root = assert_picture(
            pictures.draw_theory(entry), [*named, *entry.node.drawing.words, entry.node.drawing.shows]
        )
        assert (entry.id, list_overlaps(root), outside(root)) == (entry.id, [], [])


def test_every_title_and_word_is_written(real_book):
    for entry in list_drawn(real_book):
        written = " ".join(line[4] for line in list_lines(draw(real_book, entry.id)))
        for words in (*(element.title for element in entry.node.elements), *entry.node.drawing.words):
            assert words in written, (entry.id, words)


@pytest.mark.parametrize("form", pictures.FORMS)
@pytest.mark.parametrize("long", ["titles", "words", "both"])
def test_long_titles_and_words_keep_apart_and_inside(form, long):
    made = pictures.FORMS[form]
    for count in [made.elements] if made.elements else [LEAST, 5, MOST]:
        titles = [LONG if long != "words" else f"Element {place}" for place in range(count)]
        words = [LONG if long != "titles" else f"Word {place}" for place in range(made.words)]
        root = assert_picture(pictures.draw_theory(theory_in(form, titles, words)), titles)
        assert (list_overlaps(root), outside(root)) == ([], [])


@pytest.mark.parametrize("form", pictures.FORMS)
@given(data=st.data())
def test_a_form_is_drawn_whatever_is_written_in_it(form, data):
    made = pictures.FORMS[form]
    count = made.elements or data.draw(st.integers(LEAST, MOST))
    texts = st.one_of(st.sampled_from(["", " ", "漢字" * 30, "W" * 400, "x " * 200]), st.text(max_size=30))
    titles, words = (data.draw(st.lists(texts, min_size=n, max_size=n)) for n in (count, made.words))
    assert_drawn(pictures.draw_theory(theory_in(form, titles, words)))


# -- what each idea rests on


def test_each_group_of_adopters_has_its_share_of_forty_people_and_hears_of_it_from_the_one_before(real_book):
    root = draw(real_book, "diffusion-of-innovations")
    people = list_people(root)
    names = ("Innovators", "adopters", "majority", "Late", "Laggards")
    lefts = [find_line(root, name)[0] for name in names]
    assert lefts == sorted(lefts)
    bands = [float(band.get("x")) for band in root.iter(f"{SVG}rect")] + [352.0]
    groups = [[x for x, _ in people if left < x < right] for left, right in itertools.pairwise(bands)]
    assert [len(group) for group in groups] == [1, 5, 14, 14, 6]
    arrows = list_arrows(root)
    for ((start, _), (end, _)), (before, after) in zip(arrows, itertools.pairwise(groups), strict=True):
        assert max(before) < start < end < min(after)


def test_the_curve_of_adopters_is_as_high_as_the_shares_that_have_joined(real_book):
    root = draw(real_book, "diffusion-of-innovations")
    (curve,) = (path for path in root.iter(f"{SVG}path") if path.get("class") == "hb-svg__curve")
    (axes,) = (path for path in root.iter(f"{SVG}path") if "hb-svg__axes" in path.get("class"))
    points, (_, base) = trace_points(curve), trace_points(axes)[1]
    assert [y for _, y in points] == sorted((y for _, y in points), reverse=True)
    heights = [
        base - points[place][1] for place in (12, 24, 36, 48)
    ]  # Where a group ends and the next begins.
    shares = [height / (2 * heights[2]) for height in heights]
    assert shares == pytest.approx([0.025, 0.16, 0.5, 0.84], abs=0.01)


def test_those_in_transition_stand_at_different_places_with_the_lowest_in_the_middle(real_book):
    root = draw(real_book, "transitions")
    people = list_people(root, "hb-svg__dot hb-svg__dot--warm") + list_people(root)
    assert len({x for x, _ in people}) == len(people) == 8
    lowest = max(people, key=lambda spot: spot[1])
    zone = find_line(root, "Neutral zone")
    assert zone[0] - 20 < lowest[0] < zone[1] + 20
    assert people[0] == min(people)  # Those who lose most.


def test_those_at_both_ends_of_a_transition_stand_below_the_words_for_them(real_book):
    root = draw(real_book, "transitions")
    first, *_, last = list_people(root, "hb-svg__dot hb-svg__dot--warm") + list_people(root)
    for words, (x, y) in (("lose most", first), ("planned it", last)):
        left, right, _, foot, _ = find_line(root, words)
        assert left - 8 < x < right + 8 and 0 < y - foot < 12


def test_the_queue_stands_before_the_narrow_step_and_few_behind_it(real_book):
    root = draw(real_book, "lean-and-flow")
    queue = list_people(root, "hb-svg__dot hb-svg__dot--warm")
    narrow, *behind = list_people(root)
    assert len(queue) > 5 * len(behind)
    assert max(x for x, _ in queue) < narrow[0] < min(x for x, _ in behind)
    walls = [path.get("d") for path in root.iter(f"{SVG}path") if "hb-svg__wall" in path.get("class")]
    above, below = ([float(y) for y in re.findall(r"[ML]\S+ ([\d.]+)", wall)] for wall in walls)
    gaps = [low - high for high, low in zip(above, below, strict=True)]
    assert min(gaps) == gaps[2] == gaps[3] < gaps[0] / 4


def test_the_search_points_at_the_narrow_step_and_the_last_step_leads_back_to_the_search(real_book):
    root = draw(real_book, "lean-and-flow")
    boxes = [box for box in root.iter(f"{SVG}rect") if box.get("class") == "hb-svg__box"]
    tops = [float(box.get("y")) for box in boxes]
    assert len(boxes) == 5 and tops == sorted(tops)
    (narrow, *_) = list_people(root)
    (_, start), (x, tip) = list_arrows(root)[2]
    assert start == tops[0] and x == narrow[0] and 0 < tip - narrow[1] < 20
    (lane, level), (edge, end) = list_arrows(root)[-1]
    assert lane < edge < float(boxes[0].get("x")) + 1
    assert level == end and tops[0] < end < tops[0] + float(boxes[0].get("height"))


def test_the_steps_lead_up_and_the_slide_ends_on_the_ground(real_book):
    root = draw(real_book, "eight-steps")
    steps = [
        (float(rect.get("x")), float(rect.get("y")), float(rect.get("height")))
        for rect in root.iter(f"{SVG}rect")
    ]
    steps.sort()
    assert len(steps) == 8
    for (_, y, _), (_, higher, high) in itertools.pairwise(steps):
        assert higher + high == pytest.approx(y, abs=0.2)
    (slide,) = (path.get("d") for path in root.iter(f"{SVG}path") if "--restraining" in path.get("class"))
    start, end = re.findall(r"([\d.]+) ([\d.]+)(?=A|$)", slide)
    ground = steps[0][1] + steps[0][2]
    assert float(start[1]) < steps[4][1] and ground - 10 < float(end[1]) < ground
    assert float(end[0]) < steps[0][0]


def test_all_five_rules_stand_together_and_lead_to_the_flock(real_book):
    root = draw(real_book, "large-system-transformation")
    (rules,) = (box for box in root.iter(f"{SVG}rect") if box.get("class") == "hb-svg__box")
    (sky,) = (box for box in root.iter(f"{SVG}rect") if box.get("class") == "hb-svg__area")
    top, foot = float(rules.get("y")), float(sky.get("y")) + float(sky.get("height"))
    (((_, start), (_, end)),) = list_arrows(root)
    assert start == top and 0 < end - foot < 2
    for element in real_book.resolve("large-system-transformation").node.elements:
        assert top < find_line(root, element.title)[2] < top + float(rules.get("height"))


def test_four_domains_lie_around_the_centre(real_book):
    root = draw(real_book, "complexity-and-cynefin")
    x, y = find_line(root, "Confused")[0], find_line(root, "Confused")[2]
    sides = {
        name: (find_line(root, name)[0] > x, find_line(root, name)[2] > y)
        for name in ("Complex", "Complicated", "Chaotic", "Clear")
    }
    assert sides == {
        "Complex": (False, False),
        "Complicated": (True, False),
        "Chaotic": (False, True),
        "Clear": (True, True),
    }


def test_the_higher_the_place_to_act_the_further_the_whole_moves(real_book):
    root = draw(real_book, "systems-thinking")
    reach = [float(bar.get("width")) for bar in root.iter(f"{SVG}rect") if bar.get("class") == "hb-svg__dot"]
    assert len(reach) == 12 and reach == sorted(reach, reverse=True)
    assert find_line(root, "Standing outside")[2] < find_line(root, "Numbers and targets")[2]


def test_the_product_weighs_more_only_while_no_term_is_nought(real_book):
    beams = [
        line
        for line in draw(real_book, "change-formula").iter(f"{SVG}line")
        if "hb-svg__wall" in line.get("class")
    ]
    whole, nought = (float(beam.get("y1")) - float(beam.get("y2")) for beam in beams)
    assert whole > 0 > nought


def test_the_long_work_stays_between_too_hot_and_too_cold(real_book):
    root = draw(real_book, "adaptive-leadership")
    hot, cold = (
        float(line.get("y1")) for line in root.iter(f"{SVG}line") if line.get("class") == "hb-svg__dashes"
    )
    on_the_curve = [
        float(circle.get("cy"))
        for circle in root.iter(f"{SVG}circle")
        if circle.get("class") == "hb-svg__box" and float(circle.get("cx")) > 21
    ]
    assert len(on_the_curve) == 4 and all(hot < y < cold for y in on_the_curve)


def test_the_purpose_is_in_the_middle_of_what_serves_it(real_book):
    root = draw(real_book, "nhs-change-model")
    above = [find_line(root, name)[2] for name in ("Leadership", "Spread", "Improvement")]
    below = [find_line(root, name)[2] for name in ("System", "Motivate")]
    assert max(above) < find_line(root, "Our shared")[2] < min(below)
    assert find_line(root, "Project")[1] < find_line(root, "Our shared")[0]
    assert find_line(root, "Our shared")[1] < find_line(root, "Measurement")[0]


def test_the_same_programme_leads_into_every_context_and_what_grows_stands_on_its_ground(real_book):
    root = draw(real_book, "realist-evaluation")
    grounds = [
        tuple(float(rect.get(name)) for name in ("x", "y", "width"))
        for rect in root.iter(f"{SVG}rect")
        if rect.get("height") == "30" and not rect.get("class").endswith("__box")
    ][-6:]
    falls = list_arrows(root)
    for ((_, start), (x, y)), (left, top, wide) in zip(falls, grounds[:3], strict=True):
        assert left < x < left + wide and 0 <= top - y < 4
        assert find_line(root, "One and the same")[3] < start
    stems = [line for line in root.iter(f"{SVG}line") if line.get("class") == "hb-svg__curve"]
    for stem, (left, top, wide) in zip(stems, grounds[3:], strict=True):
        assert left < float(stem.get("x1")) < left + wide and float(stem.get("y1")) == top
    levels = [find_line(root, title)[2] for title in ("One and the same", "Context", "Mechanism", "Outcome")]
    assert levels == sorted(levels)


def test_the_line_of_the_average_bears_its_name(real_book):
    root = draw(real_book, "realist-evaluation")
    left, right = (
        line for line in root.iter(f"{SVG}line") if "hb-svg__curve--dashed" in line.get("class", "")
    )
    level = float(left.get("y1"))
    first, last = find_line(root, "The average"), find_line(root, "hides it")
    assert first[2] < level < last[3] and level == float(right.get("y1"))
    assert float(left.get("x2")) < first[0] and first[1] < float(right.get("x1"))


def test_what_is_found_when_judging_leads_to_all_three_other_kinds_of_work(real_book):
    root = draw(real_book, "normalisation-process")
    pillars = [
        (float(box.get("x")), float(box.get("x")) + float(box.get("width")))
        for box in root.iter(f"{SVG}rect")
        if box.get("class") == "hb-svg__box"
    ][:4]
    heads = sorted([tip for _, tip in list_arrows(root)])
    assert len(heads) == 3
    assert all(left < x < right for (x, _), (left, right) in zip(heads, pillars[:3], strict=True))


def test_every_feature_helps_in_one_place_and_hinders_in_the_other(real_book):
    root = draw(real_book, "receptive-contexts")
    ready, other = (
        [
            float(dot.get("cx"))
            for dot in root.iter(f"{SVG}circle")
            if dot.get("class") == class_ and dot.get("r") == "5"
        ]
        for class_ in ("hb-svg__dot", "hb-svg__dot hb-svg__dot--warm")
    )
    ready, other = ready[1:], other[1:]  # Without those that say which line is whose.
    assert len(ready) == len(other) == 8
    assert all(right > left for right, left in zip(ready, other, strict=True))


def test_views_are_modelled_below_the_line_and_compared_above_it(real_book):
    root = draw(real_book, "soft-systems")
    line = next(
        float(line.get("y1"))
        for line in root.iter(f"{SVG}line")
        if line.get("class") == "hb-svg__dashes" and line.get("y1") == line.get("y2")
    )
    assert [place for place in range(1, 8) if find_line(root, f"{place} ")[2] > line] == [3, 4]


def test_what_passes_a_gate_fills_its_gap_and_complex_gates_cost_most(real_book):
    root = draw(real_book, "spread-and-nasss")
    (flow,) = (path for path in root.iter(f"{SVG}path") if path.get("class") == "hb-svg__area")
    corners = trace_points(flow)
    left, right = corners[1:16], corners[-3:-18:-1]
    walls = [line for line in root.iter(f"{SVG}line") if "hb-svg__wall" in line.get("class")]
    widths = [b[0] - a[0] for a, b in zip(left, right, strict=True)]
    came, passed = widths[:14:2], widths[1::2]
    for place, edge in enumerate((left[1::2], right[1::2])):
        inner = [float(wall.get("x1")) for wall in walls[place::2]]
        assert inner == pytest.approx([x for x, _ in edge], abs=0.1)
    shares = [after / before for before, after in zip(came, passed, strict=True)]
    simple, complicated, complex_ = (shares[0], shares[5]), (shares[1], shares[3]), (shares[2], shares[4])
    assert set(simple) == {1} and max(complex_) < min(complicated) < 1


def test_both_sides_of_a_force_field_come_to_the_same_and_stand_on_one_level(real_book):
    root = draw(real_book, "force-field")
    lengths = {"driving": [], "restraining": []}
    levels = {"driving": [], "restraining": []}
    for shaft, (start, tip) in zip(
        (a for a, b in itertools.pairwise(root) if b.get("class") == "hb-svg__head"),
        list_arrows(root),
        strict=True,
    ):
        side = shaft.get("class").rpartition("--")[2]
        if side in lengths and len(lengths[side]) < (5 if side == "driving" else 7):
            lengths[side].append(abs(tip[0] - start[0]))
            levels[side].append(tip[1])
    assert sum(lengths["driving"]) == pytest.approx(sum(lengths["restraining"]), abs=1)
    assert levels["driving"] == levels["restraining"][:5]


def test_the_harder_places_to_act_stand_above_the_easier_ones(real_book):
    root = draw(real_book, "systems-thinking")
    assert find_line(root, "harder")[3] < find_line(root, "Standing outside")[2]
    assert find_line(root, "Numbers and targets")[3] < find_line(root, "easier")[2]
    ((_, start), (_, end)) = list_arrows(root)[0]
    assert end < start


def test_no_pan_of_a_scale_is_wider_than_its_arm(real_book):
    root = draw(real_book, "change-formula")
    level = [line for line in root.iter(f"{SVG}line") if line.get("y1") == line.get("y2")]
    halves = [(float(pan.get("x2")) - float(pan.get("x1"))) / 2 for pan in level]
    arms = [
        (float(beam.get("x2")) - float(beam.get("x1"))) / 2
        for beam in root.iter(f"{SVG}line")
        if "hb-svg__wall" in beam.get("class")
    ]
    assert len(halves) == 4 and max(halves) < min(arms)


def test_the_components_around_a_purpose_are_drawn_alike(real_book):
    root = draw(real_book, "nhs-change-model")
    sizes = {
        (box.get("width"), box.get("height"))
        for box in root.iter(f"{SVG}rect")
        if box.get("class") == "hb-svg__box"
    }
    assert len(sizes) == 1


def test_one_unit_stands_out(real_book):
    root = draw(real_book, "positive-deviance")
    first = [
        float(dot.get("cy"))
        for dot in root.iter(f"{SVG}circle")
        if dot.get("class", "").startswith("hb-svg__dot") and float(dot.get("cx")) < 175
    ][:9]
    best, *others = sorted(first)
    assert others[0] - best > 3 * (others[-1] - others[0]) / 2


def test_a_theory_without_a_picture_of_its_own_is_drawn_by_its_shape(small_book):
    entry = small_book.resolve("small-steps")
    assert entry.node.drawing is None
    root = assert_picture(pictures.draw_theory(entry), ["First step"])
    assert root.find(f"{SVG}title").text == "Small steps, drawn as steps"
    drawing = TheoryDrawing(form="stair", shows="Two steps go up.", words=["Back"])
    drawn = replace(entry, node=entry.node.model_copy(update={"drawing": drawing}))
    root = assert_picture(pictures.draw_theory(drawn), ["Second step", "Back"])
    assert root.find(f"{SVG}title").text == "Small steps, in a picture"
    assert root.find(f"{SVG}desc").text == "Two steps go up. Written in it: First step; Second step; Back."

"""Pictures are well-formed, named and described, hold no styles, and keep their words inside their frames."""

from __future__ import annotations

import datetime
import math
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from drawn_pictures import SVG, assert_drawn, assert_picture, outside
from hypothesis import given, strategies as st
from pydantic import ValidationError

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import (
    CompetencyFramework,
    CycleStep,
    Item,
    LogicModel,
    Measure,
    PathwayStep,
    Point,
    Pole,
    Programme,
    Rank,
    Strand,
    Tension,
    Theory,
    TheoryElement,
    TheoryLink,
)
from macros.rendering import pictures
from macros.rendering.pictures.svg import (
    CHARACTER_WIDTH,
    WIDTH,
    build_element,
    draw_words,
    find_point,
    format_number,
    wrap,
)
from macros.rendering.pictures.wheel import OUTER
from macros.rendering.record_pages import list_record_pages
from macros.rendering.renderer import Renderer


def drawn(book: Handbook, entry: Entry) -> Iterator[tuple[str, list[str]]]:
    """Every picture of a record, with the titles that its description must name."""
    node = entry.node
    if entry.kind == "framework" and node.items:
        yield pictures.draw_wheel(book, entry, lambda other: f"{other.path}.html"), []
    elif entry.kind == "theory":
        yield pictures.draw_theory(entry), [element.title for element in node.elements]
    elif entry.kind == "tension":
        yield pictures.draw_scale(entry), [pole.title for pole in node.poles]
    elif entry.kind == "case":
        for measure in filter(pictures.has_figures, node.measures):
            yield (
                pictures.draw_measure(f"m-{measure.id}", measure),
                [
                    measure.unit,
                    *(point.when for point in measure.points),
                ],
            )
    elif entry.kind == "programme":
        lines = [
            line
            for name in ("inputs", "activities", "outputs", "outcomes", "impact")
            for line in getattr(node.logic_model, name)
        ]
        yield pictures.draw_logic_model(entry, True), lines
        yield pictures.draw_logic_model(entry, False), lines
        yield pictures.draw_pathway(entry), [step.title for step in node.pathway]
        if node.cycle:
            yield pictures.draw_project_cycle(entry), [step.title for step in node.cycle]


# -- the real records, and the small ones


@pytest.mark.parametrize("which", ["small_book", "real_book"])
def test_every_picture_is_sound_and_keeps_inside_its_frame(request, which):
    book, count = request.getfixturevalue(which), 0
    for record in book.list_records():
        for svg, named in drawn(book, record):
            root = assert_picture(svg, named)
            assert outside(root) == [], record
            count += 1
    assert count >= (6 if which == "small_book" else 20)


@pytest.mark.parametrize("which", ["small_book", "real_book"])
def test_the_pictures_of_a_page_share_no_ids(request, which):
    book = request.getfixturevalue(which)
    is_real = which == "real_book"
    render = (
        request.getfixturevalue("render_page")
        if is_real
        else Renderer(book, Urls(), Repository()).render_record
    )
    for page in list_record_pages(book):
        html = render(page.entry)
        assert [
            id for id, times in Counter(re.findall(r'\bid="([^"]+)"', html)).items() if times > 1
        ] == [], page.path
        assert not re.search(r"\sstyle=", html), page.path


def test_every_segment_of_a_wheel_is_a_named_link(real_book):
    for framework in filter(real_book.list_children, real_book.records["framework"]):
        root = ET.fromstring(pictures.draw_wheel(real_book, framework, lambda other: f"{other.path}.html"))
        names = {
            link.get("href"): (link.get("aria-label"), link.find(f"{SVG}title").text)
            for link in root.iter(f"{SVG}a")
        }
        upper = [
            item
            for top in real_book.list_children(framework)
            for item in (top, *real_book.list_children(top))
        ]
        assert names == {f"{item.path}.html": (f"{item.node.code} {item.title}",) * 2 for item in upper}
        assert root.get("role") == "group"


@pytest.mark.parametrize("count", [1, 2, 9, 16])
def test_a_wheel_of_one_rank_is_one_ring(small_book, count):
    """Its segments reach from the hole to the rim, and nothing is said of an outer ring."""
    framework = small_book.resolve("small")
    item = framework.node.items[0]
    items = [
        item.model_copy(update={"code": str(place), "title": f"Quality {place}", "items": []})
        for place in range(count)
    ]
    flat = replace(
        framework,
        id="flat",
        path="frameworks/flat",
        node=framework.node.model_copy(
            update={"id": "flat", "ranks": framework.node.ranks[:1], "items": items}
        ),
    )
    book = replace(small_book, all_records={**small_book.records, "framework": [flat]})
    root = assert_picture(
        pictures.draw_wheel(book, flat, lambda other: f"{other.path}.html"),
        [f"{count} domain{'' if count == 1 else 's'} in a ring;"],
    )
    assert "outer" not in root.find(f"{SVG}desc").text
    shapes = [path.get("d") for path in root.iter(f"{SVG}path")]
    assert len(shapes) == len(set(shapes)) == count
    reach = [max(float(figure) for figure in re.findall(r"A(\S+) ", shape)) for shape in shapes]
    assert set(reach) == {OUTER}


def test_a_wheel_counts_what_is_there(small_book):
    """A domain without items below it takes the room of one, and is not counted as one."""
    framework = small_book.resolve("small")
    bare = framework.node.items[1].model_copy(update={"items": []})
    fewer = replace(
        framework, node=framework.node.model_copy(update={"items": [framework.node.items[0], bare]})
    )
    book = replace(small_book, all_records={**small_book.records, "framework": [fewer]})
    root = assert_picture(
        pictures.draw_wheel(book, fewer, lambda other: "x"),
        ["2 domains in the inner ring, 2 elements in the outer ring;"],
    )
    assert outside(root) == []


def test_every_shape_of_the_vocabulary_is_drawn(real_book):
    assert {word.id for word in real_book.vocabularies["theory-shape"].terms} == set(pictures.SHAPES)


def test_a_measure_is_drawn_to_scale(small_book):
    measure = small_book.resolve("small-ward").node.measures[0]
    root = ET.fromstring(pictures.draw_measure("m", measure))
    before, after = (float(bar.get("width")) for bar in root.iter(f"{SVG}rect"))
    assert after / before == pytest.approx(9 / 3, abs=0.01)
    assert root.find(f"{SVG}desc").text == "beds. Before: 3; After: 9 (8 to 10)."


# -- the lineage of the frameworks


def framework_of(book: Handbook, id: str, **changes: object) -> Entry:
    entry = book.resolve("small")
    return replace(
        entry,
        id=id,
        title=changes.get("title", id.title()),
        path=f"frameworks/{id}",
        node=entry.node.model_copy(update={"id": id, **changes}),
    )


def lineage_of(book: Handbook, *frameworks: Entry) -> ET.Element:
    return assert_picture(
        pictures.draw_lineage(replace(book, all_records={**book.records, "framework": list(frameworks)})), []
    )


@pytest.mark.parametrize("which", ["small_book", "real_book"])
def test_the_lineage_draws_and_names_every_framework(request, which):
    book = request.getfixturevalue(which)
    frameworks = book.records["framework"]
    names = [f"{entry.node.abbreviation or entry.title}, {entry.node.published}" for entry in frameworks]
    root = assert_picture(pictures.draw_lineage(book), names)
    assert outside(root) == []
    assert root.find(f"{SVG}title").text == "Lineage of the competency frameworks"
    assert len(list(root.iter(f"{SVG}rect"))) == len(frameworks)
    assert [entry.node.published for entry in pictures.sort_frameworks(book)] == sorted(
        entry.node.published for entry in frameworks
    )
    drawn_words = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    assert [
        entry
        for entry in frameworks
        if (entry.node.abbreviation or entry.title).split()[0] not in drawn_words
    ] == []


def test_the_lineage_says_what_took_whose_place_and_what_was_built_from_what(small_book):
    old, new = (
        framework_of(small_book, "old", published=2002, until=2011),
        framework_of(small_book, "new", published=2011, supersedes=["old"]),
    )
    side = framework_of(small_book, "side", published=2015, draws_on=["old", "new"], abbreviation="SD")
    root = lineage_of(small_book, side, new, old)
    assert (
        root.find(f"{SVG}desc").text
        == "Old, 2002. New, 2011, took the place of Old. SD, 2015, built from Old, New. The table below the"
        " picture says the same."
    )
    down = [path.get("class") for path in root.iter(f"{SVG}path") if "V" in path.get("d")]
    assert sorted(down) == [
        "hb-svg__arrow",
        "hb-svg__arrow hb-svg__arrow--weak",
        "hb-svg__arrow hb-svg__arrow--weak",
    ]


def test_what_has_only_been_announced_is_drawn_empty_and_the_words_below_say_so(real_book):
    entries = pictures.sort_frameworks(real_book)
    bars = assert_picture(pictures.draw_lineage(real_book), []).iter(f"{SVG}rect")
    empty = ["hb-svg__bar--announced" in bar.get("class") for bar in bars]
    assert empty == [entry.node.status == "announced" for entry in entries] and any(empty)
    says = "An empty bar with a dashed edge has only been announced."
    others = [entry for entry in entries if entry.node.status != "announced"]
    for book, is_said in (
        (real_book, True),
        (replace(real_book, all_records={**real_book.records, "framework": others}), False),
    ):
        renderer = Renderer(book, Urls(), Repository())
        html = renderer.render_template("lineage", renderer.view("frameworks/lineage"))
        assert (says in html) == is_said


def test_a_bar_reaches_from_the_first_year_to_the_last(small_book):
    old, new = (
        framework_of(small_book, "old", published=2000, until=2010),
        framework_of(small_book, "new", published=2010),
    )
    first, second = lineage_of(small_book, old, new).iter(f"{SVG}rect")
    at = lambda bar, end=0.0: float(bar.get("x")) + end * float(bar.get("width"))
    assert at(first, 1) == pytest.approx(at(second), abs=0.1)
    assert at(second, 1) == pytest.approx(WIDTH - 8, abs=0.1)


@pytest.mark.parametrize(
    "years", [(2030, None), (2026, None), (1800, 2100), (2100, None), (2026, 2026), (2020, 2010)]
)
def test_a_lineage_of_any_years_keeps_inside_its_frame(small_book, years):
    other = framework_of(small_book, "other", published=2020)
    root = lineage_of(
        small_book,
        other,
        framework_of(
            small_book, "odd", published=years[0], until=years[1], supersedes=["other"], title=LONG[:90]
        ),
    )
    assert [line for line in outside(root) if years != (1800, 2100) or line.startswith("rect")] == []
    assert all(float(bar.get("width")) >= 6 for bar in root.iter(f"{SVG}rect"))


def test_a_lineage_by_former_ids(small_book):
    old = framework_of(small_book, "old", published=2002, aliases=["older"])
    new = framework_of(small_book, "new", published=2011, supersedes=["older"])
    assert "New, 2011, took the place of Old." in lineage_of(small_book, old, new).find(f"{SVG}desc").text


def test_a_lineage_of_one(small_book):
    assert outside(lineage_of(small_book, framework_of(small_book, "only"))) == []


# -- records at the limits of what a model allows


LONG = "Coordination between wards, theatres, pharmacies and the discharge team, in and out of hours, " * 4
HARD = "<b>\"Loud\" & 'quiet'</b> 漢字"


def theory_of(book: Handbook, shape: str, titles: list[str], links: list[tuple[int, int]] = ()) -> Entry:
    entry = book.resolve("small-steps")
    first = entry.node.elements[0]
    elements = [
        first.model_copy(
            update={
                "id": f"e{i}",
                "title": title,
                "side": ("driving", "restraining")[i % 2],
                "symbol": "ABCDEFGHIJKL"[i],
            }
        )
        for i, title in enumerate(titles)
    ]
    made = [TheoryLink(origin=f"e{a}", target=f"e{b}", label=HARD) for a, b in links]
    return replace(
        entry,
        node=entry.node.model_copy(
            update={"shape": shape, "elements": elements, "links": made, "formula": "A × B > C"}
        ),
    )


def around(count: int) -> list[tuple[int, int]]:
    return [(i, (i + 1) % count) for i in range(count)] + [((i + 1) % count, i) for i in range(count)]


@pytest.mark.parametrize("shape", pictures.SHAPES)
@pytest.mark.parametrize("count", [2, 3, 4, 7, 12])
def test_a_theory_of_few_and_of_many_elements(small_book, shape, count):
    titles = [f"Element {i}" for i in range(count)]
    root = assert_picture(pictures.draw_theory(theory_of(small_book, shape, titles, around(count))), titles)
    assert outside(root) == []


@pytest.mark.parametrize("shape", ["steps", "forces", "levels", "formula"])
def test_a_theory_with_one_very_long_title(small_book, shape):
    titles = ["First", LONG.strip(), "Third"]
    root = assert_picture(pictures.draw_theory(theory_of(small_book, shape, titles, around(3))), titles)
    assert outside(root) == []


@pytest.mark.parametrize("shape", ["cycle", "network"])
def test_a_very_long_title_in_a_circle_keeps_inside_the_width(small_book, shape):
    """It may overlap its neighbours, which a person sees; it may not be cut off at the side of a phone."""
    titles = ["First", LONG.strip(), "Third"]
    root = assert_picture(pictures.draw_theory(theory_of(small_book, shape, titles, around(3))), titles)
    assert [
        line for line in outside(root) if re.search(r": -\d|: \d+-(36[2-9]|3[7-9]\d|[4-9]\d\d) ", line)
    ] == []


@pytest.mark.parametrize("shape", pictures.SHAPES)
def test_marks_in_words_are_only_words(small_book, shape):
    root = assert_picture(
        pictures.draw_theory(theory_of(small_book, shape, [HARD, "Other"], around(2))), [HARD, "Other"]
    )
    assert HARD.split()[0] in "".join(root.itertext())


def test_marks_in_a_symbol_are_only_words(small_book):
    entry = theory_of(small_book, "formula", ["One", "Two"])
    elements = [
        element.model_copy(update={"symbol": symbol})
        for element, symbol in zip(entry.node.elements, ("<b>", '&"'), strict=True)
    ]
    root = assert_picture(
        pictures.draw_theory(
            replace(entry, node=entry.node.model_copy(update={"elements": elements, "formula": "<b> > &"}))
        ),
        ["<b> > &"],
    )
    assert [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "hb-svg__number"] == [
        "<b>",
        '&"',
    ]


def test_forces_of_one_side_only(small_book):
    entry = theory_of(small_book, "forces", ["One", "Two"])
    elements = [element.model_copy(update={"side": "driving"}) for element in entry.node.elements]
    root = assert_picture(
        pictures.draw_theory(replace(entry, node=entry.node.model_copy(update={"elements": elements}))),
        ["One", "Two"],
    )
    assert outside(root) == []


def test_a_network_names_an_element_that_nothing_leads_to(small_book):
    assert_picture(
        pictures.draw_theory(theory_of(small_book, "network", ["One", "Two", "Alone"], [(0, 1)])),
        ["One", "Two", "Alone"],
    )


def measured(*points: dict) -> Measure:
    return Measure(id="m", title=HARD, unit=HARD, better="higher", reads="x", certainty="high", source="s",
                   points=[{"when": f"Point {i}", **point} for i, point in enumerate(points)])  # fmt: skip


MEASURES = {
    "one figure": [{"value": 5}],
    "nothing": [{"value": 0}],
    "nothing at all": [{"value": 0}, {"value": 0, "low": 0, "high": 0}],
    "one below nought": [{"value": -4}, {"value": 3}],
    "an interval across nought": [{"value": 1, "low": -3, "high": 5}],
    "very different": [{"value": 0.001}, {"value": 99_999}],
    "twelve": [{"value": i, "low": i - 0.5, "high": i + 0.5} for i in range(12)],
    "a long name": [{"value": 1, "when": LONG}],
    "half an interval": [{"value": 1, "low": 0.5}, {"value": 2, "high": 3}],
}


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_at_the_limits(name):
    measure = measured(*MEASURES[name])
    root = assert_picture(
        pictures.draw_measure("m", measure), [HARD, *(point.when for point in measure.points)]
    )
    assert outside(root) == []


def test_a_measure_of_figures_all_below_nought():
    assert (
        outside(assert_picture(pictures.draw_measure("m", measured({"value": -5}, {"value": -3})), [])) == []
    )


def test_a_measure_whose_interval_does_not_hold_its_figure():
    assert (
        outside(assert_picture(pictures.draw_measure("m", measured({"value": 90, "low": 1, "high": 2})), []))
        == []
    )


def test_a_measure_of_large_figures():
    assert (
        outside(
            assert_picture(pictures.draw_measure("m", measured({"value": 9_999_999}, {"value": 2e9})), [])
        )
        == []
    )


def test_a_figure_no_one_could_measure_is_refused():
    with pytest.raises(ValidationError, match="less than or equal to 1000000000000"):
        measured({"value": 1e308})


def programme_of(book: Handbook, **changes: object) -> Entry:
    entry = book.resolve("small-programme")
    return replace(entry, node=entry.node.model_copy(update=changes))


@pytest.mark.parametrize("months", [1, 3, 6, 7, 12, 60])
def test_a_pathway_of_any_length(small_book, months):
    step = small_book.resolve("small-programme").node.pathway[0]
    steps = [
        step.model_copy(update={"title": f"Step {i} {LONG[:60]}", "start": start, "end": end})
        for i, (start, end) in enumerate(
            ((0, 0.1), (0, months), (months - 0.1, months), (months * 0.6, months * 0.61))
        )
    ]
    root = assert_picture(
        pictures.draw_pathway(programme_of(small_book, months=months, pathway=steps)),
        [step.title for step in steps],
    )
    assert outside(root) == []


def test_a_logic_model_with_a_long_column(small_book):
    model = small_book.resolve("small-programme").node.logic_model.model_copy(
        update={"outputs": [LONG.strip()] * 12, "impact": [HARD]}
    )
    for wide in (True, False):
        root = assert_picture(
            pictures.draw_logic_model(programme_of(small_book, logic_model=model), wide), [LONG.strip(), HARD]
        )
        assert outside(root) == []


@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_a_project_cycle_of_few_and_of_many_steps(small_book, count):
    from macros.records.kinds import CycleStep

    cycle = [CycleStep(id=f"s{i}", title=f"Step {i}", what="x", produces="y") for i in range(count)]
    assert (
        outside(
            assert_picture(
                pictures.draw_project_cycle(programme_of(small_book, cycle=cycle)),
                [step.title for step in cycle],
            )
        )
        == []
    )


@pytest.mark.parametrize("wide", [["Short", "Long"], [LONG[:90], LONG[:90]]])
def test_a_scale_with_any_poles(small_book, wide):
    entry = small_book.resolve("fast-and-slow")
    poles = [
        pole.model_copy(update={"title": title}) for pole, title in zip(entry.node.poles, wide, strict=True)
    ]
    assert (
        outside(
            assert_picture(
                pictures.draw_scale(replace(entry, node=entry.node.model_copy(update={"poles": poles}))), wide
            )
        )
        == []
    )


@pytest.mark.parametrize(
    "months",
    [
        (0, 1, "month 1"),
        (0, 0.5, "month 1"),
        (1, 6, "months 2 to 6"),
        (2.5, 3, "month 3"),
        (0, 12, "months 1 to 12"),
        (11.9, 12, "month 12"),
    ],
)
def test_a_stretch_of_months_in_words(months):
    assert pictures.format_span(*months[:2]) == months[2]


# -- the pieces


def test_lines_fit_the_width_they_are_given_unless_one_word_is_wider():
    for width in (10, 60, 128, 350):
        for size in (10.5, 13):
            room = max(1, int(width / (size * CHARACTER_WIDTH)))
            lines = wrap(LONG, width, size)
            assert all(len(line) <= room or " " not in line for line in lines)
            assert " ".join(lines) == " ".join(LONG.split())
    assert wrap("", 100, 12) == [""]


def test_words_are_escaped_and_take_the_height_of_their_lines():
    text, tall = draw_words(HARD, 0, 0, 1000, 10)
    assert "<b>" not in text and "&lt;b&gt;" in text
    assert tall == pytest.approx(12.8)
    assert draw_words("a b", 0, 0, 1, 10)[1] == pytest.approx(25.6)


def test_an_element_is_written_without_what_is_none():
    assert (
        build_element("line", x1=1.0, y1=2.25, class_="a", aria_label=None, marker_end='"')
        == '<line x1="1" y1="2.2" class="a" marker-end="&quot;"/>'
    )
    assert [format_number(value) for value in (1.0, -0.04, 2.55, 10.0)] == ["1", "-0", "2.5", "10"]


def test_a_turn_goes_clockwise_from_the_top():
    for turn, place in ((0, (0, -1)), (0.25, (1, 0)), (0.5, (0, 1)), (0.75, (-1, 0))):
        assert find_point(0, 0, 1, turn) == pytest.approx(place, abs=1e-9)
    assert math.hypot(*find_point(0, 0, WIDTH, 0.123)) == pytest.approx(WIDTH)


# -- whatever the data


TITLES = st.one_of(
    st.sampled_from(
        ["", " ", "a", "漢字" * 30, "\u200b", "\u00a0", "W" * 400, "x " * 200, "😀", "\u0301" * 9]
    ),
    st.text(max_size=30),
)
FIGURES = st.one_of(
    st.sampled_from([0.0, -0.0, 1e12, -1e12, 5e-324, -5e-324, 0.1, 1.0]),
    st.floats(-1e12, 1e12, allow_nan=False),
)
COUNTS = st.integers(0, 9)
IDS = st.sampled_from(["a", "b", "c", "d"])


def entry_of(node: object, kind: str) -> Entry:
    return Entry("x", kind, node.title, node, None, (), "x/x")


@given(
    st.sampled_from(sorted(pictures.SHAPES)),
    st.lists(TITLES, max_size=12),
    st.lists(st.tuples(IDS, IDS), max_size=8),
)
def test_a_theory_is_drawn_whatever_it_holds(shape, titles, pairs):
    """No element or one, links from an element to itself or both ways, titles of nothing or of one long
    word."""
    elements = [
        TheoryElement.model_construct(
            id="abcdefghijkl"[place], title=title, side=("driving", "restraining")[place % 2], symbol="x"
        )
        for place, title in enumerate(titles)
    ]
    there = {element.id for element in elements}
    links = [
        TheoryLink.model_construct(origin=origin, target=target, label="")
        for origin, target in pairs
        if {origin, target} <= there
    ]
    node = Theory.model_construct(title="T", shape=shape, formula="x", elements=elements, links=links)
    assert_drawn(pictures.draw_theory(entry_of(node, "theory")))


@given(st.lists(st.tuples(FIGURES, st.none() | FIGURES, st.none() | FIGURES, TITLES), min_size=1, max_size=5))
def test_a_measure_is_drawn_whatever_its_figures(points):
    """One, all the same, all nought, huge, or so small that their span is next to nothing."""
    made = [
        Point.model_construct(when=when, value=value, low=low, high=high) for value, low, high, when in points
    ]
    assert_drawn(
        pictures.draw_measure("m", Measure.model_construct(title="M", unit="u", points=made, certainty="low"))
    )


@given(TITLES, TITLES)
def test_a_tension_is_drawn_whatever_its_poles(left, right):
    assert_drawn(
        pictures.draw_scale(
            entry_of(
                Tension.model_construct(
                    title="T", poles=[Pole.model_construct(title=left), Pole.model_construct(title=right)]
                ),
                "tension",
            )
        )
    )


@given(
    st.lists(TITLES, max_size=5),
    st.lists(st.tuples(st.floats(0, 60), st.floats(0, 60), IDS), max_size=6),
    st.integers(1, 60),
)
def test_a_programme_is_drawn_whatever_it_holds(titles, steps, months):
    lists = dict.fromkeys(("inputs", "activities", "outputs", "outcomes", "impact", "assumptions"), titles)
    node = Programme.model_construct(
        title="P",
        months=months,
        logic_model=LogicModel.model_construct(**lists),
        strands=[Strand.model_construct(id=id, title=id) for id in "abcd"],
        pathway=[
            PathwayStep.model_construct(title="S", start=start, end=end, strand=strand)
            for start, end, strand in steps
        ],
        cycle=[CycleStep.model_construct(id="c", title=title) for title in titles],
    )
    entry = entry_of(node, "programme")
    for svg in (
        pictures.draw_logic_model(entry, True),
        pictures.draw_logic_model(entry, False),
        pictures.draw_pathway(entry),
        pictures.draw_project_cycle(entry),
    ):
        assert_drawn(svg)


@given(st.lists(st.lists(TITLES, max_size=3), max_size=6), st.integers(1, 2))
def test_a_wheel_is_drawn_whatever_it_holds(tops, ranks):
    def items(titles, code):
        return [
            Item.model_construct(code=f"{code}.{place}", title=title) for place, title in enumerate(titles)
        ]

    framework = CompetencyFramework.model_construct(
        title="F",
        abbreviation=None,
        ranks=[Rank.model_construct(id="r", title="R", plural="Rs")] * ranks,
        items=[
            Item.model_construct(code=str(place), title="" if place % 2 else "T", items=items(below, place))
            for place, below in enumerate(tops)
        ],
    )
    entry = Entry("x", "framework", "F", framework, None, (), "x/x")
    book = Handbook()
    book.all_records["framework"] = [entry]
    assert_drawn(pictures.draw_wheel(book, entry, lambda other: "x"))


@given(st.lists(st.tuples(st.integers(1800, 2100), st.none() | st.integers(1800, 2100)), max_size=4))
def test_a_lineage_is_drawn_whatever_its_years(years):
    """No framework, one, all of one year, or one that ended before it began."""
    book = Handbook()
    book.all_records["framework"] = [
        Entry(f"f{place}", "framework", "F",
              CompetencyFramework.model_construct(title="F", abbreviation=None, status="current",
                  published=first, until=last, drafted=datetime.date(2026, 11, 22)),
              None, (), "x/x") for place, (first, last) in enumerate(years)]  # fmt: skip
    assert_drawn(pictures.draw_lineage(book))


@given(st.text(max_size=40), st.floats(0, 400), st.floats(0, 40))
def test_words_are_broken_at_any_width_and_size(text, width, size):
    assert " ".join(wrap(text, width, size)).split() == text.split()


def test_no_word_stands_alone_below_a_full_line():
    assert wrap("Too cold: nobody has to change", 120, 12) == ["Too cold: nobody", "has to change"]
    assert wrap("What people find when they judge it changes the other three", 330, 11) == [
        "What people find when they judge",
        "it changes the other three",
    ]
    assert wrap("a-word-that-is-longer-than-any-line here", 60, 12) == [
        "a-word-that-is-longer-than-any-line", "here",
    ]  # fmt: skip
    assert wrap("", 60, 12) == [""]

"""The rules of a run chart as small sketches, with rings round the points by which each fires."""

from __future__ import annotations

from markupsafe import Markup

from macros.curriculum import variation
from macros.i18n.phrases import ngettext
from macros.records.drawings import RuleSketches, Sketch
from macros.rendering.pictures.control_charts import RUN_SHIFT
from macros.rendering.pictures.svg import WIDTH, build_element, build_picture, draw_words, format_number as n

GAP, HEIGHT, TITLE = 20.0, 84.0, 40.0  # Between sketches; of one's figures; above them.
ACROSS = (WIDTH - GAP) / 2  # The width of a sketch: two stand beside each other.


def draw_rule_sketches(rules: RuleSketches) -> Markup:
    """Every sketch of ``rules``, two in a row."""
    parts = []
    for place, sketch in enumerate(rules.sketches):
        row, column = divmod(place, 2)
        parts += _draw_sketch(sketch, column * (ACROSS + GAP), row * (HEIGHT + TITLE + GAP))
    rows = (len(rules.sketches) + 1) // 2
    return build_picture(
        f"{rules.id}-rules",
        rules.title,
        "; ".join(_describe(sketch) for sketch in rules.sketches) + ".",
        rows * (HEIGHT + TITLE + GAP) - GAP + 6,
        *parts,
        class_="hb-chart",
    )


def list_firing_points(sketch: Sketch) -> list[int]:
    """The places of the figures by which the rule of a sketch fires."""
    if sketch.rule == "shift":
        return variation.find_shift(sketch.figures, 0, RUN_SHIFT)
    if sketch.rule == "trend":
        return variation.find_longest_trend(sketch.figures)
    if sketch.rule == "point":
        return [variation.find_furthest(sketch.figures, 0)]
    return sorted({place for pair in variation.list_crossings(sketch.figures, 0) for place in pair})


def _describe(sketch: Sketch) -> str:
    count = len(list_firing_points(sketch))
    points = ngettext("%(num)s point in a ring", "%(num)s points in a ring", count)
    return f"{sketch.title} ({points})"


def _draw_sketch(sketch: Sketch, left: float, top: float) -> list[str]:
    highest, lowest = max(*sketch.figures, 0.0), min(*sketch.figures, 0.0)
    span = (highest - lowest) or 1.0

    def find_point(place: int) -> tuple[float, float]:
        x = left + 6 + (ACROSS - 12) * place / (len(sketch.figures) - 1)
        return x, top + TITLE + 6 + (HEIGHT - 12) * (highest - sketch.figures[place]) / span

    middle = float(top + TITLE + 6 + (HEIGHT - 12) * highest / span)
    points = [find_point(place) for place in range(len(sketch.figures))]
    fires = set(list_firing_points(sketch))
    path = "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points)
    return [
        draw_words(sketch.title, left, top + 14, ACROSS, 12, class_="hb-svg__strong")[0],
        build_element(
            "line", x1=float(left), y1=middle, x2=float(left + ACROSS), y2=middle, class_="hb-chart__line"
        ),
        build_element("path", d=path, class_="hb-chart__path"),
        *(
            build_element("circle", cx=float(x), cy=float(y), r=3, class_="hb-chart__point")
            for x, y in points
        ),
        *(
            build_element("circle", cx=float(x), cy=float(y), r=5.5, class_="hb-chart__ring")
            for place, (x, y) in enumerate(points)
            if place in fires
        ),
    ]

"""A case's measure over time: a bar for each figure on a common scale, with its interval where one was
published."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from markupsafe import Markup

from macros.i18n.phrases import _, format_number
from macros.records.kinds import Measure, Point
from macros.rendering.pictures.svg import CHARACTER_WIDTH, WIDTH, build_element, build_picture, draw_words

LEFT = 6  # Where the scale begins.


def draw_measure(key: str, case_measure: Measure) -> Markup:
    """The picture of a measure; ``key`` is unique on the page. The table beside it holds the same figures."""
    figures = [
        0.0,
        *(
            figure
            for point in case_measure.points
            for figure in (point.value, point.low, point.high)
            if figure is not None
        ),
    ]
    low, top = min(figures), max(figures)
    room = (
        10
        + max((len(format_figure(point)) for point in case_measure.points), default=0)
        * 13
        * CHARACTER_WIDTH
        * 1.1
    )
    span, right = (top - low) or 1.0, WIDTH - room
    find_x = lambda value: LEFT + (right - LEFT) * (value - low) / span
    parts, y = [], 4.0
    for point in case_measure.points:
        label, text_height = draw_words(point.when, LEFT, y + 11, WIDTH - 12, 12.5)
        bar = y + text_height + 2
        parts += [label, *_draw_bar(point, find_x, bar)]
        y = bar + 28
    description = "; ".join(
        f"{point.when}: {format_figure(point)}{format_interval(point)}" for point in case_measure.points
    )
    return build_picture(
        key,
        case_measure.title,
        f"{case_measure.unit}. {description}.",
        y - 2,
        *parts,
        class_="hb-measure__svg",
    )


def _draw_bar(point: Point, find_x: Callable[[float], float], y: float) -> list[str]:
    start, end = sorted((find_x(0), find_x(point.value)))
    axis = build_element(
        "line", x1=float(find_x(0)), y1=y - 2, x2=float(find_x(0)), y2=y + 16, class_="hb-svg__axis"
    )
    parts = [
        axis,
        build_element(
            "rect",
            x=float(start),
            y=y,
            width=float(max(1.5, end - start)),
            height=14,
            class_="hb-svg__bar hb-data-1",
        ),
    ]
    reach = end
    if point.low is not None and point.high is not None:
        low_x, high_x = find_x(point.low), find_x(point.high)
        parts += [
            build_element(
                "line", x1=float(low_x), y1=y + 7, x2=float(high_x), y2=y + 7, class_="hb-svg__interval"
            ),
            *(
                build_element(
                    "line", x1=float(x), y1=y + 3, x2=float(x), y2=y + 11, class_="hb-svg__interval"
                )
                for x in (low_x, high_x)
            ),
        ]
        reach = max(end, high_x)
    parts.append(
        build_element(
            "text",
            escape(format_figure(point)),
            x=float(reach + 5),
            y=y + 11.5,
            class_="hb-svg__strong",
            font_size=13,
        )
    )
    return parts


def format_figure(point: Point) -> str:
    """The figure of a point as text, with its thousands separated."""
    return _format_number(point.value, _count_decimals(point))


def format_interval(point: Point) -> str:
    """The published interval of a point in brackets, with as many decimals as the figure; empty where there
    is none."""
    if point.low is None or point.high is None:
        return ""
    return _(
        " (%(low)s to %(high)s)",
        low=_format_number(point.low, _count_decimals(point)),
        high=_format_number(point.high, _count_decimals(point)),
    )


def _count_decimals(point: Point) -> int:
    """The largest number of decimals among a point's figures, since reading YAML drops the nought of 4.40."""
    figures = (figure for figure in (point.value, point.low, point.high) if figure is not None)
    return max(len(f"{figure:.10g}".partition(".")[2]) for figure in figures)


def _format_number(figure: float, decimals: int) -> str:
    return format_number(figure, decimals).replace("-", "−")

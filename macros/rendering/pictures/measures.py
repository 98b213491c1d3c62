"""A case's measure before and after: one bar a figure on a common scale, with its interval where one was
published."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from markupsafe import Markup

from macros.i18n.phrases import _, format_number
from macros.records.kinds import Measure, Point
from macros.rendering.pictures.svg import CHAR, WIDTH, figure, tag, words

LEFT = 6


def measure(key: str, record: Measure) -> Markup:
    """Draw ``record``; ``key`` is unique on the page. The table beside it holds the same figures."""
    figures = [
        0.0,
        *(
            figure
            for point in record.points
            for figure in (point.value, point.low, point.high)
            if figure is not None
        ),
    ]
    low, top = min(figures), max(figures)
    room = 10 + max((len(figure_of(point)) for point in record.points), default=0) * 13 * CHAR * 1.1
    span, right = (top - low) or 1.0, WIDTH - room
    at = lambda value: LEFT + (right - LEFT) * (value - low) / span
    parts, y = [], 4.0
    for point in record.points:
        label, tall = words(point.when, LEFT, y + 11, WIDTH - 12, 12.5)
        bar = y + tall + 2
        parts += [label, *_bar(point, at, bar)]
        y = bar + 28
    told = "; ".join(f"{point.when}: {figure_of(point)}{interval_of(point)}" for point in record.points)
    return figure(key, record.title, f"{record.unit}. {told}.", y - 2, *parts, class_="hb-measure__svg")


def _bar(point: Point, at: Callable[[float], float], y: float) -> list[str]:
    start, end = sorted((at(0), at(point.value)))
    axis = tag("line", x1=float(at(0)), y1=y - 2, x2=float(at(0)), y2=y + 16, class_="hb-svg__axis")
    parts = [
        axis,
        tag(
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
        a, b = at(point.low), at(point.high)
        parts += [
            tag("line", x1=float(a), y1=y + 7, x2=float(b), y2=y + 7, class_="hb-svg__interval"),
            *(
                tag("line", x1=float(x), y1=y + 3, x2=float(x), y2=y + 11, class_="hb-svg__interval")
                for x in (a, b)
            ),
        ]
        reach = max(end, b)
    parts.append(
        tag(
            "text",
            escape(figure_of(point)),
            x=float(reach + 5),
            y=y + 11.5,
            class_="hb-svg__strong",
            font_size=13,
        )
    )
    return parts


def figure_of(point: Point) -> str:
    """The figure as it is read, with thousands set apart."""
    return _write(point.value, _decimals(point))


def interval_of(point: Point) -> str:
    """The published interval in brackets, with as many decimals as the figure; nothing where there is
    none."""
    if point.low is None or point.high is None:
        return ""
    return _(
        " (%(low)s to %(high)s)",
        low=_write(point.low, _decimals(point)),
        high=_write(point.high, _decimals(point)),
    )


def _decimals(point: Point) -> int:
    """The most decimals among a point's figures: a trailing nought is lost in reading, as in 4.40."""
    figures = (figure for figure in (point.value, point.low, point.high) if figure is not None)
    return max(len(f"{figure:.10g}".partition(".")[2]) for figure in figures)


def _write(figure: float, decimals: int) -> str:
    return format_number(figure, decimals).replace("-", "−")

"""The scale of a chart: which numbers stand on it, and where a figure has its place."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from macros.i18n.phrases import format_number
from macros.rendering.pictures.svg import CHARACTER_WIDTH, build_element

_SMALLEST_SPAN = 1e-6  # Of a scale, in the measure's unit.


@dataclass(frozen=True)
class Scale:
    """A straight scale from ``low`` to ``high``, drawn from ``start`` to ``end``, with a number at every
    ``step``."""

    low: float
    high: float
    step: float
    start: float
    end: float

    def find_place(self, figure: float) -> float:
        """Where ``figure`` stands, in units of the picture."""
        return self.start + (self.end - self.start) * (figure - self.low) / (self.high - self.low)

    def list_ticks(self) -> list[float]:
        """The numbers that stand on the scale, from the lowest."""
        count = round((self.high - self.low) / self.step)
        return [self.low + self.step * place for place in range(count + 1)]

    def format_tick(self, figure: float) -> str:
        """A number of the scale, with the decimals of its step."""
        decimals = max(0, -math.floor(math.log10(self.step) + 1e-9))
        return format_number(figure + 0.0, decimals).replace("-", "−")


def build_scale(figures: Iterable[float], start: float, end: float, parts: int = 4) -> Scale:
    """The scale on which all ``figures`` stand, between round numbers, in about as many ``parts``."""
    figures = list(figures)
    low, high = min(figures), max(figures)
    step = _round_up((high - low) / parts) if high - low > _SMALLEST_SPAN else 1.0
    low = math.floor(low / step + 1e-9) * step
    high = max(math.ceil(high / step - 1e-9) * step, low + step)
    return Scale(low, high, step, start, end)


def _round_up(figure: float) -> float:
    """The next number of 1, 2 or 5 with noughts behind or before it."""
    power = 10.0 ** math.floor(math.log10(figure))
    return next(power * digit for digit in (1, 2, 5, 10) if power * digit >= figure * (1 - 1e-9))


def draw_scale_below(scale: Scale, top: float, bottom: float, suffix: str = "") -> list[str]:
    """The lines of ``scale`` from ``top`` down to ``bottom``, with the numbers that have room below them.

    ``suffix`` stands behind the last number: the sign of a unit.
    """
    parts, free_from = [], -math.inf
    ticks = scale.list_ticks()
    for figure in ticks:
        x = float(scale.find_place(figure))
        parts.append(build_element("line", x1=x, y1=top, x2=x, y2=bottom, class_="hb-svg__grid"))
        label = scale.format_tick(figure) + (suffix if figure == ticks[-1] else "")
        half = len(label) * 11 * CHARACTER_WIDTH / 2
        if x - half < free_from:
            continue
        free_from = x + half + 6
        parts.append(
            build_element(
                "text",
                escape(label),
                x=max(x, half),
                y=bottom + 13,
                class_="hb-svg__soft",
                font_size=11,
                text_anchor="middle",
            )
        )
    return parts

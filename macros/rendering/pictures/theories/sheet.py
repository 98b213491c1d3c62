"""A sheet to draw on: the marks that the drawings of theories share, and how they make room for words.

Lengths are in units of the picture, from its top left corner. What is written gives back where it ends, so
that what comes below starts there and long titles push the rest down.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from macros.i18n.phrases import split_language
from macros.rendering.pictures.svg import (
    CHARACTER_WIDTH,
    WIDTH,
    build_element,
    draw_arrow,
    draw_arrowhead,
    draw_words,
    wrap,
)

SIZE = 12  # Of a title, in units.
SMALL = 11  # Of what stands beside it.
LEADING = 1.28
BOLD = 0.88  # How much of a width is left to letters that are bold, and so wider.
STRONG, SOFT, WARM = "hb-svg__strong", "hb-svg__soft", "hb-svg__warm"
ARROW, WEAK = "hb-svg__arrow", "hb-svg__arrow hb-svg__arrow--weak"
AGAINST = "hb-svg__arrow hb-svg__arrow--restraining"
BOX, AREA, PLAIN = "hb-svg__box", "hb-svg__area", "hb-svg__plain"
WARM_AREA = "hb-svg__area hb-svg__area--warm"
DOT, SOFT_DOT, WARM_DOT = "hb-svg__dot", "hb-svg__dot hb-svg__dot--soft", "hb-svg__dot hb-svg__dot--warm"
CURVE, WARM_CURVE = "hb-svg__curve", "hb-svg__curve hb-svg__curve--warm"
AXIS, GRID, DASHES = "hb-svg__axis", "hb-svg__grid", "hb-svg__dashes"
AXES = AXIS + " hb-svg__axes"
Spot = tuple[float, float]


def measure(text: str, width: float, size: float = SIZE, class_: str = STRONG) -> float:
    """The height of ``text`` in lines of at most ``width``, in the letters of a class."""
    return len(wrap(split_language(text)[0], _leave(width, class_), size)) * size * LEADING


def measure_note(title: str, note: str, width: float) -> float:
    """The height of a title with what it means below it."""
    return measure(title, width) + measure(note, width, SMALL, SOFT)


def _leave(width: float, class_: str) -> float:
    return width if class_ == SOFT else width * BOLD


@dataclass
class Sheet:
    """What is drawn so far, in order: what comes later lies on top."""

    parts: list[str] = field(default_factory=list)

    def add(self, name: str, *inside: str, **attributes: object) -> None:
        """Put an element on the sheet; whole numbers among its attributes may be given as floats."""
        self.parts.append(build_element(name, *inside, **attributes))

    def write(
        self,
        text: str,
        x: float,
        top: float,
        width: float,
        anchor: str = "middle",
        class_: str = STRONG,
        size: float = SIZE,
    ) -> float:
        """Write ``text`` below ``top`` → the height at which it ends."""
        words, height = draw_words(text, x, top + size * 0.95, _leave(width, class_), size, anchor, class_)
        self.parts.append(words)
        return top + height

    def write_up(
        self,
        text: str,
        x: float,
        bottom: float,
        width: float,
        anchor: str = "middle",
        class_: str = STRONG,
        size: float = SIZE,
    ) -> float:
        """Write ``text`` so that it ends at ``bottom`` → the height at which it begins."""
        top = bottom - measure(text, width, size, class_)
        self.write(text, x, top, width, anchor, class_, size)
        return top

    def write_row(
        self,
        texts: Sequence[str],
        centres: Sequence[float],
        top: float,
        width: float,
        class_: str = STRONG,
        size: float = SIZE,
    ) -> float:
        """Write texts beside each other, each around its centre → where the longest ends."""
        return max(
            (
                self.write(text, x, top, width, "middle", class_, size)
                for text, x in zip(texts, centres, strict=True)
            ),
            default=top,
        )

    def write_columns(
        self,
        texts: Sequence[str],
        centres: Sequence[float],
        top: float,
        width: float,
        class_: str = SOFT,
        size: float = SMALL,
    ) -> float:
        """Write texts under columns, in two rows where a word is wider than a column → where they end."""
        longest = max((word for text in texts for word in text.split()), key=len, default="")
        if len(longest) * size * CHARACTER_WIDTH <= _leave(width, class_):
            return self.write_row(texts, centres, top, width, class_, size)
        wide = 2 * min(width, *(min(x, WIDTH - x) for x in centres)) - 6
        foot = self.write_row(texts[::2], centres[::2], top, wide, class_, size)
        return self.write_row(texts[1::2], centres[1::2], foot + 2, wide, class_, size)

    def box(
        self,
        text: str,
        x: float,
        top: float,
        width: float,
        height: float = 0,
        class_: str = BOX,
        size: float = SIZE,
    ) -> float:
        """Draw a box with ``text`` in its middle, as high as it needs and at least ``height`` → its foot."""
        height = max(height, measure(text, width - 10, size) + 12)
        self.add(
            "rect", x=float(x), y=float(top), width=float(width), height=float(height), rx=5, class_=class_
        )
        words, _ = draw_words(
            text,
            x + width / 2,
            top + height / 2,
            _leave(width - 10, STRONG),
            size,
            "middle",
            STRONG,
            is_centred=True,
        )
        self.parts.append(words)
        return top + height

    def box_row(
        self,
        texts: Sequence[str],
        left: float,
        right: float,
        top: float,
        gap: float = 8,
        class_: str = BOX,
        size: float = SIZE,
    ) -> tuple[float, list[float]]:
        """Draw boxes of one height beside each other → their foot and their centres."""
        width = (right - left - gap * (len(texts) - 1)) / len(texts)
        height = max(measure(text, width - 10, size) + 12 for text in texts)
        centres = [left + place * (width + gap) + width / 2 for place in range(len(texts))]
        for text, x in zip(texts, centres, strict=True):
            self.box(text, x - width / 2, top, width, height, class_, size)
        return top + height, centres

    def note_box(self, title: str, note: str, x: float, top: float, width: float, height: float) -> None:
        """Draw a box with a title and what it means in its middle."""
        self.rect(x, top, width, height, BOX, 5)
        start = top + (height - measure_note(title, note, width - 12)) / 2
        end = self.write(title, x + width / 2, start, width - 12)
        self.write(note, x + width / 2, end, width - 12, "middle", SOFT, SMALL)

    def box_steps(
        self,
        titles: Sequence[str],
        notes: Sequence[str],
        left: float,
        right: float,
        top: float,
        least: float = 0,
        lane: float = 12,
    ) -> list[Spot]:
        """Draw numbered boxes below each other, each with a title and what it means, an arrow from one to the
        next, and one back from the last to the first in a lane at their left → the top and foot of each."""
        spots: list[Spot] = []
        width, middle = right - left - 40, left + 16
        for place, (title, note) in enumerate(zip(titles, notes, strict=True)):
            if place:
                self.arrow(middle, top - 13, middle, top - 1)
            words = measure_note(title, note, width)
            height = max(34.0, least, words + 12)
            self.rect(left, top, right - left, height, BOX, 5)
            self.number(str(place + 1), middle, top + height / 2)
            end = self.write(title, left + 32, top + (height - words) / 2, width, "start")
            self.write(note, left + 32, end - 1, width, "start", SOFT, SMALL)
            spots.append((top, top + height))
            top += height + 14
        first, last = (sum(spot) / 2 for spot in (spots[0], spots[-1]))
        self.trace([(left, last), (left - lane, last), (left - lane, first)], ARROW)
        self.arrow(left - lane, first, left - 1, first)
        return spots

    def axes(
        self, left: float, right: float, top: float, height: float, up: str, along: str
    ) -> tuple[float, float, float]:
        """Draw two axes with their names, what grows upwards above them and what runs along below them →
        where the room between them begins, where it ends, and where the names end."""
        start = self.write(up, left, top, right - left, "start", SOFT, SMALL) + 4
        base = start + height
        self.trace([(left, start), (left, base), (right, base)], AXES)
        return start, base, self.write(along, right, base + 3, right - left, "end", SOFT, SMALL)

    def line(self, x1: float, y1: float, x2: float, y2: float, class_: str = GRID) -> None:
        """Draw a straight line."""
        self.add("line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), class_=class_)

    def arrow(self, x1: float, y1: float, x2: float, y2: float, class_: str = ARROW, head: float = 7) -> None:
        """Draw a straight arrow."""
        self.parts.append(draw_arrow(x1, y1, x2, y2, head, class_))

    def rect(
        self, x: float, y: float, width: float, height: float, class_: str = AREA, rx: float = 4
    ) -> None:
        """Draw a rectangle."""
        self.add(
            "rect",
            x=float(x),
            y=float(y),
            width=float(width),
            height=float(height),
            rx=float(rx),
            class_=class_,
        )

    def circle(self, x: float, y: float, radius: float, class_: str = DOT) -> None:
        """Draw a circle."""
        self.add("circle", cx=float(x), cy=float(y), r=float(radius), class_=class_)

    def trace(self, points: Sequence[Spot], class_: str = CURVE, is_closed: bool = False) -> None:
        """Draw a line through points."""
        way = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        self.add("path", d=f"M{way}{'Z' if is_closed else ''}", class_=class_)

    def bend(self, start: Spot, end: Spot, sag: float, class_: str = ARROW, head: float = 7) -> None:
        """Draw an arrow along an arc that leaves the straight line by ``sag``, to its left where positive."""
        (ax, ay), (bx, by) = start, end
        chord = max(math.hypot(bx - ax, by - ay), 0.1)
        radius = (chord * chord / 4 + sag * sag) / max(2 * abs(sag), 0.1)
        angle = math.atan2(by - ay, bx - ax) + 2 * math.atan(2 * sag / chord)
        nx, ny = bx - (head - 1) * math.cos(angle), by - (head - 1) * math.sin(angle)
        way = f"A{radius:.1f} {radius:.1f} 0 0 {1 if sag > 0 else 0} {nx:.1f} {ny:.1f}"
        self.add("path", d=f"M{ax:.1f} {ay:.1f}{way}", class_=class_)
        self.parts.append(draw_arrowhead(bx, by, angle, head))

    def tangle(self, x: float, y: float, half: float, high: float, is_closed: bool = False) -> None:
        """Draw a line that winds about from the left of a point to its right, or back to where it began."""
        points = []
        for i in range(241):
            turn = 2 * math.pi * i / 240
            if is_closed:
                across = half * (0.72 * math.sin(3 * turn) + 0.28 * math.cos(5 * turn))
                down = high * (0.72 * math.cos(4 * turn) + 0.28 * math.sin(turn))
            else:
                swing = math.sin(turn / 2)
                across = half * (i / 120 - 1 + 0.3 * swing * math.sin(5 * turn))
                down = high * swing * (0.7 * math.cos(5 * turn) + 0.4 * math.sin(2 * turn))
            points.append((x + across, y + down))
        self.trace(points, CURVE + " hb-svg__curve--thin")

    def cross(self, x: float, y: float, half: float = 5) -> None:
        """Draw a cross that strikes out what it is on or beside."""
        for side in (-1, 1):
            self.line(x - half, y - side * half, x + half, y + side * half, AGAINST)

    def person(self, x: float, foot: float, scale: float = 1, class_: str = DOT) -> None:
        """Draw a person whose feet stand at a point; 20 units high at the scale 1."""
        head, half, shoulder = 4.4 * scale, 6.5 * scale, foot - 4 * scale
        self.add(
            "path",
            d=f"M{x - half:.1f} {foot:.1f}L{x - half:.1f} {shoulder:.1f}A{half:.1f} {half:.1f} 0 0 1"
            f" {x + half:.1f} {shoulder:.1f}L{x + half:.1f} {foot:.1f}Z",
            class_=class_,
        )
        self.circle(x, foot - 15.2 * scale, head, class_)

    def bubble(self, x: float, y: float, width: float, height: float, tail: Spot, class_: str = BOX) -> None:
        """Draw a speech bubble with its top left corner at a point and its tail at another."""
        middle = x + width / 2
        base = y + height - 4 if tail[1] > y + height / 2 else y + 4
        self.trace([(middle - 6, base), tail, (middle + 6, base)], class_, is_closed=True)
        self.rect(x, y, width, height, class_, 8)

    def number(self, text: str, x: float, y: float, radius: float = 9) -> None:
        """Draw a number, or a letter, in a circle."""
        self.circle(x, y, radius, BOX)
        words, _ = draw_words(text, x, y, 2 * radius, SIZE, "middle", "hb-svg__number", is_centred=True)
        self.parts.append(words)


def space(count: int, left: float = 6, right: float = WIDTH - 6) -> tuple[list[float], float]:
    """The centres of ``count`` columns between two edges, and the width of one."""
    width = (right - left) / max(1, count)
    return [left + (place + 0.5) * width for place in range(count)], width

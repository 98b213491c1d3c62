"""Theories drawn as force: what pushes against what, and how far a push moves the whole."""

from __future__ import annotations

from macros.records.kinds import Theory
from macros.rendering.pictures.shapes import draw_forces
from macros.rendering.pictures.svg import WIDTH
from macros.rendering.pictures.theories.sheet import (
    AREA,
    ARROW,
    AXIS,
    BOX,
    DASHES,
    SMALL,
    SOFT,
    WARM,
    Sheet,
    measure,
    space,
)

RESTRAINING = "hb-svg__arrow hb-svg__arrow--restraining"


def draw_force_field(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """The forces on both sides of a line, and below them what a push and what a weaker restraint do to it."""
    height, parts, _ = draw_forces(record)
    sheet, (centres, width) = Sheet(list(parts)), space(2)
    top = height + 16
    for x, is_pushed in zip(centres, (True, False), strict=True):
        moved = x if is_pushed else x + 34
        sheet.rect(x - width / 2 + 3, top, width - 6, 74, AREA)
        sheet.line(x, top + 8, x, top + 66, DASHES)
        sheet.line(moved, top + 8, moved, top + 66, AXIS)
        for order, y in enumerate((top + 22, top + 37, top + 52)):
            sheet.arrow(x - 76, y, moved - 3, y, ARROW, 11 if is_pushed else 7)
            if is_pushed or order != 1:
                sheet.arrow(x + 76, y, moved + 3, y, RESTRAINING, 11 if is_pushed else 7)
    pushed, weakened = words
    ends = (
        sheet.write(pushed, centres[0], top + 80, width - 12, "middle", WARM),
        sheet.write(weakened, centres[1], top + 80, width - 12),
    )
    return max(ends) + 6, sheet.parts


def draw_leverage(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Places to act, the strongest on top, each with an arrow as long as what it moves."""
    where, moves = words
    sheet, wide, count = Sheet(), 200.0, len(record.elements)
    y = (
        max(
            sheet.write(where, 8, 2, wide - 6, "start", SOFT, SMALL),
            sheet.write(moves, WIDTH - 6, 2, 140, "end", SOFT, SMALL),
        )
        + 4
    )
    for place, element in enumerate(reversed(record.elements)):
        height = max(26.0, measure(element.title, wide - 10) + 12)
        sheet.box(element.title, 6, y, wide, height)
        length = 6 + 118 * ((count - place) / count) ** 1.7
        middle = y + height / 2
        sheet.add("rect", x=wide + 12.0, y=middle - 4, width=float(length), height=8.0, class_="hb-svg__dot")
        sheet.rect(wide + 14 + length, middle - 9, 12, 18, BOX, 2)
        y += height + 4
    return y + 2, sheet.parts

"""Theories drawn as force: what pushes against what, and how far a push moves the whole."""

from __future__ import annotations

from macros.i18n import phrases
from macros.records.kinds import Theory
from macros.rendering.pictures.shapes import draw_forces
from macros.rendering.pictures.svg import WIDTH
from macros.rendering.pictures.theories.sheet import (
    AGAINST,
    AREA,
    ARROW,
    AXIS,
    DASHES,
    DOT,
    SMALL,
    SOFT,
    WARM,
    Sheet,
    space,
)


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
                sheet.arrow(x + 76, y, moved + 3, y, AGAINST, 11 if is_pushed else 7)
    pushed, weakened = words
    ends = (
        sheet.write(pushed, centres[0], top + 80, width - 12, "middle", WARM),
        sheet.write(weakened, centres[1], top + 80, width - 12),
    )
    return max(ends) + 6, sheet.parts


def draw_leverage(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Places to act, the strongest and hardest on top, in four groups that each move the whole further than
    the one below. It is an order, so nothing in it is drawn as if it had been measured."""
    where, moves = words
    sheet, left, wide, count = Sheet(), 30.0, 198.0, len(record.elements)
    y = (
        max(
            sheet.write(where, left, 2, wide - 6, "start", SOFT, SMALL),
            sheet.write(moves, WIDTH - 6, 2, 116, "end", SOFT, SMALL),
        )
        + 4
    )
    y = top = sheet.write(phrases._("harder to change"), 6, y, WIDTH - 12, "start", WARM, SMALL) + 4
    for place, element in enumerate(reversed(record.elements)):
        foot = sheet.box(element.title, left, y, wide, 26)
        length = 28 * (4 - place * 4 // count)
        sheet.rect(left + wide + 6, (y + foot) / 2 - 4, length, 8, DOT, 0)
        y = foot + 4
    sheet.arrow(16, y - 4, 16, top, AGAINST, 9)
    y = sheet.write(phrases._("easier to change"), 6, y, WIDTH - 12, "start", WARM, SMALL)
    note = phrases._("An order in four groups: nobody has measured it.")
    return sheet.write(note, 6, y + 4, WIDTH - 12, "start", SOFT, SMALL) + 4, sheet.parts

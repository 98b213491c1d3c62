"""Theories drawn as a way that work, people or thought take: where it waits, forks, climbs and comes back."""

from __future__ import annotations

import math

from macros.records.kinds import Theory
from macros.rendering.pictures.programme import COLUMNS, name_column
from macros.rendering.pictures.svg import WIDTH
from macros.rendering.pictures.theories.sheet import (
    AREA,
    ARROW,
    AXIS,
    BOX,
    DASHES,
    DOT,
    GRID,
    SMALL,
    SOFT,
    SOFT_DOT,
    STRONG,
    WARM,
    WARM_CURVE,
    WARM_DOT,
    Sheet,
    Spot,
    measure,
)


def draw_bottleneck(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """A flow through one narrow step, with the queue before it, and what one does about it in order.

    Of the elements the first is at the flow's end, the second its whole length, the third its narrow step.
    """
    queue, idle = words
    value, stream, neck, *steps = record.elements
    sheet = Sheet()
    y = sheet.write(stream.title, WIDTH / 2, 2, WIDTH - 20) + 4
    sheet.trace([(8, y + 8), (8, y), (WIDTH - 8, y), (WIDTH - 8, y + 8)], DASHES)
    top = y + 18
    narrow, wide, middle = 8.0, 38.0, top + 38
    for sign in (-1, 1):
        sheet.trace(
            [
                (8, middle + sign * wide),
                (158, middle + sign * wide),
                (184, middle + sign * narrow),
                (222, middle + sign * narrow),
                (248, middle + sign * wide),
                (WIDTH - 8, middle + sign * wide),
            ],
            AXIS + " hb-svg__wall",
        )
    for column in range(7):
        for row in range(3):
            sheet.person(148 - column * 18 - (row % 2) * 4, middle - 14 + row * 24, 0.95, WARM_DOT)
    sheet.person(203, middle + 7, 0.75)
    for x in (276, 322):
        sheet.person(x, middle + 9, 0.95)
    sheet.arrow(226, middle, 258, middle)
    sheet.arrow(334, middle, WIDTH - 3, middle)
    foot = middle + wide + 6
    ends = [
        sheet.write(queue, 8, foot, 140, "start", WARM, SMALL),
        sheet.write(idle, WIDTH - 8, foot, 100, "end", SOFT, SMALL),
    ]
    sheet.arrow(203, foot + 16, 203, middle + narrow + 3)
    ends.append(sheet.write(neck.title, 203, foot + 18, 88))
    foot = sheet.write(value.title, WIDTH - 8, ends[1] + 3, 100, "end")
    top = max(foot, *ends) + 16
    return _draw_rounds(sheet, [step.title for step in steps], (203, ends[2] + 3), top), sheet.parts


def _draw_rounds(sheet: Sheet, titles: list[str], start: Spot, lane: float) -> float:
    """Boxes in order below a lane, led to from what ends at ``start`` and back to it → where they end."""
    x, y = start
    top = lane + 16
    foot, centres = sheet.box_row(titles, 2, WIDTH - 2, top, 7, size=SMALL)
    half = (centres[1] - centres[0]) / 2 - 3.5
    for before, after in zip(centres, centres[1:], strict=False):
        sheet.arrow(before + half, (top + foot) / 2, after - half, (top + foot) / 2, head=5)
    sheet.trace([(x - 12, y), (x - 12, lane), (centres[0], lane)], ARROW)
    sheet.arrow(centres[0], lane, centres[0], top - 2)
    sheet.trace([(centres[-1], top), (centres[-1], lane), (x + 12, lane)], ARROW)
    sheet.arrow(x + 12, lane, x + 12, y)
    return foot + 6


def draw_stair(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Steps up from the ground, and the way back down for those who stop before the last."""
    (slide,) = words
    titles = [element.title for element in record.elements]
    count, sheet = len(titles), Sheet()
    tread, right = min(22.0, 150 / count), WIDTH - 6
    heights = [
        max(30.0, measure(title, right - 70 - place * tread - 36) + 12) for place, title in enumerate(titles)
    ]
    lefts = [70 + place * tread for place in range(count)]
    stop = max(0, count - 3)
    room, y = lefts[stop] - 40, 34.0
    end = sheet.write(slide, 8, 6, room if room >= 100 else WIDTH - 16, "start", WARM)
    if room < 100:  # Too few steps to leave a corner free.
        y = end + 28
    tops: list[float] = []
    for place in range(count - 1, -1, -1):
        x = lefts[place]
        sheet.rect(x, y, right - x, heights[place], BOX, 0)
        sheet.number(str(place + 1), x + 16, y + heights[place] / 2)
        width = right - x - 36
        middle = y + (heights[place] - measure(titles[place], width)) / 2 - 1
        sheet.write(titles[place], x + 32, middle, width, "start")
        tops.insert(0, y)
        y += heights[place]
    sheet.line(4, y, WIDTH - 4, y, AXIS)
    sheet.person(lefts[-1] + 12, tops[-1] - 1, 1.2)
    sheet.person(lefts[stop] + 10, tops[stop] - 1, 1, WARM_DOT)
    sheet.bend(
        (lefts[stop] - 2, tops[stop] - 6), (20, y - 2), -24, WARM_CURVE + " hb-svg__arrow--restraining"
    )
    sheet.person(46, y - 1, 1, WARM_DOT)
    return y + 6, sheet.parts


def draw_streams(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Two groups tell what they have lived through, each on its own way, and go on as one.

    Of the elements the first comes before the fork, the next two are its ways, the others follow the meeting.
    """
    before, *ways = record.elements[:3]
    after = record.elements[3:]
    sheet = Sheet()
    left, right = 92.0, WIDTH - 92.0
    foot = sheet.box(before.title, 110, 4, 140)
    sheet.arrow(150, foot, left, foot + 24)
    sheet.arrow(210, foot, right, foot + 24)
    top = foot + 28
    ends = [sheet.box(way.title, x - 84, top, 168) for way, x in zip(ways, (left, right), strict=True)]
    top = max(ends) + 6
    for x, kind, phase in ((left, SOFT_DOT, 0.0), (right, DOT, 1.2)):
        points = [(x - 80 + i * 2, top + 34 - 22 * math.sin(i / 9 + phase)) for i in range(81)]
        sheet.line(x - 80, top + 34, x + 80, top + 34, GRID)
        sheet.trace(points, "hb-svg__curve hb-svg__curve--thin")
        for i in (14, 42, 70):
            sheet.circle(*points[i], 4.5, WARM_DOT)
        for i in (-1, 0, 1):
            sheet.person(x + i * 20, top + 84, 1.1, kind)
    note = max(
        sheet.write(word, x, top + 88, 150, "middle", SOFT, SMALL)
        for word, x in zip(words, (left, right), strict=True)
    )
    sheet.arrow(left, note + 4, WIDTH / 2 - 26, note + 30)
    sheet.arrow(right, note + 4, WIDTH / 2 + 26, note + 30)
    y = note + 34
    for place, element in enumerate(after):
        if place:
            sheet.arrow(WIDTH / 2, y, WIDTH / 2, y + 16)
            y += 18
        foot = sheet.box(element.title, 80, y, 200, 34)
        for i, kind in enumerate((SOFT_DOT, DOT, SOFT_DOT)):
            sheet.person(20 + i * 20, (y + foot) / 2 + 11, 1.1, kind)
            sheet.person(300 + i * 20, (y + foot) / 2 + 11, 1.1, DOT if kind == SOFT_DOT else SOFT_DOT)
        y = foot
    return y + 6, sheet.parts


def draw_two_worlds(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """One mess seen differently by several people; models of the views are made apart and held against it.

    Of the seven elements the third and the fourth lie below the line, in thought.
    """
    real, thought = words
    titles = [f"{place + 1} {element.title}" for place, element in enumerate(record.elements)]
    sheet, wide, left, right = Sheet(), 118.0, 6.0, WIDTH - 124.0
    top = sheet.write(real, 8, 2, WIDTH - 16, "start", SOFT, SMALL) + 6
    a = sheet.box(titles[0], left, top, wide)
    b = sheet.box(titles[1], left, a + 22, wide)
    sheet.arrow(left + wide / 2, a, left + wide / 2, a + 20)
    c = sheet.box(titles[6], right, top, wide)
    d = sheet.box(titles[5], right, c + 22, wide)
    e = sheet.box(titles[4], right, d + 22, wide)
    sheet.arrow(right + wide / 2, c + 22, right + wide / 2, c + 2)
    sheet.arrow(right + wide / 2, d + 22, right + wide / 2, d + 2)
    middle = WIDTH / 2
    _draw_mess(sheet, middle, top + 40)
    sheet.arrow(right - 2, top + 14, middle + 30, top + 26)
    line = max(b, e) + 22
    sheet.line(4, line, WIDTH - 4, line, DASHES)
    below = sheet.write(thought, WIDTH / 2, line + 6, 90, "middle", SOFT, SMALL)
    row = max(below, line + 26)
    foot = max(sheet.box(titles[2], 14, row, 152, 34), sheet.box(titles[3], 194, row, 152, 34))
    sheet.arrow(left + wide - 14, b, left + wide - 14, row - 2)
    sheet.arrow(168, row + 17, 192, row + 17)
    sheet.arrow(right + wide / 2, row, right + wide / 2, e + 2)
    return foot + 6, sheet.parts


def _draw_mess(sheet: Sheet, x: float, y: float) -> None:
    """A tangle and three people who each see another figure in it."""
    points = [
        (x + 26 * math.sin(i * 0.41) * math.cos(i * 0.13), y + 22 * math.cos(i * 0.37 + 1)) for i in range(60)
    ]
    sheet.trace(points, "hb-svg__curve hb-svg__curve--thin")
    for place, across in enumerate((-34, 0, 34)):
        foot = y + 104
        sheet.person(x + across, foot, 1.1)
        sheet.line(x + across, foot - 42, x + across * 0.5, y + 26, DASHES)
        spot = (x + across, foot - 32)
        if place == 0:
            sheet.circle(*spot, 7, WARM_DOT)
        elif place == 1:
            sheet.rect(spot[0] - 6, spot[1] - 6, 12, 12, DOT, 0)
        else:
            sheet.trace(
                [(spot[0] - 7, spot[1] + 6), (spot[0] + 7, spot[1] + 6), (spot[0], spot[1] - 7)],
                SOFT_DOT,
                is_closed=True,
            )


def draw_gates(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """A way through as many gates as there are elements, each wide, narrow or nearly shut.

    What passes a gate is as wide as what came or as the gap, whichever is less.
    """
    start, end, wide, narrow, shut = words
    sheet, x = Sheet(), 210.0
    kinds = (0, 1, 2, 1, 2, 0, 2)
    names = (wide, narrow, shut)
    y = sheet.write(start, x, 2, 200, "middle", STRONG) + 4
    sheet.circle(x, y + 8, 7, WARM_DOT)
    y += 22
    came, top = 60.0, y
    rows: list[tuple[float, float, str, int]] = []
    left, right = [(x - came / 2, top)], [(x + came / 2, top)]
    for place, element in enumerate(record.elements):
        kind = kinds[place % len(kinds)]
        high = measure(names[kind], 72, SMALL, WARM if kind == 2 else SOFT)
        height = max(30.0, measure(element.title, 122) + 12, high + 8)
        wall, gap = y + height / 2, (90.0, 54.0, max(3.0, came / 2))[kind]
        rows.append((wall, gap, element.title, kind))
        for edge, side in ((left, -1), (right, 1)):
            edge += [(x + side * came / 2, wall), (x + side * min(came, gap) / 2, wall)]
        came, y = min(came, gap), y + height
    sheet.trace([*left, (x - came / 2, y), (x + came / 2, y), *reversed(right)], AREA, is_closed=True)
    for wall, gap, title, kind in rows:
        class_ = WARM if kind == 2 else SOFT
        sheet.line(138, wall, x - gap / 2, wall, "hb-svg__axis hb-svg__wall")
        sheet.line(x + gap / 2, wall, 282, wall, "hb-svg__axis hb-svg__wall")
        sheet.write(title, 8, wall - measure(title, 122) / 2 - 1, 122, "start")
        high = measure(names[kind], 72, SMALL, class_)
        sheet.write(names[kind], WIDTH - 4, wall - high / 2 - 1, 72, "end", class_, SMALL)
    sheet.arrow(x, y - 4, x, y + 16)
    return sheet.write(end, x, y + 20, 200) + 6, sheet.parts


def draw_backward_map(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """A result on top, what must come before it below, and doubts and signs on every arrow between; below
    them the same as a logic model, a line for each of its columns."""
    back, forth, *stages = words
    outcome, preconditions, interventions, doubts, signs, line = record.elements
    sheet, left, wide = Sheet(), 66.0, 150.0
    middle = left + wide / 2
    foot = sheet.box(outcome.title, left, 6, wide, 34)
    rows, tops = [(6.0, foot)], []
    for element in (preconditions, interventions):
        top = foot + 46
        foot = sheet.box(element.title, left, top, wide, 34)
        for x in (middle - 52, middle, middle + 52):
            sheet.arrow(
                x, top, x if element is interventions else middle + (x - middle) * 0.4, rows[-1][1] + 2
            )
            sheet.circle(x if element is interventions else middle + (x - middle) * 0.7, top - 22, 7, BOX)
            sheet.write(
                "?",
                x if element is interventions else middle + (x - middle) * 0.7,
                top - 29,
                20,
                "middle",
                WARM,
                SMALL,
            )
        tops.append(top)
        rows.append((top, foot))
    for top, end in rows:
        flag = (top + end) / 2
        sheet.line(left + wide + 6, flag + 10, left + wide + 6, flag - 12, AXIS)
        sheet.trace(
            [(left + wide + 6, flag - 12), (left + wide + 20, flag - 7), (left + wide + 6, flag - 2)],
            DOT,
            is_closed=True,
        )
    end = sheet.write(signs.title, 244, rows[0][0] + 6, 110, "start")
    doubts_top = max(end + 8, tops[0] - 22 - measure(doubts.title, 110) / 2)
    end = sheet.write(doubts.title, 244, doubts_top, 110, "start", WARM)
    sheet.bend((34, 24), (34, foot - 8), -10, WARM_CURVE + " hb-svg__arrow--restraining")
    y = max(foot, end) + 6
    y = max(
        sheet.write(back, 8, y, 100, "start", WARM, SMALL),
        sheet.write(forth, 122, y, 230, "start", SOFT, SMALL),
    )
    y = sheet.write(line.title, 8, y + 12, WIDTH - 16, "start") + 6
    for name, stage in zip(COLUMNS, stages, strict=True):
        if name != "inputs":
            sheet.arrow(62, y - 10, 62, y - 1, head=6)
        row = max(measure(name_column(name), 100, SMALL) + 10, measure(stage, 220, SMALL, SOFT) + 6)
        foot = sheet.box(name_column(name), 6, y, 112, row, AREA, SMALL)
        sheet.write(
            stage, 128, y + (row - measure(stage, 220, SMALL, SOFT)) / 2 - 1, 224, "start", SOFT, SMALL
        )
        y = foot + 11
    return y - 5, sheet.parts

"""Theories drawn as a way that work, people or thought take: where it waits, forks, climbs and comes back."""

from __future__ import annotations

import math
from itertools import pairwise

from macros.i18n import phrases
from macros.records.kinds import Theory
from macros.rendering.pictures.programme import COLUMNS, name_column
from macros.rendering.pictures.svg import WIDTH
from macros.rendering.pictures.theories.sheet import (
    AGAINST,
    AREA,
    AXIS,
    BOX,
    CURVE,
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
    measure,
    measure_note,
)


def draw_bottleneck(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """A flow through one narrow step, with the queue before it, and what one does about it in order.

    Of the elements the first is at the flow's end, the second its whole length, and the others are what one
    does, beginning with the search for the narrow step.
    """
    queue, idle, *notes = words
    value, stream, *steps = record.elements
    sheet, narrow, wide, end = Sheet(), 10.0, 42.0, 258.0
    y = sheet.write(stream.title, (8 + end) / 2, 2, end - 8) + 4
    sheet.trace([(8, y + 8), (8, y), (end, y), (end, y + 8)], DASHES)
    high = max(2 * wide, measure(value.title, 68, SMALL) + 12)
    middle = y + 16 + high / 2
    for sign in (-1, 1):
        edges = ((8, wide), (122, wide), (142, narrow), (176, narrow), (196, wide), (end, wide))
        sheet.trace([(x, middle + sign * reach) for x, reach in edges], AXIS + " hb-svg__wall")
    for column in range(6):
        for row in range(3):
            sheet.person(112 - column * 18 - (row % 2) * 4, middle - 16 + row * 25, 0.85, WARM_DOT)
    sheet.person(159, middle + 6, 0.62)
    for x in (214, 240):
        sheet.person(x, middle + 9, 0.85)
    sheet.arrow(168, middle, 204, middle)
    sheet.arrow(250, middle, 276, middle)
    sheet.box(value.title, 278, middle - high / 2, WIDTH - 284, high, AREA, SMALL)
    foot = middle + max(wide, high / 2) + 6
    foot = max(
        sheet.write(queue, 8, foot, 138, "start", WARM, SMALL),
        sheet.write(idle, WIDTH - 8, foot, 172, "end", SOFT, SMALL),
    )
    sheet.arrow(159, foot + 8, 159, middle + narrow + 3)
    spots = sheet.box_steps([step.title for step in steps], notes, 20, WIDTH - 6, foot + 8, 0, 14)
    return spots[-1][1] + 6, sheet.parts


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
    room, warning = lefts[stop] - 14, 0.0
    if room < 100:  # Too few steps to leave a corner free.
        y = sheet.write(slide, 8, 6, WIDTH - 16, "start", WARM) + 28
    else:
        warning = measure(slide, room, class_=WARM)
        y = max(34.0, 6 + warning + 26 - sum(heights[stop + 1 :]))
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
    sheet.bend((lefts[stop] - 2, tops[stop] - 6), (20, y - 2), -24, f"{WARM_CURVE} {AGAINST}")
    sheet.person(46, y - 1, 1, WARM_DOT)
    if warning:
        sheet.write_up(slide, lefts[stop] - 4, tops[stop] - 26, room, "end", WARM)
    return y + 6, sheet.parts


def draw_streams(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Two groups tell what they have lived through, each on its own way, and go on as one.

    Of the elements the first comes before the fork, the next two are its ways, the others follow the meeting.
    """
    feeling, along, touchpoint, *notes = words
    before, *ways = record.elements[:3]
    after = record.elements[3:]
    sheet = Sheet()
    left, right = 92.0, WIDTH - 92.0
    foot = sheet.box(before.title, 110, 4, 140)
    sheet.arrow(150, foot, left + 10, foot + 22)
    sheet.arrow(210, foot, right - 10, foot + 22)
    top = foot + 24
    ends = [sheet.box(way.title, x - 84, top, 168) for way, x in zip(ways, (left, right), strict=True)]
    top, foot = max(ends) + 10, 0.0
    for x, kind, peaks, note in zip((left, right), (SOFT_DOT, DOT), PEAKS, notes, strict=True):
        for i in (-1, 0, 1):
            sheet.person(x + i * 20, top + 22, 1.1, kind)
        end = sheet.write(note, x, top + 25, 150, "middle", SOFT, SMALL) + 6
        start, base, end = sheet.axes(x - 80, x + 80, end, 64, feeling, along)
        _draw_feelings(sheet, x - 80, start, base, peaks)
        foot = max(foot, end)
    foot += 6
    sheet.circle(17, foot + 7, 4.5, WARM_DOT)
    foot = sheet.write(touchpoint, 27, foot, WIDTH - 34, "start", SOFT, SMALL)
    sheet.arrow(left, foot + 4, WIDTH / 2 - 26, foot + 24)
    sheet.arrow(right, foot + 4, WIDTH / 2 + 26, foot + 24)
    return _draw_shared_way(sheet, [element.title for element in after], foot + 26) + 6, sheet.parts


PEAKS = ((0.8, 0.2, 0.7, 0.15), (0.25, 0.75, 0.15, 0.85))  # How good the moments are that stay, in order.


def _draw_feelings(sheet: Sheet, left: float, top: float, base: float, peaks: tuple[float, ...]) -> None:
    """A line from one moment that stays to the next, 160 units long."""
    spots = [(left + 14 + place * 44, base - peak * (base - top)) for place, peak in enumerate(peaks)]
    points = [
        (ax + (bx - ax) * i / 12, ay + (by - ay) * (1 - math.cos(math.pi * i / 12)) / 2)
        for (ax, ay), (bx, by) in pairwise(spots)
        for i in range(13)
    ]
    sheet.trace(points, CURVE + " hb-svg__curve--thin")
    for spot in spots:
        sheet.circle(*spot, 4.5, WARM_DOT)


def _draw_shared_way(sheet: Sheet, titles: list[str], top: float) -> float:
    """Boxes below each other, with mixed groups at both their sides → where they end."""
    for place, title in enumerate(titles):
        if place:
            sheet.arrow(WIDTH / 2, top, WIDTH / 2, top + 16)
            top += 18
        foot = sheet.box(title, 80, top, 200, 34)
        for i, kind in enumerate((SOFT_DOT, DOT, SOFT_DOT)):
            sheet.person(20 + i * 20, (top + foot) / 2 + 11, 1.1, kind)
            sheet.person(300 + i * 20, (top + foot) / 2 + 11, 1.1, DOT if kind == SOFT_DOT else SOFT_DOT)
        top = foot
    return top


def draw_two_worlds(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """One mess seen differently by several people; models of the views are made apart and held against it.

    Of the seven elements the third and the fourth lie below the line, in thought.
    """
    real, thought, mess, *notes = words
    titles = [f"{place + 1} {element.title}" for place, element in enumerate(record.elements)]
    sheet, wide, left, right = Sheet(), 116.0, 6.0, WIDTH - 122.0
    top = sheet.write(real, 8, 2, WIDTH - 16, "start", SOFT, SMALL) + 6
    high = max(46.0, *(measure(titles[place], wide - 10) + 12 for place in (0, 1, 4, 5, 6)))
    rows = [top + place * (high + 24) for place in range(3)]
    for place, x, row in ((0, left, 0), (1, left, 1), (6, right, 0), (5, right, 1), (4, right, 2)):
        sheet.box(titles[place], x, rows[row], wide, high)
    down, up, middle = left + wide / 2, right + wide / 2, WIDTH / 2
    sheet.arrow(down, rows[0] + high, down, rows[1] - 2)
    sheet.arrow(up, rows[1], up, rows[0] + high + 2)
    sheet.arrow(up, rows[2], up, rows[1] + high + 2)
    sheet.arrow(right, rows[0] + high / 2, middle + 34, rows[0] + high / 2)
    end = _draw_mess(sheet, middle, rows[0] + high / 2, mess)
    line = max(rows[2] + high, end) + 14
    sheet.line(4, line, WIDTH - 4, line, DASHES)
    shelf = sheet.write(thought, middle, line + 6, 200, "middle", SOFT, SMALL) + 8
    width = (WIDTH - 40) / 2
    pairs = list(zip(titles[2:4], notes, strict=True))
    deep = max(measure_note(title, note, width - 12) for title, note in pairs) + 14
    for (title, note), x in zip(pairs, (6, WIDTH - 6 - width), strict=True):
        sheet.note_box(title, note, x, shelf, width, deep)
    sheet.arrow(down, rows[1] + high, down, shelf - 2)
    sheet.arrow(6 + width, shelf + deep / 2, WIDTH - 8 - width, shelf + deep / 2)
    sheet.arrow(up, shelf, up, rows[2] + high + 2)
    return shelf + deep + 6, sheet.parts


def _draw_mess(sheet: Sheet, x: float, y: float, mess: str) -> float:
    """A tangle, what it is called, and three people who each see another figure in it → where they end."""
    sheet.tangle(x, y, 28, 23, is_closed=True)
    top = sheet.write(mess, x, y + 28, 100, "middle", STRONG, SMALL) + 4
    for place, across in enumerate((-34, 0, 34)):
        spot = (x + across, top + 20)
        sheet.line(x + across * 0.5, top, x + across * 0.9, top + 11, DASHES)
        sheet.person(x + across, top + 52, 1.1)
        if place == 0:
            sheet.circle(*spot, 7, WARM_DOT)
        elif place == 1:
            sheet.rect(spot[0] - 6, spot[1] - 6, 12, 12, DOT, 0)
        else:
            corners = [(spot[0] - 7, spot[1] + 6), (spot[0] + 7, spot[1] + 6), (spot[0], spot[1] - 7)]
            sheet.trace(corners, SOFT_DOT, is_closed=True)
    return top + 52


def draw_gates(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """A way through as many gates as there are elements, each wide, narrow or nearly shut; which is which is
    an example, and says so.

    A gate is as wide as what comes, or as what it lets through of that.
    """
    start, end, *scale = words
    names, meanings = scale[:3], scale[3:]
    sheet, x = Sheet(), 210.0
    example = phrases._("An imagined example, rated for one tool")
    y = sheet.write(example, 8, 2, WIDTH - 16, "start", SOFT, SMALL) + 6
    y = sheet.write(start, x, y, 200, "middle", STRONG) + 4
    sheet.circle(x, y + 8, 7, WARM_DOT)
    y += 22
    passes, came = (1, 0.72, 0.5), 84.0
    left, right = [(x - came / 2, y)], [(x + came / 2, y)]
    for place, element in enumerate(record.elements):
        kind = (0, 1, 2, 1, 2, 0, 2)[place % 7]
        class_ = WARM if kind == 2 else SOFT
        high = measure(names[kind], 72, SMALL, class_)
        height = max(34.0, measure(element.title, 122) + 12, high + 8)
        wall, gap = y + height / 2, max(3.0, came * passes[kind])
        for edge, side in ((left, -1), (right, 1)):
            edge += [(x + side * came / 2, wall - 9), (x + side * gap / 2, wall)]
            sheet.line(x + side * gap / 2, wall, x + side * 72, wall, AXIS + " hb-svg__wall")
        sheet.write(element.title, 8, wall - measure(element.title, 122) / 2 - 1, 122, "start")
        sheet.write(names[kind], WIDTH - 4, wall - high / 2 - 1, 72, "end", class_, SMALL)
        came, y = gap, y + height
    outline = [*left, (x - came / 2, y), (x + came / 2, y), *reversed(right)]
    stream = Sheet()
    stream.trace(outline, AREA, is_closed=True)
    sheet.parts = stream.parts + sheet.parts
    sheet.arrow(x, y - 2, x, y + 16)
    y = sheet.write(end, x, y + 20, 200) + 12
    for name, meaning in zip(names, meanings, strict=True):
        high = max(measure(name, 84, SMALL), measure(meaning, WIDTH - 104, SMALL, SOFT))
        sheet.write(name, 8, y, 84, "start", STRONG, SMALL)
        sheet.write(meaning, 96, y, WIDTH - 104, "start", SOFT, SMALL)
        y += high + 2
    return y + 4, sheet.parts


def draw_backward_map(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """A result on top, what must come before it below, and doubts and signs on every arrow between; below
    them the same as a logic model, a line for each of its columns."""
    back, forth, short, *stages = words
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
    sheet.bend((left - 4, 23), (left - 3, foot - 17), -24, f"{WARM_CURVE} {AGAINST}")
    y = max(foot, end) + 6
    y = max(
        sheet.write(back, 8, y, 100, "start", WARM, SMALL),
        sheet.write(forth, 122, y, 230, "start", SOFT, SMALL),
    )
    sheet.line(8, y + 8, WIDTH - 8, y + 8, GRID)
    y = sheet.write(line.title, 8, y + 14, WIDTH - 16, "start")
    y = sheet.write(short, 8, y, WIDTH - 16, "start", SOFT, SMALL) + 8
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

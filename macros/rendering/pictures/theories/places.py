"""Theories drawn as a balance, a support or a place: what outweighs, what carries, what lies where."""

from __future__ import annotations

import math

from macros.records.kinds import Theory
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
    WARM_AREA,
    WARM_CURVE,
    WARM_DOT,
    WEAK,
    Sheet,
    measure,
    space,
)


def draw_balance(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Two scales: all terms of the product together outweigh the last element; with one at nought it wins."""
    all_there, one_missing = words
    *terms, against = record.elements
    sheet = Sheet()
    top = sheet.write(record.formula or "", WIDTH / 2, 2, WIDTH, "middle", "hb-svg__formula", 24) + 6
    symbols = [term.symbol or "" for term in terms]
    centres, width = space(2, 4, WIDTH - 4)
    for x, tilt, missing in ((centres[0], 13.0, -1), (centres[1], -13.0, len(terms) - 1)):
        beam = top + 76
        sheet.line(x - 42, beam + tilt, x + 54, beam - tilt, "hb-svg__axis hb-svg__wall")
        sheet.trace([(x + 5, beam), (x - 9, beam + 52), (x + 19, beam + 52)], BOX, is_closed=True)
        ends = ((x - 42, beam + tilt - 18), (x + 54, beam - tilt - 18))
        for place, symbol in enumerate(symbols):
            spot = ends[0][0] + (place - (len(symbols) - 1) / 2) * 26
            sheet.circle(spot, ends[0][1] - 15, 12, BOX + " hb-svg__box--weak" if place == missing else AREA)
            sheet.write(
                "0" if place == missing else symbol,
                spot,
                ends[0][1] - 23,
                26,
                "middle",
                WARM if place == missing else "hb-svg__number",
            )
            if place:
                sheet.write("×", spot - 13, ends[0][1] - 23, 12, "middle", SOFT)
        for (across, level), half in zip(ends, (44, 18), strict=True):
            sheet.line(across - half, level - 2, across + half, level - 2, AXIS)
            sheet.line(across, level - 2, across, level + 18, AXIS)
        sheet.rect(ends[1][0] - 13, ends[1][1] - 30, 26, 26, WARM_AREA)
        sheet.write(against.symbol or "", ends[1][0], ends[1][1] - 24, 26, "middle", "hb-svg__number")
    y = sheet.write_row([all_there, one_missing], centres, top + 134, width - 16) + 14
    for element in record.elements:
        sheet.number(element.symbol or "", 22, y + 8)
        y = max(sheet.write(element.title, 42, y, WIDTH - 54, "start") + 7, y + 22)
    return y + 2, sheet.parts


def draw_supports(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Elements as the pillars of one thing, which falls where a pillar is not there."""
    carried, fallen, returns = words
    titles = [element.title for element in record.elements]
    sheet = Sheet()
    foot = sheet.box(carried, 6, 4, WIDTH - 12, 36, AREA)
    top = foot
    centres, width = space(len(titles), 4, WIDTH - 4)
    height = max(92.0, max(measure(title, width - 8, SMALL) for title in titles) + 50)
    for title, x in zip(titles, centres, strict=True):
        sheet.rect(x - width / 2 + 2, top, width - 4, height, BOX, 0)
        sheet.write(title, x, top + 8, width - 8, "middle", STRONG, SMALL)
        for across in (-17, 0, 17):
            sheet.person(x + across, top + height - 4, 1.1)
    base = top + height
    sheet.line(4, base, WIDTH - 4, base, AXIS)
    sheet.trace([(centres[-1], base), (centres[-1], base + 18), (centres[0], base + 18)], WEAK)
    for x in centres[:-1]:
        sheet.arrow(x, base + 18, x, base + 2, WEAK)
    y = sheet.write(returns, WIDTH / 2, base + 23, WIDTH - 20, "middle", SOFT, SMALL) + 12
    ground = y + 78
    for place in range(len(titles) - 1):
        sheet.rect(14 + place * 34, y + 30, 18, 48, BOX, 0)
    tip = [(8, y + 28), (100, y + 28), (154, y + 56), (154, y + 68), (98, y + 40), (8, y + 40)]
    sheet.trace([(x, h - 10) for x, h in tip], BOX, is_closed=True)
    sheet.rect(14 + (len(titles) - 1) * 34, ground - 8, 18, 8, "hb-svg__box hb-svg__box--weak", 0)
    sheet.line(4, ground, 170, ground, AXIS)
    end = sheet.write(fallen, 182, ground - max(26, measure(fallen, 166)), 166, "start", WARM)
    return max(ground, end) + 8, sheet.parts


def draw_hub(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """The first element in the middle, the others around it and all pulling its way."""
    complete, incomplete = words
    hub, *others = [element.title for element in record.elements]
    sheet, (centres, width) = Sheet(), space(3, 4, WIDTH - 4)
    rows = [others[:3], others[3:5], others[5:]]
    foot, xs = sheet.box_row(rows[0], 4, WIDTH - 4, 4, 10, size=SMALL)
    middle = foot + 34
    high = max(46.0, *(measure(title, width - 20, SMALL) + 14 for title in (*rows[1], hub)))
    sheet.rect(centres[1] - width / 2 + 4, middle, width - 8, high, AREA, 22)
    sheet.write(hub, centres[1], middle + (high - measure(hub, width - 24)) / 2 - 1, width - 24)
    for title, x, inward in zip(rows[1], (centres[0], centres[2]), (1, -1), strict=True):
        sheet.box(title, x - width / 2 + 2, middle, width - 12, high, size=SMALL)
        sheet.arrow(
            x + inward * (width / 2 - 8),
            middle + high / 2,
            x + inward * (width / 2 + 3),
            middle + high / 2,
            ARROW,
            6,
        )
    for x, target in zip(xs, (-22, 0, 22), strict=True):
        sheet.arrow(x, foot, centres[1] + target, middle - 2)
    low = middle + high + 34
    foot, xs = sheet.box_row(rows[2], 50, WIDTH - 50, low, 14, size=SMALL)
    for x, target in zip(xs, (-16, 16), strict=True):
        sheet.arrow(x, low, centres[1] + target, middle + high + 2)
    y = foot + 20
    centres, width = space(2)
    for x, spokes in ((centres[0], range(7)), (centres[1], (0, 2))):
        hub_y = y + 30
        if len(spokes) == 7:
            sheet.circle(x, hub_y, 28, "hb-svg__curve")
        else:
            rim = [
                (x + 30 * math.cos(t), hub_y + min(15.0, 28 * math.sin(t)))
                for t in (i * math.pi / 20 for i in range(41))
            ]
            sheet.trace(rim, WARM_CURVE, is_closed=True)
        for spoke in spokes:
            turn = spoke / 7 * 2 * math.pi - math.pi / 2
            sheet.line(x, hub_y, x + 26 * math.cos(turn), hub_y + 24 * math.sin(turn), ARROW)
        sheet.circle(x, hub_y, 6, DOT if len(spokes) == 7 else WARM_DOT)
    foot = max(
        sheet.write(complete, centres[0], y + 64, width - 12, "middle", SOFT, SMALL),
        sheet.write(incomplete, centres[1], y + 64, width - 12, "middle", WARM, SMALL),
    )
    sheet.arrow(centres[0] + 36, y + 30, centres[0] + 70, y + 30)
    return foot + 6, sheet.parts


def draw_domains(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Four domains around a centre, each with how cause and effect lie in it and what one does there.

    The first element is at the bottom right, the others follow against the clock, the last is the centre.
    """
    titles = [element.title for element in record.elements]
    notes = list(zip(words[::2], words[1::2], strict=True))
    sheet, half, sketch = Sheet(), WIDTH / 2, 50.0
    order = ((2, 1), (3, 0))
    widest, y = half - 30, 4.0
    middle_width = 74.0
    centre_height = max(44.0, measure(titles[4], middle_width - 8) + 18)
    heights = []
    for row in order:
        heights.append(
            sketch
            + 26
            + max(
                measure(titles[place], widest, 14)
                + measure(notes[place][0], widest, SMALL, SOFT)
                + measure(notes[place][1], widest)
                for place in row
            )
            + centre_height / 2
        )
    line = y + heights[0]
    foot = line + heights[1]
    for high, (top, end) in enumerate(((y, line), (line, foot))):
        for column in (0, 1):
            sheet.rect(
                2 + column * (half - 2),
                top,
                half - 2,
                end - top,
                (AREA, "hb-svg__plain", WARM_AREA, "hb-svg__plain")[high * 2 + column],
                0,
            )
    sheet.trace([(half - 5 * math.sin(i / 5), y + i * (foot - y) / 40) for i in range(41)], AXIS)
    sheet.trace([(2 + i * (WIDTH - 4) / 40, line - 5 * math.sin(i / 4)) for i in range(41)], AXIS)
    for high, places in enumerate(order):
        for column, place in enumerate(places):
            x = (half * 0.5, half * 1.5)[column]
            top = line + centre_height / 2 + 4 if high else y + 8
            end = sheet.write(titles[place], x, top, widest, "middle", STRONG, 14)
            _sketch_cause(sheet, place, x, end + 20)
            end = sheet.write(notes[place][0], x, end + 42, widest, "middle", SOFT, SMALL)
            sheet.write(notes[place][1], x, end + 2, widest, "middle", "hb-svg__number")
    sheet.rect(half - middle_width / 2, line - centre_height / 2, middle_width, centre_height, BOX, 20)
    sheet.write(titles[4], half, line - measure(titles[4], middle_width - 8) / 2 - 1, middle_width - 8)
    return foot + 4, sheet.parts


def _sketch_cause(sheet: Sheet, place: int, x: float, y: float) -> None:
    """A cause and its effect: one straight arrow, several ways, a tangle, or dots without a line."""
    left, right = (x - 44, y), (x + 44, y)
    if place == 3:
        for i in range(11):
            sheet.circle(x - 50 + i * 10, y - 13 + (i * 17) % 28, 3.2, WARM_DOT)
        return
    if place == 0:
        sheet.arrow(left[0] + 6, y, right[0] - 7, y)
    elif place == 1:
        for sag in (13, 0.1, -13):
            sheet.bend((left[0] + 6, y), (right[0] - 7, y), sag, ARROW, 6)
    else:
        points = [
            (
                x - 38 + i * 1.28 + 15 * math.sin(i * 0.52),
                y + 15 * math.sin(i * 0.31 + 0.4) * math.sin(math.pi * i / 60),
            )
            for i in range(61)
        ]
        sheet.trace(points, "hb-svg__curve hb-svg__curve--thin")
    sheet.circle(*left, 5)
    sheet.circle(*right, 5)


def draw_profiles(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Elements as rows from hindering to helping, and two places as lines through them; one of them moves."""
    hinders, helps, moves, stays = words
    sheet, left, right = Sheet(), 176.0, WIDTH - 14.0
    y = (
        max(
            sheet.write(hinders, left - 10, 2, 90, "start", WARM, SMALL),
            sheet.write(helps, WIDTH - 6, 2, 90, "end", SOFT, SMALL),
        )
        + 6
    )
    ready = (0.86, 0.95, 0.72, 0.9, 0.8, 0.94, 0.78, 0.88)
    other = (0.34, 0.14, 0.3, 0.1, 0.24, 0.06, 0.4, 0.2)
    lines: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    for place, element in enumerate(record.elements):
        height = max(30.0, measure(element.title, 156) + 8)
        middle = y + height / 2
        sheet.write(element.title, 8, middle - measure(element.title, 156) / 2 - 1, 156, "start")
        sheet.line(left, middle, right, middle, GRID)
        for line, shares in zip(lines, (ready, other), strict=True):
            line.append((left + shares[place % len(shares)] * (right - left), middle))
        y += height
    sheet.trace(lines[0])
    sheet.trace(lines[1], WARM_CURVE + " hb-svg__curve--dashed")
    for line, kind in zip(lines, (DOT, WARM_DOT), strict=True):
        for x, middle in line:
            sheet.circle(x, middle, 5, kind)
    y += 12
    for note, length, kind in ((moves, 200.0, DOT), (stays, 34.0, WARM_DOT)):
        high = max(26.0, measure(note, 136) + 4)
        for across in (12, 26):
            sheet.person(across, y + high / 2 + 9, 0.9, kind)
        extra = "" if kind == DOT else " hb-svg__arrow--restraining"
        sheet.arrow(38, y + high / 2, 38 + length * 0.85, y + high / 2, ARROW + extra, 9)
        sheet.write(
            note, 216, y + (high - measure(note, 136)) / 2 - 1, 138, "start", STRONG if kind == DOT else WARM
        )
        y += high + 6
    return y, sheet.parts


def draw_soils(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """One programme in several places: in each another reasoning and another result, which the mean hides.

    It is read upwards: the programme, the ground that it falls on, the reasoning, the result.
    """
    programme, fits, not_here, partly, mean = words
    sheet, (centres, width) = Sheet(), space(3)
    outcome, mechanism, context = record.elements[2], record.elements[1], record.elements[0]
    y = 4 + _head(sheet, outcome.symbol or "", outcome.title, 4)
    base = y + max(96, measure(mean, width - 6, SMALL) + 52)
    results = (82.0, 12.0, 44.0)
    average = base - sum(results) / 3
    for x, result in zip(centres, results, strict=True):
        sheet.line(x, base, x, base - result, "hb-svg__curve")
        for leaf in range(int(result // 20)):
            level = base - 14 - leaf * 20
            for side in (-1, 1):
                sheet.trace(
                    [(x, level), (x + side * 15, level - 12), (x + side * 5, level - 13)], DOT, is_closed=True
                )
        if result > 60:
            sheet.circle(x, base - result, 8, WARM_DOT)
    sheet.line(6, average, WIDTH - 6, average, DASHES)
    sheet.write_up(mean, centres[1], average - 3, width - 6, "middle", WARM, SMALL)
    y = base + 6
    y += _head(sheet, mechanism.symbol or "", mechanism.title, y)
    thoughts = (fits, not_here, partly)
    high = max(measure(thought, width - 26, SMALL) for thought in thoughts) + 12
    for x, thought in zip(centres, thoughts, strict=True):
        sheet.bubble(x - width / 2 + 4, y, width - 8, high, (x, y + high + 9))
        sheet.write(thought, x, y + 5, width - 26, "middle", STRONG, SMALL)
        sheet.person(x, y + high + 36, 1.2)
    y += high + 38
    for x, seeds in zip(centres, (6, 0, 3), strict=True):
        sheet.rect(x - width / 2 + 1, y, width - 2, 34, WARM_AREA if seeds else "hb-svg__plain", 0)
        for i in range(0 if seeds else 9):
            sheet.circle(x - width / 2 + 12 + i * 11, y + 12 + (i * 11) % 16, 4.5, SOFT_DOT)
        for i in range(seeds * 3):
            sheet.circle(
                x - width / 2 + 10 + (i * 29) % int(width - 18), y + 8 + (i * 13) % 22, 2.4, WARM_DOT
            )
        sheet.line(x - width / 2 + 1, y, x + width / 2 - 1, y, AXIS)
    ground = y + 36
    y = ground + 4 + _head(sheet, context.symbol or "", context.title, ground + 4) + 12
    for x in centres:
        foot = WIDTH / 2 + (x - WIDTH / 2) * 0.7
        sheet.arrow(foot + 28, y, x + 40, ground)
    return sheet.box(programme, 80, y, 240, 0, AREA) + 6, sheet.parts


def _head(sheet: Sheet, symbol: str, title: str, top: float) -> float:
    """A symbol and what it stands for, at the left → the height that they take."""
    sheet.number(symbol, 17, top + 9)
    return max(22.0, sheet.write(title, 34, top + 1, WIDTH - 44, "start") - top + 4)

"""Theories drawn as a balance, a support or a place: what outweighs, what carries, what lies where."""

from __future__ import annotations

import math

from macros.i18n import phrases
from macros.records.kinds import Theory
from macros.rendering.pictures.svg import WIDTH, find_point
from macros.rendering.pictures.theories.sheet import (
    AGAINST,
    AREA,
    ARROW,
    AXIS,
    BOX,
    CURVE,
    DASHES,
    DOT,
    GRID,
    PLAIN,
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
    Spot,
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
        sheet.line(x - ARM, beam + tilt, x + ARM, beam - tilt, AXIS + " hb-svg__wall")
        sheet.trace([(x, beam), (x - 14, beam + 52), (x + 14, beam + 52)], BOX, is_closed=True)
        _draw_pan(sheet, x - ARM, beam + tilt, 41)
        _draw_pan(sheet, x + ARM, beam - tilt, 17)
        for place, symbol in enumerate(symbols):
            spot, level = x - ARM + (place - (len(symbols) - 1) / 2) * 30, beam + tilt - 31
            is_missing = place == missing
            sheet.circle(spot, level, 10, BOX + " hb-svg__box--weak" if is_missing else AREA)
            if place:
                sheet.write("×", spot - 15, level - 7, 10, "middle", SOFT, SMALL)
            text, class_ = ("0", WARM) if is_missing else (symbol, "hb-svg__number")
            sheet.write(text, spot, level - 8, 20, "middle", class_)
        sheet.rect(x + ARM - 13, beam - tilt - 48, 26, 26, WARM_AREA)
        sheet.write(against.symbol or "", x + ARM, beam - tilt - 42, 26, "middle", "hb-svg__number")
    y = sheet.write_row([all_there, one_missing], centres, top + 134, width - 16) + 14
    for element in record.elements:
        sheet.number(element.symbol or "", 22, y + 8)
        y = max(sheet.write(element.title, 42, y, WIDTH - 54, "start") + 7, y + 22)
    return y + 2, sheet.parts


ARM = 47.0  # How far a pan hangs from the middle of a scale: further than a pan reaches.


def _draw_pan(sheet: Sheet, x: float, arm: float, half: float) -> None:
    """A pan that stands on the end of an arm."""
    sheet.line(x, arm - 20, x, arm, AXIS)
    sheet.line(x - half, arm - 20, x + half, arm - 20, AXIS)


def draw_supports(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Elements as the pillars of one thing, part of which falls where a pillar is not there."""
    carried, fallen, returns, *notes = words
    titles = [element.title for element in record.elements]
    sheet = Sheet()
    roof = Sheet()
    foot = roof.box(carried, 6, 16, WIDTH - 12, 34, AREA)
    sheet.trace([(6, 16), (WIDTH / 2, 2), (WIDTH - 6, 16)], AREA, is_closed=True)
    sheet.parts += roof.parts
    centres, width = space(len(titles), 4, WIDTH - 4)
    room = width - 18
    deep = max(measure(title, room, SMALL) for title in titles)
    height = max(92.0, deep + max(measure(note, room, SMALL, SOFT) for note in notes) + 24)
    for title, note, x in zip(titles, notes, centres, strict=True):
        sheet.rect(x - width / 2 + 1, foot, width - 2, height, BOX, 0)
        sheet.write(title, x, foot + 8, width - 4, "middle", STRONG, SMALL)
        sheet.write(note, x, foot + 14 + deep, room, "middle", SOFT, SMALL)
    base = foot + height
    sheet.line(4, base, WIDTH - 4, base, AXIS)
    sheet.trace([(centres[-1], base + 1), (centres[-1], base + 18), (centres[0], base + 18)], WEAK)
    for x in centres[:-1]:
        sheet.arrow(x, base + 18, x, base + 2, WEAK)
    y = sheet.write(returns, WIDTH / 2, base + 23, WIDTH - 20, "middle", SOFT, SMALL) + 12
    ground = y + max(74, measure(fallen, 166, class_=WARM))
    _draw_ruin(sheet, len(titles) - 1, ground)
    sheet.write_up(fallen, 184, ground - 4, 168, "start", WARM)
    return ground + 8, sheet.parts


def _draw_ruin(sheet: Sheet, standing: int, ground: float) -> None:
    """Pillars with a roof as far as they stand, and the rest of it on the ground where one is missing."""
    edge = 14 + standing * 34 - 8
    for place in range(standing + 1):
        class_ = BOX if place < standing else BOX + " hb-svg__box--weak"
        sheet.rect(14 + place * 34, ground - 52, 18, 52, class_, 0)
    sheet.rect(6, ground - 68, edge - 6, 16, AREA, 0)
    sheet.rect(edge, ground - 68, 38, 16, BOX + " hb-svg__box--weak", 0)
    broken = [(edge + 2, ground - 14), (edge + 40, ground - 15), (edge + 44, ground), (edge - 1, ground)]
    sheet.trace(broken, WARM_DOT, is_closed=True)
    sheet.line(4, ground, 172, ground, AXIS)


def draw_hub(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """The first element in the middle, the others in boxes of one size around it, all pulling its way."""
    complete, incomplete = words
    hub, *others = [element.title for element in record.elements]
    sheet, width, gap = Sheet(), 104.0, 20.0
    high = max(48.0, *(measure(title, width - 10, SMALL) + 14 for title in (*others, hub)))
    lefts = [4 + place * (width + gap) for place in range(3)]
    middle, low = 4 + high + 28, 4 + 2 * (high + 28)
    centre = WIDTH / 2
    below = [centre - gap / 2 - width, centre + gap / 2]
    spots = [(x, 4.0) for x in lefts] + [(lefts[0], middle), (lefts[2], middle)] + [(x, low) for x in below]
    for title, (x, y) in zip(others, spots, strict=True):
        sheet.box(title, x, y, width, high, size=SMALL)
    sheet.rect(lefts[1], middle, width, high, AREA, 22)
    sheet.write(hub, centre, middle + (high - measure(hub, width - 14)) / 2 - 1, width - 14)
    for x, end in zip(lefts, (centre - 32, centre, centre + 32), strict=True):
        sheet.arrow(x + width / 2, 4 + high, end, middle - 2)
    for x, end in zip(below, (centre - 24, centre + 24), strict=True):
        sheet.arrow(x + width / 2, low, end, middle + high + 2)
    for start, end in ((lefts[0] + width, lefts[1] - 2), (lefts[2], lefts[1] + width + 2)):
        sheet.arrow(start, middle + high / 2, end, middle + high / 2)
    y, (centres, half) = low + high + 20, space(2)
    _draw_whole_wheel(sheet, centres[0], y + 32, len(others))
    _draw_buckled_wheel(sheet, centres[1], y + 32, len(others))
    sheet.line(6, y + 62, WIDTH - 6, y + 62, AXIS)
    foot = max(
        sheet.write(complete, centres[0], y + 68, half - 12, "middle", SOFT, SMALL),
        sheet.write(incomplete, centres[1], y + 68, half - 12, "middle", WARM, SMALL),
    )
    return foot + 6, sheet.parts


def _draw_whole_wheel(sheet: Sheet, x: float, y: float, count: int) -> None:
    """A wheel of as many spokes as there are parts, which turns."""
    sheet.circle(x, y, 28, CURVE)
    for place in range(count):
        sheet.line(x, y, *find_point(x, y, 28, place / count), ARROW)
    sheet.circle(x, y, 6)
    sheet.bend(find_point(x, y, 34, 0.98), find_point(x, y, 34, 0.16), 5)


def _draw_buckled_wheel(sheet: Sheet, x: float, y: float, count: int) -> None:
    """The same wheel with two of its spokes: its rim has given way where the others are missing."""
    rim, spokes = [], (0, 3)
    for i in range(count * 12):
        place = i / 12
        near = min(min(abs(place - spoke), count - abs(place - spoke)) for spoke in spokes)
        sag = 7 * math.sin(min(1, near) * math.pi / 2) ** 2
        rim.append(find_point(x, y, 28 - sag, place / count))
    low = max(down for _, down in rim)
    drop = y + 28 - low
    sheet.trace([(across, down + drop) for across, down in rim], WARM_CURVE, is_closed=True)
    hub = y + drop
    for place in range(count):
        end = find_point(x, hub, 28 if place in spokes else 15, place / count)
        sheet.line(x, hub, *end, AGAINST if place in spokes else DASHES)
    sheet.circle(x, hub, 6, WARM_DOT)


def draw_domains(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Four domains around a centre, each with how cause and effect lie in it, what one does and a case.

    The first element is at the bottom right, the others follow against the clock, the last is the centre.
    """
    titles = [element.title for element in record.elements]
    notes = list(zip(words[::3], words[1::3], words[2::3], strict=True))
    sheet, half, y = Sheet(), WIDTH / 2, 4.0
    widest, middle_width = half - 30, 74.0
    centre_height = max(44.0, measure(titles[4], middle_width - 8) + 18)
    line = (
        y + max(_measure_domain(titles[place], notes[place], widest) for place in (2, 1)) + centre_height / 2
    )
    foot = line + max(_measure_domain(titles[place], notes[place], widest) for place in (3, 0))
    foot += centre_height / 2
    down = [(half - 5 * math.sin(i / 5), y + i * (foot - y) / 40) for i in range(41)]
    across = [(2 + i * (WIDTH - 4) / 40, line - 5 * math.sin(i / 4)) for i in range(41)]
    _draw_fields(sheet, down, across, (half, line))
    for place, x, top in (
        (2, half / 2, y + 8),
        (1, half * 1.5, y + 8),
        (3, half / 2, line + centre_height / 2 + 2),
        (0, half * 1.5, line + centre_height / 2 + 2),
    ):
        how, deed, case = notes[place]
        end = sheet.write(titles[place], x, top, widest, "middle", STRONG, 14)
        _sketch_cause(sheet, place, x, end + 20)
        end = sheet.write(how, x, end + 42, widest, "middle", SOFT, SMALL)
        end = sheet.write(deed, x, end + 3, widest, "middle", "hb-svg__number")
        sheet.write(case, x, end + 3, widest, "middle", SOFT, SMALL)
    sheet.rect(half - middle_width / 2, line - centre_height / 2, middle_width, centre_height, BOX, 20)
    sheet.write(titles[4], half, line - measure(titles[4], middle_width - 8) / 2 - 1, middle_width - 8)
    return foot + 4, sheet.parts


def _measure_domain(title: str, notes: tuple[str, str, str], width: float) -> float:
    """The height of what is written and sketched in a domain."""
    how, deed, case = notes
    small = measure(how, width, SMALL, SOFT) + measure(case, width, SMALL, SOFT)
    return 64 + measure(title, width, 14) + measure(deed, width) + small


def _draw_fields(sheet: Sheet, down: list[Spot], across: list[Spot], middle: Spot) -> None:
    """Four fields on both sides of two winding lines, each coloured as far as its lines."""
    (x, y), (left, right) = middle, (across[0][0], across[-1][0])
    top, foot = down[0][1], down[-1][1]
    upper, lower = [s for s in down if s[1] < y], [s for s in down if s[1] >= y]
    west, east = [s for s in across if s[0] < x], [s for s in across if s[0] >= x]
    for edge, corner, class_ in (
        ([*upper, *west[::-1]], (left, top), AREA),
        ([*upper, *east], (right, top), PLAIN),
        ([*lower[::-1], *west[::-1]], (left, foot), WARM_AREA),
        ([*lower[::-1], *east], (right, foot), PLAIN),
    ):
        sheet.trace([*edge, corner], class_, is_closed=True)
    sheet.trace(down, AXIS)
    sheet.trace(across, AXIS)


def _sketch_cause(sheet: Sheet, place: int, x: float, y: float) -> None:
    """A cause and its effect: one straight arrow, several ways, a tangle, or dots without a line."""
    if place == 3:
        for i in range(11):
            sheet.circle(x - 50 + i * 10, y - 13 + (i * 17) % 28, 3.2, WARM_DOT)
        return
    if place == 0:
        sheet.arrow(x - 37, y, x + 36, y)
    elif place == 1:
        for rise in (-1, 1):
            sheet.bend((x - 42, y + rise * 7), (x + 41, y + rise * 8), -10 * rise, ARROW, 6)
        sheet.arrow(x - 37, y, x + 36, y, ARROW, 6)
    else:
        sheet.tangle(x, y, 44, 16)
    for side in (-44, 44):
        sheet.circle(x + side, y, 5)


def draw_profiles(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Elements as rows from hindering to helping, and two places as lines through them; one of them moves."""
    hinders, helps, moves, stays = words
    sheet, left, right = Sheet(), 180.0, WIDTH - 16.0
    y = foot = 4.0
    for name, x, curve, kind in (
        (phrases._("One imagined place"), 8.0, CURVE, DOT),
        (phrases._("Another such place"), WIDTH / 2, FAR_CURVE, WARM_DOT),
    ):
        sheet.line(x, y + 7, x + 34, y + 7, curve)
        sheet.circle(x + 17, y + 7, 5, kind)
        foot = max(foot, sheet.write(name, x + 40, y, WIDTH / 2 - 44, "start", STRONG, SMALL))
    y = foot + 10
    y = max(
        sheet.write(hinders, left - 4, y, 84, "start", SOFT, SMALL),
        sheet.write(helps, right + 6, y, 84, "end", SOFT, SMALL),
    )
    ready = (0.86, 0.95, 0.72, 0.9, 0.8, 0.94, 0.78, 0.88)
    other = (0.34, 0.14, 0.3, 0.1, 0.24, 0.06, 0.4, 0.2)
    lines: tuple[list[Spot], list[Spot]] = ([], [])
    for place, element in enumerate(record.elements):
        height = max(30.0, measure(element.title, 156) + 8)
        middle = y + height / 2
        sheet.write(element.title, 8, middle - measure(element.title, 156) / 2 - 1, 156, "start")
        sheet.line(left, middle, right, middle, GRID)
        for line, shares in zip(lines, (ready, other), strict=True):
            line.append((left + shares[place % len(shares)] * (right - left), middle))
        y += height
    for line, curve, kind in zip(lines, (CURVE, FAR_CURVE), (DOT, WARM_DOT), strict=True):
        sheet.trace(line, curve)
        for x, middle in line:
            sheet.circle(x, middle, 5, kind)
    y += 12
    for note, length, kind, arrow in ((moves, 166.0, DOT, ARROW), (stays, 26.0, WARM_DOT, AGAINST)):
        high = max(26.0, measure(note, 136) + 4)
        for across in (12, 26):
            sheet.person(across, y + high / 2 + 9, 0.9, kind)
        sheet.line(38, y + high / 2, 206, y + high / 2, GRID)
        sheet.line(206, y + high / 2 - 8, 206, y + high / 2 + 8, AXIS)
        sheet.arrow(38, y + high / 2, 38 + length, y + high / 2, arrow, 9)
        class_ = STRONG if kind == DOT else WARM
        sheet.write(note, 216, y + (high - measure(note, 136)) / 2 - 1, 138, "start", class_)
        y += high + 6
    return y, sheet.parts


FAR_CURVE = WARM_CURVE + " hb-svg__curve--dashed"


def draw_soils(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """One programme in several places: in each another reasoning and another result, which the mean hides.

    It is read downwards: the programme, the ground that it falls on, the reasoning, the result.
    """
    programme, mean, *places = words
    thoughts, grounds = places[:3], places[3:]
    sheet, (centres, width) = Sheet(), space(3)
    context, mechanism, outcome = record.elements
    foot = sheet.box(programme, 6, 4, WIDTH - 12, 0, AREA)
    head = foot + 26
    y = head + _head(sheet, context.symbol or "", context.title, head)
    for x in centres:
        sheet.arrow(x + width / 2 - 14, foot, x + width / 2 - 14, y - 2)
    _draw_ground(sheet, centres, width, y)
    y = sheet.write_row(grounds, centres, y + 34, width - 10, STRONG, SMALL) + 10
    y += _head(sheet, mechanism.symbol or "", mechanism.title, y)
    high = max(measure(thought, width - 26, SMALL) for thought in thoughts) + 12
    for x, thought in zip(centres, thoughts, strict=True):
        sheet.bubble(x - width / 2 + 4, y, width - 8, high, (x, y + high + 9))
        top = y + (high - measure(thought, width - 26, SMALL)) / 2
        sheet.write(thought, x, top, width - 26, "middle", STRONG, SMALL)
        sheet.person(x, y + high + 36, 1.2)
    y += high + 46
    y += _head(sheet, outcome.symbol or "", outcome.title, y)
    base = y + 100
    _draw_ground(sheet, centres, width, base)
    _draw_plants(sheet, centres, width, base, mean)
    return base + 38, sheet.parts


def _draw_ground(sheet: Sheet, centres: list[float], width: float, top: float) -> None:
    """Three kinds of ground: rich, stony, and thin."""
    for x, seeds in zip(centres, (6, 0, 3), strict=True):
        sheet.rect(x - width / 2 + 1, top, width - 2, 30, WARM_AREA if seeds else PLAIN, 0)
        for i in range(0 if seeds else 9):
            sheet.circle(x - width / 2 + 12 + i * 11, top + 10 + (i * 11) % 14, 4.5, SOFT_DOT)
        for i in range(seeds * 3):
            across = 10 + (i * 29) % int(width - 18)
            sheet.circle(x - width / 2 + across, top + 7 + (i * 13) % 19, 2.4, WARM_DOT)
        sheet.line(x - width / 2 + 1, top, x + width / 2 - 1, top, AXIS)


def _draw_plants(sheet: Sheet, centres: list[float], width: float, base: float, mean: str) -> None:
    """What grows on each ground, and the mean of it as a line that bears its name."""
    results = (82.0, 12.0, 44.0)
    for x, result in zip(centres, results, strict=True):
        sheet.line(x, base, x, base - result, CURVE)
        for leaf in range(int(result // 20)):
            level = base - 14 - leaf * 20
            for side in (-1, 1):
                tips = [(x, level), (x + side * 15, level - 12), (x + side * 5, level - 13)]
                sheet.trace(tips, DOT, is_closed=True)
        if result > 60:
            sheet.circle(x, base - result, 8, WARM_DOT)
    level = base - sum(results) / 3
    sheet.line(6, level, centres[1] - width / 2, level, FAR_CURVE + " hb-svg__curve--thin")
    sheet.line(centres[1] + width / 2, level, WIDTH - 6, level, FAR_CURVE + " hb-svg__curve--thin")
    high = measure(mean, width - 12, SMALL, WARM)
    sheet.write(mean, centres[1], level - high / 2 - 1, width - 12, "middle", WARM, SMALL)


def _head(sheet: Sheet, symbol: str, title: str, top: float) -> float:
    """A symbol and what it stands for, at the left → the height that they take."""
    sheet.number(symbol, 17, top + 9)
    return max(22.0, sheet.write(title, 34, top + 1, WIDTH - 44, "start") - top + 4)

"""Theories drawn over time: a curve, and who or what is where on it."""

from __future__ import annotations

import math
from collections.abc import Callable

from macros.records.kinds import Theory
from macros.rendering.pictures.svg import WIDTH, find_point
from macros.rendering.pictures.theories.sheet import (
    AREA,
    ARROW,
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
    WARM_AREA,
    WARM_CURVE,
    WARM_DOT,
    WEAK,
    Sheet,
    measure,
    space,
)

SHARES = (0.025, 0.135, 0.34, 0.34, 0.16)  # Rogers' shares of those who adopt, from the first to the last.


def draw_s_curve(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Adopters in order along an S, and the stages that each of them passes below it."""
    share, time, passes, *adopters = words
    sheet, (centres, width) = Sheet(), space(len(adopters), 8, WIDTH - 8)
    top = sheet.write(share, 8, 2, 200, "start", SOFT, SMALL) + 4
    base = top + 178

    def find_height(x: float) -> float:
        return base - 150 / (1 + math.exp(-(x - WIDTH / 2) / 42)) + 2

    for place, x in enumerate(centres):
        sheet.rect(x - width / 2, top, width, base - top, AREA if place % 2 else "hb-svg__plain", 0)
    sheet.trace([(8 + i * (WIDTH - 16) / 60, find_height(8 + i * (WIDTH - 16) / 60)) for i in range(61)])
    sheet.line(8, base, WIDTH - 8, base, AXIS)
    sheet.line(8, base, 8, top, AXIS)
    spots = []
    for x, part in zip(centres, SHARES, strict=True):
        people = max(1, round(part * 12))
        for one in range(people):
            spot = x + (one - (people - 1) / 2) * 14.5
            sheet.person(spot, find_height(spot) - 2, 0.85)
            spots.append((spot, find_height(spot) - 20))
    for (ax, ay), (bx, by) in zip(spots[::2], spots[1::2], strict=False):
        sheet.bend((ax - 2, ay - 4), (bx - 3, by - 3), 8, ARROW, 5)
    foot = sheet.write_columns(adopters, centres, base + 5, width - 2)
    foot = sheet.write(time, WIDTH - 8, foot + 2, 200, "end", SOFT, SMALL)
    foot = sheet.write(passes, 8, foot + 8, WIDTH - 16, "start", SOFT, SMALL)
    return draw_stations(sheet, [element.title for element in record.elements], foot + 6), sheet.parts


def draw_stations(sheet: Sheet, titles: list[str], top: float) -> float:
    """Stages on a line, their titles above and below it in turn → where they end."""
    centres, width = space(len(titles), 8, WIDTH - 8)
    room = min(2 * width, WIDTH / 2) - 10
    first, last = 8 + room / 2, WIDTH - 8 - room / 2
    xs = [first + place * (last - first) / max(1, len(titles) - 1) for place in range(len(titles))]
    trial = Sheet()
    y = trial.write_row(titles[::2], xs[::2], top, room) + 10
    for title, x in zip(titles[::2], xs[::2], strict=True):
        sheet.write_up(title, x, y - 10, room)
    sheet.line(xs[0], y, xs[-1], y, ARROW)
    for x in xs:
        sheet.circle(x, y, 5)
    return sheet.write_row(titles[1::2], xs[1::2], y + 8, room) + 6


def draw_transition_curve(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Above, the change as a step on one day; below, a curve with people at different places on it."""
    change, people, behind, ahead = words
    sheet, (centres, width) = Sheet(), space(len(record.elements))
    top = sheet.write(change, 8, 2, WIDTH - 16, "start", SOFT) + 6
    day = centres[0] - width * 0.2
    sheet.trace([(8, top + 34), (day, top + 34), (day, top + 4), (WIDTH - 8, top + 4)], WARM_CURVE)
    sheet.line(day, top + 36, day, top + 46, DASHES)
    top = sheet.write(people, 8, top + 48, WIDTH - 16, "start", SOFT) + 4
    foot, left = top + 148, 8.0
    for place, x in enumerate(centres):
        sheet.rect(x - width / 2, top, width, foot - top, "hb-svg__plain" if place % 2 else AREA, 0)
    sheet.line(day, top, day, foot, DASHES)  # Goes on below what is written.

    def find_height(x: float) -> float:
        turn = (x - left) / (WIDTH - 2 * left)
        return top + 66 + 62 * math.pow(math.sin(math.pi * min(1, turn / 0.95)), 1.6)

    xs = [left + i * (WIDTH - 2 * left) / 60 for i in range(61)]
    sheet.trace([(x, find_height(x)) for x in xs])
    places = (0.06, 0.2, 0.29, 0.4, 0.47, 0.56, 0.7, 0.95)
    for order, turn in enumerate(places):
        x = left + turn * (WIDTH - 2 * left)
        extreme = WARM_DOT if order == 0 else DOT
        sheet.person(x, find_height(x) - 2, 1, extreme)
    sheet.write(behind, day + 6, top + 4, 76, "start", WARM, SMALL)
    sheet.write(ahead, WIDTH - left - 4, top + 4, width - 12, "end", SOFT, SMALL)
    titles = [element.title for element in record.elements]
    return sheet.write_row(titles, centres, foot + 6, width - 8) + 6, sheet.parts


def draw_heat_band(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Heat over time kept in a band by those who look on from a balcony; a technical problem cools at once.

    Of the elements the first stands on the balcony and the last below; the others lie along the curve.
    """
    hot, cold, technical, adaptive, heat = words
    balcony, *along, below = record.elements
    sheet = Sheet()
    foot = sheet.write(balcony.title, 40, 4, 220, "start") + 4
    ledge = max(foot, 26.0)
    sheet.person(20, ledge, 1.05)
    sheet.line(4, ledge, 250, ledge, AXIS)
    for x in range(8, 250, 12):
        sheet.line(x, ledge, x, ledge + 7, GRID)
    sheet.arrow(30, ledge + 4, 58, ledge + 40, WEAK)
    top = sheet.write(heat, 8, ledge + 14, 60, "start", SOFT, SMALL)
    top = max(top, ledge + 40)
    band, depth = top + max(26, measure(hot, 250, SMALL)) + 4, 78.0
    sheet.rect(8, top - 4, WIDTH - 16, band - top + 4, WARM_AREA, 0)
    sheet.write(hot, WIDTH - 12, top, 250, "end", WARM, SMALL)
    sheet.rect(8, band, WIDTH - 16, depth, AREA, 0)
    sheet.line(8, band, WIDTH - 8, band, DASHES)
    sheet.line(8, band + depth, WIDTH - 8, band + depth, DASHES)
    middle = band + depth / 2

    def find_height(x: float) -> float:
        rise = min(1, max(0, x - 8) / 46)
        return middle + (1 - rise) * 86 - rise * 26 * math.sin((x - 40) / 21) * (1 if x > 40 else 0)

    bottom = band + depth + 6
    floor = max(
        middle + 90, bottom + max(measure(technical, 120, SMALL), measure(cold, 110, SMALL, SOFT)) + 6
    )
    sheet.line(8, floor, WIDTH - 8, floor, AXIS)
    sheet.line(8, floor, 8, top - 4, AXIS)
    sheet.trace([(8 + i * (WIDTH - 16) / 90, find_height(8 + i * (WIDTH - 16) / 90)) for i in range(91)])
    peak = band + depth + 8
    sheet.trace([(8, floor), (38, peak), (52, peak - 3), (66, peak + 2), (96, floor)], WARM_CURVE)
    sheet.write(technical, 92, bottom, 120, "start", WARM, SMALL)
    sheet.write(cold, WIDTH - 12, bottom, 110, "end", SOFT, SMALL)
    spots, _ = space(len(along), 40, WIDTH - 8)
    for order, spot in enumerate(spots):
        sheet.number(str(order + 1), spot, find_height(spot))
    floor = sheet.write(adaptive, 10, floor + 8, WIDTH - 20, "start", SOFT, SMALL) + 6
    for order, element in enumerate(along):
        sheet.number(str(order + 1), 20, floor + 9)
        floor = max(sheet.write(element.title, 38, floor + 1, WIDTH - 50, "start") + 4, floor + 22)
    floor += 6
    for order in range(5):
        sheet.person(16 + order * 17, floor + 24, 1, WARM_DOT if order == 4 else SOFT_DOT)
    sheet.bubble(102, floor - 2, 22, 14, (94, floor + 18))
    return max(sheet.write(below.title, 134, floor, WIDTH - 142, "start"), floor + 26) + 6, sheet.parts


def draw_best_days(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Days as dots, few of them at their best at first; what is asked of these makes more of them."""
    best, ordinary, again = words
    titles = [element.title for element in record.elements]
    sheet, (centres, width) = Sheet(), space(len(titles))
    top = 2.0
    for note, kind, class_ in ((best, DOT, STRONG), (ordinary, SOFT_DOT, SOFT)):
        sheet.circle(12, top + 8, 4.2, kind)
        top = sheet.write(note, 22, top, WIDTH - 30, "start", class_)
    sheet.rect(6, top + 3, WIDTH - 12, 46, AREA)
    for place, x in enumerate(centres):
        good = place * 2 + 1
        for order in range(8):
            across = x - width * 0.42 + order * width * 0.12
            wobble = (order * 7 + place * 3) % 5
            is_best = (order * 3 + 1) % 8 < good
            y = top + 14 + wobble * 6 if is_best else top + 66 + wobble * 8
            sheet.circle(across, y, 4.2 if is_best else 3.4, DOT if is_best else SOFT_DOT)
    foot = top + 128
    sheet.arrow(centres[0], top + 54, centres[0], foot - 2)
    for x in centres[1:]:
        sheet.arrow(x, foot, x, top + 54, WEAK)
    foot, _ = sheet.box_row(titles, 6, WIDTH - 6, foot, 16)
    for before, after in zip(centres, centres[1:], strict=False):
        sheet.arrow(before + width / 2 - 7, foot - 15, after - width / 2 + 7, foot - 15)
    sheet.bend((centres[-1], foot + 3), (centres[0], foot + 3), 15)
    return sheet.write(again, WIDTH / 2, foot + 36, WIDTH - 20, "middle", SOFT, SMALL) + 4, sheet.parts


def draw_ramp(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Wheels of one round each that grow as they climb towards the answers to the questions above."""
    *questions, first, later = words
    sheet, top = Sheet(), 2.0
    for order, question in enumerate(questions):
        sheet.circle(14, top + 8, 4)
        top = sheet.write(question, 26, top + 1, 210 - order * 26, "start") + 5
    titles = [element.title for element in record.elements]
    wheels = ((44.0, 24.0), (132.0, 36.0), (262.0, 56.0))

    def find_ground(x: float) -> float:
        return top + 150 - (x - 8) * 0.36

    ground = [(x, find_ground(x)) for x in (4, WIDTH - 4)]
    sheet.trace([*ground, (WIDTH - 4, top + 152), (4, top + 152)], AREA, is_closed=True)
    sheet.trace(ground, AXIS)
    for x, radius in wheels:
        hub = find_ground(x) - radius * 1.06
        _draw_wheel(sheet, x, hub, radius, len(titles))
    for (x, radius), (after, bigger) in zip(wheels, wheels[1:], strict=False):
        sheet.arrow(
            x + radius + 4,
            find_ground(x + radius) - radius,
            after - bigger - 3,
            find_ground(after - bigger) - bigger * 0.8,
        )
    foot = (
        max(
            sheet.write(first, 8, top + 156, 150, "start", SOFT, SMALL),
            sheet.write(later, WIDTH - 8, top + 156, 190, "end", SOFT, SMALL),
        )
        + 10
    )
    centres, width = space(len(titles))
    for order, x in enumerate(centres):
        sheet.number(str(order + 1), x, foot + 9)
    return sheet.write_row(titles, centres, foot + 20, width - 8) + 6, sheet.parts


def _draw_wheel(sheet: Sheet, x: float, y: float, radius: float, count: int) -> None:
    """A wheel in as many numbered parts as a round has steps, turning clockwise."""
    sheet.circle(x, y, radius, BOX)
    for place in range(count):
        sheet.line(x, y, *find_point(x, y, radius, place / count), GRID)
        spot = find_point(x, y, radius * 0.56, (place + 0.5) / count)
        sheet.write(
            str(place + 1),
            spot[0],
            spot[1] - radius * 0.2,
            40,
            "middle",
            "hb-svg__number",
            max(SMALL, radius * 0.34),
        )
    sheet.bend(find_point(x, y, radius + 4, 0.98), find_point(x, y, radius + 4, 0.16), radius * 0.16)


def draw_outlier(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Four small charts of the same units: one stands out, what it does is looked at, tried and spread."""
    result, same, habit, others = words
    panels: list[Callable[[Sheet, float, float], None]] = [_show_one, _show_habit, _show_groups, _show_rise]
    sheet, width, high = Sheet(), (WIDTH - 28) / 2, 104.0
    top = sheet.write(result, 8, 2, WIDTH - 16, "start", SOFT, SMALL) + 4
    notes = (same, habit, others, "")
    for row in (0, 2):
        foot = top
        for place in (row, row + 1):
            x = 8 + (place % 2) * (width + 12)
            sheet.line(x, top, x, top + high, AXIS)
            sheet.line(x, top + high, x + width, top + high, AXIS)
            panels[place](sheet, x, top)
            end = top + high + 4
            if notes[place]:
                end = sheet.write(notes[place], x, end, width, "start", SOFT, SMALL)
            sheet.number(str(place + 1), x + 10, end + 12)
            foot = max(foot, sheet.write(record.elements[place].title, x + 26, end + 4, width - 30, "start"))
        top = max(foot, top + high + 30) + 18
    return top - 10, sheet.parts


UNITS = (62, 70, 58, 74, 66, 12, 60, 72, 64)  # How far each unit's result lies below the top of a chart.


def _show_one(sheet: Sheet, x: float, top: float) -> None:
    for order, down in enumerate(UNITS):
        sheet.circle(x + 16 + order * 16, top + down + 8, 5, DOT if down < 20 else SOFT_DOT)
    sheet.circle(x + 16 + 5 * 16, top + 20, 12, "hb-svg__curve")


def _show_habit(sheet: Sheet, x: float, top: float) -> None:
    sheet.circle(x + 70, top + 48, 38, BOX)
    sheet.line(x + 98, top + 74, x + 126, top + 98, CURVE)
    sheet.circle(x + 70, top + 48, 38, "hb-svg__curve")
    sheet.person(x + 58, top + 66, 1.6)
    for order in range(3):
        sheet.line(x + 76, top + 36 + order * 11, x + 100 - order * 5, top + 36 + order * 11, ARROW)


def _show_groups(sheet: Sheet, x: float, top: float) -> None:
    for order, down in enumerate((22, 34, 16, 28, 40)):
        sheet.circle(x + 18 + order * 12, top + down, 5)
    for order, down in enumerate((74, 64, 84, 70, 58)):
        sheet.circle(x + 98 + order * 12, top + down, 5, SOFT_DOT)
    sheet.line(x + 84, top + 6, x + 84, top + 100, DASHES)


def _show_rise(sheet: Sheet, x: float, top: float) -> None:
    sheet.circle(x + 16 + 5 * 16, top + 18, 5)
    for order, down in enumerate(UNITS):
        if down > 20:
            across = x + 16 + order * 16
            sheet.circle(across, top + down + 16, 3.4, SOFT_DOT)
            sheet.arrow(across, top + down + 12, across, top + down * 0.4 + 8, WEAK, 6)
            sheet.circle(across, top + down * 0.4 + 4, 5)

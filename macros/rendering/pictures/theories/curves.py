"""Theories drawn over time: a curve, and who or what is where on it."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

from macros.i18n import phrases
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
    measure,
    space,
)

PEOPLE = 40  # That stand for all: so many that the smallest share is one of them.
SHARES = (0.025, 0.135, 0.34, 0.34, 0.16)  # Rogers' shares of those who adopt, from the first to the last.


def draw_s_curve(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """The share who have adopted as an S, the people who join in each part of it, and below them the stages
    that each passes. The parts are as wide as a standard deviation, as Rogers drew them."""
    share, time, people, passes, *adopters = words
    sheet, (centres, width) = Sheet(), space(len(adopters), 8, WIDTH - 8)
    trial = Sheet()
    top, base, foot = trial.axes(8, WIDTH - 8, 2, 130, share, time)
    for place, x in enumerate(centres):
        sheet.rect(x - width / 2, top, width, base - top, AREA if place % 2 else PLAIN, 0)
    sheet.parts += trial.parts
    xs = [8 + i * (WIDTH - 16) / 60 for i in range(61)]
    sheet.trace([(x, base - (base - top - 4) * _find_share((x - 8) / width - 3)) for x in xs])
    top = sheet.write(people, 8, foot + 6, WIDTH - 16, "start", SOFT, SMALL) + 4
    edges: list[tuple[float, float]] = []
    for x, part in zip(centres, SHARES, strict=True):
        count = round(part * PEOPLE)
        across = min(4, count)
        for one in range(count):
            spot = x + (one % 4 - (across - 1) / 2) * 12.5
            sheet.person(spot, top + 13 + one // 4 * 16, 0.62)
        edges.append((x - across * 6.25, x + across * 6.25))
    for (_, right), (left, _) in zip(edges, edges[1:], strict=False):
        sheet.arrow(right + 2, top + 8, left - 2, top + 8, ARROW, 5)
    rows = math.ceil(max(SHARES) * PEOPLE / 4)
    foot = sheet.write_columns(adopters, centres, top + rows * 16 + 4, width - 2)
    foot = sheet.write(passes, 8, foot + 10, WIDTH - 16, "start", SOFT, SMALL)
    return draw_stations(sheet, [element.title for element in record.elements], foot + 6), sheet.parts


def _find_share(deviations: float) -> float:
    """The share of a normal distribution below a number of standard deviations from its mean."""
    return (1 + math.erf(deviations / math.sqrt(2))) / 2


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
    sheet, (centres, width) = Sheet(), space(len(record.elements), 8, WIDTH - 8)
    top = sheet.write(change, 8, 2, WIDTH - 16, "start") + 8
    day = centres[0]
    sheet.trace([(8, top + 30), (day, top + 30), (day, top), (WIDTH - 8, top)], WARM_CURVE)
    sheet.arrow(8, top + 38, WIDTH - 8, top + 38, AXIS)
    top = sheet.write(phrases._("Time"), WIDTH - 8, top + 43, WIDTH - 16, "end", SOFT, SMALL)
    top = sheet.write(people, 8, top + 10, WIDTH - 16, "start") + 2
    trial, room = Sheet(), width - 16
    high = max(57, 25 + max(measure(behind, room, SMALL, WARM), measure(ahead, room, SMALL, SOFT)))
    names = phrases._("How sure people feel"), phrases._("Their way through it")
    start, base, foot = trial.axes(8, WIDTH - 8, top, high + 80, *names)
    for place, x in enumerate(centres):
        sheet.rect(x - width / 2, start, width, base - start, PLAIN if place % 2 else AREA, 0)
    sheet.parts += trial.parts

    def find_height(x: float) -> float:
        turn = (x - 8) / (WIDTH - 16)
        return start + high + 62 * math.pow(math.sin(math.pi * min(1, turn / 0.95)), 1.6)

    def find_foot(x: float) -> float:
        return min(find_height(min(max(spot, 8), WIDTH - 8)) for spot in (x - 6, x, x + 6)) - 2

    xs = [8 + i * (WIDTH - 16) / 60 for i in range(61)]
    sheet.trace([(x, find_height(x)) for x in xs])
    places = [8 + turn * (WIDTH - 16) for turn in (0.06, 0.2, 0.29, 0.4, 0.47, 0.56, 0.7, 0.96)]
    for order, x in enumerate(places):
        sheet.person(x, find_foot(x), 1, DOT if order else WARM_DOT)
    sheet.write_up(behind, 14, find_foot(places[0]) - 23, room, "start", WARM, SMALL)
    sheet.write_up(ahead, WIDTH - 12, find_foot(places[-1]) - 23, room, "end", SOFT, SMALL)
    titles = [element.title for element in record.elements]
    return sheet.write_row(titles, centres, foot + 6, width - 8) + 6, sheet.parts


def draw_heat_band(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Heat over time kept in a band by those who look on from a balcony; a technical problem cools at once.

    Of the elements the first stands on the balcony and the last below; the others lie along the curve.
    """
    hot, cold, technical, adaptive, heat = words
    balcony, *along, below = record.elements
    sheet = Sheet()
    ledge = max(sheet.write(balcony.title, 40, 4, 220, "start") + 4, 26.0)
    sheet.person(20, ledge, 1.05)
    sheet.line(4, ledge, 250, ledge, AXIS)
    for x in range(8, 250, 12):
        sheet.line(x, ledge, x, ledge + 7, GRID)
    high, depth = max(30, measure(hot, 220, SMALL, WARM) + 8), 84.0
    low = max(38, measure(technical, 116, SMALL, WARM), measure(cold, 110, SMALL, SOFT)) + 12
    trial = Sheet()
    top, floor, foot = trial.axes(8, WIDTH - 8, ledge + 10, high + depth + low, heat, phrases._("Time"))
    band = top + high
    sheet.rect(8, top, WIDTH - 16, high, WARM_AREA, 0)
    sheet.rect(8, band, WIDTH - 16, depth, AREA, 0)
    for y in (band, band + depth):
        sheet.line(8, y, WIDTH - 8, y, DASHES)
    sheet.parts += trial.parts
    sheet.write(hot, WIDTH - 12, top + 4, 220, "end", WARM, SMALL)
    middle, spots = band + depth / 2, [82 + place * 78 for place in range(len(along))]

    def find_height(x: float) -> float:
        if x >= spots[0]:
            return middle - 24 * math.cos((x - spots[0]) / 78 * math.pi)
        rise = (x - 8) / (spots[0] - 8)
        return floor - (floor - middle + 24) * rise * rise * (3 - 2 * rise)

    sheet.trace([(8 + i * (WIDTH - 16) / 120, find_height(8 + i * (WIDTH - 16) / 120)) for i in range(121)])
    flare = [(40 + i * 3, floor - (low - 8) * math.sin(math.pi * i / 20) ** 2) for i in range(21)]
    sheet.trace(flare, WARM_CURVE)
    sheet.write(technical, 104, band + depth + 6, 116, "start", WARM, SMALL)
    sheet.write(cold, WIDTH - 12, band + depth + 6, 110, "end", SOFT, SMALL)
    for order, spot in enumerate(spots):
        sheet.number(str(order + 1), spot, find_height(spot))
    sheet.arrow(34, ledge + 3, spots[0] - 7, find_height(spots[0]) - 11, WEAK)
    floor = sheet.write(adaptive, 10, foot + 6, WIDTH - 20, "start", SOFT, SMALL) + 6
    return _list_beside_the_curve(
        sheet, [element.title for element in along], below.title, floor
    ), sheet.parts


def _list_beside_the_curve(sheet: Sheet, titles: list[str], below: str, top: float) -> float:
    """What the numbers stand for, and last those who are listened to below → where they end."""
    for order, title in enumerate(titles):
        sheet.number(str(order + 1), 20, top + 9)
        top = max(sheet.write(title, 38, top + 1, WIDTH - 50, "start") + 4, top + 22)
    top += 6
    for order in range(5):
        sheet.person(16 + order * 17, top + 24, 1, WARM_DOT if order == 4 else SOFT_DOT)
    sheet.bubble(102, top - 2, 22, 14, (94, top + 18))
    return max(sheet.write(below, 134, top, WIDTH - 142, "start"), top + 26) + 6


def draw_best_days(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Stages one below the other, and beside each of them days as dots: with each more are at their best."""
    best, ordinary, again, *notes = words
    titles = [element.title for element in record.elements]
    sheet, top = Sheet(), 2.0
    for note, kind, class_ in ((best, DOT, STRONG), (ordinary, SOFT_DOT, SOFT)):
        sheet.circle(12, top + 8, 4.2, kind)
        top = sheet.write(note, 22, top, WIDTH - 30, "start", class_)
    spots = sheet.box_steps(titles, notes, 20, 214, top + 8, 56, 14)
    for place, (high, low) in enumerate(spots):
        middle = (high + low) / 2
        sheet.rect(224, high, WIDTH - 230, middle - high, AREA, 0)
        sheet.rect(224, middle, WIDTH - 230, low - middle, PLAIN, 0)
        for order in range(8):
            across, wobble = 234 + order * 15.5, (order * 7 + place * 3) % 5 * 3 - 6
            if (order * 3 + 1) % 8 < place * 2 + 1:
                sheet.circle(across, (high + middle) / 2 + wobble, 4.2)
            else:
                sheet.circle(across, (middle + low) / 2 + wobble, 3.4, SOFT_DOT)
    return sheet.write(again, 6, spots[-1][1] + 8, WIDTH - 12, "start", SOFT, SMALL) + 4, sheet.parts


def draw_ramp(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Wheels of one round each that grow as they climb towards the answers to the questions above."""
    *questions, first, later = words
    sheet, top = Sheet(), 2.0
    for order, question in enumerate(questions):
        sheet.circle(14, top + 8, 4)
        top = sheet.write(question, 26, top + 1, 210 - order * 26, "start") + 5
    titles = [element.title for element in record.elements]
    marks = [title[:1].upper() for title in titles]
    if len(set(marks)) < len(marks):
        marks = [str(place + 1) for place in range(len(titles))]
    wheels = ((44.0, 24.0), (132.0, 36.0), (262.0, 56.0))

    def find_ground(x: float) -> float:
        return top + 150 - (x - 8) * 0.36

    ground = [(x, find_ground(x)) for x in (4, WIDTH - 4)]
    sheet.trace([*ground, (WIDTH - 4, top + 152), (4, top + 152)], AREA, is_closed=True)
    sheet.trace(ground, AXIS)
    hubs = [find_ground(x) - radius * 1.06 for x, radius in wheels]
    for (x, radius), hub in zip(wheels, hubs, strict=True):
        _draw_wheel(sheet, x, hub, radius, marks)
    for ((x, radius), hub), ((after, bigger), higher) in pairwise(zip(wheels, hubs, strict=True)):
        start, end = find_point(x, hub, radius + 4, 0.24), find_point(after, higher, bigger + 5, 0.71)
        sheet.arrow(*start, *end)
    foot = (
        max(
            sheet.write(first, 8, top + 156, 150, "start", SOFT, SMALL),
            sheet.write(later, WIDTH - 8, top + 156, 190, "end", SOFT, SMALL),
        )
        + 10
    )
    centres, width = space(len(titles))
    for mark, x in zip(marks, centres, strict=True):
        sheet.number(mark, x, foot + 9)
    return sheet.write_row(titles, centres, foot + 20, width - 8) + 6, sheet.parts


def _draw_wheel(sheet: Sheet, x: float, y: float, radius: float, marks: list[str]) -> None:
    """A wheel in as many marked parts as a round has steps, turning clockwise."""
    sheet.circle(x, y, radius, BOX)
    count = len(marks)
    for place, mark in enumerate(marks):
        sheet.line(x, y, *find_point(x, y, radius, place / count), GRID)
        spot = find_point(x, y, radius * 0.56, (place + 0.5) / count)
        sheet.write(
            mark,
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
    result, *notes = words
    panels: list[Callable[[Sheet, float, float], None]] = [_show_one, _show_habit, _show_groups, _show_rise]
    sheet, width = Sheet(), (WIDTH - 28) / 2
    top = sheet.write(result, 8, 2, WIDTH - 16, "start", SOFT, SMALL) + 8
    for row in (0, 2):
        heads, foot = [], top
        for place in (row, row + 1):
            x = 8 + (place % 2) * (width + 12)
            sheet.number(str(place + 1), x + 9, top + 9)
            heads.append(sheet.write(record.elements[place].title, x + 24, top + 2, width - 26, "start"))
        for place in (row, row + 1):
            x = 8 + (place % 2) * (width + 12)
            head = max(*heads, top + 20) + 4
            if panels[place] is _show_habit:
                end = head + 130
                _show_habit(sheet, x, head + 14)
            else:
                start, _, end = sheet.axes(
                    x, x + width, head, 104, phrases._("Result"), phrases._("The wards")
                )
                panels[place](sheet, x, start)
            foot = max(foot, sheet.write(notes[place], x, end + 4, width, "start", STRONG, SMALL))
        top = foot + 14
    return top - 8, sheet.parts


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

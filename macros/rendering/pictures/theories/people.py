"""Theories drawn as people: who talks with whom, who joins, what they make of what happens."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

from macros.i18n import phrases
from macros.records.kinds import Theory
from macros.rendering.pictures.svg import WIDTH, draw_arrowhead, find_point
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
    SIZE,
    SMALL,
    SOFT,
    SOFT_DOT,
    WARM,
    WARM_DOT,
    WEAK,
    Sheet,
    Spot,
    measure,
    measure_note,
    space,
)

LETTERS = "ABCDE"


def draw_conversation(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """The same people twice: as they always talk, round the mightiest of them, and after one of them answered
    differently. Nobody steers them from above. The five elements are letters in it, for they have no order,
    and a list below."""
    nobody, before, after = words
    sheet = Sheet()
    top = sheet.write(nobody, WIDTH / 2, 2, WIDTH - 24) + 8
    _draw_steering(sheet, top)
    middle, radius = top + 118, 64.0
    _draw_old_talk(sheet, 82, middle, radius)
    _draw_new_talk(sheet, WIDTH - 82, middle, radius)
    sheet.arrow(152, middle, 208, middle, head=9)
    foot = max(
        sheet.write(before, 82, middle + radius + 14, 156, "middle", SOFT, SMALL),
        sheet.write(after, WIDTH - 82, middle + radius + 14, 156, "middle", WARM, SMALL),
    )
    line = phrases._("A line joins those who talk with each other.")
    y = sheet.write(line, WIDTH / 2, foot + 6, WIDTH - 16, "middle", SOFT, SMALL) + 10
    for letter, element in zip(LETTERS, record.elements, strict=True):
        sheet.number(letter, 17, y + 9)
        y = max(y + 22, sheet.write(element.title, 34, y + 2, WIDTH - 44, "start") + 5)
    return y + 2, sheet.parts


def _draw_steering(sheet: Sheet, top: float) -> None:
    """Somebody above two talks, and both strings that would lead from there struck out."""
    x = WIDTH / 2
    for across in (106.0, 254.0):
        sheet.line(x + math.copysign(9, across - x), top + 22, across, top + 50, DASHES)
        sheet.cross((x + across) / 2, top + 35)
    sheet.person(x, top + 26, 1.3, SOFT_DOT)


def _list_seats(x: float, y: float, radius: float) -> list[Spot]:
    """Six places round a talk, clockwise from the upper right; the third is the reader's, the sixth the
    mightiest one's."""
    return [find_point(x, y, radius * 0.68, (place + 0.5) / 6) for place in range(6)]


def _draw_old_talk(sheet: Sheet, x: float, y: float, radius: float) -> None:
    sheet.circle(x, y, radius, "hb-svg__area hb-svg__area--edge")
    seats = _list_seats(x, y, radius)
    for seat in seats[:5]:
        sheet.line(*seats[5], *seat, ARROW)
    for place, (across, down) in enumerate(seats):
        sheet.person(across, down + 10, 1.9 if place == 5 else 1.1, WARM_DOT if place == 2 else DOT)
    for across in (12.0, 30.0):
        sheet.person(across, y + radius + 6, 1.1, SOFT_DOT)
    sheet.number(LETTERS[0], 12, y + radius - 28, 8)
    hushed = (seats[0][0] + 6, seats[0][1] - 10)
    sheet.bubble(x + 54, y - radius + 4, 28, 16, hushed, "hb-svg__box hb-svg__box--weak")
    sheet.number(LETTERS[1], x + 92, y - radius + 12, 8)
    sheet.number(LETTERS[2], seats[5][0] - 24, seats[5][1] - 26, 8)


def _draw_new_talk(sheet: Sheet, x: float, y: float, radius: float) -> None:
    sheet.circle(x, y, radius, "hb-svg__area hb-svg__area--edge")
    seats = _list_seats(x, y, radius)
    for a, b in combinations(seats, 2):
        sheet.line(*a, *b, ARROW if seats[2] in (a, b) else f"{ARROW} hb-svg__curve--thin")
    for place, (across, down) in enumerate(seats):
        sheet.person(across, down + 10, 1.1, WARM_DOT if place == 2 else DOT)
    sheet.person(x, y + 10, 1.1)
    sheet.person(x - radius - 8, y + radius + 6, 1.1, SOFT_DOT)
    sheet.bubble(x + 38, y + 20, 28, 16, (seats[2][0] + 6, seats[2][1] - 5))
    sheet.number(LETTERS[3], x - 4, y - radius - 12, 8)
    sheet.number(LETTERS[4], x + 48, y + 52, 8)


def draw_movement(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """One person who tells a story, a few whose story it is too, a choice to make now, and many who act.

    Of the six elements the first three and the last are columns; the fourth and the fifth carry them.
    """
    more, *notes = words
    *stories, relationships, structure, action = record.elements
    titles = [element.title for element in (*stories, action)]
    sheet, (centres, width) = Sheet(), space(4)
    base, reaches = 132.0, []
    for place, (x, count) in enumerate(zip(centres, (1, 3, 6, 15), strict=True)):
        across = min(3, count)
        spots = [(x + (order % 3 - (across - 1) / 2) * 19, base - order // 3 * 23) for order in range(count)]
        for before, after in combinations(spots, 2):
            if math.dist(before, after) < 24:
                sheet.line(before[0], before[1] - 8, after[0], after[1] - 8, ARROW)
        for spot in spots:
            sheet.person(*spot, 0.95, DOT if place else WARM_DOT)
        reaches.append((x - across * 9.5, x + across * 9.5))
    sheet.bubble(centres[0] + 4, base - 46, 26, 16, (centres[0] + 4, base - 21))
    sheet.bubble(centres[1] - 26, base - 48, 52, 18, (centres[1], base - 21))
    _draw_fork(sheet, centres[2], base - 48)
    _draw_banner(sheet, centres[3], base - 4 * 23 - 20, 29)
    for (_, right), (left, _) in pairwise(reaches):
        sheet.arrow(right + 3, base - 9, left - 3, base - 9, ARROW, 6)
    sheet.line(4, base + 1, WIDTH - 4, base + 1, AXIS)
    foot = sheet.write_row(titles, centres, base + 7, width - 8)
    foot = sheet.write_row(notes, centres, foot + 2, width - 6, SOFT, SMALL) + 8
    for element in (relationships, structure):
        foot = sheet.box(element.title, 6, foot, WIDTH - 12, 0, AREA) + 4
    sheet.bend((centres[-1], foot - 2), (centres[0], foot - 2), 18, WEAK)
    return sheet.write(more, WIDTH / 2, foot + 22, WIDTH - 20, "middle", SOFT, SMALL) + 4, sheet.parts


def _draw_fork(sheet: Sheet, x: float, y: float) -> None:
    """A way that parts in two just above a point: a choice."""
    sheet.line(x, y, x, y - 12, CURVE)
    for side in (-1, 1):
        sheet.arrow(x, y - 11, x + side * 18, y - 26, CURVE if side > 0 else WEAK)
        sheet.circle(x + side * 22, y - 29, 3.5, DOT if side > 0 else SOFT_DOT)


def _draw_banner(sheet: Sheet, x: float, y: float, half: float) -> None:
    """A banner on two poles, held above a crowd whose heads are at ``y``."""
    for side in (-1, 1):
        sheet.line(x + side * half, y - 18, x + side * half, y + 18, AXIS)
    sheet.rect(x - half, y - 19, 2 * half, 14, WARM_DOT, 0)


def draw_sensemaking(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """A round: people act into a stream of events, a few events strike them, looking back they make a story,
    and they act on it.

    The elements are, in order: who they are, the look back, the act, each other, the stream, what is picked
    out and the story; ``words`` are what the picture claims and then what each of them is, in the order of
    the round.
    """
    claim, act_note, stream_note, cue_note, back_note, story_note, social_note, self_note = words
    identity, back, act, social, stream, cues, story = (element.title for element in record.elements)
    sheet, width = Sheet(), 144.0
    left, right = 6.0, WIDTH - 6 - width
    top = sheet.write(claim, WIDTH / 2, 2, WIDTH - 24) + 8
    top = sheet.write(stream, 8, top, WIDTH - 60, "start")
    band = sheet.write(stream_note, 8, top, WIDTH - 60, "start", SOFT, SMALL) + 6
    struck = _draw_stream(sheet, band, 48)
    rows = [band + 48 + 26]
    texts = ((act, act_note), (cues, cue_note), (back, back_note), (story, story_note))
    high = max(measure_note(f"1 {title}", note, width - 12) for title, note in texts) + 14
    rows.append(rows[0] + high + 26)
    for place, (column, row) in enumerate(((left, 0), (right, 0), (right, 1), (left, 1))):
        title, note = texts[place]
        sheet.note_box(f"{place + 1} {title}", note, column, rows[row], width, high)
    down, up = right + width / 2, left + width / 2
    for x, y in struck:
        sheet.line(x, y + 7, down + (x - down) * 0.2, rows[0] - 10, DASHES)
    sheet.arrow(up, rows[0], up, band + 34)
    sheet.arrow(down, rows[0] - 9, down, rows[0] - 1)
    sheet.arrow(down, rows[0] + high, down, rows[1] - 1)
    sheet.arrow(right, rows[1] + high / 2, left + width + 1, rows[1] + high / 2)
    sheet.arrow(up, rows[1], up, rows[0] + high + 1)
    for x, kind in ((WIDTH / 2 - 17, DOT), (WIDTH / 2, WARM_DOT), (WIDTH / 2 + 17, DOT)):
        sheet.person(x, rows[1] - 4, 1.3 if kind == WARM_DOT else 1, kind)
    foot = rows[1] + high + 10
    sheet.line(6, foot, WIDTH - 6, foot, GRID)
    foot = sheet.write(phrases._("At every step"), 8, foot + 6, WIDTH - 16, "start", SOFT, SMALL) + 2
    ends = []
    for title, note, x in ((identity, self_note, left + 2), (social, social_note, right)):
        end = sheet.write(title, x, foot, width, "start")
        ends.append(sheet.write(note, x, end, width, "start", SOFT, SMALL))
    return max(ends) + 6, sheet.parts


def _draw_stream(sheet: Sheet, top: float, high: float) -> list[Spot]:
    """A stream of events that flows to the right, and one of them that people make → the few that strike
    them."""
    tip = top + high / 2
    shore = [(0, top), (WIDTH - 16, top), (WIDTH - 2, tip), (WIDTH - 16, top + high), (0, top + high)]
    sheet.trace(shore, AREA, is_closed=True)
    spots = [(8 + order * 10.2, top + 8 + (order * 23) % 32) for order in range(33)]
    struck = [spots[place] for place in (23, 27, 31)]
    for spot in spots:
        if not (spot not in struck and abs(spot[0] - 78) < 12 and spot[1] > top + 12):
            sheet.circle(*spot, 6 if spot in struck else 2.6, WARM_DOT if spot in struck else SOFT_DOT)
    sheet.circle(78, top + 27, 5)
    return struck


def draw_flock(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Many organisations: drilled, scattered, and moving one way where a few rules hold between them."""
    commanded, left_alone, ruled = words
    sheet, (centres, width) = Sheet(), space(2, 6, WIDTH - 6)
    for x in centres:
        sheet.rect(x - width / 2 + 3, 2, width - 6, 92, PLAIN)
    for column in range(4):
        for rank in range(3):
            sx, sy = centres[0] - 54 + column * 36, 40.0 + rank * 20
            sheet.line(sx, sy - 6, centres[0], 14, GRID)
            sheet.rect(sx - 7, sy - 6, 14, 12, SOFT_DOT, 0)
    sheet.circle(centres[0], 14, 5, WARM_DOT)
    for order in range(12):
        spot = (centres[1] - 62 + (order * 37) % 126, 16 + (order * 29) % 64)
        _draw_bird(sheet, *spot, order * 2.3, SOFT_DOT)
    ends = []
    for note, x in zip((commanded, left_alone), centres, strict=True):
        sheet.cross(x - width / 2 + 14, 106)
        ends.append(sheet.write(note, x - width / 2 + 26, 99, width - 34, "start", SOFT, SMALL))
    top = sheet.write(ruled, WIDTH / 2, max(ends) + 10, WIDTH - 20) + 6
    sheet.rect(9, top, WIDTH - 18, 90, AREA)
    for order in range(15):
        x = 34 + order * 20 + (order % 3) * 3
        y = top + 18 + (order * 31) % 56 + 5 * math.sin(order)
        _draw_bird(sheet, x, y, -0.22 + 0.06 * (order % 4), DOT)
    foot = top + 90
    sheet.arrow(WIDTH / 2, foot + 20, WIDTH / 2, foot + 1, ARROW, 9)
    titles, top = [element.title for element in record.elements], foot + 20.0
    high = sum(measure(title, WIDTH - 66) + 5 for title in titles) + 9
    sheet.rect(9, top, WIDTH - 18, high, BOX, 6)
    foot = top + 7
    for title in titles:
        sheet.circle(27, foot + SIZE * 0.62, 3.5)
        foot = sheet.write(title, 40, foot, WIDTH - 66, "start") + 5
    return top + high + 6, sheet.parts


def _draw_bird(sheet: Sheet, x: float, y: float, angle: float, class_: str) -> None:
    """An arrowhead that flies one way."""
    head = draw_arrowhead(x + 8 * math.cos(angle), y + 8 * math.sin(angle), angle, 17)
    sheet.parts.append(head.replace("hb-svg__head", class_))

"""Theories drawn as people: who talks with whom, who joins, what they make of what happens."""

from __future__ import annotations

import math
from itertools import combinations

from macros.records.kinds import Theory
from macros.rendering.pictures.svg import WIDTH, draw_arrowhead, find_point
from macros.rendering.pictures.theories.sheet import (
    AREA,
    ARROW,
    BOX,
    DASHES,
    DOT,
    GRID,
    SMALL,
    SOFT,
    SOFT_DOT,
    WARM,
    WARM_DOT,
    WEAK,
    Sheet,
    Spot,
    measure,
    space,
)


def draw_conversation(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """The same people twice: as they always talk, round the mightiest of them, and after one of them answered
    differently. Nobody steers them from above. The five elements are numbers in it and a list below."""
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
    y = foot + 10
    for place, element in enumerate(record.elements):
        sheet.number(str(place + 1), 17, y + 9)
        y = max(y + 22, sheet.write(element.title, 34, y + 2, WIDTH - 44, "start") + 5)
    return y + 2, sheet.parts


def _draw_steering(sheet: Sheet, top: float) -> None:
    """Somebody above two talks with strings to both, struck out."""
    x = WIDTH / 2
    for across in (106.0, 248.0):
        sheet.line(x, top + 20, across, top + 50, DASHES)
    sheet.person(x, top + 26, 1.3, SOFT_DOT)
    sheet.line(x - 34, top + 34, x + 34, top - 2, "hb-svg__arrow hb-svg__arrow--restraining")


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
    sheet.number("1", 12, y + radius - 28, 8)
    hushed = (seats[0][0] + 6, seats[0][1] - 10)
    sheet.bubble(x + 54, y - radius + 4, 28, 16, hushed, "hb-svg__box hb-svg__box--weak")
    sheet.number("2", x + 92, y - radius + 12, 8)
    sheet.number("3", seats[5][0] - 24, seats[5][1] - 26, 8)


def _draw_new_talk(sheet: Sheet, x: float, y: float, radius: float) -> None:
    sheet.circle(x, y, radius, "hb-svg__area hb-svg__area--edge")
    seats = _list_seats(x, y, radius)
    for a, b in combinations(seats, 2):
        sheet.line(*a, *b, ARROW if seats[2] in (a, b) else "hb-svg__arrow hb-svg__arrow--weak")
    for place, (across, down) in enumerate(seats):
        sheet.person(across, down + 10, 1.1, WARM_DOT if place == 2 else DOT)
    sheet.person(x, y + 10, 1.1)
    sheet.person(x - radius - 8, y + radius + 6, 1.1, SOFT_DOT)
    sheet.bubble(x + 38, y + 20, 28, 16, (seats[2][0] + 6, seats[2][1] - 5))
    sheet.number("4", x - 4, y - radius - 12, 8)
    sheet.number("5", x + 48, y + 52, 8)


def draw_movement(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """One person, then a few, then many who act together, joined to each other all the way.

    Of the six elements the first three and the last are columns; the fourth and the fifth carry them.
    """
    (more,) = words
    *stories, relationships, structure, action = record.elements
    titles = [element.title for element in (*stories, action)]
    sheet, (centres, width) = Sheet(), space(4)
    groups = (1, 3, 6, 15)
    base = 136.0
    ends: list[Spot] = []
    for place, (x, count) in enumerate(zip(centres, groups, strict=True)):
        rows = 5 if place == 3 else 3
        spots = [
            (x + (order // rows - (math.ceil(count / rows) - 1) / 2) * 24, base - (order % rows) * 25)
            for order in range(count)
        ]
        for before, after in combinations(spots, 2):
            if math.dist(before, after) < 27:
                sheet.line(before[0], before[1] - 8, after[0], after[1] - 8, ARROW)
        if ends:
            sheet.line(ends[-1][0], ends[-1][1], spots[0][0], spots[0][1] - 8, ARROW)
        ends.append((spots[-1][0], spots[-1][1] - 8 if place == 3 else base - 8))
        for sx, sy in spots:
            sheet.person(sx, sy, 1.05, DOT if place else WARM_DOT)
    foot = sheet.write_row(titles, centres, base + 8, width - 8) + 8
    for left, right in zip(centres, centres[1:], strict=False):
        sheet.arrow(left + 30, base + 4, right - 30, base + 4, WEAK)
    for element in (relationships, structure):
        foot = sheet.box(element.title, 6, foot, WIDTH - 12, 0, AREA) + 4
    sheet.bend((centres[-1], foot + 2), (centres[0], foot + 2), 14, WEAK)
    return sheet.write(more, WIDTH / 2, foot + 32, WIDTH - 20, "middle", SOFT, SMALL) + 4, sheet.parts


def draw_sensemaking(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """A round: people act into a stream of events, a few events strike them, looking back they make a story,
    and they act on it.

    The elements are, in order: who they are, the look back, the act, each other, the stream, what is picked
    out and the story; ``words`` are what the picture claims and then what each of them is, in the order of
    the round.
    """
    claim, *notes = words
    act_note, stream_note, cue_note, back_note, story_note, social_note, self_note = notes
    identity, back, act, social, stream, cues, story = record.elements
    sheet = Sheet()
    left, right, wide = 8.0, 200.0, 152.0
    top = sheet.write(claim, WIDTH / 2, 2, WIDTH - 24) + 12

    def explain(number: int, title: str, note: str, x: float, y: float, room: float) -> float:
        indent = 24 if number else 0
        if number:
            sheet.number(str(number), x + 9, y + 8)
        end = sheet.write(title, x + indent, y, room - indent, "start")
        return sheet.write(note, x + indent, end, room - indent, "start", SOFT, SMALL)

    # Above the stream: the people at the left, their story at the right.
    end = explain(0, social.title, social_note, left, top + 6, wide)
    end = explain(0, identity.title, self_note, left, end + 6, wide)
    inside = _measure_note(story.title, story_note, wide - 40) + 40
    feet = max(end + 48, top + inside + 12)
    story_top = feet - 12 - inside
    sheet.rect(right - 6, story_top, wide + 4, inside, BOX, 8)
    end = explain(4, story.title, story_note, right + 4, story_top + 8, wide - 16)
    sheet.trace([(right + 12 + i * 2, end + 14 - 5 * math.sin(i / 7)) for i in range(63)])
    for x, kind in ((36.0, DOT), (60.0, WARM_DOT), (84.0, DOT)):
        sheet.person(x, feet, 1.7 if kind == WARM_DOT else 1.3, kind)
    sheet.arrow(right - 8, feet - 24, 106, feet - 24, head=9)

    # Down into the stream, and up from it.
    down = max(_measure_note(act.title, act_note, 122), _measure_note(cues.title, cue_note, 122)) + 22
    band = feet + 8 + down
    sheet.rect(0, band, WIDTH, 54, AREA, 0)
    sheet.arrow(24, feet + 4, 24, band + 14, head=9)
    explain(1, act.title, act_note, left + 34, feet + 10, wide - 20)
    end = explain(2, cues.title, cue_note, right + 14, feet + 10, wide - 14)
    sheet.arrow(right + 4, band - 2, right + 4, feet - 10, head=9)
    picked = (20, 26, 31)
    for order in range(34):
        across, depth = 8 + order * 10.4, band + 10 + (order * 23) % 36
        sheet.circle(across, depth, 6 if order in picked else 2.6, WARM_DOT if order in picked else SOFT_DOT)
        if order in picked:
            sheet.line(across, depth - 7, max(across, right + 10), max(end + 4, band - 8), DASHES)
    for across in (92.0, 150.0):
        sheet.arrow(across, band + 46, across + 26, band + 46, WEAK)

    # Below it: what the stream is, and the look back along it.
    foot = band + 54
    sheet.arrow(WIDTH - 8, foot + 10, right - 8, foot + 10, ARROW + " hb-svg__arrow--restraining", 8)
    ends = (
        explain(0, stream.title, stream_note, left, foot + 6, wide),
        explain(3, back.title, back_note, right, foot + 20, wide),
    )
    return max(ends) + 6, sheet.parts


def _measure_note(title: str, note: str, width: float) -> float:
    """The height of a title with what it means below it."""
    return measure(title, width) + measure(note, width, SMALL, SOFT)


def draw_flock(record: Theory, words: list[str]) -> tuple[float, list[str]]:
    """Many organisations: drilled, scattered, and moving one way where a few rules hold between them."""
    commanded, left_alone, ruled = words
    sheet, (centres, width) = Sheet(), space(2, 6, WIDTH - 6)
    for column in range(4):
        for rank in range(3):
            sx, sy = centres[0] - 54 + column * 36, 34.0 + rank * 22
            sheet.rect(sx - 7, sy - 6, 14, 12, "hb-svg__dot hb-svg__dot--soft", 0)
            sheet.line(sx, sy - 6, centres[0], 8, GRID)
    sheet.circle(centres[0], 8, 5, WARM_DOT)
    for order in range(12):
        spot = (centres[1] - 62 + (order * 37) % 126, 12 + (order * 29) % 72)
        _draw_bird(sheet, *spot, order * 2.3, SOFT_DOT)
    foot = sheet.write_row([commanded, left_alone], centres, 94, width - 12, SOFT, SMALL) + 12
    cross = foot - 10
    for x in centres:
        sheet.line(
            x - width / 2 + 10, 2, x + width / 2 - 10, cross - 12, "hb-svg__arrow hb-svg__arrow--restraining"
        )
    foot = sheet.write(ruled, WIDTH / 2, foot + 4, WIDTH - 20) + 8
    for order in range(15):
        x = 38 + order * 20 + (order % 3) * 3
        y = foot + 18 + (order * 31) % 58 + 6 * math.sin(order)
        _draw_bird(sheet, x, y, -0.22 + 0.06 * (order % 4), DOT)
    foot += 84
    titles = [element.title for element in record.elements]
    sky, top = foot + 4, foot + 18
    foot, xs = sheet.box_row(titles[:2], 24, WIDTH - 24, top, 24)
    for x in xs:
        sheet.arrow(x, top - 1, x, sky, ARROW, 6)
    top = foot + 8
    foot, xs = sheet.box_row(titles[2:], 6, WIDTH - 6, top, 10)
    for x in (15.0, xs[1], WIDTH - 15.0):  # Past and between the boxes above.
        sheet.arrow(x, top - 1, x, sky, ARROW, 6)
    return foot + 8, sheet.parts


def _draw_bird(sheet: Sheet, x: float, y: float, angle: float, class_: str) -> None:
    """An arrowhead that flies one way."""
    head = draw_arrowhead(x + 8 * math.cos(angle), y + 8 * math.sin(angle), angle, 17)
    sheet.parts.append(head.replace("hb-svg__head", class_))

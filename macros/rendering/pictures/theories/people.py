"""Theories drawn as people: who talks with whom, who joins, what they make of what happens."""

from __future__ import annotations

import math
from itertools import combinations

from macros.records.kinds import Theory
from macros.rendering.pictures.svg import WIDTH, draw_arrowhead, find_point
from macros.rendering.pictures.theories.sheet import (
    AREA,
    ARROW,
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
    """People who answer each other within a line that leaves others out; one of them is the reader.

    Of the five elements the first two stand above, the others below.
    """
    you, nobody = words
    sheet = Sheet()
    titles = [element.title for element in record.elements]
    top = sheet.write(nobody, WIDTH / 2, 2, WIDTH - 16, "middle", SOFT, SMALL) + 8
    upper, width = (92.0, 268.0), 160.0
    top = sheet.write_row(titles[:2], upper, top, width) + 14
    cx, cy, radius = WIDTH / 2, top + 92, 66.0
    sheet.circle(cx, cy, 92, "hb-svg__area hb-svg__area--edge")
    spots = [find_point(cx, cy, radius, (place + 0.5) / 6) for place in range(6)]
    for a in range(6):
        for b in range(a + 1, 6):
            sheet.line(*spots[a], *spots[b], ARROW if 4 in (a, b) else GRID)
    for place, (x, y) in enumerate(spots):
        kind = WARM_DOT if place == 3 else DOT
        sheet.person(x, y + 14, 2.0 if place == 4 else 1.25, kind)
    end = sheet.write(you, spots[3][0], spots[3][1] + 16, 84, "middle", WARM, SMALL)
    for x in (30.0, 52.0):
        sheet.person(x, cy - 24, 1.25, SOFT_DOT)
    sheet.line(70, top - 10, 46, cy - 52, DASHES)
    sheet.bubble(cx + 58, top + 2, 34, 20, (spots[0][0] + 14, spots[0][1] - 12))
    sheet.bubble(cx + 112, top + 34, 34, 20, (cx + 98, top + 66), "hb-svg__box hb-svg__box--weak")
    sheet.line(cx + 94, top - 10, cx + 82, top, DASHES)
    sheet.line(cx + 126, top - 10, cx + 130, top + 32, DASHES)
    for step in (5, 11, 18):
        sheet.circle(spots[2][0] + 22, spots[2][1] + 26, step, "hb-svg__curve hb-svg__curve--thin")
    foot = max(cy + 108, end + 16)
    centres, wide = space(3)
    sheet.line(centres[0], foot, spots[4][0] - 12, spots[4][1] + 18, DASHES)
    sheet.line(centres[1], foot, spots[3][0], end + 3, DASHES)
    sheet.line(centres[2], foot, spots[2][0] + 28, spots[2][1] + 42, DASHES)
    return sheet.write_row([titles[2], titles[4], titles[3]], centres, foot + 4, wide - 8) + 6, sheet.parts


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
    """A stream of events, a few of which people pick out, looking back, into a story that they act on.

    The elements are, in order: who they are, the look back, the act, each other, the stream, what is picked
    out and the story.
    """
    story_note, act_note = words
    identity, back, act, social, stream, cues, story = record.elements
    sheet = Sheet()
    high = measure(story.title, 150) + measure(story_note, 150, SMALL, SOFT) + 40
    sheet.bubble(92, 4, 176, high, (180, high + 26))
    foot = sheet.write(story.title, 180, 10, 150)
    foot = sheet.write(story_note, 180, foot + 1, 150, "middle", SOFT, SMALL)
    sheet.trace([(110 + i * 2, foot + 12 - 5 * math.sin(i / 7)) for i in range(71)], "hb-svg__curve")
    y = high + 74
    for x, kind in ((162, DOT), (180, WARM_DOT), (198, DOT)):
        sheet.person(x, y, 1.7 if kind == WARM_DOT else 1.3, kind)
    sides = max(measure(identity.title, 104), measure(social.title, 104))
    row = y - 10 - sides / 2
    sheet.write(identity.title, 146, row, 104, "end")
    sheet.write(social.title, 214, row, 104, "start")
    middle = max(y + 58, row + sides + 54)
    picked_at = max(y + 14, row + sides + 4)
    stream_top = max(
        middle + 30,
        picked_at + 30 + measure(cues.title, 86),
        middle - 34 + measure(back.title, 90) + 30,
        middle - 46 + measure(act.title, 84) + measure(act_note, 84, SMALL, SOFT) + 8,
    )
    sheet.bend((269, high * 0.6), (324, stream_top - 4), 34)
    sheet.write(act.title, 314, middle - 46, 84, "end")
    sheet.write(act_note, 314, middle - 46 + measure(act.title, 84), 84, "end", SOFT, SMALL)
    sheet.bend((150, y + 6), (60, middle + 26), 14, WEAK)
    sheet.write(back.title, 6, middle - 34, 90, "start")
    sheet.rect(0, stream_top, WIDTH, 62, AREA, 0)
    picked = (9, 16, 21)
    for order in range(34):
        across, depth = 8 + order * 10.4, stream_top + 12 + (order * 23) % 40
        sheet.circle(across, depth, 5 if order in picked else 2.6, WARM_DOT if order in picked else SOFT_DOT)
        if order in picked:
            sheet.line(
                across, depth - 6, 180 + (order - 16) * 2, picked_at + 4 + measure(cues.title, 86), DASHES
            )
    sheet.write(cues.title, 180, picked_at, 86, "middle", WARM)
    sheet.arrow(WIDTH - 60, stream_top + 31, WIDTH - 4, stream_top + 31)
    return sheet.write(stream.title, WIDTH / 2, stream_top + 66, WIDTH - 12) + 6, sheet.parts


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

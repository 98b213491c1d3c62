"""Pictures of a theory of change in the shape of its record (steps, cycle, opposing forces, levels, network
or formula), of a project cycle, and of a tension."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from macros.i18n import phrases
from macros.i18n.phrases import N_, ngettext
from macros.records.entries import Entry
from macros.records.kinds import CycleStep, Programme, Tension, Theory, TheoryElement
from macros.rendering.pictures.svg import (
    WIDTH,
    build_element,
    build_picture,
    draw_arrow,
    draw_arrowhead,
    draw_words,
    find_point,
    wrap,
)

BOX = 112  # The width of a box of a network, in units.


def draw_project_cycle(entry: Entry) -> Markup:
    """The picture of a programme's project cycle: its steps as circles round a centre."""
    record, centre, radius = entry.read_as(Programme), WIDTH / 2, 130
    count = len(record.cycle)
    parts = _draw_round(count, centre, radius, 45)
    for place, step in enumerate(record.cycle):
        x, y = find_point(centre, centre, radius, place / count)
        parts.append(build_element("circle", cx=float(x), cy=float(y), r=45, class_="hb-svg__box"))
        parts.append(
            draw_words(
                f"{place + 1} {step.title}", x, y, 82, 10.5, "middle", "hb-svg__strong", is_centred=True
            )[0]
        )
    description = ngettext(
        "%(num)s step in a round, clockwise from the top: %(steps)s.",
        "%(num)s steps in a round, clockwise from the top: %(steps)s.",
        count,
        steps=join_titles(record.cycle),
    )
    return build_picture(
        f"cycle-{entry.id}",
        phrases._("The project cycle of %(title)s", title=entry.title),
        description,
        WIDTH,
        *parts,
        class_="hb-shape",
    )


def draw_scale(entry: Entry) -> Markup:
    """The picture of a tension: a line between its two poles."""
    left, right = (pole.title for pole in entry.read_as(Tension).poles)
    first, left_height = draw_words(left, 8, 24, 150, 14, "start", "hb-svg__strong")
    second, right_height = draw_words(right, WIDTH - 8, 24, 150, 14, "end", "hb-svg__strong")
    y = 24 + max(left_height, right_height) + 6
    ticks = [
        build_element(
            "line",
            x1=float(x),
            y1=y - (7 if i in (0, 5, 10) else 4),
            x2=float(x),
            y2=y + (7 if i in (0, 5, 10) else 4),
            class_="hb-svg__tick",
        )
        for i, x in enumerate(14 + (WIDTH - 28) * step / 10 for step in range(11))
    ]
    line = draw_arrow(WIDTH / 2, y, 8, y, 9) + draw_arrow(WIDTH / 2, y, WIDTH - 8, y, 9)
    description = phrases._(
        "A line with %(left)s at one end and %(right)s at the other.", left=left, right=right
    )
    return build_picture(
        f"scale-{entry.id}",
        phrases._("%(title)s: the two poles", title=entry.title),
        description,
        y + 16,
        first,
        second,
        *ticks,
        line,
        class_="hb-scale",
    )


def _draw_round(count: int, centre: float, radius: float, reach: float) -> list[str]:
    """The arrows between ``count`` circles of radius ``reach`` that stand round a ``centre`` at ``radius``,
    clockwise."""
    parts, clear = [], (reach + 7) / (2 * math.pi * radius)
    for place in range(count):
        start, end = place / count + clear, (place + 1) / count - clear
        (ax, ay), (bx, by) = (
            find_point(centre, centre, radius, start),
            find_point(centre, centre, radius, end),
        )
        parts.append(
            build_element(
                "path",
                d=f"M{ax:.1f} {ay:.1f}A{radius} {radius} 0 0 1 {bx:.1f} {by:.1f}",
                class_="hb-svg__arrow",
            )
        )
        parts.append(draw_arrowhead(bx, by, (end - 0.25) * 2 * math.pi + math.pi / 2, 8))
    return parts


def join_titles(elements: Sequence[TheoryElement | CycleStep]) -> str:
    """The titles of elements, in order, for a description."""
    return "; ".join(element.title for element in elements)


def _draw_steps(record: Theory) -> tuple[float, list[str], str]:
    parts, y, gap = [], 6.0, 16.0
    count = len(record.elements)
    for place, element in enumerate(record.elements):
        x = 6 + place * (84 / max(1, count - 1))
        width = WIDTH - 96
        text, text_height = draw_words(element.title, x + 34, 0, width - 42, 13)
        height = max(34.0, text_height + 16)
        text, _ = draw_words(element.title, x + 34, y + height / 2, width - 42, 13, is_centred=True)
        parts += [
            build_element(
                "rect", x=float(x), y=y, width=float(width), height=height, rx=4, class_="hb-svg__box"
            ),
            build_element(
                "text",
                str(place + 1),
                x=float(x + 17),
                y=y + height / 2 + 5,
                class_="hb-svg__number",
                text_anchor="middle",
                font_size=15,
            ),
            text,
        ]
        if place + 1 < count:
            down = x + 84 / max(1, count - 1) + 17  # Over the number of the next box.
            parts.append(draw_arrow(down, y + height, down, y + height + gap))
        y += height + gap
    return (
        y - gap + 6,
        parts,
        ngettext(
            "%(num)s step from top to bottom: %(steps)s.",
            "%(num)s steps from top to bottom: %(steps)s.",
            count,
            steps=join_titles(record.elements),
        ),
    )


def _draw_cycle(record: Theory) -> tuple[float, list[str], str]:
    centre, count = WIDTH / 2, len(record.elements)
    radius, reach = (122, 46) if count <= 5 else (134, 43)
    parts = _draw_round(count, centre, radius, reach)
    for place, element in enumerate(record.elements):
        x, y = find_point(centre, centre, radius, place / count)
        parts.append(build_element("circle", cx=float(x), cy=float(y), r=reach, class_="hb-svg__box"))
        parts.append(
            draw_words(
                element.title,
                x,
                y,
                reach * 1.7,
                12.5 if count <= 5 else 11,
                "middle",
                "hb-svg__strong",
                is_centred=True,
            )[0]
        )
    return (
        WIDTH,
        parts,
        phrases._(
            "A round of %(number)s that repeats, clockwise from the top: %(elements)s.",
            number=count,
            elements=join_titles(record.elements),
        ),
    )


def draw_forces(record: Theory) -> tuple[float, list[str], str]:
    """The forces on both sides of a line → the height, the elements and the description of the picture."""
    sides = {
        side: [element for element in record.elements if element.side == side]
        for side in ("driving", "restraining")
    }
    middle, y = WIDTH / 2, 34.0
    parts = [
        draw_words(phrases._("Driving forces"), 8, 16, 160, 13, "start", "hb-svg__strong")[0],
        draw_words(phrases._("Restraining forces"), WIDTH - 8, 16, 160, 13, "end", "hb-svg__strong")[0],
    ]
    fewest = min((len(elements) for elements in sides.values() if elements), default=1)
    for row in range(max(map(len, sides.values()))):
        titles = {side: elements[row].title for side, elements in sides.items() if row < len(elements)}
        level = y + 6 + max(len(wrap(title, 128, 12)) for title in titles.values()) * 12 * 1.28
        for side, title in titles.items():
            is_left = side == "driving"
            x, outward = (8, -1) if is_left else (WIDTH - 8, 1)
            top = level - 6 - len(wrap(title, 128, 12)) * 12 * 1.28
            parts.append(draw_words(title, x, top + 12, 128, 12, "start" if is_left else "end")[0])
            length = (middle - 13) * fewest / len(sides[side])  # So that both sides come to the same.
            ends = middle + outward * (5 + length), level, middle + outward * 5, level
            parts.append(draw_arrow(*ends, 8, f"hb-svg__arrow hb-svg__arrow--{side}"))
        y = level + 14
    parts.append(build_element("line", x1=middle, y1=26, x2=middle, y2=float(y), class_="hb-svg__axis"))
    text, _ = draw_words(
        phrases._("where things stand now"), middle, y + 16, 200, 12, "middle", "hb-svg__soft"
    )
    note, note_height = draw_words(
        phrases._("The longer an arrow, the stronger the force. The line stands while both sides are equal."),
        middle,
        y + 34,
        WIDTH - 24,
        11,
        "middle",
        "hb-svg__soft",
    )
    description = phrases._(
        "Driving forces push from the left: %(driving)s. Restraining forces push back from the right:"
        " %(restraining)s. The line between them is where things stand now.",
        driving=join_titles(sides["driving"]),
        restraining=join_titles(sides["restraining"]),
    )
    return y + 26 + note_height, [*parts, text, note], description


def _draw_levels(record: Theory) -> tuple[float, list[str], str]:
    parts, y, count = [], 6.0, len(record.elements)
    for place, element in enumerate(reversed(record.elements)):
        width = 200 + (WIDTH - 212) * (count - place) / count
        text, text_height = draw_words(element.title, 16, 0, width - 24, 12.5)
        height = max(26.0, text_height + 11)
        text, _ = draw_words(element.title, 16, y + height / 2, width - 24, 12.5, is_centred=True)
        parts += [
            build_element(
                "rect",
                x=6,
                y=y,
                width=float(width),
                height=height,
                rx=3,
                class_="hb-svg__box",
            ),
            text,
        ]
        y += height + 4
    note, _ = draw_words(
        phrases._("strongest at the top, weakest at the bottom"), 6, y + 14, 340, 12, "start", "hb-svg__soft"
    )
    return (
        y + 24,
        [*parts, note],
        ngettext(
            "%(num)s level from the weakest to the strongest: %(levels)s.",
            "%(num)s levels from the weakest to the strongest: %(levels)s.",
            count,
            levels=join_titles(record.elements),
        ),
    )


def _draw_network(record: Theory) -> tuple[float, list[str], str]:
    count, middle, half_height = len(record.elements), WIDTH / 2, 60 + 16 * len(record.elements)
    boxes, box_parts, lines = {}, [], []
    for place, element in enumerate(record.elements):
        turn = (place + (0.5 if count == 4 else 0)) / count * 2 * math.pi
        # Fuller at the sides than an ellipse and slimmer at its ends, so that boxes beside each other do not
        # meet.
        aside, up = (
            math.copysign(abs(part(turn)) ** power, part(turn))
            for part, power in ((math.sin, 0.75), (math.cos, 1.25))
        )
        x, y = middle + (middle - BOX / 2 - 2) * aside, -half_height * up
        text, text_height = draw_words(
            element.title, x, y, BOX - 20, 12, "middle", "hb-svg__strong", is_centred=True
        )
        height = max(34.0, text_height + 14)
        boxes[element.id] = (x, y, height)
        box_parts += [
            build_element(
                "rect",
                x=float(x - BOX / 2),
                y=float(y - height / 2),
                width=float(BOX),
                height=height,
                rx=8,
                class_="hb-svg__box",
            ),
            text,
        ]
    pairs = {(link.origin, link.target) for link in record.links}
    for link in record.links:
        is_two_way = (link.target, link.origin) in pairs
        lines += _draw_curve(
            boxes[link.origin],
            boxes[link.target],
            middle,
            (11 if link.origin < link.target else -11) if is_two_way else 0,
        )
    titles = {element.id: element.title for element in record.elements}
    description = "; ".join(
        phrases._("%(origin)s to %(target)s", origin=titles[link.origin], target=titles[link.target])
        + (f" ({link.label})" if link.label else "")
        for link in record.links
    )
    top = min((y - height / 2 for _, y, height in boxes.values()), default=0.0) - 4
    bottom = max((y + height / 2 for _, y, height in boxes.values()), default=0.0) + 4
    picture = build_element("g", *lines, *box_parts, transform=f"translate(0 {-top:.1f})")
    return (
        bottom - top,
        [picture],
        ngettext(
            "%(num)s element: %(elements)s. They act on each other: %(links)s.",
            "%(num)s elements: %(elements)s. They act on each other: %(links)s.",
            count,
            elements=join_titles(record.elements),
            links=description,
        ),
    )


def _draw_curve(
    origin: tuple[float, float, float], target: tuple[float, float, float], middle: float, offset: float
) -> list[str]:
    """An arrow from box to box along a curve that bows towards the centre, round the boxes between them.

    A box is its centre and its height. ``middle`` is the horizontal centre of the picture, and ``offset``
    moves the curve aside where a second arrow joins the same boxes. Empty where the boxes touch.
    """
    (ax, ay, _), (bx, by, _) = origin, target
    distance, centre_distance = (
        math.hypot(bx - ax, by - ay),
        math.hypot((ax + bx) / 2 - middle, (ay + by) / 2),
    )
    if not distance:  # A box and itself, or two boxes in one place.
        return []
    side = 1 if (bx - ax) * ((ay + by) / 2) - (by - ay) * ((ax + bx) / 2 - middle) > 0 else -1
    sag = min(0.3 * centre_distance, 0.18 * distance) + offset or 0.1

    def find_curve_point(fraction: float) -> tuple[float, float]:
        rise = side * sag * 4 * fraction * (1 - fraction)
        return (
            ax + (bx - ax) * fraction + (by - ay) / distance * rise,
            ay + (by - ay) * fraction - (bx - ax) / distance * rise,
        )

    def is_within(fraction: float, box: tuple[float, float, float], gap: float) -> bool:
        (x, y), (cx, cy, box_height) = find_curve_point(fraction), box
        return abs(x - cx) < BOX / 2 + gap and abs(y - cy) < box_height / 2 + gap

    steps = [i / 200 for i in range(201)]
    start, end = (
        max(step for step in steps if is_within(step, origin, 2)),
        min(step for step in steps if is_within(step, target, 3)),
    )
    if start >= end:  # Boxes that touch.
        return []
    (sx, sy), (ex, ey), (hx, hy) = (
        find_curve_point(start),
        find_curve_point(end),
        find_curve_point(end - 6 / distance),
    )
    head = math.atan2(ey - hy, ex - hx)
    nx, ny = ex - 5 * math.cos(head), ey - 5 * math.sin(head)
    chord, middle_point = math.hypot(nx - sx, ny - sy), find_curve_point((start + end) / 2)
    height = abs((nx - sx) * (middle_point[1] - sy) - (ny - sy) * (middle_point[0] - sx)) / max(chord, 1)
    radius = (chord * chord / 4 + height * height) / (2 * max(height, 0.05))
    sweep = 1 if side * sag > 0 else 0
    return [
        build_element(
            "path",
            d=f"M{sx:.1f} {sy:.1f}A{radius:.0f} {radius:.0f} 0 0 {sweep} {nx:.1f} {ny:.1f}",
            class_="hb-svg__arrow",
        ),
        draw_arrowhead(ex, ey, head, 8),
    ]


def _draw_formula(record: Theory) -> tuple[float, list[str], str]:
    formula, _ = draw_words(record.formula or "", WIDTH / 2, 58, WIDTH, 34, "middle", "hb-svg__formula")
    parts, y = [formula], 100.0
    for element in record.elements:
        text, text_height = draw_words(element.title, 52, y, 290, 14)
        parts += [
            build_element(
                "text",
                escape(element.symbol or ""),
                x=28,
                y=y,
                class_="hb-svg__number",
                font_size=18,
                text_anchor="middle",
            ),
            text,
        ]
        y += text_height + 12
    meanings = ", ".join(
        phrases._("%(symbol)s is %(meaning)s", symbol=element.symbol, meaning=element.title)
        for element in record.elements
    )
    description = phrases._("%(formula)s, where %(parts)s.", formula=record.formula, parts=meanings)
    return y, parts, description


SHAPES = {
    "steps": _draw_steps,
    "cycle": _draw_cycle,
    "forces": draw_forces,
    "levels": _draw_levels,
    "network": _draw_network,
    "formula": _draw_formula,
}
SHAPE_NAMES = {
    "steps": N_("steps"),
    "cycle": N_("a cycle"),
    "forces": N_("opposing forces"),
    "levels": N_("levels"),
    "network": N_("a network"),
    "formula": N_("a formula"),
}

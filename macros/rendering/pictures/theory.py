"""A theory of change in the shape it has: steps, cycle, opposing forces, levels, network or formula."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from macros.i18n import phrases
from macros.i18n.phrases import N_, ngettext
from macros.records.entries import Entry
from macros.records.kinds import CycleStep, Programme, Tension, Theory, TheoryElement
from macros.rendering.pictures.svg import WIDTH, arrow, arrowhead, figure, polar, tag, words

BOX = 112  # The width of a box of a network, in units.


def theory(entry: Entry) -> Markup:
    """Draw a theory. Its elements stand as a list on the same page, which is the picture's text
    equivalent."""
    node = entry.read_as(Theory)
    height, parts, said = SHAPES[node.shape](node)
    return figure(
        f"shape-{entry.id}",
        phrases._("%(title)s, drawn as %(shape)s", title=entry.title, shape=phrases._(NAMES[node.shape])),
        said,
        height,
        *parts,
        class_=f"hb-shape hb-shape--{node.shape}",
    )


def project_cycle(entry: Entry) -> Markup:
    """A programme's project cycle as a round of steps."""
    record, centre, radius = entry.read_as(Programme), WIDTH / 2, 130
    count = len(record.cycle)
    parts = _round(count, centre, radius, 45)
    for place, step in enumerate(record.cycle):
        x, y = polar(centre, centre, radius, place / count)
        parts.append(tag("circle", cx=float(x), cy=float(y), r=45, class_="hb-svg__box"))
        parts.append(
            words(f"{place + 1} {step.title}", x, y, 82, 10.5, "middle", "hb-svg__strong", middle=True)[0]
        )
    said = ngettext(
        "%(num)s step in a round, clockwise from the top: %(steps)s.",
        "%(num)s steps in a round, clockwise from the top: %(steps)s.",
        count,
        steps=_titles(record.cycle),
    )
    return figure(
        f"cycle-{entry.id}",
        phrases._("The project cycle of %(title)s", title=entry.title),
        said,
        WIDTH,
        *parts,
        class_="hb-shape",
    )


def scale(entry: Entry) -> Markup:
    """A tension as a line between its two poles."""
    left, right = (pole.title for pole in entry.read_as(Tension).poles)
    first, tall = words(left, 8, 24, 150, 14, "start", "hb-svg__strong")
    second, other = words(right, WIDTH - 8, 24, 150, 14, "end", "hb-svg__strong")
    y = 24 + max(tall, other) + 6
    marks = [
        tag(
            "line",
            x1=float(x),
            y1=y - (7 if i in (0, 5, 10) else 4),
            x2=float(x),
            y2=y + (7 if i in (0, 5, 10) else 4),
            class_="hb-svg__tick",
        )
        for i, x in enumerate(14 + (WIDTH - 28) * step / 10 for step in range(11))
    ]
    line = arrow(WIDTH / 2, y, 8, y, 9) + arrow(WIDTH / 2, y, WIDTH - 8, y, 9)
    said = phrases._("A line with %(left)s at one end and %(right)s at the other.", left=left, right=right)
    return figure(
        f"scale-{entry.id}",
        phrases._("%(title)s: the two poles", title=entry.title),
        said,
        y + 16,
        first,
        second,
        *marks,
        line,
        class_="hb-scale",
    )


def _round(count: int, centre: float, radius: float, reach: float) -> list[str]:
    """The arrows of a round of ``count`` circles of size ``reach``, clockwise."""
    parts, clear = [], (reach + 7) / (2 * math.pi * radius)
    for place in range(count):
        start, end = place / count + clear, (place + 1) / count - clear
        (ax, ay), (bx, by) = polar(centre, centre, radius, start), polar(centre, centre, radius, end)
        parts.append(
            tag(
                "path",
                d=f"M{ax:.1f} {ay:.1f}A{radius} {radius} 0 0 1 {bx:.1f} {by:.1f}",
                class_="hb-svg__arrow",
            )
        )
        parts.append(arrowhead(bx, by, (end - 0.25) * 2 * math.pi + math.pi / 2, 8))
    return parts


def _titles(elements: Sequence[TheoryElement | CycleStep]) -> str:
    return "; ".join(element.title for element in elements)


def _steps(record: Theory) -> tuple[float, list[str], str]:
    parts, y, gap = [], 6.0, 16.0
    count = len(record.elements)
    for place, element in enumerate(record.elements):
        x = 6 + place * (84 / max(1, count - 1))
        width = WIDTH - 96
        text, tall = words(element.title, x + 34, 0, width - 42, 13)
        height = max(34.0, tall + 16)
        text, _ = words(element.title, x + 34, y + height / 2, width - 42, 13, middle=True)
        parts += [
            tag("rect", x=float(x), y=y, width=float(width), height=height, rx=4, class_="hb-svg__box"),
            tag(
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
            parts.append(arrow(down, y + height, down, y + height + gap))
        y += height + gap
    return (
        y - gap + 6,
        parts,
        ngettext(
            "%(num)s step from top to bottom: %(steps)s.",
            "%(num)s steps from top to bottom: %(steps)s.",
            count,
            steps=_titles(record.elements),
        ),
    )


def _cycle(record: Theory) -> tuple[float, list[str], str]:
    centre, count = WIDTH / 2, len(record.elements)
    radius, reach = (122, 46) if count <= 5 else (134, 43)
    parts = _round(count, centre, radius, reach)
    for place, element in enumerate(record.elements):
        x, y = polar(centre, centre, radius, place / count)
        parts.append(tag("circle", cx=float(x), cy=float(y), r=reach, class_="hb-svg__box"))
        parts.append(
            words(
                element.title,
                x,
                y,
                reach * 1.7,
                12.5 if count <= 5 else 11,
                "middle",
                "hb-svg__strong",
                middle=True,
            )[0]
        )
    return (
        WIDTH,
        parts,
        phrases._(
            "A round of %(number)s that repeats, clockwise from the top: %(elements)s.",
            number=count,
            elements=_titles(record.elements),
        ),
    )


def _forces(record: Theory) -> tuple[float, list[str], str]:
    sides = {side: [e for e in record.elements if e.side == side] for side in ("driving", "restraining")}
    middle, y, parts = WIDTH / 2, 34.0, []
    parts += [
        words(phrases._("Driving forces"), 8, 16, 160, 13, "start", "hb-svg__strong")[0],
        words(phrases._("Restraining forces"), WIDTH - 8, 16, 160, 13, "end", "hb-svg__strong")[0],
    ]
    for row in range(max(map(len, sides.values()))):
        tallest = 0.0
        for side, elements in sides.items():
            if row >= len(elements):
                continue
            left = side == "driving"
            x = 8 if left else WIDTH - 8
            text, tall = words(elements[row].title, x, y + 12, 128, 12, "start" if left else "end")
            edge = y + tall + 6
            tip = middle - 5 if left else middle + 5
            parts += [text, arrow(x, edge, tip, edge, 8, f"hb-svg__arrow hb-svg__arrow--{side}")]
            tallest = max(tallest, tall)
        y += tallest + 20
    parts.append(tag("line", x1=middle, y1=26, x2=middle, y2=float(y), class_="hb-svg__axis"))
    text, tall = words(phrases._("where things stand now"), middle, y + 16, 200, 12, "middle", "hb-svg__soft")
    said = phrases._(
        "Driving forces push from the left: %(driving)s. Restraining forces push back from the right:"
        " %(restraining)s. The line between them is where things stand now.",
        driving=_titles(sides["driving"]),
        restraining=_titles(sides["restraining"]),
    )
    return y + 24, [*parts, text], said


def _levels(record: Theory) -> tuple[float, list[str], str]:
    parts, y, count = [], 6.0, len(record.elements)
    for place, element in enumerate(reversed(record.elements)):
        width = 200 + (WIDTH - 212) * (count - place) / count
        text, tall = words(element.title, 16, 0, width - 24, 12.5)
        height = max(26.0, tall + 11)
        text, _ = words(element.title, 16, y + height / 2, width - 24, 12.5, middle=True)
        parts += [
            tag(
                "rect",
                x=6,
                y=y,
                width=float(width),
                height=height,
                rx=3,
                class_=f"hb-svg__level hb-svg__level--{4 - min(4, place * 5 // count)}",
            ),
            text,
        ]
        y += height + 4
    note, _ = words(
        phrases._("strongest at the top, weakest at the bottom"), 6, y + 14, 340, 12, "start", "hb-svg__soft"
    )
    return (
        y + 24,
        [*parts, note],
        ngettext(
            "%(num)s level from the weakest to the strongest: %(levels)s.",
            "%(num)s levels from the weakest to the strongest: %(levels)s.",
            count,
            levels=_titles(record.elements),
        ),
    )


def _network(record: Theory) -> tuple[float, list[str], str]:
    count, middle, deep = len(record.elements), WIDTH / 2, 60 + 16 * len(record.elements)
    boxes, drawn, lines = {}, [], []
    for place, element in enumerate(record.elements):
        turn = (place + (0.5 if count == 4 else 0)) / count * 2 * math.pi
        # Fuller at the sides than an ellipse and slimmer at its ends, so that boxes beside each other do not
        # meet.
        aside, up = (
            math.copysign(abs(part(turn)) ** power, part(turn))
            for part, power in ((math.sin, 0.75), (math.cos, 1.25))
        )
        x, y = middle + (middle - BOX / 2 - 2) * aside, -deep * up
        text, tall = words(element.title, x, y, BOX - 20, 12, "middle", "hb-svg__strong", middle=True)
        high = max(34.0, tall + 14)
        boxes[element.id] = (x, y, high)
        drawn += [
            tag(
                "rect",
                x=float(x - BOX / 2),
                y=float(y - high / 2),
                width=float(BOX),
                height=high,
                rx=8,
                class_="hb-svg__box",
            ),
            text,
        ]
    pairs = {(link.origin, link.target) for link in record.links}
    for link in record.links:
        both = (link.target, link.origin) in pairs
        lines += _bend(
            boxes[link.origin],
            boxes[link.target],
            middle,
            (11 if link.origin < link.target else -11) if both else 0,
        )
    titles = {e.id: e.title for e in record.elements}
    told = "; ".join(
        phrases._("%(origin)s to %(target)s", origin=titles[link.origin], target=titles[link.target])
        + (f" ({link.label})" if link.label else "")
        for link in record.links
    )
    top = min((y - high / 2 for _, y, high in boxes.values()), default=0.0) - 4
    bottom = max((y + high / 2 for _, y, high in boxes.values()), default=0.0) + 4
    moved = tag("g", *lines, *drawn, transform=f"translate(0 {-top:.1f})")
    return (
        bottom - top,
        [moved],
        ngettext(
            "%(num)s element: %(elements)s. They act on each other: %(links)s.",
            "%(num)s elements: %(elements)s. They act on each other: %(links)s.",
            count,
            elements=_titles(record.elements),
            links=told,
        ),
    )


def _bend(
    origin: tuple[float, float, float], target: tuple[float, float, float], middle: float, apart: float
) -> list[str]:
    """An arrow from box to box that bows towards the centre, so that it passes the boxes between them."""
    (ax, ay, _), (bx, by, _) = origin, target
    long, off = math.hypot(bx - ax, by - ay), math.hypot((ax + bx) / 2 - middle, (ay + by) / 2)
    if not long:  # A box and itself, or one upon it: there is no way between them.
        return []
    side = 1 if (bx - ax) * ((ay + by) / 2) - (by - ay) * ((ax + bx) / 2 - middle) > 0 else -1
    sag = min(0.3 * off, 0.18 * long) + apart or 0.1

    def at(part: float) -> tuple[float, float]:
        rise = side * sag * 4 * part * (1 - part)
        return (
            ax + (bx - ax) * part + (by - ay) / long * rise,
            ay + (by - ay) * part - (bx - ax) / long * rise,
        )

    def within(part: float, box: tuple[float, float, float], gap: float) -> bool:
        (x, y), (cx, cy, high) = at(part), box
        return abs(x - cx) < BOX / 2 + gap and abs(y - cy) < high / 2 + gap

    steps = [i / 200 for i in range(201)]
    start, end = max(p for p in steps if within(p, origin, 2)), min(p for p in steps if within(p, target, 3))
    if start >= end:  # Boxes that touch.
        return []
    (sx, sy), (ex, ey), (hx, hy) = at(start), at(end), at(end - 6 / long)
    head = math.atan2(ey - hy, ex - hx)
    nx, ny = ex - 5 * math.cos(head), ey - 5 * math.sin(head)
    chord, mid = math.hypot(nx - sx, ny - sy), at((start + end) / 2)
    high = abs((nx - sx) * (mid[1] - sy) - (ny - sy) * (mid[0] - sx)) / max(chord, 1)
    round_ = (chord * chord / 4 + high * high) / (2 * max(high, 0.05))
    sweep = 1 if side * sag > 0 else 0
    return [
        tag(
            "path",
            d=f"M{sx:.1f} {sy:.1f}A{round_:.0f} {round_:.0f} 0 0 {sweep} {nx:.1f} {ny:.1f}",
            class_="hb-svg__arrow",
        ),
        arrowhead(ex, ey, head, 8),
    ]


def _formula(record: Theory) -> tuple[float, list[str], str]:
    big, _ = words(record.formula or "", WIDTH / 2, 58, WIDTH, 34, "middle", "hb-svg__formula")
    parts, y = [big], 100.0
    for element in record.elements:
        text, tall = words(element.title, 52, y, 290, 14)
        parts += [
            tag(
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
        y += tall + 12
    where = ", ".join(
        phrases._("%(symbol)s is %(meaning)s", symbol=e.symbol, meaning=e.title) for e in record.elements
    )
    said = phrases._("%(formula)s, where %(parts)s.", formula=record.formula, parts=where)
    return y, parts, said


SHAPES = {
    "steps": _steps,
    "cycle": _cycle,
    "forces": _forces,
    "levels": _levels,
    "network": _network,
    "formula": _formula,
}
NAMES = {
    "steps": N_("steps"),
    "cycle": N_("a cycle"),
    "forces": N_("opposing forces"),
    "levels": N_("levels"),
    "network": N_("a network"),
    "formula": N_("a formula"),
}

"""A theory of change in the shape it has: steps, cycle, opposing forces, levels, network or formula."""

from __future__ import annotations

import math
from html import escape

from markupsafe import Markup

from macros.entries import Entry
from macros.model import Theory, TheoryElement
from macros.pictures.svg import WIDTH, arrow, arrowhead, figure, polar, tag, words


def theory(entry: Entry) -> Markup:
    """Draw a theory. Its elements stand as a list on the same page, which is the picture's text equivalent."""
    height, parts, said = SHAPES[entry.node.shape](entry.node)
    return figure(f"shape-{entry.id}", f"{entry.title}, drawn as {NAMES[entry.node.shape]}", said, height, *parts, class_=f"hb-shape hb-shape--{entry.node.shape}")


def project_cycle(entry: Entry) -> Markup:
    """A programme's project cycle as a round of steps."""
    record, centre, radius, count = entry.node, WIDTH / 2, 130, len(entry.node.cycle)
    parts = _round(count, centre, radius, 45)
    for place, step in enumerate(record.cycle):
        x, y = polar(centre, centre, radius, place / count)
        parts.append(tag("circle", cx=float(x), cy=float(y), r=45, class_="hb-svg__box"))
        parts.append(words(f"{place + 1} {step.title}", x, y, 82, 10.5, "middle", "hb-svg__strong", middle=True)[0])
    said = f"{count} steps in a round, clockwise from the top: {_titles(record.cycle)}."
    return figure(f"cycle-{entry.id}", f"The project cycle of {entry.title}", said, WIDTH, *parts, class_="hb-shape")


def scale(entry: Entry) -> Markup:
    """A tension as a line between its two poles."""
    left, right = (pole.title for pole in entry.node.poles)
    first, tall = words(left, 8, 24, 150, 14, "start", "hb-svg__strong")
    second, other = words(right, WIDTH - 8, 24, 150, 14, "end", "hb-svg__strong")
    y = 24 + max(tall, other) + 6
    marks = [tag("line", x1=float(x), y1=y - (7 if i in (0, 5, 10) else 4), x2=float(x), y2=y + (7 if i in (0, 5, 10) else 4), class_="hb-svg__tick")
             for i, x in enumerate(14 + (WIDTH - 28) * step / 10 for step in range(11))]
    line = arrow(WIDTH / 2, y, 8, y, 9) + arrow(WIDTH / 2, y, WIDTH - 8, y, 9)
    said = f"A line with {left} at one end and {right} at the other."
    return figure(f"scale-{entry.id}", f"{entry.title}: the two poles", said, y + 16, first, second, *marks, line, class_="hb-scale")


def _round(count: int, centre: float, radius: float, reach: float) -> list[str]:
    """The arrows of a round of ``count`` circles of size ``reach``, clockwise."""
    parts, clear = [], (reach + 7) / (2 * math.pi * radius)
    for place in range(count):
        start, end = place / count + clear, (place + 1) / count - clear
        (ax, ay), (bx, by) = polar(centre, centre, radius, start), polar(centre, centre, radius, end)
        parts.append(tag("path", d=f"M{ax:.1f} {ay:.1f}A{radius} {radius} 0 0 1 {bx:.1f} {by:.1f}", class_="hb-svg__arrow"))
        parts.append(arrowhead(bx, by, (end - 0.25) * 2 * math.pi + math.pi / 2, 8))
    return parts


def _titles(elements: list[TheoryElement]) -> str:
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
        parts += [tag("rect", x=float(x), y=y, width=float(width), height=height, rx=4, class_="hb-svg__box"),
                  tag("text", str(place + 1), x=float(x + 17), y=y + height / 2 + 5, class_="hb-svg__number", text_anchor="middle", font_size=15), text]
        if place + 1 < count:
            parts.append(arrow(x + 17, y + height, x + 17, y + height + gap))
        y += height + gap
    return y - gap + 6, parts, f"{count} steps from top to bottom: {_titles(record.elements)}."


def _cycle(record: Theory) -> tuple[float, list[str], str]:
    centre, radius, count = WIDTH / 2, 122, len(record.elements)
    reach = 46 if count <= 5 else 38
    parts = _round(count, centre, radius, reach)
    for place, element in enumerate(record.elements):
        x, y = polar(centre, centre, radius, place / count)
        parts.append(tag("circle", cx=float(x), cy=float(y), r=reach, class_="hb-svg__box"))
        parts.append(words(element.title, x, y, reach * 1.8, 12.5 if count <= 5 else 10.5, "middle", "hb-svg__strong", middle=True)[0])
    return WIDTH, parts, f"A round of {count} that repeats, clockwise from the top: {_titles(record.elements)}."


def _forces(record: Theory) -> tuple[float, list[str], str]:
    sides = {side: [e for e in record.elements if e.side == side] for side in ("driving", "restraining")}
    middle, y, parts = WIDTH / 2, 34.0, []
    parts += [words("Driving forces", 8, 16, 160, 13, "start", "hb-svg__strong")[0],
              words("Restraining forces", WIDTH - 8, 16, 160, 13, "end", "hb-svg__strong")[0]]
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
    text, tall = words("where things stand now", middle, y + 16, 200, 12, "middle", "hb-svg__soft")
    said = f"Driving forces push from the left: {_titles(sides['driving'])}. Restraining forces push back from the right: {_titles(sides['restraining'])}. The line between them is where things stand now."
    return y + 24, [*parts, text], said


def _levels(record: Theory) -> tuple[float, list[str], str]:
    parts, y, count = [], 6.0, len(record.elements)
    for place, element in enumerate(reversed(record.elements)):
        width = 200 + (WIDTH - 212) * (count - place) / count
        text, tall = words(element.title, 16, 0, width - 24, 12.5)
        height = max(26.0, tall + 11)
        text, _ = words(element.title, 16, y + height / 2, width - 24, 12.5, middle=True)
        parts += [tag("rect", x=6, y=y, width=float(width), height=height, rx=3, class_=f"hb-svg__level hb-svg__level--{4 - min(4, place * 5 // count)}"), text]
        y += height + 4
    note, _ = words("strongest at the top, weakest at the bottom", 6, y + 14, 340, 12, "start", "hb-svg__soft")
    return y + 24, [*parts, note], f"{count} levels from the weakest to the strongest: {_titles(record.elements)}."


def _network(record: Theory) -> tuple[float, list[str], str]:
    count, centre = len(record.elements), WIDTH / 2
    at = {e.id: polar(centre, centre, 122, (i + (0.5 if count == 4 else 0)) / count) for i, e in enumerate(record.elements)}
    titles = {e.id: e.title for e in record.elements}
    pairs = {(link.origin, link.target) for link in record.links}
    lines, labels = [], []
    for link in record.links:
        (x1, y1), (x2, y2) = at[link.origin], at[link.target]
        angle, reach = math.atan2(y2 - y1, x2 - x1), 50
        off = 7 if (link.target, link.origin) in pairs else 0
        dx, dy = -math.sin(angle) * off, math.cos(angle) * off
        start = (x1 + reach * math.cos(angle) + dx, y1 + reach * math.sin(angle) + dy)
        end = (x2 - reach * math.cos(angle) + dx, y2 - reach * math.sin(angle) + dy)
        lines.append(arrow(*start, *end, 8))
    for element in record.elements:
        x, y = at[element.id]
        labels.append(tag("circle", cx=float(x), cy=float(y), r=48, class_="hb-svg__box"))
        labels.append(words(element.title, x, y, 84, 12, "middle", "hb-svg__strong", middle=True)[0])
    told = "; ".join(f"{titles[link.origin]} to {titles[link.target]}" + (f" ({link.label})" if link.label else "") for link in record.links)
    top = min(y for _, y in at.values()) - 52
    bottom = max(y for _, y in at.values()) + 52
    moved = tag("g", *lines, *labels, transform=f"translate(0 {-top:.1f})")
    return bottom - top, [moved], f"{count} elements: {_titles(record.elements)}. They act on each other: {told}."


def _formula(record: Theory) -> tuple[float, list[str], str]:
    big, _ = words(record.formula or "", WIDTH / 2, 58, WIDTH, 34, "middle", "hb-svg__formula")
    parts, y = [big], 100.0
    for element in record.elements:
        text, tall = words(element.title, 52, y, 290, 14)
        parts += [tag("text", escape(element.symbol or ""), x=28, y=y, class_="hb-svg__number", font_size=18, text_anchor="middle"), text]
        y += tall + 12
    said = f"{record.formula}, where " + ", ".join(f"{e.symbol} is {e.title}" for e in record.elements) + "."
    return y, parts, said


SHAPES = {"steps": _steps, "cycle": _cycle, "forces": _forces, "levels": _levels, "network": _network, "formula": _formula}
NAMES = {"steps": "steps", "cycle": "a cycle", "forces": "opposing forces", "levels": "levels", "network": "a network", "formula": "a formula"}

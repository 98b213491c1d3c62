"""Builds accessible SVG as text: escaped, without styles, coloured by classes so that both schemes apply."""

from __future__ import annotations

import math
from html import escape

from markupsafe import Markup

from macros.i18n.phrases import split_language

WIDTH = 360  # Units across: one unit is one pixel on the smallest phone we draw for.
CHAR = 0.57  # Mean width of a character of a wide system sans-serif (DejaVu, Verdana), in ems.


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def tag(name: str, *inside: str, **attributes: object) -> str:
    """An element; attribute names have ``_`` for ``-`` and a trailing ``_`` dropped; ``None`` leaves one
    out."""
    said = "".join(
        f" {key.rstrip('_').replace('_', '-')}="
        f'"{escape(number(value) if isinstance(value, float) else str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def wrap(text: str, width: float, size: float) -> list[str]:
    """``text`` in lines that fit ``width`` at the font size ``size``, by the mean width of its characters."""
    room = max(1.0, width / max(size * CHAR, 0.01))
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def words(
    text: str,
    x: float,
    y: float,
    width: float,
    size: float = 13,
    anchor: str = "start",
    class_: str = "hb-svg__text",
    middle: bool = False,
) -> tuple[str, float]:
    """Wrapped text with its first baseline at ``y`` (or centred on ``y``), and the height it takes."""
    text, lang = split_language(text)
    lines, leading = wrap(text, width, size), size * 1.28
    top = y - (len(lines) - 1) * leading / 2 + size * 0.35 if middle else y
    spans = "".join(
        tag("tspan", escape(line), x=float(x), y=float(top + i * leading)) for i, line in enumerate(lines)
    )
    return (
        tag("text", spans, class_=class_, font_size=float(size), text_anchor=anchor, lang=lang),
        len(lines) * leading,
    )


def polar(cx: float, cy: float, radius: float, turn: float) -> tuple[float, float]:
    """The point at ``radius`` and ``turn`` (0 at the top, 1 all the way round, clockwise)."""
    angle = (turn - 0.25) * 2 * math.pi
    return cx + radius * math.cos(angle), cy + radius * math.sin(angle)


def ring(cx: float, cy: float, inner: float, outer: float, start: float, end: float) -> str:
    """The path of a segment of a ring between two turns."""
    large = 1 if end - start > 0.5 else 0
    (ax, ay), (bx, by) = polar(cx, cy, outer, start), polar(cx, cy, outer, end)
    (dx, dy), (ex, ey) = polar(cx, cy, inner, end), polar(cx, cy, inner, start)
    n = number
    return (
        f"M{n(ax)} {n(ay)}A{n(outer)} {n(outer)} 0 {large} 1 {n(bx)} {n(by)}"
        f"L{n(dx)} {n(dy)}A{n(inner)} {n(inner)} 0 {large} 0 {n(ex)} {n(ey)}Z"
    )


def arrow(x1: float, y1: float, x2: float, y2: float, head: float = 6, class_: str = "hb-svg__arrow") -> str:
    """A straight arrow with a filled head at its end."""
    angle = math.atan2(y2 - y1, x2 - x1)
    return tag(
        "line",
        x1=float(x1),
        y1=float(y1),
        x2=float(x2 - head * math.cos(angle)),
        y2=float(y2 - head * math.sin(angle)),
        class_=class_,
    ) + arrowhead(x2, y2, angle, head)


def arrowhead(x: float, y: float, angle: float, size: float = 6) -> str:
    """A filled triangle with its tip at a point, turned by ``angle`` (radians)."""
    left = (x - size * math.cos(angle - 0.45), y - size * math.sin(angle - 0.45))
    right = (x - size * math.cos(angle + 0.45), y - size * math.sin(angle + 0.45))
    points = " ".join(f"{number(px)},{number(py)}" for px, py in ((x, y), left, right))
    return tag("polygon", points=points, class_="hb-svg__head")


def figure(
    key: str,
    title: str,
    description: str,
    height: float,
    *inside: str,
    width: float = WIDTH,
    class_: str = "",
    interactive: bool = False,
) -> Markup:
    """The whole picture: an ``svg`` with title and description, named by them for assistive technology.

    ``key`` is unique on the page. ``interactive`` keeps links inside reachable (a group instead of one
    image).
    """
    head = tag("title", escape(title), id=f"{key}-title") + tag("desc", escape(description), id=f"{key}-desc")
    svg = tag(
        "svg",
        head,
        *inside,
        viewBox=f"0 0 {number(width)} {number(height)}",
        xmlns="http://www.w3.org/2000/svg",
        role="group" if interactive else "img",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-desc",
        class_=f"hb-svg {class_}".strip(),
        focusable="false",
    )
    return Markup(svg)

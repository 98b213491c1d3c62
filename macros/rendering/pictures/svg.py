"""Builds accessible SVG as escaped text, coloured by classes, so that both colour schemes apply.

All lengths are in units of the picture, from its top left corner: one is a pixel on the smallest phone.
"""

from __future__ import annotations

import math
from html import escape

from markupsafe import Markup

from macros.i18n.phrases import split_language

WIDTH = 360  # Of a picture.
CHARACTER_WIDTH = 0.57  # Mean width (em) of a character in a wide system sans-serif (DejaVu, Verdana).


def format_number(value: float) -> str:
    """A number with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def build_element(name: str, *inside: str, **attributes: object) -> str:
    """An element with its content and escaped attributes. ``_`` in a name of ``attributes`` stands for ``-``,
    a trailing one is dropped, and an attribute that is ``None`` is left out."""
    attribute_text = "".join(
        f" {key.rstrip('_').replace('_', '-')}="
        f'"{escape(format_number(value) if isinstance(value, float) else str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{attribute_text}>{''.join(inside)}</{name}>" if inside else f"<{name}{attribute_text}/>"


def wrap(text: str, width: float, size: float) -> list[str]:
    """``text`` in as few lines as fit ``width`` at the font size ``size``, by :data:`CHARACTER_WIDTH`, and
    these as even as they can be, so that no word stands alone below a full line; a longer word has a line of
    its own."""
    words, most = text.split(), int(max(1.0, width / max(size * CHARACTER_WIDTH, 0.01)))
    count = len(_fill_lines(words, most))
    least, longest = 1, min(most, len(text))
    while least < longest:
        room = (least + longest) // 2
        if len(_fill_lines(words, room)) <= count:
            longest = room
        else:
            least = room + 1
    return _fill_lines(words, longest)


def _fill_lines(words: list[str], room: int) -> list[str]:
    """``words`` in lines of at most ``room`` characters, each as full as it can be."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def draw_words(
    text: str,
    x: float,
    y: float,
    width: float,
    size: float = 13,
    anchor: str = "start",
    class_: str = "hb-svg__text",
    is_centred: bool = False,
) -> tuple[str, float]:
    """A ``text`` element in lines of at most ``width``, and the height of its lines. Its first baseline is at
    ``y``, or with ``is_centred`` its middle."""
    text, lang = split_language(text)
    lines, leading = wrap(text, width, size), size * 1.28
    top = y - (len(lines) - 1) * leading / 2 + size * 0.35 if is_centred else y
    # Between two lines is a space, so that what reads or copies the text finds two words. It would count as
    # part of the line before it, which its anchor then moves: so a space with a place of its own comes first.
    spans = ""
    for place, line in enumerate(lines):
        where = {"x": float(x), "y": float(top + place * leading)}
        spans += build_element("tspan", escape(line), **where)
        spans += build_element("tspan", " ", **where) + " " if place + 1 < len(lines) else ""
    return (
        build_element("text", spans, class_=class_, font_size=float(size), text_anchor=anchor, lang=lang),
        len(lines) * leading,
    )


def find_point(cx: float, cy: float, radius: float, turn: float) -> tuple[float, float]:
    """The point at ``radius`` around a centre; ``turn`` is 0 at the top and 1 after a full turn clockwise."""
    angle = (turn - 0.25) * 2 * math.pi
    return cx + radius * math.cos(angle), cy + radius * math.sin(angle)


def draw_ring(cx: float, cy: float, inner: float, outer: float, start: float, end: float) -> str:
    """The ``d`` of a path round a segment of a ring, from one turn (see :func:`find_point`) to another."""
    large = 1 if end - start > 0.5 else 0
    (ax, ay), (bx, by) = find_point(cx, cy, outer, start), find_point(cx, cy, outer, end)
    (dx, dy), (ex, ey) = find_point(cx, cy, inner, end), find_point(cx, cy, inner, start)
    n = format_number
    return (
        f"M{n(ax)} {n(ay)}A{n(outer)} {n(outer)} 0 {large} 1 {n(bx)} {n(by)}"
        f"L{n(dx)} {n(dy)}A{n(inner)} {n(inner)} 0 {large} 0 {n(ex)} {n(ey)}Z"
    )


def draw_arrow(
    x1: float, y1: float, x2: float, y2: float, head: float = 6, class_: str = "hb-svg__arrow"
) -> str:
    """A straight arrow with a filled head of length ``head`` at its end."""
    angle = math.atan2(y2 - y1, x2 - x1)
    return build_element(
        "line",
        x1=float(x1),
        y1=float(y1),
        x2=float(x2 - head * math.cos(angle)),
        y2=float(y2 - head * math.sin(angle)),
        class_=class_,
    ) + draw_arrowhead(x2, y2, angle, head)


def draw_arrowhead(x: float, y: float, angle: float, size: float = 6) -> str:
    """A filled triangle of length ``size`` whose tip is at a point; ``angle`` is its direction (radians)."""
    left = (x - size * math.cos(angle - 0.45), y - size * math.sin(angle - 0.45))
    right = (x - size * math.cos(angle + 0.45), y - size * math.sin(angle + 0.45))
    points = " ".join(f"{format_number(px)},{format_number(py)}" for px, py in ((x, y), left, right))
    return build_element("polygon", points=points, class_="hb-svg__head")


def build_picture(
    key: str,
    title: str,
    description: str,
    height: float,
    *inside: str,
    width: float = WIDTH,
    class_: str = "",
    interactive: bool = False,
) -> Markup:
    """The ``svg`` of a picture, with its title and description for assistive technology.

    ``key`` is unique on the page. With ``interactive`` the role is ``group`` instead of ``img``, so that
    links inside can be reached.
    """
    head = build_element("title", escape(title), id=f"{key}-title") + build_element(
        "desc", escape(description), id=f"{key}-desc"
    )
    svg = build_element(
        "svg",
        head,
        *inside,
        viewBox=f"0 0 {format_number(width)} {format_number(height)}",
        xmlns="http://www.w3.org/2000/svg",
        role="group" if interactive else "img",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-desc",
        class_=f"hb-svg {class_}".strip(),
        focusable="false",
    )
    return Markup(svg)

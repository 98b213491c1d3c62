"""An arc of development: stages on a rising curve, what moves people on, and the way back."""

from __future__ import annotations

import math
from html import escape

from markupsafe import Markup

from macros.i18n.phrases import _
from macros.records.drawings import Arc, Stage
from macros.rendering.pictures.svg import (
    WIDTH,
    build_element,
    build_picture,
    draw_arrow,
    draw_arrowhead,
    draw_words,
    format_number as n,
)

FIRST_X, REACH = 44.0, 96.0  # Of the first stage, and how far the last lies to its right.
RADIUS = 13.0  # Of the disc of a stage.


def draw_arc(arc: Arc) -> Markup:
    """The stages of ``arc`` from the bottom to the top, joined by a curve; beside each what one hears oneself
    say, and between two what moves people on."""
    parts, discs, y = [], [], 20.0
    count = len(arc.stages)
    for place in range(count - 1, -1, -1):
        stage = arc.stages[place]
        # A quarter of a wave: steep at first, and flatter towards the last stage.
        x = FIRST_X + REACH * (1 - math.cos(math.pi / 2 * place / (count - 1)))
        discs.append((x, y))
        words, height = _draw_stage(stage, x + RADIUS + 8, y)
        parts += [*_draw_disc(x, y, place + 1), *words]
        y += height + 12
        if place and (push := arc.stages[place - 1].push):
            text, text_height = draw_words(
                _("moved on by: %(what)s", what=push),
                x + RADIUS + 8,
                y + 4,
                WIDTH - x - RADIUS - 12,
                11.5,
                class_="hb-svg__soft",
            )
            parts.append(text)
            y += text_height + 20
    lines = [
        draw_arrow(*_leave(discs[below], discs[below - 1]), 8, "hb-arc__path")
        for below in range(count - 1, 0, -1)
    ]
    back = _draw_way_back(discs[0], discs[-1])
    note, note_height = draw_words(
        _("The broken line: back again, %(when)s.", when=arc.back), 6, y + 6, WIDTH - 12, 11.5
    )
    return build_picture(
        f"{arc.id}-arc",
        arc.title,
        _describe(arc),
        y + note_height + 2,
        *back,
        *lines,
        *parts,
        note,
        class_="hb-arc",
    )


def _describe(arc: Arc) -> str:
    stages = " ".join(
        _("Stage %(number)s, %(title)s: %(says)s", number=place, title=stage.title, says=stage.says)
        + (" " + _("Moved on by %(what)s.", what=stage.push) if stage.push else "")
        for place, stage in enumerate(arc.stages, 1)
    )
    return f"{stages} " + _("People move back %(when)s.", when=arc.back)


def _draw_stage(stage: Stage, x: float, y: float) -> tuple[list[str], float]:
    """The name of a stage and what one hears oneself say, to the right of its disc, and their height."""
    room = WIDTH - x - 4
    title, title_height = draw_words(stage.title, x, y - 1, room, 13.5, class_="hb-svg__strong")
    says, says_height = draw_words(stage.says, x, y - 1 + title_height, room, 12)
    return [title, says], title_height + says_height


def _draw_disc(x: float, y: float, number: int) -> list[str]:
    return [
        build_element("circle", cx=x, cy=y, r=RADIUS, class_="hb-arc__stage"),
        build_element(
            "text",
            escape(str(number)),
            x=x,
            y=y + 5,
            class_="hb-arc__number",
            font_size=14,
            text_anchor="middle",
        ),
    ]


def _leave(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float, float, float]:
    """From the edge of one disc to that of another, as the ends of an arrow."""
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    right, down = (RADIUS + 3) * math.cos(angle), (RADIUS + 3) * math.sin(angle)
    return start[0] + right, start[1] + down, end[0] - right, end[1] - down


def _draw_way_back(last: tuple[float, float], first: tuple[float, float]) -> list[str]:
    """A broken line down the left side, from the last stage to the first."""
    start, end = (last[0] - RADIUS - 3, last[1]), (first[0] - RADIUS - 4, first[1])
    edge = 10.0
    radius, bend = start[0] - edge, end[1] - 12
    curve = f"M{n(start[0])} {n(start[1])}A{n(radius)} {n(radius)} 0 0 0 {n(edge)} {n(start[1] + radius)}"
    return [
        build_element(
            "path",
            d=f"{curve}V{n(bend)}L{n(end[0] - 4)} {n(end[1] - 2)}",
            class_="hb-arc__back hb-svg__arrow--restraining",
        ),
        draw_arrowhead(end[0], end[1], 0.5, 8),
    ]

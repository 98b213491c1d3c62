"""How a component meets: the minutes of a meeting, round a clock or down a line, and a round's weeks."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from macros.i18n.phrases import _
from macros.records.entries import Entry
from macros.records.kinds import Clock, Component, ComponentStep
from macros.rendering.pictures.svg import (
    WIDTH,
    build_element,
    build_picture,
    draw_ring,
    draw_words,
    find_point,
)

# -- a clock

CENTRE = WIDTH / 2
SEATS, OUTER, INNER = 138.0, 90.0, 48.0  # Radii: of the ring of seats, and of the ring of minutes.
SEAT_WIDTH, SEAT_HEIGHT = 82.0, 26.0
PER_MINUTE = 2.0  # Units, of a meeting down a line.


def draw_clock(clock: Clock) -> Markup:
    """The stretches of ``clock``: as a ring with the seats around it, or without seats down a line."""
    total = sum(part.minutes for part in clock.parts)
    height, parts = _draw_face(clock, total) if clock.seats else _draw_agenda(clock)
    stretches = "; ".join(
        _("%(title)s, %(number)s minutes", title=part.title, number=part.minutes) for part in clock.parts
    )
    seats = " " + _("Around it, clockwise from the top: %(seats)s.", seats=", ".join(clock.seats))
    return build_picture(
        f"clock-{clock.id}",
        clock.title,
        _("%(number)s minutes: %(stretches)s.", number=total, stretches=stretches)
        + (seats if clock.seats else ""),
        height,
        *parts,
        class_="hb-clock",
    )


def _draw_face(clock: Clock, total: int) -> tuple[float, list[str]]:
    middle = SEATS + SEAT_HEIGHT / 2 + 4
    parts, turn = [], 0.0
    for place, part in enumerate(clock.parts, 1):
        share = part.minutes / total
        parts.append(
            build_element(
                "path",
                d=draw_ring(CENTRE, middle, INNER, OUTER, turn, turn + share),
                class_=_style_stretch(clock, part.minutes),
            )
        )
        x, y = find_point(CENTRE, middle, (INNER + OUTER) / 2, turn + share / 2)
        parts.append(_draw_number(str(place), x, y + 5))
        turn += share
    parts += [
        _draw_number(str(total), CENTRE, middle + 2, 24),
        draw_words(_("minutes"), CENTRE, middle + 18, 90, 12, "middle", "hb-svg__soft")[0],
    ]
    for place, seat in enumerate(clock.seats):
        parts += _draw_seat(seat, *find_point(CENTRE, middle, SEATS, place / len(clock.seats)))
    y = middle + SEATS + SEAT_HEIGHT / 2 + 20
    for place, part in enumerate(clock.parts, 1):
        words = _("%(title)s: %(number)s min", title=part.title, number=part.minutes)
        text, height = draw_words(words, 34, y, WIDTH - 40, 12.5)
        parts += [_draw_number(str(place), 18, y), text]
        y += height + 5
    return y - 6, parts


def _style_stretch(clock: Clock, minutes: int) -> str:
    """The class of a stretch: the longest are stressed."""
    longest = max(part.minutes for part in clock.parts)
    return "hb-clock__part hb-clock__part--long" if minutes == longest else "hb-clock__part"


def _draw_number(words: str, x: float, y: float, size: float = 14) -> str:
    return build_element(
        "text",
        escape(words),
        x=float(x),
        y=float(y),
        class_="hb-svg__strong",
        font_size=size,
        text_anchor="middle",
    )


def _draw_seat(title: str, x: float, y: float) -> list[str]:
    frame = build_element(
        "rect",
        x=float(x - SEAT_WIDTH / 2),
        y=float(y - SEAT_HEIGHT / 2),
        width=SEAT_WIDTH,
        height=SEAT_HEIGHT,
        rx=13,
        class_="hb-clock__seat",
    )
    return [frame, draw_words(title, x, y, SEAT_WIDTH - 2, 11.5, "middle", is_centred=True)[0]]


def _draw_agenda(clock: Clock) -> tuple[float, list[str]]:
    """The stretches down a line, each as high as it is long, with the time at which it begins."""
    parts, y, begins, free_from = [], 4.0, 0, 0.0
    for part in clock.parts:
        height = part.minutes * PER_MINUTE
        label = max(y + min(height / 2 + 4, 14), free_from)
        words = _("%(title)s: %(number)s min", title=part.title, number=part.minutes)
        text, text_height = draw_words(words, 96, label, WIDTH - 100, 12.5)
        time = f"{begins // 60}:{begins % 60:02}"
        parts += [
            draw_words(time, 42, label, 40, 12, "end", "hb-svg__soft")[0],
            build_element(
                "rect",
                x=52,
                y=y,
                width=34,
                height=height,
                class_=_style_stretch(clock, part.minutes),
            ),
            text,
        ]
        y, begins, free_from = y + height, begins + part.minutes, label + text_height + 1
    return max(y, free_from - 10) + 4, parts


# -- the weeks of a round

LEFT, RIGHT = 6.0, WIDTH - 6.0


def has_weeks(component: Component) -> bool:
    """Whether a component says in which weeks its steps fall."""
    return any(step.first_week for step in component.steps)


def draw_weeks(entry: Entry) -> Markup:
    """The steps of a component over its weeks: a bar for each, with the minutes that it takes, and below them
    what follows later."""
    component = entry.read_as(Component)
    placed = [step for step in component.steps if step.first_week]
    weeks = max(_find_last_week(step) for step in placed)

    def find_x(week: int) -> float:
        return LEFT + (RIGHT - LEFT) * (week - 1) / weeks

    parts, y = [], 26.0
    for step in placed:
        drawn, height = _draw_step(step, find_x(step.first_week or 1), find_x(_find_last_week(step) + 1), y)
        parts += drawn
        y += height
    grid = [
        build_element("line", x1=float(x), y1=20, x2=float(x), y2=y - 6, class_="hb-svg__grid")
        for x in map(find_x, range(1, weeks + 2))
    ]
    numbers = [
        draw_words(
            _("week %(number)s", number=1) if week == 1 else str(week),
            (find_x(week) + find_x(week + 1)) / 2,
            14,
            60,
            11.5,
            "middle",
            "hb-svg__soft",
        )[0]
        for week in range(1, weeks + 1)
    ]
    for step in component.steps:
        if step.later:
            words = _("%(when)s: %(title)s", when=step.later, title=_label_step(step))
            text, height = draw_words(words[:1].upper() + words[1:], LEFT, y + 12, RIGHT - LEFT, 12.5)
            parts.append(text)
            y += height + 8
    return build_picture(
        f"weeks-{entry.id}",
        _("%(title)s, week by week", title=entry.title),
        " ".join(_describe_step(step) for step in component.steps if step.first_week or step.later),
        y,
        *grid,
        *numbers,
        *parts,
        class_="hb-weeks",
    )


def _find_last_week(step: ComponentStep) -> int:
    return step.last_week or step.first_week or 1


def _label_step(step: ComponentStep) -> str:
    if not step.minutes:
        return step.title
    return _("%(title)s, %(number)s min", title=step.title, number=step.minutes)


def _describe_step(step: ComponentStep) -> str:
    label = _label_step(step)
    if step.first_week is None:
        return f"{label}: {step.later}."
    if step.last_week is None:
        return f"{label}: " + _("week %(number)s", number=step.first_week) + "."
    weeks = _("weeks %(first)s to %(last)s", first=step.first_week, last=step.last_week)
    return f"{label}: {weeks}."


def _draw_step(step: ComponentStep, start: float, end: float, y: float) -> tuple[list[str], float]:
    """The words of a step and its bar below them, and the height that they take."""
    is_left = start < WIDTH * 0.45
    x, anchor, room = (start, "start", RIGHT - start) if is_left else (end, "end", end - LEFT)
    text, height = draw_words(_label_step(step), x, y + 12, room, 12.5, anchor)
    bar = build_element(
        "rect",
        x=float(start + 1),
        y=y + height + 2,
        width=float(end - start - 2),
        height=9,
        rx=2,
        class_="hb-svg__bar hb-data-1",
    )
    return [text, bar], height + 20

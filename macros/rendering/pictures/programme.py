"""Two pictures of a programme: its logic model, and its pathway over time."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from markupsafe import Markup

from macros.i18n.phrases import N_, _, ngettext
from macros.records.entries import Entry
from macros.records.kinds import Programme
from macros.rendering.pictures.svg import WIDTH, build_element, build_picture, draw_arrow, draw_words

COLUMNS = {
    "inputs": N_("Inputs"),
    "activities": N_("Activities"),
    "outputs": N_("Outputs"),
    "outcomes": N_("Outcomes"),
    "impact": N_("Impact"),
}
WIDE_WIDTH = 720


def draw_logic_model(entry: Entry, is_wide: bool) -> Markup:
    """The logic model as five columns (``is_wide``) or, for a phone, as five bands one below the other."""
    height, parts = (_draw_columns if is_wide else _draw_bands)(entry)
    model = entry.read_as(Programme).logic_model
    description = " ".join(
        _("%(column)s: %(what)s.", column=name_column(name), what="; ".join(getattr(model, name)))
        for name in COLUMNS
    )
    description = (
        _("From left to right. %(what)s", what=description)
        if is_wide
        else _("From top to bottom. %(what)s", what=description)
    )
    form = "wide" if is_wide else "narrow"
    return build_picture(
        f"logic-{form}-{entry.id}",
        _("Logic model of %(title)s", title=entry.title),
        description,
        height,
        *parts,
        width=WIDE_WIDTH if is_wide else WIDTH,
        class_=f"hb-logic hb-logic--{form}",
    )


def name_column(name: str) -> str:
    """The heading of a column of a logic model (``inputs`` to ``impact``), in the language of the
    interface."""
    return _(COLUMNS[name])


def _draw_columns(entry: Entry) -> tuple[float, list[str]]:
    gap, height, parts = 16, 0.0, []
    width = (WIDE_WIDTH - gap * 4) / 5
    for place, name in enumerate(COLUMNS):
        x = place * (width + gap)
        text, y = _draw_list(getattr(entry.read_as(Programme).logic_model, name), x + 8, 46, width - 14, 11.5)
        height = max(height, y)
        parts += [draw_words(name_column(name), x + 8, 22, width, 13, "start", "hb-svg__strong")[0], *text]
    boxes = [
        build_element(
            "rect",
            x=float(i * (width + gap)),
            y=2,
            width=float(width),
            height=height,
            rx=4,
            class_="hb-svg__box",
        )
        for i in range(5)
    ]
    arrows = [
        draw_arrow(i * (width + gap) + width + 2, 18, (i + 1) * (width + gap) - 2, 18, 7) for i in range(4)
    ]
    return height + 6, [*boxes, *arrows, *parts]


def _draw_bands(entry: Entry) -> tuple[float, list[str]]:
    parts, y = [], 2.0
    for place, name in enumerate(COLUMNS):
        text, bottom = _draw_list(
            getattr(entry.read_as(Programme).logic_model, name), 16, y + 44, WIDTH - 30, 13
        )
        parts += [
            build_element("rect", x=2, y=y, width=WIDTH - 4, height=bottom - y, rx=4, class_="hb-svg__box"),
            draw_words(name_column(name), 16, y + 22, 300, 14, "start", "hb-svg__strong")[0],
            *text,
        ]
        y = bottom + 18
        if place < 4:
            parts.append(draw_arrow(WIDTH / 2, bottom + 2, WIDTH / 2, y - 2, 7))
    return y - 14, parts


def _draw_list(lines: list[str], x: float, y: float, width: float, size: float) -> tuple[list[str], float]:
    parts = []
    for line in lines:
        text, text_height = draw_words(line, x + 10, y, width - 10, size)
        parts += [
            build_element("circle", cx=float(x + 2), cy=float(y - size * 0.32), r=1.8, class_="hb-svg__dot"),
            text,
        ]
        y += text_height + 7
    return parts, y


def draw_pathway(entry: Entry) -> Markup:
    """The pathway over time: a bar for each step over a scale of months, grouped by strand."""
    programme, y = entry.read_as(Programme), 26.0
    months = programme.months
    left, span = 6, WIDTH - 12

    def find_x(month: float) -> float:
        return left + span * month / months

    scale = {month: float(find_x(month)) for month in range(0, months + 1, 3 if months > 6 else 1)}
    parts = _draw_months(scale, months)
    rules_from = y - 6
    for place, strand in enumerate(programme.strands, 1):
        steps = [step for step in programme.pathway if step.strand == strand.id]
        if not steps:
            continue
        title, text_height = draw_words(strand.title, left, y + 12, span, 13, "start", "hb-svg__strong")
        parts.append(title)
        y += text_height + 8
        for step in steps:
            bar, height = _draw_step(step.title, find_x(step.start), find_x(step.end), left, y, place)
            parts += bar
            y += height
        y += 8
    rules = [
        build_element(
            "line",
            x1=x,
            y1=rules_from,
            x2=x,
            y2=y - 8,
            class_="hb-svg__grid",
        )
        for x in scale.values()
    ]
    description = "; ".join(
        f"{step.title}: {format_span(step.start, step.end)}" for step in programme.pathway
    )
    return build_picture(
        f"pathway-{entry.id}",
        ngettext(
            "Pathway of %(title)s over %(num)s month",
            "Pathway of %(title)s over %(num)s months",
            months,
            title=entry.title,
        ),
        f"{description}.",
        y - 4,
        *rules,
        *parts,
        class_="hb-pathway",
    )


def _draw_months(scale: Mapping[int, float], months: int) -> list[str]:
    """The numbers of the months in ``scale``, which have their places from the left."""
    return [
        build_element(
            "text",
            escape(_("month %(number)s", number=month) if month == 0 else str(month)),
            x=x,
            y=14,
            class_="hb-svg__soft",
            font_size=11.5,
            text_anchor="start" if month == 0 else "end" if month == months else "middle",
        )
        for month, x in scale.items()
    ]


def _draw_step(
    title: str, start: float, end: float, left: float, y: float, place: int
) -> tuple[list[str], float]:
    """A step's title and its bar from ``start`` to ``end``, at the height ``y``, in the colour of the strand
    at ``place``; and the height that they take."""
    x, anchor = (start, "start") if start < WIDTH * 0.55 else (end, "end")
    room = (WIDTH - 6 - start) if anchor == "start" else end - left
    text, text_height = draw_words(title, x, y + 10, room, 12, anchor)
    bar = build_element(
        "rect",
        x=float(start),
        y=y + text_height - 1,
        width=float(max(3, end - start)),
        height=8,
        rx=2,
        class_=f"hb-svg__bar hb-data-{(place - 1) % 5 + 1}",
    )
    return [text, bar], text_height + 14


def format_span(start: float, end: float) -> str:
    """A span of months in words: ``month 1``, ``months 2 to 6``. ``start`` and ``end`` are in months from 0,
    and the first month is month 1."""
    first, last = int(start) + 1, max(int(start) + 1, int(-(-end // 1)))
    return (
        _("month %(number)s", number=first)
        if first == last
        else _("months %(first)s to %(last)s", first=first, last=last)
    )

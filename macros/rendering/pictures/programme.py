"""A programme drawn twice: its logic model, and its pathway over time."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from macros.i18n.phrases import N_, _, ngettext
from macros.records.entries import Entry
from macros.records.kinds import Programme
from macros.rendering.pictures.svg import WIDTH, arrow, figure, tag, words

COLUMNS = {
    "inputs": N_("Inputs"),
    "activities": N_("Activities"),
    "outputs": N_("Outputs"),
    "outcomes": N_("Outcomes"),
    "impact": N_("Impact"),
}
WIDE = 720


def logic_model(entry: Entry, wide: bool) -> Markup:
    """The logic model as five columns (``wide``) or, for a phone, five bands one below the other."""
    height, parts = (_columns if wide else _bands)(entry)
    model = entry.read_as(Programme).logic_model
    said = " ".join(
        _("%(column)s: %(what)s.", column=column(name), what="; ".join(getattr(model, name)))
        for name in COLUMNS
    )
    said = (
        _("From left to right. %(what)s", what=said) if wide else _("From top to bottom. %(what)s", what=said)
    )
    form = "wide" if wide else "narrow"
    return figure(
        f"logic-{form}-{entry.id}",
        _("Logic model of %(title)s", title=entry.title),
        said,
        height,
        *parts,
        width=WIDE if wide else WIDTH,
        class_=f"hb-logic hb-logic--{form}",
    )


def column(name: str) -> str:
    """The heading of one column of a logic model: ``inputs`` to ``impact``."""
    return _(COLUMNS[name])


def _columns(entry: Entry) -> tuple[float, list[str]]:
    gap, tall, parts = 16, 0.0, []
    width = (WIDE - gap * 4) / 5
    for place, name in enumerate(COLUMNS):
        x = place * (width + gap)
        text, y = _list(getattr(entry.read_as(Programme).logic_model, name), x + 8, 46, width - 14, 11.5)
        tall = max(tall, y)
        parts += [words(column(name), x + 8, 22, width, 13, "start", "hb-svg__strong")[0], *text]
    boxes = [
        tag(
            "rect",
            x=float(i * (width + gap)),
            y=2,
            width=float(width),
            height=tall,
            rx=4,
            class_="hb-svg__box",
        )
        for i in range(5)
    ]
    arrows = [arrow(i * (width + gap) + width + 2, 18, (i + 1) * (width + gap) - 2, 18, 7) for i in range(4)]
    return tall + 6, [*boxes, *arrows, *parts]


def _bands(entry: Entry) -> tuple[float, list[str]]:
    parts, y = [], 2.0
    for place, name in enumerate(COLUMNS):
        text, bottom = _list(getattr(entry.read_as(Programme).logic_model, name), 16, y + 44, WIDTH - 30, 13)
        parts += [
            tag("rect", x=2, y=y, width=WIDTH - 4, height=bottom - y, rx=4, class_="hb-svg__box"),
            words(column(name), 16, y + 22, 300, 14, "start", "hb-svg__strong")[0],
            *text,
        ]
        y = bottom + 18
        if place < 4:
            parts.append(arrow(WIDTH / 2, bottom + 2, WIDTH / 2, y - 2, 7))
    return y - 14, parts


def _list(lines: list[str], x: float, y: float, width: float, size: float) -> tuple[list[str], float]:
    parts = []
    for line in lines:
        text, tall = words(line, x + 10, y, width - 10, size)
        parts += [
            tag("circle", cx=float(x + 2), cy=float(y - size * 0.32), r=1.8, class_="hb-svg__dot"),
            text,
        ]
        y += tall + 7
    return parts, y


def pathway(entry: Entry) -> Markup:
    """The pathway over time: one bar a step over a scale of months, grouped by strand."""
    programme, y = entry.read_as(Programme), 26.0
    months = programme.months
    parts: list[str] = []
    left, span = 6, WIDTH - 12

    def at(month: float) -> float:
        return left + span * month / months

    for month in range(0, months + 1, 3 if months > 6 else 1):
        anchor = "start" if month == 0 else "end" if month == months else "middle"
        parts.append(
            tag(
                "text",
                escape(_("month %(number)s", number=month) if month == 0 else str(month)),
                x=float(at(month)),
                y=14,
                class_="hb-svg__soft",
                font_size=11.5,
                text_anchor=anchor,
            )
        )
    rules_from = y - 6
    for place, strand in enumerate(programme.strands, 1):
        steps = [step for step in programme.pathway if step.strand == strand.id]
        if not steps:
            continue
        title, tall = words(strand.title, left, y + 12, span, 13, "start", "hb-svg__strong")
        parts.append(title)
        y += tall + 8
        for step in steps:
            start, end = at(step.start), at(step.end)
            x, anchor = (start, "start") if start < WIDTH * 0.55 else (end, "end")
            room = (WIDTH - 6 - start) if anchor == "start" else end - left
            text, tall = words(step.title, x, y + 10, room, 12, anchor)
            parts += [
                text,
                tag(
                    "rect",
                    x=float(start),
                    y=y + tall - 1,
                    width=float(max(3, end - start)),
                    height=8,
                    rx=2,
                    class_=f"hb-svg__bar hb-data-{(place - 1) % 5 + 1}",
                ),
            ]
            y += tall + 14
        y += 8
    rules = [
        tag("line", x1=float(at(m)), y1=rules_from, x2=float(at(m)), y2=y - 8, class_="hb-svg__grid")
        for m in range(0, months + 1, 3 if months > 6 else 1)
    ]
    told = "; ".join(f"{step.title}: {span_of(step.start, step.end)}" for step in programme.pathway)
    return figure(
        f"pathway-{entry.id}",
        ngettext(
            "Pathway of %(title)s over %(num)s month",
            "Pathway of %(title)s over %(num)s months",
            months,
            title=entry.title,
        ),
        f"{told}.",
        y - 4,
        *rules,
        *parts,
        class_="hb-pathway",
    )


def span_of(start: float, end: float) -> str:
    """A stretch of months in words: ``month 1``, ``months 2 to 6`` (the first month is month 1)."""
    first, last = int(start) + 1, max(int(start) + 1, int(-(-end // 1)))
    return (
        _("month %(number)s", number=first)
        if first == last
        else _("months %(first)s to %(last)s", first=first, last=last)
    )

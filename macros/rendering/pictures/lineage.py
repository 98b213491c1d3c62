"""The lineage of the competency frameworks: each a bar over the years, with arrows to what took its place."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from macros.i18n.phrases import _
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework
from macros.rendering.pictures.svg import WIDTH, arrow, figure, tag, words

LEFT, RIGHT, STEP = 8.0, WIDTH - 8.0, 5
COLOURS = {"current": 1, "announced": 4, "superseded": 2, "withdrawn": 3}


def in_order(book: Handbook) -> list[Entry]:
    """The frameworks by the year they were first published."""
    return sorted(
        book.records["framework"], key=lambda entry: (_read_framework(entry).published, entry.title)
    )


def until(entry: Entry, now: int) -> int:
    """The year a framework's bar ends: when it stopped being current, or ``now``."""
    return _read_framework(entry).until or now


def lineage(book: Handbook) -> Markup:
    """Draw every framework over time. A solid arrow leads to what took its place, a dashed one to what was
    built from it."""
    entries = in_order(book)
    first = min((_read_framework(entry).published for entry in entries), default=0) // STEP * STEP
    now = max(
        (
            year
            for entry in entries
            for year in (
                _read_framework(entry).drafted.year,
                _read_framework(entry).published,
                _read_framework(entry).until or 0,
            )
        ),
        default=first,
    )

    def at(year: int) -> float:
        return LEFT + (RIGHT - LEFT) * (year - first) / (now + 1 - first)

    rows, parts, y = {}, [], 34.0
    for entry in entries:
        name, since, last = _name(entry), _read_framework(entry).published, _read_framework(entry).until
        start, end = at(since), at(until(entry, now) + (0 if last else 1))
        said = (
            _("%(framework)s, %(first)s to %(last)s", framework=name, first=since, last=last)
            if last
            else f"{name}, {since}"
        )
        anchor, x, room = (
            ("start", start, RIGHT - start) if start < WIDTH * 0.5 else ("end", RIGHT, RIGHT - LEFT)
        )
        text, tall = words(said, x, y + 11, room, 12.5, anchor, "hb-svg__strong")
        rows[entry.id] = (start, max(end, start + 6), y + tall + 7)
        parts += [
            text,
            tag(
                "rect",
                x=start,
                y=y + tall + 2,
                width=max(6.0, end - start),
                height=10,
                rx=2,
                class_=f"hb-svg__bar hb-data-{COLOURS.get(_read_framework(entry).status, 4)}",
            ),
        ]
        y += tall + 26
    years = range(first, now + 1, STEP)
    grid = [
        tag("line", x1=float(at(year)), y1=22.0, x2=float(at(year)), y2=y - 8, class_="hb-svg__grid")
        for year in years
    ]
    scale = [
        tag(
            "text",
            escape(str(year)),
            x=float(at(year)),
            y=14,
            class_="hb-svg__soft",
            font_size=11.5,
            text_anchor="start" if year == first else "middle",
        )
        for year in years
    ]
    arrows = [mark for entry in entries for mark in _arrows(book, entry, rows)]
    return figure(
        "lineage",
        _("Lineage of the competency frameworks"),
        _("%(frameworks)s The table below the picture says the same.", frameworks=_said(book, entries)),
        y,
        *grid,
        *scale,
        *arrows,
        *parts,
        class_="hb-lineage",
    )


def _arrows(book: Handbook, entry: Entry, rows: dict[str, tuple[float, float, float]]) -> list[str]:
    """From the bar of each forerunner down to the level of this bar, then across to its start."""
    start, _end, y = rows[entry.id]
    found = []
    for names, style in (
        (_read_framework(entry).supersedes, ""),
        (_read_framework(entry).draws_on, "--weak"),
        (_read_framework(entry).follows, "--weak"),
    ):
        for name in names:
            _start, end, above = rows[book.resolve(name).id]
            x, line = (
                min(end, start) - (9 if style else 4),
                "hb-svg__arrow" + (f" hb-svg__arrow{style}" if style else ""),
            )
            found += [
                tag("path", d=f"M{x:.1f} {above + 5:.1f}V{y:.1f}", class_=line),
                arrow(x, y, start - 1, y, 6, line),
            ]
    return found


def _said(book: Handbook, entries: list[Entry]) -> str:
    def named(ids: list[str]) -> str:
        return ", ".join(_name(book.resolve(id)) for id in ids)

    def told(entry: Entry) -> str:
        node = _read_framework(entry)
        parts = [f"{_name(entry)}, {node.published}"]
        if node.supersedes:
            parts.append(_("took the place of %(frameworks)s", frameworks=named(node.supersedes)))
        if node.draws_on:
            parts.append(_("built from %(frameworks)s", frameworks=named(node.draws_on)))
        if node.follows:
            parts.append(_("came after %(frameworks)s in the same line", frameworks=named(node.follows)))
        return ", ".join(parts) + "."

    return " ".join(map(told, entries))


def _name(entry: Entry) -> str:
    return _read_framework(entry).abbreviation or entry.title


def _read_framework(framework: Entry) -> CompetencyFramework:
    return framework.read_as(CompetencyFramework)

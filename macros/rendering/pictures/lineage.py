"""The lineage of the competency frameworks: a bar over the years for each, and arrows to its successors."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from markupsafe import Markup

from macros.i18n.phrases import _
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework
from macros.rendering.pictures.svg import WIDTH, build_element, build_picture, draw_arrow, draw_words

LEFT, RIGHT = 8.0, WIDTH - 8.0
STEP = 5  # Years between two lines of the scale.
# By status: the classes of a bar.
BAR_CLASSES = {
    "current": "hb-data-1",
    "superseded": "hb-data-2",
    "withdrawn": "hb-data-3",
    "announced": "hb-svg__bar--announced",
}


def sort_frameworks(book: Handbook) -> list[Entry]:
    """The frameworks by the year they were first published."""
    return sorted(
        book.records["framework"], key=lambda entry: (_read_framework(entry).published, entry.title)
    )


def find_end_year(entry: Entry, scale_end: int) -> int:
    """The year in which a framework's bar ends: when it stopped being current, else ``scale_end``."""
    return _read_framework(entry).until or scale_end


def draw_lineage(book: Handbook) -> Markup:
    """The picture of all frameworks over time. A solid arrow leads to the framework that took a framework's
    place, a dashed one to one that was built from it or came after it in the same line."""
    entries = sort_frameworks(book)
    scale_start = min((_read_framework(entry).published for entry in entries), default=0) // STEP * STEP
    scale_end = max((year for entry in entries for year in _list_years(entry)), default=scale_start)

    def find_x(year: int) -> float:
        return LEFT + (RIGHT - LEFT) * (year - scale_start) / (scale_end + 1 - scale_start)

    rows, parts, y = {}, [], 34.0
    for entry in entries:
        framework = _read_framework(entry)
        start = find_x(framework.published)
        end = find_x(find_end_year(entry, scale_end) + (0 if framework.until else 1))
        anchor, x, room = (
            ("start", start, RIGHT - start) if start < WIDTH * 0.5 else ("end", RIGHT, RIGHT - LEFT)
        )
        name_words, text_height = draw_words(
            _label_bar(entry), x, y + 11, room, 12.5, anchor, "hb-svg__strong"
        )
        rows[entry.id] = (start, max(end, start + 6), y + text_height + 7)
        parts += [
            name_words,
            build_element(
                "rect",
                x=start,
                y=y + text_height + 2,
                width=max(6.0, end - start),
                height=10,
                rx=2,
                class_=f"hb-svg__bar {BAR_CLASSES.get(framework.status, 'hb-data-4')}",
            ),
        ]
        y += text_height + 26
    years = {year: float(find_x(year)) for year in range(scale_start, scale_end + 1, STEP)}
    arrows = [arrow for entry in entries for arrow in _draw_arrows(book, entry, rows)]
    return build_picture(
        "lineage",
        _("Lineage of the competency frameworks"),
        _(
            "%(frameworks)s The table below the picture says the same.",
            frameworks=_describe_lineage(book, entries),
        ),
        y,
        *_draw_grid(years, y - 8),
        *_draw_scale(years),
        *arrows,
        *parts,
        class_="hb-lineage",
    )


def _list_years(entry: Entry) -> tuple[int, int, int]:
    framework = _read_framework(entry)
    return framework.drafted.year, framework.published, framework.until or 0


def _label_bar(entry: Entry) -> str:
    """What stands above a framework's bar: its name, and its first year or its years."""
    name, framework = _name_framework(entry), _read_framework(entry)
    if not framework.until:
        return f"{name}, {framework.published}"
    return _(
        "%(framework)s, %(first)s to %(last)s",
        framework=name,
        first=framework.published,
        last=framework.until,
    )


def _draw_grid(years: Mapping[int, float], bottom: float) -> list[str]:
    """A line down to ``bottom`` at each of ``years``, which have their places from the left."""
    return [
        build_element("line", x1=x, y1=22.0, x2=x, y2=bottom, class_="hb-svg__grid") for x in years.values()
    ]


def _draw_scale(years: Mapping[int, float]) -> list[str]:
    """The numbers of ``years``, which have their places from the left."""
    return [
        build_element(
            "text",
            escape(str(year)),
            x=x,
            y=14,
            class_="hb-svg__soft",
            font_size=11.5,
            text_anchor="start" if year == min(years) else "middle",
        )
        for year, x in years.items()
    ]


def _draw_arrows(book: Handbook, entry: Entry, rows: dict[str, tuple[float, float, float]]) -> list[str]:
    """The arrows to a framework's bar: each goes from the bar of a forerunner down to the height of this one,
    then across to its start. ``rows`` has start, end and height of each bar, by the framework's id."""
    start, _end, y = rows[entry.id]
    arrows = []
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
            arrows += [
                build_element("path", d=f"M{x:.1f} {above + 5:.1f}V{y:.1f}", class_=line),
                draw_arrow(x, y, start - 1, y, 6, line),
            ]
    return arrows


def _describe_lineage(book: Handbook, entries: list[Entry]) -> str:
    def join_names(ids: list[str]) -> str:
        return ", ".join(_name_framework(book.resolve(id)) for id in ids)

    def describe_framework(entry: Entry) -> str:
        node = _read_framework(entry)
        parts = [f"{_name_framework(entry)}, {node.published}"]
        if node.supersedes:
            parts.append(_("took the place of %(frameworks)s", frameworks=join_names(node.supersedes)))
        if node.draws_on:
            parts.append(_("built from %(frameworks)s", frameworks=join_names(node.draws_on)))
        if node.follows:
            parts.append(_("came after %(frameworks)s in the same line", frameworks=join_names(node.follows)))
        return ", ".join(parts) + "."

    return " ".join(map(describe_framework, entries))


def _name_framework(entry: Entry) -> str:
    return _read_framework(entry).abbreviation or entry.title


def _read_framework(framework: Entry) -> CompetencyFramework:
    return framework.read_head_as(CompetencyFramework)

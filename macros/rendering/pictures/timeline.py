"""The timeline of a case: a bar or a mark for each time it names, and the years in which something was
measured."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from html import escape

from markupsafe import Markup

from macros.i18n.phrases import _, format_month
from macros.records.entries import Entry
from macros.records.kinds import Case, Moment
from macros.rendering.pictures.svg import WIDTH, build_element, build_picture, draw_arrow, draw_words

LEFT, RIGHT = 8.0, WIDTH - 16.0
MOST_LINES = 6  # Of the scale of years.
STEPS = (1, 2, 5, 10, 20, 50, 100)
_DATED = re.compile(r"(?P<first>[12]\d{3})(?: to (?P<last>[12]\d{3})|/\d\d)?")


def draw_timeline(entry: Entry) -> Markup:
    """The timeline of a case, by years from left to right."""
    case = entry.read_as(Case)
    measured = list_measured_years(case)
    spans = [_find_span(moment) for moment in case.timeline]
    first = int(min([start for start, _end in spans] + [float(year) for year in measured[:1]]))
    last = math.ceil(max([end for _start, end in spans] + [year + 1.0 for year in measured[-1:]]))
    step = next(step for step in STEPS if (last - first) / step <= MOST_LINES or step == STEPS[-1])
    first, last = first // step * step, -(-last // step) * step

    def find_x(year: float) -> float:
        return LEFT + (RIGHT - LEFT) * (year - first) / (last - first)

    parts, y = [], 24.0
    for moment, (start, end) in zip(case.timeline, spans, strict=True):
        drawn, height = _draw_moment(moment, find_x(start), find_x(end), y)
        parts += drawn
        y += height
    if measured:
        words, height = draw_words(_("Years of the figures below"), LEFT, y + 12, RIGHT - LEFT, 12.5)
        parts += [words, *(_draw_mark(find_x(year + 0.5), y + height + 8, True) for year in measured)]
        y += height + 22
    return build_picture(
        f"timeline-{entry.id}",
        _("Timeline of %(title)s", title=entry.title),
        _describe(case, measured),
        y,
        *_draw_years(range(first, last + 1, step), find_x, y - 4),
        *parts,
        class_="hb-timeline",
    )


def list_measured_years(case: Case) -> list[int]:
    """The years, in order, of the points of a case's measures that are named by a year or a span of years."""
    years = set()
    for case_measure in case.measures:
        for point in case_measure.points:
            if date := _DATED.fullmatch(point.when):
                years.add(int(date["first"]))
                if date["last"]:
                    years.add(int(date["last"]))
    return sorted(years)


def _find_span(moment: Moment) -> tuple[float, float]:
    """Where a moment begins and ends, in years."""
    start = _read_month(moment.start)[0]
    return start, _read_month(moment.end or moment.start)[1]


def _read_month(text: str) -> tuple[float, float]:
    """The beginning and the end of a year or a month, in years."""
    year = float(text[:4])
    if len(text) == 4:
        return year, year + 1
    month = int(text[5:])
    return year + (month - 1) / 12, year + month / 12


def _label_moment(moment: Moment) -> str:
    start = format_month(moment.start)
    if moment.end:
        when = _("%(first)s to %(last)s", first=start, last=format_month(moment.end))
    else:
        when = _("from %(first)s", first=start) if moment.onwards else start
    return f"{moment.what}, {when}"


def _describe(case: Case, measured: list[int]) -> str:
    sentences = [f"{_label_moment(moment)}." for moment in case.timeline]
    if measured:
        years = ", ".join(map(str, measured))
        sentences.append(_("Years of the figures below: %(years)s.", years=years))
    return " ".join(sentences)


def _draw_years(years: range, find_x: Callable[[float], float], bottom: float) -> list[str]:
    parts = []
    for year in years:
        x = float(find_x(year))
        parts += [
            build_element("line", x1=x, y1=20, x2=x, y2=bottom, class_="hb-svg__grid"),
            build_element(
                "text",
                escape(str(year)),
                x=max(x, 15.0),
                y=13,
                class_="hb-svg__soft",
                font_size=11.5,
                text_anchor="middle",
            ),
        ]
    return parts


def _draw_moment(moment: Moment, start: float, end: float, y: float) -> tuple[list[str], float]:
    """The words of a moment with its bar, arrow or mark below them, and the height that they take."""
    is_left = start < WIDTH * 0.5
    reach = end if moment.end else start
    x, anchor, room = (start, "start", RIGHT - start) if is_left else (max(reach, start), "end", reach - LEFT)
    words, height = draw_words(_label_moment(moment), x, y + 12, room, 12.5, anchor)
    line = y + height + 7
    if moment.end:
        mark = build_element(
            "rect",
            x=float(start),
            y=line - 4,
            width=float(max(3.0, end - start)),
            height=8,
            rx=2,
            class_="hb-svg__bar hb-data-1",
        )
    elif moment.onwards:
        mark = draw_arrow(start, line, WIDTH - 6, line, 8)
    else:
        mark = _draw_mark((start + end) / 2, line, False)
    return [words, mark], height + 20


def _draw_mark(x: float, y: float, is_measured: bool) -> str:
    style = "hb-timeline__measured" if is_measured else "hb-svg__bar hb-data-2"
    return build_element("circle", cx=float(x), cy=float(y), r=4.5, class_=style)

"""A series of figures as a run chart and as an XmR chart, with every rule marked by a letter.

The letters lead to sentences (:func:`list_run_rules`, :func:`list_xmr_rules`) that say what each rule found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from macros.curriculum import variation
from macros.i18n.phrases import _, format_number, ngettext
from macros.records.drawings import Series
from macros.rendering.pictures.scales import Scale, build_scale
from macros.rendering.pictures.svg import WIDTH, build_element, build_picture, draw_words, format_number as n

TOP, BOTTOM, LEFT, RIGHT = 34.0, 226.0, 34.0, WIDTH - 12.0
RUN_SHIFT, RUN_TREND = 6, 5  # Points in a row by which a run chart's rules fire.
XMR_SHIFT, XMR_TREND = 7, 7  # The same of an XmR chart in the Making Data Count style.


@dataclass(frozen=True)
class Rule:
    """A rule of a chart: the ``letter`` that marks it, its name, and its ``verdict`` on the series."""

    letter: str
    title: str
    verdict: str


@dataclass(frozen=True)
class _Frame:
    """Where the figures of a series stand."""

    series: Series
    scale: Scale

    def find_x(self, place: float) -> float:
        return LEFT + 8 + (RIGHT - LEFT - 16) * place / (len(self.series.figures) - 1)

    def find_y(self, figure: float) -> float:
        return self.scale.find_place(figure)

    def find_point(self, place: int) -> tuple[float, float]:
        return self.find_x(place), self.find_y(self.series.figures[place])


# -- the two charts


def draw_run_chart(series: Series) -> Markup:
    """The figures of ``series`` around the median of its baseline."""
    frame, line = _build_frame(series), _find_median(series)
    shift = variation.find_shift(series.figures, line, RUN_SHIFT)
    crossings = variation.list_crossings(series.figures, line)
    furthest = variation.find_furthest(series.figures, line)
    marks = [
        *(_draw_bracket(frame, shift, "A") if shift else ()),
        *_draw_trend(frame, "B"),
        *(_draw_crossing(frame, pair, line) for pair in crossings),
        *(_draw_letter(*_find_crossing(frame, crossings[0], line), "C", -15, 12) if crossings else ()),
        *_draw_letter(*frame.find_point(furthest), "D", 0, 16),
    ]
    lines = [
        *_draw_line(frame, line, "hb-chart__line"),
        _draw_line_name(_("median %(figure)s", figure=_format(line)), frame, line, "end", 13),
    ]
    return _build_chart(
        "run", _("Run chart: %(title)s", title=series.title), frame, lines, marks, list_run_rules(series)
    )


def draw_xmr_chart(series: Series) -> Markup:
    """The figures of ``series`` around the mean of its baseline, between the limits worked out from it."""
    frame, limits = _build_frame(series), _find_limits(series)
    below, above = limits.outer_thirds
    shift = variation.find_shift(series.figures, limits.mean, XMR_SHIFT)
    outer = variation.list_in_outer_thirds(series.figures, limits)
    furthest = variation.find_furthest(series.figures, limits.mean)
    x, y = frame.find_point(furthest)
    marks = [
        *_draw_letter(x, frame.find_y(limits.upper), "A", 0, -12),
        *(_draw_bracket(frame, shift, "B") if shift else ()),
        *_draw_trend(frame, "C"),
        *(_draw_ring(frame.find_point(place)) for place in outer),
        *_draw_letter(LEFT + 20, frame.find_y((above + limits.upper) / 2), "D", 0, 0),
    ]
    bands = [
        build_element(
            "rect",
            x=LEFT,
            y=float(frame.find_y(top)),
            width=RIGHT - LEFT,
            height=float(frame.find_y(bottom) - frame.find_y(top)),
            class_="hb-chart__band",
        )
        for bottom, top in ((above, limits.upper), (limits.lower, below))
    ]
    lines = [
        *bands,
        *_draw_line(frame, limits.mean, "hb-chart__line"),
        *_draw_line(frame, limits.upper, "hb-chart__limit"),
        *_draw_line(frame, limits.lower, "hb-chart__limit"),
        _draw_line_name(_("mean %(figure)s", figure=_format(limits.mean)), frame, limits.mean, "end", 13),
        _draw_line_name(
            _("upper limit %(figure)s", figure=_format(limits.upper)), frame, limits.upper, "start", -5
        ),
        _draw_line_name(
            _("lower limit %(figure)s", figure=_format(limits.lower)), frame, limits.lower, "start", 13
        ),
    ]
    return _build_chart(
        "xmr", _("XmR chart: %(title)s", title=series.title), frame, lines, marks, list_xmr_rules(series)
    )


def _build_chart(
    form: str, title: str, frame: _Frame, lines: Sequence[str], marks: Sequence[str], rules: Sequence[Rule]
) -> Markup:
    series = frame.series
    figures = ", ".join(_format(figure, 0) for figure in series.figures)
    description = " ".join(
        [
            _("By %(period)s: %(figures)s.", period=series.period, figures=figures),
            *(f"{rule.title}: {rule.verdict}" for rule in rules),
        ]
    )
    return build_picture(
        f"{series.id}-{form}",
        title,
        description,
        BOTTOM + 34,
        *_draw_axes(frame),
        *lines,
        *_draw_change(frame),
        *_draw_figures(frame),
        *marks,
        class_="hb-chart",
    )


def _build_frame(series: Series) -> _Frame:
    limits = _find_limits(series)
    figures = [*series.figures, limits.upper, limits.lower]
    return _Frame(series, build_scale(figures, BOTTOM, TOP, 5))


def _find_limits(series: Series) -> variation.Limits:
    return variation.find_limits(series.figures[: series.baseline])


def _find_median(series: Series) -> float:
    return variation.find_median(series.figures[: series.baseline])


# -- what the rules found


def list_run_rules(series: Series) -> list[Rule]:
    """The rules of a run chart, with what each found in ``series``."""
    line = _find_median(series)
    shift = variation.find_shift(series.figures, line, RUN_SHIFT)
    trend = variation.find_longest_trend(series.figures)
    crossings = len(variation.list_crossings(series.figures, line))
    furthest = series.figures[variation.find_furthest(series.figures, line)]
    return [
        Rule("A", _("Shift"), _tell_shift(series, shift, RUN_SHIFT)),
        Rule("B", _("Trend"), _tell_trend(series, trend, RUN_TREND)),
        Rule(
            "C",
            _("Runs"),
            ngettext(
                "the line crosses the median %(num)s time; the published table has the limits.",
                "the line crosses the median %(num)s times; the published table has the limits.",
                crossings,
            ),
        ),
        Rule(
            "D",
            _("Astronomical point"),
            _(
                "none. The furthest from the median is %(figure)s%(unit)s, which nobody would call absurd.",
                figure=_format(furthest, 0),
                unit=series.unit if series.unit == "%" else "",
            ),
        ),
    ]


def list_xmr_rules(series: Series) -> list[Rule]:
    """The rules of an XmR chart in the Making Data Count style, with what each found in ``series``."""
    limits = _find_limits(series)
    outside = variation.list_outside(series.figures, limits)
    shift = variation.find_shift(series.figures, limits.mean, XMR_SHIFT)
    trend = variation.find_longest_trend(series.figures)
    two_of_three = variation.find_two_of_three(series.figures, limits)
    outer = len(variation.list_in_outer_thirds(series.figures, limits))
    return [
        Rule(
            "A",
            _("Outside"),
            _("fires in %(where)s, beyond a limit.", where=_name_period(series, outside[0]))
            if outside
            else _("no point lies beyond a limit."),
        ),
        Rule("B", _("Shift"), _tell_shift(series, shift, XMR_SHIFT)),
        Rule("C", _("Trend"), _tell_trend(series, trend, XMR_TREND)),
        Rule(
            "D",
            _("Two of three"),
            _("fires in %(where)s.", where=_name_period(series, two_of_three[-1]))
            if two_of_three
            else ngettext(
                "does not fire. %(num)s point lies in an outer third, shaded here.",
                "does not fire. %(num)s points lie in an outer third, shaded here.",
                outer,
            ),
        ),
    ]


def _tell_shift(series: Series, shift: Sequence[int], least: int) -> str:
    if not shift:
        return _("no %(number)s points in a row lie on one side.", number=least)
    return _(
        "fires in %(where)s, at point %(number)s of the row.",
        where=_name_period(series, shift[-1]),
        number=least,
    )


def _tell_trend(series: Series, trend: Sequence[int], least: int) -> str:
    if len(trend) >= least:
        return _("fires in %(where)s.", where=_name_period(series, trend[least - 1]))
    return _(
        "does not fire. The longest row has %(longest)s of the %(least)s points it needs.",
        longest=len(trend),
        least=least,
    )


def _name_period(series: Series, place: int) -> str:
    return f"{series.period} {place + 1}"


def tabulate_series(series: Series) -> dict[str, list[tuple[str, ...]]]:
    """The figures and the sums of ``series`` as rows: the ``figures`` in stretches, and the
    ``sums`` with how each is worked out."""
    baseline = series.figures[: series.baseline]
    limits, steps = _find_limits(series), variation.list_steps(baseline)
    return {
        "figures": [_tabulate_stretch(series, *ends) for ends in _list_stretches(series)],
        "sums": [
            (
                _("Mean of %(periods)s 1 to %(last)s", periods=series.periods, last=series.baseline),
                f"{_format(sum(baseline), 0)} ÷ {len(baseline)}",
                _format(limits.mean),
            ),
            (
                _("Average moving range"),
                f"{_format(sum(steps), 0)} ÷ {len(steps)}",
                _format(limits.average_range, 2),
            ),
            (
                _("Upper and lower limit"),
                f"{_format(limits.mean)} ± {variation.LIMIT_FACTOR} × {_format(limits.average_range, 2)}",
                _("%(upper)s and %(lower)s", upper=_format(limits.upper), lower=_format(limits.lower)),
            ),
            (
                _("Limit for one step"),
                f"{variation.STEP_FACTOR} × {_format(limits.average_range, 2)}",
                _(
                    "%(limit)s (the largest step is %(largest)s)",
                    limit=_format(limits.step),
                    largest=_format(max(steps), 0),
                ),
            ),
            (_("Median for a run chart"), _tell_middle(baseline), _format(_find_median(series))),
        ],
    }


def _tell_middle(baseline: Sequence[float]) -> str:
    ordered, half = sorted(baseline), len(baseline) // 2
    if len(baseline) % 2:
        return _format(ordered[half], 0)
    return _(
        "between %(lower)s and %(upper)s",
        lower=_format(ordered[half - 1], 0),
        upper=_format(ordered[half], 0),
    )


def _list_stretches(series: Series) -> list[tuple[int, int]]:
    """The first and the last place of each row of the table: the baseline in halves, and what follows."""
    half = series.baseline // 2
    ends = [0, half, series.baseline, len(series.figures)]
    return [(start, end) for start, end in zip(ends, ends[1:], strict=False) if start < end]


def _tabulate_stretch(series: Series, start: int, end: int) -> tuple[str, str, str]:
    steps = variation.list_steps(series.figures[max(0, start - 1) : end])
    return (
        _("%(first)s to %(last)s", first=start + 1, last=end),
        ", ".join(_format(figure, 0) for figure in series.figures[start:end]),
        ", ".join(_format(step, 0) for step in steps) if end <= series.baseline else _("not used"),
    )


def _format(figure: float, decimals: int = 1) -> str:
    return format_number(figure, decimals)


# -- the parts of the drawing


def _draw_axes(frame: _Frame) -> list[str]:
    """The scale on the left, with a line across at each number, and the periods below."""
    parts = []
    ticks = frame.scale.list_ticks()
    for figure in ticks:
        y = float(frame.find_y(figure))
        label = frame.scale.format_tick(figure) + (frame.series.unit if figure == ticks[-1] else "")[:1]
        parts += [
            build_element("line", x1=LEFT, y1=y, x2=RIGHT, y2=y, class_="hb-svg__grid"),
            _draw_text(label, LEFT - 5, y + 4, "end"),
        ]
    count = len(frame.series.figures)
    places = [0, *range(4, count, 5)]
    parts += [_draw_text(str(place + 1), frame.find_x(place), BOTTOM + 14, "middle") for place in places]
    parts.append(_draw_text(frame.series.period, LEFT, BOTTOM + 29, "start"))
    return parts


def _draw_text(words: str, x: float, y: float, anchor: str, class_: str = "hb-svg__soft") -> str:
    return build_element(
        "text", escape(words), x=float(x), y=float(y), class_=class_, font_size=11, text_anchor=anchor
    )


def _draw_change(frame: _Frame) -> list[str]:
    """The day of the change: a line down, and what was changed."""
    x = float(frame.find_x(frame.series.baseline - 0.5))
    words, _height = draw_words(frame.series.change, x, 12, 210, 11, "middle", "hb-svg__text")
    return [
        build_element("line", x1=x, y1=TOP - 18, x2=x, y2=BOTTOM, class_="hb-chart__change"),
        words,
    ]


def _draw_figures(frame: _Frame) -> list[str]:
    points = [frame.find_point(place) for place in range(len(frame.series.figures))]
    path = "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points)
    return [
        build_element("path", d=path, class_="hb-chart__path"),
        *(
            build_element("circle", cx=float(x), cy=float(y), r=3.2, class_="hb-chart__point")
            for x, y in points
        ),
    ]


def _draw_line(frame: _Frame, figure: float, class_: str) -> list[str]:
    """A line across the chart: solid over the baseline from which it comes, broken where it is carried on."""
    y, change = float(frame.find_y(figure)), float(frame.find_x(frame.series.baseline - 0.5))
    return [
        build_element("line", x1=LEFT, y1=y, x2=change, y2=y, class_=class_),
        build_element("line", x1=change, y1=y, x2=RIGHT, y2=y, class_=f"{class_} hb-chart__carried"),
    ]


def _draw_line_name(words: str, frame: _Frame, figure: float, anchor: str, down: float) -> str:
    return _draw_text(
        words, RIGHT if anchor == "end" else LEFT + 4, frame.find_y(figure) + down, anchor, "hb-svg__strong"
    )


def _draw_bracket(frame: _Frame, places: Sequence[int], letter: str) -> list[str]:
    """A bracket over the points of a rule that fires, with a ring round the last, at which it does."""
    start, end = float(frame.find_x(places[0])), float(frame.find_x(places[-1]))
    y = min(frame.find_point(place)[1] for place in places) - 14
    path = f"M{n(start)} {n(y + 6)}V{n(y)}L{n(end)} {n(y)}V{n(y + 6)}"
    return [
        build_element("path", d=path, class_="hb-chart__bracket"),
        _draw_ring(frame.find_point(places[-1])),
        *_draw_letter((start + end) / 2, y, letter, 0, -10),
    ]


def _draw_trend(frame: _Frame, letter: str) -> list[str]:
    """A line under the longest row that rises or falls."""
    places = variation.find_longest_trend(frame.series.figures)
    points = [frame.find_point(place) for place in places]
    path = "M" + "L".join(f"{n(x + 5)} {n(y + 9)}" for x, y in points)
    return [
        build_element("path", d=path, class_="hb-chart__bracket"),
        *_draw_letter(*points[0], letter, 6, 26),
    ]


def _find_crossing(frame: _Frame, pair: tuple[int, int], line: float) -> tuple[float, float]:
    (x1, y1), (x2, y2) = map(frame.find_point, pair)
    y = frame.find_y(line)
    return x1 + (x2 - x1) * (y - y1) / (y2 - y1), y


def _draw_crossing(frame: _Frame, pair: tuple[int, int], line: float) -> str:
    x, y = _find_crossing(frame, pair, line)
    return build_element("line", x1=float(x), y1=y - 5, x2=float(x), y2=y + 5, class_="hb-chart__crossing")


def _draw_ring(point: tuple[float, float]) -> str:
    return build_element("circle", cx=float(point[0]), cy=float(point[1]), r=6.5, class_="hb-chart__ring")


def _draw_letter(x: float, y: float, letter: str, right: float, down: float) -> list[str]:
    """The letter of a rule in a small disc, beside a point."""
    x, y = float(x + right), float(y + down)
    return [
        build_element("circle", cx=x, cy=y, r=7.5, class_="hb-chart__disc"),
        build_element(
            "text",
            escape(letter),
            x=x,
            y=y + 3.8,
            class_="hb-chart__letter",
            font_size=11,
            text_anchor="middle",
        ),
    ]

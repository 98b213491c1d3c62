"""A case's measure: a bar from nought for each figure, or a point beside the line of no difference.

Shares stand on a scale from 0 to 100. Figures that are still to be verified are hatched, and what was
published in words alone is not drawn.
"""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from macros.i18n.phrases import _, format_number
from macros.records.kinds import Effect, Measure, Point
from macros.rendering.pictures.scales import Scale, build_scale, draw_scale_below
from macros.rendering.pictures.svg import CHARACTER_WIDTH, WIDTH, build_element, build_picture, draw_words

LEFT = 6.0  # Where the scale begins.
LONGEST_LABEL = 16  # Characters of a figure's published words that may stand beside its bar.
SMALL_SHARE = 10  # Per cent: where all are below it, their part of the scale is drawn larger.
HATCH = 6.0  # Units between the lines of a hatched bar.


def has_figures(case_measure: Measure) -> bool:
    """Whether a measure has a figure to draw; it may have been published in words alone."""
    return any(point.value is not None for point in case_measure.points)


def is_doubtful(case_measure: Measure) -> bool:
    """Whether the figures of a measure are to be verified before anyone relies on them."""
    return case_measure.certainty == "low"


def draw_measure(key: str, case_measure: Measure) -> Markup:
    """The picture of a measure that has figures; ``key`` is unique on the page. The table beside it holds the
    same figures."""
    parts, y = [], 4.0
    if is_doubtful(case_measure):
        words, text_height = draw_words(
            _explain_hatching(), LEFT, y + 11, WIDTH - 12, 12, class_="hb-svg__soft"
        )
        parts, y = [words], y + text_height + 6
    rows, y = _draw_points(case_measure, y)
    parts += rows
    if effect := case_measure.effect:
        rows, y = _draw_effect(effect, y + 12)
        parts += rows
    return build_picture(
        key, case_measure.title, _describe(case_measure), y, *parts, class_="hb-measure__svg"
    )


def _explain_hatching() -> str:
    return _("Hatched: still to be verified.")


def _describe(case_measure: Measure) -> str:
    figures = "; ".join(
        f"{point.when}: {format_figure(point)}{format_interval(point)}" for point in case_measure.points
    )
    sentences = [f"{case_measure.unit}. {figures}."]
    if effect := case_measure.effect:
        sentences.append(f"{effect.name}: {format_figure(effect)}{format_interval(effect)}.")
    if is_doubtful(case_measure):
        sentences.append(_explain_hatching())
    return " ".join(sentences)


# -- the figures


def _draw_points(case_measure: Measure, y: float) -> tuple[list[str], float]:
    """A row for each point of a measure over a common scale, and where it ends below."""
    scale, is_enlarged = _choose_scale(case_measure)
    zero = float(scale.find_place(case_measure.no_difference or 0.0))
    rows, top = [], y
    for point in case_measure.points:
        label, text_height = draw_words(point.when, LEFT, y + 11, WIDTH - 12, 12.5)
        row = y + text_height + 2
        rows += [label, _draw_axis(zero, row), *_draw_figure(case_measure, point, scale, row)]
        y = row + 26
    grid = draw_scale_below(scale, top, y, "%" if _is_share(case_measure) else "")
    y += 18
    if case_measure.no_difference is not None:
        note, text_height = _draw_line_note(zero, y + 10)
        return [*grid, *rows, note], y + text_height + 2
    if is_enlarged:
        strip, y = _draw_whole_share(scale, y)
        return [*grid, *rows, *strip], y
    return [*grid, *rows], y


def _draw_axis(x: float, y: float) -> str:
    """The line of nought, or of no difference, beside one row."""
    return build_element("line", x1=x, y1=y - 2, x2=x, y2=y + 16, class_="hb-svg__axis")


def _draw_line_note(x: float, y: float) -> tuple[str, float]:
    """What the line of no difference means, below it."""
    words = _("the line: no difference")
    half = len(words) * 11 * CHARACTER_WIDTH / 2
    x = min(max(x, half), WIDTH - half)
    return draw_words(words, x, y, WIDTH, 11, "middle", "hb-svg__soft")


def _choose_scale(case_measure: Measure) -> tuple[Scale, bool]:
    """The scale of a measure, and whether it is a part of 0 to 100 drawn larger."""
    points = case_measure.points
    figures = [figure for point in points for figure in _list_figures(point)]
    longest = max(len(_label(point)) for point in points)
    end = WIDTH - 16 - longest * 13 * CHARACTER_WIDTH
    if case_measure.no_difference is not None:
        return build_scale([*figures, case_measure.no_difference], LEFT + 6, end), False
    if _is_share(case_measure) and max(figures) >= SMALL_SHARE:
        return Scale(0.0, 100.0, 25.0, LEFT, end), False
    return build_scale([*figures, 0.0], LEFT, end), _is_share(case_measure)


def _is_share(case_measure: Measure) -> bool:
    """Whether a measure is of so many per cent of all, from 0 to 100."""
    return case_measure.unit.startswith("%") and all(
        0 <= figure <= 100 for point in case_measure.points for figure in _list_figures(point)
    )


def _draw_figure(case_measure: Measure, point: Point, scale: Scale, y: float) -> list[str]:
    if point.value is None:
        return [_draw_label(point, LEFT, y)]
    place = float(scale.find_place(point.value))
    if case_measure.no_difference is not None:
        mark = [build_element("circle", cx=place, cy=y + 7, r=5, class_="hb-svg__bar hb-data-1")]
    else:
        start, end = sorted((scale.find_place(0), place))
        mark = _draw_bar(start, end, y, is_doubtful(case_measure))
    reach = max(place, scale.find_place(0)) if case_measure.no_difference is None else place + 6
    if point.low is not None and point.high is not None:
        mark += _draw_interval(scale.find_place(point.low), scale.find_place(point.high), y)
        reach = max(reach, scale.find_place(point.high))
    line = scale.find_place(case_measure.no_difference or 0)
    return [*mark, _draw_label(point, _clear_line(reach + 5, point, line), y)]


def _draw_bar(start: float, end: float, y: float, is_hatched: bool) -> list[str]:
    """A bar between two places, filled or, with ``is_hatched``, as an outline with slanting lines in it."""
    width = max(1.5, end - start)
    style = " hb-svg__bar--doubtful" if is_hatched else ""
    bar = build_element(
        "rect", x=float(start), y=y, width=float(width), height=14, class_=f"hb-svg__bar{style} hb-data-1"
    )
    return [bar, *(_draw_hatching(start, width, y, 14.0) if is_hatched else ())]


def _draw_hatching(x: float, width: float, y: float, height: float) -> list[str]:
    """Slanting lines in a frame: each rises to the right, and is cut where the frame ends."""
    lines = []
    for place in range(1, int((width + height) / HATCH) + 1):
        foot = place * HATCH
        low, high = max(0.0, foot - width), min(height, foot)
        lines.append(
            build_element(
                "line",
                x1=float(x + foot - high),
                y1=float(y + high),
                x2=float(x + foot - low),
                y2=float(y + low),
                class_="hb-svg__hatch hb-data-1",
            )
        )
    return lines


def _draw_interval(low: float, high: float, y: float) -> list[str]:
    middle = (low, y + 7, high, y + 7)
    ends = ((low, y + 3, low, y + 11), (high, y + 3, high, y + 11))
    return [
        _draw_line(middle, "hb-svg__halo"),
        *(_draw_line(line, "hb-svg__interval") for line in (middle, *ends)),
    ]


def _draw_line(ends: tuple[float, float, float, float], class_: str) -> str:
    x1, y1, x2, y2 = map(float, ends)
    return build_element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def _clear_line(x: float, point: Point | Effect, line: float) -> float:
    """Where a label may begin that would begin at ``x``: behind the line of nought, or of no difference,
    where this would run through it and strike out its sign."""
    width = len(_label(point)) * 13 * CHARACTER_WIDTH
    return line + 5 if x - 3 < line < x + width else x


def _draw_label(point: Point | Effect, x: float, y: float) -> str:
    return build_element(
        "text", escape(_label(point)), x=float(x), y=y + 11.5, class_="hb-svg__strong", font_size=13
    )


def _draw_whole_share(scale: Scale, y: float) -> tuple[list[str], float]:
    """The scale from 0 to 100 below an enlarged part of it, and two lines from the ends of that part."""
    top, height = y + 14, 7.0
    full_scale = Scale(0.0, 100.0, 50.0, LEFT, scale.end)
    part_end = float(full_scale.find_place(scale.high))
    frame = build_element(
        "rect", x=LEFT, y=top, width=float(full_scale.end - LEFT), height=height, class_="hb-svg__box"
    )
    part = build_element(
        "rect", x=LEFT, y=top, width=float(part_end - LEFT), height=height, class_="hb-svg__bar hb-data-5"
    )
    lines = [
        build_element("line", x1=x1, y1=y, x2=x2, y2=top, class_="hb-svg__grid")
        for x1, x2 in ((LEFT, LEFT), (float(scale.end), part_end))
    ]
    words, text_height = draw_words(
        _("Enlarged: of 0 to 100, the part to %(end)s.", end=scale.format_tick(scale.high)),
        LEFT,
        top + height + 13,
        WIDTH - 12,
        11,
        class_="hb-svg__soft",
    )
    return [*lines, frame, part, words], top + height + text_height + 6


def _draw_effect(effect: Effect, y: float) -> tuple[list[str], float]:
    """The difference that a study reports for a measure, as a point with its interval beside the line of no
    difference."""
    name, text_height = draw_words(effect.name, LEFT, y + 11, WIDTH - 12, 12.5)
    figures = [effect.value, effect.low, effect.high, effect.no_difference]
    end = WIDTH - 16 - len(_label(effect)) * 13 * CHARACTER_WIDTH
    scale = build_scale(figures, LEFT + 6, end)
    row = y + text_height + 2
    bottom = row + 22
    line = float(scale.find_place(effect.no_difference))
    reach = max(scale.find_place(effect.high), scale.find_place(effect.value) + 6)
    note, note_height = _draw_line_note(line, bottom + 28)
    parts = [
        *draw_scale_below(scale, row - 2, bottom),
        _draw_axis(line, row),
        name,
        *_draw_interval(scale.find_place(effect.low), scale.find_place(effect.high), row),
        build_element(
            "circle",
            cx=float(scale.find_place(effect.value)),
            cy=row + 7,
            r=5,
            class_="hb-svg__bar hb-data-3",
        ),
        _draw_label(effect, _clear_line(reach + 5, effect, line), row),
        note,
    ]
    return parts, bottom + 18 + note_height + 2


# -- the figures as text


def _label(point: Point | Effect) -> str:
    """What stands beside a mark: the published words where they are short and say more than the figure."""
    figure = format_figure(point)
    words = (point.text if isinstance(point, Point) else None) or figure
    is_figure_first = words.removeprefix(figure)[:1] in ("%", ",", ";") and words.startswith(figure)
    return figure if is_figure_first or len(words) > LONGEST_LABEL else words


def format_figure(point: Point | Effect) -> str:
    """The figure of a point as text, with its thousands separated; its published words where it has none."""
    if point.value is None:
        return (point.text if isinstance(point, Point) else None) or ""
    return _format_number(point.value, _count_decimals(point))


def format_interval(point: Point | Effect) -> str:
    """The published interval of a point in brackets, with as many decimals as the figure; empty where there
    is none."""
    if point.low is None or point.high is None:
        return ""
    return _(
        " (%(low)s to %(high)s)",
        low=_format_number(point.low, _count_decimals(point)),
        high=_format_number(point.high, _count_decimals(point)),
    )


def _list_figures(point: Point | Effect) -> list[float]:
    return [figure for figure in (point.value, point.low, point.high) if figure is not None]


def _count_decimals(point: Point | Effect) -> int:
    """The largest number of decimals among a point's figures, since reading YAML drops the nought of 4.40."""
    return max((len(f"{figure:.10g}".partition(".")[2]) for figure in _list_figures(point)), default=0)


def _format_number(figure: float, decimals: int) -> str:
    return format_number(figure, decimals).replace("-", "−")

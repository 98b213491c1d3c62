"""Two drawings for work with stakeholders: a power–interest grid and a force field with weights."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from macros.i18n.phrases import _
from macros.records.drawings import Force, ForceField, PowerInterestGrid, Stakeholder
from macros.rendering.pictures.svg import WIDTH, build_element, build_picture, draw_arrow, draw_words

# -- the power–interest grid

LEFT, RIGHT, TOP = 26.0, WIDTH - 4.0, 22.0
BAND = 92.0  # Height of the rows of one degree of power.
BANDS = {"high": 0, "some": 1, "informal": 1, "low": 2}
COLUMNS = {"low": 0.2, "some": 0.5, "high": 0.8}


def draw_grid(grid: PowerInterestGrid) -> Markup:
    """Who stands where between power and interest.

    Who is affected most has a filled mark. Where nobody has asked about the interest a broken line reaches
    across, and power that comes with no office is drawn as a broken arrow upwards.
    """
    bottom = TOP + 3 * BAND
    parts = [*_draw_field(bottom)]
    for person, y in _place_people(grid):
        parts += _draw_person(person, y)
    legend, height = _draw_legend(bottom + 34)
    described = "; ".join(f"{person.who}: {person.position}" for person in grid.people)
    most = ", ".join(person.who for person in grid.people if person.most)
    return build_picture(
        f"{grid.id}-grid",
        _("Power–interest grid: %(title)s", title=grid.title),
        f"{described}." + (" " + _("Affected most: %(people)s.", people=most) if most else ""),
        bottom + 34 + height,
        *parts,
        *legend,
        class_="hb-grid",
    )


def _draw_field(bottom: float) -> Iterator[str]:
    """The frame in four cells, the names of the cells, and the two axes."""
    middle_x, middle_y = (LEFT + RIGHT) / 2, (TOP + bottom) / 2
    yield build_element(
        "rect", x=LEFT, y=TOP, width=RIGHT - LEFT, height=bottom - TOP, rx=4, class_="hb-svg__box"
    )
    for x1, y1, x2, y2 in ((LEFT, middle_y, RIGHT, middle_y), (middle_x, TOP, middle_x, bottom)):
        yield build_element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_="hb-svg__grid")
    for words, x, y, anchor in (
        (_("keep satisfied"), LEFT + 6, TOP + 14, "start"),
        (_("manage closely"), RIGHT - 6, TOP + 14, "end"),
        (_("monitor"), LEFT + 6, middle_y + 14, "start"),
        (_("keep informed"), RIGHT - 6, middle_y + 14, "end"),
    ):
        yield draw_words(words, x, y, 150, 11.5, anchor, "hb-svg__soft")[0]
    yield draw_arrow(LEFT, bottom + 8, RIGHT - 2, bottom + 8, 7)
    yield draw_words(_("more interest"), RIGHT - 2, bottom + 24, 150, 12, "end", "hb-svg__strong")[0]
    yield draw_arrow(LEFT - 9, bottom, LEFT - 9, TOP, 7)
    yield draw_words(_("more power"), LEFT - 18, TOP - 8, 150, 12, "start", "hb-svg__strong")[0]


def _place_people(grid: PowerInterestGrid) -> Iterator[tuple[Stakeholder, float]]:
    """Each person with the height of the mark: those of one band stand below each other."""
    for band in range(3):
        people = [person for person in grid.people if BANDS[person.power] == band]
        for place, person in enumerate(people):
            yield person, TOP + BAND * band + BAND * (place + 0.4) / len(people)


def _draw_person(person: Stakeholder, y: float) -> Iterator[str]:
    if person.interest is None:
        x = (LEFT + RIGHT) / 2
        yield build_element("line", x1=LEFT + 8, y1=y, x2=RIGHT - 8, y2=y, class_="hb-grid__unknown")
    else:
        x = LEFT + (RIGHT - LEFT) * COLUMNS[person.interest]
    if person.power == "informal":
        yield draw_arrow(x, y - 6, x, y - BAND * 0.7, 7, "hb-grid__unknown")
    room = 190 if COLUMNS.get(person.interest or "some") == COLUMNS["some"] else 112
    style = "hb-grid__mark hb-grid__mark--most" if person.most else "hb-grid__mark"
    yield build_element("circle", cx=x, cy=y, r=7 if person.most else 5, class_=style)
    yield draw_words(person.who, x, y + 20, room, 12, "middle", "hb-svg__strong hb-grid__name")[0]


def _draw_legend(y: float) -> tuple[list[str], float]:
    """What the filled mark and the broken lines mean."""
    rows = (
        (
            [build_element("circle", cx=LEFT, cy=y + 10, r=7, class_="hb-grid__mark hb-grid__mark--most")],
            _("affected most"),
        ),
        (
            [
                build_element(
                    "line", x1=LEFT - 14, y1=y + 32, x2=LEFT + 14, y2=y + 32, class_="hb-grid__unknown"
                )
            ],
            _("broken line: nobody has asked; broken arrow: power without office"),
        ),
    )
    parts, height = [], 0.0
    for row, (mark, words) in enumerate(rows):
        text, text_height = draw_words(words, LEFT + 22, y + 14 + row * 22, WIDTH - LEFT - 26, 11.5)
        parts += [*mark, text]
        height = 8 + row * 22 + text_height
    return parts, height + 6


# -- the force field

LONGEST = 118.0  # Of an arrow, at the weight of 5.
HEAVIEST = 5
TIP = 4.0  # From the tip of an arrow to the line between the sides.


def draw_force_field(field: ForceField) -> Markup:
    """The forces on either side of the line where things stand, each with an arrow as long as its weight."""
    sides = {
        side: [force for force in field.forces if force.side == side] for side in ("driving", "restraining")
    }
    middle = WIDTH / 2
    state, state_height = draw_words(field.state, middle, 14, 330, 13, "middle", "hb-svg__strong")
    y = state_height + 26
    parts = [
        state,
        draw_words(_("Driving"), 6, y, 160, 12, "start", "hb-svg__soft")[0],
        draw_words(_("Restraining"), WIDTH - 6, y, 160, 12, "end", "hb-svg__soft")[0],
    ]
    top, y = state_height + 6, y + 20
    for row in range(max(map(len, sides.values()))):
        heights = []
        for side, forces in sides.items():
            if row < len(forces):
                drawn, height = _draw_force(forces[row], side == "driving", y)
                parts += drawn
                heights.append(height)
        y += max(heights)
    axis = build_element("line", x1=middle, y1=top, x2=middle, y2=y, class_="hb-svg__axis")
    return build_picture(
        f"{field.id}-forces",
        _("Force field: %(title)s", title=field.title),
        _(
            "%(state)s. Driving: %(driving)s. Restraining: %(restraining)s.",
            state=field.state,
            driving=_list_forces(sides["driving"]),
            restraining=_list_forces(sides["restraining"]),
        ),
        y + 2,
        axis,
        *parts,
        class_="hb-forces",
    )


def _list_forces(forces: list[Force]) -> str:
    return ", ".join(
        f"{force.title} ({force.weight})" + (_(", to be weakened first") if force.chosen else "")
        for force in forces
    )


def _draw_force(force: Force, is_left: bool, y: float) -> tuple[list[str], float]:
    """The words of a force, its arrow below them with its weight, and the height of the row."""
    side, anchor = (-1, "start") if is_left else (1, "end")
    edge = 6.0 if is_left else WIDTH - 6.0
    words, text_height = draw_words(force.title, edge, y, 152, 12, anchor)
    tip = WIDTH / 2 + side * TIP
    start = tip + side * LONGEST * force.weight / HEAVIEST
    arrow_y = y + text_height + 2
    style = "hb-svg__arrow hb-svg__arrow--" + ("driving" if is_left else "restraining")
    weight, _height = draw_words(
        str(force.weight),
        start + side * 8,
        arrow_y + 4.5,
        30,
        13,
        "end" if is_left else "start",
        "hb-svg__strong",
    )
    parts = [words, draw_arrow(start, arrow_y, tip, arrow_y, 9, style), weight]
    height = text_height + 30
    if force.chosen:
        note, note_height = draw_words(
            _("to be weakened first"), edge, arrow_y + 18, 152, 11.5, anchor, "hb-svg__soft"
        )
        low, high = sorted((tip + side * 2, edge + side * 5.0))
        frame = build_element(
            "rect",
            x=float(low),
            y=y - 15,
            width=float(high - low),
            height=text_height + 20 + note_height + 6,
            rx=4,
            class_="hb-forces__chosen",
        )
        return [frame, *parts, note], height + note_height + 4
    return parts, height

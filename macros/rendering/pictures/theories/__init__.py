"""Pictures of theories of change, each drawn by its own idea; one without such a drawing by its shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from macros.i18n import phrases
from macros.records.entries import Entry
from macros.records.kinds import Theory
from macros.rendering.pictures.shapes import SHAPE_NAMES, SHAPES, join_titles
from macros.rendering.pictures.svg import build_picture
from macros.rendering.pictures.theories import curves, flows, levers, people, places


@dataclass(frozen=True)
class Form:
    """A way to draw a theory.

    ``draw`` gives the height and the elements of the picture of a theory with as many ``words`` beside its
    titles; with ``elements`` it needs just so many of them, or any number from two where that is 0. ``needs``
    is a field that each element must have.
    """

    draw: Callable[[Theory, list[str]], tuple[float, list[str]]]
    words: int
    elements: int = 0
    needs: str = ""


FORMS = {
    "s-curve": Form(curves.draw_s_curve, 9, 5),
    "transition-curve": Form(curves.draw_transition_curve, 4, 3),
    "heat-band": Form(curves.draw_heat_band, 5, 6),
    "best-days": Form(curves.draw_best_days, 7, 4),
    "ramp": Form(curves.draw_ramp, 5, 4),
    "outlier": Form(curves.draw_outlier, 5, 4),
    "bottleneck": Form(flows.draw_bottleneck, 7, 7),
    "stair": Form(flows.draw_stair, 1),
    "streams": Form(flows.draw_streams, 5, 6),
    "two-worlds": Form(flows.draw_two_worlds, 5, 7),
    "gates": Form(flows.draw_gates, 8),
    "backward-map": Form(flows.draw_backward_map, 8, 6),
    "conversation": Form(people.draw_conversation, 3, 5),
    "movement": Form(people.draw_movement, 5, 6),
    "sensemaking": Form(people.draw_sensemaking, 8, 7),
    "flock": Form(people.draw_flock, 3, 5),
    "balance": Form(places.draw_balance, 2, 4, "symbol"),
    "supports": Form(places.draw_supports, 7, 4),
    "hub": Form(places.draw_hub, 2, 8),
    "domains": Form(places.draw_domains, 12, 5),
    "profiles": Form(places.draw_profiles, 4),
    "soils": Form(places.draw_soils, 8, 3, "symbol"),
    "force-field": Form(levers.draw_force_field, 2, needs="side"),
    "leverage": Form(levers.draw_leverage, 2),
}


def draw_theory(entry: Entry) -> Markup:
    """The picture of a theory. The list of its elements on the same page says the same as text."""
    node = entry.read_as(Theory)
    if drawing := node.drawing:
        height, parts = FORMS[drawing.form].draw(node, drawing.words)
        title = phrases._("%(title)s, in a picture", title=entry.title)
        description = phrases._(
            "%(shows)s Written in it: %(words)s.",
            shows=drawing.shows,
            words="; ".join((join_titles(node.elements), *drawing.words)),
        )
        name = drawing.form
    else:
        height, parts, description = SHAPES[node.shape](node)
        title = phrases._(
            "%(title)s, drawn as %(shape)s", title=entry.title, shape=phrases._(SHAPE_NAMES[node.shape])
        )
        name = node.shape
    return build_picture(
        f"shape-{entry.id}", title, description, height, *parts, class_=f"hb-shape hb-shape--{name}"
    )

"""A framework as a wheel: its domains inside, its elements around them, each a link to its page."""

from __future__ import annotations

import math
from collections.abc import Callable
from html import escape

from markupsafe import Markup

from macros.base import language_marks
from macros.i18n import phrases
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework, Item
from macros.rendering.pictures.svg import CHAR, WIDTH, figure, polar, ring, tag, words

HOLE, INNER, OUTER = 40, 118, 175


def wheel(book: Handbook, framework: Entry, href: Callable[[Entry], str]) -> Markup:
    """Draw the two upper ranks of ``framework``; ``href`` gives an entry's address."""
    record, centre = framework.read_as(CompetencyFramework), WIDTH / 2
    tops = book.list_children(framework)
    lowest = record.ranks[1].plural.lower() if len(record.ranks) > 1 else ""
    total = sum(max(1, len(book.list_children(top))) for top in tops)
    parts, at = [], 0
    for colour, top in enumerate(tops, 1):
        below = book.list_children(top)
        share = max(1, len(below))
        edge = INNER if lowest else OUTER
        parts.append(
            _segment(
                top,
                href,
                HOLE,
                edge,
                at / total,
                (at + share) / total,
                f"hb-wheel__domain hb-data-{(colour - 1) % 5 + 1}",
                top.title,
                8.6 if lowest else 11,
            )
        )
        for place, item in enumerate(below):
            turn = (at + place) / total
            parts.append(
                _segment(
                    item,
                    href,
                    INNER + 3,
                    OUTER,
                    turn,
                    turn + 1 / total,
                    f"hb-wheel__item hb-data-{(colour - 1) % 5 + 1}",
                    item.read_as(Item).code,
                    12.5,
                )
            )
        at += share
    name, _ = words(
        record.abbreviation or framework.title,
        centre,
        centre,
        HOLE * 1.7,
        15,
        "middle",
        "hb-svg__strong",
        middle=True,
    )
    title = phrases._("%(framework)s as a wheel", framework=framework.title)
    inside = sum(len(book.list_children(top)) for top in tops)
    domains = record.ranks[0].plural.lower()
    if lowest:
        said = phrases._(
            "%(number)s %(domains)s in the inner ring, %(inside)s %(items)s in the outer ring; each segment"
            " leads to its page. The same links stand as a list beside the picture.",
            number=len(tops),
            domains=domains,
            inside=inside,
            items=lowest,
        )
    else:
        said = phrases._(
            "%(number)s %(domains)s in a ring; each segment leads to its page. The same links stand as a list"
            " beside the picture.",
            number=len(tops),
            domains=domains,
        )
    return figure(
        f"wheel-{framework.id}", title, said, WIDTH, *parts, name, class_="hb-wheel", interactive=True
    )


def _segment(
    entry: Entry,
    href: Callable[[Entry], str],
    inner: float,
    outer: float,
    start: float,
    end: float,
    class_: str,
    said: str,
    size: float,
) -> str:
    centre = WIDTH / 2
    gap = 0.0012
    shape = tag(
        "path", d=ring(centre, centre, inner, outer, start + gap, end - gap), class_="hb-wheel__shape"
    )
    upright = abs(
        math.cos((start + end) * math.pi)
    )  # Above and below the hole there is more room further out than beside it.
    x, y = polar(
        centre,
        centre,
        (inner + outer) / 2 + (14 * upright - 6 if outer == INNER else 16 if inner == HOLE else 0),
        (start + end) / 2,
    )
    room = min(74.0, (end - start) * 6.283 * ((inner + outer) / 2 + 14) * 0.92)
    longest = max(map(len, language_marks.strip(said).split()), default=1)
    size = min(size, room / (CHAR * longest))
    text, _ = words(said, x, y, room, size, "middle", "hb-wheel__label", middle=True)
    name = f"{entry.read_as(Item).code} {entry.title}"
    return tag("a", tag("title", escape(name)), shape, text, href=href(entry), class_=class_, aria_label=name)

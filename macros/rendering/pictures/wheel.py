"""A framework as a wheel: its domains in an inner ring, their items in an outer one, each a link to its
page."""

from __future__ import annotations

import math
from collections.abc import Callable
from html import escape

from markupsafe import Markup

from macros.base import language_marks
from macros.i18n import phrases
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework
from macros.rendering.pictures.svg import (
    CHARACTER_WIDTH,
    WIDTH,
    build_element,
    build_picture,
    draw_ring,
    draw_words,
    find_point,
)

HOLE, INNER, OUTER = 40, 118, 175  # Radii: of the hole, and of the outer edge of either ring.


def draw_wheel(book: Handbook, framework: Entry, href: Callable[[Entry], str]) -> Markup:
    """The picture of the two upper ranks of ``framework``; ``href`` makes the address of an entry."""
    record, centre = framework.read_head_as(CompetencyFramework), WIDTH / 2
    domains = book.list_children(framework)
    has_two_rings = len(record.ranks) > 1
    total = sum(max(1, len(book.list_children(domain))) for domain in domains)
    parts, position = [], 0
    for colour, domain in enumerate(domains, 1):
        items = book.list_children(domain)
        share = max(1, len(items))
        edge = INNER if has_two_rings else OUTER
        parts.append(
            _draw_segment(
                domain,
                href,
                HOLE,
                edge,
                position / total,
                (position + share) / total,
                f"hb-wheel__domain hb-data-{(colour - 1) % 5 + 1}",
                domain.title,
                8.6 if has_two_rings else 11,
            )
        )
        for place, item in enumerate(items):
            turn = (position + place) / total
            parts.append(
                _draw_segment(
                    item,
                    href,
                    INNER + 3,
                    OUTER,
                    turn,
                    turn + 1 / total,
                    f"hb-wheel__item hb-data-{(colour - 1) % 5 + 1}",
                    item.code,
                    12.5,
                )
            )
        position += share
    name, _ = draw_words(
        record.abbreviation or framework.title,
        centre,
        centre,
        HOLE * 1.7,
        15,
        "middle",
        "hb-svg__strong",
        is_centred=True,
    )
    title = phrases._("%(framework)s as a wheel", framework=framework.title)
    item_count = sum(len(book.list_children(domain)) for domain in domains)
    description = _describe_rings(
        len(domains),
        record.ranks[0].name_after(len(domains)),
        item_count,
        record.ranks[1].name_after(item_count) if has_two_rings else "",
    )
    return build_picture(
        f"wheel-{framework.id}", title, description, WIDTH, *parts, name, class_="hb-wheel", interactive=True
    )


def _describe_rings(domain_count: int, domain_rank: str, item_count: int, item_rank: str) -> str:
    """The wheel in words. The ranks are what they are called after their number; ``item_rank`` is empty where
    there is one ring."""
    if not item_rank:
        return phrases._(
            "%(number)s %(domains)s in a ring; each segment leads to its page. The same links stand as a list"
            " beside the picture.",
            number=domain_count,
            domains=domain_rank,
        )
    return phrases._(
        "%(number)s %(domains)s in the inner ring, %(inside)s %(items)s in the outer ring; each segment"
        " leads to its page. The same links stand as a list beside the picture.",
        number=domain_count,
        domains=domain_rank,
        inside=item_count,
        items=item_rank,
    )


def _draw_segment(
    entry: Entry,
    href: Callable[[Entry], str],
    inner: float,
    outer: float,
    start: float,
    end: float,
    class_: str,
    label: str,
    size: float,
) -> str:
    centre = WIDTH / 2
    gap = 0.0012
    shape = build_element(
        "path", d=draw_ring(centre, centre, inner, outer, start + gap, end - gap), class_="hb-wheel__shape"
    )
    verticality = abs(
        math.cos((start + end) * math.pi)
    )  # Above and below the hole there is more room further out than beside it.
    x, y = find_point(
        centre,
        centre,
        (inner + outer) / 2 + (14 * verticality - 6 if outer == INNER else 16 if inner == HOLE else 0),
        (start + end) / 2,
    )
    room = min(74.0, (end - start) * 6.283 * ((inner + outer) / 2 + 14) * 0.92)
    longest = max(map(len, language_marks.strip(label).split()), default=1)
    size = min(size, room / (CHARACTER_WIDTH * longest))
    text, _ = draw_words(label, x, y, room, size, "middle", "hb-wheel__label", is_centred=True)
    name = f"{entry.code} {entry.title}"
    return build_element(
        "a",
        build_element("title", escape(name)),
        shape,
        text,
        href=href(entry),
        class_=class_,
        aria_label=name,
    )

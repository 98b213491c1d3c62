"""How links between records read from their other end is data: a heading may be reworded, and no page shows a
link twice for it."""

from __future__ import annotations

import re

import pytest

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.records.edition_file import EditionFile
from macros.records.field_plans import plan_fields
from macros.records.field_types import Backlink
from macros.records.kinds import FILES, KINDS
from macros.rendering.renderer import Renderer
from macros.rendering.view import View

LINK = re.compile(r'<a class="hb-ref" href="([^"]*)"')


def backlinks_of_fields() -> set[Backlink]:
    """Every member of ``Backlink`` that a field of a record names."""
    members, seen, waiting = (
        set(),
        set(),
        [*(kind.model for kind in KINDS.values()), *FILES.values(), EditionFile],
    )
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            members |= {field.ref.back for field in plan_fields(model) if field.ref and field.ref.back}
            waiting += [field.part for field in plan_fields(model) if field.part]
    return members


def links_by_page(book) -> dict[str, list[str]]:
    """The addresses of the links to records on each record's page, in order."""
    renderer = Renderer(book, Urls(), Repository())
    return {
        entry.id: LINK.findall(renderer.render_record(entry))
        for entry in book.entries.values()
        if not entry.anchor
    }


def test_every_backlink_is_some_fields():
    assert backlinks_of_fields() == set(Backlink)


def test_a_reworded_heading_shows_no_link_twice(small_book, monkeypatch):
    links = links_by_page(small_book)
    for number, backlink in enumerate(Backlink):
        monkeypatch.setattr(backlink, "_value_", f"Heading {number}")
    assert links_by_page(small_book) == links


def test_a_page_shows_a_reworded_heading(small_book, monkeypatch):
    monkeypatch.setattr(Backlink.SESSIONS, "_value_", "Taught within")
    theory = Renderer(small_book, Urls(), Repository()).render_record(small_book.resolve("small-steps"))
    assert '<h3 id="from-taught-within">Taught within</h3>' in theory and ">Sessions</h3>" not in theory


@pytest.mark.parametrize(
    ("id", "backlink"),
    [
        ("small/1.1", Backlink.TAUGHT_IN),
        ("small/1.10", Backlink.PRACTISED_IN),
        ("small/1.1", Backlink.ALIGNED_WITH),
        ("fast-and-slow", Backlink.HELD_IN),
    ],
)
def test_what_a_page_shows_in_a_section_of_its_own_does_not_stand_among_its_backlinks(
    small_book, id, backlink
):
    entry = small_book.resolve(id)
    assert backlink in small_book.find_backlinks(entry)
    page = Renderer(small_book, Urls(), Repository()).render_record(entry)
    assert page.count(f">{backlink.value}</h3>") == (backlink is Backlink.HELD_IN)
    assert f'id="from-{View.make_slug(backlink.value)}"' not in page

"""The head of every record's page says for whom it is, how long it takes and what to do next; its connections
are counted and folded."""

from __future__ import annotations

import re

import pytest
from built import plain

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.base.html import find_ids
from macros.curriculum.indexes import count_entries
from macros.rendering.page_leads import describe_page
from macros.rendering.record_pages import build_front_matter, list_record_pages
from macros.rendering.renderer import Renderer


@pytest.fixture(scope="module")
def renderer(real_book) -> Renderer:
    return Renderer(real_book, Urls(), Repository())


@pytest.mark.parametrize(
    ("id", "audience", "reading_time", "label", "href"),
    [
        (
            "mlcf/2.2",
            "For doctors who want to get better at it, and those who teach or supervise them",
            "3 min to read",
            "Rate yourself on it",
            "../../../tools/self-assessment/?framework=mlcf&element=2.2",
        ),
        (
            "mlcf/2",
            "For doctors who want to get better at it, and those who teach or supervise them",
            "1 min to read",
            "Choose one of its parts",
            "#items",
        ),
        (
            "eight-steps",
            "For anyone who plans a change",
            "7 min to read",
            "See the first move on a ward",
            "#worked",
        ),
        (
            "where-power-lies",
            "For anyone who is pulled both ways",
            "6 min to read",
            "See how to hold both",
            "#holding",
        ),
    ],
)
def test_the_head_says_for_whom_how_long_and_what_next(renderer, id, audience, reading_time, label, href):
    entry = renderer.book.resolve(id)
    lead = describe_page(renderer.view(entry.path, entry), entry)
    assert (lead.audience, lead.reading_time, lead.next_step.label, lead.next_step.href) == (
        audience,
        reading_time,
        label,
        href,
    )


def test_every_next_step_on_the_page_itself_leads_to_a_place_on_it(renderer):
    for page in list_record_pages(renderer.book):
        html = renderer.render_record(page.entry)
        step = describe_page(renderer.view(page.path, page.entry), page.entry).next_step
        if step.href.startswith("#"):
            assert step.href[1:] in find_ids(html), page.path


def test_connections_are_counted_by_kind_each_once(real_book):
    """Kinds in the order of their first entry, and a part as what it is."""
    theory, session = real_book.resolve("eight-steps"), real_book.records["module"][0]
    sessions = [entry for entry in real_book.list_entries(session) if entry.kind == "session"]
    assert count_entries([*sessions, theory, theory]) == (f"{len(sessions)} sessions, 1 theory of change")


def test_a_page_has_one_block_of_connections_which_is_folded(renderer):
    for page in list_record_pages(renderer.book):
        html = str(renderer.render_record(page.entry))
        assert html.count('id="connections"') <= 1, page.path
        for summary in re.findall(r'hb-connections">\s*<summary>(.*?)</summary>', html, re.S):
            assert re.fullmatch(r"\d+ [a-z ]+(, \d+ [a-z ]+)*", plain(summary)), page.path


def test_the_menu_has_the_pages_beside_the_one_that_is_shown(renderer):
    pages = {page.entry.id: page for page in list_record_pages(renderer.book)}
    meta = build_front_matter(pages["mlcf/2.2"], renderer)
    assert [(each["title"], each["is_here"]) for each in meta["siblings"]] == [
        ("2.1 Developing Networks", False),
        ("2.2 Building & Maintaining Relationships", True),
        ("2.3 Encouraging Contribution", False),
        ("2.4 Working within Teams", False),
    ]
    for page in pages.values():
        siblings = build_front_matter(page, renderer)["siblings"]
        assert 1 <= len(siblings) <= 8
        assert [each["url"] for each in siblings if each["is_here"]] == [renderer.urls.page(page.path)]

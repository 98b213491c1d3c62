"""The page of a session: what is in each view, each paper once, and nothing of a text that is markup."""

from __future__ import annotations

import re

import pytest

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.base.html import find_ids
from macros.curriculum.sessions import list_sessions, split_cells
from macros.records.loader import load_handbook
from macros.rendering.record_pages import build_front_matter, list_session_pages
from macros.rendering.renderer import Renderer


def read_parts(html: str) -> dict[str, str]:
    """The HTML of each view's own part and of each paper, by the id that it has or names."""
    parts = re.split(r'(?=<(?:section|div) class="hb-view[ "])', html)
    return {re.search(r'(?:aria-labelledby|id)="([^"]+)"', part)[1]: part for part in parts[1:]}


def test_each_part_of_a_session_stands_on_its_page_once(real_book, render_page):
    for place in list_sessions(real_book):
        html = str(render_page(place.entry))
        ids = find_ids(html)
        assert len(ids) == len(set(ids)), place.path
        assert {"facilitator", "participants", "plan", "notes", "attendance", "feedback"} <= set(ids)
        assert [id for id in ids if re.fullmatch(r"handout-[a-z0-9-]+(?<!-title)", id)] == [
            f"handout-{handout.id}" for handout in place.session.handouts
        ]
        assert html.count("data-activity>") == len(place.session.plan)


def test_what_participants_see_holds_tasks_and_no_notes(real_book, render_page):
    for place in list_sessions(real_book):
        html = str(render_page(place.entry))
        view = read_parts(html)["participants"]
        tasks = sum(activity.task is not None for activity in place.session.plan)
        assert view.count("<li><h4>") == tasks, place.path
        for handout in place.session.handouts:
            part = read_parts(html)[f"handout-{handout.id}"]
            is_shown = 'data-view="facilitator participants"' in part
            assert is_shown is (handout.reader == "participants" and not handout.cards), handout.id
            assert ("<details" in part) is (handout.reader == "later"), handout.id


def test_no_text_of_a_session_is_markup(small):
    file = small / "modules" / "catalogue" / "small-end.yml"
    text = file.read_text()
    hostile = "<b>x</b>&amp;"
    for old in ("title: Step cards", "copies: A set a pair", "title: A large step", "columns: [Step, Cost]"):
        field, _, value = old.partition(": ")
        new = f"['{hostile}', Cost]" if value.startswith("[") else f"'{hostile}'"
        assert old in text
        text = text.replace(old, f"{field}: {new}", 1)
    file.write_text(text)
    book = load_handbook(small)[0]
    html = str(Renderer(book, Urls(), Repository()).render_record(book.resolve("small-end/s1")))
    assert "<b>" not in html and html.count("&lt;b&gt;x&lt;/b&gt;&amp;amp;") >= 4


def test_around_a_session_stand_its_module_and_those_beside_it(small_book):
    renderer = Renderer(small_book, Urls(), Repository())
    pages = {page.id: page for page in list_session_pages(small_book)}
    front = build_front_matter(pages["small-end/s1"], renderer)
    assert front["title"] == "One hour (A small end)" and front["description"] == "To part."
    assert front["breadcrumbs"][-1] == {"title": "A small end", "url": "modules/small-end/"}
    assert front["siblings"] == [{"title": "One hour", "url": "modules/small-end/s1/", "is_here": True}]
    assert front["above"] == {"title": "A small end", "url": "modules/small-end/"}


@pytest.mark.parametrize(
    ("row", "columns", "cells"),
    [
        ("a | b", 2, ["a", "b"]),
        ("Myself | | |", 4, ["Myself", "", "", ""]),
        ("a", 3, ["a", "", ""]),
        ("a|b|c", 2, ["a", "b"]),
    ],
)
def test_a_row_has_as_many_cells_as_there_are_columns(row, columns, cells):
    assert split_cells(row, columns) == cells

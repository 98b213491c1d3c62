"""The head of every record's page says for whom it is, how long it takes and what to do next; its connections
are counted and folded."""

from __future__ import annotations

import re

import pytest
from built import plain

from macros.base.html import find_ids
from macros.curriculum.indexes import count_entries
from macros.hand_written.pages import read_pages
from macros.rendering.page_leads import NextStep, describe_page, describe_written_page
from macros.rendering.record_pages import build_front_matter, list_record_pages
from macros.rendering.renderer import Renderer


@pytest.fixture(scope="module")
def renderer(real_renderer) -> Renderer:
    return real_renderer


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


@pytest.mark.slow
def test_every_next_step_on_the_page_itself_leads_to_a_place_on_it(renderer, render_page):
    for page in list_record_pages(renderer.book):
        html = render_page(page.entry)
        step = describe_page(renderer.view(page.path, page.entry), page.entry).next_step
        if step.href.startswith("#"):
            assert step.href[1:] in find_ids(html), page.path


def test_connections_are_counted_by_kind_each_once(real_book):
    """Kinds in the order of their first entry, and a part as what it is."""
    theory, session = real_book.resolve("eight-steps"), real_book.records["module"][0]
    sessions = [entry for entry in real_book.list_entries(session) if entry.kind == "session"]
    assert count_entries([*sessions, theory, theory]) == (f"{len(sessions)} sessions, 1 theory of change")


def test_a_page_has_one_block_of_connections_which_is_folded(real_book, render_page):
    for page in list_record_pages(real_book):
        html = str(render_page(page.entry))
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


# -- pages of docs


@pytest.fixture(scope="module")
def pages(real_pages):
    return real_pages


def test_every_page_that_participants_read_counts(pages):
    """The guides, and the pages in the menu's groups Learn, Think and Look up with six hundred words of their
    own; what shows, filters or looks up something is no page to read."""
    to_read = {page.path for page in pages.values() if page.is_to_read}
    sections = ("guides", "cases", "theories", "frameworks", "reference", "tensions", "pathways")
    long = {
        page.path
        for page in pages.values()
        if page.path.startswith(tuple(f"{section}/" for section in sections))
        and not page.path.endswith("/index")
        and len(page.text.split()) >= 600
    }
    guides = {page.path for page in pages.values() if re.fullmatch(r"guides/(?!index).*", page.path)}
    # A page that somebody adds, or makes longer, counts once it says for whom it is.
    assert len(to_read ^ (long | guides)) <= 0.25 * len(long | guides)
    assert {"cases/patterns", "reference/evidence", "reference/development-arc"} <= to_read
    assert "reference/background" in to_read
    assert not [path for path in to_read if path.startswith(("contribute/", "deaneries/", "about/"))]


def test_the_head_of_a_page_to_read_says_for_whom_how_long_and_where_to_begin(pages):
    lead = describe_written_page(pages["guides/measurement.md"])
    assert lead.audience == "For: Whoever has numbers, and wants to know whether anything happened"
    assert lead.reading_time == "10 min to read"
    assert lead.next_step == NextStep("Begin: The answer in one minute", "#one-minute")


def test_every_page_to_read_leads_to_a_section_that_it_has(renderer, pages):
    for page in pages.values():
        if page.is_to_read:
            step = describe_written_page(page).next_step
            assert step.href[1:] in page.html.ids, page.path
            head = renderer.render_page_head(page)
            assert f'data-mark="{page.path}"' in head and "<!-- on-this-page -->" in head


def test_a_page_that_says_for_whom_it_is_is_one_to_read(tmp_path):
    docs = tmp_path / "docs"
    (docs / "local").mkdir(parents=True)
    (docs / "local/how.md").write_text("---\nfor_whom: New fellows\n---\n\n# How we do it\n\nOne word.\n")
    (docs / "local/list.md").write_text("# A list\n\n## Its part\n")
    (docs / "local/Odd_name.md").write_text("---\nfor_whom: New fellows\n---\n\n# A name no mark can have\n")
    found = read_pages(tmp_path)[0]
    assert {uri for uri, page in found.items() if page.is_to_read} == {"local/how.md"}
    lead = describe_written_page(found["local/how.md"])
    assert (lead.audience, lead.reading_time, lead.next_step) == ("For: New fellows", "1 min to read", None)

"""Previous and Next lead along one list and never out of it, and its end leads back to the page that holds
it."""

from __future__ import annotations

import re

import pytest

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.rendering.reading_order import Neighbours, Place, ReadingOrder
from macros.rendering.record_pages import build_neighbour_links, list_record_pages
from macros.rendering.renderer import Renderer

MENU = [
    ["index.md", "cases/patterns.md"],
    ["theories/index.md", "reference/development-arc.md", "reference/evidence.md"],
    ["reference/glossary.md", "reference/who-does-what.md", "reference/background.md"],
]


@pytest.fixture(scope="module")
def pages(real_pages):
    return real_pages


@pytest.fixture(scope="module")
def order(real_book, pages):
    return ReadingOrder(real_book, pages, MENU)


def walk(order: ReadingOrder, path: str) -> list[str]:
    """The paths of a page and of all that come after it."""
    paths = [path]
    while after := order.find_neighbours(paths[-1]).after:
        assert after.path not in paths
        paths.append(after.path)
    return paths


def test_the_order_of_every_page_is_the_same_from_both_ends(real_book, pages, order):
    paths = [page.path for page in list_record_pages(real_book)] + [page.path for page in pages.values()]
    for path in paths:
        neighbours = order.find_neighbours(path)
        if neighbours.after:
            assert order.find_neighbours(neighbours.after.path).before.path == path
            assert neighbours.above is None, path
        if neighbours.before:
            assert order.find_neighbours(neighbours.before.path).after.path == path


def test_no_page_leads_out_of_its_framework_or_section(real_book, pages, order):
    for page in list_record_pages(real_book):
        for neighbour in (
            order.find_neighbours(page.path).before,
            order.find_neighbours(page.path).after,
        ):
            if neighbour:
                depth = 2 if page.entry.record.kind == "framework" else 1
                assert neighbour.path.split("/")[:depth] == page.path.split("/")[:depth], page.path


def test_a_framework_leads_through_its_domains_and_elements_and_back(real_book, order):
    for framework in real_book.records["framework"]:
        paths = walk(order, framework.path)
        assert paths == [framework.path, *(item.path for item in real_book.list_items(framework))]
        above = order.find_neighbours(paths[-1]).above
        assert above.path == (framework.path if len(paths) > 1 else "frameworks/index")
        assert order.find_neighbours(framework.path).before is None


def test_the_last_element_of_a_domain_leads_on_to_the_next_domain(order):
    assert order.find_neighbours("frameworks/mlcf/2.4") == Neighbours(
        Place("2.3 Encouraging Contribution", "frameworks/mlcf/2.3"),
        Place("3 Managing Services", "frameworks/mlcf/3"),
    )


@pytest.mark.parametrize("kind", ["theory", "tension", "module", "programme", "crosswalk"])
def test_records_that_their_index_does_not_name_stand_as_its_cards_do(real_book, order, kind):
    entries = real_book.records[kind]
    assert walk(order, entries[0].path) == [entry.path for entry in entries]


@pytest.mark.parametrize("kind", ["component", "instrument", "case"])
def test_records_stand_in_the_order_in_which_their_index_names_them(real_book, pages, order, kind):
    section = real_book.get_kind(real_book.records[kind][0]).section
    named = re.findall(r'ref\("([^"]+)"\)', pages[f"{section}/index.md"].text)
    ids = {entry.id for entry in real_book.records[kind]}
    first = list(dict.fromkeys(id for id in named if id in ids))
    rest = [entry.id for entry in real_book.records[kind] if entry.id not in first]
    paths = [path for path in walk(order, f"{section}/{first[0]}") if path != "cases/patterns"]
    assert paths == [f"{section}/{id}" for id in (*first, *rest)]


def test_the_last_of_a_list_leads_back_to_its_index_and_nowhere_else(real_book, order):
    last = real_book.records["theory"][-1]
    neighbours = order.find_neighbours(last.path)
    assert (neighbours.after, neighbours.above) == (None, Place("Theories of change", "theories/index"))


def test_the_patterns_come_behind_the_last_case(real_book, order):
    path = order.find_neighbours("cases/patterns").before.path
    assert path == f"cases/{real_book.records['case'][-1].id}"
    assert order.find_neighbours("cases/patterns").above.path == "cases/index"


def test_a_guide_leads_to_the_next_of_the_list_of_guides(order):
    assert walk(order, "guides/project-plan") == [
        "guides/project-plan",
        "guides/measurement",
        "guides/stakeholders",
        "guides/rating-yourself",
        "guides/supervising-with-a-self-rating",
    ]
    assert order.find_neighbours("guides/supervising-with-a-self-rating").above.path == "guides/index"


def test_pages_to_read_of_one_group_of_the_menu_follow_one_another(order):
    assert walk(order, "reference/development-arc") == ["reference/development-arc", "reference/evidence"]
    assert walk(order, "reference/who-does-what") == ["reference/who-does-what", "reference/background"]
    for path in ("index", "theories/index", "reference/glossary", "contribute/index", "tools/plan"):
        assert order.find_neighbours(path) == Neighbours()


def test_no_pathway_leads_to_another(real_book, order):
    for pathway in real_book.records["pathway"]:
        above = Place("Pathways", "pathways/index")
        assert order.find_neighbours(pathway.path) == Neighbours(None, None, above)


def test_without_hand_written_pages_records_stand_as_they_are(small_book):
    order = ReadingOrder(small_book)
    framework = small_book.resolve("small")
    assert walk(order, framework.path) == [
        entry.path for entry in (framework, *small_book.list_items(framework))
    ]
    assert order.find_neighbours("theories/no-such-theory") == Neighbours()


def test_the_foot_has_what_there_is(real_book, order):
    renderer = Renderer(real_book, Urls(), Repository())
    renderer.reading_order = order
    assert build_neighbour_links(renderer, "reference/evidence") == {
        "previous": {
            "title": "The development arc",
            "url": "reference/development-arc/",
        }
    }
    assert set(build_neighbour_links(renderer, "frameworks/mlcf/5.4")) == {"previous", "above"}

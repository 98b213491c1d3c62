"""The page of changes and the feeds list the pages that a release has changed: of planted releases, with what
was renamed since, what is gone, and what an edition leaves out."""

from __future__ import annotations

import json
import re

import pytest

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.records.handbook import Handbook
from macros.records.loader import load_handbook
from macros.records.releases import FOLDER, ReleasedPage, format_release, read_releases
from macros.rendering.feeds import ATOM, JSON_FEED, PAGE, Site, read_releases as read_news, write_feeds
from macros.rendering.page_macros import Library
from macros.rendering.renderer import Renderer

MAY = [
    ReleasedPage("cases/small-ward", "The small ward", "new"),
    ReleasedPage("theories/little-steps", "Little <steps>", "changed"),
    ReleasedPage("modules/old-start", "An old start", "gone"),
]
JUNE = [ReleasedPage("modules/small-start", "A small start", "changed")]
ADDRESS = "https://handbook.example/"
LINK = re.compile(r'<a href="([^"]*)">([^<]*)</a>')


@pytest.fixture
def book(small) -> Handbook:
    """The small handbook with the lists of two releases."""
    (small / FOLDER).mkdir()
    for name, pages in (("2027-05", MAY), ("2027-06", JUNE)):
        (small / FOLDER / f"{name}.jsonl").write_text(format_release(name, [], pages), "utf-8")
    assert read_releases(small).pages == {"2027-05": tuple(MAY), "2027-06": tuple(JUNE)}
    book, problems = load_handbook(small)
    assert problems == []
    return book


def render(book: Handbook, release: str) -> str:
    renderer = Renderer(book, Urls(), Repository())
    return str(Library(renderer, lambda: PAGE).macros()["changed_pages"](release))


def test_each_release_lists_its_own_pages_under_todays_addresses(book):
    html = render(book, "2027-05")
    assert LINK.findall(html) == [
        ("../../cases/small-ward/", "The small ward"),
        ("../../theories/small-steps/", "Little &lt;steps&gt;"),
    ]
    assert "<li>An old start</li>" in html
    assert re.findall(r"<strong>(.*?)</strong>", html) == [
        "New pages",
        "Changed pages",
        "Pages that are gone",
    ]
    assert '<span class="hb-fold-count">3</span>' in html
    assert LINK.findall(render(book, "2027-06")) == [("../../modules/small-start/", "A small start")]


def test_a_page_that_an_edition_leaves_out_is_named_and_not_linked(book):
    ward = book.resolve("small-ward")
    book.all_records["case"].remove(ward)
    book.omitted["small-ward"] = ward
    html = render(book, "2027-05")
    assert "<li>The small ward</li>" in html and "cases/small-ward" not in html


def test_both_feeds_hold_the_lists_with_whole_addresses(book):
    news = "".join(
        f'<h2 id="{day}-news">{day}</h2>{render(book, release)}'
        for day, release in (("2027-06-01", "2027-06"), ("2027-05-01", "2027-05"))
    )
    site = Site("Small", ADDRESS, f"{ADDRESS}{PAGE}/", "en-GB")
    texts = write_feeds(site, read_news(news, site.page_address))
    june, may = json.loads(texts[JSON_FEED])["items"]
    assert LINK.findall(june["content_html"]) == [(f"{ADDRESS}modules/small-start/", "A small start")]
    assert f"{ADDRESS}theories/small-steps/" in may["content_html"]
    assert f"{ADDRESS}cases/small-ward/" in texts[ATOM]

"""How much a browser fetches that comes for the first time, before anything is pressed: the page, its style
sheets, its scripts, its icon and the pictures that do not wait until they are near. No page has a font."""

from __future__ import annotations

import functools
import gzip
import re

import pytest
from built import pages, site

from macros.tools import minification

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        minification.minify is None, reason="readers get a site that is built where scripts are minified"
    ),
]

MOST = 50 * 1024  # Bytes of gzip.
# Pages that are heavier, each for what it is: 523 sources and 290 terms, complete without scripts; a pathway
# whose stops stand on it at length; and the tools, which show nothing before they have the reader's document,
# the code that checks it, and the handbook's outline. They are wanted as light as the others.
MOST_OF_LONG = {
    "pathways/spreading-what-worked/": 57 * 1024,
    "reference/sources/": 95 * 1024,
    "reference/glossary/": 60 * 1024,
    "tools/self-assessment/": 94 * 1024,
    "tools/plan/": 94 * 1024,
    "tools/my-handbook/": 90 * 1024,
}
HOME_WITH_WORK = 52 * 1024  # What the home page of somebody with work in the browser fetches on top.


@functools.cache
def weigh(place: str) -> int:
    """Bytes of the file at ``place`` in the site, after gzip."""
    return len(gzip.compress((site() / place).read_bytes(), 9, mtime=0))


@functools.cache
def list_first_files(url: str) -> list[str]:
    """The places in the site of the page at ``url`` and of what it makes a browser fetch at once."""
    page = url + "index.html" if url.endswith("/") or not url else url
    html = (site() / page).read_text("utf-8")
    tags = re.findall(r'<script src="[^"]+"|<link rel="(?:stylesheet|icon)"[^>]*>|<img [^>]*>', html)
    eager = [re.search(r'(?:src|href)="([^"]+)"', tag)[1] for tag in tags if 'loading="lazy"' not in tag]
    at = (site() / page).parent
    return [page, *((at / path).resolve().relative_to(site()).as_posix() for path in eager)]


def addresses() -> list[str]:
    """The pages of the site but the one for unknown addresses, which names its files from the root."""
    return [url for url in pages() if url != "404.html"]


def test_the_first_view_of_every_page_is_light():
    weights = {url: sum(map(weigh, list_first_files(url))) for url in addresses()}
    assert MOST_OF_LONG.keys() <= weights.keys()
    too_heavy = {url: size for url, size in weights.items() if size > MOST_OF_LONG.get(url, MOST)}
    assert too_heavy == {}
    assert all(weights[url] > MOST for url in MOST_OF_LONG), "a page that has become light is no exception"


def test_a_page_loads_the_scripts_that_it_needs():
    loading = {
        name: {url for url in addresses() if any(f"/{name}." in place for place in list_first_files(url))}
        for name in ("crosswalk_explorer", "theory_comparison", "session_clock", "home", "pathway_player")
    }
    assert loading["crosswalk_explorer"] == {"crosswalks/explorer/"}
    assert loading["theory_comparison"] == {"theories/compare/"}
    assert {url.split("/")[0] for url in loading["session_clock"]} == {"modules"}
    assert loading["home"] == {""}
    assert {url.split("/")[0] for url in loading["pathway_player"]} == {"pathways"}


def test_a_page_loads_the_style_sheets_that_it_needs():
    loading = {
        name: {
            url
            for url in addresses()
            if any(f"css/pages/{name}." in place for place in list_first_files(url))
        }
        for name in ("home", "builder", "blank", "matrix", "pathway", "pictures", "local", "cards")
    }
    assert loading["home"] == {""} and loading["local"] == set()
    assert loading["builder"] == {"deaneries/embedding/"}
    assert {url.split("/")[0] for url in loading["blank"]} == {"tools"}
    assert "theories/" in loading["cards"] and "theories/eight-steps/" not in loading["cards"]
    assert {url.split("/")[0] for url in loading["matrix"]} == {"coverage", "frameworks"}
    assert {url.split("/")[0] for url in loading["pathway"]} == {"pathways"}
    assert "theories/eight-steps/" in loading["pictures"] and "reference/sources/" not in loading["pictures"]


def test_what_the_home_page_adds_for_somebody_with_work_is_light():
    html = (site() / "index.html").read_text("utf-8")
    added = re.search(r'data-styles="([^"]+)" data-scripts="([^"]+)"', html)
    assert sum(map(weigh, " ".join(added.groups()).split())) <= HOME_WITH_WORK

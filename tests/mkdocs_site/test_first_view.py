"""How much a browser fetches that comes for the first time, before anything is pressed, as
``scripts/bench/first_view.py`` adds it up."""

from __future__ import annotations

import functools
import re
import sys

import pytest
from built import pages, site
from places import ROOT

from macros.tools import minification

sys.path.insert(0, str(ROOT / "scripts" / "bench"))
try:
    import first_view
finally:
    sys.path.remove(str(ROOT / "scripts" / "bench"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        minification.minify is None, reason="readers get a site that is built where scripts are minified"
    ),
]

MOST = 51 * 1024  # Bytes of gzip.
# Pages that are heavier, each for what it is: 523 sources and 290 terms, complete without scripts; and a
# pathway whose stops stand on it at length. Their words alone, without markup, are 46, 29 and 20 KiB. The
# last two are a few hundred bytes above.
MOST_OF_LONG = {
    "pathways/spreading-what-worked/": 59 * 1024,
    "reference/sources/": 96 * 1024,  # With the line of each in its file, 3 of them.
    "reference/glossary/": 62 * 1024,
    "programmes/pgcert-doctors-as-managers/": 52 * 1024,
    "tools/self-assessment/": 52 * 1024,
}


@functools.cache
def list_first_files(url: str) -> list[str]:
    return first_view.list_first_files(site(), url)


def addresses() -> list[str]:
    """The pages of the site but the one for unknown addresses, which names its files from the root."""
    return [url for url in pages() if url != "404.html"]


def test_the_first_view_of_every_page_is_light():
    weights = {url: first_view.weigh_first_view(site(), url) for url in addresses()}
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
    places = [*" ".join(added.groups()).split(), "assets/data/contents.js"]
    assert sum(first_view.weigh(site() / place) for place in places) <= MOST

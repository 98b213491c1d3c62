"""How much there is of the site, and that it holds nothing that nobody comes to."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

import pytest
from built import resolve, site

from macros.tools import minification

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        minification.minify is None, reason="readers get a site that is built where scripts are minified"
    ),
]

MB = 1_000_000  # Bytes.
# 20 are wanted. The form's texts take 1.3, the pages of rules and of kinds 1.4, those of sessions 4.
MOST_ON_SERVER = 34 * MB
MOST_TO_TAKE_AWAY = 12 * MB  # What no page shows: the curriculum by address, and in other systems' formats.
MOST_IN_ZIP = 6 * MB
# Programs come to it by the index of the API, or by CASE's list of documents; people by the page of the data.
TAKEN_AWAY = ("api/", "data/")
# Files that no page leads to, each with who comes to it.
EXCEPTIONS = {
    "404.html": "servers, for an unknown address",
    "sitemap.xml*": "search engines",
    "_headers": "the server's own settings",
    "web.config": "the server's own settings",
    "staticwebapp.config.json": "the server's own settings",
    "hosting/*": "the server's own settings",
    "assets/data/search.js": "the search box, by its script",
    "assets/search/*": "the search box, by its script",
    "service-worker.js": "browsers, by a script of every page",
    "device-files.json": "the service worker",
    "opensearch.xml": "browsers and SharePoint",
    "schemas/*": "editors of records, which are told its address",
    "assets/data/edit/*": "the page that edits records, by its script",
    "assets/data/*.schema.json": "programs that read the data",
    "assets/css/pages/local.*.css": "the pages of an edition, which have something local",
    "assets/js/pages/former_address.*.js": "the page of a former id, as soon as there is one",
}
ATTRIBUTE = re.compile(r'="([^"]+)"')


def list_files(offline: bool) -> list[str]:
    """The places of all files of a built site, from its root."""
    root = site(offline)
    return sorted(file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file())


def is_exception(place: str) -> bool:
    return place.startswith(TAKEN_AWAY) or any(PurePosixPath(place).match(pattern) for pattern in EXCEPTIONS)


def list_named(place: str, offline: bool) -> set[str]:
    """The places that the page at ``place`` names, from the root: those that its scripts offer too."""
    html = (site(offline) / place).read_text("utf-8")
    words = {word for value in set(ATTRIBUTE.findall(html)) for word in value.partition("?")[0].split()}
    named = {resolve(place, word).partition("#")[0] for word in words if ":" not in word}
    for later in re.findall(r'data-(?:begun|later)="([^"]+)"', html):  # What a tool loads when it is wanted.
        named |= set(later.split())  # From the root.
    if "data-builder " in html:
        named |= {f"embed/{value}/" for value in re.findall(r'<option value="([^"]+)" data-page', html)}
    return named


def list_data(offline: bool) -> set[str]:
    """The places of the data that the tools load."""
    return set(
        re.findall(r'"(assets/[^"]+)"', (site(offline) / "assets/data/handbook.js").read_text("utf-8"))
    )


def test_the_site_is_no_larger_than_it_has_to_be():
    sizes = {place: (site() / place).stat().st_size for place in list_files(False)}
    taken_away = sum(size for place, size in sizes.items() if place.startswith(TAKEN_AWAY))
    assert sum(sizes.values()) - taken_away <= MOST_ON_SERVER
    assert taken_away <= MOST_TO_TAKE_AWAY


def test_the_copy_for_a_disk_fits_into_a_small_archive():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for place in list_files(True):
            packed.write(site(True) / place, place)
    assert len(archive.getvalue()) <= MOST_IN_ZIP


@pytest.mark.parametrize("offline", [False, True])
def test_every_file_is_one_that_somebody_comes_to(offline):
    files = list_files(offline)
    naming = [place for place in files if place.endswith(".html")]
    named = set().union(list_data(offline), *(list_named(place, offline) for place in naming))
    former = {
        place for place in naming if 'http-equiv="refresh"' in (site(offline) / place).read_text("utf-8")
    }
    reached = named | {f"{place}index.html" for place in named} | former
    assert [place for place in files if place not in reached and not is_exception(place)] == []


def test_the_copy_for_a_disk_has_nothing_that_only_the_site_can_use():
    folders = ("embed/", "assets/data/edit/", *TAKEN_AWAY)
    assert [place for place in list_files(True) if place.startswith(folders)] == []
    html = (site(True) / "edit.html").read_text("utf-8")
    assert "This copy is for reading. The form is on the site of the handbook." in html
    assert "data-edit" not in html
    rules = [place for place in list_files(True) if place.startswith("contribute/rules/")]
    assert rules == ["contribute/rules/index.html"]

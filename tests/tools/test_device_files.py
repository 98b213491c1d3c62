"""What a browser is given to keep pages: the list of files, the worker, the manifest and the icon."""

from __future__ import annotations

import json
from base64 import b64decode

import pytest

from macros.tools import web_manifest
from macros.tools.device_files import digest, format_list, format_worker, list_site_files, name_page

ARTICLE = '<nav><a href="../../cases/b/">no</a></nav><article>{}</article>'


@pytest.fixture
def site(tmp_path):
    """A built site with a module of two sessions, a case, a theory and what is not to be kept."""
    pages = {
        "index.html": "home",
        "404.html": "no",
        "embed/theory/a/index.html": "no",
        "api/v1/index.json": "no",
        "assets/site.1.css": "css",
        "assets/data/edit/a.js": "no",
        "assets/data/my.schema.json": "no",
        "modules/index.html": ARTICLE.format('<a href="m/">M</a>'),
        "modules/m/index.html": ARTICLE.format('<a class="x" href="../../theories/a/#part">A</a>'),
        "modules/m/one/index.html": ARTICLE.format(
            '<a href="../../../cases/a/?q">A</a> <a href="https://site.org/x/">X</a>'
            ' <a href="../../../gone/">G</a>'
        ),
        "theories/a/index.html": "a",
        "cases/a/index.html": "a",
        "cases/b/index.html": "b",
        "sitemap.xml": "no",
    }
    for place, text in pages.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text)
    return tmp_path


def read(site):
    build, text = format_list(list_site_files(site), "about/on-device/")
    return build, json.loads(text)


def test_the_list_has_pages_and_what_belongs_to_them_and_nothing_else(site):
    _, listed = read(site)
    assert [*listed["files"]] == [
        "",
        "assets/site.1.css",
        "cases/a/",
        "cases/b/",
        "modules/",
        "modules/m/",
        "modules/m/one/",
        "theories/a/",
    ]
    assert listed["files"]["assets/site.1.css"] == f"{digest(b'css')} 3"
    assert len(digest(b"css")) == 8
    assert listed["device"] == "about/on-device/"


def test_a_set_has_the_page_what_is_below_it_and_what_these_lead_to(site):
    _, listed = read(site)
    paths = [*listed["files"]]
    assert {path: [paths[number] for number in numbers] for path, numbers in listed["sets"].items()} == {
        "modules/m/": ["modules/m/", "modules/m/one/", "theories/a/", "cases/a/"]
    }


def test_the_build_is_known_by_its_content_alone(site):
    before, listed = read(site)
    assert listed["build"] == before == read(site)[0]
    (site / "sitemap.xml").write_text("other")
    assert read(site)[0] == before
    (site / "assets/site.1.css").write_text("csS")
    assert read(site)[0] != before


def test_pages_that_are_files_are_named_as_they_are_asked_for():
    places = ["index.html", "a/index.html", "a/b.html", "a/my-index.html"]
    assert [name_page(place) for place in places] == ["", "a/", "a/b.html", "a/my-index.html"]


def test_the_worker_names_its_build():
    assert format_worker('const BUILD = "{build}";', "abc") == 'const BUILD = "abc";'
    with pytest.raises(ValueError):
        format_worker("no place for it", "abc")


APPEARANCE = web_manifest.Appearance(
    "Arweinyddiaeth Glinigol", "Cymru", "Llawlyfr.", "cy", "#005eb8", "#fbfaf7", "assets/icon.svg"
)


def test_the_manifest_has_the_names_and_colours_and_no_address_from_the_root():
    manifest = json.loads(web_manifest.format_manifest(APPEARANCE))
    assert (manifest["name"], manifest["short_name"], manifest["lang"]) == (
        "Arweinyddiaeth Glinigol",
        "Cymru",
        "cy",
    )
    assert (manifest["theme_color"], manifest["background_color"]) == ("#005eb8", "#fbfaf7")
    addresses = [manifest[name] for name in ("id", "start_url", "scope")] + [manifest["icons"][0]["src"]]
    assert addresses == ["./", "./", "./", "assets/icon.svg"]


@pytest.mark.parametrize(
    ("ending", "kind"), [(".svg", "image/svg+xml"), (".PNG", "image/png"), (".jpeg", "image/jpeg")]
)
def test_an_icon_is_the_logo_on_a_square(ending, kind):
    icon = web_manifest.format_icon(b"<svg>\x00", ending, "#ffffff")
    assert 'viewBox="0 0 512 512"' in icon and 'fill="#ffffff"' in icon
    start, _, rest = icon.partition(f'href="data:{kind};base64,')
    assert b64decode(rest.partition('"')[0]) == b"<svg>\x00"


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["", "Clinical Leadership Handbook", "Handbook"], "Handbook"),
        (["Cymru", "Handbook"], "Cymru"),
        (["North West of England", "Clinical Leadership"], "Clinical Leadership"),
    ],
)
def test_the_short_name_fits_below_an_icon(names, short):
    assert web_manifest.shorten_name(names) == short

"""What the hooks hand to mkdocs and its theme, one page at a time: without a build."""

from __future__ import annotations

from types import SimpleNamespace

import jinja2
import pytest
from mkdocs.theme import Theme
from places import ROOT

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.hand_written.links import Places
from macros.hand_written.markdown_conversion import Link
from macros.i18n.catalogue import read_catalogue
from macros.mkdocs_site import hooks, page_types
from macros.mkdocs_site.asset_files import list_no_theme_files, minify_schemas
from macros.rendering.kept_pages import Pages
from macros.rendering.renderer import Renderer

THEME = ROOT / "macros/mkdocs_site/theme"
EDITION = SimpleNamespace(id="north", has_page=lambda uri: uri.startswith("local/"))


def make_files(**titles: str) -> SimpleNamespace:
    """Files of mkdocs: a page for each title, at its name in ``docs`` (``guides__index``)."""
    files = {
        f"{name.replace('__', '/')}.md": SimpleNamespace(
            url=f"{name.replace('__', '/').removesuffix('index')}/".replace("//", "/"),
            page=SimpleNamespace(title=title),
            abs_src_path=name,
        )
        for name, title in titles.items()
    }
    return SimpleNamespace(get_file_from_path=files.get)


def make_config(renderer: Renderer | None, **variables: object) -> SimpleNamespace:
    plugin = SimpleNamespace(variables={"renderer": renderer, "kept_pages": Pages(None), **variables})
    return SimpleNamespace(plugins={"macros": plugin})


@pytest.mark.parametrize(
    ("language", "uri", "lang"),
    [("cy", "local/how.md", "cy"), ("cy", "about/how.md", None), ("en", "local/how.md", None)],
)
def test_a_page_of_the_edition_is_in_its_language_and_another_is_not(small_book, language, uri, lang):
    renderer = Renderer(small_book, Urls(), Repository(), edition=EDITION, catalogue=read_catalogue(language))
    page = SimpleNamespace(meta={}, file=SimpleNamespace(src_uri=uri))
    hooks.on_page_content("<h1>How</h1>", page, make_config(renderer), make_files())
    assert page.meta.get("lang") == lang


@pytest.mark.parametrize(
    ("path", "titles"),
    [
        ("index", []),
        ("about", ["Handbook"]),
        ("guides/index", ["Handbook"]),
        ("guides/runs", ["Handbook", "Guides"]),
    ],
)
def test_the_way_to_a_page_ends_above_it(small_book, path, titles):
    files = make_files(guides__index="Guides", guides__runs="Runs", about="About", index="Home")
    trail = hooks.list_written_breadcrumbs(Renderer(small_book, Urls(), Repository()), path, files)
    assert [crumb["title"] for crumb in trail] == titles


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("guides/runs.md", "../guides/runs/"),
        ("guides/runs.md?by=skill#top", "../guides/runs/?by=skill#top"),
        ("#here", "#here"),
        ("https://x.example/?a=b", "https://x.example/?a=b"),
    ],
)
def test_a_link_keeps_its_question_and_its_place(url, href):
    places = Places(["about.md", "guides/runs.md"], [])
    files = make_files(about="About", guides__runs="Runs")
    page = SimpleNamespace(file=files.get_file_from_path("about.md"))
    page.file.src_uri = "about.md"
    config = make_config(None, places=places)
    assert page_types._build_link_attributes(page, Link("a", url), config, files) == {"href": href}


def test_the_contents_of_a_page_are_its_parts_and_the_sessions_in_them():
    html = (
        '<h1 id="top">A</h1><h2 id="sessions">Sessions</h2><h3 id="session-s1-title">1. One</h3>'
        '<h3 id="note">A note</h3><h2 id="reading">Reading</h2>'
    )
    contents = [
        (link.title, [inner.title for inner in link.children]) for link in page_types.build_contents(html)
    ]
    assert contents == [("Sessions", ["1. One"]), ("Reading", [])]


def test_what_a_logo_says_is_words_and_no_markup():
    theme = jinja2.Environment(loader=jinja2.FileSystemLoader(THEME))
    theme.filters["url"] = str
    edition = {"logo": "assets/edition/logo.svg", "logo_text": 'The "North" <b>& more'}
    html = theme.get_template("partials/brand.html").render(
        config=SimpleNamespace(extra={"edition": edition}, site_name="Less < more")
    )
    assert 'alt="The &#34;North&#34; &lt;b&gt;&amp; more">' in html
    assert '<span class="hb-brand__name">Less &lt; more</span>' in html


def test_mkdocs_finds_templates_in_the_theme_and_no_files():
    config = SimpleNamespace(theme=Theme("material"))
    assert len(config.theme.get_env().list_templates()) > 10_000
    list_no_theme_files(config)
    environment = config.theme.get_env()
    assert environment.list_templates(filter_func=len) == []
    assert environment.get_template("main.html").name == "main.html"


def test_a_schema_says_the_same_on_one_line():
    schema, other = (
        SimpleNamespace(src_uri=uri, content_string='{\n "title": "Écrit",\n "type": "object"\n}\n')
        for uri in ("schemas/case.schema.json", "assets/data/handbook.json")
    )
    minify_schemas([schema, other])
    assert schema.content_string == '{"title":"Écrit","type":"object"}\n'
    assert other.content_string.startswith("{\n")

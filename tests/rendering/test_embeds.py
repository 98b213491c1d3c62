"""Every record and main view has an embed: its content and nothing around it, with links that stay in the
frame or open a tab."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from built import ROOT, asset, book, everything, pages, resolve, site
from search_files import read_entries

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.checks.rules import views_are_embedded_once
from macros.hand_written.pages import read_pages
from macros.i18n.catalogue import read_catalogue
from macros.records.loader import load_handbook
from macros.records.record_files import EditionFolder
from macros.rendering.embeds import (
    VIEW_PATHS,
    Embeds,
    FinishedPage,
    build_entry_place,
    list_choices,
    list_embedded_entries,
    list_former_places,
)
from macros.rendering.page_macros import Library
from macros.rendering.renderer import Renderer

MOST = 1024  # Bytes; host.js as it is served has at most twice as many.
LINK = re.compile(r"<a\s[^>]*>")


def list_places() -> list[str]:
    """Where the embeds of the handbook stand."""
    wheels = [entry for entry in book().records["framework"] if entry.node.items]
    return [
        *(build_entry_place(entry) for entry in list_embedded_entries(book())),
        *(f"embed/wheel/{entry.id}" for entry in wheels),
        *(f"embed/{name}" for name in VIEW_PATHS),
    ]


@pytest.fixture(scope="module")
def small():
    """The embeds of the small handbook, without a build."""
    handbook, problems = load_handbook(ROOT / "tests/small")
    assert problems == []
    renderer = Renderer(handbook, Urls(), Repository())
    return Embeds(
        renderer, {"view/coverage": "coverage"}, {"name": "Small & plain", "lang": "en-GB", "css": []}
    )


def page(article: str, path: str = "theories/small-steps", **said) -> FinishedPage:
    return FinishedPage(
        path,
        "<body><header>menu</header><article"
        f" class='hb-article'>{article}</article><footer>foot</footer></body>",
        said.pop("title", "A page"),
        **said,
    )


def made(embeds: Embeds, article: str, **said) -> str:
    (_, html), *_ = embeds.render_files(page(article, **said))
    return html


# ---- One embed, from a page


def test_only_the_article_is_taken_and_the_contents_list_is_left_out(small):
    html = made(
        small,
        '<h1>Steps</h1><details class="hb-toc hb-toc--details" id="hb-contents"><summary>On this'
        " page</summary></details><p>Text</p>",
    )
    assert "<h1>Steps</h1><p>Text</p>" in html
    assert "menu" not in html and "foot</footer>" not in html and "On this page" not in html


@pytest.mark.parametrize(("before", "after"), [
    ('href="../../theories/small-steps/#element-start"',
     'href="../../../embed/theory/small-steps/#element-start"'),
    ('href="../../coverage/?by=2&amp;x=1#top"', 'href="../../../embed/view/coverage/?by=2&amp;x=1#top"'),
    ('href="#top"', 'href="#top"'),
    ('href="mailto:someone@example.org"', 'href="mailto:someone@example.org"'),
    ('href="tel:01632960101"', 'href="tel:01632960101"'),
    ('href="../../reference/glossary/#rota"',
     'href="../../../reference/glossary/#rota" target="_blank" rel="noopener"'),
    ('class="a" href="https://example.org/a/b" rel="external noopener"',
     'class="a" href="https://example.org/a/b" rel="external noopener" target="_blank"'),
    ('href="../../"', 'href="../../../" target="_blank" rel="noopener"'),
    ('href="../"', 'href="../../../theories/" target="_blank" rel="noopener"'),
])  # fmt: skip
def test_links_stay_in_the_frame_where_there_is_an_embed_and_open_a_tab_elsewhere(small, before, after):
    assert f"<a {after}>x</a>" in made(small, f"<a {before}>x</a>")


def test_addresses_in_data_are_those_of_the_frame_too(small):
    html = made(
        small,
        '<div data-root="../../"></div><script type="application/json"'
        ' data-explorer-data>{"u":"../../theories/small-steps/","w":"a/b"}</script>',
    )
    assert (
        '<div data-root="../../../">' in html
        and '{"u":"../../../embed/theory/small-steps/","w":"a/b"}' in html
    )


@pytest.mark.parametrize(("before", "after"), [
    ('img alt="" src="../../assets/a.png"', 'img alt="" src="../../../assets/a.png"'),
    ('img src="b.png?v=1" srcset="b.png 1x, ../c.png 2x"',
     ('img src="../../../theories/small-steps/b.png?v=1" srcset="../../../theories/small-steps/b.png 1x,'
      ' ../../../theories/c.png 2x"')),
    ('source src="../../a.webm"', 'source src="../../../a.webm"'),
    ('video poster="../../p.png"', 'video poster="../../../p.png"'),
    ('img src="//host.example/a.png"', 'img src="//host.example/a.png"'),
    ('img src="data:image/png;base64,AA=="', 'img src="data:image/png;base64,AA=="'),
    ('a href="//host.example/a"', 'a href="//host.example/a" target="_blank" rel="noopener"'),
])  # fmt: skip
def test_files_are_where_they_were_and_other_hosts_stay_as_they_are(small, before, after):
    assert f"<{after}>" in made(small, f"<{before}>")


def test_what_only_marks_need_is_left_out(small):
    html = made(
        small,
        '<p class="hb-keep" data-mark="a" data-root="../../" data-scripts="x y" data-search-exclude>Add</p>',
    )
    assert '<p class="hb-keep" data-search-exclude>Add</p>' in html


def test_a_fold_that_is_left_to_the_full_page_is_a_link_to_it(small):
    html = made(
        small,
        '<h2 id="connections">Connections</h2><details class="a" data-page-only="connections"><summary>'
        "2 cases</summary><details><summary>More</summary>A case</details></details><p>After</p>",
    )
    assert (
        '<h2 id="connections">Connections</h2><p><a href="../../../theories/small-steps/#connections"'
        ' target="_blank" rel="noopener">2 cases</a></p><p>After</p>' in html
    )


def test_the_form_offers_only_the_views_that_a_page_names_each_at_that_page(small):
    renderer = Renderer(small.renderer.book, Urls(), Repository(), view_paths={"tool/plan": "local/plan"})
    (_, views), *others = list_choices(renderer.view("deaneries/embedding"))
    assert views == [("tool/plan", "Development plan", "../../local/plan/")]
    assert ("theory/small-steps", "Small steps", "../../theories/small-steps/") in [
        choice for _, group in others for choice in group
    ]


def test_an_embed_loads_the_scripts_that_its_page_turned_out_to_need(small):
    library = Library(small.renderer, lambda: "coverage")
    before = made(small, "<p>Cases</p>", path="coverage")
    library.explorer()
    html = made(small, "<p>Cases</p>", path="coverage")
    assert (
        "assets/js/pages/crosswalk_explorer.js" in html
        and "assets/js/pages/crosswalk_explorer.js" not in before
        and "assets/js/pages/list_filter.js" not in html
    )


def test_groups_and_titles_of_the_form_are_marked_with_their_language(small):
    renderer = Renderer(small.renderer.book, Urls(), Repository(), catalogue=read_catalogue("cy"))
    html = renderer.finish(
        renderer.render_template(
            "embed_builder",
            renderer.view("deaneries/embedding"),
            groups=[("Damcaniaethau", [("theory/a", "Steps", "../../")])],
        )
    )
    assert (
        '<optgroup label="Damcaniaethau" lang="cy">' in html
        and 'data-page="../../" lang="en-GB">Steps</option>' in html
    )


def test_an_embed_amid_another_language_says_which_of_its_words_are_english(small):
    renderer = Renderer(small.renderer.book, Urls(), Repository(), catalogue=read_catalogue("cy"))
    welsh = Embeds(renderer, {}, {"name": "Llawlyfr", "lang": "cy", "css": []})
    html = made(welsh, "<h1>A</h1>", title="Steps", description="What to do first.")
    assert '<html lang="cy" class="no-js" data-embed>' in html
    assert '<title lang="en-GB">Steps – Llawlyfr</title>' in html
    assert '<p class="hb-lede" lang="en-GB">What to do first.</p>' in html
    assert html.index("/js/dictionary.js") < html.index("/js/shell/i18n.js")
    assert "/js/dictionary.js" not in made(small, "<h1>A</h1>")


def test_the_shell_says_what_it_is_and_where_the_full_page_is(small):
    html = made(small, "<h1>A</h1>", title="Less < more")
    assert (
        "<title>Less &lt; more – Small &amp; plain</title>" in html
        and '<span class="hb-embed__source">Small &amp; plain</span>' in html
    )
    assert (
        '<link rel="canonical" href="../../../theories/small-steps/">' in html
        and '<meta name="robots" content="noindex">' in html
    )
    assert '<link rel="canonical" href="https://h.example/theories/small-steps/">' in made(
        small, "", canonical="https://h.example/theories/small-steps/"
    )


def test_a_page_without_an_embed_gives_none_and_one_file_per_former_id(small):
    assert list(small.render_files(page("", path="about/index"))) == []
    small.former_places["theories/small-steps"] = ["embed/theory/former-steps"]
    assert [path for path, _ in small.render_files(page(""))] == [
        "embed/theory/small-steps/index.html",
        "embed/theory/former-steps/index.html",
    ]
    del small.former_places["theories/small-steps"]


def test_from_disk_embeds_are_files():
    handbook, _ = load_handbook(ROOT / "tests/small")
    embeds = Embeds(
        Renderer(handbook, Urls(folders=False), Repository()),
        {},
        {"name": "S", "lang": "en-GB", "css": ["assets/css/edition.css"]},
    )
    (path, html), *_ = embeds.render_files(
        page('<a href="../theories/small-steps.html#a">x</a><a href="small-steps.html">y</a>')
    )
    assert path == "embed/theory/small-steps.html"
    assert (
        '<a href="../../embed/theory/small-steps.html#a">x</a><a'
        ' href="../../embed/theory/small-steps.html">y</a>' in html
    )
    assert '<link rel="stylesheet" href="../../assets/css/edition.css">' in html


@pytest.mark.parametrize(
    ("named", "wrong"),
    [
        (
            "",
            "'embed' names no view; delete the line, or name a view: the views are " + ", ".join(VIEW_PATHS),
        ),
        (
            " [view/cases]",
            "'embed' holds a list, and not the name of one view; write one, as 'embed: view/coverage'",
        ),
        (
            " {view: cases}",
            "'embed' holds a mapping, and not the name of one view; write one, as 'embed: view/coverage'",
        ),
        (" 7", "'embed' names '7', which is no view; the views are " + ", ".join(VIEW_PATHS)),
    ],
)
def test_what_is_no_name_of_a_view_is_told(tmp_path, named, wrong):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text(f"---\ntitle: A\nembed:{named}\n---\n\n# A\n", "utf-8")
    assert [str(problem) for problem in views_are_embedded_once.check(read_pages(tmp_path)[0].values())] == [
        f"docs/a.md:3:1: front matter: {wrong}"
    ]


def test_a_view_that_no_page_names_any_more_is_told_where_its_page_is(tmp_path):
    for folder, front in (("docs", "---\nembed: view/coverage\n---\n"), ("local/docs", "")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "coverage.md").write_text(f"{front}# Coverage\n", "utf-8")
    assert list(views_are_embedded_once.check(read_pages(tmp_path)[0].values())) == []
    said = (
        "local/docs/coverage.md:1:1: front matter: no page names the view 'view/coverage', which other sites"
        " may show; write 'embed: view/coverage' into this page's front matter, or into that of the page that"
        " is to be shown there"
    )
    assert [
        str(problem)
        for problem in views_are_embedded_once.check(
            read_pages(tmp_path, [EditionFolder(tmp_path / "local", "local/", "")])[0].values()
        )
    ] == [said]


def test_a_view_that_two_pages_name_is_told(tmp_path):
    (tmp_path / "docs").mkdir()
    for name in ("a", "b"):
        (tmp_path / f"docs/{name}.md").write_text("---\ntitle: A\nembed: view/cases\n---\n\n# A\n", "utf-8")
    said = (
        "docs/b.md:3:1: front matter: 'embed' names 'view/cases', as docs/a.md does already; let one page"
        " have it"
    )
    assert [str(problem) for problem in views_are_embedded_once.check(read_pages(tmp_path)[0].values())] == [
        said
    ]


# ---- All of them, as built


def embeds() -> dict:
    return {url: each for url, each in everything().items() if url.startswith("embed/")}


@pytest.mark.slow
def test_every_record_and_main_view_has_an_embed_and_nothing_else_has():
    former = [path for path, _ in list_former_places(book())]
    assert sorted(embeds()) == sorted(f"{place}/" for place in (*list_places(), *former))


@pytest.mark.slow
def test_each_embed_is_content_and_one_way_to_the_full_page():
    for url, each in embeds().items():
        html, links = each.html, LINK.findall(each.html)
        assert not re.search(r"<(header|nav|footer|form class=\"hb-search)\b", html), url
        assert not re.search(
            r"assets/js/(pages/reading_marks|shell/(search_\w+|menu_drawer|colour_scheme))\b", html
        ), url
        assert html.count("<h1") == 1 and html.count("<main") == 1 and html.count("<article") == 1, url
        assert html.count('<meta name="robots" content="noindex">') == 1, url
        assert sum('class="hb-embed__full"' in link for link in links) == 1, url
        assert each.ids == list(dict.fromkeys(each.ids)), url
        canonical = resolve(each.url, re.search(r'<link rel="canonical" href="([^"]+)">', html)[1])
        assert canonical in pages() and canonical == resolve(
            each.url, re.search(r'hb-embed__full" href="([^"]+)"', html)[1]
        ), url
        assert len(each.text) > 100, url


@pytest.mark.slow
def test_links_of_embeds_lead_somewhere_and_open_where_they_should():
    there = everything()
    for url, each in embeds().items():
        for tag in LINK.findall(each.html):
            href = re.search(r'href="([^"]*)"', tag)[1].replace("&amp;", "&")
            apart = 'target="_blank"' in tag
            if urlsplit(href).scheme:
                assert apart or href.startswith("mailto:"), f"{url}: {tag}"
            else:
                to, _, anchor = resolve(each.url, href).partition("#")
                page = there[to.partition("?")[0]] if not href.startswith("#") else each
                assert not anchor or anchor in page.ids, f"{url}: {tag}"
                assert apart == (not href.startswith("#") and not to.startswith("embed/")), f"{url}: {tag}"
            assert not apart or "noopener" in tag, f"{url}: {tag}"
        for address in each.loads:
            assert (site() / resolve(each.url, address)).is_file(), f"{url}: {address}"


@pytest.mark.slow
def test_embeds_load_what_they_need_and_no_more():
    found = embeds()
    for tool in ("self-assessment", "plan", "my-handbook"):
        own = asset(f"assets/js/tools/{tool.replace('-', '_')}.js").name
        assert {url for url, each in found.items() if f'{own}" defer' in each.html} == {f"embed/tool/{tool}/"}
    assert {
        url for url, each in found.items() if asset("assets/js/pages/crosswalk_explorer.js").name in each.html
    } == {"embed/view/crosswalks/"}
    assert (
        asset("assets/js/pages/list_filter.js").name in found["embed/view/cases/"].html
        and "data-map" in found["embed/tool/plan/"].html
    )
    assert 'content="no-referrer"' in found["embed/tool/plan/"].html


@pytest.mark.slow
def test_embeds_are_not_in_the_site_map_and_not_in_the_search_index():
    assert "/embed/" not in (site() / "sitemap.xml").read_text("utf-8")
    assert not any(address.startswith("embed/") for address in read_entries(site()))


@pytest.mark.slow
def test_the_scripts_for_hosts_are_tiny_and_keep_their_names():
    assert len((site() / "embed/host.js").read_bytes()) <= 2 * MOST
    assert len((site() / "embed/card.js").read_bytes()) <= 3 * MOST
    for name in ("host.js", "card.js"):
        text = (site() / "embed" / name).read_text("utf-8")
        assert '"use strict"' in text and "innerHTML" not in text and "eval" not in text


# ---- The form that makes the code


@pytest.mark.slow
def test_the_builder_offers_every_embed_once_and_every_page_leads_to_it():
    html = pages()["deaneries/embedding/"].html
    assert sorted(f"embed/{name}" for name in re.findall(r'<option value="(\w+/[^"]+)"', html)) == sorted(
        list_places()
    )
    leading = re.search(
        r'<a class="hb-provenance__embed" href="([^"]+)">', pages()["frameworks/mlcf/1.1/"].html
    )[1]
    assert resolve(
        "frameworks/mlcf/1.1/", leading.partition("?")[0]
    ) == "deaneries/embedding/" and leading.endswith("?record=item/mlcf/1.1")


@pytest.mark.slow
def test_the_addresses_written_on_the_builders_page_are_there():
    text = pages()["deaneries/embedding/"].html
    for address in set(re.findall(r"https://handbook\.example/([\w./-]*)", text)):
        assert address == "" or address in everything() or (site() / address).is_file(), address
    for record in re.findall(r"record=(?:&quot;|\")([\w/.-]+)", text):
        assert f"embed/{record}/" in everything(), record

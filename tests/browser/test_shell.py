"""The theme shell, tried in a real browser on a small site of its own (`shell_site.py`)."""

from __future__ import annotations

import itertools
import pathlib
import re

import audit
import html5lib
import pytest
import shell_site
from audit import search
from once import once
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PATHS = ["", "framework/", "framework/element/", "no/such/page/"]
ELEMENT = "framework/element/"
TOKENS = (shell_site.ROOT / "docs" / "assets" / "css" / "tokens.css").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site() -> pathlib.Path:
    return once("shell", shell_site.build) / "site"


@pytest.fixture(scope="module")
def offline() -> pathlib.Path:
    return once("shell-from-disk", lambda folder: shell_site.build(folder, offline=True)) / "site"


@pytest.fixture(scope="module")
def server(site):
    with audit.serve(site) as running:
        yield running


def focused(page) -> str:
    return page.evaluate("document.activeElement.className")


def scheme(frame) -> str:
    return frame.evaluate("document.documentElement.getAttribute('data-md-color-scheme')")


# ---- Markup ------------------------------------------------------------------------------------------------


def test_every_page_is_valid_html(site, offline):
    for path in itertools.chain(site.rglob("*.html"), offline.rglob("*.html")):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(path.read_text(encoding="utf-8"))
        assert parser.errors == [], path


def test_no_page_carries_inline_script_style_or_foreign_address(site, offline):
    for path in itertools.chain(site.rglob("*.html"), offline.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text), path
        assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=", text), path
        assert not re.search(r"""(?:src|<link(?! rel="canonical")[^>]*href)=["']?(?:https?:)?//""", text), (
            path
        )


def test_titles_are_escaped_and_links_are_relative(site):
    text = (site / "framework" / "element" / "index.html").read_text(encoding="utf-8")
    assert '<li><a href="../">R&amp;D &lt;framework&gt;</a></li>' in text
    assert "Managing yourself &amp; others" in text
    assert '<a href="../" aria-current="true">Framework &amp; domains</a>' in text
    assert '<a href="../../about/privacy/">Privacy</a>' in text


# ---- Colour ------------------------------------------------------------------------------------------------

KINDS = re.findall(r"--hb-(kind-[a-z]+): #", TOKENS.split('[data-md-color-scheme="slate"]')[0])
TEXT_PAIRS = [
    *itertools.product(KINDS, ["paper", "surface"]),
    *itertools.product(
        ["ink", "ink-soft", "accent", "accent-strong", "warm", "good", "bad"], ["paper", "surface", "sunken"]
    ),
    *itertools.product(["ink", "ink-soft", "accent"], ["accent-soft", "warm-soft", "bad-soft"]),
    ("warm", "warm-soft"),
    ("bad", "bad-soft"),
    ("ink", "mark"),
    ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"),
    *((f"heat-ink-{step}", f"heat-{step}") for step in range(5)),
]
SHAPE_PAIRS = [
    *itertools.product(
        [*(f"data-{n}" for n in range(1, 6)), "focus", "rule-strong"], ["paper", "surface", "sunken"]
    )
]


def colours(name: str) -> dict[str, str]:
    light, dark = TOKENS.split('[data-md-color-scheme="slate"]')
    found = dict(re.findall(r"--hb-([\w-]+): (#[0-9a-f]{6});", light))
    return found | dict(re.findall(r"--hb-([\w-]+): (#[0-9a-f]{6});", dark)) if name == "dark" else found


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_colour_pairs_meet_wcag_aa(name):
    values = colours(name)
    faint = [
        f"--hb-{ink} on --hb-{ground}: {contrast(values[ink], values[ground]):.2f}, less than {least}"
        for pairs, least in ((TEXT_PAIRS, 4.5), (SHAPE_PAIRS, 3))
        for ink, ground in pairs
        if contrast(values[ink], values[ground]) < least
    ]
    assert faint == []


# ---- Axe, the Tab key, width -------------------------------------------------------------------------------


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(open_page, server, width, color_scheme):
    page = open_page(width, color_scheme=color_scheme)
    only = audit.COLOUR_RULES if color_scheme == "dark" else ()
    for path in PATHS:
        page.goto(server.url + path)
        assert audit.axe(page, only=only) == [], path
    page.goto(server.url + ELEMENT)
    if width == 390:
        page.click(".hb-header__menu")
        assert audit.axe(page, only=only) == []
        page.keyboard.press("Escape")
        page.click(".hb-header__find")
    assert search(page, "self")
    assert audit.axe(page, only=only) == []
    page.seen.console = [
        text for text in page.seen.console if "404" not in text
    ]  # the missing page, on purpose
    assert page.seen.problems() == []


@pytest.mark.parametrize("width", [1280, 640, 320])
def test_tab_reaches_every_control_and_shows_it(open_page, server, width):
    page = open_page(width)
    for path in PATHS:
        page.goto(server.url + path)
        assert audit.tab_walk(page) == [], path


def test_nothing_scrolls_sideways_at_320_px_or_with_large_text(open_page, server):
    for width, size in ((320, "100%"), (640, "200%"), (1280, "200%")):
        page = open_page(width)
        for path in PATHS:
            page.goto(server.url + path)
            page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width, size)


def test_forced_colours_keep_the_current_page_visible(open_page, server):
    page = open_page(forced_colors="active")
    page.goto(server.url + ELEMENT)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    current = page.locator(".hb-nav a[aria-current]")
    assert current.evaluate("e => getComputedStyle(e).borderLeftWidth") == "4px"
    assert audit.tab_walk(page) == []


# ---- The menu ----------------------------------------------------------------------------------------------


def test_menu_by_keyboard(open_page, server):
    page = open_page(390)
    page.goto(server.url + ELEMENT)
    menu = page.locator(".hb-header__menu")
    assert menu.get_attribute("aria-expanded") == "false"
    menu.focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    assert "hb-nav__close" in focused(page)
    assert page.evaluate("document.querySelector('main').inert && document.querySelector('.hb-header').inert")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('#hb-nav')"
        )
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert "hb-header__menu" in focused(page)
    assert not page.evaluate("document.querySelector('[inert]')")
    assert not page.locator(".hb-nav").is_visible()


def test_widening_the_window_lets_go_of_the_open_menu(open_page, server):
    page = open_page(390)
    page.goto(server.url)
    page.click(".hb-header__menu")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator("[inert]")).to_have_count(0)
    assert page.locator(".hb-nav").is_visible()


def test_without_javascript_the_menu_link_shows_the_menu(open_page, server):
    page = open_page(390, java_script_enabled=False)
    page.goto(server.url + ELEMENT)
    assert page.get_by_text("Search and the colour setting need JavaScript").is_visible()
    assert not page.locator(".hb-header__scheme").is_visible()
    assert not page.locator(".hb-search").is_visible()
    assert not page.locator(".hb-nav").is_visible()
    page.click(".hb-header__menu-link")
    assert page.locator(".hb-nav").is_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(server.url)
    assert page.locator(".hb-nav").is_visible()


# ---- Colour scheme -----------------------------------------------------------------------------------------


def test_colours_follow_the_device_until_chosen_and_are_kept(open_page, server):
    page = open_page(color_scheme="dark")
    page.goto(server.url)
    button = page.locator(".hb-header__scheme")
    assert (scheme(page), button.get_attribute("aria-label")) == ("slate", "Colours: auto, as on your device")
    page.emulate_media(color_scheme="light")
    page.locator("html[data-md-color-scheme=default]").wait_for(state="attached")
    button.click()
    button.click()
    assert (scheme(page), button.get_attribute("aria-label")) == ("slate", "Colours: dark")
    page.goto(server.url + ELEMENT)
    assert scheme(page) == "slate"
    assert page.seen.problems() == []


# ---- Search ------------------------------------------------------------------------------------------------


def test_search_is_worked_by_keyboard_and_fetches_nothing_before(open_page, server):
    page = open_page()
    server.requests.clear()
    page.goto(server.url + "about/privacy/")
    assert not [path for path in server.requests if "search" in path.rpartition("/")[2] or "/search/" in path]
    page.keyboard.press("/")
    assert "hb-search__input" in focused(page)
    page.locator("h1").click()
    page.keyboard.press("Control+k")
    assert "hb-search__input" in focused(page)
    titles = search(page, "self")
    assert "Developing self-awareness" in titles
    assert page.locator(".hb-search__status").inner_text() == page.locator(".hb-search__count").text_content()
    box, active = page.locator("#hb-search-input"), page.locator("[role=option][aria-selected=true]")
    assert box.get_attribute("aria-expanded") == "true" and active.count() == 0
    page.keyboard.press("ArrowDown")
    assert active.get_attribute("id") == box.get_attribute("aria-activedescendant") == "hb-search-option-0"
    page.keyboard.press("ArrowUp")
    assert active.count() == 0 and box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Escape")
    assert "hb-search__input" in focused(page) and not page.locator(".hb-search__panel").is_visible()
    assert search(page, "zebracrossing") == []
    assert page.locator(".hb-search__count").text_content() == "Nothing found for “zebracrossing”."
    search(page, "self-awareness")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/framework/element/**")
    assert page.seen.problems() == []


def test_search_on_a_phone_opens_from_its_button_and_closes(open_page, server):
    page = open_page(390)
    page.goto(server.url)
    assert not page.locator("#hb-search-input").is_visible()
    page.click(".hb-header__find")
    assert "hb-search__input" in focused(page)
    assert search(page, "privacy")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert "hb-header__find" in focused(page)
    assert not page.locator("#hb-search-input").is_visible()
    page.click("[data-search-open]")
    assert "hb-search__input" in focused(page)


def test_search_from_disk(open_page, offline):
    page = open_page()
    page.goto((offline / "framework" / "element.html").as_uri())
    assert "Developing self-awareness" in search(page, "self")
    page.locator(".hb-search__link").first.click()
    page.wait_for_url("file://**/framework/element.html*")
    button = page.locator(".hb-header__scheme")
    button.click()
    button.click()
    assert scheme(page) == "slate"
    assert page.seen.problems() == []


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-same-origin"])
def test_search_and_colours_in_a_frame_of_another_site(open_page, server, tmp_path, sandbox):
    (tmp_path / "index.html").write_text(
        f'<!doctype html><title>Outside</title><iframe sandbox="{sandbox}" src="{server.url}{ELEMENT}" '
        'width="1200" height="700"></iframe>',
        encoding="utf-8",
    )
    with audit.serve(tmp_path, headers={"Content-Security-Policy": ""}) as outside:
        page = open_page()
        page.goto(outside.url)
        frame = page.frames[1]
        frame.wait_for_selector(".hb-search__input")
        assert frame.evaluate("handbook.shell.boot.storage.lasts") is ("allow-same-origin" in sandbox)
        assert "Developing self-awareness" in search(frame, "self")
        assert "Privacy" in search(frame, "privacy")
        frame.locator("#hb-search-input").press("Escape")
        frame.locator(".hb-header__scheme").click()
        frame.locator(".hb-header__scheme").click()
        assert scheme(frame) == "slate"
        assert frame.evaluate("localStorage.setItem('x', 1), localStorage.getItem('x')") == "1"
        page.seen.console = [
            text for text in page.seen.console if "favicon" not in text and "404" not in text
        ]
        assert page.seen.problems() == []


@pytest.mark.parametrize(
    "head", ["", "handbook.searchFiles['head']={};", "handbook.searchFiles['head']={\"ver"]
)
def test_search_says_so_when_its_index_does_not_come_or_is_of_another_version(open_page, server, head):
    page = open_page()
    page.route(
        "**/assets/data/search.js", lambda route: route.fulfill(body=head, content_type="text/javascript")
    )
    page.goto(server.url)
    page.locator("#hb-search-input").fill("self")
    page.locator(".hb-search__panel[data-state=failed]").wait_for()
    assert (
        page.locator(".hb-search__count").text_content()
        == "Search could not be loaded. The menu leads to every section."
    )


def test_where_a_shard_does_not_come_what_is_there_is_shown_with_a_sentence(open_page, server):
    page = open_page()
    page.route("**/assets/search/words-*", lambda route: route.abort())
    page.goto(server.url)
    assert "Developing self-awareness" in search(page, "self-awareness")
    assert page.locator(".hb-search__count").text_content() == (
        "1 result. A part of the index did not arrive, so this may not be all. Search again to try once more."
    )


# ---- Reading, copying, printing ----------------------------------------------------------------------------


def test_code_is_copied(open_page, server):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(server.url + "framework/")
    page.click(".hb-copy")
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("id: mlcf/1.1\n")
    assert page.seen.problems() == []


def test_wide_tables_scroll_inside_and_take_the_focus(open_page, server):
    page = open_page(390)
    page.goto(server.url + ELEMENT)
    region = page.get_by_role("region", name="What each level looks like")
    assert region.get_attribute("tabindex") == "0"
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".hb-scroll").first).not_to_have_attribute("tabindex", "0")


def test_contents_list_beside_wide_text_and_folded_above_narrow(open_page, server):
    page = open_page(1280)
    page.goto(server.url + ELEMENT)
    assert page.locator(".hb-toc--aside").is_visible() and not page.locator(".hb-toc--details").is_visible()
    page.set_viewport_size({"width": 640, "height": 800})
    assert not page.locator(".hb-toc--aside").is_visible() and page.locator(".hb-toc--details").is_visible()
    page.goto(server.url + "about/privacy/")
    assert page.locator(".hb-toc--details").count() == 0


def test_print_shows_the_text_alone_and_in_light_colours(open_page, server):
    page = open_page(700, color_scheme="dark")
    page.goto(server.url + ELEMENT)
    assert scheme(page) == "slate"
    page.emulate_media(media="print")
    for part in (".hb-header", ".hb-nav", ".hb-toc", ".hb-paging", ".hb-footer__links"):
        assert not any(item.is_visible() for item in page.locator(part).all()), part
    assert page.locator(".hb-print-head").is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 38, 39)"
    assert page.evaluate("document.documentElement.scrollWidth") <= 700


# ---- Not found ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", ["/", "/a/b/"])
def test_the_page_for_unknown_addresses_works_at_any_depth(open_page, tmp_path, prefix):
    built = shell_site.build(tmp_path, prefix=prefix)
    with audit.serve(built, prefix=prefix) as running:
        page = open_page()
        page.goto(running.url + "un/known/depth/page")
        assert page.locator("h1").inner_text() == "This page is not here"
        assert page.evaluate("getComputedStyle(document.querySelector('.hb-skip')).position") == "absolute"
        assert "Developing self-awareness" in search(page, "self")
        page.keyboard.press("Escape")
        page.get_by_role("link", name="the first page of the handbook").click()
        page.wait_for_url(running.url)
        assert [text for text in page.seen.problems() if "404" not in text] == []


# ---- The tools themselves ----------------------------------------------------------------------------------

BAD = """<!doctype html><html lang="en"><head><title>Bad</title>\
<link rel="stylesheet" href="bad.css"></head><body>
<main><h1 style="color: red">Bad</h1><button class="off">Off screen</button>\
<button class="bare">No ring</button>
<button class="faint">Faint ring</button><span role="button" class="lost" tabindex="-1">x</span>\
<div class="cover"></div>
<a class="trap" href="#a">Trap</a><img src="https://elsewhere.example/a.png"><script>1</script>\
</main></body></html>"""
BAD_CSS = """.off { position: absolute; left: -500px } .bare:focus { outline: none }
.faint:focus { outline: 2px solid #eee } button, a { margin: 9px }"""


def test_the_tools_find_what_is_wrong(open_page, tmp_path):
    (tmp_path / "index.html").write_text(BAD, encoding="utf-8")
    (tmp_path / "bad.css").write_text(BAD_CSS, encoding="utf-8")
    with audit.serve(tmp_path) as running:
        page = open_page()
        page.goto(running.url)
        walk = audit.tab_walk(page)
        assert '<button.off> "Off screen" takes the focus off screen' in walk
        assert '<button.bare> "No ring" shows no focus ring of 2 px or more' in walk
        assert any(
            text.startswith('<button.faint> "Faint ring" has a focus ring with a contrast of 1.')
            for text in walk
        )
        page.evaluate(
            "document.querySelector('.trap').addEventListener('keydown', event => event.preventDefault());"
            "document.querySelector('.bare').addEventListener('keydown', event => event.preventDefault())"
        )
        assert any(text.startswith('<a.trap> "Trap" is never reached') for text in audit.tab_walk(page))
        assert any(text.startswith("image-alt:") for text in audit.axe(page))
        problems = " ".join(page.seen.problems())
        assert "style-src-attr refused inline" in problems
        assert "script-src-elem refused inline" in problems
        assert (
            "request to another host" in problems or "img-src refused https://elsewhere.example" in problems
        )

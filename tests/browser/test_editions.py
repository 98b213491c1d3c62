"""The two example editions as readers meet them: built by the real command, in a real browser."""

from __future__ import annotations

import re

import audit
import pytest
import runs
from built import ROOT, edition
from playwright.sync_api import expect

from macros.editions.colours import compute_contrast
from macros.editions.reading import read_edition

pytestmark = pytest.mark.browser

NAMES = ["example-north", "enghraifft-cymru"]
PAGES = {  # Of each: home, a national page with a local block, the rest what only an edition shows.
    "example-north": [
        "",
        "modules/difficult-conversations/",
        "components/coaching/",
        "modules/one-service-two-sites/",
        "pathways/first-month-in-example-north/",
        "local/",
        "coverage/",
    ],
    "enghraifft-cymru": ["", "components/mentoring/", "frameworks/mlcf/"],
}
LOOKED_AT = (
    "",
    "modules/difficult-conversations/",
    "modules/one-service-two-sites/",
    "components/mentoring/",
)
EVERY_PAGE = [(name, path) for name in NAMES for path in PAGES[name]]
EVERY = pytest.mark.parametrize("name, path", EVERY_PAGE)
EACH = pytest.mark.parametrize("name", NAMES)
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
# What a reader sees of a colour: its own, and that of the ground it stands on.
COLOURS = """selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).map(e => {
  const hex = text =>
    "#" + text.match(/[0-9]+/g).slice(0, 3).map(n => (+n).toString(16).padStart(2, "0")).join("");
  let ground = e;
  while (/rgba\\(.*, 0\\)|transparent/.test(getComputedStyle(ground).backgroundColor))
    ground = ground.parentElement;
  return [hex(getComputedStyle(e).color), hex(getComputedStyle(ground).backgroundColor),
    e.outerHTML.slice(0, 80)];
})"""


@pytest.fixture(scope="module")
def servers():
    """A running server for each edition, each built when it is first asked for."""
    running = {}

    def server(name: str):
        if name not in running:
            within = audit.serve(edition(name))
            running[name] = within, within.__enter__()
        return running[name][1]

    yield server
    for within, _ in running.values():
        within.__exit__(None, None, None)


@pytest.fixture
def seen(open_page, servers):
    """Opens a page of an edition: ``seen(name, path, width=…, color_scheme=…)``."""

    def opened(name: str, path: str = "", width: int = 1280, **settings):
        page = open_page(width, **settings)
        page.goto(servers(name).url + path)
        return page

    return opened


def token(page, name: str) -> str:
    return page.evaluate(
        "name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()", f"--hb-{name}"
    )


# -- name, logo, colours


@EACH
def test_name_and_logo_lead_home(seen, name):
    said = read_edition(ROOT / "editions" / name, ROOT)
    page = seen(name, PAGES[name][1], width=390)
    home = page.locator(".hb-header__name")
    assert home.get_by_role("img").get_attribute("alt") == said.logo_text
    assert said.name in home.inner_text().replace("\n", " ")
    assert page.evaluate("document.querySelector('.hb-brand__logo').naturalWidth") > 0
    assert not page.evaluate(
        "document.querySelector('.hb-header').contains(document.querySelector('.hb-header"
        " svg:not(.hb-icon)'))"
    )
    assert page.title().endswith(said.name)
    assert said.short in page.locator(".hb-footer__local").inner_text()
    home.click()
    expect(page.locator(".hb-local--home")).to_be_visible()
    assert page.seen.problems() == []


@EACH
@SCHEMES
def test_the_colours_are_the_editions_own_and_can_be_read(seen, name, scheme):
    said = read_edition(ROOT / "editions" / name, ROOT).colours
    page = seen(name, PAGES[name][1], color_scheme=scheme)
    key = "accent" if scheme == "light" else "dark_accent"
    assert token(page, "accent") == said.get(key, token(page, "accent"))
    assert token(page, "accent") not in ("#0b5d5b", "#6fc7bd")  # The national ones.
    found = page.evaluate(
        COLOURS, ".hb-main a, .hb-local, .hb-local *, .hb-tag, .hb-eyebrow, .hb-nav a, .hb-footer a"
    )
    assert len(found) > 50
    assert [
        (html, round(compute_contrast(ink, ground), 2))
        for ink, ground, html in found
        if compute_contrast(ink, ground) < 4.5
    ] == []


def test_paper_has_the_light_colours(seen):
    page = seen("example-north", "coverage/", color_scheme="dark")
    dark = token(page, "accent")
    page.emulate_media(media="print")
    assert token(page, "accent") == "#5a2b7f" != dark


def test_the_logo_keeps_its_plate_in_forced_colours(seen):
    page = seen("example-north", forced_colors="active")
    logo = page.locator(".hb-brand__logo")
    assert logo.is_visible() and page.locator(".hb-local--home").is_visible()
    assert audit.tab_walk(page) == []


# -- what is local


def test_a_modules_local_block_has_dates_venues_and_whom_to_ask(seen):
    page = seen("example-north", "modules/difficult-conversations/")
    block = page.get_by_role("region", name="In Example North")
    first = block.get_by_role("listitem").first
    assert first.locator("time").get_attribute("datetime") == "2027-02-04"
    assert (
        "4 February 2027" in first.inner_text()
        and "Postgraduate centre, Moor Street site, room 2" in first.inner_text()
    )
    assert (
        first.get_by_role(
            "link", name="Book a place 4 February 2027, Feedback that can be heard"
        ).get_attribute("href")
        == "https://leadership.north.example/book/dc1/"
    )
    days = block.locator("time").evaluate_all("all => all.map(e => e.dateTime)")
    assert days == sorted(days) and len(days) == 3
    assert (
        block.get_by_role("link", name="modules@north.example").get_attribute("href")
        == "mailto:modules@north.example"
    )
    first.get_by_role("link", name="Feedback that can be heard", exact=True).click()
    assert page.url.endswith("/modules/difficult-conversations/s1/")


def test_a_components_local_block_has_telephone_and_page(seen):
    page = seen("example-north", "components/coaching/")
    block = page.get_by_role("region", name="In Example North")
    assert block.get_by_role("link", name="01632 960 101").get_attribute("href") == "tel:01632960101"
    assert (
        block.get_by_role("link", name="leadership.north.example").get_attribute("href")
        == "https://leadership.north.example/coaching/"
    )
    assert (
        page.get_by_role("navigation", name="On this page")
        .get_by_role("link", name="In Example North")
        .count()
        == 1
    )


def test_a_note_is_prose_with_links_into_the_edition(seen):
    page = seen("example-north", "frameworks/mlcf/1.1/")
    page.get_by_role("region", name="In Example North").get_by_role("link", name="your first month").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your first month in Example North")
    assert page.locator(".hb-head .hb-tag--local").inner_text() == "Local: Example North"


def test_what_is_local_says_so_on_its_card_and_nothing_else_does(seen):
    page = seen("example-north", "modules/")
    cards = page.locator(".hb-card:has(.hb-tag--local)")
    assert cards.locator(".hb-card__title").all_inner_texts() == ["One service on two sites"]


def test_search_finds_local_records_and_not_what_was_left_out(seen):
    page = seen("example-north")
    for words, title, there in [
        ("two sites", "One service on two sites", True),
        ("induction new fellow", "Your first month in Example North", True),
        ("is a leadership degree worth it", "Is a leadership degree worth it?", False),
    ]:
        assert (title in audit.search(page, words)) is there, words


def test_what_was_left_out_is_gone_everywhere():
    site = edition("example-north")
    gone = read_edition(ROOT / "editions" / "example-north", ROOT).leave_out
    assert not [id for id in gone if list(site.rglob(id))]
    pages = [
        file
        for file in site.rglob("*.html")
        if any(re.search(rf'href="[^"]*/{id}/', file.read_text("utf-8")) for id in gone)
    ]
    assert pages == []


def test_the_footer_leads_to_the_editions_own_statements(seen):
    page = seen("example-north", "modules/")
    page.locator(".hb-footer").get_by_role("link", name="Privacy in Example North").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Privacy in Example North")


def test_the_national_site_has_none_of_it():
    from built import site

    text = (site() / "index.html").read_text("utf-8")
    assert "hb-local" not in text and "assets/edition" not in text and "hb-brand" not in text


def test_the_welsh_edition_says_that_its_welsh_awaits_review(seen):
    page = seen("enghraifft-cymru")
    assert page.locator("html").get_attribute("lang") == "cy"
    assert page.locator(".hb-local__review").is_visible()
    assert page.locator(".hb-local--home").get_by_role("link", name="Coetsio").is_visible()


# -- can it be used


@pytest.mark.parametrize("name, path", [(name, path) for name, path in EVERY_PAGE if path in LOOKED_AT])
@SCHEMES
def test_axe_finds_nothing(seen, name, path, scheme):
    """Wide in the one scheme and narrow in the other; in the long run both in each."""
    page = seen(name, path, color_scheme=scheme)
    widths = (1280, 390) if runs.LONG else (1280,) if scheme == "light" else (390,)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        assert audit.axe(page) == []
    assert page.seen.problems() == []


@EVERY
def test_nothing_scrolls_sideways_at_320_px(seen, name, path):
    page = seen(name, path, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@EACH
def test_the_tab_key_reaches_every_link_of_a_local_block(seen, name):
    page = seen(name, PAGES[name][1], width=390)
    assert audit.tab_walk(page) == []


def test_on_paper_every_local_date_is_there(seen):
    page = seen("example-north")
    page.emulate_media(media="print")
    text = page.locator(".hb-local--home").inner_text()
    assert "11 May 2027" in text

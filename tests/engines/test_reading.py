"""Reading in Firefox and in WebKit: every type of page, the search, the menu, the colours; from a server and
from a disk."""

from __future__ import annotations

import pytest
from built import site
from page_types import PAGES
from walks import scrolls_sideways

pytestmark = [pytest.mark.engines, pytest.mark.slow]

WIDTHS = (1280, 390, 320)
SCHEMES = {"light": "default", "dark": "slate"}
# Pages with a list whose longest option is wider than a phone.
LONG_OPTIONS = (
    "tools/self-assessment/",
    "deaneries/embedding/",
    "theories/compare/?of=lean-and-flow,soft-systems,transitions",
)
WITH_A_NEXT = ("theories/eight-steps/", "frameworks/mlcf/2.2/", "modules/leading-improvement/")
LARGE_TEXT = (
    "",
    "theories/eight-steps/",
    "frameworks/mlcf/2.2/",
    "cases/surgical-checklist/",
    "pathways/new-rota-lead/",
    "tools/plan/",
    "tools/blanks/hlm/",
    *LONG_OPTIONS,
)
SCHEME = "() => document.documentElement.dataset.mdColorScheme"


def wide_at(window, address: str, widths: tuple[int, ...]) -> list[str]:
    """The widths at which the page is wider than the window, a line each."""
    window.open(address)
    lines = []
    for width in widths:
        window.resize(width)
        if width_of_page := scrolls_sideways(window):
            lines.append(f"{address} is {width_of_page} px wide in a window of {width}")
    return lines


# ---- Pages


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_type_of_page_is_shown_as_it_should_be(open_window, server, scheme):
    window = open_window(dark=scheme == "dark")
    for path in PAGES.values():
        assert wide_at(window, server.url + path, WIDTHS) == []
        assert window.evaluate(SCHEME) == SCHEMES[scheme], path
        assert window.text("h1"), path
    assert window.seen() == []


def test_a_long_option_does_not_make_the_page_wide(window, server):
    assert [line for path in LONG_OPTIONS for line in wide_at(window, server.url + path, (390, 320))] == []


def test_the_next_page_is_not_refused(window, server):
    for path in WITH_A_NEXT:
        window.open(server.url + path)
        window.paint()
    assert window.seen() == []


def test_text_of_twice_the_size_fits_a_desk(open_window, server):
    window = open_window(text=200)
    assert [line for path in LARGE_TEXT for line in wide_at(window, server.url + path, (1280,))] == []


def test_text_of_twice_the_size_fits_a_phone(open_window, server):
    window = open_window(text=200)
    assert [line for path in LARGE_TEXT for line in wide_at(window, server.url + path, (390, 320))] == []


def test_links_of_a_drawing_are_in_the_window_when_they_have_the_focus(window, server):
    window.open(server.url + "frameworks/lf/")
    links = window.evaluate("() => document.querySelectorAll('article svg a').length")
    window.evaluate("() => document.querySelector('article svg a').focus()")
    outside = 0
    for _ in range(links):
        outside += window.evaluate("""() => {
            const { top, bottom } = document.activeElement.getBoundingClientRect();
            return Boolean(document.activeElement.closest("svg")) && (bottom <= 0 || top >= innerHeight);
        }""")
        window.press("Tab")
    assert links > 20 and outside == 0


# ---- Search, menu, colours, filter


def search(window, words: str) -> list[str]:
    """Type into the field of the search, which has the focus; the titles that are found."""
    window.type(words)
    return window.until(
        "() => [...document.querySelectorAll('.hb-search__panel[data-state=whole]:not([hidden])"
        " .hb-search__title')]"
        ".map((title) =>"
        " title.innerText)"
    )


@pytest.mark.parametrize("width", [1280, 390])
def test_the_search_finds_a_page_and_opens_it(window, server, width):
    window.open(server.url + "about/privacy/")
    window.resize(width)
    window.click("#hb-search-input" if width == 1280 else ".hb-header__find")
    assert search(window, "kotter")[0] == "Kotter's eight steps"
    if width == 1280:
        window.press("ArrowDown")
        window.press("Enter")
    else:
        window.click(".hb-search__link")
    window.until("() => location.pathname === '/theories/eight-steps/'")
    assert window.text("h1") == "Kotter's eight steps"
    assert window.seen() == []


def test_the_menu_opens_over_the_page_and_escape_closes_it(window, server):
    state = """() => [document.querySelector(".hb-header__menu").getAttribute("aria-expanded"),
        document.querySelector("main").inert, document.activeElement.className.split(" ").at(-1)]"""
    window.resize(390)
    window.open(server.url)
    window.click(".hb-header__menu")
    assert window.evaluate(state) == ["true", True, "hb-nav__close"]
    window.press("Escape")
    assert window.evaluate(state) == ["false", False, "hb-header__menu"]
    window.click(".hb-header__menu")
    window.click(".hb-nav summary", "Think")
    window.click(".hb-nav a[href='theories/']")
    window.until("() => location.pathname === '/theories/'")
    assert window.count(".hb-nav") == 0 and window.seen() == []


def test_colours_that_are_chosen_are_kept(window, server):
    window.open(server.url)
    for _ in range(2):
        window.click(".hb-header__scheme")
    assert window.evaluate(SCHEME) == "slate"
    window.open(server.url + "theories/eight-steps/")
    assert window.evaluate(SCHEME) == "slate" and window.seen() == []


def filtered(window, server) -> int:
    """Filter the theories by a word and by their evidence; how many are left."""
    window.open(server.url + "theories/")
    window.click("[data-filter-words]")
    window.type("change")
    window.choose("[data-filter-by=evidence]", "supported")
    return window.count(".hb-card")


def test_cards_are_filtered_by_words_and_by_lists(window, server):
    left = filtered(window, server)
    assert 0 < left < 24
    assert window.text("[data-filter-count]").startswith(f"{left} of 24 ")
    assert window.seen() == []


def test_a_list_to_which_the_reader_comes_back_is_filtered_by_what_its_fields_show(window, server):
    filtered(window, server)
    window.click(".hb-card a")
    window.until("() => location.pathname !== '/theories/'")
    window.evaluate("() => history.back()")
    window.until("() => location.pathname === '/theories/' && document.readyState === 'complete'")
    window.paint()
    left = window.count(".hb-card")
    window.evaluate("() => document.querySelector('[data-filter]').dispatchEvent(new Event('input'))")
    assert window.count(".hb-card") == left


# ---- From a disk


def test_the_search_of_the_copy_on_a_disk_finds_a_page_and_opens_it(window):
    window.open((site(offline=True) / "index.html").as_uri())
    window.click("#hb-search-input")
    assert search(window, "kotter")[0] == "Kotter's eight steps"
    window.click(".hb-search__link")
    window.until("() => location.pathname.endsWith('/theories/eight-steps.html')")
    assert window.text("h1") == "Kotter's eight steps"
    assert window.seen() == []

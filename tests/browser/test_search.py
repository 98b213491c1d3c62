"""The search as readers use it: the page of all results, the words marked on arrival, what was searched for
of late, and what is there without scripts. What is found is in tests/search; the box is in test_shell.py."""

from __future__ import annotations

import audit
import pytest
from built import site
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SENTENCE = "who decides here"


def open_results(page, address: str, text: str) -> None:
    page.goto(address + "search/?q=" + text.replace(" ", "+"))
    page.locator("[data-search-page][data-state=whole]").wait_for()


def test_the_head_of_the_index_is_fetched_without_waiting_for_the_scripts(open_page, server):
    page = open_page()
    page.goto(server.url + "about/privacy/")
    page.route("**/assets/js/search.*.js", lambda route: route.abort())  # They never come.
    with page.expect_request("**/assets/data/search.js"):
        page.locator("#hb-search-input").focus()


@pytest.mark.parametrize("width,scheme", [(1280, "light"), (320, "dark")])
def test_all_results_have_an_address_and_stand_in_groups(open_page, server, width, scheme):
    page = open_page(width, color_scheme=scheme)
    open_results(page, server.url, "working within teams")
    assert page.locator("#hb-results-input").input_value() == "working within teams"
    groups = page.locator(".hb-results__groups h2").all_inner_texts()
    assert groups[0] == "Best results" and set(groups[1:]) <= {"To do", "To read", "To teach", "To look up"}
    first = page.locator(".hb-results__item").first
    expect(first.locator(".hb-search__kind")).to_contain_text("Competency")
    expect(first.locator(".hb-results__places")).to_contain_text("Also in other frameworks:")
    assert page.title().startswith("working within teams – Search")
    assert audit.axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.seen.problems() == []


def test_another_search_has_another_address_and_back_leads_to_the_first(open_page, server):
    page = open_page()
    open_results(page, server.url, "kotter")
    page.locator("#hb-results-input").fill("<b>skill mix</b>")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=%3Cb%3Eskill*")
    expect(page.locator(".hb-search__title", has_text="Skill mix").first).to_be_visible()
    page.go_back()
    expect(page.locator("#hb-results-input")).to_have_value("kotter")
    expect(page.locator(".hb-search__title").first).to_have_text("Kotter's eight steps")
    assert page.seen.problems() == []


def test_where_nothing_is_found_the_nearest_words_and_the_indexes_lead_on(open_page, server):
    page = open_page()
    open_results(page, server.url, "kotterrrr")
    expect(page.locator(".hb-results__status")).to_have_text("Nothing found for “kotterrrr”.")
    expect(page.get_by_role("link", name="kotter", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Index by skill")).to_be_visible()
    expect(page.get_by_role("link", name="say so")).to_be_visible()


def test_words_are_marked_on_arrival_until_they_are_taken_off(open_page, server):
    page = open_page()
    page.goto(server.url)
    audit.search(page, "guiding coalition")
    page.locator(".hb-search__panel[data-sentences=here]").wait_for()
    page.locator(".hb-search__link", has_text="Kotter's eight steps").click()
    expect(page.locator(".hb-found-bar")).to_contain_text("Marked: “guiding coalition”")
    assert "coalition" in {text.lower() for text in page.locator("mark.hb-found").all_inner_texts()}
    assert page.url.startswith(server.url + "theories/eight-steps/") and "guiding" not in page.url
    before = page.locator("article").inner_text()
    page.get_by_role("button", name="Take the marks off").click()
    expect(page.locator("mark.hb-found")).to_have_count(0)
    assert page.locator("article").inner_text() == before
    page.reload()
    expect(page.locator(".hb-found-bar")).to_have_count(0)
    assert page.seen.problems() == []


def test_what_was_searched_for_is_offered_and_can_be_cleared(open_page, server):
    page = open_page()
    page.goto(server.url)
    audit.search(page, SENTENCE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=who+decides+here")
    page.locator("#hb-search-input").focus()
    recent = page.locator("#hb-search .hb-search__link--recent")
    expect(recent).to_have_text(SENTENCE)
    assert audit.axe(page) == []
    page.get_by_role("button", name="Clear recent searches").click()
    expect(recent).to_have_count(0)
    assert page.evaluate("localStorage.getItem('handbook.searches')") == "[]"


def test_my_handbook_clears_recent_searches_too(open_page, server):
    page = open_page()
    page.goto(server.url + "tools/my-handbook/")
    page.evaluate("handbook.shell.searchStart.recent.add('kotter')")
    page.get_by_role("button", name="Clear everything", exact=True).click()
    page.get_by_role("button", name="Clear everything now").click()
    expect(page.get_by_text("Nothing of yours is kept in this browser any more.").first).to_be_visible()
    assert page.evaluate("handbook.shell.searchStart.recent.list()") == []


def test_without_scripts_the_page_says_what_to_use_instead(open_page, server):
    page = open_page(java_script_enabled=False)
    page.goto(server.url + "search/?q=kotter")
    expect(page.get_by_text("The search needs JavaScript, which is off in this browser")).to_be_visible()
    assert not page.locator(".hb-results__form").is_visible()
    expect(page.get_by_role("link", name="by setting")).to_be_visible()


def test_all_results_are_shown_from_disk(open_page):
    page = open_page()
    page.goto((site(offline=True) / "search.html").as_uri() + "?q=kotter")
    page.locator("[data-search-page][data-state=whole]").wait_for()
    expect(page.locator(".hb-search__title").first).to_have_text("Kotter's eight steps")
    assert page.seen.problems() == []


def test_a_result_that_is_pressed_stays_under_the_pointer_until_its_click(open_page, server):
    """The whole answer takes the place of that of the titles: not while one of these is being pressed."""
    page, held, is_over = open_page(), [], []
    page.goto(server.url + "about/privacy/")
    page.route("**/assets/search/*.js", lambda route: route.continue_() if is_over else held.append(route))
    page.click("#hb-search-input")
    page.keyboard.type("kotter")
    page.wait_for_selector(".hb-search__panel[data-state=titles] .hb-search__link")
    page.evaluate(
        "() => document.addEventListener('pointerdown', (event) => {"
        " window.pressed = event.target.closest('a'); })"
    )
    page.hover(".hb-search__link >> nth=0")
    page.mouse.down()
    address = page.evaluate("() => pressed.href")
    arrived = "(count) => performance.getEntriesByType('resource').filter(({ name }) =>"
    arrived += " name.includes('/assets/search/')).length >= count"
    for route in held:
        route.continue_()
    page.wait_for_function(arrived, arg=len(held))
    page.evaluate("() => new Promise((done) => requestIdleCallback(done))")
    assert page.evaluate("() => pressed.isConnected")
    is_over.append(True)
    page.mouse.up()
    page.wait_for_url(lambda url: url.startswith(address.partition("#")[0]))

"""A record's page as a reader meets it: the first screen answers, the menu and the ways are at hand, terms
are explained at their word, and pages are no longer than they need be."""

from __future__ import annotations

from statistics import median

import audit
import pytest
from built import book, site
from page_types import PAGES
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

KINDS = ("framework", "element", "crosswalk", "pathway", "theory in steps", "tension", "case", "programme",
         "module", "component", "instrument")  # fmt: skip
MOST_HIGH = {"element": 4500, "theory": 6500, "module": 7200, "tension": 6000}  # Pixels at 1280, the median.


def paths_of(kind: str) -> list[str]:
    if kind == "element":
        return [f"{entry.path}/" for entry in book().list_leaves(book().resolve("mlcf"))]
    return [f"{entry.path}/" for entry in book().records[kind]]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", KINDS)
def test_the_first_screen_says_what_it_is_for_whom_how_long_and_what_next(reader, server, name, width):
    reader.set_viewport_size({"width": width, "height": 800})
    reader.goto(server.url + PAGES[name])
    head = reader.locator(".hb-head")
    for part in ("h1", ".hb-lede", ".hb-lead", ".hb-next .hb-button--primary"):
        box = head.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= 800, part
    assert head.locator(".hb-facts").count() == 0
    prose = reader.locator("article > :is(p, h2, .hb-figure, .hb-split, .hb-pair, .hb-scene)").first
    facts = reader.locator("article > .hb-facts")
    assert facts.count() == 0 or facts.first.bounding_box()["y"] > prose.bounding_box()["y"]


@pytest.mark.parametrize("kind", MOST_HIGH)
def test_pages_are_no_higher_than_they_need_be(reader, server, kind):
    heights = {}
    for path in paths_of(kind):
        reader.goto(server.url + path)
        heights[path] = reader.evaluate("document.documentElement.getBoundingClientRect().height")
    assert median(heights.values()) <= MOST_HIGH[kind], heights


@pytest.mark.parametrize("name", KINDS)
def test_every_group_of_the_menu_is_on_the_first_screen_and_the_page_is_lit(reader, server, name):
    reader.goto(server.url + PAGES[name])
    groups = reader.locator(".hb-nav__group > details > summary")
    assert groups.count() == 6
    for group in groups.all():
        box = group.bounding_box()
        assert box["y"] + box["height"] <= 800, group.inner_text()
    current = reader.locator(".hb-nav [aria-current]")
    expect(current).to_have_count(1)
    expect(current).to_be_in_viewport()


def test_the_menu_scrolls_to_the_page_where_it_is_long(reader, server):
    reader.set_viewport_size({"width": 1280, "height": 360})
    reader.goto(server.url + PAGES["element"])
    expect(reader.locator(".hb-nav [aria-current=page]")).to_be_in_viewport()


def test_the_top_and_the_contents_are_at_hand_far_down_on_a_phone(reader, server):
    reader.set_viewport_size({"width": 390, "height": 800})
    reader.goto(server.url + PAGES["theory in steps"])
    ways, name = reader.locator(".hb-ways"), reader.locator(".hb-header__name")
    expect(ways).to_be_hidden()
    reader.evaluate("scrollTo(0, 4000)")
    expect(ways).to_be_in_viewport()
    expect(name).to_be_hidden()
    # In the header, so that it lies on nothing that is read or has the focus.
    header, box = reader.locator(".hb-header").bounding_box(), ways.bounding_box()
    assert header["y"] == 0 and box["y"] >= 0 and box["y"] + box["height"] <= header["height"]
    ways.get_by_role("link", name="Contents").click()
    expect(reader.locator("#hb-contents")).to_be_in_viewport()
    assert reader.locator("#hb-contents").evaluate("contents => contents.open")
    reader.evaluate("scrollTo(0, 4000)")
    ways.get_by_role("link", name="Top").click()
    expect(reader.locator("h1")).to_be_in_viewport()
    expect(name).to_be_visible()
    assert audit.axe(reader) == []


@pytest.mark.parametrize("width", [390, 320])
def test_without_scripts_the_top_and_the_contents_are_at_hand_on_a_phone(open_page, server, width):
    page = open_page(width, java_script_enabled=False)
    page.goto(server.url + PAGES["theory in steps"])
    page.locator(".hb-foot, footer").last.scroll_into_view_if_needed()
    ways, header = page.locator(".hb-ways"), page.locator(".hb-header").bounding_box()
    for name in ("Contents", "Top"):
        box = ways.get_by_role("link", name=name).bounding_box()
        assert min(box["width"], box["height"]) >= 24 and 0 <= box["x"] <= width - box["width"]
        assert header["y"] <= box["y"] and box["y"] + box["height"] <= header["y"] + header["height"]
    expect(page.locator(".hb-header__name")).to_be_in_viewport()
    ways.get_by_role("link", name="Contents").click()
    expect(page.locator("#hb-contents")).to_be_in_viewport()
    ways.get_by_role("link", name="Top").click()
    expect(page.locator("h1")).to_be_in_viewport()


# ---- Terms


@pytest.fixture
def term(reader, server):
    """The first glossary term on a page that has some."""
    reader.goto(server.url + PAGES["tension"])
    return reader.locator("a.hb-term").first


def test_a_term_is_explained_where_the_pointer_rests_on_it(reader, term):
    means = term.get_attribute("data-means")
    term.hover()
    popover = reader.locator(".hb-popover")
    expect(popover).to_contain_text(means)
    expect(popover.get_by_role("link", name="In the glossary")).to_have_attribute(
        "href", term.evaluate("term => term.href")
    )
    popover.hover()
    expect(popover).to_be_visible()
    assert audit.axe(reader) == []
    reader.mouse.move(1, 1)
    expect(popover).to_have_count(0)


def test_a_term_is_explained_by_keyboard_and_escape_closes_it(reader, term):
    term.evaluate("term => { const start = document.createElement('a'); start.href = '#'; "
                  "term.before(start); start.focus(); }")  # fmt: skip
    reader.keyboard.press("Tab")
    expect(term).to_be_focused()
    popover = reader.locator(".hb-popover")
    expect(popover).to_be_visible()
    expect(term).to_have_accessible_description(term.get_attribute("data-means"))
    reader.keyboard.press("Escape")
    expect(popover).to_have_count(0)
    expect(term).to_be_focused()
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/reference/glossary/#*")


def test_a_press_explains_a_term_and_leaves_the_page_where_it_is(open_page, server):
    page = open_page(390, has_touch=True, is_mobile=True)
    page.goto(server.url + PAGES["tension"])
    address = page.url
    term = page.locator("a.hb-term").first
    term.tap()
    expect(page.locator(".hb-popover")).to_contain_text(term.get_attribute("data-means"))
    assert page.url == address
    box = page.locator(".hb-popover").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    page.locator("h1").tap()
    expect(page.locator(".hb-popover")).to_have_count(0)
    assert page.seen.problems() == []


def test_without_a_script_a_term_is_a_link_with_its_meaning(open_page, server):
    page = open_page(java_script_enabled=False)
    page.goto(server.url + PAGES["tension"])
    term = page.locator("a.hb-term").first
    assert term.get_attribute("title")
    term.click()
    assert "/reference/glossary/#" in page.url


def test_a_term_is_explained_in_a_page_opened_from_disk(open_page):
    page = open_page()
    page.goto((site(offline=True) / "tensions/where-power-lies.html").as_uri())
    page.locator("a.hb-term").first.hover()
    expect(page.locator(".hb-popover")).to_be_visible()
    assert page.seen.problems() == []


LINES = """() => Array.from(document.querySelectorAll(".hb-svg text:has(tspan)"), (text) => ({
  words: text.textContent.replace(/\\s+/g, " "),
  off: Array.from(text.querySelectorAll("tspan"))
    .filter((line) => line.textContent.trim())
    .map((line) => {
      const start = line.getStartPositionOfChar(0).x;
      const end = line.getEndPositionOfChar(line.getNumberOfChars() - 1).x;
      const place = { start, middle: (start + end) / 2, end }[text.getAttribute("text-anchor")];
      return Math.abs(place - Number(line.getAttribute("x")));
    }),
}))"""


def test_lines_of_a_picture_end_where_their_anchor_is_and_read_as_words(reader, server):
    """Whether they begin, end or have their middle there: the space between two lines moves none of them."""
    reader.goto(server.url + "theories/force-field/")
    texts = reader.evaluate(LINES)
    assert {text["words"] for text in texts} >= {"The order of the day", "Weaken a restraint: it moves"}
    assert max(off for text in texts for off in text["off"]) < 0.1, texts


def test_the_buttons_of_a_page_s_foot_are_of_one_height(reader, server):
    reader.goto(server.url + PAGES["element"])
    buttons = reader.locator(".hb-provenance").get_by_role("button")
    assert buttons.all_inner_texts() == ["Copy link", "Print this page"]
    assert len({button.bounding_box()["height"] for button in buttons.all()}) == 1


def test_on_a_phone_no_code_runs_beneath_the_button_that_copies_it(reader, server):
    reader.set_viewport_size({"width": 390, "height": 800})
    reader.goto(server.url + PAGES["guide with pictures"])
    button, code = (reader.locator(f".hb-code {part}").first.bounding_box() for part in (".hb-copy", "code"))
    assert button["y"] + button["height"] <= code["y"]


@pytest.mark.parametrize("path", ["cases/gosh-handover/", "guides/measurement/"])
def test_a_site_that_was_built_long_ago_says_that_a_page_is_past_its_day(reader, server, path):
    reader.goto(server.url + path)
    due = reader.locator(".hb-provenance time[data-review]")
    expect(reader.locator(".hb-due")).to_have_count(0)
    day = due.get_attribute("datetime")
    reader.clock.set_fixed_time(f"{day}T09:00:00")
    reader.goto(server.url + path)
    words = f"reviewed by {due.inner_text()}. Check its figures and names before you rely on them."
    expect(reader.locator(".hb-article .hb-due")).to_contain_text(words)
    assert reader.locator(".hb-due").bounding_box()["y"] < 800


def test_whoever_came_for_one_term_or_source_is_told_its_line(reader, server):
    for name, entry in (("glossary", book().terms[1]), ("sources", book().sources[1])):
        reader.goto(f"{server.url}reference/{name}/#{entry.id}")
        place = reader.locator(".hb-entry-file")
        expect(place).to_have_text(f"To change this entry, edit framework/{name}.yml, line {entry.line}.")
        other = book().terms[2] if name == "glossary" else book().sources[2]
        reader.evaluate(f"location.hash = '{other.id}'")
        expect(reader.locator(f"[id='{other.id}'] .hb-entry-file")).to_contain_text(f"line {other.line}.")
        expect(place).to_have_count(1)

"""The page of a session: its two views, the plan by the clock, and papers that print as sheets."""

from __future__ import annotations

import re
from pathlib import Path

import audit
import pytest
import runs
import small_site
import versions
from built import book, build
from once import once
from playwright.sync_api import expect

from macros.curriculum.sessions import list_sessions

pytestmark = pytest.mark.browser

POWER = "modules/power-and-influence/s2/"
END = "modules/small-end/s1/"  # Of the small site: with cards, and with a paper that is sealed.
CATALOGUE = "modules/catalogue"
SHEET = """    handouts:
      - {id: line, title: A line, reader: participants, copies: One each, activity: Talk, text: Write it.}
"""
MOST_OF_VIEW = {"Print the facilitator's sheet": 2, "Print the participants' sheet": 1}


@pytest.fixture(scope="module")
def small():
    """The small site, with one sheet more, on a server."""

    def make(folder: Path) -> None:
        root = small_site.write(folder / "root")
        versions.change_files(root, [(f"{CATALOGUE}/small-end.yml", "    handouts:\n", SHEET)])
        build(folder / "site", root=root)

    made = once("sessions", make)
    with audit.serve(made / "site") as running:
        yield running


@pytest.fixture
def paper(open_page):
    """A page whose print buttons print nothing: what would be printed is asked of it."""
    page = open_page()
    page.add_init_script("window.print = () => dispatchEvent(new Event('beforeprint'));")
    return page


def count_sheets(page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def list_begins(page) -> list[str]:
    return page.locator(".hb-timetable tr > [data-clock]:first-child").all_inner_texts()


def test_what_comes_later_moves_with_the_minutes(reader, server):
    reader.goto(server.url + POWER)
    told = reader.locator("[data-sum]")
    expect(told).to_have_text("180 minutes, from 0:00 to 3:00. That is as long as the session.")
    reader.get_by_label("Starts at").fill("09:30")
    assert list_begins(reader) == ["9:30", "9:45", "10:30", "11:05", "11:20", "12:00", "12:20"]
    expect(told).to_have_text("180 minutes, from 9:30 to 12:30. That is as long as the session.")
    reset = reader.get_by_role("button", name="Reset the minutes")
    expect(reset).to_be_hidden()

    minutes = reader.get_by_label("Minutes for Break")
    minutes.fill("25")
    assert list_begins(reader) == ["9:30", "9:45", "10:30", "11:05", "11:30", "12:10", "12:30"]
    expect(told).to_have_text("190 minutes, from 9:30 to 12:40. That is 10 minutes too long.")
    minutes.fill("")
    expect(told).to_have_text("165 minutes, from 9:30 to 12:15. That leaves 15 minutes free.")

    reset.press("Enter")
    expect(minutes).to_have_value("15")
    expect(reader.get_by_label("Starts at")).to_be_focused()
    assert list_begins(reader)[-1] == "12:20"
    assert reader.evaluate("Object.keys(localStorage).filter(key => /clock|session/.test(key))") == []
    assert reader.seen.problems() == []


@pytest.mark.parametrize("typed", ["-5", "1e9", "12.4"])
def test_no_number_breaks_the_clock(reader, server, typed):
    reader.goto(server.url + POWER)
    reader.get_by_label("Minutes for Break").fill(typed)
    assert all(re.fullmatch(r"\d?\d:\d\d", time) for time in list_begins(reader))
    assert "NaN" not in reader.locator("[data-sum]").inner_text()


def test_each_view_is_an_address_and_shows_nothing_of_the_other(reader, small):
    reader.goto(small.url + END)
    expect(reader.locator("#plan")).to_be_visible()
    expect(reader.locator("#exercises")).to_be_hidden()
    reader.get_by_role("link", name="Participants' view").first.click()
    assert reader.url.endswith("#participants")
    expect(reader.locator("#exercises")).to_be_visible()
    for hidden in ("#plan", "#notes", "#handout-steps", "#handout-counts", "#attendance", "#print"):
        expect(reader.locator(hidden)).to_be_hidden()
    expect(reader.locator("#handout-line")).to_be_visible()
    expect(reader.get_by_text("Step cards, of which you get yours in the room")).to_be_visible()
    shown = reader.locator("article").inner_text()
    assert "Wave" not in shown and "What the steps cost" not in shown and "Open it last" not in shown

    reader.goto(f"{small.url}{END}#handout-counts")  # Which the other view alone has.
    expect(reader.locator("#handout-counts")).to_be_visible()
    expect(reader.locator("#exercises")).to_be_hidden()
    chosen = reader.locator(".hb-views [aria-current]")
    expect(chosen).to_have_count(1)
    expect(chosen).to_contain_text("Facilitator's view")
    assert reader.seen.problems() == []


def test_an_envelope_is_closed_until_it_is_opened(reader, small):
    reader.goto(small.url + END)
    sealed = reader.get_by_text("Open it last.")
    expect(sealed).to_be_hidden()
    reader.locator("#handout-counts summary").click()
    expect(sealed).to_be_visible()


def test_without_scripts_both_views_stand_in_order(open_page, small):
    page = open_page(java_script_enabled=False)
    page.goto(small.url + END)
    headings = page.locator("article h2").all_inner_texts()
    assert headings[:4] == ["Facilitator's view", "Participants' view", "Papers", "Slips"]
    for shown in ("#plan", "#exercises", "#handout-steps", "#handout-counts"):
        expect(page.locator(shown)).to_be_visible()
    assert page.locator(".hb-timetable input:visible, [data-sum]:visible").count() == 0
    expect(page.locator(".hb-timetable [data-minutes]").first).to_have_text("60")


def test_the_keyboard_reaches_both_views_and_every_field(reader, server):
    reader.goto(server.url + POWER)
    reader.locator(".hb-views").get_by_role("link", name="Facilitator's view").focus()
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    expect(reader.locator("#participants")).to_be_visible()
    reader.go_back()
    expect(reader.locator("#plan")).to_be_visible()
    reader.get_by_label("Minutes for Break").focus()
    reader.keyboard.press("ArrowUp")
    expect(reader.locator("[data-sum]")).to_contain_text("1 minute too long")


@pytest.mark.parametrize("name", MOST_OF_VIEW)
def test_the_sheet_of_a_view_prints_alone_and_is_short(paper, server, name):
    """Of every session of one module, in the long run of all: of the participants one side, of the
    facilitator two."""
    places = [place for place in list_sessions(book()) if runs.LONG or place.module.id == POWER.split("/")[1]]
    for place in places:
        paper.goto(f"{server.url}{place.path}/{'#participants' if 'participants' in name else ''}")
        paper.get_by_role("button", name=name).click()
        paper.emulate_media(media="print")
        is_facilitators = "facilitator" in name
        for selector, is_shown in (("#plan", is_facilitators), ("#exercises", not is_facilitators)):
            expect(paper.locator(selector)).to_be_visible(visible=is_shown)
        expect(paper.locator("#attendance")).to_be_hidden()
        assert count_sheets(paper) <= MOST_OF_VIEW[name], place.path
        paper.emulate_media(media="screen")


@pytest.mark.parametrize("id", ["handout-steps", "handout-counts", "attendance", "feedback"])
def test_a_paper_prints_alone_on_a_side_of_its_own(paper, small, id):
    paper.goto(small.url + END)
    paper.locator(f"#{id}").get_by_role("button", name="Print this sheet").click()
    paper.emulate_media(media="print")
    expect(paper.locator("article > :visible")).to_have_count(1)
    sheet = paper.locator(f"#{id}")
    expect(sheet.get_by_text("Module: A small end. Session 1: One hour.")).to_be_visible()
    expect(sheet.locator("summary:visible, button:visible")).to_have_count(0)
    assert count_sheets(paper) == 1
    expect(sheet.locator("p, ol, table, .hb-cut").last).to_be_visible()


def test_everything_for_a_session_prints_each_paper_on_its_own_side(paper, small):
    paper.goto(small.url + END)
    paper.get_by_role("button", name="Print everything for this session").click()
    # The facilitator's sheet, the participants', three papers and two slips.
    assert count_sheets(paper) == 7


def test_cards_are_nine_by_six_centimetres_and_none_is_cut_off(paper, small):
    paper.goto(small.url + END)
    paper.set_viewport_size({"width": 680, "height": 900})
    paper.emulate_media(media="print")
    boxes = [card.bounding_box() for card in paper.locator(".hb-cut__card").all()]
    centimetre = 96 / 2.54
    assert len(boxes) == 2
    for box in boxes:
        assert round(box["width"] / centimetre, 1) == 9.0 and box["height"] / centimetre >= 6


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["facilitator", "participants"])
def test_nothing_is_amiss_at_any_width(open_page, small, server, width, scheme, view):
    for address in (small.url + END, server.url + POWER):
        page = open_page(width=width, color_scheme=scheme)
        page.goto(f"{address}#{view}")
        root = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert root[0] <= root[1], "the page scrolls sideways"
        page.evaluate("scrollTo(0, 0)")  # What the header covers half would count as too small to press.
        assert audit.axe(page) == [] and page.seen.problems() == []


def test_a_session_shows_in_the_frame_of_another_site(reader, small):
    reader.goto(f"{small.url}embed/session/small-end/s1/")
    reader.get_by_label("Starts at").fill("23:30")
    expect(reader.locator("[data-clock]").last).to_have_text("0:30")
    reader.get_by_role("link", name="Participants' view").first.click()
    expect(reader.locator("#exercises")).to_be_visible()
    assert reader.seen.problems() == []

"""Text of twice the size on a phone: what is too wide wraps, or scrolls in its own box, and no page scrolls
sideways (WCAG 2.2, 1.4.4 and 1.4.10). By the browser's own setting, which style sheets ask for the width of
the window in, and by a style sheet of the reader's, of which they do not hear."""

from __future__ import annotations

import audit
import pytest
import runs
from built import edition, tools_data
from journeys import TOOLS, assessment, empty, goal, seed
from page_types import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.heavy]

SETTING = "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"
STYLE = "document.documentElement.style.fontSize = '200%'"
OPEN = "document.querySelectorAll('details').forEach(each => { each.open = true; })"
PHONES = (390, 320)
WIDTH = "document.documentElement.scrollWidth"
EMBEDS = ("embed/theory/eight-steps/", "embed/item/mlcf/2.2/?card", "embed/wheel/mlcf/", "embed/tool/plan/")
DATA = tools_data()
MLCF = next(each for each in DATA["frameworks"] if each["id"] == "mlcf")
LONG = "Gofyn i'r nyrs yn gyntaf: cymhwyseddau-arweinyddiaeth-glinigol-amlddisgyblaethol"


@pytest.fixture(scope="module")
def enlarging(playwright):
    """A browser whose reader has chosen text of twice the size."""
    with audit.browser(playwright, SETTING) as running:
        yield running


@pytest.fixture(params=["by the setting", "by a style sheet"])
def enlarged(request, chromium):
    """A page with text of twice the size: ``enlarged(address)`` goes there."""
    by_setting = request.param == "by the setting"
    browser = request.getfixturevalue("enlarging") if by_setting else chromium
    context = browser.new_context(viewport={"width": PHONES[0], "height": 800})
    context.set_default_timeout(audit.PATIENCE * 1000)
    page = context.new_page()

    def go(address: str):
        page.goto(address)
        if not by_setting:
            page.evaluate(STYLE)
        return page

    go.page, go.by_setting = page, by_setting
    yield go
    context.close()


def too_wide(page, what: str) -> list[str]:
    """The widths of a phone at which the page is wider than the window, a line each."""
    lines = []
    for width in PHONES:
        page.set_viewport_size({"width": width, "height": 800})
        if (wide := page.evaluate(WIDTH)) > width:
            lines.append(f"{what} is {wide} px wide in a window of {width}")
    return lines


def test_no_type_of_page_scrolls_sideways(enlarged, server):
    """Either way on every other page, so that each is seen; in the long run both ways on each."""
    paths = [*PAGES.values(), *EMBEDS]
    wide = []
    for path in paths if runs.LONG else paths[enlarged.by_setting :: 2]:
        page = enlarged(server.url + path)
        page.evaluate(OPEN)
        wide += too_wide(page, path)
    assert wide == []


@pytest.mark.parametrize("name", ["example-north", "enghraifft-cymru"])
def test_no_home_of_an_edition_scrolls_sideways(enlarged, name):
    with audit.serve(edition(name)) as server:
        page = enlarged(server.url)
        page.evaluate(OPEN)
        assert too_wide(page, name) == []
        page.locator(".hb-header__menu").click()
        assert too_wide(page, "the menu") == []


def test_what_opens_over_a_page_does_not_make_it_scroll_sideways(enlarged, server):
    page = enlarged(server.url + "theories/")
    page.get_by_label("Find in this list").fill("zebra")
    wide = too_wide(page, "a filter that leaves nothing")
    page.locator(".hb-header__menu").click()
    wide += too_wide(page, "the menu")
    page.keyboard.press("Escape")
    page.locator(".hb-header__find").click()
    audit.search(page, "kotter")
    wide += too_wide(page, "what is found")
    page = enlarged(server.url + "deaneries/embedding/")
    page.get_by_label("Where").select_option(index=1)
    assert wide + too_wide(page, "the builder") == []


def test_no_tool_in_use_scrolls_sideways(enlarged, server):
    marks = [{"record": "coaching", "state": state, "day": "2026-11-02"} for state in ("want", "read")]
    full = assessment(MLCF, 2, depth="full", leave=3, note=LONG)
    goals = [goal(title=LONG), goal(2, why=LONG)]
    seed(enlarged.page, empty(goals=goals, assessments=[assessment(MLCF), full], marks=marks[:1]))

    def at(tool: str, query: str = "") -> list[str]:
        page = enlarged("about:blank")  # Else another address of the page loads nothing.
        page = enlarged(server.url + TOOLS[tool] + query)
        page.locator("[data-tool] h2").first.wait_for()
        page.evaluate(OPEN)
        return too_wide(page, tool + query)

    wide = at("plan")
    page = enlarged.page
    page.get_by_role("button", name="Edit", exact=True).first.click()
    page.get_by_role("button", name="Remove this action", exact=True).first.click()
    page.evaluate(OPEN)
    page.get_by_label("Minutes it takes").first.fill("many")
    page.keyboard.press("Tab")
    wide += too_wide(page, "a goal that is being written")
    wide += at("self-assessment") + at("self-assessment", "#assessment=a-0000000001&item=mlcf/2.2")
    wide += at("self-assessment", "#assessment=a-0000000002&item=mlcf/1.1")
    wide += at("self-assessment", "#assessment=a-0000000001")
    wide += at("my-handbook")
    page.get_by_role("button", name="Clear everything").click()
    assert wide + too_wide(page, "a question") == []

"""Tables of sentences on a phone: rows under one another, each cell with the heading of its column, and still
a table for a screen reader.

macros/hand_written/stacked_tables.py, docs/assets/css/pages/stacked.css, docs/assets/js/shell/page_helps.js
"""

from __future__ import annotations

import pytest
from built import pages

pytestmark = pytest.mark.browser

PATHS = [url for url in pages() if url.startswith(("tools/", "guides/")) and "blanks/" not in url]


TOO_WIDE = """() => Array.from(document.querySelectorAll("article table"))
    .filter((table) => table.getClientRects().length)
    .filter((table) => table.offsetWidth > table.parentElement.offsetWidth)
    .map((table) => table.innerText.slice(0, 60))"""


@pytest.mark.parametrize("path", PATHS)
def test_no_table_of_tools_and_guides_is_wider_than_a_phone(reader, server, path):
    reader.set_viewport_size({"width": 390, "height": 800})
    reader.goto(server.url + path)
    assert reader.evaluate(TOO_WIDE) == []


def test_on_a_phone_what_happens_in_a_session_has_the_width_of_its_plan(reader, server):
    reader.set_viewport_size({"width": 390, "height": 800})
    reader.goto(server.url + "modules/power-and-influence/s1/")
    plan = reader.locator(".hb-timetable table")
    assert plan.get_by_role("columnheader").all_inner_texts() == ["From", "To", "Minutes", "What happens"]
    begins, _, minutes, what = (cell.bounding_box() for cell in plan.get_by_role("cell").all()[:4])
    assert begins["y"] == minutes["y"] < what["y"]
    assert what["width"] == plan.bounding_box()["width"]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_stacked_table_is_a_table_for_a_screen_reader(reader, server, width):
    reader.set_viewport_size({"width": width, "height": 800})
    reader.goto(server.url + "tools/")
    table = reader.get_by_role("table")
    assert table.get_by_role("row").count() == 5 and table.get_by_role("cell").count() == 12
    assert table.get_by_role("columnheader").all_inner_texts() == ["Tool", "What it does", "Minutes"]
    cell = table.get_by_role("cell").nth(1)
    label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert (label == '"What it does: "') is (width == 390)
    below = cell.bounding_box()["y"] > table.get_by_role("cell").first.bounding_box()["y"]
    assert below is (width == 390)

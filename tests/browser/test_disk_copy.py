"""A copy for a disk, unpacked into read-only folders with odd names: it works, and asks for files alone."""

from __future__ import annotations

import re

import pytest
from disk_copies import unpacked_copy
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def disk(open_page):
    """A page, and what it asks for (``page.asked``)."""
    page = open_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto((unpacked_copy() / "start-here.html").as_uri())
    yield page
    here = unpacked_copy().as_uri()
    assert [address for address in page.asked if not address.startswith((here, "data:", "blob:"))] == []
    assert page.seen.problems() == []


def test_the_first_page_leads_into_the_handbook_and_the_menu_goes_on(disk):
    expect(disk.get_by_role("heading", level=1)).to_have_text("Clinical Leadership Handbook")
    expect(disk.locator(".hb-start__packed")).to_be_hidden()
    disk.get_by_role("link", name="Open the handbook").click()
    expect(disk).to_have_title("Clinical Leadership Handbook")
    menu = disk.get_by_role("navigation", name="Handbook")
    menu.get_by_text("Learn", exact=True).click()
    menu.get_by_role("link", name="Pathways").click()
    expect(disk.get_by_role("heading", level=1)).to_have_text("Pathways")
    disk.get_by_role("link", name="About this copy").click()
    expect(disk.get_by_text("What works without a network")).to_be_visible()


def test_a_page_that_was_not_unpacked_says_so(open_page, tmp_path):
    """Programs that look into an archive open one page of it alone."""
    alone = tmp_path / "start-here.html"
    alone.write_bytes((unpacked_copy() / "start-here.html").read_bytes())
    page = open_page()
    page.goto(alone.as_uri())
    expect(page.get_by_text("the archive has not been unpacked")).to_be_visible()
    page.goto("about:blank")
    page.seen.clear()


def test_the_search_finds_and_leads(disk):
    disk.get_by_role("link", name="Open the handbook").click()
    disk.click("#hb-search-input")
    disk.keyboard.type("kotter")
    disk.locator(".hb-search__link", has_text="Kotter's eight steps").first.click()
    expect(disk.get_by_role("heading", level=1)).to_contain_text("Kotter's eight steps")


def test_pictures_are_there(disk):
    disk.goto((unpacked_copy() / "handbook/deaneries/moodle.html").as_uri())
    assert disk.evaluate(
        "() => [...document.images].map((image) => { image.loading = 'eager'; return image.decode(); })"
        ".length"
    )
    disk.wait_for_function("() => [...document.images].every((image) => image.naturalWidth > 0)")


def test_a_tool_keeps_what_is_entered(disk):
    plan = (unpacked_copy() / "handbook/tools/my-handbook.html").as_uri()
    theory = (unpacked_copy() / "handbook/theories/eight-steps.html").as_uri()
    disk.goto(theory)
    mark = disk.locator("[data-mark] button").first
    mark.click()
    disk.goto(plan)
    expect(disk.get_by_role("link", name=re.compile("Kotter's eight steps")).first).to_be_visible()


def test_the_builder_says_where_code_is_made(disk):
    disk.goto((unpacked_copy() / "handbook/deaneries/embedding.html").as_uri())
    expect(disk.get_by_text("No other site can show pages of a copy on a disk.")).to_be_visible()
    assert disk.locator("form[data-builder]").count() == 0


def test_addresses_with_the_name_of_the_machine_work_too(disk):
    """As on Windows, where a shared folder is file://server/folder/."""
    home = (unpacked_copy() / "handbook/index.html").as_uri()
    disk.goto(home.replace("file:///", "file://localhost/"))
    expect(disk).to_have_title("Clinical Leadership Handbook")

"""A former address leads on with what stands behind it: the query and the place on the page. From a server
and from a disk, in an embed, and without scripts at least to the page."""

from __future__ import annotations

from pathlib import Path

import audit
import pytest
import small_site
import versions
from built import build
from once import once

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BEHIND = ["", "#elements", "?scheme=dark", "?scheme=dark&q=a%20b#elements", "#:~:text=step", "#a%20b"]

START = "modules/catalogue/small-start.yml"
RENAMED = [
    ("framework/theories/small-steps.yml", "{id: second,", "{id: second, aliases: [little-steps/two],"),
    (START, "  - id: s1\n", "  - id: s1\n    aliases: [s9]\n"),
    (START, "{id: w1,", "{id: w1, aliases: [small-end/w7],"),
    ("docs/about/words.md", "drafted:", "aliases: [about/lists]\ndrafted:"),
]


@pytest.fixture(scope="module")
def copies():
    """The small site, in which ``small-steps`` was once ``little-steps``, some of its parts and pages were
    called otherwise, and one stood elsewhere: for a server, and from disk."""

    def make(folder: Path) -> None:
        root = small_site.write(folder / "root")
        versions.change_files(root, RENAMED)
        for offline in (False, True):
            build(folder / f"site-{offline}", root=root, offline=offline)

    return {offline: once("former", make) / f"site-{offline}" for offline in (False, True)}


@pytest.fixture(scope="module")
def served(copies):
    """The small site on a server at a path, which sends the policy."""
    with audit.serve(copies[False], prefix="/deep/er") as running:
        yield running


def arrive(page, address: str, end: str) -> str:
    """The address at which the page comes to rest that is opened at ``address``: it is to hold ``end``."""
    page.goto(address, wait_until="commit")
    page.wait_for_url(lambda url: end in url)
    page.wait_for_load_state()
    return page.url


@pytest.mark.parametrize("behind", BEHIND)
def test_a_former_address_leads_on_with_what_stands_behind_it(open_page, served, behind):
    page = open_page()
    arrived = arrive(page, f"{served.url}theories/little-steps/{behind}", "/small-steps/")
    # What browsers search for in a page is theirs alone, and no script sees it.
    assert arrived == f"{served.url}theories/small-steps/{behind.partition('#:~:')[0]}"
    assert page.locator("h1").inner_text() == "Small steps" and page.seen.problems() == []


def test_the_place_that_was_asked_for_is_in_sight(open_page, served):
    page = open_page(height=300)
    arrive(page, f"{served.url}theories/little-steps/#elements", "/small-steps/")
    audit.until(lambda: page.locator("#elements").evaluate("place => place.matches(':target')"))


@pytest.mark.parametrize("behind", BEHIND[:4])
def test_a_copy_on_a_disk_leads_on_too(open_page, copies, behind):
    page = open_page()
    former, now = (
        f"{(copies[True] / f'theories/{id}.html').as_uri()}" for id in ("little-steps", "small-steps")
    )
    assert arrive(page, former + behind, "/small-steps.html") == now + behind
    assert page.seen.problems() == []


def test_going_back_does_not_lead_on_again(open_page, served):
    page = open_page()
    page.goto(f"{served.url}about/")
    arrive(page, f"{served.url}theories/little-steps/#elements", "/small-steps/")
    page.go_back(wait_until="commit")
    page.wait_for_url("**/about/")


def test_an_embed_at_a_former_address_is_the_page_itself(open_page, served):
    page = open_page()
    address = f"{served.url}embed/theory/little-steps/?scheme=dark#elements"
    page.goto(address)
    assert page.url == address and page.locator("#elements").count() == 1
    assert page.locator("html").get_attribute("data-md-color-scheme") == "slate"


@pytest.mark.parametrize("offline", [False, True])
def test_without_scripts_a_former_address_leads_to_the_page(open_page, served, copies, offline):
    page = open_page(java_script_enabled=False)
    former, now = (
        [(copies[True] / f"theories/{id}.html").as_uri() for id in ("little-steps", "small-steps")]
        if offline
        else [f"{served.url}theories/{id}/" for id in ("little-steps", "small-steps")]
    )
    assert arrive(page, f"{former}#elements", "/small-steps").partition("#")[0] == now


def test_a_part_that_was_renamed_is_found_by_its_former_address(open_page, served):
    """By the address of its record today, and by a former one of that; a session's page by its own."""
    page = open_page(height=300)
    for address, end in (
        (f"{served.url}modules/small-start/#session-s9", "#session-s9"),
        (f"{served.url}theories/little-steps/#element-two", "/small-steps/#element-second"),
    ):
        arrive(page, address, end)
        audit.until(lambda: page.locator(":target").evaluate("place => place.checkVisibility()"))
    arrive(page, f"{served.url}modules/small-start/s9/#participants", "/small-start/s1/#participants")
    assert page.seen.problems() == []


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_part_that_moved_is_named_where_it_stood(open_page, served, has_scripts):
    page = open_page(java_script_enabled=has_scripts)
    page.goto(f"{served.url}modules/small-end/#workplace-task-w7")
    assert page.locator(":target").inner_text() == "Workplace task “Try it”: now part of A small start."
    page.locator(":target a").first.click()
    page.wait_for_url("**/modules/small-start/#workplace-task-w1")


def test_a_hand_written_page_is_found_by_its_former_address(open_page, served):
    page = open_page()
    assert arrive(page, f"{served.url}about/lists/#x", "/words/") == f"{served.url}about/words/#x"
    assert page.locator("h1").inner_text() == "Words"


def test_an_embed_has_the_former_addresses_of_its_parts(open_page, served):
    page = open_page()
    page.goto(f"{served.url}embed/module/small-start/#session-s9")
    assert page.locator("#session-s1 #session-s9").count() == 1

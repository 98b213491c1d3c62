"""A pathway as a walk: one stop at a time, by keyboard, from disk, resumed, on paper, and without scripts all
stops in order."""

from __future__ import annotations

import pytest
from audit import axe, tab_walk
from built import book, site
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

WALK = "ten-minutes-before-a-hard-talk"
PATH = f"pathways/{WALK}/"
BLOCKED = """Object.defineProperty(window, "localStorage", {
    configurable: true, get() { throw new DOMException("blocked", "SecurityError"); },
});"""
NOTHING_LASTS = "This browser keeps nothing for this site: note where you stop."


def shown(page) -> list[str]:
    """The ids of the stops that can be seen."""
    return page.locator("[data-walk-stop]").evaluate_all(
        "stops => stops.filter(stop => stop.checkVisibility()).map(stop => stop.id)"
    )


def status(page):
    return page.locator(".hb-walk__status")


def next_stop(page):
    return page.locator(".hb-walk__stop--here .hb-walk__steps .hb-button--primary")


def test_a_pathway_opens_at_what_to_say_or_do(open_page, server):
    page = open_page()
    page.goto(server.url + PATH)
    assert shown(page) == ["stop-1"]
    expect(status(page)).to_have_text("Stop 1 of 4 · about 4 minutes to read")
    expect(page.locator("#stop-1 .hb-walk__card")).to_contain_text("Say three things, slowly, and stop.")
    assert page.seen.problems() == []


def test_the_walk_is_made_by_keyboard(open_page, server):
    """From the first button to the card: the focus is always on the heading of the stop that is shown."""
    page = open_page()
    page.goto(server.url + PATH)
    page.get_by_role("link", name="Begin").focus()
    page.keyboard.press("Enter")
    for number in (1, 2, 3, 4):
        expect(page.locator(f"#stop-{number}-title")).to_be_focused()
        assert shown(page) == [f"stop-{number}"]
        assert page.url.endswith(f"#stop-{number}")
        next_stop(page).focus()
        page.keyboard.press("Enter")
    expect(page.locator("#end-title")).to_be_focused()
    expect(status(page)).to_have_text("You have been through all of it.")
    kept = page.locator("[data-walk-kept] .hb-walk__card")
    assert kept.text_content() == page.locator("#stop-1 .hb-walk__card").text_content()
    page.get_by_role("link", name="Back", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#stop-4-title")).to_be_focused()
    assert page.seen.problems() == []


def test_every_stop_is_reached_by_its_number_and_by_the_way_back(open_page, server):
    page = open_page()
    page.goto(server.url + PATH)
    page.get_by_role("link", name="Stop 3", exact=True).click()
    assert shown(page) == ["stop-3"]
    page.go_back()
    expect(page.locator("#stop-1")).to_be_visible()
    page.goto(server.url + PATH + "#stop-2")
    assert shown(page) == ["stop-2"]


def test_one_goes_on_where_one_left_off(open_page, server):
    page = open_page()
    page.goto(server.url + PATH)
    for stop in (2, 3):
        next_stop(page).click()
        expect(page.locator(f"#stop-{stop}-title")).to_be_focused()
    page.goto(server.url + PATH)
    assert shown(page) == ["stop-3"]
    expect(status(page)).to_have_text("Stop 3 of 4 · about 2 minutes to read")
    expect(page.get_by_role("link", name="Go on with stop 3")).to_have_attribute("href", "#stop-3")
    expect(page.get_by_role("link", name="Stop 1, done")).to_be_visible()
    today = page.evaluate("new Intl.DateTimeFormat('sv-SE').format(new Date())")
    assert page.evaluate("handbook.shared.walks.list()") == [
        {"record": WALK, "stop": 3, "stops": [1, 2], "day": today}
    ]
    names = set(page.evaluate("Object.keys(localStorage)"))
    assert names - {"handbook.device"} == {"handbook.pathways"}
    page.get_by_role("link", name="Stop 1, done").click()
    expect(status(page)).to_have_text("Stop 1 of 4 · about 2 minutes to read")


@pytest.mark.parametrize(
    "kept",
    [
        "nonsense",
        "[]",
        '"text"',
        f'{{"{WALK}": null}}',
        f'{{"{WALK}": {{"at": 0, "done": [], "day": "2026-11-30"}}}}',
        f'{{"{WALK}": {{"at": 2, "done": ["1"], "day": "2026-11-30"}}}}',
        f'{{"{WALK}": {{"at": 2, "done": [1], "day": "30 November"}}}}',
        f'{{"{WALK}": {{"at": 2, "done": [1], "day": "2026-02-30"}}}}',
    ],
)
def test_what_it_never_kept_is_as_good_as_nothing(open_page, server, kept):
    page = open_page()
    page.add_init_script(f"localStorage.setItem('handbook.pathways', {kept!r})")
    page.goto(server.url + PATH)
    assert shown(page) == ["stop-1"]
    assert page.evaluate("handbook.shared.walks.find('toString')") is None
    assert page.seen.problems() == []


def test_a_walk_that_has_become_shorter_ends_at_its_last_stop(open_page, server):
    page = open_page()
    walk = f'{{"{WALK}": {{"at": 9, "done": [1, 8], "day": "2026-11-30"}}}}'
    page.add_init_script(f"localStorage.setItem('handbook.pathways', '{walk}')")
    page.goto(server.url + PATH)
    assert shown(page) == ["stop-4"]


def test_where_nothing_is_kept_it_works_and_says_so_once(open_page, server):
    page = open_page()
    page.add_init_script(BLOCKED)
    page.goto(server.url + PATH)
    said = []
    for number in (2, 3, 4):
        next_stop(page).click()
        expect(page.locator(f"#stop-{number}-title")).to_be_focused()
        said.append(NOTHING_LASTS in status(page).inner_text())
    assert said == [True, False, False]
    assert page.seen.problems() == []


def test_it_works_from_disk(open_page):
    page = open_page(390)
    page.goto((site(offline=True) / f"pathways/{WALK}.html").as_uri())
    next_stop(page).click()
    expect(page.locator("#stop-2-title")).to_be_focused()
    assert shown(page) == ["stop-2"]
    assert page.seen.problems() == []


def test_without_scripts_all_stops_stand_in_order(open_page, server):
    page = open_page(java_script_enabled=False)
    page.goto(server.url + PATH)
    assert page.locator(".hb-walk__stop:visible h2").all_inner_texts() == [
        "What to say or do",
        "MLCF 2.2 Building & Maintaining Relationships: A scene",
        "MLCF 1.1 Developing Self Awareness: A scene",
        "Fifteen questions a coach may ask",
        "A card to keep",
    ]
    assert page.locator(".hb-walk__place:visible").count() == 4
    assert page.locator(".hb-print:visible").count() == 0


def test_on_paper_all_stops_stand_in_order(open_page, server):
    page = open_page()
    page.goto(server.url + PATH + "#stop-3")
    page.emulate_media(media="print")
    assert shown(page) == ["stop-1", "stop-2", "stop-3", "stop-4", "end"]
    assert page.locator(".hb-walk__card:visible").count() == 1
    assert page.locator(".hb-walk__bar, .hb-walk__steps").evaluate_all(
        "parts => parts.every(part => !part.checkVisibility())"
    )


def test_the_card_is_printed_alone(open_page, server):
    page = open_page()
    page.add_init_script("window.print = () => dispatchEvent(new Event('printed'))")
    page.goto(server.url + PATH + "#end")
    page.evaluate("""addEventListener("printed", () => {
        window.isAlone = document.documentElement.hasAttribute("data-print-card");
    })""")
    page.get_by_role("button", name="Print this card").click()
    assert page.evaluate("window.isAlone")
    page.emulate_media(media="print")
    seen = page.locator("body").inner_text()
    assert "You see a difficult colleague in ten minutes" in seen and "Say three things" in seen
    assert "Afterwards" not in seen and "How far can you trust" not in seen
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert "How far can you trust" in page.locator("body").inner_text()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_stop_is_accessible(open_page, server, width, scheme):
    page = open_page(width, color_scheme=scheme, reduced_motion="reduce")
    for place in ("", "#stop-2", "#stop-4", "#end"):
        page.goto(server.url + PATH + place)
        assert axe(page) == [], place
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
    assert page.seen.problems() == []


def test_the_tab_key_reaches_the_ways_on(open_page, server):
    page = open_page()
    page.goto(server.url + PATH)
    assert tab_walk(page, start="main") == []


def test_no_pathway_is_wider_than_a_small_phone(open_page, server):
    """Where no script runs every stop is there."""
    page = open_page(320, java_script_enabled=False)
    for entry in book().records["pathway"]:
        page.goto(f"{server.url}{entry.path}/")
        assert len(shown(page)) >= len(entry.node.stops) + 1, entry
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, entry


def test_a_pathway_that_takes_just_as_long_as_one_has_fits(open_page, server):
    minutes = [entry.node.minutes for entry in book().records["pathway"]]
    assert 60 in minutes
    page = open_page()
    page.goto(server.url + "pathways/")
    page.locator("[data-filter-most]").select_option("60")
    expect(page.locator(".hb-card:visible")).to_have_count(sum(each <= 60 for each in minutes))


def test_a_filter_that_nothing_fits_says_the_nearest(open_page, server):
    page = open_page(390)
    page.goto(server.url + "pathways/")
    page.locator("[data-filter-most]").select_option("10")
    page.locator("[data-filter-by=settings]").select_option("national")
    count = page.locator("[data-filter-count]")
    number = len(book().records["pathway"])
    expect(count).to_contain_text(f"None of {number} pathways fits all of that. The nearest: ")
    cards = page.locator(".hb-card:visible")
    assert cards.count() == 3
    assert all(
        minutes <= 10 for minutes in cards.evaluate_all("all => all.map(card => +card.dataset.minutes)")
    )
    title = cards.first.locator(".hb-card__title").inner_text()
    expect(count).to_contain_text(f"The nearest: {title}, 6 min to spend.")
    page.locator("[data-filter-words]").fill("qqqq")
    page.locator("[data-filter-most]").select_option("")
    page.locator("[data-filter-by=settings]").select_option("")
    expect(count).to_have_text(f"0 of {number} pathways. Try a shorter word or choose Any.")

"""Logging any behaviour: from the page of an element or a domain, from the home pages and on My handbook, and
changing what an entry is about.

docs/assets/js/tools/log_form, docs/assets/js/tools/my_handbook/{log_entry,log_change}.js, and the links in
docs/assets/js/pages/reading_marks.js. The day and the line are tested with the home page, in test_home.py.
"""

from __future__ import annotations

import datetime
import re

import audit
import pytest
from built import tools_data
from journeys import Keyboard, Mouse, empty, kept, seed
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DATA = tools_data()
ITEMS = {item["id"]: item for framework in DATA["frameworks"] for item in framework["items"]}
ITEM = ITEMS["mlcf/1.2"]
ENTRY = {"id": "l-0000000001", "day": "2026-11-24", "item": "mlcf/2.3", "kind": "did", "text": "Asked first.",
         "behaviour": ITEMS["mlcf/2.3"]["behaviours"][0]["key"]}  # fmt: skip


@pytest.fixture
def come(open_page, server):
    """Opens a page of the handbook, with a document kept or as a newcomer."""

    def opened(where: str, document: dict | None = None, **settings):
        page = open_page(**settings)
        if document is not None:
            seed(page, document)
        page.goto(server.url + where)
        return page

    return opened


def entries(page) -> list[dict]:
    """What is kept in the log, without the ids."""
    return [{name: value for name, value in entry.items() if name != "id"} for entry in kept(page)["log"]]


def test_from_an_elements_page_each_behaviour_leads_to_the_log_with_it_chosen(come):
    page = come("frameworks/mlcf/1.2/")
    links = page.locator("#in-practice ~ .hb-behaviours").first.get_by_role("link")
    expect(links).to_have_count(len(ITEM["behaviours"]))
    chosen = ITEM["behaviours"][1]
    hands = Mouse(page)
    hands.press(page.get_by_role("link", name=f"Log it: {chosen['text']}", exact=True))
    expect(page.get_by_role("heading", name="Log a behaviour")).to_be_focused()
    expect(hands.field("Competency")).to_have_value("mlcf/1.2")
    expect(page.get_by_role("radio", name=chosen["text"], exact=True)).to_be_checked()
    hands.press(hands.button("I saw it"))
    form = page.get_by_role("group", name="Log it", exact=True)
    expect(form.get_by_role("status")).to_contain_text("It stands below, under its competency.")
    today = datetime.date.today().isoformat()
    assert entries(page) == [
        {"kind": "saw", "item": "mlcf/1.2", "behaviour": chosen["key"], "day": today, "text": ""}
    ]
    log = page.get_by_role("region", name="What I saw, did and missed", exact=True)
    expect(log.locator(".hb-my__list")).to_contain_text(chosen["text"])
    hands.press(form.get_by_role("button", name=re.compile("^Undo")))
    expect(form.get_by_role("status")).to_have_text("Taken out of the log again.")
    assert entries(page) == []
    assert page.seen.problems() == []


def test_a_behaviour_of_a_whole_domain_is_logged_from_its_page_and_stands_under_it(come):
    page = come("frameworks/mlcf/2/")
    domain = next(domain for domain in DATA["frameworks"][0]["domains"] if domain["id"] == "mlcf/2")
    chosen = domain["behaviours"][0]
    links = page.get_by_role("link", name=re.compile("^Log it"))
    expect(links).to_have_count(len(domain["behaviours"]))
    hands = Mouse(page)
    hands.press(page.get_by_role("link", name=f"Log it: {chosen['text']}", exact=True))
    expect(hands.field("Competency")).to_have_value("mlcf/2")
    expect(hands.field("Competency").locator("option:checked")).to_have_text("MLCF 2 Working with Others")
    expect(page.get_by_role("radio", name=chosen["text"], exact=True)).to_be_checked()
    hands.press(hands.button("I did it"))
    log = page.get_by_role("region", name="What I saw, did and missed", exact=True)
    expect(log.locator(".hb-my__list")).to_contain_text(chosen["text"])
    expect(log.get_by_role("heading", name="Working with Others")).to_be_visible()
    assert [(entry["item"], entry["behaviour"]) for entry in entries(page)] == [("mlcf/2", chosen["key"])]
    page.reload()
    hands.press(log.get_by_role("button", name=re.compile("^Edit")))
    expect(log.get_by_role("group", name=re.compile("^Change")).get_by_label("Competency")).to_have_value(
        "mlcf/2"
    )
    assert page.seen.problems() == []


def test_log_it_stands_on_the_screen_and_not_on_paper(come):
    page = come("frameworks/mlcf/1.2/")
    expect(page.get_by_role("link", name=re.compile("^Log it")).first).to_be_visible()
    expect(page.locator(".hb-log-note")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".hb-log-link").first).to_be_hidden()
    expect(page.locator(".hb-log-note")).to_be_hidden()


def test_a_newcomers_home_page_leads_to_the_log(come):
    page = come("")
    page.get_by_role("link", name="Log one thing").click()
    expect(page.get_by_role("heading", name="Log a behaviour")).to_be_focused()
    expect(page.get_by_label("Framework", exact=True)).to_have_value("mlcf")
    expect(page.get_by_label("Competency", exact=True)).to_have_value("")


def test_another_behaviour_than_todays_is_logged_by_keyboard_alone(come):
    page = come("", empty(log=[ENTRY]))
    hands = Keyboard(page)
    hands.press(page.get_by_role("link", name="Log another behaviour"))
    expect(page.get_by_role("heading", name="Log a behaviour")).to_be_focused()
    hands.select(hands.field("Framework"), "HLM")
    hands.select(hands.field("Competency"), "HLM 2 Leading with care")
    behaviour = ITEMS["hlm/2"]["behaviours"][0]
    hands.choose(page.get_by_role("group", name="Which behaviour?"), behaviour["text"])
    hands.write(hands.field("What happened, in a line"), "After the cardiac arrest.")
    hands.press(hands.button("I did it"))
    audit.until(lambda: len(entries(page)) == 2)
    last = entries(page)[-1]
    assert (last["item"], last["behaviour"], last["text"]) == (
        "hlm/2",
        behaviour["key"],
        "After the cardiac arrest.",
    )
    assert audit.axe(page) == []
    hands.press(hands.button("Close"))
    expect(hands.button("Log a behaviour")).to_be_focused()
    assert page.seen.problems() == []


def test_without_a_competency_nothing_is_logged_and_nothing_typed_is_lost(come):
    page = come("tools/my-handbook/?log=mlcf/9.9&behaviour=2", empty())
    hands = Mouse(page)
    hands.write(hands.field("What happened, in a line"), "Asked first.")
    hands.press(hands.button("I did it"))
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Choose a competency first.")
    assert hands.field("What happened, in a line").input_value() == "Asked first."
    assert entries(page) == []
    hands.select(hands.field("Competency"), "MLCF 1.2 Managing Yourself")
    hands.press(hands.button("I did it"))
    expect(alert).to_have_count(0)
    [entry] = entries(page)
    assert (entry["item"], entry["text"], "behaviour" in entry) == ("mlcf/1.2", "Asked first.", False)
    assert page.seen.problems() == []


def test_where_the_behaviours_do_not_come_the_competency_alone_is_logged(come):
    page = come("tools/my-handbook/", empty())
    page.route(re.compile(r"/data/frameworks/mlcf"), lambda route: route.abort())
    page.goto(page.url + "?log=mlcf/1.2")
    hands = Mouse(page)
    hands.press(hands.button("I missed it"))
    audit.until(lambda: [entry["item"] for entry in entries(page)] == ["mlcf/1.2"])
    expect(page.get_by_role("group", name="Which behaviour?")).to_have_count(0)


def test_what_an_entry_is_about_is_changed_where_it_stands(come):
    page = come("tools/my-handbook/", empty(log=[ENTRY]))
    hands = Mouse(page)
    edit = hands.button("Edit: Did it, 24 November 2026")
    hands.press(edit)
    behaviours = page.get_by_role("group", name="Which behaviour?")
    expect(behaviours.get_by_role("radio", checked=True)).to_have_value(ENTRY["behaviour"])
    hands.choose(behaviours, ITEMS["mlcf/2.3"]["behaviours"][1]["text"])
    hands.press(hands.button("Keep the change"))
    expect(page.get_by_role("heading", name="Changed in the log: Did it, 24 November 2026")).to_be_visible()
    other = ITEMS["mlcf/2.3"]["behaviours"][1]["key"]
    assert kept(page)["log"] == [{**ENTRY, "behaviour": other}]
    hands.press(edit)
    hands.select(hands.field("Competency"), "MLCF 1.2 Managing Yourself")
    hands.press(hands.button("Keep the change"))
    without = {name: value for name, value in ENTRY.items() if name != "behaviour"}
    audit.until(lambda: kept(page)["log"] == [{**without, "item": "mlcf/1.2"}])
    assert page.seen.problems() == []


def test_an_entry_on_what_is_gone_keeps_that_when_its_line_is_changed(come):
    gone = {**ENTRY, "item": "old-framework/9"}
    reworded = {**ENTRY, "id": "l-0000000002", "behaviour": "0f1e2d3c", "kind": "saw"}
    page = come("tools/my-handbook/", empty(log=[gone, reworded]))
    hands = Mouse(page)
    for name, entry in [("Did it", gone), ("Saw it", reworded)]:
        hands.press(hands.button(f"Edit: {name}, 24 November 2026"))
        hands.write(hands.field("What happened, in a line"), "Later.")
        hands.press(hands.button("Keep the change"))
        audit.until(lambda entry=entry: {**entry, "text": "Later."} in kept(page)["log"])
    assert page.seen.problems() == []

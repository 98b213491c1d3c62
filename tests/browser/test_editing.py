"""The page that edits a record in a form, as somebody at a ward computer meets it."""

from __future__ import annotations

import json
import re

import audit
import pytest
from audit import axe, settled, until
from playwright.sync_api import expect

pytestmark = [pytest.mark.slow, pytest.mark.browser]

TERM = "edit/?record=action-learning"
DRAFT = "handbook.edit.term/action-learning"
BASE = {"id": "action-learning", "term": "Action learning", "means": "As it was.", "see": ["coaching"]}
WHEN = "2026-11-30T12:00:00Z"


def draft_of(data: dict, base: dict = BASE, **more) -> str:
    """A draft as the browser keeps it."""
    draft = {"version": 1, "title": "Action learning", "when": WHEN, "base": base, "data": data, "count": 1}
    return json.dumps({**draft, **more})


def keep(page, text: str, name: str = DRAFT) -> None:
    page.evaluate("([name, text]) => localStorage.setItem(name, text)", [name, text])


def show(page, server, address: str):
    page.goto(server.url + address)
    expect(page.locator("[data-edit] h2").first).to_be_visible()
    return page


def read_lines(page) -> list[str]:
    """The lines that differ, with their signs."""
    lines = page.locator(".hb-edit-lines li")
    signs = {"is-added": "+", "is-removed": "-"}
    return [
        signs.get(lines.nth(at).get_attribute("class") or "", " ")
        + lines.nth(at).locator("ins, del").inner_text()
        for at in range(lines.count())
        if lines.nth(at).locator("ins, del").count()
    ]


def kept(page) -> dict | None:
    text = page.evaluate("(name) => localStorage.getItem(name)", DRAFT)
    return json.loads(text) if text else None


def test_a_term_is_changed_and_proposed(open_page, server):
    page = show(open_page(), server, TERM)
    means = page.get_by_label("Means")
    means.fill(means.input_value().replace("a real problem", "a live problem"))
    page.get_by_role("button", name="Propose this change").click()
    expect(page.get_by_role("heading", name="Propose this change")).to_be_focused()
    removed, added = read_lines(page)
    assert removed.startswith("-      Learning from a real problem by acting on it,")
    assert added == removed.replace("real", "live").replace("-", "+", 1)
    text = page.get_by_label("Text of glossary.yml")
    assert "Learning from a live problem" in text.input_value()
    assert text.input_value().startswith("# Glossary terms, sorted by id.\nterms:\n")
    assert not axe(page)
    settled(page, lambda: kept(page) and "live problem" in kept(page)["data"]["means"])
    show(page, server, TERM)
    assert "live problem" in page.get_by_label("Means").input_value()
    expect(page.locator("[data-edit] .hb-note")).to_have_text(
        re.compile(r"^This is your draft of \d+ \w+ \d{4}, as this browser has it\.$")
    )
    page.get_by_role("button", name="Discard the draft").click()
    page.get_by_role("button", name="Discard it").click()
    assert "a real problem" in page.get_by_label("Means").input_value()
    assert kept(page) is None


def test_a_module_says_at_once_what_does_not_add_up(open_page, server):
    page = show(open_page(width=390), server, "edit/?record=leading-self/s2")
    sessions = page.get_by_role("group", name=re.compile("^Sessions"))
    expect(sessions.get_by_label("Title").first).to_be_focused()
    minutes = sessions.get_by_label("Minutes", exact=True).first
    minutes.fill("5")
    expect(page.get_by_text(re.compile(r"session \w+ lasts 5 minutes and its plan comes to"))).to_be_visible()
    page.get_by_role("button", name="Propose this change").click()
    heading = page.get_by_role("heading", name=re.compile("things? to put right"))
    expect(heading).to_be_focused()
    fault = re.compile("^Hours › Contact: contact is 11 and the sessions come to")
    page.get_by_role("link", name=fault).click()
    expect(page.get_by_label("Contact", exact=True)).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not axe(page)


def test_a_new_term_is_begun_with_its_references_chosen_by_title(open_page, server):
    page = show(open_page(width=320, color_scheme="dark"), server, "edit/?kind=term")
    page.get_by_label("Term", exact=True).fill("Huddle board")
    page.get_by_label("Means").fill("A board *by the door* with <script>alert(1)</script>")
    expect(page.get_by_label("Id", exact=True)).to_have_value("huddle-board")
    expect(page.get_by_text(re.compile("holds HTML"))).to_be_visible()
    page.get_by_text("How it reads").click()
    reading = page.locator(".hb-edit-reading")
    expect(reading.locator("em")).to_have_text("by the door")
    expect(reading).to_contain_text("<script>alert(1)</script>")
    page.get_by_label("Means").fill("A board *by the door*.")
    page.get_by_text(re.compile("^More that may be filled in")).click()
    find = page.get_by_role("combobox", name="Add by title or id")
    find.fill("action learning set")
    expect(page.get_by_role("option").first).to_contain_text("action-learning-set")
    find.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    assert not axe(page)
    find.press("Enter")
    page.get_by_role("button", name="Propose this change").click()
    expect(page.get_by_role("heading", name="Propose this change")).to_be_focused()
    assert read_lines(page) == [
        "+  - id: huddle-board",
        "+    term: Huddle board",
        "+    means: A board *by the door*.",
        "+    see: [action-learning-set]",
    ]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_items_are_moved_by_buttons_that_keep_the_focus(open_page, server):
    page = show(open_page(), server, "edit/?record=gosh-handover")
    pause = page.get_by_role("group", name="Pause", exact=True)
    first, second = (pause.get_by_label(f"Pause {number}", exact=True).input_value() for number in (1, 2))
    pause.get_by_role("button", name="Move down Pause 1").press("Enter")
    assert pause.get_by_label("Pause 1", exact=True).input_value() == second
    assert pause.get_by_label("Pause 2", exact=True).input_value() == first
    assert page.evaluate("document.activeElement.closest('[role=group]') !== null")
    pause.get_by_role("button", name="Remove Pause 1").press("Enter")
    assert pause.get_by_label("Pause 1", exact=True).input_value() == first


def test_what_was_published_since_is_shown_beside_the_draft(open_page, server):
    page = show(open_page(), server, TERM)
    keep(page, draft_of({**BASE, "means": "As I want it.", "term": "Learning sets"}))
    show(page, server, TERM)
    message = page.locator("[data-edit] .hb-note")
    expect(message).to_contain_text("What is published has changed since your draft began")
    assert page.get_by_label("Means").input_value() == "As I want it."
    assert page.get_by_label("Term", exact=True).input_value() == "Learning sets"
    expect(page.get_by_text("The other version of Means")).to_be_visible()
    expect(page.locator("[data-edit] pre")).to_contain_text("Learning from a real problem by acting on it")


def test_two_tabs_take_in_what_the_other_wrote(open_page, server):
    one = show(open_page(), server, TERM)
    other = one.context.new_page()
    show(other, server, TERM)
    one.get_by_label("Term", exact=True).fill("Learning in sets")
    expect(other.get_by_label("Term", exact=True)).to_have_value("Learning in sets")
    other.get_by_label("Means").fill("Learning from a live problem.")
    expect(one.get_by_label("Means")).to_have_value("Learning from a live problem.")
    expect(one.get_by_label("Term", exact=True)).to_have_value("Learning in sets")
    other.close()


def test_a_draft_that_was_published_is_gone(open_page, server):
    page = show(open_page(), server, TERM)
    page.get_by_label("Term", exact=True).fill("Action learning ")
    until(lambda: kept(page))
    published = {**kept(page)["base"]}
    keep(page, draft_of(published, {**published, "means": "As it was."}))
    show(page, server, TERM)
    expect(page.locator("[data-edit] .hb-note")).to_have_text(
        "What your draft of 30 November 2026 changed is published now, so the draft is gone."
    )
    assert kept(page) is None


UNREAD = {
    "no JSON": "{",
    "of a later version": draft_of(BASE, version=2),
    "of an earlier version": json.dumps({"base": BASE, "data": BASE, "count": 1}),
    "a part where a text belongs": draft_of({**BASE, "means": {"toString": "x"}}),
    "a text where a list belongs": draft_of({**BASE, "see": "coaching"}),
    "a field that no term has": draft_of({**BASE, "__html": "<img src=x onerror=alert(1)>"}),
    "the prototype": draft_of(BASE)[:-1] + ', "data": {"__proto__": {"means": []}}}',
}


def test_a_draft_that_cannot_be_read_is_left_alone_until_it_is_thrown_away(open_page, server):
    page = show(open_page(), server, TERM)
    for text in UNREAD.values():
        keep(page, text)
        show(page, server, TERM)
        expect(page.locator("[data-edit] .hb-note")).to_have_text(
            "A draft of this record is kept here that this version of the handbook cannot read. It stays as"
            " it is, and what you change here is not kept until you throw it away."
        )
        assert page.get_by_label("Means").input_value().startswith("Learning from a real problem")
        page.get_by_label("Term", exact=True).fill("Learning in sets")
        page.get_by_role("button", name="Show the page and the change").click()
        assert read_lines(page) == ["-    term: Action learning", "+    term: Learning in sets"]
        assert page.evaluate("(name) => localStorage.getItem(name)", DRAFT) == text
    assert not axe(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save it to a file").click()
    assert saved.value.suggested_filename == "draft-term-action-learning.json"
    assert saved.value.path().read_text("utf-8") == text
    page.get_by_role("button", name="Throw it away").click()
    page.get_by_role("button", name="Throw it away").click()
    assert kept(page)["data"]["term"] == "Learning in sets"


def test_a_draft_thrown_away_in_another_tab_leaves_what_is_typed(open_page, server):
    page = show(open_page(), server, TERM)
    page.get_by_label("Term", exact=True).fill("Learning in sets")
    until(lambda: kept(page))
    other = page.context.new_page()
    other.goto(server.url + "edit/")
    other.get_by_role("button", name="Throw away Learning in sets").click()
    other.get_by_role("button", name="Throw it away").click()
    expect(other.get_by_role("combobox", name="Find what to change, by its title or id")).to_be_focused()
    expect(page.locator("[data-edit] .hb-note")).to_have_text(
        "This draft was thrown away in another tab. What stands here is still here, and is kept again once"
        " you change something."
    )
    expect(page.get_by_label("Term", exact=True)).to_have_value("Learning in sets")
    assert kept(page) is None
    page.get_by_label("Term", exact=True).fill("Learning in a set")
    assert until(lambda: kept(page))["data"]["term"] == "Learning in a set"
    other.close()


def test_drafts_are_listed_and_cleared_on_my_handbook(open_page, server):
    page = show(open_page(width=390), server, TERM)
    keep(page, draft_of({**BASE, "means": "As I want it."}))
    keep(page, draft_of({"id": "ward-huddle"}, title="Ward huddle"), "handbook.edit.new/case")
    keep(page, "{", "handbook.edit.module/x<b>")
    page.goto(server.url + "tools/my-handbook/")
    part = page.get_by_role("region", name="Drafts of changes to the handbook")
    lines = [line.inner_text().splitlines()[:2] for line in part.get_by_role("listitem").all()]
    assert lines == [
        ["Action learning", "changed on 30 November 2026"],
        ["Ward huddle", "new · changed on 30 November 2026"],
        ["module/x<b>", "This version of the handbook cannot read it."],
    ]
    assert not axe(page) and page.evaluate("document.documentElement.scrollWidth") <= 390
    part.get_by_role("button", name="Throw away Ward huddle").click()
    part.get_by_role("button", name="Throw it away").click()
    expect(part.get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name="Clear everything").click()
    expect(page.get_by_text(re.compile("^This takes 2 drafts"))).to_have_text(
        "This takes 2 drafts of changes to the handbook out of this browser, which no such file holds:"
        " Action learning; module/x<b>."
    )
    expect(page.get_by_text("There is nothing here yet that could be lost.")).to_have_count(0)
    page.get_by_role("button", name="Clear everything now").click()
    expect(page.get_by_role("heading", name="Cleared")).to_be_focused()
    names = "() => Object.keys(localStorage).filter((name) => name.startsWith('handbook.edit.'))"
    assert page.evaluate(names) == []
    expect(part).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    assert sorted(page.evaluate(names)) == ["handbook.edit.module/x<b>", DRAFT]
    part.get_by_role("link", name="Action learning").click()
    expect(page.get_by_role("heading", name="Glossary term: Action learning")).to_be_visible()
    assert page.get_by_label("Means").input_value() == "As I want it."


@pytest.mark.parametrize("id", ["action-lerning", "<img src=x onerror=alert(1)>"])
def test_an_unknown_id_is_told_and_another_can_be_chosen(open_page, server, id):
    page = open_page()
    page.goto(
        server.url + "edit/?" + "record=" + id.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    )
    expect(page.get_by_role("alert")).to_contain_text(f"No record has the id {id}.")
    expect(page.get_by_role("combobox", name="Find what to change, by its title or id")).to_be_visible()
    if id == "action-lerning":
        page.get_by_role("link", name="action-learning").click()
        expect(page.get_by_role("heading", name="Glossary term: Action learning")).to_be_visible()


def test_a_term_is_chosen_though_a_record_has_its_id(open_page, server):
    page = open_page()
    page.goto(server.url + "edit/")
    page.get_by_role("button", name="Choose what to change").click()
    find = page.get_by_role("combobox", name="Find what to change, by its title or id")
    expect(find).to_be_focused()
    find.fill("coaching")
    page.get_by_role("option", name=re.compile("^Coaching Glossary term coaching$")).click()
    expect(page.get_by_role("heading", name="Glossary term: Coaching")).to_be_visible()
    assert "kind=term" in page.url


def test_a_file_that_is_not_understood_is_left_as_it_is(open_page, server):
    page = open_page()
    script = 'handbook.recordForm.texts.load = () => Promise.resolve("terms: &all\\n  - *all\\n");'
    page.route("**/assets/data/edit/form.js", lambda route: alter(route, script))
    page.goto(server.url + TERM)
    expect(page.get_by_role("alert")).to_contain_text(
        "Line 1 of the file is written in a way that this form cannot change safely."
    )
    expect(page.get_by_role("button", name="Download glossary.yml")).to_be_visible()
    page.unroute("**/assets/data/edit/form.js")


HOSTILE = {
    "a part where a text belongs": "means:\n      toString: x",
    "a text where a list belongs": "see: coaching",
    "a field that no term has": "onclick: alert(1)",
}


def test_a_record_that_is_not_built_as_one_is_left_as_it_is(open_page, server):
    page, texts = open_page(), iter(HOSTILE.values())

    def put_in(route) -> None:
        text = f"terms:\n  - id: action-learning\n    term: <b>x</b>\n    {next(texts)}\n"
        alter(route, f"handbook.recordForm.texts.load = () => Promise.resolve({json.dumps(text)});")

    page.route("**/assets/data/edit/form.js", put_in)
    for _ in HOSTILE:
        page.goto(server.url + TERM)
        expect(page.get_by_role("alert")).to_contain_text(
            "The record is not built in a way that this form knows. Nothing of it was changed."
        )
    page.unroute("**/assets/data/edit/form.js")


def alter(route, script: str) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text() + script)


def test_the_form_goes_on_where_nothing_can_be_kept(chromium, server):
    context = chromium.new_context()
    context.set_default_timeout(audit.PATIENCE * 1000)
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });"
    )
    page = show(context.new_page(), server, TERM)
    expect(page.locator("[data-edit] .hb-note")).to_contain_text("This browser keeps nothing for this page")
    page.get_by_label("Term", exact=True).fill("Learning in sets")
    page.get_by_role("button", name="Show the page and the change").click()
    assert read_lines(page) == ["-    term: Action learning", "+    term: Learning in sets"]
    context.close()


def test_without_scripts_the_page_says_where_to_go(chromium, server):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url + TERM)
    expect(
        page.get_by_text(re.compile("The form needs JavaScript. Without it, the foot of each page"))
    ).to_be_visible()
    context.close()

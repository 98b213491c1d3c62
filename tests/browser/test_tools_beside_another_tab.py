"""What stands in a field that is not kept yet, and what another tab has kept meanwhile: neither is lost.

The page's clock stands still but for where a test moves it, so nothing here waits.
"""

from __future__ import annotations

import audit
import pytest
from built import tools_data
from journeys import TOOLS, assessment, empty, goal, kept, seed
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MLCF = next(each for each in tools_data()["frameworks"] if each["id"] == "mlcf")
ITEM = "?assessment=a-0000000001&item=mlcf/1.1"
MARKS = [
    {"record": "coaching", "state": "want", "day": "2026-11-02"},
    {"record": "eight-steps", "state": "want", "day": "2026-11-01"},
]
LOGGED = {
    "id": "l-0000000001",
    "item": "mlcf/1.1",
    "kind": "saw",
    "day": "2026-11-02",
    "text": "She named two things",
}
FOUR_FIGURES = "Give the year with four figures, for example 2026."
NOT_COME = "This day has not come yet. Give today or an earlier one; until then, 10 October 2026 is kept."


@pytest.fixture
def arrive(open_page, server):
    """Opens a tool with something in it, stops its clock, and opens another tab beside it."""

    def opened(where: str, query: str = ""):
        page = open_page()
        my = empty(
            goals=[goal()], assessments=[assessment(MLCF, depth="full", leave=18)], marks=MARKS, log=[LOGGED]
        )
        seed(page, my)
        page.clock.install(time="2026-11-23T10:00:00Z")
        page.goto(server.url + TOOLS[where] + query)
        other = page.context.new_page()
        other.seen = audit.watch(other)
        other.goto(server.url + TOOLS["my-handbook"])
        page.bring_to_front()
        page.clock.pause_at("2026-11-23T11:00:00Z")
        page.clock.run_for(500)  # What stands below is made afterwards.
        return page, other

    return opened


def write_beside(page, other, change: str) -> None:
    """Has the other tab make a ``change`` of the document ``my``; returns once this page knows of it."""
    seen = kept(page)
    other.evaluate(f"() => handbook.page.browserStore.main().update((my) => {{ {change}; }})")
    assert kept(page) != seen
    page.wait_for_function(
        "my => handbook.document.merging.same("
        "handbook.page.browserStore.main().document(), {...my, walks: []})",
        arg=kept(page),
    )
    page.clock.run_for(500)


def edit_goal(page):
    page.get_by_role("button", name="Edit", exact=True).click()
    page.clock.run_for(500)


def edit_example(page):
    page.get_by_label("When", exact=True).scroll_into_view_if_needed()


DAYS = {
    "Review date": ("plan", "", edit_goal, "my.goals[0].review", "0020-12-01", FOUR_FIGURES),
    "When": (
        "self-assessment",
        ITEM,
        edit_example,
        "my.assessments[0].answers[0].evidence[0].day",
        "2026-12-24",
        NOT_COME,
    ),
}


@pytest.mark.parametrize("label", DAYS)
def test_a_day_that_was_refused_stays_where_another_tab_gives_another(arrive, label):
    where, query, opens, place, typed, says = DAYS[label]
    page, other = arrive(where, query)
    opens(page)
    field = page.get_by_label(label, exact=True)
    field.fill(typed)
    field.blur()
    fault = page.locator(".hb-tool-field__error:visible")
    expect(fault).to_have_text(f"Error: {says}")
    write_beside(page, other, f"{place} = '2026-11-20'")
    expect(field).to_have_value(typed)
    expect(fault).to_have_text(f"Error: {says}")
    field.fill("2026-11-05")
    field.blur()
    assert other.evaluate(f"my => {place}", kept(page)) == "2026-11-05"
    expect(fault).to_have_count(0)


@pytest.mark.parametrize("label", DAYS)
def test_a_day_that_another_tab_gives_is_shown_once_the_field_is_left(arrive, label):
    where, query, opens, place, _, _ = DAYS[label]
    page, other = arrive(where, query)
    opens(page)
    field = page.get_by_label(label, exact=True)
    field.focus()
    write_beside(page, other, f"{place} = '2026-11-20'")
    field.blur()
    expect(field).to_have_value("2026-11-20")


@pytest.mark.parametrize("label", DAYS)
def test_a_day_that_is_chosen_again_counts_though_another_tab_gave_another(arrive, label):
    where, query, opens, place, _, _ = DAYS[label]
    page, other = arrive(where, query)
    opens(page)
    field = page.get_by_label(label, exact=True)
    before = field.input_value()
    field.focus()
    field.fill("2026-11-05")
    write_beside(page, other, f"{place} = '2026-11-20'")
    field.fill(before)
    field.blur()
    assert other.evaluate(f"my => {place}", kept(page)) == before
    expect(field).to_have_value(before)


def test_an_example_keeps_the_day_that_another_tab_gives_while_one_types_in_it(arrive):
    page, other = arrive("self-assessment", ITEM)
    words = page.get_by_label("What you did, and what came of it", exact=True)
    words.focus()
    page.keyboard.press("End")
    page.keyboard.type(" More")
    write_beside(page, other, "my.assessments[0].answers[0].evidence[0].day = '2026-11-20'")
    (example,) = kept(page)["assessments"][0]["answers"][0]["evidence"]
    assert example["day"] == "2026-11-20" and example["text"].endswith(" More")
    expect(page.get_by_label("When", exact=True)).to_have_value("2026-11-20")


@pytest.mark.parametrize("change,day,texts", [
    ("my.log[0].day = '2026-11-20'", "2026-11-20", ["He asked her"]),
    ("my.log[0].text = 'She named three things'", "2026-11-02", ["He asked her", "She named three things"]),
])  # fmt: skip
def test_an_entry_of_the_log_keeps_what_another_tab_writes_while_one_changes_it(arrive, change, day, texts):
    page, other = arrive("my-handbook")
    log = page.get_by_role("region", name="What I saw, did and missed", exact=True)
    log.get_by_role("button", name="Edit").click()
    log.get_by_label("What happened, in a line", exact=True).fill("He asked her")
    write_beside(page, other, change)
    expect(log.get_by_label("What happened, in a line", exact=True)).to_have_value("He asked her")
    log.get_by_role("button", name="Keep the change", exact=True).click()
    assert [entry["text"] for entry in kept(page)["log"]] == texts
    assert {entry["day"] for entry in kept(page)["log"]} == {day}


def test_minutes_that_were_refused_stay_where_another_tab_marks_a_page(arrive):
    page, other = arrive("my-handbook")
    field = page.get_by_label("Minutes for “Coaching”", exact=True)
    field.fill("many")
    field.blur()
    page.clock.run_for(500)
    says = page.locator(".hb-tool-field__error:visible")
    expect(says).to_have_text("Give whole minutes, such as 30.")
    write_beside(page, other, "my.marks[1].state = 'read'")
    expect(page.get_by_role("region", name="Read", exact=True)).to_contain_text("read on 1 November 2026")
    expect(field).to_have_value("many")
    expect(says).to_have_text("Give whole minutes, such as 30.")
    field.fill("20")
    field.blur()
    page.clock.run_for(500)
    assert kept(page)["marks"][0]["minutes"] == 20
    expect(says).to_have_count(0)

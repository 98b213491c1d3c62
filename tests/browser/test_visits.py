"""What has changed since the last visit to My handbook, and the part of the page that tells of it:
docs/assets/js/tools/my_handbook/visits.js and my_lists/news.js."""

from __future__ import annotations

import json

import pytest
from journeys import empty, seed
from playwright.sync_api import expect
from script_calls import Pure

from macros.records.kinds import Record
from macros.tools.changed_days import format_changed_days

pytestmark = pytest.mark.browser

SCRIPT = "my_handbook/visits"
FIRST = "2026-11-22 bristol coaching;2026-11-30 east-kent"
SECOND = "2026-11-22 bristol;2026-11-30 east-kent;2026-12-04 coaching lewin"
STORAGE = """() => {
    const kept = new Map();
    handbook.shell.boot = { storage: {
        lasts: true,
        get: (name) => JSON.parse(kept.get(name) || "null"),
        set: (name, value) => { kept.set(name, JSON.stringify(value)); return true; },
    } };
}"""


@pytest.fixture(scope="module")
def tab(chromium):
    return Pure(chromium, ["document/days", SCRIPT])


@pytest.fixture
def pure(tab):
    """The script, with a storage that keeps nothing yet."""
    tab.page.evaluate(STORAGE)
    return tab


def come(pure, days: str, today: str):
    return pure.call("(days, today) => handbook.myHandbook.visits.come(days, today)", days, today)


def keep(pure, value) -> None:
    pure.call("(value) => handbook.shell.boot.storage.set('visits', value)", value)


def begin(pure, days: str, today: str):
    return pure.call("(days, today) => handbook.myHandbook.visits.begin(days, today)", days, today)


def test_who_has_not_asked_is_not_told_and_nothing_is_kept(pure):
    assert come(pure, FIRST, "2026-12-01") is None
    assert pure.call("() => handbook.shell.boot.storage.get('visits')") is None


def test_the_first_day_tells_nothing_and_the_next_what_is_new_or_has_another_day(pure):
    assert begin(pure, FIRST, "2026-12-01") == {"since": "", "ids": []}
    assert come(pure, FIRST, "2026-12-01") == {"since": "", "ids": []}
    assert come(pure, SECOND, "2026-12-05") == {"since": "2026-12-01", "ids": ["coaching", "lewin"]}
    assert come(pure, SECOND, "2026-12-06") == {"since": "2026-12-05", "ids": []}


def test_what_was_told_stays_for_the_rest_of_the_day(pure):
    begin(pure, FIRST, "2026-12-01")
    come(pure, SECOND, "2026-12-05")
    assert come(pure, SECOND, "2026-12-05") == {"since": "2026-12-01", "ids": ["coaching", "lewin"]}
    later = "2026-11-30 east-kent;2026-12-04 coaching lewin bristol"
    assert come(pure, later, "2026-12-05")["ids"] == ["coaching", "lewin", "bristol"]


def test_a_site_that_is_built_anew_on_the_first_day_is_told(pure):
    begin(pure, FIRST, "2026-12-01")
    assert come(pure, SECOND, "2026-12-01") == {"since": "2026-12-01", "ids": ["coaching", "lewin"]}


def test_who_does_not_want_to_be_told_any_more_is_not(pure):
    begin(pure, FIRST, "2026-12-01")
    pure.call("() => handbook.myHandbook.visits.clear()")
    assert come(pure, SECOND, "2026-12-05") is None
    assert pure.call("() => handbook.shell.boot.storage.get('visits')") is None


@pytest.mark.parametrize(
    "value",
    [
        1,
        "2026-12-01",
        [],
        {"day": "2026-02-30", "days": FIRST, "since": "", "ids": []},
        {"day": "2026-12-01", "days": 5, "since": "", "ids": []},
        {"day": "2026-12-01", "days": FIRST, "since": "x", "ids": []},
        {"day": "2026-12-01", "days": FIRST, "since": "", "ids": [1]},
        {"day": "2026-12-01", "days": FIRST, "since": ""},
    ],
)
def test_what_is_no_visit_counts_as_none(pure, value):
    keep(pure, value)
    assert come(pure, SECOND, "2026-12-05") is None


def test_the_days_of_all_records_are_given_and_the_last_review_counts(real_book):
    days = dict(
        (id, part.split(" ")[0])
        for part in format_changed_days(real_book).split(";")
        for id in part.split(" ")[1:]
    )
    records = {entry.id: entry.read_as(Record) for entry in real_book.list_records()}
    assert days == {
        id: str(max([record.drafted, *(review.date for review in record.reviews)]))
        for id, record in records.items()
    }


# -- on the page


def test_my_handbook_tells_what_changed_to_whoever_asks_for_it(open_page, server):
    """One walk: asked to be told, told on another day, not told any more, and all of it cleared."""
    page = open_page()
    seed(page, empty(marks=[{"record": "coaching", "state": "want", "day": "2026-11-20"}]))
    page.goto(server.url + "tools/my-handbook/")
    part = page.get_by_role("region", name="Changed since your last visit")
    kept = lambda: json.loads(page.evaluate("localStorage.getItem('handbook.visits')"))
    part.get_by_role("button", name="Tell me what has changed").click()
    expect(part.get_by_role("heading")).to_be_focused()
    expect(
        part.get_by_text("From your next visit on, the pages that have changed meanwhile stand here.")
    ).to_be_visible()
    earlier = {**kept(), "day": "2026-11-21", "days": "2026-11-01 bristol"}
    page.evaluate("text => localStorage.setItem('handbook.visits', text)", json.dumps(earlier))
    page.reload()
    expect(part.get_by_text("pages are new, rewritten or reviewed since 21 November 2026.")).to_be_visible()
    assert part.locator("ul").first.locator("li").count() == 8
    part.get_by_role("button", name="Do not tell me this").click()
    expect(part.get_by_role("heading")).to_be_focused()
    assert kept() is None
    part.get_by_role("button", name="Tell me what has changed").click()
    page.get_by_role("button", name="Clear everything", exact=True).click()
    page.get_by_role("button", name="Clear everything now").click()
    expect(page.get_by_text("Nothing of yours is kept in this browser any more.")).to_be_visible()
    assert kept() is None


def test_who_keeps_nothing_is_not_asked(open_page, server):
    page = open_page()
    page.goto(server.url + "tools/my-handbook/")
    expect(page.get_by_role("heading", name="Want to read")).to_be_visible()
    expect(page.get_by_role("region", name="Changed since your last visit")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('handbook.visits')") is None


def test_every_branch_ran(chromium):
    pure = Pure(chromium, ["document/days", SCRIPT])
    pure.page.evaluate(STORAGE)
    come(pure, FIRST, "2026-12-01")
    begin(pure, FIRST, "2026-12-01")
    for days, today in ((FIRST, "2026-12-01"), (SECOND, "2026-12-01"), (SECOND, "2026-12-01")):
        come(pure, days, today)
    keep(pure, {"day": "2026-12-01", "days": FIRST, "since": "2026-11-30", "ids": []})
    come(pure, FIRST, "2026-12-02")
    keep(pure, {"day": "2026-12-01", "days": FIRST, "since": 1})
    come(pure, FIRST, "2026-12-02")
    keep(pure, {"day": "never"})
    come(pure, FIRST, "2026-12-02")
    pure.call("() => handbook.myHandbook.visits.clear()")
    assert pure.uncovered(SCRIPT) == []

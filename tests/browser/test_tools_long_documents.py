"""However much a reader keeps, a page opens with little of it and makes the rest in slices, until all of it
is there.

What is counted are elements, which are the same on every machine.
"""

from __future__ import annotations

import pytest
from built import tools_data
from journeys import TOOLS, assessment, empty, goal, seed
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DATA = tools_data()
MLCF = next(each for each in DATA["frameworks"] if each["id"] == "mlcf")
FIRST = 4000  # Elements that a page may have when its tool has started, whatever is kept.
SLICE = 2500  # Elements that may be made at once afterwards.
# How many elements there were when the page was loaded, and how many came at once since, by tasks.
COUNT = """document.addEventListener("DOMContentLoaded", () => {
    const count = () => document.querySelectorAll("*").length;
    let last = count();
    window.made = { first: last, slices: [] };
    new MutationObserver(() => { const now = count(); window.made.slices.push(now - last); last = now; })
        .observe(document.body, { childList: true, subtree: true });
});"""


def goals(count: int, actions: int, **more) -> list[dict]:
    def action(number: int, place: int) -> dict:
        return {"id": f"t-{number:05d}{place:05d}", "text": f"Ask the nurse at bed {place}"}

    return [
        goal(
            number,
            f"Goal number {number}",
            actions=[action(number, place) for place in range(actions)],
            **more,
        )
        for number in range(1, count + 1)
    ]


def marks(count: int) -> list[dict]:
    return [{"record": f"page-{number}", "state": "want", "day": "2026-11-02"} for number in range(count)]


def examples(items: int, count: int) -> dict:
    """An assessment with so many examples of so many items, of whatever framework."""
    ids = [item["id"] for framework in DATA["frameworks"] for item in framework["items"]][:items]
    pieces = [
        [
            {"id": f"e-{place:05d}{number:05d}", "day": "2026-10-10", "text": "Asked first. " * 9}
            for number in range(count)
        ]
        for place in range(items)
    ]
    return {
        **assessment(MLCF),
        "answers": [{"item": item, "evidence": some} for item, some in zip(ids, pieces, strict=True)],
    }


def earlier(count: int) -> list[dict]:
    return [
        {"id": f"h-{number:010d}", "at": "2026-11-02T08:30:00Z", "field": "why", "was": f"Before {number}"}
        for number in range(count)
    ]


# Where, with what, and what there is in the end, how often.
LONG = {
    "199 goals of 50 actions": ("plan", empty(goals=goals(199, 50)), ".hb-goal__actions > li", 199 * 50),
    "199 goals with much text": (
        "plan",
        empty(goals=goals(199, 1, why="A long word or two. " * 190, support="And another one. " * 230)),
        ".hb-goal__text",
        199 * 3,
    ),
    "199 goals with 50 earlier wordings": (
        "plan",
        empty(goals=goals(199, 1, history=earlier(50))),
        ".hb-goal__history",
        199,
    ),
    "2,000 marks": ("my-handbook", empty(marks=marks(2000)), ".hb-my__minutes", 2000),
    "2,000 examples": (
        "self-assessment",
        empty(assessments=[examples(100, 20)]),
        ".hb-tool-fold div > ul > .hb-tool-words",
        2000,
    ),
}


def opened(open_page, server, where: str, document: dict, more: str = ""):
    page = open_page()
    seed(page, document)
    page.add_init_script(COUNT)
    page.goto(server.url + TOOLS[where] + more)
    return page


@pytest.mark.parametrize("what", LONG)
def test_a_page_opens_with_little_and_ends_with_all(open_page, server, what):
    where, document, selector, all_of_it = LONG[what]
    page = opened(
        open_page, server, where, document, "?assessment=a-0000000001" if where == "self-assessment" else ""
    )
    page.wait_for_function(
        "([selector, all]) => document.querySelectorAll(selector).length === all",
        arg=[selector, all_of_it],
        timeout=60_000,
    )
    made = page.evaluate("window.made")
    start, *slices = made["slices"]  # A tool starts once its data has come, which may be after the page.
    assert made["first"] + start <= FIRST
    assert max(slices, default=0) <= SLICE
    assert page.seen.problems() == []


def test_paper_gets_all_at_once(open_page, server):
    counted = """() => {
        const count = () => document.querySelectorAll(".hb-goal__actions > li").length, before = count();
        window.dispatchEvent(new Event("beforeprint"));
        return [before, count()];
    }"""
    page = open_page()
    seed(page, empty(goals=goals(60, 20)))
    page.add_init_script("window.requestAnimationFrame = () => 0;")  # As where nothing is painted yet.
    page.goto(server.url + TOOLS["plan"])
    before, after = page.evaluate(counted)
    assert before < 60 * 20 == after


def test_the_goal_that_an_address_asks_for_is_made_first(open_page, server):
    page = open_page()
    seed(page, empty(goals=goals(60, 20)))
    page.add_init_script("window.requestAnimationFrame = () => 0;")
    page.goto(server.url + TOOLS["plan"] + "#goal-g-0000000060")
    asked = page.get_by_role("article", name="Goal number 60", exact=True)
    expect(asked).to_be_in_viewport()
    expect(asked.get_by_role("checkbox")).to_have_count(20)
    expect(
        page.get_by_role("article", name="Goal number 59", exact=True).get_by_role("checkbox")
    ).to_have_count(0)


def test_earlier_wording_is_made_when_it_is_opened(open_page, server):
    page = opened(open_page, server, "plan", empty(goals=goals(1, 1, history=earlier(500))))
    folded = page.locator(".hb-goal__history")
    expect(folded.locator("li")).to_have_count(0)
    folded.get_by_text("What it said before (500 changes)").click()
    expect(folded.locator("li")).to_have_count(500)
    expect(folded.locator("li").first).to_contain_text("Before 499")


def test_a_goal_that_is_not_made_yet_can_still_be_changed_elsewhere(open_page, server):
    """A change in another tab, of a goal whose card is a title so far."""
    page = open_page()
    seed(page, empty(goals=goals(60, 20)))
    page.add_init_script("window.requestAnimationFrame = () => 0;")
    page.goto(server.url + TOOLS["plan"])
    page.evaluate(
        "() => handbook.page.browserStore.main().update((my) => { my.goals[59].title = 'Changed elsewhere';"
        " my.goals[59].actions.splice(1); })"
    )
    last = page.get_by_role("article", name="Changed elsewhere", exact=True)
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    expect(last.get_by_role("checkbox")).to_have_count(1)

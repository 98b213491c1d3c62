"""Ten tasks that readers bring, from the home page to the answer by what a reader has: links, the menu, the
search box, buttons. Each counts its presses and ends where the answer stands in the window.

No answer is more than three presses away but two, and the site says so of both. A place on the MLCF takes one
press for each of its twenty elements and up to five ticks for what matters most (the tools page and the first
screen of the tool say how many minutes that is); its first question is two presses away. A typing mistake is
mended where the files are; a copy that is not linked to them says at the foot of every page what to do
instead (``tests/mkdocs_site/test_site.py``).
"""

from __future__ import annotations

import re

import pytest
from built import tools_data
from journeys import named
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MLCF = next(each for each in tools_data()["frameworks"] if each["id"] == "mlcf")
MOST = 3


class Task:
    """A reader with a task, who has the home page open; ``presses`` counts what was pressed."""

    def __init__(self, page, home: str):
        self.page, self.presses = page, 0
        page.goto(home)

    def press(self, what) -> None:
        what.click()
        self.presses += 1

    def follow(self, name: str, where: str = "main") -> None:
        """Press the first link with exactly this name in a part of the page, and let what comes be whole."""
        before = self.page.url
        self.press(self.page.locator(where).get_by_role("link", name=name, exact=True).first)
        self.page.wait_for_url(lambda url: url != before)

    def search(self, words: str, title: str) -> None:
        """Press the search box, type, and press the first result with this title."""
        box = self.page.locator("#hb-search-input")
        self.press(box)
        box.fill(words)
        titles = self.page.locator(".hb-search__title", has_text=title)
        self.press(self.page.locator(".hb-search__panel a").filter(has=titles).first)

    def ends_at(self, answer, words: str | re.Pattern, most: int = MOST) -> None:
        """The words are in sight, after at most so many presses, and nothing went wrong on the way."""
        expect(answer).to_contain_text(words)
        expect(answer).to_be_in_viewport()
        assert self.presses <= most, self.presses
        assert self.page.seen.problems() == []


@pytest.fixture
def task(reader, server):
    return Task(reader, server.url)


def test_before_a_difficult_colleague_in_twenty_minutes(task):
    task.follow("You see a difficult colleague in ten minutes")
    card = task.page.locator("#stop-1 .hb-walk__card")
    task.follow("Begin")
    task.ends_at(card, "What I saw", most=2)


def test_where_do_i_stand_on_the_mlcf_and_what_next(task):
    page = task.page
    task.follow("Rate yourself")
    task.press(page.get_by_role("button", name="Start", exact=True))
    for number, item in enumerate(MLCF["items"]):
        group = page.get_by_role("group", name=named(f"{MLCF['scale']['title']}: {item['title']}"))
        if not number:
            task.ends_at(group, "On my own")
        task.press(group.get_by_role("button").nth(1 + number % 3))
    expect(page.get_by_role("heading", name="What matters most in your work now?")).to_be_focused()
    for item in MLCF["items"][::4]:
        task.press(page.get_by_role("checkbox", name=f"{item['code']} {item['title']}", exact=True))
    task.press(page.get_by_role("button", name="See the result", exact=True))
    card = page.get_by_role("region", name="What to work on", exact=True).get_by_role("region").first
    task.ends_at(card.get_by_role("heading", level=3), re.compile(r"\d\.\d \w"), most=28)
    task.press(card.get_by_role("button", name=re.compile("^Put it in my plan")).first)
    task.ends_at(card, re.compile(r"By \d+ \w+ \d{4}: \w"), most=29)


def test_a_theory_for_delayed_discharges(task):
    task.follow("Choose a theory")
    kind = task.page.locator("summary", has_text="Waits, queues and beds")
    task.press(kind)
    answer = "Read it first for queues: a week of counting by hour shows which one step to work on"
    task.ends_at(kind.locator("xpath=..").locator("li", has_text=answer), answer, most=2)


def test_what_research_says_of_360_feedback(task):
    task.press(task.page.locator("#hb-nav summary", has_text="Learn"))
    task.follow("Components", where="#hb-nav")
    task.follow("360-degree feedback")
    task.ends_at(
        task.page.locator(".hb-verdict"),
        "Moderate for small gains, which are larger where goals are set and somebody talks the result"
        " through.",
    )


def test_plan_my_improvement_project(task):
    task.follow("One page to work from")
    task.follow("One way through", where=".hb-toc--aside")
    task.ends_at(
        task.page.get_by_role("listitem").filter(has_text="Today, in an hour."),
        "Write a few lines each of the problem, the people and who has it when you leave.",
        most=2,
    )


def test_teach_the_second_session_of_power_tomorrow(task):
    page = task.page
    task.follow("Modules")
    task.follow("Power and influence")
    task.press(page.locator("#session-s2").get_by_role("link", name="Plan and papers"))
    session = page.locator(".hb-timetable")
    session.get_by_label("Starts at").fill("09:30")
    session.get_by_text("Power, interest").scroll_into_view_if_needed()
    task.ends_at(session.locator("tbody tr").nth(1), re.compile(r"^9:45\s*10:30\s*Power, interest"))
    assert session.locator("tr > [data-clock]:first-child").all_inner_texts() == [
        "9:30", "9:45", "10:30", "11:05", "11:20", "12:00", "12:20",
    ]  # fmt: skip
    expect(session.locator("[data-clock]").last).to_have_text("12:30")
    expect(page.get_by_role("row").filter(has_text="Form: Loss sheet")).to_have_count(1)
    expect(page.get_by_role("button", name="Print the facilitator's sheet")).to_have_count(1)


def test_mend_a_typing_mistake(task):
    task.search("power lies", "Where power lies")
    edit = task.page.get_by_role("link", name="Edit this page")
    edit.scroll_into_view_if_needed()
    expect(edit).to_be_in_viewport()
    assert "/framework/tensions/where-power-lies.yml" in edit.get_attribute("href")
    assert task.presses == 2


def test_which_competencies_nobody_assesses(task):
    task.follow("Coverage")
    task.press(task.page.get_by_label("Assessed: none (0)"))
    task.ends_at(
        task.page.locator(".hb-filter__count"), "Each of the 20 elements is assessed in a module.", most=2
    )


def test_the_pathway_finder_in_sharepoint(task):
    task.follow("All pathways")
    task.follow("Show in your intranet")
    code = task.page.get_by_label("Code to copy")
    expect(code).to_have_value(re.compile("/embed/view/pathways/"))
    task.press(task.page.get_by_role("button", name="Copy the code"))
    task.ends_at(task.page.locator("[data-builder-says]"), re.compile(r"\w"))
    expect(code).to_be_in_viewport()


def test_change_colours_and_logo(task):
    task.follow("your name, colours and logo")
    task.ends_at(
        task.page.get_by_text("logo_text: Example North"),
        'colours: {accent: "#5a2b7f", warm: "#8a4b08"}',
        most=1,
    )

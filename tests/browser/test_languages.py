"""The example edition in Welsh as a reader meets it: its titles are found, its scripts speak Welsh, every
language is named."""

from __future__ import annotations

import audit
import pytest
from built import edition

pytestmark = pytest.mark.browser

# What is typed, and the page that is to be among the first three.
QUERIES = [
    ("coetsio", "components/coaching/"),
    ("MENTORA", "components/mentoring/"),
    ("tystysgrif ôl-raddedig", "programmes/pgcert-doctors-as-managers/"),
    ("Tystysgrif ol-raddedig", "programmes/pgcert-doctors-as-managers/"),
    ("gwella gwasanaeth", "components/service-improvement-project/"),
    ("grwp bach sy'n cyfarfod", "components/action-learning-set/"),
    ("fframwaith cymwyseddau", "frameworks/mlcf/"),
    ("coaching", "components/coaching/"),
]


@pytest.fixture(scope="module")
def address():
    with audit.serve(edition("enghraifft-cymru")) as server:
        yield server.url


def found(page, query: str) -> list[str]:
    """The addresses of the first three results."""
    box = page.locator("#hb-search-input")
    box.fill("")
    page.locator(".hb-search__panel").wait_for(state="hidden")
    box.fill(query)
    page.locator(".hb-search__panel[data-state=whole]").wait_for()
    return page.locator(".hb-search__panel a").evaluate_all(
        "links => links.slice(0, 3).map(link => link.href)"
    )


def test_a_welsh_title_is_found_with_accents_and_without_in_any_case(open_page, address):
    page = open_page()
    page.goto(address)
    results = {query: found(page, query) for query, _path in QUERIES}
    assert {
        query: results[query]
        for query, path in QUERIES
        if not any(each.startswith(address + path) for each in results[query])
    } == {}
    assert page.seen.problems() == []


def test_a_result_is_in_the_words_of_its_title(open_page, address):
    page = open_page()
    page.goto(address)
    found(page, "coetsio")
    assert "Coetsio" in page.locator(".hb-search__title").first.text_content()


@pytest.mark.parametrize(
    "path", ["components/coaching/", "frameworks/mlcf/", "tools/self-assessment/", "cases/"]
)
def test_pages_in_welsh_have_no_fault_that_axe_finds(open_page, address, path):
    page = open_page()
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    assert audit.axe(page) == []
    assert page.seen.problems() == []
    assert page.evaluate("document.documentElement.lang") == "cy"


def test_tools_speak_of_records_in_english_and_of_themselves_in_welsh(open_page, address):
    page = open_page()
    page.goto(address + "tools/self-assessment/")
    page.locator(".hb-tool :not(:empty)").first.wait_for()
    assert (
        page.evaluate("Object.keys(handbook.dictionary).length >= 0 && handbook.shell.i18n.language") == "cy"
    )
    assert not page.evaluate("/[\\uE000-\\uE003]/.test(document.documentElement.outerHTML)")


def test_a_chart_s_labels_say_that_a_record_s_words_are_english(open_page, address):
    page = open_page()
    page.goto(address + "tools/self-assessment/")
    page.locator(".hb-tool :not(:empty)").first.wait_for()
    drawn = page.evaluate("""async () => {
        const { root, later } = document.querySelector(".hb-tool").dataset;
        await handbook.kit.preparation.prepare();
        await handbook.shell.pageHelps.loadFiles(later.split(" ").map((place) => root + place));
        const framework = handbook.data.frameworks[0],
            own = { aim: framework.aim, answers: [{ item: framework.items[0].id, rating: 1 }] };
        const chart = handbook.result.matrix.part(framework, own,
            handbook.scoring.profile.standing(framework, own));
        return [...chart.querySelectorAll("text")]
            .map((each) => [each.getAttribute("class").replace("hb-chart__", ""), each.getAttribute("lang")]);
    }""")
    assert set(map(tuple, drawn)) == {
        ("side", None),
        ("field", None),
        ("needs-code", "en-GB"),
        ("under", "en-GB"),
    }

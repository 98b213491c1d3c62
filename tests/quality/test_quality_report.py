"""What the page on quality counts (levels of outcomes, hours a week, theories, sources, reviews, exemptions),
and that each figure leads to the list behind it."""

from __future__ import annotations

import re
import shutil
from datetime import date

import pytest
from places import SMALL

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.quality.outcome_verbs import group_by_level
from macros.quality.parts import QUALITY_PARTS
from macros.quality.report import assess_quality
from macros.quality.reviews import group_reviews
from macros.quality.sources import assess_sources, count_outside_addresses
from macros.quality.workload import list_workloads
from macros.records.loader import load_handbook
from macros.rendering.facts import Facts
from macros.rendering.page_macros import Library
from macros.rendering.renderer import Renderer


def load_edited(tmp_path, *edits: tuple[str, str, str]):
    """The small handbook with ``edits``, each as a file, what stands in it, and what is to stand there."""
    root = shutil.copytree(SMALL, tmp_path / "edited")
    for path, old, new in edits:
        text = (root / path).read_text("utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), "utf-8")
    book, problems = load_handbook(root)
    assert problems == []
    return book


# -- the outcomes' verbs


def test_every_outcome_stands_at_the_level_of_its_first_verb(tmp_path):
    book = load_edited(
        tmp_path,
        (
            "framework/verbs.yml",
            "verbs:",
            "levels:\n"
            "  - {title: Understand, meaning: Says it., verbs: [describe]}\n"
            "  - {title: Create, meaning: Makes it., verbs: [design]}\n"
            "verbs:",
        ),
    )
    groups = [(group.title, [entry.id for entry in group.outcomes]) for group in group_by_level(book)]
    assert groups[0][1] == [id for id in groups[0][1] if id.endswith("o1")] != []
    assert [title for title, _ in groups] == ["Understand", "Create", ""]
    assert groups[1][1] == []
    assert "small-start/o2" in groups[2][1]


def test_no_level_names_a_verb_that_outcomes_may_not_begin_with(real_book):
    placed = [verb for level in real_book.verb_levels for verb in level.verbs]
    assert len(placed) == len(set(placed))
    assert set(placed) <= real_book.verbs


# -- hours a week


def test_hours_are_spread_over_the_weeks_and_over_the_months_of_the_pathway(small_book):
    """Of two modules of ten hours in three months the pathway places one, in the first month."""
    (workload,) = list_workloads(small_book)
    assert (workload.programme.id, workload.hours, workload.busiest_month) == ("small-programme", 20, 1)
    assert workload.weekly_hours == pytest.approx(20 / 13)
    assert workload.busiest_weekly_hours == pytest.approx(10 / (52 / 12))
    assert [module.id for module in workload.unplaced] == ["small-end"]


def test_a_module_over_a_month_and_a_half_gives_the_second_month_two_thirds(tmp_path):
    book = load_edited(
        tmp_path,
        (
            "modules/programmes/small-programme.yml",
            "start: 0, end: 1, record: small-start}",
            "start: 0.5, end: 2, record: small-start}",
        ),
    )
    (workload,) = list_workloads(book)
    assert workload.busiest_month == 2
    assert workload.busiest_weekly_hours == pytest.approx(10 * 2 / 3 / (52 / 12))


# -- sources, reviews, exemptions, theories


def test_sources_are_counted_by_the_pages_that_cite_them(small_book):
    use = assess_sources(small_book, {"kotter-1996": []})
    assert use.number == len(small_book.sources)
    cited = {source.id for source in (*use.cited_once, *use.uncited)}
    assert "kotter-1996" not in cited
    everywhere = {source.id: ["page", "page"] for source in small_book.sources}
    assert assess_sources(small_book, everywhere).cited_once == []


def test_addresses_of_other_sites_are_counted_once(tmp_path):
    address = "https://example.org/paper"
    book = load_edited(
        tmp_path,
        ("framework/sources.yml", "    year: 1996\n", f"    year: 1996\n    url: {address}\n"),
        ("framework/competencies/small.yml", "published: 2020\n", f"published: 2020\nofficial: {address}\n"),
    )
    assert count_outside_addresses(book) == 1


def test_a_review_takes_a_record_off_the_list(tmp_path):
    book = load_edited(
        tmp_path,
        (
            "modules/catalogue/small-start.yml",
            "drafted: 2026-11-22\n",
            "drafted: 2026-11-22\nreviews:\n  - {date: 2026-11-23, role: programme director}\n",
        ),
    )
    modules = next(group for group in group_reviews(book) if group.kind == "module")
    assert [entry.id for entry in modules.reviewed] == ["small-start"]
    assert [entry.id for entry in modules.unreviewed] == ["small-end"]
    assert modules.number == 2


def test_exemptions_stand_with_their_reasons(small_book):
    report = assess_quality(small_book)
    assert [(row.entry.id, row.rule, row.reason) for row in report.exemptions] == [
        ("small/1.10", "taught", "Asking is learnt by doing."),
        ("small/1.10", "assessed", "Nobody has found out how."),
        ("small/2.1", "practised", "It takes two."),
    ]
    assert (report.covered_items, report.core_items) == (1, 3)


def test_a_theory_that_is_taught_may_be_in_no_session(tmp_path):
    book = load_edited(tmp_path, ("modules/catalogue/small-start.yml", "    theories: [small-steps]\n", ""))
    theories = assess_quality(book).theories
    assert "small-steps" in [theory.id for theory in theories.untaught]
    assert "small-steps" in [theory.id for theory in theories.without_session]
    assert "small-steps" not in [theory.id for theory in theories.without_case]


# -- the page


def render(renderer, part: str) -> str:
    """The HTML of a part of the page."""
    return renderer.put_back(Library(renderer, lambda: "quality").quality(part))


@pytest.fixture(scope="module")
def page(real_renderer) -> str:
    """The HTML of all parts of the page, from the real handbook."""
    return "\n".join(render(real_renderer, part) for part in QUALITY_PARTS)


def test_every_figure_leads_to_the_list_behind_it(page):
    places = re.findall(r'class="hb-quality__figure"><a href="#([^"]+)"', page)
    assert places == ["gaps", "thin-spots", "untested", "hours-a-week", "unreviewed"]
    assert [place for place in places if f'id="{place}"' not in page] == []


def test_no_id_stands_twice(page):
    ids = re.findall(r' id="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_the_page_says_the_state_in_five_figures(small_book):
    summary = re.sub(r"<[^>]+>", "", render(Renderer(small_book, Urls(), Repository()), "summary"))
    assert [line.strip() for line in summary.strip().splitlines()] == [
        "1 of 3 competencies that the programme is written against are taught, practised and assessed.",
        "1 time a competency hangs on a single module or component.",
        "4 of 4 learning outcomes are tested by an assessment.",
        "2 hours a week is what the modules of Small programme ask on average.",
        "0 of 12 records have been reviewed by faculty; 0 pages are past the day of their next review.",
    ]


def test_what_is_past_its_day_is_counted_and_listed_by_role(small_book):
    """Modules fall due after twelve months, cases and theories after thirty-six; a module's lead answers for
    the one, the curriculum's for the other."""
    renderer = Renderer(small_book, Urls(), Repository())
    renderer.today = date(2027, 12, 1)
    roles = {role.title: role for role in renderer.read_quality().reviews_by_role}
    lead = roles["Module lead"]
    assert [review.path for review in lead.past if review.path.startswith("modules/")] == [
        "modules/small-end",
        "modules/small-start",
    ]
    assert lead.number > len(lead.past) and lead.next_day > renderer.today
    text = re.sub(r"<[^>]+>", "", render(renderer, "reviews"))
    assert "Module lead: past the day of review" in text
    assert "A small start: 22 November 2027" in text
    before, after = (
        Facts(found, {}, {}).find_digest("quality: handbook")
        for found in (Renderer(small_book, Urls(), Repository()), renderer)
    )
    assert before != after


def test_gaps_are_listed_with_the_reason_why_they_need_not_be_filled(small_book):
    text = re.sub(r"<[^>]+>", "", render(Renderer(small_book, Urls(), Repository()), "coverage"))
    assert "Small framework 1.10 Asking: Taught: nowhere · Exempt: Asking is learnt by doing." in text
    assert "Small framework 1.1 Listening: practised in Small talk alone (1)" in text


def test_a_kept_page_is_made_again_where_a_figure_has_changed(real_renderer, tmp_path):
    """One outcome fewer of an item changes what the page rests on; another title of a case does not."""
    start = "modules/catalogue/small-start.yml"
    versions = [
        load_edited(tmp_path / "same"),
        load_edited(tmp_path / "title", ("modules/cases/small-ward.yml", "title: ", "title: Another ")),
        load_edited(tmp_path / "fewer", (start, "competencies: [small/1.1]", "competencies: [small/2.1]")),
    ]
    renderers = [Renderer(book, Urls(), Repository()) for book in versions]
    digests = [Facts(renderer, {}, {}).find_digest("quality: handbook") for renderer in renderers]
    assert digests[0] == digests[1] != digests[2]

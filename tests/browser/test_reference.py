"""The pages where readers look things up: the glossary, the sources and the figures by letter, and the
coverage matrix."""

from __future__ import annotations

import audit
import pytest
from built import book
from playwright.sync_api import expect

from macros.curriculum.coverage import build_coverage_matrix
from macros.curriculum.crosswalks import Crosswalks, group_by_strength

pytestmark = pytest.mark.browser

TALLEST = 6000  # Pixels at 1280, before something is chosen.
LISTS = {"reference/glossary/": ".hb-glossary > div", "reference/sources/": ".hb-bibliography > li"}
PAGES = (*LISTS, "reference/figures/", "coverage/")
LOOKS = [(390, "light"), (1280, "dark")]
SHOWN = "entries => entries.filter(entry => entry.checkVisibility()).map(entry => entry.id)"


def ids_of(path: str) -> list[str]:
    """The ids of all that stands in the list at ``path``."""
    entries = book().terms if "glossary" in path else book().sources
    return sorted(entry.id for entry in entries)


# ---- Lists by letter ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_reference_is_short_before_something_is_chosen(reader, server, path):
    reader.goto(server.url + path)
    assert reader.evaluate("document.documentElement.scrollHeight") <= TALLEST
    reader.set_viewport_size({"width": 320, "height": 800})
    assert reader.evaluate("document.documentElement.scrollWidth") <= 320
    assert reader.seen.problems() == []


@pytest.mark.parametrize("path", LISTS)
def test_every_entry_is_there_without_scripts_in_a_fold_that_opens(open_page, server, path):
    page = open_page(java_script_enabled=False)
    page.goto(server.url + path)
    entries = page.locator(LISTS[path])
    assert sorted(entries.evaluate_all("all => all.map(entry => entry.id)")) == ids_of(path)
    expect(page.locator(".hb-filter")).to_be_hidden()
    last = page.locator(".hb-letter").last
    last.locator("summary").click()
    expect(last.locator(LISTS[path]).last).to_be_visible()


@pytest.mark.parametrize("path", LISTS)
def test_the_address_of_an_entry_opens_its_letter(reader, server, path):
    for id in ids_of(path)[:: len(ids_of(path)) // 5]:
        reader.goto("about:blank")
        reader.goto(f"{server.url}{path}#{id}")
        expect(reader.locator(f'[id="{id}"]')).to_be_in_viewport()


@pytest.mark.parametrize("path", LISTS)
def test_a_letter_leads_to_its_entries_by_keyboard(reader, server, path):
    reader.goto(server.url + path)
    link = reader.get_by_role("navigation", name="By letter").get_by_role("link", name="M", exact=True)
    link.focus()
    reader.keyboard.press("Enter")
    expect(reader.locator("#letter_m").locator(LISTS[path]).first).to_be_in_viewport()


def test_words_leave_what_has_them_and_open_their_letters(reader, server):
    reader.goto(server.url + "reference/glossary/")
    field = reader.get_by_label("Find in this list")
    field.focus()
    reader.keyboard.type("run chart")
    entries = reader.locator(".hb-glossary > div")
    expect(reader.locator(".hb-filter__count")).to_have_text(
        f"{len(entries.evaluate_all(SHOWN))} of {len(book().terms)} glossary terms."
    )
    assert "run-chart" in entries.evaluate_all(SHOWN)
    letters = reader.locator(".hb-letter:visible")
    assert set(letters.evaluate_all("all => all.map(letter => letter.open)")) == {True}
    assert reader.locator(".hb-letters a:visible").count() == letters.count() < 10
    field.fill("")
    expect(reader.locator(".hb-filter__count")).to_have_text(f"All {len(book().terms)} glossary terms.")
    assert entries.evaluate_all(SHOWN) == []
    assert reader.locator(".hb-letter:visible").count() == reader.locator(".hb-letter").count()


def test_a_letter_that_the_reader_opened_stays_open_after_the_search(reader, server):
    reader.goto(server.url + "reference/glossary/")
    reader.locator(".hb-letter summary").first.click()
    reader.get_by_label("Find in this list").fill("run chart")
    reader.get_by_label("Find in this list").fill("")
    assert reader.locator(".hb-letter[open]").count() == 1


def test_a_link_to_an_entry_that_is_filtered_away_leads_to_it(reader, server):
    reader.goto(server.url + "reference/glossary/")
    reader.get_by_label("Find in this list").fill("run chart")
    reader.evaluate("location.hash = 'coaching'")
    expect(reader.locator("#coaching")).to_be_in_viewport()
    expect(reader.get_by_label("Find in this list")).to_have_value("")


def test_sources_are_filtered_by_the_kind_of_evidence_and_how_far_they_were_read(reader, server):
    reader.goto(server.url + "reference/sources/")
    entries = reader.locator(".hb-bibliography > li")
    for grade in {source.node.grade for source in book().sources}:
        reader.get_by_label("Kind of evidence").select_option(grade)
        assert sorted(entries.evaluate_all(SHOWN)) == sorted(
            source.id for source in book().sources if source.node.grade == grade
        )
    reader.get_by_label("Kind of evidence").select_option("trial")
    reader.get_by_label("How far a source was read").select_option("full")
    assert sorted(entries.evaluate_all(SHOWN)) == sorted(
        source.id for source in book().sources if source.node.grade == "trial" and source.node.seen == "full"
    )


@pytest.mark.parametrize("path", [*LISTS, "reference/figures/"])
def test_paper_shows_every_entry(reader, server, path):
    reader.goto(server.url + path)
    entries = reader.locator(".hb-letter__entries p, .hb-letter__entries dt")
    reader.emulate_media(media="print")
    reader.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert set(entries.evaluate_all("all => all.map(each => each.checkVisibility())")) == {True}


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_while_something_is_chosen(reader, server, path):
    reader.goto(server.url + path)
    if path == "coverage/":
        reader.get_by_label("Assessed", exact=True).check()
    else:
        reader.get_by_label("Find in this list").fill("change")
    for width, scheme in LOOKS:
        reader.set_viewport_size({"width": width, "height": 800})
        reader.emulate_media(color_scheme=scheme)
        assert audit.axe(reader, only=audit.COLOUR_RULES if scheme == "dark" else ()) == []
    assert reader.seen.problems() == []


# ---- The coverage matrix -----------------------------------------------------------------------------------


def shown_numbers(page) -> list[list[str]]:
    """What stands in the module columns of each row in sight."""
    return page.locator(".hb-matrix tbody tr:visible").evaluate_all(
        """rows => rows.map(row => [...row.querySelectorAll(".hb-matrix__cell")].map(cell =>
            cell.querySelector("[data-number]")?.checkVisibility()
                ? cell.querySelector("[data-number]").textContent : "–"))"""
    )


def numbers(framework: str, *kinds: str) -> list[list[str]]:
    """The same, as the handbook counts it, for ``kinds`` of coverage."""
    matrix = build_coverage_matrix(Crosswalks(book()), book().resolve(framework), book().records["module"])
    return [
        [str(sum(len(cell["parts"][kind]) for kind in kinds) or "–") for cell in row.cells]
        for row in matrix.rows
    ]


def test_what_is_taught_practised_and_assessed_is_counted_apart(reader, server):
    reader.goto(server.url + "coverage/")
    assert shown_numbers(reader) == numbers("mlcf", "taught", "practised", "assessed")
    for kind in ("taught", "practised", "assessed"):
        reader.get_by_label(kind.capitalize(), exact=True).check()
        assert shown_numbers(reader) == numbers("mlcf", kind)
        number = reader.locator(".hb-matrix summary:visible").first
        number.click()
        parts = reader.locator(".hb-matrix__open[open] li:visible")
        assert {text.partition(":")[0] for text in parts.all_inner_texts()} == {kind}
        number.click()
    reader.get_by_label("All three").check()
    assert shown_numbers(reader) == numbers("mlcf", "taught", "practised", "assessed")


def test_one_click_says_that_every_element_is_assessed(reader, server):
    reader.goto(server.url + "coverage/")
    reader.get_by_label("Assessed: none (0)").click()
    expect(reader.locator(".hb-filter__count")).to_have_text(
        "Each of the 20 elements is assessed in a module."
    )
    expect(reader.locator(".hb-matrix tbody tr:visible")).to_have_count(0)


def test_what_is_assessed_once_or_in_one_module_can_be_asked_for(reader, server):
    reader.goto(server.url + "frameworks/leads/")
    reader.locator("details:has(> .hb-coverage) > summary").click()
    rows = numbers("leads", "assessed")
    once = [row for row in rows if sum(int(number) for number in row if number != "–") == 1]
    in_one = [row for row in rows if len(row) - row.count("–") == 1]
    assert 0 < len(once) < len(in_one)
    reader.get_by_label("Assessed", exact=True).check()
    reader.get_by_label(f"Assessed: once ({len(once)})").check()
    assert shown_numbers(reader) == once
    reader.get_by_label(f"Assessed: in one module only ({len(in_one)})").check()
    assert shown_numbers(reader) == in_one
    on_paper = reader.locator("[data-coverage-chosen]")
    expect(on_paper).to_be_hidden()
    reader.emulate_media(media="print")
    expect(on_paper).to_be_visible()
    things = f"{len(rows)} {book().resolve('leads').node.ranks[-1].name_after(len(rows))}"
    expect(on_paper).to_have_text(
        f"Count: Assessed. Show: Assessed: in one module only ({len(in_one)}). {len(in_one)} of {things}."
    )


@pytest.mark.parametrize("framework", ["leads", "lqf", "canmeds-leader"])
def test_one_click_leaves_the_rows_that_no_module_covers_so(reader, server, framework):
    reader.goto(f"{server.url}frameworks/{framework}/")
    reader.locator("details:has(> .hb-coverage) > summary").click()
    rows = numbers(framework, "practised")
    without = [row for row in rows if set(row) == {"–"}]
    reader.get_by_label(f"Practised: none ({len(without)})").focus()
    reader.keyboard.press("Space")
    expect(reader.locator(".hb-matrix tbody tr:visible")).to_have_count(len(without))
    reader.get_by_label("Practised", exact=True).check()
    assert shown_numbers(reader) == without


def test_the_totals_stand_in_the_table_without_scripts(open_page, server):
    page = open_page(java_script_enabled=False)
    page.goto(server.url + "coverage/")
    expect(page.locator(".hb-filter")).to_be_hidden()
    matrix = build_coverage_matrix(Crosswalks(book()), book().resolve("mlcf"), book().records["module"])
    rows = page.locator(".hb-matrix tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('[data-total]')].map(cell => cell.textContent))"
    )
    assert rows == [[str(total) for total in row.totals.values()] for row in matrix.rows]
    feet = page.locator(".hb-matrix tfoot tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].slice(4).map(cell => cell.textContent))"
    )
    assert feet == [
        [str(totals[kind]) for totals in matrix.module_totals] for kind in ("taught", "practised", "assessed")
    ]


def test_every_column_is_in_sight_at_1280(reader, server):
    reader.goto(server.url + "coverage/")
    box = reader.locator(".hb-coverage .hb-scroll")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    expect(reader.locator(".hb-matrix__module")).to_have_count(len(book().records["module"]))


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_every_column_is_reached_beside_the_name_of_its_row(reader, server, width):
    reader.set_viewport_size({"width": width, "height": 800})
    reader.goto(server.url + "coverage/")
    row = reader.locator(".hb-matrix tbody tr").first
    for cell in (row.locator(".hb-matrix__cell").first, row.locator(".hb-matrix__cell").last):
        cell.scroll_into_view_if_needed()
        name, number = row.locator("th").bounding_box(), cell.bounding_box()
        assert number["x"] >= name["x"] + name["width"] and number["x"] + number["width"] <= width
        assert name["x"] >= 0


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_the_choice_of_rows_is_a_small_table(reader, server, width):
    reader.set_viewport_size({"width": width, "height": 800})
    reader.goto(server.url + "coverage/")
    rows = reader.locator("[data-coverage] fieldset").last
    assert rows.bounding_box()["height"] < 280
    for kind in ("Taught", "Practised", "Assessed"):
        choices = rows.get_by_label(f"{kind}: ")
        boxes = [choice.bounding_box() for choice in choices.all()]
        assert len(boxes) == 3 and len({box["y"] for box in boxes}) == 1
        assert all(box["x"] + box["width"] <= width for box in boxes)
    reader.get_by_label("Assessed: none (0)").check()
    expect(reader.locator(".hb-filter__count")).to_have_text(
        "Each of the 20 elements is assessed in a module."
    )


# ---- Crosswalks --------------------------------------------------------------------------------------------


def test_the_pairs_of_a_crosswalk_stand_by_strength_with_their_numbers_and_many_are_folded(reader, server):
    for entry in book().records["crosswalk"]:
        reader.goto(f"{server.url}{entry.path}/")
        groups = reader.locator("details:has(.hb-pairs)").evaluate_all(
            """groups => groups.map(group => [group.querySelector("summary").textContent.trim(),
                group.querySelectorAll("tbody tr").length, group.open])"""
        )
        wanted = group_by_strength(book(), entry.node)
        assert groups == [
            [
                f"{relation.title} {len(pairs)} {'pair' if len(pairs) == 1 else 'pairs'}",
                len(pairs),
                len(pairs) <= 15,
            ]
            for relation, pairs, _ in wanted
        ], entry.id
    assert reader.seen.problems() == []

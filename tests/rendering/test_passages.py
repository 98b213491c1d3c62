"""A part of a page cut out to stand on another, and the stops that show one."""

from __future__ import annotations

import re

import pytest
from built import plain

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.base.html import find_addresses, find_headings, find_ids
from macros.curriculum.durations import WORDS_PER_MINUTE
from macros.rendering.passages import Passage, cut_passage
from macros.rendering.pathway_stops import list_stops
from macros.rendering.renderer import Renderer

PAGE = """\
<div class="head"><h1 id="top">A page</h1></div>
<h2 id="one">One</h2>
<p>First.<br>Still <a href="#two">first</a>, <a href="#within">here</a>.</p>
<svg aria-labelledby="within"><title id="within">Drawn</title><path d="M0 0"/></svg>
<h3 id="sub">Below</h3>
<p>Second.</p>
<div class="pair"><div><h2 id="two">Two</h2><p>Third.</p></div><div><h2 id="three">Three</h2></div></div>
<ol><li id="item"><h3 id="item-title"><span>A</span> An item &amp; more</h3><p>Fourth.</p></li></ol>
<details id="fold"><summary><h3 id="fold-title">A fold</h3></summary><h4>Inside</h4><p>Fifth.</p></details>
<div id="scene"><p>Sixth.</p></div>"""


def cut(part: str) -> Passage:
    return cut_passage(PAGE, part, "stop-2-", "page/")


def test_a_section_ends_before_what_holds_the_next_heading_of_its_rank():
    passage = cut("one")
    assert passage.title == "One"
    assert "First." in passage.html and "Second." in passage.html
    assert "Third." not in passage.html and "pair" not in passage.html


def test_a_section_ends_where_the_element_does_that_it_stands_in():
    assert cut("two") == Passage("Two", "<p>Third.</p>")
    assert cut("three") == Passage("Three", "")


def test_an_element_gives_what_is_in_it_without_what_stands_beside_its_title():
    assert cut("item") == Passage("An item & more", "<p>Fourth.</p>")
    assert cut("scene") == Passage("", "<p>Sixth.</p>")


def test_a_fold_is_open():
    assert cut("fold") == Passage("A fold", "<h3>Inside</h3><p>Fifth.</p>")


def test_ids_are_its_own_and_links_lead_where_they_led():
    html = cut("one").html
    assert find_ids(html) == ["stop-2-within", "stop-2-sub"]
    assert 'aria-labelledby="stop-2-within"' in html
    assert find_addresses(html) == ["page/#two", "#stop-2-within"]
    assert '<path d="M0 0"/>' in html


def test_the_highest_heading_is_of_rank_three():
    assert [heading.rank for heading in find_headings(cut("one").html)] == [3]


def test_a_part_that_is_not_there():
    with pytest.raises(KeyError, match="nowhere"):
        cut("nowhere")


@pytest.fixture(scope="module")
def pages(real_book, render_page):
    """The HTML of every pathway's page, by the pathway."""
    return {entry: render_page(entry) for entry in real_book.records["pathway"]}


@pytest.fixture(scope="module")
def stops(real_book, real_renderer):
    """The stops of every pathway, by the pathway."""
    return {
        entry: list_stops(real_renderer.view(entry.path, entry), entry)
        for entry in real_book.records["pathway"]
    }


def test_every_stop_shows_its_passage_or_what_the_whole_is(real_renderer, stops):
    for entry, of_pathway in stops.items():
        view = real_renderer.view(entry.path, entry)
        for stop in of_pathway:
            shown = stop.passage or view.summarise(stop.entry)
            assert re.sub(r"<[^<>]*>", "", shown).strip(), (entry, stop.number)
            assert stop.number == 2 or stop.href, (entry, stop.number)


def test_ids_stand_once_on_every_pathway(pages):
    for entry, html in pages.items():
        ids = find_ids(html)
        assert len(ids) == len(set(ids)), entry


def test_a_page_that_pathways_show_is_made_once_for_all_who_have_its_addresses(real_book, render_page):
    pathway = real_book.records["pathway"][0]
    shown = {real_book.resolve(stop.take) for stop in pathway.node.stops if stop.parts}
    renderer = Renderer(real_book, Urls(), Repository())
    for entry in shown:
        there = renderer.render_record(entry, pathway.path)
        here = renderer.render_record(entry)
        has_same_addresses = entry.path.count("/") == pathway.path.count("/")
        assert here == render_page(entry)
        assert (here is there) == has_same_addresses, entry
        scripts = renderer.page_scripts
        assert scripts[entry.path] == scripts[pathway.path], entry
        scripts.clear()
    assert len(shown) > 1


def test_passages_are_whole_html(pages):
    for entry, html in pages.items():
        for name in ("div", "section", "ol", "ul", "p", "li", "table", "dl", "details"):
            opened = len(re.findall(rf"<{name}\b", html))
            assert opened == html.count(f"</{name}>"), (entry, name)


def test_the_remedy_is_the_first_stop(pages):
    for entry, html in pages.items():
        first = next(heading for heading in find_headings(html) if heading.rank == 2)
        assert (first.id, first.words) == ("stop-1-title", "What to say or do"), entry
        count = len(entry.node.stops) + 1
        places = re.findall(r'<p class="hb-walk__place">Stop (\d+) of (\d+) · ', html)
        assert places == [(str(number), str(count)) for number in range(1, count + 1)], entry


def test_where_a_pathway_fits_nearly_all_nothing_is_said_of_it(real_book, pages):
    stages = {term.id for term in real_book.vocabularies["stage"].terms}
    for entry, html in pages.items():
        is_narrow = len(entry.node.stages) * 2 < len(stages)
        assert ("<dt>Stage</dt>" in html) == (is_narrow and bool(entry.node.stages)), entry


def test_a_stop_of_several_parts_shows_each_under_its_title(real_book, stops):
    stop = stops[real_book.resolve("new-rota-lead")][2]
    assert stop.title == "Individual and collective" and stop.href.endswith("#scene")
    titles = re.findall(r"<h3>([^<]*)</h3>", stop.passage)
    assert titles == ["The two poles", "Questions for an action learning set"]


def test_a_stop_without_parts_is_done_and_not_read(real_book):
    """A form is filled in, a session held and a task worked; whatever else a stop takes, it names the parts
    of it, or is one."""
    stops = [stop for entry in real_book.records["pathway"] for stop in entry.node.stops]
    whole = []
    for stop in stops:
        target = real_book.resolve(stop.take)
        if not (stop.parts or target.anchor or target.kind == "instrument"):
            whole.append(stop.take)
    assert len(whole) <= 0.05 * len(stops), whole  # A new pathway may take whole pages.


def test_the_minutes_of_a_stop_are_those_that_its_passage_takes_to_read(stops):
    """Not less than at 200 words a minute, as the passage is shown, give or take the labels that a page puts
    around the words of its record, and no more than three times that. A task at work asks for its hours."""
    for entry, of_pathway in stops.items():
        for stop in of_pathway:
            if stop.passage and stop.entry.kind != "workplace task":
                shown = re.sub(r"<svg.*?</svg>", " ", str(stop.passage), flags=re.S)
                words = len(plain(shown).split())
                assert words / WORDS_PER_MINUTE <= stop.minutes + 1, (entry, stop.number, words)
                assert stop.minutes <= max(1, 3 * words / WORDS_PER_MINUTE), (entry, stop.number, words)

"""What the page of a record says beside the words of its author: names of sections, heads of tables, numbers,
ways in and ways out."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate
from types import SimpleNamespace

import pytest

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.curriculum.sessions import list_sessions
from macros.i18n.catalogue import read_catalogue
from macros.records.edition_file import Contact
from macros.records.kinds import Point
from macros.records.loader import load_handbook
from macros.rendering.cards import join_filter_words
from macros.rendering.page_macros import Library
from macros.rendering.pictures.measures import format_figure, format_interval
from macros.rendering.record_pages import list_record_pages
from macros.rendering.renderer import Renderer, list_breadcrumbs
from macros.search.documents import list_documents


@pytest.fixture(scope="module")
def renderer(real_renderer):
    return real_renderer


@pytest.fixture(scope="module")
def record_html(real_book, render_page):
    """The HTML of every record's and item's page, by its id. Do not change it."""
    return {entry.id: str(render_page(entry)) for entry in real_book.entries.values() if not entry.anchor}


@pytest.fixture(scope="module")
def library(renderer):
    return Library(renderer, lambda: "index")


def written(library: Library, html: str) -> str:
    """What a macro gave, with what it set aside."""
    return library.renderer.put_back(html)


def test_every_section_is_named_by_a_heading_on_its_page(record_html):
    unnamed, count = [], 0
    for id, html in record_html.items():
        for section in re.findall(r"<section\b[^>]*>", html):
            count += 1
            name = re.search(r' aria-labelledby="([^"]+)"', section)
            if not (name and re.search(rf'<h[2-4] id="{re.escape(name[1])}"', html)):
                unnamed.append(f"{id}: {section}")
    assert unnamed == [] and count > 100


def test_every_head_of_a_table_says_whether_it_heads_a_column_or_a_row(real_book, record_html, library):
    matrices = {
        f"matrix of {entry.id}": written(library, library.matrix(entry.id))
        for entry in real_book.records["framework"]
        if entry.node.items
    }
    heads = [
        f"{where}: {head}"
        for where, html in {**record_html, **matrices}.items()
        for head in re.findall(r"<th\b[^>]*>", html)
    ]
    assert [head for head in heads if not re.search(r' scope="(col|row)"', head)] == []
    assert any('scope="row"' in head for head in heads if head.startswith("matrix"))


def test_every_link_that_leaves_the_handbook_says_so(record_html):
    leaving = [
        f"{id}: {link}"
        for id, html in record_html.items()
        for link in re.findall(r'<a\b[^>]* href="https?:[^>]*>', html)
    ]
    assert [link for link in leaving if ' rel="external noopener"' not in link] == [] and len(leaving) > 100


def test_a_session_names_its_outcomes_by_their_numbers(small_book):
    html = str(Renderer(small_book, Urls(), Repository()).render_record(small_book.resolve("small-start")))
    works_on = '<a href="#outcome-o1">outcome 1</a>, <a href="#outcome-o2">outcome 2</a>'
    assert f"Works on {works_on}." in html


@pytest.mark.parametrize(
    ("pages", "said"),
    [(1, "in the list of sources"), (2, "cited by 2 pages"), (3, "cited by 3 pages")],
)
def test_a_list_of_sources_says_how_many_pages_cite_one(real_book, renderer, record_html, pages, said):
    view = renderer.view("")
    record, source = next(
        (record, source)
        for record in real_book.list_records()
        for source in (real_book.resolve(cited.source, "source") for cited in record.node.sources)
        if len(view.list_citing_pages(source)) == pages
    )
    assert f'#{source.id}">{said}</a>' in record_html[record.id]


def test_the_way_to_an_item_leads_through_its_framework_and_its_domain(real_book, renderer):
    assert list_breadcrumbs(renderer, real_book.resolve("mlcf/1.1")) == [
        {"title": "Handbook", "url": "./"},
        {"title": "Competency frameworks", "url": "frameworks/", "kind": "framework"},
        {"title": "MLCF", "url": "frameworks/mlcf/"},
        {"title": "1 Demonstrating Personal Qualities", "url": "frameworks/mlcf/1/"},
    ]


def test_an_item_rests_on_the_sources_of_its_framework_only_where_that_has_some(small):
    file = small / "framework/competencies/other.yml"
    file.write_text(re.sub(r"(?m)^sources:\n(?:  .*\n)+", "sources: []\n", file.read_text("utf-8")), "utf-8")
    book, problems = load_handbook(small)
    assert problems == []
    renderer = Renderer(book, Urls(), Repository())
    assert "#sources" not in renderer.render_record(book.resolve("other/1.1"))
    assert "#sources" in renderer.render_record(book.resolve("small/1.1"))


def test_the_page_of_an_item_is_called_by_its_framework_too(real_book):
    titles = {page.entry.id: page.title for page in list_record_pages(real_book)}
    assert titles["mlcf/1.1"] == "1.1 Developing Self Awareness (MLCF)"
    assert titles["mlcf"] == "Medical Leadership Competency Framework"


def test_a_framework_is_found_by_its_abbreviation_which_is_no_keyword(real_book, renderer):
    entry = real_book.resolve("mlcf")
    bare = replace(entry, node=entry.node.model_copy(update={"keywords": []}))
    documents = list_documents(replace(real_book, all_records={"framework": [bare]}), (), (), renderer.urls)
    assert next(documents).names == ["MLCF"]


def test_what_people_type_for_a_record_is_in_the_index_and_on_no_page(real_book, renderer, render_page):
    entry = real_book.resolve("a-nurse-cried")
    documents = list_documents(replace(real_book, all_records={"pathway": [entry]}), (), (), renderer.urls)
    searches = next(documents).searches
    assert searches == [*entry.node.searches, entry.node.for_whom] and len(searches) > 8
    text = render_page(entry) + join_filter_words(entry)
    assert [search for search in entry.node.searches if search in text or search.lower() in text] == []


def test_theories_to_look_at_first_stand_first_under_each_problem(library):
    html = written(library, library.chooser())
    answers = [
        ["first</span>" in answer for answer in re.findall(r"<li>.*?</li>", problem)]
        for problem in html.split("<details")[1:]
    ]
    assert answers == [sorted(each, reverse=True) for each in answers]
    assert any(True in each and False in each for each in answers)


def test_a_card_of_a_crosswalk_counts_its_pairs_and_what_is_unmapped(real_book, renderer):
    view = renderer.view("crosswalks/index")
    counts = {
        entry.id: (len(entry.node.alignments), len(entry.node.unmapped))
        for entry in real_book.records["crosswalk"]
    }
    for entry in real_book.records["crosswalk"]:
        pairs, unmapped = counts[entry.id]
        assert view.list_card_facts(entry) == [f"{pairs} pair{'s' * (pairs != 1)}", f"{unmapped} unmapped"]
    assert any(pairs != unmapped for pairs, unmapped in counts.values())


def test_an_instrument_lists_every_competency_that_it_rates_asks_about_or_names(real_book, renderer):
    for entry in real_book.records["instrument"]:
        node = entry.node
        rated = real_book.list_leaves(real_book.resolve(node.framework)) if node.framework else []
        asked = [prompt.item for section in node.sections for prompt in section.prompts if prompt.item]
        wanted = {item.id for item in rated} | {*asked, *node.competencies}
        listed = [item.id for item in renderer.view(entry.path).list_rated_competencies(entry)]
        assert len(listed) == len(wanted) and set(listed) == wanted
        html = renderer.render_record(entry)
        group = html.partition('<h3 id="competencies">')[2].partition("</ul>")[0]
        assert group.count("<li>") == len(wanted), entry.id
    elements = real_book.list_leaves(real_book.resolve("mlcf"))
    for id in ("mlcf-360", "mlcf-self-assessment"):
        view = renderer.view(f"instruments/{id}")
        assert view.list_rated_competencies(real_book.resolve(id)) == elements


def test_the_count_of_a_filter_is_told_to_those_who_do_not_see_it(library):
    html = written(library, library.cards("theory"))
    assert re.search(r'<p class="hb-filter__count" role="status"[^>]* data-filter-count', html)


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        (4.4, 4.35, 5, "4.40 (4.35 to 5.00)"),
        (4, 3, 5, "4 (3 to 5)"),
        (1200, 1150.5, 1300, "1,200.0 (1,150.5 to 1,300.0)"),
        (-2, -3.5, 1, "−2.0 (−3.5 to 1.0)"),
    ],
)
def test_a_figure_and_its_interval_have_the_decimals_of_the_most_exact_of_them(value, low, high, said):
    point = Point(when="After", value=value, low=low, high=high)
    assert format_figure(point) + format_interval(point) == said


@pytest.mark.parametrize(
    ("phone", "rings"),
    [
        ("01632 960 101", "01632960101"),
        ("+44 (0)1632 960101", "+441632960101"),
        ("(01632) 960101", "01632960101"),
        ("(0)1632 960101", "01632960101"),
        ("01632-960 101 ext. 12", "01632960101"),
        ("01632 960101 bleep 7", "01632960101"),
    ],
)
def test_a_telephone_number_of_an_edition_rings_as_it_is_dialled(renderer, phone, rings):
    edition = SimpleNamespace(get_language=lambda part: "en")
    view = SimpleNamespace(renderer=SimpleNamespace(edition=edition))
    contact = Contact(**{"for": ["mlcf"], "title": "Leadership office", "phone": phone})
    html = renderer.env.get_template("local_parts.html").module.contact(view, [], contact)
    assert f'<a href="tel:{rings}">{phone}</a>' in html


def test_an_item_is_named_with_its_framework_on_pages_of_others_alone(real_book, renderer):
    item, sibling = real_book.resolve("mlcf/1.1"), real_book.resolve("mlcf/1.2")
    name = f"1.1 {item.title}"
    labels = {
        page: renderer.view(entry.path, entry).label(item)
        for page, entry in (("its own", sibling), ("another", real_book.resolve("coaching")))
    }
    assert labels == {"its own": name, "another": f"MLCF {name}"}


def test_the_plan_of_a_session_counts_on_from_nought(real_book, render_page):
    place = next(place for place in list_sessions(real_book) if len(place.session.plan) > 2)
    plan = place.session.plan
    ends = list(accumulate(part.minutes for part in plan))
    html = str(render_page(place.entry)).partition('id="plan"')[2]
    first = html.partition("<tbody>")[2].partition("</tbody>")[0]
    assert re.findall(r'data-clock="(\d+)">(\d+:\d\d)<', first) == [
        (str(minutes), f"{minutes // 60}:{minutes % 60:02d}")
        for start, end in zip([0, *ends], ends, strict=False)
        for minutes in (start, end)
    ]


def test_the_card_of_a_pathway_counts_the_remedy_as_a_stop(small_book):
    renderer = Renderer(small_book, Urls(), Repository())
    facts = renderer.view("index").list_card_facts(small_book.resolve("small-way"))
    assert facts == ["10 min to spend", "4 stops"]


def test_the_name_of_an_edition_is_in_its_language(small_book):
    welsh = Renderer(small_book, Urls(), Repository(), catalogue=read_catalogue("cy"))
    english = Renderer(small_book, Urls(), Repository())
    assert welsh.finish(welsh.view("index").mark_edition_text("Cymru")) == '<span lang="cy">Cymru</span>'
    assert english.view("index").mark_edition_text("Wales") == "Wales"

"""Sources are written out whole in lists and short in sentences, and each leads back to every page that cites
it."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given, strategies as st
from lxml import etree
from places import ROOT

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.checks.rules.sources_are_whole import NAMED_BEFORE_OTHERS
from macros.hand_written.pages import find_citing_pages, read_pages
from macros.records.kinds import Source
from macros.records.loader import load_handbook
from macros.rendering.citations import STYLE, Citations, find_address, sort_key
from macros.rendering.page_macros import Library
from macros.rendering.renderer import Renderer
from macros.search.documents import list_documents


def source(id: str = "x", type: str = "book", year: int = 2009, title: str = "Title", **more) -> Source:
    if not more.keys() & {"authors", "bodies", "editors"} or type == "chapter":
        more.setdefault("authors", ["Kotter JP"])
    return Source(id=id, type=type, year=year, title=title, grade="theory", seen="unread", **more)


def written(**fields) -> tuple[str, str]:
    """A source in a sentence and in a list."""
    citations = Citations([source(**fields)])
    return citations.cite("x"), str(citations.format_reference("x"))


# -- whole and in a sentence, by type

CASES = {
    "an article": (
        {
            "type": "article-journal",
            "authors": ["Davidoff F", "Dixon-Woods M", "Leviton L", "Michie S"],
            "year": 2015,
            "title": "Demystifying theory and its use in improvement",
            "container": "BMJ Quality & Safety",
            "volume": "24",
            "issue": "3",
            "pages": "228–238",
            "doi": "10.1136/bmjqs-2014-003627",
        },
        "Davidoff et al., 2015",
        (
            "Davidoff, F., Dixon-Woods, M., Leviton, L. and Michie, S. (2015) ‘Demystifying theory and its"
            " use in improvement’, <i>BMJ Quality &amp; Safety</i>, 24(3), 228–238."
        ),
    ),
    "an article with a number for its pages": (
        {
            "type": "article-journal",
            "authors": ["Macafee D", "Garvey B"],
            "year": 2010,
            "title": "Mentoring and coaching: what's the difference?",
            "container": "BMJ",
            "volume": "341",
            "pages": "c3518",
        },
        "Macafee and Garvey, 2010",
        (
            "Macafee, D. and Garvey, B. (2010) ‘Mentoring and coaching: what's the difference?’, <i>BMJ</i>,"
            " 341, c3518."
        ),
    ),
    "an article without volume, which is not a preprint": (
        {
            "type": "article-journal",
            "authors": ["Farchi T", "Dopson S", "Ferlie E"],
            "year": 2022,
            "title": "Do we still need boundaries?",
            "container": "Organization Studies",
            "doi": "10.1177/01708406221074146",
        },
        "Farchi et al., 2022",
        (
            "Farchi, T., Dopson, S. and Ferlie, E. (2022) ‘Do we still need boundaries?’, <i>Organization"
            " Studies</i>."
        ),
    ),
    "authors of whom the first three are named": (
        {
            "type": "article-journal",
            "authors": ["Haynes AB", "Weiser TG", "Berry WR"],
            "others": True,
            "title": "A checklist",
            "container": "Journal",
            "volume": "360",
            "pages": "491-499",
        },
        "Haynes et al., 2009",
        "Haynes, A.B., Weiser, T.G., Berry, W.R. et al. (2009) ‘A checklist’, <i>Journal</i>, 360, 491–499.",
    ),
    "seven authors": (
        {"authors": [f"{name} A" for name in ("One", "Two", "Three", "Four", "Five", "Six", "Seven")]},
        "One et al., 2009",
        "One, A., Two, A., Three, A. et al. (2009) <i>Title</i>.",
    ),
    "six authors": (
        {"authors": [f"{name} A" for name in ("One", "Two", "Three", "Four", "Five", "Six")]},
        "One et al., 2009",
        "One, A., Two, A., Three, A., Four, A., Five, A. and Six, A. (2009) <i>Title</i>.",
    ),
    "a book in a later edition": (
        {
            "authors": ["Rogers EM"],
            "year": 2003,
            "title": "Diffusion of Innovations",
            "edition": 5,
            "publisher": "Free Press",
        },
        "Rogers, 2003",
        "Rogers, E.M. (2003) <i>Diffusion of Innovations</i>, 5th edn, Free Press.",
    ),
    "a second edition": ({"edition": 2}, "Kotter, 2009", "Kotter, J.P. (2009) <i>Title</i>, 2nd edn."),
    "an eleventh edition": ({"edition": 11}, "Kotter, 2009", "Kotter, J.P. (2009) <i>Title</i>, 11th edn."),
    "a twenty-first edition": (
        {"edition": 21},
        "Kotter, 2009",
        "Kotter, J.P. (2009) <i>Title</i>, 21st edn.",
    ),
    "a book that asks": (
        {"title": "Does it work?", "publisher": "Sage"},
        "Kotter, 2009",
        "Kotter, J.P. (2009) <i>Does it work?</i>, Sage.",
    ),
    "a book that ends with its question": (
        {"title": "Does it work?"},
        "Kotter, 2009",
        "Kotter, J.P. (2009) <i>Does it work?</i>",
    ),
    "a page that ends with its exclamation": (
        {"type": "webpage", "title": "Act now!", "url": "https://example.org/"},
        "Kotter, 2009",
        "Kotter, J.P. (2009) <i>Act now!</i>",
    ),
    "a title that ends with a quoted question": (
        {"title": "Asking “why?”"},
        "Kotter, 2009",
        "Kotter, J.P. (2009) <i>Asking “why?”</i>",
    ),
    "a title with a question in brackets": (
        {"title": "Change (but why?)"},
        "Kotter, 2009",
        "Kotter, J.P. (2009) <i>Change (but why?)</i>.",
    ),
    "an article in a journal that exclaims": (
        {"type": "article-journal", "title": "Why?", "container": "Listen!"},
        "Kotter, 2009",
        "Kotter, J.P. (2009) ‘Why?’, <i>Listen!</i>",
    ),
    "a publisher that asks": (
        {"publisher": "Which?"},
        "Kotter, 2009",
        "Kotter, J.P. (2009) <i>Title</i>, Which?",
    ),
    "a book that only editors are named of": (
        {
            "editors": ["Stanton E", "Lemer C", "Mountford J"],
            "title": "Clinical Leadership: Bridging the Divide",
            "publisher": "Quay Books",
        },
        "Stanton et al., 2009",
        (
            "Stanton, E., Lemer, C. and Mountford, J. (eds) (2009) <i>Clinical Leadership: Bridging the"
            " Divide</i>, Quay Books."
        ),
    ),
    "a book by its one editor": (
        {"editors": ["Stanton E"]},
        "Stanton, 2009",
        "Stanton, E. (ed.) (2009) <i>Title</i>.",
    ),
    "a chapter": (
        {
            "type": "chapter",
            "authors": ["French JRP", "Raven B"],
            "year": 1959,
            "title": "The bases of social power",
            "container": "Studies in Social Power",
            "editors": ["Cartwright D"],
            "publisher": "Institute for Social Research",
            "pages": "150–167",
        },
        "French and Raven, 1959",
        (
            "French, J.R.P. and Raven, B. (1959) ‘The bases of social power’, in D. Cartwright (ed.)"
            " <i>Studies in Social Power</i>, Institute for Social Research, pp. 150–167."
        ),
    ),
    "a chapter on one page, with two editors": (
        {"type": "chapter", "container": "Handbook", "editors": ["Nohria N", "van der Meer R"], "pages": "7"},
        "Kotter, 2009",
        "Kotter, J.P. (2009) ‘Title’, in N. Nohria and R. van der Meer (eds) <i>Handbook</i>, p. 7.",
    ),
    "a chapter whose editors are not known": (
        {"type": "chapter", "container": "Perspectives", "publisher": "Health Foundation"},
        "Kotter, 2009",
        "Kotter, J.P. (2009) ‘Title’, in <i>Perspectives</i>, Health Foundation.",
    ),
    "a report with a number": (
        {
            "type": "report",
            "bodies": ["Department of Health"],
            "year": 2010,
            "title": "Equity and Excellence",
            "number": "Cm 7881",
            "publisher": "The Stationery Office",
        },
        "Department of Health, 2010",
        "Department of Health (2010) <i>Equity and Excellence</i>, Cm 7881, The Stationery Office.",
    ),
    "a report by two bodies": (
        {"type": "report", "bodies": ["NHS Institute", "Academy of Medical Royal Colleges"], "year": 2010},
        "NHS Institute and Academy of Medical Royal Colleges, 2010",
        "NHS Institute and Academy of Medical Royal Colleges (2010) <i>Title</i>.",
    ),
    "a body with a comma in its name": (
        {"type": "report", "bodies": ["SAPPHIRE Group, University of Leicester"]},
        "SAPPHIRE Group, University of Leicester, 2009",
        "SAPPHIRE Group, University of Leicester (2009) <i>Title</i>.",
    ),
    "a web page": (
        {
            "type": "webpage",
            "authors": ["Roland D"],
            "year": 2014,
            "title": "NHS Change Day: an unmitigated success",
            "container": "NHS England blog",
            "url": "https://example.org/",
        },
        "Roland, 2014",
        "Roland, D. (2014) <i>NHS Change Day: an unmitigated success</i>, NHS England blog.",
    ),
    "names of every form": (
        {"authors": ["van der Velden T", "O'Brien P", "Malo J-L", "le May A", "Øvretveit J"]},
        "van der Velden et al., 2009",
        "van der Velden, T., O'Brien, P., Malo, J.-L., le May, A. and Øvretveit, J. (2009) <i>Title</i>.",
    ),
    "what would be HTML": (
        {
            "bodies": ["Myers & Briggs <b>Foundation</b>"],
            "title": "Is p < 0.05 & <script>alert(1)</script>?",
            "container": "A & B",
        },
        "Myers & Briggs <b>Foundation</b>, 2009",
        (
            "Myers &amp; Briggs &lt;b&gt;Foundation&lt;/b&gt; (2009) <i>Is p &lt; 0.05 &amp;"
            " &lt;script&gt;alert(1)&lt;/script&gt;?</i>, A &amp; B."
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_source_is_written_so(case):
    fields, short, full = CASES[case]
    assert written(**fields) == (short, full)


# -- of any source


class Reader(HTMLParser):
    """The text of a piece of HTML, and the tags in it."""

    def __init__(self, html: str):
        super().__init__()
        self.text, self.tags = "", []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def handle_data(self, data):
        self.text += data


NAME = st.from_regex(r"[A-Z][a-z]{2,9}(-[A-Z][a-z]{2,5})? [A-Z]{1,3}", fullmatch=True)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30)


@given(WORDS, WORDS, WORDS)
def test_no_text_of_a_source_becomes_html(title, container, body):
    read = Reader(written(type="webpage", title=title, container=container, bodies=[body])[1])
    assert [tag for tag in read.tags if tag != ("i", [])] == []
    assert title in read.text and container in read.text and body in read.text


@given(st.lists(NAME, min_size=3, max_size=8), st.booleans(), st.integers(1800, 2026))
def test_authors_made_up_for_those_not_named_are_never_shown(names, others, year):
    short, full = written(authors=names, others=others, year=year)
    assert short == f"{names[0].rsplit(' ', 1)[0]} et al., {year}"
    assert "others" not in full and ("et al." in full) == (others or len(names) > 6)


def test_the_style_names_as_many_before_others_as_must_be_given():
    style = etree.parse(STYLE).getroot()
    bibliography = style.find("{*}bibliography")
    assert (
        int(bibliography.get("et-al-use-first")) == NAMED_BEFORE_OTHERS < int(bibliography.get("et-al-min"))
    )


def test_the_style_is_sound_and_says_whose_it_is(recwarn):
    from citeproc import CitationStylesStyle

    CitationStylesStyle(str(STYLE), validate=True)
    assert not recwarn.list
    text = STYLE.read_text("utf-8")
    assert "Patrick O'Brien" in text and "CC BY-SA 3.0" in text
    assert "Patrick O'Brien" in (ROOT / "docs/about/licence.md").read_text("utf-8")


def test_sources_called_the_same_are_told_apart_by_a_letter():
    citations = Citations(
        [
            source("b", authors=["Benning A", "Ghaleb M", "Suokas A"]),
            source("a", authors=["Benning A", "Dixon-Woods M"], others=True),
            source("c", authors=["Benning A"]),
            source("d", authors=["Benning A", "Ghaleb M", "Suokas A"], year=2010),
            source("e", authors=["Benning A", "Ghaleb M"]),
            source("f", authors=["Benning A", "Suokas A"]),
        ]
    )
    assert [citations.cite(id) for id in "bacdef"] == [
        "Benning et al., 2009a",
        "Benning et al., 2009b",
        "Benning, 2009",
        "Benning et al., 2010",
        "Benning and Ghaleb, 2009",
        "Benning and Suokas, 2009",
    ]
    assert "(2009b)" in citations.format_reference("a")


def test_in_order_of_authors_then_year():
    found = sorted(
        [source("z", bodies=["NHS"]), source("b", authors=["de Wit A"]), source("a", year=2010), source("c")],
        key=sort_key,
    )
    assert [each.id for each in found] == ["b", "c", "a", "z"]


def test_where_a_source_is_found():
    assert (
        find_address(source(doi="10.1136/bmj.h1996", url="https://example.org/"))
        == "https://doi.org/10.1136/bmj.h1996"
    )
    assert find_address(source(url="https://example.org/")) == "https://example.org/"
    assert find_address(source()) is None


@pytest.mark.slow
def test_a_check_does_without_the_processor():
    program = (
        "from pathlib import Path; from macros.checks.run import check_handbook;"
        f" check_handbook(Path({str(ROOT / 'tests/small')!r})); import sys; print('citeproc' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "False"


# -- the real sources

# Two marks where one should stand, a gap before a mark, an empty bracket. "al.," and "J.P.," are right.
FLAW = re.compile(r"\.\.|,,|;;|::|[?!](?:</i>)?\.|,\.|[,;:]\)|\s[.,;:)]|\(\s|\(\)|\s\s|<i></i>|‘’|None")


@pytest.fixture(scope="module")
def real(real_book):
    return Citations(entry.node for entry in real_book.sources)


def test_every_real_source_is_written_without_a_flaw(real_book, real):
    """What a source itself may bring along of that, the check refuses (sources_are_whole)."""
    for entry in real_book.sources:
        short, full = real.cite(entry.id), str(real.format_reference(entry.id))
        assert re.fullmatch(r"\S.*\S, \d{4}[a-z]?", short), entry
        assert not FLAW.search(full) and not FLAW.search(short), (entry, full)
        assert (
            re.search(r"[.?!](?:</i>)?$", full)
            and "&lt;" not in full
            and {tag for tag, _ in Reader(full).tags} <= {"i"}
        ), entry
        assert entry.title in Reader(full).text, entry


def test_no_two_real_sources_are_called_the_same(real_book, real):
    called = [real.cite(entry.id) for entry in real_book.sources]
    assert len(set(called)) == len(called)


# -- back to what cites it


@pytest.fixture
def cited(small):
    """A renderer of the small handbook with a hand-written page that cites a source, and one that only shows
    how to."""
    put = {
        "about/method.md": (
            '---\ntitle: Method\n---\n\n# How we work\n\nAs {{ cite("kotter-1996") }} says, and {{'
            ' cite(id="kotter-1996") }} again.\n'
        ),
        "guide.md": '# A guide\n\nSee {{ cite("kotter-1996") }}.\n',
        "contribute/macros.md": '# Macros\n\n{% raw %}`{{ cite("kotter-1996") }}`{% endraw %}\n',
        "broken.md": '# Broken\n\n{{ cite("kotter-1996" }}\n',
    }
    for path, text in put.items():
        (small / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (small / "docs" / path).write_text(text, "utf-8")
    book = load_handbook(small)[0]
    return Renderer(book, Urls(), Repository(), find_citing_pages(book, read_pages(small)[0]))


def test_a_source_leads_to_the_pages_written_by_hand_that_cite_it(cited):
    assert [(page.path, page.title) for page in cited.citing_pages["kotter-1996"]] == [
        ("about/method", "Method"),
        ("guide", "A guide"),
    ]
    page = cited.put_back(Library(cited, lambda: "reference/sources").sources())
    assert (
        '<a class="hb-ref" href="../../about/method/">Method</a>' in page
        and '<a class="hb-ref" href="../../guide/">A guide</a>' in page
    )


def test_a_former_id_counts_as_the_id(small):
    sources = small / "framework/sources.yml"
    sources.write_text(
        sources.read_text("utf-8").replace("    type: book", "    aliases: [kotter]\n    type: book", 1),
        "utf-8",
    )
    (small / "docs").mkdir(exist_ok=True)
    (small / "docs/guide.md").write_text('{{ cite("kotter") }}', "utf-8")
    assert [
        page.title for page in find_citing_pages(load_handbook(small)[0], read_pages(small)[0])["kotter-1996"]
    ] == ["Guide"]


def test_back_references_go_both_ways(real_book, real_pages):
    """From the list of sources to every record that cites, and from the record's own list to the source."""
    renderer = Renderer(real_book, Urls(), Repository(), find_citing_pages(real_book, real_pages))
    view, links = renderer.view("reference/sources"), 0
    for record in real_book.list_records():
        page = None
        for citation in record.node.sources:
            entry = real_book.get(citation.source, "source")
            if entry is None:
                continue  # The check of references says so.
            assert record in view.list_citing_pages(entry), (record, entry)
            page = page or renderer.render_record(record)
            assert (
                f'reference/sources/#{entry.id}"' in page
                and str(renderer.citations.format_reference(entry.id)) in page
            ), (record, entry)
            links += 1
        if links > 150:
            return
    assert links


def test_a_list_of_sources_says_what_each_is_worth_here(cited):
    """Grade, how far it was read, what it supports, and how many pages cite it."""
    book = cited.book
    record = next(record for record in book.list_records() if record.node.sources)
    citation = record.node.sources[0]
    entry = book.resolve(citation.source, "source")
    page = cited.render_record(record)
    assert (
        f"{book.find_word('grade', entry.node.grade).title} ·"
        f" {book.find_word('seen', entry.node.seen).title.lower()} · " in page
    )
    assert f"cited by {len(cited.view('').list_citing_pages(entry))} pages</a>" in page
    if citation.supports:
        assert f"Here: {citation.supports}" in page


def test_the_list_of_sources_says_what_is_missing_of_a_reference(small):
    sources = small / "framework/sources.yml"
    more = "    note: A book.\n    incomplete: No ISBN & no publisher were found by 30 November 2026.\n"
    sources.write_text(sources.read_text("utf-8").rstrip("\n") + "\n" + more, "utf-8")
    renderer = Renderer(load_handbook(small)[0], Urls(), Repository())
    page = renderer.put_back(Library(renderer, lambda: "reference/sources").sources())
    assert " · A book. · No ISBN &amp; no publisher were found by 30 November 2026.</p>" in page


def test_a_source_is_found_in_the_search_by_its_title_and_its_authors(real_book):
    found = {document.address: document for document in list_documents(real_book, (), (), Urls())}
    for entry in real_book.sources:
        document = found[f"reference/sources/#{entry.id}"]
        assert document.title == entry.node.title
        assert entry.node.creators[0].split()[0] in document.parts[0].text

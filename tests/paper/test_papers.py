"""The papers of the handbook: their structure for screen readers, links, numbers and drawings."""

import io
import re

import pikepdf
import pytest
from lxml import html as lxml_html
from places import SMALL

from macros.paper import books, cards
from macros.paper.drawings import Drawings, resolve
from macros.paper.printing import print_paper
from macros.paper.sheets import find_classes, read_tree
from macros.paper.site import PaperSite, Place


@pytest.fixture(scope="module")
def site(small_book):
    return PaperSite(SMALL, small_book, {}, None, "A Handbook")


@pytest.fixture(scope="module")
def papers(site, small_book):
    """The papers of the small handbook, by their names."""
    module, framework = small_book.records["module"][0], small_book.records["framework"][0]
    made = [books.make_handbook(site), books.make_framework(site, framework)]
    made += [books.make_module(site, module, view) for view in books.VIEWS]
    made += [
        cards.make_theory_cards(site),
        cards.make_theory_cards(site, True),
        cards.make_tension_cards(site),
    ]
    return {paper.name: paper for paper in made}


@pytest.fixture(scope="module")
def printed(site, papers):
    """The whole small handbook as PDF."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1796000000")
        return pikepdf.open(io.BytesIO(print_paper(site, papers["handbook"])))


def walk(element):
    """Yield each element of a structure tree, in reading order."""
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from walk(child)


def list_elements(paper):
    return list(walk(paper.Root.StructTreeRoot))


def test_the_handbook_is_tagged_with_its_headings_in_order(printed):
    tags = [str(element.S) for element in list_elements(printed)]
    ranks = [int(tag[2]) for tag in tags if re.fullmatch("/H[1-6]", tag)]
    assert printed.Root.MarkInfo.Marked and printed.Root.ViewerPreferences.DisplayDocTitle
    assert printed.Root.Lang == "en-GB" and printed.docinfo["/Title"] == "A Handbook"
    assert ranks[0] == 1 and {"/Table", "/L", "/LI", "/P", "/Figure", "/Link"} <= {*tags}
    assert all(after - before <= 1 for before, after in zip(ranks, ranks[1:]))


def test_headings_and_tables_are_read_in_the_order_of_the_text(papers, printed):
    tree = read_tree(papers["handbook"].html)
    wanted = {"h1": "/H1", "h2": "/H2", "h3": "/H3", "h4": "/H4", "svg": "/Figure"}
    written = [wanted[it.tag] for it in tree.iter() if it.tag in wanted]
    read = [str(element.S) for element in list_elements(printed) if element.S in wanted.values()]
    assert read == written


def test_every_picture_has_words_and_stays_a_drawing(printed):
    figures = [element for element in list_elements(printed) if element.S == "/Figure"]
    assert figures and all(str(figure.get("/Alt", "")).strip() for figure in figures)
    images = [
        it for it in printed.objects if isinstance(it, pikepdf.Stream) and it.get("/Subtype") == "/Image"
    ]
    assert not images


def test_fonts_are_in_the_file(printed):
    fonts = [
        it
        for it in printed.objects
        if isinstance(it, pikepdf.Dictionary) and it.get("/Type") == "/FontDescriptor"
    ]
    assert fonts and all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_every_link_leads_to_a_page_or_out(printed):
    names = printed.Root.Names.Dests.Names
    known = {str(name) for name in names[::2]}
    for page in printed.pages:
        for annotation in page.get("/Annots", []):
            if "/Dest" in annotation:
                assert str(annotation.Dest) in known
            elif "/A" in annotation:
                assert str(annotation.A.get("/URI", "")).startswith(
                    ("https://", "http://", "mailto:", "tel:")
                )


def test_a_link_says_the_page_on_which_it_ends(site, tmp_path):
    from macros.paper.pdf import PAGE_OF, write_pdf

    html = f'<p>See <span {PAGE_OF}="x">000</span>.</p><p id="x" style="break-before: page">Here.</p>'
    texts = []
    for text in (html, html.replace("000", "\u2007\u20072")):
        content = write_pdf(text, tmp_path, title="A", language="en")
        with pikepdf.open(io.BytesIO(content)) as paper:
            texts.append(paper.pages[0].Contents.read_bytes())
    assert texts[0] == texts[1]


def test_bookmarks_follow_the_parts(printed, small_book):
    with printed.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles[:1] == ["Contents"] and titles[-1] == "Sources" and "Learn" in titles
        learn = outline.root[titles.index("Think")]
        assert (
            small_book.records["theory"][0].title in [child.title for child in learn.children]
            or learn.children
        )


@pytest.mark.parametrize("name", ["handbook", "framework", "facilitator", "participants"])
def test_ids_are_unique_and_links_find_them(papers, name, small_book):
    framework = small_book.records["framework"][0].id.replace("/", "-")
    key = next(
        it
        for it in papers
        if it == name or it.endswith(f"-{name}") or (name == "framework" and it == framework)
    )
    tree = lxml_html.fragment_fromstring(papers[key].html, create_parent="div")
    ids = [element.get("id") for element in tree.iter() if isinstance(element.tag, str) and element.get("id")]
    targets = {link.get("href") for link in tree.iter("a") if link.get("href", "").startswith("#")}
    assert len(ids) == len({*ids}) and targets and {target[1:] for target in targets} <= {*ids}
    assert not [*tree.iter("button", "script", "form", "input", "details", "style")]


def test_sources_are_numbered_once_in_the_order_of_citing(papers):
    tree = read_tree(papers["handbook"].html)
    numbers = [int(it.text_content().strip("\u00a0[]")) for it in find_classes(tree, "paper-number")]
    first_cited = list(dict.fromkeys(numbers))
    listed = [int(line.get("value")) for line in find_classes(tree, "paper-sources__list")[0]]
    assert first_cited == listed == list(range(1, len(listed) + 1))


def test_participants_get_nothing_of_the_facilitator(papers, small_book):
    module = small_book.records["module"][0]
    theirs = papers[f"{module.id}-participants"].html
    assert "Notes for the facilitator" not in theirs and "Exercises" in theirs
    assert "Notes for the facilitator" in papers[f"{module.id}-facilitator"].html
    for session in module.node.sessions:
        for handout in session.handouts:
            assert (f"handout-{handout.id}" in theirs) == (handout.reader == "participants")


def test_backs_of_cards_lie_behind_their_fronts(site, papers):
    cards_of_four = read_tree(papers["theory-cards-four"].html)
    for sheet, back in zip(*[iter(find_classes(cards_of_four, "paper-four"))] * 2):
        fronts = [it.text_content() for it in find_classes(sheet, "paper-card__title")]
        backs = [(it.findtext("p") or "").strip() for it in back]
        for number, title in enumerate(fronts):
            assert backs[number ^ 1] == title


def test_every_card_has_two_pages(site, papers, small_book):
    for name, kind in (("theory-cards", "theory"), ("tensions", "tension")):
        with pikepdf.open(io.BytesIO(print_paper(site, papers[name]))) as paper:
            assert len(paper.pages) == 2 * len(small_book.records[kind])


def test_the_same_handbook_gives_the_same_bytes(site, papers):
    name = next(name for name in papers if name.endswith("-participants"))
    assert print_paper(site, papers[name]) == print_paper(site, papers[name])


def test_a_drawing_is_painted_as_its_classes_say():
    css = """:root { --ink: #123456; } .a { --c: var(--ink); stroke-width: 0.125rem; color: red }
    @media screen { .b { fill: red; } } .a .b, .x + .c { fill: var(--c); }
    .b { fill: blue; stroke: var(--no) }"""
    tree = read_tree(
        '<svg class="a"><g><path class="b"/></g><path class="x"/><path class="c"/></svg><p class="b">'
    )
    Drawings(css).paint(tree)
    assert [it.get("style") for it in tree.iter() if it.get("style")] == [
        "stroke-width:2px",
        "fill:#123456",
        "fill:#123456",
    ]
    assert resolve("var(--a, 1rem)", {}) == "16px"


def test_addresses_are_read_as_places(site):
    assert site.read_address("theories/a", "../cases/b.html#c") == Place("cases/b", "c")
    assert site.read_address("theories/a", "../tools/plan.html?need=x") == Place("tools/plan", "", "need=x")
    assert site.read_address("theories/a", "#c") == Place("theories/a", "c")
    assert site.read_address("theories/a", "https://example.org/") is None
    assert site.find_public_address(Place("cases/b", "c")) == ""

"""Glossary terms are linked where they are first used on a page, as whole words, and nothing else of the page
changes."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, strategies as st

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.records.entries import Entry
from macros.records.kinds import Term
from macros.rendering.glossary_links import _UNLINKED_ELEMENTS, TermLinker
from macros.rendering.page_macros import Library
from macros.rendering.renderer import Renderer


def term(word: str, *also: str, means: str = "A meaning.", linked: bool = True) -> Entry:
    id = re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")
    node = Term(id=id, term=word, means=means, also=list(also), linked=linked)
    return Entry(id, "term", word, node, None, (), "reference/glossary", id)


TERMS = [
    term("Stakeholder"), term("Run chart"), term("Action learning"), term("Action learning set"),
    term("Co-production", "coproduction"), term("PDSA cycle", "PDSA"), term("R&D"),
    term("Trust board", "the board"), term("Element", linked=False), term("İstanbul protocol"),
]  # fmt: skip
LINK = re.compile(r'<a class="hb-term" href="[^"]*" title="[^"]*">(.*?)</a>')


def link(html: str, seen: set | None = None, terms: list[Entry] = TERMS) -> str:
    return TermLinker(terms).link(
        html, lambda entry: f"../glossary/#{entry.anchor}", set() if seen is None else seen
    )


def linked(html: str, **more) -> list[str]:
    """The words that are links, after ``html`` has been gone through."""
    return LINK.findall(link(html, **more))


def test_a_link_leads_to_the_glossary_and_tells_the_meaning():
    assert (
        link("<p>Ask a stakeholder.</p>")
        == '<p>Ask a <a class="hb-term" href="../glossary/#stakeholder" title="A'
        ' meaning.">stakeholder</a>.</p>'
    )


def test_only_the_first_use_is_linked():
    assert link("<p>Stakeholder or stakeholder?</p><p>Stakeholder!</p>").count("<a ") == 1
    assert link("<p>Stakeholder or stakeholder?</p>").startswith('<p><a class="hb-term"')


def test_what_one_field_has_linked_the_next_does_not():
    seen = set()
    assert linked("<p>Stakeholders and PDSA.</p>", seen=seen) == ["Stakeholders", "PDSA"]
    assert linked("<p>Stakeholders and a run chart.</p>", seen=seen) == ["run chart"]
    assert {entry.id for entry in seen} == {"stakeholder", "pdsa-cycle", "run-chart"}


def test_going_through_a_page_again_changes_nothing():
    seen = set()
    once = link("<p>Stakeholders at the trust board, with a run chart for R&amp;D.</p>", seen)
    assert once.count("<a ") == 4
    assert link(once, seen) == once


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Stakeholders first.", ["Stakeholders"]),
        ("All STAKEHOLDERS.", ["STAKEHOLDERS"]),
        ("Run charts and coproduction", ["Run charts", "coproduction"]),
        ("Co-production, (stakeholder).", ["Co-production", "stakeholder"]),
        ("The PDSA cycles", ["PDSA cycles"]),
        ("One PDSA.", ["PDSA"]),
        ("R&amp;D and R&amp;amp;D", ["R&amp;D"]),
        ("In İzmir a stakeholder", ["stakeholder"]),
        ("the istanbul protocol", []),
        # Not the word, or not as it is written:
        ("one pdsa, two PDSAs", []),
        ("a stakeholderly stakeholder’s non-stakeholder, stakeholder-led stakeholder's", []),
        ("see /stakeholder and stakeholder_id", []),
        ("a runchart, a run  chart", []),
        ("elements of it", []),
    ],
)
def test_a_term_is_found_as_a_word_of_its_own(text, words):
    assert linked(f"<p>{text}</p>") == words


def test_the_name_of_an_entity_is_no_word():
    assert linked("a &amp; b &lt; c &quot;amp&quot;", terms=[term("amp"), term("lt"), term("quot")]) == [
        "amp"
    ]


def test_a_capital_is_found_only_as_it_is_written_and_other_words_in_any_case():
    terms = [term("ICB", "integrated care board")]
    assert linked("icb, Icb, Integrated Care Board, ICB", terms=terms) == ["Integrated Care Board"]
    assert linked("icb, Icb, ICB", terms=terms) == ["ICB"]


def test_the_longest_form_wins():
    assert linked("an action learning set") == ["action learning set"]
    assert linked("action learning and an action learning set") == ["action learning", "action learning set"]


def test_a_shorter_term_is_not_linked_inside_a_longer_one_that_is_named_again():
    assert linked("An action learning set is an action learning set.") == ["action learning set"]
    assert linked("An action learning set is action learning.") == ["action learning set", "action learning"]


@pytest.mark.parametrize("name", sorted(_UNLINKED_ELEMENTS))
def test_nothing_is_linked_inside(name):
    assert linked(f"<{name} id='x'>A stakeholder, <em>a run chart</em></{name}>") == []
    assert linked(f"<{name}>A stakeholder</{name}><p>A stakeholder</p>") == ["stakeholder"]


def test_links_and_headings_are_among_what_is_left_alone():
    assert {"a", "h1", "h2", "h3", "code", "pre", "button", "svg", "summary"} <= _UNLINKED_ELEMENTS


def test_words_split_by_a_tag_and_words_of_a_tag_are_no_term():
    assert linked('<p title="stakeholder">A run <em>chart</em>.</p>') == []
    assert linked("<!-- stakeholder -->") == []


def test_text_without_a_tag_is_gone_through_too():
    assert linked("A stakeholder") == ["stakeholder"]
    assert link("") == "" and link("<br>") == "<br>"


def test_a_meaning_is_words_only_and_not_too_long():
    terms = [
        term("Stakeholder", means='Anyone *whose* work "changes" & [more](small-steps). ' + "word " * 60)
    ]
    (title,) = re.findall('title="([^"]*)"', link("<p>A stakeholder</p>", terms=terms))
    assert title.startswith("Anyone whose work &quot;changes&quot; &amp; more.") and title.endswith("word …")
    assert len(unescape(title)) <= 182


def test_a_translated_meaning_that_is_cut_stays_a_phrase():
    (title,) = re.findall(
        'title="([^"]*)"',
        link("<p>A stakeholder</p>", terms=[term("Stakeholder", means="\ue000" + "gair " * 60 + "\ue001")]),
    )
    assert title.startswith("\ue000gair") and title.endswith("gair …\ue001")


def test_terms_are_short_when_printed():
    first = {entry.title.split()[0].split("-")[0] for entry in TERMS if entry.node.linked}
    first |= {"coproduction", "the"}
    assert repr(TermLinker(TERMS)) == f"<TermLinker: {len(first)} first words>"


# -- whatever the page

WORDS = st.sampled_from([
    "stakeholder", "Stakeholders", "run chart", "action learning", "action learning set", "co-production",
    "PDSA", "pdsa", "R&D", "the board", "elements", "İ", "ß", "’s", "'s", "s", "-", "_", "/", "a", "<", ">",
    "&", '"', "&amp;", "é", " ", "\n", "漢字",
])  # fmt: skip
TEXT = (
    st.lists(st.one_of(WORDS, st.text(max_size=3)), max_size=8)
    .map(" ".join)
    .map(lambda text: escape(text, quote=False))
)
TIGHT = st.lists(WORDS, max_size=6).map("".join).map(lambda text: escape(text, quote=False))
NAMES = st.sampled_from(["p", "em", "li", "div", "strong", "a", "h2", "code", "summary", "svg"])
HTML = st.recursive(
    st.one_of(TEXT, TIGHT),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map("".join),
        st.tuples(NAMES, inner).map(
            lambda pair: f'<{pair[0]} title="stakeholder &gt; PDSA">{pair[1]}</{pair[0]}>'
        ),
        inner.map(lambda html: f"{html}<br>"),
    ),
    max_leaves=12,
)


class Reader(HTMLParser):
    """Reads HTML as text, open elements, and the glossary links with what they stand in."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.links = "", [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if given.get("class") == "hb-term":
            self.links.append((given["href"], tuple(self.open)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@given(HTML)
def test_no_word_of_a_page_changes_and_every_tag_is_closed(html):
    seen = set()
    made = link(html, seen)
    before, after = Reader(html), Reader(made)
    assert after.text == before.text
    assert after.open == []
    assert [href for href, _ in after.links] == list(dict.fromkeys(href for href, _ in after.links))
    assert len(after.links) == len(seen)
    assert [within for _, within in after.links if _UNLINKED_ELEMENTS & set(within)] == []
    assert LINK.sub(r"\1", made) == html
    assert link(made, seen) == made


# -- the real glossary


# -- a hand-written page


STAKEHOLDERS = "<p>A stakeholder and another stakeholder.</p>"


@pytest.mark.parametrize(
    ("path", "links"), [("guide", 1), ("contribute/guide", 0), ("reference/glossary", 0)]
)
def test_a_term_is_linked_once_on_a_hand_written_page_if_it_is_for_readers(small_book, path, links):
    assert Renderer(small_book, Urls(), Repository()).link_terms(path, STAKEHOLDERS).count("<a ") == links


@pytest.mark.parametrize("urls", [Urls(), Urls(False)])
def test_what_a_macro_on_the_page_links_to_is_not_linked_again(small_book, urls):
    renderer = Renderer(small_book, urls, Repository())
    html = STAKEHOLDERS + str(Library(renderer, lambda: "about/guide").term("stakeholder"))
    assert renderer.link_terms("about/guide", html) == html
    assert renderer.link_terms("guide", html).count("<a ") == 2  # There the address would be another.

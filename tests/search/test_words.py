"""How what is typed is read: docs/assets/js/search/words.js and codes.js, and macros/search/words.py, which
splits the handbook's texts alike."""

from __future__ import annotations

import pytest
from node_tools import needs_node
from search_in_node import ask

from macros.search.words import split_words

pytestmark = needs_node

# What is typed, and its words.
WORDS = [
    ("Planning, PLANS", ["planning", "plans"]),
    ("Kovač’s Kovac's kovacs", ["kovac", "kovac", "kovacs"]),
    ("co-design", ["co", "design", "codesign"]),
    ("co\u2011design co design", ["co", "design", "codesign", "co", "design"]),
    ("I don’t know who’s well", ["i", "dont", "know", "who", "well"]),
    ("R&D", ["r", "and", "d"]),
    ("ＭＬＣＦ\u00a03.1", ["mlcf", "3", "1"]),
    ("œdema, Straße, ﬁn\u00adance", ["oedema", "strasse", "finance"]),
    ("tŷ ŵyl", ["ty", "wyl"]),
    ("constructor __proto__ toString", ["constructor", "proto", "tostring"]),
    ("*+-~^: 🩺 \\", []),
    ("القيادة السريرية", ["القيادة", "السريرية"]),
]
# Words that are one word to the search, and words that are not.
ALIKE = [
    "manager manage managing management managed",
    "supervise supervision supervisor supervising supervised",
    "plan plans planning planned",
    "leadership leaders leader lead",
    "negotiate negotiation negotiating",
    "competency competencies",
    "died dying death deaths",
    "children child",
    "teach taught teaches teaching",
    "organise organisation organisations",
]
APART = [
    *("news new", "note notice", "universal unit", "meeting metal", "theory theatre", "mentor mental"),
    *("consultation consultant", "community communication", "student study", "career care", "ration rating"),
    *("morale moral", "realist real", "relative relation", "registrar register", "informal information"),
    *("authority author", "personality personal", "director direct"),
]
BRITISH = [
    ("organized programs", ["organised", "programmes"]),
    ("pediatric center", ["paediatric", "centre"]),
]
DISTANCES = [
    ("kotter", "kottter", 1),
    ("debreif", "debrief", 1),
    ("resistence", "resistance", 1),
    ("a", "abcd", 3),
]


def test_texts_and_what_is_typed_are_split_alike():
    texts = [text for text, _ in WORDS]
    assert dict(zip(texts, ask(None, texts, "(text, { search }) => search.words.split(text)"))) == dict(WORDS)
    assert {text: split_words(text) for text in texts} == {
        # "&" is a word to a reader, who may type "and".
        text: [word for word in words if (text, word) != ("R&D", "and")]
        for text, words in WORDS
    }


def test_american_spellings_are_read_as_british_ones():
    texts = [text for text, _ in BRITISH]
    assert ask(None, texts, "(text, { search }) => search.words.splitTyped(text)") == [w for _, w in BRITISH]


def test_forms_of_one_word_have_one_stem_and_other_words_have_another():
    stems = ask(
        None, ALIKE + APART, "(row, { search }) => new Set(row.split(' ').map(search.words.stem)).size"
    )
    assert dict(zip(ALIKE + APART, stems)) == dict.fromkeys(ALIKE, 1) | dict.fromkeys(APART, 2)


def test_letters_wrong_missing_or_exchanged_are_counted():
    found = ask(None, DISTANCES, "([one, other], { search }) => search.words.distance(one, other, 2)")
    assert found == [min(wrong, 3) for *_, wrong in DISTANCES]


CODED = [
    ("mlcf/", "Medical Leadership Competency Framework", ""),
    ("mlcf/1/", "1 Demonstrating Personal Qualities", "MLCF"),
    ("mlcf/1.1/", "1.1 Developing Self Awareness", "MLCF"),
    ("canmeds-leader/1.1/", "1.1 Improvement science", "CanMEDS"),
    ("gpc/5.html", "5 Capabilities in leadership", "GPC"),
    ("gpc/5.a.html", "5.a Why leadership matters", "GPC"),
    ("fmlm/s/", "S Self", "FMLM"),
    ("fmlm/s1/", "S1 Self-awareness", "FMLM"),
]
# What is typed, and the items that are looked up.
CODES = [
    ("1.1", ["mlcf/1.1", "canmeds-leader/1.1"]),
    ("canmeds 1.1", ["canmeds-leader/1.1"]),
    ("CanMEDS Leader 1.1:", ["canmeds-leader/1.1"]),
    ("Medical Leadership Competency Framework 1.1", ["mlcf/1.1"]),
    ("What is element 1.1 of the MLCF?", ["mlcf/1.1"]),
    ("1.1 developing self", ["mlcf/1.1"]),
    ("mlcf1.1", ["mlcf/1.1"]),
    ("mlcf 1", ["mlcf/1"]),
    ("mlcf 1.1.1", []),
    ("mlcf 11", []),
    ("mlcf 9.9", []),
    ("gpc 5(a)", ["gpc/5.a"]),
    ("gpc5a", ["gpc/5.a"]),
    ("gpc 5", ["gpc/5"]),
    ("5 whys", []),
    ("5s", []),
    ("S-1", ["fmlm/s1"]),
    ("s", ["fmlm/s"]),
    ("fmlm s", ["fmlm/s"]),
    ("what is s", []),
    ("what is fmlm s", ["fmlm/s"]),
    ("1" + " " * 300 + "kotter", []),
    ("1." * 200, []),
    ("", []),
]
LOOK_UP = """([text, rows], { search }) => {
    const entries = rows.map(([address, title, place]) =>
        ({ address: "frameworks/" + address, title, place, kind: place ? "item" : "framework" }));
    return search.codes.find(text, search.codes.listCoded(entries))
        .map(({ address }) => address.replace(/^frameworks[/]|([/]|[.]html)$/g, ""));
}"""


def test_a_code_is_looked_up():
    found = ask(None, [[text, CODED] for text, _ in CODES], LOOK_UP)
    assert dict(zip((text for text, _ in CODES), found)) == dict(CODES)


@pytest.mark.parametrize("text", ["x" * 10_000, "-" * 10_000, "a " * 10_000])
def test_a_long_text_is_read_no_further_than_it_helps(text):
    (words,) = ask(None, [text], "(text, { search }) => search.words.splitTyped(text).length")
    assert words <= 10_000

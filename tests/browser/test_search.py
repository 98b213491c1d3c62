"""How the search reads what is typed, what it asks the index for, and what comes first:
docs/assets/js/shell/search_words.js, search_codes.js and search_ranking.js.

What readers find on the site itself, with any index behind it, is in test_search_results.py.
"""

from __future__ import annotations

import json

import pytest
from built import site
from script_calls import Pure
from search_writings import list_codes, list_items, write_code

pytestmark = pytest.mark.browser

SCRIPTS = ["../shell/words", "../shell/search_words", "../shell/search_codes", "../shell/search_ranking"]
SHELL = "handbook.shell"
DOCS = [
    {
        "location": "plan/",
        "title": "3.1 Planning (MLCF)",
        "text": "Plans of a service &amp; its <b>team</b>.",
        "tags": ["where to begin", "making a start", "Kovač's plan"],
    },
    {"location": "plan/#steps", "title": "Steps", "text": "Planning in three steps at the center."},
    {
        "location": "change/",
        "title": "Planning",
        "text": "Negotiation and its programmes. Co-design of change.",
    },
    {"location": "change/#why", "title": "Why"},
    {
        "location": "rounds/",
        "title": "Ward rounds",
        "text": "They begin early. Where is the nurse? News, a class, the classes, the ethics of handover.",
    },
    {
        "location": "self/",
        "title": "S Self (FMLM)",
        "text": "Codesign, co-design. Re-form and reform, reform.",
    },
]
# What is typed, and the words it is read as.
READINGS = [
    ("Planning, PLANS", ["planning", "plan"]),
    ("Kovač’s Kovac's kovacs", ["kovac", "kovac", "kovac"]),
    ("co-design, codesign; co\u2011design co design", ["co", "design"] * 4),
    ("hand over hand-over handovers", ["handover"] * 3),
    ("reform re-form re form", ["reform"] * 3),
    ("news", ["news"]),
    ("classes ethic", ["class", "ethics"]),
    ("I don’t know who’s well", ["i", "dont", "know", "who", "well"]),
    ("R&D", ["r", "and", "d"]),
    ("s", []),
    ("ＭＬＣＦ\u00a03.1", ["mlcf", "3", "1"]),
    ("œdema, Straße, ﬁn\u00adance", ["oedema", "strasse", "finance"]),
    ("tŷ ŵyl", ["ty", "wyl"]),
    ("constructor __proto__ toString", ["constructor", "proto", "tostring"]),
    ("*+-~^: 🩺 \\", []),
    ("organized programs", ["organised", "programmes"]),
]
QUERIES = [
    ("planning", "planning^10 planning plann"),  # Just so, as a beginning, and the beginning of its forms.
    ("programs", "programmes^10 programmes programm"),
    ("center", "center^10 centre centr"),  # As the index writes it.
    ("Optimize! (^~*)", "optimise~1"),  # Nowhere in the handbook: with a letter wrong.
    ("negociations", "negociations~1 negociations~2"),
    ("the", "the^10 the"),
    ("the planning of", "planning^10 planning plann"),  # Of others common words say nothing.
    ("pla", "pla"),  # While it is being typed.
    ("co", "co^10 co"),
    ("co design", "co^10 design^10 design codesign^10"),  # Two letters are no beginning, unless typed last.
    ("3", "3^10"),  # A number just so, and only where it is there.
    ("(3%) 50", "3^10"),
    ("2026 the", ""),
    (
        "title:planning foo~9 steps^ +team -plan",
        "title~1 planning^10 planning plann steps^10 steps step team^10 team plans^10 plan^10 plan",
    ),
    ("x" * 25, ""),  # No real word is as long.
    ("القيادة", ""),
    ("", ""),
]
ORDERS = [
    ("planning", ["change/", "plan/"]),  # A title that is just so, before one with a code and a framework.
    ("where to begin", ["plan/", "rounds/"]),  # A name by which a page is known.
    ("begin the round", ["rounds/", "plan/"]),
    ("making start", ["plan/", "change/"]),  # One name holds both words.
    ("centre steps", ["plan/", "change/"]),
    ("the", ["rounds/", "plan/"]),  # "They begin": what is typed may be the beginning of a word.
    ("self", ["self/", "plan/"]),  # The letter before a title in brackets is a code.
]
CODED = [
    {"location": "frameworks/mlcf/", "title": "Medical Leadership Competency Framework"},
    {"location": "frameworks/mlcf/1/", "title": "1 Demonstrating Personal Qualities (MLCF)"},
    {"location": "frameworks/mlcf/1.1/", "title": "1.1 Developing Self Awareness (MLCF)"},
    {"location": "frameworks/canmeds-leader/1.1/", "title": "1.1 Improvement science (CanMEDS)"},
    {"location": "frameworks/gpc/5.html", "title": "5 Capabilities in leadership (GPC)"},
    {"location": "frameworks/gpc/5.a.html", "title": "5.a Why leadership matters (GPC)"},
    {"location": "frameworks/fmlm/s/", "title": "S Self (FMLM)"},
    {"location": "frameworks/fmlm/s1/", "title": "S1 Self-awareness"},
    {"location": "frameworks/mlcf/1.1/#part", "title": "1.1 A part"},
    {"location": "frameworks/", "title": "1.1 No item"},
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
    ("gpc 5.a", ["gpc/5.a"]),
    ("gpc 5(a)", ["gpc/5.a"]),
    ("gpc5a", ["gpc/5.a"]),
    ("gpc 5", ["gpc/5"]),
    ("5 whys", []),
    ("5s", []),
    ("5 s", []),
    ("S-1", ["fmlm/s1"]),
    ("s", ["fmlm/s"]),
    ("fmlm s", ["fmlm/s"]),
    ("what is s", []),
    ("what is fmlm s", ["fmlm/s"]),
    ("d2a", []),
    ("1" + " " * 300 + "kotter", []),
    ("1." * 200, []),
    ("", []),
]
# A text, what is typed beside it, and whether it has all words.
WORDS = [
    ("Lewin’s co-design", "lewin's", True),
    ("Lewin’s co-design", "Lewins codesign", True),
    ("Self awareness", "self-awareness", True),
    ("Awareness of self", "self-awareness", False),
    ("Self-awareness", "selfaware", True),
    ("Building & Maintaining", "and, maintaining!", True),
    ("3.1 Planning", "3.1", True),
    ("3.2 Plan of 31", "3.1", False),
    ("Kovač", "KOVAC", True),
    ("anything", "* ~", True),
    ("anything", "", True),
    ("anything", "some thing", False),
]
HAS_WORDS = "(text, typed) => handbook.shell.words.matcher(typed)(text)"


@pytest.fixture(scope="module")
def pure(chromium):
    return Pure(chromium, SCRIPTS)


def vocabulary_of(docs: str) -> str:
    return f"{SHELL}.searchWords.vocabularyOf({docs}, /[^0-9A-Za-z\\u00c0-\\u024f]+/)"


def check_readings(pure):
    read = f"(texts, docs) => texts.map(text => {SHELL}.searchWords.read(text, {vocabulary_of('docs')}))"
    texts = [text for text, _words in READINGS]
    assert dict(zip(texts, pure.call(read, texts, DOCS), strict=True)) == dict(READINGS)


def check_queries(pure):
    ask = (
        f"(texts, docs) => texts.map(text => {SHELL}.searchRanking.question(text,"
        f" {vocabulary_of('docs')}).query)"
    )
    texts = [text for text, _query in QUERIES]
    assert dict(zip(texts, pure.call(ask, texts, DOCS), strict=True)) == dict(QUERIES)


def check_orders(pure):
    by_page = f"""(text, docs) => {{
        const {{ question, readerOf, ordered }} = {SHELL}.searchRanking, vocabulary = {vocabulary_of("docs")};
        const pages = ["plan/", "change/", "rounds/", "self/"]
            .map((page) => docs.filter(({{ location }}) => location.startsWith(page)));
        return ordered(pages, question(text, vocabulary), readerOf(docs, vocabulary))
            .map((entries) => entries.map(({{ location }}) => location));
    }}"""
    for typed, first in ORDERS:
        assert [page[0].partition("#")[0] for page in pure.call(by_page, typed, DOCS)][:2] == first, typed
    assert pure.call(by_page, "steps", DOCS)[0] == ["plan/#steps", "plan/"]  # The part whose title was typed.


LOOK_UP = (
    "(texts, docs) => { const { codedOf, find } = handbook.shell.searchCodes, coded = codedOf(docs);"
    " return texts.map(text => find(text, coded).map(({ location }) =>"
    " location.replace(/^frameworks[/]|([/]|[.]html)$/g, ''))); }"
)


def check_codes(pure):
    texts = [text for text, _items in CODES]
    assert dict(zip(texts, pure.call(LOOK_UP, texts, CODED), strict=True)) == dict(CODES)


def test_two_ways_of_writing_a_word_are_read_as_one(pure):
    check_readings(pure)


def test_what_is_typed_becomes_a_query(pure):
    check_queries(pure)


def test_of_a_pasted_page_so_many_words_are_looked_for_and_no_more(pure):
    text = " ".join(f"word{chr(97 + number % 26)}{chr(97 + number // 26)}" for number in range(300))
    sought, telling = pure.call(
        f"(text, docs) => {{ const {{ sought, telling }} = {SHELL}.searchRanking.question(text,"
        f" {vocabulary_of('docs')}); return [sought.length, telling.length]; }}",
        text,
        DOCS,
    )
    assert (sought, telling) == (40, 300)


def test_the_best_page_comes_first(pure):
    check_orders(pure)


def test_a_code_is_looked_up(pure):
    check_codes(pure)


@pytest.mark.parametrize("text,typed,has", WORDS)
def test_a_text_has_what_is_typed_however_it_is_written(pure, text, typed, has):
    assert pure.call(HAS_WORDS, text, typed) is has


def check_keys(pure):
    """A title has one key, however it is typed."""
    titles = ["Kotter’s self-assessment", "KOTTER'S  self–assessment ", "Kotters self assessment"]
    keys = pure.call("(titles) => titles.map(handbook.shell.words.key)", titles)
    assert keys == ["kotters self assessment"] * 3


def test_a_title_is_known_however_it_is_typed(pure):
    check_keys(pure)


def test_every_item_is_looked_up_by_its_code_and_framework_in_every_writing(pure):
    docs = json.loads((site() / "search" / "search_index.json").read_text("utf-8"))["docs"]
    writings = {text: item.id for item in list_items() for text in write_code(item)}
    items = dict(zip(writings, pure.call(LOOK_UP, list(writings), docs), strict=True))
    assert {text: ids for text, ids in items.items() if ids[:1] != [writings[text]]} == {}


def test_a_code_of_several_frameworks_gives_all_its_items_the_core_framework_s_first(pure):
    docs = json.loads((site() / "search" / "search_index.json").read_text("utf-8"))["docs"]
    codes = list_codes()
    for code, ids in zip(codes, pure.call(LOOK_UP, list(codes), docs), strict=True):
        assert sorted(ids) == sorted(codes[code]), code
        assert ids[0].startswith("mlcf/") or not any(id.startswith("mlcf/") for id in ids), code


def test_every_branch_ran(chromium):
    pure = Pure(chromium, SCRIPTS)
    check_readings(pure)
    check_queries(pure)
    check_orders(pure)
    check_codes(pure)
    check_keys(pure)
    for text, typed, has in WORDS:
        assert pure.call(HAS_WORDS, text, typed) is has
    assert {name: pure.uncovered(name) for name in SCRIPTS} == dict.fromkeys(SCRIPTS, [])

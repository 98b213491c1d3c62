"""How the search reads what is typed, and what comes first: docs/assets/js/shell/search_ranking.js."""

from __future__ import annotations

import pytest
from script_calls import Pure

pytestmark = pytest.mark.browser

RANKING = "handbook.shell.searchRanking"
DOCS = [
    {
        "location": "plan/",
        "title": "3.1 Planning (MLCF)",
        "text": "Plans of a service.",
        "tags": ["where to begin", "making a start"],
    },
    {"location": "plan/#steps", "title": "Steps", "text": "Planning in three steps at the center."},
    {"location": "change/", "title": "Planning", "text": "Negotiation and its programmes."},
    {"location": "change/#why", "title": "Why"},
    {"location": "rounds/", "title": "Ward rounds", "text": "They begin early. Where is the nurse?"},
]
QUERIES = [
    (
        "planning",
        "planning^10 planning plann",
    ),  # Just so, as a beginning, and the beginning that its forms share.
    ("programs", "programs^10 programs program programmes^10 programmes programm"),
    ("Optimize! (^~*)", "optimize~1 optimise~1"),  # Nowhere in the handbook: with a letter wrong.
    ("negociations", "negociations~1 negociations~2"),
    ("the", "the^10 the"),  # A common word is not looked for with a letter wrong.
    ("cab", "cab^10 cab"),
    ("3", "3^10"),  # A number just so, and only where it is there.
    ("(3%) 50", "3^10"),
    ("2026 the", "the^10 the"),
    ("", ""),
]
ORDERS = [
    (
        "planning",
        ["change/", "plan/"],
    ),  # A title that is just so comes before one with a code and a framework.
    ("where to begin", ["plan/", "rounds/"]),  # A name by which a page is known.
    ("begin the round", ["rounds/", "plan/"]),
    ("making start", ["plan/", "change/"]),  # One name holds both words.
    ("center steps", ["plan/", "change/"]),
    ("the", ["rounds/", "plan/"]),  # "They begin": what is typed may be the beginning of a word.
]


@pytest.fixture(scope="module")
def pure(chromium):
    return Pure(chromium, ["../shell/search_ranking"])


def check_queries(pure):
    for typed, query in QUERIES:
        assert (
            pure.call(f"(text, docs) => {RANKING}.queryOf(text, {RANKING}.vocabularyOf(docs))", typed, DOCS)
            == query
        ), typed


def check_orders(pure):
    by_page = (
        """(text, docs) => {
        const pages = ["plan/", "change/", "rounds/"]
            .map((page) => docs.filter(({ location }) => location.startsWith(page)));
        return %s.ordered(pages, text).map((entries) => entries.map(({ location }) => location));
    }"""
        % RANKING
    )
    for typed, first in ORDERS:
        assert [page[0].partition("#")[0] for page in pure.call(by_page, typed, DOCS)][:2] == first, typed
    assert pure.call(by_page, "steps", DOCS)[0] == ["plan/#steps", "plan/"]  # The part whose title was typed.


def test_what_is_typed_becomes_a_query(pure):
    check_queries(pure)


def test_the_best_page_comes_first(pure):
    check_orders(pure)


def test_every_branch_ran(chromium):
    pure = Pure(chromium, ["../shell/search_ranking"])
    check_queries(pure)
    check_orders(pure)
    assert pure.uncovered("../shell/search_ranking") == []

"""The finer points of the rules about sources: what a reference may lack, and what it may say of that."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from places import SMALL

from macros.checks.rules import (
    absences_are_dated,
    links_lead_to_owners,
    sources_are_whole,
    titles_are_whole,
)
from macros.records.field_plans import plan_fields
from macros.records.kinds import FILES, KINDS
from macros.records.loader import load_handbook

SOURCES = "framework/sources.yml"
ADDRESS_FIELD = re.compile(r"Annotated\[.*\bAddress\b")
DETAILS = {"volume": '"73"', "pages": "59–67", "doi": "10.1000/leading"}


def judge(small, *keys: str, type: str = "article-journal") -> list[tuple[str, str]]:
    """What is wrong with the small handbook's source, and what would be right, where it is of another
    ``type`` and has further ``keys``."""
    text = (SMALL / SOURCES).read_text("utf-8").replace("type: book", f"type: {type}")
    lines = "".join(f"    {key}\n" for key in keys)
    (small / SOURCES).write_text(text.rstrip("\n") + "\n" + lines, "utf-8")
    book, problems = load_handbook(small)
    assert problems == []
    rules = (sources_are_whole, titles_are_whole, links_lead_to_owners, absences_are_dated)
    return [(problem.wrong, str(problem.right)) for rule in rules for problem in rule.check(book)]


def article(*lacking: str) -> list[str]:
    """The keys of an article that gives all details but those that it is ``lacking``."""
    given = [f"{name}: {value}" for name, value in DETAILS.items() if name not in lacking]
    return ["container: Harvard Business Review", *given]


# -- what a reference lacks

LACKING = [names for count in (1, 2, 3) for names in combinations(DETAILS, count)]


def test_an_article_that_gives_all_need_say_nothing(small):
    assert judge(small, *article()) == []


def test_the_number_of_an_article_counts_as_its_pages(small):
    assert judge(small, *article("pages"), "pages: e66303") == []


@pytest.mark.parametrize("lacking", LACKING, ids=" ".join)
def test_what_is_advised_for_a_gap_is_accepted(small, lacking):
    ((_, right),) = judge(small, *article(*lacking))
    sentence = right.partition("or say in 'incomplete': ")[2]
    assert judge(small, *article(*lacking), f"incomplete: {sentence}") == []


@pytest.mark.parametrize("lacking", LACKING[3:], ids=" ".join)
def test_what_is_advised_for_half_a_gap_is_accepted(small, lacking):
    half = f"No {lacking[0]} was found by 2 May 2026."
    ((_, right),) = judge(small, *article(*lacking), f"incomplete: {half}")
    sentence = right.partition("or add: ")[2]
    assert judge(small, *article(*lacking), f"incomplete: {half} {sentence}") == []


@pytest.mark.parametrize(
    "lacking, words",
    [
        (("doi",), "It has no DOI."),
        (("doi",), "No DOI by 30 November 2026."),
        (("pages",), "It has neither pages nor an article number."),
        (("volume", "pages"), "Online first: by 30 November 2026 no volume and no page numbers were known."),
        ((), "The title is shortened."),
        ((), "The year is that of reading."),
    ],
)
def test_a_gap_is_owned_up_to_in_any_words_that_name_it(small, lacking, words):
    assert judge(small, *article(*lacking), f'incomplete: "{words}"') == []


@pytest.mark.parametrize("type", ["book", "report"])
def test_a_book_may_say_that_no_publisher_was_found_while_it_names_none(small, type):
    words = "incomplete: No publisher was found by 30 November 2026."
    assert judge(small, words, type=type) == []
    assert [wrong for wrong, _ in judge(small, "publisher: Wiley", words, type=type)] == [
        "says what the reference lacks, and it lacks nothing"
    ]


def test_a_doi_is_the_address_of_a_web_page(small):
    assert judge(small, "doi: 10.1000/leading", type="webpage") == []


# -- titles that break off


@pytest.mark.parametrize(
    "title, end",
    [
        ("Leading change:", "':'"),
        ("Leading change –", "'–'"),
        ("Leading change —", "'—'"),
        ("Leading change -", "'-'"),
        ("Leading change,", "','"),
        ("Leading change;", "';'"),
        ("Leading change …", "'…'"),
        ("Leading change...", "'...'"),
        ("Leading change [...]", "'...'"),
        ("A review of", "'of'"),
        ("A review of the", "'the'"),
        ("A Review Of The", "'The'"),
        ("A review of “the”", "'the'"),
        ("Teams in", "'in'"),
        ("Vitamin A and", "'and'"),
    ],
)
def test_a_title_ends_with_what_shows_that_it_was_cut(title, end):
    assert titles_are_whole.find_fault(title).wrong == f"ends with {end}, as a title does that was cut"


@pytest.mark.parametrize("title", ["Leading change (second", "Leading “change", "Leading [change"])
def test_a_title_opens_what_it_never_closes(title):
    assert " and never closes it, as a title does that was cut" in titles_are_whole.find_fault(title).wrong


@pytest.mark.parametrize(
    "title",
    [
        "Leading change",
        "What is leadership for?",
        "Five years on",
        "Growing up",
        "Hepatitis A",
        "Care in the OR",
        "LGBTQ+",
        "Evidence-based change and how to opt-in",
        "Negotiating Agreement Without Giving In",
        "How to do (or not to do)… a stakeholder analysis",
        "“I'll never play professional football”",
    ],
)
def test_a_title_that_only_looks_cut_is_whole(title):
    assert titles_are_whole.find_fault(title) is None


@pytest.mark.parametrize("words", ["The title was cut.", "The title is whole."])
def test_a_source_may_say_that_its_title_was_cut_or_was_not(small, words):
    container = 'container: "Lessons from"'
    assert [wrong for wrong, _ in judge(small, container, type="report")] == [
        "ends with 'from', as a title does that was cut"
    ]
    assert judge(small, container, f"incomplete: {words}", type="report") == []


# -- whose the addresses are


@pytest.mark.parametrize(
    "address, host",
    [
        ("https://ja.scribd.com/document/1", "ja.scribd.com, where readers put up copies"),
        ("https://docplayer.net/1.html", "docplayer.net, where readers put up copies"),
        ("https://www.ResearchGate.net/publication/1", "www.researchgate.net, where readers put up copies"),
        ("https://leeds.academia.edu/A", "leeds.academia.edu, where readers put up copies"),
        ("https://pdfs.semanticscholar.org/1.pdf", "pdfs.semanticscholar.org, the reader of a search engine"),
        ("https://sci-hub.se/10.1/x", "sci-hub.se, which copies without leave"),
        ("https://nhs.vercel.app/", "nhs.vercel.app, where sites are tried out"),
        ("https://webtest.parliament.uk/", "webtest.parliament.uk, where a site is tried out"),
        ("https://test.england.nhs.uk/", "test.england.nhs.uk, where a site is tried out"),
        ("https://staging2.example.org/", "staging2.example.org, where a site is tried out"),
        ("https://core-staging.example.org/", "core-staging.example.org, where a site is tried out"),
    ],
)
def test_a_host_is_known_for_copies_or_trials(address, host):
    assert links_lead_to_owners.find_fault(address) == f"leads to {host}"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.parliament.uk/test/",
        "https://www.test.co.uk/",
        "https://test-valley.gov.uk/",
        "https://contest.example.org/",
        "https://latest.example.org/",
        "https://developer.example.org/",
        "https://academia.example.org/",
        "https://example.org/?from=scribd.com",
        "https://[::1]/",
        "https://[x/",
    ],
)
def test_a_host_that_only_looks_like_one_is_an_owners(address):
    assert links_lead_to_owners.find_fault(address) is None


def test_what_is_advised_for_a_copy_is_accepted(small):
    copy = "url: https://docplayer.net/1.html"
    ((_, right),) = judge(small, copy, type="webpage")
    sentence = right.partition("say in 'incomplete': ")[2]
    assert judge(small, f"incomplete: {sentence}", type="webpage") == []
    ((_, right),) = judge(small, copy, "doi: 10.1000/leading", type="webpage")
    assert right == "take it out, for the DOI leads to the owner"


def test_a_host_is_the_owner_of_its_own_pages(small):
    file = small / SOURCES
    judge(small, "url: https://www.researchgate.net/about", type="webpage")
    file.write_text(
        file.read_text("utf-8").replace("authors: [Kotter JP]", "bodies: [ResearchGate]"), "utf-8"
    )
    assert list(links_lead_to_owners.check(load_handbook(small)[0])) == []


def test_every_field_with_an_address_is_looked_at():
    models, fields = [*FILES.values(), *(kind.model for kind in KINDS.values())], set()
    for model in models:
        models += [field.part for field in plan_fields(model) if field.part and field.part not in models]
        fields |= {name for name, info in model.model_fields.items() if ADDRESS_FIELD.search(repr(info))}
    assert fields == {*links_lead_to_owners.FIELDS, "doi"}


# -- marks that a reference would show twice


@pytest.mark.parametrize(
    ("publisher", "mark"),
    [
        ("Wiley,", ","),
        ("Wiley .", " ."),
        ("Wiley ()", "()"),
        ("Wiley,, London", ",,"),
        ("( Wiley", "( "),
        ("Wiley & Sons, Inc.", ""),
        ("Wiley. London", ""),
    ],
)
def test_marks_that_a_reference_sets_itself_are_told(small, publisher, mark):
    wrong = f"holds '{mark.strip()}' where a reference sets its own marks or none"
    right = "write the words with the marks that belong among them"
    assert judge(small, f'publisher: "{publisher}"', type="book") == ([(wrong, right)] if mark else [])


def test_a_title_ends_in_no_full_stop_but_an_abbreviation_may(small):
    told = [
        judge(small, f"container: {title}", type="article-journal") for title in ("Lancet.", "J Ed.", "BMJ")
    ]
    stop = "holds '.' where a reference sets its own marks or none"
    assert [[wrong for wrong, _ in each if wrong == stop] for each in told] == [[stop], [], []]

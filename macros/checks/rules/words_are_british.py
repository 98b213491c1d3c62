"""Words are spelt as in Britain, but for names, official titles and what others have written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.base.problems import Fault, Problem
from macros.checks.american_spellings import find_american_words
from macros.checks.page_texts import AS_TYPED, QUOTED, find_words, list_texts
from macros.checks.text_places import create_problem
from macros.hand_written.pages import WrittenPage
from macros.records.entries import Entry
from macros.records.field_plans import SKIPPED_FIELDS
from macros.records.handbook import Handbook

# What others have written: titles of frameworks and of all in them, names, and what people type.
_OFFICIAL = {
    "framework": SKIPPED_FIELDS | {"title", "plural", "official_title", "owners", "holder", "abbreviation"},
    "theory": SKIPPED_FIELDS | {"originators", "formula"},
    "term": SKIPPED_FIELDS | {"also"},
}
_OURS_OF_SOURCE = {"note", "incomplete", "of"}
_PROGRAM_TEXT = ("program", "dialog", "catalog", "normalizer")  # As programmers write everywhere.


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every word of a record that is spelt the American way."""
    for top in handbook.list_top_entries():
        yield from check_entry(handbook, top)


def check_entry(handbook: Handbook, top: Entry) -> Iterator[Problem]:
    """Yield the same problems of one record, source or term."""
    if top.kind == "synonym":
        return
    omitted = _OFFICIAL.get(top.kind, SKIPPED_FIELDS)
    for route, text, plan, _ in top.list_texts():
        if plan.name in _OURS_OF_SOURCE if top.kind == "source" else omitted.isdisjoint(route):
            for offset, word, british in find_american_words(text):
                yield create_problem(top, route, text, offset, _describe(word, british))


def check_pages(pages: Iterable[WrittenPage]) -> Iterator[Problem]:
    """Yield a problem for every word of a hand-written page that is spelt the American way."""
    for page in pages:
        is_of_program = page.uri.startswith(("about/", "contribute/", "deaneries/"))
        place = 0
        for text, _ in list_texts(page.html.text, besides=AS_TYPED | QUOTED):
            for offset, word, british in find_american_words(text):
                if not (is_of_program and word.lower().startswith(_PROGRAM_TEXT)):
                    place = find_words(page.text, text[offset:], place)
                    yield page.problem(place, "page", *_describe(word, british))


def _describe(word: str, british: str) -> Fault:
    return Fault(
        f"'{word}' is spelt the American way",
        f"write '{british}'; what somebody else wrote stands between “ and ”",
    )

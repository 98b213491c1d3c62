"""A hand-written page shows no mark of Markdown as it was typed: a list without an empty line above it, a
link with a space inside, an address without words, a citation in another program's form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.base.problems import Problem
from macros.checks.page_texts import find_words, list_texts
from macros.hand_written.pages import WrittenPage
from macros.records.raw_markup import find_marks_on_page


def check(pages: Iterable[WrittenPage]) -> Iterator[Problem]:
    """Yield a problem for every mark of Markdown that readers of ``pages`` would see."""
    for page in pages:
        place = 0
        for text, is_linked in list_texts(page.html.text):
            for offset, fault in find_marks_on_page(text, is_linked):
                place = find_words(page.text, text[offset:], place)
                yield page.problem(place, "page", *fault)

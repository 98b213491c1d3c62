"""The role that a hand-written page says answers for it is one of the closed list, as
:mod:`~macros.checks.rules.words_are_in_vocabulary` demands of records; and the list holds every role that
answers for what names none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from macros.base.problems import Problem, did_you_mean, join_words
from macros.hand_written.front_matter import WHERE, locate
from macros.hand_written.pages import WrittenPage
from macros.records.handbook import Handbook
from macros.records.kinds import VOCABULARY
from macros.records.review_plan import OWNERS, PLANS_OF_KINDS, PLANS_OF_PAGES


def check(handbook: Handbook, pages: Iterable[WrittenPage]) -> Iterator[Problem]:
    """Yield a problem for every owner of a page that is no role, and one where the list of roles is not
    there, from which every page takes its own."""
    if VOCABULARY in handbook.unread.files or not handbook.vocabularies:
        return
    if OWNERS not in handbook.vocabularies:
        right = did_you_mean(OWNERS, set(handbook.vocabularies), "put it back; pages take words from it")
        yield Problem(VOCABULARY, 1, 1, "file", f"holds no list '{OWNERS}'", right)
        return
    roles = [term.id for term in handbook.vocabularies[OWNERS].terms]
    yield from _check_planned_roles(handbook, roles)
    for page in pages:
        if page.yaml and page.front.owner and page.front.owner not in roles:
            wrong = f"'{page.front.owner}' is not a word of the list '{OWNERS}'"
            right = did_you_mean(page.front.owner, roles, f"choose from {join_words(roles)}")
            place = locate(page.yaml, ("owner",))
            yield Problem(page.source_path, *place, f"{WHERE}, owner", wrong, right)


def _check_planned_roles(handbook: Handbook, roles: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for every role that answers for what names no other, and that is not in the list."""
    file: Any = handbook.files[VOCABULARY]
    lists = [words["id"] for words in file.data["vocabularies"]]
    line, column = file.locate(("vocabularies", lists.index(OWNERS)))
    planned = [plan.owner for plan in (*PLANS_OF_KINDS.values(), *PLANS_OF_PAGES.values())]
    for role in dict.fromkeys(planned):
        if role not in roles:
            wrong = f"lacks '{role}', who answers for what names nobody else"
            right = "put it back; its title may be changed"
            yield Problem(VOCABULARY, line, column, f"vocabulary {OWNERS}", wrong, right)

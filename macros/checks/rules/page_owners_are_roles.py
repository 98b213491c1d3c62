"""The role that a hand-written page says answers for it is one of the closed list, as
:mod:`~macros.checks.rules.words_are_in_vocabulary` demands of records; and there is such a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.base.problems import Problem, did_you_mean, join_words
from macros.hand_written.front_matter import WHERE, locate
from macros.hand_written.pages import WrittenPage
from macros.records.handbook import Handbook
from macros.records.kinds import VOCABULARY
from macros.records.review_plan import OWNERS


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
    for page in pages:
        if page.yaml and page.front.owner and page.front.owner not in roles:
            wrong = f"'{page.front.owner}' is not a word of the list '{OWNERS}'"
            right = did_you_mean(page.front.owner, roles, f"choose from {join_words(roles)}")
            place = locate(page.yaml, ("owner",))
            yield Problem(page.source_path, *place, f"{WHERE}, owner", wrong, right)

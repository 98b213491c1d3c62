"""A field with a closed list holds a word of that list (``framework/vocabulary.yml``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from macros.base.problems import Problem, did_you_mean, join_words
from macros.records.field_plans import walk_texts
from macros.records.handbook import Handbook
from macros.records.kinds import VOCABULARY


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every word that its vocabulary does not hold."""
    if VOCABULARY in handbook.unread.files:
        return
    lists = {
        name: dict.fromkeys(term.id for term in vocabulary.terms)
        for name, vocabulary in handbook.vocabularies.items()
    }
    missing: set[str] = set()
    for top in handbook.list_top_entries():
        for route, word, plan, _ in walk_texts(top.node, "vocab"):
            words = lists.get(plan.vocabulary)
            if words is None:
                missing.add(plan.vocabulary)
            elif word not in words:
                right = did_you_mean(word, words, partial(_list_choices, words))
                yield top.problem(
                    route, f"'{word}' is not a word of the list '{plan.vocabulary}'", right, word
                )
    for name in missing:
        right = did_you_mean(name, set(handbook.vocabularies), "put it back; records take words from it")
        yield Problem(VOCABULARY, 1, 1, "file", f"holds no list '{name}'", right)


def _list_choices(words: Iterable[str]) -> str:
    return f"choose from {join_words(words)}"

"""A field with a closed list holds a word of that list (``framework/vocabulary.yml``)."""

from __future__ import annotations

from collections.abc import Iterator

from macros.fields import values, walk
from macros.handbook import Handbook
from macros.problems import Problem, did_you_mean


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every word that its vocabulary does not hold."""
    if "vocabulary" in handbook.broken:
        return
    missing: set[str] = set()
    for top in handbook.everything():
        for route, part in walk(top.node):
            for inner, word, plan in values(part, "vocab"):
                vocabulary = handbook.vocabularies.get(plan.vocab.name)
                if vocabulary is None:
                    missing.add(plan.vocab.name)
                    continue
                words = [term.id for term in vocabulary.terms]
                if word in words:
                    continue
                right = did_you_mean(word, words, "choose from " + ", ".join(words))
                yield top.problem((*route, *inner), f"'{word}' is not a word of the list '{plan.vocab.name}'", right)
    for name in missing:
        right = did_you_mean(name, set(handbook.vocabularies), "put it back; records take words from it")
        yield Problem("framework/vocabulary.yml", 1, 1, "file", f"holds no list '{name}'", right)

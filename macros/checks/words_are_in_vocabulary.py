"""A field with a closed list holds a word of that list (``framework/vocabulary.yml``)."""

from __future__ import annotations

from collections.abc import Iterator

from macros.fields import values, walk
from macros.handbook import Handbook
from macros.problems import Problem, nearest


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every word that its vocabulary does not hold."""
    if "vocabulary" in handbook.broken:
        return
    for top in handbook.everything():
        for route, part in walk(top.node):
            for inner, word, plan in values(part, "vocab"):
                vocabulary = handbook.vocabularies.get(plan.vocab.name)
                words = [term.id for term in vocabulary.terms] if vocabulary else []
                if word in words:
                    continue
                guess = nearest(word, words)
                right = f"did you mean '{guess}'?" if guess else "choose from " + ", ".join(words)
                yield top.problem((*route, *inner), f"'{word}' is not a word of the list '{plan.vocab.name}'", right)

"""Every word that is linked to the glossary means one term: where two claim it, one is never linked."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem, Route
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Term


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every form of a linked term that another has already. Case does not matter, but in
    forms in capitals, which are matched only as they are written."""
    first: dict[str, Entry] = {}
    for entry in handbook.terms:
        term = entry.read_as(Term)
        routes: list[Route] = [("term",), *(("also", place) for place in range(len(term.also)))]
        for route, form in zip(routes, (term.term, *term.also), strict=True) if term.linked else ():
            other = first.setdefault(form if form.isupper() else form.lower(), entry)
            if other.id != entry.id:  # Of one id twice speaks another rule.
                yield entry.problem(
                    route,
                    f"'{form}' is a form of the term {other.id} ({other.file.path}:{other.line})",
                    "leave it to one of the two, or say 'linked: false' of one",
                )

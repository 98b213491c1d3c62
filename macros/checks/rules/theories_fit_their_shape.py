"""A theory has what its shape is drawn from: sides for forces, links for a network, symbols for a formula."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Theory, VocabularyTerm
from macros.rendering.pictures import SHAPES


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every theory that cannot be drawn in its shape."""
    for entry in handbook.records["theory"]:
        theory = entry.read_as(Theory)
        if theory.shape not in SHAPES and any(word.id == theory.shape for word in _list_shapes(handbook)):
            yield entry.problem(
                ("shape",), f"nothing draws the shape '{theory.shape}'", "choose from " + ", ".join(SHAPES)
            )
        if theory.shape == "forces":
            yield from _check_elements(entry, "side", "give 'driving' or 'restraining'")
        if theory.shape == "formula":
            yield from _check_elements(entry, "symbol", "give the letter it has in the formula")
            if not theory.formula:
                yield entry.problem(
                    (), "has the shape 'formula' and no formula", "add 'formula:' as it is written"
                )
        if theory.shape == "network" and not theory.links:
            yield entry.problem(
                (), "has the shape 'network' and no links", "add 'links:' between its elements"
            )
        if theory.shape != "network" and theory.links:
            yield entry.problem(
                ("links",),
                f"has links and the shape '{theory.shape}'",
                "remove the links or make the shape 'network'",
            )


def _list_shapes(handbook: Handbook) -> list[VocabularyTerm]:
    vocabulary = handbook.vocabularies.get("theory-shape")
    return vocabulary.terms if vocabulary else []


def _check_elements(entry: Entry, field: str, right: str) -> Iterator[Problem]:
    for index, element in enumerate(entry.read_as(Theory).elements):
        if getattr(element, field) is None:
            yield entry.problem(("elements", index), f"element '{element.id}' has no {field}", right)

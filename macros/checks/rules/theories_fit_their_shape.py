"""A theory has what it is drawn from: sides for forces, links for a network, symbols for a formula, and what
the form of its picture asks for."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Theory, VocabularyTerm
from macros.rendering.pictures import FORMS, SHAPES


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every theory that cannot be drawn in its shape or in its form."""
    for entry in handbook.records["theory"]:
        theory = entry.read_as(Theory)
        yield from _check_drawing(entry)
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


def _check_drawing(entry: Entry) -> Iterator[Problem]:
    drawing, elements = entry.read_as(Theory).drawing, entry.read_as(Theory).elements
    if not drawing or not (form := FORMS.get(drawing.form)):  # A word outside the list is another rule's.
        return
    if form.elements and len(elements) != form.elements:
        yield entry.problem(
            ("drawing", "form"),
            f"the form '{drawing.form}' draws {form.elements} elements and the theory has {len(elements)}",
            "choose another form, or remove 'drawing:' to have it drawn in its shape",
        )
    if len(drawing.words) != form.words:
        yield entry.problem(
            ("drawing", "words"),
            f"the form '{drawing.form}' writes {form.words} phrases and is given {len(drawing.words)}",
            "give as many, in the order that the description of the form in framework/vocabulary.yml says",
        )
    if form.needs:
        yield from _check_elements(entry, form.needs, f"give it, for the form '{drawing.form}' draws it")


def _list_shapes(handbook: Handbook) -> list[VocabularyTerm]:
    vocabulary = handbook.vocabularies.get("theory-shape")
    return vocabulary.terms if vocabulary else []


def _check_elements(entry: Entry, field: str, right: str) -> Iterator[Problem]:
    for index, element in enumerate(entry.read_as(Theory).elements):
        if getattr(element, field) is None:
            yield entry.problem(("elements", index), f"element '{element.id}' has no {field}", right)

"""Crosswalks as tables: of one's own, with a pair in each row, or in the Simple Standard for Sharing
Ontological Mappings (SSSOM, https://mapping-commons.github.io/sssom/)."""

from __future__ import annotations

from contextlib import suppress

from macros.base.problems import show
from macros.imports.model import ImportedCrosswalk, ImportedPair, NotImported
from macros.imports.relations import RELATIONS, read_relation
from macros.imports.tables import Row

COLUMNS = {
    "origin": ("subject_id", "origin", "from", "from code", "from item", "source"),
    "target": ("object_id", "target", "to", "to code", "to item"),
    "relation": ("predicate_id", "relation", "predicate", "mapping"),
    "reason": ("comment", "reason", "note", "why"),
    "confidence": ("confidence",),
}
NEEDED = ("origin", "target", "relation")
NO_TERM_FOUND = "sssom:notermfound"
_READ_OF_SSSOM = {"subject_label", "object_label", "mapping_justification"}


def find_columns(head: Row) -> dict[str, int] | None:
    """What the columns of a crosswalk hold, by their titles in ``head``; ``None`` where it is none."""
    titles = [cell.lower() for cell in head.cells]
    columns = {
        name: titles.index(title)
        for name, known in COLUMNS.items()
        if (title := next((known_title for known_title in known if known_title in titles), None))
    }
    return columns if all(name in columns for name in NEEDED) else None


def read_pairs(rows: list[Row], columns: dict[str, int]) -> ImportedCrosswalk:
    """The pairs of a table whose first row has the titles of its columns. Raises
    :class:`~macros.imports.model.NotImported`."""
    head, *body = rows
    is_sssom = "subject_id" in [cell.lower() for cell in head.cells]
    crosswalk = ImportedCrosswalk("a crosswalk in SSSOM" if is_sssom else "a crosswalk", [])
    faults = []
    for row in body:
        origin, target, relation, reason = (
            row.get(columns.get(name)) for name in ("origin", "target", "relation", "reason")
        )
        if NO_TERM_FOUND in (origin.lower(), target.lower()):
            name, item = ("target", target) if origin.lower() == NO_TERM_FOUND else ("origin", origin)
            crosswalk.unmapped.append((item, reason, row.locate(columns[name])))
            continue
        if not (word := read_relation(relation)):
            place = row.locate(columns["relation"])
            known = ", ".join(RELATIONS)
            faults.append(f"{place}: {show(relation)} is no relation; write one of {known}.")
            continue
        confidence = read_confidence(written := row.get(columns.get("confidence")))
        if written and not confidence:
            place, right = row.locate(columns["confidence"]), "high, medium, low, or a number from 0 to 1"
            crosswalk.losses.append(
                f"{place}: {show(written)} was not carried as the confidence; write {right}."
            )
        place = row.locate(columns["origin"])
        crosswalk.pairs.append(ImportedPair(origin, target, word, place, reason, confidence))
    used = set(columns.values())
    for column, title in enumerate(head.cells):
        if title and column not in used and title.lower() not in _READ_OF_SSSOM:
            crosswalk.losses.append(f"{head.locate(column)}: the column {show(title)} was not carried.")
    if not (crosswalk.pairs or faults):
        faults = ["The file holds no pair; see that it is the right one."]
    if faults:
        raise NotImported(faults)
    return crosswalk


def read_confidence(text: str) -> str:
    """The word of the handbook for a confidence, which SSSOM gives as a number from 0 to 1; empty for
    none that is known."""
    if text.lower() in ("high", "medium", "low"):
        return text.lower()
    with suppress(ValueError):
        number = float(text)
        if 0 <= number <= 1:
            return "high" if number >= 0.8 else "medium" if number >= 0.5 else "low"
    return ""

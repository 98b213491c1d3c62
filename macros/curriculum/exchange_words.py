"""The words of the handbook beside those of the standards in which frameworks and crosswalks are exchanged.

What is exported and what is imported both go by these tables, so that what comes back is what went out.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.base.csv_tables import is_formula


@dataclass(frozen=True)
class CaseRelation:
    """How CASE writes a relation of a crosswalk: its ``type`` of association, and whether it is written the
    other way round, from the target to the origin."""

    type: str
    is_reversed: bool = False


# CASE has no types for SKOS' looser relations; which of them is meant stands in the grouping of the
# association and, from version 1.1 on, in its extension.
CASE_RELATIONS = {
    "exactMatch": CaseRelation("exactMatchOf"),
    "closeMatch": CaseRelation("isRelatedTo"),
    "broadMatch": CaseRelation("isPartOf"),
    "narrowMatch": CaseRelation("isPartOf", is_reversed=True),
    "relatedMatch": CaseRelation("isRelatedTo"),
}
# The publication status of a CFDocument, by the status of a framework.
CASE_STATUSES = {
    "announced": "Draft",
    "current": "Adopted",
    "superseded": "Deprecated",
    "withdrawn": "Deprecated",
}
# SSSOM has a number between 0 and 1 for how sure somebody is, where the handbook has a word.
SSSOM_CONFIDENCES = {"high": 0.9, "medium": 0.6, "low": 0.3}
# How a crosswalk was made: what a study or an owner has published does not always say.
SSSOM_JUSTIFICATIONS = {
    "handbook": "semapv:ManualMappingCuration",
    "published": "semapv:UnspecifiedMatching",
}
NO_TERM_FOUND = "sssom:NoTermFound"  # Stands for the counterpart that an item does not have.


def guard_cell(text: str) -> str:
    """A cell of a table that no spreadsheet takes for a formula: one that it would has an apostrophe before
    it."""
    return f"'{text}" if is_formula(text) else text


def unguard_cell(text: str) -> str:
    """What :func:`guard_cell` was given."""
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text

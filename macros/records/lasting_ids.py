"""What lets ids and addresses last: the former ids of what was renamed, and the mark of what is retired.

:mod:`macros.records.kinds` gives these fields to records and items, and to the parts of records that have an
address of their own.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from macros.records.field_types import (
    Line,
    Part,
    PartAlias,
    PartId,
    PastDay,
    Patterned,
    Ref,
    Reference,
    optional,
    optional_list,
    required,
)

RETIRED = "That it is no longer used: since when, why, and what to use instead. Its page stays and says so."


class Retirement(Part):
    """That something is no longer used: its address stays, its page says so, and nothing new refers to it."""

    date: PastDay = required("The day it was retired, as 2026-11-22.")
    reason: Line = required("Why, in a sentence that its page prints.")
    successor: Annotated[Reference, Ref("any")] | None = optional(
        "Id of what to use instead, where there is such a thing."
    )


class RetiredSource(Retirement):
    """That a source is no longer used."""

    successor: Annotated[Reference, Ref("source")] | None = optional("Id of the source to use instead.")


class RetiredTerm(Retirement):
    """That a term is no longer used."""

    successor: Annotated[Reference, Ref("term")] | None = optional("Id of the term to use instead.")


class AddressedPart(Part):
    """A part of a record that has an address of its own: its id stands behind '#'."""

    id: PartId = required("Short id.")
    aliases: list[PartAlias] = optional_list(
        "Ids it had before: 's2', or 'teams/s2' where it stood in another record; links to them go on"
        " working."
    )


# What the parts of a record that have an address are, by the fields in which they stand.
PART_KINDS = {
    "sessions": "session",
    "outcomes": "outcome",
    "assessments": "assessment",
    "workplace": "workplace task",
    "strands": "strand",
    "cycle": "step",
    "conditions": "condition",
    "evidence": "evidence",
    "elements": "element",
    "measures": "measure",
    "sections": "section",
    "kit": "kit",
}


class RetiredPart(Retirement):
    """A part of the record that is gone, so that its address and its id go on meaning it."""

    id: PartId = required("The short id that it had.")
    kind: Annotated[str, StringConstraints(pattern=f"^({'|'.join(PART_KINDS.values())})$"), Patterned()] = (
        required("What it was, as messages call it: 'session', 'outcome', 'workplace task'.")
    )
    title: Line = required("What it was called.")

"""What records and hand-written pages say of their reviews: the fields that both have."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.records.field_types import Line, Part, PastDay, Vocab, Word, optional, required


class Review(Part):
    """One review by faculty. Nothing is marked reviewed that no faculty has reviewed."""

    date: PastDay = required("The day of the review, as 2026-11-22.")
    role: Line = required(
        "The role of who reviewed it (never a name): 'programme director', 'patient partner'."
    )
    note: Line | None = optional("What was looked at or changed.")


Owner = Annotated[Word, Vocab("owner")]
MonthsBetween = Annotated[int, Field(ge=1, le=120)]
# The descriptions of the fields.
REVIEWS = "Reviews by faculty; empty until there has been one."
OWNER = "The role that answers for it, a word of the list 'owner' and never a name; else that of its kind."
REVIEW_EVERY = "After how many months it is to be looked at again; else those of its kind."

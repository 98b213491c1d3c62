"""The levels at which verbs ask something of whoever learns."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from macros.records.field_types import Line, Part, PlainText, required

Verb = Annotated[str, StringConstraints(pattern=r"^[a-z-]+$", max_length=30), PlainText()]


class VerbLevel(Part):
    """A level of thinking, with the verbs by which outcomes ask for it."""

    title: Line = required("What the level is called: 'Analyse'.")
    meaning: Line = required("What a participant does at it, in the handbook's words.")
    verbs: list[Verb] = required("The verbs of outcomes that ask for it, by the alphabet.", min_length=1)

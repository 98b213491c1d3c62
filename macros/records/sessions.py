"""The fields of a taught session: its timed plan, and the papers that are printed for it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.records.field_types import (
    Backlink,
    Line,
    Minutes,
    Part,
    PartId,
    Prose,
    Ref,
    Reference,
    Vocab,
    Word,
    optional,
    optional_list,
    required,
)
from macros.records.lasting_ids import AddressedPart

SEALED = "later"  # The reader of a handout that is in a closed envelope until the plan says so.
# Of a session the fields that the page of its module leaves to that of the session.
SESSION_PAGE_FIELDS = frozenset({"plan", "materials", "handouts", "facilitator"})


class Activity(Part):
    """One part of a session's plan."""

    minutes: Minutes = required("How long, in minutes.")
    title: Line = required("What happens.")
    task: Prose | None = optional(
        "What participants are to do, in the words that are said to them: on their sheet and on the slide."
        " None where they listen or have a break."
    )
    detail: Prose | None = optional("How to run it, for the facilitator.")


class HandoutTable(Part):
    """A table of a handout, with what stands in it and rows to fill in."""

    columns: list[Line] = required("The titles of its columns.", min_length=2, max_length=13)
    rows: list[Line] = optional_list("Its rows, with '|' between the cells: 'Bed 4 | 09:10 | waits'.")
    empty_rows: Annotated[int, Field(ge=0, le=30)] | None = optional("How many empty rows follow.")


class Card(Part):
    """One card of a handout, to cut out."""

    title: Line = required("What stands at its top.")
    text: Prose | None = optional("What stands below.")


class Handout(AddressedPart):
    """A paper that a session needs: a sheet, a set of cards or roles, a set of made-up data."""

    id: PartId = required("Short id, its own in the module: friday-lists.", examples=["friday-lists"])
    title: Line = required("Its name, as the plan calls it.")
    reader: Annotated[Word, Vocab("handout-reader")] = required(
        "Who sees it: 'participants' from the start, 'later' in a closed envelope until the plan says so,"
        " 'facilitator' alone."
    )
    copies: Line = required("How many are printed: one each, a set for each group of four.")
    activity: Line | None = optional("The part of the plan that needs it first, by its title.")
    text: Prose | None = optional("What stands on it, before a table and cards.")
    table: HandoutTable | None = optional("The table on it.")
    cards: list[Card] = optional_list("The cards to cut out.")


class Session(AddressedPart):
    """A taught session."""

    id: PartId = required("Short id: s1.", examples=["s1"])
    title: Line = required("Its name.")
    minutes: Minutes = required("How long it lasts, in minutes.")
    purpose: Prose = required("What it is for, to participants.")
    outcomes: list[PartId] = required("Ids of the module's outcomes it works on.", min_length=1)
    prepare: Prose | None = optional("What participants do before.")
    prepare_minutes: Minutes | None = optional("How long that takes, in minutes.")
    plan: list[Activity] = required("The timed plan; the minutes add up to the session's.", min_length=1)
    materials: list[Line] = optional_list(
        "What is brought into the room: paper, pens, guests. What is printed stands under 'handouts'."
    )
    handouts: list[Handout] = optional_list("The papers to print for it, each written out.")
    facilitator: Prose = required("Notes for the facilitator, kept apart from what participants see first.")
    skills: list[Annotated[Word, Vocab("skill")]] = optional_list(
        "Skills it practises, for the index by skill."
    )
    theories: list[Annotated[Reference, Ref("theory", Backlink.SESSIONS)]] = optional_list(
        "Theories it uses."
    )
    cases: list[Annotated[Reference, Ref("case", Backlink.SESSIONS)]] = optional_list("Cases it uses.")
    tensions: list[Annotated[Reference, Ref("tension", Backlink.SESSIONS)]] = optional_list(
        "Tensions it works on."
    )
    instruments: list[Annotated[Reference, Ref("instrument", Backlink.SESSIONS)]] = optional_list(
        "Instruments it uses."
    )

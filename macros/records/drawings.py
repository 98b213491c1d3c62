"""What the hand-written pages draw: the made-up examples of the guides, as data."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from macros.records.field_types import (
    Figure,
    Line,
    Part,
    PartId,
    Patterned,
    Vocab,
    Word,
    optional,
    optional_list,
    required,
)

Weight = Annotated[int, Field(ge=1, le=5)]
Power = Annotated[str, StringConstraints(pattern="^(low|some|high|informal)$"), Patterned()]
Interest = Annotated[str, StringConstraints(pattern="^(low|some|high)$"), Patterned()]


RuleName = Annotated[str, StringConstraints(pattern="^(shift|trend|runs|point)$"), Patterned()]


class Series(Part):
    """Figures in order of time, for a run chart and an XmR chart."""

    id: PartId = required("Short id, by which pages call it.")
    title: Line = required("What was measured.")
    unit: Line = required("Its unit.")
    period: Line = required("What one figure stands for: 'week'.")
    periods: Line = required("The same in the plural: 'weeks'.")
    figures: list[Figure] = required("The figures, in order of time.", min_length=12)
    baseline: Annotated[int, Field(ge=10)] = required(
        "How many of the first figures are the baseline, from which the lines are worked out."
    )
    change: Line = required("What was changed after the baseline.")


class Sketch(Part):
    """A made-up run of figures on which one rule of a run chart fires."""

    rule: RuleName = required("The rule: 'shift', 'trend', 'runs' or 'point'.")
    title: Line = required("Its name, and what one sees.")
    figures: list[Figure] = required("The figures, as differences from the median.", min_length=6)


class RuleSketches(Part):
    """The rules of a run chart side by side, each where it fires."""

    id: PartId = required("Short id, by which pages call it.")
    title: Line = required("What they show.")
    sketches: list[Sketch] = required("One for each rule.", min_length=1)


class Stakeholder(Part):
    """Somebody on a power–interest grid."""

    who: Line = required("Who it is, by role.")
    power: Power = required("How much they could do: 'low', 'some', 'high', or 'informal'.")
    interest: Interest | None = optional(
        "How much it matters to them: 'low', 'some' or 'high'; left out where nobody has asked."
    )
    position: Line = required("Power and interest today, in words.")
    affected: Line = required("How they are affected, and the next step.")
    most: bool = Field(default=False, description="Whether they are affected most: true or false.")


class PowerInterestGrid(Part):
    """A power–interest grid."""

    id: PartId = required("Short id, by which pages call it.")
    title: Line = required("What is to be decided.")
    people: list[Stakeholder] = required("Who is on it.", min_length=1)


class Force(Part):
    """A force of a force field."""

    title: Line = required("The force.")
    side: Annotated[Word, Vocab("force-side")] = required("Whether it drives or restrains.")
    weight: Weight = required("Its weight, from 1 to 5.")
    chosen: bool = Field(
        default=False, description="Whether the group chose to weaken it first: true or false."
    )


class ForceField(Part):
    """A force field with weights."""

    id: PartId = required("Short id, by which pages call it.")
    title: Line = required("What is to be changed.")
    state: Line = required("The present state, as a line.")
    forces: list[Force] = required("The forces, each side from the strongest.", min_length=2)


class Stage(Part):
    """A stage of an arc of development."""

    title: Line = required("Its name.")
    says: Line = required("What one hears oneself say.")
    push: Line | None = optional("What moves people on to the next stage.")


class Arc(Part):
    """An arc of development: stages, and the way back."""

    id: PartId = required("Short id, by which pages call it.")
    title: Line = required("What grows.")
    stages: list[Stage] = required("The stages, from the first.", min_length=2)
    back: Line = required("When people move back.")


class Drawings(Part):
    """The file of what the hand-written pages draw."""

    series: list[Series] = optional_list("Series for run charts and XmR charts.")
    rules: list[RuleSketches] = optional_list("The rules of a run chart, each where it fires.")
    grids: list[PowerInterestGrid] = optional_list("Power–interest grids.")
    force_fields: list[ForceField] = optional_list("Force fields.")
    arcs: list[Arc] = optional_list("Arcs of development.")


Drawing = Series | RuleSketches | PowerInterestGrid | ForceField | Arc
DRAWING_GROUPS = tuple(Drawings.model_fields)  # The lists of the file, in order.

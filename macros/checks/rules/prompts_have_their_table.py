"""A prompt that is answered in a table has one, and no other prompt does."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.handbook import Handbook
from macros.records.kinds import Instrument


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every prompt of an instrument whose answer is a table without columns, or whose
    table is not its answer."""
    for entry in handbook.records["instrument"]:
        for number, section in enumerate(entry.read_as(Instrument).sections):
            for place, prompt in enumerate(section.prompts):
                at = ("sections", number, "prompts", place)
                if prompt.answer == "table" and not prompt.table:
                    yield entry.problem(
                        (*at, "answer"),
                        f"prompt '{prompt.id}' is answered in a table and has none",
                        "add 'table:' with its 'columns:' and 'rows:'",
                    )
                if prompt.table and prompt.answer != "table":
                    yield entry.problem(
                        (*at, "table"),
                        f"is a table, and prompt '{prompt.id}' is answered by '{prompt.answer}'",
                        "write 'answer: table', or remove 'table:'",
                    )

"""The development plan finds in its form the prompts that its fields show."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem, did_you_mean
from macros.records.handbook import Handbook
from macros.tools.data import PLAN_FORM, PROMPTED


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every prompt that the plan names and its form has not; a handbook without the form has none."""
    form = handbook.get(PLAN_FORM, "instrument")
    if not form:
        return
    there = [f"{section.id}/{prompt.id}" for section in form.node.sections for prompt in section.prompts]
    for prompt, field in PROMPTED.items():
        if prompt not in there:
            wrong = f"has no prompt '{prompt}', which the development plan shows at the field '{field}' of a goal"
            yield form.problem(("sections",), wrong, did_you_mean(prompt, there, "put it back, or take it out of PROMPTED in macros/tools/data.py"))

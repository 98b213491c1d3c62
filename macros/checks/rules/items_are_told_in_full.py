"""Every lowest item of a framework has two to five behaviours, and says why it matters and what it looks like
missing and overdone. One that was imported has what its source had."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.handbook import Handbook
from macros.records.kinds import Item
from macros.records.validation import describe_field

LEAST, MOST = 2, 5  # Behaviours of an item.
NEEDED = ("why", "missing", "overdone")


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every field that a lowest item lacks, and for too few or too many behaviours."""
    for framework in handbook.records["framework"]:
        for leaf in handbook.list_leaves(framework):
            item = leaf.read_as(Item)
            if item.source_id:
                continue
            if not LEAST <= (number := len(item.behaviours)) <= MOST:
                yield leaf.problem(
                    ("behaviours",),
                    f"{number or 'no'} {'behaviour is' if number == 1 else 'behaviours are'} given",
                    f"give {LEAST} to {MOST}, each of which one could see at work",
                )
            for name in NEEDED:
                if not getattr(item, name):
                    yield leaf.problem((name,), "is missing", describe_field(Item.model_fields[name]))

"""Which modules come before a module stands in its lists of them, and nowhere else: in whom it is for, it
would say something else as soon as one of the two changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.handbook import Handbook
from macros.records.kinds import Module


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every module whose audience names another module, and for every module that stands
    in both of its lists."""
    for entry in handbook.records["module"]:
        module = entry.read_as(Module)
        for other in handbook.records["module"]:
            words = rf"\b{re.escape(other.title)}\b"
            if other is not entry and re.search(words, module.audience, re.IGNORECASE):
                yield entry.problem(
                    ("audience",),
                    f"names the module '{other.id}'",
                    "leave that to 'prerequisites:' or 'alongside:', which the page shows beside it",
                )
        for id in module.alongside:
            if id in module.prerequisites:
                yield entry.problem(
                    ("alongside",),
                    f"lists '{id}', which is to be taken first",
                    "remove it here, or under 'prerequisites:'",
                )

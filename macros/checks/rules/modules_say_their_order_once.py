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
    modules = handbook.records["module"]
    by_title = {_split(entry.title): entry for entry in modules}
    lengths = sorted({len(title) for title in by_title})
    for entry in modules:
        module = entry.read_as(Module)
        words = _split(module.audience)
        runs = (words[start : start + length] for length in lengths for start in range(len(words)))
        others = {id(other): other for run in runs if (other := by_title.get(run)) and other is not entry}
        for other in others.values():
            yield entry.problem(
                ("audience",),
                f"names the module '{other.id}'",
                "leave that to 'prerequisites:' or 'alongside:', which the page shows beside it",
            )
        first = {handbook.get_current_id(ref) for ref in module.prerequisites}
        for ref in module.alongside:
            if handbook.get_current_id(ref) in first:
                yield entry.problem(
                    ("alongside",),
                    f"lists '{ref}', which is to be taken first",
                    "remove it here, or under 'prerequisites:'",
                )


def _split(text: str) -> tuple[str, ...]:
    """The words of a text, in small letters."""
    return tuple(re.findall(r"\w+", text.lower()))

"""Text holds no HTML and no link that could run a script; lines to be shown as they are hold none either."""

from __future__ import annotations

from collections.abc import Iterator

from macros.fields import values, walk
from macros.handbook import Handbook
from macros.problems import Problem
from macros.prose import faults


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every text with HTML or an unsafe link."""
    for top in handbook.everything():
        for route, part in walk(top.node):
            for want in ("prose", "line"):
                for inner, text, _ in values(part, want):
                    if "<" in text or "](" in text:
                        for wrong, right in dict.fromkeys(faults(text)):
                            yield top.problem((*route, *inner), wrong, right)

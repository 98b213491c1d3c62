"""The lines with which a program for merging says that two versions of a file are not settled yet."""

from __future__ import annotations

import re
from typing import NamedTuple

from macros.base.problems import Fault

FAULT = Fault(
    "a merge has left its mark here", "choose one of the two versions and delete the lines of <, = and >"
)
# What stands on a line of its own: where the one version begins, the version before both, where the other
# one ends. The line between the two underlines a heading in Markdown, so it counts below an empty line only.
_MARK = re.compile(r"^(?:(<{7}|>{7}|\|{7})(?: .*)?|(?<=\n\n)={7})$", re.MULTILINE)


class Place(NamedTuple):
    """Where something stands in a text: line and column, from 1."""

    line: int
    column: int


def find_mark(text: str) -> Place | None:
    """Where the first mark of a merge stands in ``text``, whose line ends are those of Unix; ``None`` without
    one."""
    mark = _MARK.search(text)
    return Place(text.count("\n", 0, mark.start()) + 1, 1) if mark else None

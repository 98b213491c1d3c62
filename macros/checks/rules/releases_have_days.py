"""Each heading of the page of changes has an id that begins with the day of its release.

The feeds know a release by that id. One that Markdown makes of the heading would change with a word of it,
and every reader of a feed would get the release again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from macros.base.days import find_past_fault
from macros.base.problems import Fault, Problem
from macros.hand_written.pages import WrittenPage
from macros.rendering.feeds import PAGE, RELEASE_ID

_HEADING = re.compile(r"^## .*$", re.MULTILINE)
_ID = re.compile(r"\{:? *#([^\s}]+)[^}]*\}\s*$")
_EXAMPLE = "as {: #2026-11-30-policy }"


def check(pages: Iterable[WrittenPage]) -> Iterator[Problem]:
    """Yield a problem for every heading of the second rank on the page of changes that has no such id."""
    for page in pages:
        if page.path == PAGE:
            for heading in _HEADING.finditer(page.text):
                yield from _check_heading(page, heading)


def _check_heading(page: WrittenPage, heading: re.Match[str]) -> Iterator[Problem]:
    id = _ID.search(heading[0])
    if not id:
        yield page.problem(
            heading.start(),
            "release",
            "has no id of its own",
            f"write the day and a word behind the heading, {_EXAMPLE}; it stays when the heading is reworded",
        )
    elif not (release_id := RELEASE_ID.fullmatch(id[1])):
        yield page.problem(
            heading.start() + id.start(1),
            "release",
            f"has the id '{id[1]}', which does not begin with a day",
            f"write the day and a word, {_EXAMPLE}",
        )
    elif fault := _find_day_fault(release_id[1]):
        yield page.problem(heading.start() + id.start(1), "release", *fault)


def _find_day_fault(day: str) -> Fault | None:
    try:
        return find_past_fault(date.fromisoformat(day))
    except ValueError:
        return Fault(f"has the day {day}, which no calendar knows", "write the day on which it came out")

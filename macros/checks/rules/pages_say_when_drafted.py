"""Each hand-written page of the handbook says on which day it was drafted: readers are told at its foot, and
from that day it is reckoned when somebody is to look at it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.base.problems import Problem
from macros.hand_written.front_matter import WHERE
from macros.hand_written.pages import WrittenPage

SETTINGS = "mkdocs.yml"  # Without it no site is made of the pages, and none has a foot.


def check(root: Path, pages: Mapping[str, WrittenPage]) -> Iterator[Problem]:
    """Yield a problem for every page in ``docs`` of the handbook at ``root`` without ``drafted``. A page of
    an edition may leave it out, and then says nothing of its day."""
    if not (root / SETTINGS).exists():
        return
    for uri, page in pages.items():
        if page.is_sound and not page.front.drafted and page.source_path == f"docs/{uri}":
            right = (
                "write the day as 'drafted: 2026-11-22'"
                if page.yaml
                else "begin the page with three lines: '---', 'drafted: 2026-11-22' with its day, and '---'"
            )
            wrong = "has no 'drafted', the day on which the page was written or last rewritten"
            yield Problem(page.source_path, 1, 1, WHERE, wrong, right)

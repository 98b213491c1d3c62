"""The pages that a release has changed, as they are linked today."""

from __future__ import annotations

from typing import NamedTuple

from macros.base.notes import note
from macros.records.releases import HOWS
from macros.rendering.record_pages import list_redirects
from macros.rendering.renderer import Renderer


class LinkedPage(NamedTuple):
    """A page by its ``title`` at its release, and its ``path`` today; empty where there is none."""

    path: str
    title: str


def group_released_pages(renderer: Renderer, release: str) -> dict[str, list[LinkedPage]]:
    """The pages of a release by what became of them: ``new``, ``changed``, ``gone``. What was renamed since
    is linked where it is now; what is gone, and what an edition leaves out, is not linked."""
    note("released pages", release)
    former = {redirect.path: redirect.target for redirect in list_redirects(renderer.book)}
    groups: dict[str, list[LinkedPage]] = {how: [] for how in HOWS}
    for page in renderer.book.released_pages[release]:
        path = former.get(page.path, page.path)
        is_there = page.how != "gone" and path not in renderer.omitted_paths
        groups[page.how].append(LinkedPage(path if is_there else "", page.title))
    return groups

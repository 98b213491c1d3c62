"""The pages that tests name, where they are today. Whoever edits the handbook may rename a record, with its
old id among its aliases, and may retire one: neither is a failure of theirs."""

from __future__ import annotations

from collections.abc import Callable, Collection

from macros.records.handbook import Handbook
from macros.rendering.record_pages import list_redirects


def find_pages(handbook: Handbook, there: Collection[str]) -> Callable[[str], str | None]:
    """A function that gives the path of the page that a test names today: its own or, where the record has
    another id now, that of the record; ``None`` where it is gone. ``there`` are the paths of all pages."""
    moved = {redirect.path: redirect.target for redirect in list_redirects(handbook)}

    def find_page(path: str) -> str | None:
        return path if path in there else moved.get(path)

    return find_page

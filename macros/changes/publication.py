"""What the handbook publishes: everything that has an address and an id, to be listed at a release
(:mod:`macros.records.releases`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.changes.fields import shorten
from macros.hand_written.pages import WrittenPage
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.releases import MOST_LETTERS, Published

# An id that an author gave something on a page: in an attribute list of Markdown, or in HTML.
_GIVEN_ID = re.compile(r"""\{:[^{}\n]*#([\w.-]+)|\bid=["']([\w.-]+)["']""")


def list_published(handbook: Handbook, pages: Iterable[WrittenPage]) -> Iterator[Published]:
    """Yield everything that the national handbook publishes: records, items and parts, also those that are
    retired, sources, findings and terms, and the hand-written ``pages`` with the ids that their authors gave
    places on them."""
    entries = (*handbook.entries.values(), *handbook.sources, *handbook.terms)
    for entry in (*entries, *handbook.finding_by_id.values()):
        if not entry.file.is_local:
            address = f"{entry.path}#{entry.anchor}" if entry.anchor else entry.path
            yield Published(entry.kind, entry.id, address, shorten(_name(entry), MOST_LETTERS))
    for page in pages:
        yield Published("page", page.path, page.path, shorten(page.title, MOST_LETTERS))
        for anchor in list_given_ids(page):
            yield Published("place", f"{page.path}#{anchor}", f"{page.path}#{anchor}", "")


def _name(entry: Entry) -> str:
    return getattr(entry.node, "of", None) or entry.title


def list_given_ids(page: WrittenPage) -> list[str]:
    """The ids that the author of a page gave places on it, in order: not those that headings get by
    themselves, which change with their words."""
    written = {match[1] or match[2] for match in _GIVEN_ID.finditer(page.text)}
    return [id for id in page.html.ids if id in written]

"""No text shows the id of a source or a record to its readers: an author and a year, or a link, was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.base.problems import Fault, Problem
from macros.checks.text_places import create_problem
from macros.records.entries import Entry
from macros.records.field_plans import SKIPPED_FIELDS
from macros.records.handbook import Handbook

# What the id of a source looks like, where it stands neither in a call nor behind the words of a link.
_ID_OF_SOURCE = re.compile(r"(?<![\w/\"'@-])(?<!\]\()[a-z][a-z-]*-(?:19|20)\d\d[a-z]?(?![\w/-])")
_BEHIND_SPACE = re.compile(r"\[[^\[\]]+\]\s+\(([a-z0-9]+)\)")  # Other ids are known by their hyphens.
_AUTHOR = "list the source under 'sources', and write its author and year"


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every id of a source that a text shows, and for every link to a record with a space
    in it."""
    for top in handbook.list_top_entries():
        yield from check_entry(handbook, top)


def check_entry(handbook: Handbook, top: Entry) -> Iterator[Problem]:
    """Yield the same problems of one record, source or term."""
    if top.kind in ("synonym", "exemption"):
        return
    for route, text, _, _ in top.list_texts():
        if ("-19" in text or "-20" in text) and SKIPPED_FIELDS.isdisjoint(route):
            for id in _ID_OF_SOURCE.finditer(text):
                if handbook.get(id[0], "source"):
                    fault = Fault(f"shows '{id[0]}', the id of a source", _AUTHOR)
                    yield create_problem(top, route, text, id.start(), fault)
        if "] (" in text or "]\n" in text:
            for link in _BEHIND_SPACE.finditer(text):
                if handbook.get(link[1]):
                    wrong = f"holds '{' '.join(link[0].split())}', which does not become a link"
                    fault = Fault(wrong, "take out the space before the '('")
                    yield create_problem(top, route, text, link.start(), fault)

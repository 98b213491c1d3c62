"""Compares the hand-written pages of two versions, and the pictures and documents beside them.

Pages are compared as they are shown: how their Markdown is wrapped changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path

from macros.base.html import strip_tags
from macros.base.problems import Problem
from macros.base.reading import Unreadable, read_bytes
from macros.changes import model
from macros.changes.fields import FieldComparison
from macros.changes.matching import Matches
from macros.changes.model import Change, Subject
from macros.changes.naming import create_list_subject
from macros.changes.pairing import pair_by_key, unify_spaces
from macros.changes.versions import DOCS, Version
from macros.hand_written.calls import Call
from macros.hand_written.files import is_page
from macros.hand_written.markdown_conversion import CALL, Converter
from macros.hand_written.pages import WrittenPage, read_page

PAGE, FILE = "page", "file"
MOST_BYTES = 64 * 1024 * 1024  # Of a picture or document that are compared.


@dataclass
class PageComparison:
    """The hand-written pages of two versions, those that are not the same byte for byte. ``problems`` are of
    those that could not be read, in the older and in the newer."""

    before: Version
    after: Version
    problems: tuple[list[Problem], list[Problem]] = field(default_factory=lambda: ([], []))

    def __repr__(self) -> str:
        return f"<{len(self.places)} files that differ>"

    @cached_property
    def places(self) -> list[str]:
        """The places in ``docs`` of the files that are not the same in both."""
        before, after = self.before.files, self.after.files
        return sorted(place for place in before.keys() | after.keys() if _differ(before, after, place))

    def compare(self, matches: Matches) -> list[Change]:
        """Every change of pages, and then of other files."""
        places = sorted(self.places, key=lambda place: (not is_page(place), place))
        return [change for place in places for change in self._compare_place(matches, place)]

    def _compare_place(self, matches: Matches, place: str) -> Iterator[Change]:
        old, new = self.before.files.get(place), self.after.files.get(place)
        if not is_page(place):
            subject = create_list_subject(FILE, place, place)
            change = model.Added(subject, ()) if not old else model.Removed(subject, ()) if not new else None
            yield change or model.Amended(subject, (), "content", "", "")
            return
        pages = [
            self._read(file, place, problems) if file else None
            for file, problems in zip((old, new), self.problems)
        ]
        if (old and not pages[0]) or (new and not pages[1]):
            return
        before, after = pages
        if before and after:
            yield from _compare_pages(matches, before, after)
        elif page := before or after:
            yield (model.Added if after else model.Removed)(create_page_subject(page), ())

    def read_title(self, place: str) -> str:
        """The title of a page of the newer version; its place, where it cannot be read."""
        page = self._read(self.after.files[place], place, [])
        return page.title if page else place

    def _read(self, file: Path, place: str, problems: list[Problem]) -> WrittenPage | None:
        page, faults = read_page(file, place, f"{DOCS}/{place}", self._converter)
        problems += faults if page is None else []
        return page

    @cached_property
    def _converter(self) -> Converter:
        return Converter()


def _differ(before: Mapping[str, Path], after: Mapping[str, Path], place: str) -> bool:
    """Whether a file is in one version alone, or not the same in both. One that cannot be read is told
    apart."""
    if place not in before or place not in after:
        return True
    try:
        return read_bytes(before[place], MOST_BYTES) != read_bytes(after[place], MOST_BYTES)
    except Unreadable:
        return True


def create_page_subject(page: WrittenPage) -> Subject:
    """The subject of changes of a hand-written page."""
    return create_list_subject(PAGE, page.path, page.title, page.path)


def _compare_pages(matches: Matches, before: WrittenPage, after: WrittenPage) -> Iterator[Change]:
    subject = create_page_subject(after)
    yield from FieldComparison(matches, subject, "", "").compare(before.front, after.front)
    texts = [_read_text(page) for page in (before, after)]
    calls = [list(map(_write_call, page.calls)) for page in (before, after)]
    if texts[0] != texts[1]:
        yield model.Reworded(subject, (), "text", *texts)
    pairs = pair_by_key(calls[0], calls[1], str, str)
    for call in pairs.removed:
        yield model.Reworded(subject, (), "macro", call, "")
    for call in pairs.added:
        yield model.Reworded(subject, (), "macro", "", call)
    if (
        texts[0] == texts[1]
        and not (pairs.added or pairs.removed)
        and _read_form(before) != _read_form(after)
    ):
        yield model.Amended(subject, (), "links or form", "", "")


def _read_text(page: WrittenPage) -> str:
    """The words of a page, without what its macros give."""
    return unify_spaces(unescape(CALL.sub(" ", strip_tags(page.html.text))))


def _read_form(page: WrittenPage) -> list[object]:
    """What a page is beside its words: its HTML, and where its links lead."""
    return [unify_spaces(page.html.text), *page.html.links]


def _write_call(call: Call) -> str:
    arguments = [*map(repr, call.arguments), *(f"{name}={value!r}" for name, value in call.keywords)]
    return f"{call.name}({', '.join(arguments)})"

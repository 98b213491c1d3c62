"""The order in which pages are read one after the other.

Previous and Next lead along one list and never out of it: a framework with its domains and elements; the
records of a section, in the order in which its index names them and then in that of its cards, and behind
them the section's pages to read; the sessions of a module; or the pages to read of one group of the menu. At
the end of a list the foot of the page leads back to the page that holds it. Pathways are chosen by a need and
no list, and lead along their stops.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from macros.base.notes import note, read_unnoted
from macros.curriculum.sessions import list_module_sessions
from macros.hand_written.markdown_conversion import CALL, LINK
from macros.hand_written.pages import WrittenPage
from macros.i18n.phrases import translate_title
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS
from macros.rendering.view import plain_label

_NAMING_MACROS = frozenset({"ref", "card", "link"})
_NAMED = re.compile(f"{CALL.pattern}|{LINK.pattern}")


@dataclass(frozen=True)
class Place:
    """A page by its ``title`` and its ``path`` in the site."""

    title: str
    path: str


@dataclass(frozen=True)
class Neighbours:
    """The pages ``before`` and ``after`` one in its list, ``None`` at either end, and, where nothing comes
    after it, the page ``above`` that holds the list, if any."""

    before: Place | None = None
    after: Place | None = None
    above: Place | None = None


class ReadingOrder:
    """The lists that the pages of a handbook stand in."""

    def __init__(
        self,
        book: Handbook,
        pages: Mapping[str, WrittenPage] | None = None,
        menu: Iterable[Sequence[str]] = (),
    ):
        """``pages`` are the hand-written ones by their place in ``docs``, and ``menu`` the places of those in
        each group of the menu."""
        self.book, self.pages, self.menu = book, pages or {}, menu

    def __repr__(self) -> str:
        return f"<ReadingOrder of {self.book!r}>"

    def find_neighbours(self, path: str) -> Neighbours:
        """The neighbours of the page at ``path``; none of a page that stands in no list."""
        note("neighbours", path)
        return read_unnoted(lambda: self._neighbours).get(path, Neighbours())

    @cached_property
    def _neighbours(self) -> dict[str, Neighbours]:
        neighbours: dict[str, Neighbours] = {}
        for places, above in self._lists():
            for number, place in enumerate(places):
                after = places[number + 1] if number + 1 < len(places) else None
                before = places[number - 1] if number else None
                neighbours[place.path] = Neighbours(before, after, None if after else above)
        return neighbours

    def list_siblings(self, entry: Entry, most: int) -> list[Entry]:
        """A record with those of its kind, an item with those under the same entry, or a session with those
        of its module, in order; the nearest where there are more than ``most``."""
        if entry.kind == "session":
            entries = [place.entry for place in list_module_sessions(self.book, entry.record)]
        elif entry.kind == "item":
            entries = self.book.list_children(entry.parent_or_self)
        else:
            entries = self._records[entry.kind]
        if entry not in entries:  # A retired one, beside which nothing stands.
            return []
        first = max(0, min(entries.index(entry) - most // 2, len(entries) - most))
        return entries[first : first + most]

    def _lists(self) -> Iterator[tuple[list[Place], Place | None]]:
        """Yield each list, with the page that holds it."""
        for kind, entries in self._records.items():
            index = self._find_index(KINDS[kind].section)
            if kind == "framework":
                for framework in entries:
                    items = self.book.list_items(framework)
                    holder = _place_entry(framework) if items else index
                    yield [_place_entry(entry) for entry in (framework, *items)], holder
                yield self._list_written(KINDS[kind].section), index
            elif kind == "pathway":
                yield from (([_place_entry(entry)], index) for entry in entries)
            else:
                yield from self._list_sessions(entries) if kind == "module" else ()
                places = [_place_entry(entry) for entry in entries]
                yield [*places, *self._list_written(KINDS[kind].section)], index
        sections = {kind.section for kind in KINDS.values()}
        for section in dict.fromkeys(posixpath.dirname(page.uri) for page in self._pages_to_read):
            if section not in sections and (index := self._find_index(section)):
                yield self._list_written(section), index
        pages_by_uri = {page.uri: page for page in self._pages_to_read}
        for group in self.menu:
            pages = [pages_by_uri[uri] for uri in group if uri in pages_by_uri]
            yield [_place_page(page) for page in pages if not self._has_index(page)], None

    def _list_sessions(self, modules: Iterable[Entry]) -> Iterator[tuple[list[Place], Place]]:
        """Yield the sessions of each module, which holds their list."""
        for module in modules:
            places = list_module_sessions(self.book, module)
            yield [_place_entry(place.entry) for place in places], _place_entry(module)

    @cached_property
    def _records(self) -> dict[str, list[Entry]]:
        """The records of each kind, first those that the index of their section names."""
        return {
            kind: self._sort_by_index(entries, KINDS[kind].section)
            for kind, entries in self.book.records.items()
        }

    def _sort_by_index(self, entries: list[Entry], section: str) -> list[Entry]:
        numbers = self.list_named_paths(section)
        return sorted(entries, key=lambda entry: numbers.get(entry.path, len(numbers)))

    def _list_written(self, section: str) -> list[Place]:
        """The pages to read of a section, in the order in which its index names them."""
        numbers = self.list_named_paths(section)
        pages = [page for page in self._pages_to_read if posixpath.dirname(page.uri) == section]
        return [
            _place_page(page) for page in sorted(pages, key=lambda page: numbers.get(page.path, len(numbers)))
        ]

    @cached_property
    def _pages_to_read(self) -> list[WrittenPage]:
        return [page for page in self.pages.values() if page.is_to_read]

    def _has_index(self, page: WrittenPage) -> bool:
        return f"{posixpath.dirname(page.uri)}/index.md" in self.pages

    def _find_index(self, section: str) -> Place | None:
        """The index page of a section."""
        if page := self.pages.get(f"{section}/index.md"):
            return Place(translate_title(page.title), page.path)
        return None

    def list_named_paths(self, section: str) -> dict[str, int]:
        """The pages that the text of a section's index names, by their paths, each with its place among
        them."""
        page = self.pages.get(f"{section}/index.md")
        paths = dict.fromkeys(self._find_named_paths(page)) if page else {}
        return {path: number for number, path in enumerate(paths)}

    def _find_named_paths(self, page: WrittenPage) -> Iterator[str]:
        for mark in _NAMED.finditer(page.html.text):
            if mark[2]:
                url = page.html.links[int(mark[2])].url.partition("#")[0]
                yield posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), url)).removesuffix(".md")
                continue
            call = page.calls[int(mark[1])]
            name = call.arguments[0] if call.name in _NAMING_MACROS and call.arguments else None
            entry = self.book.get(name) if isinstance(name, str) else None
            if entry and not entry.anchor:
                yield entry.path


def _place_entry(entry: Entry) -> Place:
    return Place(plain_label(entry), entry.page_path)


def _place_page(page: WrittenPage) -> Place:
    return Place(page.title, page.path)

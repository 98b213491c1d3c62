"""The pages of an earlier build, kept as long as nothing that they were made from has changed.

While a page is rendered, what it reads is noted (:mod:`macros.base.notes`). A later build compares the digest
of each fact (:mod:`macros.rendering.facts`) and renders only the pages of which one has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from macros.base import notes
from macros.base.notes import Fact
from macros.rendering.facts import Facts, name_fact

Value = TypeVar("Value")


class Store(Protocol):
    """Where the files of pages are kept from one build to the next."""

    @property
    def pages(self) -> Mapping[str, Any]:
        """What :meth:`finish` was given in the build before; empty without one."""

    @property
    def ground(self) -> str:
        """The digest of what no page is noted to have read, such as the program and the settings."""

    @property
    def has_fixed_names(self) -> bool:
        """Whether style sheets and scripts are called what they are called in ``docs``, and not by their
        content."""

    def holds(self, piece: Any, /) -> bool:
        """Whether a file is there as it was kept."""

    def restore(self, place: str, piece: Any, /) -> Any:
        """Put a kept file to ``place`` in the site that is built; returns what it is known by after that."""

    def keep(self, place: str, content: bytes, /) -> Any:
        """Keep the ``content`` of the file at ``place``; returns what it is known by, which can be written as
        JSON."""

    def put_off(
        self, make: Callable[[], Mapping[str, str | bytes]], beginnings: tuple[str, ...] = ("",), /
    ) -> bool:
        """Take over the making of files that no page rests on, given as texts or bytes by their places in the
        site, each of which has one of ``beginnings``; ``False`` where they are to be made at once."""

    def is_in_place(self, place: str, made_of: object, /) -> bool:
        """Whether the file at ``place``, which is none of a page, need not be written, as it was
        ``made_of`` the same in the build before and is shown again."""

    def finish(self, pages: Mapping[str, Any], /) -> None:
        """Take what the next build is to know of the pages, as JSON can hold it."""


# The store of the build that runs in this context, if it has one.
STORE: ContextVar[Store | None] = ContextVar("store of kept pages", default=None)


@dataclass(frozen=True)
class KeptPage:
    """A page as it was rendered: its ``files``, each with what the store knows it by, by their places in the
    site; and the names of the ``facts`` that it was made from. What is remembered without being a page has no
    files, and a ``further`` result, which can be written as JSON."""

    files: Mapping[str, Any]
    facts: Iterable[str]
    further: Any


class Pages:
    """The pages of one build: those that are kept, and notes of what the others read."""

    def __init__(self, store: Store | None):
        self.store = store
        self._facts: Facts | None = None
        self._ground = ""
        self._unchanged: dict[str, KeptPage] = {}
        self._read: dict[str, set[Fact | str]] = {}
        self._rendered: dict[str, KeptPage] = {}
        self._faulty: set[str] = set()
        self._names: dict[Fact | str, str] = {}  # Of facts: most are read for many pages.

    def __repr__(self) -> str:
        return f"<Pages, {len(self._unchanged)} of them kept>"

    @property
    def has_store(self) -> bool:
        """Whether pages are kept for another build."""
        return self.store is not None

    @property
    def has_fixed_names(self) -> bool:
        """Whether style sheets and scripts are called what they are called in ``docs``."""
        return self.store is not None and self.store.has_fixed_names

    def put_off(
        self, make: Callable[[], Mapping[str, str | bytes]], beginnings: tuple[str, ...] = ("",)
    ) -> bool:
        """Whether the store makes the files that ``make`` gives, when they are asked for
        (:meth:`Store.put_off`)."""
        return self.store is not None and self.store.put_off(make, beginnings)

    def is_in_place(self, place: str, made_of: object) -> bool:
        """Whether a file that is none of a page need not be written (:meth:`Store.is_in_place`)."""
        return self.store is not None and self.store.is_in_place(place, made_of)

    def compare(self, facts: Facts, further: Iterable[str]) -> None:
        """Find out which pages of the build before can be kept. ``further`` are digests of what all pages
        rest on beside the structure of the handbook."""
        if not self.store:
            return
        self._facts, self._ground = facts, "|".join([self.store.ground, facts.structure, *further])
        if self.store.pages.get("ground") == self._ground:
            self._compare(facts, self.store.pages, self.store)

    def _compare(self, facts: Facts, before: Mapping[str, Any], store: Store) -> None:
        facts.take_over(before["facts"], before["texts"])
        names = [name for name, _ in before["facts"]]
        changed = {
            number
            for number, (name, digest) in enumerate(before["facts"])
            if facts.find_digest(name) != digest
        }
        for uri, (files, numbers, further_results) in before["pages"].items():
            if changed.isdisjoint(numbers) and all(map(store.holds, files.values())):
                self._unchanged[uri] = KeptPage(files, [names[number] for number in numbers], further_results)

    def get_kept(self, uri: str) -> KeptPage | None:
        """The page at ``uri`` as it was rendered before; ``None`` where it is to be rendered."""
        return self._unchanged.get(uri)

    def restore(self, uri: str) -> None:
        """Put the files of the kept page at ``uri`` into the site."""
        if self.store:
            page = self._unchanged[uri]
            files = {place: self.store.restore(place, piece) for place, piece in page.files.items()}
            self._unchanged[uri] = replace(page, files=files)

    def begin(self, uri: str) -> None:
        """Note what is read from now on for the page at ``uri``."""
        notes.start(self._read.setdefault(uri, set()) if self.store and uri not in self._unchanged else None)

    def end(self) -> None:
        """Note nothing any more."""
        notes.start(None)

    def keep(self, uri: str, files: Mapping[str, bytes]) -> None:
        """Keep a page that was rendered: its ``files`` by their places in the site."""
        if self.store:
            self._rendered[uri] = KeptPage(
                {place: self.store.keep(place, content) for place, content in files.items()},
                self._name_all(self._read.pop(uri, ())),
                None,
            )

    def remember(self, name: str, make: Callable[[], Value]) -> Value:
        """What ``make`` gives, which JSON can hold, or what it gave in the build before, as long as nothing
        has changed that it read then."""
        if not self.store:
            return make()
        if not (page := self._unchanged.get(name) or self._rendered.get(name)):
            facts: set[Fact | str] = set()
            with notes.collect(facts):
                value = make()
            page = self._rendered[name] = KeptPage({}, self._name_all(facts), value)
        notes.note_all(page.facts)
        remembered: Value = page.further
        return remembered

    def judge(self, name: str, find: Callable[[], Iterable[Value]]) -> list[Value]:
        """The faults that ``find`` finds in what is called ``name``; none where there were none in the build
        before, and nothing has changed that was read then. One name may be judged several times."""
        if name in self._unchanged:
            return []
        facts = self._read.setdefault(name, set())
        with notes.collect(facts):
            faults = list(find())
        self._faulty |= {name} if faults else set()
        if self.store and name not in self._faulty:
            self._rendered[name] = KeptPage({}, self._name_all(facts), None)
        elif name in self._rendered:
            del self._rendered[name]
        return faults

    def _name_all(self, facts: Iterable[Fact | str]) -> list[str]:
        names = self._names
        for fact in facts:
            if fact not in names:
                names[fact] = name_fact(fact)
        return sorted({names[fact] for fact in facts})

    def finish(self) -> None:
        """Tell the store what the next build is to know of the pages."""
        if self.store and self._facts:
            self.store.finish(self._describe(self._facts))

    def _describe(self, facts: Facts) -> dict[str, Any]:
        numbers: dict[str, int] = {}
        pages = {
            uri: [
                page.files,
                sorted(numbers.setdefault(name, len(numbers)) for name in page.facts),
                page.further,
            ]
            for uri, page in {**self._unchanged, **self._rendered}.items()
        }
        return {
            "ground": self._ground,
            "texts": facts.texts,
            "facts": [[name, facts.find_digest(name)] for name in numbers],
            "pages": pages,
        }

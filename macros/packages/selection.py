"""Which pages go into a package, in which parts and order: of the whole handbook, a framework, a module with
what it draws on, or a pathway."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.i18n.phrases import _, use_catalogue
from macros.packages.handbook_pages import HandbookPages
from macros.records.entries import Entry
from macros.records.kinds import KINDS, Module
from macros.rendering.record_pages import RecordPage
from macros.rendering.view import plain_label

# The sections in the order of the menu; behind them come those of an edition.
SECTIONS = (
    *("programmes", "modules", "pathways", "components", "cases", "instruments", "guides"),
    *("frameworks", "crosswalks", "theories", "tensions", "reference", "about"),
)
# Sections and pages that are used, not read: tools, how to adopt and how to contribute.
_LEFT_OUT = ("tools/", "contribute/", "deaneries/", "embed/")
# Pages of lists that are read, though they are not counted as such.
_LISTS = ("reference/glossary", "reference/sources", "about/index", "about/licence", "about/rights")


@dataclass(frozen=True)
class Chapter:
    """A page by its ``path``, with the ``title`` that stands in lists and the chapters ``below`` it."""

    path: str
    title: str
    below: tuple[Chapter, ...] = ()

    def walk(self) -> Iterator[Chapter]:
        """Yield the chapter and those below it."""
        yield self
        for chapter in self.below:
            yield from chapter.walk()


@dataclass(frozen=True)
class Part:
    """Chapters under a ``title``."""

    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Selection:
    """The pages of a package: its ``id``, empty for the whole handbook, the ``title`` of what it is about,
    and its ``parts``. ``entry`` is what it is about, and ``required`` are the pages that whoever works
    through it opens; none where it is a work to look things up in."""

    id: str
    title: str
    parts: tuple[Part, ...]
    entry: Entry | None = None
    required: tuple[str, ...] = ()

    @property
    def chapters(self) -> list[Chapter]:
        """All its chapters, in order."""
        return [chapter for part in self.parts for top in part.chapters for chapter in top.walk()]

    @property
    def kind(self) -> str:
        """The kind of what it is about; empty for the whole handbook."""
        return self.entry.kind if self.entry else ""


def select_all(pages: HandbookPages) -> Selection:
    """All pages that are for reading, in parts as the sections of the menu."""
    with use_catalogue(pages.catalogue):
        return Selection("", pages.name, tuple(_list_sections(pages)))


def select_framework(pages: HandbookPages, entry: Entry) -> Selection:
    """A framework with its items, and the crosswalks from and to it."""
    with use_catalogue(pages.catalogue):
        crosswalks = [
            _chapter_of(pages, crosswalk)
            for crosswalk in pages.book.records["crosswalk"]
            if entry.id in crosswalk.id.split("--")
        ]
        parts = [Part(entry.title, (_chapter_of(pages, entry),)), Part(_("Crosswalks"), tuple(crosswalks))]
        return _finish(entry, parts)


def select_module(pages: HandbookPages, entry: Entry) -> Selection:
    """A module with the pages of its sessions, and behind them what it teaches and uses."""
    with use_catalogue(pages.catalogue):
        module = entry.read_as(Module)
        instruments = [id for session in module.sessions for id in session.instruments]
        drawn_on = {
            kind: [pages.book.resolve(id) for id in dict.fromkeys(ids)]
            for kind, ids in (
                ("theory", module.theories),
                ("case", module.cases),
                ("tension", module.tensions),
                ("component", module.components),
                ("instrument", instruments),
            )
        }
        chapter = _chapter_of(pages, entry)
        parts = [Part(entry.title, (chapter,))]
        parts += [
            Part(_(KINDS[kind].plural), _chapters_of(pages, entries)) for kind, entries in drawn_on.items()
        ]
        return _finish(entry, parts, tuple(page.path for page in chapter.walk()))


def select_pathway(pages: HandbookPages, entry: Entry) -> Selection:
    """A pathway, whose page holds what its stops take."""
    with use_catalogue(pages.catalogue):
        return _finish(entry, [Part(entry.title, (_chapter_of(pages, entry),))], (entry.path,))


SELECT = {"framework": select_framework, "module": select_module, "pathway": select_pathway}


def _finish(entry: Entry, parts: Iterable[Part], required: tuple[str, ...] = ()) -> Selection:
    return Selection(entry.id, entry.title, tuple(part for part in parts if part.chapters), entry, required)


def _chapters_of(pages: HandbookPages, entries: Iterable[Entry]) -> tuple[Chapter, ...]:
    return tuple(_chapter_of(pages, entry) for entry in entries if not entry.anchor)


def _chapter_of(pages: HandbookPages, entry: Entry) -> Chapter:
    """The page of an entry, with those of its items or sessions below it."""
    if entry.kind in ("framework", "item"):
        below = _chapters_of(pages, pages.book.list_children(entry))
    else:
        inside = [path for path in pages.generated if path.startswith(f"{entry.path}/")]
        numbered = enumerate(inside, 1)
        below = tuple(Chapter(path, f"{number}. {_find_own_title(pages, path)}") for number, path in numbered)
    return Chapter(entry.path, plain_label(entry), below)


def _find_own_title(pages: HandbookPages, path: str) -> str:
    """The title of a session, without that of its module, beside which it stands."""
    page = pages.generated[path]
    return page.entry.title if isinstance(page, RecordPage) else page.title


def _list_sections(pages: HandbookPages) -> Iterator[Part]:
    kinds = {kind.section: name for name, kind in KINDS.items()}
    written = [path for path in pages.written if _is_to_read(pages, path)]
    sections = dict.fromkeys([*SECTIONS, *(path.rpartition("/")[0] for path in written)])
    for section in filter(None, sections):
        index = f"{section}/index"
        chapters = []
        if index in pages.written and (section in kinds or index in _LISTS):
            chapters.append(Chapter(index, pages.find_title(index)))
        entries = pages.book.records[kinds[section]] if section in kinds else []
        if entries:
            chapters += _chapters_of(pages, pages.order.list_siblings(entries[0], len(entries)))
        in_section = [path for path in written if path.rpartition("/")[0] == section and path != index]
        chapters += [Chapter(path, pages.find_title(path)) for path in _sort(pages, section, in_section)]
        if chapters:
            kind = KINDS[kinds[section]] if section in kinds else None
            yield Part(_(kind.plural) if kind else _find_section_title(pages, section), tuple(chapters))


def _is_to_read(pages: HandbookPages, path: str) -> bool:
    is_edition_page = pages.renderer.is_edition_page(f"{path}.md")
    is_read = pages.written[path].is_to_read or path in _LISTS or is_edition_page
    return is_read and not path.startswith(_LEFT_OUT)


def _sort(pages: HandbookPages, section: str, paths: Iterable[str]) -> list[str]:
    numbers = pages.order.list_named_paths(section)
    return sorted(paths, key=lambda path: (numbers.get(path, len(numbers)), path))


def _find_section_title(pages: HandbookPages, section: str) -> str:
    index = f"{section}/index"
    return pages.find_title(index) if index in pages.written else section.rpartition("/")[2].capitalize()

"""The pages of a handbook as HTML, rendered for a package with the templates and macros of the site, without
mkdocs.

Addresses in them are those of a copy with files (``../theories/eight-steps.html``), from the page on.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.base.languages import LANGUAGES
from macros.editions.additions import find_files, generate_files
from macros.editions.edition import Edition
from macros.exports.publication import Publication
from macros.hand_written.calls import PageEnvironment
from macros.hand_written.markdown_conversion import Link
from macros.hand_written.pages import WrittenPage, find_citing_pages
from macros.i18n.catalogue import ENGLISH, read_catalogue
from macros.i18n.phrases import translate_title, use_catalogue
from macros.i18n.translated_records import translate_handbook
from macros.records.handbook import Handbook
from macros.rendering.page_macros import Library
from macros.rendering.reading_order import ReadingOrder
from macros.rendering.record_pages import GeneratedPage, list_generated_pages
from macros.rendering.renderer import Renderer

DOCS = "docs"


@dataclass(frozen=True)
class PageHtml:
    """A page: its ``path`` in the site, its ``title`` (with language marks), and its ``html`` in the one
    spelling, as the site has it between header and footer. ``language`` is that of most of its text."""

    path: str
    title: str
    html: str
    language: str


class HandbookPages:
    """All pages of one handbook, with an edition laid over it. Rendering one gives it as it would stand in a
    copy with files; nothing is kept."""

    def __init__(
        self,
        root: Path,
        handbook: Handbook,
        written: Mapping[str, WrittenPage],
        edition: Edition | None = None,
        name: str = "",
        address: str = "",
    ):
        """``root`` is the handbook's folder; ``handbook``, ``written`` (by their place in ``docs``) and
        ``edition`` are what a check without problems gives. ``name`` and ``address`` are the site's; the
        address ends with a slash and is empty where it is not known."""
        self.root, self.edition, self.name, self.address = root, edition, name, address
        self.catalogue = read_catalogue(edition.language) if edition else ENGLISH
        self.book = translate_handbook(handbook, self.catalogue, edition)
        self.written = {page.path: page for page in written.values()}
        self.renderer = Renderer(
            self.book,
            Urls(folders=False),
            Repository(),
            find_citing_pages(handbook, written),
            edition,
            self.catalogue,
            report_to=edition.report_to if edition else "",
            site_url=address,
        )
        self.renderer.is_for_disk = True
        self.renderer.written_pages = self.written.values()
        self.order = self.renderer.reading_order = ReadingOrder(self.book, written)
        self.publication = Publication(self.book, name, address, edition)
        self._path = ""
        self._calls: list[str] = []
        macros = Library(self.renderer, lambda: self._path).macros()
        self._one_call = PageEnvironment(macros, variables=("id",))
        self._many_calls = PageEnvironment({name: self._gather(macro) for name, macro in macros.items()})

    def __repr__(self) -> str:
        return f"<HandbookPages of {self.book!r}>"

    @cached_property
    def generated(self) -> dict[str, GeneratedPage]:
        """The pages that are made of records, by their paths."""
        with use_catalogue(self.catalogue):
            return {page.path: page for page in list_generated_pages(self.book)}

    @property
    def language(self) -> str:
        """The language of the interface, as BCP 47 has it."""
        return LANGUAGES[self.catalogue.language].tag

    def find_title(self, path: str) -> str:
        """The title of a page, with its language marks. Raises ``KeyError`` where there is no such page."""
        with use_catalogue(self.catalogue):
            if path in self.generated:
                return self.generated[path].title
            return translate_title(self.written[path].title)

    def locate(self, path: str) -> str:
        """The address of a page in the site; empty where that of the site is not known, and for a page that
        the edition leaves out."""
        if not self.address or path in self.renderer.omitted_paths:
            return ""
        return self.address + self.publication.urls.page(path)

    def render(self, path: str) -> PageHtml:
        """A page. Raises ``KeyError`` where there is none at ``path``."""
        self._path = path
        with use_catalogue(self.catalogue):
            html = self._render_generated(path) if path in self.generated else self._render_written(path)
            language = self._find_language(path)
            return PageHtml(path, self.find_title(path), self.renderer.finish(html), language)

    def _find_language(self, path: str) -> str:
        is_local = path in self.written and self.renderer.is_edition_page(f"{path}.md")
        return self.language if is_local else "en-GB"

    def _render_generated(self, path: str) -> str:
        page = self.generated[path]
        return self._one_call.from_string(page.source).render(id=page.id)

    def _render_written(self, path: str) -> str:
        page = self.written[path]
        self._calls.clear()
        self._many_calls.from_string(page.text).render()
        html = page.html.fill(tuple(self._calls), lambda link: self._address_link(page, link))
        html = self.renderer.link_terms(path, html)
        head = self.renderer.render_page_head(page) if page.is_to_read else ""
        banner = self.renderer.render_page_banner(page)
        return html.replace("</h1>", f"</h1>\n{head}{banner}", 1)

    def _gather(self, macro: Callable[..., str]) -> Callable[..., str]:
        def call(*arguments: object, **keywords: object) -> str:
            self._calls.append(str(macro(*arguments, **keywords)))
            return ""

        return call

    def _address_link(self, page: WrittenPage, link: Link) -> dict[str, str]:
        """The attributes of a link or picture that is written in Markdown."""
        name = "src" if link.tag == "img" else "href"
        place, hash_sign, anchor = link.url.partition("#")
        if ":" in place or not place:
            return {name: link.url}
        uri, _, query = place.partition("?")
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), uri))
        if uri.endswith(".md"):
            uri = self.renderer.urls.page(uri.removesuffix(".md"))
        address = self.renderer.urls.to_root(page.path) + uri
        return {name: address + (f"?{query}" if query else "") + hash_sign + anchor}

    def read_file(self, place: str) -> bytes | None:
        """The file at a ``place`` in ``docs``, such as a picture or a style sheet: the edition's, where that
        has one. ``None`` where there is none, or where it would lie outside of the folder."""
        if posixpath.normpath(place) != place or place.startswith(("/", "..")):
            return None
        if self.edition:
            made = generate_files(self.edition).get(place)
            if made is not None:
                return made.encode() if isinstance(made, str) else made
            if folder := find_files(self.edition).get(place):
                return (folder / place).read_bytes()
        file = self.root / DOCS / place
        return file.read_bytes() if file.is_file() else None

"""The pages of a handbook as HTML, rendered by the site's own templates and macros, for paper to be made of.

The adapter to mkdocs does the same for the site; nothing here knows mkdocs.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.base.languages import LANGUAGES
from macros.base.variables import FOLDERS, NO
from macros.editions import additions
from macros.editions.colours import TOKENS, build_style_sheet
from macros.editions.edition import Edition
from macros.hand_written.calls import PageEnvironment
from macros.hand_written.markdown_conversion import Link, format_mark
from macros.hand_written.pages import WrittenPage, find_citing_pages
from macros.i18n.catalogue import ENGLISH, Catalogue, read_catalogue
from macros.i18n.phrases import translate_title, use_catalogue
from macros.i18n.translated_records import translate_handbook
from macros.paper.drawings import Drawings
from macros.records.handbook import Handbook
from macros.rendering.page_macros import Library
from macros.rendering.record_pages import RecordPage, list_record_pages, list_session_pages
from macros.rendering.renderer import Renderer

ROOT = "https://paper.invalid/"  # Of the addresses inside the handbook, while they are read.
# The style sheets that paint drawings, in docs/assets/css; and what is other on paper.
SHEETS_OF_DRAWINGS = ("kinds.css", "pages/pictures.css")
PLAIN = """
:root { --hb-paper: #ffffff; --hb-font-sans: Liberation Sans, Arial, DejaVu Sans, sans-serif;
 --hb-font-serif: Charter, P052, Liberation Serif, Georgia, serif; }
.hb-svg { font-family: var(--hb-font-sans); }
"""


@dataclass(frozen=True)
class Place:
    """Where a link leads: to the page at ``path``, and there to the id ``anchor``, if any; ``query`` is what
    it asks of a tool."""

    path: str
    anchor: str = ""
    query: str = ""


class PaperSite:
    """A handbook, read and checked, whose pages can be rendered one by one."""

    def __init__(
        self,
        root: Path,
        handbook: Handbook,
        written_pages: Mapping[str, WrittenPage],
        edition: Edition | None,
        name: str,
        address: str = "",
    ):
        """``root``: the folder of the handbook. ``written_pages``: the hand-written pages by their place in
        ``docs``, with those of the ``edition``. ``name``: that of the site. ``address``: where it stands,
        with a slash at its end; empty where that is not known."""
        self.root, self.edition, self.name, self.address = root, edition, name, address
        self.catalogue: Catalogue = read_catalogue(edition.language) if edition else ENGLISH
        with use_catalogue(self.catalogue):
            self.book = translate_handbook(handbook, self.catalogue, edition)
        self.written = {page.path: page for page in written_pages.values()}
        self.renderer = Renderer(
            self.book,
            Urls(folders=False),
            Repository(),
            find_citing_pages(handbook, written_pages),
            edition,
            self.catalogue,
            site_url=address,
        )
        self.renderer.written_pages = self.written.values()
        self.renderer.is_for_disk = True  # Without what only a server has.
        self._path = ""
        library = Library(self.renderer, lambda: self._path)
        self._macro_html: list[str] = []
        self._calls = PageEnvironment({name: self._keep(name, it) for name, it in library.macros().items()})

    def __repr__(self) -> str:
        return f"<PaperSite {self.name}>"

    @property
    def language(self) -> str:
        """The language of the paper (BCP 47)."""
        return LANGUAGES[self.catalogue.language].tag

    @cached_property
    def drawings(self) -> Drawings:
        """How drawings look: in the handbook's colours, or in those of the edition."""
        sheets = [TOKENS, *(self.root / "docs" / "assets" / "css" / name for name in SHEETS_OF_DRAWINGS)]
        css = "\n".join(sheet.read_text("utf-8") for sheet in sheets if sheet.exists())
        return Drawings(css + (build_style_sheet(self.edition.colours) if self.edition else "") + PLAIN)

    @cached_property
    def records(self) -> dict[str, RecordPage]:
        """The pages of records, items and sessions by their path."""
        with use_catalogue(self.catalogue):
            pages = [*list_record_pages(self.book), *list_session_pages(self.book)]
        return {page.path: page for page in pages if page.path not in self.renderer.omitted_paths}

    @cached_property
    def folders(self) -> list[Path]:
        """The folders whose pictures a paper may show: ``docs``, and those of the edition."""
        return [self.root / "docs", *(self.edition.folders if self.edition else ())]

    def has_page(self, path: str) -> bool:
        """Whether there is a page at ``path``."""
        return path in self.records or (path in self.written and path not in self.renderer.omitted_paths)

    def find_title(self, path: str) -> str:
        """The title of the page at ``path``, maybe with marks of its language
        (:mod:`macros.base.language_marks`)."""
        if page := self.records.get(path):
            return self.renderer.view(path).plain_label(page.entry)
        with use_catalogue(self.catalogue):
            return translate_title(self.written[path].title)

    def render(self, path: str) -> str:
        """The HTML of the page at ``path``, as the site has it in its article: the addresses of links are
        relative, as the site's are, with ``.html`` at their end."""
        self._path = path
        self.renderer.set_aside_html.clear()
        with use_catalogue(self.catalogue):
            if page := self.records.get(path):
                return self.renderer.finish(self.renderer.render_record(page.entry, path))
            return self.renderer.finish(self._render_written(self.written[path]))

    def _render_written(self, page: WrittenPage) -> str:
        self._macro_html = []
        self._calls.from_string(page.text).render()
        html = page.html.fill(self._macro_html, lambda link: self._write_attributes(page, link))
        return self.renderer.link_terms(page.path, html)

    def _keep(self, name: str, macro: Callable[..., str]) -> Callable[..., str]:
        def call(*arguments: object, **keywords: object) -> str:
            self._macro_html.append(str(macro(*arguments, **keywords)))
            return format_mark(len(self._macro_html) - 1, name)

        return call

    def _write_attributes(self, page: WrittenPage, link: Link) -> dict[str, str]:
        """The address of a link or picture of a hand-written page: of a page as the records' are, of a file
        by its place on the disk."""
        address, mark, anchor = link.url.partition("#")
        name = "src" if link.tag == "img" else "href"
        if "://" in address or address.startswith("mailto:") or not address:
            return {name: link.url}
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), unquote(address)))
        if link.tag == "img":
            return {name: self.find_file(uri).as_uri()}
        uri, question, query = uri.partition("?")
        return {name: f"{ROOT}{uri.removesuffix('.md')}.html{question}{query}{mark}{anchor}"}

    def find_file(self, uri: str) -> Path:
        """The file at the place ``uri`` in ``docs``, which an edition may have put another in."""
        files = additions.find_files(self.edition) if self.edition else {}
        return Path(os.path.realpath(files.get(uri, self.root / "docs") / uri))

    def read_address(self, path: str, address: str) -> Place | None:
        """Where a link with an ``address`` on the page at ``path`` leads; ``None`` outside the handbook."""
        full_address = urljoin(f"{ROOT}{path}.html", address)
        if not full_address.startswith(ROOT):
            return None
        page, _, anchor = full_address.removeprefix(ROOT).partition("#")
        page, _, query = page.partition("?")
        return Place(unquote(page).removesuffix(".html"), unquote(anchor), query)

    def find_public_address(self, place: Place) -> str:
        """The address of a place in the published site; empty where it is not known where that stands."""
        urls = Urls(os.environ.get(FOLDERS, "true").strip().lower() not in NO)
        query = f"?{place.query}" if place.query else ""
        anchor = f"#{place.anchor}" if place.anchor else ""
        return f"{self.address}{urls.page(place.path)}{query}{anchor}" if self.address else ""

"""The two kinds of pages of a handbook, as mkdocs has them: generated from a record, or written by hand.

One that is kept from the build before (:mod:`macros.rendering.kept_pages`) is not rendered: mkdocs gets its
title, for the menus of others, and a template with nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc
from mkdocs.utils import get_relative_url

from macros.base.html import find_headings
from macros.base.notes import note
from macros.hand_written.markdown_conversion import Link
from macros.hand_written.pages import WrittenPage
from macros.hand_written.pictures import read_size_attributes
from macros.rendering.kept_pages import KeptPage, Pages
from macros.rendering.record_pages import build_front_matter

if TYPE_CHECKING:
    from macros.mkdocs_site.plugin import Sandbox
    from macros.rendering.record_pages import GeneratedPage as PlannedPage
    from macros.rendering.renderer import Renderer

# The front matter of a page that is kept: a template of the theme.
KEPT = {"template": "kept.html"}
_LISTED_PARTS = (
    "session-",
    "handout-",
)  # What the ids of headings of the third rank in a contents begin with.


class GeneratedPage(Page):
    """The page of mkdocs for a record, a blank form or a rule. Its one macro call returns finished HTML, so
    it does not pass through Python-Markdown.

    mkdocs fills all pages before it writes the first. This one is filled when it is written and emptied
    afterwards (:meth:`fill`, :meth:`empty`), so that only one of them is held at a time.
    """

    def __init__(self, record_page: PlannedPage, renderer: Renderer, file: File, config: MkDocsConfig):
        super().__init__(None, file, config)
        self.record_page, self.renderer = record_page, renderer
        self._render: Callable[[], str] = str

    def read_source(self, config: MkDocsConfig) -> None:
        """Set text and front matter from the record."""
        if find_kept(self, config):
            self.markdown, self.meta = "", {"title": self.record_page.title, **KEPT}
            return
        self.markdown, self.meta = (
            self.record_page.source,
            build_front_matter(self.record_page, self.renderer),
        )

    def call_macros(self, markdown: str, sandbox: Sandbox) -> str:
        """The text itself. Its one macro call is made by :meth:`fill`."""
        if not markdown:
            return markdown
        self._render = partial(sandbox.render_one_call, markdown, self.record_page.id)
        return markdown

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave the page empty."""
        self.empty()

    def fill(self) -> None:
        """Set the content to the macro's HTML, with its table of contents."""
        self.content = self._render()
        self.toc = build_contents(self.content)

    def empty(self) -> None:
        """Let go of the content and its table of contents."""
        self.content, self.toc = "", build_contents("")


class HandWrittenPage(Page):
    """The page of mkdocs for a page of ``docs``, as the check read it (``written``). mkdocs reads neither its
    front matter nor its Markdown again."""

    def __init__(self, written: WrittenPage, title: str | None, file: File, config: MkDocsConfig):
        super().__init__(title, file, config)
        self.written = written
        self.macro_html: list[str] = []

    def read_source(self, config: MkDocsConfig) -> None:
        """Set text and front matter from the page as the check read it."""
        if find_kept(self, config):
            self.markdown, self.meta = "", {"title": self.written.title, **KEPT}
            return
        note("page", self.file.src_uri)
        front = self.written.front.model_dump(exclude_defaults=True)
        self.markdown, self.meta = self.written.text, {**front, "title": self.written.title}

    def call_macros(self, markdown: str, sandbox: Sandbox) -> str:
        """Call the macros and keep their HTML for :meth:`render`; the text is returned unchanged."""
        if not markdown:
            return markdown
        self.macro_html = sandbox.render_each_call(markdown)
        return markdown

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set the content to the HTML that the check read, with the macros' HTML in the place of its marks
        and with the attributes of links and pictures."""
        if find_kept(self, config):
            self.content = ""
            return
        self.content = self.written.html.fill(
            self.macro_html, lambda link: _build_link_attributes(self, link, config, files)
        )
        headings: list[Any] = list(self.written.html.headings)  # mkdocs has its own name for their form.
        # A page that consists of a macro has the headings of that.
        self.toc = get_toc(headings) if _has_sections(self.written) else build_contents(self.content)


def _has_sections(page: WrittenPage) -> bool:
    """Whether a page has a heading of the second rank in its own text."""
    return page.first_section is not None


def _build_link_attributes(
    page: HandWrittenPage, link: Link, config: MkDocsConfig, files: Files
) -> dict[str, str]:
    """The attributes of a link or picture in the built site: its address, and a picture's width and height
    (pixels)."""
    name = "src" if link.tag == "img" else "href"
    if not (target := read_variables(config)["places"].find_target(page.file.src_uri, link)):
        return {name: link.url}
    if not (file := files.get_file_from_path(target.uri)):
        if address := _find_far_address(find_renderer(config), target.uri):
            return {name: address + (f"#{target.anchor}" if target.anchor else "")}
        return {}  # A copy that does not know the site keeps the words.
    url = "" if file is page.file and link.tag == "a" else get_relative_url(file.url, page.file.url)
    url += (f"?{target.query}" if target.query else "") + (f"#{target.anchor}" if target.anchor else "")
    if link.tag == "a" or file.abs_src_path is None:  # A generated file has no place in docs.
        return {name: url}
    return {name: url, **read_size_attributes(file.abs_src_path)}


def _find_far_address(renderer: Renderer, uri: str) -> str:
    """The full address, on the site, of what stands at ``uri`` in ``docs`` and is no part of a copy for a
    disk; empty where that of the site is not known."""
    if uri.endswith(".md"):
        return renderer.find_site_address(uri.removesuffix(".md"))
    return urljoin(renderer.site_url, uri) if renderer.site_url else ""


def build_contents(html: str) -> TableOfContents:
    """The table of contents of a page's HTML: its headings of the second rank, and below them the sessions of
    a module and the papers of a session."""
    links: list[AnchorLink] = []
    for heading in find_headings(html):
        if heading.rank == 2:
            links.append(AnchorLink(heading.words, heading.id, 2))
        elif heading.rank == 3 and links and heading.id.startswith(_LISTED_PARTS):
            links[-1].children.append(AnchorLink(heading.words, heading.id, 3))
    return TableOfContents(links)


def read_variables(config: MkDocsConfig) -> dict[str, Any]:
    """The variables of mkdocs-macros (which has no types) in this build; :mod:`macros.mkdocs_site.plugin` and
    hooks that run earlier set them."""
    plugin: Any = config.plugins["macros"]
    variables: dict[str, Any] = plugin.variables
    return variables


def find_renderer(config: MkDocsConfig) -> Renderer:
    """The renderer of this build."""
    renderer: Renderer = read_variables(config)["renderer"]
    return renderer


def find_pages(config: MkDocsConfig) -> Pages:
    """The pages that are kept, and the notes of the others."""
    pages: Pages = read_variables(config)["kept_pages"]
    return pages


def find_kept(page: Page, config: MkDocsConfig) -> KeptPage | None:
    """``page`` as it was rendered in the build before, where it is kept."""
    return find_pages(config).get_kept(page.file.src_uri)

"""The adapter to mkdocs's events: generated pages in, search entries and data out.

No thinking here, and no state: mkdocs loads this file under a name of its own.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from macros.pages import front_matter, record_pages, redirects, search_entry
from macros.schemas import BASE, schemas

_HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.S)
_TAG = re.compile(r"<[^>]+>")
_ID = re.compile(r'\bid="([^"]+)"')


class RecordPage(Page):
    """A page whose macro returns finished HTML, so that it does not pass through Python-Markdown."""

    def __init__(self, spec, renderer, file, config):
        super().__init__(None, file, config)
        self.spec, self.renderer = spec, renderer

    def read_source(self, config) -> None:
        self.markdown, self.meta = self.spec.source, front_matter(self.spec, self.renderer)

    def render(self, config, files) -> None:
        self.content = self.markdown
        self.toc = contents(self.content)
        self.present_anchor_ids = set(_ID.findall(self.content))


def contents(html: str) -> TableOfContents:
    """The table of contents of a page's HTML, from its headings of the second and third rank."""
    top: list[AnchorLink] = []
    for level, anchor, inner in _HEADING.findall(html):
        link = AnchorLink(unescape(_TAG.sub("", inner)).strip(), anchor, int(level))
        if link.level == 2 or not top:
            top.append(link)
    return TableOfContents(top)


def _renderer(config):
    return config.plugins["macros"].variables["renderer"]


def on_files(files, config):
    """Add a generated page for every record, unless a hand-written page stands at its path, and the data files."""
    renderer = _renderer(config)
    written = {file.src_uri for file in files}
    for spec in record_pages(renderer.book):
        uri = f"{spec.path}.md"
        if uri not in written:
            file = File.generated(config, uri, content=spec.source)
            files.append(file)
            RecordPage(spec, renderer, file, config)
    for path, entry in redirects(renderer.book):
        html = renderer.template("redirect", renderer.view(path), entry=entry)
        files.append(File.generated(config, renderer.urls.page(path).removesuffix("/") + ("/index.html" if renderer.urls.folders else ""), content=html))
    for name, text in schemas(renderer.book).items():
        files.append(File.generated(config, f"{BASE}/{name}", content=text))
    return files


def on_env(env, config, files):
    """Put the records into the search index from the data; their pages are not parsed for it."""
    renderer = _renderer(config)
    search = config.plugins.get("material/search")
    if search is None or not hasattr(search, "search_index"):
        return env
    written = {file.src_uri for file in files if not isinstance(file.page, RecordPage)}
    for spec in record_pages(renderer.book):
        if f"{spec.path}.md" not in written:
            search.search_index.entries.append(search_entry(spec, renderer))
    return env


def on_post_build(config):
    """Write the search index as a script too: from disk and in a sandboxed frame, browsers refuse to fetch it."""
    folder = Path(config.site_dir, "search")
    index = folder / "search_index.json"
    if index.exists():
        (folder / "search_index.js").write_text("var __index = " + index.read_text("utf-8"), "utf-8")

"""The adapter to mkdocs's events: generated pages in, search entries and data out.

No thinking here, and no state: mkdocs loads this file under a name of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc
from mkdocs.utils import get_relative_url

from macros import hosting
from macros.addresses.asset_names import is_named_by_content, name_by_content
from macros.base.language_marks import strip_all
from macros.base.languages import LANGUAGES
from macros.hand_written.files import is_left_out
from macros.hand_written.html import find_headings, find_ids
from macros.hand_written.links import Places
from macros.hand_written.markup import Link
from macros.hand_written.pages import WrittenPage
from macros.hand_written.pictures import read_size_attributes
from macros.i18n import phrases
from macros.rendering.embeds import Embeds, Source
from macros.rendering.record_pages import (
    anchored_entries,
    blank_pages,
    front_matter,
    record_pages,
    redirects,
    search_entry,
)
from macros.tools.data import DATA, as_json, as_scripts, tool_data
from macros.tools.script_bundle import FOLDER, NEEDED, UnfitScript, bundles, needed_by

if TYPE_CHECKING:
    from macros.mkdocs_site.plugin import Pages
    from macros.rendering.record_pages import RecordPage as Spec
    from macros.rendering.renderer import Renderer


class RecordPage(Page):
    """A page whose macro returns finished HTML, so that it does not pass through Python-Markdown."""

    def __init__(self, spec: Spec, renderer: Renderer, file: File, config: MkDocsConfig):
        super().__init__(None, file, config)
        self.spec, self.renderer = spec, renderer

    def read_source(self, config: MkDocsConfig) -> None:
        """Take text and front matter from the record."""
        self.markdown, self.meta = self.spec.source, front_matter(self.spec, self.renderer)

    def rendered(self, markdown: str, pages: Pages) -> str:
        """The page's HTML, from its one macro call."""
        return pages.generated(markdown, self.meta["id"])

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the macro's HTML as it is."""
        self.content = self.markdown or ""
        self.toc = contents(self.content)
        self.present_anchor_ids = set(find_ids(self.content))


class HandWrittenPage(Page):
    """A page as the check read and judged it. mkdocs reads neither its front matter nor its Markdown
    again."""

    def __init__(self, written: WrittenPage, title: str | None, file: File, config: MkDocsConfig):
        super().__init__(title, file, config)
        self.written = written
        self.calls: list[str] = []

    def read_source(self, config: MkDocsConfig) -> None:
        """Take text and front matter from the page as it was read."""
        front = self.written.front.model_dump(exclude_defaults=True)
        self.markdown, self.meta = self.written.text, {**front, "title": self.written.title}

    def rendered(self, markdown: str, pages: Pages) -> str:
        """Have the macros called, and keep what they give."""
        self.calls = pages.written(markdown)
        return markdown

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the HTML of the page as it was read, and put in what the macros gave and where links lead."""
        self.content = self.written.html.fill(self.calls, lambda link: _attributes(self, link, config, files))
        headings: list[Any] = list(self.written.html.headings)  # mkdocs has its own name for their form.
        self.toc = get_toc(headings)
        self.present_anchor_ids = set(find_ids(self.content))


def _attributes(page: HandWrittenPage, link: Link, config: MkDocsConfig, files: Files) -> dict[str, str]:
    """The attributes of a link or picture in the built site: where it leads, and how large a picture is."""
    name = "src" if link.tag == "img" else "href"
    if not (target := _variables(config)["places"].find_target(page.file.src_uri, link)):
        return {name: link.url}
    if not (file := files.get_file_from_path(target.uri)):
        return {name: link.url}
    url = "" if file is page.file and link.tag == "a" else get_relative_url(file.url, page.file.url)
    url += (f"?{target.query}" if target.query else "") + (f"#{target.anchor}" if target.anchor else "")
    if link.tag == "a" or file.abs_src_path is None:  # A generated file has no place in docs.
        return {name: url}
    return {name: url, **read_size_attributes(file.abs_src_path)}


def contents(html: str) -> TableOfContents:
    """The table of contents of a page's HTML, from its headings of the second rank."""
    return TableOfContents(
        [AnchorLink(heading.words, heading.id, 2) for heading in find_headings(html) if heading.rank == 2]
    )


def _variables(config: MkDocsConfig) -> dict[str, Any]:
    """What the adapter to mkdocs-macros, which has no types, has put by for this build."""
    plugin: Any = config.plugins["macros"]
    variables: dict[str, Any] = plugin.variables
    return variables


def _renderer(config: MkDocsConfig) -> Renderer:
    renderer: Renderer = _variables(config)["renderer"]
    return renderer


def on_pre_build(config: MkDocsConfig) -> None:
    """Put the sandbox in the place of the environment that mkdocs-macros has made for pages."""
    plugin: Any = config.plugins["macros"]
    plugin._env = plugin.variables["rendering"].environment


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a generated page for every record and blank form, unless a hand-written page stands at its path,
    redirects from former ids, and the scripts and the data of the tools."""
    renderer = _renderer(config)
    _bundle_tools(files, config)
    _name_by_content(
        files, renderer
    )  # Before pages are made, which name these files; after what makes more of them.
    written = {file.src_uri for file in files}
    _read_as_judged(files, config)
    for spec in (*record_pages(renderer.book), *blank_pages(renderer.book)):
        uri = f"{spec.path}.md"
        if uri not in written:
            file = File.generated(config, uri, content=spec.source)
            files.append(file)
            RecordPage(spec, renderer, file, config)
    for path, entry in redirects(renderer.book):
        html = renderer.finish(renderer.template("redirect", renderer.view(path), entry=entry))
        files.append(
            File.generated(
                config,
                renderer.urls.page(path).removesuffix("/") + ("/index.html" if renderer.urls.folders else ""),
                content=html,
            )
        )
    data = tool_data(renderer.book, renderer.urls)
    for place, text in {f"{DATA}/handbook.json": as_json(data), **as_scripts(data)}.items():
        files.append(File.generated(config, place, content=text))
    pages = [file.src_uri for file in files if file.is_documentation_page()]
    _variables(config)["places"] = Places(pages, (file.src_uri for file in files))
    return files


def _read_as_judged(files: Files, config: MkDocsConfig) -> None:
    """Make pages of the hand-written files as the check read them, and leave out what it did not read."""
    titles = dict(_titles(config.nav or []))
    judged = _variables(config)["pages"]
    for file in list(files):
        is_excluded: bool = file.inclusion.is_excluded()  # type: ignore[no-untyped-call]  # mkdocs'.
        page = file.is_documentation_page() and not is_excluded
        written = judged.get(file.src_uri) if page else None
        if written:
            HandWrittenPage(written, titles.get(file.src_uri), file, config)
        elif page or is_left_out(file.src_uri.rpartition("/")[2]):
            files.remove(file)


def _titles(nav: list[Any]) -> Iterator[tuple[str, str]]:
    """What the navigation calls pages, by their place in docs."""
    for item in nav:
        for title, inside in item.items() if isinstance(item, dict) else ():
            if isinstance(inside, str):
                yield inside, title
            else:
                yield from _titles(inside)


def _bundle_tools(files: Files, config: MkDocsConfig) -> None:
    """Put one script of the tools for each of their folders in the place of the many that it is made of, and
    keep in ``renderer.tool_scripts`` which of them each page loads."""
    names = config.extra.get("tool_scripts", [])
    for file in [file for file in files if file.src_uri.startswith(f"{FOLDER}/")]:
        files.remove(file)
    try:
        scripts = bundles(Path(config.docs_dir, FOLDER), names)
    except UnfitScript as problem:
        raise BuildError(str(problem)) from problem
    for place, script in scripts.items():
        files.append(File.generated(config, place, content=script))
    _renderer(config).tool_scripts.update({page: needed_by(page, names) for page in NEEDED})
    if not (catalogue := _renderer(config).catalogue).is_english:
        files.append(File.generated(config, "assets/js/dictionary.js", content=catalogue.dictionary()))


def _name_by_content(files: Files, renderer: Renderer) -> None:
    """Give every style sheet and script a name that changes with what is in it, and keep both names in
    ``renderer.assets``."""
    for file in files:
        if is_named_by_content(file.src_uri):
            file.dest_uri = renderer.assets[file.src_uri] = name_by_content(file.src_uri, file.content_bytes)
            for worked_out in ("url", "abs_dest_path"):
                file.__dict__.pop(worked_out, None)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let links to anchors in what was set aside hold, and put below a hand-written page when it was
    drafted."""
    renderer = _renderer(config)
    if (whole := renderer.put_back(html)) is not html:
        page.present_anchor_ids = {*(page.present_anchor_ids or ()), *find_ids(whole)}
    if isinstance(page, RecordPage):
        return html
    page.meta["tags"] = page.meta.get("keywords")
    if renderer.language != "en" and renderer.is_own(page.file.src_uri):
        page.meta.setdefault("lang", LANGUAGES[renderer.language].tag)
    page.meta.setdefault(
        "breadcrumbs", written_breadcrumbs(renderer, page.file.src_uri.removesuffix(".md"), files)
    )
    html = renderer.written(page.file.src_uri.removesuffix(".md"), html)
    drafted = page.meta.get("drafted") or (
        None if renderer.is_own(page.file.src_uri) else config.extra["drafted"]
    )
    return html + str(
        renderer.page_foot(f"docs/{page.file.src_uri}", drafted, says_trust='id="trust"' not in html)
    )


def written_breadcrumbs(renderer: Renderer, path: str, files: Files) -> list[dict[str, str]]:
    """What is above a hand-written page: the home page, and the index of its folder where there is one."""
    folder = path.rpartition("/")[0]
    index = files.get_file_from_path(f"{folder}/index.md") if folder and path != f"{folder}/index" else None
    above = [(phrases._("Handbook"), "index")] if path != "index" else []
    above += [(phrases.named(index.page.title), f"{folder}/index")] if index and index.page else []
    return [{"title": title, "url": renderer.urls.page(where)} for title, where in above]


def on_env(env: phrases.Environment, config: MkDocsConfig, files: Files) -> None:
    """Know which pages are shown inside other sites."""
    extra, renderer = config.extra, _renderer(config)
    site = {
        "name": config.site_name,
        "lang": extra.get("html_lang", "en-GB"),
        "css": list(filter(None, [(extra.get("edition") or {}).get("css")])),
    }
    _variables(config)["embeds"] = Embeds(renderer, renderer.views, site)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Finish what is no page, such as the one for addresses that lead nowhere."""
    return _renderer(config).finish(output_content)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Finish the page: what listings set aside is put back, and what the edition or its language asks for is
    done. Then write its embed, where it has one."""
    html = _renderer(config).finish(output)
    source = Source(
        _path(page),
        html,
        str(page.meta.get("title") or page.title),
        page.meta.get("description", ""),
        page.canonical_url or "",
        page.meta.get("scripts"),
        page.spec.entry if isinstance(page, RecordPage) else None,
    )
    for path, text in _variables(config)["embeds"].of(source):
        file = Path(config.site_dir, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return html


def _path(page: Page) -> str:
    return page.file.src_uri.removesuffix(".md")


def _complete_search_index(config: MkDocsConfig) -> None:
    """Put records, terms and sources into the search index from the data; their pages are not parsed for
    it."""
    renderer, entries = _renderer(config), _search_entries(config)
    there = {entry["location"] for entry in entries}
    entries.extend(
        found
        for found in map(
            partial(search_entry, renderer=renderer),
            (*record_pages(renderer.book), *blank_pages(renderer.book)),
        )
        if found["location"] not in there
    )
    entries.extend(anchored_entries(renderer))
    if renderer.language != "en" and entries:
        entries[:] = strip_all(entries)
        # It knows the letters of English alone, and would cut the others off the ends of words: the "ŷ" of
        # "tŷ".
        search: Any = config.plugins["material/search"]
        index = search.search_index
        index.config["pipeline"] = [step for step in index.config["pipeline"] if step != "trimmer"]


def _write_search_script(config: MkDocsConfig) -> None:
    """Write the search index as a script too: from disk and in a sandboxed frame, browsers refuse to fetch
    it."""
    folder = Path(config.site_dir, "search")
    index = folder / "search_index.json"
    if index.exists():
        (folder / "search_index.js").write_text("var __index = " + index.read_text("utf-8"), "utf-8")


def _search_entries(config: MkDocsConfig) -> list[dict[str, Any]]:
    search: Any = config.plugins.get("material/search")
    entries: list[dict[str, Any]] = search.search_index.entries if search and search.config.enabled else []
    return entries


def _write_hosting(config: MkDocsConfig) -> None:
    """Write what servers need to know to serve the site as hosting.yml says; a copy for a disk has no
    server."""
    policy, edition = _renderer(config).policy, _renderer(config).edition
    if os.environ.get("HANDBOOK_OFFLINE") == "true" or not policy:
        return
    try:
        framed = policy.allow_framing(edition.framing if edition else ())
        hosting.write(framed, Path(config.site_dir), hosting.read_prefix(config.site_url))
    except hosting.Unfit as problem:
        raise BuildError(str(problem)) from problem


# The search plugin writes the index in this event: the entries go in before, the copy is made after.
on_post_build = CombinedEvent(
    event_priority(50)(_complete_search_index),
    event_priority(-50)(_write_search_script),
    event_priority(-60)(_write_hosting),
)

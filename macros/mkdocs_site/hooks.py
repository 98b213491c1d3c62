"""Hooks on mkdocs's events: they add the generated pages, the tools' data and scripts, the embeds, the search
index and the files for servers.

The packages below decide what these hold; the functions here hand it to mkdocs and keep no state, since
mkdocs loads this file under a name of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from macros.addresses.asset_names import is_named_by_content, name_by_content
from macros.base.language_marks import strip
from macros.base.languages import LANGUAGES
from macros.base.notes import note
from macros.base.variables import OFFLINE, is_on
from macros.curriculum.reviews import CALENDAR, build_calendar, list_due_reviews
from macros.editing.files import build_files as build_edit_files
from macros.hand_written.files import list_files
from macros.hand_written.links import Places
from macros.i18n import phrases
from macros.mkdocs_site import menu
from macros.mkdocs_site.asset_files import (
    leave_out_unused,
    list_no_theme_files,
    minify_assets,
    minify_schemas,
)
from macros.mkdocs_site.further_files import WRITERS
from macros.mkdocs_site.page_types import (
    GeneratedPage,
    HandWrittenPage,
    find_kept,
    find_pages,
    find_renderer,
    read_variables,
)
from macros.quality.coverage import assess_coverage
from macros.quality.coverage_tables import BRIEF_COLUMNS, write_coverage_table
from macros.records.kinds import Synonym
from macros.rendering import feeds
from macros.rendering.embeds import Embeds, FinishedPage
from macros.rendering.facts import Facts, digest
from macros.rendering.reading_order import ReadingOrder
from macros.rendering.record_pages import (
    GENERATED_FILES,
    TOOL_DATA,
    build_neighbour_links,
    list_blank_pages,
    list_generated_pages,
    list_redirects,
)
from macros.rendering.renderer import TEMPLATES, Renderer
from macros.rendering.rule_pages import RulePage
from macros.search.documents import list_documents
from macros.search.index import FOLDER as SEARCH_FOLDER, build_files
from macros.search.opensearch import PLACE as OPENSEARCH, format_description
from macros.tools.comparison import format_theory_scripts
from macros.tools.data import build_tool_data
from macros.tools.data_files import DATA_FOLDER, format_json, format_scripts
from macros.tools.minification import UnfitScript
from macros.tools.script_bundle import (
    FOLDERS_OF_PAGE,
    PAGES_OF_FORM,
    SCRIPTS_FOLDER,
    bundle_scripts,
    list_page_files,
)


def on_pre_build(config: MkDocsConfig) -> None:
    """Replace the Jinja environment that mkdocs-macros made for pages with the sandbox's, and have mkdocs
    find no files in the theme, and make none for a disk that only servers and search engines ask for."""
    plugin: Any = config.plugins["macros"]
    plugin._env = plugin.variables["sandbox"].environment
    list_no_theme_files(config)
    if is_on(OFFLINE):
        config.theme.static_templates -= {"404.html", "sitemap.xml"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a generated page for every record and blank form (a hand-written page at its path takes its place),
    a redirect from every former id, and the scripts and data of the tools."""
    renderer = find_renderer(config)
    renderer.reading_order = ReadingOrder(
        renderer.book, read_variables(config)["pages"], menu.list_groups(config.nav or [])
    )
    leave_out_unused(files)
    minify_assets(files, config)
    minify_schemas(files)
    _bundle_tools(files, config)
    # After the scripts of the tools are made, and before pages, which name these files.
    _name_assets(files, config)
    docs_uris = {file.src_uri for file in files}
    _take_checked_pages(files, config)
    only_on_site = [*read_variables(config)["only_on_site"]]
    for record_page in list_generated_pages(renderer.book):
        if renderer.is_for_disk and isinstance(record_page, RulePage):
            # Whoever changes a record has the repository, in which ``explain`` says the same.
            only_on_site.append(f"{record_page.path}.md")
            continue
        uri = f"{record_page.path}.md"
        if uri not in docs_uris:
            file = File.generated(config, uri, content=record_page.source)
            files.append(file)
            GeneratedPage(record_page, renderer, file, config)
    for redirect in list_redirects(renderer.book, read_variables(config)["pages"].values()):
        if renderer.urls.page(redirect.path) == renderer.urls.page(redirect.target):
            continue  # A page that has become the first of a folder keeps its address.
        view = renderer.view(redirect.path)
        html = renderer.finish(renderer.render_template("redirect", view, redirect=redirect))
        ending = "/index.html" if renderer.urls.folders else ""
        place = renderer.urls.page(redirect.path).removesuffix("/") + ending
        files.append(File.generated(config, place, content=html))
    _add_data(files, config)
    pages = [file.src_uri for file in files if file.is_documentation_page()]
    read_variables(config)["places"] = Places(
        [*pages, *only_on_site], [*(file.src_uri for file in files), TOOL_DATA]
    )
    _compare_pages(files, config)
    _add_search_index(files, config)  # Its files have their content in their names, and no page names them.
    _add_edited_texts(files, config)
    return files


def _add_data(files: Files, config: MkDocsConfig) -> None:
    """Add the data of the tools and for spreadsheets and calendars. Where they are made later, mkdocs links
    to their files and writes none."""
    renderer, written_pages = find_renderer(config), read_variables(config)["pages"]

    def make() -> dict[str, str]:
        data = build_tool_data(renderer.book, renderer.urls, written_pages.values())
        coverage = write_coverage_table(renderer.book, assess_coverage(renderer.book), BRIEF_COLUMNS)
        return {
            TOOL_DATA: format_json(data),
            f"{DATA_FOLDER}/coverage.csv": coverage,
            CALENDAR: _build_review_calendar(config),
            **format_scripts(data),
            **format_theory_scripts(renderer.book),
        }

    is_put_off = find_pages(config).put_off(make)
    for place, text in (dict.fromkeys(GENERATED_FILES, "") if is_put_off else make()).items():
        if renderer.is_for_disk and place == TOOL_DATA:  # The scripts have the same.
            continue
        file = File.generated(config, place, content=text)
        file.inclusion = InclusionLevel.EXCLUDED if is_put_off else file.inclusion
        files.append(file)


def _build_review_calendar(config: MkDocsConfig) -> str:
    """The calendar of what is to be reviewed; its events name the addresses of pages, or where the site's is
    not known, their paths."""
    renderer, pages = find_renderer(config), read_variables(config)["pages"].values()
    urls = renderer.site_urls
    reviews = list_due_reviews(renderer.book, pages)
    title = phrases._("Reviews: %(site)s", site=config.site_name)
    text = build_calendar(
        renderer.book, reviews, title, lambda path: renderer.find_site_address(path) or urls.page(path)
    )
    return strip(text)


def _compare_pages(files: Files, config: MkDocsConfig) -> None:
    """Find out which pages of the build before can be kept."""
    renderer = find_renderer(config)
    folders = {"pages": [TEMPLATES], "theme": list(map(Path, config.theme.dirs))}
    facts = Facts(renderer, read_variables(config)["pages"], folders)
    # No page names a shard of the index; their names change with whatever is searched.
    in_pages = (file for file in files if not file.src_uri.startswith(f"{SEARCH_FOLDER}/"))
    places = [f"{file.src_uri} {file.url} {file.inclusion.name}" for file in in_pages]
    find_pages(config).compare(facts, [digest(places)])


def _take_checked_pages(files: Files, config: MkDocsConfig) -> None:
    """Make a :class:`HandWrittenPage` of every file that the check read, and take out the pages that it did
    not read, and of ``docs`` all that it did not list."""
    published_uris = {uri for uri, _ in list_files(Path(config.docs_dir))}
    titles = dict(menu.list_titles(config.nav or []))
    written_pages = read_variables(config)["pages"]
    for file in list(files):
        is_excluded: bool = file.inclusion.is_excluded()  # type: ignore[no-untyped-call]  # mkdocs'.
        is_page = file.is_documentation_page() and not is_excluded
        written_page = written_pages.get(file.src_uri) if is_page else None
        if written_page:
            HandWrittenPage(written_page, titles.get(file.src_uri), file, config)
        elif is_page or (file.src_dir == config.docs_dir and file.src_uri not in published_uris):
            files.remove(file)


def _bundle_tools(files: Files, config: MkDocsConfig) -> None:
    """Replace the tools' scripts with one script for each of their folders, and note in
    ``renderer.tool_scripts`` which of these each page loads. Raises ``BuildError`` for an unfit script."""
    names, catalogue = config.extra.get("tool_scripts", []), find_renderer(config).catalogue
    for file in [file for file in files if file.src_uri.startswith(f"{SCRIPTS_FOLDER}/")]:
        files.remove(file)
    try:
        scripts = bundle_scripts(Path(config.docs_dir, SCRIPTS_FOLDER), names)
    except UnfitScript as problem:
        raise BuildError(str(problem)) from problem
    has_form = not find_renderer(config).is_for_disk  # In which records are edited.
    of_page = {
        page: list_page_files(page, names, catalogue.is_english)
        if has_form or page not in PAGES_OF_FORM
        else []
        for page in FOLDERS_OF_PAGE
    }
    find_renderer(config).tool_scripts.update(of_page)
    in_use = {place for places in of_page.values() for place in places}
    for place, script in scripts.items():
        if place in in_use:
            files.append(File.generated(config, place, content=script))
    if not catalogue.is_english:
        files.append(File.generated(config, "assets/js/dictionary.js", content=catalogue.build_dictionary()))


def _name_assets(files: Files, config: MkDocsConfig) -> None:
    """Give every style sheet and script a name made from its content, and note in ``renderer.assets`` where
    each place in ``docs`` then stands in the site."""
    renderer = find_renderer(config)
    for file in files:
        if is_named_by_content(file.src_uri) and not find_pages(config).has_fixed_names:
            file.dest_uri = renderer.assets[file.src_uri] = name_by_content(file.src_uri, file.content_bytes)
            for cached_property in ("url", "abs_dest_path"):
                file.__dict__.pop(cached_property, None)


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """The page; what is read for it is noted from here on. In a copy for a disk its canonical address is the
    one that it has on the site."""
    find_pages(config).begin(page.file.src_uri)
    if is_on(OFFLINE):
        page.canonical_url = find_renderer(config).find_site_address(_find_path(page)) or None
    return page


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The HTML of a page; for a hand-written one with its glossary terms linked and its foot below. Sets the
    front matter that the theme reads.
    """
    renderer = find_renderer(config)
    if isinstance(page, GeneratedPage) or find_kept(page, config):
        return html
    if renderer.language != "en" and renderer.is_edition_page(page.file.src_uri):
        page.meta.setdefault("lang", LANGUAGES[renderer.language].tag)
    page.meta.setdefault(
        "breadcrumbs", list_written_breadcrumbs(renderer, page.file.src_uri.removesuffix(".md"), files)
    )
    page.meta.update(build_neighbour_links(renderer, page.file.src_uri.removesuffix(".md")))
    html = renderer.link_terms(page.file.src_uri.removesuffix(".md"), html)
    if isinstance(page, HandWrittenPage) and page.written.is_to_read:
        html = html.replace("</h1>", f"</h1>\n{renderer.render_page_head(page.written)}", 1)
    html = _add_feeds(html, page, config)
    if isinstance(page, HandWrittenPage):
        html = html.replace("</h1>", f"</h1>\n{renderer.render_page_banner(page.written)}", 1)
        html += str(renderer.render_page_foot(page.written, says_trust='id="trust"' not in html))
    return html


def _add_feeds(html: str, page: Page, config: MkDocsConfig) -> str:
    """The HTML of a page; that of the page of changes with links to its feeds, which are kept in the page's
    front matter until they are written. A site has feeds where its address is known, and a copy for a disk
    leads to those of the site."""
    if _find_path(page) != feeds.PAGE or not config.site_url:
        return html
    renderer, home = find_renderer(config), f"{config.site_url.rstrip('/')}/"
    site = feeds.Site(
        config.site_name,
        home,
        page.canonical_url or "",
        page.meta.get("lang") or config.extra.get("html_lang", "en-GB"),
        renderer.edition.id if renderer.edition else "",
    )
    if not (files := feeds.write_feeds(site, feeds.read_releases(html, site.page_address))):
        return html
    view, is_for_disk = renderer.view(feeds.PAGE), renderer.is_for_disk
    if not is_for_disk:
        page.meta["feeds"] = files
    links = renderer.render_template(
        "feeds", view, root=home if is_for_disk else view.root, atom=feeds.ATOM, json_feed=feeds.JSON_FEED
    )
    return html.replace("</h1>", f"</h1>\n{links}", 1)


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """The context of a page's template, unchanged; fills a generated page, which is written next."""
    find_pages(config).begin(page.file.src_uri)
    if find_kept(page, config):
        return context
    note("template", "theme/main.html")
    if isinstance(page, GeneratedPage):
        plugin: Any = config.plugins["macros"]  # Macros ask it for the page that they are on.
        plugin._page = page
        page.fill()
    return context


def list_written_breadcrumbs(renderer: Renderer, page_path: str, files: Files) -> list[dict[str, str]]:
    """The breadcrumbs of the hand-written page at ``page_path``, outermost first, each with ``title`` and
    ``url``: the home page, and the index of each folder around it where there is one."""
    above = [(phrases._("Handbook"), "index")] if page_path != "index" else []
    folders = page_path.split("/")[:-1]
    for depth in range(1, len(folders) + 1):
        path = "/".join([*folders[:depth], "index"])
        index = files.get_file_from_path(f"{path}.md") if path != page_path else None
        if index and index.page:
            above.append((phrases.translate_title(index.page.title), path))
    return [{"title": title, "url": renderer.urls.page(path)} for title, path in above]


def on_env(env: phrases.JinjaEnvironment, config: MkDocsConfig, files: Files) -> None:
    """Make the :class:`Embeds` of this build, which :func:`on_post_page` writes. The other files are written
    after this."""
    extra, renderer = config.extra, find_renderer(config)
    site = {
        "name": config.site_name,
        "lang": extra.get("html_lang", "en-GB"),
        "css": list(filter(None, [(extra.get("edition") or {}).get("css")])),
    }
    read_variables(config)["embeds"] = Embeds(renderer, renderer.view_paths, site)
    _leave_files_in_place(files, config)


def _leave_files_in_place(files: Files, config: MkDocsConfig) -> None:
    """Have mkdocs write no file that a preview shows from where an earlier build has put it."""
    for file in [file for file in files if not file.is_documentation_page()]:
        source = Path(file.abs_src_path).stat() if file.abs_src_path else None
        made_of = (source.st_mtime_ns, source.st_size) if source else digest(file.content_bytes)
        if find_pages(config).is_in_place(file.dest_uri, (file.abs_src_path, made_of)):
            files.remove(file)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The finished output of a template that is no page of the site, such as ``404.html``."""
    return find_renderer(config).finish(output_content)


@event_priority(-100)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The finished HTML of a page (:meth:`Renderer.finish`); writes its embeds and feeds, where it has any,
    and all files of a page that is kept."""
    pages, uri = find_pages(config), page.file.src_uri
    if pages.get_kept(uri):
        pages.restore(uri)
        return ""
    html = find_renderer(config).finish(output)
    others = dict(_render_embeds(html, page, config))
    others |= {path: text.encode() for path, text in page.meta.get("feeds", {}).items()}
    for path, content in others.items():
        write_file(content, os.path.join(config.site_dir, path))
    pages.end()
    files = {page.file.dest_uri: html.encode("utf-8", errors="xmlcharrefreplace"), **others}
    pages.keep(uri, files)
    if isinstance(page, GeneratedPage):
        page.empty()
    return html


def _render_embeds(html: str, page: Page, config: MkDocsConfig) -> Iterator[tuple[str, bytes]]:
    """Yield the files that embed a page with this ``html``, by their places in the site. A copy for a disk
    has none: no page of another site can show a file of that disk."""
    if is_on(OFFLINE):
        return
    finished_page = FinishedPage(
        _find_path(page),
        html,
        str(page.meta.get("title") or page.title),
        page.meta.get("description", ""),
        page.canonical_url or "",
        page.meta.get("scripts"),
        page.record_page.entry if isinstance(page, GeneratedPage) else None,
    )
    for path, text in read_variables(config)["embeds"].render_files(finished_page):
        yield path, text.encode()


def _find_path(page: Page) -> str:
    return page.file.src_uri.removesuffix(".md")


def _add_search_index(files: Files, config: MkDocsConfig) -> None:
    """Add the search index, and what has a browser search the handbook by its page of results."""
    renderer = find_renderer(config)
    documents = list_documents(
        renderer.book,
        read_variables(config)["pages"].values(),
        (
            (page.path, page.title, page.entry)
            for page in list_blank_pages(renderer.book)
            if not page.entry.retired
        ),
        renderer.urls,
    )
    synonyms = (entry.read_as(Synonym) for entry in renderer.book.synonyms)
    make = partial(build_files, documents, synonyms)
    if not find_pages(config).put_off(make):
        for place, text in make().items():
            files.append(File.generated(config, place, content=text))
    if config.site_url and not is_on(OFFLINE):
        description = format_description(
            config.site_name, strip(phrases._("Search the handbook")), config.site_url, renderer.urls
        )
        files.append(File.generated(config, OPENSEARCH, content=description))


def _add_edited_texts(files: Files, config: MkDocsConfig) -> None:
    """Add the scripts with the form and the texts of the page that edits records, which no page names. A copy
    for a disk, from which nothing can be proposed, has none."""
    renderer = find_renderer(config)
    if renderer.is_for_disk:
        return

    def make() -> dict[str, str]:
        return {
            place: strip(text) for place, text in build_edit_files(renderer.book, renderer.repository).items()
        }

    if not find_pages(config).put_off(make):
        for place, text in make().items():
            files.append(File.generated(config, place, content=text))


def _keep_pages(config: MkDocsConfig) -> None:
    find_pages(config).finish()


on_post_build = CombinedEvent(*WRITERS, event_priority(-70)(_keep_pages))

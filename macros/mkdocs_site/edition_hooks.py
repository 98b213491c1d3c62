"""Hooks on mkdocs's events that put an edition into a build: its settings, pages and files, and pages left
out.

:mod:`macros.editions` decides; these functions hand its results to mkdocs and keep no state, since mkdocs
loads this file under a name of its own. ``mkdocs.yml`` names it before ``hooks.py``, which then finds the
edition's files among the others. In a build without an edition they change nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from macros.rendering.renderer import Renderer


def _find_renderer(config: MkDocsConfig) -> Renderer:
    plugin: Any = config.plugins["macros"]  # It has no types.
    renderer: Renderer = plugin.variables["renderer"]
    return renderer


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Take the edition's name, address, language and links as the site's settings, and put its pages into
    the navigation, after the first entry. A ``site_url`` that is set already stays."""
    if not (edition := _find_renderer(config).edition):
        return config
    from macros.editions import additions

    settings = additions.build_site_settings(edition, config.extra)
    config.extra.update(settings.pop("extra"))
    for name, value in settings.items():
        if value and not (name == "site_url" and config.site_url):
            config[name] = value
    edition_pages = additions.list_added_pages(edition, Path(config.docs_dir))
    if edition_pages and config.nav is not None:
        config.nav.insert(1, {edition.short: edition_pages})
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the edition's pages and files; one at the path of a national page or file replaces it.

    A page that the edition leaves out becomes an empty page that is not published, so that mkdocs can resolve
    the links to it. :func:`on_page_content` then removes them.
    """
    if not (edition := _find_renderer(config).edition):
        return files
    from macros.editions import additions

    edition_files = [
        File(uri, str(folder), config.site_dir, config.use_directory_urls)
        for uri, folder in additions.find_files(edition).items()
    ]
    edition_files += [
        File.generated(config, uri, content=content)
        for uri, content in additions.generate_files(edition).items()
    ]
    for path in sorted(_find_renderer(config).omitted_paths):
        edition_files.append(
            File.generated(config, f"{path}.md", content="", inclusion=InclusionLevel.EXCLUDED)
        )
    for file in edition_files:
        if national_file := files.get_file_from_path(file.src_uri):
            files.remove(national_file)
        files.append(file)
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The HTML of a hand-written page, with only the words left of each link to a page left out."""
    omitted_paths = _find_renderer(config).omitted_paths
    if not omitted_paths or hasattr(page, "record_page"):  # No record links to what is left out.
        return html
    from macros.editions.omissions import unlink_omitted_pages

    urls = _find_renderer(config).urls
    return unlink_omitted_pages(html, page.url, frozenset(urls.page(path) for path in omitted_paths))

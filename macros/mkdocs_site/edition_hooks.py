"""The adapter to mkdocs's events for an edition: its settings, pages and files in, what it leaves out out.

No thinking here, and no state: mkdocs loads this file under a name of its own. It stands before ``hooks.py``,
which then finds the edition's files among the others. Without an edition nothing is done.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from macros.rendering.renderer import Renderer


def _renderer(config: MkDocsConfig) -> Renderer:
    plugin: Any = config.plugins["macros"]  # It has no types.
    renderer: Renderer = plugin.variables["renderer"]
    return renderer


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give the site the edition's name, address, language and links, and its own pages a place in the
    navigation."""
    if not (edition := _renderer(config).edition):
        return config
    from macros.editions import additions

    said = additions.settings(edition, config.extra)
    config.extra.update(said.pop("extra"))
    for name, value in said.items():
        if value and not (name == "site_url" and config.site_url):
            config[name] = value
    own = additions.pages_of_its_own(edition, Path(config.docs_dir))
    if own and config.nav is not None:
        config.nav.insert(1, {edition.short: own})
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the edition's pages and files, each in the place of a national one at its path, and name as left
    out what is: mkdocs then knows where links to it would lead."""
    if not (edition := _renderer(config).edition):
        return files
    from macros.editions import additions

    made = [
        File(uri, str(folder), config.site_dir, config.use_directory_urls)
        for uri, folder in additions.files_of(edition).items()
    ]
    made += [
        File.generated(config, uri, content=content) for uri, content in additions.generated(edition).items()
    ]
    for path in sorted(_renderer(config).gone):
        made.append(File.generated(config, f"{path}.md", content="", inclusion=InclusionLevel.EXCLUDED))
    for file in made:
        if there := files.get_file_from_path(file.src_uri):
            files.remove(there)
        files.append(file)
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Make words of the links to what is left out."""
    if not (gone := _renderer(config).gone) or hasattr(
        page, "spec"
    ):  # A generated page is made of records that name none of it.
        return html
    from macros.editions.omissions import unlinked

    urls = _renderer(config).urls
    return unlinked(html, page.url, frozenset(urls.page(path) for path in gone))

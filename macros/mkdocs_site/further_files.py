"""Files of a site that no page needs: those that servers read, and the curriculum in the formats of other
systems."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.utils import write_file

from macros import hosting
from macros.base.variables import EXPORTS, OFFLINE, is_on
from macros.exports.formats import DATA, list_formats, publish
from macros.exports.publication import Publication
from macros.mkdocs_site.page_types import find_pages, find_renderer, read_variables
from macros.quality.report import assess_quality
from macros.quality.workbook import write_quality_workbook


def write_packs(config: MkDocsConfig) -> None:
    """Write the pack of every session, where the site has them. Raises ``BuildError`` where sheets cannot be
    made."""
    renderer = find_renderer(config)
    if not renderer.packs_folder:
        return
    from macros.packs.archives import list_archives
    from macros.paper.pdf import NotPrinted

    archives = list_archives(renderer, config.site_name)
    try:
        for name, content in archives:
            write_file(content, os.path.join(config.site_dir, renderer.packs_folder, name))
    except NotPrinted as fault:
        raise BuildError(str(fault)) from fault


def write_hosting(config: MkDocsConfig) -> None:
    """Write the files that have servers send the headers of ``hosting.yml``; none for an offline copy. Raises
    ``BuildError`` where one of them cannot say what is asked of it."""
    policy, edition = find_renderer(config).policy, find_renderer(config).edition
    if is_on(OFFLINE) or not policy:
        return
    try:
        framed = policy.allow_framing(edition.framing if edition else ())
        hosting.write(framed, Path(config.site_dir), hosting.read_prefix(config.site_url))
    except hosting.Unfit as problem:
        raise BuildError(str(problem)) from problem


def write_exports(config: MkDocsConfig) -> None:
    """Write the formats in which the curriculum can be taken away. A copy for a disk has none: nothing
    fetches from it. In a preview a file is made once it is asked for."""
    renderer = find_renderer(config)
    if renderer.is_for_disk:
        return
    site_url = f"{config.site_url.rstrip('/')}/" if config.site_url else ""
    handbook = read_variables(config)["handbook"]  # A format has translations where it has a place for them.
    publication = Publication(handbook, config.site_name, site_url, renderer.edition, renderer.urls)

    def list_files() -> Iterator[tuple[str, bytes]]:
        yield from publish(publication, is_on(EXPORTS))
        if place := renderer.quality_workbook:
            pages = renderer.citing_pages, renderer.written_pages
            report = assess_quality(handbook, *pages, renderer.today)
            yield place, write_quality_workbook(handbook, report, publication.name, publication.generated)

    beginnings = (renderer.quality_workbook or f"{DATA}/", *(f"{form.folder}/" for form in list_formats()))
    if not find_pages(config).put_off(lambda: dict(list_files()), beginnings):
        for place, content in list_files():
            write_file(content, os.path.join(config.site_dir, place))

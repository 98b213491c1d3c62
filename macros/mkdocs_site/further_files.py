"""Files of a site that no page needs: those that servers read, and the curriculum in the formats of other
systems."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import event_priority
from mkdocs.utils import write_file

from macros import hosting
from macros.base.language_marks import strip
from macros.base.variables import EXPORTS, OFFLINE, is_on
from macros.editions.colours import read_national_schemes
from macros.exports.formats import DATA, list_formats, publish
from macros.exports.publication import Publication
from macros.i18n import phrases
from macros.mkdocs_site.page_files import STYLES
from macros.mkdocs_site.page_types import find_pages, find_renderer, read_variables
from macros.quality.report import assess_quality
from macros.quality.workbook import write_quality_workbook
from macros.rendering.start_page import START_PAGE, START_STYLES, Site, render_start_page
from macros.tools import device_files, web_manifest
from macros.tools.minification import minify_asset


def write_start_page(config: MkDocsConfig) -> None:
    """Write the first page of a copy for a disk."""
    if not is_on(OFFLINE):
        return
    renderer, extra = find_renderer(config), config.extra
    colours = (extra.get("edition") or {}).get("css")
    site = Site(
        config.site_name,
        extra.get("html_lang", "en-GB"),
        phrases.translate_title(extra.get("edition_line") or ""),
        [STYLES, *([colours] if colours else []), START_STYLES],
    )
    html = render_start_page(renderer, site)
    write_file(html.encode(), os.path.join(config.site_dir, START_PAGE))


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


def write_device_files(config: MkDocsConfig) -> None:
    """Write what has a browser put the handbook among its apps and keep pages for use without a network; none
    for a copy for a disk, nor for a preview, which is never of one build."""
    renderer, pages = find_renderer(config), find_pages(config)
    if renderer.is_for_disk or pages.has_fixed_names:
        return
    site = Path(config.site_dir)
    for place, text in _list_manifest_files(config):
        write_file(text.encode(), os.path.join(site, place))
    source = (Path(config.docs_dir) / device_files.WORKER_SOURCE).read_text("utf-8")
    device_page = device_files.name_page(renderer.urls.page(device_files.DEVICE_PAGE))
    build, file_list = device_files.format_list(device_files.list_site_files(site), device_page)
    worker = device_files.format_worker(minify_asset(source, device_files.WORKER_SOURCE), build)
    write_file(file_list.encode(), os.path.join(site, device_files.LIST))
    write_file(worker.encode(), os.path.join(site, device_files.WORKER))


def _list_manifest_files(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """Yield the manifest and, where an edition has a logo, the icon made of that, as (place, text)."""
    edition = find_renderer(config).edition
    light = read_national_schemes()[0].tokens
    if edition and edition.logo:
        icon = web_manifest.EDITION_ICON
        yield icon, web_manifest.format_icon(edition.logo.read_bytes(), edition.logo.suffix, light["surface"])
    else:
        icon = web_manifest.OWN_ICON
    short = [edition.short] if edition else []
    appearance = web_manifest.Appearance(
        name=config.site_name,
        short_name=web_manifest.shorten_name([*short, config.site_name, phrases._("Handbook")]),
        description=phrases.translate_title(config.site_description or ""),
        lang=config.extra.get("html_lang", "en-GB"),
        theme_colour=(edition.colours if edition else {}).get("accent") or light["accent"],
        background_colour=light["paper"],
        icon=icon,
    )
    yield web_manifest.PLACE, strip(web_manifest.format_manifest(appearance))


def write_exports(config: MkDocsConfig) -> None:
    """Write the formats in which the curriculum can be taken away. A copy for a disk has none: nothing
    fetches from it. In a preview a file is made once it is asked for. The packs of sessions come last. Raises
    ``BuildError`` where their sheets cannot be made."""
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
    _write_packs(config)


def _write_packs(config: MkDocsConfig) -> None:
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


# In the order in which they run, when the pages are written.
WRITERS = (
    event_priority(-50)(write_start_page),
    event_priority(-65)(write_exports),
    event_priority(-67)(write_device_files),  # It lists what the others wrote.
    event_priority(-68)(write_hosting),  # It names the files at the site's top, those of the device, too.
)

"""``handbook build``: the whole site, or nothing. A failed build leaves the old site as it was."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.base.input_folders import find_overlap
from macros.base.variables import EXPORTS, OFFLINE, is_on
from macros.cli import site_folder
from macros.cli.check import examine, report
from macros.cli.console import (
    add_edition_option,
    check_variables,
    complain,
    count,
    display_path,
    pass_root,
    say,
    show_stages,
)
from macros.cli.disk_archive import find_archive, find_archive_refusal, writing_archive
from macros.cli.environment import set_environment
from macros.cli.failures import BuildFailed, find_failure
from macros.cli.site_cache import SiteCache, count_pages

if TYPE_CHECKING:
    from macros.cli.console import Stage
    from macros.editions.edition import Edition


@click.command("build", help="Check the records, then build the whole site.")
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site goes. [default: site or site-offline; of an edition, with its id behind]",
)
@add_edition_option
@click.option("--offline", is_flag=True, help="Build a copy that works from disk, and an archive of it.")
@click.option(
    "--exports",
    is_flag=True,
    help="Publish also the formats that need further packages, such as workbooks.",
)
@click.option(
    "--clean",
    is_flag=True,
    help="Render every page anew, also those that have not changed since the last build.",
)
@click.option("--quiet", is_flag=True, help="Say nothing when all goes well.")
@pass_root
def command(
    root: Path,
    site_dir: Path | None,
    edition: Path | None,
    offline: bool,
    exports: bool,
    clean: bool,
    quiet: bool,
) -> int:
    """Build the site of ``root``, with an edition laid over it, and return 0, or 1 when there is a problem.

    ``site_dir`` counts from the current folder; without it the site goes into ``site``
    (``site-offline`` for ``offline``) of ``root``, with the id of an edition behind. What has not changed
    since the last build is taken from its cache, unless the build is to be ``clean``.
    """
    check_variables(root, edition)
    offline = offline or is_on(OFFLINE)
    exports = (exports or is_on(EXPORTS)) and not offline
    if site_dir or not edition:
        target = _resolve_target(site_dir or root / choose_folder_name(offline))
        if not find_overlap(root, target):
            site_folder.tidy_beside(target)
        _check_target(root, target, [edition] if edition else [], offline)
    began = time.monotonic()
    with show_stages(quiet) as stage, set_environment(root, offline, edition and edition.absolute(), exports):
        cache = SiteCache(root, edition and edition.absolute(), offline, exports, is_ignored=clean)
        pages = None
        if (site_dir or not edition) and cache.is_current():
            with stage("Taking the pages from the last build"):
                pages = _fill(target, cache.restore_site, offline)
        if pages is None:
            with stage("Checking the records"):
                problems, result = examine(root, edition, clean)
            if result is None:
                report(root, problems, consequence="; the site was not built")
                return 1
            overlaid = result.edition if edition else None
            target = _resolve_target(site_dir or root / choose_folder_name(offline, overlaid))
            layers = overlaid.folders if overlaid else ()
            _check_target(root, target, layers, offline)
            pages = _build(root, target, cache, layers, stage, offline)
    if pages is None:
        return 1
    if not quiet:
        if offline:
            archive = find_archive(target)
            size = archive.stat().st_size / 1_000_000
            say(f"Packed it for others: {display_path(archive)} ({size:.1f} MB)")
        seconds = time.monotonic() - began
        say(f"Built {count(pages, 'page')} in {seconds:.1f} s: {display_path(target / 'index.html')}")
    return 0


def choose_folder_name(offline: bool, edition: Edition | None = None) -> str:
    """The name of the folder for the site where none is named: ``site``, ``site-offline``,
    ``site-example-north``."""
    return "-".join(["site", *(["offline"] if offline else []), *([edition.id] if edition else [])])


def _resolve_target(path: Path) -> Path:
    """``path`` with its links resolved. Raises ``click.UsageError`` for a link that leads back to itself, and
    for a path that no file can have."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:
        why = "that is a link that leads back to itself"
        if isinstance(error, OSError) and error.errno != errno.ELOOP:
            why = f"the system refuses it ({error.strerror})"
        raise click.UsageError(f"The site cannot go into {display_path(path)}, because {why}.") from error


def _check_target(root: Path, target: Path, editions: Iterable[Path], offline: bool) -> None:
    """Raise ``click.UsageError`` where the site must not be written to ``target``, or its archive beside
    it."""
    refusal = site_folder.find_refusal(root, target, editions)
    if not refusal and offline:
        refusal = find_archive_refusal(find_archive(target))
    if refusal:
        raise click.UsageError(refusal)


def _build(
    root: Path, target: Path, cache: SiteCache, layers: Iterable[Path], stage: Stage, offline: bool
) -> int | None:
    """Build into ``target`` (:func:`_fill`), with what the ``cache`` has."""
    # Imported here, so that a problem in a record is shown without waiting for mkdocs.
    from macros.cli.mkdocs_build import build_site, explain_refusal

    def build(folder: Path) -> int:
        with stage("Building the pages"), cache.open_store(folder, layers) as store:
            config = build_site(root, folder, strict=True, store=store)
        if sentence := explain_refusal(root, config):
            complain(sentence)
        return count_pages(folder)

    return _fill(target, build, offline)


def _fill(target: Path, build: Callable[[Path], int | None], offline: bool) -> int | None:
    """Have ``build`` make the site in a folder beside ``target``, and swap the two; with one that is
    ``offline`` its archive. Gives the number of pages that it made, or ``None`` where it failed, which has
    been printed then."""
    unchanged = f"; {display_path(target)} is as it was" if target.exists() else ""
    try:
        with ExitStack() as archive:
            with site_folder.replacing(target, complain) as folder:
                pages = build(folder)
                if offline:
                    archive.enter_context(writing_archive(folder, find_archive(target)))
            return pages
    except BuildFailed as failure:
        complain(f"{failure}{unchanged}.")
    except site_folder.NotReplaced as failure:
        complain(f"{failure}")
    except Exception as error:
        if not (explained := find_failure(error, target)):
            raise
        complain(f"{explained.what}{unchanged}. {explained.remedy}.")
    return None

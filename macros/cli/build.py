"""``handbook build``: the whole site, or nothing. A failed build leaves the old site as it was."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.cli import site_folder
from macros.cli.check import examine, report
from macros.cli.console import complain, count, edition_option, needs_root, say, shown, stages
from macros.cli.failures import failure_of

if TYPE_CHECKING:
    from macros.editions.edition import Edition


@click.command("build", help="Check the records, then build the whole site.")
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site goes. [default: site or site-offline; of an edition, with its id behind]",
)
@edition_option
@click.option("--offline", is_flag=True, help="Build a copy that works from disk, without a server.")
@click.option("--quiet", is_flag=True, help="Say nothing when all goes well.")
@needs_root
def command(root: Path, site_dir: Path | None, edition: Path | None, offline: bool, quiet: bool) -> int:
    """Build the site of ``root``, with an edition laid over it, and return 0, or 1 when there is a problem.

    ``site_dir`` counts from the current folder; without it the site goes into ``site``
    (``site-offline`` for ``offline``) of ``root``, with the id of an edition behind.
    """
    if site_dir:
        site_folder.tidy_beside(site_dir)
    if site_dir or not edition:
        _refuse(root, _target(site_dir or root / default_name(offline)), [edition] if edition else [])
    began = time.monotonic()
    with stages(quiet) as stage:
        with stage("Checking the records"):
            problems, checked = examine(root, edition)
        if not problems:
            target = _target(site_dir or root / default_name(offline, checked.edition if edition else None))
            _refuse(root, target, checked.edition.folders if edition else ())
            pages = _build(root, target, offline, edition, stage)
    if problems:
        report(problems, then="; the site was not built")
    if problems or pages is None:
        return 1
    if not quiet:
        seconds = time.monotonic() - began
        say(f"Built {count(pages, 'page')} in {seconds:.1f} s: {shown(target / 'index.html')}")
    return 0


def default_name(offline: bool, edition: Edition | None = None) -> str:
    """Where the site goes unless it is said: ``site``, ``site-offline``, ``site-example-north``."""
    return "-".join(["site", *(["offline"] if offline else []), *([edition.id] if edition else [])])


def _target(named: Path) -> Path:
    """The folder itself that ``named`` or the links in it lead to."""
    try:
        return named.resolve()
    except (OSError, RuntimeError) as error:
        raise click.UsageError(f"The site cannot go into {shown(named)}, because that is a link that leads back to itself.") from error


def _refuse(root: Path, target: Path, editions: Iterable[Path]) -> None:
    if refusal := site_folder.refusal(root, target, editions):
        raise click.UsageError(refusal)


def _build(root: Path, target: Path, offline: bool, edition: Path | None, stage) -> int | None:
    """Build into a folder beside ``target``, then swap; the number of pages, or ``None``."""
    # Imported here, so that a problem in a record is shown without waiting for mkdocs.
    from macros.cli.mkdocs_build import BuildFailed, build_site, settings

    kept = f"; {shown(target)} is as it was" if target.exists() else ""
    try:
        with settings(root, offline, edition and edition.absolute()), site_folder.replacing(target) as folder:
            with stage("Building the pages"):
                build_site(root, folder, strict=True)
            return sum(1 for page in folder.rglob("*.html") if page.relative_to(folder).parts[0] != "embed")  # An embed is its page again.
    except BuildFailed as failure:
        complain(f"{failure}{kept}.")
    except site_folder.NotReplaced as failure:
        complain(f"{failure}")
    except Exception as error:
        if not (failure := failure_of(error)):
            raise
        complain(f"{failure.what}{kept}. {failure.remedy}.")
    return None

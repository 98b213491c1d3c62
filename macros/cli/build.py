"""``handbook build``: the whole site, or nothing. A failed build leaves the old site as it was."""

from __future__ import annotations

import time
from pathlib import Path

import click

from macros.cli import site_folder
from macros.cli.check import examine, report
from macros.cli.console import complain, count, ending_politely, needs_root, say, shown, stages


@click.command("build", help="Check the records, then build the whole site.")
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site goes. [default: site, or site-offline]",
)
@click.option("--offline", is_flag=True, help="Build a copy that works from disk, without a server.")
@click.option("--quiet", is_flag=True, help="Say nothing when all goes well.")
@needs_root
def command(root: Path, site_dir: Path | None, offline: bool, quiet: bool) -> int:
    """Build the site of ``root`` and return 0, or 1 when there is a problem.

    ``site_dir`` counts from the current folder; without it the site goes into ``site``
    (``site-offline`` for ``offline``) of ``root``.
    """
    target = (site_dir or root / ("site-offline" if offline else "site")).resolve()
    if refusal := site_folder.refusal(root, target):
        raise click.UsageError(refusal)
    began = time.monotonic()
    with ending_politely(), stages(quiet) as stage:
        with stage("Checking the records"):
            problems, _ = examine(root)
        pages = None if problems else _build(root, target, offline, stage)
    if problems:
        report(problems, then="; the site was not built")
    if pages is None:
        return 1
    if not quiet:
        seconds = time.monotonic() - began
        say(f"Built {count(pages, 'page')} in {seconds:.1f} s: {shown(target / 'index.html')}")
    return 0


def _build(root: Path, target: Path, offline: bool, stage) -> int | None:
    """Build into a folder beside ``target``, then swap; the number of pages, or ``None``."""
    # Imported here, so that a problem in a record is shown without waiting for mkdocs.
    from macros.cli.mkdocs_build import BuildFailed, build_site, settings

    kept = f"; {shown(target)} is as it was" if target.exists() else ""
    try:
        with settings(root, offline), site_folder.replacing(target) as folder:
            with stage("Building the pages"):
                build_site(root, folder, strict=True)
            return sum(1 for _ in folder.rglob("*.html"))
    except BuildFailed as failure:
        complain(f"{failure}{kept}.")
    except site_folder.NotReplaced as failure:
        complain(f"{failure}")
    return None

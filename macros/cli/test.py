"""``handbook test``: the whole test suite, by way of the launcher, which sees to what it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from macros.cli.console import pass_root


@click.command(
    "test",
    help=(
        "Run the tests. --fast: without a browser, a server or a whole build. --long: thousands of damaged"
        " records and pages, and every page in every look. --engines: every type of page, the search, the"
        " tools and embeds in Firefox and in WebKit. Anything further is passed on to pytest."
    ),
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@pass_root
def command(root: Path, arguments: tuple[str, ...]) -> int:
    """Run ``scripts/handbook test`` of ``root`` and return its exit code."""
    launcher = root / "scripts" / "handbook"
    if not launcher.is_file():
        raise click.UsageError(f"There is no {launcher}, which runs the tests; get it back from git.")
    return subprocess.call([sys.executable, str(launcher), "test", *arguments])

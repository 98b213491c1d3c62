"""``handbook release``: list what a release publishes, so that the check can hold later changes to it."""

from __future__ import annotations

import re
from pathlib import Path

import click

from macros.cli.check import report
from macros.cli.console import complain, count, pass_root, say

_NAME = re.compile(r"20\d\d-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")


@click.command(
    "release",
    help="List every id and address that RELEASE publishes and no release before it did, in"
    " framework/releases/. From then on the check holds the handbook to them: what was published stays, has"
    " an alias, or is retired.",
)
@click.argument("release")
@pass_root
def command(root: Path, release: str) -> int:
    """Write the list and return 0; return 1, and write nothing, where the check finds problems or the list is
    there. Raises ``click.UsageError`` for a name that is neither a month nor a day."""
    if not _NAME.fullmatch(release):
        raise click.UsageError(
            f"'{release}' is no name of a release; write the month of its appearance, as 2027-05, or the day."
        )
    from macros.changes.publication import list_published
    from macros.checks.run import check_cached
    from macros.records.releases import ENDING, FOLDER, format_release

    file = root / FOLDER / f"{release}{ENDING}"
    if file.exists():
        complain(f"{FOLDER}/{file.name} is there already, and stays as it is; give another name.")
        return 1
    result = check_cached(root)
    if result.problems:
        report(root, result.problems, "; nothing was written")
        return 1
    published = list(list_published(result.handbook, result.pages.values()))
    new = [entry for entry in published if entry.key not in result.handbook.published]
    if not new:
        say("All that is published now is in the list of a release before; nothing was written.")
        return 0
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(format_release(release, new), encoding="utf-8", newline="\n")
    say(
        f"Wrote {FOLDER}/{file.name} with {count(len(new), 'id')} that no release before has published, of"
        f" {len(published):,}. Commit it with the release."
    )
    return 0

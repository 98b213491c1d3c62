"""``handbook release``: list what a release publishes, so that the check can hold later changes to it, and
which pages have changed since the release before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.cli.check import report
from macros.cli.console import complain, count, pass_root, say

if TYPE_CHECKING:
    from macros.records.releases import ReleasedPage

_NAME = re.compile(r"20\d\d-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")


class BeforeUnknown(Exception):
    """The handbook as it was at the release before is not found. The text is a reason, without a full
    stop."""


@click.command(
    "release",
    help="List every id and address that RELEASE publishes and no release before it did, and every page that"
    " is new, has changed or is gone since the release before, in framework/releases/. From then on the check"
    " holds the handbook to the ids: what was published stays, has an alias, or is retired.",
)
@click.argument("release")
@click.option(
    "--since",
    metavar="BASE",
    help="The handbook as it was at the release before: a revision of git, or a folder. Without it, the"
    " commit that brought the list of that release.",
)
@pass_root
def command(root: Path, release: str, since: str | None) -> int:
    """Write the list and return 0; return 1, and write nothing, where the check finds problems, the list is
    there, or the release before is not found. Raises ``click.UsageError`` for a name that is neither a month
    nor a day, and for a BASE that is none."""
    if not _NAME.fullmatch(release):
        raise click.UsageError(
            f"'{release}' is no name of a release; write the month of its appearance, as 2027-05, or the day."
        )
    from macros.changes.publication import list_published
    from macros.checks.rules.released_pages_are_listed import FILE, write_call
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
    pages: list[ReleasedPage] = []
    if before := max(result.handbook.released_pages, default=""):
        try:
            pages = list(_list_changed_pages(root, since or _find_commit(root, f"{before}{ENDING}")))
        except BeforeUnknown as unknown:
            complain(
                f"Which pages have changed since release {before} is not known: {unknown}. Name the handbook"
                " as it was then, a revision of git or a folder, with --since. Nothing was written."
            )
            return 1
    if not (new or pages):
        say(f"Nothing that is published has changed since release {before}; nothing was written.")
        return 0
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(format_release(release, new, pages), encoding="utf-8", newline="\n")
    say(
        f"Wrote {FOLDER}/{file.name} with {count(len(new), 'id')} that no release before has published, of"
        f" {len(published):,}"
        + (f", and {count(len(pages), 'page')} that changed since release {before}. " if pages else ". ")
        + (f"Write {write_call(release)} into {FILE}, below what it says of this release. " if pages else "")
        + "Commit it with the release."
    )
    return 0


def _find_commit(root: Path, name: str) -> str:
    """The commit that brought the list called ``name``. Raises :class:`BeforeUnknown`."""
    from macros.addresses import git, revisions
    from macros.records.releases import FOLDER

    if not git.is_in_repository(root):
        raise BeforeUnknown("this folder is in no repository of git")
    try:
        if revisions.is_shallow(root):
            raise BeforeUnknown("this clone is shallow, and lacks the older part of its history")
        words = ("log", "-1", "--diff-filter=A", "--no-show-signature", "--format=%H", "--")
        commit = git.ask(root, *words, f"{FOLDER}/{name}")
    except git.GitRefuses as refusal:
        raise BeforeUnknown(refusal.what) from refusal
    if not commit:
        raise BeforeUnknown(f"no commit has brought {FOLDER}/{name} yet")
    return commit


def _list_changed_pages(root: Path, before: str) -> Iterator[ReleasedPage]:
    """Yield the pages that have changed since ``before``, without the page of changes itself; says of what
    they lack, where that cannot be read whole. Raises :class:`BeforeUnknown`."""
    from macros.addresses.git import GitRefuses
    from macros.base.garbage_collection import pause_garbage_collector
    from macros.cli.diff import compare
    from macros.records.releases import ReleasedPage
    from macros.rendering.feeds import PAGE

    try:
        with pause_garbage_collector():
            comparison = compare(root, before)
    except GitRefuses as refusal:
        raise BeforeUnknown(refusal.what) from refusal
    if problems := comparison.problems_before:
        files = count(len({problem.path for problem in problems}), "file")
        complain(f"{files} of the release before cannot be read; the list of pages lacks what they hold.")
    for page in comparison.pages:
        if page.path != PAGE:
            yield ReleasedPage(page.path, page.title, page.how)

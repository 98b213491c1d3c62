"""``handbook diff``: what has changed from one version of the handbook to another, and what follows."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.cli.console import pass_root, say

if TYPE_CHECKING:
    from macros.addresses.git import GitRefuses
    from macros.addresses.revisions import Revision
    from macros.base.problems import Problem
    from macros.changes.report import Report

WORKING_TREE = "the working tree"


class GitFailed(click.ClickException):
    """git did not answer; the text is one or two sentences."""

    exit_code = 1

    def __init__(self, refusal: GitRefuses):
        super().__init__(f"{refusal.what[0].upper()}{refusal.what[1:]}. {refusal.remedy}")


@click.command(
    "diff",
    help="Say what has changed since BASE, by id and not by line, and what follows: coverage, hours, minutes,"
    " addresses, and the pages that change. BASE and HEAD are each a revision of git, such as main or HEAD~1,"
    " or the folder of a handbook; HEAD is the working tree where it is left out.",
)
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="As text for a terminal, as Markdown for a comment on a pull request, or as JSON for a program.",
)
@pass_root
def command(root: Path, base: str, head: str | None, form: str) -> int:
    """Print the comparison and return 0, also where something could not be read. Raises ``click.UsageError``
    for a BASE or HEAD that is none, and :class:`GitFailed`."""
    from macros.addresses.git import GitRefuses
    from macros.base.garbage_collection import pause_garbage_collector

    try:
        with pause_garbage_collector():
            report = compare(root, base, head)
    except GitRefuses as refusal:
        raise GitFailed(refusal) from refusal
    say(_choose_writer(form)(report).rstrip("\n"))
    return 0


def _choose_writer(form: str) -> Callable[[Report], str]:
    from macros.changes.json_report import write_json
    from macros.changes.text_report import write_markdown, write_text

    return {"text": write_text, "markdown": write_markdown, "json": write_json}[form]


def compare(root: Path, base: str, head: str | None = None) -> Report:
    """The comparison of two versions of the handbook at ``root``, each a revision or a folder; without
    ``head``, with the working tree. Raises ``click.UsageError``, and
    :class:`~macros.addresses.git.GitRefuses`."""
    from macros.base.yaml_files import SoundFiles
    from macros.changes.report import compare_versions
    from macros.changes.versions import Version, read_version
    from macros.cli.check_archive import read_sound_data

    sound_files = SoundFiles()
    sound_files.done.update(read_sound_data(root))  # What the last check has parsed.
    sound_files.known = sound_files.done  # What both versions hold is parsed once.

    def read(name: str, folder: Path, problems: list[Problem], other: Version | None = None) -> Version:
        return read_version(name, folder, sound_files, problems, other)

    with open_version(root, base) as opened_before, open_version(root, head) as opened_after:
        before = read(*opened_before)
        return compare_versions(before, read(*opened_after, before))


@contextmanager
def open_version(root: Path, name: str | None) -> Iterator[tuple[str, Path, list[Problem]]]:
    """Give the version of the handbook called ``name``, or the working tree without one: what reports call
    it, the folder in which it can be read while the body runs, and what of it could not be put there."""
    from macros.changes.versions import is_handbook

    if name is None:
        yield WORKING_TREE, root, []
        return
    folder = Path(name)
    if is_handbook(folder):
        yield str(folder.resolve()), folder.resolve(), []
        return
    revision = _find_revision(root, name)
    with tempfile.TemporaryDirectory(prefix="handbook-diff-") as temporary:
        problems = write_revision(root, revision, Path(temporary))
        if not is_handbook(Path(temporary)):
            raise click.UsageError(
                f"{name} ({revision.short_id}) holds no handbook: it lacks the folders framework and modules."
                " Name a revision that holds them."
            )
        shown_name = (
            name if revision.short_id.startswith(name) else f"{name} ({revision.short_id}, {revision.day})"
        )
        yield shown_name, Path(temporary), problems


def _find_revision(root: Path, name: str) -> Revision:
    """The revision called ``name``. Raises ``click.UsageError`` with a sentence on why there is none."""
    from macros.addresses import git, revisions
    from macros.base.problems import did_you_mean, show

    if Path(name).is_dir() and ("/" in name or not git.is_in_repository(root)):
        raise click.UsageError(
            f"The folder {name} is no handbook: it lacks the folders framework and modules. Name the"
            " folder that holds them, or a revision of git, such as main or HEAD~1."
        )
    if not git.is_in_repository(root):
        raise click.UsageError(
            f"There is no folder {show(name)}, and {root} is in no repository of git, so that it has no"
            " revisions. Name the folder of a handbook."
        )
    if revision := revisions.find_revision(root, name):
        return revision
    if revisions.is_shallow(root):
        raise click.UsageError(
            f"git knows no revision {show(name)} here, and this clone is shallow: the older part of its"
            " history was not fetched. Fetch it (git fetch --unshallow; in GitHub Actions, fetch-depth: 0)"
            " and run the command again."
        )
    known = revisions.list_revision_names(root)
    advice = did_you_mean(name, known, "name a branch, a tag, a commit, or the folder of a handbook.")
    raise click.UsageError(f"git knows no revision {show(name)}, and there is no such folder; {advice}")


def write_revision(root: Path, revision: Revision, folder: Path) -> list[Problem]:
    """Write what is compared of a revision into ``folder``. Gives the problems of links, which are not
    followed in a revision, and of files that the disk does not take."""
    from macros.addresses.revisions import read_files
    from macros.base.problems import Problem
    from macros.base.rule_names import FILES_HAVE_THEIR_PLACE
    from macros.changes.versions import is_read

    problems = []
    for stored in read_files(root, revision, is_read):
        file = folder / stored.path
        wrong = "is a link, and links are not followed in a revision" if stored.is_link else ""
        right = "put the file itself there"
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if not stored.is_link:
                file.write_bytes(stored.content)
        except OSError as error:
            wrong = f"cannot be written to be compared ({error.strerror})"
            right = "see to the disk, or give it another name"
        if wrong:
            problems.append(Problem(stored.path, 1, 1, "file", wrong, right, FILES_HAVE_THEIR_PLACE))
    return problems

"""``handbook coverage``: what covers each competency, from the outcome that names it to its assessment."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from macros.base.program_name import PROGRAM
from macros.cli.console import pass_root, say

if TYPE_CHECKING:
    from macros.base.problems import Problem
    from macros.quality.coverage import CoverageReport
    from macros.records.entries import Entry
    from macros.records.handbook import Handbook


class NotWritten(click.ClickException):
    """A file could not be written; the text is a sentence."""

    exit_code = 1


@click.command(
    "coverage",
    help="Say which competencies are taught, practised and assessed, hop by hop: the outcomes that name each,"
    " the sessions and workplace tasks that work on it, and the assessments that test it; and where that is"
    " missing, thin or too broad.",
)
@click.option(
    "--framework",
    "framework_ids",
    metavar="ID",
    multiple=True,
    help="The framework whose items are meant; may be given several times. Without it, those that the"
    " programme is written against.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "xlsx", "json"]),
    default="text",
    show_default=True,
    help="As text for a terminal, as a table or a workbook for a spreadsheet, or as JSON for a program. A"
    " workbook needs --out.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write it to this file, which is not to be there yet.",
)
@pass_root
def command(root: Path, framework_ids: tuple[str, ...], form: str, out: Path | None) -> int:
    """Print the coverage, or write it to ``out``, and return 0, also where something could not be read.
    Raises ``click.UsageError`` for a framework that is none, and :class:`NotWritten`."""
    from macros.base.garbage_collection import pause_garbage_collector

    if out and (out.exists() or out.is_symlink()):
        raise NotWritten(f"{out} is there already. Nothing was written; name another file, or move it away.")
    if form == "xlsx" and not out:
        raise click.UsageError("A workbook cannot be printed; name a file with --out, as coverage.xlsx.")
    with pause_garbage_collector():
        if form == "xlsx":
            content = make_workbook(root, framework_ids)
        else:
            text = describe_coverage(root, framework_ids, form)
            content = text.encode()
    if out:
        write_new_file(out, content)
        say(f"Wrote {out}.")
    else:
        say(text.rstrip("\r\n"))
    return 0


def describe_coverage(root: Path, framework_ids: tuple[str, ...] = (), form: str = "text") -> str:
    """The coverage of the handbook at ``root`` as text, as comma-separated values or as JSON (``form``).
    Raises ``click.UsageError`` for a framework that is none."""
    from macros.quality.coverage_json import write_coverage_json
    from macros.quality.coverage_tables import write_coverage_table
    from macros.quality.coverage_text import write_coverage_text

    book, problems, report = _assess(root, framework_ids)
    if form == "csv":
        return write_coverage_table(book, report)
    if form == "json":
        return write_coverage_json(book, report, problems)
    return write_coverage_text(report, problems)


def make_workbook(root: Path, framework_ids: tuple[str, ...] = ()) -> bytes:
    """The coverage as a workbook. Raises like :func:`describe_coverage`, and :class:`NotWritten` where the
    package that writes workbooks is not installed."""
    from macros.addresses.sites import read_site_name
    from macros.exports.publication import read_moment

    try:
        from macros.quality.workbook import write_coverage_workbook

        book, _, report = _assess(root, framework_ids)
        return write_coverage_workbook(book, report, read_site_name(root), read_moment())
    except ModuleNotFoundError as error:
        if error.name != "openpyxl":
            raise
        raise NotWritten(
            "A workbook needs the package openpyxl, which is not installed. Run the command as"
            f" '{PROGRAM} coverage', which installs it, or ask for --format csv."
        ) from error


def _assess(root: Path, framework_ids: tuple[str, ...]) -> tuple[Handbook, list[Problem], CoverageReport]:
    from macros.quality.coverage import assess_coverage
    from macros.records.loader import load_handbook

    book, problems = load_handbook(root)
    frameworks = [_find_framework(book, id) for id in dict.fromkeys(framework_ids)]
    return book, problems, assess_coverage(book, frameworks)


def _find_framework(book: Handbook, id: str) -> Entry:
    if framework := book.get(id, "framework"):
        return framework
    from macros.base.problems import did_you_mean, show

    known = book.list_ids("framework")
    advice = did_you_mean(id, known, f"the frameworks are {', '.join(known)}.")
    raise click.UsageError(f"There is no framework {show(id)}; {advice}")


def write_new_file(file: Path, content: bytes) -> None:
    """Write ``content`` to ``file``, whole or not at all. Raises :class:`NotWritten` where it is there
    already, and where the disk refuses."""
    try:
        with file.open("xb") as opened:
            try:
                fill(opened, content)
            except OSError:
                with suppress(OSError):
                    file.unlink()
                raise
    except OSError as error:
        raise NotWritten(
            f"{file} cannot be written ({error.strerror or error}). Name a file in a folder that is there and"
            " that you may write to."
        ) from error


def fill(file: IO[bytes], content: bytes) -> None:
    """Write ``content`` to an open file, as far as the disk. Raises ``OSError`` where it refuses."""
    file.write(content)
    file.flush()

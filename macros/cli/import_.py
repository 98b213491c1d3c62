"""``handbook import``: take in a framework or a crosswalk of one's own, or take in anew what its source has
changed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.base.program_name import PROGRAM
from macros.cli import interruptions
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

if TYPE_CHECKING:
    from macros.records.record_files import EditionFolder


@click.command(
    "import",
    help="Take in a framework from FILE: a table (CSV, XLSX), a package of CASE, a framework of Moodle or"
    " OpenSALT, or SKOS; or a crosswalk (CSV, SSSOM). Once more, to take in what has changed there.",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--id", metavar="ID", default="", help="Its id, where none is to be made of the title.")
@click.option("--title", metavar="TITLE", default="", help="Its title, where the file has none.")
@click.option(
    "--map",
    "written_map",
    metavar="MAP",
    default="",
    help="What the columns of a table hold, as code=Ref,title=Name,parent=Parent or ranks=Domain/Element,"
    "code=Ref. Without it, this is guessed.",
)
@click.option("--sheet", metavar="NAME", default="", help="The sheet of a workbook. [default: the first]")
@click.option("--yes", is_flag=True, help="Do not ask whether the columns were understood.")
@add_edition_option
@pass_root
def command(
    root: Path,
    file: Path,
    id: str,
    title: str,
    written_map: str,
    sheet: str,
    yes: bool,
    edition: Path | None,
) -> int:
    """Write the record, with a line on each thing that could not be carried, and return 0; return 1, and
    write nothing, where the file cannot be read or the record cannot be written."""
    from macros.imports.formats import read
    from macros.imports.model import ImportedCrosswalk, NotImported
    from macros.imports.records import prepare_framework, write_all
    from macros.records.loader import load_handbook

    check_variables(root, edition)
    folder = _find_folder(root, edition)
    try:
        with show_stages() as stage:
            with stage(f"Reading {display_path(file)}"):
                content = read(file, written_map, sheet)
        for sentence in content.explanations or [f"{file.name} was read as {content.form}."]:
            say(sentence)
        if content.explanations and not (written_map or yes) and sys.stdin.isatty() and sys.stderr.isatty():
            click.confirm("Is that right", default=True, abort=True, err=True)
        with show_stages() as stage:
            with stage("Reading the records"):
                handbook, _ = load_handbook(root, _list_folders(root, edition))
            with stage("Writing the record"):
                if isinstance(content, ImportedCrosswalk):
                    from macros.imports.crosswalk_records import prepare_crosswalk

                    written = prepare_crosswalk(folder, handbook, content, file, title)
                else:
                    written = prepare_framework(folder, handbook, content, file, (title, id))
                with interruptions.hold():
                    write_all(folder, written.texts)
    except NotImported as error:
        complain(f"{error}\nNothing was written.")
        return 1
    for line in written.losses:
        say(line)
    for sentence in written.sentences:
        say(sentence)
    if written.blanks:
        check = f"{PROGRAM} check" + (f" --edition {display_path(edition)}" if edition else "")
        say(
            f"{count(written.blanks, 'blank')}, marked BLANK, {'is' if written.blanks == 1 else 'are'}"
            f" for a person"
            f" to write over; {check} says what belongs in each."
        )
    return 0


def _find_folder(root: Path, edition: Path | None) -> Path:
    """The folder below which records are written: the edition's where one is named."""
    if edition is None:
        return root
    folder = edition.parent if edition.name == "edition.yml" else edition
    if not (folder / "edition.yml").is_file():
        raise click.UsageError(
            f"There is no edition.yml in {display_path(folder)}; name an edition's folder."
        )
    return folder


def _list_folders(root: Path, edition: Path | None) -> tuple[EditionFolder, ...]:
    """The folders of the edition that is laid over the handbook. Raises
    :class:`~macros.imports.model.NotImported` where it is not sound."""
    from macros.base.problems import Problems
    from macros.editions.additions import list_edition_folders
    from macros.editions.reading import read_edition
    from macros.imports.model import NotImported

    try:
        return list_edition_folders(read_edition(edition.absolute(), root)) if edition else ()
    except Problems as problems:
        raise NotImported(str(problem) for problem in problems.problems) from None

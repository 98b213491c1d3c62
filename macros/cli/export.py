"""``handbook export``: the curriculum in the formats that other systems take."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.base.input_folders import find_overlap
from macros.cli.console import (
    add_edition_option,
    check_variables,
    count,
    display_path,
    pass_root,
    say,
    show_bar,
    show_stages,
)
from macros.cli.course import find_course_format, write_course

if TYPE_CHECKING:
    from macros.exports.formats import Format
    from macros.exports.publication import Publication
    from macros.records.entries import Entry
    from macros.records.handbook import Handbook

ALL = "all"


class NotExported(click.ClickException):
    """Files could not be written; the text is a sentence."""

    exit_code = 1


@click.command(
    "export",
    help="Write the curriculum in FORMAT, or in all formats, for another system: into a folder that is not"
    " there yet. Without FORMAT, list the formats. A course (scorm, cartridge) is one file, of a module, a"
    " pathway or the whole handbook.",
)
@click.argument("name", metavar="[FORMAT]", required=False)
@click.option(
    "--only",
    metavar="ID",
    multiple=True,
    help="The record that is wanted, such as a framework or a module; may be given several times. Without it,"
    " all.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The folder, or for a course the file, to write, which is not to be there yet. [default:"
    " export-FORMAT; scorm-ID.zip, cartridge-ID.imscc]",
)
@click.option("--module", metavar="ID", help="For a course: this module, with what it teaches and uses.")
@click.option("--pathway", metavar="ID", help="For a course: this pathway.")
@click.option("--version", metavar="N", help="For a cartridge: 1.1, as Moodle takes it. [default: 1.3]")
@add_edition_option
@pass_root
def command(
    root: Path,
    name: str | None,
    only: tuple[str, ...],
    out: Path | None,
    module: str | None,
    pathway: str | None,
    version: str | None,
    edition: Path | None,
) -> int:
    """Write the export and return 0; return 1, and write nothing, where the check finds problems. Raises
    ``click.UsageError`` for a format or a record that is none, and :class:`NotExported`."""
    if not name:
        say(describe_formats())
        return 0
    check_variables(root, edition)
    if course := find_course_format(name):
        if only:
            raise click.UsageError(f"{name} takes no --only; name a module with --module, or a --pathway.")
        return write_course(root, course, module, pathway, version, out, edition)
    for option, value in (("--module", module), ("--pathway", pathway), ("--version", version)):
        if value is not None:
            raise click.UsageError(f"{option} is for courses (scorm, cartridge); name a record with --only.")
    formats = find_formats(name)
    target = out or Path(f"export-{name}")
    if target.exists() or target.is_symlink():
        raise NotExported(
            f"{display_path(target)} is there already. Nothing was written; name another folder with --out,"
            " or move it away."
        )
    if folder := find_overlap(Path(os.path.realpath(root)), Path(os.path.realpath(target))):
        raise NotExported(
            f"{display_path(target)} would come among what a handbook is made from, in {folder}. Nothing was"
            " written; name a folder outside of that with --out."
        )
    with show_stages() as stage, stage("Checking the records"):
        publication = read_publication(root, edition)
    if publication is None:
        return 1
    chosen = choose_records(publication.handbook, formats, only)
    number = 0
    with writing(target) as folder, show_bar("Writing the files", len(formats)) as advance:
        for form in formats:
            before = number
            for place, content in list_files(form, publication, chosen, len(formats) > 1):
                write_file(folder / place, content)
                number += 1
            advance(f"{form.title}: {count(number - before, 'file')}")
        if not number:
            raise NotExported(
                f"There is nothing to be written as {' or '.join(form.title for form in formats)}: the"
                f" records{' that were named' if only else ''} have nothing that it takes. Nothing was"
                " written."
            )
    say(f"Wrote {count(number, 'file')} to {display_path(target)}.")
    return 0


def describe_formats() -> str:
    """A line for each format."""
    from macros.exports.formats import list_formats
    from macros.packages.formats import COURSES

    formats = [(form.name, form.title, form.purpose) for form in list_formats()]
    formats += [(course.name, course.title, course.purpose) for course in COURSES]
    width = max(len(name) for name, _title, _purpose in formats)
    return "\n".join(f"{name:{width}}  {title}. {purpose}" for name, title, purpose in formats)


def find_formats(name: str) -> list[Format]:
    """The format called ``name``, or all. Raises ``click.UsageError`` where there is none."""
    from macros.base.problems import did_you_mean, show
    from macros.exports.formats import list_formats
    from macros.packages.formats import COURSES

    formats = list_formats()
    if name == ALL:
        return list(formats)
    if matching := [form for form in formats if form.name == name]:
        return matching
    names = [*(form.name for form in formats), *(course.name for course in COURSES), ALL]
    advice = did_you_mean(name, names, f"the formats are {', '.join(names)}.")
    raise click.UsageError(f"There is no format {show(name)}; {advice}")


def read_publication(
    root: Path, edition: Path | None, consequence: str = "nothing was exported"
) -> Publication | None:
    """The handbook at ``root`` as its site publishes it, with an edition laid over it; ``None`` where the
    check finds problems, which are printed then with their ``consequence``."""
    from macros.addresses.sites import read_site_address, read_site_name
    from macros.cli.check import examine, report
    from macros.cli.environment import set_environment
    from macros.exports.publication import Publication

    with set_environment(root, edition=edition and edition.absolute()):
        problems, result = examine(root, edition)
        if result is None:
            report(root, problems, f"; {consequence}")
            return None
        overlaid = result.edition
        address = read_site_address(root) or (overlaid.address if overlaid else "")  # As a build has it.
        return Publication(
            result.handbook,
            overlaid.name if overlaid else read_site_name(root),
            address,
            overlaid,
        )


def choose_records(
    handbook: Handbook, formats: list[Format], ids: tuple[str, ...]
) -> dict[str, tuple[Entry, ...]]:
    """The records with these ``ids`` that each of ``formats`` can hold, by the format's name. Raises
    ``click.UsageError`` for an id that is none, and for one that none of them can hold."""
    from macros.base.problems import did_you_mean, show

    chosen: dict[str, dict[Entry, None]] = {form.name: {} for form in formats}
    kinds = list(dict.fromkeys(kind for form in formats for kind in form.kinds))
    for id in ids:
        entries = [entry for kind in kinds if (entry := handbook.get(id, kind))]
        if not entries and (other := handbook.get(id)):
            remedy = f"there can be {' or '.join(kinds)}."
            if other.record.kind in kinds:
                remedy = f"name {show(other.record.id)}, the {other.record.kind} in which it stands."
            raise click.UsageError(
                f"{show(id)} cannot be exported so by itself, for its kind is {show(other.kind)}; {remedy}"
            )
        if not entries:
            known = [known for kind in kinds for known in handbook.list_ids(kind)]
            advice = did_you_mean(id, known, f"of what it can hold there are {', '.join(known[:12])}.")
            raise click.UsageError(
                f"There is no {' or '.join(kinds) or 'record'} {show(id)} to be exported so; {advice}"
            )
        for form in formats:
            chosen[form.name] |= {entry: None for entry in entries if entry.kind in form.kinds}
    return {name: tuple(entries) for name, entries in chosen.items()}


def list_files(
    form: Format, publication: Publication, chosen: dict[str, tuple[Entry, ...]], is_one_of_many: bool
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a format by their places in the folder of the export, where each of many formats has
    a folder of its own. A format that holds none of what is ``chosen`` yields none."""
    if any(chosen.values()) and not chosen[form.name]:
        return
    for file in form.write(publication, chosen[form.name]):
        yield f"{form.name}/{file.place}" if is_one_of_many else file.place, file.content


@contextmanager
def writing(target: Path) -> Iterator[Path]:
    """Yield a new folder beside ``target`` to be filled, which takes its place when the body ends well; else
    nothing is left of it. Raises :class:`NotExported` where the disk refuses."""
    folder = target.absolute().parent / f".{target.name}.being-written-{os.getpid()}"
    try:
        folder.mkdir()
        try:
            yield folder
            folder.rename(target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise NotExported(
            f"{display_path(target)} cannot be written ({error.strerror or error}). Nothing was left"
            " half-written; name a folder in one that is there, that you may write to and that has room."
        ) from error


def write_file(file: Path, content: bytes) -> None:
    """Write a file, and make the folders that it stands in. Raises ``OSError``."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)

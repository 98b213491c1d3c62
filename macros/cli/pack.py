"""``handbook pack``: what a session needs to be taught, in one archive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.cli.console import (
    Stage,
    add_edition_option,
    check_variables,
    count,
    display_path,
    pass_root,
    say,
    show_stages,
)
from macros.cli.export import read_publication
from macros.cli.new_files import check_target

if TYPE_CHECKING:
    from macros.curriculum.sessions import SessionPlace
    from macros.exports.publication import Publication
    from macros.packs.session_packs import SessionPack
    from macros.records.handbook import Handbook
    from macros.rendering.renderer import Renderer

ZIP = ".zip"


class NotPacked(click.ClickException):
    """No pack could be made; the text is a sentence."""

    exit_code = 1


@click.command(
    "pack",
    help="Write the pack of a session of MODULE, or of all its sessions: the sheets to print as PDF files,"
    " the slides for a browser and for PowerPoint, and a page that says how many copies are needed.",
)
@click.argument("module", metavar="MODULE")
@click.argument("session", metavar="[SESSION]", required=False)
@click.option(
    "--start",
    metavar="TIME",
    help="When the session begins, such as 13:30. [default: as the edition's dates say, else 9:30]",
)
@click.option(
    "--minutes",
    metavar="PART=MINUTES",
    multiple=True,
    help="How long a part of the plan is to last, by its title or how that begins; may be given several"
    " times.",
)
@click.option(
    "--participants",
    type=click.IntRange(1, 500),
    default=16,
    show_default=True,
    help="For how many the copies are counted.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    metavar="FILE|FOLDER",
    help="The archive to write, which is not to be there yet, or the folder to write it into."
    " [default: MODULE-SESSION.zip]",
)
@add_edition_option
@pass_root
def command(
    root: Path,
    module: str,
    session: str | None,
    start: str | None,
    minutes: tuple[str, ...],
    participants: int,
    to: Path | None,
    edition: Path | None,
) -> int:
    """Write the archive and return 0; return 1, and write nothing, where the check finds problems. Raises
    ``click.UsageError`` for a module, a session, a time or a part of the plan that is none, and
    :class:`NotPacked`."""
    from macros.packs.timing import NotTimed, describe_sum

    module, session = split_id(module, session)
    if minutes and not session:
        raise click.UsageError("--minutes is for one session: name it after the module, such as s1.")
    check_variables(root, edition)
    with show_stages() as stage:
        with stage("Checking the records"):
            publication = read_publication(root, edition, "no pack was made")
        if publication is None:
            return 1
        places = find_sessions(publication.handbook, module, session)
        target = find_target(root, to, "-".join(filter(None, [module, session and places[0].session.id])))
        try:
            packs = list(make_packs(publication, places, start, minutes, participants))
        except NotTimed as fault:
            raise click.UsageError(str(fault)) from fault
        sheets = write(target, packs, stage)
    for place, pack in zip(places, packs, strict=True):
        if sentence := describe_sum(place.session, pack.session):
            say(sentence)
    say(
        f"Wrote {display_path(target)}: {count(len(packs), 'session')}, {count(sheets, 'sheet')} of paper for"
        f" {count(participants, 'participant')}."
    )
    return 0


def split_id(module: str, session: str | None) -> tuple[str, str | None]:
    """The ids of a module and of a session, which may stand together: ``leading-self/s1``."""
    if not session and "/" in module:
        module, _, session = module.partition("/")
    return module, session.rpartition("/")[2] if session else None


def find_sessions(handbook: Handbook, module: str, session: str | None) -> list[SessionPlace]:
    """The session of a module with an id or a number, or all its sessions. Raises ``click.UsageError`` where
    there is none."""
    from macros.base.problems import did_you_mean, show
    from macros.curriculum.sessions import find_session, list_module_sessions

    if not (entry := handbook.get(module, "module")):
        known = handbook.list_ids("module")
        advice = did_you_mean(module, known, f"the modules are {', '.join(known)}.")
        raise click.UsageError(f"There is no module {show(module)}; {advice}")
    places = list_module_sessions(handbook, entry)
    if not session:
        return places
    if session.isdecimal() and 1 <= int(session) <= len(places):
        return [places[int(session) - 1]]
    if place := find_session(handbook, entry, session):
        return [place]
    known = [place.session.id for place in places]
    choice = ", ".join(f"{place.session.id} ({place.session.title})" for place in places)
    advice = did_you_mean(session, known, f"its sessions are {choice}.")
    raise click.UsageError(f"The module {show(entry.id)} has no session {show(session)}; {advice}")


def find_target(root: Path, to: Path | None, name: str) -> Path:
    """The archive to write: ``to``, or one called ``name`` in the folder that ``to`` is. Raises
    :class:`NotPacked` or :class:`~macros.cli.new_files.NotWritten` where it cannot be written there."""
    target = to / f"{name}{ZIP}" if to and to.is_dir() else to or Path(f"{name}{ZIP}")
    if target.suffix.lower() != ZIP:
        raise NotPacked(
            f"{display_path(target)} is no folder that is there, and no name of an archive. Nothing was"
            f" written; name a folder, or a file that ends in {ZIP}, with --to."
        )
    check_target(root, target, "--to")
    return target


def make_packs(
    publication: Publication,
    places: list[SessionPlace],
    start: str | None,
    minutes: tuple[str, ...],
    participants: int,
) -> Iterator[SessionPack]:
    """Yield what a pack is made of, for each of the sessions ``places``. Raises
    :class:`~macros.packs.timing.NotTimed`."""
    from macros.packs.session_packs import SessionPack
    from macros.packs.timing import change_minutes, read_start

    renderer = create_renderer(publication)
    begin = read_start(start) if start else None
    for place in places:
        pack = SessionPack(
            renderer,
            place,
            change_minutes(place.session, minutes),
            publication.name,
            publication.generated,
            participants,
            begin,
        )
        yield pack


def create_renderer(publication: Publication) -> Renderer:
    """What renders the pages of a publication, in the language of its edition."""
    from macros.addresses.repository import Repository
    from macros.i18n.catalogue import ENGLISH, read_catalogue
    from macros.i18n.translated_records import translate_handbook
    from macros.rendering.renderer import Renderer

    edition = publication.edition
    catalogue = read_catalogue(edition.language) if edition else ENGLISH
    return Renderer(
        translate_handbook(publication.handbook, catalogue, edition),
        publication.urls,
        Repository(),
        edition=edition,
        catalogue=catalogue,
        site_url=publication.address,
    )


def write(target: Path, packs: list[SessionPack], stage: Stage) -> int:
    """Write the archive of ``packs``, and return how many sheets of paper they are printed on. Raises
    :class:`NotPacked` where sheets cannot be made, or the disk refuses."""
    from macros.packs.archives import write_archive, write_pack
    from macros.paper.pdf import NotPrinted

    try:
        written = [write_pack(pack, stage) for pack in packs]
    except NotPrinted as fault:
        raise NotPacked(f"{fault} Nothing was written.") from fault
    content = write_archive(written)
    beside = target.absolute().parent / f".{target.name}.being-written-{os.getpid()}"
    try:
        try:
            beside.write_bytes(content)
            beside.rename(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise NotPacked(
            f"{display_path(target)} cannot be written ({error.strerror or error}). Nothing was left"
            " half-written; name a place in a folder that is there, that you may write to and that has room."
        ) from error
    return sum(pack.sheets for pack in written)

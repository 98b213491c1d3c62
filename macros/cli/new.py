"""``handbook new``: begin a record as a commented file with blanks, or an entry of a file that is there."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from macros.base.program_name import PROGRAM
from macros.cli import interruptions
from macros.cli.check import report
from macros.cli.console import complain, count, pass_root, say

if TYPE_CHECKING:
    from macros.records.handbook import Handbook
    from macros.scaffolds.drafts import NewText

# What else the check asks for once a record of a kind has no blanks, in other places.
AFTERWARDS = {
    "theory": "Then name it in a module and in a case, or say why not in framework/exemptions.yml.",
    "tension": "Then name it in two modules at least.",
    "crosswalk": "Then list under 'unmapped' what has no counterpart, of either framework.",
}
# The options that are for one kind alone: how each is typed, by its name.
SWITCHES = {
    "module": ("session", "--in"),
    "origin": ("crosswalk", "--origin"),
    "target": ("crosswalk", "--target"),
    "doi": ("source", "--doi"),
    "file": ("source", "--from"),
}
ID_OF_WHAT = {"session": ["module"], "crosswalk": ["origin", "target"]}


@click.command("new", help="Begin a record: a commented file with a BLANK for all that is to be written.")
@click.argument("kind", required=False, default="")
@click.argument("title", required=False, default="")
@click.option("--id", metavar="ID", default="", help="Its id, where none is to be made of the title.")
@click.option("--in", "module", metavar="ID", default="", help="For a session: the id of its module.")
@click.option("--origin", metavar="ID", default="", help="For a crosswalk: the framework that it reads from.")
@click.option("--target", metavar="ID", default="", help="For a crosswalk: the framework that it reads to.")
@click.option("--doi", metavar="DOI", default="", help="For a source: its DOI. Nothing is fetched.")
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path),
    help="For sources: a file with references in CSL-JSON, BibTeX or RIS.",
)
@pass_root
def command(root: Path, **wishes: Any) -> int:
    """Write the new file, or the file with the new entry in it, and say what to do next. Return 0, or 1 where
    nothing could be written. What is not given is asked for on a terminal."""
    from macros.base.problems import Problems
    from macros.records.loader import load_handbook
    from macros.scaffolds.drafts import Refused, read_title

    kind = _read_kind(wishes)
    _ask_for_the_rest(kind, wishes)
    handbook, _ = load_handbook(root)
    try:
        wishes["title"] = read_title(wishes["title"])
        texts, sentences = _begin(root, handbook, kind, wishes)
    except Refused as refusal:
        complain(str(refusal))
        return 1
    except Problems as unreadable:
        report(root, unreadable.problems, "; nothing was written")
        return 1
    if texts:
        with interruptions.hold():
            write_file(root / texts[-1].path, texts[-1].text, texts[-1].is_new_file)
    for sentence in (*sentences, *describe_texts(kind, texts)):
        say(sentence)
    return 0


def _read_kind(wishes: dict[str, Any]) -> str:
    """The name of the kind that is to be begun. Raises ``click.UsageError`` for an unknown one, and for an
    option that is for another."""
    from macros.base.problems import did_you_mean, join_words
    from macros.scaffolds.drafts import ALL_KINDS

    known = f"the kinds are {join_words(ALL_KINDS)}."
    kind: str = wishes.pop("kind").strip().lower()
    if not kind and _is_asked():
        kind = click.prompt(f"What ({join_words(ALL_KINDS)})", err=True).strip().lower()
    if not kind:
        raise click.UsageError(f'Say what to begin, as {PROGRAM} new case "Theatre lists"; {known}')
    if kind not in ALL_KINDS:
        raise click.UsageError(f"There is no kind '{kind}'; {did_you_mean(kind, ALL_KINDS, known)}")
    for name, (only_kind, switch) in SWITCHES.items():
        if wishes[name] and kind != only_kind:
            raise click.UsageError(f"{switch} is for a {only_kind}, and this is a {kind}; leave it out.")
    if wishes["file"] and (wishes["title"] or wishes["doi"] or wishes["id"]):
        raise click.UsageError("--from brings title, DOI and id; leave these out.")
    return kind


def _ask_for_the_rest(kind: str, wishes: dict[str, Any]) -> None:
    """Ask on a terminal for what is needed and was not given. Elsewhere raise ``click.UsageError`` for a
    title that is missing."""
    needs_title = not (wishes["title"].strip() or wishes["doi"] or wishes["file"])
    if needs_title and not _is_asked():
        raise click.UsageError(f'Say what it is called, as {PROGRAM} new {kind} "Its title".')
    if needs_title:
        wishes["title"] = click.prompt("Title", err=True)
    for name in ID_OF_WHAT.get(kind, ()) if _is_asked() else ():
        if not wishes[name]:
            noun = "module" if name == "module" else f"{name} framework"
            wishes[name] = click.prompt(f"Id of the {noun}", err=True)


def _is_asked() -> bool:
    """Whether a person sits at a terminal, to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _begin(
    root: Path, handbook: Handbook, kind: str, wishes: Mapping[str, Any]
) -> tuple[list[NewText], list[str]]:
    """The new texts, of which the last is to be written, and sentences on what was passed over."""
    from macros.scaffolds.drafts import Wish, begin_record
    from macros.scaffolds.new_sources import begin_sources

    if kind == "source":
        is_explained = not wishes["file"]  # As many as a file holds would fill the list with comments.
        return begin_sources(root, handbook, _read_references(wishes), wishes["id"], is_explained)
    names = ("title", "id", "module", "origin", "target")
    wish = Wish(kind, **{name: wishes[name].strip() for name in names})
    return [begin_record(root, handbook, wish)], []


def _read_references(wishes: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is known of the sources to begin. Raises :class:`~macros.scaffolds.drafts.Refused` for a file or a
    DOI that is none."""
    from macros.base.problems import show
    from macros.base.reading import Unreadable
    from macros.scaffolds.drafts import Refused
    from macros.scaffolds.reference_files import read_references
    from macros.scaffolds.source_fields import read_doi, to_source

    if wishes["file"]:
        try:
            return [to_source(item) for item in read_references(wishes["file"])]
        except Unreadable as error:
            place = f"{wishes['file']}:{error.line}:{error.column}"
            raise Refused(f"{place}: {error.fault.wrong}; {error.fault.right}.") from None
    values = {"title": wishes["title"]} if wishes["title"] else {}
    if wishes["doi"]:
        if not (doi := read_doi(wishes["doi"])):
            right = "write it as 10.1136/bmjqs-2013-001947, or its address at https://doi.org/"
            raise Refused(f"{show(wishes['doi'])} is no DOI; {right}.")
        values["doi"] = doi
    return [values]


def write_file(file: Path, text: str, is_new: bool) -> None:
    """Write a text to ``file``, whole or not at all. Raises ``OSError`` where the disk refuses, and for a new
    file that is there already."""
    if is_new:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as opened:
            try:
                opened.write(text.encode())
                opened.flush()
            except OSError:
                with suppress(OSError):
                    file.unlink()
                raise
        return
    place = Path(os.path.realpath(file))
    handle, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(text.encode())
        shutil.copymode(place, name)
        os.replace(name, place)
    finally:
        with suppress(OSError):
            os.unlink(name)


def describe_texts(kind: str, texts: list[NewText]) -> Iterable[str]:
    """Yield the sentences on what was written, and on what to do next; none where nothing was."""
    for text in texts:
        blanks = f" with {count(text.blanks, 'blank')}, marked BLANK" if text.blanks else ""
        if text.is_new_file:
            yield f"Wrote {text.path}{blanks}."
        else:
            yield f"Wrote {kind} '{text.id}' into {text.path}, line {text.line}{blanks}."
    if not texts:
        return
    edition = f" --edition {Path(texts[-1].path).parent.as_posix()}" if kind == "edition" else ""
    if any(text.blanks for text in texts):
        yield f"Write over the blanks: {PROGRAM} check{edition} says which are left and what belongs in each."
    else:
        yield f"Go on in it, and see with {PROGRAM} check{edition} that it is sound."
    if kind in AFTERWARDS:
        yield AFTERWARDS[kind]
    if any(text.blanks for text in texts):  # The preview shows none of a handbook that does not pass.
        yield f"Once the check passes, {PROGRAM} serve{edition} shows the pages as you write."
    else:
        yield f"{PROGRAM} serve{edition} shows the pages as you write."

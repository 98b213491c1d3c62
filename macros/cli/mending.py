"""What ``handbook check --fix`` does on the disk: shows what would change, writes all of it or nothing."""

from __future__ import annotations

import difflib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.cli import interruptions
from macros.cli.console import complain, count, say

if TYPE_CHECKING:
    from macros.base.problems import Problem
    from macros.checks.mending import MendedFile

QUESTION = "Write these changes"


def mend(root: Path, problems: list[Problem], is_agreed: bool) -> bool:
    """Show what would change in the files under ``root`` to mend those of ``problems`` that have one right
    answer, and write it once somebody at the terminal says so, or where that ``is_agreed``.

    Gives whether something was written. Whatever was not is said in a sentence.
    """
    from macros.checks.mending import mend as mend_problems

    mended_files, sentences = mend_problems(root, problems)
    for sentence in sentences:
        complain(sentence)
    if not mended_files:
        say("There is nothing that has one right answer, so nothing was changed.")
        return False
    for mended_file in mended_files:
        for line in list_differences(mended_file):
            say(line)
    files = count(len(mended_files), "file")
    if not is_agreed and not _is_asked():
        say(f"This would change {files}. Nothing was written; with --write, it is.")
        return False
    if not is_agreed and not click.confirm(QUESTION, err=True):
        say("Nothing was written.")
        return False
    with interruptions.hold():
        refusal = write_files(mended_files)
    if refusal:
        complain(refusal)
        return False
    number = sum(len(mended_file.problems) for mended_file in mended_files)
    done = f"Mended {count(number, 'problem')} in" if number else "Took spaces at the end of lines out of"
    say(f"{done} {files}.")
    return True


def _is_asked() -> bool:
    """Whether a person sits at a terminal, to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def list_differences(mended_file: MendedFile) -> Iterator[str]:
    """The lines of a unified difference, as git shows one, with the signs that a terminal could take for a
    command made plain."""
    before, after = (
        text.decode("utf-8-sig").splitlines() for text in (mended_file.before, mended_file.after)
    )
    names = f"a/{mended_file.path}", f"b/{mended_file.path}"
    for line in difflib.unified_diff(before, after, *names, lineterm=""):
        yield "".join(c if c.isprintable() or c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in line)


def write_files(mended_files: list[MendedFile]) -> str:
    """Write all files, or none. Gives the sentence that says why nothing was written; empty where all is."""
    new_files: list[tuple[str, Path, MendedFile]] = []
    replaced: list[tuple[Path, MendedFile]] = []
    path = ""
    try:
        for mended_file in mended_files:
            path, place = mended_file.path, Path(os.path.realpath(mended_file.file))
            if not os.access(place, os.W_OK):
                return f"{path} may not be written; make it writable. Nothing was changed."
            new_files.append((_write_beside(place, mended_file.after), place, mended_file))
        for _, place, mended_file in new_files:
            path = mended_file.path
            if place.read_bytes() != mended_file.before:
                return f"{path} was changed meanwhile; run the command again. Nothing was changed."
        for name, place, mended_file in new_files:
            path = mended_file.path
            os.replace(name, place)
            replaced.append((place, mended_file))
    except OSError as error:
        for place, mended_file in replaced:
            os.replace(_write_beside(place, mended_file.before), place)
        return f"{path} could not be written ({error.strerror}); see to the disk. Nothing was changed."
    finally:
        for name, _, _ in new_files:
            with suppress(OSError):
                os.unlink(name)
    return ""


def _write_beside(place: Path, content: bytes) -> str:
    """The name of a new file beside ``place``, with the ``content`` and the rights of the file there."""
    handle, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        shutil.copymode(place, name)
    except OSError:
        with suppress(OSError):
            os.unlink(name)
        raise
    return name

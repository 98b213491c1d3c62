"""Writes one new file, such as a book or a package: whole, or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import click

from macros.base.input_folders import find_overlap
from macros.cli.console import display_path


class NotWritten(click.ClickException):
    """A file could not be written; the text is a sentence."""

    exit_code = 1


def check_target(root: Path, target: Path, option: str) -> None:
    """Raise :class:`NotWritten` where ``target`` is there already, or would come among what the handbook at
    ``root`` is made from. ``option`` is the one with which another is named: ``--to``."""
    if target.exists() or target.is_symlink():
        raise NotWritten(
            f"{display_path(target)} is there already. Nothing was written; name another file with {option},"
            " or move it away."
        )
    if folder := find_overlap(Path(os.path.realpath(root)), Path(os.path.realpath(target))):
        raise NotWritten(
            f"{display_path(target)} would come among what a handbook is made from, in {folder}. Nothing was"
            f" written; name a file outside of that with {option}."
        )


def write_new_file(target: Path, content: bytes) -> None:
    """Write a file beside ``target``, and give it that name when it is whole. Raises :class:`NotWritten`
    where the disk refuses."""
    beside = target.absolute().parent / f".{target.name}.being-written-{os.getpid()}"
    try:
        try:
            write_bytes(beside, content)
            beside.rename(target)
        finally:
            with suppress(OSError):
                beside.unlink()
    except OSError as error:
        raise NotWritten(
            f"{display_path(target)} cannot be written ({error.strerror or error}). Nothing was left"
            " half-written; name a file in a folder that is there, that you may write to and that has room."
        ) from error


def write_bytes(file: Path, content: bytes) -> None:
    """Write a file. Raises ``OSError``."""
    file.write_bytes(content)

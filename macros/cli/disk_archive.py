"""The archive of a copy for a disk: ``site-offline.zip`` beside its folder.

In it, the page to begin with stands beside one folder with the copy, so that whoever unpacks it sees what to
open. The same copy gives the same bytes.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from macros.base.zip_files import write_zip
from macros.cli.console import display_path
from macros.rendering.start_page import START_PAGE

FOLDER = "handbook"  # In the archive, of the copy.
_HERE, _THERE = b'="./', f'="{FOLDER}/'.encode()  # How the addresses on that page begin.


def find_archive(target: Path) -> Path:
    """Where the archive of the copy in ``target`` goes."""
    return target.with_name(f"{target.name}.zip")


def find_archive_refusal(file: Path) -> str | None:
    """Why the archive must not be written to ``file``, as a sentence; ``None`` where nothing is there, or an
    earlier archive."""
    if not os.path.lexists(file) or is_archive(file):
        return None
    what = "a folder" if file.is_dir() else "something other than an earlier copy"
    return (
        f"The archive cannot go into {display_path(file)}, because that is {what}; move it away, or name"
        " another folder with --site-dir."
    )


def is_archive(file: Path) -> bool:
    """Whether ``file`` is the archive of a copy for a disk."""
    with suppress(OSError, zipfile.BadZipFile), zipfile.ZipFile(file) as archive:
        return any(name == START_PAGE or name.startswith(f"{FOLDER}/") for name in archive.namelist()[:2])
    return False


def list_members(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what goes into the archive of the copy in ``folder``, in the order in which it stands there, as
    (its place, its content)."""
    start = folder / START_PAGE
    if start.is_file():
        yield START_PAGE, start.read_bytes().replace(_HERE, _THERE)
    places = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    for place in sorted(places):
        yield f"{FOLDER}/{place}", (folder / place).read_bytes()


@contextmanager
def writing_archive(folder: Path, file: Path) -> Iterator[None]:
    """Write the archive of the copy in ``folder`` beside ``file``, and put it in its place when the body has
    ended well. Where anything goes wrong, what was there stays. Raises ``OSError`` where the disk refuses."""
    new = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        new.write_bytes(write_zip(list_members(folder), level=9))
        yield
        os.replace(new, file)
    finally:
        with suppress(OSError):
            new.unlink()

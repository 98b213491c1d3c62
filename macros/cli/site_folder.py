"""Put a newly built folder in the place of the old one, in one step, or not at all."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

MARKS = ("404.html", "sitemap.xml")  # What every site built here has, and little else has.
FORGOTTEN = 3600  # Seconds after which a folder left by a killed build is taken for litter.


class NotReplaced(Exception):
    """The new folder could not take the old one's place; the text is a sentence."""


def refusal(root: Path, target: Path, editions: Iterable[Path] = ()) -> str | None:
    """Why the site must not be written to ``target``, as a sentence; ``None`` when it may.

    A build replaces the whole folder, so a folder that holds anything but an earlier
    site is left alone, and so are the folders (or files) of ``editions``. ``root`` and ``target`` are absolute.
    """
    own = [(each.parent if each.is_file() else each).resolve() for each in editions]
    if any(target.is_relative_to(each) or each.is_relative_to(target) for each in own):
        return f"The site cannot go into {target}, because the edition itself is there."
    if target == root or target in root.parents:
        return f"The site cannot go into {target}, because the handbook itself is in there."
    if target.is_file():
        return f"The site cannot go into {target}, because that is a file, not a folder."
    if not target.exists() or not any(target.iterdir()):
        return None
    if all((target / mark).is_file() for mark in MARKS):
        return None
    return (
        f"The site cannot go into {target}, because that folder holds something other than "
        "an earlier site; name an empty or a new folder."
    )


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield an empty folder beside ``target``, which takes its place when the body ends well.

    When the body raises, ``target`` is untouched and the new folder is removed. Raises
    ``NotReplaced`` when the disk does not allow the exchange.
    """
    _remove_litter(target)
    new = _beside(target, "new")
    try:
        _in_words(target, new.mkdir, parents=True)
        yield new
        _in_words(target, _swap, new, target)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _swap(new: Path, target: Path) -> None:
    """Old away, new in, old deleted; if the second step fails the first is undone."""
    old = _beside(target, "old")
    existed = target.exists()
    if existed:
        target.rename(old)
    try:
        new.rename(target)
    except BaseException:
        if existed:
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _beside(target: Path, role: str) -> Path:
    """A name beside ``target``: on the same disk, so that renaming is one step."""
    return target.with_name(f".{target.name}.handbook-{role}-{os.getpid()}")


def _in_words(target: Path, do, *arguments, **options) -> None:
    try:
        do(*arguments, **options)
    except OSError as error:
        why = error.strerror or str(error)
        raise NotReplaced(f"The site could not be put into {target} ({why}).") from error


def _remove_litter(target: Path) -> None:
    for folder in target.parent.glob(f".{target.name}.handbook-*-*"):
        if time.time() - folder.stat().st_mtime > FORGOTTEN:
            shutil.rmtree(folder, ignore_errors=True)

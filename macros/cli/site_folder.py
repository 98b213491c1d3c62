"""Put a newly built folder in the place of the old one, or leave the old one, whenever the build is ended or
killed.

Each build works in a folder of its own beside the site: ``.site.handbook-<random>``, with the ``new`` site,
the ``old`` one while the two change places, and a ``lock`` that the system lets go when the build ends,
however it ends. What holds no lock was left by a killed build: the next run brings back the old site, where
none stands, and clears the rest away. Where the site is a link, all this is beside the folder that it leads
to.

A folder that cannot be moved, because it is mounted or the folder around it may not be written to, is filled
instead (:mod:`macros.cli.site_filling`), and the build works inside of it, in ``.handbook-<random>``.
"""

from __future__ import annotations

import errno
import glob
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from macros.base.input_folders import EDITION, find_overlap, is_within
from macros.base.problems import join_words
from macros.cli import interruptions, site_filling
from macros.cli.disk import DISK

Result = TypeVar("Result")

# What every site built here has, and little else has: one for a server, and a copy for a disk.
MARKS = (("404.html", "sitemap.xml"), ("start-here.html", "search.html"))
BESIDE = (  # Between the name of the site and what is random, in the name of the folder a build works in.
    ".handbook-"
)
RANDOM = 6  # Bytes.
NEW, OLD, DONE, LOCK, JOURNAL = "new", "old", "done", "lock", "journal"
INSIDE = re.compile(rf"\.handbook-[0-9a-f]{{{2 * RANDOM}}}")  # The name of a folder inside of the site.
OF_AN_EDITION = "The site cannot go into {target}, because the edition itself is there."
OF_THE_DISK = ("lost+found",)  # What a disk that is mounted has at its top.


class NotReplaced(Exception):
    """The new folder could not take the old one's place; the text is a sentence."""


def find_refusal(root: Path, target: Path, editions: Iterable[Path] = ()) -> str | None:
    """Why the site must not be written to ``target``, as a sentence; ``None`` when it may.

    A build replaces the whole folder, so a folder that holds anything but an earlier site is left alone, and
    so are the folders (or files) of ``editions``. ``root`` and ``target`` are absolute.
    """
    edition_folders = [(folder.parent if folder.is_file() else folder).resolve() for folder in editions]
    if any(is_within(target, folder) or is_within(folder, target) for folder in edition_folders):
        return OF_AN_EDITION.format(target=target)
    if is_within(root, target):
        return f"The site cannot go into {target}, because the handbook itself is in there."
    if target.is_file():
        return f"The site cannot go into {target}, because that is a file, not a folder."
    if not _is_replaceable(target):
        return (
            f"The site cannot go into {target}, because that folder holds something other than "
            "an earlier site; name an empty or a new folder."
        )
    if folder := find_overlap(root, target):
        if (folder / EDITION).is_file():
            return OF_AN_EDITION.format(target=target)
        return (
            f"The site cannot go into {target}, because it would come among what a handbook is made from,"
            f" in {folder}; name a folder outside of that."
        )
    return None


def tidy(root: Path) -> None:
    """Clean up what killed builds have left in ``root``, and beside the folders that links in it named
    ``site`` or ``site-…`` lead to, where builds work too. A site that was moved aside is brought back where
    none stands, and the rest is removed.

    The folders of builds that still run are left alone, and so is what cannot be removed. Raises nothing.
    """
    with suppress(OSError):
        _tidy(root, f".*{BESIDE}")
        # A glob for "site" passes over a link that leads nowhere, as one does now.
        for site in root.iterdir():
            if site.name.partition("-")[0] == "site":
                tidy_beside(site)


def tidy_beside(target: Path) -> None:
    """Clean up what killed builds of the site in ``target`` have left, as :func:`tidy` does; ``target`` may
    be a link."""
    with suppress(OSError, RuntimeError):  # A link that leads to itself raises one of the two.
        target = target.resolve()
        _tidy(target.parent, f".{glob.escape(target.name)}{BESIDE}")
        _tidy(target, BESIDE)


def _tidy(folder: Path, name: str) -> None:
    with interruptions.hold():
        for work in sorted(folder.glob(name + "[0-9a-f]" * 2 * RANDOM), key=_read_change_time, reverse=True):
            with suppress(OSError):
                _take_over(work)


@contextmanager
def replacing(target: Path, tell: Callable[[str], None] = lambda sentence: None) -> Iterator[Path]:
    """Yield an empty folder, which takes the place of ``target`` when the body ends well.

    When the body raises, ``target`` is untouched and the new folder is removed. Where ``target`` could only
    be filled, and something that is not of the new site was left in it, ``tell`` is given a sentence. Raises
    ``NotReplaced`` when the disk does not allow the exchange.
    """
    with interruptions.hold():
        work, lock = _explain_errors(target, _make_working_folder, target)
        try:
            new = work / NEW
            with interruptions.allow():
                _explain_errors(target, new.mkdir)
                yield new
            interruptions.raise_swallowed()
            names = set(os.listdir(new))
            is_filled = _explain_errors(target, _swap, work, target)
        finally:
            _settle_and_remove(work, lock)
        if is_filled and (strangers := sorted(set(_list_entries(target)) - names)):
            tell(
                f"{target} could only be filled, so what is not of the new site was left there; remove what"
                f" is of no use: {join_words(strangers, 20)}."
            )


def _swap(work: Path, target: Path) -> bool:
    """Move the old site into ``work`` and the new one into its place. Where the second step fails or is never
    reached, :func:`_settle` undoes the first. Where the old one cannot be moved, its place is filled; whether
    it was."""
    if _is_inside(work):
        _fill(work, target)
        return True
    while True:
        try:
            target.rename(work / OLD)
            if not _is_replaceable(work / OLD):
                raise _explain_stranger()
        except FileNotFoundError:
            pass
        except OSError as error:
            if error.errno not in site_filling.NOT_MOVED or not target.is_dir():
                raise
            _fill_from_beside(work, target)
            return True
        try:
            (work / NEW).rename(target)
            _discard(work)
            return False
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
            # Another build has put its site there in the meantime, and what was there before is behind both.
            _discard(work)


def _fill_from_beside(work: Path, target: Path) -> None:
    """Fill ``target`` with the new site in ``work``, which is beside it, perhaps on another disk."""
    inside, lock = _make_locked_folder(lambda: target / _name_inside())
    try:
        shutil.move(work / NEW, inside / NEW)
        _fill(inside, target)
    finally:
        _settle_and_remove(inside, lock)


def _fill(work: Path, target: Path) -> None:
    """Fill ``target`` with the new site in ``work``, which is inside of it."""
    with site_filling.hold(target):
        if not _is_replaceable(target):
            raise _explain_stranger()
        site_filling.fill(work / NEW, target, work / OLD, work / JOURNAL)
    _discard(work)


def _explain_stranger() -> OSError:
    return OSError(errno.ENOTEMPTY, "while it was built, something other than a site came to be there")


def _settle(work: Path) -> None:
    """Bring the old site back where none stands, and empty ``work`` but for its lock; a site that cannot go
    back stays in it. Where a site was being filled, the filling is completed."""
    if _is_inside(work):
        return _settle_inside(work)
    _bring_back(work)
    if _is_site(_find_target(work)) and _is_replaceable(work / OLD):
        _discard(work)
    for name in (NEW, DONE):
        shutil.rmtree(work / name, ignore_errors=True)


def _settle_inside(work: Path) -> None:
    if (work / JOURNAL).exists():
        with suppress(OSError), site_filling.hold(work.parent):
            site_filling.complete(work / NEW, work.parent, work / OLD, work / JOURNAL)
    if not (work / JOURNAL).exists():
        for name in os.listdir(work):
            if name != LOCK:
                shutil.rmtree(work / name, ignore_errors=True)
        with suppress(OSError):
            (work / JOURNAL).with_suffix(".part").unlink(missing_ok=True)


def _bring_back(work: Path) -> None:
    """Put the old site back where none stands. A build that is at work meanwhile puts it away once more
    (:func:`_swap`)."""
    if _is_inside(work):
        return
    target = _find_target(work)
    if (work / OLD).exists() and not _is_site(target):
        with suppress(OSError):
            (work / OLD).rename(target)


def _discard(work: Path) -> None:
    """Remove the old site. It is renamed first, so that one that is half removed is never brought back."""
    with suppress(FileNotFoundError):
        (work / OLD).rename(work / DONE)
    shutil.rmtree(work / DONE, ignore_errors=True)


def _take_over(work: Path) -> None:
    """Clean up what a killed build left in ``work``, unless a running build holds its lock. On a disk without
    locks nobody can tell, so only the old site is brought back. Raises ``OSError`` where that fails."""
    if work.is_symlink():  # No build made it.
        return
    if not (work / LOCK).exists():  # Made and not yet locked, if it is one at all. Its build makes another.
        return work.rmdir()
    with open(work / LOCK, "r+b") as lock:
        if (is_free := _lock(lock)) is True:
            _settle_and_remove(work, lock)
        elif is_free is None:
            _bring_back(work)


def _settle_and_remove(work: Path, lock: BinaryIO) -> None:
    """Settle ``work`` and remove it with its ``lock``, which is held: whoever opened it too finds it gone."""
    _settle(work)
    for _ in range(2):  # Windows removes no file that is open.
        with suppress(OSError):
            if set(os.listdir(work)) <= {LOCK}:
                (work / LOCK).unlink(missing_ok=True)
                work.rmdir()
        lock.close()


def _is_site(folder: Path) -> bool:
    return any(all((folder / mark).is_file() for mark in marks) for marks in MARKS)


def _is_replaceable(folder: Path) -> bool:
    """Whether a folder, if it is there, holds nothing but an earlier site."""
    return not folder.exists() or (folder.is_dir() and (_is_site(folder) or not _list_entries(folder)))


def _list_entries(folder: Path) -> list[str]:
    """The names of what is in ``folder``, but for what a disk has of itself and what builds work in."""
    return [name for name in os.listdir(folder) if name not in OF_THE_DISK and not INSIDE.fullmatch(name)]


def _is_inside(work: Path) -> bool:
    """Whether ``work`` is inside of the site that is built there, and not beside it."""
    return bool(INSIDE.fullmatch(work.name))


def _find_target(work: Path) -> Path:
    """The folder of the site for which a build works in ``work``."""
    return work.with_name(work.name[1:].rpartition(BESIDE)[0])


def _read_change_time(work: Path) -> int:
    """When something last came into ``work`` or left it (ns since 1970), by which the later of two old sites
    is brought back; 0 where it is gone."""
    try:
        return work.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _make_working_folder(target: Path) -> tuple[Path, BinaryIO]:
    """A new folder beside ``target`` (on the same disk, so that renaming is one step), or inside of it where
    it is mounted or none can be made beside it; and the open file that locks it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not os.path.ismount(target):
        try:
            return _make_locked_folder(lambda: target.with_name(f".{target.name}{_name_inside()}"))
        except OSError as error:
            if error.errno not in site_filling.NOT_MOVED or not target.is_dir():
                raise
    return _make_locked_folder(lambda: target / _name_inside())


def _name_inside() -> str:
    return BESIDE + os.urandom(RANDOM).hex()


def _make_locked_folder(choose_path: Callable[[], Path]) -> tuple[Path, BinaryIO]:
    """A new folder at one of the paths that ``choose_path`` gives, and the open file that locks it."""
    while True:
        work = choose_path()
        work.mkdir()
        with suppress(
            FileNotFoundError
        ):  # Before it was locked, another run took it for litter and removed it.
            lock = open(work / LOCK, "xb")
            if _lock(lock) is not False and (work / LOCK).exists():
                return work, lock
            lock.close()


def _lock(file: BinaryIO) -> bool | None:
    """Try to lock an open file: ``True`` if it was free, ``False`` if another holds it, ``None`` where the
    disk knows no locks."""
    try:
        if os.name == "nt":
            import msvcrt

            # Where mypy runs on another system, it sees none of this module.
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return None
    return True


def _explain_errors(target: Path, action: Callable[..., Result], *arguments: object) -> Result:
    """What ``action`` gives for ``arguments``. Raises ``NotReplaced`` in the place of ``OSError``."""
    try:
        return action(*arguments)
    except OSError as error:
        if error.errno in DISK:
            what, remedy = DISK[error.errno]
            what = what[0].lower() + what[1:]
            raise NotReplaced(f"The site could not be put into {target}: {what}. {remedy}.") from error
        reason = error.strerror or str(error)
        raise NotReplaced(f"The site could not be put into {target} ({reason}).") from error

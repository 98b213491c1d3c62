"""Puts a new site into a folder that itself cannot be moved: a mounted one, or one of somebody else's.

What is in the folder and what is new change places one after the other, within the folder's own disk, and
the old stays beside the new until all are in their places. A journal names all of the new: where a build is
killed meanwhile, the next one goes on from there. Where a step fails, those before it are undone.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# What a system says of a folder that may be filled and not moved: it is mounted, of another disk, of somebody
# else's, or in a folder that cannot be written to.
NOT_MOVED = (errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM, errno.EROFS)

Step = tuple[Path, Path]  # From where something was moved, and to where.


def fill(new: Path, target: Path, old: Path, journal: Path) -> None:
    """Move all that is in the folder ``new`` to ``target``, and what it replaces to ``old``. Until that is
    done there is a ``journal``, for :func:`complete`. Raises ``OSError`` where it cannot be done; all is then
    undone, or the journal is still there."""
    old.mkdir()
    paths = [path.relative_to(new).as_posix() for path in new.rglob("*")]
    journal.with_suffix(".part").write_text(json.dumps(paths), "utf-8")
    journal.with_suffix(".part").rename(journal)
    steps: list[Step] = []
    try:
        _exchange_all(new, target, old, "", frozenset(paths), steps)
    except BaseException:
        if _undo(steps):
            journal.unlink()
        raise
    journal.unlink()


def complete(new: Path, target: Path, old: Path, journal: Path) -> None:
    """Go on with what :func:`fill` began and could not end, as its ``journal`` is there. Raises
    ``OSError``."""
    paths: Collection[str] | None = None
    with suppress(ValueError):  # The whole machine may have stopped while it was written.
        paths = frozenset(json.loads(journal.read_text("utf-8")))
    _exchange_all(new, target, old, "", paths, [])
    journal.unlink()


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Let one process at a time fill ``folder``, where the system can: others wait while the body runs."""
    if os.name == "nt":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # Some disks know no locks.
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _exchange_all(
    new: Path, target: Path, old: Path, place: str, paths: Collection[str] | None, steps: list[Step]
) -> None:
    """Exchange everything in ``new``, which stands at ``place`` (empty, or with a slash at its end) in the
    site. ``paths`` are all that the site has, where that is known. ``steps`` gets every move that was
    made."""
    for name in sorted(os.listdir(new)):
        _exchange(new / name, target / name, old / name, place + name, paths, steps)


def _exchange(
    new: Path, target: Path, old: Path, path: str, paths: Collection[str] | None, steps: list[Step]
) -> None:
    """Move ``target`` to ``old`` and ``new`` to ``target``; where a folder cannot be moved, what is in it."""
    try:
        with suppress(FileNotFoundError):
            _move(target, old, steps)
    except OSError as error:
        is_folder = new.is_dir() and target.is_dir() and not target.is_symlink()
        if error.errno not in NOT_MOVED or not is_folder:
            raise
        old.mkdir(exist_ok=True)
        _exchange_all(new, target, old, f"{path}/", paths, steps)
        for name in sorted(os.listdir(target)):
            if paths is not None and f"{path}/{name}" not in paths:
                _move(target / name, old / name, steps)
    else:
        _move(new, target, steps)


def _move(source: Path, target: Path, steps: list[Step]) -> None:
    source.rename(target)
    steps.append((source, target))


def _undo(steps: list[Step]) -> bool:
    """Make ``steps`` undone, the last first; whether that could be done with all."""
    try:
        for source, target in reversed(steps):
            target.rename(source)
    except OSError:
        return False
    return True

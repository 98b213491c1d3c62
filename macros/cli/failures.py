"""Why a command could not end its work for a reason outside the program: the disk, the memory, the Python environment.

Only looked for when something has failed, so that a sound run pays nothing for it.
"""

from __future__ import annotations

import csv
import errno
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

MAKE_ROOM = "Make room and run the command again"
DISK = {
    errno.ENOSPC: ("The disk is full", MAKE_ROOM),
    errno.EDQUOT: ("The disk quota is used up", MAKE_ROOM),
    errno.EROFS: ("The disk is read-only", "Make it one that can be written to, or choose another place, for example with --site-dir"),
    errno.EIO: ("The disk does not answer as it should", "See to the disk, and run the command again"),
    errno.EMFILE: ("Too many files are open", "Raise the limit (ulimit -n) and run the command again"),
    errno.ENFILE: ("Too many files are open", "Close other programs and run the command again"),
}
MEMORY = "Close other programs and run the command again"


class Failure(NamedTuple):
    """Two sentences without their full stops: what stopped the work, and what to do."""

    what: str
    remedy: str


def failure_of(error: BaseException) -> Failure | None:
    """What outside the program stopped the work that ended with ``error``; ``None`` where the fault is its own."""
    for each in _chain(error):
        if isinstance(each, OSError) and each.errno in DISK:
            what, remedy = DISK[each.errno]
            return Failure(what + _place(each), remedy)
        if isinstance(each, MemoryError):
            return Failure("There was not enough memory", MEMORY)
    if damage := _changed_package() or _unloadable(error):
        return Failure(f"The Python environment in {sys.prefix} is damaged: {damage}", _anew())
    if isinstance(error, ModuleNotFoundError):
        return Failure(f"A part of the program is missing: {error.name}", "Get it back, for example with: git checkout -- macros")
    if isinstance(error, PermissionError):
        return Failure("A file may not be read or written" + _place(error), "See to the rights of that file, or of the folder it is in, and run the command again")
    if isinstance(error, OSError) and error.errno is not None:  # Some libraries make one of what has nothing to do with the system.
        return Failure(f"The system did not do what it was asked ({error.strerror}){_place(error)}", "See to that and run the command again")
    return None


def named(error: BaseException) -> str:
    """An error as its kind and its text, on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split()).rstrip(": .")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """``error``, and what it was raised from or in the handling of."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _place(error: OSError) -> str:
    return f": {error.filename2 or error.filename}" if error.filename is not None else ""


def _unloadable(error: BaseException) -> str | None:
    """What could not be loaded, when ``error`` comes from Python's loading of a package."""
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    loading = at is not None and at.tb_frame.f_code.co_filename.startswith("<frozen importlib")
    if isinstance(error, ImportError) and str(error.name).split(".")[0] == "macros":  # The handbook's own fault.
        return None
    if isinstance(error, ModuleNotFoundError):
        return f"the package '{error.name}' is missing"
    if isinstance(error, ImportError) or loading:
        return f"a package cannot be loaded ({named(error)})"
    return None


def _changed_package() -> str | None:
    """The first file of an installed package that is gone, or not of the size it was installed with; programs beside the packages apart."""
    for package in metadata.distributions(path=[path for path in sys.path if path.startswith(sys.prefix)]):
        for path, _, size in csv.reader((package.read_text("RECORD") or "").splitlines()):
            file = Path(package.locate_file(path))
            try:
                if size and not path.startswith("..") and file.stat().st_size != int(size):
                    return f"{path} of the package {package.name} is not as it was installed"
            except OSError:
                return f"{path} of the package {package.name} is missing"
    return None


def _anew() -> str:
    if sys.prefix == sys.base_prefix:
        return "Install the packages again: pip install --force-reinstall --require-hashes -r requirements.lock"
    return "Delete that folder and run the command again: python3 scripts/handbook makes it anew"

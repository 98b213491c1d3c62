"""Why a command could not end its work for a reason outside the program: the disk, the memory, the Python
environment.

It is looked for only after something has failed, so a sound run pays nothing for it.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from macros.cli.disk import DISK
from macros.cli.site_folder import BESIDE

PROGRAM = Path(__file__).resolve().parents[2]  # The folder that the package is in.
MEMORY = "Close other programs and run the command again"


class BuildFailed(Exception):
    """The site was not built; the text is a sentence without its full stop."""


class Failure(NamedTuple):
    """Two sentences without their full stops: what stopped the work, and what to do."""

    what: str
    remedy: str


def find_failure(error: BaseException, place: Path | None = None) -> Failure | None:
    """The cause outside the program for which work ended with ``error``; ``None`` where the program itself is
    at fault.

    ``place`` is the folder that was being written, which is named in the place of a file in it or in the
    working folder beside it.
    """
    for cause in _walk_causes(error):
        if isinstance(cause, OSError) and cause.errno in DISK:
            what, remedy = DISK[cause.errno]
            return Failure(
                what + (f": {place}" if place and _is_within(place, cause) else _name_file(cause)), remedy
            )
        if isinstance(cause, MemoryError):
            return Failure("There was not enough memory", MEMORY)
    if folder := _find_foreign_folder(error):
        return Failure(
            f"Something was taken from {folder}, which PYTHONPATH names, and not from the handbook's own"
            f" environment ({describe_error(error)})",
            "Unset PYTHONPATH, or run python3 scripts/handbook, which passes it over",
        )
    if damage := _find_changed_package() or _find_unloadable(error):
        return Failure(f"The Python environment in {sys.prefix} is damaged: {damage}", _advise_reinstall())
    if isinstance(error, ModuleNotFoundError):
        return Failure(
            f"A part of the program is missing: {error.name}",
            "Get it back, for example with: git checkout -- macros",
        )
    if isinstance(error, PermissionError):
        return Failure(
            "A file may not be read or written" + _name_file(error),
            "See to the rights of that file, or of the folder it is in, and run the command again",
        )
    if (
        isinstance(error, OSError) and error.errno is not None
    ):  # Some libraries make one of what has nothing to do with the system.
        return Failure(
            f"The system did not do what it was asked ({error.strerror}){_name_file(error)}",
            "See to that and run the command again",
        )
    return None


def describe_error(error: BaseException) -> str:
    """The type and text of an error, on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split()).rstrip(": .")


def _walk_causes(error: BaseException | None) -> Iterator[BaseException]:
    """``error``, and what it was raised from or in the handling of."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _name_file(error: OSError) -> str:
    """``: `` and the file that an error is about; empty where it names none."""
    return f": {error.filename2 or error.filename}" if error.filename is not None else ""


def _find_foreign_folder(error: BaseException) -> Path | None:
    """The folder of ``PYTHONPATH``, but for the one that the program itself is in, that has a part in
    ``error``: its code was running, or was to give what it has not."""
    names = [] if sys.flags.ignore_environment else os.environ.get("PYTHONPATH", "").split(os.pathsep)
    folders = [folder for name in names if name and (folder := Path(name).resolve()) != PROGRAM]
    module = getattr(error, "obj", None)  # Of an AttributeError: what has no such attribute.
    places = [str(getattr(error, "path", None) or ""), str(getattr(module, "__file__", None) or "")]
    traceback = error.__traceback__
    while traceback:
        places.append(traceback.tb_frame.f_code.co_filename)
        traceback = traceback.tb_next
    return next(
        (folder for folder in folders for place in places if Path(place).is_relative_to(folder)), None
    )


def _is_within(place: Path, error: OSError) -> bool:
    """Whether an error is about a file of the folder ``place``, or of the working folder beside it, or names
    none, as where the system does not let a program write on."""
    if error.filename is None:
        return True
    file = Path(os.fsdecode(error.filename2 or error.filename))
    return file.is_relative_to(place) or any(
        folder.name.startswith(f".{place.name}{BESIDE}") for folder in file.parents
    )


def _find_unloadable(error: BaseException) -> str | None:
    """What could not be loaded, in words, where ``error`` comes from importing a package; else ``None``."""
    traceback = error.__traceback__
    while traceback and traceback.tb_next:
        traceback = traceback.tb_next
    is_loading = traceback is not None and traceback.tb_frame.f_code.co_filename.startswith(
        "<frozen importlib"
    )
    if (
        isinstance(error, ImportError) and str(error.name).split(".")[0] == "macros"
    ):  # The handbook's own fault.
        return None
    if isinstance(error, ModuleNotFoundError):
        return f"the package '{error.name}' is missing"
    if isinstance(error, ImportError) or is_loading:
        return f"a package cannot be loaded ({describe_error(error)})"
    return None


def _find_changed_package() -> str | None:
    """The first file of an installed package that is missing or of another size than its RECORD gives, in
    words; ``None`` where all are sound. Files outside the packages' folder, such as programs in ``bin``, are
    not looked at."""
    for package in metadata.distributions(path=[path for path in sys.path if path.startswith(sys.prefix)]):
        for path, _, size in csv.reader((package.read_text("RECORD") or "").splitlines()):
            file = Path(str(package.locate_file(path)))
            try:
                if size and not path.startswith("..") and file.stat().st_size != int(size):
                    return f"{path} of the package {package.name} is not as it was installed"
            except OSError:
                return f"{path} of the package {package.name} is missing"
    return None


def _advise_reinstall() -> str:
    """How to install the packages again: differently with and without a virtual environment."""
    if sys.prefix == sys.base_prefix:
        return (
            "Install the packages again: pip install --force-reinstall --require-hashes -r requirements.lock"
        )
    return "Delete that folder and run the command again: python3 scripts/handbook makes it anew"

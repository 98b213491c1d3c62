"""Reads files that people wrote: their bytes, and these as text.

A disk that refuses is said to refuse: what it did not give is never called wrong, empty or missing.
"""

from __future__ import annotations

import codecs
import errno
import os
from pathlib import Path

from macros.base.problems import Fault
from macros.base.stray_files import is_stray

# What the system says of a place at which nothing is, or can be.
ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP)
_SEE_TO_THE_DISK = "see to the disk, and run the command again"
_CLOSE_PROGRAMS = "close other programs, and run the command again"
# What would be right, by what the system says.
_REMEDIES = {
    errno.EIO: _SEE_TO_THE_DISK,
    errno.ESTALE: _SEE_TO_THE_DISK,
    errno.ETIMEDOUT: _SEE_TO_THE_DISK,
    errno.EMFILE: _CLOSE_PROGRAMS,
    errno.ENFILE: _CLOSE_PROGRAMS,
    errno.ENOMEM: _CLOSE_PROGRAMS,
    errno.ELOOP: "put the file itself there, in the place of the link",
}
_BYTE_ORDER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
SAVE = "save the file as UTF-8"


class Unreadable(Exception):
    """A file gives no text: ``fault`` says why, ``line`` and ``column`` (from 1) where."""

    def __init__(self, fault: Fault, line: int = 1, column: int = 1):
        super().__init__(fault.wrong)
        self.fault, self.line, self.column = fault, line, column


def describe_refusal(error: OSError, kind: str = "file") -> Fault:
    """The fault of a file, or of what else ``kind`` names, which the system did not give because of
    ``error``."""
    remedy = _REMEDIES.get(error.errno or 0, f"make it a readable {kind}")
    return Fault(f"cannot be read ({error.strerror or error})", remedy)


def read_bytes(file: Path, most: int) -> bytes:
    """The content of ``file``, of which no more than ``most`` bytes and one are read. Raises
    :class:`Unreadable` for what is no regular file, and where the disk refuses."""
    try:
        if file.is_dir():
            raise Unreadable(Fault("is a folder", "put a file there"))
        if not file.is_file() and file.exists():
            raise Unreadable(Fault("is no regular file, but a pipe, socket or device", "put a file there"))
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        raise Unreadable(describe_refusal(error)) from None


def decode(raw: bytes) -> str:
    """The text of a file, with line ends as Unix has them, without a mark of the byte order. Raises
    :class:`Unreadable` with the place of the first byte that is not UTF-8."""
    if raw.startswith(_BYTE_ORDER_MARKS) or raw.count(0) * 3 > len(raw):
        raise Unreadable(Fault("is written in UTF-16 or UTF-32", SAVE))
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = normalise_line_ends(raw[: error.start].decode("utf-8"))
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise Unreadable(Fault(f"byte 0x{raw[error.start]:02x} is not UTF-8", SAVE), line, column) from None
    return normalise_line_ends(text)


def find_refused_folders(top: Path) -> list[tuple[Path, OSError]]:
    """The folders from ``top`` down, it among them, that the system does not let anybody look into, each with
    what it says; none where ``top`` is not there. Those that nobody wrote are passed over."""
    refusals: list[OSError] = []
    for folder, folders, _ in os.walk(top, onerror=refusals.append):
        folders[:] = sorted(name for name in folders if not is_stray(name))
        if not os.access(folder, os.X_OK):  # Then its names can be read, and nothing in it.
            folders.clear()
            refusals.append(OSError(errno.EACCES, os.strerror(errno.EACCES), folder))
    return [
        (Path(refusal.filename), refusal)
        for refusal in refusals
        if not isinstance(refusal, FileNotFoundError)
    ]


def normalise_line_ends(text: str) -> str:
    """``text`` with ``\\n`` for every line break."""
    return text.replace("\r\n", "\n").replace("\r", "\n")

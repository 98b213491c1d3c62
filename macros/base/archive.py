"""A file in which a program keeps what it has made, for its next run: pieces of bytes, and an index that says
what they are.

Nothing in it is believed without its digest: not the index, and no piece. One that is cut short, changed,
or from another version of the program is as good as none, and so is one that cannot be read. Nothing in it
is ever run: the index is JSON. An archive is written beside its place and put there whole, so that of two
runs at once each finds one of the two.
"""

from __future__ import annotations

import json
import os
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

_MAGIC = b"handbook archive 1\n"
_END = struct.Struct(">QQ32s")  # Where the index begins, its length, and its digest.
Piece = tuple[int, int, str]  # Where it begins, its length, and its digest.


def digest_bytes(content: bytes) -> str:
    """The digest of a piece."""
    return blake2b(content, digest_size=20).hexdigest()


class Archive:
    """An archive that was read: its ``index``, and its pieces."""

    def __init__(self, content: bytes, index: dict[str, Any]):
        self._content, self.index = content, index

    def __repr__(self) -> str:
        return f"<Archive of {len(self._content)} bytes>"

    def read(self, piece: object) -> bytes | None:
        """The bytes of a piece of the index; ``None`` where they are not what was put in."""
        if not (isinstance(piece, (list, tuple)) and len(piece) == 3):
            return None
        start, length, digest = piece
        if not (isinstance(start, int) and isinstance(length, int) and start >= 0 and length >= 0):
            return None
        content = self.take((start, length, digest))
        return content if digest_bytes(content) == digest else None

    def take(self, piece: Piece) -> bytes:
        """The bytes of a piece that was read before."""
        start, length, _ = piece
        return self._content[start : start + length]


def read_archive(file: Path) -> Archive | None:
    """The archive in ``file``; ``None`` where there is none, or none that is whole. Raises nothing."""
    try:
        content = file.read_bytes()
        start, length, digest = _END.unpack(content[-_END.size :])
        index = content[start : start + length]
        if not content.startswith(_MAGIC) or blake2b(index, digest_size=32).digest() != digest:
            return None
        data = json.loads(index)
    except (OSError, ValueError, struct.error, MemoryError, RecursionError, OverflowError):
        return None
    return Archive(content, data) if isinstance(data, dict) else None


class ArchiveWriter:
    """An archive that is being written; :func:`writing` makes one."""

    def __init__(self, file: Any):
        self._file, self._place = file, file.write(_MAGIC)
        self._pieces: dict[str, Piece] = {}
        self.index: dict[str, Any] | None = None

    def add(self, content: bytes) -> Piece:
        """Put in a piece, once; returns it for the index."""
        return self.copy(content, digest_bytes(content))

    def copy(self, content: bytes, digest: str) -> Piece:
        """Put in a piece, of which the ``digest`` is known."""
        if digest not in self._pieces:
            self._pieces[digest] = (self._place, len(content), digest)
            self._place += self._file.write(content)
        return self._pieces[digest]

    def close(self) -> None:
        """Write the index behind the pieces."""
        index = json.dumps(self.index, ensure_ascii=False, separators=(",", ":")).encode()
        self._file.write(index)
        self._file.write(_END.pack(self._place, len(index), blake2b(index, digest_size=32).digest()))


@contextmanager
def writing(file: Path) -> Iterator[ArchiveWriter | None]:
    """Yield a new archive, which takes the place of ``file`` if the body ends well and has set its ``index``;
    ``None`` where the disk does not allow one. What the disk refuses later leaves ``file`` as it was."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    except OSError:
        yield None
        return
    try:
        with os.fdopen(handle, "wb") as opened:
            archive = ArchiveWriter(opened)
            yield archive
            if archive.index is not None:
                archive.close()
        if archive.index is not None:
            with suppress(OSError):
                os.replace(name, file)
    finally:
        with suppress(OSError):
            os.unlink(name)

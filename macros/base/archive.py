"""A file in which a program keeps what it has made, for its next run: pieces of bytes, and an index that says
what they are.

Nothing in it is believed without its digest: not the index, and no piece. One that is cut short, changed,
or from another version of the program is as good as none, and so is one that cannot be read. The digest of
the index takes a key that never leaves the home folder of whoever runs the program (:func:`read_key`), so an
archive that came with a pull request is as good as none too. Nothing in it is ever run: the index is JSON.
An archive is written beside its place and put there whole, so that of two runs at once each finds one of the
two.
"""

from __future__ import annotations

import json
import os
import secrets
import struct
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

_MAGIC = b"handbook archive 1\n"
_LONGEST = 3600  # Seconds that a run may take.
_END = struct.Struct(">QQ32s")  # Where the index begins, its length, and its digest.
_KEY_FILE = Path(".cache", "clinical-leadership-handbook", "key")  # In the home folder.
_KEY_LENGTH = 32
Piece = tuple[int, int, str]  # Where it begins, its length, and its digest.


def digest_bytes(content: bytes) -> str:
    """The digest of a piece."""
    return blake2b(content, digest_size=20).hexdigest()


def read_key() -> bytes | None:
    """The key of the archives that whoever runs the program has made, 32 random bytes; made where there is
    none yet, and ``None`` where none can be kept. Raises nothing."""
    try:
        file = Path.home() / _KEY_FILE
        if not file.is_file() or file.stat().st_size != _KEY_LENGTH:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(prefix=".key.", dir=file.parent)  # For nobody else to read.
            with os.fdopen(handle, "wb") as opened:
                opened.write(secrets.token_bytes(_KEY_LENGTH))
            os.replace(name, file)
        key = file.read_bytes()
    except (OSError, RuntimeError):
        return None
    return key if len(key) == _KEY_LENGTH else None


def _seal(index: bytes, key: bytes) -> bytes:
    """The digest of an index, which only who has the key can make."""
    return blake2b(index, digest_size=32, key=key).digest()


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
    """The archive in ``file``; ``None`` where there is none, or none that is whole and was made by whoever
    runs the program. Raises nothing."""
    key = read_key()
    if key is None:
        return None
    try:
        content = file.read_bytes()
        start, length, digest = _END.unpack(content[-_END.size :])
        index = content[start : start + length]
        if not content.startswith(_MAGIC) or not secrets.compare_digest(_seal(index, key), digest):
            return None
        data = json.loads(index)
    except (OSError, ValueError, struct.error, MemoryError, RecursionError, OverflowError):
        return None
    return Archive(content, data) if isinstance(data, dict) else None


class ArchiveWriter:
    """An archive that is being written; :func:`writing` makes one."""

    def __init__(self, file: Any, key: bytes):
        self._file, self._place, self._key = file, file.write(_MAGIC), key
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
        self._file.write(_END.pack(self._place, len(index), _seal(index, self._key)))


def _clear_away(file: Path) -> None:
    """Remove what a run that was killed has left of a new archive for ``file``, once none can be at work on
    it."""
    for left in file.parent.glob(f".{file.name}.*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LONGEST:
                left.unlink()


@contextmanager
def writing(file: Path) -> Iterator[ArchiveWriter | None]:
    """Yield a new archive, which takes the place of ``file`` if the body ends well and has set its ``index``;
    ``None`` where the disk does not allow one, or no key. What the disk refuses later leaves ``file`` as it
    was."""
    key = read_key()
    if key is None:
        yield None
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _clear_away(file)
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    except OSError:
        yield None
        return
    try:
        with os.fdopen(handle, "wb") as opened:
            archive = ArchiveWriter(opened, key)
            yield archive
            if archive.index is not None:
                archive.close()
        if archive.index is not None:
            with suppress(OSError):
                os.replace(name, file)
    finally:
        with suppress(OSError):
            os.unlink(name)

"""The digest of files, by which one run of the program knows whether they are still what another read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path


def digest_files(places: Iterable[Path], omit: tuple[str, ...] = ()) -> str:
    """The digest of the files at ``places``, or in them where they are folders, by their paths and content,
    without those whose names end in one of ``omit``."""
    digest = blake2b(digest_size=20)
    for place in places:
        for file in _walk(place):
            if omit and file.endswith(omit):
                continue
            try:
                with open(file, "rb") as opened:
                    content = blake2b(opened.read(), digest_size=20).digest()
            except OSError as error:  # What is not given is neither empty nor missing.
                content = str(error.errno).encode()
            digest.update(os.fsencode(file) + b"\0" + content)
    return digest.hexdigest()


def _walk(place: Path) -> Iterator[str]:
    """Yield every file at ``place``, in order, and behind them each folder that cannot be looked into; links
    are followed to files, and not to folders."""
    if not place.is_dir():
        yield str(place)
        return
    refused: list[OSError] = []
    for folder, folders, files in os.walk(place, onerror=refused.append):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            yield os.path.join(folder, name)
    yield from (os.fspath(refusal.filename) for refusal in refused)

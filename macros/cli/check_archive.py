"""Where checks keep what they have found (:mod:`macros.cli.check_cache`), and what of it others may use."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from macros.base.archive import read_archive
from macros.cli.site_inputs import digest_program

FOLDER = ".cache/check"  # In the handbook's folder; git ignores it.


def find_archive(root: Path, edition: Path | None) -> Path:
    """The archive for checks of ``root`` with an ``edition``."""
    folder = edition.resolve() if edition else None
    name = blake2b(f"{root}\n{folder}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return root / FOLDER / f"{name}.archive"


def read_sound_data(root: Path) -> Mapping[str, Any]:
    """What the last check of ``root`` without an edition, by the program that runs, has read of sound files
    of records, as :class:`~macros.base.yaml_files.SoundFiles` knows it; nothing where there was none."""
    archive = read_archive(find_archive(root, None))
    if archive is None or archive.index.get("program") != digest_program().code:
        return {}
    data: Mapping[str, Any] = archive.index.get("read", {}).get("yaml", {})
    return data

"""Names for style sheets and scripts that change with what is in them.

A browser may keep ``assets/css/shell.3f2a1c9b.css`` for a year, because a changed file has another name. So
readers see a new release at once, and fetch no file again that did not change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath

FOLDERS = (
    "assets/css",
    "assets/js",
)  # Below ``docs`` and below the site; every style sheet and script in them.
KINDS = (".css", ".js")


def is_named_by_content(path: str) -> bool:
    """Whether the file at ``path``, from the root of ``docs``, gets a name that changes with its content."""
    return path.startswith(tuple(f"{folder}/" for folder in FOLDERS)) and path.endswith(KINDS)


def name_by_content(path: str, content: bytes) -> str:
    """``path`` with eight digits of the SHA-256 of ``content`` before its ending."""
    place = PurePosixPath(path)
    return str(place.with_name(f"{place.stem}.{hashlib.sha256(content).hexdigest()[:8]}{place.suffix}"))


def find_place(path: str, assets: Mapping[str, str]) -> str:
    """The path in the site of the file at ``path`` in ``docs``: by ``assets``, which maps the one to the
    other, else ``path`` itself."""
    return assets.get(path, path)

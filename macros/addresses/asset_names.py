"""Names for style sheets and scripts that change with what is in them.

A browser may keep ``assets/css/shell.3f2a1c9b.css`` for a year: when the file changes, its name does. So a new release is
seen at once, and what did not change is not fetched again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath

FOLDERS = ("assets/css", "assets/js")  # Below ``docs`` and below the site; every style sheet and script in them.
KINDS = (".css", ".js")


def is_named_by_content(path: str) -> bool:
    """Whether the file at ``path``, from the root of ``docs``, gets such a name."""
    return path.startswith(tuple(f"{folder}/" for folder in FOLDERS)) and path.endswith(KINDS)


def named_by_content(path: str, content: bytes) -> str:
    """``path`` with eight digits of the SHA-256 of ``content`` before its ending."""
    place = PurePosixPath(path)
    return str(place.with_name(f"{place.stem}.{hashlib.sha256(content).hexdigest()[:8]}{place.suffix}"))


def place_of(path: str, assets: Mapping[str, str]) -> str:
    """Where the file that is at ``path`` in ``docs`` stands in the site; ``path`` itself for what keeps its name."""
    return assets.get(path, path)

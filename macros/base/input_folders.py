"""The folders that the handbook is made from, into which nothing may be built: the next check would take what
is built for records and pages, and the next build would build it once more."""

from __future__ import annotations

import os
from pathlib import Path

SETTINGS = "mkdocs.yml"  # In the folder of every handbook.
EDITION = "edition.yml"  # In the folder of every edition.
# In the handbook's folder. What begins with .venv is the Python environment, or what it is made in.
NAMES = frozenset(
    "docs editions framework macros modules scripts tests types node_modules .ci .cache .devcontainer .git"
    " .github .venv .vscode".split()
)


def find_overlap(root: Path, target: Path) -> Path | None:
    """The folder of input that ``target`` is in, or that is in ``target``; ``None`` where there is none. Both
    are absolute, without links in them. It may be of the handbook at ``root`` or another, or an edition's."""
    for folder in (target, *target.parents):
        if _is_input(folder):
            return folder
    inputs = [folder for name in sorted(NAMES) if (folder := root / name).exists()]
    for folder in inputs:
        if is_within(target, folder) or is_within(folder.resolve(), target):
            return folder
    return None


def is_within(inner: Path, outer: Path) -> bool:
    """Whether ``inner`` is ``outer`` or below it, by whatever names the two are called: letters of another
    case, where the disk does not tell them apart, or another place where the same folder is mounted."""
    return any(_is_same(folder, outer) for folder in (inner, *inner.parents))


def _is_input(folder: Path) -> bool:
    name = folder.name.casefold()
    if name == ".git" or (folder / EDITION).is_file():
        return True
    return (name in NAMES or name.startswith(".venv")) and (folder.parent / SETTINGS).is_file()


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one == other or os.path.samefile(one, other)
    except OSError:  # One of them is not there.
        return False

"""The folder ``docs`` holds pages, pictures and documents, and the program's own files where these belong:
all of it is published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.base.problems import Problem
from macros.hand_written.files import file_fault, list_files


def check(root: Path) -> Iterator[Problem]:
    """Yield a problem for every file of the docs of ``root`` that has no place there; an edition's are
    :mod:`macros.editions.additions`'s to judge."""
    for uri, file in list_files(root / "docs"):
        if fault := file_fault(uri, file, root / "docs", national=True):
            where = "folder" if file.is_symlink() and file.is_dir() else "file"
            yield Problem(f"docs/{uri}", 1, 1, where, *fault)

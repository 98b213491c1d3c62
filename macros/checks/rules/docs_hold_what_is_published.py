"""The folder ``docs`` holds pages, pictures and documents, and the program's own files where these belong:
all of it is published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.base.problems import Problem
from macros.hand_written.file_contents import check_files


def check(root: Path) -> Iterator[Problem]:
    """Yield a problem for every file of the docs of ``root`` that has no place there, or whose content may
    not be published; an edition's are :mod:`macros.editions.additions`'s to judge."""
    yield from check_files(root, "", national=True)

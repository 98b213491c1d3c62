"""The disk gives every folder that pages and records lie in: what it holds back would be called missing, or
left out without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.base.problems import Problem
from macros.base.reading import describe_refusal, find_refused_folders


def check(folders: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    """Yield a problem for every folder that cannot be looked into, of ``folders`` and of those in them. Each
    is (its place on the disk, what problems call it)."""
    for top, path in folders:
        for folder, refusal in find_refused_folders(top):
            inner = folder.relative_to(top).as_posix()
            where = path if inner == "." else f"{path}/{inner}"
            yield Problem(where, 1, 1, "folder", *describe_refusal(refusal, "folder"))

"""Two versions of a handbook, of which one is a copy of the other with edits, and what is told of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from places import SMALL

from macros.base.yaml_files import SoundFiles
from macros.changes.report import Report, compare_versions
from macros.changes.versions import read_version
from macros.changes.wording import describe_change, group_changes

Edit = tuple[str, str, str]  # The file, what stands in it once, and what is to stand there.


def change_files(root: Path, edits: Iterable[Edit]) -> None:
    """Make the ``edits`` below ``root``. What stands there must be there once; without it the file is new."""
    for path, old, new in edits:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text("utf-8") if old else ""
        assert text.count(old) == 1 or not old, f"{path} holds {old!r} {text.count(old)} times"
        file.write_text(text.replace(old, new) if old else new, "utf-8")


def compare_folders(before: Path, after: Path) -> Report:
    """The comparison of the handbooks in two folders."""
    files = SoundFiles()
    older = read_version("the older", before, files)
    return compare_versions(older, read_version("the newer", after, files, other=older))


def compare_edited(tmp_path: Path, edits: Iterable[Edit], before: Iterable[Edit] = ()) -> Report:
    """The comparison of the small handbook, with the edits ``before``, and of the same with ``edits`` made on
    top."""
    older = shutil.copytree(SMALL, tmp_path / "older")
    change_files(older, before)
    newer = shutil.copytree(older, tmp_path / "newer")
    change_files(newer, edits)
    return compare_folders(older, newer)


def list_told(report: Report) -> list[str]:
    """Each change with the heading under which it is told: ``Module “A small start” (small-start): credits: 1
    → 2``."""
    return [
        f"{heading}: {describe_change(change)}"
        for heading, changes in group_changes(report.changes)
        for change in changes
    ]

"""A version of the handbook, read from a folder to be compared with another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from macros.base.problems import Problem
from macros.base.yaml_files import SoundFiles
from macros.hand_written.files import FILES, PROGRAM, is_page, list_files
from macros.records.handbook import Handbook
from macros.records.loader import load_handbook
from macros.records.record_files import RECORD_FOLDERS

DOCS = "docs"
FOLDERS = (*RECORD_FOLDERS, DOCS)


@dataclass(frozen=True)
class Version:
    """A version of the handbook, called ``name``: its ``handbook``, the files of ``docs`` that are pages or
    published beside them (``files``, by their place there), and the ``problems`` of what could not be read.
    """

    name: str
    handbook: Handbook
    files: dict[str, Path]
    problems: list[Problem]


def is_handbook(root: Path) -> bool:
    """Whether the folder ``root`` holds a handbook, sound or not."""
    return all((root / folder).is_dir() for folder in RECORD_FOLDERS)


def is_read(path: str) -> bool:
    """Whether the file at ``path`` of the repository is of those that are compared."""
    folder, _, place = path.partition("/")
    return folder in RECORD_FOLDERS or (folder == DOCS and is_published(place))


def is_published(place: str) -> bool:
    """Whether the file at ``place`` in ``docs`` is a page, a picture or a document, and none of the program's
    files."""
    return is_page(place) or place.lower().endswith(FILES) and not place.startswith(tuple(PROGRAM))


def read_version(
    name: str,
    root: Path,
    sound_files: SoundFiles,
    problems: Iterable[Problem] = (),
    other: Version | None = None,
) -> Version:
    """Read the version of the handbook in the folder ``root``. ``sound_files`` reads its records;
    ``problems`` are those known before, and ``other`` is the version that it will be compared with, of which
    it takes what is the same. Raises nothing for bad content."""
    other_handbook = other.handbook if other else None
    handbook, unreadable = load_handbook(root, (), sound_files, other_handbook)
    files = {
        place: file
        for place, file in list_files(root / DOCS)
        if is_published(place) and file.is_file() and not file.is_symlink()
    }
    return Version(name, handbook, files, sorted([*problems, *unreadable]))

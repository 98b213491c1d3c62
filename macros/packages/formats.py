"""The formats of courses, by the names by which ``handbook export`` knows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from macros.base.zip_files import write_zip
from macros.packages import cartridge, scorm
from macros.packages.handbook_pages import HandbookPages
from macros.packages.selection import Selection


@dataclass(frozen=True)
class CourseFormat:
    """A format: its ``name``, its ``title``, its ``purpose``, a sentence on who takes it, and the ``ending``
    of its file. ``write`` gives the bytes of that, in one of the ``versions`` of the format."""

    name: str
    title: str
    purpose: str
    ending: str
    write: Callable[[HandbookPages, Selection, str], bytes]
    versions: tuple[str, ...]


def _write_scorm(pages: HandbookPages, selection: Selection, version: str) -> bytes:
    return write_zip(scorm.list_files(pages, selection))


def _write_cartridge(pages: HandbookPages, selection: Selection, version: str) -> bytes:
    return write_zip(cartridge.list_files(pages, selection, version))


COURSES = (
    CourseFormat(
        "scorm",
        "SCORM",
        "A course that tells a learning platform, such as Moodle, how far its reader is.",
        "zip",
        _write_scorm,
        ("1.2",),
    ),
    CourseFormat(
        "cartridge",
        "Common Cartridge",
        "Pages that a learning platform makes a course of, to be changed there.",
        "imscc",
        _write_cartridge,
        cartridge.VERSIONS,
    ),
)

"""The records and files that could not be read. A reference to one of these is not reported as leading
nowhere, since the fault of the file is reported already."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from macros.base.problems import Route
from macros.base.yaml_files import YamlFile
from macros.records.field_types import Part
from macros.records.kinds import KINDS

_AROUND_A_PLACE = re.compile(r"^(?:\.{1,2}/)+|(?:\.md)?(?:[?#].*)?$")  # What a link adds to a page's path.


@dataclass(frozen=True, eq=False)
class Draft:
    """A record, or an entry of a file that stands alone, with blanks (:mod:`macros.records.blanks`).

    ``model`` is that of its ``file``, ``subject`` what problems call it (``module teams``), ``blanks`` are
    the routes to its blanks, and ``begin`` is where in the file it begins.
    """

    file: YamlFile
    model: type[Part]
    subject: str
    blanks: tuple[Route, ...]
    begin: Route = ()


@dataclass(frozen=True, eq=False)
class PartialRead:
    """A file of which a part is sound: that part of its record or of its list, under ``name``, as which a
    problem calls it."""

    file: YamlFile
    node: Part
    name: str


@dataclass
class Unread:
    """What a handbook lacks because its file is missing, not sound, or not written to its end.

    ``records`` are ids of records: the names of such files and, where it differs, the id in the file.
    ``kinds`` are the names of kinds that lack a record or their folder; ``files`` the paths of files that
    stand alone (``framework/sources.yml``); ``pages`` the hand-written pages, or those with a macro call that
    cannot be read, by their path in the site (``guides/measurement``). ``drafts`` are the records and entries
    with blanks. ``partial`` is what is sound of files that are not.
    """

    records: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    drafts: list[Draft] = field(default_factory=list)
    partial: list[PartialRead] = field(default_factory=list, compare=False)

    def add_file(self, path: str) -> None:
        """Add the file at ``path``, which is that of a record or one that stands alone."""
        folder, _, name = path.rpartition("/")
        kind = next((kind for kind in KINDS.values() if kind.folder == folder), None)
        if kind is None:
            self.files.add(path)
        else:
            self.kinds.add(kind.name)
            self.records.add(PurePosixPath(name).stem)

    def may_hold(self, ref: str) -> bool:
        """Whether the id ``ref`` (``mlcf``, ``mlcf/1.1``) is that of an unread record, or may be that of a
        part of one."""
        return ref.partition("/")[0] in self.records

    def may_be_at(self, path: str) -> bool:
        """Whether the page at ``path`` (``theories/lewin``, ``../theories/lewin.md``) may be an unread page,
        or that of an unread record or of a part of one."""
        place = _AROUND_A_PLACE.sub("", path)
        return any(page == place or page.endswith(f"/{place}") for page in self.pages) or any(
            part in self.records or part.rpartition(".")[0] in self.records for part in path.split("/")
        )

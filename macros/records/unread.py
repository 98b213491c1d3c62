"""What could not be read, so that nothing is said to be missing that may only be unreadable, which is said at
its own place."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from macros.records.kinds import KINDS


@dataclass
class Unread:
    """What of a handbook is not known, because its file is missing or not sound.

    ``records`` are ids: the names of such files, and the id within one that is named otherwise. ``kinds`` are
    the kinds of which a record, or the whole folder, is not known; ``files`` the paths of files that stand
    alone (``framework/sources.yml``).
    """

    records: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def add_file(self, path: str) -> None:
        """Note the file at ``path``, that of a record or one that stands alone."""
        folder, _, name = path.rpartition("/")
        kind = next((kind for kind in KINDS.values() if kind.folder == folder), None)
        if kind is None:
            self.files.add(path)
        else:
            self.kinds.add(kind.name)
            self.records.add(PurePosixPath(name).stem)

    def may_hold(self, ref: str) -> bool:
        """Whether the id ``ref`` (``mlcf``, ``mlcf/1.1``) is that of an unread record, or may stand in
        one."""
        return ref.partition("/")[0] in self.records

    def may_be_at(self, path: str) -> bool:
        """Whether the page at ``path`` (``theories/lewin``, ``../theories/lewin.md``) may be an unread
        record's, or a part's of one."""
        return any(
            part in self.records or part.rpartition(".")[0] in self.records for part in path.split("/")
        )

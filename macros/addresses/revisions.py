"""Reads files as they are in a revision of the repository, without touching what is checked out: git gives
the content that it has stored, and runs neither hooks nor filters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from macros.addresses import git

_FILES, _LINK = ("100644", "100755"), "120000"  # Modes of git's trees.


@dataclass(frozen=True)
class Revision:
    """A commit: its hash (``id``), its first letters as git prints them (``short_id``), and the ``day`` on
    which it was made (2026-11-22)."""

    id: str
    short_id: str
    day: str


@dataclass(frozen=True)
class StoredFile:
    """A file of a revision: its ``path`` from the handbook's folder, its ``content``, and whether it
    ``is_link``, whose content is where it leads."""

    path: str
    content: bytes
    is_link: bool


def find_revision(root: Path, name: str) -> Revision | None:
    """The revision that git knows by ``name`` in the repository of ``root``: a branch, a tag, a hash,
    ``HEAD~1``. ``None`` where it knows none. Raises :class:`~macros.addresses.git.GitRefuses`."""
    if name.startswith("-") or not name.strip() or "\0" in name:  # git would take it for an option.
        return None
    commit = git.look_up(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if not commit:
        return None
    short_id, _, day = (
        git.ask(root, "log", "-1", "--no-show-signature", "--format=%h %cs", commit) or ""
    ).partition(" ")
    return Revision(commit, short_id, day)


def list_revision_names(root: Path) -> list[str]:
    """The names of branches and tags. Raises :class:`~macros.addresses.git.GitRefuses`."""
    return (git.ask(root, "for-each-ref", "--format=%(refname:short)") or "").split("\n")


def is_shallow(root: Path) -> bool:
    """Whether the clone lacks the older part of its history. Raises
    :class:`~macros.addresses.git.GitRefuses`."""
    return git.ask(root, "rev-parse", "--is-shallow-repository") == "true"


def read_files(root: Path, revision: Revision, is_read: Callable[[str], bool]) -> Iterator[StoredFile]:
    """Yield the files of a revision below the folder ``root``, of whose paths ``is_read`` is true, in order.
    Raises :class:`~macros.addresses.git.GitRefuses`."""
    listing = git.ask(root, "ls-tree", "-r", "-z", revision.id) or ""
    entries = [line.partition("\t") for line in listing.split("\0") if line]
    chosen = [(path, head.split(" ")) for head, _, path in entries if is_read(path) and is_safe(path)]
    files = [(path, mode, id) for path, (mode, _type, id) in chosen if mode in (*_FILES, _LINK)]
    contents = git.read_objects(root, [id for _path, _mode, id in files])
    for (path, mode, _id), content in zip(files, contents):
        yield StoredFile(path, content, mode == _LINK)


def is_safe(path: str) -> bool:
    """Whether ``path`` leads to a place below where it begins, on every system."""
    parts = path.split("/")
    return not any(part in ("", ".", "..") or set(part) & set("\\:") for part in parts) and not (
        PurePosixPath(path).is_absolute()
    )

"""Where the YAML files of records lie, in the handbook and in the folder of an edition; and what is said of
files, folders and links that lie there and are none of these.

Files that nobody wrote are passed over (:mod:`macros.base.stray_files`). A link to a folder is not gone into,
and one to a file is read only where it stays inside: what lies outside is not in the repository, and others
would not have it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from macros.base.problems import Fault, Problem, find_nearest
from macros.base.rule_names import FILES_HAVE_THEIR_PLACE
from macros.base.stray_files import is_stray
from macros.records.field_types import Part
from macros.records.kinds import DRAWINGS, FILES, KINDS, VERBS, VOCABULARY, Kind
from macros.records.record_names import Names, advise_on_file, is_name
from macros.records.releases import FOLDER as RELEASES
from macros.records.unread import Unread

RECORD_FOLDERS = ("framework", "modules")
IMPORTS = "framework/imports"  # What imports have brought, of which no record is read.
# Files that no edition may have, and what would be right, as the end of a problem.
NATIONAL_FILES = {
    VOCABULARY: (
        "closed lists are the national handbook's, so that every edition speaks of the same things; take the"
        " words it has"
    ),
    VERBS: (
        "the list of verbs is the national handbook's; begin outcomes and behaviours with one of its verbs"
    ),
    DRAWINGS: "the drawings are those of the national handbook's pages; take out the file",
}
_KIND_BY_FOLDER: dict[str, Kind[Part]] = {kind.folder: kind for kind in KINDS.values()}


@dataclass(frozen=True)
class EditionFolder:
    """A folder of an edition, which may hold records and pages. The path of a file in it has ``path_prefix``
    before it in problems, and ``edition_prefix`` where a page names the file."""

    path: Path
    path_prefix: str
    edition_prefix: str


@dataclass(frozen=True)
class RecordFile:
    """A file of records, or one that lies among them: ``path`` is relative to the repository or, with one, to
    the edition's ``folder``."""

    file: Path
    path: str
    folder: EditionFolder | None = None

    @property
    def full_path(self) -> str:
        """The path as problems print it."""
        return f"{self.folder.path_prefix if self.folder else ''}{self.path}"

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return PurePosixPath(self.path).stem

    @property
    def kind(self) -> Kind[Part] | None:
        """The kind of record that lies in the file's folder."""
        return _KIND_BY_FOLDER.get(self.path.rpartition("/")[0])

    def is_record(self) -> bool:
        """Whether a record, or a list that stands alone, is looked for in the file."""
        return self.path in FILES or (self.kind is not None and self.file.suffix == ".yml")

    def create_problem(self, fault: Fault, where: str = "file") -> Problem:
        """The problem of a fault of the file as a whole."""
        return _create_problem(self.full_path, where, fault)


def _create_problem(path: str, where: str, fault: Fault) -> Problem:
    """The problem of the file or folder at ``path``, which ``where`` says it is."""
    return Problem(path, 1, 1, where, *fault, FILES_HAVE_THEIR_PLACE)


def is_outside_link(file: Path, folder: Path) -> bool:
    """Whether ``file`` is a symbolic link to a folder, or to a file outside ``folder``."""
    return file.is_symlink() and (
        os.path.isdir(file) or not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))
    )


def find_files(root: Path, problems: list[Problem], unread: Unread) -> list[RecordFile]:
    """Every file of records under ``root``, the repository. Adds to ``problems`` what has no place there and
    what is missing, and to ``unread`` what is missing or is not gone into."""
    present = []
    for top in RECORD_FOLDERS:
        if (root / top).is_dir():
            present += _list_present(root, top, problems)
        else:
            wrong = "there is no such folder"
            problems.append(_create_problem(top, "folder", Fault(wrong, "add the folder with its records")))
    files = []
    for file in present:
        if file.path.startswith((f"{RELEASES}/", f"{IMPORTS}/")):
            continue
        if fault := _find_link_fault(file.file, root, "the handbook"):
            problems.append(file.create_problem(fault, "folder" if file.file.is_dir() else "file"))
            _add_link(unread, file)
        else:
            files.append(file)
    records = _take_records(files, problems)
    _check_missing(root, records, problems, unread)
    return records


def find_edition_files(folder: EditionFolder, problems: list[Problem]) -> list[RecordFile]:
    """The files of records in an edition's folder, none of which need be there. Adds to ``problems`` what has
    no place there."""
    files = []
    for top in RECORD_FOLDERS:
        # A link is reported by macros.editions.additions.
        if (folder.path / top).is_symlink() or not (folder.path / top).is_dir():
            continue
        for file in _list_present(folder.path, top, problems, folder):
            if file.path.startswith(f"{IMPORTS}/"):
                continue
            if is_outside_link(file.file, folder.path):
                wrong = "is a link that leads out of the edition's folder"
                problems.append(file.create_problem(Fault(wrong, "put the file itself there")))
            elif fault := _find_link_fault(file.file, folder.path, "the edition's folder"):
                problems.append(file.create_problem(fault))
            elif file.path in NATIONAL_FILES:
                fault = Fault("has no place in an edition", NATIONAL_FILES[file.path])
                problems.append(file.create_problem(fault))
            else:
                files.append(file)
    return _take_records(files, problems)


def _list_present(
    root: Path, top: str, problems: list[Problem], folder: EditionFolder | None = None
) -> list[RecordFile]:
    """Every file below the folder ``top`` of ``root``, the ``folder`` of an edition if one is given, and
    every link to a folder, in order. Adds to ``problems`` the folders that cannot be read."""

    def add_problem(error: OSError) -> None:
        place = RecordFile(Path(error.filename), Path(error.filename).relative_to(root).as_posix(), folder)
        fault = Fault(f"cannot be read ({error.strerror})", "make it a readable folder")
        problems.append(place.create_problem(fault, "folder"))

    if (root / top).is_symlink():
        return [RecordFile(root / top, top, folder)]
    present = []
    for place, folders, names in os.walk(root / top, onerror=add_problem):
        folders[:] = [name for name in folders if not is_stray(name)]
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        present += [Path(place) / name for name in (*links, *names) if not is_stray(name)]
    return [RecordFile(file, file.relative_to(root).as_posix(), folder) for file in sorted(present)]


def _find_link_fault(file: Path, folder: Path, folder_name: str) -> Fault | None:
    """What is wrong with a link, or ``None`` for one that may be followed and for a file. ``folder_name`` is
    what problems call ``folder``, out of which it may not lead."""
    if not file.is_symlink():
        return None
    if not file.exists():
        return Fault("is a link that leads nowhere", "put the file itself there")
    if file.is_dir():
        return Fault("is a link to another folder", "put the folder itself there")
    if is_outside_link(file, folder):
        return Fault(f"is a link that leads out of {folder_name}", "put the file itself there")
    return None


def _add_link(unread: Unread, link: RecordFile) -> None:
    """Add to ``unread`` the records and lists that stand where a link leads."""
    if not link.file.is_dir():
        unread.add_file(link.path)
        return
    for kind in KINDS.values():
        if f"{kind.folder}/".startswith(f"{link.path}/"):
            unread.kinds.add(kind.name)
            folder = link.file / kind.folder[len(link.path) + 1 :]
            unread.records.update(file.stem for file in folder.glob("*.yml"))
    unread.files.update(path for path in FILES if path.startswith(f"{link.path}/"))


def _take_records(files: Sequence[RecordFile], problems: list[Problem]) -> list[RecordFile]:
    """Those of ``files`` in which records are looked for. Adds to ``problems`` the others."""
    records = [file for file in files if file.is_record()]
    names = count_names(records)
    paths = {file.path for file in records}
    for file in files:
        if not file.is_record():
            problems.append(file.create_problem(_find_place_fault(file, names, paths)))
    return records


def count_names(files: Iterable[RecordFile]) -> Names:
    """The names of the files that hold one record, and how many have each."""
    return Counter(file.name for file in files if file.kind)


def _find_place_fault(file: RecordFile, names: Names, paths: Collection[str]) -> Fault:
    """The fault of a file in which no record is looked for. ``names`` and ``paths`` are those of the files
    that hold records."""
    folder, _, name = file.path.rpartition("/")
    if file.kind:
        return Fault("is not a record", advise_on_file(file.kind, name, names))
    wrong = "lies where no record is looked for"
    top, _, inner = folder.partition("/")
    near = {place.partition("/")[2]: place for place in _KIND_BY_FOLDER if place.startswith(f"{top}/")}
    if not inner:
        lists = [path for path in FILES if not (file.folder and path in NATIONAL_FILES)]
        near = {PurePosixPath(path).stem: path for path in lists if path.startswith(f"{top}/")}
    guess = near.get(find_nearest(inner or file.name, near) or "", "")
    if guess in paths:
        return Fault(
            wrong, f"'{guess}' is there already: take over into it what is missing, and delete this file"
        )
    kind = _KIND_BY_FOLDER.get(guess)
    fits = kind is None or (
        name == f"{file.name}.yml" and is_name(kind, file.name) and file.name not in names
    )
    if guess and fits:
        return Fault(wrong, f"did you mean '{guess}'?")
    return Fault(wrong, "records live in " + ", ".join(sorted(_KIND_BY_FOLDER)))


def _check_missing(
    root: Path, records: Iterable[RecordFile], problems: list[Problem], unread: Unread
) -> None:
    """Add to ``problems`` and ``unread`` the kinds without a record and the lists that are not there."""
    kinds_present = {file.kind.name for file in records if file.kind}
    for kind in KINDS.values():
        if kind.name in kinds_present | unread.kinds:
            continue
        remedy = f"add at least one {kind.title.lower()}"
        if (root / kind.folder).is_dir():
            problems.append(_create_problem(kind.folder, "folder", Fault("holds no record", remedy)))
        elif (root / kind.folder.partition("/")[0]).is_dir():
            unread.kinds.add(kind.name)
            problems.append(_create_problem(kind.folder, "folder", Fault("there is no such folder", remedy)))
    for path in FILES:
        if path not in unread.files and not (root / path).is_file() and (root / path).parent.is_dir():
            unread.files.add(path)
            remedy = "put it back; what refers to it cannot be checked without it"
            problems.append(_create_problem(path, "file", Fault("there is no such file", remedy)))

"""Reads every YAML file of records into a :class:`~macros.records.handbook.Handbook`.

:func:`load_handbook` returns the handbook of the files that are sound and the problems of the rest, so that a
fault in one file never hides a fault in another.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from macros.base.language_marks import strip_accents
from macros.base.problems import Problem, Problems, find_nearest
from macros.base.stray_files import is_stray
from macros.base.yaml_files import YamlFile, read
from macros.records.entries import (
    Entry,
    create_exemption_entry,
    create_record_entry,
    create_source_entry,
    create_term_entry,
)
from macros.records.handbook import Handbook
from macros.records.kinds import (
    FILES,
    KINDS,
    VERBS,
    VOCABULARY,
    Exemptions,
    Glossary,
    Module,
    Pathway,
    Sources,
    Verbs,
    Vocabularies,
)
from macros.records.unread import Unread
from macros.records.validation import validate

RECORD_FOLDERS = ("framework", "modules")
# Files that no edition may have, and what would be right, as the end of a problem.
NATIONAL_FILES = {
    VOCABULARY: (
        "closed lists are the national handbook's, so that every edition speaks of the same things; take the"
        " words it has"
    ),
    VERBS: (
        "the list of verbs is the national handbook's; begin outcomes and behaviours with one of its verbs"
    ),
}


@dataclass(frozen=True)
class EditionFolder:
    """A folder of an edition, which may hold records and pages. The path of a file in it has ``path_prefix``
    before it in problems, and ``edition_prefix`` where a page names the file."""

    path: Path
    path_prefix: str
    edition_prefix: str


def load_handbook(
    root: Path, edition_folders: Sequence[EditionFolder] = ()
) -> tuple[Handbook, list[Problem]]:
    """Read all records under ``root``, the repository, and then those of ``edition_folders``, bottom first.

    Returns (the handbook of the records that are sound, the problems of the others, sorted). Raises nothing
    for bad content.
    """
    handbook = Handbook()
    problems: list[Problem] = []
    for file, path in _find_files(root, problems, handbook.unread):
        _read_file(handbook, problems, file, path)
    for folder in edition_folders:
        for file, path in _find_edition_files(folder, problems):
            _read_file(handbook, problems, file, path, folder)
    sort_records(handbook.records)
    return handbook, sorted(problems)


def sort_records(records: dict[str, list[Entry]]) -> None:
    """Sort the records of each kind, in place, into reading order: by title, but modules behind their
    prerequisites and pathways by their minutes first."""
    for entries in records.values():
        entries.sort(key=lambda entry: (strip_accents(entry.title).casefold(), entry.id))
    records["module"] = _sort_by_prerequisite(records["module"])
    records["pathway"].sort(key=lambda entry: entry.read_as(Pathway).minutes)


def _read_file(
    handbook: Handbook, problems: list[Problem], file: Path, path: str, folder: EditionFolder | None = None
) -> None:
    """Read one file into ``handbook``, or its problems into ``problems``. ``path`` is relative to the
    repository or, with one, to the edition's ``folder``."""
    try:
        if folder:
            add_file(
                handbook,
                replace(read(file, folder.path_prefix + path), edition_path=folder.edition_prefix + path),
                path,
            )
        else:
            add_file(handbook, read(file, path))
    except Problems as error:
        handbook.unread.add_file(path)
        problems.extend(error.problems)


def _sort_by_prerequisite(modules: list[Entry]) -> list[Entry]:
    """``modules`` in an order in which one could take them: prerequisites first, otherwise as they are. Those
    whose prerequisites form a circle come last."""
    done, order, waiting = set(), [], list(modules)
    while waiting:
        waiting_ids = {module.id for module in waiting}
        ready = [module for module in waiting if waiting_ids.isdisjoint(module.read_as(Module).prerequisites)]
        for module in ready or waiting:
            order.append(module)
            done.add(module.id)
        waiting = [module for module in waiting if module.id not in done]
    return order


def _find_files(root: Path, problems: list[Problem], unread: Unread) -> Iterator[tuple[Path, str]]:
    """Every YAML file of records, as (file, path from ``root``). Adds to ``problems`` what has no place there
    and what is missing, and to ``unread`` what is missing."""
    folders = {kind.folder for kind in KINDS.values()}
    for top in RECORD_FOLDERS:
        if not (root / top).is_dir():
            problems.append(
                Problem(top, 1, 1, "folder", "there is no such folder", "add the folder with its records")
            )
            continue
        for file in sorted((root / top).rglob("*")):
            path = file.relative_to(root).as_posix()
            if is_stray(file.name) or file.is_dir():
                continue
            if path in FILES or (path.rpartition("/")[0] in folders and file.suffix == ".yml"):
                yield file, path
            else:
                problems.append(_create_unknown_file_problem(path, folders))
    for kind in KINDS.values():
        remedy = f"add at least one {kind.title.lower()}"
        if (root / kind.folder).is_dir() and not any((root / kind.folder).glob("*.yml")):
            problems.append(Problem(kind.folder, 1, 1, "folder", "holds no record", remedy))
        elif not (root / kind.folder).is_dir() and (root / kind.folder.split("/")[0]).is_dir():
            unread.kinds.add(kind.name)
            problems.append(Problem(kind.folder, 1, 1, "folder", "there is no such folder", remedy))
    for path in FILES:
        if not (root / path).is_file() and (root / path).parent.is_dir():
            unread.files.add(path)
            problems.append(
                Problem(
                    path,
                    1,
                    1,
                    "file",
                    "there is no such file",
                    "put it back; what refers to it cannot be checked without it",
                )
            )


def _find_edition_files(folder: EditionFolder, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """The YAML files of records in an edition's folder, as (file, path from it), none of which need be there.
    Adds to ``problems`` what has no place there."""
    folders = {kind.folder for kind in KINDS.values()}
    for top in RECORD_FOLDERS:
        if (folder.path / top).is_symlink():  # Reported by macros.editions.additions.
            continue
        for file in sorted((folder.path / top).rglob("*")):
            path = file.relative_to(folder.path).as_posix()
            if is_stray(file.name) or (file.is_dir() and not file.is_symlink()):
                continue
            if is_outside_link(file, folder.path):
                problems.append(
                    Problem(
                        folder.path_prefix + path,
                        1,
                        1,
                        "file",
                        "is a link that leads out of the edition's folder",
                        "put the file itself there",
                    )
                )
            elif path in NATIONAL_FILES:
                problems.append(
                    Problem(
                        folder.path_prefix + path,
                        1,
                        1,
                        "file",
                        "has no place in an edition",
                        NATIONAL_FILES[path],
                    )
                )
            elif path in FILES or (path.rpartition("/")[0] in folders and file.suffix == ".yml"):
                yield file, path
            else:
                problems.append(
                    replace(_create_unknown_file_problem(path, folders), path=folder.path_prefix + path)
                )


def is_outside_link(file: Path, folder: Path) -> bool:
    """Whether ``file`` is a symbolic link to a folder, or to a file outside ``folder``."""
    return file.is_symlink() and (
        os.path.isdir(file) or not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))
    )


def _create_unknown_file_problem(path: str, folders: set[str]) -> Problem:
    """The problem of a file at ``path``, where no record is looked for; records lie in ``folders``."""
    folder, _, name = path.rpartition("/")
    if folder in folders:
        return Problem(
            path,
            1,
            1,
            "file",
            "is not a record",
            f"name records <id>.yml; did you mean '{name.rsplit('.', 1)[0]}.yml'?",
        )
    top, _, inner = folder.partition("/")
    near = {known.partition("/")[2]: known for known in folders if known.startswith(f"{top}/")}
    if not inner:
        near = {PurePosixPath(known).stem: known for known in FILES if known.startswith(f"{top}/")}
    guess = find_nearest(inner or PurePosixPath(name).stem, near)
    right = f"did you mean '{near[guess]}'?" if guess else "records live in " + ", ".join(sorted(folders))
    return Problem(path, 1, 1, "file", "lies where no record is looked for", right)


def add_file(handbook: Handbook, yaml: YamlFile, path: str | None = None) -> None:
    """Put the content of a file into ``handbook``. Raises :class:`Problems` where that is not sound.

    ``path`` is relative to the repository or to the edition's folder; left out where that is the path of
    ``yaml``.
    """
    path = path or yaml.path
    name = PurePosixPath(path).stem
    if not yaml.is_local:
        handbook.files[path] = yaml
    if path in FILES:
        _add_list(handbook, yaml, path, name)
        return
    kind = next(kind for kind in KINDS.values() if path.startswith(kind.folder + "/"))
    record = validate(kind.model, yaml, kind, name)
    if record.id != name:
        handbook.unread.records.add(record.id)
        line, col = yaml.locate(("id",))
        right = f"rename the file to '{record.id}.yml' or the id to '{name}'"
        raise Problems(
            [
                Problem(
                    yaml.path,
                    line,
                    col,
                    f"{kind.name} {record.id}, id",
                    f"the file is named '{name}.yml'",
                    right,
                )
            ]
        )
    handbook.records[kind.name].append(create_record_entry(kind, record, yaml))


def _add_list(handbook: Handbook, yaml: YamlFile, path: str, name: str) -> None:
    content = validate(FILES[path], yaml, None, name)
    if isinstance(content, Sources):
        handbook.sources += [create_source_entry(source, yaml, i) for i, source in enumerate(content.sources)]
    elif isinstance(content, Glossary):
        handbook.terms += [create_term_entry(term, yaml, i) for i, term in enumerate(content.terms)]
    elif isinstance(content, Verbs):
        handbook.verbs = frozenset(content.verbs)
    elif isinstance(content, Exemptions):
        handbook.exemptions += [
            create_exemption_entry(exemption, yaml, i) for i, exemption in enumerate(content.exemptions)
        ]
    elif isinstance(content, Vocabularies):
        for vocabulary in content.vocabularies:
            handbook.vocabularies.setdefault(vocabulary.id, vocabulary)

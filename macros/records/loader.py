"""Reads every YAML file of the handbook and turns it into records, or says what stops it.

One load a run: :func:`load` returns the handbook of all that is sound and the problems of the rest,
so that a fault in one file never hides a fault in another.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from macros.base.language_marks import strip_accents
from macros.base.problems import Problem, Problems, find_nearest
from macros.base.yaml_files import YamlFile, read
from macros.records.entries import (
    Entry,
    exemption_entry,
    record_entry,
    source_entry,
    term_entry,
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

ROOTS = ("framework", "modules")
IGNORED = {".DS_Store", "Thumbs.db", ".gitkeep"}
NATIONAL = {  # Files that are the same in every edition, and why.
    VOCABULARY: (
        "closed lists are the national handbook's, so that every edition speaks of the same things; take the"
        " words it has"
    ),
    VERBS: (
        "the list of verbs is the national handbook's; begin outcomes and behaviours with one of its verbs"
    ),
}


@dataclass(frozen=True)
class Place:
    """A folder of an edition's that may hold records: ``shown`` stands before a file's path in a problem,
    ``own`` where a page names the file."""

    folder: Path
    shown: str
    own: str


def load(root: Path, places: Sequence[Place] = ()) -> tuple[Handbook, list[Problem]]:
    """Read all records under ``root`` (the repository), and then those of an edition's ``places``.

    Returns the handbook of what is sound and the problems, sorted; raises nothing for bad content.
    """
    handbook = Handbook()
    problems: list[Problem] = []
    for file, path in _files(root, problems, handbook.unread):
        _read_one(handbook, problems, file, path)
    for place in places:
        for file, path in _local_files(place, problems):
            _read_one(handbook, problems, file, path, place)
    put_in_order(handbook.records)
    return handbook, sorted(problems)


def put_in_order(records: dict[str, list[Entry]]) -> None:
    """Sort each kind's records by title, modules by what must come before them too, pathways by their minutes
    first."""
    for entries in records.values():
        entries.sort(key=lambda entry: (strip_accents(entry.title).casefold(), entry.id))
    records["module"] = _by_prerequisite(records["module"])
    records["pathway"].sort(key=lambda entry: entry.read_as(Pathway).minutes)


def _read_one(
    handbook: Handbook, problems: list[Problem], file: Path, path: str, place: Place | None = None
) -> None:
    try:
        if place:
            take(handbook, replace(read(file, place.shown + path), edition_path=place.own + path), path)
        else:
            take(handbook, read(file, path))
    except Problems as found:
        handbook.unread.add_file(path)
        problems.extend(found.problems)


def _by_prerequisite(modules: list[Entry]) -> list[Entry]:
    """Modules in an order one could take them in: prerequisites first, otherwise by title."""
    done, order, waiting = set(), [], list(modules)
    while waiting:
        later = {m.id for m in waiting}
        ready = [m for m in waiting if later.isdisjoint(m.read_as(Module).prerequisites)]
        for module in ready or waiting:
            order.append(module)
            done.add(module.id)
        waiting = [m for m in waiting if m.id not in done]
    return order


def _files(root: Path, problems: list[Problem], unread: Unread) -> Iterator[tuple[Path, str]]:
    """Every YAML file that should be read; what should not be there, or is not, becomes a problem."""
    folders = {kind.folder for kind in KINDS.values()}
    for top in ROOTS:
        if not (root / top).is_dir():
            problems.append(
                Problem(top, 1, 1, "folder", "there is no such folder", "add the folder with its records")
            )
            continue
        for file in sorted((root / top).rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.name in IGNORED or file.is_dir():
                continue
            if path in FILES or (path.rpartition("/")[0] in folders and file.suffix == ".yml"):
                yield file, path
            else:
                problems.append(_unknown(path, folders))
    for kind in KINDS.values():
        missing = f"add at least one {kind.title.lower()}"
        if (root / kind.folder).is_dir() and not any((root / kind.folder).glob("*.yml")):
            problems.append(Problem(kind.folder, 1, 1, "folder", "holds no record", missing))
        elif not (root / kind.folder).is_dir() and (root / kind.folder.split("/")[0]).is_dir():
            unread.kinds.add(kind.name)
            problems.append(Problem(kind.folder, 1, 1, "folder", "there is no such folder", missing))
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


def _local_files(place: Place, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """The YAML files of an edition's folder, none of which need be there; what should not be becomes a
    problem."""
    folders = {kind.folder for kind in KINDS.values()}
    for top in ROOTS:
        if (place.folder / top).is_symlink():  # Said by macros.editions.additions, and not gone into.
            continue
        for file in sorted((place.folder / top).rglob("*")):
            path = file.relative_to(place.folder).as_posix()
            if file.name in IGNORED or (file.is_dir() and not file.is_symlink()):
                continue
            if leads_out(file, place.folder):
                problems.append(
                    Problem(
                        place.shown + path,
                        1,
                        1,
                        "file",
                        "is a link that leads out of the edition's folder",
                        "put the file itself there",
                    )
                )
            elif path in NATIONAL:
                problems.append(
                    Problem(place.shown + path, 1, 1, "file", "has no place in an edition", NATIONAL[path])
                )
            elif path in FILES or (path.rpartition("/")[0] in folders and file.suffix == ".yml"):
                yield file, path
            else:
                problems.append(replace(_unknown(path, folders), path=place.shown + path))


def leads_out(file: Path, folder: Path) -> bool:
    """Whether ``file`` is a link to another folder, or to something outside ``folder``."""
    return file.is_symlink() and (
        os.path.isdir(file) or not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))
    )


def _unknown(path: str, folders: set[str]) -> Problem:
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
    near = {each.partition("/")[2]: each for each in folders if each.startswith(f"{top}/")}
    if not inner:
        near = {PurePosixPath(each).stem: each for each in FILES if each.startswith(f"{top}/")}
    guess = find_nearest(inner or PurePosixPath(name).stem, near)
    right = f"did you mean '{near[guess]}'?" if guess else "records live in " + ", ".join(sorted(folders))
    return Problem(path, 1, 1, "file", "lies where no record is looked for", right)


def take(handbook: Handbook, yaml: YamlFile, path: str | None = None) -> None:
    """Put what a file holds into the handbook; raises :class:`Problems` where that is not sound.

    ``path`` is the file's place in its handbook or edition, where that is not how authors know it.
    """
    path = path or yaml.path
    name = PurePosixPath(path).stem
    if not yaml.is_local:
        handbook.files[path] = yaml
    if path in FILES:
        _take_list(handbook, yaml, path, name)
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
    handbook.records[kind.name].append(record_entry(kind, record, yaml))


def _take_list(handbook: Handbook, yaml: YamlFile, path: str, name: str) -> None:
    whole = validate(FILES[path], yaml, None, name)
    if isinstance(whole, Sources):
        handbook.sources += [source_entry(source, yaml, i) for i, source in enumerate(whole.sources)]
    elif isinstance(whole, Glossary):
        handbook.terms += [term_entry(term, yaml, i) for i, term in enumerate(whole.terms)]
    elif isinstance(whole, Verbs):
        handbook.verbs = frozenset(whole.verbs)
    elif isinstance(whole, Exemptions):
        handbook.exemptions += [
            exemption_entry(exemption, yaml, i) for i, exemption in enumerate(whole.exemptions)
        ]
    elif isinstance(whole, Vocabularies):
        for vocabulary in whole.vocabularies:
            handbook.vocabularies.setdefault(vocabulary.id, vocabulary)

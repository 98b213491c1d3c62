"""Reads every YAML file of records into a :class:`~macros.records.handbook.Handbook`.

:func:`load_handbook` returns the handbook of the files that are sound and the problems of the rest, so that a
fault in one file never hides a fault in another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from macros.base.character_names import describe_strange_character
from macros.base.language_marks import strip_accents
from macros.base.problems import Problem, Problems
from macros.base.yaml_files import SoundFiles, YamlFile
from macros.records.drawings import DRAWING_GROUPS, Drawings
from macros.records.entries import (
    Entry,
    create_drawing_entry,
    create_exemption_entry,
    create_record_entry,
    create_source_entry,
    create_synonym_entry,
    create_term_entry,
)
from macros.records.handbook import Handbook
from macros.records.kinds import (
    FILES,
    KINDS,
    Exemptions,
    Glossary,
    Module,
    Pathway,
    Sources,
    Synonyms,
    Verbs,
    Vocabularies,
)
from macros.records.record_files import (
    EditionFolder,
    RecordFile,
    count_names,
    find_edition_files,
    find_files,
)
from macros.records.record_names import NO_NAMES, Names, advise_on_mismatch
from macros.records.validation import validate


def load_handbook(
    root: Path, edition_folders: Sequence[EditionFolder] = (), sound_files: SoundFiles | None = None
) -> tuple[Handbook, list[Problem]]:
    """Read all records under ``root``, the repository, and then those of ``edition_folders``, bottom first.
    ``sound_files`` reads the files.

    Returns (the handbook of the records that are sound, the problems of the others, sorted). Raises nothing
    for bad content.
    """
    handbook = Handbook()
    problems: list[Problem] = []
    files = find_files(root, problems, handbook.unread)
    for folder in edition_folders:
        files += find_edition_files(folder, problems)
    names = count_names(files)
    for file in files:
        _read_file(handbook, problems, file, names, sound_files or SoundFiles())
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
    handbook: Handbook, problems: list[Problem], file: RecordFile, names: Names, sound_files: SoundFiles
) -> None:
    """Read one file into ``handbook``, or its problems into ``problems``. ``names`` are those of all files of
    records."""
    try:
        yaml = sound_files.read(file.file, file.full_path)
        if file.folder:
            yaml = replace(yaml, edition_path=file.folder.edition_prefix + file.path)
        add_file(handbook, yaml, file.path, names)
    except Problems as error:
        handbook.unread.add_file(file.path)
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


def add_file(handbook: Handbook, yaml: YamlFile, path: str | None = None, names: Names = NO_NAMES) -> None:
    """Put the content of a file into ``handbook``. Raises :class:`Problems` where that is not sound.

    ``path`` is relative to the repository or to the edition's folder; left out where that is the path of
    ``yaml``. ``names`` are those of all files of records, and are not advised for this one.
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
        strange = describe_strange_character(name)
        wrong = f"the file is named '{name}.yml'" + (f", which holds {strange}" if strange else "")
        right = advise_on_mismatch(kind, record.id, name, names)
        where = f"{kind.name} {record.id}, id"
        raise Problems([Problem(yaml.path, *yaml.locate(("id",)), where, wrong, right)])
    file = replace(yaml, data=None)  # The record has them now.
    if not yaml.is_local:
        handbook.files[path] = file
    handbook.records[kind.name].append(create_record_entry(kind, record, file))


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
    elif isinstance(content, Synonyms):
        handbook.synonyms += [
            create_synonym_entry(synonym, yaml, i) for i, synonym in enumerate(content.synonyms)
        ]
    elif isinstance(content, Drawings):
        handbook.drawings += [
            create_drawing_entry(drawing, yaml, group, index)
            for group in DRAWING_GROUPS
            for index, drawing in enumerate(getattr(content, group))
        ]
    elif isinstance(content, Vocabularies):
        for vocabulary in content.vocabularies:
            handbook.vocabularies.setdefault(vocabulary.id, vocabulary)

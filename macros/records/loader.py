"""Reads every YAML file of records into a :class:`~macros.records.handbook.Handbook`.

:func:`load_handbook` returns the handbook of the files that are sound and the problems of the rest, so that a
fault in one file never hides a fault in another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from pydantic import ValidationError

from macros.base.character_names import describe_strange_character
from macros.base.language_marks import strip_accents
from macros.base.problems import Problem, Problems, Route
from macros.base.rule_names import IDS_MATCH_THEIR_FILES
from macros.base.yaml_files import SoundFiles, YamlFile
from macros.records.blanks import list_blanks, split_by_entry
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
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.kinds import (
    FILES,
    KINDS,
    Exemptions,
    Glossary,
    Kind,
    Module,
    Pathway,
    Record,
    Sources,
    Synonyms,
    Verbs,
    Vocabularies,
)
from macros.records.partial_reading import read_soundly
from macros.records.record_files import (
    EditionFolder,
    RecordFile,
    count_names,
    find_edition_files,
    find_files,
)
from macros.records.record_names import NO_NAMES, Names, advise_on_mismatch
from macros.records.releases import read_releases
from macros.records.unread import Draft, PartialRead
from macros.records.validation import fits_field, judge, name_subject

ListEntry = TypeVar("ListEntry", bound=Part)
LEAST_UNKNOWN_KEYS = 3  # With which a record may be of another kind.
# The lists whose entries are set aside one by one where they have blanks, and what one of each is called.
_ENTRY_NOUNS = {"sources": "source", "terms": "term"}


def load_handbook(
    root: Path,
    edition_folders: Sequence[EditionFolder] = (),
    sound_files: SoundFiles | None = None,
    other_version: Handbook | None = None,
) -> tuple[Handbook, list[Problem]]:
    """Read all records under ``root``, the repository, and then those of ``edition_folders``, bottom first.
    ``sound_files`` reads the files. What ``other_version`` has made of a file with the same text at the same
    place is taken from there, so that the same record is the same object in both.

    Returns (the handbook of the records that are sound, the problems of the others, sorted). Raises nothing
    for bad content.
    """
    handbook = Handbook()
    problems: list[Problem] = []
    files = find_files(root, problems, handbook.unread)
    for folder in edition_folders:
        files += find_edition_files(folder, problems)
    names, sound_files = count_names(files), sound_files or SoundFiles()
    made = {entry.file.path: entry for entry in other_version.list_records()} if other_version else {}
    for file in files:
        _read_file(handbook, problems, file, names, sound_files, made.get(file.full_path))
    sort_records(handbook.all_records)
    releases = read_releases(root)
    handbook.published, handbook.released_pages = releases.published, releases.pages
    problems += releases.problems
    return handbook, sorted(problems)


def sort_records(records: dict[str, list[Entry]]) -> None:
    """Sort the records of each kind, in place, into reading order: by title, but modules behind their
    prerequisites and pathways by their minutes first."""
    for entries in records.values():
        entries.sort(key=lambda entry: (strip_accents(entry.title).casefold(), entry.id))
    records["module"] = _sort_by_prerequisite(records["module"])
    records["pathway"].sort(key=lambda entry: entry.read_as(Pathway).minutes)


def _read_file(
    handbook: Handbook,
    problems: list[Problem],
    file: RecordFile,
    names: Names,
    sound_files: SoundFiles,
    made: Entry | None,
) -> None:
    """Read one file into ``handbook``, or its problems into ``problems``. ``names`` are those of all files of
    records; ``made`` is the record that another version has at its place, if any."""
    try:
        yaml = sound_files.read(file.file, file.full_path)
        if made and not (yaml.problems or file.folder) and made.file.text == yaml.text:
            _add_record(handbook, KINDS[made.kind], made.read_as(Record), yaml, file.path)
            return
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
    blanks, subject = tuple(list_blanks(yaml)), name_subject(kind, name)
    if other := _find_kind_meant(kind, yaml.data):
        wrong = f"holds a {other.name}, and stands among the {kind.plural.lower()}"
        right = f"put it into {other.folder}/{name}.yml"
        raise Problems([*yaml.problems, Problem(yaml.path, 1, 1, "file", wrong, right)])
    record, problems = judge(kind.model, yaml, subject, blanks)
    problems += [*yaml.problems, *_judge_name(handbook, yaml, kind, name, names, blanks)]
    if problems or blanks:
        _read_partly(handbook, yaml, kind.model, name, blanks)
    if problems:
        raise Problems(problems)
    if record is None or blanks:
        handbook.unread.add_file(path)
        handbook.unread.drafts.append(Draft(yaml, kind.model, subject, blanks))
        return
    _add_record(handbook, kind, record, yaml, path)


def _add_record(handbook: Handbook, kind: Kind[Record], record: Record, yaml: YamlFile, path: str) -> None:
    file = replace(yaml, data=None)  # The record has them now.
    if not yaml.is_local:
        handbook.files[path] = file
    handbook.all_records[kind.name].append(create_record_entry(kind, record, file))


def _find_kind_meant(kind: Kind[Record], data: object) -> Kind[Record] | None:
    """The kind of a record that stands among those of another ``kind``: all its keys are those of that kind,
    and most are not known here. ``None`` where it is where it belongs, or of no one kind."""
    keys = set(data) if isinstance(data, dict) else set()
    if len(keys - set(kind.model.model_fields)) < LEAST_UNKNOWN_KEYS:
        return None
    fits = [
        other
        for other in KINDS.values()
        if keys <= set(other.model.model_fields)
        and all(name in keys for name, info in other.model.model_fields.items() if info.is_required())
    ]
    return fits[0] if len(fits) == 1 else None


def _judge_name(
    handbook: Handbook, yaml: YamlFile, kind: Kind[Record], name: str, names: Names, blanks: Collection[Route]
) -> Iterator[Problem]:
    """Yield a problem where the id that stands in a record is not the ``name`` of its file."""
    id = yaml.data.get("id") if isinstance(yaml.data, dict) else None
    if id == name or ("id",) in blanks or not isinstance(id, str) or not fits_field(kind.model, "id", id):
        return
    handbook.unread.records.add(id)
    strange = describe_strange_character(name)
    wrong = f"the file is named '{name}.yml'" + (f", which holds {strange}" if strange else "")
    right = advise_on_mismatch(kind, id, name, names)
    where = f"{kind.name} {id}, id"
    yield Problem(yaml.path, *yaml.locate(("id",)), where, wrong, right, IDS_MATCH_THEIR_FILES)


def _read_partly(
    handbook: Handbook, yaml: YamlFile, model: type[Part], name: str, blanks: Collection[Route]
) -> None:
    """Note in ``handbook`` what is sound of a file that is not."""
    if (node := read_soundly(model, yaml, blanks)) is not None:
        handbook.unread.partial.append(PartialRead(yaml, node, name))
        handbook.unread.records.update(vars(node).get("aliases", ()))


def _add_list(handbook: Handbook, yaml: YamlFile, path: str, name: str) -> None:
    """Put the entries of a file that stands alone into ``handbook``. Raises :class:`Problems` where it is not
    sound."""
    blanks, subject = tuple(list_blanks(yaml)), name_subject(None, name)
    content, problems = judge(FILES[path], yaml, subject, blanks)
    if problems or yaml.problems:
        _read_partly(handbook, yaml, FILES[path], name, blanks)
        if not (yaml.problems or blanks):
            _keep_sound_entries(handbook, yaml, FILES[path])
        raise Problems([*yaml.problems, *problems])
    drafts: set[int] = set()
    if blanks:
        drafts = _set_drafts_aside(handbook, yaml, path, Draft(yaml, FILES[path], subject, blanks))
        content = _validate_without(yaml, FILES[path], drafts)
    if content is None:
        handbook.unread.files.add(path)
    elif isinstance(content, Sources):
        handbook.sources += [
            create_source_entry(source, yaml, i) for i, source in _list_places(content.sources, drafts)
        ]
    elif isinstance(content, Glossary):
        handbook.terms += [
            create_term_entry(term, yaml, i) for i, term in _list_places(content.terms, drafts)
        ]
    elif isinstance(content, Verbs):
        handbook.verbs, handbook.verb_levels = frozenset(content.verbs), tuple(content.levels)
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


def _keep_sound_entries(handbook: Handbook, yaml: YamlFile, model: type[Part]) -> None:
    """Put the sources or terms of a file that are sound into ``handbook``, where others in it are not: what
    compares them, or asks for them, is not kept waiting by these."""
    name = next(iter(model.model_fields))
    entries = yaml.data.get(name) if isinstance(yaml.data, dict) else None
    if name not in _ENTRY_NOUNS or not isinstance(entries, list):
        return
    for index, entry in enumerate(entries):
        with suppress(ValidationError):
            content = model.model_validate({name: [entry]})
            if isinstance(content, Sources):
                handbook.sources.append(create_source_entry(content.sources[0], yaml, index))
            elif isinstance(content, Glossary):
                handbook.terms.append(create_term_entry(content.terms[0], yaml, index))


def _set_drafts_aside(handbook: Handbook, yaml: YamlFile, path: str, draft: Draft) -> set[int]:
    """Note in ``handbook`` each entry of a list that has blanks, and give their places; or note the whole
    file as the ``draft``, where it is none of those lists, and give no place."""
    name = next(iter(FILES[path].model_fields))
    by_entry = split_by_entry(draft.blanks, name) if name in _ENTRY_NOUNS else None
    if by_entry is None:
        handbook.unread.drafts.append(draft)
        return set()
    data: Any = yaml.data
    for index, blanks in by_entry.items():
        id = data[name][index]["id"]
        subject = f"{_ENTRY_NOUNS[name]} {id}"
        handbook.unread.records.add(id)
        handbook.unread.drafts.append(Draft(yaml, draft.model, subject, tuple(blanks), (name, index)))
    return set(by_entry)


def _validate_without(yaml: YamlFile, model: type[Part], drafts: set[int]) -> Part | None:
    """The content of a list without the entries at the places ``drafts``, the rest of which is sound;
    ``None`` where there are no such places or nothing is left."""
    data: Any = yaml.data
    name = next(iter(model.model_fields))
    entries = [entry for index, entry in enumerate(data[name]) if index not in drafts]
    return model.model_validate({name: entries}) if drafts and entries else None


def _list_places(entries: Sequence[ListEntry], drafts: set[int]) -> Iterator[tuple[int, ListEntry]]:
    """Each entry of a list from which those at the places ``drafts`` were taken, with its place in the
    file."""
    places = (place for place in count() if place not in drafts)
    return zip(places, entries)

"""The files that an import writes: the record of a framework or a crosswalk, and what was brought."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from macros.base.days import read_today
from macros.base.problems import Problems, show
from macros.base.yaml_files import YamlFile, parse
from macros.imports import fitting, last_import, merging
from macros.imports.last_import import LastImport
from macros.imports.model import ImportedFramework, NotImported, refuse
from macros.imports.record_texts import write_record
from macros.imports.wording import make_line, shorten
from macros.records.blanks import list_blanks
from macros.records.edition_layer import FILE_NAME as EDITION_FILE
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS, Kind
from macros.records.record_files import IMPORTS
from macros.records.record_names import is_name
from macros.records.validation import judge
from macros.scaffolds.drafts import list_used_ids
from macros.scaffolds.ids import create_id

KIND = KINDS["framework"]
MOST_OF_AN_ID = 39
MOST_OF_INITIALS = 6  # Letters, as many as the middle of a wheel holds.


@dataclass
class Written:
    """The files to write, by their paths below ``folder``, and what to tell of them: ``losses`` a line each,
    ``clashes`` where both sides changed, and ``sentences`` on the whole."""

    folder: Path
    texts: dict[str, str]
    losses: list[str]
    sentences: list[str] = field(default_factory=list)
    blanks: int = 0


def prepare_framework(
    folder: Path, handbook: Handbook, framework: ImportedFramework, source: Path, wish: tuple[str, str]
) -> Written:
    """What to write of a framework into ``folder``, that of the handbook or of an edition. ``wish`` has
    the title and the id that somebody wants, empty for those of the source. Raises
    :class:`~macros.imports.model.NotImported`."""
    title, id = wish
    title = title or framework.fields.get("title", "")
    id = id or find_earlier_id(folder, framework, source, title) or create_free_id(title or source.stem)
    path, last_path = f"{KIND.folder}/{id}.yml", f"{IMPORTS}/{id}.json"
    is_there = os.path.lexists(folder / path)
    if not is_there:
        refuse_id(handbook, id)
    elif not (folder / last_path).is_file():
        right = f"take another id with --id, such as '{id[:36]}-2'"
        raise refuse(name_path(folder, path), "is there already, and was not imported", right)
    last = last_import.read(folder / last_path, name_path(folder, last_path))
    title = shorten(make_line(title or last.fields.get("title", "") or source.stem.replace("-", " ")))
    fitted = fitting.fit(framework, title, last.codes)
    fitted.fields = {"id": id, **fitted.fields}
    if is_there:
        return update(folder, path, last_path, fitted, last, source)
    today = read_today()
    brought = last_import.write(fitted, source.name)
    fitted.fields |= {"drafted": today.isoformat()} if today else {}
    if short := "".join(word[0] for word in title.split() if word[0].isalnum()).upper():
        fitted.fields.setdefault("abbreviation", short[:MOST_OF_INITIALS])
    text = write_record(fitted, handbook, "../../../../" if (folder / EDITION_FILE).exists() else "../../")
    blanks = judge_text(path, text)
    count = sum(1 for _ in fitted.list_all())
    ranks = len(fitted.fields["ranks"])
    words = f"{count:,} {'item' if count == 1 else 'items'}"
    sentence = f"Wrote {name_path(folder, path)}: {words} on {ranks} {'rank' if ranks == 1 else 'ranks'}."
    return Written(folder, {path: text, last_path: brought}, fitted.losses, [sentence], blanks)


def name_path(folder: Path, path: str) -> str:
    """The path as messages give it: in an edition, from the folder above."""
    return f"{folder.absolute().name}/{path}" if (folder / EDITION_FILE).is_file() else path


def find_earlier_id(folder: Path, framework: ImportedFramework, source: Path, title: str) -> str:
    """The id of the framework that was imported before with the same id in the source or, where it has none
    there, from a file of the same name and with the same ``title``, if one is given; empty for none."""
    source_id = fitting.fit_id(framework.source_id)
    for file in sorted((folder / IMPORTS).glob("*.json")):
        if "--" in file.stem:  # A crosswalk.
            continue
        last = last_import.read(file, f"{IMPORTS}/{file.name}")
        known_id = last.fields.get("source_id", "")
        is_same_file = last.source == source.name and title in ("", last.fields.get("title"))
        if known_id == source_id and (source_id or is_same_file):
            return file.stem
    return ""


def create_free_id(title: str) -> str:
    """An id made of a title. Raises :class:`~macros.imports.model.NotImported` where none can be."""
    if id := create_id(title, MOST_OF_AN_ID):
        return id
    raise NotImported([f"No id can be made of the title {show(title)}; name one with --id."])


def refuse_id(handbook: Handbook, id: str) -> None:
    """Raise :class:`~macros.imports.model.NotImported` where no framework can have this id, or something has
    it."""
    if not is_name(KIND, id):
        right = "take lower-case words joined by hyphens, of at most 39 letters"
        raise refuse("--id", f"{show(id)} cannot be the id of a framework", right)
    used: Mapping[str, str] = list_used_ids(handbook, KIND)
    if id in used:
        raise refuse("--id", f"'{id}' is taken by {used[id]}", "take another with --id")


def judge_text(path: str, text: str, kind: Kind[Part] = KIND) -> int:
    """How many blanks a record has. Raises :class:`~macros.imports.model.NotImported` where it is not sound
    but for these."""
    try:
        yaml = parse(text.encode(), path)
    except Problems as problems:
        raise NotImported(str(problem) for problem in problems.problems) from None
    blanks = list_blanks(yaml)
    if problems_of_form := judge(kind.model, yaml, kind.name, blanks)[1]:
        raise NotImported(str(problem) for problem in problems_of_form)
    return len(blanks)


def update(
    folder: Path,
    path: str,
    last_path: str,
    fitted: fitting.FittedFramework,
    last: LastImport,
    source: Path,
) -> Written:
    """What to write of a framework that was imported before."""
    if last.items and last.items.keys().isdisjoint(item.source_id for item in fitted.list_all()):
        wrong = f"was imported from {last.source}, with which the file has no item in common"
        raise refuse(name_path(folder, path), wrong, "name another framework with --id")
    text, changes = merging.merge(read_record(folder, path), fitted, last)
    texts = {path: text, last_path: last_import.write(fitted, source.name)}
    return describe_update(folder, texts, fitted.losses, changes, judge_text(path, text))


def read_record(folder: Path, path: str) -> YamlFile:
    """The record at ``path``. Raises :class:`~macros.imports.model.NotImported` where it is no sound YAML."""
    try:
        return parse((folder / path).read_bytes(), name_path(folder, path))
    except Problems as problems:
        raise NotImported(str(problem) for problem in problems.problems) from None


def describe_update(
    folder: Path, texts: dict[str, str], losses: list[str], changes: merging.Changes, blanks: int
) -> Written:
    """What to write of a record that was imported before: of its ``texts``, the record's own the first, those
    that differ from what is there."""
    path = next(iter(texts))
    old = {name: (folder / name).read_text("utf-8-sig") for name in texts}
    new = {name: content for name, content in texts.items() if old[name] != content}
    did = [
        f"{number:,} {words}"
        for number, words in (
            (changes.updated, "updated"),
            (changes.added, "added"),
            (changes.moved, "moved"),
            (changes.paired, "with a counterpart now"),
            (len(changes.clashes), "changed on both sides"),
        )
        if number
    ]
    if not did and path not in new:
        sentence = f"{name_path(folder, path)} is up to date."
    else:
        rest = "the order of its items" if changes.reordered else "how its lines are indented"
        sentence = f"Updated {name_path(folder, path)}: {', '.join(did) or rest}."
    return Written(folder, new, [*losses, *changes.remarks, *changes.clashes], [sentence], blanks)


def write_all(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files below ``folder``, all or none of them. Raises ``OSError`` where the disk refuses."""
    written: list[tuple[str, Path]] = []
    replaced: list[tuple[Path, bytes | None]] = []
    made: list[Path] = []
    try:
        for path, text in texts.items():
            target = folder / path
            if not target.parent.is_dir():
                target.parent.mkdir(parents=True)
                made.append(target.parent)
            handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
            written.append((name, target))
            with os.fdopen(handle, "wb") as opened:
                opened.write(text.encode())
            os.chmod(name, 0o644)
        for name, target in written:
            before = target.read_bytes() if target.exists() else None
            os.replace(name, target)
            replaced.append((target, before))
    except BaseException:
        for target, content in replaced:
            with suppress(OSError):
                target.unlink() if content is None else target.write_bytes(content)
        raise
    finally:
        for name, _ in written:
            with suppress(OSError):
                os.unlink(name)
        for place in made:
            with suppress(OSError):
                place.rmdir()  # Where nothing was left in it.

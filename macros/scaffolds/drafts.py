"""Begins a record of any kind, or an entry of a file that holds many: gives the text to write, and writes
nothing itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.base.days import read_today
from macros.base.odd_characters import find_refused
from macros.base.problems import Problem, Problems, did_you_mean, join_words, show
from macros.base.program_name import PROGRAM
from macros.base.reading import Unreadable, read_bytes
from macros.base.rule_names import FIELDS_ARE_AS_DESCRIBED, FILES_CAN_BE_READ
from macros.base.yaml_files import MAX_BYTES, YamlFile, parse
from macros.records.blanks import MARK, list_blanks
from macros.records.edition_file import EDITION_KIND
from macros.records.edition_layer import FILE_NAME
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.kinds import (
    GLOSSARY,
    KINDS,
    SOURCES,
    Glossary,
    Kind,
    Module,
    Source,
    Sources,
    Term,
)
from macros.records.prose import find_line_faults
from macros.records.record_names import is_name
from macros.records.schemas import FOLDER as SCHEMAS
from macros.records.sessions import Session
from macros.records.validation import judge
from macros.scaffolds.ids import MOST_OF_A_TITLE, create_id, suggest_free_id
from macros.scaffolds.insertion import NoPlace, describe_no_dashes, insert_entry
from macros.scaffolds.skeletons import write_entry, write_part

SESSION_KIND = Kind("session", Session, "", "", "Session", "Sessions")
SOURCE_KIND = Kind("source", Source, SOURCES, "", "Source", "Sources")
TERM_KIND = Kind("term", Term, GLOSSARY, "", "Glossary term", "Glossary terms")
ENTRY_KINDS: dict[str, Kind[Part]] = {kind.name: kind for kind in (SESSION_KIND, TERM_KIND, SOURCE_KIND)}
ALL_KINDS: dict[str, Kind[Part]] = {**KINDS, **ENTRY_KINDS, EDITION_KIND.name: EDITION_KIND}
# The field that holds the title, where that is not 'title'.
TITLE_FIELDS = {"term": "term", "edition": "name"}
MOST_OF_SHORT = 40  # Letters of the name that marks what is an edition's own.
# The list of a file that entries of a kind stand in, and the model of the file.
_LISTS: dict[str, tuple[str, type[Part]]] = {
    "session": ("sessions", Module),
    "term": ("terms", Glossary),
    "source": ("sources", Sources),
}
HEAD = f"""\
# Write over each {MARK}, and take these comments out as you go. What stands behind a '#' and a key may be
# left out; to use it, take its '#' away.
"""


class Refused(Exception):
    """A record cannot be begun. The text is a sentence that says why and what would be right."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants to begin: the name of its kind, its title, and what else is known: its id, the
    id of the module that a session belongs to, the ids of the frameworks of a crosswalk (``origin`` and
    ``target``)."""

    kind: str
    title: str = ""
    id: str = ""
    module: str = ""
    origin: str = ""
    target: str = ""


@dataclass(frozen=True)
class NewText:
    """The text of a file with a new record in it, which begins at ``line``. ``path`` is relative to the
    repository; ``blanks`` counts what is still to be written."""

    path: str
    text: str
    id: str
    line: int
    blanks: int
    is_new_file: bool


def read_title(title: str) -> str:
    """A title on one line. Raises :class:`Refused` for one that no record can have."""
    line = " ".join(title.split())
    faults = [fault for _, fault in find_refused(title)] or list(find_line_faults(line))
    for wrong, right in faults:
        raise Refused(f"The title {wrong}; {right}. Nothing was written.")
    return line


def begin_record(root: Path, handbook: Handbook, wish: Wish) -> NewText:
    """The text of the file in which ``wish`` is begun. ``handbook`` is that of the repository ``root``.

    Raises :class:`Refused` for what cannot be begun, and :class:`Problems` where a file in which it would
    stand cannot be read.
    """
    kind = ALL_KINDS[wish.kind]
    if kind is SESSION_KIND:
        return _add_session(root, handbook, wish)
    id = choose_id(handbook, kind, wish.id or _create_id(handbook, kind, wish))
    values = {"id": id, TITLE_FIELDS.get(kind.name, "title"): wish.title}
    if kind is TERM_KIND:
        return add_entry(GLOSSARY, read_list(root, GLOSSARY), kind, values, handbook)
    if kind is EDITION_KIND:
        path = f"{kind.folder}/{id}/{FILE_NAME}"
        values |= {"short": wish.title} if len(wish.title) <= MOST_OF_SHORT else {}
    else:
        path = f"{kind.folder}/{id}.yml"
        today = read_today()
        values |= {"drafted": today.isoformat()} if today else {}
    if kind.name == "crosswalk":
        values |= _align(handbook, wish)
    if os.path.lexists(root / path):
        raise Refused(f"{path} is there already; change that file, or take another id with --id.")
    return _finish(path, "\n".join(_write_file(kind, path, values, handbook)) + "\n", kind, id)


def _write_file(kind: Kind[Part], path: str, values: Mapping[str, Any], handbook: Handbook) -> Iterator[str]:
    """Yield the lines of a file that holds one record."""
    up = "../" * path.count("/")
    yield f"# yaml-language-server: $schema={up}{SCHEMAS}/{kind.name}.schema.json"
    yield from HEAD.splitlines()
    yield from write_part(kind.model, values, handbook)


def _finish(path: str, text: str, kind: Kind[Part], id: str) -> NewText:
    """The new text of a file that holds one record, once its form is sound but for its blanks. Raises
    :class:`Refused` where it is not, which what was asked for brought about."""
    yaml = parse(text.encode(), path)
    blanks = list_blanks(yaml)
    _refuse(judge(kind.model, yaml, kind.name, blanks)[1])
    return NewText(path, text, id, 1, len(blanks), is_new_file=True)


def _refuse(problems: Iterable[Problem]) -> None:
    """Raise :class:`Refused` for the first of ``problems``, if there is one."""
    for problem in problems:
        raise Refused(f"Nothing was written: {problem.where}: {problem.wrong}; {problem.right}.")


# -- ids


def _create_id(handbook: Handbook, kind: Kind[Part], wish: Wish) -> str:
    """The id that a new record gets without being asked for one. Raises :class:`Refused` where its title
    gives none."""
    if kind.name == "crosswalk":
        return f"{_find_framework(handbook, wish.origin)}--{_find_framework(handbook, wish.target)}"
    if id := create_id(wish.title, min(MOST_OF_A_TITLE, _find_most_letters(kind))):
        return id
    raise Refused(
        f"No id can be made of the title {show(wish.title)}, which has no letter from a to z; name one with"
        " --id, in lower-case words joined by hyphens."
    )


def choose_id(handbook: Handbook, kind: Kind[Part], id: str) -> str:
    """``id`` itself. Raises :class:`Refused` where a new record of the kind cannot have it, or where it is
    taken."""
    if not is_name(kind, id) or (kind is EDITION_KIND and f"{id}-".startswith("offline-")):
        raise Refused(
            f"{show(id)} cannot be an id; name another with --id: lower-case words joined by hyphens, of at"
            f" most {_find_most_letters(kind)} letters, and none that Windows or the handbook keeps for"
            " itself."
        )
    used_ids = list_used_ids(handbook, kind)
    if id in used_ids:
        other = suggest_free_id(kind, id, used_ids) if kind.name != "crosswalk" else ""
        advice = f"take another with --id, such as '{other}'" if other else "change that one"
        raise Refused(f"The id '{id}' is taken by {used_ids[id]}; {advice}.")
    return id


def _find_most_letters(kind: Kind[Part]) -> int:
    """How many letters an id of the kind may have."""
    return 39 if kind.name == "framework" else 60


def list_used_ids(handbook: Handbook, kind: Kind[Part]) -> dict[str, str]:
    """Every id that a new record of the kind cannot have, and what has it."""
    entries = {**handbook.aliases, **handbook.entries}
    if kind is SOURCE_KIND:
        entries = handbook.source_by_id
    elif kind is TERM_KIND:
        entries = handbook.term_by_id
    elif kind is EDITION_KIND:
        entries = {}
    used_ids = {id: "a file that cannot be read yet" for id in handbook.unread.records}
    for draft in handbook.unread.drafts:
        used_ids[draft.subject.partition(" ")[2]] = f"the draft of {draft.subject} ({draft.file.path})"
    return used_ids | {id: f"{entry.kind} {entry.id} ({entry.file.path})" for id, entry in entries.items()}


def _find_framework(handbook: Handbook, id: str) -> str:
    """The id of a framework. Raises :class:`Refused` where none has it."""
    if not id:
        raise Refused("A crosswalk joins two frameworks; name them with --origin and --target.")
    if framework := handbook.get(id, "framework"):
        return framework.id
    file = f"{KINDS['framework'].folder}/{id}.yml"
    if any(draft.file.path == file for draft in handbook.unread.drafts):
        raise Refused(f"{file} still has blanks; write over each {MARK} in it first. Nothing was written.")
    if handbook.unread.may_hold(id):
        raise Refused(f"{file} has faults; mend what '{PROGRAM} check' tells of it. Nothing was written.")
    raise Refused(_describe_unknown("framework", id, handbook.list_ids("framework")))


def _describe_unknown(noun: str, id: str, known: list[str]) -> str:
    """The sentence that no record of a kind has an id, with the nearest that one has."""
    guess = str(did_you_mean(id, known, f"the {noun}s are {join_words(known)}."))
    return f"No {noun} has the id {show(id)}; {guess}"


def _align(handbook: Handbook, wish: Wish) -> dict[str, Any]:
    """The sides of a crosswalk, and a pair for every lowest item of its origin."""
    origin, target = (handbook.resolve(id, "framework") for id in (wish.origin, wish.target))
    pairs = [{"origin": item.id} for item in handbook.list_leaves(origin)]
    return {"origin": origin.id, "target": target.id, **({"alignments": pairs} if pairs else {})}


# -- entries of files that are there


def _add_session(root: Path, handbook: Handbook, wish: Wish) -> NewText:
    if not wish.module:
        raise Refused("A session belongs to a module; name it with --in, as --in leading-self.")
    folder = KINDS["module"].folder
    known = sorted(file.stem for file in (root / folder).glob("*.yml"))
    module = handbook.get(wish.module, "module")
    module_id = module.id if module else wish.module
    if module_id not in known:
        raise Refused(_describe_unknown("module", module_id, known))
    path = f"{folder}/{module_id}.yml"
    raw = read_list(root, path)
    data: Any = parse(raw, path).data
    sessions = data.get("sessions") if isinstance(data, dict) else None
    used_ids = [session.get("id") for session in sessions or () if isinstance(session, dict)]
    id = wish.id or next(f"s{number}" for number in range(1, 1000) if f"s{number}" not in used_ids)
    if id in used_ids:
        raise Refused(f"The id '{id}' is taken by another session of {module_id}; leave --id out.")
    return add_entry(path, raw, SESSION_KIND, {"id": id, "title": wish.title}, handbook)


def read_list(root: Path, path: str) -> bytes:
    """The content of the file at ``path``, to which an entry is to be added. Raises :class:`Problems` where
    it cannot be read."""
    try:
        return read_bytes(root / path, MAX_BYTES)
    except Unreadable as error:
        raise Problems(
            [Problem(path, error.line, error.column, "file", *error.fault, FILES_CAN_BE_READ)]
        ) from None


def add_entry(
    path: str,
    raw: bytes,
    kind: Kind[Part],
    values: Mapping[str, Any],
    handbook: Handbook,
    is_explained: bool = True,
) -> NewText:
    """The text ``raw`` of the file at ``path`` with a new entry of the kind, of which ``values`` are known,
    and comments where it ``is_explained``.

    Raises :class:`Problems` where the file is no YAML or has no place for it, and :class:`Refused` where the
    values do not fit.
    """
    name, model = _LISTS[kind.name]
    yaml = parse(raw, path)

    def write(indent: str) -> list[str]:
        return write_entry(kind.model, values, handbook, indent, is_explained)

    try:
        text, line = insert_entry(raw.decode("utf-8"), yaml, (name,), values["id"], write)
        grown = parse(text.encode(), path)
        place = _find_new_entry(yaml, grown, name)
    except NoPlace as error:
        raise Problems(
            [Problem(path, *yaml.locate((name,)), "file", *error.fault, FIELDS_ARE_AS_DESCRIBED)]
        ) from None
    blanks = list_blanks(grown)
    problems = judge(model, grown, kind.name, blanks)[1]
    begins = f"{kind.name} {values['id']},", f"{kind.name}, {name} {place + 1},"
    _refuse(problem for problem in problems if problem.where.startswith(begins))
    number = sum(route[:2] == (name, place) for route in blanks)
    return NewText(path, text, values["id"], line, number, is_new_file=False)


def _find_new_entry(old: YamlFile, grown: YamlFile, name: str) -> int:
    """The place of the new entry. Raises :class:`NoPlace` where anything else of the file has changed."""
    before: Any = old.data
    after: Any = grown.data
    for index in range(len(after[name])) if isinstance(after, dict) and after.keys() == before.keys() else ():
        others = [*after[name][:index], *after[name][index + 1 :]]
        if {**after, name: others} == before:
            return index
    raise NoPlace(describe_no_dashes((name,)))

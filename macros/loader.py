"""Reads every YAML file of the handbook and turns it into records, or says what stops it.

One load a run: :func:`load` returns the handbook of all that is sound and the problems of the rest,
so that a fault in one file never hides a fault in another.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from macros.entries import exemption_entry, record_entry, source_entry, term_entry
from macros.handbook import Handbook
from macros.model import FILES, KINDS, Kind, Part
from macros.problems import Problem, Problems, did_you_mean, nearest, show, spell
from macros.yaml_files import YamlFile, read

ROOTS = ("framework", "modules")
IGNORED = {".DS_Store", "Thumbs.db", ".gitkeep"}


def load(root: Path) -> tuple[Handbook, list[Problem]]:
    """Read all records under ``root`` (the repository).

    Returns the handbook of what is sound and the problems, sorted; raises nothing for bad content.
    """
    handbook, problems = Handbook(), []
    with _no_garbage_collection():
        for file, path in _files(root, problems, handbook.broken):
            try:
                take(handbook, read(file, path))
            except Problems as found:
                handbook.broken |= {file.stem, path.rpartition("/")[0]}
                problems.extend(found.problems)
    for name in KINDS:
        handbook.records[name].sort(key=lambda entry: (entry.title.casefold(), entry.id))
    handbook.records["module"] = _by_prerequisite(handbook.records["module"])
    handbook.records["pathway"].sort(key=lambda entry: entry.node.minutes)
    return handbook, sorted(problems)


@contextmanager
def _no_garbage_collection():
    """Reading makes very many small objects that all live on; the collector would walk them again and again, now and later.

    They are put out of its sight until the next load, which under ``serve`` first clears what the last one left.
    """
    was_on = gc.isenabled()
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def _by_prerequisite(modules: list) -> list:
    """Modules in an order one could take them in: prerequisites first, otherwise by title."""
    done, order, waiting = set(), [], list(modules)
    while waiting:
        later = {m.id for m in waiting}
        ready = [m for m in waiting if later.isdisjoint(m.node.prerequisites)]
        for module in ready or waiting:
            order.append(module)
            done.add(module.id)
        waiting = [m for m in waiting if m.id not in done]
    return order


def _files(root: Path, problems: list[Problem], broken: set[str]) -> Iterator[tuple[Path, str]]:
    """Every YAML file that should be read; what should not be there, or is not, becomes a problem."""
    folders = {kind.folder for kind in KINDS.values()}
    for top in ROOTS:
        if not (root / top).is_dir():
            problems.append(Problem(top, 1, 1, "folder", "there is no such folder", "add the folder with its records"))
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
            broken.add(kind.folder)
            problems.append(Problem(kind.folder, 1, 1, "folder", "there is no such folder", missing))
    for path in FILES:
        if not (root / path).is_file() and (root / path).parent.is_dir():
            broken.add(PurePosixPath(path).stem)
            problems.append(Problem(path, 1, 1, "file", "there is no such file", "put it back; what refers to it cannot be checked without it"))


def _unknown(path: str, folders: set[str]) -> Problem:
    folder, _, name = path.rpartition("/")
    if folder in folders:
        return Problem(path, 1, 1, "file", "is not a record", f"name records <id>.yml; did you mean '{name.rsplit('.', 1)[0]}.yml'?")
    top, _, inner = folder.partition("/")
    near = {each.partition("/")[2]: each for each in folders if each.startswith(f"{top}/")}
    if not inner:
        near = {PurePosixPath(each).stem: each for each in FILES if each.startswith(f"{top}/")}
    guess = nearest(inner or PurePosixPath(name).stem, near)
    right = f"did you mean '{near[guess]}'?" if guess else "records live in " + ", ".join(sorted(folders))
    return Problem(path, 1, 1, "file", "lies where no record is looked for", right)


def take(handbook: Handbook, yaml: YamlFile) -> None:
    """Put what a file holds into the handbook; raises :class:`Problems` where that is not sound."""
    path, name = yaml.path, PurePosixPath(yaml.path).stem
    handbook.files[path] = yaml
    if path in FILES:
        _take_list(handbook, yaml, name)
        return
    kind = next(kind for kind in KINDS.values() if path.startswith(kind.folder + "/"))
    record = validate(kind.model, yaml, kind, name)
    if record.id != name:
        handbook.broken.add(record.id)
        line, col = yaml.locate(("id",))
        right = f"rename the file to '{record.id}.yml' or the id to '{name}'"
        raise Problems([Problem(path, line, col, f"{kind.name} {record.id}, id", f"the file is named '{name}.yml'", right)])
    handbook.records[kind.name].append(record_entry(kind, record, yaml))


def _take_list(handbook: Handbook, yaml: YamlFile, name: str) -> None:
    path, whole = yaml.path, validate(FILES[yaml.path], yaml, None, name)
    if path.endswith("sources.yml"):
        handbook.sources = [source_entry(source, yaml, i) for i, source in enumerate(whole.sources)]
    elif path.endswith("glossary.yml"):
        handbook.terms = [term_entry(term, yaml, i) for i, term in enumerate(whole.terms)]
    elif path.endswith("verbs.yml"):
        handbook.verbs = frozenset(whole.verbs)
    elif path.endswith("exemptions.yml"):
        handbook.exemptions = [exemption_entry(exemption, yaml, i) for i, exemption in enumerate(whole.exemptions)]
    else:
        for vocabulary in whole.vocabularies:
            handbook.vocabularies.setdefault(vocabulary.id, vocabulary)


def validate(model: type[Part], yaml: YamlFile, kind: Kind | None, name: str) -> Part:
    """The file's data as a record of ``model``; raises :class:`Problems` with every fault located."""
    if not isinstance(yaml.data, dict):
        said = "a list" if isinstance(yaml.data, list) else "text"
        right = "begin with keys, as in 'id: ...' and 'title: ...'"
        raise Problems([Problem(yaml.path, *yaml.locate(()), "file", f"holds {said} where a record is expected", right)])
    try:
        return model.model_validate(yaml.data)
    except ValidationError as error:
        said = kind.name if kind else "file"
        faults = _without_misspelt(error.errors(include_url=False), model)
        raise Problems(_explain(fault, yaml, model, f"{said} {name}") for fault in faults) from None


def _without_misspelt(faults: list[dict], model: type[Part]) -> list[dict]:
    """The faults without the keys that are only missing because they are misspelt, which is said once."""
    missing = {fault["loc"] for fault in faults if fault["type"] == "missing"}
    meant = {(*f["loc"][:-1], _meant(f["loc"], model)) for f in faults if f["type"] == "extra_forbidden"}
    return [fault for fault in faults if fault["loc"] not in missing & meant]


def _meant(route: tuple, model: type[Part]) -> str | None:
    here = _model_at(route[:-1], model)
    return nearest(str(route[-1]), here.model_fields) if here else None


def _explain(fault: dict, yaml: YamlFile, model: type[Part], who: str) -> Problem:
    route = tuple(fault["loc"])
    line, col = yaml.locate(route)
    where = f"{who}, {spell(route)}" if route else who
    wrong, right = _sentence(fault, route, model)
    return Problem(yaml.path, line, col, where, wrong, right)


def _model_at(route: tuple, model: type[Part]) -> type[Part] | None:
    from macros.fields import plan

    for step in route:
        if isinstance(step, int):
            continue
        found = next((p.part for p in plan(model) if p.name == step and p.part), None)
        if found is None:
            return None
        model = found
    return model


_SHAPES = {"list_type": "a list", "dict_type": "keys with values", "model_type": "keys with values", "model_attributes_type": "keys with values",
           "string_type": "text", "int_type": "a whole number", "float_type": "a number", "bool_type": "true or false"}


def _sentence(fault: dict, route: tuple, model: type[Part]) -> tuple[str, str]:
    """What is wrong, and what would be right by the description of the field at the end of ``route`` (or of its list)."""
    kind, value, limits = fault["type"], fault.get("input"), fault.get("ctx", {})
    while route and isinstance(route[-1], int):
        route = route[:-1]
    here = _model_at(route[:-1], model)
    info = here.model_fields.get(str(route[-1])) if here and route else None
    described = f"write {_in_a_sentence(info.description)}" if info and info.description else "see the data reference"
    if kind == "missing":
        return "is missing", described
    if kind == "extra_forbidden":
        known = list(here.model_fields) if here else []
        return f"the key {show(route[-1])} is not known here", did_you_mean(str(route[-1]), known, f"the keys are {', '.join(known)}")
    if value is None:
        return "is empty", described + (", or remove the key" if info and not info.is_required() else "")
    if kind in _SHAPES:
        got = "a list" if isinstance(value, (list, tuple)) else "keys with values" if isinstance(value, dict) else show(value)
        return f"is {got} and should be {_SHAPES[kind]}", _keys(route, model) if kind.startswith("model") else described
    return _limit(kind, value, limits, described)


def _keys(route: tuple, model: type[Part]) -> str:
    part = _model_at(route, model) or model
    return "give it the keys " + ", ".join(name for name, info in part.model_fields.items() if info.is_required())


def _in_a_sentence(described: str) -> str:
    """The first sentence of a field's description without its capital and stop; an abbreviation ('DOI') keeps its capitals."""
    first = described[0] if described[1:2].isupper() else described[0].lower()
    return first + described[1:].split(". ")[0].rstrip(".")


def _limit(kind: str, value: object, limits: dict, described: str) -> tuple[str, str]:
    if kind.startswith(("int_", "float_")) or kind == "finite_number":
        return f"{show(value)} is not a {'whole number' if kind.startswith('int') else 'number'}", described
    if kind.startswith("bool_"):
        return f"{show(value)} is neither true nor false", "write true or false"
    if kind.startswith("date"):
        return f"{show(value)} is not a day of the calendar", "write year-month-day, as 2026-11-22"
    if kind == "string_pattern_mismatch":
        return f"{show(value)} is not of the right form", described
    if kind == "string_too_short":
        return "is empty", described
    if kind == "string_too_long":
        return f"is {len(str(value))} characters long", f"keep it to {limits['max_length']} characters"
    if kind == "too_short" and not value:
        return "is an empty list", described
    if kind == "too_short":
        return f"holds {limits['actual_length']} and at least {limits['min_length']} must be given", described
    if kind == "too_long":
        return f"holds {limits['actual_length']} and at most {limits['max_length']} may be given", described
    bound = next((f"{word} {limits[key]}" for key, word in
                  (("ge", "at least"), ("gt", "more than"), ("le", "at most"), ("lt", "less than")) if key in limits), None)
    if bound:
        return f"{show(value)} is out of range", f"give a number of {bound}"
    return f"{show(value)} does not fit", described

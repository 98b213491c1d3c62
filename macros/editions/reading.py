"""A deanery's edition: one or more folders with an ``edition.yml``, laid one over the other and all over the
national handbook.

:func:`read_edition` reads them; :mod:`macros.records.edition_file` says what they may hold,
:mod:`macros.editions.additions` adds their records and pages, and :mod:`macros.editions.omissions` takes away
what they do without.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from macros import hosting
from macros.base.problems import Fault, Problem, Problems, find_nearest
from macros.base.yaml_files import read
from macros.editions import colours
from macros.editions.edition import Edition
from macros.images import logo_files
from macros.records.edition_file import EDITION_KIND, EditionFile
from macros.records.edition_layer import FILE_NAME, Layer
from macros.records.field_types import ID
from macros.records.validation import validate

VARIABLE = "HANDBOOK_EDITION"  # Names the folder of the edition that a build lays over the handbook.
OWN = "editions"  # The folder of the handbook in which editions may lie.
MOST_LAYERS = 5


def read_edition_folder() -> Path | None:
    """The folder of the edition to build, from the variable ``HANDBOOK_EDITION``; ``None`` for the national
    handbook."""
    return Path(folder) if (folder := os.environ.get(VARIABLE)) else None


def read_edition(folder: Path, root: Path) -> Edition:
    """Read the edition in ``folder`` (or the ``edition.yml`` itself), to be laid over the handbook at
    ``root``.

    Raises :class:`Problems` with every fault of its ``edition.yml`` and of those it lies over; what these say
    of records is for :mod:`macros.editions.additions` to judge.
    """
    layers = list(_layers(folder, root.resolve()))[::-1]
    problems = [
        problem
        for number, layer in enumerate(layers, 1)
        for problem in (*_faults(layer), *_dead_links(layers[:number], root))
    ]
    if problems:
        raise Problems(problems)
    return Edition(tuple(layers))


def _layers(folder: Path, root: Path) -> Iterator[Layer]:
    """The layer at ``folder`` and those it lies over, each after the one that names it."""
    seen: list[Path] = []
    layer = _layer(folder, root, None)
    while True:
        yield layer
        seen.append(layer.folder)
        if not layer.content.over:
            return
        below = Path(os.path.realpath(layer.folder / layer.content.over))
        if below in seen or below.parent in seen and below.name == FILE_NAME:
            ring = " -> ".join(each.name for each in [*seen, below if below in seen else below.parent])
            raise Problems(
                [
                    layer.problem(
                        ("over",),
                        f"leads round in a circle: {ring}",
                        "take 'over' out of one of these editions",
                    )
                ]
            )
        if len(seen) == MOST_LAYERS:
            wrong = f"names one folder more than the {MOST_LAYERS} that may lie one over the other"
            raise Problems([layer.problem(("over",), wrong, "put what two of them say into one")])
        layer = _layer(below, root, layer)


def _layer(path: Path, root: Path, above: Layer | None) -> Layer:
    def fault(wrong: str, right: str) -> Problems:
        if above:
            return Problems([above.problem(("over",), f"'{_typed(path)}' {wrong}", right)])
        return Problems([Problem(_typed(path), 1, 1, "edition", wrong, right)])

    name_it = f"name the folder that holds {FILE_NAME}"
    if (is_file := os.path.isfile(path)) and path.name != FILE_NAME:
        raise fault(f"is a file, and not {FILE_NAME}", name_it)
    folder = Path(os.path.realpath(path.parent if is_file else path))
    if not os.path.isdir(folder):
        raise fault("is not there", name_it)
    if wrong := _misplaced(folder, root):
        raise fault(wrong, f"put it into a folder of its own beside the handbook's, or under {OWN}/ in it")
    if not (folder / FILE_NAME).is_file():
        near = find_nearest(FILE_NAME, _names(folder))
        raise fault(
            f"holds no {FILE_NAME}",
            (
                f"rename {near} to {FILE_NAME}"
                if near
                else f"write {FILE_NAME} into it, with 'id', 'name' and 'short', or name another folder"
            ),
        )
    if not (folder / FILE_NAME).resolve().is_relative_to(folder):
        raise fault(f"holds an {FILE_NAME} that is a link to elsewhere", "put the file itself there")
    file = read(folder / FILE_NAME, _typed(folder / FILE_NAME))
    id = file.data.get("id") if isinstance(file.data, dict) else None
    name = id if isinstance(id, str) and re.fullmatch(ID, id) and len(id) <= 60 else folder.name
    return Layer(folder, file, validate(EditionFile, file, EDITION_KIND, name))


def _names(folder: Path) -> list[str]:
    try:
        return sorted(each.name for each in folder.iterdir() if each.is_file())
    except OSError:  # It may not be looked into.
        return []


def _misplaced(folder: Path, root: Path) -> str | None:
    """Why an edition cannot lie in ``folder``."""
    if folder == root or folder in root.parents:
        return "holds the national handbook itself"
    if folder.is_relative_to(root) and (folder.relative_to(root).parts[0] != OWN or folder == root / OWN):
        return "lies inside the national handbook, which an upgrade replaces"
    return None


def _typed(path: Path) -> str:
    """A path as a person in the current folder would type it: the shorter of its two forms, with forward
    slashes."""
    try:
        short = os.path.relpath(path)
    except ValueError:  # On another drive of Windows.
        return path.as_posix()
    return Path(min(short, str(path.absolute()), key=len)).as_posix()


def _faults(layer: Layer) -> Iterator[Problem]:
    """What no model can see: colours that cannot be read, logos that are none, an id that makes two sites one
    folder."""
    if f"{layer.content.id}-".startswith("offline-"):
        yield layer.problem(
            ("id",),
            f"'{layer.content.id}' would put the site where copies for a disk go",
            "choose another id, such as the deanery's name",
        )
    given = layer.content.colours.model_dump(exclude_none=True) if layer.content.colours else {}
    for route, fault in colours.faults(given):
        yield layer.problem(route, *fault)
    if layer.content.logo:
        yield from (layer.problem(("logo",), *fault) for fault in _logo_faults(layer, layer.content.logo))
    for index, origin in enumerate(layer.content.framing):
        if wrong := _framing_fault(origin):
            yield layer.problem(("framing", index), *wrong)


def _dead_links(layers: list[Layer], root: Path) -> Iterator[Problem]:
    """The links of the uppermost of ``layers`` that lead to no page of its own, of those below it or of the
    handbook at ``root``."""
    layer = layers[-1]
    for index, link in enumerate(layer.content.footer_links):
        hidden = link.url.startswith(".") or "/." in link.url  # No such page is built.
        if "://" not in link.url and (
            hidden
            or not any(
                (folder / "docs" / link.url).is_file() for folder in (root, *(each.folder for each in layers))
            )
        ):
            right = "give the place of a page in this folder's docs, or an address that begins with https://"
            yield layer.problem(("footer_links", index, "url"), f"there is no page '{link.url}'", right)


def _framing_fault(origin: str) -> Fault | None:
    if origin in ("self", "none"):
        return Fault(
            f"'{origin}' is for hosting.yml to say",
            "name the sites that may show pages, each as 'https://intranet.north.example'",
        )
    return hosting.framing_fault(origin)


def _logo_faults(layer: Layer, logo: str) -> Iterator[Fault]:
    file, right = layer.folder / logo, f"put the logo beside {FILE_NAME} and write its file name here"
    if not file.resolve().is_relative_to(layer.folder):
        yield Fault(f"'{logo}' leads out of the edition's folder", right)
    elif not file.is_file():
        yield Fault(f"there is no file '{logo}'", right)
    elif fault := logo_files.fault(file):
        yield fault

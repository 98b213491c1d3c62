"""Reads an edition: one or more folders with an ``edition.yml``, laid one over the other and all over the
national handbook.

:mod:`macros.records.edition_file` has the fields of ``edition.yml``, :mod:`macros.editions.additions` adds
the records and pages of the folders, and :mod:`macros.editions.omissions` takes away what they leave out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from macros import hosting
from macros.base.problems import Fault, Guess, Problem, Problems, find_nearest, name_rule
from macros.base.reading import ABSENT, describe_refusal
from macros.base.rule_names import EDITIONS_ARE_SOUND
from macros.base.stray_files import is_stray
from macros.base.variables import EDITION
from macros.base.yaml_files import read_partly
from macros.editions import colours
from macros.editions.edition import Edition
from macros.images import logo_files
from macros.records.blanks import create_problems as create_blank_problems, list_blanks
from macros.records.edition_file import EDITION_KIND, EditionFile
from macros.records.edition_layer import FILE_NAME, Layer
from macros.records.field_types import ID
from macros.records.partial_reading import read_soundly, take_while_read
from macros.records.unread import Draft
from macros.records.validation import judge, name_subject

EDITIONS_FOLDER = "editions"  # The folder of the handbook in which editions may lie.
MAX_LAYERS = 5


def read_edition_folder() -> Path | None:
    """The folder of the edition to build, from the environment variable ``HANDBOOK_EDITION``; ``None`` for
    the national handbook."""
    return Path(folder) if (folder := os.environ.get(EDITION)) else None


def read_edition(folder: Path, root: Path) -> Edition:
    """Read the edition in ``folder`` (or the ``edition.yml`` itself), to be laid over the handbook at
    ``root``.

    Raises :class:`Problems` with every fault of its ``edition.yml`` and of those of the layers below. Whether
    the handbook has the records that they name is for :mod:`macros.checks.rules.editions_fit` to judge.
    """
    edition, problems = read_edition_partly(folder, root)
    if problems:
        raise Problems(problems)
    return edition


def read_edition_partly(folder: Path, root: Path) -> tuple[Edition, list[Problem]]:
    """Like :func:`read_edition`, but gives the edition with the faults of its files: of what has one, it has
    what is sound (:mod:`macros.records.partial_reading`). Raises :class:`Problems` where nothing can be
    read of a layer."""
    problems: list[Problem] = []
    try:
        layers = list(_read_layers(folder, root.resolve(), problems))[::-1]
    except Problems as unreadable:
        raise Problems(name_rule(EDITIONS_ARE_SOUND, unreadable.problems)) from None
    for number, layer in enumerate(layers, 1):
        for faults in (_check_layer(layer), _check_footer_links(layers[:number], root)):
            problems += take_while_read(faults)
    return Edition(tuple(layers)), list(name_rule(EDITIONS_ARE_SOUND, problems))


def _read_layers(folder: Path, root: Path, problems: list[Problem]) -> Iterator[Layer]:
    """The layer in ``folder`` and those below it, from the top, as far as is known. Adds to ``problems`` what
    their models find."""
    seen: list[Path] = []
    layer = _read_layer(folder, root, None, problems)
    while True:
        yield layer
        seen.append(layer.folder)
        if not vars(layer.content).get("over"):
            return
        below = Path(os.path.realpath(layer.folder / str(layer.content.over)))
        if below in seen or below.parent in seen and below.name == FILE_NAME:
            circle = " -> ".join(path.name for path in [*seen, below if below in seen else below.parent])
            raise Problems(
                [
                    layer.problem(
                        ("over",),
                        f"leads round in a circle: {circle}",
                        "take 'over' out of one of these editions",
                    )
                ]
            )
        if len(seen) == MAX_LAYERS:
            wrong = f"names one folder more than the {MAX_LAYERS} that may lie one over the other"
            raise Problems([layer.problem(("over",), wrong, "put what two of them say into one")])
        layer = _read_layer(below, root, layer, problems)


def _read_layer(path: Path, root: Path, above: Layer | None, problems: list[Problem]) -> Layer:
    """The layer at ``path``, a folder or its ``edition.yml``. ``above`` is the layer that names it, where one
    does. Adds to ``problems`` the faults of its file. Raises :class:`Problems`: at the field ``over`` of that
    layer where the folder is none of an edition, and in its own file where nothing of that can be read."""

    def create_problems(wrong: str, right: str | Guess) -> Problems:
        if above:
            return Problems([above.problem(("over",), f"'{_format_path(path)}' {wrong}", right)])
        return Problems([Problem(_format_path(path), 1, 1, "edition", wrong, right)])

    try:
        os.stat(path)
    except ValueError:  # No folder can be called that, so it is not there.
        pass
    except OSError as error:
        if error.errno not in ABSENT:
            raise create_problems(*describe_refusal(error, "folder")) from None
    remedy = f"name the folder that holds {FILE_NAME}"
    if (is_file := os.path.isfile(path)) and path.name != FILE_NAME:
        raise create_problems(f"is a file, and not {FILE_NAME}", remedy)
    folder = Path(os.path.realpath(path.parent if is_file else path))
    if not os.path.isdir(folder):
        raise create_problems("is not there", remedy)
    if wrong := _find_misplacement(folder, root):
        raise create_problems(
            wrong, f"put it into a folder of its own beside the handbook's, or under {EDITIONS_FOLDER}/ in it"
        )
    if (folder / FILE_NAME).exists() and not (folder / FILE_NAME).is_file():
        raise create_problems(
            f"holds an {FILE_NAME} that is no file, but a folder, pipe or device", "put the file itself there"
        )
    if not (folder / FILE_NAME).is_file():
        near = find_nearest(FILE_NAME, _list_file_names(folder))
        raise create_problems(
            f"holds no {FILE_NAME}",
            (
                f"rename {near} to {FILE_NAME}"
                if near
                else f"write {FILE_NAME} into it, with 'id', 'name' and 'short', or name another folder"
            ),
        )
    if not (folder / FILE_NAME).resolve().is_relative_to(folder):
        raise create_problems(
            f"holds an {FILE_NAME} that is a link to elsewhere", "put the file itself there"
        )
    file = read_partly(folder / FILE_NAME, _format_path(folder / FILE_NAME))
    id = file.data.get("id") if isinstance(file.data, dict) else None
    name = id if isinstance(id, str) and re.fullmatch(ID, id) and len(id) <= 60 else folder.name
    blanks, subject = tuple(list_blanks(file)), name_subject(EDITION_KIND, name)
    content, faults = judge(EditionFile, file, subject, blanks)
    faults += [*file.problems, *create_blank_problems(Draft(file, EditionFile, subject, blanks))]
    content = read_soundly(EditionFile, file, blanks) if faults else content
    if content is None:
        raise Problems(faults)
    problems += faults
    return Layer(folder, file, content, name)


def _list_file_names(folder: Path) -> list[str]:
    """The names of the files that somebody put into ``folder``; none where it cannot be read."""
    try:
        return sorted(file.name for file in folder.iterdir() if file.is_file() and not is_stray(file.name))
    except OSError:  # Without permission.
        return []


def _find_misplacement(folder: Path, root: Path) -> str | None:
    """Why an edition cannot lie in ``folder``, as the end of a sentence; ``None`` where it can."""
    if folder == root or folder in root.parents:
        return "holds the national handbook itself"
    if folder.is_relative_to(root) and (
        folder.relative_to(root).parts[0] != EDITIONS_FOLDER or folder == root / EDITIONS_FOLDER
    ):
        return "lies inside the national handbook, which an upgrade replaces"
    return None


def _format_path(path: Path) -> str:
    """A path as a person in the current folder would type it: relative or absolute, whichever is shorter,
    with forward slashes."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # On another drive of Windows.
        return path.as_posix()
    return Path(min(relative, str(path.absolute()), key=len)).as_posix()


def _check_layer(layer: Layer) -> Iterator[Problem]:
    """Yield a problem for every fault of a layer that its model cannot find: colours that cannot be read,
    files that are no logo, origins that are none, an id whose site would lie in the folder of another."""
    if f"{layer.name}-".startswith("offline-"):
        yield layer.problem(
            ("id",),
            f"'{layer.name}' would put the site where copies for a disk go",
            "choose another id, such as the deanery's name",
        )
    colour_fields = vars(layer.content).get("colours")
    values = {name: colour for name, colour in vars(colour_fields).items() if colour} if colour_fields else {}
    for route, fault in colours.find_faults(values):
        yield layer.problem(route, *fault)
    if logo := vars(layer.content).get("logo"):
        yield from (layer.problem(("logo",), *fault) for fault in _logo_faults(layer, logo))
    for index, origin in enumerate(vars(layer.content).get("framing", ())):
        if framing_fault := _framing_fault(origin):
            yield layer.problem(("framing", index), *framing_fault)


def _check_footer_links(layers: list[Layer], root: Path) -> Iterator[Problem]:
    """Yield a problem for every footer link of the uppermost of ``layers`` that leads to no page of these
    layers or of the handbook at ``root``."""
    layer = layers[-1]
    for index, link in enumerate(layer.content.footer_links if layers[0].knows_below else ()):
        is_hidden = link.url.startswith(".") or "/." in link.url  # Such pages are not built.
        if "://" not in link.url and (
            is_hidden
            or not any(
                (folder / "docs" / link.url).is_file()
                for folder in (root, *(lower.folder for lower in layers))
            )
        ):
            right = "give the place of a page in this folder's docs, or an address that begins with https://"
            yield layer.problem(("footer_links", index, "url"), f"there is no page '{link.url}'", right)


def _framing_fault(origin: str) -> Fault | None:
    """The fault of an origin that may show pages in a frame, or ``None``."""
    if origin in ("self", "none"):
        return Fault(
            f"'{origin}' is for hosting.yml to say",
            "name the sites that may show pages, each as 'https://intranet.north.example'",
        )
    return hosting.framing_fault(origin)


def _logo_faults(layer: Layer, logo: str) -> Iterator[Fault]:
    """The fault of ``logo``, the path of a logo from the layer's folder, if it has one."""
    file, right = layer.folder / logo, f"put the logo beside {FILE_NAME} and write its file name here"
    if not file.resolve().is_relative_to(layer.folder):
        yield Fault(f"'{logo}' leads out of the edition's folder", right)
    elif not file.is_file():
        yield Fault(f"there is no file '{logo}'", right)
    elif fault := logo_files.fault(file):
        yield fault

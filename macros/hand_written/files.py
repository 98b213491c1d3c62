"""The files of a ``docs`` folder: which of them are pages, which are published, and which have no place
there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.base.file_names import find_name_fault
from macros.base.problems import Fault
from macros.base.stray_files import is_stray
from macros.images import logo_files
from macros.records.record_files import is_outside_link

PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # What mkdocs takes for a page.
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
# What may be published beside pages. Scripts, style sheets and HTML are not among it: they would run in the
# handbook's name.
FILES = (
    *PICTURES,
    ".pdf",
    ".docx",
    ".xlsx",
    ".pptx",
    ".odt",
    ".ods",
    ".odp",
    ".rtf",
    ".txt",
    ".csv",
    ".ics",
    ".vtt",
    ".mp3",
    ".mp4",
    ".webm",
    ".zip",
)
# The folders that hold the program's own files, and of which kinds; the build adds more to them.
PROGRAM = {
    "assets/css/": (".css",),
    "assets/js/": (".js",),
    "assets/data/": (".json",),
    "embed/": (".js",),
    "schemas/": (".json",),
    "search/": (),
    "assets/edition/": (),
}
_FILE_NAME = re.compile(
    r"(.*)\.(md|html?|xml|gz|js|css|json|map|txt|config|conf|png|jpe?g|gif|webp|avif|svg"
    r"|pdf|docx|xlsx|pptx|od[tsp]|rtf|csv|ics|vtt|mp[34]|webm|zip)",
    re.I,
)
MOST_NAME = 100
MOST_PLACE = 150  # Windows takes 259 signs; the rest is for where the handbook lies and is unpacked.
_NAME = re.compile(r"[\w./-]+")


def list_files(docs: Path) -> Iterator[tuple[str, Path]]:
    """Every file and link in a ``docs`` folder, as (its place there, its path), in order: no others are
    published. Hidden files and folders, and what editors and file managers leave behind, are left out. A link
    to a folder is listed and not followed."""
    for folder, folders, names in os.walk(docs):
        folders[:] = sorted(name for name in folders if not is_left_out(name))
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*links, *(name for name in names if not is_left_out(name))]):
            file = Path(folder) / name
            yield file.relative_to(docs).as_posix(), file


def is_left_out(name: str) -> bool:
    """Whether a file or folder of this name is never published: hidden, or left behind by an editor or a
    file manager."""
    return is_stray(name)


def is_page(uri: str) -> bool:
    """Whether mkdocs would make a page of the file at ``uri``."""
    return uri.lower().endswith(PAGES)


def file_fault(uri: str, file: Path, folder: Path, national: bool) -> Fault | None:
    """What is wrong with a file of ``folder``/docs at ``uri``, or
    ``None``.

    ``national`` says that it is the handbook's own folder, where the program's files lie too. Pages are
    judged by place and name alone.
    """
    if file.is_symlink() and (is_outside_link(file, folder) or file.is_dir()):
        if national and file.is_dir():
            return Fault("is a link to another folder", "put the pages themselves into docs")
        return Fault(
            f"is a link that leads out of {'docs' if national else _EDITION}", "put the file itself there"
        )
    if not file.exists():
        return Fault("is a link that leads nowhere", "put the file itself there")
    if not file.is_file():
        return Fault("is no regular file, but a pipe, socket or device", "put a file there")
    return _place_fault(uri) or (
        _page_fault(uri, file, national) if is_page(uri) else _other_fault(uri, file, national)
    )


def _place_fault(uri: str) -> Fault | None:
    """What is wrong with where a file lies, or with how long its name is."""
    *folders, name = uri.split("/")
    if uri.startswith("templates/"):
        return Fault("lies in a folder that is never published", "choose another folder")
    if folder_like_a_file := next((part for part in folders if _FILE_NAME.fullmatch(part)), None):
        return Fault(
            f"lies in the folder '{folder_like_a_file}', which has the name of a file",
            "name the folder without that ending",
        )
    if fault := next(filter(None, map(find_name_fault, (*folders, name))), None):
        return fault
    if long_name := next((part for part in (*folders, name) if len(part.encode()) > MOST_NAME), None):
        return Fault(
            f"has the name '{long_name[:20]}…', which is longer than {MOST_NAME} bytes",
            "choose a shorter one",
        )
    if len(uri) > MOST_PLACE:
        wrong = f"has a place of {len(uri)} signs, and Windows counts those of its own folders too"
        return Fault(wrong, f"use fewer folders or shorter names, to keep to {MOST_PLACE}")
    return None


_EDITION = "the edition's folder"
_ANOTHER_PAGE = "choose another name, of letters, digits, hyphens and underscores, that ends in .md"
_TAKEN = Fault("lies where the handbook puts files of its own", "choose another folder, such as docs/local")


def _page_fault(uri: str, file: Path, national: bool) -> Fault | None:
    name = uri.rpartition("/")[2]
    stem, ending = os.path.splitext(name)
    if stem.lower() == "readme":
        if (file.parent / "index.md").exists():
            return Fault("would become the page of its whole folder", _ANOTHER_PAGE)
        return Fault("would become the page of its whole folder", "name it index.md, if that is meant")
    if uri.lower().rpartition(".")[0] == "404" or uri.lower().startswith(tuple(PROGRAM)):
        return _TAKEN if not national else Fault(_TAKEN.wrong, "choose another name or folder")
    if stem.lower() == "index" and stem != "index":
        wrong = "has the name of a folder's own page in other letters"
    elif _FILE_NAME.fullmatch(stem):
        wrong = f"would have an address that ends in '{os.path.splitext(stem)[1]}', as a file has"
    elif ending != ".md":
        wrong = f"ends in '{ending}', and would be published as it is written"
    else:
        return None
    suggestion = _suggest_page_name(uri, file, national)
    return Fault(wrong, f"name it {suggestion}" if suggestion else _ANOTHER_PAGE)


def _suggest_page_name(uri: str, file: Path, national: bool) -> str:
    """The nearest name that the page at ``uri`` may have beside what lies there; empty where there is
    none."""
    folder, slash, name = uri.rpartition("/")
    stem = os.path.splitext(name)[0]
    while named_as_file := _FILE_NAME.fullmatch(stem):
        stem = named_as_file[1]
    name = "index.md" if stem.lower() == "index" else f"{stem}.md"
    place = f"{folder}{slash}{name}"
    is_other = (file.parent / name).exists() and not file.samefile(file.parent / name)
    if is_other or is_stray(name) or name_fault(place) or _place_fault(place):
        return ""
    return "" if _page_fault(place, file.parent / name, national) else name


def _other_fault(uri: str, file: Path, national: bool) -> Fault | None:
    ending = file.suffix.lower()
    place = next((place for place in PROGRAM if uri.lower().startswith(place)), None)
    if national and place and file.suffix in PROGRAM[place]:
        return None
    if ending not in FILES:
        publisher = "docs" if national else "an edition"
        kind = f"of the kind {ending!r}" if ending else "of no kind"
        return Fault(
            f"is {kind}, which {publisher} does not publish",
            "keep to pages (.md), pictures and documents, such as .png, .svg, .pdf, .docx and .csv",
        )
    if place:
        return _TAKEN
    return logo_files.fault(file) if ending == ".svg" else None


def name_fault(uri: str) -> Fault | None:
    """What is wrong with the name of a page, which becomes its address and may become its title."""
    if _NAME.fullmatch(uri):
        return None
    return Fault(
        "its name, which becomes its address, holds other signs",
        "name pages with letters, digits, dots, hyphens and underscores",
    )


def find_page_files(root: Path, folders: Iterable[Path] = ()) -> dict[str, tuple[Path, Path]]:
    """The hand-written pages that are built, by their place in ``docs``, in order, each as (file, folder
    above its docs): those of the handbook at ``root``, and those of an edition's ``folders`` (bottom first),
    which take the place of others."""
    pages: dict[str, tuple[Path, Path]] = {}
    for folder in (root, *folders):
        docs = folder / "docs"
        if (
            folder == root or not docs.is_symlink()
        ):  # macros.editions.additions reports a link; it is not gone into.
            pages |= {uri: (file, folder) for uri, file in list_files(docs) if is_page(uri)}
    return dict(sorted(pages.items()))

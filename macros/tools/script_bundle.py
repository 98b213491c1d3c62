"""Joins the scripts of the participants' tools, each folder as one file, for fewer requests and fewer bytes.

They are written as many small files with comments. A folder's file holds them in the declared order, minified
by the package ``minify``: without comments, and with short names but for those on the namespace ``handbook``.

A page loads the folders that it needs (:data:`FOLDERS_OF_PAGE`). Where ``minify`` has no wheel (a Mac with
Apple's processor, Windows on ARM), the scripts are joined as they are written: they do the same, and are
three fifths larger after compression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from macros.base.problems import did_you_mean

try:
    import minify
except ImportError:  # The platform has no wheel.
    minify = None

SCRIPTS_FOLDER = "assets/js/tools"  # Below ``docs``.
# The folders whose scripts each page needs: those of the tools; the home page of somebody with work in the
# browser (docs/assets/js/pages/home.js); and that of a record, which a reader can mark as read
# (docs/assets/js/pages/reading_marks.js).
FOLDERS_OF_PAGE = {
    "self-assessment": {"document", "scoring", "transfer", "goals", "page", "kit", "log", "self_assessment"},
    "plan": {
        "document",
        "scoring",
        "goals",
        "goal_questions",
        "export_formats",
        "page",
        "kit",
        "plan",
    },
    "my-handbook": {
        "document",
        "scoring",
        "goals",
        "export_formats",
        "page",
        "kit",
        "log",
        "next",
        "my_handbook",
    },
    "home": {"document", "goals", "page", "kit", "log", "next", "home"},
    "reading-marks": {"document", "page"},
}
LANGUAGE_FOLDER = "language"  # For interfaces that are not in English.
MADE_BY_SCRIPTS = FOLDERS_OF_PAGE.keys() - {"reading-marks"}  # Pages that scripts fill with records' words.
ECMASCRIPT_YEAR = 2020  # The edition of ECMAScript whose notation the minified scripts keep to.


class UnfitScript(ValueError):
    """A script that is listed and missing, there and not listed, or no JavaScript; the message says which,
    and what would be right."""


def bundle_scripts(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Join the scripts in ``folder``. ``names`` lists them (``document/days``) in the order in which they
    run.

    Returns the text of one script for each subfolder, by its place in ``docs``
    (``assets/js/tools/document.js``). Raises :class:`UnfitScript` unless the names are exactly those of the
    files, and each is JavaScript.
    """
    names = list(names)
    scripts = {file.relative_to(folder).with_suffix("").as_posix() for file in folder.rglob("*.js")}
    for name in names:
        if name not in scripts:
            right = did_you_mean(name, scripts, "name the files there, without '.js'")
            raise UnfitScript(
                f"mkdocs.yml: extra, tool_scripts: there is no {name}.js in docs/{SCRIPTS_FOLDER}; {right}"
            )
    if unlisted := sorted(scripts - set(names)):
        raise UnfitScript(
            f"mkdocs.yml: extra, tool_scripts: {unlisted[0]}.js is in docs/{SCRIPTS_FOLDER} and not in the"
            " list; put it in the place where it is to run"
        )
    # Each ends with a semicolon: the next begins with a name, which would be read as part of the last
    # statement.
    minified = {
        name: _minify((folder / f"{name}.js").read_text("utf-8"), name).rstrip(";") + ";\n" for name in names
    }
    return {
        _build_place(subfolder): "".join(minified[name] for name in names if _read_folder(name) == subfolder)
        for subfolder in _list_folders(names)
    }


def list_page_scripts(page: str, names: Iterable[str], is_english: bool = True) -> list[str]:
    """The places in ``docs`` of the joined scripts that a page (a key of :data:`FOLDERS_OF_PAGE`) loads, in
    the order of ``names``; with those that mark words as English, where the interface is not
    ``is_english``."""
    folders = FOLDERS_OF_PAGE[page] | (
        set() if is_english or page not in MADE_BY_SCRIPTS else {LANGUAGE_FOLDER}
    )
    return [_build_place(folder) for folder in _list_folders(names) if folder in folders]


def _read_folder(name: str) -> str:
    return name.partition("/")[0]


def _list_folders(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(_read_folder, names)))


def _build_place(folder: str) -> str:
    return f"{SCRIPTS_FOLDER}/{folder}.js"


def _minify(source: str, name: str) -> str:
    """The minified ``source`` of the script ``name``. Raises :class:`UnfitScript` where it is no
    JavaScript."""
    if minify is None:
        return source.rstrip() + "\n"  # A comment may stand at its end.
    minify.config({"js-version": ECMASCRIPT_YEAR})
    try:
        minified: str = minify.string("application/javascript", source)
        return minified
    except minify.MinifyError as error:
        if not (place := re.match(r"(.*) on line (\d+) and column (\d+)", str(error))):
            raise
        message, line, column = place.groups()
        raise UnfitScript(
            f"docs/{SCRIPTS_FOLDER}/{name}.js:{line}:{column}: {message}; write it as JavaScript of"
            f" {ECMASCRIPT_YEAR} at the latest"
        ) from None

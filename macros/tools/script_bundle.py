"""Joins the scripts of the participants' tools, each folder as one file, for fewer requests and fewer bytes.

They are written as many small files with comments. A folder's file holds them in the declared order, minified
(:mod:`macros.tools.minification`). A page loads the folders that it needs (:data:`FOLDERS_OF_PAGE`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from macros.base.problems import did_you_mean
from macros.tools.minification import UnfitScript, minify_asset

SCRIPTS_FOLDER = "assets/js/tools"  # Below ``docs``.
# The folders whose scripts each page needs: those of the tools; the home page of somebody with work in the
# browser (docs/assets/js/pages/home.js); and that of a record, which a reader can mark as read
# (docs/assets/js/pages/reading_marks.js). "-begun" is what a tool loads once anything is kept in the browser,
# or something is asked for; "self-assessment-later" what the self-assessment loads once somebody wants to see
# a result, "plan-later" what the plan loads once its goals are shown. "edit" edits records in a form.
PAGES_OF_FORM = frozenset({"edit", "edit-begun"})  # Of those below.
FOLDERS_OF_PAGE = {
    "self-assessment": {"document", "page", "kit", "self_assessment"},
    "self-assessment-begun": {"gradual_rendering", "files", "scoring", "log", "rating"},
    "self-assessment-later": {"transfer", "goals", "result"},
    "plan": {"document", "page", "kit", "plan"},
    "plan-begun": {"gradual_rendering", "files", "scoring", "goals", "export_formats", "goal_cards"},
    "plan-later": {"goal_questions", "word_format"},
    "my-handbook": {"document", "page", "kit", "record_drafts", "my_handbook"},
    "my-handbook-begun": {
        "gradual_rendering",
        "files",
        "scoring",
        "goals",
        "export_formats",
        "log",
        "log_form",
        "next",
        "my_lists",
        "draft_list",
    },
    "home": {"document", "goals", "page", "kit", "log", "log_form", "next", "home"},
    "reading-marks": {"document", "page", "marking"},
    "edit": {"edit"},
    "edit-begun": {
        "document",
        "page",
        "kit",
        "yaml_text",
        "record_rules",
        "record_drafts",
        "draft_list",
        "record_form",
    },
}
# What else is loaded with those, before them.
FILES_OF_PAGE = {
    **{
        f"{tool}-begun": ["assets/css/pages/stacked.css", "assets/css/tools_begun.css"]
        for tool in ("self-assessment", "plan", "my-handbook")
    },
    "self-assessment-later": ["assets/css/pages/pictures.css", "assets/js/shared/crosswalks.js"],
    "edit-begun": ["assets/js/shared/walks.js"],
}
LANGUAGE_FOLDER = "language"  # For interfaces that are not in English.
# Pages that scripts fill with records' words.
MADE_BY_SCRIPTS = ("self-assessment", "plan", "my-handbook", "home")


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
    minified = {name: _read_minified(folder, name).rstrip(";") + ";\n" for name in names}
    return {
        _build_place(subfolder): "".join(minified[name] for name in names if _read_folder(name) == subfolder)
        for subfolder in _list_folders(names)
    }


def list_page_files(page: str, names: Iterable[str], is_english: bool = True) -> list[str]:
    """The places in ``docs`` of what a page (a key of :data:`FOLDERS_OF_PAGE`) loads: its
    :data:`FILES_OF_PAGE`, and the joined scripts in the order of ``names``; with those that mark words as
    English, where the interface is not ``is_english``."""
    folders = FOLDERS_OF_PAGE[page] | (
        set() if is_english or page not in MADE_BY_SCRIPTS else {LANGUAGE_FOLDER}
    )
    scripts = [_build_place(folder) for folder in _list_folders(names) if folder in folders]
    return FILES_OF_PAGE.get(page, []) + scripts


def _read_folder(name: str) -> str:
    return name.partition("/")[0]


def _list_folders(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(_read_folder, names)))


def _build_place(folder: str) -> str:
    return f"{SCRIPTS_FOLDER}/{folder}.js"


def _read_minified(folder: Path, name: str) -> str:
    return minify_asset((folder / f"{name}.js").read_text("utf-8"), f"{SCRIPTS_FOLDER}/{name}.js")

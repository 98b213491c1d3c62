"""The scripts of the participants' tools, each folder of them as one file: fewer requests, and less to carry
to a phone.

They are written as many small files, each with its comments. Readers get a folder in one, in the declared
order, without comments and with short names inside; only what stands on the namespace ``handbook`` keeps its
name, and words that are shown stay as they are. Nobody will want to read that: the sources, with names and
comments, are in the repository.

A page loads the folders that it needs (``NEEDED``). Where the program that shortens them has no wheel (a Mac
with Apple's processor, Windows on ARM) they are joined as they are written: the site does the same, and the
files are three fifths larger after compression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from macros.base.problems import did_you_mean

try:
    import minify
except ImportError:  # A platform without a wheel.
    minify = None

FOLDER = "assets/js/tools"  # Below ``docs``.
# The folders whose scripts a page needs: those of the tools, and of every record, which can be marked.
NEEDED = {
    "self-assessment": {"document", "scoring", "page", "kit", "self_assessment"},
    "plan": {"document", "scoring", "goals", "export_formats", "page", "kit", "plan"},
    "my-handbook": {"document", "scoring", "goals", "page", "kit", "my_handbook"},
    "marks": {"document", "page"},
}
NEWEST = 2020  # Of the editions of ECMAScript: no newer notation is put in the place of what is written.


class UnfitScript(ValueError):
    """A script that is named and not there, there and not named, or no JavaScript; its text says which, and
    what would be right."""


def bundles(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The scripts ``names`` of ``folder`` (``document/days``), in this order, those of each folder as one
    without comments.

    Gives them by their place in ``docs``: ``assets/js/tools/document.js``. Raises :class:`UnfitScript` unless
    the names are exactly those of the files, and each can be read.
    """
    names = list(names)
    there = {file.relative_to(folder).with_suffix("").as_posix() for file in folder.rglob("*.js")}
    for name in names:
        if name not in there:
            right = did_you_mean(name, there, "name the files there, without '.js'")
            raise UnfitScript(
                f"mkdocs.yml: extra, tool_scripts: there is no {name}.js in docs/{FOLDER}; {right}"
            )
    if left := sorted(there - set(names)):
        raise UnfitScript(
            f"mkdocs.yml: extra, tool_scripts: {left[0]}.js is in docs/{FOLDER} and not in the list; put it"
            " in the place where it is to run"
        )
    # A semicolon ends each: the next begins with a name, which would go on with what the last one gave.
    short = {
        name: _short((folder / f"{name}.js").read_text("utf-8"), name).rstrip(";") + ";\n" for name in names
    }
    return {
        _place(part): "".join(short[name] for name in names if _folder(name) == part)
        for part in _folders(names)
    }


def needed_by(page: str, names: Iterable[str]) -> list[str]:
    """The places in ``docs`` of the scripts that a page of ``NEEDED`` loads, in the order of ``names``."""
    return [_place(folder) for folder in _folders(names) if folder in NEEDED[page]]


def _folder(name: str) -> str:
    return name.partition("/")[0]


def _folders(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(_folder, names)))


def _place(folder: str) -> str:
    return f"{FOLDER}/{folder}.js"


def _short(source: str, name: str) -> str:
    if minify is None:
        return source.rstrip() + "\n"  # A comment may stand at its end.
    minify.config({"js-version": NEWEST})
    try:
        short: str = minify.string("application/javascript", source)
        return short
    except minify.MinifyError as wrong:
        if not (place := re.match(r"(.*) on line (\d+) and column (\d+)", str(wrong))):
            raise
        what, line, column = place.groups()
        raise UnfitScript(
            f"docs/{FOLDER}/{name}.js:{line}:{column}: {what}; write it as JavaScript of {NEWEST} at the"
            " latest"
        ) from None

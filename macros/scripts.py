"""The scripts of the participants' tools as one file: fewer requests, and no comments to carry to a phone.

They are written as many small files, each with its comments; readers get them in one, in the declared order, with names
unchanged, so that whoever looks at what a browser is given can still read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import rjsmin

from macros.problems import did_you_mean

FOLDER = "assets/js/tools"  # Below ``docs``; what is in it goes into the one script.
SCRIPT = f"{FOLDER}.js"


class MissingScript(ValueError):
    """A script that is named and not there, or there and not named; its text says which, and what would be right."""


def bundle(folder: Path, names: Iterable[str]) -> str:
    """The scripts ``names`` of ``folder``, in this order, as one without comments.

    Raises :class:`MissingScript` unless the names are exactly those of the files.
    """
    names, there = list(names), {file.stem for file in folder.glob("*.js")}
    for name in names:
        if name not in there:
            right = did_you_mean(name, there, "name the files there, without '.js'")
            raise MissingScript(f"mkdocs.yml: extra, tool_scripts: there is no {name}.js in docs/{FOLDER}; {right}")
    if left := sorted(there - set(names)):
        raise MissingScript(f"mkdocs.yml: extra, tool_scripts: {left[0]}.js is in docs/{FOLDER} and not in the list; put it in the place where it is to run")
    return "\n".join(rjsmin.jsmin((folder / f"{name}.js").read_text("utf-8")) for name in names) + "\n"

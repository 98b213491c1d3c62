"""What the theories of change say at length, for the page that puts them side by side: a script for each,
which is loaded once the theory is chosen. Scripts, because browsers refuse to fetch a file from a disk."""

from __future__ import annotations

import json
import re

from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Theory
from macros.records.prose import strip_markup
from macros.tools.data_files import DATA_FOLDER


def build_place(theory: Entry) -> str:
    """The place in the site of a theory's script."""
    return f"{DATA_FOLDER}/theories/{theory.id}.js"


def format_theory_scripts(book: Handbook) -> dict[str, str]:
    """The text of each theory's script by its place in the site. It sets ``handbook.theories[id]``:
    ``worked`` and ``criticism`` as lists of paragraphs without markup, which are shown as text."""
    return {build_place(theory): _format_script(theory) for theory in book.records["theory"]}


def _format_script(theory: Entry) -> str:
    record = theory.read_as(Theory)
    texts = {
        "worked": _list_paragraphs(record.worked_example),
        "criticism": _list_paragraphs(record.criticism),
    }
    return (
        "(window.handbook.theories=window.handbook.theories||{})"
        f"[{json.dumps(theory.id)}]={json.dumps(texts, ensure_ascii=False, separators=(',', ':'))};\n"
    )


def _list_paragraphs(prose: str) -> list[str]:
    return [strip_markup(text) for text in re.split(r"\n\s*\n", prose) if text.strip()]

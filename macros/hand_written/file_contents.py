"""What is published beside pages can be read and, as far as it is text, has been settled: no disk refuses it,
no merge has left its marks in it, and the program's own text is UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.base import merge_marks
from macros.base.problems import Problem
from macros.base.reading import Unreadable, decode, describe_refusal
from macros.hand_written.files import file_fault, is_page, list_files
from macros.records.record_files import is_outside_link

MOST_TEXT = 4 * 1024 * 1024  # Bytes that are looked through.
OWN_TEXT = (".css", ".js", ".json", ".svg")  # In UTF-8, as servers and browsers are told.
OTHER_TEXT = (".csv", ".ics", ".rtf", ".txt", ".vtt")  # In whatever encoding the reader's program expects.
_MAY_BE_MARK = re.compile(rb"^[<>|=]{7}", re.MULTILINE)


def check_files(folder: Path, prefix: str, national: bool) -> Iterator[Problem]:
    """Yield a problem for every file of ``folder``/docs that may not be published, as it is or at all; pages
    are judged by place and name alone. ``prefix`` stands before their paths in problems; ``national`` says
    that ``folder`` is the handbook's own."""
    around = folder / "docs" if national else folder
    for uri, file in list_files(folder / "docs"):
        path = f"{prefix}docs/{uri}"
        is_readable = file.is_file() and not is_page(uri) and not is_outside_link(file, around)
        if problem := _find_content_problem(path, file) if is_readable else None:
            yield problem
        elif fault := file_fault(uri, file, around, national):
            where = "folder" if national and file.is_symlink() and file.is_dir() else "file"
            yield Problem(path, 1, 1, where, *fault)


def _find_content_problem(path: str, file: Path) -> Problem | None:
    """What is wrong with the content of a file, whatever its kind; a picture's is judged elsewhere."""
    ending = file.suffix.lower()
    is_text = ending in (*OWN_TEXT, *OTHER_TEXT)
    try:
        with file.open("rb") as opened:
            raw = opened.read(MOST_TEXT if is_text else 1)
        text = decode(raw) if ending in OWN_TEXT else raw.decode("latin-1") if is_text else ""
    except OSError as error:
        return Problem(path, 1, 1, "file", *describe_refusal(error))
    except Unreadable as refused:
        return Problem(path, refused.line, refused.column, "file", *refused.fault)
    if _MAY_BE_MARK.search(raw) and (place := merge_marks.find_mark(text.replace("\r\n", "\n"))):
        return Problem(path, *place, "file", *merge_marks.FAULT)
    return None

"""The scripts of the page that edits records: one with the form and all ids, and one with the text of each
file.

Scripts, since browsers refuse to fetch a file from disk. The text of a file is compressed (zlib, in base64),
which is well under half of it.
"""

from __future__ import annotations

import json
import textwrap
import zlib
from base64 import b64encode
from collections.abc import Iterator

from macros.addresses.repository import Repository
from macros.base.language_marks import strip
from macros.base.yaml_files import YamlFile
from macros.editing.form import EDITED_KINDS, Data, describe_form
from macros.records.entries import Entry
from macros.records.handbook import Handbook

FOLDER = "assets/data/edit"  # In the site.
MOST_OF_A_TITLE = 80  # Letters, by which one is chosen among others.
PLACE = "{path}"  # What stands for the path of a file in an address.


def build_files(book: Handbook, repository: Repository) -> dict[str, str]:
    """The text of each script, by its place in the site: ``form.js``, which sets ``handbook.editing``, and
    for each file of records one that puts it into ``handbook.editedTexts``, by its path."""
    files = {name_file(entry.file): entry.file for entry in list_edited(book)}
    form = {
        **describe_form(book),
        "files": sorted(files),
        "records": list(_list_ids(book, {path: number for number, path in enumerate(sorted(files))})),
        "repository": describe_repository(repository),
    }
    return {
        f"{FOLDER}/form.js": f"window.handbook.editing={_format(form)};\n",
        **{name_script(path): format_text(path, file.text) for path, file in files.items()},
    }


def list_edited(book: Handbook) -> Iterator[Entry]:
    """Every record, term and source that a form can change."""
    for entries in book.records.values():
        yield from entries
    yield from book.terms
    yield from book.sources


def name_file(file: YamlFile) -> str:
    """The path of a file from the repository's folder; of an edition's, from the folder above the
    edition's."""
    return file.edition_path or file.path


def name_script(path: str) -> str:
    """The place in the site of the script with the text of the file at ``path``."""
    return f"{FOLDER}/{path.removesuffix('.yml').replace('/', '.')}.js"


def format_text(path: str, text: str) -> str:
    """The script that holds the text of a file."""
    packed = b64encode(zlib.compress(text.encode(), 9)).decode()
    texts = "(window.handbook.editedTexts=window.handbook.editedTexts||{})"
    return f"{texts}[{_format(path)}]={_format(packed)};\n"


def _list_ids(book: Handbook, numbers: dict[str, int]) -> Iterator[list[object]]:
    """Yield all that a reference may point at, as [kind, id, title]; of what a form changes also the number
    of its file."""
    others = [entry for entry in book.entries.values() if entry.kind not in EDITED_KINDS]
    for entry in (*list_edited(book), *others):
        number = numbers.get(name_file(entry.file)) if entry.kind in EDITED_KINDS else None
        title = textwrap.shorten(strip(entry.title), MOST_OF_A_TITLE, placeholder=" …")
        yield [entry.kind, entry.id, title, *([] if number is None else [number])]


def describe_repository(repository: Repository) -> Data:
    """The addresses at which a file is edited and a new one begun, with :data:`PLACE` for its path; none
    where the repository is not known."""
    mark = "PATH-OF-THE-FILE"
    edit, new = (
        repository.build_edit_url(mark),
        repository.build_new_url("FOLDER-OF-THE-FILE", "NAME-OF-THE-FILE"),
    )
    if not edit:
        return {}
    addresses = {"edit": edit.replace(mark, PLACE)}
    if new:
        addresses["new"] = new.replace("FOLDER-OF-THE-FILE", "{folder}").replace("NAME-OF-THE-FILE", "{name}")
    return addresses


def _format(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")

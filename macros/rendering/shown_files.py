"""The files that hold what a hand-written page lists or draws, and that its own text does not: its foot names
them, since whoever sees a wrong word on the page would not find it there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from macros.hand_written.calls import Call
from macros.hand_written.pages import WrittenPage
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import GLOSSARY, KINDS, SOURCES, VOCABULARY
from macros.records.releases import FOLDER as RELEASES

_FOLDERS = {name: f"{kind.folder}/" for name, kind in KINDS.items()}


class ShownFile(NamedTuple):
    """A file, or a folder (whose path ends in a slash), from the repository's root; ``entry`` is the one that
    alone is shown of it, if any."""

    path: str
    entry: Entry | None = None


# What each macro shows, by its name. Of records it names the folder of their kind.
FILES_OF_MACROS: Mapping[str, tuple[str, ...]] = {
    "glossary": (GLOSSARY,),
    "sources": (SOURCES,),
    "findings": (SOURCES,),
    "vocabularies": (VOCABULARY,),
    "matrix": (_FOLDERS["module"], _FOLDERS["framework"]),
    "chooser": (_FOLDERS["theory"], VOCABULARY),
    "compare": (_FOLDERS["theory"],),
    "first_moves": (_FOLDERS["theory"],),
    "dilemmas": (_FOLDERS["tension"],),
    "rights": (_FOLDERS["framework"],),
    "lineage": (_FOLDERS["framework"],),
    "explorer": (_FOLDERS["crosswalk"],),
    "blanks": (_FOLDERS["framework"], _FOLDERS["instrument"]),
    "tool": (_FOLDERS["framework"], _FOLDERS["instrument"]),
    "index": (VOCABULARY, "framework/", "modules/"),
    "fields": ("macros/records/kinds.py",),
    "record_kinds": ("macros/records/kinds.py",),
    "quality": ("framework/", "modules/"),
    "changed_pages": (f"{RELEASES}/",),
    "rule": ("macros/checks/explanations/",),
    "rules": ("macros/checks/explanations/",),
    "macro_reference": ("macros/rendering/page_macros.py",),
}
# Their argument is the kind of the records that they list.
_MACROS_OF_KINDS = frozenset({"cards", "table"})
# Their argument is the id of the one entry that they show, with the kind to resolve it by.
_MACROS_OF_ENTRIES = {
    "record": "any",
    "session": "session",
    "card": "any",
    "blank": "any",
    "diagram": "any",
    "drawing": "drawing",
}
# They show a name or a figure in a sentence, or what comes from no record.
MACROS_WITHOUT_FILES = frozenset(
    {
        "ref",
        "cite",
        "finding",
        "dated",
        "term",
        "link",
        "counts",
        "my_work",
        "local_home",
        "edit_form",
        "downloads",
        "embed_builder",
        "search_button",
        "search_page",
        "ways_to_report",
        "on_device",
    }
)
KNOWN_MACROS = {*FILES_OF_MACROS, *_MACROS_OF_KINDS, *_MACROS_OF_ENTRIES, *MACROS_WITHOUT_FILES}


def list_shown_files(book: Handbook, page: WrittenPage) -> list[ShownFile]:
    """The files that hold what ``page`` shows by its macros, each once, in the order of the page; without
    those of an entry that an edition leaves out."""
    return list(dict.fromkeys(file for call in page.calls for file in _find_files(book, call)))


def _find_files(book: Handbook, call: Call) -> Iterator[ShownFile]:
    if call.name in _MACROS_OF_KINDS:
        yield ShownFile(_FOLDERS[str(call.find_argument("kind", 0))])
    elif call.name in _MACROS_OF_ENTRIES:
        entry = book.get(str(call.find_argument("id", 0)), _MACROS_OF_ENTRIES[call.name])
        if entry:
            yield ShownFile(entry.file.path, entry)
    else:
        yield from map(ShownFile, FILES_OF_MACROS.get(call.name, ()))

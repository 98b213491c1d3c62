"""What the name of a record's file may be, and what is advised where it is not so.

A file is named by the id of its record. Every name that is advised here would be taken: it is an id of the
kind of record, kept for no other use, and the name of no other file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from macros.base.language_marks import strip_accents
from macros.records.field_types import Part
from macros.records.kinds import Kind
from macros.records.validation import fits_field

Names = Mapping[str, int]  # The names of all files of records, without ending, and how many have each.
NO_NAMES: Names = Counter()
# Ids of elements that every page, or a page that lists entries by their ids, has for itself.
RESERVED = {"glossary", "local", "sources", "top", "trust"}
SECTION_PAGE = "index"  # Of every section, so no record can have it.
_RESERVED_BEGINNING = re.compile("hb-|index-by-")
_ENDINGS = re.compile(r"(\.sync-conflict-[\w-]+)?(\.\w{1,8})+$")
# What systems and programs put behind, or before, the name of a copy.
_COPY = re.compile(r"( - [^-]*| copy( \d+)?|\s*\([^()]*\))+$|^copy of ", re.IGNORECASE)
_IN_NO_ID = re.compile(r"[^a-z0-9-]+")
_TWO_HYPHENS = re.compile(r"-{2,}")


def is_reserved(id: str) -> bool:
    """Whether every page has an element of its own with this id."""
    return id in RESERVED or _RESERVED_BEGINNING.match(id) is not None


def is_name(kind: Kind[Part], name: str) -> bool:
    """Whether a record of this kind may have ``name`` for its id and the name of its file."""
    return fits_field(kind.model, "id", name) and name != SECTION_PAGE and not is_reserved(name)


def suggest_name(kind: Kind[Part], file_name: str) -> str:
    """The name, without ending, that a record of this kind may have and that is nearest to ``file_name``
    (``Force Field.yaml``, ``force-field - Copy.yml``); empty where there is none."""
    stem = _COPY.sub("", _ENDINGS.sub("", file_name))
    name = _IN_NO_ID.sub("-", strip_accents(stem).lower()).strip("-")
    return next((id for id in (name, _TWO_HYPHENS.sub("-", name)) if is_name(kind, id)), "")


def advise_on_file(kind: Kind[Part], file_name: str, names: Names) -> str:
    """What to do with a file of no record's name among the records of this kind; ``names`` has those of
    records alone."""
    name = suggest_name(kind, file_name)
    if name and name not in names:
        return f"name records <id>.yml; did you mean '{name}.yml'?"
    return _advise_on_copy(name, names) or "name records <id>.yml, by the id that stands in them"


def advise_on_mismatch(kind: Kind[Part], id: str, name: str, names: Names) -> str:
    """What to do with a record whose ``id`` is not the ``name`` of its file; ``names`` has that name too."""
    changes = [f"the file to '{id}.yml'"] if is_name(kind, id) and id not in names else []
    if is_name(kind, name) and names.get(name, 1) == 1:
        changes.append(f"the id to '{name}'")
    if changes:
        return f"rename {' or '.join(changes)}"
    return _advise_on_copy(id, names) or "choose another id, and name the file by it"


def _advise_on_copy(name: str, names: Names) -> str:
    """What to do with a file that could only be called ``name``, as a record is already; empty where none
    is."""
    if name not in names:
        return ""
    return f"'{name}.yml' is there already: take over into it what differs, and delete this file"

"""Begins sources: from a title, a DOI, or references that were read from a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from macros.records.handbook import Handbook
from macros.records.kinds import SOURCES, Source
from macros.records.record_names import is_name
from macros.scaffolds.drafts import (
    SOURCE_KIND,
    NewText,
    Refused,
    add_entry,
    choose_id,
    list_used_ids,
    read_list,
)
from macros.scaffolds.ids import suggest_free_id
from macros.scaffolds.source_fields import create_id_of


def begin_sources(
    root: Path,
    handbook: Handbook,
    references: Iterable[Mapping[str, Any]],
    id: str = "",
    is_explained: bool = True,
) -> tuple[list[NewText], list[str]]:
    """The texts of the file of sources after each new source, of which the last has them all; and a sentence
    for each reference that is among the sources already.

    ``references`` are what is known of each, by the fields of sources. The first gets the ``id`` that is
    asked for; else an id is made, and where it is taken by another work the next that is free. Their fields
    have comments where they are to be explained (``is_explained``). Raises what
    :func:`~macros.scaffolds.drafts.begin_record` does.
    """
    raw = read_list(root, SOURCES)
    used_ids = list_used_ids(handbook, SOURCE_KIND)
    texts: list[NewText] = []
    sentences: list[str] = []
    for values in references:
        if known := _find_known(handbook, values):
            sentences.append(f"'{values.get('title') or values['doi']}' is a source already: {known}.")
            continue
        new_id = choose_id(handbook, SOURCE_KIND, id) if id else _find_id(values, used_ids)
        text = add_entry(SOURCES, raw, SOURCE_KIND, {**values, "id": new_id}, handbook, is_explained)
        shift = text.text.count("\n") - raw.count(b"\n")
        texts = [replace(done, line=done.line + shift * (done.line >= text.line)) for done in texts]
        texts.append(text)
        used_ids[new_id], raw, id = new_id, text.text.encode(), ""
    return texts, sentences


def _find_id(values: Mapping[str, Any], used_ids: Mapping[str, str]) -> str:
    """The id of a new source. Raises :class:`Refused` where what is known gives none."""
    id = create_id_of(values)
    if id in used_ids or (id and not is_name(SOURCE_KIND, id)):
        id = suggest_free_id(SOURCE_KIND, id, used_ids)
    if not id:
        raise Refused("Nothing of which an id could be made is known of this source; name one with --id.")
    return id


def _find_known(handbook: Handbook, values: Mapping[str, Any]) -> str:
    """The id of the source that is the same work, by its DOI or by title and year; empty without one."""
    doi, title = (str(values.get(name) or "").casefold() for name in ("doi", "title"))
    for entry in handbook.sources:
        source = entry.read_as(Source)
        is_same_title = source.title.casefold() == title and str(source.year) == str(values.get("year") or "")
        if (doi and doi == (source.doi or "").casefold()) or (title and is_same_title):
            return entry.id
    return ""

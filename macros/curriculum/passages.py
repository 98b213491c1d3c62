"""The parts of a record's page that a pathway's stop may name, and the words that stand in each.

A part is named by the end of its address behind ``#``: ``use`` on the page of a theory, ``kit-agenda`` on
that of a component. What is linked or cited in a part counts no words.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.records.entries import Entry
from macros.records.field_plans import list_readable_texts, walk_texts
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.sessions import SESSION_PAGE_FIELDS, Session

# By the kind of record: the id of each section on its page, with the fields of the record that stand in it.
SECTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "item": {
        "why": ("why",),
        "in-practice": ("behaviours",),
        "missing-or-overdone": ("missing", "overdone"),
        "missing": ("missing",),
        "overdone": ("overdone",),
        "levels": ("levels",),
        "scene": ("scene",),
        "this-week": ("this_week",),
    },
    "theory": {
        "idea": ("premise",),
        "use": ("use_when",),
        "not": ("not_when",),
        "elements": ("elements",),
        "worked": ("first_move", "worked_example"),
        "assumes": ("assumption",),
        "criticism": ("criticism", "evidence_note"),
        "tools": ("tools",),
        "measures": ("measures",),
    },
    "tension": {
        "scene": ("scene",),
        "poles": ("poles",),
        "holding": ("holding",),
        "about": ("about",),
        "questions": ("questions",),
    },
    "case": {
        "problem": ("problem",),
        "rationale": ("rationale",),
        "did": ("did",),
        "pause": ("pause",),
        "happened": ("happened",),
        "comparison": ("comparison",),
        "went-wrong": ("went_wrong",),
        "lessons": ("lessons",),
    },
    "component": {
        "what": ("what",),
        "what-not": ("what_not",),
        "steps": ("steps",),
        "good": ("good",),
        "wrong": ("goes_wrong",),
        "evidence": ("evidence",),
    },
    "module": {"why": ("why",)},
    "instrument": {"purpose": ("purpose",), "how": ("how",), "interpreting": ("interpreting",)},
    "framework": {"purpose": ("purpose",), "use": ("how_to_use",)},
    "crosswalk": {"method": ("method",)},
    "programme": {
        "audience": ("audience",),
        "asks": ("asks",),
        "about": ("about",),
        "logic-model": ("logic_model",),
        "conditions": ("conditions",),
        "managers": ("managers",),
        "evidence": ("evidence",),
    },
}
# Parts that are numbered from 1: by the kind of record, the word before the number and the field.
NUMBERED: dict[str, tuple[str, str]] = {"component": ("step", "steps"), "tension": ("pole", "poles")}


def list_parts(handbook: Handbook, entry: Entry) -> list[str]:
    """The ids of the parts of the page of ``entry`` that a stop may name, in no order that means anything."""
    word, field = NUMBERED.get(entry.kind, ("", ""))
    numbered = [f"{word}-{number}" for number, _ in enumerate(getattr(entry.node, field, ()), 1)]
    parts = [*SECTIONS.get(entry.kind, ()), *numbered, *_list_entry_parts(handbook, entry)]
    return [part for part in parts if has_part(handbook, entry, part)]


def has_part(handbook: Handbook, entry: Entry, part: str) -> bool:
    """Whether the page of ``entry`` has a ``part`` that a stop may name."""
    return bool(_find_values(handbook, entry, part))


def count_part_words(handbook: Handbook, entry: Entry, part: str) -> int:
    """The number of words that one reads in a ``part`` of the page of ``entry``. Raises ``KeyError`` where
    the page has no such part."""
    return sum(len(text.split()) for text in list_part_texts(handbook, entry, part))


def list_part_texts(handbook: Handbook, entry: Entry, part: str) -> list[str]:
    """The texts that one reads in a ``part`` of the page of ``entry``, in order. Raises ``KeyError`` where
    the page has no such part."""
    if not (values := _find_values(handbook, entry, part)):
        raise KeyError(part)
    return [text for value in values for text in _list_texts(value)]


def _find_values(handbook: Handbook, entry: Entry, part: str) -> list[object]:
    """What stands in one part of the page of ``entry``; nothing where it has no such part."""
    if fields := SECTIONS.get(entry.kind, {}).get(part):
        return [value for name in fields if (value := getattr(entry.node, name))]
    word, field = NUMBERED.get(entry.kind, ("", ""))
    before, _, number = part.rpartition("-")
    if field and before == word and number.isdecimal():
        return getattr(entry.node, field)[int(number) - 1 : int(number)] if int(number) else []
    node = _list_entry_parts(handbook, entry).get(part)
    return [node] if node else []


def _list_entry_parts(handbook: Handbook, entry: Entry) -> dict[str, object]:
    """The nodes of the entries that stand on the page of ``entry``, by their anchors."""
    others = handbook.list_entries(entry.record)
    return {other.anchor: other.node for other in others if other.anchor and other.path == entry.path}


def _list_texts(value: object) -> Iterator[str]:
    """The texts in the value of a field: a text, a part of a record, or a list of either."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Session):  # What else it has stands on its own page.
        texts = walk_texts(value, "line", "prose")
        yield from (text for route, text, *_ in texts if route[0] not in SESSION_PAGE_FIELDS)
    elif isinstance(value, Part):
        yield from (text for _, text in list_readable_texts(value))
    elif isinstance(value, list):
        for item in value:
            yield from _list_texts(item)

"""A handbook whose every text would be markup, code, a formula or a control character, if anything read it
as such."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any

from payloads import PAYLOADS

from macros.records.entries import create_record_entry, create_source_entry, create_term_entry
from macros.records.field_plans import plan_all_fields
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS

CONTROLS = ["\x00\x07\x1b[31mred", "a\tb\rc\nd", "\x7f\x85", "\t=1+1", "\r=1+1", "-1+1", "a,b;c", "x" * 400]
TEXTS = [*PAYLOADS, *CONTROLS]


def make_hostile(book: Handbook) -> Handbook:
    """``book`` with one of :data:`TEXTS` in every line and in every text of prose."""
    texts = cycle(TEXTS)
    records = {
        name: [create_record_entry(KINDS[name], fill(entry.node, texts), entry.file) for entry in entries]
        for name, entries in book.all_records.items()
    }
    sources = [
        create_source_entry(fill(entry.node, texts), entry.file, place)
        for place, entry in enumerate(book.sources)
    ]
    terms = [
        create_term_entry(fill(entry.node, texts), entry.file, place)
        for place, entry in enumerate(book.terms)
    ]
    return Handbook(records, sources, terms, vocabularies=book.vocabularies)


def fill(part: Any, texts: Iterator[str]) -> Any:
    """``part`` with the next of ``texts`` in each of its lines and texts of prose, and in those of the parts
    in it."""
    changed: dict[str, Any] = {}
    for plan in plan_all_fields(type(part)):
        value = vars(part)[plan.name]
        if plan.part and value:
            changed[plan.name] = [fill(one, texts) for one in value] if plan.is_list else fill(value, texts)
        elif (plan.line or plan.prose) and value:
            changed[plan.name] = [next(texts) for _ in value] if plan.is_list else next(texts)
    copy: Part = part.model_copy(update=changed)
    return copy

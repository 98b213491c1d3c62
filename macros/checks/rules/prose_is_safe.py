"""Text holds no HTML, no link that leads nowhere and no macro call; lines to be shown as they are hold no
link at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.base.problems import Fault, Problem, Route, spell
from macros.records.entries import Entry
from macros.records.field_plans import FoundText, walk_texts
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.kinds import VOCABULARY
from macros.records.prose import find_line_faults, find_prose_faults, may_have_faults
from macros.records.quoting import NAMES, take_out


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every text with HTML, an unsafe link or a macro call."""
    for top in handbook.list_top_entries():
        yield from check_entry(handbook, top)
    yield from check_rest(handbook)


def check_entry(handbook: Handbook, top: Entry) -> Iterator[Problem]:
    """Yield the same problems of one record, source or term."""
    quotes = top.kind not in ("source", "exemption")
    for route, fault in _find_text_faults(top.list_texts(), quotes):
        yield top.problem(route, *fault)


def check_rest(handbook: Handbook) -> Iterator[Problem]:
    """Yield the same problems of the closed lists."""
    for place, vocabulary in enumerate(handbook.vocabularies.values()):
        file = handbook.files[VOCABULARY]
        for route, fault in find_faults(vocabulary):
            where = f"vocabulary {vocabulary.id}, {spell(route)}"
            yield Problem(VOCABULARY, *file.locate(("vocabularies", place, *route)), where, *fault)


def find_faults(top: Part) -> Iterator[tuple[Route, Fault]]:
    """The faults of every text in a part, each with its route. Its texts may hold no quotations."""
    return _find_text_faults(walk_texts(top, "prose", "line"), quotes=False)


def _find_text_faults(texts: Iterable[FoundText], quotes: bool) -> Iterator[tuple[Route, Fault]]:
    """The faults of ``texts``, each with its route. ``quotes`` says whether they may hold quotations
    (:mod:`macros.records.quoting`)."""
    for route, text, plan, _ in texts:
        if may_have_faults(text):
            if quotes and plan.name not in NAMES:
                text = take_out(text)
            judge = find_prose_faults if plan.prose else find_line_faults
            for fault in dict.fromkeys(judge(text)) if may_have_faults(text) else ():
                yield route, fault

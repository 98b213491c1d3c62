"""The indexes of the handbook, by skill, setting, stage and tension."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from macros.base.notes import note, read_unnoted
from macros.i18n.phrases import N_, _, ngettext
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS, Tension

# Of what an index lists that is no kind of record.
PLURALS = {
    "competency": N_("Competencies"),
    "session": N_("Sessions"),
    "term": N_("Glossary terms"),
}
# What is no record of its own and can link to one, by its kind: a function that counts it.
_COUNTED_PARTS: dict[str, Callable[[int], str]] = {
    "competency": lambda number: ngettext("%(num)s competency", "%(num)s competencies", number),
    "condition": lambda number: ngettext("%(num)s condition", "%(num)s conditions", number),
    "element": lambda number: ngettext("%(num)s element of a theory", "%(num)s elements of theories", number),
    "evidence": lambda number: ngettext("%(num)s note on evidence", "%(num)s notes on evidence", number),
    "measure": lambda number: ngettext("%(num)s measure", "%(num)s measures", number),
    "outcome": lambda number: ngettext("%(num)s outcome", "%(num)s outcomes", number),
    "section": lambda number: ngettext("%(num)s part of a form", "%(num)s parts of forms", number),
    "session": lambda number: ngettext("%(num)s session", "%(num)s sessions", number),
    "source": lambda number: ngettext("%(num)s source", "%(num)s sources", number),
    "step": lambda number: ngettext("%(num)s step of a programme", "%(num)s steps of programmes", number),
    "strand": lambda number: ngettext("%(num)s strand", "%(num)s strands", number),
    "term": lambda number: ngettext("%(num)s glossary term", "%(num)s glossary terms", number),
    "workplace task": lambda number: ngettext("%(num)s task at work", "%(num)s tasks at work", number),
    "assessment": lambda number: ngettext("%(num)s assessment", "%(num)s assessments", number),
    "kit": lambda number: ngettext("%(num)s kit", "%(num)s kits", number),
}
# The fields that hold words of the closed lists, by list.
FIELDS = {"skill": "skills", "setting": "settings", "stage": "stages"}


@dataclass(frozen=True)
class IndexGroup:
    """One heading of an index: its anchor (``id``), title and meaning, and the entries under it by kind, in
    which items of frameworks have the kind ``competency``."""

    id: str
    title: str
    means: str
    kinds: dict[str, list[Entry]]


def build_index(book: Handbook, by: str) -> list[IndexGroup]:
    """The index by a closed list (``skill``, ``setting``, ``stage``) or by ``tension``, without empty
    headings.

    Raises ``KeyError`` for any other ``by``.
    """
    groups = _group_by_tension(book) if by == "tension" else _group_by_word(book, by)
    return [group for group in groups if group.kinds]


def _group_by_word(book: Handbook, vocabulary: str) -> Iterator[IndexGroup]:
    note("words", FIELDS[vocabulary])
    for word in book.vocabularies[vocabulary].terms:
        entries = read_unnoted(lambda: list(_find_entries_with(book, FIELDS[vocabulary], word.id)))  # noqa: B023
        yield IndexGroup(word.id, word.title, word.description, _sort_into_kinds(entries))


def _find_entries_with(book: Handbook, field: str, word: str) -> Iterator[Entry]:
    for entry in book.entries.values():
        # Far quicker than getattr, for what most have not.
        if word in vars(entry.node).get(field, ()) and not entry.retired:
            yield entry


def _group_by_tension(book: Handbook) -> Iterator[IndexGroup]:
    for tension in book.records["tension"]:
        origins = (origin for group in book.find_backlinks(tension).values() for origin in group)
        yield IndexGroup(
            tension.id,
            tension.title,
            tension.read_as(Tension).summary,
            _sort_into_kinds(dict.fromkeys(origins)),
        )


def translate_plural(kind: str) -> str:
    """The plural of a kind in the language of the interface. ``kind`` is that of a record or of a part,
    ``competency`` or ``term``."""
    return _(KINDS[kind].plural if kind in KINDS else PLURALS.get(kind, kind.capitalize()))


def count_records(kind: str, number: int) -> str:
    """So many records of a kind, in the language of the interface: ``24 theories of change``."""
    return ngettext(*KINDS[kind].counted, number)


def count_entries(entries: Iterable[Entry]) -> str:
    """How many entries of each kind there are, each entry counted once, in the language of the interface:
    ``4 pathways, 5 outcomes``. Kinds come in the order of their first entry."""
    kinds = _sort_into_kinds(dict.fromkeys(entries))
    return ", ".join(_count_kind(kind, len(entries)) for kind, entries in kinds.items())


def _count_kind(kind: str, number: int) -> str:
    return count_records(kind, number) if kind in KINDS else _COUNTED_PARTS[kind](number)


def _sort_into_kinds(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    by_kind: dict[str, list[Entry]] = {}
    for entry in entries:
        by_kind.setdefault("competency" if entry.kind == "item" else entry.kind, []).append(entry)
    return by_kind

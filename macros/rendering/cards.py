"""The facts on a record's card, and the values and words by which an index page filters its cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from macros.base.notes import note, read_unnoted
from macros.curriculum.durations import format_minutes
from macros.i18n.phrases import _, ngettext
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Item, Record, VocabularyTerm

if TYPE_CHECKING:
    from macros.rendering.view import View

# By the kind of record: the fields by which its index page is filtered, each with its vocabulary.
FILTERS = {
    "theory": (("shape", "theory-shape"), ("evidence", "evidence")),
    "case": (("outcome", "case-outcome"), ("settings", "setting")),
    "module": (("stages", "stage"), ("skills", "skill")),
    "pathway": (("stages", "stage"), ("settings", "setting")),
    "framework": (("status", "framework-status"),),
}

# By the kind of record: a function that makes the facts, from the view and the record.
CARD_FACTS: dict[str, Callable[[View, Any], list[str]]] = {
    "theory": lambda view, node: [
        view.find_word("theory-shape", node.shape).title,
        _("evidence: %(grade)s", grade=view.find_word("evidence", node.evidence).title.lower()),
    ],
    "case": lambda view, node: [
        node.country,
        node.period,
        *([_("in short")] if node.depth == "short" else []),
    ],
    "pathway": lambda view, node: [
        _("%(time)s to spend", time=format_minutes(node.minutes)),
        ngettext("%(num)s stop", "%(num)s stops", len(node.stops) + 1),  # The remedy is the first.
    ],
    "module": lambda view, node: [
        ngettext("%(num)s credit", "%(num)s credits", node.credits),
        ngettext("%(num)s session", "%(num)s sessions", len(node.sessions)),
        ngettext("%(number)s hour", "%(number)s hours", node.hours.total, number=f"{node.hours.total:g}"),
    ],
    "programme": lambda view, node: [
        ngettext("%(num)s month", "%(num)s months", node.months),
        *([ngettext("%(num)s credit", "%(num)s credits", node.credits)] if node.credits else []),
    ],
    "component": lambda view, node: [node.time],
    "framework": lambda view, node: [
        view.find_word("framework-status", node.status).title,
        str(node.published),
    ],
    "instrument": lambda view, node: [format_minutes(node.minutes), node.for_whom],
    "crosswalk": lambda view, node: [
        ngettext("%(num)s pair", "%(num)s pairs", len(node.alignments)),
        _("%(number)s unmapped", number=len(node.unmapped)),
    ],
    "tension": lambda view, node: [" / ".join(pole.title for pole in node.poles)],
}


def collect_filter_values(entry: Entry) -> dict[str, str]:
    """The values by which an index page filters an entry, by field; several in one field are separated by
    spaces."""
    note("card", entry)
    node = read_unnoted(lambda: entry.node)
    values = {field: getattr(node, field) for field, _vocabulary in FILTERS.get(entry.kind, ())}
    return {field: value if isinstance(value, str) else " ".join(value) for field, value in values.items()}


def list_keywords(entry: Entry) -> list[str]:
    """The words that people type when they look for a record or an item; none for other entries."""
    head = entry.head
    return head.keywords if isinstance(head, (Record, Item)) else []


def join_filter_words(entry: Entry) -> str:
    """The words by which an index page finds an entry, in lower case: title, summary and keywords."""
    return " ".join([entry.title, entry.summary, *list_keywords(entry)]).lower()


def list_filter_selects(
    book: Handbook, entries: Iterable[Entry], filters: Iterable[tuple[str, str]]
) -> list[tuple[str, str, list[VocabularyTerm]]]:
    """What the filter above a list of entries offers to choose from, by ``filters``, which are (field, its
    closed list): the field, the list's title, and the words of the list that any entry has."""
    used = list(entries)
    return [
        (
            field,
            book.vocabularies[vocabulary].title,
            [term for term in book.vocabularies[vocabulary].terms if _is_used(used, field, term.id)],
        )
        for field, vocabulary in filters
    ]


def _is_used(entries: Iterable[Entry], field: str, term: str) -> bool:
    """Whether any entry has the ``term`` of a vocabulary in ``field``, which holds one term or a list."""
    return any(
        term == value or term in (value if not isinstance(value, str) else ())
        for value in (getattr(entry.head, field) for entry in entries)
    )

"""What a card says of a record beside its title and summary, and what an index page can be filtered by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from macros.curriculum.durations import format_minutes
from macros.i18n.phrases import _, ngettext
from macros.records.entries import Entry
from macros.records.kinds import Item, Record

if TYPE_CHECKING:
    from macros.rendering.view import View

FILTERS = {
    "theory": (("shape", "theory-shape"), ("evidence", "evidence")),
    "case": (("outcome", "case-outcome"), ("settings", "setting")),
    "module": (("stages", "stage"), ("skills", "skill")),
    "pathway": (("stages", "stage"), ("settings", "setting")),
    "framework": (("status", "framework-status"),),
}

# By the kind of record: given the page and the record, the facts.
CARD_FACTS: dict[str, Callable[[View, Any], list[str]]] = {
    "theory": lambda view, node: [
        view.word("theory-shape", node.shape).title,
        _("evidence: %(grade)s", grade=view.word("evidence", node.evidence).title.lower()),
    ],
    "case": lambda view, node: [
        node.country,
        node.period,
        *([_("in short")] if node.depth == "short" else []),
    ],
    "pathway": lambda view, node: [
        _("%(time)s to spend", time=format_minutes(node.minutes)),
        ngettext("%(num)s stop", "%(num)s stops", len(node.stops)),
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
    "framework": lambda view, node: [view.word("framework-status", node.status).title, str(node.published)],
    "instrument": lambda view, node: [format_minutes(node.minutes), node.for_whom],
    "crosswalk": lambda view, node: [
        ngettext("%(num)s pair", "%(num)s pairs", len(node.alignments)),
        _("%(number)s unmapped", number=len(node.unmapped)),
    ],
    "tension": lambda view, node: [" / ".join(pole.title for pole in node.poles)],
}


def filter_values(entry: Entry) -> dict[str, str]:
    """The values an index page filters this entry by."""
    found = {field: getattr(entry.node, field) for field, _vocabulary in FILTERS.get(entry.kind, ())}
    return {field: value if isinstance(value, str) else " ".join(value) for field, value in found.items()}


def list_keywords(entry: Entry) -> list[str]:
    """The words people type when they look for a record or an item; none for anything else."""
    return entry.node.keywords if isinstance(entry.node, (Record, Item)) else []


def filter_words(entry: Entry) -> str:
    """The words an index page finds this entry by."""
    return " ".join([entry.title, entry.summary, *list_keywords(entry)]).lower()


def is_used(entries: Iterable[Entry], field: str, term: str) -> bool:
    """Whether any of the entries has a term of a vocabulary in ``field``, by itself or among others."""
    return any(
        term == value or term in (value if not isinstance(value, str) else ())
        for value in (getattr(e.node, field) for e in entries)
    )

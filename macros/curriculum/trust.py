"""What a page says of how far it can be trusted: which sources it has, what is the handbook's own work, and
what is still to be verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.i18n.phrases import N_, _, ngettext
from macros.records.entries import Entry
from macros.records.field_plans import walk_texts
from macros.records.handbook import Handbook
from macros.records.kinds import Item, Pathway, Record, Source

OWN_WORK = {
    "programme": N_("How the strands, pathway and logic model are put together. Local programmes differ."),
    "module": N_(
        "Outcomes, session plans, tasks and criteria: a design to teach from, not an approved course."
    ),
    "component": N_("The steps, times and kit. Where research is behind them, the page says which."),
    "case": N_("The questions, the lessons and the readings through theories and a tension."),
    "framework": N_(
        "Every summary and all advice. Titles and codes are the owner's, unless this page says otherwise."
    ),
    "item": N_(
        "Summary, behaviours, levels, scene and tasks: our reading, agreed by no owner. Titles and codes are"
        " the owner's, unless the framework's page says otherwise."
    ),
    "crosswalk": N_("Every pair, unless the page says that it was published."),
    "theory": N_("The worked example, when it fits, the tools and measures, and the grade of the evidence."),
    "tension": N_("The scene, the questions and what holding both looks like."),
    "instrument": N_("Its wording. It has not been validated as a test."),
    "pathway": N_("The choice and order of stops."),
}
IMPORTED = N_(
    "Title, code and text are as they were imported from the owner's own file. What was added to them"
    " since is"
    " the handbook's own."
)
READ_LEVELS = ("full", "abstract")  # The words of the closed list ``seen`` for what was read.


@dataclass(frozen=True)
class Trust:
    """What a page says of itself: ``sourcing`` is a sentence on its sources, ``own_work`` one on what is the
    handbook's own, both in the language of the interface; ``unverified`` lists what is to be verified."""

    sourcing: str
    own_work: str
    unverified: list[str]


def assess_trust(book: Handbook, entry: Entry) -> Trust:
    """How far the page of ``entry``, a record or an item, can be trusted. An item rests on its own sources
    and on those of its framework, a pathway on those of its stops."""
    node = entry.read_head_as(Record) if entry is entry.record else entry.read_head_as(Item)
    inherited_ids = [] if entry is entry.record else list(_find_cited_ids(entry.record))
    if isinstance(node, Pathway):
        inherited_ids = [
            ref for stop in node.stops for ref in _find_cited_ids(book.resolve(stop.take).record)
        ]
    sources = dict.fromkeys(book.resolve(ref, "source") for ref in (*_find_cited_ids(entry), *inherited_ids))
    describe = _describe_sources_of_stops if entry.kind == "pathway" else _describe_sources
    sourcing = describe([source.read_as(Source) for source in sources])
    is_imported = isinstance(node, Item) and node.source_id
    return Trust(sourcing, _(IMPORTED if is_imported else OWN_WORK[entry.kind]), list(node.unverified))


def assess_page_trust(sources: list[Source]) -> Trust:
    """How far a hand-written page that cites ``sources`` can be trusted."""
    own_work = _("Everything that names no source. Links lead to pages that say the same of themselves.")
    return Trust(_describe_sources(sources), own_work, [])


def _find_cited_ids(entry: Entry) -> Iterator[str]:
    """The ids of all sources that a page names: for itself, for a figure on it, or to read. A framework's are
    without those of its items."""
    node = entry.head if entry.kind == "framework" else entry.node
    for reference in walk_texts(node, "ref", omitted_field="items"):
        if reference.plan.target_kind == "source":
            yield reference.text


def _describe_sources(sources: list[Source]) -> str:
    """A sentence on how many sources a page has, and how many of them were read."""
    read, number = sum(source.seen in READ_LEVELS for source in sources), len(sources)
    if not sources:
        return _("It claims nothing that rests on a publication, and names none.")
    if read == number:
        return ngettext(
            "One source, read at least in part.", "%(num)s sources, all read at least in part.", number
        )
    if not read:
        return ngettext(
            "One source, cited from general knowledge.",
            "%(num)s sources, all cited from general knowledge.",
            number,
        )
    return ngettext(
        "%(num)s source, %(read)s of them read at least in part, the rest cited from general knowledge.",
        "%(num)s sources, %(read)s of them read at least in part, the rest cited from general knowledge.",
        number,
        read=read,
    )


def _describe_sources_of_stops(sources: list[Source]) -> str:
    """Like :func:`_describe_sources`, for a pathway."""
    read, number = sum(source.seen in READ_LEVELS for source in sources), len(sources)
    if not sources:
        return _describe_sources(sources)
    if read == number:
        return ngettext(
            "Its stops rest on one source, read at least in part.",
            "Its stops rest on %(num)s sources, all read at least in part.",
            number,
        )
    if not read:
        return ngettext(
            "Its stops rest on one source, cited from general knowledge.",
            "Its stops rest on %(num)s sources, all cited from general knowledge.",
            number,
        )
    return ngettext(
        "Its stops rest on %(num)s source, %(read)s of them read at least in part, the rest cited from"
        " general knowledge.",
        "Its stops rest on %(num)s sources, %(read)s of them read at least in part, the rest cited from"
        " general knowledge.",
        number,
        read=read,
    )

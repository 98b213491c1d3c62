"""How far a page can be trusted: what on it is sourced, what is the handbook's own, and what is still to be
verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.i18n.phrases import N_, _, ngettext
from macros.records.entries import Entry
from macros.records.field_plans import find_texts, walk_parts
from macros.records.handbook import Handbook
from macros.records.kinds import Item, Pathway, Record, Source

OWN = {
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
READ = ("full", "abstract")


@dataclass(frozen=True)
class Trust:
    """What a page says of itself: one sentence on its sources, one on what is its own, and what is to be
    verified."""

    sourced: str
    own: str
    unverified: list[str]


def trust_in(book: Handbook, entry: Entry) -> Trust:
    """How far the page of ``entry`` can be trusted. An item rests on its own sources and on its
    framework's."""
    node = entry.read_as(Record) if entry is entry.record else entry.read_as(Item)
    above = [] if entry is entry.record else list(_cited(entry.record))
    if isinstance(node, Pathway):
        above = [ref for stop in node.stops for ref in _cited(book.resolve(stop.take).record)]
    sources = dict.fromkeys(book.resolve(ref, "source") for ref in (*_cited(entry), *above))
    said = (_sourced_stops if entry.kind == "pathway" else _sourced)(
        [source.read_as(Source) for source in sources]
    )
    return Trust(said, _(OWN[entry.kind]), list(node.unverified))


def trust_in_page(sources: list[Source]) -> Trust:
    """How far a hand-written page can be trusted that cites ``sources``."""
    own = _("Everything that names no source. Links lead to pages that say the same of themselves.")
    return Trust(_sourced(sources), own, [])


def _cited(entry: Entry) -> Iterator[str]:
    """Every source that a page names: for the page, for a figure on it, to read; of a framework without its
    items."""
    for route, part in walk_parts(entry.node):
        if "items" not in route:
            yield from (ref for _, ref, field in find_texts(part, "ref") if field.target_kind == "source")


def _sourced(sources: list[Source]) -> str:
    read, number = sum(source.seen in READ for source in sources), len(sources)
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


def _sourced_stops(sources: list[Source]) -> str:
    """The same of a pathway, which rests on what its stops rest on."""
    read, number = sum(source.seen in READ for source in sources), len(sources)
    if not sources:
        return _sourced(sources)
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

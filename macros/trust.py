"""How far a page can be trusted: what on it is sourced, what is the handbook's own, and what is still to be verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.entries import Entry
from macros.fields import values, walk
from macros.handbook import Handbook
from macros.model import Source

OWN = {
    "programme": "How the strands, pathway and logic model are put together. Local programmes differ.",
    "module": "Outcomes, session plans, tasks and criteria: a design to teach from, not an approved course.",
    "component": "The steps, times and kit. Where research is behind them, the page says which.",
    "case": "The questions, the lessons and the readings through theories and a tension.",
    "framework": "Every summary and all advice. Titles and codes are the owner's, unless this page says otherwise.",
    "item": "Summary, behaviours, levels, scene and tasks: our reading, agreed by no owner. Titles and codes are the owner's, unless the framework's page says otherwise.",
    "crosswalk": "Every pair, unless the page says that it was published.",
    "theory": "The worked example, when it fits, the tools and measures, and the grade of the evidence.",
    "tension": "The scene, the questions and what holding both looks like.",
    "instrument": "Its wording. It has not been validated as a test.",
    "pathway": "The choice and order of stops.",
}
READ = ("full", "abstract")
UNREAD = "cited from general knowledge"


@dataclass(frozen=True)
class Trust:
    """What a page says of itself: one sentence on its sources, one on what is its own, and what is to be verified."""

    sourced: str
    own: str
    unverified: list[str]


def trust_in(book: Handbook, entry: Entry) -> Trust:
    """How far the page of ``entry`` can be trusted. An item rests on its own sources and on its framework's."""
    above = () if entry is entry.record else _cited(entry.record)
    if entry.kind == "pathway":
        above = [ref for stop in entry.node.stops for ref in _cited(book.resolve(stop.take).record)]
    sources = dict.fromkeys(book.resolve(ref, "source") for ref in (*_cited(entry), *above))
    said = _sourced([source.node for source in sources])
    if entry.kind == "pathway" and sources:
        said = f"Its stops rest on {said[0].lower()}{said[1:]}"
    return Trust(said, OWN[entry.kind], list(entry.node.unverified))


def trust_in_page(sources: list[Source]) -> Trust:
    """How far a hand-written page can be trusted that cites ``sources``."""
    own = "Everything that names no source. Links lead to pages that say the same of themselves."
    return Trust(_sourced(sources), own, [])


def _cited(entry: Entry) -> Iterator[str]:
    """Every source that a page names: for the page, for a figure on it, to read; of a framework without its items."""
    for route, part in walk(entry.node):
        if "items" not in route:
            yield from (ref for _, ref, field in values(part, "ref") if field.ref.kind == "source")


def _sourced(sources: list[Source]) -> str:
    if not sources:
        return "It claims nothing that rests on a publication, and names none."
    read = sum(source.seen in READ for source in sources)
    if len(sources) == 1:
        return f"One source, {'read at least in part' if read else UNREAD}."
    if read == len(sources):
        how = "all read at least in part"
    else:
        how = f"{read} of them read at least in part, the rest {UNREAD}" if read else f"all {UNREAD}"
    return f"{len(sources)} sources, {how}."

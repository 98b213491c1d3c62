"""The stops of a pathway as its page shows them: what each takes, how long that is, and the passage meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from macros.curriculum.durations import estimate_stop_minutes, format_duration, format_minutes_to_read
from macros.i18n.phrases import _
from macros.records.entries import Entry
from macros.records.kinds import Pathway, PathwayStop
from macros.rendering.passages import TOP_RANK, Passage, cut_passage

if TYPE_CHECKING:
    from macros.rendering.view import View

FIRST_NUMBER = 2  # Stop 1 is the remedy.
# Parts of a page that are shown as their summary, with a link: a session is held, not read, and the others
# stand on a page of many.
_SUMMARISED_PARTS = frozenset({"session", "source", "term", "finding"})


@dataclass(frozen=True)
class Stop:
    """A stop: its ``number`` on the walk, the entry that it takes, the ``href`` of the passage on its own
    page, what it is called in full, the ``minutes`` it takes, also in words (``3 min to read``), why one
    takes it, and the ``passage`` of one part or several, empty where the whole entry is meant."""

    number: int
    entry: Entry
    href: str
    title: str
    minutes: int
    duration: str
    why: str
    passage: Markup


def list_stops(view: View, pathway: Entry) -> list[Stop]:
    """The stops of a pathway behind its remedy, as seen from ``view``."""
    stops = pathway.read_as(Pathway).stops
    return [_build_stop(view, number, stop) for number, stop in enumerate(stops, FIRST_NUMBER)]


def _build_stop(view: View, number: int, stop: PathwayStop) -> Stop:
    entry = view.resolve(stop.take)
    parts = stop.parts or ([entry.anchor] if entry.anchor and entry.kind not in _SUMMARISED_PARTS else [])
    title, passage = view.label(entry), Markup()
    href = view.href(entry)
    if parts:
        page_entry = entry if stop.parts else entry.record
        page = view.href(page_entry)
        href = f"{page}#{parts[0]}"
        cuts = _cut_passages(view, number, page_entry, parts)
        passage = Markup(cuts[0].html if len(cuts) == 1 else "\n".join(map(_head_passage, cuts)))
        if stop.parts and len(cuts) == 1 and cuts[0].title:
            title = _("%(page)s: %(part)s", page=title, part=cuts[0].title)
    minutes = estimate_stop_minutes(view.book, stop)
    duration = format_minutes_to_read(minutes) if stop.parts else format_duration(entry)
    return Stop(number, entry, href, title, minutes, duration, stop.why, passage)


def _cut_passages(view: View, number: int, entry: Entry, parts: list[str]) -> list[Passage]:
    """The ``parts`` of the page of ``entry``, to stand at a stop."""

    def cut() -> list[list[Any]]:
        html, scripts = view.render_elsewhere(entry)
        rank = TOP_RANK + (len(parts) > 1)  # Each of several has a heading of its own.
        page = view.href(entry)
        passages = [cut_passage(html, part, f"stop-{number}-", page, rank) for part in parts]
        return [[[passage.title, passage.html] for passage in passages], sorted(scripts)]

    name = f"passages at stop {number} of {view.path}: {entry.id} {' '.join(parts)}"
    passages, scripts = view.renderer.remember(name, cut)
    for script in scripts:
        view.require_script(script)
    return [Passage(*passage) for passage in passages]


def _head_passage(passage: Passage) -> str:
    heading = f"<h{TOP_RANK}>{escape(passage.title)}</h{TOP_RANK}>\n" if passage.title else ""
    return heading + passage.html

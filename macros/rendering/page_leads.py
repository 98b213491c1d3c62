"""What the head of a page says below its title: for whom it is, how long it takes to read, and the one thing
to do next. That of a hand-written page to be read says whom its front matter names, and leads to its first
section."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from macros.curriculum.durations import (
    estimate_page_minutes,
    format_duration,
    format_minutes_to_read,
    format_reading_time,
)
from macros.hand_written.pages import WrittenPage
from macros.i18n.phrases import N_, _
from macros.records.entries import Entry
from macros.records.kinds import CompetencyFramework, Instrument, Module, Pathway

if TYPE_CHECKING:
    from macros.rendering.view import View

# By the kind of record, where the record itself does not say for whom it is.
_AUDIENCES = {
    "framework": N_("For whoever assesses themselves, or others, against it"),
    "item": N_("For doctors who want to get better at it, and those who teach or supervise them"),
    "crosswalk": N_("For whoever carries ratings or evidence from one framework to the other"),
    "theory": N_("For anyone who plans a change"),
    "tension": N_("For anyone who is pulled both ways"),
    "case": N_("For anyone about to try something like it"),
    "component": N_("For whoever runs it, and whoever takes part"),
    "programme": N_("For those who join it, teach on it or run it"),
}


@dataclass(frozen=True)
class NextStep:
    """What a reader would do next: the words of a link (``label``) and its relative address."""

    label: str
    href: str


@dataclass(frozen=True)
class PageLead:
    """The lines below a page's summary: ``audience`` says for whom it is, ``reading_time`` how long it takes
    (``6 min to read``; of a pathway, what to set aside: ``30 min in all``)."""

    audience: str
    reading_time: str
    next_step: NextStep | None


def find_verdict(text: str) -> str:
    """The verdict with which a prose field begins: its opening words, where they are strong; else empty."""
    opening = re.match(r"\s*\*\*(.+?)\*\*", text, re.S)
    return opening[1] if opening else ""


def describe_page(view: View, entry: Entry) -> PageLead:
    """The lead of the page of ``entry``, as seen from ``view``, in the language of the interface."""
    node: Any = entry.node
    if isinstance(node, (Pathway, Instrument)):
        audience = _("For: %(whom)s", whom=node.for_whom)
    elif isinstance(node, Module):
        audience = _("For: %(whom)s", whom=node.audience)
    else:
        audience = _(_AUDIENCES[entry.kind])
    time = format_duration(entry) if isinstance(node, Pathway) else format_reading_time(entry)
    return PageLead(audience, time, _NEXT_STEPS[entry.kind](view, entry))


def describe_written_page(page: WrittenPage) -> PageLead:
    """The lead of a hand-written page to be read, in the language of the interface; without a next step where
    it has no section."""
    section = page.first_section
    return PageLead(
        _("For: %(whom)s", whom=page.front.for_whom),
        format_minutes_to_read(estimate_page_minutes(page)),
        NextStep(_("Begin: %(section)s", section=section[1]), f"#{section[0]}") if section else None,
    )


def _rate(view: View, entry: Entry) -> NextStep:
    """What to do with an item: rate oneself, choose among what is below it, or read on."""
    code = entry.code
    tool = view.href("tools/self-assessment")
    if view.book.list_children(entry):
        return NextStep(_("Choose one of its parts"), "#items")
    return NextStep(_("Rate yourself on it"), f"{tool}?framework={entry.record.id}&element={code}")


def _assess(view: View, entry: Entry) -> NextStep:
    if entry.read_head_as(CompetencyFramework).items:
        href = f"{view.href('tools/self-assessment')}?framework={entry.id}"
        return NextStep(_("Assess yourself on it"), href)
    return NextStep(_("See what it is for"), "#purpose")


def _fill_in(view: View, entry: Entry) -> NextStep:
    if tool := entry.read_as(Instrument).tool:
        return NextStep(_("Fill it in here"), view.href(f"tools/{tool}"))
    return NextStep(_("Blank to print"), view.href(f"tools/blanks/{entry.id}"))


def _anchor(label: str, anchor: str) -> Callable[[View, Entry], NextStep]:
    return lambda view, entry: NextStep(_(label), f"#{anchor}")


def _explore(view: View, entry: Entry) -> NextStep:
    return NextStep(_("Find the counterpart of a competency"), view.href("crosswalks/explorer"))


_NEXT_STEPS: dict[str, Callable[[View, Entry], NextStep]] = {
    "item": _rate,
    "framework": _assess,
    "instrument": _fill_in,
    "crosswalk": _explore,
    "theory": _anchor(N_("See the first move on a ward"), "worked"),
    "tension": _anchor(N_("See how to hold both"), "holding"),
    "case": _anchor(N_("Stop where they stood: what would you do?"), "pause"),
    "module": _anchor(N_("Open its sessions"), "sessions"),
    "component": _anchor(N_("See how it runs"), "steps"),
    "programme": _anchor(N_("See the year at a glance"), "pathway"),
    "pathway": _anchor(N_("Begin"), "stop-1"),
}

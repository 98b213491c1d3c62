"""The kinds of what the search finds, what each is called, and the four groups that results are shown in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from macros.i18n.phrases import _
from macros.records.kinds import KINDS as RECORD_KINDS

# The four things one may want of a page, in the order in which results are grouped.
GROUPS: Mapping[str, Callable[[], str]] = {
    "do": lambda: _("To do"),
    "read": lambda: _("To read"),
    "teach": lambda: _("To teach"),
    "look-up": lambda: _("To look up"),
}


class FoundKind(NamedTuple):
    """A kind of result: its word, its group, and how much it counts beside others when it is found by the
    same words (1 for a page that teaches)."""

    title: Callable[[], str]
    group: str
    weight: float = 1.0


def _name(kind: str) -> Callable[[], str]:
    return lambda: _(RECORD_KINDS[kind].title)


KINDS: Mapping[str, FoundKind] = {
    "pathway": FoundKind(_name("pathway"), "do", 1.1),
    "module": FoundKind(_name("module"), "teach"),
    "session": FoundKind(lambda: _("Session"), "teach", 0.8),
    "component": FoundKind(_name("component"), "teach"),
    "programme": FoundKind(_name("programme"), "teach", 0.9),
    "case": FoundKind(_name("case"), "read"),
    "theory": FoundKind(_name("theory"), "read", 0.9),
    "tension": FoundKind(_name("tension"), "read"),
    "guide": FoundKind(lambda: _("Guide"), "read", 1.2),
    "instrument": FoundKind(_name("instrument"), "do", 0.6),
    "tool": FoundKind(lambda: _("Tool"), "do", 1.1),
    "item": FoundKind(lambda: _("Competency"), "read", 0.5),
    "framework": FoundKind(_name("framework"), "look-up", 0.8),
    "crosswalk": FoundKind(_name("crosswalk"), "look-up", 0.4),
    "page": FoundKind(lambda: _("Page"), "look-up", 0.9),
    "help": FoundKind(lambda: _("About the handbook"), "look-up"),
    "blank": FoundKind(lambda: _("Blank form"), "do", 0.6),
    "retired": FoundKind(lambda: _("Retired"), "look-up", 0.1),
    "term": FoundKind(lambda: _("Glossary"), "look-up", 0.8),
    "source": FoundKind(lambda: _("Source"), "look-up", 0.2),
}

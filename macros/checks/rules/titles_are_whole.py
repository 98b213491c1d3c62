"""The title of a source, and of the book or site it stands in, does not break off, or the source says that it
was cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.base.problems import Fault, Problem
from macros.records.handbook import Handbook
from macros.records.kinds import Source

# Words after which a title goes on: articles, conjunctions, prepositions. Those that end a phrase as readily,
# such as 'on' and 'up' ("Five years on"), are not among them.
UNENDING = frozenset(
    "a an the and or nor but than of in for from with without to into by at as among between towards within"
    " upon via per its their our your whose".split()
)
# A verb with 'in' can end a title all the same: "Negotiating Agreement Without Giving In".
_WITH_VERB = re.compile(
    r"\b(?:giv|lean|opt|join|fit|buy|check|sign|log|drop|step|bring|tun)(?:e|[a-z]?ing)? in$", re.IGNORECASE
)
_MARK = re.compile(r"(?:[:;,/&–—-]|\.\.+|…)$")
# Not the end of a longer word ("drop-in", "Björk's"), nor a letter or an abbreviation ("Hepatitis A", "IN").
_LAST_WORD = re.compile(r"(?<![\w'’-])(?:[A-Za-z]?[a-z]+)$")
_CLOSING = "”’\"')]} "
_PAIRS = {"(": ")", "[": "]", "“": "”"}
SPEAKS_OF_TITLE = re.compile(r"\btitles?\b", re.IGNORECASE)
_RIGHT = "write the whole title, or say in 'incomplete' that the title was cut (or that it is whole)"


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every title of a source, or of what it stands in, that breaks off, where the source
    does not speak of its title in 'incomplete'."""
    for entry in handbook.sources:
        source = entry.read_as(Source)
        if not SPEAKS_OF_TITLE.search(source.incomplete or ""):
            for name in ("title", "container"):
                if fault := find_fault(getattr(source, name) or ""):
                    yield entry.problem((name,), *fault)


def find_fault(title: str) -> Fault | None:
    """What shows that a title was cut, and what would be right; ``None`` where nothing does."""
    for opening, closing in _PAIRS.items():
        if title.count(opening) > title.count(closing):
            return Fault(f"opens '{opening}' and never closes it, as a title does that was cut", _RIGHT)
    end = title.rstrip(_CLOSING)
    mark, word = _MARK.search(end), _LAST_WORD.search(end)
    if mark:
        return Fault(f"ends with '{mark[0]}', as a title does that was cut", _RIGHT)
    if word and word[0].lower() in UNENDING and not _WITH_VERB.search(end):
        return Fault(f"ends with '{word[0]}', as a title does that was cut", _RIGHT)
    return None

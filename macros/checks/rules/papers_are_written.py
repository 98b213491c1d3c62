"""Every paper that a session's materials, plan or notes name is there: as one of its handouts, as a form that
is a record, or as a case.

Whoever teaches tomorrow cannot print "the role cards" that nobody has written. A rule cannot understand a
plan; this one knows how papers are called that somebody has to write beforehand, and asks of each whether the
session has one of that name. What it takes for such a name, and nothing else:

- cards of a role, a scene, a remark, a call, an hour, a private card, and the card of somebody: there when a
  handout has cards, or 'card' in its title, or the word before it;
- a sheet that is called after something ('the loss sheet', 'sheet for the watchers'), a brochure, a
  scorecard, a timeline: there when a handout or an instrument has a word of the name in its id or title, or
  its own words hold it;
- case pages and outcome pages: there when the session lists a case.

Blank cards, paper and notes are bought, and have none of these names. A name that is meant loosely finds some
paper nearly always, so that the rule is silent where it is unsure. A module is judged once one of its
sessions has handouts: before that its papers are still to be written. What names another session by its
number ('the slips from session 1') is looked for there by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from macros.base.problems import Problem, Route, show
from macros.records.entries import Entry
from macros.records.field_plans import list_readable_texts
from macros.records.handbook import Handbook
from macros.records.kinds import Module
from macros.records.sessions import Session

# Words before 'sheet' that say which one, how many or what it is made of, and not what is on it.
_NO_NAMES = frozenset(
    "a all an and another answer any big blank both clean common each empty every everybody everyone few"
    " first five flip four fresh half in large last loose many most new next of on one or other our own paper"
    " plain same second separate seven several single six small spare swap table ten that the their these"
    " third this those three to top two whatever which with your".split()
)
_CARDS = re.compile(
    r"\b(?P<name>(?:role|scene|remark|call|hour|private|situation|request)s?)[ -](?:cards?)\b"
    r"|\b(?!owner|partner|other|neighbour)(?P<owner>[a-z]+)['’]s cards?\b"  # Those write one themselves.
    r"|\bcards? of (?:the|a) (?P<holder>[a-z]+)\b",
    re.I,
)
_SHEETS = re.compile(
    r"\b(?:the|an?|your|their|printed) (?P<name>[a-z]+(?:['’]s)?) sheets?\b"
    r"|\bsheets? (?:for|headed|called) (?:the |an? )?(?P<use>[a-z]+)",
    re.I,
)
# A line of materials is a list of things, and no sentence in which 'swap sheets' may stand.
_SHEETS_IN_LISTS = re.compile(_SHEETS.pattern.replace("(?:the|an?|your|their|printed) ", "", 1), re.I)
_OTHERS = re.compile(r"\b(?P<name>brochure|scorecard|timeline)s?\b", re.I)
_CASES = re.compile(r"\b(?:case|outcome) pages?\b", re.I)
_ELSEWHERE = re.compile(r"\bsessions? \d", re.I)  # In the same sentence.
_SENTENCE_END = re.compile(r"(?<=[.?!:;])\s+|\n\s*\n")
_WORD = re.compile(r"[a-z0-9]+", re.I)
_LEAST_STEM = 4  # Letters by which two longer words are taken for one: 'watcher' for 'watchers'.


class _Papers(NamedTuple):
    """The papers of a session: the words of their ``titles`` and ids, all that stands on them (``words``),
    whether any ``has_cards``, and whether it lists a case (``has_cases``)."""

    titles: frozenset[str]
    words: frozenset[str]
    has_cards: bool
    has_cases: bool


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every paper that a session names and does not have."""
    for entry in handbook.records["module"]:
        sessions = entry.read_as(Module).sessions
        if any(session.handouts for session in sessions):
            for i, session in enumerate(sessions):
                papers = _list_papers(handbook, session)
                for route, text in _list_texts(session):
                    yield from _check_text(entry, ("sessions", i, *route), text, papers)


def _list_papers(handbook: Handbook, session: Session) -> _Papers:
    others = [handbook.get(ref, "any") for ref in (*session.instruments, *session.cases)]
    names = [f"{handout.id} {handout.title}" for handout in session.handouts]
    names += [f"{other.id} {other.title}" for other in others if other]
    texts = [text for handout in session.handouts for _, text in list_readable_texts(handout)]
    return _Papers(
        frozenset(_list_stems(" ".join(names))),
        frozenset(_list_stems(" ".join(texts))),
        any(handout.cards for handout in session.handouts),
        bool(session.cases),
    )


def _list_texts(session: Session) -> Iterator[tuple[Route, str]]:
    """Yield what names papers, each with its route in the session."""
    for number, line in enumerate(session.materials):
        yield ("materials", number), line
    for number, activity in enumerate(session.plan):
        for name in ("task", "detail"):
            if text := getattr(activity, name):
                yield ("plan", number, name), text
    yield ("facilitator",), session.facilitator


def _check_text(entry: Entry, route: Route, text: str, papers: _Papers) -> Iterator[Problem]:
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if not _ELSEWHERE.search(sentence)]
    sheets = _SHEETS_IN_LISTS if route[2] == "materials" else _SHEETS
    names = [name for sentence in sentences for name in _find_missing(sentence, papers, sheets)]
    for name in {name.lower(): name for name in reversed(names)}.values():
        yield entry.problem(
            route,
            f"names a paper, {show(name)}, that the session does not have",
            "write it under 'handouts' with its name in the title, name a form under 'instruments' or a case"
            " under 'cases', or say 'blank' of what is bought",
            name,
        )


def _find_missing(sentence: str, papers: _Papers, sheets: re.Pattern[str]) -> Iterator[str]:
    """Yield the names in a sentence of papers that are not there; ``sheets`` finds those of sheets."""
    for match in _CARDS.finditer(sentence):
        if not (papers.has_cards or "card" in papers.titles or _has_any(match, papers.titles)):
            yield match[0]
    for match in sheets.finditer(sentence):
        word = match["name"] or match["use"]
        if word.lower() not in _NO_NAMES and not _has_any(match, papers.titles | papers.words):
            yield match[0]
    for match in _OTHERS.finditer(sentence):
        if not _has_any(match, papers.titles | papers.words):
            yield match[0]
    if not papers.has_cases:
        yield from (match[0] for match in _CASES.finditer(sentence))


def _has_any(match: re.Match[str], stems: frozenset[str]) -> bool:
    """Whether a word of a name is among ``stems``, or begins like one."""
    stems_of_name = _list_stems(" ".join(filter(None, match.groups())))
    return any(_is_alike(stem, other) for stem in stems_of_name for other in stems)


def _is_alike(stem: str, other: str) -> bool:
    shorter, longer = sorted((stem, other), key=len)
    return stem == other or (len(shorter) >= _LEAST_STEM and longer.startswith(shorter))


def _list_stems(text: str) -> list[str]:
    """The words of a text in small letters, without the s of a plural or of an owner."""
    words = _WORD.findall(re.sub(r"['’]s\b", "", text.lower()))
    return [word.removesuffix("s") if len(word) > 3 else word for word in words]

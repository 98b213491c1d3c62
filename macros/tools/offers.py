"""What a tool offers for a need: whatever of the curriculum works on a competency."""

from __future__ import annotations

from collections.abc import Iterator

from macros.curriculum.crosswalks import Crosswalks
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Item, Module
from macros.records.sessions import Session

# The kinds that are offered for a need, in the order in which they are offered.
OFFERED_KINDS = ("session", "module", "workplace task", "component", "theory", "case", "pathway", "tension")
# With so many offers for an item, those for its counterparts in other frameworks are not looked for.
ENOUGH_OFFERS = 12


def find_offers(book: Handbook, crosswalks: Crosswalks, leaf: Entry) -> Iterator[tuple[Entry, str]]:
    """Yield the entries that work on an item, each once, with ``via``.

    First those that name the item (``via`` is empty); then those of its counterparts in other frameworks, the
    nearest and surest first (``via`` is the counterpart's id), until there are :data:`ENOUGH_OFFERS`; and
    where none of these is a session, sessions that practise the same skills (``via`` is ``skill``).
    """
    offers: set[Entry] = set()
    for item, via in (
        (leaf, ""),
        *((pair.other, pair.other.id) for pair in crosswalks.find_reliable_counterparts(leaf)),
    ):
        if len(offers) >= ENOUGH_OFFERS:
            break
        for offer in _list_working_on(book, item):
            if offer not in offers:
                offers.add(offer)
                yield offer, via
    if not any(offer.kind == "session" for offer in offers):
        yield from ((offer, "skill") for offer in _list_sessions_of_same_skills(book, leaf))


def _list_sessions_of_same_skills(book: Handbook, leaf: Entry) -> list[Entry]:
    """The five sessions that practise most of an item's skills, most first."""
    skills = set(leaf.read_head_as(Item).skills)
    sessions = [
        entry
        for entry in book.entries.values()
        if entry.kind == "session" and not entry.retired and skills & set(entry.read_head_as(Session).skills)
    ]
    return sorted(sessions, key=lambda entry: -len(skills & set(entry.read_head_as(Session).skills)))[:5]


def _list_working_on(book: Handbook, item: Entry) -> list[Entry]:
    """The entries that teach, practise or link to an item, in the order of :data:`OFFERED_KINDS`."""
    coverage = book.find_coverage(item)
    taught = set(coverage["taught"])
    modules = dict.fromkeys(outcome.record for outcome in coverage["taught"])
    sessions = [
        book.resolve(f"{module.id}/{session.id}")
        for module in modules
        for session in module.read_as(Module).sessions
        if any(book.resolve(f"{module.id}/{outcome}") in taught for outcome in session.outcomes)
    ]
    linking = [origin for group in book.find_backlinks(item).values() for origin in group]
    candidates = dict.fromkeys([*sessions, *modules, *coverage["practised"], *linking])
    return sorted(
        (entry for entry in candidates if entry.kind in OFFERED_KINDS),
        key=lambda entry: OFFERED_KINDS.index(entry.kind),
    )

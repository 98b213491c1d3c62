"""The chain from a competency to what covers it, hop by hop.

A competency is *taught* where a module's outcome names it and a session works on that outcome, *practised* in
a workplace task or component that names it, and *assessed* where an assessment tests an outcome that names
it. An item of a framework that the programme is not written against, and that nothing names, is covered by
way of its counterparts in crosswalks, as of :meth:`~macros.curriculum.crosswalks.Crosswalks.find_coverage`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.curriculum.crosswalks import Crosswalks
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework, Module, Outcome
from macros.records.sessions import Session


@dataclass(frozen=True)
class Chain:
    """One way from ``item`` to something that covers it.

    ``kind`` is the kind of coverage (``taught``, ``practised``, ``assessed``). ``outcome`` is the learning
    outcome that names the item; ``None`` where it is practised. ``part`` is at the end: a session, an
    assessment, a workplace task or a component; ``None`` where no session works on the outcome.
    ``counterpart`` is the item of another framework that is named in its place, if it is.
    """

    item: Entry
    kind: str
    outcome: Entry | None
    part: Entry | None
    counterpart: Entry | None = None

    @property
    def place(self) -> Entry:
        """The module or component in which the chain ends."""
        end = self.part or self.outcome
        assert end
        return end.record


def list_chains(crosswalks: Crosswalks, item: Entry) -> list[Chain]:
    """Every chain of an item: taught, then practised, then assessed, each in the order of the records."""
    direct = _sort_chains(_walk_chains(crosswalks.book, item))
    if direct or item.record.read_as(CompetencyFramework).core:
        return direct
    return _sort_chains(
        Chain(item, chain.kind, chain.outcome, chain.part, counterpart.other)
        for counterpart in crosswalks.find_counterparts(item)
        for chain in _walk_chains(crosswalks.book, counterpart.other)
    )


def _sort_chains(chains: Iterator[Chain]) -> list[Chain]:
    kinds = ("taught", "practised", "assessed")
    return sorted(chains, key=lambda chain: kinds.index(chain.kind))


def _walk_chains(book: Handbook, item: Entry) -> Iterator[Chain]:
    coverage = book.find_coverage(item)
    for outcome in coverage["taught"]:
        sessions: list[Entry | None] = [*list_sessions(book, outcome)]
        yield from (Chain(item, "taught", outcome, session) for session in sessions or [None])
        for assessment in list_assessments(book, outcome):
            yield Chain(item, "assessed", outcome, assessment)
    for part in coverage["practised"]:
        yield Chain(item, "practised", None, part)


def list_sessions(book: Handbook, outcome: Entry) -> list[Entry]:
    """The sessions of a module that work on one of its outcomes, in order."""
    name = outcome.read_as(Outcome).id
    return [
        book.entries[f"{outcome.record.id}/{session.id}"]
        for session in outcome.record.read_as(Module).sessions
        if name in session.outcomes
    ]


def list_assessments(book: Handbook, outcome: Entry) -> list[Entry]:
    """The assessments of a module that test one of its outcomes."""
    ids = (f"{outcome.record.id}/{id}" for id in outcome.read_as(Outcome).assessed_by)
    assessments = (book.get(id, "assessment") for id in dict.fromkeys(ids))
    return [assessment for assessment in assessments if assessment]


def list_theories(book: Handbook, part: Entry) -> list[Entry]:
    """The theories that a session uses; none for anything else."""
    refs = part.node.theories if isinstance(part.node, Session) else ()
    return [theory for ref in refs if (theory := book.get(ref, "theory"))]

"""The state of the handbook's content in whole, for whoever leads a programme with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from macros.hand_written.pages import WrittenPage
from macros.quality.coverage import CoverageReport, assess_coverage, list_core_frameworks
from macros.quality.outcome_verbs import OutcomesAtLevel, group_by_level
from macros.quality.reviews import (
    ReviewsOfKind,
    ReviewsOfRole,
    group_by_role,
    group_reviews,
    list_ageing_findings,
)
from macros.quality.sources import SourceUse, assess_sources, count_outside_addresses
from macros.quality.workload import Workload, list_workloads
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Case, Exemption, Module


@dataclass(frozen=True)
class TheoryUse:
    """The theories that no module teaches, those that no session uses, and those that no case shows."""

    untaught: list[Entry]
    without_session: list[Entry]
    without_case: list[Entry]


@dataclass(frozen=True)
class ExemptEntry:
    """An ``entry`` that need not meet a rule of coverage, and why."""

    entry: Entry
    rule: str
    reason: str


@dataclass(frozen=True)
class QualityReport:
    """Everything that the page on quality shows. ``links`` is the number of references between records, all
    of which the check has followed; ``outside_addresses`` that of addresses elsewhere, of which it follows
    none."""

    coverage: CoverageReport
    exemptions: list[ExemptEntry]
    theories: TheoryUse
    sources: SourceUse
    reviews: list[ReviewsOfKind]
    reviews_by_role: list[ReviewsOfRole]
    ageing_findings: list[Entry]
    workloads: list[Workload]
    levels: list[OutcomesAtLevel]
    links: int
    outside_addresses: int

    @property
    def covered_items(self) -> int:
        """How many items of the core frameworks are taught, practised and assessed."""
        rows = [row for row in self.coverage.frameworks if row.is_core]
        return sum(
            all(map(coverage.list_chains, ("taught", "practised", "assessed")))
            for row in rows
            for coverage in row.items
        )

    @property
    def core_items(self) -> int:
        """How many items the core frameworks have."""
        return sum(len(row.items) for row in self.coverage.frameworks if row.is_core)

    @property
    def past_reviews(self) -> int:
        """How many pages are past the day of their next review."""
        return sum(len(role.past) for role in self.reviews_by_role)

    @property
    def outcomes(self) -> int:
        """How many learning outcomes the modules have."""
        return sum(len(level.outcomes) for level in self.levels)


def assess_quality(
    book: Handbook,
    citing_pages: Mapping[str, Sequence[WrittenPage]] | None = None,
    pages: Iterable[WrittenPage] = (),
    today: date | None = None,
) -> QualityReport:
    """The state of a sound handbook. ``citing_pages``: the hand-written pages that cite each source, by its
    id; ``pages``: all of them; ``today``: the day on which a review is due or not."""
    core = list_core_frameworks(book)
    others = [entry for entry in book.records["framework"] if entry not in core and book.list_leaves(entry)]
    return QualityReport(
        assess_coverage(book, [*core, *others]),
        list(_list_exemptions(book)),
        _assess_theories(book),
        assess_sources(book, citing_pages or {}),
        group_reviews(book),
        group_by_role(book, pages, today),
        list_ageing_findings(book),
        list_workloads(book),
        group_by_level(book),
        len(book.links),
        count_outside_addresses(book),
    )


def _list_exemptions(book: Handbook) -> list[ExemptEntry]:
    exemptions = [entry.read_as(Exemption) for entry in book.exemptions]
    return [
        ExemptEntry(book.resolve(exemption.record), exemption.rule, exemption.reason)
        for exemption in exemptions
    ]


def _assess_theories(book: Handbook) -> TheoryUse:
    modules = [entry.read_as(Module) for entry in book.records["module"]]
    in_sessions = {ref for module in modules for session in module.sessions for ref in session.theories}
    taught = in_sessions | {ref for module in modules for ref in module.theories}
    cases = [entry.read_as(Case) for entry in book.records["case"]]
    in_cases = {reading.theory for case in cases for reading in case.theories}
    resolve = lambda refs: {book.get(ref) for ref in refs}
    taught_entries, session_entries, case_entries = map(resolve, (taught, in_sessions, in_cases))
    theories = book.records["theory"]
    return TheoryUse(
        [theory for theory in theories if theory not in taught_entries],
        [theory for theory in theories if theory not in session_entries],
        [theory for theory in theories if theory not in case_entries],
    )

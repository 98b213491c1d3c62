"""The coverage of competencies in whole: every chain, and where coverage is missing, thin or too broad."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.curriculum.coverage import KINDS_OF_COVERAGE
from macros.curriculum.crosswalks import Crosswalks
from macros.quality.chains import Chain, list_assessments, list_chains
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework, Exemption, Outcome, Programme, ProgrammeOutcome

# An outcome that names more competencies than this claims more than one assessment can show.
MOST_COMPETENCIES = 3


@dataclass(frozen=True)
class ItemCoverage:
    """A lowest item of a framework, with its chains."""

    item: Entry
    chains: list[Chain]

    def list_ends(self, kind: str) -> list[Entry]:
        """What covers the item in a way (``taught``: outcomes; else the parts), each once."""
        ends = (chain.outcome if kind == "taught" else chain.part for chain in self.list_chains(kind))
        return list(dict.fromkeys(end for end in ends if end))

    def list_chains(self, kind: str) -> list[Chain]:
        """The chains of one kind of coverage."""
        return [chain for chain in self.chains if chain.kind == kind]

    def list_places(self, kind: str) -> list[Entry]:
        """The modules and components that cover it in a way, each once."""
        return list(dict.fromkeys(chain.place for chain in self.list_chains(kind)))


@dataclass(frozen=True)
class FrameworkCoverage:
    """A framework, whether the programme is written against it, and the coverage of its lowest items."""

    framework: Entry
    is_core: bool
    items: list[ItemCoverage]

    def count_covered(self, kind: str) -> int:
        """How many of its items are covered in a way."""
        return sum(bool(coverage.list_chains(kind)) for coverage in self.items)


@dataclass(frozen=True)
class Gap:
    """An item of a core framework that nothing covers in a way. ``exemption`` is why it need not, if that is
    said."""

    item: Entry
    kind: str
    exemption: str


@dataclass(frozen=True)
class ThinSpot:
    """An item of a core framework that a single module or component (``place``) covers in a way, by so many
    outcomes, tasks or assessments (``number``): who misses that, misses it."""

    item: Entry
    kind: str
    place: Entry
    number: int


@dataclass(frozen=True)
class CoverageReport:
    """What covers the competencies of ``frameworks``.

    ``gaps`` and ``thin_spots`` are those of the core frameworks among them. ``broad_outcomes`` name more than
    :data:`MOST_COMPETENCIES`, ``untested_outcomes`` are those of modules that no assessment tests, and
    ``untested_programme_outcomes`` those of programmes, each as (programme, outcome), of whose competencies
    none is assessed in the programme's modules.
    """

    frameworks: list[FrameworkCoverage]
    gaps: list[Gap]
    thin_spots: list[ThinSpot]
    broad_outcomes: list[Entry]
    untested_outcomes: list[Entry]
    untested_programme_outcomes: list[tuple[Entry, ProgrammeOutcome]]


def assess_coverage(book: Handbook, frameworks: Iterable[Entry] = ()) -> CoverageReport:
    """Everything that covers the lowest items of ``frameworks``, or without any of those that the programme
    is written against."""
    crosswalks = Crosswalks(book)
    rows = [_cover_framework(crosswalks, framework) for framework in frameworks or list_core_frameworks(book)]
    items = [coverage for row in rows if row.is_core for coverage in row.items]
    outcomes = [entry for entry in book.entries.values() if _is_module_outcome(entry)]
    return CoverageReport(
        rows,
        list(_find_gaps(book, items)),
        list(_find_thin_spots(items)),
        [entry for entry in outcomes if len(set(entry.read_as(Outcome).competencies)) > MOST_COMPETENCIES],
        [entry for entry in outcomes if not list_assessments(book, entry)],
        list(_find_untested_programme_outcomes(book)),
    )


def list_core_frameworks(book: Handbook) -> list[Entry]:
    """The frameworks that the programme is written against."""
    return [entry for entry in book.records["framework"] if entry.read_as(CompetencyFramework).core]


def _is_module_outcome(entry: Entry) -> bool:
    return entry.kind == "outcome" and entry.record.kind == "module"


def _cover_framework(crosswalks: Crosswalks, framework: Entry) -> FrameworkCoverage:
    rows = [
        ItemCoverage(item, list_chains(crosswalks, item)) for item in crosswalks.book.list_leaves(framework)
    ]
    return FrameworkCoverage(framework, framework.read_as(CompetencyFramework).core, rows)


def _find_gaps(book: Handbook, items: Iterable[ItemCoverage]) -> Iterator[Gap]:
    exemptions = [entry.read_as(Exemption) for entry in book.exemptions]
    reasons = {
        (record.id, exemption.rule): exemption.reason
        for exemption in exemptions
        if (record := book.get(exemption.record))
    }
    for coverage in items:
        for kind in KINDS_OF_COVERAGE:
            if not coverage.list_chains(kind):
                yield Gap(coverage.item, kind, reasons.get((coverage.item.id, kind), ""))


def _find_thin_spots(items: Iterable[ItemCoverage]) -> Iterator[ThinSpot]:
    for coverage in items:
        for kind in KINDS_OF_COVERAGE:
            if len(places := coverage.list_places(kind)) == 1:
                yield ThinSpot(coverage.item, kind, places[0], len(coverage.list_ends(kind)))


def _find_untested_programme_outcomes(book: Handbook) -> Iterator[tuple[Entry, ProgrammeOutcome]]:
    for programme in book.records["programme"]:
        node = programme.read_as(Programme)
        modules = {book.get_current_id(ref) for ref in node.modules}
        for outcome in node.outcomes if modules else ():
            items = filter(None, (book.get(ref, "item") for ref in outcome.competencies))
            assessments = (end for item in items for end in book.find_coverage(item)["assessed"])
            if not any(assessment.record.id in modules for assessment in assessments):
                yield programme, outcome

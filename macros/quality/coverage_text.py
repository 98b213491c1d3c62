"""The coverage of competencies as text for a terminal: figures, what is missing, and then every chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.base.problems import Problem
from macros.curriculum.coverage import KINDS_OF_COVERAGE
from macros.quality.chains import Chain
from macros.quality.coverage import (
    MOST_COMPETENCIES,
    CoverageReport,
    FrameworkCoverage,
    Gap,
    ThinSpot,
)
from macros.records.entries import Entry
from macros.records.kinds import CompetencyFramework, Outcome

# What the ends of each kind of coverage are called, one of them and several.
ENDS = {
    "taught": ("outcome", "outcomes"),
    "practised": ("task or component", "tasks or components"),
    "assessed": ("assessment", "assessments"),
}


def write_coverage_text(report: CoverageReport, problems: Iterable[Problem] = ()) -> str:
    """A report as text; ``problems`` are those of what could not be read, and so is not counted."""
    return "\n".join([*_list_lines(report), *_list_unread(list(problems))]) + "\n"


def _list_lines(report: CoverageReport) -> Iterator[str]:
    yield from map(_count_framework, report.frameworks)
    if not report.frameworks:
        yield "The programme is written against no framework: none is marked as core."
    if any(row.is_core for row in report.frameworks):
        yield from _list_points("Gaps", map(_describe_gap, report.gaps))
        yield from _list_points(
            "Thin spots, where a single module or component covers a competency",
            map(_describe_thin_spot, report.thin_spots),
        )
    yield from _list_points(
        f"Outcomes that name more than {MOST_COMPETENCIES} competencies",
        (
            f"{_quote(outcome)} in {_quote(outcome.record)}:"
            f" {', '.join(outcome.read_as(Outcome).competencies)}"
            for outcome in report.broad_outcomes
        ),
    )
    yield from _list_points(
        "Outcomes of modules that no assessment tests",
        (f"{_quote(outcome)} in {_quote(outcome.record)}" for outcome in report.untested_outcomes),
    )
    yield from _list_points(
        "Outcomes of programmes of whose competencies none is assessed in their modules",
        (
            f"“{outcome.text}” ({outcome.id}) in {_quote(programme)}"
            for programme, outcome in report.untested_programme_outcomes
        ),
    )
    for row in report.frameworks:
        for coverage in row.items:
            yield from ("", name_item(coverage.item))
            yield from (f"  {_describe_chain(chain)}" for chain in coverage.chains)
            for kind in KINDS_OF_COVERAGE:
                if not coverage.list_chains(kind):
                    yield f"  {kind}: nowhere"


def _count_framework(row: FrameworkCoverage) -> str:
    counts = ", ".join(f"{row.count_covered(kind)} {kind}" for kind in KINDS_OF_COVERAGE)
    number = len(row.items)
    return f"{row.framework.title}: {number} {'competency' if number == 1 else 'competencies'}; {counts}."


def _list_points(heading: str, points: Iterable[str]) -> Iterator[str]:
    lines = [f"  {point}" for point in points]
    yield from ("", f"{heading}: {len(lines) or 'none'}", *lines)


def _describe_gap(gap: Gap) -> str:
    return f"{name_item(gap.item)} is {gap.kind} nowhere" + (
        f"; exempt: {gap.exemption}" if gap.exemption else ""
    )


def _describe_thin_spot(spot: ThinSpot) -> str:
    end = ENDS[spot.kind][spot.number != 1]
    return f"{name_item(spot.item)} is {spot.kind} in {_quote(spot.place)} alone, by {spot.number} {end}"


def _describe_chain(chain: Chain) -> str:
    way = f", by way of {name_item(chain.counterpart)}" if chain.counterpart else ""
    start = f"outcome {chain.outcome.id} → " if chain.outcome else ""
    return f"{chain.kind}{way}: {start}{_name_part(chain.part) if chain.part else 'no session'}"


def _name_part(part: Entry) -> str:
    return f"{part.kind} {_quote(part)}"


def _quote(entry: Entry) -> str:
    return f"“{entry.title}” ({entry.id})"


def name_item(item: Entry) -> str:
    """An item behind its framework and code: ``MLCF 3.2 Planning``."""
    framework = item.record.read_as(CompetencyFramework)
    return f"{framework.abbreviation or framework.title} {item.code} {item.title}"


def _list_unread(problems: list[Problem]) -> Iterator[str]:
    if problems:
        yield from ("", "What cannot be read is not counted:")
        yield from (f"  {problem}" for problem in problems)

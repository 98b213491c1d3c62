"""The coverage of competencies as JSON, in the form of ``coverage.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from macros.base.problems import Problem
from macros.curriculum.coverage import KINDS_OF_COVERAGE
from macros.quality.chains import Chain, list_theories
from macros.quality.coverage import CoverageReport, ItemCoverage
from macros.quality.coverage_tables import find_minutes, list_activities
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Outcome

SCHEMA = Path(__file__).with_name("coverage.schema.json")
VERSION = 1  # Of the form: another number where a program that reads it would have to change.


def write_coverage_json(book: Handbook, report: CoverageReport, problems: Iterable[Problem] = ()) -> str:
    """A report as JSON; ``problems`` are those of what could not be read, and so is not counted."""
    document = {
        "format": VERSION,
        "frameworks": [
            {
                **_name(row.framework),
                "core": row.is_core,
                "items": [_describe_item(book, coverage) for coverage in row.items],
            }
            for row in report.frameworks
        ],
        "gaps": [
            {"item": gap.item.id, "coverage": gap.kind, "exemption": gap.exemption} for gap in report.gaps
        ],
        "thin_spots": [
            {"item": spot.item.id, "coverage": spot.kind, "place": spot.place.id, "number": spot.number}
            for spot in report.thin_spots
        ],
        "broad_outcomes": [
            {"outcome": entry.id, "competencies": entry.read_as(Outcome).competencies}
            for entry in report.broad_outcomes
        ],
        "untested_outcomes": [entry.id for entry in report.untested_outcomes],
        "untested_programme_outcomes": [
            f"{programme.id}/{outcome.id}" for programme, outcome in report.untested_programme_outcomes
        ],
        "not_read": [
            {"file": problem.path, "line": problem.line, "column": problem.col, "text": str(problem)}
            for problem in problems
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _name(entry: Entry) -> dict[str, object]:
    return {"id": entry.id, "title": entry.title}


def _describe_item(book: Handbook, coverage: ItemCoverage) -> dict[str, object]:
    chains = {
        kind: [_describe_chain(book, chain) for chain in coverage.list_chains(kind)]
        for kind in KINDS_OF_COVERAGE
    }
    return {**_name(coverage.item), "code": coverage.item.code, **chains}


def _describe_chain(book: Handbook, chain: Chain) -> dict[str, object]:
    part = chain.part
    return {
        "counterpart": chain.counterpart.id if chain.counterpart else None,
        "place": {"kind": chain.place.kind, **_name(chain.place)},
        "outcome": _name(chain.outcome) if chain.outcome else None,
        "part": part
        and {
            "kind": part.kind,
            **_name(part),
            "minutes": find_minutes(part),
            "activities": list_activities(part),
            "theories": [theory.id for theory in list_theories(book, part)],
        },
    }

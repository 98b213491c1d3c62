"""A record that claims something with a figure says where the figure is from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.base.problems import Problem
from macros.records.entries import Entry
from macros.records.field_plans import walk_texts
from macros.records.handbook import Handbook
from macros.records.kinds import Record

FIGURE = re.compile(
    r"\b\d[\d.,]*\s?%|\b(?:\d[\d.,]*\s)?per cent\b|\b(?:odds|hazard|risk|rate) ratio\b"
    r"|\b\d[\d,]*\s(?:\w+\s)?(?:patients|people|deaths|hospitals|trusts|units|sites|studies|operations"
    r"|fellows|practices|countries|participants|admissions)\b"
)
# Fields that tell what the world is like. Scenes, worked examples, plans and kit hold made-up cases, and say
# so.
CLAIMS = {
    "about",
    "comparison",
    "criticism",
    "evidence",
    "evidence_note",
    "happened",
    "how_to_use",
    "interpreting",
    "means",
    "method",
    "outcome_note",
    "overdone",
    "missing",
    "premise",
    "protects",
    "purpose",
    "rationale",
    "summary",
    "went_wrong",
    "what",
    "what_not",
    "why",
}


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every figure in what a record claims, where neither it nor what it belongs to names
    a source."""
    for top in handbook.list_records():
        for entry in handbook.list_entries(top):
            if not entry.anchor and not _has_sources(entry):
                yield from _check_figures(entry)


def _has_sources(entry: Entry) -> bool:
    node, record = entry.node, entry.record.read_as(Record)
    return bool(getattr(node, "sources", ()) or record.sources or getattr(record, "reading", ()))


def _check_figures(entry: Entry) -> Iterator[Problem]:
    omitted_field = "items" if entry.kind == "framework" else None
    for route, text, plan, _ in walk_texts(entry.node, "line", "prose", omitted_field=omitted_field):
        if plan.name in CLAIMS and (figure := FIGURE.search(text)):
            yield entry.problem(
                route,
                f"claims a figure ('{figure[0]}') and no source is named",
                "name the source under 'sources', or leave the figure out",
            )

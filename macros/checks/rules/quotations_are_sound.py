"""A text quotes findings that are there, of sources that it names, and writes no figure by hand that it could
quote; a figure that will be overtaken has its date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from macros.base.problems import Fault, Problem, did_you_mean
from macros.checks.figures_by_hand import compile_value, find_first_digits
from macros.hand_written.pages import WrittenPage, find_cited_ids
from macros.records.entries import Entry, QuotedIn
from macros.records.handbook import Handbook
from macros.records.kinds import SOURCES, Finding, Point
from macros.records.quoting import (
    WRITE_FINDING,
    find_call_fault,
    find_quotable_texts,
    find_quotations_in,
    take_out,
)


class Value(NamedTuple):
    """A value of a finding: the pattern that finds it in a text, and digits that every such text holds, which
    are sooner looked for."""

    pattern: re.Pattern[str]
    digits: str


_CALL = re.compile(r"\{\{.*?\}\}", re.DOTALL)  # Of any macro: ids hold numbers too.


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every quotation in a record that cannot be made, for every figure written by hand
    that could be quoted, and for every finding that is dated by halves."""
    for entry in (*handbook.list_records(), *handbook.terms):
        yield from check_entry(handbook, entry)
    yield from check_rest(handbook)


def check_entry(handbook: Handbook, entry: Entry) -> Iterator[Problem]:
    """Yield the problems of the quotations in one record or term, and of its figures."""
    if entry.kind in ("source", "exemption", "drawing"):
        return
    for quoted in find_quotations_in(entry):
        if fault := find_call_fault(quoted.quotation) or _find_finding_fault(handbook, quoted):
            yield entry.problem(quoted.route, *fault)
    if entry.kind != "term":
        yield from _check_copies(handbook, entry)


def check_rest(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every finding that is dated by halves."""
    for finding in handbook.finding_by_id.values():
        node = finding.read_as(Finding)
        if bool(node.dated) != bool(node.review_by):
            missing = "review_by" if node.dated else "dated"
            yield finding.problem(
                (),
                f"has no '{missing}' beside its '{'dated' if node.dated else 'review_by'}'",
                "say both when it was so and in which month to look for a newer figure",
            )


def _find_finding_fault(handbook: Handbook, quoted: QuotedIn) -> Fault | None:
    id = quoted.quotation.finding_id
    if not id or SOURCES in handbook.unread.files or handbook.unread.may_hold(id):
        return None
    finding = handbook.get(id, "finding")
    if finding is None:
        known = list(handbook.finding_by_id)
        return Fault(f"no source has the finding '{id}'", did_you_mean(id, known, WRITE_FINDING))
    if quoted.entry.kind != "term" and finding.record not in handbook.list_named_sources(quoted.entry):
        source = finding.record.id
        return Fault(
            f"quotes '{id}', and the record does not name its source", f"add '{source}' to its sources"
        )
    return None


def _check_copies(handbook: Handbook, record: Entry) -> Iterator[Problem]:
    """Yield a problem for every text of a record with one of the values of its sources. The points of a
    case's measures are the figures themselves, as published, and may say so."""
    sources = handbook.list_named_sources(record)
    patterns = [pair for source in sources for pair in _compile_values(handbook, source)]
    if not patterns:
        return
    for route, text, _, part in find_quotable_texts(record):
        if isinstance(part, Point):
            continue
        own_text = take_out(text)
        for value, finding in patterns:
            if value.digits in own_text and value.pattern.search(own_text):
                yield record.problem(route, *_describe_copy(finding))


def _compile_values(handbook: Handbook, source: Entry) -> Iterator[tuple[Value, Entry]]:
    """Yield the patterns that find the values of a source's findings in a text, each with its finding."""
    for finding in handbook.list_findings(source):
        text = finding.read_as(Finding).value
        if pattern := compile_value(text):
            yield Value(pattern, find_first_digits(text)), finding


def _describe_copy(finding: Entry) -> Fault:
    value = finding.read_as(Finding).value
    return Fault(
        f"writes '{value}' by hand, which its source's finding '{finding.id}' holds",
        f'quote it: {{{{ finding("{finding.id}") }}}}',
    )


def check_pages(handbook: Handbook, pages: Iterable[WrittenPage]) -> Iterator[Problem]:
    """Yield a problem for every figure that a hand-written page writes although a source that it names has it
    as a finding."""
    for page in pages:
        text = _CALL.sub(lambda call: " " * len(call[0]), page.text)
        sources = [handbook.resolve(id, "source") for id in find_cited_ids(handbook, page)]
        for value, finding in (pair for source in sources for pair in _compile_values(handbook, source)):
            for copy in value.pattern.finditer(text) if value.digits in text else ():
                yield page.problem(copy.start(), "page", *_describe_copy(finding))

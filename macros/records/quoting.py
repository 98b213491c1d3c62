"""Facts that a text quotes instead of writing them out.

``{{ finding("haynes-2009/deaths") }}`` prints a figure of a source as its record gives it, and
``{{ dated("2019", "2027-06") }}`` prints "in 2019" and falls due for review in June 2027. In records these
two calls are data, read by one pattern: nothing is evaluated, and what a text quotes is put in its place
before anything is rendered (:func:`fill_in`). Hand-written pages have macros by the same names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

from macros.base.problems import Fault, show
from macros.records.entries import Entry, Quotation, QuotedIn
from macros.records.field_plans import FoundText, plan_fields
from macros.records.field_types import Part
from macros.records.handbook import Handbook
from macros.records.kinds import Finding

AnyPart = TypeVar("AnyPart", bound=Part)

# Fields whose texts are names, or words for the search alone.
NAMES = frozenset({"title", "plural", "abbreviation", "keywords", "aliases", "term", "also", "symbol"})
_CALL = re.compile(r"\{\{\s*(finding|dated)\b([^{}]*)\}\}")
_ARGUMENT = r"""(?:"[^"{}]*"|'[^'{}]*')"""
_ARGUMENTS = re.compile(rf"\s*\(\s*({_ARGUMENT}(?:\s*,\s*{_ARGUMENT})*)\s*\)\s*")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
WRITE_FINDING = 'write {{ finding("source/finding") }}'
WRITE_DATED = 'write {{ dated("2019", "2027-06") }}: when it was so, and the month in which to look again'


def read_quotations(text: str) -> list[Quotation]:
    """The quotations in a text, in order, whether they are sound or not."""
    return [_read_call(call) for call in _CALL.finditer(text)] if "{{" in text else []


def _read_call(call: re.Match[str]) -> Quotation:
    """A call of the pattern. Where its arguments are not texts in quotes with commas between them, it has
    none."""
    arguments = _ARGUMENTS.fullmatch(call[2])
    texts = re.findall(_ARGUMENT, arguments[1]) if arguments else ()
    return Quotation(call[1], tuple(text[1:-1] for text in texts))


def take_out(text: str) -> str:
    """``text`` without its quotations, each of which leaves a word behind."""
    return _CALL.sub("so", text) if "{{" in text else text


def find_call_fault(quotation: Quotation) -> Fault | None:
    """What is wrong with how a quotation is written, or ``None``. Whether there is such a finding is not
    judged."""
    arguments = quotation.arguments
    if quotation.name == "finding":
        return None if len(arguments) == 1 else Fault("quotes no one finding", WRITE_FINDING)
    if len(arguments) != 2:
        return Fault("is dated without the two dates it takes", WRITE_DATED)
    return find_date_fault(arguments[0]) or find_month_fault(arguments[1])


def find_date_fault(text: str) -> Fault | None:
    """What is wrong with the date from which something was so, or ``None``: it is a year, a month or a
    day."""
    return None if _read_date(text) else Fault(f"is dated {show(text)}", "write a year, as 2019, or 2019-11")


def find_month_fault(text: str) -> Fault | None:
    """What is wrong with a month in which something falls due for review, or ``None``."""
    is_month = _MONTH.fullmatch(text) and _read_date(text)
    return None if is_month else Fault(f"falls due in {show(text)}", "write the month, as 2027-06")


def _read_date(text: str) -> date | None:
    """The first day of a year, a month or a day; ``None`` for what is none of the three."""
    if not (parts := _DAY.fullmatch(text)):
        return None
    try:
        return date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    except ValueError:
        return None


def is_due(month: str, today: date) -> bool:
    """Whether what falls due for review in ``month`` (as 2027-06) is due on the day ``today``."""
    day = _read_date(month)
    return day is not None and day <= today


def print_date(text: str) -> str:
    """The words for a date: ``in 2019``, ``in November 2019``, ``on 5 November 2019``. Raises ``ValueError``
    where it is none."""
    if (day := _read_date(text)) is None:
        raise ValueError(text)
    return (
        f"in {text}"
        if len(text) == 4
        else f"in {day:%B %Y}"
        if len(text) == 7
        else f"on {day.day} {day:%B %Y}"
    )


def print_finding(finding: Finding) -> str:
    """The words for a finding: its value, and when that was so, where it is dated."""
    return f"{finding.value} {print_date(finding.dated)}" if finding.dated else finding.value


def print_quotation(quotation: Quotation, handbook: Handbook) -> str:
    """The words that stand in the place of a quotation. Raises ``KeyError`` for an unknown finding and
    ``ValueError`` for a bad date, which checks report first."""
    if quotation.name == "dated":
        return print_date(quotation.arguments[0])
    return print_finding(handbook.resolve(quotation.finding_id, "finding").read_as(Finding))


def find_quotations(handbook: Handbook) -> Iterator[QuotedIn]:
    """Every quotation of records and glossary terms, in order, where its field may hold one."""
    for entry in (*handbook.list_records(), *handbook.terms):
        yield from find_quotations_in(entry)


def find_quotations_in(entry: Entry) -> Iterator[QuotedIn]:
    """Every quotation of one record or glossary term, in order."""
    if not entry.file.may_hold_calls:
        return
    for route, text, plan, _ in entry.list_texts():
        if "{{" in text and plan.name not in NAMES:
            yield from (QuotedIn(entry, route, call) for call in read_quotations(text))


def find_quotable_texts(entry: Entry) -> list[FoundText]:
    """The texts of an entry, and of every part inside it, that may hold quotations."""
    return [text for text in entry.list_texts() if text.plan.name not in NAMES]


def fill_in(handbook: Handbook) -> Handbook:
    """``handbook`` with what its texts quote in the place of the quotations, which it then lists; itself
    where there are none. Its checks are to have found no problem."""
    quotations = tuple(find_quotations(handbook))
    if not quotations:
        return handbook
    quoting = {quoted.entry for quoted in quotations}

    def fill(entry: Entry) -> Entry:
        return replace(entry, node=_fill_part(entry.node, handbook)) if entry in quoting else entry

    filled = {entry: fill(entry) for entry in quoting}
    return replace(
        handbook,
        all_records={
            kind: [filled.get(entry, entry) for entry in entries]
            for kind, entries in handbook.all_records.items()
        },
        terms=[filled.get(entry, entry) for entry in handbook.terms],
        quotations=tuple(replace(quoted, entry=filled[quoted.entry]) for quoted in quotations),
    )


def _fill_part(part: AnyPart, handbook: Handbook) -> AnyPart:
    """``part`` with its texts, and those of the parts inside it, filled in; itself where nothing changes."""
    changes: dict[str, object] = {}
    for plan in plan_fields(type(part)):
        value = getattr(part, plan.name)
        if value is None or plan.name in NAMES:
            continue
        values = value if plan.is_list else [value]
        if plan.part:
            new_values = [_fill_part(inner, handbook) for inner in values]
        elif plan.prose or plan.line:
            new_values = [_fill_text(text, handbook) for text in values]
        else:
            continue
        if any(new is not old for new, old in zip(new_values, values)):
            changes[plan.name] = new_values if plan.is_list else new_values[0]
    return part.model_copy(update=changes) if changes else part


def _fill_text(text: str, handbook: Handbook) -> str:
    if "{{" not in text:
        return text
    return _CALL.sub(lambda call: print_quotation(_read_call(call), handbook), text)

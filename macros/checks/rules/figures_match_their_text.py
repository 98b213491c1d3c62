"""A figure is the one that its own text gives, and lies within its interval: a measure of a case is drawn by
its figure and read by its text, and the two are typed apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isclose

from macros.base.problems import Fault, Problem, Route
from macros.records.handbook import Handbook
from macros.records.kinds import Case, Effect, Measure, Point, Source

_NUMBER = re.compile(r"(?<![\w.])[-−–]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.])[-−–]?\d+(?:[.·]\d+)?")
_SHARE = re.compile(r"(?<![\w.,])(\d[\d,]*) (?:of|in|out of) (\d[\d,]*)\b")
_TO = r"\s*(?:to|[-–—])\s*"
_SIGNED = r"[-−]?\d+(?:[.·]\d+)?"
_ENDS = rf"(?!(?:19|20)\d\d\b)({_SIGNED})%?{_TO}({_SIGNED})(?!\w|\.\d)"  # And no years.
_INTERVAL = re.compile(rf"(?<![\w.]){_ENDS}")
_WITH_INTERVAL = re.compile(rf"(?<![\w.])({_SIGNED})%?\s*\((?:9\d%)?[^()\d]*?{_ENDS}%?\)")
_OF_VALUE = re.compile(r"(?:9\d% )?(?:confidence )?interval", re.IGNORECASE)
_RIGHT = "write the same figure in both, as the source prints it"


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every figure of a case or a source that its text, or its interval, gives
    otherwise."""
    for case in handbook.records["case"]:
        for place, measure in enumerate(case.read_as(Case).measures):
            for route, fault in _judge_measure(measure):
                yield case.problem(("measures", place, *route), *fault)
    for source in handbook.sources:
        for place, finding in enumerate(source.read_as(Source).findings):
            if wrong := find_finding_fault(finding.value, finding.interval or ""):
                yield source.problem(("findings", place, "value"), *wrong)


def _judge_measure(measure: Measure) -> Iterator[tuple[Route, Fault]]:
    for place, point in enumerate(measure.points):
        for name, fault in _judge_point(point):
            yield ("points", place, name), fault
        if measure.effect and (other := _find_effect_fault(measure.effect, point.text or "")):
            yield ("points", place, "text"), other
    if measure.effect and not measure.effect.low <= measure.effect.value <= measure.effect.high:
        yield ("effect", "value"), _describe_outside(measure.effect)


def _judge_point(point: Point) -> Iterator[tuple[str, Fault]]:
    """The faults of a point: of its value beside its text, and of its ends beside both."""
    if point.value is None:
        return
    low, high, text = point.low, point.high, point.text or ""
    if (low is not None and low > point.value) or (high is not None and high < point.value):
        yield "value", _describe_outside(point)
    if text and not _says_value(text, point.value):
        wrong = f"is {_write(point.value)}, and its text gives '{text}'"
        yield "value", Fault(wrong, _RIGHT)
    intervals = [(_read(match[1]), _read(match[2])) for match in _INTERVAL.finditer(text)]
    if None not in (low, high) and intervals and not any(_are_same((low, high), ends) for ends in intervals):
        wrong = f"is {_write(low)}, with {_write(high)} for the other end, and its text gives '{text}'"
        yield "low", Fault(wrong, _RIGHT)
    for stated in _WITH_INTERVAL.finditer(text):
        if fault := _find_fault_within(stated):
            yield "text", fault


def _says_value(text: str, value: float) -> bool:
    """Whether ``text`` gives ``value``: as a number, without its sign too, as a share of the numbers that it
    names, or in words."""
    numbers = [_read(number[0]) for number in _NUMBER.finditer(text)]
    shares = [(_read(share[1]), _read(share[2])) for share in _SHARE.finditer(text)]
    return (
        not numbers
        or any(isclose(abs(number), abs(value)) for number in numbers)
        or any(total and abs(100 * part / total - value) <= 0.5 for part, total in shares)
    )


def _find_effect_fault(effect: Effect, text: str) -> Fault | None:
    """What is wrong with an effect that the ``text`` of a point names with another figure."""
    stated = re.search(rf"\b{re.escape(effect.name)}\s+(?:of\s+)?({_SIGNED})", text, re.IGNORECASE)
    if not stated or isclose(_read(stated[1]), effect.value):
        return None
    return Fault(f"gives '{stated[0]}', and the measure's effect is {_write(effect.value)}", _RIGHT)


def find_finding_fault(value: str, interval: str) -> Fault | None:
    """What is wrong with the ``value`` of a finding beside its ``interval``, or ``None``; both as texts print
    them."""
    numbers, ends = _NUMBER.findall(value), _INTERVAL.findall(interval)
    if stated := _WITH_INTERVAL.search(f"{value}; {interval}"):
        return _find_fault_within(stated)
    if len(numbers) != 1 or len(ends) != 1 or not _OF_VALUE.match(interval):
        return None
    low, high = sorted(map(_read, ends[0]))
    if low <= _read(numbers[0]) <= high:
        return None
    return Fault(f"is '{value}', which lies outside its interval, '{interval}'", _RIGHT)


def _find_fault_within(stated: re.Match[str]) -> Fault | None:
    """What is wrong with a figure that stands before its own interval: ``0.91 (0.80 to 1.03)``."""
    low, high = sorted((_read(stated[2]), _read(stated[3])))
    if low <= _read(stated[1]) <= high:
        return None
    return Fault(f"gives '{stated[0]}', a figure outside its own interval", _RIGHT)


def _describe_outside(part: Point | Effect) -> Fault:
    """The fault of a figure that does not lie within its own interval."""
    ends = " to ".join(_write(end) for end in (part.low, part.high) if end is not None)
    wrong = f"is {_write(part.value)}, which lies outside its interval ({ends})"
    return Fault(wrong, "write the figure and both ends as the source prints them")


def _are_same(ends: tuple[float | None, ...], others: tuple[float, float]) -> bool:
    """Whether two intervals are the same, whichever way round and with whatever sign."""
    pairs = zip(sorted(abs(end or 0) for end in ends), sorted(map(abs, others)), strict=True)
    return all(isclose(end, other) for end, other in pairs)


def _read(number: str) -> float:
    return float(number.replace(",", "").replace("·", ".").replace("−", "-").replace("–", "-"))


def _write(number: float | None) -> str:
    return f"{number:,.15g}"

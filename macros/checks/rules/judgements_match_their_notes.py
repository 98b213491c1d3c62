"""A judgement of how sure something is goes with what is written beside it: certainty, confidence, strength
of evidence, how far a source was read and what kind of evidence it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.base.problems import Fault, Problem, Route
from macros.records.handbook import Handbook
from macros.records.kinds import Case, Crosswalk, Measure, Source, Theory

_TO_VERIFY = re.compile(r"\b(?:to be verified|not (?:been )?verified|unverified)\b", re.IGNORECASE)
_UNSURE = re.compile(
    r"\b(?:to be verified|not (?:been )?verified|unverified|(?:are|is|was|were) recalled|our recollection"
    r"|not sure|unsure|doubtful|a guess|tenuous|low (?:certainty|confidence))\b",
    re.IGNORECASE,
)
_UNTESTED = re.compile(
    r"\b(?:no (?:trial|controlled study|study)s? (?:of it|has|have|was|were)|(?:hardly|never) been tested"
    r"|little testing|untested)\b",
    re.IGNORECASE,
)
_READ_IN_PART = re.compile(r"\b(?:abstract|opening|summary) (?:alone )?was read\b", re.IGNORECASE)
_TRIAL = re.compile(r"\brandomi[sz]ed (?:controlled |clinical )?trial\b", re.IGNORECASE)
_SYNTHESIS = re.compile(
    r"\b(?:systematic (?:literature )?review(?: of\b|$| and)|meta-analysis\b)", re.IGNORECASE
)
_ABOUT_METHOD = re.compile(r"\b(?:protocol|method|methods|reporting|guid)", re.IGNORECASE)


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every judgement that the words beside it contradict."""
    for case in handbook.records["case"]:
        for place, measure in enumerate(case.read_as(Case).measures):
            if fault := _find_certainty_fault(measure):
                yield case.problem(("measures", place, "certainty"), *fault)
    for crosswalk in handbook.records["crosswalk"]:
        for place, pair in enumerate(crosswalk.read_as(Crosswalk).alignments):
            if pair.confidence == "high" and (unsure := _UNSURE.search(pair.reason)):
                wrong = f"is 'high', and its reason says '{unsure[0]}'"
                yield crosswalk.problem(
                    ("alignments", place, "confidence"), wrong, "lower it, or say what makes us sure"
                )
    for theory in handbook.records["theory"]:
        node = theory.read_as(Theory)
        if node.evidence == "tested" and (untested := _UNTESTED.search(node.evidence_note)):
            wrong = f"is 'tested', and its note says '{untested[0]}'"
            yield theory.problem(("evidence",), wrong, "choose the strength that the note bears out")
    for source in handbook.sources:
        for route, fault in _judge_source(source.read_as(Source)):
            yield source.problem(route, *fault)


def _find_certainty_fault(measure: Measure) -> Fault | None:
    """What is wrong with how sure the figures of a measure are said to be, beside what is said of them."""
    if measure.certainty == "low":
        return None
    doubt = _UNSURE if measure.certainty == "high" else _TO_VERIFY
    for text in (measure.reads, *(point.text or "" for point in measure.points)):
        if unsure := doubt.search(text):
            wrong = f"is '{measure.certainty}', and the measure says '{unsure[0]}'"
            return Fault(wrong, "write 'low' until it is verified, or say by what it was")
    return None


def _judge_source(source: Source) -> Iterator[tuple[Route, Fault]]:
    if source.seen == "full" and (partly := _READ_IN_PART.search(source.note or "")):
        wrong = f"is 'full', and the note says '{partly[0]}'"
        yield ("seen",), Fault(wrong, "write 'abstract', or correct the note")
    if source.seen in ("unread", "citation"):
        for place, finding in enumerate(source.findings):
            if finding.read_in not in ("another", "memory"):
                wrong = f"is '{finding.read_in}', and the source itself is '{source.seen}' under 'seen'"
                right = "write 'another' where others report it, or say under 'seen' what was read"
                yield ("findings", place, "read_in"), Fault(wrong, right)
    for form, grade in ((_TRIAL, "trial"), (_SYNTHESIS, "synthesis")):
        title = form.search(source.title)
        if title and source.grade not in ("trial", "synthesis") and not _ABOUT_METHOD.search(source.title):
            wrong = f"is '{source.grade}', and the title says '{title[0]}'"
            yield ("grade",), Fault(wrong, f"write '{grade}', or another grade that the title bears out")

"""A sentence that tells a result as found says who found it; what is made up says that it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from macros.base.problems import Problem
from macros.hand_written.pages import WrittenPage
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import SOURCES, Item, Source
from macros.records.people import read_person

IsSourced = Callable[[str], bool]  # Whether a paragraph says where what it tells is from.

# Words without one of which no sentence tells a result, as they stand between spaces.
_CHANGES = frozenset(
    "down up fell fallen rose risen dropped shrank declined decreased grew climbed went gone came come moved"
    " increased improved cut reduced raised lowered shortened halved halved. halved, doubled doubled."
    " doubled, trebled trebled. trebled, tripled tripled. tripled,".split()
)
_FINDS = frozenset(
    "show shows showed shown suggest suggests suggested found find finds prove proved proves demonstrate"
    " demonstrates demonstrated indicate indicates indicated".split()
)
_HEDGE = (
    r"(?:(?:about|some|over|under|nearly|almost|around|roughly|only|at\s+least|up\s+to|a\s+further|another"
    r"|just\s+(?:under|over)|(?:more|less|fewer)\s+than)\s+)?"
)
_DIGITS = r"(?!(?:19|20)\d\d\b)\d[\d,]*(?:[.·]\d+)?"
_WORDS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:twen|thir|for|fif|six|seven|eigh"
    r"|nine)ty)\b"
)
_SHARE = (
    r"(?:(?:a|one)\s+)?(?:half|third|quarter|fifth|tenth)\b|(?:two|three)[\s-](?:thirds|quarters|fifths)\b"
)
_PERCENT = r"(?:%|\s+per\s*cent\b|[\s-]?fold\b|\s+percentage\s+points?\b)"
_BY = rf"by\s+{_HEDGE}(?:{_DIGITS}|{_WORDS}|{_SHARE})"
_FROM = (
    rf"from\s+{_HEDGE}(?:{_DIGITS}|{_SHARE})[^.;:!?|]{{0,40}}?\s+to\s+{_HEDGE}(?:{_DIGITS}|{_WORDS}|{_SHARE})"
)
_TO = rf"to\s+{_HEDGE}(?:{_DIGITS}|{_SHARE})"
_AT_ONCE = rf"{_HEDGE}(?:{_DIGITS}{_PERCENT}|{_SHARE}|(?:two|three|four|five|ten)fold\b)"
_WORDS_BETWEEN = r"(?:\s+[^\s.;:!?|{}]+){0,6}?\s+"
RESULT = re.compile(
    # What changes by itself.
    r"\b(?:fell|fallen|rose|risen|dropped|shrank|declined|decreased|grew|climbed"
    r"|(?:went|gone)(?:\s+(?:up|down))?|(?:came|come)\s+down|(?:has|have|had)\s+moved"
    r"|(?:is|are|was|were)\s+(?:down|up)"
    r"|(?<!\bbe )(?:increased|improved))"
    rf"(?:{_WORDS_BETWEEN}(?:{_BY}|{_FROM})|\s+(?:{_TO}|{_AT_ONCE}))"
    # What somebody changes. With nobody before it, 'cut' tells the reader to.
    r"|(?<=[a-z] )(?<!\bto )(?<!\bbe )(?<!\bnot )(?<!\bthen )(?<!\band )(?<!\bor )(?<!\bcan )(?<!\bwill )"
    r"(?:cut|reduced|raised|lowered|shortened)"
    rf"{_WORDS_BETWEEN}(?:{_BY}|{_FROM})"
    # What holds its figure.
    r"|(?<=[a-z] )(?<!\bor )(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bthe )(?<!\ba )(?<!\bbeing )(?<!\bof )"
    r"(?:halved|doubled|trebled|tripled)\b"
)
_FINDERS = (
    r"(?:[Ss]tudies|[Rr]esearch|[Ee]vidence|[Tt]rials|(?<!incident )[Rr]eviews"
    r"|\b(?:[Aa]|[Oo]ne|[Aa]nother)\s+(?:\w+\s+){0,2}(?:study|trial|review|survey|meta-analysis))"
)
CLAIM = re.compile(
    rf"\b{_FINDERS}(?:\s+of(?:\s+[^\s.;:!?|,{{}}]+){{1,6}}?)?\s+(?:(?:has|have|had|also|now|clearly)\s+)?"
    r"(?:show(?:s|n|ed)?|suggest(?:s|ed)?|found|finds?|prove[sdn]?|demonstrate[sd]?|indicate[sd]?)\b"
)
_SENTENCE = re.compile(r"(?:[^.!?]|[.!?](?!\s|$))+[.!?]*")
_PARAGRAPH = re.compile(r"\n\s*\n")
_HEADING = re.compile(r"^#+ ", re.MULTILINE)
# Said in the first or last paragraph of a text, or of what stands under a heading of a page, it holds for all
# of it.
MADE_UP = re.compile(
    r"\b(?:invented|made[\s-]up|imaginary|imagined|imagine|suppose|fictional|fictitious|for\s+illustration"
    r"|let\s+us\s+say|say,?\s+(?:\d+|an?\b|one\b|two\b|three\b|half\b))(?!\w)",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"\bfor\s+(?:example|instance)\b|,\s+say\b", re.IGNORECASE)  # Of its paragraph.
# Of its sentence: it tells what may be, or asks.
_POSSIBLE = re.compile(
    r"\b(?:if|would|could|might|may|should|until|unless|whether|perhaps)\b|\?\W*$", re.IGNORECASE
)
_STUDY = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|pilot|surveys?|reviews?|audits?|meta-analys[ei]s|authors?"
    r"|evaluations?|evaluated)\b",
    re.IGNORECASE,
)
_FINDING = re.compile(r"\{\{\s*finding\b")
_LINK = re.compile(r"\]\(([^()\s]+)\)")
_CITING = re.compile(r"\{\{-?\s*(?:cite|finding)\b|\]\(https?:|\bcases/[\w-]+\.md")
_REFERENCE = re.compile(r"""\{\{-?\s*(?:ref|card)\(\s*["']([^"']+)["']""")
# Fields that tell what the sources of their record found.
_REPORTS = frozenset({"evidence", "evidence_note", "criticism"})
_RIGHT = "name {}, or begin with 'Suppose' where it is made up"
_OF_RECORD = _RIGHT.format("the author or the year of a source that the record lists")
_OF_TERM = _RIGHT.format("the year in which it was found")
_OF_PAGE = _RIGHT.format('its source: {{ cite("…") }}')


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every result that a record tells as found, where its paragraph names no source and
    nothing says that it is made up. Cases tell throughout what their sources found."""
    for top in (*handbook.list_records(), *handbook.terms):
        yield from check_entry(handbook, top)


def check_entry(handbook: Handbook, top: Entry) -> Iterator[Problem]:
    """Yield the same problems of one record or term."""
    if top.kind in ("case", "source", "exemption", "drawing"):
        return
    right = _OF_TERM if top.kind == "term" else _OF_RECORD
    for route, text, plan, part in top.list_texts():
        if vars(part).get("source") or (plan.name == "scene" and isinstance(part, Item)):
            continue
        for _, wrong in find_faults(text, _judge_by_sources(handbook, top, plan.name in _REPORTS)):
            yield top.problem(route, wrong, right)


def _judge_by_sources(handbook: Handbook, top: Entry, reports: bool) -> IsSourced:
    """Whether a paragraph of the record ``top`` names one of its sources, a finding or a case; or tells of a
    study in a record with sources. ``reports`` says that the paragraph stands where these are reported."""

    def is_sourced(paragraph: str) -> bool:
        sources = handbook.list_named_sources(top)
        if SOURCES in handbook.unread.files and handbook.count_unread_sources(top):
            return True  # It may be one that could not be read.
        if sources and (reports or (_STUDY.search(paragraph) and not CLAIM.search(paragraph))):
            return True
        return bool(
            _FINDING.search(paragraph)
            or _compile_marks(sources, top.kind == "term").search(paragraph)
            or any(handbook.get(link, "case") for link in _LINK.findall(paragraph))
        )

    return is_sourced


def _compile_marks(sources: Iterable[Entry], any_year: bool) -> re.Pattern[str]:
    """A pattern that finds what names one of ``sources``: its year, an author's surname, an organisation."""
    marks = {r"(?:19|20)\d\d"} if any_year else set()
    for source in (entry.read_as(Source) for entry in sources):
        people = filter(None, map(read_person, source.authors))
        marks |= {str(source.year), *(re.escape(person.surname) for person in people)}
        marks |= set(map(re.escape, source.bodies))
    return re.compile(rf"\b(?:{'|'.join(sorted(marks))})\b" if marks else r"(?!)")


def check_pages(handbook: Handbook, pages: Iterable[WrittenPage]) -> Iterator[Problem]:
    """Yield a problem for every result that a hand-written page tells as found, where its paragraph cites
    nothing and nothing under its heading says that it is made up. Pages for contributors are about the
    program."""

    def is_sourced(paragraph: str) -> bool:
        return bool(_CITING.search(paragraph)) or any(
            handbook.get(id, "case") for id in _REFERENCE.findall(paragraph)
        )

    for page in pages:
        if page.uri.startswith("contribute/"):
            continue
        starts = [0, *(heading.start() for heading in _HEADING.finditer(page.text)), len(page.text)]
        for start, end in pairwise(starts):
            for offset, wrong in find_faults(page.text[start:end], is_sourced):
                yield page.problem(start + offset, "page", wrong, _OF_PAGE)


def find_faults(text: str, is_sourced: IsSourced) -> Iterator[tuple[int, str]]:
    """The results that ``text`` tells as found, each with its offset and what is wrong with it, where
    neither its paragraph is sourced nor anything says that it is made up: the paragraph itself or, of what is
    not claimed for research, the first or last of ``text``."""
    if not _may_tell_results(text.split()):
        return
    paragraphs = _PARAGRAPH.split(text)
    start = 0
    for paragraph in paragraphs:
        start = text.index(paragraph, start)
        for result in _find_results(paragraph):
            ends = () if result.re is CLAIM else (paragraphs[0], paragraphs[-1])
            made_up = _EXAMPLE.search(paragraph) or any(map(MADE_UP.search, (paragraph, *ends)))
            if not made_up and not is_sourced(paragraph):
                words = " ".join(result[0].split())
                yield start + result.start(), f"tells '{words}' as something found, and not by whom"
        start += len(paragraph)


def _may_tell_results(words: Iterable[str]) -> bool:
    return not _CHANGES.isdisjoint(words) or not _FINDS.isdisjoint(words)


def _find_results(paragraph: str) -> Iterator[re.Match[str]]:
    """The first result of every sentence of a paragraph that says what was so. A heading says nothing."""
    words = paragraph.split()
    patterns = [
        *(() if _CHANGES.isdisjoint(words) else (RESULT,)),
        *(() if _FINDS.isdisjoint(words) else (CLAIM,)),
    ]
    if not any(pattern.search(paragraph) for pattern in patterns) or words[0].startswith("#"):
        return
    for sentence in _SENTENCE.finditer(paragraph):
        results = (pattern.search(paragraph, sentence.start(), sentence.end()) for pattern in patterns)
        if (result := next(filter(None, results), None)) and not _POSSIBLE.search(sentence[0]):
            yield result

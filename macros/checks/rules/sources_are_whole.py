"""A source says who wrote it and where it stands, or what of that could not be found; it says each thing
once, and is there once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.base.problems import Problem, show
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import Source

IN_SOMETHING = {
    "article-journal": "journal",
    "chapter": "book",
}  # Types that stand in a container, and what it is.
_QUOTED = re.compile(r"(?:^|[\s(])['‘]\w.*?\w['’](?:$|[\s).,:;?!])")
# Two marks where one should stand, a gap before a mark, a bracket with nothing in it, a mark at an end: lists
# set their own marks between the parts of a reference.
_FLAW = re.compile(r"\.{2}|,,|;;|::|[?!]\.|,\.|[,;:]\)|\s[.,;:)]|\(\s|\(\)|^[.,;:)]|[,;]$")
_FULL_STOP = re.compile(r"(?<=[^\W\d]{3})\.$")  # Behind a word; a short one may be an abbreviation.
_WRITTEN_OUT = ("title", "container", "publisher")
NAMED_BEFORE_OTHERS = 3  # The style of the list of sources names as many before "et al.".


@dataclass(frozen=True)
class Detail:
    """What a reference may lack: its name, the fields of which any gives it, what to give, and a pattern for
    how the key 'incomplete' speaks of it."""

    name: str
    fields: tuple[str, ...]
    right: str
    words: str

    def is_in(self, source: Source) -> bool:
        """Whether the source gives it."""
        return any(getattr(source, field) for field in self.fields)

    def is_named_in(self, text: str) -> bool:
        """Whether ``text`` speaks of it."""
        return bool(re.search(rf"\b(?:{self.words})\b", text, re.IGNORECASE))

    def is_denied_in(self, text: str) -> bool:
        """Whether ``text`` says that there is none: 'No volume, pages or DOI was found.'"""
        denial = rf"\b(?:no|neither|nor|without)\b[^.:;]*\b(?:{self.words})\b"
        return bool(re.search(denial, text, re.IGNORECASE))


VOLUME = Detail("volume", ("volume",), "'volume'", "volumes?")
PAGES = Detail("pages", ("pages",), "'pages' (the article's number will do)", "pages?|article numbers?")
DOI = Detail("DOI", ("doi",), "'doi'", "DOIs?")
ADDRESS = Detail("address", ("url", "doi"), "'url'", "address(?:es)?")
PUBLISHER = Detail("publisher", ("publisher", "bodies"), "'publisher'", "publishers?")
# What a source must give, by its type, or else say that it lacks.
NEEDED = {"article-journal": (VOLUME, PAGES, DOI), "webpage": (ADDRESS,)}
# What it may say that it lacks, whatever its type. Of the rest no rule can see whether it is missing or only
# taken from elsewhere: a title, a year.
_WANTED = (PUBLISHER, ADDRESS)
_UNJUDGED = re.compile(r"\b(?:titles?|years?|dates?|(?:un)?dated|issues?|authors?|editors?)\b", re.IGNORECASE)


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every source that cannot be written out, or that is there already."""
    for entry in handbook.sources:
        yield from _check_source(entry)
        yield from _check_details(entry)
    yield from _check_duplicates(handbook.sources)


def _check_source(entry: Entry) -> Iterator[Problem]:
    source = entry.read_as(Source)
    if not source.creators or (source.type != "book" and source.creators == list(source.editors)):
        yield entry.problem(
            (),
            "names nobody who wrote it",
            "give authors (people) or bodies (organisations), or a book's editors",
        )
    if source.others and len(source.authors) < NAMED_BEFORE_OTHERS:
        wrong = (
            f"is true and {len(source.authors) or 'no'} author{'' if len(source.authors) == 1 else 's'} named"
        )
        yield entry.problem(
            ("others",),
            wrong,
            f"name the first {NAMED_BEFORE_OTHERS} authors; 'et al.' is written after them",
        )
    if source.type in IN_SOMETHING and not source.container:
        yield entry.problem(
            ("type",),
            f"is '{source.type}' and no container is given",
            f"name the {IN_SOMETHING[source.type]} in 'container'",
        )
    if _QUOTED.search(source.title):
        yield entry.problem(
            ("title",),
            "holds single quotes",
            "write “ and ” inside a title, since lists set titles in single quotes",
        )
    for name in _WRITTEN_OUT:
        text = getattr(source, name) or ""
        if flaw := _FLAW.search(text) or (name != "publisher" and _FULL_STOP.search(text)):
            wrong = f"holds {show(flaw[0])} where a reference sets its own marks or none"
            yield entry.problem((name,), wrong, "write the words with the marks that belong among them")
    for name in ("publisher", "container"):
        if (organisation := getattr(source, name)) and organisation in source.bodies:
            yield entry.problem(
                (name,),
                f"'{organisation}' is named in 'bodies' already",
                "remove the key; the reference would say it twice",
            )


def _check_details(entry: Entry) -> Iterator[Problem]:
    """Yield a problem where a source neither gives what its type needs nor says that it lacks it, and where
    it says that it lacks what it gives."""
    source = entry.read_as(Source)
    text = source.incomplete or ""
    needed = NEEDED.get(source.type, ())
    missing = [detail for detail in needed if not detail.is_in(source)]
    if unsaid := [detail for detail in missing if not detail.is_named_in(text)]:
        names = _join((detail.name for detail in unsaid), "or")
        was = "were" if unsaid[-1] is PAGES else "was"
        right = f"give {_join((detail.right for detail in unsaid), 'and')}, or"
        sentence = f"No {names} {was} found by 30 November 2026."
        if text:
            wrong = f"says nothing of the {names}, and the source gives none"
            yield entry.problem(("incomplete",), wrong, f"{right} add: {sentence}")
        else:
            wrong = f"is '{source.type}' and gives no {names}"
            yield entry.problem(("type",), wrong, f"{right} say in 'incomplete': {sentence}")
    if text:
        yield from _check_denials(entry, text, [detail for detail in needed if detail not in missing])


def _check_denials(entry: Entry, text: str, present: list[Detail]) -> Iterator[Problem]:
    """Yield a problem where ``text``, what a source says of its gaps, denies a detail that is ``present``,
    or where the source lacks nothing."""
    source = entry.read_as(Source)
    needed = NEEDED.get(source.type, ())
    is_wanting = any(not detail.is_in(source) and detail.is_named_in(text) for detail in _WANTED)
    if len(present) == len(needed) and not is_wanting and not _UNJUDGED.search(text):
        wrong = "says what the reference lacks, and it lacks nothing"
        yield entry.problem(("incomplete",), wrong, "remove the key; 'note' holds what else to know")
    elif denied := [detail for detail in present if detail.is_denied_in(text)]:
        names = _join((detail.name for detail in denied), "or")
        wrong = f"says that there is no {names}, and the source gives {'them' if 'pages' in names else 'it'}"
        yield entry.problem(("incomplete",), wrong, "say only what is missing")


def _join(words: Iterable[str], last: str) -> str:
    """Words with commas between them and ``last`` before the last one: ``volume, pages or DOI``."""
    *before, final = words
    return f"{', '.join(before)} {last} {final}" if before else final


def _check_duplicates(sources: list[Entry]) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], Entry] = {}
    for entry in sources:
        source = entry.read_as(Source)
        same_work = ("title", source.title.casefold(), *source.creators, source.year)
        for name, key in (("doi", ("doi", (source.doi or "").lower())), ("title", same_work)):
            first = seen.setdefault(key, entry) if key[1] else entry
            if first is not entry and first.id != entry.id:
                wrong = f"is that of source {first.id} ({first.file.path}:{first.line})"
                yield entry.problem((name,), wrong, f"cite {first.id}, and keep this id among its aliases")
                break

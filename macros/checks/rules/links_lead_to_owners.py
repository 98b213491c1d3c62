"""A link to what others have written leads to its owner: not to a copy that somebody put up, which may be
cut, old or against the owner's will, nor to a host where sites are tried out, which goes without notice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from macros.base.problems import Problem
from macros.hand_written.pages import WrittenPage
from macros.records.entries import Entry
from macros.records.field_plans import walk_parts, walk_texts
from macros.records.handbook import Handbook
from macros.records.kinds import Source

# What stands in the name of a host that is no owner's, and what such a host is. A name without an ending has
# many: ja.scribd.com, docplayer.net, docplayer.org.
COPYING_HOSTS = {
    "where readers put up copies": (
        "academia.edu",
        "coursehero",
        "docplayer",
        "docslib",
        "pdfslide",
        "researchgate",
        "scribd",
        "slideshare",
        "studylib",
        "vdocuments",
        "yumpu",
    ),
    "the reader of a search engine": ("semanticscholar",),
    "a service that copies what others publish": ("parallelparliament", "policythreads", "wired-gov"),
    "which copies without leave": ("libgen", "sci-hub"),
    "where sites are tried out": ("herokuapp.com", "netlify.app", "pages.dev", "vercel.app"),
}
_TRIAL = re.compile(
    r"(?:^|[.-])(?:(?:web)?test|testing|staging|stage|uat|preprod|preview|sandbox|dev(?=-)|(?<=-)dev)\d*(?![^.-])"
)
# The name that an owner has got, with which a host ends: parliament.uk, leeds.ac.uk.
_OWN_NAME = re.compile(r"(?:^|\.)[^.]+(?:\.(?:ac|co|com|edu|gov|net|nhs|org))?\.[^.]+$")
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)
FIELDS = ("url", "official")  # Those with the address of what others have written.
_GIVE_OWNERS = "give the owner's own address"
_SAY_SO = (
    "give the DOI or the owner's own address; if neither was found, take this one out, name the copy in"
    " 'note' and say in 'incomplete': No address was found by 30 November 2026."
)


def check(handbook: Handbook) -> Iterator[Problem]:
    """Yield a problem for every address of a record, and every link of its prose, that leads to a copy or a
    trial."""
    for top in (*handbook.list_records(), *handbook.terms, *handbook.sources):
        for route, part in walk_parts(top.node):
            for name in FIELDS:
                if (address := vars(part).get(name)) and (wrong := find_fault(address)):
                    if not _is_its_own(top, address):
                        yield top.problem((*route, name), wrong, _advise(top))
        for route, text, _, _ in walk_texts(top.node, "prose"):
            for match in _ADDRESS.finditer(text) if "://" in text else ():
                if wrong := find_fault(match[0]):
                    yield top.problem(route, wrong, _GIVE_OWNERS)


def check_pages(pages: Iterable[WrittenPage]) -> Iterator[Problem]:
    """Yield a problem for every link of a hand-written page that leads to a copy or a trial. Pages for
    contributors are about the program, those for deaneries about where it is put."""
    for page in pages:
        if not page.uri.startswith(("contribute/", "deaneries/")):
            for match in _ADDRESS.finditer(page.text):
                if wrong := find_fault(match[0]):
                    yield page.problem(match.start(), "page", wrong, _GIVE_OWNERS)


def find_fault(address: str) -> str | None:
    """What is wrong with the host of an address: 'leads to ja.scribd.com, where readers put up copies';
    ``None`` where nothing is known against it, or where it cannot be read."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return None
    for what, names in COPYING_HOSTS.items():
        if any(f".{name}." in f".{host}." for name in names):
            return f"leads to {host}, {what}"
    if _TRIAL.search(_OWN_NAME.sub("", host)):
        return f"leads to {host}, where a site is tried out"
    return None


def _is_its_own(top: Entry, address: str) -> bool:
    """Whether a source is by those whose host its address names: Parallel Parliament on its own pages."""
    bodies = top.node.bodies if isinstance(top.node, Source) else ()
    host = (urlsplit(address).hostname or "").split(".")
    return any(re.sub(r"\W", "", body.casefold()) in host for body in bodies)


def _advise(top: Entry) -> str:
    """What would be right for an address of a record or source."""
    if not isinstance(top.node, Source):
        return _GIVE_OWNERS
    return "take it out, for the DOI leads to the owner" if top.node.doi else _SAY_SO

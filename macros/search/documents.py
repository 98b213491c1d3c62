"""What readers may look for: every page, and every glossary term and source, with the words that stand on it.

The words come from the records and from the text of hand-written pages; no finished page is read again. Trust
blocks, feet and lists of links are none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from macros.addresses.urls import Urls
from macros.base.html import find_headings, strip_tags
from macros.base.language_marks import strip
from macros.base.rule_explanations import PAGES, read_explanations
from macros.hand_written.markdown_conversion import CALL
from macros.hand_written.pages import WrittenPage
from macros.i18n import phrases
from macros.records.entries import Entry
from macros.records.field_plans import SKIPPED_FIELDS, walk_texts
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework, Item, Pathway, Source, Term
from macros.records.prose import strip_markup
from macros.search.parts import is_apart, name_part

# Fields that are said elsewhere in the index, or that are no words of the page.
_LEFT_OUT = SKIPPED_FIELDS | {"title", "summary", "unverified", "reviews", "sources", "term"}
_HEADING = re.compile(r'(?=<h[23](?: [^<>]*)? id=")')
_NOT_SEARCHED = re.compile(r"<(figure|table|pre|script)\b[^<>]*data-search-exclude.*?</\1>", re.S)
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class PagePart:
    """A part of a page: the end of its address behind ``#`` (empty for what stands before the first heading),
    its heading and its words."""

    anchor: str
    heading: str
    text: str


@dataclass(slots=True)
class Document:
    """What a result of the search leads to.

    ``kind`` is a key of :data:`macros.search.groups.KINDS`; ``address`` is from the site's root; ``names``
    are other names of it; ``place`` says what it is part of, where its title does not; ``searches`` are
    sentences that people type who want it.
    """

    kind: str
    title: str
    address: str
    summary: str = ""
    names: list[str] = field(default_factory=list)
    place: str = ""
    parts: list[PagePart] = field(default_factory=list)
    searches: list[str] = field(default_factory=list)


def list_documents(
    book: Handbook, pages: Iterable[WrittenPage], blanks: Iterable[tuple[str, str, Entry]], urls: Urls
) -> Iterator[Document]:
    """Yield everything that can be found, the core framework's items before those of others. ``blanks`` are
    the pages of blank forms, as (path, title, entry)."""
    pages = list(pages)
    written_paths = {page.path for page in pages}
    entries = [
        entry for entry in book.entries.values() if entry.has_page and entry.page_path not in written_paths
    ]
    for entry in sorted(entries, key=lambda entry: not _is_core(entry)):
        yield _describe_record(entry, urls)
    for page in pages:
        if not (page.front.search and page.front.search.exclude):
            yield _describe_page(page, urls)
    for path, title, entry in blanks:
        yield Document(
            "blank",
            strip(title),
            urls.page(path),
            strip(phrases._("A form to print and fill in by hand.")),
            [strip(phrases._("paper form")), strip(phrases._("printable form")), *_list_names(entry)],
        )
    yield _describe_rules(urls)
    for entry in book.terms:
        yield _describe_term(entry, urls)
    for entry in book.sources:
        yield _describe_source(entry, urls)


def _describe_rules(urls: Urls) -> Document:
    """The page that lists the rules of the check, which is found by the name of each. The pages of single
    rules are none of what readers look for."""
    title = strip(phrases._("Rules of the check"))
    summary = strip(phrases._("What the check asks of records, pages and editions, and why."))
    names = PagePart("", "", " ".join(read_explanations()))
    return Document("help", title, urls.page(f"{PAGES}/index"), summary, parts=[names])


def _is_core(entry: Entry) -> bool:
    framework = entry.record.node
    return isinstance(framework, CompetencyFramework) and framework.core


def _list_names(entry: Entry) -> list[str]:
    node = entry.node
    names = [*getattr(node, "keywords", ())]
    if isinstance(node, CompetencyFramework) and node.abbreviation:
        names.append(node.abbreviation)
    # A title in another language is found by its English too.
    return [*names, *_list_english_titles(entry)]


def _list_searches(entry: Entry) -> list[str]:
    node = entry.node
    searches = [*getattr(node, "searches", ())]
    return [*searches, _read(node.for_whom)] if isinstance(node, Pathway) else searches


def _list_english_titles(entry: Entry) -> list[str]:
    english = strip(getattr(entry.node, "title", entry.title))
    return [english] if english != strip(entry.title) else []


def _describe_record(entry: Entry, urls: Urls) -> Document:
    framework = entry.record.node
    abbreviation = framework.abbreviation if isinstance(framework, CompetencyFramework) else None
    return Document(
        "retired" if entry.retired else entry.kind,
        strip(f"{entry.node.code} {entry.title}" if isinstance(entry.node, Item) else entry.title),
        urls.entry(entry),
        _read(entry.summary),
        _list_names(entry),
        strip(abbreviation or entry.record.title) if entry.owner else "",
        list(_split_record(entry)),
        _list_searches(entry),
    )


def _split_record(entry: Entry) -> Iterator[PagePart]:
    """The parts of a record's page that have words of their own, in the order of its fields."""
    texts: dict[tuple[str, str], list[str]] = {}
    omitted = "items" if entry.kind in ("framework", "item") else None
    for route, text, plan, _ in walk_texts(entry.node, "line", "prose", omitted_field=omitted):
        if is_apart(entry, route):
            continue
        if _LEFT_OUT.isdisjoint(route) or (
            plan.name == "title" and len(route) > 1 and route[0] not in _LEFT_OUT
        ):
            texts.setdefault(name_part(entry, route), []).append(_read(text))
    for (anchor, heading), lines in texts.items():
        yield PagePart(anchor, heading, " ".join(line for line in lines if line != heading))


def _describe_page(page: WrittenPage, urls: Urls) -> Document:
    first, *others = _HEADING.split(page.html.text)
    parts = [PagePart("", "", _read_html(re.sub(r"<h1\b.*?</h1>", " ", first, flags=re.S)))]
    for html in others:
        heading = next(iter(find_headings(html)), None)
        if heading:
            parts.append(
                PagePart(heading.id, heading.words, _read_html(html[html.index(">") :])[len(heading.words) :])
            )
    folder = page.path.partition("/")[0]
    kind = (
        "tool"
        if page.front.scripts or folder == "tools"
        else "guide"
        if folder == "guides"
        else ("help" if folder in ("about", "contribute", "deaneries") else "page")
    )
    return Document(
        kind,
        page.title,
        urls.page(page.path),
        page.front.description or "",
        list(page.front.keywords),
        "",
        [part for part in parts if part.text or part.heading],
        list(page.front.searches),
    )


def _describe_term(entry: Entry, urls: Urls) -> Document:
    term = entry.read_as(Term)
    names = [*term.also, *([strip(term.term)] if strip(term.term) != strip(entry.title) else [])]
    return Document(
        "term", strip(entry.title), urls.entry(entry), "", names, "", [PagePart("", "", _read(term.means))]
    )


def _describe_source(entry: Entry, urls: Urls) -> Document:
    source = entry.read_as(Source)
    by = ", ".join(source.creators) + (strip(phrases._(" and others")) if source.others else "")
    where = f" {source.container}." if source.container else ""
    return Document(
        "source",
        source.title,
        urls.entry(entry),
        "",
        [],
        "",
        [PagePart("", "", f"{by} ({source.year}).{where}")],
    )


def _read(text: str) -> str:
    """A text of a record as it is read: without markup, on one line."""
    words = strip_markup(text)  # On one line already; in another language there are marks in it.
    return words if (without_marks := strip(words)) is words else " ".join(without_marks.split())


def _read_html(html: str) -> str:
    """The words of a hand-written page's HTML, without what macros are to put in."""
    words = unescape(strip_tags(_NOT_SEARCHED.sub(" ", html).replace("<", " <")))
    return _SPACES.sub(" ", CALL.sub(" ", words)).strip()

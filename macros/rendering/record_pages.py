"""Which pages the records make, with what the site needs to know of each before it is rendered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.addresses.urls import Urls
from macros.base.language_marks import strip, strip_accents
from macros.i18n.phrases import _
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework, Term
from macros.records.prose import strip_markup
from macros.rendering.cards import list_keywords
from macros.rendering.renderer import Renderer, breadcrumbs, search_text
from macros.rendering.view import label
from macros.tools.data import list_blank_forms

BLANKS = "tools/blanks"  # The folder of the forms to fill in by hand.
GENERATED = (
    "assets/data/handbook.json",
    "assets/data/handbook.js",
)  # Files made in a build, by their place in docs.


@dataclass(frozen=True)
class RecordPage:
    """One generated page: where it stands, what it calls, and what the theme shows around it."""

    path: str
    entry: Entry
    title: str

    # The page's text: a single macro call, expanded like any other; the id stands in the front matter.
    source = "{{ record(id) }}"


class BlankPage(RecordPage):
    """A form to print and fill in by hand."""

    source = "{{ blank(id) }}"


def blank_pages(book: Handbook) -> Iterator[BlankPage]:
    """A page for every form that can be filled in by hand."""
    for entry in list_blank_forms(book):
        yield BlankPage(f"{BLANKS}/{entry.id}", entry, _("%(form)s, to print", form=label(entry)))


def record_pages(book: Handbook) -> Iterator[RecordPage]:
    """A page for every record and every framework item."""
    for entry in book.entries.values():
        if not entry.anchor:
            title = f"{label(entry)} ({label(entry.record)})" if entry.kind == "item" else entry.title
            yield RecordPage(entry.path, entry, title)


def generated_pages(book: Handbook) -> Iterator[str]:
    """The places in ``docs`` of the pages that records and forms make: hand-written pages link to them as to
    one another."""
    for page in (*record_pages(book), *blank_pages(book)):
        yield f"{page.path}.md"


def front_matter(page: RecordPage, renderer: Renderer) -> dict[str, Any]:
    """What the theme shows around a page: title, description, breadcrumbs, neighbours, section; all addresses
    from the root."""
    entry, book, urls = page.entry, renderer.book, renderer.urls
    if isinstance(page, BlankPage):
        return _blank_front_matter(page, urls)
    before, after = book.find_neighbours(entry)
    meta: dict[str, Any] = {
        "id": entry.id,
        "title": page.title,
        "description": entry.summary,
        "breadcrumbs": breadcrumbs(renderer, entry),
        "section": f"{book.get_kind(entry).section}/index.md",
        "search": {"exclude": True},
    }
    for name, neighbour in (("previous", before), ("next", after)):
        if neighbour:
            meta[name] = {"title": label(neighbour), "url": urls.page(neighbour.path)}
    return meta


def _blank_front_matter(page: BlankPage, urls: Urls) -> dict[str, Any]:
    above = [(_("Handbook"), "index"), (_("Tools"), "tools/index"), (_("Blank forms"), f"{BLANKS}/index")]
    return {
        "id": page.entry.id,
        "title": page.title,
        "description": _(
            "%(form)s, to print and fill in by hand. %(summary)s",
            form=label(page.entry),
            summary=page.entry.summary,
        ),
        "breadcrumbs": [{"title": title, "url": urls.page(path)} for title, path in above],
        "section": f"{BLANKS}/index.md",
        "search": {"exclude": True},
    }


def search_entry(page: RecordPage, renderer: Renderer) -> dict[str, Any]:
    """A page's entry in the search index: its exact title, the words of the record, and what people type for
    it."""
    entry = page.entry
    if isinstance(page, BlankPage):
        return {
            "location": renderer.urls.page(page.path),
            "title": page.title,
            "text": _("A form to print and fill in by hand."),
            "tags": [_("paper form"), _("printable form")],
        }
    abbreviation = entry.node.abbreviation if isinstance(entry.node, CompetencyFramework) else None
    words = [
        *list_keywords(entry),
        *([abbreviation] if abbreviation else []),
        *_without_accents(entry),
    ]
    found = {"location": renderer.urls.page(page.path), "title": page.title, "text": search_text(entry)}
    return {**found, "tags": words} if words else found


def _without_accents(entry: Entry) -> Iterator[str]:
    """A translated title and summary as they are typed where accents are left out, where that is any
    different."""
    for text in (entry.title, entry.summary):
        if strip(text) != text and strip_accents(text) != strip(text):
            yield strip_accents(text)


def anchored_entries(renderer: Renderer) -> Iterator[dict[str, Any]]:
    """The entries of glossary terms and sources in the search index: each leads to its own place on its
    page."""
    for entry in renderer.book.terms:
        term = entry.read_as(Term)
        yield {
            "location": renderer.urls.entry(entry),
            "title": term.term,
            "text": strip_markup(term.means),
            "tags": [*term.also, *_without_accents(entry)],
        }
    for entry in renderer.book.sources:
        said = renderer.citations.full(entry.id).striptags()
        yield {"location": renderer.urls.entry(entry), "title": entry.title, "text": said}


def redirects(book: Handbook) -> Iterator[tuple[str, Entry]]:
    """The paths under which former ids go on working, each with the entry it now means."""
    for alias, entry in book.aliases.items():
        if not entry.anchor:
            section = book.get_kind(entry).section
            yield f"{section}/{alias.lower()}", entry

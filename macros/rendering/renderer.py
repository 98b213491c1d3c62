"""Turns entries into HTML through the templates in ``templates/``.

Autoescaping is on; what records hold is only ever put in as text or as prose (:mod:`macros.records.prose`).
Every template is given a :class:`~macros.rendering.view.View` as ``v``: the handbook as seen from its page.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.base import language_marks
from macros.base.languages import LANGUAGES
from macros.curriculum.coverage import (
    build_coverage_row,
    count_coverage,
    map_assessments,
    map_outcomes,
    translate_coverage_heading,
)
from macros.curriculum.crosswalks import Crosswalks
from macros.curriculum.durations import format_duration, format_minutes
from macros.curriculum.indexes import translate_plural
from macros.curriculum.trust import assess_page_trust, assess_trust
from macros.hand_written.pages import WrittenPage
from macros.hosting.policy import Policy
from macros.i18n import phrases
from macros.i18n.catalogue import ENGLISH, Catalogue
from macros.records import prose
from macros.records.entries import Entry
from macros.records.field_types import Backlink
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS, Source
from macros.rendering import citations, pictures
from macros.rendering.cards import filter_values, filter_words, is_used
from macros.rendering.glossary_links import Terms
from macros.rendering.view import View, label

if TYPE_CHECKING:
    from macros.editions.edition import Edition

_BLANK_LINES = re.compile(r"\n\s*\n")
_ASIDE = re.compile('<div data-aside="\ue024(\\d+)"></div>')  # A private character, which nobody can write.
TEMPLATES = Path(__file__).parent / "templates"


class Renderer:
    """The templates over one handbook. Make one a build; editing a template shows with the next."""

    def __init__(
        self,
        book: Handbook,
        urls: Urls,
        repository: Repository,
        citing: Mapping[str, list[WrittenPage]] | None = None,
        edition: Edition | None = None,
        catalogue: Catalogue = ENGLISH,
        policy: Policy | None = None,
        views: Mapping[str, str] | None = None,
    ):
        """``citing`` are the hand-written pages that cite each source
        (:func:`macros.hand_written.pages.find_citing_pages`); ``edition`` is the deanery's edition that is
        built, or ``None``; ``catalogue`` the interface's phrases; ``policy`` what ``hosting.yml`` says,
        ``None`` where there is no such file: then no page names a content security policy. ``views`` are the
        pages that their front matter offers to other sites: ``{"view/coverage": "coverage"}``."""
        self.book, self.urls, self.repository, self.citing = book, urls, repository, citing or {}
        self.edition, self.catalogue, self.policy = edition, catalogue, policy
        self.policy_meta = Markup(
            policy.format_meta() if policy else ""
        )  # In the head of every page, before anything that loads.
        self.assets: dict[
            str, str
        ] = {}  # Where each style sheet and script stands in the built site, by its place in docs.
        self.tool_scripts: dict[
            str, list[str]
        ] = {}  # The scripts that each page of macros.tools.script_bundle.FOLDERS_OF_PAGE loads, likewise.
        self.env = jinja2.Environment(
            loader=jinja2.FileSystemLoader(TEMPLATES),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            auto_reload=False,
        )
        self.env.filters.update(
            day=phrases.format_day,
            decimal=phrases.format_number,
            minutes=format_minutes,
            plain=prose.strip_markup,
        )
        phrases.install_in_templates(self.env, catalogue)
        self.crosswalks = Crosswalks(book)
        self.env.globals.update(
            book=book,
            kinds=KINDS,
            Backlink=Backlink,
            crosswalks=self.crosswalks,
            pictures=pictures,
            policy_meta=self.policy_meta,
            kind_plural=translate_plural,
            language_attribute=phrases.format_lang_attribute,
            time_it_takes=format_duration,
            coverage_word=translate_coverage_heading,
            coverage_counts=partial(count_coverage, self.crosswalks),
            coverage_row=partial(build_coverage_row, self.crosswalks),
            assessment_map=partial(map_assessments, book),
            outcome_map=partial(map_outcomes, book),
            trust_in=partial(assess_trust, book),
            filter_values=filter_values,
            filter_words=filter_words,
            is_used=is_used,
        )
        self.terms = Terms(book.terms)
        self.citations = citations.Citations(entry.read_as(Source) for entry in book.sources)
        self.gone = frozenset(
            path for path in paths_of(book.omitted.values()) if not self.is_own(f"{path}.md")
        )
        self.views = views or {}
        # What pages turned out to need while they were rendered, by their paths: scripts, and terms that
        # macros link.
        self.scripts: dict[str, set[str]] = defaultdict(set)
        self.linked_terms: dict[str, set[Entry]] = defaultdict(set)
        self.kept: dict[tuple[object, ...], Markup] = {}
        self.citing_pages: dict[
            Entry, list[Entry | WrittenPage]
        ] = {}  # Of each source, as they are asked for.
        self.aside: list[Markup] = []

    def __repr__(self) -> str:
        return f"<Renderer of {self.book!r}>"

    @property
    def language(self) -> str:
        """The language of the interface, as ``en`` or ``cy``."""
        return self.catalogue.language

    def view(self, path: str, here: Entry | None = None) -> View:
        """The handbook as seen from the page at ``path``."""
        return View(self, path, here)

    def template(self, name: str, view: View, **values: object) -> Markup:
        """The template ``name`` seen from ``view``, as one safe string without blank lines."""
        with phrases.use_catalogue(self.catalogue):
            html = self.env.get_template(f"{name}.html").render(v=view, **values)
        return Markup(_BLANK_LINES.sub("\n", html).strip("\n"))

    def set_aside(self, html: Markup) -> Markup:
        """Keep ``html`` for :meth:`put_back`, and return what stands in its place until then."""
        self.aside.append(html)
        return Markup(f'<div data-aside="\ue024{len(self.aside) - 1}"></div>')

    def put_back(self, html: str) -> str:
        """``html`` with everything that was set aside in its place."""
        return _ASIDE.sub(lambda found: self.aside[int(found[1])], html) if "data-aside" in html else html

    def finish(self, html: str) -> str:
        """A whole page as it is written: with what was set aside, and where it is in two languages with
        ``lang``."""
        html = self.put_back(html)
        return (
            html if self.catalogue.is_english else language_marks.resolve(html, LANGUAGES[self.language].tag)
        )

    def written(self, path: str, html: str) -> str:
        """A hand-written page's HTML with the first use linked of each glossary term to which a macro on it
        does not link already.

        Pages for editors are left as they are, and so is the glossary.
        """
        return (
            html
            if path.startswith("contribute/")
            else self.view(path).with_terms(html, self.linked_terms[path])
        )

    def is_own(self, uri: str) -> bool:
        """Whether the page at ``uri`` (``local/how.md``) is the edition's own."""
        return self.edition is not None and self.edition.has_page(uri)

    def page_foot(self, path: str, drafted: datetime.date | None, says_trust: bool = True) -> Markup:
        """What stands below a hand-written page: when it was drafted, and where ``path`` (its file) is
        edited; an edition's own page is in no repository that is known here. A page that shows a whole record
        has that record's word on trust already.
        """
        page, own = path.removeprefix("docs/").rpartition(".")[0], self.is_own(path.removeprefix("docs/"))
        cited = [
            self.book.source_by_id[id].read_as(Source)
            for id, pages in self.citing.items()
            if any(each.path == page for each in pages)
        ]
        address = None if own else self.repository.build_edit_url(path)
        path = f"{self.edition.id}/{path}" if self.edition and own else path
        return self.template(
            "page_foot",
            self.view(page),
            path=path,
            drafted=drafted,
            address=address,
            trust=assess_page_trust(cited) if says_trust else None,
        )

    def record(self, entry: Entry, path: str | None = None) -> Markup:
        """The whole body of an entry's own page."""
        return self.template(entry.kind, self.view(path or entry.path, entry), entry=entry, record=entry.node)


def paths_of(entries: Iterable[Entry]) -> Iterator[str]:
    """The paths of the pages that records left out would have: their own, and that of a form to fill in by
    hand."""
    for entry in entries:
        yield entry.path
        if entry.kind in ("framework", "instrument"):
            yield f"tools/blanks/{entry.id}"


def breadcrumbs(renderer: Renderer, entry: Entry) -> list[dict[str, str]]:
    """The sections and entries above an entry, outermost first."""
    kind = renderer.book.get_kind(entry)
    trail = [
        {"title": phrases._("Handbook"), "url": renderer.urls.page("index")},
        {"title": phrases._(kind.plural), "url": renderer.urls.page(f"{kind.section}/index")},
    ]
    above: list[Entry] = []
    parent = entry.parent
    while parent is not None:
        above.insert(0, parent)
        parent = parent.parent
    return trail + [{"title": label(e), "url": renderer.urls.page(e.path)} for e in above]


def search_text(entry: Entry, limit: int = 4000) -> str:
    """The words of an entry for the search index, without markup, cut at ``limit`` characters."""
    from macros.records.field_plans import list_readable_texts

    said = list_readable_texts(entry.node, "items" if entry.kind == "framework" else None)
    return " ".join(prose.strip_markup(text) for name, text in said if name != "title")[:limit]

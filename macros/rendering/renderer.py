"""Renders entries as HTML with the templates in ``templates/``.

Autoescaping is on, and the fields of records are put in only as text or as prose
(:mod:`macros.records.prose`). Every template has a :class:`~macros.rendering.view.View` as ``view``: the
handbook as seen from the page that is rendered.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import urljoin

import jinja2
from markupsafe import Markup

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.base import language_marks
from macros.base.days import read_today
from macros.base.languages import LANGUAGES
from macros.base.notes import Notes, note, read_unnoted
from macros.curriculum.coverage import (
    KINDS_OF_COVERAGE,
    LEAST_BY_SHADE,
    build_coverage_matrix,
    count_coverage,
    list_shades,
    map_assessments,
    map_outcomes,
    translate_coverage_heading,
)
from macros.curriculum.crosswalks import Crosswalks, group_by_strength
from macros.curriculum.durations import (
    estimate_remedy_minutes,
    estimate_walk_minutes,
    format_duration,
    format_minutes,
    format_minutes_to_read,
)
from macros.curriculum.indexes import count_entries, count_records, translate_plural
from macros.curriculum.sessions import format_clock, get_session_place, split_cells, time_activities
from macros.curriculum.trust import assess_page_trust, assess_trust
from macros.exports.publication import Publication
from macros.hand_written.pages import WrittenPage
from macros.hosting.policy import Policy
from macros.i18n import phrases
from macros.i18n.catalogue import ENGLISH, Catalogue
from macros.quality.report import QualityReport, assess_quality
from macros.records import prose
from macros.records.entries import Entry
from macros.records.field_types import Backlink
from macros.records.former_addresses import FormerAddresses
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS, Pathway, Source
from macros.records.review_plan import PLANS_OF_KINDS, find_due_day, find_owner, find_page_plan
from macros.rendering import citations, pictures
from macros.rendering.cards import collect_filter_values, join_filter_words, list_filter_selects
from macros.rendering.compiled_templates import keep_compiled, note_templates
from macros.rendering.glossary_links import TermLinker
from macros.rendering.page_leads import describe_page, describe_written_page, find_verdict
from macros.rendering.pathway_stops import list_stops
from macros.rendering.reading_order import ReadingOrder
from macros.rendering.view import View, plain_label
from macros.tools.changed_days import format_changed_days

if TYPE_CHECKING:
    from macros.editions.edition import Edition

Value = TypeVar("Value")
_BLANK_LINES = re.compile(r"\n\s*\n")
# The mark is a private character, which no page can hold.
_SET_ASIDE = re.compile('<div data-aside="\ue024(\\d+)"></div>')
TEMPLATES = Path(__file__).parent / "templates"


class Renderer:
    """Renders one handbook, for one build. Templates are read once, so a change to one shows in the next
    build."""

    def __init__(
        self,
        book: Handbook,
        urls: Urls,
        repository: Repository,
        citing_pages: Mapping[str, list[WrittenPage]] | None = None,
        edition: Edition | None = None,
        catalogue: Catalogue = ENGLISH,
        policy: Policy | None = None,
        view_paths: Mapping[str, str] | None = None,
        report_to: str = "",
        site_url: str = "",
    ):
        """``citing_pages``: the hand-written pages that cite each source, by its id
        (:func:`macros.hand_written.pages.find_citing_pages`). ``edition``: the edition that is built, if any.
        ``catalogue``: the phrases of the interface. ``policy``: the policy of ``hosting.yml``; without it no
        page names a content security policy. ``view_paths``: the pages that their front matter offers to
        other sites, ``{"view/coverage": "coverage"}``. ``report_to``: where readers send what is wrong, a
        mail address or that of a page. ``site_url``: the address of the site, with a slash at its end; empty
        where it is not known."""
        self.book, self.urls, self.repository, self.citing_pages = book, urls, repository, citing_pages or {}
        self.edition, self.catalogue, self.policy = edition, catalogue, policy
        # In the head of every page, before anything that loads.
        self.policy_meta = Markup(policy.format_meta() if policy else "")
        # Where each style sheet and script stands in the site, by its place in docs.
        self.assets: dict[str, str] = {}
        # The places in docs of the scripts that each page of script_bundle.FOLDERS_OF_PAGE loads.
        self.tool_scripts: dict[str, list[str]] = {}
        # Which page comes after which; the hooks put one in its place that knows hand-written pages too.
        self.reading_order = ReadingOrder(book)
        self.crosswalks = Crosswalks(book)
        self.former_addresses = FormerAddresses(book)
        self.env = self._make_environment()
        self.term_linker = TermLinker(book.terms)
        self.citations = citations.Citations(entry.read_as(Source) for entry in book.sources)
        self.omitted_paths = frozenset(
            path for path in list_paths(book.omitted.values()) if not self.is_edition_page(f"{path}.md")
        )
        self.view_paths = view_paths or {}
        self.report_to, self.site_url = report_to, site_url
        self.is_for_disk = False  # Whether the site is a copy that works without a server.
        # How pages are addressed on the site; ``urls`` is how they are in what is built.
        self.site_urls = urls
        self.quality_workbook = ""  # Where the site has it; empty where none is published.
        self.packs_folder = ""  # Where the site has the packs of sessions; empty where it has none.
        self.today = read_today()
        # All hand-written pages; the plugin puts them in their place.
        self.written_pages: Collection[WrittenPage] = ()
        # Noted while pages are rendered, by their paths: the scripts that their embeds need, and the terms
        # that macros link.
        self.page_scripts: dict[str, set[str]] = defaultdict(set)
        self.linked_terms: dict[str, set[Entry]] = defaultdict(set)
        # What is made once for several pages; and, by a name, what one build can give to the next.
        self.notes = Notes()
        self.remember: Remember = _make_anew
        self.set_aside_html: list[Markup] = []

    def __repr__(self) -> str:
        return f"<Renderer of {self.book!r}>"

    def _make_environment(self) -> jinja2.Environment:
        """The environment of the templates, with the filters and the names that all of them know."""
        env = jinja2.Environment(
            loader=jinja2.FileSystemLoader(TEMPLATES),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            auto_reload=False,
        )
        keep_compiled(env, f"pages-{self.language}")
        note_templates(env, "pages")
        env.filters.update(
            day=phrases.format_day,
            month=phrases.format_month,
            decimal=phrases.format_number,
            minutes=format_minutes,
            plain=prose.strip_markup,
        )
        phrases.install_in_templates(env, self.catalogue)
        env.globals.update(
            book=self.book,
            kinds=KINDS,
            Backlink=Backlink,
            crosswalks=self.crosswalks,
            former_addresses=self.former_addresses,
            group_by_strength=partial(group_by_strength, self.book),
            pictures=pictures,
            policy_meta=self.policy_meta,
            kind_plural=translate_plural,
            kind_count=count_records,
            language_attribute=phrases.format_lang_attribute,
            time_it_takes=format_duration,
            time_to_read=format_minutes_to_read,
            remedy_minutes=estimate_remedy_minutes,
            walk_minutes=partial(estimate_walk_minutes, self.book),
            describe_page=describe_page,
            find_verdict=find_verdict,
            list_stops=list_stops,
            session_place=partial(get_session_place, self.book),
            time_activities=time_activities,
            split_cells=split_cells,
            clock=format_clock,
            count_entries=count_entries,
            coverage_word=translate_coverage_heading,
            coverage_counts=partial(count_coverage, self.crosswalks),
            coverage_kinds=KINDS_OF_COVERAGE,
            coverage_least=LEAST_BY_SHADE,
            coverage_matrix=partial(build_coverage_matrix, self.crosswalks),
            coverage_shades=list_shades,
            assessment_map=partial(map_assessments, self.book),
            outcome_map=partial(map_outcomes, self.book),
            trust_in=partial(assess_trust, self.book),
            collect_filter_values=collect_filter_values,
            join_filter_words=join_filter_words,
            list_filter_selects=list_filter_selects,
            plans_of_kinds=PLANS_OF_KINDS,
            find_due_day=find_due_day,
            find_owner=find_owner,
        )
        return env

    def read_quality(self) -> QualityReport:
        """The state of the content, worked out once."""
        note("quality", "handbook")
        return read_unnoted(lambda: self._quality)

    def read_changed_days(self) -> str:
        """The days on which records changed last (:mod:`macros.tools.changed_days`)."""
        note("changed days", "handbook")
        return read_unnoted(lambda: format_changed_days(self.book))

    def find_site_address(self, path: str) -> str:
        """The full address, on the site, of the page at ``path``, also where a copy for a disk is built;
        empty where that of the site is not known."""
        return urljoin(self.site_url, self.site_urls.page(path)) if self.site_url else ""

    @cached_property
    def publication(self) -> Publication:
        """The handbook as this site publishes it, for what pages say of it; the site's name is not in it."""
        return Publication(self.book, "", self.site_url, self.edition, self.site_urls)

    @cached_property
    def _quality(self) -> QualityReport:
        return assess_quality(self.book, self.citing_pages, self.written_pages, self.today)

    @property
    def language(self) -> str:
        """The language of the interface: ``en`` or ``cy``."""
        return self.catalogue.language

    def view(self, path: str, entry: Entry | None = None) -> View:
        """The handbook as seen from the page at ``path``; ``entry`` is the one that the page is about, if
        any."""
        return View(self, path, entry)

    def render_template(self, name: str, view: View, **values: object) -> Markup:
        """The HTML of the template ``name`` with ``values``, seen from ``view``, without blank lines."""
        with phrases.use_catalogue(self.catalogue):
            html = self.env.get_template(f"{name}.html").render(view=view, **values)
        return Markup(_BLANK_LINES.sub("\n", html).strip("\n"))

    def set_aside(self, html: Markup) -> Markup:
        """Keep ``html`` for :meth:`put_back`, and return the element that stands in its place until then."""
        self.set_aside_html.append(html)
        return Markup(f'<div data-aside="\ue024{len(self.set_aside_html) - 1}"></div>')

    def put_back(self, html: str) -> str:
        """``html`` with everything that was set aside back in its place."""
        return (
            _SET_ASIDE.sub(lambda mark: self.set_aside_html[int(mark[1])], html)
            if "data-aside" in html
            else html
        )

    def finish(self, html: str) -> str:
        """The HTML of a complete page as it is published: with what was set aside and, where the interface is
        not in English, with ``lang`` on the words of either language."""
        html = self.put_back(html)
        return (
            html if self.catalogue.is_english else language_marks.resolve(html, LANGUAGES[self.language].tag)
        )

    def cite(self, source: Entry) -> str:
        """The citation of a source as plain text."""
        return self._read_source(source, "citation", self.citations.cite)

    def format_reference(self, source: Entry) -> Markup:
        """The complete reference of a source as HTML, without its address."""
        return Markup(self._read_source(source, "reference", self.citations.format_reference))

    def _read_source(self, source: Entry, name: str, read: Callable[[str], str]) -> str:
        """What ``read`` makes of a source, which another build may have made."""

        def make() -> str:
            note("node", source)
            return str(read(source.id))

        note("node", source)
        return self.remember(f"{name} of {source.id}", make)

    def link_terms(self, path: str, html: str) -> str:
        """The HTML of the hand-written page at ``path``, with a link at the first use of each glossary term
        to which no macro on it links already. Pages under ``contribute`` and the glossary get no links."""
        return (
            html
            if path.startswith("contribute/")
            else self.view(path).link_terms(html, self.linked_terms[path])
        )

    def is_edition_page(self, uri: str) -> bool:
        """Whether the page at ``uri`` (``local/how.md``) is one of the edition."""
        return self.edition is not None and self.edition.has_page(uri)

    def render_page_head(self, page: WrittenPage) -> Markup:
        """The HTML below the title of a hand-written page to be read."""
        return self.render_template(
            "page_head", self.view(page.path), lead=describe_written_page(page), id=page.path
        )

    def render_page_banner(self, page: WrittenPage) -> Markup:
        """What stands below the title of a hand-written page that is past its day of review; else empty."""
        due = find_due_day(page.front, find_page_plan(page.uri))
        return self.render_template("review_banner", self.view(page.path), due=due) if due else Markup()

    def render_page_foot(self, page: WrittenPage, says_trust: bool = True) -> Markup:
        """The HTML below a hand-written page: how far it can be trusted, where it names sources, where to say
        that something is wrong, when it was drafted, and where its file, and those of what it shows, can be
        edited.

        A page of the edition gets no link to edit it, since its repository is not known. ``says_trust`` is
        ``False`` for a page that shows a complete record, which says so itself.
        """
        is_local = self.is_edition_page(page.uri)
        cited_sources = [
            self.book.source_by_id[id].read_as(Source)
            for id, pages in self.citing_pages.items()
            if any(citing_page.path == page.path for citing_page in pages)
        ]
        return self.render_template(
            "page_foot",
            self.view(page.path),
            page=page,
            title=page.title,
            path=page.source_path,
            plan=find_page_plan(page.uri),
            address=None if is_local else self.repository.build_edit_url(page.source_path),
            is_local=is_local,
            trust=assess_page_trust(cited_sources) if says_trust and cited_sources else None,
        )

    def render_record(self, entry: Entry, path: str | None = None) -> Markup:
        """The HTML of the page of an entry that has one; ``path`` is where it is shown, if elsewhere. One
        that is shown in both places is made once for all pages from which addresses are the same."""
        view = self.view(path or entry.page_path, entry)
        if entry not in self._entries_shown_elsewhere:
            return self._render_entry(view, entry)
        scripts = self.page_scripts

        def render() -> tuple[Markup, set[str]]:
            before = scripts.pop(view.path, set())
            html = self._render_entry(view, entry)
            required, scripts[view.path] = scripts.pop(view.path, set()), before
            return html, required

        html, required = self.notes.remember(("page", entry, view.root), render)
        scripts[view.path] |= required
        return html

    def _render_entry(self, view: View, entry: Entry) -> Markup:
        html = self.render_template(entry.kind, view, entry=entry, record=entry.node)
        for anchor, former_anchor in self.former_addresses.list_anchors_on(entry.path):
            html = _add_anchor(html, anchor, former_anchor)
        return html

    @cached_property
    def _entries_shown_elsewhere(self) -> frozenset[Entry]:
        """The entries of whose pages a pathway shows parts (:mod:`macros.rendering.pathway_stops`)."""

        def list_entries() -> Iterator[Entry]:
            for pathway in self.book.records.get("pathway", ()):
                for stop in pathway.read_as(Pathway).stops:
                    if entry := self.book.get(stop.take, "any"):
                        yield entry if stop.parts else entry.record

        return read_unnoted(lambda: frozenset(list_entries()))


def _add_anchor(html: Markup, anchor: str, former_anchor: str) -> Markup:
    """``html`` in which ``former_anchor`` leads to the element with the id ``anchor`` too: to what stands
    first in it, which in a fold is what opens it. Unchanged where nothing has that id."""
    opening = re.compile(rf'<[a-z]+[^<>]* id="{re.escape(anchor)}"[^<>]*>(?:\s*<summary>)?')
    return Markup(opening.sub(lambda tag: f'{tag[0]}<span id="{former_anchor}"></span>', html, count=1))


class Remember(Protocol):
    """What gives what was made in another build, by its name, or makes it (:meth:`Pages.remember`)."""

    def __call__(self, name: str, make: Callable[[], Value], /) -> Value:
        """What ``make`` gives or gave, which JSON can hold."""


def _make_anew(name: str, make: Callable[[], Value]) -> Value:
    return make()


def list_paths(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the paths of the pages of entries: their own, and that of a form to fill in by hand."""
    for entry in entries:
        yield entry.page_path
        if entry.kind in ("framework", "instrument"):
            yield f"tools/blanks/{entry.id}"


def list_breadcrumbs(renderer: Renderer, entry: Entry) -> list[dict[str, str]]:
    """The sections and entries above an entry, outermost first, each with ``title`` and ``url`` (from the
    site's root); the section also with its ``kind``."""
    kind = renderer.book.get_kind(entry)
    trail = [
        {"title": phrases._("Handbook"), "url": renderer.urls.page("index")},
        {
            "title": phrases._(kind.plural),
            "url": renderer.urls.page(f"{kind.section}/index"),
            "kind": "framework" if entry.kind == "item" else entry.kind,
        },
    ]
    above: list[Entry] = []
    parent = entry.parent
    while parent is not None:
        above.insert(0, parent)
        parent = parent.parent
    return trail + [{"title": plain_label(entry), "url": renderer.urls.page(entry.path)} for entry in above]

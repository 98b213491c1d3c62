"""The macros that hand-written pages call. Each is a method here, documented by its docstring.

A macro takes constants (an id, a kind, a word) and returns HTML. ``docs/contribute/macros.md`` is generated
from this module, and ``checks/pages_call_macros.py`` refuses any call that is not to one of these.
"""

from __future__ import annotations

import html
import inspect
from collections.abc import Callable
from itertools import groupby

from markupsafe import Markup, escape

from macros.base import language_marks
from macros.base.rule_explanations import GROUPS, read_explanations
from macros.curriculum.crosswalks import build_explorer_data
from macros.curriculum.indexes import build_index
from macros.quality.coverage import MOST_COMPETENCIES
from macros.records.data_reference import describe_kinds
from macros.records.kinds import KINDS, CompetencyFramework, Finding, Theory
from macros.records.quoting import print_date, print_finding
from macros.rendering.begun_records import list_begun
from macros.rendering.cards import FILTERS
from macros.rendering.downloads import list_downloads
from macros.rendering.embeds import list_choices
from macros.rendering.letters import group_sources, group_terms
from macros.rendering.macro_calls import describe_call, read_call
from macros.rendering.released_pages import group_released_pages
from macros.rendering.renderer import Renderer
from macros.rendering.rule_pages import EXPLANATIONS, RuleIndexPage
from macros.rendering.view import View
from macros.tools import comparison
from macros.tools.data import find_plan_form, list_blank_forms, list_colleague_forms

MACROS = (
    "record",
    "session",
    "ref",
    "card",
    "cards",
    "table",
    "matrix",
    "diagram",
    "drawing",
    "cite",
    "finding",
    "dated",
    "term",
    "glossary",
    "sources",
    "findings",
    "vocabularies",
    "chooser",
    "dilemmas",
    "rights",
    "quality",
    "changed_pages",
    "counts",
    "link",
    "fields",
    "record_kinds",
    "macro_reference",
    "rule",
    "rules",
    "downloads",
    "lineage",
    "explorer",
    "compare",
    "first_moves",
    "index",
    "tool",
    "my_work",
    "edit_form",
    "blank",
    "blanks",
    "local_home",
    "embed_builder",
    "search_button",
    "search_page",
    "ways_to_report",
    "on_device",
)


class Library:
    """The macros over one handbook. ``find_path`` returns the path of the page that is being rendered."""

    def __init__(self, renderer: Renderer, find_path: Callable[[], str]):
        self.renderer, self.book, self.find_path = renderer, renderer.book, find_path

    def __repr__(self) -> str:
        return f"<Library of {self.book!r}>"

    def macros(self) -> dict[str, Callable[..., str]]:
        """Every macro, by the name by which pages call it."""
        return {name: getattr(self, name) for name in MACROS}

    def _view(self) -> View:
        return self.renderer.view(self.find_path())

    def _render(self, template: str, **values: object) -> Markup:
        view = self._view()
        html = self._mark_language(self.renderer.render_template(template, view, **values))
        self.renderer.linked_terms[view.path] |= view.linked_terms
        return html

    def _mark_language(self, html: Markup) -> Markup:
        """The HTML of a macro, marked as English where the page is in another language."""
        return (
            Markup(f'<div lang="{language_marks.ENGLISH}">{html}</div>')
            if self._is_on_a_translated_page()
            else html
        )

    def _is_on_a_translated_page(self) -> bool:
        """Whether the page is the edition's own and not in English, so that English on it has to be
        marked."""
        return self.renderer.language != "en" and self.renderer.is_edition_page(f"{self.find_path()}.md")

    def _mark_title(self, title: str) -> object:
        """The title of a record, marked where the page around it is in another language."""
        return language_marks.mark_content(title) if self._is_on_a_translated_page() else title

    def _render_aside(self, template: str, **values: object) -> Markup:
        """Like :meth:`_render`, for listings of records: the HTML is set aside until the page is finished
        (:meth:`Renderer.put_back`), so that it does not enter the search index, where the records have
        entries of their own."""
        return self.renderer.set_aside(
            self._mark_language(self.renderer.render_template(template, self._view(), **values))
        )

    # -- one record

    def record(self, id: str) -> Markup:
        """The whole page of a record or framework item. Generated pages consist of this one call."""
        return self.renderer.render_record(self.book.resolve(id), self.find_path())

    def session(self, id: str) -> Markup:
        """The whole page of a session, by its full id: `session("power-and-influence/s2")`."""
        return self.renderer.render_record(self.book.resolve(id, "session"), self.find_path())

    def ref(self, id: str) -> Markup:
        """A link to a record, item or part of a record, by its own title."""
        view = self._view()
        if omitted_entry := self.book.omitted.get(
            id
        ):  # By an edition: its label stands there without a link.
            return escape(view.label(omitted_entry))
        entry = self.book.resolve(id)
        return Markup('<a class="hb-ref" href="{}">{}</a>').format(
            view.href(entry), self._mark_title(view.label(entry))
        )

    def link(self, path: str, words: str) -> Markup:
        """A link to any page of the site by its path (``coverage``, ``reference/glossary``), with the words
        given."""
        if path.partition("#")[0] in self.renderer.omitted_paths:
            return escape(words)
        return Markup('<a href="{}">{}</a>').format(self._view().href(path), words)

    def card(self, id: str) -> Markup:
        """A card for one record: its kind, title, summary and two or three facts."""
        return self._render("cards", entries=[self.book.resolve(id)], filters=(), kind=None)

    def cite(self, id: str) -> Markup:
        """A source as it is named in a sentence, linked to its entry in the list of sources."""
        view, entry = self._view(), self.book.resolve(id, "source")
        return Markup('<a class="hb-cite" href="{}">{}</a>').format(
            view.href(entry), self._mark_title(view.label(entry))
        )

    def finding(self, id: str) -> Markup:
        """A figure that a source has found, as its record gives it: `finding("haynes-2009/deaths")`. Texts of
        records may call this too."""
        return escape(print_finding(self.book.resolve(id, "finding").read_as(Finding)))

    def dated(self, when: str, review_by: str) -> Markup:
        """The words "in 2019" for a year, a month or a day (`2019-11`), where what is said will be overtaken;
        in the month ``review_by`` it falls due for review. Texts of records may call this too."""
        return escape(print_date(when))

    def term(self, id: str) -> Markup:
        """A glossary term, linked to its entry, with its meaning as a tooltip for pointers."""
        view, entry = self._view(), self.book.resolve(id, "term")
        self.renderer.linked_terms[view.path].add(entry)
        return Markup('<a class="hb-term" href="{}" title="{}">{}</a>').format(
            view.href(entry), view.summarise(entry), self._mark_title(entry.title)
        )

    def diagram(self, id: str, what: str = "") -> Markup:
        """The picture of a record: a framework's wheel, a theory's shape, a tension's scale, or of a
        programme ``what`` says which: ``pathway``, ``cycle`` or ``logic``."""
        return self._render("diagram", entry=self.book.resolve(id), what=what)

    def drawing(self, id: str, form: str = "") -> Markup:
        """An example of a guide, drawn: rules, a power–interest grid, a force field or an arc; or of a series
        of figures what ``form`` says: ``run`` chart, ``xmr`` chart or ``tables``."""
        return self._render("drawing", drawing=self.book.resolve(id, "drawing").node, form=form)

    # -- many records

    def cards(self, kind: str) -> Markup:
        """Every record of a kind as cards, with a filter above them where scripts run."""
        return self._render_aside(
            "cards", entries=self.book.records[kind], filters=FILTERS.get(kind, ()), kind=KINDS[kind]
        )

    def table(self, kind: str) -> Markup:
        """Every record of a kind as a table: title, summary and facts."""
        return self._render_aside("records_table", entries=self.book.records[kind], kind=KINDS[kind])

    def matrix(self, id: str) -> Markup:
        """The coverage of a framework by the modules, as a table shaded by how much each module does for each
        item."""
        framework = self.book.resolve(id, "framework")
        return self._render_aside("matrix", framework=framework, modules=self.book.records["module"])

    def chooser(self) -> Markup:
        """The problems a reader may start from, each with the theories of change to look at and the
        reason."""
        theories = self.book.records["theory"]
        rows = [
            (
                problem,
                sorted(
                    (
                        (theory, answer)
                        for theory in theories
                        for answer in theory.read_as(Theory).problems
                        if answer.problem == problem.id
                    ),
                    key=lambda pair: not pair[1].first,
                ),
            )
            for problem in self.book.vocabularies["problem"].terms
        ]
        return self._render_aside("chooser", rows=[row for row in rows if row[1]])

    def dilemmas(self) -> Markup:
        """The tensions, each as its two poles and one sentence."""
        return self._render("dilemmas", entries=self.book.records["tension"])

    def lineage(self) -> Markup:
        """The competency frameworks over the years: what took the place of what, drawn and as a table."""
        return self._render_aside("lineage")

    def explorer(self) -> Markup:
        """The crosswalk explorer: two frameworks to choose, their matrix, the reasons, and what has no
        counterpart."""
        return self._render_aside(
            "explorer",
            crosswalks=self.book.records["crosswalk"],
            data=build_explorer_data(self.book, self._view().href),
        )

    def compare(self) -> Markup:
        """The theories of change side by side, two or three of the reader's choice."""
        return self._render_aside(
            "compare", theories=self.book.records["theory"], theory_script=comparison.build_place
        )

    def first_moves(self) -> Markup:
        """What one would do first on the ward of the worked examples, theory by theory."""
        return self._render_aside("first_moves", theories=self.book.records["theory"])

    def index(self, by: str) -> Markup:
        """Everything in the handbook by ``skill``, ``setting``, ``stage`` or ``tension``."""
        return self._render_aside("index", by=by, groups=build_index(self.book, by))

    def glossary(self) -> Markup:
        """The glossary: every term by letter, with what it means and what to read next."""
        return self._render_aside("glossary", terms=self.book.terms, groups=group_terms(self.book.terms))

    def sources(self) -> Markup:
        """Every source by the letter of its first author, with what it supports: the pages that cite it."""
        sources = self.book.sources
        return self._render_aside("sources", sources=sources, groups=group_sources(sources))

    def findings(self) -> Markup:
        """Every figure that texts quote: of what it is, how sure, where it was read, and the pages that quote
        it."""
        sources = list(filter(self.book.list_findings, self.book.sources))
        return self._render_aside("findings", sources=sources, groups=group_sources(sources))

    def rights(self) -> Markup:
        """The rights register: who holds the rights in each framework, and what the handbook carries."""
        return self._render("rights", frameworks=self.book.records["framework"])

    def quality(self, part: str) -> Markup:
        """The state of the content, a ``part`` of it: ``summary``, ``coverage``, ``outcomes``, ``workload``,
        ``theories``, ``sources`` or ``reviews``, with the lists behind its figures; or the ``workbook``."""
        report, place = self.renderer.read_quality(), self.renderer.quality_workbook
        most = MOST_COMPETENCIES
        return self._render_aside(f"quality_{part}", report=report, most_competencies=most, workbook=place)

    def changed_pages(self, release: str) -> Markup:
        """The pages that are new in a ``release``, have changed with it or are gone, as its list in
        ``framework/releases`` has them: `changed_pages("2027-05")`. It stands on the page of changes, and in
        the feeds."""
        return self._render("changed_pages", groups=group_released_pages(self.renderer, release))

    def counts(self) -> Markup:
        """One sentence that says how much is in the handbook."""
        return Markup(self._render("counts", counts=self.book.count_entries()))

    # -- tools

    def tool(self, name: str) -> Markup:
        """The place of a participants' tool (``self-assessment``, ``plan``, ``my-handbook``), with the form
        to fill in by hand that stands there without scripts."""
        frameworks = self.book.records["framework"]
        core = next((entry for entry in frameworks if entry.read_head_as(CompetencyFramework).core), None)
        days = self.renderer.read_changed_days() if name == "my-handbook" else ""
        return self._render_aside(
            "tool", tool=name, core=core, form=find_plan_form(self.book), changed_days=days
        )

    def ways_to_report(self) -> Markup:
        """Where a reader of this copy sends what is wrong on a page, or that it names no such place."""
        return self._render("ways_to_report", report_to=self.renderer.report_to)

    def on_device(self) -> Markup:
        """What this browser keeps of the handbook for use without a network, with buttons to remove it."""
        return self._render_aside("on_device")

    def my_work(self) -> Markup:
        """The place on the home page where somebody with work in this browser sees what is next. It stays
        empty for everybody else, and without scripts."""
        return self._render_aside("my_work")

    def edit_form(self) -> Markup:
        """The place of the form in which a record is edited. It stays empty without scripts."""
        return self._render_aside("edit_form")

    def blank(self, id: str, reader: str = "") -> Markup:
        """The form of a framework or an instrument to print and fill in by hand; for "colleagues", that with
        which they are asked. Generated pages under ``tools/blanks`` consist of this one call."""
        return self._render("blank", entry=self.book.resolve(id), reader=reader)

    def blanks(self) -> Markup:
        """Every form that can be printed and filled in by hand, with its length."""
        forms = list_colleague_forms(self.book)
        return self._render_aside("blanks", entries=list_blank_forms(self.book), colleague_forms=forms)

    # -- an edition's own

    def local_home(self) -> Markup:
        """What is an edition's own, for its home page: dates, local records and contacts. Nothing in the
        national handbook."""
        if not (edition := self.renderer.edition):
            return Markup()
        view = self._view()
        return self._render_aside(
            "local_home",
            edition=edition,
            records=[
                entry for entries in self.book.records.values() for entry in entries if view.is_local(entry)
            ],
            dates=[(self.book.resolve(id), date) for date in edition.dates for id in date.ids],
            contacts=[
                ([self.book.resolve(id) for id in contact.ids], contact) for contact in edition.contacts
            ],
        )

    def search_button(self, words: str) -> Markup:
        """A button with the words given that opens the search, where scripts run."""
        label = Markup(html.escape(words, quote=False))
        return Markup('<button type="button" data-search-open>{}</button>').format(label)

    def search_page(self) -> Markup:
        """The field and the place for the results of the page that shows them all, where scripts run; where
        they do not, what to use instead."""
        return self._render_aside("search_page")

    # -- for other sites

    def embed_builder(self) -> Markup:
        """The form that makes the code with which another site shows a page of the handbook, and shows it as
        it will look."""
        return self._render_aside("embed_builder", groups=list_choices(self._view()))

    # -- about the handbook itself

    def vocabularies(self) -> Markup:
        """Every closed list, with what each word means and when to choose it."""
        return self._render_aside("vocabularies", vocabularies=list(self.book.vocabularies.values()))

    def fields(self, of: str) -> Markup:
        """Every field of a kind of record or file (`case`, `glossary`): what it holds, how much of it, and
        whether it must be given; where its files stand, and what one looks like that is begun."""
        return self._render("fields", kind=describe_kinds()[of], begun=list_begun(self.book, of))

    def record_kinds(self) -> Markup:
        """Every kind of record and every file that stands alone, with the parts that each is made of."""
        return self._render("record_kinds", kinds_described=list(describe_kinds().values()))

    def macro_reference(self) -> Markup:
        """This reference: every macro with its call and what it gives."""
        return self._render_aside("macro_reference", macros=describe_macros())

    # -- the check

    def rule(self, rule: str) -> Markup:
        """What a rule of the check asks for, by its name. Generated pages under ``contribute/rules`` consist
        of this one call."""
        explanation = read_explanations()[rule]
        foot = self._render_foot(explanation.name, f"{EXPLANATIONS}/{rule}.yml")
        return self._render("rule", rule=explanation, foot=foot)

    def rules(self) -> Markup:
        """Every rule of the check, by groups, with what it asks for."""
        by_group = groupby(read_explanations().values(), lambda explanation: explanation.group)
        groups = [(GROUPS[group], group, list(explanations)) for group, explanations in by_group]
        foot = self._render_foot(RuleIndexPage().title, EXPLANATIONS)
        return self._render("rules", groups=groups, foot=foot)

    def downloads(self) -> Markup:
        """The formats in which the curriculum can be taken away, each with its files."""
        return self._render("downloads", formats=list_downloads(self.renderer.publication))

    def _render_foot(self, title: str, path: str) -> Markup:
        """What stands below the page of a ``title`` that is made from the program's own file at ``path``."""
        address = self.renderer.repository.build_edit_url(path)
        values = {"title": title, "path": path, "address": address, "is_local": False}
        return self.renderer.render_template("page_foot", self._view(), page=None, trust=None, **values)


def read_signature(name: str) -> inspect.Signature:
    """The signature of a macro as pages call it, without ``self``."""
    return read_call(getattr(Library, name))


def describe_macros() -> list[tuple[str, str, str]]:
    """Every macro as its name, its call with all parameters, and its docstring as prose."""
    return [describe_call(name, getattr(Library, name)) for name in MACROS]

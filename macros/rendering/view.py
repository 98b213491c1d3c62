"""The handbook as seen from one page: relative addresses, labels, and the other values that templates
show."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, TypedDict
from urllib.parse import quote

from markupsafe import Markup

from macros.addresses.asset_names import find_place
from macros.base import language_marks
from macros.base.notes import note, read_unnoted
from macros.curriculum.indexes import count_records
from macros.curriculum.retirement import mark_retired
from macros.hand_written.pages import WrittenPage, find_quoted_ids
from macros.i18n.phrases import _
from macros.records import prose
from macros.records.entries import Entry
from macros.records.field_types import Backlink
from macros.records.kinds import (
    KINDS,
    CompetencyFramework,
    Instrument,
    Item,
    Module,
    Programme,
    Rank,
    Scale,
    VocabularyTerm,
)
from macros.rendering import citations
from macros.rendering.cards import CARD_FACTS
from macros.rendering.shown_files import list_shown_files
from macros.tools.data import find_scale, group_by_parent, list_colleague_forms

if TYPE_CHECKING:
    from macros.rendering.renderer import Renderer


class Macro(Protocol):
    """A macro of a template, as Jinja passes it to a function."""

    name: str

    def __call__(self, view: View, entry: Entry, /) -> Markup:
        """The HTML that it makes of an entry."""


class LocalPart(Protocol):
    """A part of a record that has a title, and an id of its own within the record."""

    @property
    def id(self) -> str:
        """Its id within the record."""

    @property
    def title(self) -> str:
        """Its title."""


class Domain(TypedDict):
    """A group of the lowest items of a framework (``leaves``), and the title of the entry above them."""

    title: str
    leaves: list[Entry]


class View:
    """The handbook as seen from one page. A :class:`~macros.rendering.renderer.Renderer` makes it, and every
    template has it as ``view``."""

    def __init__(self, renderer: Renderer, path: str, page_entry: Entry | None):
        self.renderer, self.path, self.page_entry = renderer, path, page_entry
        self.book = renderer.book
        self.root = renderer.urls.to_root(path)
        self._used_terms = self._list_page_terms()

    def _list_page_terms(self) -> set[Entry]:
        """The glossary terms that this page is itself about, to which it does not link. The glossary is about
        all of them."""
        if self.page_entry is None:
            return set(self.book.terms) if self.path == "reference/glossary" else set()
        return set(self.renderer.term_linker.list_terms_about(self.page_entry))

    def href(self, target: Entry | str) -> str:
        """The relative address of an entry, or of a page by its path (with ``#anchor``, if any)."""
        if isinstance(target, Entry):
            return self.root + self.renderer.urls.entry(target)
        page, _, anchor = target.partition("#")
        return self.root + self.renderer.urls.page(page) + (f"#{anchor}" if anchor else "")

    def site_href(self, path: str) -> str:
        """The address of the page at ``path`` for what only the site can do. In a copy for a disk it is the
        full one, and empty where that of the site is not known."""
        renderer = self.renderer
        return renderer.find_site_address(path) if renderer.is_for_disk else self.href(path)

    def asset(self, path: str) -> str:
        """The relative address of the style sheet, script or other file at ``path`` in ``docs``."""
        return self.root + find_place(path, self.renderer.assets)

    def find_pack(self, session: Entry) -> str:
        """The relative address of the pack of a session; empty where this site has none."""
        folder = self.renderer.packs_folder
        return f"{self.root}{folder}/{session.id.replace('/', '-')}.zip" if folder else ""

    def resolve(self, ref: str, kind: str = "any") -> Entry:
        """The entry with an id. Raises ``KeyError`` where there is none, which a check reports first."""
        return self.book.resolve(ref, kind)

    def render_prose(self, text: str) -> Markup:
        """A prose field as HTML."""
        html = prose.render_html(text, lambda ref: self.href(self.resolve(ref)))
        return Markup(self.renderer.term_linker.link(html, self.href, self._used_terms))

    def link_terms(self, html: str, linked: Iterable[Entry] = ()) -> str:
        """The HTML of a complete page, with a link at the first use of each glossary term that is not
        ``linked`` on it already."""
        self._used_terms |= set(linked)
        return self.renderer.term_linker.link(html, self.href, self._used_terms)

    @property
    def linked_terms(self) -> set[Entry]:
        """The glossary terms that were linked from this view."""
        return self._used_terms - self._list_page_terms()

    def require_script(self, script: str) -> str:
        """Note that the embed of this page is to load a script of ``docs/assets/js`` (``pages/list_filter``).
        Returns an empty string, as templates call it where text stands."""
        self.renderer.page_scripts[self.path].add(script)
        return ""

    def render_inline(self, text: str) -> Markup:
        """A prose field as HTML, without the ``<p>`` where it is one paragraph."""
        html = self.render_prose(text)
        is_one_paragraph = html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>")
        return Markup(html[3:-4]) if is_one_paragraph else html

    def render_once(self, macro: Macro, entry: Entry) -> Markup:
        """The HTML that ``macro`` makes of an entry, made once for all pages from which the entry has the
        same address and label."""
        key = macro.name, entry, self.root, self._is_inside(entry)
        return self.renderer.notes.remember(key, lambda: macro(self, entry))

    def render_elsewhere(self, entry: Entry) -> tuple[str, set[str]]:
        """The HTML of the whole page of ``entry`` as it would stand on this one, and the scripts that it
        requires (:meth:`require_script`)."""
        scripts = self.renderer.page_scripts
        before = scripts.pop(self.path, set())
        html = self.renderer.render_record(entry, self.path)
        required, scripts[self.path] = scripts.pop(self.path, set()), before
        return html, required

    def _is_inside(self, entry: Entry) -> bool:
        """Whether this page belongs to the framework that an item is of."""
        return entry.kind == "item" and self.page_entry is not None and self.page_entry.record is entry.record

    def find_word(self, vocabulary: str, term: str) -> VocabularyTerm:
        """The term of a vocabulary, with its title and description."""
        return self.book.find_word(vocabulary, term)

    @property
    def language(self) -> str:
        """The language of the interface: ``en`` or ``cy``."""
        return self.renderer.language

    @staticmethod
    def is_translated(entry: Entry) -> bool:
        """Whether an entry's title is in the language of the interface, where that is not English."""
        return language_marks.strip(entry.title) != entry.title

    def find_edit_place(self, entry: Entry) -> tuple[str | None, str]:
        """Where an entry can be edited: the address of its line in the repository (``None`` where there is no
        repository, and for an edition's entry), and ``file, line n``."""
        line, file = entry.line, entry.file
        if file.is_local:  # No edition is in the national repository.
            return None, f"{file.edition_path}, line {line}"
        return self.renderer.repository.build_edit_url(file.path, line), f"{file.path}, line {line}"

    def list_shown_places(self, page: WrittenPage) -> list[tuple[str | None, str]]:
        """Where what ``page`` lists or draws can be edited (:mod:`macros.rendering.shown_files`): the
        addresses in the repository (``None`` where there is none), and the files with their lines, or
        folders."""
        places = []
        for path, entry in list_shown_files(self.book, page):
            if entry:
                places.append(self.find_edit_place(entry))
            elif path.endswith("/"):
                places.append((self.renderer.repository.build_folder_url(path.rstrip("/")), path))
            else:
                places.append((self.renderer.repository.build_edit_url(path), path))
        return places

    def find_report_address(self, title: str, is_local: bool) -> str:
        """The address that a reader who finds something wrong on this page is led to: where this copy has
        reports sent, else a new issue in the repository with the page filled in, else the page that says
        what to do. ``title`` is what the page is called; where it ``is_local``, the
        edition's own, it is in no repository that is known."""
        renderer = self.renderer
        page = renderer.find_site_address(self.path) or renderer.site_urls.page(self.path)
        if renderer.report_to:
            if ":" in renderer.report_to:
                return renderer.report_to
            return f"mailto:{renderer.report_to}?subject={quote(title)}&body={quote(page)}"
        issue = None if is_local else renderer.repository.build_issue_url(page)
        return issue or self.href("about/index#report-a-problem")

    def is_past(self, day: date) -> bool:
        """Whether a day has come, on the day of the build."""
        note("day", str(day))
        return self.renderer.today is not None and day <= self.renderer.today

    @staticmethod
    def is_local(entry: Entry) -> bool:
        """Whether an entry belongs to the edition and not to the national handbook."""
        return entry.record.file.is_local

    def mark_edition_text(self, text: str) -> str:
        """A text of the edition itself, marked as being in the language of the interface."""
        return text if self.renderer.language == "en" else language_marks.mark_phrase(text)

    def render_local(self, entry: Entry) -> Markup:
        """The HTML of the edition's contacts, dates and notes for an entry and for its parts without a page
        of their own; empty where there are none."""
        if not (edition := self.renderer.edition):
            return Markup()
        parts = [entry] if entry.owner else self.book.list_entries(entry)
        additions = edition.find_local_parts(part for part in parts if part is entry or part.anchor)
        return (
            self.renderer.render_template("local", self, entry=entry, edition=edition, **additions)
            if any(additions.values())
            else Markup()
        )

    # -- labels

    def label(self, entry: Entry) -> str:
        """The name of an entry on this page: an item stands after its framework's abbreviation unless the
        page belongs to that framework, and a source is a citation."""
        if entry.kind == "source":
            return self.renderer.cite(entry)
        if entry.kind == "item" and not self._is_inside(entry):
            return f"{plain_label(entry.record)} {plain_label(entry)}"
        return plain_label(entry) if entry.kind == "item" else mark_retired(entry, entry.title)

    def plain_label(self, entry: Entry) -> str:
        """An entry's title with its code; a framework by its abbreviation. See :func:`plain_label`."""
        return plain_label(entry)

    def summarise(self, entry: Entry) -> str:
        """An entry's summary as plain text, cut at about 180 characters at the end of a word."""
        return language_marks.cut(prose.strip_markup(entry.summary))

    def cite(self, ref: str) -> str:
        """The citation of the source with an id: ``Haynes et al., 2009``."""
        return self.label(self.resolve(ref, "source"))

    def format_reference(self, source: Entry) -> Markup:
        """The complete reference of a source, without its address."""
        return self.renderer.format_reference(source)

    def name_kind(self, entry: Entry) -> str:
        """The name of an entry's kind; for an item, of its rank."""
        return self.find_rank(entry).title if entry.kind == "item" else _(self.book.get_kind(entry).title)

    def find_rank(self, item: Entry) -> Rank:
        """The rank of a framework's item."""
        depth, parent = 0, item.parent_or_self
        while parent is not item.record:
            depth, parent = depth + 1, parent.parent_or_self
        ranks = item.record.read_head_as(CompetencyFramework).ranks
        return ranks[min(depth, len(ranks) - 1)]

    @staticmethod
    def make_slug(text: str) -> str:
        """A text as an anchor: its ASCII letters and digits in lower case, with hyphens between them."""
        return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")

    # -- lists and parts

    def find_backlinks(self, entry: Entry, omitted: Container[Backlink] = ()) -> dict[Backlink, list[Entry]]:
        """The entries that link to ``entry``, by the heading under which they stand on its page, but those
        under a heading of ``omitted``."""
        groups = self.book.find_backlinks(entry)
        return {back: origins for back, origins in groups.items() if back not in omitted}

    def resolve_all(self, refs: Iterable[str]) -> list[Entry]:
        """The entries with several ids."""
        return [self.resolve(ref) for ref in refs]

    @staticmethod
    def list_unique(rows: Iterable[object], name: str) -> list[Any]:
        """The values of the attribute ``name``, each once, in the order of ``rows``."""
        values: list[Any] = []
        for row in rows:
            if (value := getattr(row, name)) not in values:
                values.append(value)
        return values

    @staticmethod
    def unite(*lists: Iterable[Entry]) -> list[Entry]:
        """Several lists as one, with each entry once."""
        return list(dict.fromkeys(entry for entries in lists for entry in entries))

    @staticmethod
    def join(*pieces: str) -> Markup:
        """Pieces of HTML one after the other; a piece that is plain text is escaped."""
        return Markup("").join(pieces)

    def link_to_index(self, kind: str) -> Markup:
        """A link to the list of all records of a kind, whose words say how many they are."""
        words = count_records(kind, len(self.book.records[kind]))
        address = self.href(f"{KINDS[kind].section}/index")
        return Markup('<a href="{}">{}</a>').format(address, words)

    def join_refs(self, refs: Iterable[str]) -> Markup:
        """Links to the entries with several ids, with commas between them; empty for none."""
        links = (
            Markup('<a class="hb-ref" href="{}">{}</a>').format(self.href(entry), self.label(entry))
            for entry in self.resolve_all(refs)
        )
        return Markup(", ").join(links)

    @staticmethod
    def find_part_title(parts: Iterable[LocalPart], id: str) -> str:
        """The title of the part with an ``id``."""
        return next(part.title for part in parts if part.id == id)

    @staticmethod
    def find_part_number(parts: Iterable[LocalPart], id: str) -> int:
        """The number, from 1, of the part with an ``id``."""
        return next(number for number, part in enumerate(parts, 1) if part.id == id)

    def sum_credits(self, programme: Programme) -> int:
        """The credits of all modules of a programme together."""
        return sum(self.resolve(ref).read_head_as(Module).credits for ref in programme.modules)

    def find_scale(self, framework: Entry) -> Scale:
        """The scale to rate a framework on; see :func:`macros.tools.data.find_scale`."""
        return find_scale(self.book, framework)[0]

    def has_colleague_form(self, framework: Entry) -> bool:
        """Whether a form for colleagues' feedback is made of a framework."""
        note("colleague form", framework)
        return read_unnoted(lambda: framework in list_colleague_forms(self.book, with_retired=True))

    def find_instrument_scale(self, instrument: Entry) -> Scale | None:
        """The scale of an instrument's questions: that of the framework it rates, else its own, if any."""
        node = instrument.read_as(Instrument)
        return self.find_scale(self.resolve(node.framework)) if node.framework else node.scale

    def list_rated_competencies(self, instrument: Entry) -> list[Entry]:
        """The competencies that an instrument assesses or develops: those of the framework that it rates,
        those its questions ask about, and those its record names; each once, in the order of their
        frameworks."""
        node = instrument.read_as(Instrument)
        rated = self.book.list_leaves(self.resolve(node.framework)) if node.framework else []
        prompt_items = [prompt.item for section in node.sections for prompt in section.prompts if prompt.item]
        competencies = {*rated, *self.resolve_all(prompt_items), *self.resolve_all(node.competencies)}
        return [entry for entry in self.book.entries.values() if entry in competencies]

    def list_domains(self, framework: Entry) -> list[Domain]:
        """A framework's lowest items, grouped by the entry that they stand under."""
        node = framework.read_head_as(CompetencyFramework)
        return [
            {"title": node.ranks[0].plural if parent is framework else plain_label(parent), "leaves": leaves}
            for parent, leaves in group_by_parent(self.book, framework).items()
        ]

    def list_citing_pages(self, source: Entry) -> list[Entry | WrittenPage]:
        """The pages that cite a source, each once: those of records, then those written by hand."""
        return self.renderer.notes.remember(("citing", source), lambda: self._collect_citing_pages(source))

    def _collect_citing_pages(self, source: Entry) -> list[Entry | WrittenPage]:
        origins = [origin for group in self.book.find_backlinks(source).values() for origin in group]
        records = dict.fromkeys(origin.record if origin.anchor else origin for origin in origins)
        return [*records, *self.renderer.citing_pages.get(source.id, ())]

    def list_quoting_pages(self, finding: Entry) -> list[Entry | WrittenPage]:
        """The pages that quote a finding, each once: those of records, then those written by hand."""
        records = dict.fromkeys(
            quoted.entry for quoted in self.book.quotations if quoted.quotation.finding_id == finding.id
        )
        pages = self.renderer.citing_pages.get(finding.record.id, ())
        return [*records, *(page for page in pages if finding.id in find_quoted_ids(page))]

    # -- times, closed lists and addresses

    def name_narrow(self, vocabulary: str, terms: list[str]) -> str:
        """The titles of ``terms`` of a vocabulary with commas between them; empty where they are half of it
        or more, since what fits nearly all says nothing."""
        is_narrow = len(terms) * 2 < len(self.book.vocabularies[vocabulary].terms)
        return self.join_words(vocabulary, terms) if is_narrow else ""

    def join_words(self, vocabulary: str, terms: Iterable[str]) -> str:
        """The titles of terms of a vocabulary, with commas between them."""
        return ", ".join(self.find_word(vocabulary, term).title for term in terms)

    find_address = staticmethod(citations.find_address)

    @staticmethod
    def read_host(url: str) -> str:
        """The host of an address without ``www.``, as the words of a link."""
        return url.split("/")[2].removeprefix("www.")

    # -- cards

    def list_card_facts(self, entry: Entry) -> list[str]:
        """The two or three facts on an entry's card."""
        facts = CARD_FACTS.get(entry.kind)
        note("card", entry)
        return read_unnoted(lambda: facts(self, entry.node)) if facts else []


def plain_label(entry: Entry) -> str:
    """An entry's title, after its code where it is an item; a framework by its abbreviation, where it has
    one."""
    note("label", entry)
    return mark_retired(entry, read_unnoted(lambda: _label(entry)))


def _label(entry: Entry) -> str:
    if isinstance(entry.node, Item):
        return f"{entry.node.code} {entry.title}"
    if isinstance(entry.node, CompetencyFramework) and entry.node.abbreviation:
        return entry.node.abbreviation
    return entry.title

"""The handbook as seen from one page: the way to everything else, and the small questions that templates
ask."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol, TypedDict

from markupsafe import Markup

from macros.addresses.asset_names import find_place
from macros.base import language_marks
from macros.curriculum.durations import estimate_minutes
from macros.hand_written.pages import WrittenPage
from macros.i18n.phrases import _
from macros.records import prose
from macros.records.entries import Entry
from macros.records.kinds import (
    CompetencyFramework,
    Item,
    Module,
    Pathway,
    Programme,
    Rank,
    Scale,
    VocabularyTerm,
)
from macros.rendering import citations
from macros.rendering.cards import CARD_FACTS
from macros.tools.data import find_scale, group_by_parent

if TYPE_CHECKING:
    from macros.rendering.renderer import Renderer


class Macro(Protocol):
    """A macro of a template, as jinja2 hands it on."""

    name: str

    def __call__(self, view: View, entry: Entry, /) -> Markup:
        """What it makes of an entry."""


class LocalPart(Protocol):
    """A part of a record with an id of its own there, and a title."""

    @property
    def id(self) -> str:
        """Its id, inside the record."""

    @property
    def title(self) -> str:
        """Its title."""


class Domain(TypedDict):
    """What the lowest items of a framework stand under: its title, and the items."""

    title: str
    leaves: list[Entry]


class View:
    """The handbook as seen from one page, made by a :class:`~macros.rendering.renderer.Renderer`; passed to
    every template as ``v``."""

    def __init__(self, renderer: Renderer, path: str, here: Entry | None):
        self.renderer, self.path, self.here = renderer, path, here
        self.book = renderer.book
        self.root = renderer.urls.to_root(path)
        self._seen = self._own_terms()

    def _own_terms(self) -> set[Entry]:
        """The terms this page is itself about; it does not link to them. The glossary is about all of
        them."""
        if self.here is None:
            return set(self.book.terms) if self.path == "reference/glossary" else set()
        return set(self.renderer.terms.about(self.here))

    def href(self, target: Entry | str) -> str:
        """The relative address of an entry, or of a page given by its path."""
        if isinstance(target, Entry):
            return self.root + self.renderer.urls.entry(target)
        page, _, anchor = target.partition("#")
        return self.root + self.renderer.urls.page(page) + (f"#{anchor}" if anchor else "")

    def asset(self, path: str) -> str:
        """The relative address of a style sheet, script or other file that is at ``path`` in ``docs``."""
        return self.root + find_place(path, self.renderer.assets)

    def entry(self, ref: str, kind: str = "any") -> Entry:
        """What an id names; raises ``KeyError`` where there is nothing (checks report it first)."""
        return self.book.resolve(ref, kind)

    def prose(self, text: str) -> Markup:
        """A prose field as HTML."""
        html = prose.render_html(text, lambda ref: self.href(self.entry(ref)))
        return Markup(self.renderer.terms.link(html, self.href, self._seen))

    def with_terms(self, html: str, linked: Iterable[Entry] = ()) -> str:
        """A whole page's HTML with the first use of each glossary term linked, but of those that are
        ``linked`` on it already."""
        self._seen |= set(linked)
        return self.renderer.terms.link(html, self.href, self._seen)

    @property
    def linked_terms(self) -> set[Entry]:
        """The glossary terms that are linked on the page so far as it was rendered from this view."""
        return self._seen - self._own_terms()

    def needs(self, script: str) -> str:
        """Note that the page needs a script of ``docs/assets/js`` by itself; nothing stands in its place."""
        self.renderer.scripts[self.path].add(script)
        return ""

    def inline(self, text: str) -> Markup:
        """A prose field of one paragraph, without its ``<p>``."""
        html = self.prose(text)
        one = html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>")
        return Markup(html[3:-4]) if one else html

    def once(self, macro: Macro, entry: Entry) -> Markup:
        """What ``macro`` makes of an entry, made once for all pages from which it has the same address and
        label."""
        key = macro.name, entry, self.root, self._is_inside(entry)
        if key not in self.renderer.kept:
            self.renderer.kept[key] = macro(self, entry)
        return self.renderer.kept[key]

    def _is_inside(self, entry: Entry) -> bool:
        """Whether this page belongs to the framework that an item is of."""
        return entry.kind == "item" and self.here is not None and self.here.record is entry.record

    def word(self, vocabulary: str, term: str) -> VocabularyTerm:
        """A vocabulary term, with its title and description."""
        return self.book.find_word(vocabulary, term)

    @property
    def language(self) -> str:
        """The language of the interface, as ``en`` or ``cy``."""
        return self.renderer.language

    @staticmethod
    def is_translated(entry: Entry) -> bool:
        """Whether an entry's title is in the language of the interface, where that is not English."""
        return language_marks.strip(entry.title) != entry.title

    def edit(self, entry: Entry) -> tuple[str | None, str]:
        """Where an entry is edited: the address (or ``None`` where no repository is set) and ``file, line
        n``."""
        line, file = entry.line, entry.file
        if file.is_local:  # No edition is in the national repository.
            return None, f"{file.edition_path}, line {line}"
        return self.renderer.repository.build_edit_url(file.path, line), f"{file.path}, line {line}"

    @staticmethod
    def is_local(entry: Entry) -> bool:
        """Whether an entry is the edition's own and not the national handbook's."""
        return entry.record.file.is_local

    def own(self, text: str) -> str:
        """A text of the edition as a whole, which is in the language of its interface."""
        return text if self.renderer.language == "en" else language_marks.mark_phrase(text)

    def local(self, entry: Entry) -> Markup:
        """What the edition says of an entry and of its parts that have no page of their own: contacts, dates,
        notes."""
        if not (edition := self.renderer.edition):
            return Markup()
        inside = [entry] if entry.owner else self.book.list_entries(entry)
        found = edition.find_local_parts(each for each in inside if each is entry or each.anchor)
        return (
            self.renderer.template("local", self, entry=entry, edition=edition, **found)
            if any(found.values())
            else Markup()
        )

    # -- how an entry is called

    def label(self, entry: Entry) -> str:
        """What an entry is called here: an item carries its framework's abbreviation unless this page is
        inside it."""
        if entry.kind == "source":
            return self.renderer.citations.short(entry.id)
        if entry.kind == "item" and not self._is_inside(entry):
            return f"{label(entry.record)} {label(entry)}"
        return label(entry) if entry.kind == "item" else entry.title

    def short(self, entry: Entry) -> str:
        """An item by its code and title alone."""
        return label(entry)

    def brief(self, entry: Entry) -> str:
        """One plain line on what an entry is, cut at about 180 characters at the end of a word."""
        return language_marks.cut(prose.strip_markup(entry.summary))

    def cite(self, ref: str) -> str:
        """A source as it is named in a sentence: ``Haynes et al., 2009``."""
        return self.label(self.entry(ref, "source"))

    def reference(self, source: Entry) -> Markup:
        """A source as it stands in a list, whole, without its address."""
        return self.renderer.citations.full(source.id)

    def kind_word(self, entry: Entry) -> str:
        """The word for what an entry is."""
        return self.rank(entry).title if entry.kind == "item" else _(self.book.get_kind(entry).title)

    def rank(self, item: Entry) -> Rank:
        """The rank of a framework's item."""
        depth, parent = 0, item.parent_or_self
        while parent is not item.record:
            depth, parent = depth + 1, parent.parent_or_self
        ranks = item.record.read_as(CompetencyFramework).ranks
        return ranks[min(depth, len(ranks) - 1)]

    @staticmethod
    def slug(text: str) -> str:
        """Words as an anchor."""
        return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")

    # -- small questions templates ask

    def all(self, refs: Iterable[str]) -> list[Entry]:
        """The entries of several ids."""
        return [self.entry(ref) for ref in refs]

    @staticmethod
    def unique(rows: Iterable[object], name: str) -> list[Any]:
        """The different values of an attribute, in order."""
        found: list[Any] = []
        for row in rows:
            if (value := getattr(row, name)) not in found:
                found.append(value)
        return found

    @staticmethod
    def unite(*lists: Iterable[Entry]) -> list[Entry]:
        """Several lists as one, each entry once."""
        return list(dict.fromkeys(entry for each in lists for entry in each))

    @staticmethod
    def join(*pieces: str) -> Markup:
        """Safe pieces side by side, escaped where they are not."""
        return Markup("").join(pieces)

    def join_refs(self, refs: Iterable[str]) -> Markup:
        """Links to several entries with commas between them; empty for none."""
        links = (
            Markup('<a class="hb-ref" href="{}">{}</a>').format(self.href(e), self.label(e))
            for e in self.all(refs)
        )
        return Markup(", ").join(links)

    @staticmethod
    def part_title(parts: Iterable[LocalPart], id: str) -> str:
        """The title of the part with a local id."""
        return next(part.title for part in parts if part.id == id)

    @staticmethod
    def part_index(parts: Iterable[LocalPart], id: str) -> int:
        """The place, from 1, of the part with a local id."""
        return next(place for place, part in enumerate(parts, 1) if part.id == id)

    def credits(self, programme: Programme) -> int:
        """The credits of a programme's modules that are in the handbook."""
        return sum(self.entry(ref).read_as(Module).credits for ref in programme.modules)

    def find_scale(self, framework: Entry) -> Scale:
        """The scale to rate a framework on; see :func:`macros.tools.data.find_scale`."""
        return find_scale(self.book, framework)[0]

    def domains(self, framework: Entry) -> list[Domain]:
        """A framework's lowest items by what they stand under: ``title`` and ``leaves``."""
        node = framework.read_as(CompetencyFramework)
        return [
            {"title": node.ranks[0].plural if parent is framework else label(parent), "leaves": leaves}
            for parent, leaves in group_by_parent(self.book, framework).items()
        ]

    def cited_by(self, source: Entry) -> list[Entry | WrittenPage]:
        """The pages that cite a source, each once: those of records, then those written by hand."""
        if source not in (citing := self.renderer.citing_pages):
            origins = [origin for group in self.book.find_backlinks(source).values() for origin in group]
            records = dict.fromkeys(origin.record if origin.anchor else origin for origin in origins)
            citing[source] = [*records, *self.renderer.citing.get(source.id, ())]
        return citing[source]

    # -- times and words of closed lists

    def takes(self, pathway: Entry) -> int:
        """The minutes of a pathway's stops together."""
        stops = pathway.read_as(Pathway).stops
        return sum(estimate_minutes(entry) for entry in self.all(stop.take for stop in stops))

    def words(self, vocabulary: str, terms: Iterable[str]) -> str:
        """Terms of a vocabulary as they are read, with commas between them."""
        return ", ".join(self.word(vocabulary, term).title for term in terms)

    address = staticmethod(citations.address)

    @staticmethod
    def host(url: str) -> str:
        """The host of an address, as the words of a link."""
        return url.split("/")[2].removeprefix("www.")

    # -- cards

    def card_facts(self, entry: Entry) -> list[str]:
        """Two or three facts that tell one card from the next."""
        facts = CARD_FACTS.get(entry.kind)
        return facts(self, entry.node) if facts else []


def label(entry: Entry) -> str:
    """An entry's title with its code before it, where it has one; a framework by its abbreviation."""
    if isinstance(entry.node, Item):
        return f"{entry.node.code} {entry.title}"
    if isinstance(entry.node, CompetencyFramework) and entry.node.abbreviation:
        return entry.node.abbreviation
    return entry.title

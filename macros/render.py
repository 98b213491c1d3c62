"""Turns entries into HTML through the templates in ``templates/``.

Autoescaping is on; what records hold is only ever put in as text or as prose (:mod:`macros.prose`).
A :class:`View` is the handbook as seen from one page: it knows the way to everything else.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import jinja2
from markupsafe import Markup

from macros import citations, pictures, prose
from macros.cards import CARD_FACTS, FILTERS
from macros.entries import Entry
from macros.handbook import Handbook
from macros.matrix import coverage_row
from macros.model import KINDS
from macros.settings import Settings
from macros.terms import Terms
from macros.times import day, how_long, minutes, minutes_for
from macros.trust import Trust, trust_in
from macros.urls import Urls
from macros.written import WrittenPage

_BLANK_LINES = re.compile(r"\n\s*\n")
_ASIDE = re.compile(r'<div data-aside="(\d+)"></div>')
TEMPLATES = Path(__file__).parent / "templates"


class Renderer:
    """The templates over one handbook. Make one a build; editing a template shows with the next."""

    def __init__(self, book: Handbook, urls: Urls, settings: Settings, citing: Mapping[str, list[WrittenPage]] | None = None):
        """``citing`` are the hand-written pages that cite each source (:func:`macros.written.pages_citing`)."""
        self.book, self.urls, self.settings, self.citing = book, urls, settings, citing or {}
        self.env = jinja2.Environment(
            loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True,
            undefined=jinja2.StrictUndefined, auto_reload=False,
        )
        self.env.filters.update(day=day, minutes=minutes, plain=prose.plain)
        self.env.globals.update(book=book, kinds=KINDS, settings=settings, pictures=pictures)
        self.terms = Terms(book.terms)
        self.citations = citations.Citations(entry.node for entry in book.sources)
        self.kept: dict[tuple, Markup] = {}
        self.aside: list[Markup] = []

    def __repr__(self) -> str:
        return f"<Renderer of {self.book!r}>"

    def view(self, path: str, here: Entry | None = None) -> View:
        """The handbook as seen from the page at ``path``."""
        return View(self, path, here)

    def template(self, name: str, view: View, **values) -> Markup:
        """The template ``name`` seen from ``view``, as one safe string without blank lines."""
        html = self.env.get_template(f"{name}.html").render(v=view, **values)
        return Markup(_BLANK_LINES.sub("\n", html).strip("\n"))

    def set_aside(self, html: Markup) -> Markup:
        """Keep ``html`` for :meth:`put_back`, and return what stands in its place until then."""
        self.aside.append(html)
        return Markup(f'<div data-aside="{len(self.aside) - 1}"></div>')

    def put_back(self, html: str) -> str:
        """``html`` with everything that was set aside in its place."""
        return _ASIDE.sub(lambda found: self.aside[int(found[1])], html) if "data-aside" in html else html

    def written(self, path: str, html: str) -> str:
        """A hand-written page's HTML with the first use of each glossary term linked."""
        return self.terms.link(html, self.view(path).href, set())

    def page_foot(self, path: str, drafted: datetime.date) -> Markup:
        """What stands below a hand-written page: when it was drafted, and where ``path`` (its file) is edited."""
        return self.template("page_foot", self.view(path), path=path, drafted=drafted, address=self.settings.edit_url(path))

    def record(self, entry: Entry, path: str | None = None) -> Markup:
        """The whole body of an entry's own page."""
        return self.template(entry.kind, self.view(path or entry.path, entry), entry=entry, record=entry.node)


class View:
    """The handbook as seen from one page; passed to every template as ``v``."""

    def __init__(self, renderer: Renderer, path: str, here: Entry | None):
        self.renderer, self.path, self.here = renderer, path, here
        self.book = renderer.book
        self._root = renderer.urls.to_root(path)
        self._seen = self._own_terms()

    def _own_terms(self) -> set[Entry]:
        """The terms this page is itself about; it does not link to them."""
        if self.here is None:
            return set()
        return {term for term in self.book.terms if self.here.id in term.node.see or term.title.casefold() == self.here.title.casefold()}

    def href(self, target: Entry | str) -> str:
        """The relative address of an entry, or of a page given by its path."""
        if isinstance(target, Entry):
            return self._root + self.renderer.urls.entry(target)
        page, _, anchor = target.partition("#")
        return self._root + self.renderer.urls.page(page) + (f"#{anchor}" if anchor else "")

    def asset(self, path: str) -> str:
        """The relative address of a file of the site that is not a page."""
        return self._root + path

    def entry(self, ref: str, kind: str = "any") -> Entry:
        """What an id names; raises ``KeyError`` where there is nothing (checks report it first)."""
        return self.book.resolve(ref, kind)

    def prose(self, text: str) -> Markup:
        """A prose field as HTML."""
        html = prose.html(text, lambda ref: self.href(self.entry(ref)))
        return Markup(self.renderer.terms.link(html, self.href, self._seen))

    def inline(self, text: str) -> Markup:
        """A prose field of one paragraph, without its ``<p>``."""
        html = self.prose(text)
        one = html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>")
        return Markup(html[3:-4]) if one else html

    def once(self, macro: Callable[[View, Entry], Markup], entry: Entry) -> Markup:
        """What ``macro`` makes of an entry, made once for all pages from which it has the same address and label."""
        key = macro.name, entry, self._root, self._is_inside(entry)
        if key not in self.renderer.kept:
            self.renderer.kept[key] = macro(self, entry)
        return self.renderer.kept[key]

    def _is_inside(self, entry: Entry) -> bool:
        """Whether this page belongs to the framework that an item is of."""
        return entry.kind == "item" and self.here is not None and self.here.record is entry.owner

    def word(self, vocabulary: str, term: str):
        """A vocabulary term, with its title and description."""
        return self.book.word(vocabulary, term)

    def backlinks(self, entry: Entry) -> dict[str, list[Entry]]:
        """What links to an entry, by heading."""
        return self.book.backlinks(entry)

    def edit(self, entry: Entry) -> tuple[str | None, str]:
        """Where an entry is edited: the address (or ``None`` where no repository is set) and ``file, line n``."""
        line = entry.line
        address = self.renderer.settings.edit_url(entry.file.path, line)
        return address, f"{entry.file.path}, line {line}"

    # -- how an entry is called

    def label(self, entry: Entry) -> str:
        """What an entry is called here: an item carries its framework's abbreviation unless this page is inside it."""
        if entry.kind == "source":
            return self.renderer.citations.short(entry.id)
        if entry.kind == "item" and not self._is_inside(entry):
            return f"{label(entry.owner)} {label(entry)}"
        return label(entry) if entry.kind == "item" else entry.title

    def short(self, entry: Entry) -> str:
        """An item by its code and title alone."""
        return label(entry)

    def brief(self, entry: Entry) -> str:
        """One plain line on what an entry is, cut at about 180 characters at the end of a word."""
        said = prose.plain(entry.summary)
        return said if len(said) <= 180 else said[:180].rsplit(" ", 1)[0] + " …"

    def cite(self, ref: str) -> str:
        """A source as it is named in a sentence: ``Haynes et al., 2009``."""
        return self.label(self.entry(ref, "source"))

    def reference(self, source: Entry) -> Markup:
        """A source as it stands in a list, whole, without its address."""
        return self.renderer.citations.full(source.id)

    def kind_word(self, entry: Entry) -> str:
        """The word for what an entry is."""
        return self.rank(entry).title if entry.kind == "item" else self.book.kind_of(entry).title

    def rank(self, item: Entry):
        """The rank of a framework's item."""
        depth, parent = 0, item.parent
        while parent is not item.owner:
            depth, parent = depth + 1, parent.parent
        return item.owner.node.ranks[min(depth, len(item.owner.node.ranks) - 1)]

    @staticmethod
    def slug(text: str) -> str:
        """Words as an anchor."""
        return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")

    # -- small questions templates ask

    def all(self, refs: Iterable[str]) -> list[Entry]:
        """The entries of several ids."""
        return [self.entry(ref) for ref in refs]

    @staticmethod
    def unique(rows: Iterable[object], name: str) -> list:
        """The different values of an attribute, in order."""
        found: list = []
        for row in rows:
            if (value := getattr(row, name)) not in found:
                found.append(value)
        return found

    used = unique

    @staticmethod
    def join(*pieces: str) -> Markup:
        """Safe pieces side by side, escaped where they are not."""
        return Markup("").join(pieces)

    def join_refs(self, refs: Iterable[str]) -> Markup:
        """Links to several entries with commas between them; empty for none."""
        links = (Markup('<a class="hb-ref" href="{}">{}</a>').format(self.href(e), self.label(e)) for e in self.all(refs))
        return Markup(", ").join(links)

    @staticmethod
    def part_title(parts: Iterable, id: str) -> str:
        """The title of the part with a local id."""
        return next(part.title for part in parts if part.id == id)

    @staticmethod
    def part_index(parts: Iterable, id: str) -> int:
        """The place, from 1, of the part with a local id."""
        return next(place for place, part in enumerate(parts, 1) if part.id == id)

    element_title = staticmethod(lambda theory, id: View.part_title(theory.elements, id))

    def credits(self, programme) -> int:
        """The credits of a programme's modules that are in the handbook."""
        return sum(self.entry(ref).node.credits for ref in programme.modules)

    def coverage_counts(self, framework: Entry) -> dict:
        """How many of a framework's lowest items are taught, practised and assessed."""
        return self.book.coverage_counts(framework)

    def assessment_map(self, programme) -> list[tuple[Entry, list[Entry]]]:
        """Each competency that a programme's modules assess, with the assessments."""
        modules = set(programme.modules)
        rows = []
        for framework in self.book.records["framework"]:
            for leaf in self.book.leaves(framework):
                found = [a for a in self.book.coverage(leaf)["assessed"] if a.owner.id in modules]
                if found:
                    rows.append((leaf, found))
        return rows

    def coverage_row(self, item: Entry, modules: list[Entry]) -> list[dict]:
        """A row of the coverage matrix; see :mod:`macros.matrix`."""
        return coverage_row(self.book, item, modules)

    def cited_by(self, source: Entry) -> list[Entry | WrittenPage]:
        """The pages that cite a source, each once: those of records, then those written by hand."""
        if ("citing", source) not in (kept := self.renderer.kept):
            origins = [origin for group in self.backlinks(source).values() for origin in group]
            records = dict.fromkeys(origin.record if origin.anchor else origin for origin in origins)
            kept["citing", source] = [*records, *self.renderer.citing.get(source.id, ())]
        return kept["citing", source]

    # -- times and words of closed lists

    minutes_for = staticmethod(minutes_for)
    how_long = staticmethod(how_long)

    def takes(self, pathway: Entry) -> int:
        """The minutes of a pathway's stops together."""
        return sum(minutes_for(stop) for stop in self.all(stop.take for stop in pathway.node.stops))

    def words(self, vocabulary: str, terms: Iterable[str]) -> str:
        """Terms of a vocabulary as they are read, with commas between them."""
        return ", ".join(self.word(vocabulary, term).title for term in terms)

    def trust(self, entry: Entry) -> Trust:
        """How far a page can be trusted; see :mod:`macros.trust`."""
        return trust_in(self.book, entry)

    address = staticmethod(citations.address)

    @staticmethod
    def host(url: str) -> str:
        """The host of an address, as the words of a link."""
        return url.split("/")[2].removeprefix("www.")

    # -- cards and filters

    def card_facts(self, entry: Entry) -> list[str]:
        """Two or three facts that tell one card from the next."""
        return CARD_FACTS.get(entry.kind, lambda view, node: [])(self, entry.node)

    def filter_values(self, entry: Entry) -> dict[str, str]:
        """The values an index page filters this entry by."""
        found = {field: getattr(entry.node, field) for field, _ in FILTERS.get(entry.kind, ())}
        return {field: value if isinstance(value, str) else " ".join(value) for field, value in found.items()}

    def filter_words(self, entry: Entry) -> str:
        """The words an index page finds this entry by."""
        return " ".join([entry.title, entry.node.summary, *entry.node.keywords]).lower()


def breadcrumbs(renderer: Renderer, entry: Entry) -> list[dict[str, str]]:
    """The sections and entries above an entry, outermost first."""
    kind = renderer.book.kind_of(entry)
    trail = [{"title": "Handbook", "url": renderer.urls.page("index")},
             {"title": kind.plural, "url": renderer.urls.page(f"{kind.section}/index")}]
    above: list[Entry] = []
    parent = entry.parent
    while parent is not None:
        above.insert(0, parent)
        parent = parent.parent
    return trail + [{"title": label(e), "url": renderer.urls.page(e.path)} for e in above]


def label(entry: Entry) -> str:
    """An entry's title with its code before it, where it has one; a framework by its abbreviation."""
    if entry.kind == "item":
        return f"{entry.node.code} {entry.title}"
    if entry.kind == "framework" and entry.node.abbreviation:
        return entry.node.abbreviation
    return entry.title


def search_text(entry: Entry, limit: int = 4000) -> str:
    """The words of an entry for the search index, without markup, cut at ``limit`` characters."""
    from macros.fields import values, walk

    words: Iterable[str] = (
        prose.plain(text)
        for route, part in walk(entry.node) if "items" not in route or entry.kind != "framework"
        for want in ("line", "prose")
        for inner, text, _ in values(part, want)
        if inner[0] not in ("title", "keywords", "aliases")
    )
    return " ".join(words)[:limit]

"""Which ids stand on a page of the site, so that a link to one can be judged before the site is built.

What a page's author wrote is known from its HTML, what a record makes addressable from its entries; anything
else is found by rendering the page, and only when a link or a heading asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cached_property

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.curriculum.indexes import build_index
from macros.hand_written.calls import Call
from macros.hand_written.html import find_ids
from macros.hand_written.markup import INLINE
from macros.hand_written.pages import WrittenPage
from macros.records.handbook import Handbook
from macros.rendering.page_macros import Library
from macros.rendering.record_pages import BlankPage, RecordPage, blank_pages, record_pages
from macros.rendering.renderer import Renderer
from macros.rendering.view import View

SHELL = frozenset(
    {"hb-main", "hb-nav", "trust"}
)  # On every hand-written page, by the theme and below the text.
_SHELLS_OWN = re.compile(r"hb-.*|__.*|trust")
# How the ids begin that a macro's HTML may hold; those of a macro that is not named here are looked for
# whatever they are.
_BEGIN = {
    "card": r"card-",
    "cards": r"card-|filter-",
    "chooser": r"problem-",
    "dilemmas": r"dilemma-",
    "rights": r"rights-",
    "compare": r"compare-|theory-",
    "lineage": r"lineage-",
    "explorer": r"explorer-|all$",
    "embed_builder": r"builder-|preview$",
    "tool": r"blank-",
    "vocabularies": r"vocabulary-",
    "fields": r"kind-|model-",
    "macro_reference": r"macro-",
    "local_home": r"local$",
    "diagram": r".*-(title|desc)$",
    "table": r"(?!)",
    "counts": r"(?!)",
    "first_moves": r"(?!)",
    "blanks": r"(?!)",
    "search_button": r"(?!)",
    **dict.fromkeys(INLINE, r"(?!)"),
}


def is_the_shells(id: str) -> bool:
    """Whether the page around the text uses this id, or may."""
    return _SHELLS_OWN.fullmatch(id) is not None


class Preview:
    """Renders single pages and macro calls of a handbook, in English, as a build would; made when it is first
    asked."""

    def __init__(self, handbook: Handbook):
        self._handbook = handbook
        self._here = ""

    @cached_property
    def _library(self) -> Library:
        return Library(Renderer(self._handbook, Urls(), Repository()), lambda: self._here)

    def call(self, page: WrittenPage, call: Call) -> str:
        """The HTML that a macro's call gives on a hand-written page."""
        self._here = page.path
        html = self._library.macros()[call.name](*call.arguments, **dict(call.keywords))
        return self._library.renderer.put_back(html)

    def page(self, path: str) -> str:
        """The HTML of the generated page at ``path``; nothing where there is none."""
        page = next(
            (
                page
                for page in (*record_pages(self._handbook), *blank_pages(self._handbook))
                if page.path == path
            ),
            None,
        )
        return self._library.renderer.finish(self._rendered(page)) if page else ""

    def _rendered(self, page: RecordPage) -> str:
        self._here = page.path
        return (
            self._library.blank(page.entry.id)
            if isinstance(page, BlankPage)
            else self._library.record(page.entry.id)
        )


class Anchors:
    """The ids of every page of one site.

    ``preview`` renders what only the finished page tells; without it, as where records are at fault, nothing
    is held against a link that it would have to settle. ``unfit`` are calls, each with its page's place, that
    cannot be made.
    """

    def __init__(
        self,
        handbook: Handbook,
        pages: Mapping[str, WrittenPage],
        preview: Preview | None,
        unfit: Collection[tuple[str, Call]] = (),
    ):
        self._handbook, self._pages, self._preview, self._unfit = handbook, pages, preview, unfit
        self._found: dict[str, frozenset[str]] = {}
        self._given: dict[tuple[str, Call], frozenset[str]] = {}

    def has(self, uri: str, anchor: str) -> bool:
        """Whether something on the page at ``uri`` (its place in ``docs``) has the id ``anchor``."""
        if page := self._pages.get(uri):
            written = anchor in SHELL or anchor in page.html.ids
            return (
                written
                or any(anchor in self.given(page, call, asked=anchor) for call in page.calls)
                or not self._preview
            )
        path = uri.removesuffix(".md")
        return (
            (path, anchor) in self._addressable
            or not self._preview
            or anchor in self._rendered(self._preview, path)
        )

    def given(self, page: WrittenPage, call: Call, asked: str | None = None) -> frozenset[str]:
        """The ids in what a macro's call gives on a page; none where it can give no id such as ``asked``."""
        if asked is not None and not self.may_give(call, asked) or (page.uri, call) in self._unfit:
            return frozenset()
        if (key := (page.uri, call)) not in self._given:
            listed = self._listed(call)
            html = self._preview.call(page, call) if listed is None and self._preview else ""
            self._given[key] = frozenset(find_ids(html)) if listed is None else listed
        return self._given[key]

    def known(self, uri: str) -> set[str]:
        """The ids on the page at ``uri``, as far as they can be told without rendering it."""
        if page := self._pages.get(uri):
            return set(page.html.ids)
        path = uri.removesuffix(".md")
        return {anchor for where, anchor in self._addressable if where == path} | set(
            self._found.get(path, ())
        )

    def is_fit(self, page: WrittenPage, call: Call) -> bool:
        """Whether a call on a page can be made."""
        return (page.uri, call) not in self._unfit

    def may_clash(self, call: Call, other: Call) -> bool:
        """Whether two calls on one page could give the same id."""
        one, two = (_BEGIN.get(each.name, "").split("|") for each in (call, other))
        return "" in one or "" in two or bool(set(one) & set(two) - {"(?!)"})

    def may_give(self, call: Call, id: str) -> bool:
        """Whether the HTML of a macro could hold an element of this id."""
        return re.match(_BEGIN.get(call.name, ""), id) is not None

    def _listed(self, call: Call) -> frozenset[str] | None:
        """The ids that the most frequent macros give, told without rendering them."""
        of = str(next(iter((*call.arguments, *(value for _, value in call.keywords))), ""))
        if call.name in ("glossary", "sources"):
            return frozenset(
                self._handbook.term_by_id if call.name == "glossary" else self._handbook.source_by_id
            )
        if call.name == "index":
            return frozenset(group.id for group in build_index(self._handbook, of))
        if call.name == "matrix":
            return frozenset([of])
        return (
            frozenset([f"card-{View.slug(self._handbook.resolve(of).id)}"]) if call.name == "card" else None
        )

    @cached_property
    def _addressable(self) -> set[tuple[str, str]]:
        return {(entry.path, entry.anchor) for entry in self._handbook.entries.values() if entry.anchor}

    def _rendered(self, preview: Preview, path: str) -> frozenset[str]:
        if path not in self._found:
            self._found[path] = frozenset(find_ids(preview.page(path))) | SHELL
        return self._found[path]

"""The ids on each page of the site, so that the check can judge a link to one before the site is built.

Those that an author wrote come from the page's HTML, and those of the parts of a record from its entries. Any
others are found by rendering the page or a macro's call, which is done only where a link or a heading demands
it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from macros.addresses.repository import Repository
from macros.addresses.urls import Urls
from macros.base.html import find_ids
from macros.base.notes import Notes, note
from macros.curriculum.indexes import build_index
from macros.hand_written.calls import Call
from macros.hand_written.markdown_conversion import INLINE
from macros.hand_written.pages import WrittenPage
from macros.quality.parts import QUALITY_PARTS
from macros.records.handbook import Handbook
from macros.rendering.letters import LetterGroup, group_sources, group_terms
from macros.rendering.page_macros import Library
from macros.rendering.record_pages import (
    BlankPage,
    ColleagueFormPage,
    GeneratedPage,
    RecordPage,
    SessionPage,
    list_generated_pages,
)
from macros.rendering.renderer import Renderer
from macros.rendering.rule_pages import RulePage
from macros.rendering.view import View

SHELL_IDS = frozenset(
    {"hb-main", "hb-nav", "trust"}
)  # On every hand-written page, by the theme and below the text.
_SHELL_ID = re.compile(r"hb-.*|__.*|trust")
# The ids that the HTML of each macro may hold begin like this; "(?!)" matches none. A macro that is not named
# here may hold any.
_ID_PATTERNS = {
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
    "fields": r"model-|begin$",
    "record_kinds": r"kind-|model-",
    "macro_reference": r"macro-",
    "local_home": r"local$",
    "diagram": r".*-(title|desc)$",
    "drawing": r".*-(title|desc)$",
    "table": r"(?!)",
    "counts": r"(?!)",
    "changed_pages": r"(?!)",
    "first_moves": r"(?!)",
    "blanks": r"(?!)",
    "my_work": r"(?!)",
    "edit_form": r"(?!)",
    "ways_to_report": r"(?!)",
    "on_device": r"(?!)",
    "search_button": r"(?!)",
    **dict.fromkeys(INLINE, r"(?!)"),
}


def is_shell_id(id: str) -> bool:
    """Whether the theme uses an id, or may use it, around the text of a page."""
    return _SHELL_ID.fullmatch(id) is not None


class Preview:
    """Renders single pages and macro calls of a handbook as a build would, in English. Its renderer is made
    when it is first needed."""

    def __init__(self, handbook: Handbook):
        self._handbook = handbook
        self._path = ""

    @cached_property
    def renderer(self) -> Renderer:
        """What renders them."""
        return Renderer(self._handbook, Urls(), Repository())

    @cached_property
    def _library(self) -> Library:
        return Library(self.renderer, lambda: self._path)

    def call_macro(self, page: WrittenPage, call: Call) -> str:
        """The HTML that a macro call on a hand-written page returns."""
        self._path = page.path
        html = self._library.macros()[call.name](*call.arguments, **dict(call.keywords))
        return self._library.renderer.put_back(html)

    def render_page(self, path: str) -> str:
        """The HTML of the generated page at ``path``; empty where there is none."""
        pages = list_generated_pages(self._handbook)
        page = next((page for page in pages if page.path == path), None)
        return self._library.renderer.finish(self._call_page_macro(page)) if page else ""

    def _call_page_macro(self, page: GeneratedPage) -> str:
        self._path = page.path
        match page:
            case ColleagueFormPage():
                return self._library.blank(page.id, "colleagues")
            case BlankPage():
                return self._library.blank(page.id)
            case SessionPage():
                return self._library.session(page.id)
            case RecordPage():
                return self._library.record(page.id)
            case RulePage():
                return self._library.rule(page.id)
        return self._library.rules()


class Anchors:
    """The ids of every page of one site.

    ``preview`` renders the pages whose ids are not known otherwise. Without it, as where records have faults,
    every id that would have to be rendered counts as there. ``unfit_calls`` are macro calls that cannot be
    made, each with the place of its page in ``docs``.
    """

    def __init__(
        self,
        handbook: Handbook,
        pages: Mapping[str, WrittenPage],
        preview: Preview | None,
        unfit_calls: Collection[tuple[str, Call]] = (),
    ):
        self._handbook, self._pages, self._preview, self._unfit_calls = handbook, pages, preview, unfit_calls
        self._notes = Notes()
        self._rendered_paths: set[str] = set()

    def has(self, uri: str, anchor: str) -> bool:
        """Whether something on the page at ``uri`` (its place in ``docs``) has the id ``anchor``."""
        note("page", uri)
        if page := self._pages.get(uri):
            is_written = anchor in SHELL_IDS or anchor in page.html.ids
            return (
                is_written
                or any(anchor in self.list_macro_ids(page, call, anchor=anchor) for call in page.calls)
                or not self._preview
            )
        path = uri.removesuffix(".md")
        return (
            (path, anchor) in self._addressable_ids
            or not self._preview
            or anchor in self._render_ids(self._preview, path)
        )

    def list_macro_ids(self, page: WrittenPage, call: Call, anchor: str | None = None) -> frozenset[str]:
        """The ids in the HTML of a macro call on a page. With ``anchor``, none where that macro's HTML cannot
        hold it, which saves rendering it."""
        if anchor is not None and not self.may_give(call, anchor) or (page.uri, call) in self._unfit_calls:
            return frozenset()
        return self._notes.remember((page.uri, call), lambda: self._find_macro_ids(page, call))

    def _find_macro_ids(self, page: WrittenPage, call: Call) -> frozenset[str]:
        if (ids := self._list_known_macro_ids(call)) is not None:
            return ids
        if call.name == "local_home" and not page.source_path.startswith("docs/"):
            return frozenset(["local"])  # Of an edition, which nothing renders here.
        return frozenset(find_ids(self._preview.call_macro(page, call) if self._preview else ""))

    def list_known_ids(self, uri: str) -> set[str]:
        """The ids on the page at ``uri`` that are known without rendering it."""
        if page := self._pages.get(uri):
            return set(page.html.ids)
        page_path = uri.removesuffix(".md")
        return {anchor for path, anchor in self._addressable_ids if path == page_path} | set(
            self._render_ids(self._preview, page_path)
            if self._preview and page_path in self._rendered_paths
            else ()
        )

    def is_fit(self, page: WrittenPage, call: Call) -> bool:
        """Whether a macro call on a page can be made."""
        return (page.uri, call) not in self._unfit_calls

    def may_clash(self, call: Call, other: Call) -> bool:
        """Whether the HTML of two calls could hold the same id."""
        patterns, other_patterns = (
            _ID_PATTERNS.get(macro_call.name, "").split("|") for macro_call in (call, other)
        )
        return "" in patterns or "" in other_patterns or bool(set(patterns) & set(other_patterns) - {"(?!)"})

    def may_give(self, call: Call, id: str) -> bool:
        """Whether the HTML of a call could hold an element with the id ``id``."""
        return re.match(_ID_PATTERNS.get(call.name, ""), id) is not None

    def _list_known_macro_ids(self, call: Call) -> frozenset[str] | None:
        """The ids in the HTML of the most frequent macros, which are known without rendering it; ``None`` for
        other macros."""
        argument = str(next(iter((*call.arguments, *(value for _, value in call.keywords))), ""))
        if call.name == "glossary":
            letters = group_terms(self._handbook.terms)
            return frozenset([*self._handbook.term_by_id, *_list_letter_ids(letters)])
        if call.name == "sources":
            letters = group_sources(self._handbook.sources)
            return frozenset([*self._handbook.source_by_id, *_list_letter_ids(letters, "grade", "seen")])
        if call.name == "index":
            if argument != "tension" and argument not in self._handbook.vocabularies:
                return frozenset()  # The file of closed lists cannot be read.
            return frozenset(group.id for group in build_index(self._handbook, argument))
        if call.name == "matrix":
            return frozenset([argument])
        if call.name == "quality":
            return frozenset(QUALITY_PARTS.get(argument, ()))
        if call.name == "card":
            entry = self._handbook.get(argument)  # None where its record cannot be read.
            return frozenset([f"card-{View.make_slug(entry.id)}"] if entry else [])
        return None

    @cached_property
    def _addressable_ids(self) -> set[tuple[str, str]]:
        return {(entry.path, entry.anchor) for entry in self._handbook.entries.values() if entry.anchor}

    def _render_ids(self, preview: Preview, path: str) -> frozenset[str]:
        self._rendered_paths.add(path)
        return self._notes.remember(path, lambda: frozenset(find_ids(preview.render_page(path))) | SHELL_IDS)


def _list_letter_ids(groups: Iterable[LetterGroup], *selects: str) -> Iterator[str]:
    """The ids of a list by letter that are not of its entries: of its filter, of the fields in it to choose
    from (``selects``), and of each letter."""
    yield "list_filter"
    for field in selects:
        yield f"list_filter-{field}"
    for group in groups:
        yield group.anchor

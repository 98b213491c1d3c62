"""The pages that are generated: their paths, text and front matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from macros.addresses.urls import Urls
from macros.base import language_marks
from macros.curriculum.retirement import mark_retired
from macros.curriculum.reviews import CALENDAR
from macros.curriculum.sessions import list_sessions
from macros.exports.schema_org import describe_page, write_data_block
from macros.hand_written.pages import WrittenPage
from macros.i18n.phrases import _, translate_title
from macros.records.entries import Entry
from macros.records.former_addresses import FormerAddresses
from macros.records.handbook import Handbook
from macros.records.prose import strip_markup
from macros.rendering.renderer import Renderer, list_breadcrumbs
from macros.rendering.rule_pages import RuleIndexPage, RulePage, build_rule_front_matter, list_rule_pages
from macros.rendering.view import plain_label
from macros.tools.data import list_blank_forms, list_colleague_forms

MOST_SIBLINGS = 8  # In the menu, around the page that is shown.
BLANKS_FOLDER = "tools/blanks"  # The forms to print and fill in by hand.
COLLEAGUES = "-360"  # Behind the id of a framework, the form with which colleagues are asked.
TOOL_DATA = "assets/data/handbook.json"  # The tools' data, for programs of others.
# Files that a build makes and hand-written pages may link to, by their place in docs.
GENERATED_FILES = (
    TOOL_DATA,
    "assets/data/handbook.js",
    "assets/data/coverage.csv",
    CALENDAR,
)


@dataclass(frozen=True)
class RecordPage:
    """A page generated from an entry, at ``path`` in the site."""

    path: str
    entry: Entry
    title: str

    # The page's text: one macro call; the id stands in the front matter.
    source = "{{ record(id) }}"

    @property
    def id(self) -> str:
        """The id with which its macro is called."""
        return self.entry.id


class BlankPage(RecordPage):
    """The page with an entry's form to print and fill in by hand."""

    source = "{{ blank(id) }}"


class ColleagueFormPage(BlankPage):
    """The page with a framework as a form for colleagues, to print: 360 feedback."""

    source = '{{ blank(id, "colleagues") }}'


class SessionPage(RecordPage):
    """The page of a session: what its facilitator and its participants need."""

    source = "{{ session(id) }}"


GeneratedPage = RecordPage | RulePage | RuleIndexPage


def list_blank_pages(book: Handbook) -> Iterator[BlankPage]:
    """Yield a page for every form that can be filled in by hand."""
    for entry in list_blank_forms(book, with_retired=True):
        yield BlankPage(
            f"{BLANKS_FOLDER}/{entry.id}", entry, _("%(form)s, to print", form=plain_label(entry))
        )
    for entry in list_colleague_forms(book, with_retired=True):
        title = _("Feedback from colleagues: %(framework)s, to print", framework=plain_label(entry))
        yield ColleagueFormPage(f"{BLANKS_FOLDER}/{entry.id}{COLLEAGUES}", entry, title)


def list_record_pages(book: Handbook) -> Iterator[RecordPage]:
    """Yield a page for every record and every framework item."""
    for entry in book.entries.values():
        if not entry.anchor:
            title = (
                f"{plain_label(entry)} ({plain_label(entry.record)})"
                if entry.kind == "item"
                else mark_retired(entry, entry.title)
            )
            yield RecordPage(entry.path, entry, title)


def list_session_pages(book: Handbook) -> Iterator[SessionPage]:
    """Yield a page for every session of every module."""
    for place in list_sessions(book, with_retired=True):
        title = _("%(session)s (%(module)s)", session=place.session.title, module=place.module.title)
        yield SessionPage(place.path, place.entry, mark_retired(place.entry, title))


def list_generated_pages(book: Handbook) -> Iterator[GeneratedPage]:
    """Yield every page that is generated."""
    yield from list_record_pages(book)
    yield from list_session_pages(book)
    yield from list_blank_pages(book)
    yield from list_rule_pages()


def list_generated_uris(book: Handbook) -> Iterator[str]:
    """Yield the place in ``docs`` of every generated page, at which hand-written pages link to it."""
    for page in list_generated_pages(book):
        yield f"{page.path}.md"


def build_front_matter(page: GeneratedPage, renderer: Renderer) -> dict[str, Any]:
    """The front matter of a generated page, which the theme shows around it: title, description, breadcrumbs,
    siblings for the menu, neighbours and section. All addresses are from the site's root."""
    book, urls = renderer.book, renderer.urls
    if not isinstance(page, RecordPage):
        return build_rule_front_matter(page, urls)
    entry = page.entry
    if isinstance(page, BlankPage):
        return _build_blank_front_matter(page, urls)
    meta: dict[str, Any] = {
        "id": entry.id,
        "title": page.title,
        "description": strip_markup(entry.summary) if entry.kind == "session" else entry.summary,
        "breadcrumbs": list_breadcrumbs(renderer, entry),
        "siblings": [
            {"title": plain_label(sibling), "url": urls.entry(sibling), "is_here": sibling is entry}
            for sibling in renderer.reading_order.list_siblings(entry, MOST_SIBLINGS)
        ],
        "section": f"{book.get_kind(entry).section}/index.md",
        **build_neighbour_links(renderer, page.path),
    }
    if not renderer.is_for_disk:
        about = describe_page(renderer.publication, entry)
        meta["structured_data"] = language_marks.strip(write_data_block(about))
    return meta


def build_neighbour_links(renderer: Renderer, path: str) -> dict[str, dict[str, str]]:
    """What the foot of the page at ``path`` links to, each with ``title`` and ``url`` (from the site's root):
    ``previous`` and ``next``, and at the end of a list ``above``, the page that holds it; without those that
    it has not."""
    neighbours = renderer.reading_order.find_neighbours(path)
    places = {"previous": neighbours.before, "next": neighbours.after, "above": neighbours.above}
    return {
        name: {"title": place.title, "url": renderer.urls.page(place.path)}
        for name, place in places.items()
        if place
    }


def _build_blank_front_matter(page: BlankPage, urls: Urls) -> dict[str, Any]:
    above = [
        (_("Handbook"), "index"),
        (_("Tools"), "tools/index"),
        (_("Blank forms"), f"{BLANKS_FOLDER}/index"),
    ]
    return {
        "id": page.entry.id,
        "title": page.title,
        "description": _(
            "%(form)s, to print and fill in by hand. %(summary)s",
            form=plain_label(page.entry),
            summary=page.entry.summary,
        ),
        "breadcrumbs": [{"title": title, "url": urls.page(path)} for title, path in above],
        "section": f"{BLANKS_FOLDER}/index.md",
    }


class Redirect(NamedTuple):
    """A former address, ``path``, that leads on to the page of ``title`` at ``target``, and there to the same
    place, unless ``places`` has another for it, by the ends of addresses behind ``#``."""

    path: str
    target: str
    title: str
    places: Mapping[str, str]


def list_redirects(book: Handbook, pages: Iterable[WrittenPage] = ()) -> Iterator[Redirect]:
    """Yield the former address of every record, item and session that has a former id, and of the
    hand-written ``pages`` that name one."""
    former_addresses = FormerAddresses(book)
    for alias, entry in book.aliases.items():
        if not entry.anchor:
            section = book.get_kind(entry).section
            places = {} if entry.owner else former_addresses.map_places(entry, alias)
            yield Redirect(f"{section}/{alias.lower()}", entry.path, entry.title, places)
        elif entry.has_page:
            yield Redirect(
                f"{book.get_kind(entry).section}/{alias.lower()}", entry.page_path, entry.title, {}
            )
    for page in pages:
        for alias in page.front.aliases:
            yield Redirect(alias, page.path, translate_title(page.title), {})

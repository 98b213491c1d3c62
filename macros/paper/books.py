"""Papers of several pages: the whole handbook, a module, a framework, the glossary. Each has a cover,
contents with page numbers, its pages, and at the end the sources that they cite, once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from macros.base import language_marks
from macros.base.variables import DATE
from macros.curriculum.sessions import list_module_sessions
from macros.i18n.phrases import _, format_day, translate_title, use_catalogue
from macros.paper.sheets import (
    Element,
    Outline,
    find_classes,
    make_sheet,
    name_place,
    remove,
    settle_links,
    write_tree,
)
from macros.paper.site import PaperSite, Place
from macros.records.entries import Entry

FACILITATOR, PARTICIPANTS = VIEWS = ("facilitator", "participants")
GLOSSARY = "reference/glossary"
# The whole handbook: its parts by their names in the menu, each with its pages. A page of a section is
# followed by the records of that kind. What is of use only on a screen, or to those who run a site, is left
# out.
PARTS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Learn",
        (
            ("pathways/index", "pathway"),
            ("programmes/index", "programme"),
            ("modules/index", "module"),
            ("components/index", "component"),
            ("cases/index", "case"),
            ("instruments/index", "instrument"),
            ("guides/index", ""),
        ),
    ),
    (
        "Think",
        (
            ("frameworks/index", "framework"),
            ("crosswalks/index", "crosswalk"),
            ("theories/index", "theory"),
            ("tensions/index", "tension"),
        ),
    ),
    ("Look up", (("reference/glossary", ""), ("reference/", ""), ("about/index", ""))),
)
NOT_ON_PAPER = ("reference/sources", "reference/by-skill", "reference/figures", "theories/compare")


@dataclass(frozen=True)
class Chapter:
    """A line of the contents: the ``id`` to which it leads, its ``title``, and its ``rank`` from 1."""

    id: str
    title: str
    rank: int


@dataclass(frozen=True)
class Paper:
    """What is printed as one file, called ``name``: the HTML of its body, its ``title`` and ``summary`` as
    plain text, and style sheets of its own."""

    name: str
    title: str
    html: str
    styles: tuple[str, ...] = ()
    summary: str = ""


@dataclass(frozen=True)
class Piece:
    """A page of a paper: its ``path``, the rank of its title, and what is changed on it before it is made.
    One without a path is the title of a part, ``words``."""

    path: str
    rank: int
    change: Callable[[Element], None] | None = None
    words: str = ""


# -- what there is


def make_handbook(site: PaperSite) -> Paper:
    """The whole handbook."""
    return _make_book(site, "handbook", site.name, list(_list_handbook(site)), deepest=3)


def make_module(site: PaperSite, module: Entry, view: str) -> Paper:
    """A module with its sessions, as ``view`` has it: for its facilitators, or for its participants."""

    def take_view(tree: Element) -> None:
        for part in [it for it in tree.iter() if isinstance(it.tag, str) and it.get("data-view")]:
            if view not in part.get("data-view").split():
                remove(part)
        for part in find_classes(tree, "hb-handouts-head", "hb-provenance"):
            remove(part)
        tree.set("class", f"{tree.get('class')} paper-sheets")

    pieces = [Piece(module.path, 1)]
    pieces += [Piece(place.path, 1, take_view) for place in list_module_sessions(site.book, module)]
    with use_catalogue(site.catalogue):
        title = (
            _("%(module)s, for facilitators", module=module.title)
            if view == FACILITATOR
            else _("%(module)s, for participants", module=module.title)
        )
    return _make_book(site, f"{_name(module.id)}-{view}", title, pieces, summary=module.summary)


def make_framework(site: PaperSite, framework: Entry) -> Paper:
    """A framework with all its items."""
    pieces = [Piece(framework.path, 1)]
    pieces += [Piece(item.path, 1) for item in site.book.list_items(framework)]
    return _make_book(site, _name(framework.id), framework.title, pieces, summary=framework.summary)


def make_glossary(site: PaperSite) -> Paper:
    """The glossary."""
    title = site.find_title(GLOSSARY)
    return _make_book(site, "glossary", title, [Piece(GLOSSARY, 1)], has_contents=False)


def _name(id: str) -> str:
    return id.replace("/", "-")


def _list_handbook(site: PaperSite) -> Iterator[Piece]:
    """Yield the pieces of the whole handbook in order."""
    used_paths: set[str] = {*NOT_ON_PAPER}
    local = [path for path in site.written if path.startswith("local/")]
    if site.edition and local:
        yield Piece("", 1, words=site.edition.short)
        yield from (Piece(path, 2) for path in local)
    for words, sections in PARTS:
        with use_catalogue(site.catalogue):
            yield Piece("", 1, words=translate_title(words))
        for index, kind in sections:
            has_index = site.has_page(index) and index not in used_paths
            if has_index:
                used_paths.add(index)
                yield Piece(index, 2, _leave_cards if kind else None)
            folder = index.rpartition("/")[0]
            for entry in site.book.records.get(kind, ()) if kind else ():
                yield from _list_record(site, entry, 3 if has_index else 2)
            for path in site.written:
                is_one = path.rpartition("/")[0] == folder and not path.endswith("/index")
                if is_one and path not in used_paths and site.has_page(path):
                    used_paths.add(path)
                    yield Piece(path, 3 if has_index else 2)


def _list_record(site: PaperSite, entry: Entry, rank: int) -> Iterator[Piece]:
    yield Piece(entry.path, rank, _leave_passages if entry.kind == "pathway" else None)
    if entry.kind == "framework":
        yield from (Piece(item.path, rank + 1, _leave_foot) for item in site.book.list_items(entry))
    elif entry.kind == "module":
        yield from (
            Piece(place.path, rank + 1, _leave_room) for place in list_module_sessions(site.book, entry)
        )


def _leave_cards(tree: Element) -> None:
    for cards in find_classes(tree, "hb-cards"):
        remove(cards)


def _leave_passages(tree: Element) -> None:
    """Take away of a pathway the passages of other pages, which stand there: the links say where."""
    for passage in find_classes(tree, "hb-walk__passage"):
        remove(passage)


def _leave_foot(tree: Element) -> None:
    """Take away the foot of an item's page, which says what that of its framework does."""
    for foot in find_classes(tree, "hb-provenance"):
        remove(foot)


def _leave_room(tree: Element) -> None:
    """Take away what of a session is for the room: the view of participants, whose tasks stand in the plan,
    and the slips."""
    for part in find_classes(tree, "hb-view--participants", "hb-handout--slip", "hb-provenance"):
        remove(part)
    for part in find_classes(tree, "hb-handouts-head"):
        if part.find("h2") is not None and part.find("h2").get("id") == "slips":
            remove(part)


# -- how it is put together


def _make_book(
    site: PaperSite,
    name: str,
    title: str,
    pieces: Sequence[Piece],
    *,
    summary: str = "",
    deepest: int = 1,
    has_contents: bool = True,
) -> Paper:
    """A paper of ``pieces``; its contents go down to the rank ``deepest``."""
    outline = Outline(site, frozenset(piece.path for piece in pieces))
    chapters: list[Chapter] = []
    sheets: list[Element | str] = []
    with use_catalogue(site.catalogue):
        for piece in pieces:
            id = name_place(Place(piece.path)) if piece.path else f"part-{len(sheets)}"
            words = piece.words or site.find_title(piece.path)
            if piece.rank <= deepest:
                chapters.append(Chapter(id, words, piece.rank))
            sheets.append(
                make_sheet(outline, piece.path, piece.rank, piece.change)
                if piece.path
                else f'<h1 class="paper-part" id="{id}">{site.renderer.finish(_escape(words))}</h1>'
            )
        settle_links([sheet for sheet in sheets if not isinstance(sheet, str)])
        body = [sheet if isinstance(sheet, str) else write_tree(sheet) for sheet in sheets]
        if outline.numbers:
            chapters.append(Chapter("sources", _("Sources"), 1))
            body.append(_render_sources(site, outline))
        front = [_render_cover(site, title, summary)]
        front += [_render(site, "paper_contents", chapters=chapters)] if has_contents else []
        return Paper(
            name,
            language_marks.strip(title),
            "".join([*front, *body]),
            summary=language_marks.strip(summary),
        )


def _escape(words: str) -> str:
    from markupsafe import escape

    return str(escape(words))


def _render(site: PaperSite, template: str, **values: object) -> str:
    return site.renderer.finish(
        site.renderer.render_template(template, site.renderer.view("index"), **values)
    )


def _render_cover(site: PaperSite, title: str, summary: str) -> str:
    edition = site.edition
    return _render(
        site,
        "paper_cover",
        publisher=site.name,
        title="" if title == site.name else title,
        summary=summary,
        logo=edition.logo.resolve().as_uri() if edition and edition.logo else "",
        logo_text=edition.logo_text if edition else "",
        day=print_day(),
        address=site.address,
    )


def print_day() -> str:
    """The day of the handbook, which the variable ``SOURCE_DATE_EPOCH`` has, in words; empty without it."""
    seconds = os.environ.get(DATE, "")
    return format_day(datetime.fromtimestamp(int(seconds), UTC).date()) if seconds else ""


def _render_sources(site: PaperSite, outline: Outline) -> str:
    entries: Iterable[tuple[int, Entry]] = (
        (number, site.book.resolve(id, "source")) for id, number in outline.numbers.items()
    )
    return _render(site, "paper_sources", sources=list(entries))

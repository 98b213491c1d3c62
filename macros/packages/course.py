"""A course: pages of plain HTML for a learning platform, with their style sheet, pictures and scripts.

A page of many steps is divided: the stops of a pathway are pages of their own, so that a platform can be
told how far its reader is. What is in no package leads to the site, in a tab of its own.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup

from macros.base import language_marks
from macros.i18n.phrases import format_day, use_catalogue
from macros.packages.cleaning import clean, drop_repeated_ids
from macros.packages.epub import LICENCE_NAME, drop_dangling_references
from macros.packages.handbook_pages import HandbookPages
from macros.packages.links import Places, list_ids
from macros.packages.selection import Chapter, Part, Selection
from macros.packages.styles import build_course_style, read_own
from macros.packages.xhtml import drop_odd_characters, find_text, has_class, iterate_with_parents, write_html
from macros.tools.minification import minify_asset

STYLE, PAGE_SCRIPT, PLAYER_SCRIPT, PLAYER = "course.css", "page.js", "player.js", "index.html"


@dataclass(frozen=True)
class CoursePage:
    """A page of a course: its ``file``, its ``title`` (with language marks), the ``path`` of the page of the
    site that it is or is a step of, its tree and language, whether whoever works through the course opens
    it, and how deep it stands in the contents."""

    file: str
    title: str
    path: str
    tree: Element
    language: str
    is_required: bool
    depth: int = 0


@dataclass(frozen=True)
class CoursePart:
    """Pages of a course under a ``title``."""

    title: str
    pages: tuple[CoursePage, ...]


@dataclass(frozen=True)
class Course:
    """A course: what it is about, its parts, and its ``files`` by their places."""

    selection: Selection
    parts: tuple[CoursePart, ...]
    files: dict[str, bytes]

    @property
    def pages(self) -> list[CoursePage]:
        """All its pages, in order."""
        return [page for part in self.parts for page in part.pages]


def build_course(pages: HandbookPages, selection: Selection, has_player: bool, view: str = "") -> Course:
    """The course of the pages of ``selection``. One that ``has_player`` begins with a page that shows the
    others and reports to the platform; in another each page leads to the next. Of pages with views for
    several readers, only what is in ``view``; without one, all. Raises
    :class:`~macros.packages.xhtml.NotWellFormed`."""
    with use_catalogue(pages.catalogue):
        parts = tuple(
            CoursePart(part.title, tuple(_make_pages(pages, part, selection, view)))
            for part in selection.parts
        )
        course = Course(selection, parts, {})
        places = _make_places(pages, course)
        for page in course.pages:
            places.link(page.tree, page.path, page.file)
            drop_dangling_references(page.tree)
            _open_outside_links_in_tabs(page.tree)
        for number, page in enumerate(course.pages):
            course.files[page.file] = _render_page(pages, course, number, has_player)
        course.files[STYLE] = build_course_style(pages).encode()
        course.files[PAGE_SCRIPT] = minify_asset(read_own(PAGE_SCRIPT), PAGE_SCRIPT).encode()
        if has_player:
            course.files[PLAYER_SCRIPT] = minify_asset(read_own(PLAYER_SCRIPT), PLAYER_SCRIPT).encode()
            course.files[PLAYER] = _render(
                pages, "course_player", "index", course=course, title=selection.title
            )
        course.files.update(sorted(places.pictures.items()))
        return course


def _make_pages(pages: HandbookPages, part: Part, selection: Selection, view: str) -> Iterator[CoursePage]:
    for top in part.chapters:
        for chapter in top.walk():
            depth = 0 if chapter is top else 1
            yield from _make_steps(pages, chapter, selection, depth, view)


def _make_steps(
    pages: HandbookPages, chapter: Chapter, selection: Selection, depth: int, view: str
) -> Iterator[CoursePage]:
    """Yield a page, and behind it the steps that are pages of their own."""
    page = pages.render(chapter.path)
    tree = clean(page.html, view)
    is_required = chapter.path in selection.required
    steps = list(_cut_steps(tree)) if is_required else []
    drop_repeated_ids(tree)
    file = f"{chapter.path}.html"
    yield CoursePage(file, chapter.title, chapter.path, tree, page.language, is_required, depth)
    for anchor, title, step in steps:
        place = f"{chapter.path}/{anchor}.html"
        yield CoursePage(place, title, chapter.path, step, page.language, is_required, depth + 1)


def _cut_steps(tree: Element) -> Iterator[tuple[str, str, Element]]:
    """Take the stops out of the ``tree`` of the page of a pathway; a link is left in the place of each. Yield
    its anchor, its title and its own tree."""
    for element, parent in iterate_with_parents(tree):
        anchor = element.get("id")
        if not anchor or not has_class(element, "hb-walk__stop"):
            continue
        title = _make_step_tree(element)
        place = list(parent).index(element)
        parent.remove(element)
        link = Element("p", {"class": "hb-step"})
        SubElement(link, "a", {"href": f"#{anchor}"}).text = title
        link.tail, element.tail = element.tail, None
        parent.insert(place, link)
        step = Element("div")
        step.append(element)
        yield anchor, title, step


def _make_step_tree(element: Element) -> str:
    """Make of a step what can be a page, whose heading is of the first rank. Gives the title."""
    heading = next((part for part in element.iter() if part.tag in ("h2", "h3")), None)
    if heading is None:
        return "-"
    title = find_text(heading)
    rank = int(heading.tag[1])
    for part in element.iter():
        if part.tag in ("h2", "h3", "h4", "h5", "h6"):
            part.tag = f"h{max(1, int(part.tag[1]) - rank + 1)}"
    return title or "-"


def _make_places(pages: HandbookPages, course: Course) -> Places:
    files: dict[str, str] = {}
    moved: dict[tuple[str, str], str] = {}
    for page in course.pages:
        if page.file == f"{page.path}.html":
            files[page.path] = page.file
        else:
            moved |= {(page.path, identifier): page.file for identifier in list_ids(page.tree)}
    anchors = {page.file: list_ids(page.tree) for page in course.pages}
    return Places(files, pages.locate, pages.read_file, moved, anchors)


def _open_outside_links_in_tabs(tree: Element) -> None:
    for link in tree.iter("a"):
        if (link.get("href") or "").startswith(("http://", "https://")):
            link.set("target", "_blank")
            link.set("rel", "noopener noreferrer")


def _render_page(pages: HandbookPages, course: Course, number: int, has_player: bool) -> bytes:
    page = course.pages[number]
    neighbours = {"previous": course.pages[number - 1] if number else None}
    neighbours["next"] = course.pages[number + 1] if number + 1 < len(course.pages) else None
    folder = posixpath.dirname(page.file)
    return _render(
        pages,
        "course_page",
        page.path,
        page=page,
        body=Markup(write_html(page.tree)),
        root="../" * page.file.count("/"),
        address=pages.locate(page.path),
        has_player=has_player,
        ways={
            name: (posixpath.relpath(other.file, folder), other.title)
            for name, other in neighbours.items()
            if other and not has_player
        },
    )


def _render(pages: HandbookPages, template: str, path: str, **values: object) -> bytes:
    """A page made with a ``template``."""
    html = pages.renderer.render_template(
        template,
        pages.renderer.view(path),
        site=pages.name,
        edition=pages.edition,
        language_tag=pages.language,
        english=None if pages.catalogue.is_english else language_marks.ENGLISH,
        day=format_day(pages.publication.generated.date()),
        licence=LICENCE_NAME,
        **values,
    )
    return drop_odd_characters(pages.renderer.finish(html)).encode()

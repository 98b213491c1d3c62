"""The handbook, or a part of it, as a book: EPUB 3 (https://www.w3.org/TR/epub-33/).

A book has a cover, a title page, the chapters of a :class:`~macros.packages.selection.Selection`, and a table
of contents with its parts.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import uuid5
from xml.etree.ElementTree import Element, SubElement

from macros.base import language_marks
from macros.base.zip_files import write_zip
from macros.exports.publication import LICENCE, NAMESPACE
from macros.i18n.phrases import _, format_day, ngettext, use_catalogue
from macros.packages.cleaning import clean, drop_repeated_ids, drop_second_sizes, open_folds
from macros.packages.cover import draw_cover
from macros.packages.documents import add, clean_text, write_page, write_xml
from macros.packages.handbook_pages import HandbookPages
from macros.packages.links import PICTURES, Places, list_ids
from macros.packages.selection import Chapter, Selection
from macros.packages.styles import build_book_style

MIMETYPE = "application/epub+zip"
FOLDER = "EPUB"
STYLE, COVER = "book.css", "cover.svg"
COVER_PAGE, TITLE_PAGE, CONTENTS = "cover.xhtml", "title.xhtml", "nav.xhtml"
LICENCE_NAME = "CC BY 4.0"
AUTHORS = "The Clinical Leadership Handbook contributors"
XHTML = "application/xhtml+xml"
# Attributes of HTML and SVG that EPUB's schemas do not know.
_UNKNOWN = frozenset({"focusable", "fetchpriority", "decoding", "spellcheck", "data-label", "data-grade"})
_ROLES_OF_PICTURES = ("application", "document", "img")  # That EPUB's schema lets a picture have.


@dataclass(frozen=True)
class BookPage:
    """A page of a book: its ``file``, its ``title``, its tree and its language."""

    file: str
    title: str
    tree: Element
    language: str


def write_book(pages: HandbookPages, selection: Selection, edition_line: str = "") -> bytes:
    """The bytes of a book. ``edition_line`` says which edition of the handbook it is; may be empty. Raises
    :class:`~macros.packages.xhtml.NotWellFormed`."""
    return write_zip(list_files(pages, selection, edition_line), stored=("mimetype",))


def list_files(
    pages: HandbookPages, selection: Selection, edition_line: str = ""
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a book by their places, the first as EPUB has it."""
    with use_catalogue(pages.catalogue):
        places = Places(
            {chapter.path: f"{chapter.path}.xhtml" for chapter in selection.chapters},
            pages.locate,
            pages.read_file,
        )
        book_pages = [_make_page(pages, chapter, places) for chapter in selection.chapters]
        places.anchors = {page.file: list_ids(page.tree) for page in book_pages}
        for chapter, page in zip(selection.chapters, book_pages, strict=True):
            places.link(page.tree, chapter.path, page.file)
            drop_dangling_references(page.tree)
        contents = dict(_write_front(pages, selection, edition_line))
        contents |= {page.file: _write_page(page) for page in book_pages}
        contents |= places.pictures
        with_pictures = [page.file for page in book_pages if any(e.tag == "svg" for e in page.tree.iter())]
        yield "mimetype", MIMETYPE.encode()
        yield "META-INF/container.xml", _write_container()
        reading_order = [COVER_PAGE, TITLE_PAGE, CONTENTS, *(page.file for page in book_pages)]
        package = _write_package(pages, selection, edition_line, list(contents), reading_order, with_pictures)
        yield f"{FOLDER}/package.opf", package
        for place, content in contents.items():
            yield f"{FOLDER}/{place}", content


def _make_page(pages: HandbookPages, chapter: Chapter, places: Places) -> BookPage:
    page = pages.render(chapter.path)
    tree = clean(page.html)
    open_folds(tree)
    drop_second_sizes(tree)
    drop_repeated_ids(tree)
    for element in tree.iter():
        for name in _UNKNOWN.intersection(element.attrib):
            del element.attrib[name]
        if element.tag == "svg" and element.get("role") not in (None, *_ROLES_OF_PICTURES):
            element.set("role", "document")
    return BookPage(places.files[chapter.path], page.title, tree, page.language)


def drop_dangling_references(tree: Element) -> None:
    """Take away the names of elements that are not on the page, now that some went: in ``aria-labelledby``
    and its like."""
    ids = list_ids(tree)
    for element in tree.iter():
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "headers", "for"):
            if (value := element.get(name)) is not None:
                left = [identifier for identifier in value.split() if identifier in ids]
                element.attrib.pop(name)
                if left:
                    element.set(name, " ".join(left))


def _write_page(page: BookPage) -> bytes:
    style = posixpath.relpath(STYLE, posixpath.dirname(page.file) or ".")
    return write_page(page.title, page.tree, page.language, style)


# -- what stands before the chapters


def find_title(pages: HandbookPages, selection: Selection) -> str:
    """What a book is called."""
    return selection.title if not selection.id else f"{selection.title} – {pages.name}"


def _write_front(
    pages: HandbookPages, selection: Selection, edition_line: str
) -> Iterator[tuple[str, bytes]]:
    title = find_title(pages, selection)
    yield STYLE, build_book_style(pages).encode()
    yield COVER, draw_cover(pages, clean_text(selection.title), format_plain_day(pages))
    body = Element("body", {"class": "book-cover", "epub:type": "cover"})
    SubElement(body, "img", {"src": COVER, "alt": _plain(_("Cover: %(title)s", title=title))})
    yield COVER_PAGE, write_page(_plain(_("Cover")), body, pages.language, STYLE)
    yield TITLE_PAGE, _write_title_page(pages, selection, edition_line)
    yield CONTENTS, _write_contents(pages, selection)


def _write_title_page(pages: HandbookPages, selection: Selection, edition_line: str) -> bytes:
    body = Element("body", {"epub:type": "titlepage"})
    section = SubElement(body, "section", {"class": "book-title"})
    add(section, "h1", selection.title, **_lang(selection.title, pages))
    if selection.id:
        add(section, "p", _("From: %(handbook)s", handbook=pages.name))
    if edition_line:
        add(section, "p", edition_line, **_lang(edition_line, pages))
    if pages.edition:
        line = _(
            "An edition of the Clinical Leadership Handbook for %(place)s."
            " What is marked as local is its own.",
            place=pages.edition.short,
        )
        add(section, "p", line)
    add(section, "p", _("Made on %(day)s.", day=format_plain_day(pages)))
    count = len(selection.chapters)
    add(section, "p", ngettext("%(num)s page of the site.", "%(num)s pages of the site.", count))
    if pages.address:
        _add_linked(section, _("The site also has tools and forms:"), pages.address, pages.address)
    _add_linked(section, _("Text of the handbook:"), LICENCE_NAME, LICENCE)
    return write_page(selection.title, body, pages.language, STYLE)


def _add_linked(section: Element, words: str, link: str, address: str) -> None:
    """A paragraph with a link behind its ``words``."""
    paragraph = add(section, "p", words)
    paragraph.text = f"{paragraph.text} "
    add(paragraph, "a", link, href=address)


def _write_contents(pages: HandbookPages, selection: Selection) -> bytes:
    body = Element("body")
    nav = SubElement(body, "nav", {"epub:type": "toc", "id": "toc", "role": "doc-toc"})
    add(nav, "h1", _("Contents"))
    top = SubElement(nav, "ol")
    for part in selection.parts:
        item = SubElement(top, "li")
        if len(selection.parts) == 1:
            top.remove(item)
            _list_chapters(top, part.chapters, pages)
            continue
        add(item, "span", part.title, **_lang(part.title, pages))
        _list_chapters(SubElement(item, "ol"), part.chapters, pages)
    landmarks = SubElement(body, "nav", {"epub:type": "landmarks", "hidden": "hidden"})
    add(landmarks, "h2", _("Places in the book"))
    first = selection.chapters[0].path if selection.chapters else "title"
    marks = SubElement(landmarks, "ol")
    for kind, file, title in (
        ("cover", COVER_PAGE, _("Cover")),
        ("toc", CONTENTS, _("Contents")),
        ("bodymatter", f"{first}.xhtml", _("First page")),
    ):
        SubElement(SubElement(marks, "li"), "a", {"epub:type": kind, "href": file}).text = clean_text(title)
    return write_page(_("Contents"), body, pages.language, STYLE)


def _list_chapters(parent: Element, chapters: Iterable[Chapter], pages: HandbookPages) -> None:
    for chapter in chapters:
        item = SubElement(parent, "li")
        add(item, "a", chapter.title or "-", href=f"{chapter.path}.xhtml", **_lang(chapter.title, pages))
        if chapter.below:
            _list_chapters(SubElement(item, "ol"), chapter.below, pages)


def _lang(text: str, pages: HandbookPages) -> dict[str, str]:
    """The attribute that says that a text is in English, where the book around it is not."""
    is_phrase = pages.catalogue.is_english or text.startswith("\ue000")
    return {} if is_phrase else {"lang": language_marks.ENGLISH}


def _plain(text: str) -> str:
    return clean_text(text)


def format_plain_day(pages: HandbookPages) -> str:
    """The day on which the package was made, in words."""
    return clean_text(format_day(pages.publication.generated.date()))


# -- the package


def _write_container() -> bytes:
    root = Element(
        "container", {"version": "1.0", "xmlns": "urn:oasis:names:tc:opendocument:xmlns:container"}
    )
    files = SubElement(root, "rootfiles")
    media_type = "application/oebps-package+xml"
    SubElement(files, "rootfile", {"full-path": f"{FOLDER}/package.opf", "media-type": media_type})
    return write_xml(root)


def _write_package(
    pages: HandbookPages,
    selection: Selection,
    edition_line: str,
    files: list[str],
    reading_order: list[str],
    with_pictures: list[str],
) -> bytes:
    root = Element(
        "package",
        {
            "xmlns": "http://www.idpf.org/2007/opf",
            "version": "3.0",
            "unique-identifier": "book-id",
            "xml:lang": pages.language,
        },
    )
    _add_metadata(root, pages, selection, edition_line)
    manifest = SubElement(root, "manifest")
    numbers = {file: f"f{number}" for number, file in enumerate(files, 1)}
    for file in files:
        item = {"id": numbers[file], "href": file, "media-type": _find_media_type(file)}
        marks = {CONTENTS: "nav", COVER: "cover-image", **dict.fromkeys(with_pictures, "svg")}
        if file in marks:
            item["properties"] = marks[file]
        SubElement(manifest, "item", item)
    spine = SubElement(root, "spine")
    for file in reading_order:
        SubElement(spine, "itemref", {"idref": numbers[file]})
    return write_xml(root)


def _find_media_type(file: str) -> str:
    ending = posixpath.splitext(file)[1].lower()
    return {".xhtml": XHTML, ".css": "text/css", **PICTURES}[ending]


def _add_metadata(root: Element, pages: HandbookPages, selection: Selection, edition_line: str) -> None:
    metadata = SubElement(root, "metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"})
    publication = pages.publication
    owner = pages.edition.id if pages.edition else ""
    identifier = uuid5(NAMESPACE, f"{owner}:book:{selection.kind}:{selection.id}")
    add(metadata, "dc:identifier", f"urn:uuid:{identifier}", id="book-id")
    add(metadata, "dc:title", find_title(pages, selection), id="title")
    add(metadata, "meta", "main", refines="#title", property="title-type")
    if edition_line:
        add(metadata, "dc:title", edition_line, id="edition")
        add(metadata, "meta", "edition", refines="#edition", property="title-type")
    languages = dict.fromkeys([pages.language, language_marks.ENGLISH])
    for language in languages:
        add(metadata, "dc:language", language)
    add(metadata, "dc:creator", AUTHORS)
    if pages.edition:
        add(metadata, "dc:publisher", pages.edition.short)
    if summary := selection.entry.summary if selection.entry else "":
        add(metadata, "dc:description", summary)
    add(metadata, "dc:date", f"{publication.generated:%Y-%m-%d}")
    add(metadata, "dc:rights", f"{LICENCE_NAME}, {LICENCE}")
    if pages.address:
        add(metadata, "dc:source", pages.address)
    add(metadata, "meta", publication.stamp, property="dcterms:modified")
    for name, value in (
        ("accessMode", "textual"),
        ("accessMode", "visual"),
        ("accessModeSufficient", "textual"),
        ("accessibilityFeature", "alternativeText"),
        ("accessibilityFeature", "readingOrder"),
        ("accessibilityFeature", "structuralNavigation"),
        ("accessibilityFeature", "tableOfContents"),
        ("accessibilityHazard", "none"),
    ):
        add(metadata, "meta", value, property=f"schema:{name}")
    summary = _(
        "Text can be enlarged and read aloud in order; headings, tables and lists are marked as such, and"
        " pictures are described in words. It has not been certified."
    )
    add(metadata, "meta", summary, property="schema:accessibilitySummary")

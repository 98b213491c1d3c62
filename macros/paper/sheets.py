"""A page of the site made into a piece of paper: without what is pressed or filled in, with every fold open,
and with links that lead to another place of the same paper.

It is read into a tree (lxml), for what is taken out or moved stands at any depth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from typing import Any

from lxml import html as lxml_html

from macros.base import language_marks
from macros.i18n.phrases import _
from macros.paper.pdf import PAGE_OF
from macros.paper.site import PaperSite, Place

Element = Any  # Of lxml, which has no types.

# What only a screen has use for, by element and by class.
_NOT_PRINTED = (
    "button",
    "script",
    "style",
    "form",
    "input",
    "select",
    "template",
    "noscript",
    "nav",
    "dialog",
)
_CLASSES_NOT_PRINTED = (
    "hb-print",
    "hb-copy",
    "hb-next",
    "hb-keep",
    "hb-views",
    "hb-views__lead",
    "hb-views__papers",
    "hb-filter",
    "hb-letters",
    "hb-figure--narrow",
    "hb-visually-hidden",
    "hb-actions",
    "hb-session__print",
    "hb-provenance__embed",
    "hb-session__ways",
    "hb-timetable__start",
    "hb-timetable__sum",
    "hb-hero__search",
    "hb-tool",
    "hb-review",
    "hb-ref__in",
    "hb-embed-builder",
    "hb-toc",
)
# Folds that need no word of their own when they are open.
_SILENT_FOLDS = ("hb-connections", "hb-sources-fold", "hb-handout__envelope")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SLUG = re.compile(r"[^a-z0-9]+")
MARK = "\ue030"  # Stands for a number in a phrase: a private character, which no text holds.
LETTERS_OF_A_PAGE = 3000
SOURCES = "reference/sources"


@dataclass
class Outline:
    """What a paper knows while its pages are made: ``paths`` are those of its pages, and ``numbers`` has
    those of the sources, in the order in which they are first cited."""

    site: PaperSite
    paths: Container[str]
    numbers: dict[str, int] = field(default_factory=dict)

    def number_source(self, id: str) -> int:
        """The number of a source in the list at the end."""
        return self.numbers.setdefault(id, len(self.numbers) + 1)


def name_place(place: Place) -> str:
    """The id at which a place of the handbook stands in a paper."""
    slug = _SLUG.sub("-", place.path.lower())
    return f"{slug}--{place.anchor}" if place.anchor else slug


def read_tree(html: str) -> Element:
    """``html`` as a tree under one element."""
    return lxml_html.fragment_fromstring(html, create_parent="div")


def write_tree(tree: Element) -> str:
    """The HTML of a tree."""
    text: str = lxml_html.tostring(tree, encoding="unicode")
    return text


def make_sheet(
    outline: Outline, path: str, depth: int, change: Callable[[Element], None] | None = None
) -> Element:
    """The page at ``path`` as an ``article`` for paper. Its title is a heading of rank ``depth``, and its
    sections follow from there. ``change`` does to it beforehand what one kind of paper asks for. Links lead
    to places of which it is not known yet whether they are there: :func:`settle_links`."""
    tree = read_tree(outline.site.render(path))
    tree.tag = "article"
    tree.set("class", "paper-page")
    if change:
        change(tree)
    _strip(tree)
    _open_folds(tree)
    _thin_connections(tree)
    describe_pictures(tree)
    _shorten_sources(outline, tree, path)
    _join_links(outline, tree, path)
    _rename_ids(tree, path)
    _rank_headings(tree, depth)
    outline.site.drawings.paint(tree)
    return tree


def remove(element: Element) -> None:
    """Take an element out of its tree, and leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def find_classes(tree: Element, *names: str) -> list[Element]:
    """The elements of a tree that have one of the classes ``names``."""
    return [it for it in tree.iter() if isinstance(it.tag, str) and {*names} & {*it.get("class", "").split()}]


def _strip(tree: Element) -> None:
    """Take out what is pressed, filled in or only heard, and the attributes of scripts."""
    lists_of_links = [it for it in find_classes(tree, "hb-provenance") for it in _list_edit_lines(it)]
    hidden = [it for it in tree.iter() if isinstance(it.tag, str) and it.get("hidden") is not None]
    for element in [
        *tree.iter(*_NOT_PRINTED),
        *find_classes(tree, *_CLASSES_NOT_PRINTED),
        *hidden,
        *lists_of_links,
        *[fold for fold in tree.iter("details") if find_classes(fold, "hb-coverage")],
    ]:
        remove(element)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        for name in [
            name for name in element.attrib if name.startswith(("data-", "aria-")) or name == "style"
        ]:
            del element.attrib[name]
    for comment in [it for it in tree.iter() if not isinstance(it.tag, str)]:
        remove(comment)


def _list_edit_lines(foot: Element) -> list[Element]:
    """The lines at the foot of a page that lead to its files and to forms: all but its history."""
    return [
        it for it in foot.iterchildren("p") if it.find(".//code") is not None or not it.text_content().strip()
    ]


def _open_folds(tree: Element) -> None:
    for fold in list(tree.iter("details")):
        fold.tag = "div"
        for summary in fold.findall("summary"):
            if {*_SILENT_FOLDS} & {*fold.get("class", "").split()}:
                remove(summary)
            else:
                summary.tag = "p"
                summary.set("class", "paper-fold")
                summary.attrib.pop("id", None)


def _thin_connections(tree: Element) -> None:
    """Leave of how a page is connected what it links to itself: what links to it says so there."""
    for part in find_classes(tree, "hb-connections__groups"):
        for group in part.iterchildren("div"):
            title = group.find("h3")
            if title is not None and title.get("id", "").startswith("from-"):
                remove(group)
            elif title is not None:
                title.tag = "p"
                title.set("class", "hb-label")
        for line in find_classes(part, "hb-ref__says"):
            remove(line)
        if not len(part):
            fold = part.getparent()
            heading = fold.getprevious()
            if heading is not None and heading.get("id") == "connections":
                remove(heading)
            remove(fold)


def _shorten_sources(outline: Outline, tree: Element, path: str) -> None:
    """Put citations with their numbers in the place of the references under a page, which stand once, in the
    list at the end."""
    for line in [it for part in find_classes(tree, "hb-sources") for it in part.iterchildren("li")]:
        links = [outline.site.read_address(path, link.get("href", "")) for link in line.iter("a")]
        ids = [place.anchor for place in links if place and place.path == SOURCES]
        if not ids or not (entry := outline.site.book.get(ids[-1], "source")):
            continue
        supports = find_classes(line, "hb-sources__supports")
        line.clear()
        link = lxml_html.Element(
            "a", {"href": f"{_way_up(path)}{SOURCES}.html#{entry.id}", "class": "hb-cite"}
        )
        link.text = outline.site.renderer.cite(entry)
        line.append(link)
        for part in supports:
            link.tail = " "
            part.tail = None
            line.append(part)


def _way_up(path: str) -> str:
    return "../" * path.count("/")


def _join_links(outline: Outline, tree: Element, path: str) -> None:
    """Let links lead to places in the paper, or to the published site where that is known; else only their
    words are left. A citation gets its number."""
    site = outline.site
    for link in list(tree.iter("a")):
        address = link.get("href")
        place = site.read_address(path, address) if address is not None else None
        if place is None:
            if address is None or not address.startswith(("https:", "http:", "mailto:", "tel:")):
                link.drop_tag()
            continue
        for name in [name for name in link.attrib if name not in ("class", "id", "lang")]:
            del link.attrib[name]
        if place.path == SOURCES and site.book.get(place.anchor, "source"):
            _number_citation(outline, link, place.anchor)
        elif place.path in outline.paths and not place.query:
            link.set("href", f"#{name_place(place)}")
            is_near = place.path == path or _is_inside(link, "table", "svg", *_HEADINGS)
            link.set("class", f"{link.get('class', '')} {'paper-near' if is_near else 'paper-ref'}".strip())
        elif public := site.find_public_address(place):
            link.set("href", public)
        elif link.get("id"):
            link.tag = "span"
        else:
            link.drop_tag()


def _number_citation(outline: Outline, link: Element, id: str) -> None:
    entry = outline.site.book.resolve(id, "source")
    number = outline.number_source(entry.id)
    link.set("href", f"#source-{entry.id}")
    link.set("class", "hb-cite")
    mark = lxml_html.Element("span", {"class": "paper-number"})
    mark.text = f"\u00a0[{number}]"
    link.append(mark)


def _is_inside(element: Element, *tags: str) -> bool:
    return any(above.tag in tags for above in element.iterancestors())


def _rename_ids(tree: Element, path: str) -> None:
    """Give every id the name of its page before it; the title has that of the page."""
    tree.set("id", name_place(Place(path)))
    for element in tree.iter():
        if isinstance(element.tag, str) and element is not tree and (id := element.get("id")):
            element.set("id", name_place(Place(path, id)))


def _rank_headings(tree: Element, depth: int) -> None:
    """Shift headings so that the title of the page has the rank ``depth``. How they look goes by their own
    rank on the page, which is their class."""
    for heading in list(tree.iter(*_HEADINGS)):
        rank = int(heading.tag[1])
        heading.set("class", f"{heading.get('class', '')} rank-{rank}".strip())
        heading.tag = f"h{min(6, rank + depth - 1)}"


def describe_pictures(tree: Element) -> None:
    """Put title and description of a drawing into its title, which alone is read out on paper."""
    for picture in list(tree.iter("svg")):
        title, words = picture.find("title"), picture.find("desc")
        if title is None:
            title = lxml_html.Element("title")
            title.text = _("Picture")
            picture.insert(0, title)
        if words is not None:
            title.text = f"{(title.text or '').rstrip('.')}. {words.text or ''}".strip()
            remove(words)
        links = list(picture.iter("a"))
        for link in links:
            link.tag = "g"
            link.attrib.pop("href", None)
        if links and (caption := _find_caption(picture)) is not None:
            remove(caption)  # It says that the segments are links.
    for picture in tree.iter("img"):
        if not picture.get("alt"):
            picture.set("alt", _("Picture"))


def _find_caption(picture: Element) -> Element | None:
    figure = picture.getparent()
    return figure.find("figcaption") if figure is not None and figure.tag == "figure" else None


def settle_links(sheets: list[Element]) -> None:
    """Let links to ids that are not in any of the ``sheets`` lead to the page that they would be on, and take
    the second of two equal ids away. Each link to another page is followed by the number of that
    (:data:`macros.paper.pdf.PAGE_OF`), for which as much room is left as it will take."""
    known: set[str] = set()
    for tree in sheets:
        for element in tree.iter():
            if isinstance(element.tag, str) and (id := element.get("id")):
                if id in known:
                    del element.attrib["id"]
                known.add(id)
    for tree in sheets:
        for link in list(tree.iter("a")):
            target = link.get("href", "")
            if target.startswith("#") and target[1:] not in known:
                page = target[1:].partition("--")[0]
                if page in known:
                    link.set("href", f"#{page}")
                else:
                    link.drop_tag()
    before, _mark, after = _("(page %(number)s)", number=MARK).partition(MARK)
    places = _estimate_pages(sheets)
    for tree in sheets:
        for link in find_classes(tree, "paper-ref"):
            target = link.get("href", "")[1:]
            room = "0" * len(str(places.get(target.partition("--")[0], 100)))
            words = lxml_html.Element("span", {"class": "paper-at"})
            words.text = f"\u00a0{language_marks.strip(before)}"
            number = lxml_html.Element("span", {PAGE_OF: target})
            number.text, number.tail = room, language_marks.strip(after)
            words.append(number)
            link.append(words)


def _estimate_pages(sheets: list[Element]) -> dict[str, int]:
    """About the number of the page on which each sheet begins, by its id, rather too high."""
    places: dict[str, int] = {}
    page = 4.0
    for tree in sheets:
        places[tree.get("id")] = int(page * 1.1)
        page += 0.5 + len(tree.text_content()) / LETTERS_OF_A_PAGE
    return places

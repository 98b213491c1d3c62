"""Embeds: every record, session, main view and tool as a page that another site can show in a frame, at
``embed/<kind>/<id>/``.

The content is not rendered again. The ``article`` is cut out of the finished page, its links lead to other
embeds or open in a new tab, and it is put into ``templates/embed.html``, without header, menu and footer. A
fold with ``data-page-only`` is left to the full page, and what it says of itself is a link to that.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from macros.addresses.asset_names import find_place
from macros.addresses.urls import Urls
from macros.base.html import Tag, change_scripts, change_tags, cut_out, read_tag
from macros.curriculum.sessions import list_sessions
from macros.i18n.phrases import _
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework
from macros.rendering.page_styles import list_marks, list_styles

if TYPE_CHECKING:
    from macros.rendering.renderer import Renderer
    from macros.rendering.view import View

EMBED_FOLDER = "embed"
# The names that front matter may give a page as ``embed``, each with its page in the national handbook.
VIEW_PATHS = {
    "view/coverage": "coverage",
    "view/pathways": "pathways/index",
    "view/cases": "cases/index",
    "view/crosswalks": "crosswalks/explorer",
    "tool/self-assessment": "tools/self-assessment",
    "tool/plan": "tools/plan",
    "tool/my-handbook": "tools/my-handbook",
}
# Scripts below assets/js that every embed loads, beside those that View.require_script notes for its page:
# the words of scripts, and one that joins the others (macros.mkdocs_site.page_files).
SCRIPTS = ("shell/i18n", "embed")
FILE_ELEMENTS = ("img", "source", "video", "audio", "track")  # They show or play a file.
READING_MARK_ATTRIBUTES = (
    "data-mark",
    "data-root",
    "data-log",
    "data-scripts",
)  # Attributes for reading_marks.js, which no embed loads.
# A relative address among data of a page, which are JSON.
_ADDRESS = re.compile(r'"(\.\./[^"]*)"')
_LINK = re.compile(r"<a (?=[^<>]*\bhref=)[^<>]*>")
_PAGE_ONLY = re.compile(r' data-page-only="([^"]+)"')  # Of a fold; it names the heading above.
_TO_FULL_PAGE = "data-to-full-page"  # Of a link, until it is rewritten.
_ARTICLE = "\ue010"  # Stands for the article in the template: a private character, which no text holds.


@dataclass(frozen=True)
class FinishedPage:
    """A finished page of the site, from which its embed is made. ``canonical`` is its full address, empty
    where that of the site is not known; ``scripts`` the tool whose scripts it loads."""

    path: str
    html: str
    title: str
    description: str = ""
    canonical: str = ""
    scripts: str | None = None
    entry: Entry | None = None


class Embeds:
    """Renders the embeds of one site. ``view_paths`` are the paths of the pages that are main views or tools:
    ``{"view/coverage": "coverage"}``."""

    def __init__(self, renderer: Renderer, view_paths: Mapping[str, str], site: Mapping[str, Any]):
        """``site`` has ``name``, ``lang`` (of the interface) and ``css`` (further style sheets, such as an
        edition's, by their places in ``docs``)."""
        self.renderer, self.urls, self.site = renderer, renderer.urls, site
        self.view_paths = {name: view_paths[name] for name in VIEW_PATHS if name in view_paths}
        self.places = {
            entry.page_path: build_entry_place(entry) for entry in list_embedded_entries(renderer.book)
        }
        self.places |= {path: f"{EMBED_FOLDER}/{name}" for name, path in self.view_paths.items()}
        self.former_places: dict[str, list[str]] = {}
        for path, entry in list_former_places(renderer.book):
            self.former_places.setdefault(entry.page_path, []).append(path)
        # The tags of links as they are in embeds, by the tags on the pages. Each dictionary is for the pages
        # and embeds from which the ways to the root are the same.
        self._known_links: dict[tuple[str, str], dict[str, str]] = {}
        self.embed_urls = {self.urls.page(path): self.urls.page(place) for path, place in self.places.items()}

    def __repr__(self) -> str:
        return f"<Embeds of {len(self.places)} pages>"

    def render_files(self, page: FinishedPage) -> Iterator[tuple[str, str]]:
        """Yield each file that is made from ``page``, as its path in the site and its text: the embed, the
        same under every former id, and the wheel of a framework. Nothing for a page without an embed."""
        if page.path not in self.places:
            return
        article = cut_out(page.html, "article")[1]
        before, _contents, after = cut_out(
            article, "details", ' class="hb-toc hb-toc--details" id="hb-contents"'
        )
        article = _leave_folds_to_page(before + after.lstrip())
        for place in (self.places[page.path], *self.former_places.get(page.path, ())):
            yield self._build_file_path(place), self.render(page, place, article)
        framework = page.entry.head if page.entry else None
        if page.entry and isinstance(framework, CompetencyFramework) and framework.items:
            place = f"{EMBED_FOLDER}/wheel/{page.entry.id}"
            wheel = self.renderer.render_template(
                "embed_wheel", self.renderer.view(page.path, page.entry), entry=page.entry
            )
            start = article[: article.index(">") + 1]
            yield (
                self._build_file_path(place),
                self.render(page, place, f"{start}\n{self.renderer.finish(wheel)}\n</article>"),
            )

    def render(self, page: FinishedPage, place: str, article: str) -> str:
        """The HTML of the embed at ``place``, with the ``article`` of ``page``, whose links are rewritten."""
        root = self.urls.to_root(place)
        view = self.renderer.view(page.path, page.entry)
        facts = view.list_card_facts(page.entry) if page.entry else []
        page_address = root + self.urls.page(page.path)
        shell = self.renderer.render_template(
            "embed",
            self.renderer.view(place),
            root=root,
            article=_ARTICLE,
            title=page.title,
            page_address=page_address,
            canonical=page.canonical or page_address,
            site=self.site,
            facts=facts,
            description="" if page.entry else page.description,
            tools=page.scripts,
            tool_map=json.dumps(self.build_tool_map()) if page.scripts else "",
            styles=[
                root + find_place(path, self.renderer.assets)
                for path in (*self._list_styles(page, article), *self.site["css"])
            ],
            scripts=[root + path for path in self._list_scripts(page)],
            boot=root + self._find_asset("js", "shell/boot"),
        )
        return str(self.renderer.finish(shell)).replace(
            _ARTICLE, self.rewrite_article(article, page.path, place), 1
        )

    def rewrite_article(self, article: str, path: str, place: str) -> str:
        """The ``article`` of the page at ``path`` with its addresses rewritten for the embed at ``place``."""
        addresses = _Addresses(self.urls, self.embed_urls, path, place)
        html = change_tags(article, ("p",), _remove_reading_mark, holding="data-mark").replace(
            f'data-root="{addresses.page_root}"', f'data-root="{addresses.root}"'
        )
        html = addresses.rewrite_links(
            html, self._known_links.setdefault((addresses.page_root, addresses.root), {})
        )
        html = change_tags(html, FILE_ELEMENTS, addresses.rewrite_file_element)
        if "application/json" in html:
            html = change_scripts(html, "application/json", addresses.rewrite_data)
        return html

    def build_tool_map(self) -> dict[str, dict[str, str]]:
        """The data with which the tools' links stay in the frame: the kind of the records in each section
        (``kinds``), and the embed of each view by the address of its page (``pages``), both from the root."""
        kinds = {
            self.renderer.book.get_kind(entry).section: entry.kind
            for records in self.renderer.book.records.values()
            for entry in records[:1]
        }
        return {
            "kinds": kinds,
            "pages": {
                self.urls.page(path): self.urls.page(f"{EMBED_FOLDER}/{name}")
                for name, path in self.view_paths.items()
            },
        }

    def _find_asset(self, folder: str, name: str) -> str:
        return find_place(f"assets/{folder}/{name}.{folder}", self.renderer.assets)

    def _list_styles(self, page: FinishedPage, article: str) -> Iterator[str]:
        yield "assets/css/site.css"
        yield from list_styles(list_marks(article))
        if page.scripts:
            yield "assets/css/tools.css"
        yield "assets/css/embed.css"

    def _list_scripts(self, page: FinishedPage) -> Iterator[str]:
        if self.renderer.language != "en":
            yield self._find_asset("js", "dictionary")
        for name in (*SCRIPTS, *sorted(self.renderer.page_scripts.get(page.path, ()))):
            yield self._find_asset("js", name)
        if page.scripts:
            yield find_place("assets/data/handbook.js", self.renderer.assets)
            yield from (
                find_place(path, self.renderer.assets) for path in self.renderer.tool_scripts[page.scripts]
            )

    def _build_file_path(self, place: str) -> str:
        return self.urls.page(place) + ("index.html" if self.urls.folders else "")


class _Addresses:
    """The addresses on one page as they are in one embed of it. ``page_root`` and ``root`` are the ways from
    the page and from the embed to the site's root."""

    def __init__(self, urls: Urls, embed_urls: Mapping[str, str], path: str, place: str):
        self.page_root, self.root = urls.to_root(path), urls.to_root(place)
        self._embed_urls = embed_urls
        self._folder, self._page_address = posixpath.dirname(urls.page(path)), self.root + urls.page(path)
        self._urls: dict[str, str] = {}  # From the site's root, by the relative address on the page.

    def rewrite_href(self, href: str) -> tuple[str, bool]:
        """The address of a link in the embed, and whether it opens in the frame."""
        if href.startswith("#") or not href:
            return href, True
        if _has_scheme_or_host(href):
            return href, href.startswith(("mailto:", "tel:"))
        cut = min((at for at in map(href.find, "?#") if at >= 0), default=len(href))
        target, rest = href[:cut], href[cut:]
        if target not in self._urls:
            self._urls[target] = self._make_absolute(target)
        url = self._urls[target]
        return (
            (self.root + self._embed_urls[url] + rest, True)
            if url in self._embed_urls
            else (self.root + url + rest or "./", False)
        )

    def rewrite_links(self, html: str, known: dict[str, str]) -> str:
        """``html`` with the tags of its links rewritten. ``known`` are tags that were rewritten for this page
        or for others from which the ways to the root are the same, and takes those that are found here."""
        from_root = re.compile(rf' href="{re.escape(self.page_root)}(?!\.\./)') if self.page_root else None

        def rewrite(match: re.Match[str]) -> str:
            if (new := known.get(match[0])) is None:
                new = str(self.rewrite_link(read_tag(match[0])))
                if from_root and from_root.search(match[0]):
                    known[match[0]] = new
            return new

        return _LINK.sub(rewrite, html)

    def rewrite_link(self, tag: Tag) -> Tag:
        """An ``a`` element's tag; one that leaves the frame opens in a tab."""
        href = tag.attributes["href"] or ""
        if _TO_FULL_PAGE in tag.attributes:
            del tag.attributes[_TO_FULL_PAGE]
            tag.attributes["href"], stays_in_frame = self._page_address + href, False
        else:
            tag.attributes["href"], stays_in_frame = self.rewrite_href(href)
        if not stays_in_frame:
            tag.attributes |= {"target": "_blank", "rel": tag.attributes.get("rel", "noopener")}
        return tag

    def rewrite_file_element(self, tag: Tag) -> Tag:
        """The tag of an element that shows a picture, a film or a sound."""
        for name in ("src", "poster", "srcset"):
            if value := tag.attributes.get(name):
                sizes = (
                    [choice.strip().partition(" ") for choice in value.split(", ")]
                    if name == "srcset"
                    else [(value, "", "")]
                )
                tag.attributes[name] = ", ".join(
                    f"{self._rewrite_file_href(target)}{space}{size}" for target, space, size in sizes
                )
        return tag

    def rewrite_data(self, data: str) -> str:
        """Data of a page as JSON, with the relative addresses in it rewritten."""
        return _ADDRESS.sub(lambda address: f'"{self.rewrite_href(address[1])[0]}"', data)

    def _rewrite_file_href(self, href: str) -> str:
        if not href or href.startswith("#") or _has_scheme_or_host(href):
            return href
        return self.root + self._make_absolute(href)

    def _make_absolute(self, href: str) -> str:
        """The address from the site's root of a relative one on the page."""
        page_root = self.page_root
        if page_root and href.startswith(page_root) and not href.startswith(f"{page_root}../"):
            return href[len(page_root) :]
        ending = "/" if href.endswith("/") or href in (".", "..") else ""
        url = posixpath.normpath(posixpath.join(self._folder, href))
        return "./" if url == "." else url + ending


def _leave_folds_to_page(article: str) -> str:
    """The ``article`` with a link to the full page in the place of each fold that embeds are without."""
    while match := _PAGE_ONLY.search(article):
        before, fold, after = cut_out(article, "details", match[0])
        summary = cut_out(fold, "summary")[1].removeprefix("<summary>").removesuffix("</summary>")
        article = f'{before}<p><a href="#{match[1]}" {_TO_FULL_PAGE}>{summary}</a></p>{after}'
    return article


def _remove_reading_mark(tag: Tag) -> Tag:
    attributes = {
        name: value for name, value in tag.attributes.items() if name not in READING_MARK_ATTRIBUTES
    }
    return Tag(tag.name, attributes)


def _has_scheme_or_host(href: str) -> bool:
    """Whether an address names a scheme or a host."""
    return href.startswith("//") or ":" in href.partition("/")[0]


def list_embedded_entries(book: Handbook) -> Iterator[Entry]:
    """The entries that have an embed: records, the items of frameworks and sessions, which have a page of
    their own."""
    return (entry for entry in book.entries.values() if entry.has_page)


def build_entry_place(entry: Entry) -> str:
    """The path of an entry's embed: ``embed/theory/eight-steps``."""
    return f"{EMBED_FOLDER}/{entry.kind}/{entry.id}"


def list_former_places(book: Handbook) -> Iterator[tuple[str, Entry]]:
    """The path of the embed of every former id, with the entry that it shows."""
    return (
        (f"{EMBED_FOLDER}/{entry.kind}/{alias.lower()}", entry)
        for alias, entry in book.aliases.items()
        if entry.has_page
    )


def list_choices(view: View) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The pages that another site can show, in groups: the heading of each group, and for each page in it its
    embed (``theory/eight-steps``), title and relative address."""
    book, titles = view.book, list_view_titles()
    views = [
        (name, titles[name], view.href(view.renderer.view_paths[name]))
        for name in VIEW_PATHS
        if name in view.renderer.view_paths
    ]
    wheels = [
        (f"wheel/{entry.id}", entry.title, view.href(entry))
        for entry in book.records["framework"]
        if entry.read_head_as(CompetencyFramework).items
    ]
    groups = [(_("Views and tools"), views), (_("Frameworks as a wheel"), wheels)]
    for records in filter(None, book.records.values()):
        groups.append(
            (
                book.get_kind(records[0]).plural,
                [(f"{entry.kind}/{entry.id}", entry.title, view.href(entry)) for entry in records],
            )
        )
    for framework in book.records["framework"]:
        items = [
            (f"item/{entry.id}", view.label(entry), view.href(entry)) for entry in book.list_items(framework)
        ]
        groups.append((_("Parts of %(framework)s", framework=view.plain_label(framework)), items))
    sessions = [
        (f"session/{place.entry.id}", place.session.title, view.href(place.entry))
        for place in list_sessions(book)
    ]
    groups.append((_("Sessions"), sessions))
    return [(heading, entries) for heading, entries in groups if entries]


def list_view_titles() -> dict[str, str]:
    """The titles of the views and tools, by the names in :data:`VIEW_PATHS`, in the language of the
    interface."""
    return {
        "view/coverage": _("Coverage matrix"),
        "view/pathways": _("All pathways"),
        "view/cases": _("Case studies"),
        "view/crosswalks": _("Crosswalk explorer"),
        "tool/self-assessment": _("Self-assessment"),
        "tool/plan": _("Development plan"),
        "tool/my-handbook": _("My handbook"),
    }

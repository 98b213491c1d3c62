"""Every record and main view as a page to be shown inside another site: ``embed/<kind>/<id>/``.

The content is not rendered again: it is cut out of the finished page, its links are sent to other embeds or
to a new tab, and it is put into a shell of its own (``templates/embed.html``) without header, menu and
footer.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from macros.addresses.asset_names import find_place
from macros.hand_written.html import Tag, change_tags
from macros.i18n.phrases import _
from macros.records.entries import Entry
from macros.records.handbook import Handbook
from macros.records.kinds import CompetencyFramework

if TYPE_CHECKING:
    from macros.rendering.renderer import Renderer
    from macros.rendering.view import View

FOLDER = "embed"
VIEWS = {  # What front matter may name, with the page that does so in the national handbook.
    "view/coverage": "coverage",
    "view/pathways": "pathways/index",
    "view/cases": "cases/index",
    "view/crosswalks": "crosswalks/explorer",
    "tool/self-assessment": "tools/self-assessment",
    "tool/plan": "tools/plan",
    "tool/my-handbook": "tools/my-handbook",
}
STYLES = ("tokens", "shell", "handbook")
# Scripts below assets/js that every embed has, beside those that its page turned out to need.
SCRIPTS = ("shell/i18n", "shared/elements", "shared/crosswalks", "shell/page_helps", "pages/embed_frame")
SHOWN = ("img", "source", "video", "audio", "track")  # Elements that show a file.
FOR_MARKS = (
    "data-mark",
    "data-root",
    "data-scripts",
)  # Attributes for reading_marks.js, which no embed loads.
_CONTENTS = re.compile(r'<details class="hb-toc hb-toc--details">.*?</details>\s*', re.DOTALL)
_DATA = re.compile(r"(<script type=\"application/json\"[^>]*>)(.*?)(?=</script>)", re.DOTALL)
_ADDRESS = re.compile(r'"(\.\./[^"]*)"')
_ARTICLE = "\ue010"  # Stands in the shell for the article; in no text, as it has no meaning in Unicode.


@dataclass(frozen=True)
class Source:
    """A finished page of the site, as an embed is made from it: ``canonical`` is its whole address where the
    site's own is known."""

    path: str
    html: str
    title: str
    description: str = ""
    canonical: str = ""
    scripts: str | None = None  # The tool whose scripts it loads, if any.
    entry: Entry | None = None


class Embeds:
    """The embeds of one site. ``views`` are the pages that hand-written front matter names:
    ``{"view/coverage": "coverage"}``."""

    def __init__(self, renderer: Renderer, views: Mapping[str, str], site: Mapping[str, Any]):
        """``site``: ``name``, ``lang`` (the interface's), and ``css``, further style sheets such as an
        edition's."""
        self.renderer, self.urls, self.site = renderer, renderer.urls, site
        self.views = {name: views[name] for name in VIEWS if name in views}
        self.places = {entry.path: place_of_entry(entry) for entry in embedded_entries(renderer.book)}
        self.places |= {path: f"{FOLDER}/{name}" for name, path in self.views.items()}
        self.former: dict[str, list[str]] = {}
        for path, entry in former_places(renderer.book):
            self.former.setdefault(entry.path, []).append(path)
        self.by_url = {self.urls.page(path): self.urls.page(place) for path, place in self.places.items()}

    def __repr__(self) -> str:
        return f"<Embeds of {len(self.places)} pages>"

    def of(self, page: Source) -> Iterator[tuple[str, str]]:
        """The files made from ``page``, each as its path in the site and its text: its embed, the same under
        every former id, and a framework's wheel. None for a page that has no embed."""
        if page.path not in self.places:
            return
        article = _CONTENTS.sub("", _article(page.html), count=1)
        for place in (self.places[page.path], *self.former.get(page.path, ())):
            yield self._file(place), self.html(page, place, article)
        framework = page.entry.node if page.entry else None
        if page.entry and isinstance(framework, CompetencyFramework) and framework.items:
            place = f"{FOLDER}/wheel/{page.entry.id}"
            inner = self.renderer.template(
                "embed_wheel", self.renderer.view(page.path, page.entry), entry=page.entry
            )
            start = article[: article.index(">") + 1]
            yield (
                self._file(place),
                self.html(page, place, f"{start}\n{self.renderer.finish(inner)}\n</article>"),
            )

    def html(self, page: Source, place: str, article: str) -> str:
        """The whole embed at ``place``: the shell, with ``article`` of ``page`` in it and its links
        rewritten."""
        root = self.urls.to_root(place)
        view = self.renderer.view(page.path, page.entry)
        facts = view.card_facts(page.entry) if page.entry else []
        here = root + self.urls.page(page.path)
        shell = self.renderer.template(
            "embed",
            self.renderer.view(place),
            root=root,
            article=_ARTICLE,
            title=page.title,
            full=here,
            canonical=page.canonical or here,
            site=self.site,
            facts=facts,
            says="" if page.entry else page.description,
            tools=page.scripts,
            map=json.dumps(self.map()) if page.scripts else "",
            styles=[root + self._asset("css", name) for name in self._styles(page)]
            + [root + find_place(path, self.renderer.assets) for path in self.site["css"]],
            scripts=[root + path for path in self._scripts(page)],
            boot=root + self._asset("js", "shell/boot"),
        )
        return str(self.renderer.finish(shell)).replace(
            _ARTICLE, self.rewritten(article, page.path, place), 1
        )

    def rewritten(self, article: str, path: str, place: str) -> str:
        """``article`` of the page at ``path`` as it stands in the embed at ``place``."""
        before, root = self.urls.to_root(path), self.urls.to_root(place)
        base = posixpath.dirname(self.urls.page(path))
        known: dict[str, str] = {}

        def address(href: str) -> tuple[str, bool]:
            """Where a link leads from the embed, and whether it stays in the frame."""
            if href.startswith("#") or not href:
                return href, True
            if _leads_elsewhere(href):
                return href, href.startswith(("mailto:", "tel:"))
            cut = min((at for at in map(href.find, "?#") if at >= 0), default=len(href))
            to, rest = href[:cut], href[cut:]
            if to not in known:
                known[to] = self._from_root(to, before, base)
            url = known[to]
            return (
                (root + self.by_url[url] + rest, True)
                if url in self.by_url
                else (root + url + rest or "./", False)
            )

        def link(tag: Tag) -> Tag:
            tag.attributes["href"], stays = address(tag.attributes["href"] or "")
            if not stays:
                tag.attributes |= {"target": "_blank", "rel": tag.attributes.get("rel", "noopener")}
            return tag

        def file(href: str) -> str:
            """Where a picture or a sound is, seen from the embed."""
            if not href or href.startswith("#") or _leads_elsewhere(href):
                return href
            return root + self._from_root(href, before, base)

        def files(tag: Tag) -> Tag:
            for name in ("src", "poster", "srcset"):
                if value := tag.attributes.get(name):
                    sizes = (
                        [choice.strip().partition(" ") for choice in value.split(", ")]
                        if name == "srcset"
                        else [(value, "", "")]
                    )
                    tag.attributes[name] = ", ".join(f"{file(to)}{space}{size}" for to, space, size in sizes)
            return tag

        def unmarked(tag: Tag) -> Tag:
            return Tag(
                tag.name, {name: value for name, value in tag.attributes.items() if name not in FOR_MARKS}
            )

        html = change_tags(article, ("p",), unmarked, holding="data-mark").replace(
            f'data-root="{before}"', f'data-root="{root}"'
        )
        html = change_tags(change_tags(html, ("a",), link, holding=" href="), SHOWN, files)
        if "application/json" in html:
            html = _DATA.sub(
                lambda found: found[1] + _ADDRESS.sub(lambda each: f'"{address(each[1])[0]}"', found[2]), html
            )
        return html

    def _from_root(self, href: str, before: str, base: str) -> str:
        """A relative address on the page as one from the site's root."""
        if before and href.startswith(before) and not href.startswith(f"{before}../"):
            return href[len(before) :]
        ends = "/" if href.endswith("/") or href in (".", "..") else ""
        url = posixpath.normpath(posixpath.join(base, href))
        return "./" if url == "." else url + ends

    def map(self) -> dict[str, dict[str, str]]:
        """What the tools' links need to stay in the frame: kinds by section, and the embeds of pages by their
        address from the root."""
        kinds = {
            self.renderer.book.get_kind(entry).section: entry.kind
            for records in self.renderer.book.records.values()
            for entry in records[:1]
        }
        return {
            "kinds": kinds,
            "pages": {
                self.urls.page(path): self.urls.page(f"{FOLDER}/{name}") for name, path in self.views.items()
            },
        }

    def _asset(self, folder: str, name: str) -> str:
        return find_place(f"assets/{folder}/{name}.{folder}", self.renderer.assets)

    def _styles(self, page: Source) -> list[str]:
        return [*STYLES, *(["tools"] if page.scripts else []), "embed"]

    def _scripts(self, page: Source) -> Iterator[str]:
        if self.renderer.language != "en":
            yield self._asset("js", "dictionary")
        for name in (*SCRIPTS, *sorted(self.renderer.scripts.get(page.path, ()))):
            yield self._asset("js", name)
        if page.scripts:
            yield find_place("assets/data/handbook.js", self.renderer.assets)
            yield from (
                find_place(path, self.renderer.assets) for path in self.renderer.tool_scripts[page.scripts]
            )

    def _file(self, place: str) -> str:
        return self.urls.page(place) + ("index.html" if self.urls.folders else "")


def _leads_elsewhere(href: str) -> bool:
    """Whether an address names a scheme or a host of its own."""
    return href.startswith("//") or ":" in href.partition("/")[0]


def _article(html: str) -> str:
    """The ``article`` element of a finished page."""
    start = html.index("<article")
    return html[start : html.rindex("</article>") + len("</article>")]


def embedded_entries(book: Handbook) -> Iterator[Entry]:
    """Everything that has a page of its own: records and the items of frameworks."""
    return (entry for entry in book.entries.values() if not entry.anchor)


def place_of_entry(entry: Entry) -> str:
    """The path of an entry's embed: ``embed/theory/eight-steps``."""
    return f"{FOLDER}/{entry.kind}/{entry.id}"


def former_places(book: Handbook) -> Iterator[tuple[str, Entry]]:
    """The paths under which the embeds of former ids go on working, each with the entry it now means."""
    return (
        (f"{FOLDER}/{entry.kind}/{alias.lower()}", entry)
        for alias, entry in book.aliases.items()
        if not entry.anchor
    )


def choices(view: View) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """What can be shown elsewhere, in groups: what the group is called, and (embed, title, page's address) of
    each in it."""
    book, titles = view.book, view_titles()
    views = [
        (name, titles[name], view.href(view.renderer.views[name]))
        for name in VIEWS
        if name in view.renderer.views
    ]
    wheels = [
        (f"wheel/{entry.id}", entry.title, view.href(entry))
        for entry in book.records["framework"]
        if entry.read_as(CompetencyFramework).items
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
            (f"item/{entry.id}", view.label(entry), view.href(entry))
            for entry in book.list_entries(framework)
            if entry.kind == "item"
        ]
        groups.append((_("Parts of %(framework)s", framework=view.short(framework)), items))
    return [(words, found) for words, found in groups if found]


def view_titles() -> dict[str, str]:
    """What the views and tools are called."""
    return {
        "view/coverage": _("Coverage matrix"),
        "view/pathways": _("Pathway finder"),
        "view/cases": _("Case studies"),
        "view/crosswalks": _("Crosswalk explorer"),
        "tool/self-assessment": _("Self-assessment"),
        "tool/plan": _("Development plan"),
        "tool/my-handbook": _("My handbook"),
    }

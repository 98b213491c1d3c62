"""Every link and picture of a hand-written page leads to a page, a place on it, a file or an address that can
be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from macros.base.problems import Fault, Problem, did_you_mean, show
from macros.hand_written.front_matter import WHERE, locate
from macros.hand_written.links import LeadsNowhere, Places, Target
from macros.hand_written.markdown_conversion import CALL, Link
from macros.hand_written.pages import WrittenPage, find_line_and_column
from macros.records.unread import Unread
from macros.rendering.anchors import Anchors


@dataclass(frozen=True)
class _Site:
    """What links are compared with: places and ids, what could not be read, and the pages that an edition
    leaves out."""

    places: Places
    anchors: Anchors
    unread: Unread
    omitted: Collection[str]

    def anchor_fault(self, target: Target, url: str) -> Fault | None:
        """What is wrong with the place on its page to which a link leads."""
        if (
            not target.anchor
            or target.uri not in self.places.pages
            or target.uri in self.omitted
            or self.anchors.has(target.uri, target.anchor)
            or self.unread.may_be_at(target.uri)
        ):
            return None
        right = did_you_mean(
            target.anchor,
            lambda: sorted(self.anchors.list_known_ids(target.uri)),
            "take the '#' and what follows out",
        )
        return Fault(f"links to {show(url)}, and that page has no place {show(target.anchor)}", right)

    def is_unreadable(self, url: str) -> bool:
        """Whether a page may be missing only because it or its record cannot be read, which is said there."""
        return self.unread.may_be_at(url)


def check(
    pages: Mapping[str, WrittenPage],
    places: Places,
    anchors: Anchors,
    unread: Unread | None = None,
    omitted: Collection[str] = (),
    judged: Iterable[WrittenPage] | None = None,
) -> Iterator[Problem]:
    """Yield a problem for every link that leads nowhere: those of Markdown, of HTML, of the macro ``link``
    and of front matter.

    ``unread`` is what could not be read: pages that are missing for that reason are not reported.
    ``omitted`` are the places in ``docs`` of the pages that an edition leaves out: links to them become
    words. Where ``judged`` is there, only these of the ``pages`` are looked at.
    """
    site = _Site(places, anchors, unread or Unread(), omitted)
    for page in pages.values() if judged is None else judged:
        yield from _check_links(site, page)
        yield from _check_macro_links(site, page)
        for address in page.html.addresses:
            if address.startswith("#") and (
                fault := site.anchor_fault(Target(page.uri, "", unquote(address[1:])), address)
            ):
                yield Problem(page.source_path, *_find_link(page, Link("a", address), 0)[1], "page", *fault)
        section = page.front.section
        if page.yaml and section and section not in places.pages and not site.is_unreadable(section):
            right = did_you_mean(section, places.pages, "give the place of a page, as 'guides/index.md'")
            yield Problem(
                page.source_path,
                *locate(page.yaml, ("section",)),
                WHERE,
                f"'section' names no page ({show(section)})",
                right,
            )


def _check_links(site: _Site, page: WrittenPage) -> Iterator[Problem]:
    offset = 0
    for link in page.html.links:
        if CALL.search(link.url):  # macros.checks.rules.pages_hold_allowed_html says so.
            continue
        offset, place = _find_link(page, link, offset)
        try:
            target = site.places.find_target(page.uri, link)
        except LeadsNowhere as fault:
            if not site.is_unreadable(link.url):
                yield Problem(page.source_path, *place, "page", fault.wrong, fault.right)
            continue
        if target and (wrong := site.anchor_fault(target, link.url)):
            yield Problem(page.source_path, *place, "page", *wrong)


def _check_macro_links(site: _Site, page: WrittenPage) -> Iterator[Problem]:
    for call in page.calls:
        path = call.find_argument("path")
        if call.name == "link" and isinstance(path, str):
            target = Target(f"{path.partition('#')[0]}.md", "", path.partition("#")[2])
            if fault := site.anchor_fault(target, path):
                yield page.problem(call.offset, "macro call", *fault)


def _find_link(page: WrittenPage, link: Link, start: int) -> tuple[int, tuple[int, int]]:
    """Where the link stands in the page's text, at or after ``start``: its offset, and line and column."""
    for words in (f"]({link.url}", link.url):
        if (offset := page.text.find(words, start)) >= 0:
            return offset + 1, find_line_and_column(page.text, offset + words.index(link.url))
    offset = page.text.find(link.url) if link.url else -1
    return start, find_line_and_column(page.text, offset) if offset >= 0 else (1, 1)

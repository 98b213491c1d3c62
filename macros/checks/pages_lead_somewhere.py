"""Every link and picture of a hand-written page leads to a page, a place on it, a file or an address that can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from macros.anchors import Anchors
from macros.problems import Problem, did_you_mean, show
from macros.written.links import LeadsNowhere, Places, Target
from macros.written.markup import CALL, Link
from macros.written.pages import WrittenPage, place_at


def check(pages: Mapping[str, WrittenPage], places: Places, anchors: Anchors, broken: set[str]) -> Iterator[Problem]:
    """Yield a problem for every link that leads nowhere, also of those that the macro ``link`` makes.

    ``broken`` names what could not be read: pages that are missing for that reason are not reported.
    """
    for page in pages.values():
        before = 0
        for link in (link for link in page.html.links if not CALL.search(link.url)):  # macros.checks.pages_are_safe says so.
            found, place = _find(page, link, before)
            before = found
            try:
                target = places.target(page.uri, link)
            except LeadsNowhere as fault:
                if not any(part.rpartition(".")[0] in broken or part in broken for part in link.url.split("/")):
                    yield Problem(page.shown, *place, "page", fault.wrong, fault.right)
                continue
            if target and (fault := _anchor_fault(pages, places, anchors, target, link.url)):
                yield Problem(page.shown, *place, "page", *fault)
        for call in page.calls:
            path = dict(call.named).get("path", call.arguments[0] if call.arguments else None)
            if call.name == "link" and isinstance(path, str):
                target = Target(f"{path.partition('#')[0]}.md", "", path.partition("#")[2])
                if target.uri in places.pages and (fault := _anchor_fault(pages, places, anchors, target, path)):
                    yield page.problem(call.offset, "macro call", *fault)


def _anchor_fault(pages: Mapping[str, WrittenPage], places: Places, anchors: Anchors, target: Target, url: str) -> tuple[str, str] | None:
    if not target.anchor or target.uri not in places.pages or anchors.has(target.uri, target.anchor):
        return None
    known = sorted(anchors.known(target.uri))
    return f"links to {show(url)}, and that page has no place '{target.anchor}'", did_you_mean(target.anchor, known, "take the '#' and what follows out")


def _find(page: WrittenPage, link: Link, start: int) -> tuple[int, tuple[int, int]]:
    """Where the link stands in the page's text, at or after ``start``: its offset, and line and column."""
    for words in (f"]({link.url}", link.url):
        if (offset := page.text.find(words, start)) >= 0:
            return offset + 1, place_at(page.text, offset + words.index(link.url))
    offset = page.text.find(link.url) if link.url else -1
    return start, place_at(page.text, offset) if offset >= 0 else (1, 1)

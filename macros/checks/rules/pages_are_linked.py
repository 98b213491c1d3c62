"""Something leads to each hand-written page: the menu, the foot or a link of another page. What nothing leads
to is found by the search alone. The pages of an edition stand in the menu by themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from macros.base.problems import Problem, Problems
from macros.base.typed_yaml import read_typed
from macros.hand_written.pages import WrittenPage
from macros.records.handbook import Handbook
from macros.records.kinds import KINDS

PATH = "mkdocs.yml"
LIST_OF_KINDS = "record_kinds"  # The macro that links to a page for each kind, beside its own.
# To these leads the program itself: the head of each page, and servers.
_ALWAYS_LED_TO = {"index.md", "404.md", "search.md"}


def check(root: Path, handbook: Handbook, pages: Mapping[str, WrittenPage]) -> Iterator[Problem]:
    """Yield a problem for every page to which neither the settings at ``root`` nor a link leads. Without
    settings nothing is built, and where these have no menu, mkdocs makes one of all pages."""
    if not (root / PATH).is_file() or handbook.unread.pages:
        return  # One that cannot be read may link to any.
    lonely = pages.keys() - _list_linked(pages) - _ALWAYS_LED_TO
    lonely -= {f"{kind.section}/index.md" for kind in KINDS.values()}
    lonely -= {f"{entry.page_path}.md" for entry in handbook.entries.values()}
    if lonely:
        settings = _read_settings(root)
        if settings.get("nav") is None:
            return
        lonely -= set(_list_texts([settings.get("nav"), _find_foot(settings)]))
        patterns = str(settings.get("not_in_nav") or "").split()
        lonely = {uri for uri in lonely if not any(_fits(uri, pattern) for pattern in patterns)}
    for uri in sorted(lonely):
        wrong = "is in no menu, and no page links to it"
        right = f"link to it from a page of its subject, or name it under 'nav' or 'not_in_nav' in {PATH}"
        yield Problem(pages[uri].source_path, 1, 1, "page", wrong, right)


def _list_linked(pages: Mapping[str, WrittenPage]) -> Collection[str]:
    """The places in docs to which a link of another page leads, or a call of a macro that makes links."""
    linked = set()
    for uri, page in pages.items():
        targets = {
            normpath(join(dirname(uri), unquote(path)))
            for link in page.html.links
            if (path := link.url.partition("#")[0].partition("?")[0]) and ":" not in path
        }
        targets |= {
            f"{str(call.find_argument('path', 0)).partition('#')[0]}.md"
            for call in page.calls
            if call.name == "link"
        }
        if any(call.name == LIST_OF_KINDS for call in page.calls):
            targets |= {other for other in pages if dirname(other) == dirname(uri)}
        linked |= targets - {uri}
    return linked


def _read_settings(root: Path) -> dict[str, Any]:
    """The settings; none where they cannot be read, which is said elsewhere."""
    try:
        settings: Any = read_typed(root / PATH, PATH).data
    except Problems:
        return {}
    return settings if isinstance(settings, dict) else {}


def _find_foot(settings: dict[str, Any]) -> object:
    """The links in the foot of each page, as the settings have them."""
    extra = settings.get("extra")
    return extra.get("footer_links") if isinstance(extra, dict) else None


def _fits(uri: str, pattern: str) -> bool:
    """Whether a page is among those that ``not_in_nav`` means with a ``pattern``, as of git."""
    place = pattern if pattern.startswith("/") else f"*/{pattern}"
    return fnmatchcase(f"/{uri}", f"{place}*" if place.endswith("/") else place)


def _list_texts(part: object) -> Iterator[str]:
    """The texts in ``part``, a piece of the settings, at every depth."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, (list, dict)):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _list_texts(inner)

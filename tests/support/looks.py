"""Which pages share a template, worked out from the site: those whose elements are all of kinds that other
pages have."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser

Kinds = frozenset[tuple[str, ...]]  # Kinds of element: a tag and its classes in alphabetical order.


class _Elements(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.kinds: set[tuple[str, ...]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.kinds.add((tag, *sorted((dict(attributes).get("class") or "").split())))


def kinds_on(html: str) -> Kinds:
    """The kinds of element on a page: its styles, and so what it can look like, hang on them."""
    return frozenset(_Elements(html).kinds)


def representatives(pages: Mapping[str, Kinds], seen: Kinds = frozenset()) -> list[str]:
    """Names of few pages that between them have every kind of element that is on any of ``pages`` and not
    among ``seen``.

    The page that brings most comes first; of two that bring as many, the one that stands first in ``pages``.
    """
    seen, waiting, chosen = set(seen), dict(pages), []
    while waiting:
        richest = max(waiting, key=lambda name: len(waiting[name] - seen))
        if waiting[richest] <= seen:
            break
        chosen.append(richest)
        seen |= waiting.pop(richest)
    return chosen

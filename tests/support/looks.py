"""Which pages share a template, worked out from the site: those whose elements are all of kinds that other
pages have."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from html.parser import HTMLParser

Kinds = frozenset[tuple[str, ...]]  # Kinds of element: a tag and its classes in alphabetical order.
# Lines and areas of a drawing: there is no text in them, and nobody can press them.
LINES = frozenset({"circle", "ellipse", "line", "path", "polygon", "polyline", "rect"})


class _Elements(HTMLParser):
    def __init__(self, html: str, styled: Container[str] | None):
        super().__init__()
        self.kinds: set[tuple[str, ...]] = set()
        self.styled = styled
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        classes = (dict(attributes).get("class") or "").split()
        if tag not in LINES:
            self.kinds.add(
                (tag, *sorted(name for name in classes if self.styled is None or name in self.styled))
            )


def kinds_on(html: str, styled: Container[str] | None = None) -> Kinds:
    """The kinds of element on a page: its styles, and so what it can look like, hang on them. Classes that
    are not among those ``styled`` by a style sheet, where that is given, tell no kinds apart."""
    return frozenset(_Elements(html, styled).kinds)


def list_styled_classes(styles: str) -> frozenset[str]:
    """The classes that the text of a style sheet names."""
    return frozenset(re.findall(r"\.(-?[A-Za-z_][\w-]*)", styles))


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

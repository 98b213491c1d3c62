"""The menu as ``nav`` of ``mkdocs.yml`` has it: read, and cut for a copy that has not all pages."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any


def list_titles(nav: list[Any]) -> Iterator[tuple[str, str]]:
    """Yield each page that the menu gives a title, as (place in ``docs``, title)."""
    for item in nav:
        for title, target in item.items() if isinstance(item, dict) else ():
            if isinstance(target, str):
                yield target, title
            else:
                yield from list_titles(target)


def list_groups(nav: list[Any]) -> list[list[str]]:
    """The places in ``docs`` of the pages in each group of the menu."""
    return [[place for place, _ in list_titles([item])] for item in nav]


def cut(nav: list[Any], uris: Set[str]) -> list[Any]:
    """The menu without the pages at ``uris`` in ``docs``, and without groups that had no others."""
    shorter: list[Any] = []
    for item in nav:
        ((title, below),) = item.items() if isinstance(item, dict) else (("", item),)
        if isinstance(below, list):
            if rest := cut(below, uris):
                shorter.append({title: rest})
        elif below not in uris:
            shorter.append(item)
    return shorter

"""The words of a hand-written page as its readers see them, and where these stand in its file."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from html import unescape
from typing import NamedTuple

from macros.base.html import read_tag_name, split_tags

AS_TYPED = frozenset({"code", "pre", "kbd", "samp"})
QUOTED = frozenset({"blockquote", "q", "cite"})
_WORD = re.compile(r"\S+")
_LONGEST = 4  # By so many words a place is looked for.


class PageText(NamedTuple):
    """A text between two tags of a page; ``is_linked`` says that it is the words of a link."""

    text: str
    is_linked: bool


def list_texts(html: str, besides: Container[str] = AS_TYPED) -> Iterator[PageText]:
    """The texts of ``html``, without those inside of the elements ``besides``."""
    omitted = links = 0
    for index, piece in enumerate(split_tags(html)):
        if index % 2:
            name = read_tag_name(piece)
            step = -1 if piece.startswith("</") else 1
            omitted += step * (name in besides)
            links += step * (name == "a")
        elif not omitted and not piece.isspace():
            yield PageText(unescape(piece) if "&" in piece else piece, links > 0)


def find_words(source: str, text: str, start: int) -> int:
    """The offset in a page's ``source``, from ``start`` on or else anywhere, of the words with which ``text``
    begins; ``start`` where they are not found."""
    words = [re.escape(word) for word in _WORD.findall(text[:200])[:_LONGEST]]
    for number in range(len(words), 0, -1):
        pattern = re.compile(r"\s+".join(words[:number]))
        if match := pattern.search(source, start) or pattern.search(source):
            return match.start()
    return start

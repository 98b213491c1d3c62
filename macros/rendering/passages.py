"""Passages: a part of one page's HTML, cut out to stand on another page, as a pathway's stop shows it.

A part that begins with a heading ends before the next heading of its rank or above, as a reader would say;
any other is what stands in the element.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape

from macros.base.html import cut_out, find_ids, find_tag_places, read_tag_name, split_tags, strip_tags

_HEADING = re.compile(r"h[1-6]")
_SUMMARY = re.compile(r"</?summary>")
_FIRST_HEADING = re.compile(r"\s*<(h[1-6])\b[^<>]*>(.*?)</\1>", re.S)
_BESIDE = re.compile(r"<span\b[^<>]*>[^<>]*</span>")  # Tags and times, which stand beside a title.
_VOID_ELEMENTS = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
# Attributes that give an id or name some, with spaces between them.
_ID_ATTRIBUTES = re.compile(r' (id|for|headers|aria-labelledby|aria-describedby|aria-controls)="([^"<>]*)"')
_REFERENCE = re.compile(r'(url\(|href=")#([^")]*)')
TOP_RANK = 3  # Of the headings in a passage, which stands below the stop's own heading of rank 2.


@dataclass(frozen=True)
class Passage:
    """A passage: its ``title`` as plain text, empty where it has none, and the ``html`` below that."""

    title: str
    html: str


def cut_passage(html: str, part: str, prefix: str, page: str, top_rank: int = TOP_RANK) -> Passage:
    """The passage with the id ``part`` in the HTML of a page. In it every id begins with ``prefix``, links to
    other places of its page lead to that at ``page``, and the highest heading is of ``top_rank``. Raises
    ``KeyError`` where no element has the id."""
    inner = _find_inner(html, part)
    heading = _FIRST_HEADING.match(inner)
    title = " ".join(unescape(strip_tags(_BESIDE.sub("", heading[2]))).split()) if heading else ""
    text = inner[heading.end() :] if heading else inner
    return Passage(title, _rename_ids(_shift_headings(text, top_rank), prefix, page))


def _find_inner(html: str, part: str) -> str:
    """The HTML of a part: from its heading on, or all that is in its element."""
    element_tag = re.compile(rf'<[^<>]* id="{re.escape(escape(part))}"').search(html)
    if element_tag is None:
        raise KeyError(part)
    rest = html[element_tag.start() :]
    name = read_tag_name(rest)
    if _HEADING.fullmatch(name):
        return _cut_section(rest, name)
    _, element, _ = cut_out(rest, name)
    return _SUMMARY.sub("", element[element.index(">") + 1 : element.rindex("<")])


def _cut_section(html: str, heading: str) -> str:
    """The section that ``html`` begins with, at the tag of a ``heading``: as far as the element that ends
    what it stands in, or that is or holds a heading of no lower rank."""
    depth = top = 0  # ``top``: where the outermost element that is open now begins.
    for place, tag in find_tag_places(html):
        name = read_tag_name(tag)
        if tag.startswith("</"):
            depth -= 1
            if depth < 0:
                return html[:place]
            continue
        if depth == 0:
            top = place
        if place and _HEADING.fullmatch(name) and name <= heading:
            return html[:top]
        if name and name not in _VOID_ELEMENTS and not tag.endswith(("/>", "</script>", "</style>")):
            depth += 1
    return html


def _shift_headings(html: str, top_rank: int) -> str:
    """``html`` with its headings moved up or down together, so that the highest is of ``top_rank``."""
    ranks = [int(rank) for rank in re.findall(r"<h([1-6])\b", html)]
    shift = top_rank - min(ranks) if ranks else 0
    return re.sub(r"(</?h)([1-6])\b", lambda tag: f"{tag[1]}{min(6, int(tag[2]) + shift)}", html)


def _rename_ids(html: str, prefix: str, page: str) -> str:
    """``html`` with ``prefix`` before every id, and before it wherever something names it. A link to an id
    that is not in it leads to that on the ``page``."""
    ids = set(find_ids(html))

    def rename(names: re.Match[str]) -> str:
        new = " ".join(prefix + id if id in ids else id for id in names[2].split())
        return f' {names[1]}="{new}"'

    def repoint(reference: re.Match[str]) -> str:
        start, id = reference.groups()
        outside = page if start == 'href="' else ""
        return f"{start}#{prefix}{id}" if id in ids else f"{start}{outside}#{id}"

    pieces = split_tags(html)
    pieces[1::2] = [_REFERENCE.sub(repoint, _ID_ATTRIBUTES.sub(rename, tag)) for tag in pieces[1::2]]
    return "".join(pieces)

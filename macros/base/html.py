"""HTML in one spelling: every tag whole, in small letters, with attributes in double quotes that hold no
angle bracket.

A page's HTML is brought into this spelling once, before it is judged. So the check, later steps and browsers
all read the same tags, however an author wrote them (HTML standard, 13.1.2: tags and attributes).

Templates write the same spelling, so that finished HTML is read here too. It is read tag by tag and never
made into a tree: what is not changed stays as it is to the byte, which no parser that writes HTML anew (lxml,
selectolax) can promise, and ``html.parser`` takes many times as long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from typing import NamedTuple

_NAME = r"[a-zA-Z][a-zA-Z0-9-]*"
_ATTRIBUTE = r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?"
_TAG = re.compile(rf"</({_NAME})\s*>|<({_NAME})((?:\s+{_ATTRIBUTE})*)\s*(/?)>")
_ATTRIBUTES = re.compile(rf"\s+{_ATTRIBUTE}")
_HEADING = re.compile(r"<h([1-6])((?: [^<>]*)?)>(.*?)</h\1>", re.S)
_LINK = re.compile(r"<a((?: [^<>]*)?)>(.*?)</a>", re.S)
_SPELT = re.compile(
    r' ([^\s"=<>]+)(?:="([^"]*)")?'
)  # An attribute in the one spelling, which is quick to find.
_ANY_TAG = re.compile(r"<[^<>]*>")
# What stands in a script or a style sheet is neither text nor tags, whatever it looks like.
_TAG_OR_SCRIPT = re.compile(r"(<(?:script|style)\b[^<>]*>.*?</(?:script|style)>|<[^<>]*>)", re.S)
_TAG_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_ID = re.compile(r'<[a-z][^<>]* id="([^"<>]*)"')
_HREF = re.compile(r'<a(?: [^<>]*?)? href="([^"<>]*)"')
MOST_TAG = 4000  # Characters of one tag; no page needs more, and a look for its end stays short.


def normalise(html: str) -> tuple[str, list[str]]:
    """``html`` in the one spelling, and the broken tags in it. A broken tag is a '<' with which no sound tag
    begins, given with the 40 characters from there on; in the HTML that '<' becomes ``&lt;``."""
    pieces: list[str] = []
    broken: list[str] = []
    end = 0
    place = html.find("<")
    while place >= 0:
        pieces.append(html[end:place])
        if tag := _TAG.match(html, place, place + MOST_TAG):
            pieces.append(_normalise_tag(tag))
            end = tag.end()
        else:
            broken.append(html[place : place + 40])
            pieces.append("&lt;")
            end = place + 1
        place = html.find("<", end)
    pieces.append(html[end:])
    return "".join(pieces), broken


def _normalise_tag(tag: re.Match[str]) -> str:
    if tag[1]:
        return f"</{tag[1].lower()}>"
    attributes = "".join(
        f" {name}" if value is None else f' {name}="{value}"' for name, value in _read_attributes(tag[3])
    )
    return f"<{tag[2].lower()}{attributes}{' /' if tag[8] else ''}>"


def _read_attributes(text: str) -> Iterator[tuple[str, str | None]]:
    """The attributes of a tag, as (name in small letters, value escaped for double quotes, or ``None``
    without a value)."""
    for attribute in _ATTRIBUTES.finditer(text):
        name = attribute[1].lower()
        value = next((group for group in attribute.groups()[1:] if group is not None), None)
        if value is not None:
            value = (
                escape(unescape(value))
                if name == "id"
                else value.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
            )
        yield name, value


def find_ids(html: str) -> list[str]:
    """The ids of the elements in a piece of HTML in the one spelling, in order."""
    return [unescape(id) for id in _ID.findall(html)]


def find_addresses(html: str) -> list[str]:
    """The addresses of the links in a piece of HTML in the one spelling, in order."""
    return [unescape(href) for href in _HREF.findall(html)]


def split_tags(html: str) -> list[str]:
    """``html``, in the one spelling, as text and tags in turn, beginning and ending with a text, which may be
    empty: joined, they are ``html``. A script or a style sheet counts as one tag, with all that is in it."""
    return _TAG_OR_SCRIPT.split(html)


def find_tag_places(html: str) -> Iterator[tuple[int, str]]:
    """Yield the tags of :func:`split_tags`, each with its place in ``html``."""
    return ((tag.start(), tag[0]) for tag in _TAG_OR_SCRIPT.finditer(html))


def find_tags(html: str) -> list[str]:
    """The tags in a piece of HTML, in order."""
    return _ANY_TAG.findall(html)


def strip_tags(html: str) -> str:
    """A piece of HTML without its tags."""
    return _ANY_TAG.sub("", html)


def read_tag_name(tag: str) -> str:
    """The name of the element that a tag of :func:`split_tags` opens or closes; empty for a comment."""
    name = _TAG_NAME.match(tag)
    return name[1] if name else ""


def is_script(tag: str) -> bool:
    """Whether a tag of :func:`split_tags` is a whole script or style sheet."""
    return tag.endswith(("</script>", "</style>")) and not tag.startswith("</")


def cut_out(html: str, name: str, holding: str = "") -> tuple[str, str, str]:
    """``html``, in the one spelling, in three parts: the first element ``name`` whose tag holds the text
    ``holding``, and what is before and after it. Where there is none, all is before."""
    if holding not in html:
        return html, "", ""
    opening, closing = re.compile(rf"<{name}\b[^<>]*>"), f"</{name}>"
    start = next((tag.start() for tag in opening.finditer(html) if holding in tag[0]), len(html))
    depth, end = 0, start
    while (close := html.find(closing, end)) >= 0:
        depth += sum(1 for _ in opening.finditer(html, end, close)) - 1
        end = close + len(closing)
        if not depth:
            return html[:start], html[start:end], html[end:]
    return html[:start], html[start:], ""


def change_scripts(html: str, kind: str, change: Callable[[str], str]) -> str:
    """``html``, in the one spelling, with what is in each script of the type ``kind`` (a media type) as
    ``change`` gives it."""
    pieces = split_tags(html)
    for place, tag in enumerate(pieces):
        if is_script(tag) and f'type="{kind}"' in tag[: (start := tag.index(">") + 1)]:
            end = tag.rindex("</")
            pieces[place] = tag[:start] + change(tag[start:end]) + tag[end:]
    return "".join(pieces)


class Heading(NamedTuple):
    """A heading with an id: its rank (1 to 6), its id and its words."""

    rank: int
    id: str
    words: str


def find_headings(html: str) -> list[Heading]:
    """The headings of a piece of HTML in the one spelling that have an id, in order."""
    headings = (
        (int(rank), _read_normal_attributes(attributes).get("id"), inner)
        for rank, attributes, inner in _HEADING.findall(html)
    )
    return [
        Heading(rank, unescape(id), unescape(strip_tags(inner)).strip()) for rank, id, inner in headings if id
    ]


def _read_normal_attributes(text: str) -> dict[str, str | None]:
    """The attributes in the text of a tag, in order, with their values as they are written: ``None`` for one
    without."""
    return {attribute[1]: attribute[2] for attribute in _SPELT.finditer(text)}


@dataclass(slots=True)
class Tag:
    """A tag that opens an element: its name, and its attributes in order with their values as they are
    written, escaped."""

    name: str
    attributes: dict[str, str | None]

    def __str__(self) -> str:
        attributes = [
            f" {name}" if value is None else f' {name}="{value}"' for name, value in self.attributes.items()
        ]
        return f"<{self.name}{''.join(attributes)}>"


def read_tag(text: str) -> Tag:
    """The opening tag that ``text``, in the one spelling, is."""
    name, _, attributes = text[1:-1].partition(" ")
    return Tag(name, _read_normal_attributes(f" {attributes}"))


def change_tags(
    html: str, names: Iterable[str], change: Callable[[Tag], Tag | None], holding: str = ""
) -> str:
    """``html``, in the one spelling, with each opening tag of the elements ``names`` that holds the text
    ``holding`` as ``change`` gives it; one for which it gives ``None`` stays as it is."""

    def change_tag(tag: re.Match[str]) -> str:
        new = change(Tag(tag[1], _read_normal_attributes(tag[2])))
        return tag[0] if new is None else str(new)

    names = tuple(names)
    if holding not in html or not any(f"<{name}" in html for name in names):
        return html
    return _compile_opening_tags(names, holding).sub(change_tag, html)


@cache
def _compile_opening_tags(names: tuple[str, ...], holding: str) -> re.Pattern[str]:
    """The pattern of an opening tag of the elements ``names`` that holds the text ``holding``: its name, and
    the text of its attributes."""
    held = f"(?=[^<>]*{re.escape(holding)})" if holding else ""
    return re.compile(rf"<({'|'.join(names)})(?=[ >]){held}((?: [^<>]*)?)>")


def unwrap_links(html: str, leads_nowhere: Callable[[str], bool]) -> str:
    """``html``, in the one spelling, with the words of a link in its place where ``leads_nowhere`` says so of
    its address."""

    def unwrap(link: re.Match[str]) -> str:
        href = _read_normal_attributes(link[1]).get("href")
        return link[2] if href and leads_nowhere(unescape(href)) else link[0]

    return _LINK.sub(unwrap, html)

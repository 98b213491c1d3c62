"""Prose fields: a small, safe Markdown, rendered to HTML.

Emphasis, links, lists and paragraphs (CommonMark through markdown-it-py), with HTML off. A link may go to an
``http``, ``https`` or ``mailto`` address, or to a record by its id (``[coaching](coaching)``,
``[self-awareness](mlcf/1.1)``). :func:`target` says which, to the checks and to the pages. Nothing in a
record is ever evaluated as a template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from macros.base import address_rules
from macros.base.problems import Fault, show

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Paragraphs in which Markdown would change nothing: no marks, no line that begins a list or ends in a hard
# break.
_LINE = r"(?![\s+-]|\d+[.)])[^`*_\[\]<>&\\!#~|\n]+(?<!\s)"
_PLAIN = re.compile(rf"{_LINE}(?:\n{{1,2}}{_LINE})*")
_LOOKS_LIKE_HTML = re.compile(r"<(?:!--|[/!?]?[a-zA-Z])[^>]*>?")
# The title of a page goes through the programs that render macros: a record's title must hold none.
_TEMPLATE = re.compile(r"\{[{%#]")
_PLAIN_LINK = re.compile(
    r"(?<!!)\[[^\[\]\n]*[^\[\]\s]\]\(([a-z0-9][A-Za-z0-9/._-]*|https?://[A-Za-z0-9/?=#._%+~-]+)\)"
)
_UNPLAIN = re.compile(r"[`\\&<]|(?m:^ {4})")
MOST_OF_AN_ID = 120
_ID = re.compile(r"[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*(?:/[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*)?")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_MARK = re.compile(r"[\[*_`\\]")

NO_HTML = "write plain words; emphasis is *so*, a link is [words](id or address)"
NO_CALL = "write plain words; only pages in docs call macros"
NO_LINK = "link to an http or https address, or to a record by its id"


@dataclass(frozen=True)
class Target:
    """Where a link of prose leads: to a record by its ``id``; nowhere, where ``fault`` says what is wrong and
    what would be right; else to an address."""

    id: str = ""
    fault: Fault | None = None


@lru_cache(maxsize=8192)
def target(href: str) -> Target:
    """What a link to ``href``, its entities and backslashes read, is: the one judgement for checks and pages
    alike."""
    low, said = href.lower(), f"links to {show(href, 42)}"
    if not href:
        return Target(fault=Fault("has a link that leads nowhere", NO_LINK))
    if len(href) <= MOST_OF_AN_ID and _ID.fullmatch(href):
        return Target(id=href)
    if not low.startswith((*address_rules.SCHEMES, address_rules.MAIL)):
        return Target(fault=Fault(said, NO_LINK))
    judge = address_rules.mail_fault if low.startswith(address_rules.MAIL) else address_rules.fault
    return (
        Target(fault=Fault(f"{said}, which {fault.wrong}", fault.right))
        if (fault := judge(href))
        else Target()
    )


def _new_parser(leads: Callable[[str], bool]) -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero", {"html": False}).enable(
        ["emphasis", "link", "list", "escape", "newline", "backticks", "entity", "balance_pairs"]
    )
    # As it is written, which is what is judged. The parser offers these two methods to be replaced.
    parser.normalizeLink = str  # type: ignore[method-assign,assignment]
    parser.validateLink = leads  # type: ignore[method-assign,assignment]
    return parser


@cache
def _parser() -> MarkdownIt:
    """Makes a link only of what leads somewhere; all else stands as it is written."""
    return _new_parser(lambda href: target(href).fault is None)


@cache
def _parser_of_any_link() -> MarkdownIt:
    """Takes for a link whatever is written as one, to find what an author tried; what is escaped stays
    apart."""
    return _new_parser(lambda href: True).disable("text_join")


def faults(text: str) -> Iterator[Fault]:
    """What may not stand in prose."""
    yield from _never(text)
    if "](" in text:
        found = _links(text)
        yield from found.faults
        yield from (fault for href in found.hrefs if (fault := target(href).fault))


def faults_of_line(text: str) -> Iterator[Fault]:
    """What may not stand in a line, which is shown as it is written: links neither."""
    yield from _never(text)
    if "](" in text:
        wrong = f"holds a link ({_around_a_link(text)}), and a line is shown as it is written"
        yield Fault(wrong, "write the words alone, and link in prose")


def _never(text: str) -> Iterator[Fault]:
    if found := _TEMPLATE.search(text):
        yield Fault(f"holds '{found[0]}', with which a macro call begins", NO_CALL)
    if "<" in text and (found := _LOOKS_LIKE_HTML.search(text)):
        yield Fault(f"holds HTML ('{found[0][:40]}')", NO_HTML)


def record_links(text: str) -> list[str]:
    """The ids of records that the prose links to."""
    if "](" not in text:
        return []
    return [id for href in _links(text).hrefs if (id := target(href).id)]


@dataclass(frozen=True)
class _Links:
    """The links of a text: where they lead, and what is wrong with how they are written."""

    hrefs: tuple[str, ...]
    faults: tuple[Fault, ...] = ()


@lru_cache(maxsize=1024)
def _links(text: str) -> _Links:
    """Links written plainly are read at a glance, all others by the parser."""
    plain_links = _PLAIN_LINK.findall(text)
    if len(plain_links) == text.count("](") and not _UNPLAIN.search(text):
        return _Links(tuple(plain_links))
    hrefs: list[str] = []
    wrong: dict[Fault, None] = {}
    for block in _parser_of_any_link().parse(text):
        before = None
        for token, after in pairwise((*(block.children or ()), None)):
            if token.type == "link_open":
                hrefs.append(_read_href(token))
                wrong |= dict.fromkeys(_misused(before, after))
            elif token.type == "text" and "](" in token.content:
                wrong[_no_link(token.content)] = None
            before = token
    return _Links(tuple(hrefs), tuple(wrong))


def _read_href(token: Token) -> str:
    """Where the beginning of a link leads, as it is written; empty where it leads nowhere."""
    return str(token.attrGet("href") or "")


def _misused(before: Token | None, after: Token | None) -> Iterator[Fault]:
    """What is wrong around the beginning of a link."""
    if before is not None and before.type == "text" and before.content.endswith("!"):
        yield Fault("holds a picture ('![')", "link to it: [words](address)")
    if after and (after.type == "link_close" or after.type == "text" and not after.content.strip()):
        yield Fault("has a link without words", "write what it leads to between its square brackets")


def _no_link(text: str) -> Fault:
    right = "write [words](id or address), without spaces inside the round brackets"
    return Fault(f"holds {_around_a_link(text)}, which makes no link", right)


def _around_a_link(text: str) -> str:
    place = text.index("](")
    return show(text[max(0, place - 20) : place + 22], 42)


def html(text: str, href: Callable[[str], str]) -> str:
    """The prose as HTML. ``href`` turns a record's id into an address; other links pass as they are.

    Raises ``KeyError`` from ``href`` for an id that is not there (checks report these first).
    """
    if _PLAIN.fullmatch(text):
        return "<p>" + text.replace('"', "&quot;").replace("\n\n", "</p>\n<p>") + "</p>"
    tokens = _parser().parse(text)
    for block in tokens:
        leads = True
        for token in block.children or ():
            if token.type == "link_open":
                leads = _point(token, href)
            if token.type in ("link_open", "link_close"):
                token.hidden = not leads
    html: str = _parser().renderer.render(tokens, _parser().options, {})
    return html.strip()


def _point(token: Token, href: Callable[[str], str]) -> bool:
    """Write into a link where it leads; whether it leads anywhere."""
    from markdown_it.common.normalize_url import normalizeLink

    found = target(_read_href(token))
    if found.id:
        token.attrSet("href", href(found.id))
    elif not found.fault:
        token.attrSet("href", normalizeLink(_read_href(token)))
        token.attrSet("rel", "external noopener")
    return not found.fault


def plain(text: str) -> str:
    """The prose as plain text, for search, descriptions and titles."""
    if _MARK.search(text):
        text = re.sub(r"[*_`\\]", "", _LINK.sub(r"\1", text))
    return " ".join(text.split())

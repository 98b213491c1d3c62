"""Prose fields: a small, safe part of Markdown, checked and rendered to HTML.

It has emphasis, links, lists and paragraphs (CommonMark, through markdown-it-py), with HTML off. A link may
go to an ``http``, ``https`` or ``mailto`` address, or to a record by its id (``[coaching](coaching)``,
``[self-awareness](mlcf/1.1)``); checks and pages both learn which from :func:`read_target`. Nothing in a
record is ever evaluated as a template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING

from macros.base import address_rules
from macros.base.problems import Fault, show
from macros.records import raw_markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# Paragraphs in which Markdown would change nothing: no marks, no line that begins a list or ends in a hard
# break.
_LINE = r"(?![\s+-]|\d+[.)])[^`*_\[\]<>&\\!#~|\n]+(?<!\s)"
_PLAIN = re.compile(rf"{_LINE}(?:\n{{1,2}}{_LINE})*")
# Emphasis and links to records that mean the same to every reader of Markdown: words between stars, with a
# space or a plain sign on either side, and words with an id.
_PLAIN_WORDS = r"[^`*_\[\]<>&\\!#~|\n]"
_PLAIN_MARKS = re.compile(
    rf"(?:(?<=[\s(“‘—–])|^)(?P<stars>\*\*?)(?=[^\W_])(?P<stressed>{_PLAIN_WORDS}+)"
    r"(?:(?<=[^\W_])(?P=stars)(?=[\s.,;:)?”’—–]|$)|(?<=[.?:])(?P=stars)(?=\s|$))"
    rf"|(?<!!)\[(?P<words>{_PLAIN_WORDS}+)\]"
    r"\((?=[^)]{1,120}\))(?P<id>[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*(?:/[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*)?)\)"
)
_LOOKS_LIKE_HTML = re.compile(r"<(?:!--|[/!?]?[a-zA-Z])[^>]*>?")
_REFERENCE_NUMBER = re.compile(
    r"(?<![\]!\\])\[\d{1,3}(?:[,\u2013-] ?\d{1,3})*\](?![(\[:])"
)  # Of a list that is elsewhere.
_AUTOLINK = re.compile(r"<(?:https?://|mailto:|[^\s<>@]+@)[^\s<>]*>")
# Without one of these signs, or one of those at the start of a line, a text holds no markup.
_SIGNS = re.compile(r"[\n<{\[\]*_`~|#>&\\=•·▪●◦‣]")
_SIGNS_IN_LINE = re.compile(r"[\[*_`~&|]")
# The title of a page goes through the programs that render macros: a record's title must hold none.
_TEMPLATE = re.compile(r"\{[{%#]")
_PLAIN_LINK = re.compile(
    r"(?<!!)\[[^\[\]\n]*[^\[\]\s]\]\(([a-z0-9][A-Za-z0-9/._-]*|https?://[A-Za-z0-9/?=#._%+~-]+)\)"
)
_UNPLAIN = re.compile(r"[`\\&<]|(?m:^ {4})")
MAX_ID_LENGTH = 120
_ID = re.compile(r"[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*(?:/[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*)?")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_MARK = re.compile(r"[\[*_`\\]")

NO_REFERENCE_NUMBER = "name the author or the year in words, and put the source's id under 'sources'"
NO_AUTOLINK = "write [words](address), with the address between the round brackets"
NO_HTML = "write plain words; emphasis is *so*, a link is [words](id or address)"
NO_CALL = "write plain words; only pages in docs call macros"
# Files that people put beside a text; no id ends like one of these.
FILES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".pdf", ".docx", ".pptx", ".xlsx", ".html", ".md")
NO_FILE = "link to a record by its id, or to a web address; pictures and files are for the pages in docs"
_IS_PICTURE = Fault("holds a picture ('![')", "link to it: [words](address)")
NO_LINK = "link to an http or https address, or to a record by its id"


@dataclass(frozen=True)
class ProseTarget:
    """Where a link of prose leads: to the record with this ``id``, or nowhere, because of ``fault``; without
    either, to an address on the web."""

    id: str = ""
    fault: Fault | None = None


@lru_cache(maxsize=8192)
def read_target(href: str) -> ProseTarget:
    """Where a link to ``href`` leads. ``href`` is what stands between its round brackets, with Markdown's
    entities and backslashes resolved. Checks and pages both go by this."""
    folded, wrong = href.lower(), f"links to {show(href, 42)}"
    if not href:
        return ProseTarget(fault=Fault("has a link that leads nowhere", NO_LINK))
    if folded.endswith(FILES) and "://" not in folded:
        return ProseTarget(fault=Fault(f"{wrong}, which is a file", NO_FILE))
    if len(href) <= MAX_ID_LENGTH and _ID.fullmatch(href):
        return ProseTarget(id=href)
    if not folded.startswith((*address_rules.SCHEMES, address_rules.MAIL)):
        return ProseTarget(fault=Fault(wrong, NO_LINK))
    find_fault = address_rules.mail_fault if folded.startswith(address_rules.MAIL) else address_rules.fault
    return (
        ProseTarget(fault=Fault(f"{wrong}, which {fault.wrong}", fault.right))
        if (fault := find_fault(href))
        else ProseTarget()
    )


def _create_parser(is_link: Callable[[str], bool]) -> MarkdownIt:
    """A parser of prose that makes a link of every ``href`` for which ``is_link`` is true."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero", {"html": False}).enable(
        ["emphasis", "link", "list", "escape", "newline", "backticks", "entity", "balance_pairs"]
    )
    # Addresses stay as written, for that is what is judged. The parser lets one replace these methods.
    parser.normalizeLink = str  # type: ignore[method-assign,assignment]
    parser.validateLink = is_link  # type: ignore[method-assign,assignment]
    return parser


@cache
def _get_parser() -> MarkdownIt:
    """The parser for pages: it makes a link only of what leads somewhere, and leaves all else as written."""
    return _create_parser(lambda href: read_target(href).fault is None)


@cache
def _get_lenient_parser() -> MarkdownIt:
    """The parser for checks: it makes a link of whatever is written as one, so that links that lead nowhere
    are found too, and keeps escaped signs in tokens of their own."""
    return _create_parser(lambda href: True).disable("text_join")


def may_have_faults(text: str) -> bool:
    """Whether a line or a text of prose may have faults, by the signs in it. Quick, and says yes too
    often."""
    return (
        _SIGNS.search(text) is not None
        or text[:1] in ("-", "!", "?", ":")
        or raw_markup.may_run_together(text)
    )


def find_prose_faults(text: str) -> Iterator[Fault]:
    """The faults of a text of prose: HTML, macro calls, links that are malformed or lead nowhere, and markup
    that prose does not have. Whether a record has the id that a link names is not judged here."""
    yield from _find_html_and_calls(text)
    if may_have_faults(text):
        markup = _read_markup(text)
        yield from markup.faults
        yield from (fault for href in markup.hrefs if (fault := read_target(href).fault))


def find_line_faults(text: str) -> Iterator[Fault]:
    """The faults of a line, which is shown as it is written: HTML, macro calls, links and other marks."""
    yield from (faults := list(_find_html_and_calls(text)))
    if "](" in text:
        wrong = f"holds a link ({_quote_link(text)}), and a line is shown as it is written"
        yield Fault(wrong, "write the words alone, and link in prose")
    elif not faults and (_SIGNS_IN_LINE.search(text) or raw_markup.may_run_together(text)):
        yield from raw_markup.find_marks_in_line(text)


def _find_html_and_calls(text: str) -> Iterator[Fault]:
    if "{" in text and (call := _TEMPLATE.search(text)):
        yield Fault(f"holds '{call[0]}', with which a macro call begins", NO_CALL)
    if "<" in text and (tag := _LOOKS_LIKE_HTML.search(text)):
        if _AUTOLINK.fullmatch(tag[0]):
            yield Fault(f"holds {show(tag[0], 42)}, which does not become a link", NO_AUTOLINK)
        else:
            yield Fault(f"holds HTML ('{tag[0][:40]}')", NO_HTML)
    if "[" in text and "`" not in text and (number := _REFERENCE_NUMBER.search(text)):
        yield Fault(f"holds '{number[0]}', which readers see as it is", NO_REFERENCE_NUMBER)


def find_record_ids(text: str) -> list[str]:
    """The ids of records that a text of prose links to, in order."""
    if "](" not in text:
        return []
    return [id for href in _read_markup(text).hrefs if (id := read_target(href).id)]


@dataclass(frozen=True)
class _ReadMarkup:
    """The markup of a text: the ``href`` of each link, and the faults in how it is written."""

    hrefs: tuple[str, ...]
    faults: tuple[Fault, ...] = ()


@lru_cache(maxsize=16384)
def _read_markup(text: str) -> _ReadMarkup:
    """The markup of ``text``: by patterns where all is written plainly, otherwise by the parser, which takes
    longer."""
    if not _UNPLAIN.search(text) and not raw_markup.may_hold_markup(_PLAIN_LINK.sub("x", text)):
        return _ReadMarkup(tuple(_PLAIN_LINK.findall(text)))
    return _parse_markup(text)


def _parse_markup(text: str) -> _ReadMarkup:
    """The markup of ``text`` by the parser."""
    hrefs: list[str] = []
    faults: dict[Fault, None] = {}
    for block in _get_lenient_parser().parse(text):
        before = None
        tokens = block.children or []
        for token, after in zip_longest(tokens, tokens[1:]):
            if token.type == "link_open":
                misuse = list(_find_misuse(before, after))
                hrefs += [] if _IS_PICTURE in misuse else [_read_href(token)]
                faults |= dict.fromkeys(misuse)
            before = token
        faults |= dict.fromkeys(raw_markup.find_raw_markup(tokens))
    return _ReadMarkup(tuple(hrefs), tuple(faults))


def _read_href(token: Token) -> str:
    """The ``href`` of the token that opens a link, as it is written; empty where there is none."""
    return str(token.attrGet("href") or "")


def _find_misuse(before: Token | None, after: Token | None) -> Iterator[Fault]:
    """The faults of a link, by the tokens ``before`` and ``after`` the one that opens it: an exclamation mark
    before it (a picture), or no words in it."""
    if before is not None and before.type == "text" and before.content.endswith("!"):
        yield _IS_PICTURE
    if after and (after.type == "link_close" or after.type == "text" and not after.content.strip()):
        yield Fault("has a link without words", "write what it leads to between its square brackets")


def _quote_link(text: str) -> str:
    """The part of ``text`` around its first link, quoted."""
    place = text.index("](")
    return show(text[max(0, place - 20) : place + 22], 42)


def render_html(text: str, href: Callable[[str], str]) -> str:
    """A text of prose as HTML. ``href`` gives the address of a record by its id; links to addresses stay.

    ``href`` may raise ``KeyError`` for an id that no record has, which passes through; checks report these
    first.
    """
    if _PLAIN.fullmatch(text):
        return f"<p>{_write_plain(text)}</p>"
    if _PLAIN.fullmatch(_PLAIN_MARKS.sub("x", text)):
        return _render_plain_marks(text, href)
    tokens = _get_parser().parse(text)
    for block in tokens:
        is_link = True
        for token in block.children or ():
            if token.type == "link_open":
                is_link = _set_href(token, href)
            if token.type in ("link_open", "link_close"):
                token.hidden = not is_link
    html: str = _get_parser().renderer.render(tokens, _get_parser().options, {})
    return html.strip()


def _write_plain(text: str) -> str:
    return text.replace('"', "&quot;").replace("\n\n", "</p>\n<p>")


def _render_plain_marks(text: str, href: Callable[[str], str]) -> str:
    """The HTML of a text whose only marks are those of :data:`_PLAIN_MARKS`, as the parser would write it."""
    pieces = ["<p>"]
    end = 0
    for mark in _PLAIN_MARKS.finditer(text):
        pieces.append(_write_plain(text[end : mark.start()]))
        end = mark.end()
        if mark["id"]:
            pieces.append(f'<a href="{escape(href(mark["id"]))}">{_write_plain(mark["words"])}</a>')
        else:
            tag = "em" if mark["stars"] == "*" else "strong"
            pieces.append(f"<{tag}>{_write_plain(mark['stressed'])}</{tag}>")
    pieces.append(_write_plain(text[end:]))
    return "".join([*pieces, "</p>"])


def _set_href(token: Token, href: Callable[[str], str]) -> bool:
    """Give the token that opens a link the address that it leads to. Returns whether it leads anywhere."""
    from markdown_it.common.normalize_url import normalizeLink

    target = read_target(_read_href(token))
    if target.id:
        token.attrSet("href", href(target.id))
    elif not target.fault:
        token.attrSet("href", normalizeLink(_read_href(token)))
        token.attrSet("rel", "external noopener")
    return not target.fault


def strip_markup(text: str) -> str:
    """A text of prose as plain text on one line, without its marks, for search, descriptions and titles."""
    if _MARK.search(text):
        text = re.sub(r"[*_`\\]", "", _LINK.sub(r"\1", text))
    return " ".join(text.split())

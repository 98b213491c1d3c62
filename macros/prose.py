"""Prose fields: a small, safe Markdown, rendered to HTML.

Emphasis, links, lists and paragraphs (CommonMark through markdown-it-py), with HTML off. A link may go to
``http``, ``https`` or ``mailto``, or to a record by its id (``[coaching](coaching)``, ``[self-awareness](mlcf/1.1)``).
Nothing in a record is ever evaluated as a template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

SCHEMES = ("http://", "https://", "mailto:")
# Paragraphs in which Markdown would change nothing: no marks, no line that begins a list or ends in a hard break.
_LINE = r"(?![\s+-]|\d+[.)])[^`*_\[\]<>&\\!#~|\n]+(?<!\s)"
_PLAIN = re.compile(rf"{_LINE}(?:\n{{1,2}}{_LINE})*")
_LOOKS_LIKE_HTML = re.compile(r"<(?:!--|[/!?]?[a-zA-Z])[^>]*>?")
# mkdocs-macros renders the title of any page as Jinja, in an environment that can run commands: a record's title must hold none.
_TEMPLATE = re.compile(r"\{[{%#]")
_PLAIN_LINK = re.compile(r"(?<!!)\[[^\[\]\n]+\]\(([a-z0-9][A-Za-z0-9/?=#._%+~-]*|https?://[A-Za-z0-9/?=#._%+~-]+)\)")
_UNPLAIN = re.compile(r"[`\\&<]|(?m:^ {4})")
_WRITTEN_LINK = re.compile(r"\[[^\[\]]*\]\(\s*([^)\s]+)")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_MARK = re.compile(r"[\[*_`\\]")
_SCHEME = re.compile(r"^[\s\x00-\x1f]*[a-zA-Z][a-zA-Z0-9+.\-\s]*:")


def _new_parser():
    from markdown_it import MarkdownIt

    return MarkdownIt("zero", {"html": False}).enable(
        ["emphasis", "link", "list", "escape", "newline", "backticks", "entity", "balance_pairs"]
    )


@cache
def _parser():
    return _new_parser()


@cache
def _parser_of_any_link():
    """Takes ``javascript:`` for a link too, where the other leaves such text standing: to find what an author tried."""
    parser = _new_parser()
    parser.validateLink = lambda url: True
    return parser


def faults(text: str) -> Iterator[tuple[str, str]]:
    """What may not stand in prose or a line, as (what is wrong, what would be right)."""
    if found := _TEMPLATE.search(text):
        yield f"holds '{found[0]}', with which a macro call begins", "write plain words; only pages in docs call macros"
    if "<" in text and (found := _LOOKS_LIKE_HTML.search(text)):
        yield f"holds HTML ('{found[0][:40]}')", "write plain words; emphasis is *so*, a link is [words](id or address)"
    if "](" not in text:
        return
    links = _hrefs(text, _parser_of_any_link)
    others = [href for href in _WRITTEN_LINK.findall(text) if not any(link.startswith(href) for link in links)]
    for href in [*links, *others]:
        if _SCHEME.match(href) and not href.lower().startswith(SCHEMES):
            yield f"links to '{href[:40]}'", "link to an http or https address, or to a record by its id"


def record_links(text: str) -> list[str]:
    """The ids of records that the prose links to."""
    if "](" not in text:
        return []
    return [href for href in _hrefs(text, _parser) if not href.lower().startswith(SCHEMES)]


def _hrefs(text: str, parser: Callable) -> list[str]:
    """Where the links of the prose lead. Links written plainly are read at a glance, all others by ``parser()``."""
    plain_links = _PLAIN_LINK.findall(text)
    if len(plain_links) == text.count("](") and not _UNPLAIN.search(text):
        return plain_links
    tokens = (token for block in parser().parse(text) for token in block.children or ())
    return [token.attrGet("href") or "" for token in tokens if token.type == "link_open"]


def html(text: str, href: Callable[[str], str]) -> str:
    """The prose as HTML. ``href`` turns a record's id into an address; other links pass as they are.

    Raises ``KeyError`` from ``href`` for an id that is not there (checks report these first).
    """
    if _PLAIN.fullmatch(text):
        return "<p>" + text.replace('"', "&quot;").replace("\n\n", "</p>\n<p>") + "</p>"
    tokens = _parser().parse(text)
    for block in tokens:
        for token in block.children or ():
            if token.type == "link_open":
                _point(token, href)
    return _parser().renderer.render(tokens, _parser().options, {}).strip()


def _point(token, href: Callable[[str], str]) -> None:
    target = token.attrGet("href") or ""
    if target.lower().startswith(SCHEMES):
        token.attrSet("rel", "external noopener")
    else:
        token.attrSet("href", href(target))


def plain(text: str) -> str:
    """The prose as plain text, for search, descriptions and titles."""
    if _MARK.search(text):
        text = re.sub(r"[*_`\\]", "", _LINK.sub(r"\1", text))
    return " ".join(text.split())

"""Finds markup that prose does not have: what readers would see as brackets, stars and other signs.

Prose is a small part of Markdown (:mod:`macros.records.prose`). What its author meant as a link, a table or a
footnote stays in the text as it was typed, so it is looked for in the texts that the parser left over. A sign
that readers are to see is written with a backslash before it, and is then none of these. What stands as it
was typed on a hand-written page, whose Markdown is larger, is found in the same way.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.entities import html5
from itertools import islice
from typing import TYPE_CHECKING

from macros.base.problems import Fault, show

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINK = "write [words](id or address), without spaces inside the round brackets"
_WHOLE_LINK = "write the id or address in the link itself, as [words](id or address)"
MOST_LINKS = 20  # Of one form in one text: there is no need to tell more of them.
_INSTEAD = "write a list, each entry after '- '"
_LIST = "write '- ' before each entry, with an empty line above the first"
_ON_LINES = (
    "give each entry a line of its own, with an empty line above it in a '>-' block, which joins lines; a"
    " dash within a sentence is '–'"
)
_CITE = "list the source under 'sources', and write its author and year"
_WORDS_TO_ADDRESS = "write [words](address), with words that say what is there"


@dataclass(frozen=True)
class _Markup:
    """Markup that prose does not have: the ``form`` by which it is known, what it does not become, as the end
    of a sentence, and what to write instead. ``at_start`` says that it stands at the start of a line;
    ``is_sign`` that it is a sign or two, which a problem names; and ``is_link`` that each is told."""

    form: re.Pattern[str]
    wrong: str
    right: str
    at_start: bool = False
    is_sign: bool = False
    is_link: bool = False

    def find(self, text: str, is_start: bool) -> Iterator[re.Match[str]]:
        """Where it stands in ``text``, which begins a line if ``is_start``."""
        if self.at_start:
            match = self.form.match(text) if is_start else None
        else:
            match = self.form.search(text)
        if match:
            yield match
            yield from islice(self.form.finditer(text, match.end()), MOST_LINKS if self.is_link else 0)


def _at_start(form: str, wrong: str, right: str) -> _Markup:
    return _Markup(re.compile(form), f"which does not become {wrong}", right, at_start=True)


def _anywhere(form: str, wrong: str, right: str) -> _Markup:
    return _Markup(re.compile(form), f"which does not become {wrong}", right)


def _link(form: str, right: str) -> _Markup:
    return _Markup(re.compile(form), "which does not become a link", right, is_link=True)


def _sign(form: str, wrong: str, right: str, escaped: str = "") -> _Markup:
    if escaped:
        right += f", or write {escaped} where readers are to see it"
    return _Markup(re.compile(form), wrong, right, is_sign=True)


_ID_OR_ADDRESS = r"https?:|mailto:|[\w.-]+/[\w./-]+{0}|[a-z0-9]+(?:-[a-z0-9]+)+{0}"
_CITATION = r"\[-?@[\w:.-]+|(?<![\w/@])@[a-z][\w:.-]*(?:19|20)\d\d\b"
# Entries of a list that stand in one line, each after a sign or a number.
_RUN_TOGETHER = re.compile(
    r"(?:(?<=\s)|^)-\s+[^\W\d][^\n]*?\s-\s+[^\W\d]|(?<=[:.;]\s)[-*]\s+[^\W\d]"
    r"|(?:(?<=\s)|^)[•·▪●◦‣]\s+\S[^\n]*?\s[•·▪●◦‣]\s+\S"
    r"|(?<=:\s)1[.)]\s[^\n]*?\s2[.)]\s\S"
)
_WEB_ADDRESS = re.compile(r"(?<![\w/<])(?<!\]\()(?<!\]:\s)(?:https?://|www\.)[^\s<>]+")
_MAIL_ADDRESS = re.compile(r"(?<![\w/:<])(?<!\]\()[\w.+-]+@[\w-]+\.[A-Za-z]\w+")
_BOTH_SIDES = "write it on both sides of the words"
_MARKUP = (
    _at_start(r"\[\^[^\]\n]{1,80}\]:", "a footnote", "put it into the text"),
    _at_start(r"\[[^\]\n]{1,80}\]:\s", "a link", _WHOLE_LINK),
    _at_start(r"\[[ xX]\]\s", "a box to tick", "write the words alone"),
    _at_start(r"#{1,6}\s", "a heading", "write a sentence of its own"),
    _at_start(r">\s?(?![\s\d=])", "a quotation", "write “ and ” around it"),
    _at_start(r"\|.*\|", "a table", _INSTEAD),
    _at_start(r"([-*_=])(\s*\1){2,}\s*$", "a line across the page", "take it out"),
    _at_start(r"[•·▪●◦‣]\s", "a list", _LIST),
    _at_start(r"(!!!|\?\?\?|:::)\s?\w", "a note", "write a sentence"),
    _anywhere(
        r"!\[(?:[^\]]{0,200}\](?:\([^)]{0,200}\)|\[[^\]]{0,80}\])?)?",
        "a picture",
        "link to it: [words](address)",
    ),
    _anywhere(r"\[\^[^\]\n]{0,80}\]", "a footnote", "put it into the text"),
    _anywhere(r"\|\s*:?-{3,}:?\s*(?:\||$)", "a table", _INSTEAD),
    _anywhere(r"(?<=\s)#{1,6}\s(?=[A-Z])", "a heading", "write a sentence of its own"),
    _anywhere(r"(?<=[.:;!?]\s)>\s(?=[A-Z“\"])", "a quotation", "write “ and ” around it"),
    _anywhere(_RUN_TOGETHER.pattern, "a list", _ON_LINES),
    _anywhere(r"\S\t+\S", "a table", _INSTEAD),
    _anywhere(_CITATION, "a citation", _CITE),
    _link(r"\[\[", _LINK),
    _link(r"\]\(", _LINK),
    _link(r"\]\[[^\]\n]{0,80}\]", _WHOLE_LINK),
    _link(rf"\]\s+\((?:{_ID_OR_ADDRESS.format('[)]')})", "take out the space before the '('"),
    _link(rf"\)\[(?:{_ID_OR_ADDRESS.format('[]]')})", _LINK),
    _sign(r"~~", "which strikes nothing out", "take it out", "\\~"),
    _sign(r"(?<![=<>!])==(?=\w)", "which marks nothing", "take it out"),
    _sign(r"\{[:.]\s?[\w.#]", "which sets nothing", "take it out, up to its '}'"),
    _sign(r"`", "which is never closed", _BOTH_SIDES, "\\`"),
    _sign(r"\*\*|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)", "which emphasises nothing", _BOTH_SIDES, "\\*"),
    _sign(r"(?<![\w_])__?(?=[^\W_])|(?<=[^\W_])__?(?![\w_])", "which emphasises nothing", _BOTH_SIDES, "\\_"),
    _sign(r"&[A-Za-z][A-Za-z0-9]{1,30};", "which stands for no sign", "write the sign itself"),
)
# What stands as it is typed outside of links, whose words may be an address.
_ADDRESSES = (
    _link(_WEB_ADDRESS.pattern, _WORDS_TO_ADDRESS),
    _link(_MAIL_ADDRESS.pattern, "write [words](mailto:address)"),
)
# What stands on a page as it is typed; its Markdown has more than that of prose.
_ABOVE = "put an empty line above it"
_LINK_ON_PAGE = "write [words](place or address), without spaces inside the round brackets"
_ON_PAGE = (
    _anywhere(r"(?<=\n)(?:[-*+]|\d{1,2}[.)])\s+\S", "a list", f"{_ABOVE}, or break the line elsewhere"),
    _anywhere(r"(?m:^\|.*\|)", "a table", f"{_ABOVE}, and a line of |---|---| below its first row"),
    _anywhere(r"(?m:^\[[^\]\n]{1,80}\]:\s)", "a link", _WHOLE_LINK),
    _anywhere(r"(?m:^[•·▪●◦‣]\s)", "a list", _LIST),
    _anywhere(r"(?m:^(!!!|\?\?\?|:::)\s?\w)", "a note", "write a sentence"),
    _anywhere(
        r"(?<!<)!\[|\[\^[^\]\n]{0,80}\]", "a picture or a footnote", "write ![what it shows](its place)"
    ),
    _anywhere(_RUN_TOGETHER.pattern, "a list", "give each entry a line of its own"),
    _anywhere(_CITATION, "a citation", 'write {{ cite("id") }}'),
    _link(r"\[\[", _LINK_ON_PAGE),
    _link(r"\]\(", _LINK_ON_PAGE),
    _link(r"\]\[[^\]\n]{0,80}\]", _WHOLE_LINK),
    _link(r"\]\s+\((?:https?:|mailto:|[\w./-]+\.md\b|[\w-]+\))", "take out the space before the '('"),
)
# In a text without any of these signs there is none of the markup above.
_SUSPECT_ON_PAGE = re.compile(
    r"[@\[\]|•·▪●◦‣]|://|www\.|\n(?:[-*+\d]|!!!|\?\?\?|:::)|\s[-*]\s|\s1[.)]\s|^(?:!!!|\?\?\?|:::)"
)
_SUSPECT = re.compile(
    r"\]\s*\(|\]\[|\)\[|\[\^|!\[|\[\[|[*_`~|\\]|==|\{[:.]|&\w+;|\s#{2,6}\s"
    r"|(?m:^[ \t]*(?:(?:[-+]|\d+[.)])[ \t]+)*"
    r"(?:#{1,6}\s|>|[-= \t]{3,}$|\[[^\]\n]{1,80}\](?:\s|:)|[•·▪●◦‣–—−]|-[^\W\d]|!!!|\?\?\?|:::))"
)
_SIGN_WITHIN = re.compile(r"[@\t#>*•·▪●◦‣]")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,2})(?![\s*])((?:[^*\\\n]|\n(?!\s*\n))+)(?<!\s)\1(?![\w*])")
_LIKE_ENTRY = re.compile(r"[–—−]\s?\w|-[^\W\d]")
_INTERVAL = re.compile(r"\[\s*[-–−+]?\d[\d.,;\s–−+-]*\)|\(\s*[-–−+]?\d[\d.,;\s–−+-]*\]")
_IN_LINE = (
    re.compile(r"^(?:#{1,6}|>(?=\s[A-Z“\"]))\s"),
    re.compile(r"^\|.*\|$|\t"),
    _RUN_TOGETHER,
    _WEB_ADDRESS,
    _MAIL_ADDRESS,
    re.compile(r"(?<![\w*])(\*{1,3})(?![\s*])[^*\n]+(?<!\s)\1(?![\w*])"),
    re.compile(r"(?<![\w_])(_{1,3})(?![\s_])[^_\n]+(?<!\s)\1(?![\w_])"),
    re.compile(r"`[^`\n]+`"),
    re.compile(r"~~[^~\n]+~~"),
    re.compile(r"!\[|\[\^[^\]]*\]|\]\[[^\]]*\]|\[\["),
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,30});")


def may_run_together(text: str) -> bool:
    """Whether a text may hold an address, or signs that belong at the start of a line, within one. Quick, and
    says yes too often."""
    return (
        "://" in text
        or " - " in text
        or "www." in text
        or " 1. " in text
        or " 1) " in text
        or _SIGN_WITHIN.search(text) is not None
    )


def may_hold_markup(text: str) -> bool:
    """Whether a text of prose, without its links, may hold markup that prose does not have. Quick, and says
    yes too often."""
    rest = _EMPHASIS.sub(r"\2", text) if "*" in text else text
    return (
        _SUSPECT.search(rest) is not None
        or may_run_together(rest)
        or "[" in rest
        and any(_find_open_bracket(line) for line in rest.split("\n"))
    )


def find_raw_markup(tokens: list[Token]) -> Iterator[Fault]:
    """The faults of a paragraph or an entry of a list, by the ``tokens`` in it: markup that the parser left
    as text, each kind of it once."""
    seen: set[_Markup] = set()
    bracketed, starts = "", []
    is_start, is_linked = True, False
    for token in tokens:
        if token.type == "text":
            forms = _MARKUP if is_linked else (*_MARKUP, *_ADDRESSES)
            yield from _find_in_text(token.content, is_start, seen, forms)
            bracketed += _INTERVAL.sub("", token.content)
            starts += [token.content] if is_start else []
        elif token.type in ("link_open", "link_close"):
            is_linked = token.type == "link_open"
        is_start = token.type in ("softbreak", "hardbreak")
    entries = [start for start in starts if _LIKE_ENTRY.match(start)]
    if len(entries) > 1:
        yield Fault(f"holds {_quote(entries[0], 0)}, which does not become a list", _LIST)
    if place := _find_open_bracket(bracketed):
        yield Fault(f"holds {_quote(bracketed, place - 1)}, in which '[' is never closed", _LINK)


def find_marks_on_page(text: str, is_linked: bool) -> Iterator[tuple[int, Fault]]:
    """The faults of a piece of a hand-written page that Markdown left as text, each with its offset there:
    lists and tables run together, links, addresses and citations. ``is_linked`` says that it is the words of
    a link."""
    if not _SUSPECT_ON_PAGE.search(text):
        return
    spans: list[tuple[int, int]] = []
    for markup in _ON_PAGE if is_linked else (*_ON_PAGE, *_ADDRESSES):
        for match in markup.find(text, is_start=True):
            if not any(match.start() < end and start < match.end() for start, end in spans):
                spans.append(match.span())
                wrong = f"holds {_quote(text, match.start())}, {markup.wrong}"
                yield match.start(), Fault(wrong, markup.right)


def _find_in_text(text: str, is_start: bool, seen: set[_Markup], forms: Iterable[_Markup]) -> Iterator[Fault]:
    """The faults of a text by these ``forms``, each part of which is judged once; ``seen`` gathers the kinds
    that are found."""
    spans: list[tuple[int, int]] = []
    for markup in forms:
        if markup in seen and not markup.is_link:
            continue
        for match in markup.find(text, is_start):
            if not any(match.start() < end and start < match.end() for start, end in spans):
                seen.add(markup)
                spans.append(match.span())
                sign = f"'{match[0]}' in " if markup.is_sign else ""
                yield Fault(f"holds {sign}{_quote(text, match.start())}, {markup.wrong}", markup.right)


def _find_open_bracket(text: str) -> int:
    """The place, from 1, of the first '[' in ``text`` that is never closed; 0 without one."""
    open_places: list[int] = []
    for place, sign in enumerate(text, 1):
        if sign == "[":
            open_places.append(place)
        elif sign == "]" and open_places:
            open_places.pop()
    return open_places[0] if open_places else 0


def find_marks_in_line(text: str) -> Iterator[Fault]:
    """The faults of a line, which is shown as it is written: marks of Markdown, and entities of HTML."""
    for form in _IN_LINE:
        if mark := form.search(text):
            wrong = f"holds {_quote(text, mark.start())}, and a line is shown as it is written"
            yield Fault(wrong, "write the words alone; marks and links are for prose")
    for entity in _ENTITY.finditer(text) if "&" in text else ():
        sign = html.unescape(entity[0]) if entity[0][1] == "#" else html5.get(entity[0][1:])
        if sign:
            yield Fault(f"holds '{entity[0]}', and a line is shown as it is written", f"write {show(sign)}")
            return


def _quote(text: str, place: int) -> str:
    """The part of ``text`` around ``place``, quoted."""
    return show(text[max(0, place - 20) : place + 22], 42)

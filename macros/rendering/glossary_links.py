"""Links glossary terms from their first use on a page, and from no later one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from html import escape

from macros.base.language_marks import cut
from macros.records.entries import Entry
from macros.records.kinds import Term
from macros.records.prose import strip_markup

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
_WORD = re.compile(r"[^\W_]+")
# Nothing inside these is linked: links and controls already are something, headings and summaries are ways
# in, the rest is no running text.
_CLOSED = {
    "a",
    "button",
    "caption",
    "cite",
    "code",
    "dt",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "label",
    "pre",
    "script",
    "select",
    "summary",
    "svg",
    "th",
}


class Terms:
    """The terms of a glossary, ready to be found in text. A capital abbreviation is found only as it is
    written."""

    def __init__(self, terms: Iterable[Entry]):
        terms = list(terms)
        self._forms: dict[str, list[tuple[str, Entry, bool]]] = defaultdict(list)
        for entry in terms:
            term = entry.read_as(Term)
            if term.linked:
                for form in (entry.title, *term.also):
                    exact = form.isupper()
                    if first := _WORD.match(form):
                        self._forms[first[0].lower()].append(
                            (escape(form if exact else form.lower(), quote=False), entry, exact)
                        )
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form[0]))
        self._said: dict[Entry, str] = {}
        self._about: dict[str, list[Entry]] = defaultdict(list)
        for entry in terms:
            self._about[entry.title.casefold()].append(entry)

    def __repr__(self) -> str:
        return f"<Terms: {len(self._forms)} first words>"

    def about(self, entry: Entry) -> list[Entry]:
        """The terms that the page of ``entry`` is about: those called as it is."""
        return self._about[entry.title.casefold()]

    def link(self, html: str, href: Callable[[Entry], str], seen: set[Entry]) -> str:
        """``html`` with a link at the first use of every term that is not in ``seen``; those linked are added
        to it."""
        if "<" not in html:
            return self._text(html, href, seen)
        pieces, closed = _TAG.split(html), 0
        for place, piece in enumerate(pieces):
            if piece.startswith("<"):
                name = _NAME.match(piece)
                if name and name[1] in _CLOSED:
                    closed += -1 if piece.startswith("</") else 1
            elif not closed and piece:
                pieces[place] = self._text(piece, href, seen)
        return "".join(pieces)

    def _text(self, text: str, href: Callable[[Entry], str], seen: set[Entry]) -> str:
        out, done, past = [], 0, 0
        lower = text.replace(
            "İ", "i"
        ).lower()  # The one letter whose lower case is longer: places must be the same in both.
        for word in _WORD.finditer(lower):
            start = word.start()
            first = word[0] if word[0] in self._forms else word[0].removesuffix("s")
            if (
                start < past
                or first not in self._forms
                or not (found := self._find(text, lower, start, first))
            ):
                continue
            entry, past = found  # A longer term that is named again is passed over whole.
            if entry not in seen:
                seen.add(entry)
                link = (
                    f'<a class="hb-term" href="{escape(href(entry))}"'
                    f' title="{self._meaning(entry)}">{text[start:past]}</a>'
                )
                out += [text[done:start], link]
                done = past
        return "".join([*out, text[done:]]) if out else text

    def _find(self, text: str, lower: str, start: int, first: str) -> tuple[Entry, int] | None:
        """The term with the longest form that stands at ``start``, as a whole word or its plural in s, and
        where it ends."""
        if start and text[start - 1] in "-_/&":
            return None
        for form, entry, exact in self._forms[first]:
            if not (text if exact else lower).startswith(form, start):
                continue
            end = start + len(form)
            end += lower.startswith("s", end) and not exact
            if end == len(text) or not (text[end].isalnum() or text[end] in "-_’'"):
                return entry, end
        return None

    def _meaning(self, entry: Entry) -> str:
        if entry not in self._said:
            self._said[entry] = escape(cut(strip_markup(entry.read_as(Term).means)))
        return self._said[entry]

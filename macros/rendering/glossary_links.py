"""Links the first use of each glossary term on a page to the glossary."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from html import escape

from macros.base.html import read_tag_name, split_tags
from macros.base.language_marks import cut
from macros.base.notes import note
from macros.records.entries import Entry
from macros.records.kinds import Term
from macros.records.prose import strip_markup

_WORD = re.compile(r"[^\W_]+")
# Nothing inside these elements is linked: links and controls cannot hold a link, headings and summaries are
# what readers navigate by, and the others hold no running text.
_UNLINKED_ELEMENTS = {
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
    "select",
    "summary",
    "svg",
    "th",
}


class TermLinker:
    """Links the terms of a glossary. Case does not matter, but a form in capitals, such as an abbreviation,
    is matched only as it is written."""

    def __init__(self, terms: Iterable[Entry]):
        terms = list(terms)
        self._forms: dict[str, list[tuple[str, Entry, bool]]] = defaultdict(list)
        for entry in terms:
            term = entry.read_as(Term)
            if term.linked and not entry.retired:
                for form in (entry.title, *term.also):
                    exact = form.isupper()
                    if first := _WORD.match(form):
                        self._forms[first[0].lower()].append(
                            (escape(form if exact else form.lower(), quote=False), entry, exact)
                        )
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form[0]))
        # The first words of all forms, by themselves and by their plurals.
        self._first_words = {f"{first}s": first for first in self._forms} | {
            first: first for first in self._forms
        }
        self._meanings: dict[Entry, str] = {}
        self._terms_by_title: dict[str, list[Entry]] = defaultdict(list)
        for entry in terms:
            self._terms_by_title[entry.title.casefold()].append(entry)

    def __repr__(self) -> str:
        return f"<TermLinker: {len(self._forms)} first words>"

    def list_terms_about(self, entry: Entry) -> list[Entry]:
        """The terms that the page of ``entry`` is about: those with the same title."""
        return self._terms_by_title[entry.title.casefold()]

    def link(self, html: str, href: Callable[[Entry], str], used: set[Entry]) -> str:
        """``html`` with a link at the first use of every term that is not in ``used``, to which the terms
        that are linked are added. ``href`` makes the address of a term."""
        if "<" not in html:
            return self._link_text(html, href, used)
        pieces, unlinked_depth = split_tags(html), 0
        for place, piece in enumerate(pieces):
            if piece.startswith("<"):
                if read_tag_name(piece) in _UNLINKED_ELEMENTS:
                    unlinked_depth += -1 if piece.startswith("</") else 1
            elif not unlinked_depth and piece:
                pieces[place] = self._link_text(piece, href, used)
        return "".join(pieces)

    def _link_text(self, text: str, href: Callable[[Entry], str], used: set[Entry]) -> str:
        pieces, copied_until, form_end = [], 0, 0
        # "İ" is the only letter whose lower case is longer; places must be the same in both texts.
        lower = text.replace("İ", "i").lower()
        find_first = self._first_words.get
        for word in _WORD.finditer(lower):
            if (first := find_first(word[0])) is None:
                continue
            start = word.start()
            if start < form_end or not (match := self._find_form(text, lower, start, first)):
                continue
            entry, form_end = match  # Set for a used term too: no shorter term within it is linked.
            if entry not in used:
                used.add(entry)
                link = (
                    f'<a class="hb-term" href="{escape(href(entry))}"'
                    f' title="{self._find_meaning(entry)}">{text[start:form_end]}</a>'
                )
                pieces += [text[copied_until:start], link]
                copied_until = form_end
        return "".join([*pieces, text[copied_until:]]) if pieces else text

    def _find_form(self, text: str, lower: str, start: int, first: str) -> tuple[Entry, int] | None:
        """The term with the longest form that begins at ``start`` and is a complete word or its plural in s,
        and the place where the form ends. ``first`` is the first word, without the s of a plural."""
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

    def _find_meaning(self, entry: Entry) -> str:
        note("node", entry)
        if entry not in self._meanings:
            self._meanings[entry] = escape(cut(strip_markup(entry.read_as(Term).means)))
        return self._meanings[entry]

"""How sources are written: short in a sentence, whole in a list.

``citeproc-py`` writes them, in the style of ``styles/harvard.csl``; here a source becomes the CSL-JSON that
it reads. It is imported when the first source is shown, so that a check does without it, and each source is
written once a build.
"""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from macros.records.kinds import Source

STYLE = Path(__file__).parent / "styles" / "harvard.csl"

# The fields of a source by their names in CSL-JSON, where those differ or stand for themselves.
_CSL = {
    "type": "type",
    "title": "title",
    "container": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "edition": "edition",
    "number": "number",
    "publisher": "publisher",
}


class Citations:
    """The sources of one handbook as they are written."""

    def __init__(self, sources: Iterable[Source]):
        self.sources = {source.id: source for source in sources}
        self._short: dict[str, str] = {}
        self._full: dict[str, Markup] = {}

    def short(self, id: str) -> str:
        """``Haynes et al., 2009``, ``Kotter, 1996``, ``NHS England, 2018``: authors in brief and the year, as
        plain text."""
        if id not in self._short:
            self._short[id] = html.unescape(str(self._processor.cite(self._cited(id), None)))
        return self._short[id]

    def full(self, id: str) -> Markup:
        """The whole reference as HTML, without an address: that is for the page to link."""
        if id not in self._full:
            (written,) = self._processor.style.render_bibliography(self._cited(id).cites)
            self._full[id] = Markup(str(written))
        return self._full[id]

    def _cited(self, id: str) -> Any:  # Of citeproc, which has no types; so is the processor.
        from citeproc import Citation, CitationItem

        citation = Citation([CitationItem(id)])
        self._processor.register(citation)
        return citation

    @cached_property
    def _processor(self) -> Any:
        from citeproc import CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        style = CitationStylesStyle(str(STYLE), validate=False)
        enough = int(style.root.bibliography.get("et-al-min"))
        return CitationStylesBibliography(
            style, CiteProcJSON(self._csl(source, enough) for source in self.sources.values()), formatter.html
        )

    def _csl(self, source: Source, enough: int) -> dict[str, Any]:
        """A source as CSL-JSON, its texts escaped, since the processor does not escape them.

        Authors who are not named count all the same: with as many names as are ``enough``, the style says "et
        al." after those it shows, and never comes to the ones made up here.
        """
        found: dict[str, Any] = {
            _CSL[name]: html.escape(str(value), quote=False)
            for name, value in source
            if name in _CSL and value is not None
        }
        names = [
            *map(_person, source.authors),
            *({"literal": html.escape(body, quote=False)} for body in source.bodies),
        ]
        unnamed = [{"family": "and others"}] * (enough - len(names)) if source.others else []
        found |= {"id": source.id, "issued": {"literal": f"{source.year}{self._letters.get(source.id, '')}"}}
        people = {"author": names + unnamed, "editor": [_person(name) for name in source.editors]}
        return found | {role: listed for role, listed in people.items() if listed}

    @cached_property
    def _letters(self) -> dict[str, str]:
        """The letters after the year of sources that would otherwise be called the same in a sentence: 2011a,
        2011b."""
        alike = defaultdict(list)
        for source in self.sources.values():
            called = [name if name in source.bodies else name.rsplit(" ", 1)[0] for name in source.creators]
            more = len(called) > 2 or source.others
            alike[tuple(called[:1] if more else called), more, source.year].append(source.id)
        return {id: _letter(place) for ids in alike.values() if len(ids) > 1 for place, id in enumerate(ids)}


def _person(name: str) -> dict[str, str]:
    """A name as CSL-JSON, with its initials apart: ``Malo J-L``, ``French J R P``."""
    family, initials = name.rsplit(" ", 1)
    return {"family": html.escape(family, quote=False), "given": " ".join(initials)}


def _letter(place: int) -> str:
    """``a`` to ``z``, then ``za`` and on."""
    return "z" * (place // 26) + "abcdefghijklmnopqrstuvwxyz"[place % 26]


def in_order(source: Source) -> tuple[list[str], int, str]:
    """The key by which a list of sources is sorted: authors, year, title."""
    return [name.casefold() for name in source.creators], source.year, source.title.casefold()


def address(source: Source) -> str | None:
    """Where the source is found: its DOI as an address, else its own."""
    return f"https://doi.org/{source.doi}" if source.doi else source.url

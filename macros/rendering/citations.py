"""Formats sources: as a citation in a sentence, and as a reference in a list.

``citeproc-py`` formats them in the Harvard style of ``styles/harvard.csl``, from CSL-JSON
(https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html). It is imported when the first source is
shown, so that a check runs without it, and each source is formatted once a build.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from macros.exports.csl import describe_source
from macros.records.kinds import Source
from macros.records.people import PersonName, read_person

STYLE = Path(__file__).parent / "styles" / "harvard.csl"

# The fields of CSL-JSON that the style has no use for, or that pages show in their own way.
_NOT_STYLED = {"DOI", "ISBN", "URL", "note", "author", "editor"}

# A full stop that the style puts after a mark that ends a sentence already, as in "<i>Does it work?</i>.".
_SECOND_STOP = re.compile(r"([?!.…](?:</i>|[’”])*)\.$")


class Citations:
    """Formats the sources of one handbook."""

    def __init__(self, sources: Iterable[Source]):
        self.sources = {source.id: source for source in sources}
        self._citations: dict[str, str] = {}
        self._references: dict[str, Markup] = {}

    def cite(self, id: str) -> str:
        """The citation of a source as plain text: ``Haynes et al., 2009``, ``Kotter, 1996``, ``NHS England,
        2018``."""
        if id not in self._citations:
            self._citations[id] = html.unescape(str(self._processor.cite(self._create_citation(id), None)))
        return self._citations[id]

    def format_reference(self, id: str) -> Markup:
        """The complete reference of a source as HTML, without its address, which the page links."""
        if id not in self._references:
            (reference,) = self._processor.style.render_bibliography(self._create_citation(id).cites)
            self._references[id] = Markup(_SECOND_STOP.sub(r"\1", str(reference)))
        return self._references[id]

    def _create_citation(self, id: str) -> Any:  # Of citeproc, which has no types; so is the processor.
        from citeproc import Citation, CitationItem

        citation = Citation([CitationItem(id)])
        self._processor.register(citation)
        return citation

    @cached_property
    def _processor(self) -> Any:
        from citeproc import CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        style = CitationStylesStyle(str(STYLE), validate=False)
        et_al_minimum = int(style.root.bibliography.get("et-al-min"))
        return CitationStylesBibliography(
            style,
            CiteProcJSON(self._convert_to_csl(source, et_al_minimum) for source in self.sources.values()),
            formatter.html,
        )

    def _convert_to_csl(self, source: Source, et_al_minimum: int) -> dict[str, Any]:
        """A source as CSL-JSON, with its texts escaped, since the processor does not escape them.

        Where a source has further authors whom it does not name, made-up names fill the list up to
        ``et_al_minimum``, from which on the style writes "et al." and none of these.
        """
        item = describe_source(source, partial(html.escape, quote=False))
        fields = {name: value for name, value in item.items() if name not in _NOT_STYLED}
        names = item.get("author", [])[: len(source.authors) + len(source.bodies)]
        unnamed = [{"family": "and others"}] * (et_al_minimum - len(names)) if source.others else []
        fields |= {"issued": {"literal": f"{source.year}{self.letters.get(source.id, '')}"}}
        people = {"author": names + unnamed, "editor": item.get("editor", [])}
        return fields | {role: names for role, names in people.items() if names}

    @cached_property
    def letters(self) -> dict[str, str]:
        """The letters after the year, by the source's id, of sources that would otherwise have the same
        citation: 2011a, 2011b."""
        ids_by_citation = defaultdict(list)
        for source in self.sources.values():
            names = [name if name in source.bodies else _read_name(name).surname for name in source.creators]
            has_more = len(names) > 2 or source.others
            ids_by_citation[tuple(names[:1] if has_more else names), has_more, source.year].append(source.id)
        return {
            id: _name_letter(place)
            for ids in ids_by_citation.values()
            if len(ids) > 1
            for place, id in enumerate(ids)
        }


def _read_name(name: str) -> PersonName:
    return read_person(name) or PersonName(name)


def _name_letter(place: int) -> str:
    """The letter for a place, from 0: ``a`` to ``z``, then ``za`` to ``zz``, ``zza`` and so on."""
    return "z" * (place // 26) + "abcdefghijklmnopqrstuvwxyz"[place % 26]


def sort_key(source: Source) -> tuple[list[str], int, str]:
    """The key for sorting a list of sources: authors, year, title."""
    return [name.casefold() for name in source.creators], source.year, source.title.casefold()


def find_address(source: Source) -> str | None:
    """The address of a source: that of its DOI, else its own ``url``; ``None`` where it has neither."""
    return f"https://doi.org/{source.doi}" if source.doi else source.url

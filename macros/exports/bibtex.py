"""Sources as BibTeX, which LaTeX, JabRef and most reference managers read (O Patashnik, BibTeXing, 1988).

The file is plain ASCII: letters and signs beyond it stand in TeX's spelling, so that BibTeX itself reads it
as well as biber does. bibtexparser writes the entries, pylatexenc the spelling.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from macros.base.csv_tables import clean_cell
from macros.exports.downloads import offer
from macros.exports.formats import ExportFile, Format
from macros.exports.publication import Publication
from macros.records.entries import Entry
from macros.records.kinds import Source
from macros.records.people import PersonName, read_person

if TYPE_CHECKING:
    from bibtexparser.model import Entry as BibtexEntry

PLACE = "sources.bib"
# The types of entries, by those of sources.
TYPES = {"article-journal": "article", "book": "book", "chapter": "incollection", "report": "techreport"}
OTHER = "misc"
# The fields of BibTeX, by those of sources; where they are others for a type, by type.
FIELDS = {
    "volume": "volume",
    "issue": "number",
    "number": "number",
    "publisher": "publisher",
    "isbn": "isbn",
    "note": "note",
}
CONTAINERS = {"article": "journal", "incollection": "booktitle", "misc": "howpublished"}
# In an address a brace or a backslash would end the field, or begin a command.
_NOT_IN_ADDRESSES = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}

Spell = Callable[[str], str]


def write(publication: Publication, only: tuple[Entry, ...]) -> Iterator[ExportFile]:
    """Yield one file with the sources that are wanted, in their order."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library

    spell = _create_speller()
    entries = only or [entry for entry in publication.handbook.sources if not entry.retired]
    library = Library([describe_source(entry.read_as(Source), spell) for entry in entries])
    text = write_string(library, unparse_stack=[])  # The values are in their braces already.
    yield ExportFile(PLACE, text.encode())


def _create_speller() -> Spell:
    """What spells a text as TeX does. Braces are named, for BibTeX counts those with a backslash too."""
    from pylatexenc.latexencode import (
        RULE_DICT,
        UnicodeToLatexConversionRule,
        UnicodeToLatexEncoder,
    )

    braces = {ord("{"): r"\textbraceleft", ord("}"): r"\textbraceright"}
    encoder = UnicodeToLatexEncoder(
        conversion_rules=[UnicodeToLatexConversionRule(RULE_DICT, braces), "defaults"],
        replacement_latex_protection="braces-all",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )
    spell: Spell = encoder.unicode_to_latex
    is_plain = re.compile(r"[A-Za-z0-9 .,:;()/?!'*+=\[\]@-]*").fullmatch
    return lambda text: text if is_plain(text) else spell(text)


def describe_source(source: Source, spell: Spell) -> BibtexEntry:
    """A source as an entry of BibTeX, its texts spelt by ``spell``."""
    from bibtexparser.model import Entry, Field

    kind = TYPES.get(source.type, OTHER)
    fields = dict(_list_fields(source, kind, lambda text: spell(" ".join(clean_cell(text).split()))))
    return Entry(kind, source.id, [Field(name, f"{{{value}}}") for name, value in fields.items()])


def _list_fields(source: Source, kind: str, spell: Spell) -> Iterator[tuple[str, str]]:
    authors = [_write_name(name, spell) for name in source.authors]
    authors += [f"{{{spell(body)}}}" for body in source.bodies]
    if authors:
        yield "author", " and ".join([*authors, *(["others"] if source.others else [])])
    if source.editors:
        yield "editor", " and ".join(_write_name(name, spell) for name in source.editors)
    yield "title", f"{{{spell(source.title)}}}"  # In braces of its own, so that no style changes capitals.
    if source.container:
        yield CONTAINERS.get(kind, "series"), spell(source.container)
    for name, value in source:
        if name in FIELDS and value:
            yield _find_field(name, kind), spell(str(value))
    if source.pages:
        yield "pages", spell(source.pages.replace("–", "-")).replace("-", "--")
    if source.edition:
        yield "edition", f"{source.edition}{_find_ordinal(source.edition)}"
    yield "year", str(source.year)
    for name, address in (("doi", source.doi), ("url", source.url)):
        if address:
            yield name, "".join(_NOT_IN_ADDRESSES.get(sign, sign) for sign in clean_cell(address))


def _find_field(name: str, kind: str) -> str:
    return "institution" if name == "publisher" and kind == "techreport" else FIELDS[name]


def _find_ordinal(number: int) -> str:
    return "th" if number % 100 in (11, 12, 13) else _ORDINALS.get(number % 10, "th")


def _write_name(name: str, spell: Spell) -> str:
    """A name as BibTeX has it: ``French, J. R. P.``, ``King, Jr, M. L.``; one without initials is whole."""
    person = read_person(name) or PersonName(name)
    if not person.initials:
        return f"{{{spell(person.surname)}}}"
    initials = " ".join(
        f"{letter}." if letter != "-" else letter
        for letter in re.findall(r"-|[^-\W\d_]\w*?", person.initials)
    ).replace(". - ", ".-")
    return ", ".join(spell(part) for part in (person.surname, person.generation, initials) if part)


FORMAT = Format(
    "bibtex",
    "BibTeX",
    "The sources for LaTeX, JabRef and other reference managers.",
    write,
    kinds=("source",),
    media_types=((".bib", "application/x-bibtex"),),
    needs_packages=True,
    list_downloads=offer("Every source", PLACE),
)

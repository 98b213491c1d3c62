"""Cards to revise with, for Anki (https://docs.ankiweb.net/importing/packaged-decks.html): the glossary, the
theories, the tensions and the cases, and a deck a module with what that module uses.

The ids of notes, decks and note types are the same in every build, so that importing a newer package renews
the notes that are there, wherever they have been moved, and keeps what has been learned.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from macros.base.csv_tables import clean_cell
from macros.base.zip_files import write_zip
from macros.exports.downloads import offer, offer_all, offer_each
from macros.exports.formats import ExportFile, Format
from macros.exports.local_parts import write_local_lines
from macros.exports.publication import Publication
from macros.exports.texts import CREDIT, write_line, write_list, write_prose
from macros.records.entries import Entry
from macros.records.kinds import Case, Module, Tension, Term, Theory
from macros.records.sessions import Session

PLACE = "handbook.apkg"
# Never change these: by them Anki knows what it has (https://github.com/kerrickstaley/genanki#model-id).
NOTE_TYPES = {"term": 1790412301, "theory": 1790412302, "tension": 1790412303, "case": 1790412304}
DECKS = {"term": "Glossary", "theory": "Theories", "tension": "Tensions", "case": "Cases"}
_STYLE = (
    ".card { font-family: sans-serif; font-size: 20px; line-height: 1.4; text-align: left;"
    " max-width: 38em; margin: 0 auto; }"
    " .ask { color: #5a6570; } .nightMode .ask { color: #a9b4bf; } .from { font-size: 14px; }"
)
_FORMULA = re.compile(r"\\([(\[])(?![^<>]*>)")  # Where MathJax would begin one; not within a tag.
_FOOT = '<p class="from">{{Link}}</p>'


@dataclass(frozen=True)
class Side:
    """A card of a note type: its name, and what it asks and answers, as templates of Anki."""

    name: str
    asks: str
    answers: str


FIELDS = {
    "term": ("Term", "Meaning", "Link"),
    "theory": ("Theory", "What", "When", "When not", "Link"),
    "tension": ("Tension", "Scene", "Poles", "Holding", "Link"),
    "case": ("Case", "Problem", "Questions", "Done", "Happened", "Lessons", "Link"),
}
SIDES = {
    "term": (
        Side(
            "Meaning",
            '<h2>{{Term}}</h2><p class="ask">What does it mean?</p>',
            "<h2>{{Term}}</h2>{{Meaning}}",
        ),
    ),
    "theory": tuple(
        Side(
            name,
            f'<h2>{{{{Theory}}}}</h2><p class="ask">{question}</p>',
            f"<h2>{{{{Theory}}}}</h2>{{{{{name}}}}}",
        )
        for name, question in (
            ("What", "What is the idea?"),
            ("When", "When does it fit?"),
            ("When not", "When does it not fit?"),
        )
    ),
    "tension": (
        Side(
            "Holding",
            '{{Scene}}<p class="ask">Which two goods are at stake? What does holding both look like?</p>',
            "<h2>{{Tension}}</h2>{{Poles}}{{Holding}}",
        ),
    ),
    "case": (
        Side(
            "What would you do?",
            '<h2>{{Case}}</h2>{{Problem}}<p class="ask">What would you do?</p>{{Questions}}',
            "<h2>{{Case}}</h2>{{Done}}{{Happened}}{{Lessons}}",
        ),
    ),
}


def write(publication: Publication, only: tuple[Entry, ...]) -> Iterator[ExportFile]:
    """Yield the package of what is wanted, and one of each module that is; without any, of all modules."""
    cards = _Cards(publication)
    modules = [entry for entry in only if entry.kind == "module"]
    if not only:
        modules = publication.handbook.records["module"]
        yield ExportFile(PLACE, cards.write_package(_group_all(publication)))
    elif others := [entry for entry in only if entry.kind != "module"]:
        decks = {kind: [entry for entry in others if entry.kind == kind] for kind in DECKS}
        yield ExportFile(PLACE, cards.write_package(decks))
    for module in modules:
        if entries := list_entries_of(publication, module):
            yield ExportFile(f"modules/{module.id}.apkg", cards.write_package({}, module, entries))


def _group_all(publication: Publication) -> dict[str, list[Entry]]:
    handbook = publication.handbook
    terms = [term for term in handbook.terms if not term.retired]
    return {"term": terms, **{kind: handbook.records[kind] for kind in DECKS if kind != "term"}}


def list_entries_of(publication: Publication, module: Entry) -> list[Entry]:
    """The theories, tensions and cases that a module and its sessions use, and the terms that lead to it or
    to one of these; each once."""
    handbook, node = publication.handbook, module.read_as(Module)
    parts: list[Module | Session] = [node, *node.sessions]
    refs = (ref for part in parts for group in (part.theories, part.tensions, part.cases) for ref in group)
    used = dict.fromkeys(entry for ref in refs if (entry := handbook.get(ref)) and not entry.retired)
    terms = [
        term
        for term in handbook.terms
        if not term.retired
        and any((seen := handbook.get(ref)) in used or seen is module for ref in term.read_as(Term).see)
    ]
    return [*terms, *used]


class _Cards:
    """Writes notes; genanki's note types are made once."""

    def __init__(self, publication: Publication):
        self._publication = publication
        self._types = {kind: _create_type(kind) for kind in DECKS}
        self._fields: dict[Entry, list[str]] = {}

    def write_package(
        self, groups: dict[str, list[Entry]], module: Entry | None = None, entries: Iterable[Entry] = ()
    ) -> bytes:
        """The bytes of a package: a deck for each of ``groups``, by kind, or one of a ``module`` with
        ``entries``."""
        if module:
            decks = [self._create_deck("module", module.id, module.title, entries)]
        else:
            filled = {kind: group for kind, group in groups.items() if group}
            decks = [self._create_deck("deck", kind, DECKS[kind], group) for kind, group in filled.items()]
        return _write_decks(decks, self._publication.generated.timestamp())

    def _create_deck(self, kind: str, id: str, title: str, entries: Iterable[Entry]) -> Any:
        import genanki

        name = "::".join(clean_cell(part).replace("::", ": ") for part in (self._publication.name, title))
        deck = genanki.Deck(
            _fold(self._publication.identify(f"{kind} of cards", id).int), name, write_line(CREDIT)
        )
        for entry in entries:
            deck.add_note(self._create_note(entry))
        return deck

    def _create_note(self, entry: Entry) -> Any:
        import genanki

        if entry not in self._fields:
            self._fields[entry] = [write_field(html) for html in (*self._describe(entry), self._link(entry))]
        return genanki.Note(
            self._types[entry.kind],
            self._fields[entry],
            sort_field=clean_cell(entry.title),
            tags=[f"handbook::{entry.kind}"],
            guid=str(self._publication.identify(entry.kind, entry.id)),
        )

    def _describe(self, entry: Entry) -> list[str]:
        """The fields of a note but its link, as HTML."""
        node, title, prose = entry.node, write_line(entry.title), self._write_prose
        if isinstance(node, Term):
            also = f"<p>Also: {write_line(', '.join(node.also))}</p>" if node.also else ""
            return [title, prose(node.means) + also]
        if isinstance(node, Theory):
            return [title, prose(node.premise), write_list(node.use_when), write_list(node.not_when)]
        if isinstance(node, Tension):
            poles = "".join(
                f"<h3>{write_line(pole.title)}</h3>{prose(pole.what)}"
                f"<p><b>It protects:</b></p>{prose(pole.protects)}"
                f"<p><b>Overdone:</b></p>{prose(pole.overdone)}"
                for pole in node.poles
            )
            return [title, prose(node.scene), poles, f"<h3>Holding both</h3>{prose(node.holding)}"]
        case = entry.read_as(Case)
        setting = f"<p>{write_line(f'{case.setting}, {case.country}, {case.period}')}</p>"
        return [
            title,
            setting + prose(case.problem),
            write_list(case.pause),
            f"<h3>What they did</h3>{prose(case.did)}",
            f"<h3>What happened</h3>{prose(case.happened)}",
            f"<h3>What to borrow</h3>{write_list(case.lessons)}",
        ]

    def _write_prose(self, text: str) -> str:
        return write_prose(self._publication, text)

    def _link(self, entry: Entry) -> str:
        """The foot of a note: what the edition says of the entry, and a link to its page."""
        name = write_line(self._publication.name)
        local = write_local_lines(self._publication, entry)
        if not self._publication.address:
            return local + name
        return f'{local}<a href="{write_line(self._publication.locate(entry))}">{name}</a>'


def write_field(html: str) -> str:
    """A field that Anki shows as it is. In brackets it would find sounds, speech and LaTeX, and behind a
    backslash formulas, which an empty element keeps apart."""
    return _FORMULA.sub(r"&#92;<span></span>\1", html).replace("[", "&#91;")


def _create_type(kind: str) -> Any:
    import genanki

    return genanki.Model(
        NOTE_TYPES[kind],
        f"Handbook: {DECKS[kind].lower()}",
        fields=[{"name": name} for name in FIELDS[kind]],
        templates=[
            {"name": side.name, "qfmt": side.asks, "afmt": side.answers + _FOOT} for side in SIDES[kind]
        ],
        css=_STYLE,
    )


def _fold(number: int) -> int:
    """A number as Anki's ids can be: of 31 bits, and not one of the few small ones that it has itself."""
    return (1 << 30) + number % (1 << 30)


def _write_decks(decks: list[Any], moment: float) -> bytes:
    """The bytes of a package, as genanki writes one, but made in memory, and the same whenever it is made."""
    import genanki

    connection = sqlite3.connect(":memory:")
    try:
        genanki.Package(decks).write_to_db(connection.cursor(), moment, count(int(moment * 1000)))
        connection.commit()
        collection = connection.serialize()
    finally:
        connection.close()
    return write_zip([("collection.anki2", collection), ("media", json.dumps({}).encode())])


FORMAT = Format(
    "anki",
    "Anki decks",
    "Cards to revise with in Anki: glossary, theories, tensions and cases, and a deck for each module.",
    write,
    kinds=("theory", "tension", "case", "module", "term"),
    media_types=((".apkg", "application/octet-stream"),),
    needs_packages=True,
    list_downloads=offer_all(
        offer("The whole handbook", PLACE),
        offer_each("module", "modules/{id}.apkg", has_file=list_entries_of),
    ),
)

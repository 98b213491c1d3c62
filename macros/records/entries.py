"""Entries, which are everything that has an id (records, items of frameworks, parts with an anchor, sources
and terms), the links between them, and what their texts quote."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from macros.base.notes import Noted, note
from macros.base.problems import Guess, Problem, Route, spell
from macros.base.yaml_files import YamlFile
from macros.base.yaml_places import find_quoted
from macros.records.drawings import Drawing
from macros.records.field_plans import FoundText, walk_texts
from macros.records.field_types import Backlink, Part
from macros.records.kinds import Exemption, Finding, Kind, Record, Source, Synonym, Term
from macros.records.lasting_ids import AddressedPart, Retirement

Model = TypeVar("Model", bound=Part)


@dataclass(frozen=True, eq=False)
class Entry:
    """Anything with an id: a record, an item of a framework, a part with an anchor, a source or a term.

    ``id`` is the full id (``mlcf/1.1``, ``teams/s2``); ``kind`` the word for it (``item``, ``session``);
    ``node`` its fields, as an instance of its model; ``route`` leads to it in ``file``. ``path`` is its page
    (``theories/lewin``), ``anchor`` its element there, empty where it is the whole page. ``owner`` is the
    entry of the record that it belongs to and ``parent`` the entry above it; both are ``None`` for a record.

    Whoever reads its title, its fields, its summary or its line has that noted (:mod:`macros.base.notes`).
    """

    id: str
    kind: str
    if TYPE_CHECKING:
        title: str
        node: Part
    else:
        title: str = Noted()
        node: Part = Noted()
    file: YamlFile
    route: Route
    path: str
    anchor: str = ""
    owner: Entry | None = None
    parent: Entry | None = None

    def read_as(self, model: type[Model]) -> Model:
        """Its node as an instance of ``model``. Raises ``TypeError`` where it is of another class."""
        if not isinstance(self.node, model):
            raise TypeError(f"{self!r} is no {model.__name__}")
        return self.node

    @property
    def head(self) -> Part:
        """Its fields, to read those that are no lists of parts: what is in these may change without it."""
        note("head", self)
        node: Part = vars(self)["node"]
        return node

    def read_head_as(self, model: type[Model]) -> Model:
        """Its head as an instance of ``model``. Raises ``TypeError`` where it is of another class."""
        if not isinstance(head := self.head, model):
            raise TypeError(f"{self!r} is no {model.__name__}")
        return head

    @property
    def code(self) -> str:
        """The code of an item; empty for anything else. Its id says it too, so that nothing is noted."""
        code: str = vars(vars(self)["node"]).get("code", "")
        return code

    @property
    def record(self) -> Entry:
        """The entry of the record that it belongs to; itself for a record."""
        return self.owner or self

    @property
    def parent_or_self(self) -> Entry:
        """The entry above it: a framework or an item over an item, the record over another part; itself for
        a record."""
        return self.parent or self

    @property
    def page_path(self) -> str:
        """The path of the page that is about it: :attr:`path`, but of a session a page of its own
        (``modules/teams/s2``), beside its place on the page of its module. Its id says it, so that nothing is
        noted."""
        return f"{self.path}/{self.id.rpartition('/')[2]}" if self.kind == "session" else self.path

    @property
    def has_page(self) -> bool:
        """Whether it has a page of its own: a record, an item or a session, and no other part."""
        return not self.anchor or self.kind == "session"

    @property
    def former_ids(self) -> tuple[str, ...]:
        """The full ids that it had before, as its record lists them. They are the same for every page, so
        that nothing is noted."""
        node: Part = vars(self)["node"]
        aliases: tuple[str, ...] = tuple(vars(node).get("aliases", ()))
        if isinstance(node, AddressedPart):
            return tuple(alias if "/" in alias else f"{self.record.id}/{alias}" for alias in aliases)
        return aliases

    @property
    def retired(self) -> Retirement | None:
        """That it is no longer used, or what it stands in; ``None`` for what is in use. It is the same for
        every page, so that nothing is noted."""
        retirement: Retirement | None = vars(vars(self)["node"]).get("retired")
        return retirement or (self.parent.retired if self.parent else None)

    @property
    def summary(self) -> str:
        """One line on what it is, from the first of these fields that it has; empty where it has none."""
        note("summary", self)
        for name in ("summary", "text", "what", "purpose", "means"):
            if value := vars(vars(self)["node"]).get(name):
                return str(value)
        return ""

    def list_texts(self) -> list[FoundText]:
        """The prose and the lines in it, as :func:`~macros.records.field_plans.walk_texts` gives them: the
        same list while no other entry is asked."""
        note("node", self)
        return _walk_texts(self)

    @property
    def line(self) -> int:
        """Its line in its file."""
        note("line", self)
        return self.file.locate(self.route)[0]

    def problem(self, route: Route, wrong: str, right: str | Guess, words: str = "") -> Problem:
        """A problem at ``route`` inside this entry, located in its file: at these ``words`` of the text
        there, where it is about some. ``wrong`` and ``right`` are the ends of its sentence, as of a
        :class:`~macros.base.problems.Fault`: what ``wrong`` quotes of a text of several lines is where it
        stands."""
        line, col = self.file.locate_words((*self.route, *route), words)
        if not words and (place := find_quoted(self.file, (*self.route, *route), wrong)) and place[0] > line:
            line, col = place
        field = spell(route)
        where = f"{self.kind} {self.id}" + (f", {field}" if field else "")
        return Problem(self.file.path, line, col, where, wrong, right)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.id}>"


@lru_cache(maxsize=1)  # One entry is put to many rules.
def _walk_texts(entry: Entry) -> list[FoundText]:
    return walk_texts(vars(entry)["node"], "prose", "line")


@dataclass(frozen=True)
class EntryLink:
    """One reference between entries: ``field`` of ``origin``, or of a part of it that is no entry, names
    ``target``. ``back`` is the heading under which the origin stands on the target's page."""

    origin: Entry
    target: Entry
    field: str
    back: Backlink


@dataclass(frozen=True)
class Quotation:
    """A call in a text: its ``name``, ``finding`` or ``dated``, and its arguments."""

    name: str
    arguments: tuple[str, ...]

    @property
    def finding_id(self) -> str:
        """The id of the finding that it quotes; empty for a date."""
        return self.arguments[0] if self.name == "finding" and self.arguments else ""


@dataclass(frozen=True)
class QuotedIn:
    """A quotation and where it stands: in the record, item or term ``entry``, at ``route`` inside it."""

    entry: Entry
    route: Route
    quotation: Quotation


def create_source_entry(source: Source, file: YamlFile, index: int) -> Entry:
    """The entry of a source: an anchor on the page of sources. ``index`` is its place in its file."""
    return Entry(
        source.id, "source", source.title, source, file, ("sources", index), "reference/sources", source.id
    )


def create_finding_entry(source: Entry, finding: Finding, index: int) -> Entry:
    """The entry of a finding: an anchor on the page of figures. ``index`` is its place in its source."""
    return Entry(
        f"{source.id}/{finding.id}",
        "finding",
        finding.value,
        finding,
        source.file,
        (*source.route, "findings", index),
        "reference/figures",
        f"{source.id}-{finding.id}",
        source,
        source,
    )


def create_term_entry(term: Term, file: YamlFile, index: int) -> Entry:
    """The entry of a glossary term: an anchor on the glossary's page. ``index`` is its place in its file."""
    return Entry(term.id, "term", term.term, term, file, ("terms", index), "reference/glossary", term.id)


def create_exemption_entry(exemption: Exemption, file: YamlFile, index: int) -> Entry:
    """The entry of an exemption, which no page shows. ``index`` is its place in its file."""
    return Entry(
        exemption.record,
        "exemption",
        exemption.record,
        exemption,
        file,
        ("exemptions", index),
        "",
        exemption.record,
    )


def create_synonym_entry(synonym: Synonym, file: YamlFile, index: int) -> Entry:
    """The entry of a group of synonyms, which the search alone knows. ``index`` is its place in its file."""
    name = synonym.typed[0]
    return Entry(name, "synonym", name, synonym, file, ("synonyms", index), "", name)


def create_drawing_entry(drawing: Drawing, file: YamlFile, group: str, index: int) -> Entry:
    """The entry of something that hand-written pages draw. ``index`` is its place in the list ``group`` of
    its file."""
    return Entry(drawing.id, "drawing", drawing.title, drawing, file, (group, index), "")


def create_record_entry(kind: Kind[Record], record: Record, file: YamlFile) -> Entry:
    """The entry of a record: a page in its kind's section."""
    return Entry(record.id, kind.name, record.title, record, file, (), f"{kind.section}/{record.id}")

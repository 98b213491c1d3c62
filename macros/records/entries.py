"""What has an id: records, items of frameworks, parts with an anchor, sources and terms; and a reference
between two of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from macros.base.problems import Guess, Problem, Route, spell
from macros.base.yaml_files import YamlFile
from macros.records.field_types import Backlink, Part
from macros.records.kinds import Exemption, Kind, Record, Source, Term

Model = TypeVar("Model", bound=Part)


@dataclass(frozen=True, eq=False)
class Entry:
    """Anything with an id: a record, an item of a framework, a part with an anchor, a source or a term.

    ``id`` is the whole id (``mlcf/1.1``, ``teams/s2``); ``kind`` the word for it; ``node`` the model;
    ``owner`` the entry of the record it belongs to (itself for a record); ``parent`` the entry above it;
    ``route`` leads to it in ``file``; ``path`` is its page (``theories/lewin``) and ``anchor`` its place
    there.
    """

    id: str
    kind: str
    title: str
    node: Part
    file: YamlFile
    route: Route
    path: str
    anchor: str = ""
    owner: Entry | None = None
    parent: Entry | None = None

    def read_as(self, model: type[Model]) -> Model:
        """Its node, which is a ``model``; raises ``TypeError`` where it is something else."""
        if not isinstance(self.node, model):
            raise TypeError(f"{self!r} is no {model.__name__}")
        return self.node

    @property
    def record(self) -> Entry:
        """The entry of the record it belongs to."""
        return self.owner or self

    @property
    def above(self) -> Entry:
        """The entry above it: a framework or an item over an item, the record over another part; itself for
        a record."""
        return self.parent or self

    @property
    def summary(self) -> str:
        """One line on what it is."""
        for name in ("summary", "text", "what", "purpose", "means"):
            if found := getattr(self.node, name, None):
                return str(found)
        return ""

    @property
    def line(self) -> int:
        """Its line in its file."""
        return self.file.locate(self.route)[0]

    def problem(self, route: Route, wrong: str, right: str | Guess) -> Problem:
        """A problem at ``route`` inside this entry, located in its file."""
        line, col = self.file.locate((*self.route, *route))
        field = spell(route)
        where = f"{self.kind} {self.id}" + (f", {field}" if field else "")
        return Problem(self.file.path, line, col, where, wrong, right)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.id}>"


@dataclass(frozen=True)
class Link:
    """One reference: from ``origin`` (the nearest entry around it) to ``target``, read ``back`` from
    there."""

    origin: Entry
    target: Entry
    field: str
    back: Backlink


PART_KINDS = {
    "sessions": "session",
    "outcomes": "outcome",
    "assessments": "assessment",
    "workplace": "workplace task",
    "strands": "strand",
    "cycle": "step",
    "conditions": "condition",
    "evidence": "evidence",
    "elements": "element",
    "measures": "measure",
    "sections": "section",
    "kit": "kit",
}


def source_entry(source: Source, file: YamlFile, index: int) -> Entry:
    """The entry of a source: an anchor on the page of sources."""
    return Entry(
        source.id, "source", source.title, source, file, ("sources", index), "reference/sources", source.id
    )


def term_entry(term: Term, file: YamlFile, index: int) -> Entry:
    """The entry of a glossary term: an anchor on the glossary's page."""
    return Entry(term.id, "term", term.term, term, file, ("terms", index), "reference/glossary", term.id)


def exemption_entry(exemption: Exemption, file: YamlFile, index: int) -> Entry:
    """The entry of an exemption: it has no place on any page."""
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


def record_entry(kind: Kind[Record], record: Record, file: YamlFile) -> Entry:
    """The entry of a record: a page in its kind's section."""
    return Entry(record.id, kind.name, record.title, record, file, (), f"{kind.section}/{record.id}")

"""Everything as tables, one for each kind: what spreadsheets, databases and statistics programs take.

A row is a record, an item, a part with an address of its own, a source or a term; a column is a field. A part
inside a row, which has no address, stands in one cell, a line each. References are ids, words of closed lists
their titles, prose is plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from macros.base.csv_tables import Cell
from macros.exports.publication import Publication
from macros.exports.texts import CREDIT, LICENCE, read_plain
from macros.records.entries import Entry
from macros.records.field_plans import FieldPlan, plan_all_fields
from macros.records.field_types import Part
from macros.records.kinds import KINDS, CompetencyFramework, Crosswalk, Item
from macros.records.lasting_ids import PART_KINDS, Retirement

# Fields that have a table of their own, or say nothing of what is in use.
APART = frozenset((*PART_KINDS, "items", "alignments", "unmapped", "findings", "retired", "retired_parts"))
# Fields by which one knows a row, which come first, and those of bookkeeping, which come last.
FIRST = ("for", "title", "term")
LAST = (
    "sources", "skills", "settings", "stages", "keywords", "searches", "aliases", "drafted", "reviews",
    "owner", "review_every", "unverified", "translations",
)  # fmt: skip
# The titles of the tables of parts, by the fields in which these stand.
PART_TITLES = {
    "sessions": "Sessions",
    "outcomes": "Outcomes",
    "assessments": "Assessments",
    "workplace": "Workplace tasks",
    "strands": "Strands",
    "cycle": "Steps of the project cycle",
    "conditions": "Conditions",
    "evidence": "Evidence of programmes",
    "elements": "Elements of theories",
    "measures": "Measures of cases",
    "sections": "Sections of instruments",
    "kit": "Kit",
}


@dataclass(frozen=True)
class Table:
    """A table: its ``name``, by which its file goes, its ``title``, the titles of its columns, and its
    rows."""

    name: str
    title: str
    columns: list[str]
    rows: list[list[Cell]]


def list_tables(publication: Publication, only: tuple[Entry, ...]) -> list[Table]:
    """The tables of what is wanted that have any rows; the first says what the others are."""
    chosen = _Chosen(publication, only)
    writer = _Writer(publication)
    handbook = publication.handbook
    tables = [writer.write(kind.section, kind.plural, chosen.records[name]) for name, kind in KINDS.items()]
    tables.append(_list_items(writer, chosen))
    for field, kind in PART_KINDS.items():
        parts = [part for part in chosen.parts if part.kind == kind and part.route[0] == field]
        tables.append(writer.write(kind_name(kind), PART_TITLES[field], parts, "Belongs to"))
    tables += _list_pairs(publication, chosen)
    tables.append(writer.write("sources", "Sources", chosen.sources))
    findings = [entry for source in chosen.sources for entry in handbook.list_findings(source)]
    tables.append(writer.write("figures", "Figures", findings, "Source"))
    tables.append(writer.write("glossary", "Glossary", chosen.terms))
    if not only:
        tables += [*_list_words(publication), *_list_retired(publication), *_list_local(publication, writer)]
    filled = [table for table in tables if table.rows]
    return [_describe(publication, filled), *filled]


def kind_name(kind: str) -> str:
    """The name of the table of parts of a kind: ``workplace-tasks``."""
    plural = kind if kind in ("kit", "evidence") else f"{kind}s"
    return plural.replace(" ", "-")


class _Chosen:
    """What is wanted, in the order of the handbook, without what is retired unless it was asked for by its
    id."""

    def __init__(self, publication: Publication, only: tuple[Entry, ...]):
        handbook = publication.handbook
        self.records = {
            name: [entry for entry in only if entry.kind == name] if only else handbook.records[name]
            for name in KINDS
        }
        tops = [entry for entries in self.records.values() for entry in entries]
        self.parts = [
            part for top in tops if top.kind != "framework" for part in handbook.list_entries(top)[1:]
        ]
        self.sources = [entry for entry in only or handbook.sources if entry.kind == "source"]
        self.terms = [entry for entry in only or handbook.terms if entry.kind == "term"]
        if not only:
            self.sources = [entry for entry in self.sources if not entry.retired]
            self.terms = [entry for entry in self.terms if not entry.retired]


Read = Callable[[object], Cell]


class _Writer:
    """Writes entries as rows; what a model has for columns is read once."""

    def __init__(self, publication: Publication):
        self._publication, self._columns = publication, dict[type[Part], list[tuple[tuple[str, ...], Read]]]()
        edition = publication.edition
        self._local = edition.short if edition else ""

    def write(self, name: str, title: str, entries: Iterable[Entry], owner: str = "") -> Table:
        """The table of ``entries``; with the id of what each belongs to, in a column called ``owner``."""
        entries = list(entries)
        models = dict.fromkeys(type(entry.head) for entry in entries)
        paths = list(dict.fromkeys(path for model in models for path, _ in self.list_columns(model)))
        columns = ["ID", *([owner] if owner else []), *map(_name_column, paths), "Address"]
        places = {path: place for place, path in enumerate(paths)}
        if self._local:
            columns.append("Whose")
        rows = []
        for entry in entries:
            cells: list[Cell] = [None] * len(paths)
            node = entry.node
            for path, read in self.list_columns(type(node)):
                if (value := _follow(node, path)) is not None:
                    cells[places[path]] = read(value)
            row: list[Cell] = [entry.id, *([entry.record.id] if owner else []), *cells]
            row.append(self._publication.locate(entry))
            if self._local:
                row.append(self._local if entry.file.is_local else "national")
            rows.append(row)
        return Table(name, title, columns, rows)

    def list_columns(self, model: type[Part]) -> list[tuple[tuple[str, ...], Read]]:
        """The fields of a model that have a column, each by its path, with what reads its value."""
        if model not in self._columns:
            columns = (column for column in self._list_fields(model) if column[0] not in (("id",), ("code",)))
            places = dict.fromkeys(FIRST, -1) | dict.fromkeys(LAST, 1)
            self._columns[model] = sorted(columns, key=lambda column: places.get(column[0][0], 0))
        return self._columns[model]

    def _list_fields(
        self, model: type[Part], start: tuple[str, ...] = ()
    ) -> Iterator[tuple[tuple[str, ...], Read]]:
        for plan in plan_all_fields(model):
            if not start and plan.name in APART:
                continue
            path = (*start, plan.name)
            if plan.part and not plan.is_list:
                yield from self._list_fields(plan.part, path)
            else:
                yield path, self._find_reader(plan)

    def _find_reader(self, plan: FieldPlan) -> Read:
        """What reads the value of a field."""
        if plan.is_list:
            read = self._describe_part if plan.part else self._find_reader_of_one(plan)
            if read is _read_plain_value:
                return lambda value: "\n".join(map(str, value)) if value else None  # type: ignore[call-overload]
            return lambda value: "\n".join(str(read(one)) for one in value) if value else None  # type: ignore[attr-defined]
        return self._find_reader_of_one(plan)

    def _find_reader_of_one(self, plan: FieldPlan) -> Read:
        if plan.prose:
            return lambda value: read_plain(value) if value else None  # type: ignore[arg-type]
        words = self._publication.handbook.vocabularies.get(plan.vocabulary)
        if words:
            titles = {word.id: word.title for word in words.terms}
            return lambda value: titles.get(value, value)  # type: ignore[call-overload]
        return _read_plain_value

    def _describe_part(self, part: object) -> str:
        """A part in a line: its title, and in brackets what else it says."""
        title, values = "", []
        for path, read in self.list_columns(type(part)):  # type: ignore[arg-type]
            value = _follow(part, path)
            if value is None or not (text := str(read(value) or "")):
                continue
            text = text.replace("\n", " / ")
            if path == ("title",):
                title = text
            else:
                values.append(f"{_name_column(path).lower()}: {text}")
        return f"{title} ({'; '.join(values)})" if title and values else title or "; ".join(values)


def _read_plain_value(value: object) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if value is None or isinstance(value, (str, int, float, date)) else str(value)


def _follow(node: object, path: tuple[str, ...]) -> object:
    for name in path:
        if (node := vars(node)[name]) is None:
            return None
    return node


def _name_column(path: tuple[str, ...]) -> str:
    return ": ".join(name.replace("_", " ") for name in path).capitalize()


def _list_items(writer: _Writer, chosen: _Chosen) -> Table:
    """The items of the frameworks: each with the code and the id of its parent, and whose the rights in
    it are."""
    handbook = writer._publication.handbook
    items = [item for framework in chosen.records["framework"] for item in handbook.list_items(framework)]
    table = writer.write("items", "Items of frameworks", items, "Framework")
    columns = [*table.columns[:2], "Parent", "Code", *table.columns[2:], "Rights in the framework"]
    rows: list[list[Cell]] = []
    for item, row in zip(items, table.rows, strict=True):
        parent = item.parent_or_self
        rights = item.record.read_as(CompetencyFramework).rights.holder
        above = parent.id if parent.kind == "item" else None
        rows.append([*row[:2], above, item.read_as(Item).code, *row[2:], rights])
    return Table(table.name, table.title, columns, rows)


def _list_pairs(publication: Publication, chosen: _Chosen) -> Iterator[Table]:
    """The pairs of crosswalks, and the items that have no counterpart."""
    words = publication.handbook.vocabularies
    titles = {
        name: {word.id: word.title for word in words[name].terms} if name in words else {}
        for name in ("relation", "confidence")
    }

    def find_title(id: str) -> str:
        return entry.title if (entry := publication.handbook.get(id, "item")) else ""

    pairs: list[list[Cell]] = []
    unmapped: list[list[Cell]] = []
    for crosswalk in chosen.records["crosswalk"]:
        node = crosswalk.read_as(Crosswalk)
        for pair in node.alignments:
            relation = titles["relation"].get(pair.relation, pair.relation)
            sureness = titles["confidence"].get(pair.confidence, pair.confidence)
            origin, target = find_title(pair.origin), find_title(pair.target)
            pairs.append(
                [crosswalk.id, pair.origin, origin, relation, pair.target, target, pair.reason, sureness]
            )
        unmapped += [[crosswalk.id, one.item, find_title(one.item), one.reason] for one in node.unmapped]
    columns = ["Crosswalk", "Origin", "Title of the origin", "Relation", "Target", "Title of the target"]
    yield Table("alignments", "Pairs of crosswalks", [*columns, "Reason", "Confidence"], pairs)
    yield Table("unmapped", "Without a counterpart", ["Crosswalk", "Item", "Title", "Reason"], unmapped)


def _list_words(publication: Publication) -> Iterator[Table]:
    rows: list[list[Cell]] = [
        [vocabulary.id, vocabulary.title, word.id, word.title, word.description]
        for vocabulary in publication.handbook.vocabularies.values()
        for word in vocabulary.terms
    ]
    yield Table(
        "words", "Words of closed lists", ["List", "Title of the list", "ID", "Title", "Meaning"], rows
    )


def _list_retired(publication: Publication) -> Iterator[Table]:
    rows: list[list[Cell]] = [
        [entry.id, entry.kind, entry.title, *_read_retirement(entry.retired)]
        for entry in publication.handbook.retired_entries
        if entry.retired
    ]
    parts = publication.handbook.retired_parts.items()
    rows += [[id, part.kind, part.title, *_read_retirement(part)] for id, (_, part) in parts]
    columns = ["ID", "Kind", "Title", "Retired on", "Reason", "Use instead"]
    yield Table("retired", "No longer used", columns, rows)


def _read_retirement(retirement: Retirement | None) -> list[Cell]:
    return [retirement.date, retirement.reason, retirement.successor] if retirement else []


def _list_local(publication: Publication, writer: _Writer) -> Iterator[Table]:
    """The contacts, dates and notes of the edition."""
    if not (edition := publication.edition):
        return
    for name, parts in (("contacts", edition.contacts), ("dates", edition.dates), ("notes", edition.notes)):
        if parts:
            fields = writer.list_columns(type(parts[0]))
            rows = [[read(_follow(part, path)) for path, read in fields] for part in parts]
            title = f"{name.capitalize()} of {edition.short}"
            yield Table(name, title, [_name_column(path) for path, _ in fields], rows)


def _describe(publication: Publication, tables: list[Table]) -> Table:
    """What the tables are, whose, and how many rows each has."""
    edition = publication.edition
    facts: dict[str, Cell] = {
        "Name": publication.name,
        "Address": publication.address or None,
        "Edition": edition.id if edition else None,
        "Generated": publication.stamp,
        "Licence of the handbook's own words": f"{CREDIT} ({LICENCE})",
        "Not covered by it": (
            "Titles, codes and levels of competency frameworks belong to their owners; the table of"
            " frameworks says on what terms each is carried."
        ),
    }
    rows: list[list[Cell]] = [[name, value] for name, value in facts.items()]
    rows += [[f"{table.title} ({table.name})", len(table.rows)] for table in tables]
    return Table("about", "About", ["What", "Value"], rows)

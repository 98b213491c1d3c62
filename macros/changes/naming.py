"""What things are called where a change is told: by their titles, items with framework and code."""

from __future__ import annotations

from macros.changes.model import Subject
from macros.records.entries import Entry
from macros.records.kinds import CompetencyFramework, Finding, Source


def name_entry(entry: Entry) -> str:
    """The title of an entry: of an item behind its framework and code (``MLCF 3.2 Planning``), of a source
    behind who wrote it and when, of a finding what it is a figure of."""
    node = entry.node
    if entry.kind == "item":
        framework = entry.record.read_as(CompetencyFramework)
        return f"{framework.abbreviation or framework.title} {entry.code} {entry.title}"
    if isinstance(node, Source):
        creators = node.creators
        first = creators[0] if creators else ""
        return (
            f"{first}{' and others' if len(creators) > 1 or node.others else ''}, {node.year}: {node.title}"
        )
    return node.of if isinstance(node, Finding) else entry.title


def create_subject(entry: Entry) -> Subject:
    """The subject of changes of an entry."""
    record = entry.record
    return Subject(
        entry.kind,
        entry.id,
        name_entry(entry),
        record.kind,
        record.id,
        name_entry(record),
        entry.path,
        entry.anchor,
    )


def create_list_subject(kind: str, id: str, title: str, path: str = "") -> Subject:
    """The subject of what is no entry: a closed list, a hand-written page, a file."""
    return Subject(kind, id, title, kind, id, title, path)


def spell_field(name: str) -> str:
    """The name of a field in words: ``self study``."""
    return name.replace("_", " ")

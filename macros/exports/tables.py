"""Everything as comma-separated values, one file for each kind."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.csv_tables import write_table
from macros.exports.formats import Download, ExportFile, Format
from macros.exports.publication import Publication
from macros.exports.record_tables import list_tables
from macros.records.entries import Entry
from macros.records.kinds import KINDS


def write(publication: Publication, only: tuple[Entry, ...]) -> Iterator[ExportFile]:
    """Yield a file for each table that has rows."""
    for table in list_tables(publication, only):
        text = write_table([table.columns, *table.rows])
        yield ExportFile(f"{table.name}.csv", text.encode())


def _list_downloads(publication: Publication) -> Iterator[Download]:
    """The tables of the kinds; the first says what all of them are."""
    yield Download("What each table is", "about.csv")
    for name, kind in KINDS.items():
        if publication.handbook.records[name]:
            yield Download(kind.plural, f"{kind.section}.csv")
    yield Download("Items of the frameworks", "items.csv")
    yield Download("Sources", "sources.csv")
    yield Download("Glossary", "glossary.csv")


FORMAT = Format(
    "tables",
    "Tables",
    "Everything as CSV, one file for each kind, for a spreadsheet, a database or a statistics program.",
    write,
    kinds=(*KINDS, "source", "term"),
    media_types=((".csv", "text/csv"),),
    list_downloads=_list_downloads,
)

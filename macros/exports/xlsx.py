"""Everything as one workbook, with a sheet for each kind."""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.workbooks import Sheet, write_workbook
from macros.exports.downloads import offer
from macros.exports.formats import ExportFile, Format
from macros.exports.publication import Publication
from macros.exports.record_tables import list_tables
from macros.records.entries import Entry
from macros.records.kinds import KINDS

PLACE = "handbook.xlsx"


def write(publication: Publication, only: tuple[Entry, ...]) -> Iterator[ExportFile]:
    """Yield the workbook, with a sheet for each table that has rows."""
    sheets = [Sheet(table.title, table.columns, table.rows) for table in list_tables(publication, only)]
    name = publication.name
    yield ExportFile(PLACE, write_workbook(sheets, name, name, publication.generated))


FORMAT = Format(
    "xlsx",
    "Workbook",
    "Everything as one workbook for Excel or LibreOffice, with a sheet for each kind.",
    write,
    kinds=(*KINDS, "source", "term"),
    media_types=((".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),),
    needs_packages=True,
    list_downloads=offer("Everything", PLACE),
)

"""Which reader reads a file, by what the file holds."""

from __future__ import annotations

from pathlib import Path

from macros.imports import case, columns, crosswalks, moodle, opensalt, skos
from macros.imports.model import ImportedCrosswalk, ImportedFramework, NotImported, refuse
from macros.imports.tables import Row, read_file, read_table

KINDS = (
    "a table (.csv, .tsv, .xlsx), a package of CASE (.json), a framework of Moodle or OpenSALT (.csv),"
    " SKOS (.ttl, .rdf,"
    " .jsonld), or a crosswalk (.csv, .tsv)"
)


def read(file: Path, written_map: str = "", sheet: str = "") -> ImportedFramework | ImportedCrosswalk:
    """What a file holds. ``written_map`` says what the columns of a table hold, ``sheet`` which sheet of a
    workbook is meant. Raises :class:`~macros.imports.model.NotImported` for what is none of these."""
    raw = read_file(file)
    ending = file.suffix.lower()
    is_data = ending in (".json", *skos.FORMS) or (not ending and raw.lstrip()[:1] == b"{")
    if not is_data:
        return read_rows(read_table(file, raw, sheet), written_map)
    if written_map or sheet:
        raise NotImported(["--map and --sheet are for tables; leave them out."])
    if skos.FORMS.get(ending, "json-ld") != "json-ld":
        return skos.read_scheme(raw, file.name, ending)
    data = case.read_json(raw, file.name)
    if isinstance(data, dict) and ("CFDocument" in data or "CFItems" in data):
        return case.read_package(data, file.name)
    if isinstance(data, list) or (isinstance(data, dict) and ("@graph" in data or "@context" in data)):
        return skos.read_scheme(raw, file.name, ".jsonld")
    raise refuse(file.name, "is JSON, and neither a package of CASE nor SKOS", f"give {KINDS}")


def read_rows(rows: list[Row], written_map: str) -> ImportedFramework | ImportedCrosswalk:
    """What the rows of a table hold, by the titles of its columns. Raises
    :class:`~macros.imports.model.NotImported`."""
    if not written_map:
        if pairs := crosswalks.find_columns(rows[0]):
            return crosswalks.read_pairs(rows, pairs)
        if titles := moodle.find_columns(rows[0]):
            return moodle.read_framework(rows, titles)
        if titles := opensalt.find_columns(rows[0]):
            return opensalt.read_framework(rows, titles)
    return columns.read_items(rows, written_map)

"""Frameworks of CASE as the CSV that OpenSALT takes and gives (https://github.com/opensalt/opensalt): a row
for each item, the item above it by its coding scheme."""

from __future__ import annotations

import math
from contextlib import suppress

from macros.base.problems import show
from macros.imports.model import Fields, ImportedFramework, ImportedItem, check_tree, refuse
from macros.imports.tables import Row

ID, STATEMENT, CODE, PARENT = "identifier", "fullstatement", "humancodingscheme", "ischildof"
ORDER, SHORT, KEYWORDS, TEXT, RANK = (
    "sequencenumber",
    "abbreviatedstatement",
    "conceptkeywords",
    "notes",
    "cfitemtype",
)
LINKS = "isrelatedto"
READ = frozenset({ID, STATEMENT, CODE, PARENT, ORDER, KEYWORDS, TEXT, RANK})


def find_columns(head: Row) -> dict[str, int] | None:
    """The columns by their titles in small letters without spaces; ``None`` where these are not
    OpenSALT's."""
    columns = {"".join(cell.lower().split()): number for number, cell in enumerate(head.cells)}
    return columns if ID in columns and STATEMENT in columns else None


def read_framework(rows: list[Row], columns: dict[str, int]) -> ImportedFramework:
    """The framework of a table whose first row has the titles of its columns. Raises
    :class:`~macros.imports.model.NotImported`."""
    head, *body = rows
    framework = ImportedFramework("a framework of OpenSALT", [])
    names: dict[str, str] = {}
    parents: list[str] = []
    orders: dict[str, float] = {}
    for row in body:
        id, statement, code = (row.get(columns.get(name)) for name in (ID, STATEMENT, CODE))
        place = row.locate(columns[ID])
        id = id or code
        if not id or not statement:
            raise refuse(place, "the row has no identifier or no statement", "give each item both")
        keywords = [word.strip() for word in row.get(columns.get(KEYWORDS)).split(",") if word.strip()]
        fields: Fields = {"keywords": keywords} if keywords else {}
        text, rank = row.get(columns.get(TEXT)), row.get(columns.get(RANK))
        framework.items.append(ImportedItem(id, "", code, statement, place, text, rank, fields))
        parents.append(row.get(columns.get(PARENT)))
        orders[id] = _read_number(row.get(columns.get(ORDER)))
        for name in (code, id):
            names.setdefault(name, id)
        for title, column in columns.items():
            if title == LINKS and (value := row.get(column)):
                framework.add_link(id, "isRelatedTo", value, row.locate(column))
            elif title not in READ and (value := row.get(column)):
                framework.losses.append(
                    f"{row.locate(column)}: {head.get(column)} {show(value)} was not carried."
                )
    for item, parent in zip(framework.items, parents, strict=True):
        above = names.get(parent, parent)
        item.parent = "" if above == item.source_id else above
    framework.items.sort(key=lambda item: orders[item.source_id])
    check_tree(framework.items)
    return framework


def _read_number(text: str) -> float:
    with suppress(ValueError):
        if math.isfinite(number := float(text)):
            return number
    return math.inf

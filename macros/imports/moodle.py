"""Competency frameworks as the CSV that Moodle exports and imports (``admin/tool/lpimportcsv``)."""

from __future__ import annotations

from macros.imports.columns import split_code
from macros.imports.model import Fields, ImportedFramework, ImportedItem, check_tree, refuse
from macros.imports.tables import Row
from macros.imports.wording import make_code, make_line, shorten, take_words

PARENT, ID, NAME, TEXT = "parent id number", "id number", "short name", "description"
IS_FRAMEWORK, SCALE, RANKS = "is framework", "scale values", "taxonomy"
LINKS = "cross-referenced competency id numbers"
NEEDED = (PARENT, ID, NAME, IS_FRAMEWORK)
# The scale of two values that every Moodle begins with says nothing of a framework.
DEFAULT_SCALE = ("Not yet competent", "Competent")
MOST_LEVELS = 20


def find_columns(head: Row) -> dict[str, int] | None:
    """The columns by their titles in small letters; ``None`` where these are not Moodle's."""
    columns = {cell.lower(): number for number, cell in enumerate(head.cells)}
    return columns if all(title in columns for title in NEEDED) else None


def read_framework(rows: list[Row], columns: dict[str, int]) -> ImportedFramework:
    """The framework of a table whose first row has the titles of its columns. Raises
    :class:`~macros.imports.model.NotImported`."""
    head, *body = rows
    framework = ImportedFramework("a framework of Moodle", [])
    tops = [row for row in body if row.get(columns[IS_FRAMEWORK]).lower() in ("1", "yes", "true")]
    if len(tops) != 1:
        place = tops[1].locate(columns[IS_FRAMEWORK]) if tops else head.locate(columns[IS_FRAMEWORK])
        wrong = f"{len(tops)} rows are a framework" if tops else "no row is a framework"
        raise refuse(place, wrong, "give exactly one row a 1 in the column 'Is framework'")
    _read_head(framework, tops[0], columns)
    for row in body:
        if row is not tops[0]:
            framework.items.append(_read_item(framework, row, columns))
    check_tree(framework.items)
    return framework


def _read_head(framework: ImportedFramework, row: Row, columns: dict[str, int]) -> None:
    framework.source_id = row.get(columns[ID])
    framework.fields["title"] = take_words(row.get(columns[NAME]))
    if text := make_line(take_words(row.get(columns.get(TEXT)))):
        framework.fields |= {"purpose": text, "summary": shorten(text, 220)}
    if ranks := row.get(columns.get(RANKS)):
        framework.ranks = [rank.strip() for rank in ranks.split(",")]
    values = [value.strip() for value in row.get(columns.get(SCALE)).split(",") if value.strip()]
    if tuple(values) != DEFAULT_SCALE and 2 <= len(values) <= MOST_LEVELS:
        levels: list[Fields] = [
            {"value": number, "title": shorten(make_line(value))} for number, value in enumerate(values, 1)
        ]
        framework.fields["scale"] = {"title": "Rating", "levels": levels}


def _read_item(framework: ImportedFramework, row: Row, columns: dict[str, int]) -> ImportedItem:
    id, parent, title = (row.get(columns[name]) for name in (ID, PARENT, NAME))
    place = row.locate(columns[ID])
    if not id:
        raise refuse(place, "the row has no ID number", "give each competency its own")
    if not title:
        raise refuse(row.locate(columns[NAME]), "the row has no short name", "give each competency one")
    if links := row.get(columns.get(LINKS)):
        for link in filter(None, (link.strip() for link in links.split(","))):
            place_of_links = row.locate(columns[LINKS])
            framework.add_link(id, "related", link.replace("%2C", ","), place_of_links)
    code = id.removeprefix(framework.source_id).lstrip("/.:-_ ") if framework.source_id else id
    leading, rest = split_code(title)
    if leading and leading.lower() in (code.lower(), id.lower()):
        code, title = leading, rest
    elif make_code(code) != code or not any(sign.isdigit() for sign in code):
        code, title = leading, rest
    text = take_words(row.get(columns.get(TEXT)))
    return ImportedItem(id, "" if parent == framework.source_id else parent, code, title, place, text)

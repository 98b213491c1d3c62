"""Frameworks kept as a table of one's own, in either shape that people use: one row an item, with a column
that names the item above it; or a column for each rank, with blanks below what is not written again.

Which column holds what is guessed from its title, told, and can be said (``code=Ref,title=Name``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from macros.base.problems import did_you_mean, join_words, show
from macros.imports.model import Fields, ImportedFramework, ImportedItem, NotImported, check_tree, refuse
from macros.imports.tables import Row

RANKS = "ranks"
# What a column may hold, and the titles by which it is known.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "identifier", "uuid", "guid", "item id", "id number", "uri"),
    "code": ("code", "ref", "reference", "number", "no", "item code", "competency code", "short code"),
    "title": ("title", "name", "short name", "item", "label", "heading", "statement", "full statement"),
    "text": ("text", "description", "summary", "definition", "details", "meaning", "what it means"),
    "parent": ("parent", "parent id", "parent code", "parent ref", "is child of", "belongs to", "under"),
    "rank": ("rank", "type", "item type", "kind"),
    "keywords": ("keywords", "key words", "tags"),
    "behaviours": ("behaviours", "behaviors", "indicators", "behavioural indicators", "examples"),
    "why": ("why", "why it matters", "rationale"),
    "missing": ("missing", "when missing"),
    "overdone": ("overdone", "when overdone"),
}
_RANK_WORDS = re.compile(
    r"(sub)?(domain|theme|area|cluster|pillar|dimension|capability|competency|competence|element|standard|"
    r"outcome|section|group|category|strand|quality|role|level \d|rank \d)s?"
)
_LEADING_CODE = re.compile(r"([A-Z]{0,4}[0-9]+(?:\.[0-9]+)*[a-z]?)[.):]?\s+(?=\S)")
_CODE_AS_ID = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z.])[A-Za-z0-9.-]{2,12}")  # 'L1.2', and no number alone.
_BETWEEN = re.compile(r"\s*[\n;|]\s*")
_LISTS = ("keywords", "behaviours")


@dataclass
class ColumnMap:
    """Which column (from 0) holds what, and which hold the titles of items, a column a rank, top first."""

    columns: dict[str, int] = field(default_factory=dict)
    ranks: list[int] = field(default_factory=list)

    def describe(self, titles: list[str]) -> Iterator[str]:
        """Yield a sentence on what the columns hold, and one on those that are not carried."""
        pairs = [f"{name}={titles[column]}" for name, column in self.columns.items()]
        if self.ranks:
            pairs.append(f"{RANKS}={'/'.join(titles[column] for column in self.ranks)}")
        yield f"The columns are read as --map {show(','.join(pairs), 400)}."
        used = {*self.columns.values(), *self.ranks}
        others = [title for column, title in enumerate(titles) if title and column not in used]
        if others:
            yield f"Not carried are the columns {join_words(map(show, others), 20)}."


def read_map(text: str, head: Row) -> ColumnMap:
    """The map that somebody has written: ``code=Ref,title=Name`` or ``ranks=Domain/Element``. ``head`` has
    the titles of the columns. Raises :class:`NotImported` for one that names what is not there."""
    column_map = ColumnMap()
    for pair in filter(None, (pair.strip() for pair in re.split(r",(?=\s*[a-z]+\s*=)", text))):
        name, sign, titles = (part.strip() for part in pair.partition("="))
        if not sign or name not in (*FIELDS, RANKS):
            known = f"write code=Ref,title=Name; what columns may hold is {join_words([*FIELDS, RANKS])}"
            raise refuse("--map", f"{show(pair)} is no part of a map", str(did_you_mean(name, FIELDS, known)))
        if name == RANKS:
            column_map.ranks = [_find_column(title.strip(), head) for title in titles.split("/")]
        else:
            column_map.columns[name] = _find_column(titles, head)
    return column_map


def _find_column(title: str, head: Row) -> int:
    """The column with a title. Raises :class:`NotImported` where none has it."""
    folded = [cell.casefold() for cell in head.cells]
    if title.casefold() in folded:
        return folded.index(title.casefold())
    known = f"the columns are {join_words(head.cells)}"
    raise refuse("--map", f"no column is called {show(title)}", str(did_you_mean(title, head.cells, known)))


def guess_map(head: Row) -> ColumnMap:
    """What the columns hold by their titles."""
    column_map = ColumnMap()
    titles = [" ".join(re.sub(r"[^a-z0-9]+", " ", cell.lower()).split()) for cell in head.cells]
    for name, known in FIELDS.items():
        for title in known:
            if title in titles and titles.index(title) not in column_map.columns.values():
                column_map.columns[name] = titles.index(title)
                break
    if "parent" not in column_map.columns:
        free = [column for column in range(len(titles)) if column not in column_map.columns.values()]
        column_map.ranks = [column for column in free if _RANK_WORDS.fullmatch(titles[column])]
        if column_map.ranks and "title" in column_map.columns:
            column_map.ranks.append(column_map.columns.pop("title"))
    if not column_map.ranks and "title" not in column_map.columns and "text" in column_map.columns:
        column_map.columns["title"] = column_map.columns.pop("text")
    return column_map


def read_items(rows: list[Row], written_map: str) -> ImportedFramework:
    """The framework of a table. ``written_map`` is what somebody has said of its columns; what it leaves out
    is not guessed. Raises :class:`NotImported`."""
    head, *body = rows
    if repeated := [cell for cell in head.cells if cell and head.cells.count(cell) > 1]:
        place = head.locate(head.cells.index(repeated[0]))
        raise refuse(place, f"{show(repeated[0])} is the title of two columns", "rename one")
    column_map = read_map(written_map, head) if written_map else guess_map(head)
    if not column_map.ranks and "title" not in column_map.columns:
        raise refuse(
            head.locate(),
            f"of the columns {join_words(map(show, head.cells), 20)} none is known to hold titles",
            "say which, as --map code=Ref,title=Name or --map ranks=Domain/Element",
        )
    read = _read_ranks if column_map.ranks else _read_rows
    framework = ImportedFramework("a table", [], explanations=list(column_map.describe(head.cells)))
    read(body, column_map, framework, head)
    check_tree(framework.items)
    return framework


def _read_rows(rows: list[Row], column_map: ColumnMap, framework: ImportedFramework, head: Row) -> None:
    """Add the items of a table with a row for each to ``framework``."""
    columns = column_map.columns
    names: dict[str, str] = {}  # What a parent may be called by, and the id of whoever is.
    parents = []
    for row in rows:
        title = row.get(columns["title"])
        code = row.get(columns.get("code"))
        if not title:
            framework.losses.append(f"{row.locate(columns['title'])}: has no title; the row was passed over.")
            continue
        if "code" not in columns:
            code, title = split_code(title)
        id = row.get(columns.get("id")) or code or title
        if "code" not in columns and not code and _CODE_AS_ID.fullmatch(id):
            code = id
        place = row.locate(columns.get("id", columns.get("code", columns["title"])))
        item = ImportedItem(id, "", code, title, place, row.get(columns.get("text")))
        item.rank, item.fields = row.get(columns.get("rank")), read_fields(row, columns)
        framework.items.append(item)
        parents.append(row.get(columns.get("parent")))
        for name in (id, code, title):
            if name:
                names.setdefault(name.casefold(), id)
    if "parent" in columns:
        for item, parent in zip(framework.items, parents, strict=True):
            item.parent = names.get(parent.casefold(), parent)
            item.parent = "" if item.parent == item.source_id and parent != item.source_id else item.parent
    else:
        _find_parents_by_code(framework)


def split_code(title: str) -> tuple[str, str]:
    """The code with which a title begins, and the rest: ``1.2`` and ``Listening`` of ``1.2 Listening``."""
    code = _LEADING_CODE.match(title)
    return (code[1], title[code.end() :]) if code else ("", title)


def _find_parents_by_code(framework: ImportedFramework) -> None:
    """Put each item below the one whose code is the beginning of its own: 1.2.3 below 1.2."""
    by_code = {item.code: item for item in framework.items if item.code}
    for item in framework.items:
        above = item.code
        while (above := above.rpartition(".")[0]) and above not in by_code:
            pass
        if above:
            item.parent = by_code[above].source_id
    if any(item.parent for item in framework.items):
        framework.explanations.append("Which item stands below which was read from the codes: 1.2 below 1.")


def read_fields(row: Row, columns: Mapping[str, int]) -> Fields:
    """The further fields of an item that a row has."""
    fields: Fields = {}
    for name in ("keywords", "behaviours", "why", "missing", "overdone"):
        if text := row.get(columns.get(name)):
            if name in _LISTS:
                signs = re.compile(r"\s*[,;|\n]\s*") if name == "keywords" else _BETWEEN
                fields[name] = [part for part in signs.split(text) if part]
            else:
                fields[name] = text
    return fields


def _read_ranks(rows: list[Row], column_map: ColumnMap, framework: ImportedFramework, head: Row) -> None:
    """Add the items of a table with a column for each rank to ``framework``. What stands in a rank's column
    once more, as in the row above or after blanks, is the same item."""
    framework.ranks = [head.cells[column] for column in column_map.ranks]
    known: dict[tuple[str, ...], ImportedItem] = {}
    path: list[str] = []
    for row in rows:
        deepest = None
        for depth, column in enumerate(column_map.ranks):
            text = row.get(column)
            if not text:
                continue
            if len(path) < depth:
                raise refuse(
                    row.locate(column),
                    f"{show(text)} has nothing above it in {show(head.cells[column_map.ranks[depth - 1]])}",
                    "fill that cell in here or in a row above",
                )
            path = [*path[:depth], text]
            if (key := tuple(path)) not in known:
                code, title = split_code(text)
                parent = known[key[:-1]].source_id if depth else ""
                id = code or (f"{parent} / {title}" if parent else title)
                known[key] = ImportedItem(id, parent, code, title, row.locate(column))
                framework.items.append(known[key])
                deepest = (known[key], depth)
        if deepest is None:
            if any(row.cells):
                framework.losses.append(f"{row.locate()}: names no new item; the row was passed over.")
            continue
        item, depth = deepest
        item.text, item.fields = row.get(column_map.columns.get("text")), read_fields(row, column_map.columns)
        if code := row.get(column_map.columns.get("code")):
            _give_code(item, code)
        if id := row.get(column_map.columns.get("id")):
            item.source_id = id
    if not framework.items:
        raise NotImported(
            [f"{head.locate()}: no row has a title in a column of the ranks; name others with --map."]
        )


def _give_code(item: ImportedItem, code: str) -> None:
    if not item.code:
        item.source_id = code
    item.code = code

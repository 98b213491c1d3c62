"""Competency frameworks as the CSV that Moodle imports under Site administration > Competencies > Import
competency framework (``admin/tool/lpimportcsv``), one file a framework.

What follows from the importer (``classes/framework_importer.php`` and ``competency/classes``), besides the
order of the columns:

- It cuts ids and short names to 100 characters without a word, and finds parents by the id that was not cut.
- It compares ids as PHP does, for which "1.1" and "1.10" are one number: ids are whole, as ``mlcf/1.1``.
- It takes tags out of short names, and reads a backslash before a quotation mark as PHP's own escape.
- A scale that the site has already is found by its values, which are joined by commas.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator

from macros.base.csv_tables import clean_cell, is_formula
from macros.exports.downloads import has_items, offer_each
from macros.exports.formats import ExportFile, Format
from macros.exports.local_parts import write_local_lines
from macros.exports.publication import Publication
from macros.exports.texts import (
    CREDIT,
    LICENCE,
    shorten,
    shorten_apart,
    write_line,
    write_list,
    write_prose,
)
from macros.records.entries import Entry
from macros.records.kinds import CompetencyFramework, Item, Level

COLUMNS = (
    "Parent ID number",
    "ID number",
    "Short name",
    "Description",
    "Description format",
    "Scale values",
    "Scale configuration",
    "Rule type",
    "Rule outcome",
    "Rule config",
    "Cross-referenced competency ID numbers",
    "Exported ID",
    "Is framework",
    "Taxonomy",
)
MOST_CHARACTERS = 100  # Of an id and of a short name.
HTML = "1"  # Moodle's FORMAT_HTML.
NO_RULE = ("", "0", "null")  # Rule type, outcome and configuration as Moodle's own export has them.
# Moodle's own scale of two values, which a site has from the beginning, for a framework that has none.
DEFAULT_SCALE = ("Not yet competent", "Competent")
# What Moodle can call the ranks of a framework (competency/classes/competency_framework.php).
TAXONOMIES = (
    "behaviour",
    "competency",
    "concept",
    "domain",
    "indicator",
    "level",
    "outcome",
    "practice",
    "proficiency",
    "skill",
    "value",
)
# What stands for signs that the importer would read as something else.
_READABLE = str.maketrans({"<": "‹", ">": "›", "\\": "/", "\n": " ", "\r": " ", "\t": " "})


def write(publication: Publication, only: tuple[Entry, ...]) -> Iterator[ExportFile]:
    """Yield a file for each framework that is wanted and has items."""
    for framework in only or publication.handbook.records["framework"]:
        if items := publication.handbook.list_items(framework):
            text = write_csv([COLUMNS, *list_rows(publication, framework, items)])
            yield ExportFile(f"{framework.id}.csv", text.encode())


def write_csv(rows: list[tuple[str, ...]]) -> str:
    """The ``rows`` as Moodle's ``csv_import_reader`` takes them, without a mark of the order of bytes. What a
    spreadsheet would run as a formula gets an apostrophe, as Moodle itself gives it one."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    for row in rows:
        cells = map(clean_cell, row)
        writer.writerow([f"'{cell}" if is_formula(cell) else cell for cell in cells])
    return table.getvalue()


def list_rows(publication: Publication, framework: Entry, items: list[Entry]) -> Iterator[tuple[str, ...]]:
    """Yield the row of a framework and those of its ``items``, each behind its parent."""
    node = framework.read_as(CompetencyFramework)
    levels = node.scale.levels if node.scale else ()
    titles = [level.title for level in levels] or DEFAULT_SCALE
    ranks = [rank.id for rank in node.ranks]
    yield (
        "",
        framework.id,
        shorten(_read_name(framework.title), MOST_CHARACTERS),
        _describe_framework(publication, framework),
        HTML,
        *_describe_scale(titles),
        *("",) * 5,
        "1",
        ",".join(_choose_taxonomies(ranks)),
    )
    related = find_related(publication, items)
    for item, name in zip(items, name_items(items), strict=True):
        parent = item.parent_or_self
        yield (
            "" if parent is framework else parent.id,
            item.id,
            name,
            _describe_item(publication, item),
            HTML,
            *_describe_own_scale(item, levels),
            *NO_RULE,
            ",".join(id.replace(",", "%2C") for id in related.get(item.id, ())),
            str(publication.identify("item", item.id)),
            "",
            "",
        )


def name_items(items: list[Entry]) -> list[str]:
    """The short names of ``items``: their titles, each once; a title that several have stands behind their
    codes."""
    titles = [_read_name(item.title) for item in items]
    numbers = Counter(title.casefold() for title in titles)
    names = (
        f"{item.code} {title}" if numbers[title.casefold()] > 1 else title
        for item, title in zip(items, titles, strict=True)
    )
    return shorten_apart(names, MOST_CHARACTERS)


def _read_name(title: str) -> str:
    return " ".join(clean_cell(title).translate(_READABLE).split()) or "-"


def find_related(publication: Publication, items: list[Entry]) -> dict[str, list[str]]:
    """The ids of the items of the same framework that an item is aligned with, by its id."""
    ids = {item.id for item in items}
    related: dict[str, dict[str, None]] = {}
    for item in items:
        for origins in publication.handbook.find_backlinks(item).values():
            for origin in origins:
                if origin.id in ids and origin.id != item.id:
                    related.setdefault(item.id, {})[origin.id] = None
    return {id: list(others) for id, others in related.items()}


def _describe_scale(titles: tuple[str, ...] | list[str]) -> tuple[str, str]:
    """The values of a scale and its configuration: one begins at the lowest step, and has shown the
    competency at the highest, so that no step above one that shows it does not."""
    names = shorten_apart((_read_name(title).replace(", ", "; ").replace(",", ";") for title in titles), 255)
    steps = [
        {"id": number, "scaledefault": int(number == 1), "proficient": int(number == len(names))}
        for number in range(1, len(names) + 1)
    ]
    return ",".join(names), json.dumps([{"scaleid": "1"}, *steps], separators=(",", ":"))


def _describe_own_scale(item: Entry, levels: tuple[Level, ...] | list[Level]) -> tuple[str, str]:
    """The scale of an item that ends before that of its framework does; else nothing, so that the framework's
    counts."""
    top = item.read_as(Item).top
    titles = [level.title for level in levels if top is None or level.value <= top]
    return ("", "") if len(titles) < 2 or len(titles) == len(levels) else _describe_scale(titles)


def _choose_taxonomies(ranks: list[str]) -> list[str]:
    """What Moodle calls the ranks, top first: by their own names where it has them, else domains and, lowest,
    competencies."""
    return [
        rank if rank in TAXONOMIES else "competency" if place == len(ranks) else "domain"
        for place, rank in enumerate(ranks, 1)
    ]


def _describe_framework(publication: Publication, framework: Entry) -> str:
    node = framework.read_as(CompetencyFramework)
    return _join(
        f"<p>{write_line(node.summary)}</p>",
        write_prose(publication, node.purpose),
        f"<p>{write_line(node.status_note)}</p>",
        f"<p>Rights in the framework: {write_line(node.rights.holder.rstrip('.'))}.</p>",
        write_prose(publication, node.rights.terms),
        write_prose(publication, node.rights.carried),
        f'<p>The descriptions are the handbook\'s own words: {CREDIT} (<a href="{LICENCE}">licence</a>).</p>',
        write_local_lines(publication, framework),
        _link(publication, framework),
    )


def _describe_item(publication: Publication, item: Entry) -> str:
    node = item.read_as(Item)
    return _join(
        f"<p>{write_line(node.summary)}</p>",
        write_prose(publication, node.why) if node.why else "",
        write_list(node.behaviours),
        write_list(f"{level.title}: {level.meaning}" for level in node.levels if level.meaning),
        write_local_lines(publication, item),
        _link(publication, item),
    )


def _link(publication: Publication, entry: Entry) -> str:
    """A link to the page of an entry, with the name of the site; empty where the site's address is not
    known."""
    if not publication.address:
        return ""
    address = write_line(publication.locate(entry))
    return f'<p><a href="{address}">{write_line(entry.title)}: {write_line(publication.name)}</a></p>'


def _join(*pieces: str) -> str:
    """HTML on one line, without a backslash, which PHP would take for an escape."""
    return " ".join(" ".join(pieces).replace("\\", "&#92;").split())


FORMAT = Format(
    "moodle",
    "Moodle competency framework",
    "Competency frameworks for Moodle, one CSV file each.",
    write,
    kinds=("framework",),
    media_types=((".csv", "text/csv"),),
    list_downloads=offer_each("framework", "{id}.csv", has_file=has_items),
)

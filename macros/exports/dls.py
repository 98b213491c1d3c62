"""Competency frameworks as the workbook that Digital Learning Solutions (NHS England) imports: Frameworks >
Structure > bulk upload, one file a framework.

What follows from the importer (TechnologyEnhancedLearning/DLSV2, ``ImportCompetenciesFromFileService.cs`` and
``CompetencyTableRow.cs``): a sheet by one name, the first; an Excel table in it with just these columns,
which it reads by their places; no id, for that is one of its own database; 500 characters of a competency,
255 of a group; descriptions that it shows as HTML; 5 MB of a file.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.base.csv_tables import Cell, clean_cell
from macros.base.workbooks import Sheet, write_workbook
from macros.exports.downloads import has_items, offer_all, offer_each
from macros.exports.formats import ExportFile, Format
from macros.exports.local_parts import write_local_lines
from macros.exports.publication import Publication
from macros.exports.texts import CREDIT, shorten, shorten_apart, write_line, write_list, write_prose
from macros.records.entries import Entry
from macros.records.kinds import CompetencyFramework, Item

VOCABULARY = "Capability"  # What a framework there calls its items unless its owner says otherwise.
VOCABULARIES = (VOCABULARY, "Competency")
SHEET = "FrameworkBulkUpload"
MOST_OF_A_COMPETENCY = 500
MOST_OF_A_GROUP = 255


def list_columns(vocabulary: str) -> tuple[str, ...]:
    """The titles of the columns, in the order in which the importer reads them, for a framework whose items
    are called by ``vocabulary``."""
    return (
        "ID",
        f"{vocabulary}Group",
        "GroupDescription",
        vocabulary,
        f"{vocabulary}Description",
        "AlwaysShowDescription",
        "FlagsCSV",
    )


def write(publication: Publication, only: tuple[Entry, ...]) -> Iterator[ExportFile]:
    """Yield two files for each framework that is wanted and has items: one for each word by which a framework
    there may call its items, for the importer takes the columns of its own word alone."""
    for framework in only or publication.handbook.records["framework"]:
        rows = list(list_rows(publication, framework))
        for vocabulary in VOCABULARIES if rows else ():
            sheet = Sheet(SHEET, list_columns(vocabulary), rows, "Competencies")
            content = write_workbook([sheet], framework.title, publication.name, publication.generated)
            yield ExportFile(f"{framework.id}-{vocabulary.lower()}.xlsx", content)


def list_rows(publication: Publication, framework: Entry) -> Iterator[list[Cell]]:
    """Yield a row for each lowest item of a framework, in its group: the titles of what is above it."""
    leaves = publication.handbook.list_leaves(framework)
    groups = _name_groups(framework, leaves)
    about = write_line(framework.read_as(CompetencyFramework).rights.holder.rstrip("."))
    credit = f"<p>Rights in the framework: {about}. Descriptions: {CREDIT}.</p>"
    for leaf in leaves:
        parent = leaf.parent_or_self
        is_grouped = parent is not framework
        yield [
            None,
            groups[parent.id] if is_grouped else None,
            _join(f"<p>{write_line(parent.read_as(Item).summary)}</p>", credit) if is_grouped else None,
            _name(f"{leaf.code} {leaf.title}", MOST_OF_A_COMPETENCY),
            _describe(publication, leaf, "" if is_grouped else credit),
            False,
            None,
        ]


def _name_groups(framework: Entry, leaves: list[Entry]) -> dict[str, str]:
    """The names of the groups of ``leaves``, by the ids of the items above these."""
    parents = {leaf.parent_or_self.id: leaf.parent_or_self for leaf in leaves}
    paths = (" / ".join(reversed(list(_list_titles(framework, parent)))) for parent in parents.values())
    names = shorten_apart((_clean(path) for path in paths), MOST_OF_A_GROUP)
    return dict(zip(parents, names, strict=True))


def _list_titles(framework: Entry, item: Entry) -> Iterator[str]:
    while item is not framework:
        yield item.title
        item = item.parent_or_self


def _name(text: str, most: int) -> str:
    return shorten(_clean(text), most)


def _clean(text: str) -> str:
    return " ".join(clean_cell(text).split())


def _describe(publication: Publication, item: Entry, credit: str) -> str:
    node = item.read_as(Item)
    address = write_line(publication.locate(item)) if publication.address else ""
    return _join(
        f"<p>{write_line(node.summary)}</p>",
        write_prose(publication, node.why) if node.why else "",
        write_list(node.behaviours),
        write_local_lines(publication, item),
        credit,
        f'<p><a href="{address}">{write_line(publication.name)}</a></p>' if address else "",
    )


def _join(*pieces: str) -> str:
    return " ".join(" ".join(pieces).split())


FORMAT = Format(
    "dls",
    "Digital Learning Solutions",
    "Competency frameworks for Digital Learning Solutions of NHS England, one workbook each.",
    write,
    kinds=("framework",),
    media_types=((".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),),
    needs_packages=True,
    list_downloads=offer_all(
        offer_each("framework", "{id}-capability.xlsx", has_file=has_items, ending=" (as capabilities)"),
        offer_each("framework", "{id}-competency.xlsx", has_file=has_items, ending=" (as competencies)"),
    ),
)

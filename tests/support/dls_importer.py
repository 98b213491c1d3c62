"""The importer of competencies of Digital Learning Solutions, as far as a file can offend it
(TechnologyEnhancedLearning/DLSV2 at aca1766e: ImportCompetenciesFromFileService, CompetencyTableRow)."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

MOST_BYTES = 5 * 1024 * 1024


@dataclass
class Imported:
    """The competencies of a file, each as (group, name, description), and what is wrong with the file."""

    competencies: list[tuple[str, str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def import_competencies(content: bytes, vocabulary: str) -> Imported:
    """Import a file for a framework whose items are called by ``vocabulary``."""
    from openpyxl import load_workbook

    done = Imported()
    if len(content) > MOST_BYTES:
        done.faults.append("the file is larger than 5 MB")
    workbook = load_workbook(io.BytesIO(content))
    if "FrameworkBulkUpload" not in workbook.sheetnames:
        done.faults.append("there is no sheet FrameworkBulkUpload")
    sheet = workbook.worksheets[0]
    if not sheet.tables:
        done.faults.append("the first sheet has no table")
        return done
    table = next(iter(sheet.tables.values()))
    cells = sheet[table.ref]
    header = [cell.value for cell in cells[0]]
    if header != [column.name for column in table.tableColumns]:
        done.faults.append("the table names its columns otherwise than their cells do")
    expected = [
        "ID", f"{vocabulary}Group", "GroupDescription", vocabulary, f"{vocabulary}Description",
        "AlwaysShowDescription", "FlagsCSV",
    ]  # fmt: skip
    if sorted(header) != sorted(expected):
        done.faults.append("InvalidHeaders")
        return done
    if header != expected:
        done.faults.append("the columns are read by their places, and stand in others")
    for row in cells[1:]:
        _import_row(done, row)
    return done


def _import_row(done: Imported, row: Any) -> None:
    id, group, group_text, name, text, shown, flags = (cell.value for cell in row)
    if any(cell.data_type == "f" for cell in row):
        done.faults.append("a formula")
    if id is not None:
        done.faults.append("InvalidId")  # Of a framework that has none of our items yet.
    if not name:
        done.faults.append("MissingCompetencyName")
    elif len(group or "") > 255:
        done.faults.append("TooLongCompetencyGroupName")
    elif len(name) > 500:
        done.faults.append("TooLongCompetencyName")
    if shown not in (None, True, False) and str(shown).lower() not in ("true", "false"):
        done.faults.append("InvalidAlwaysShowDescription")
    for flag in (flags or "").split(","):
        if len(flag.strip()) > 30:
            done.faults.append("a flag has more than 30 characters")
    done.competencies.append((group or "", name or "", text or ""))

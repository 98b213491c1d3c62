"""Moodle's importer of competency frameworks, as far as a file can offend it (admin/tool/lpimportcsv and
competency/classes of Moodle, read in 2026): what it makes of a file, and what it refuses or loses."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import dataclass, field

HEADER = (
    "Parent ID number,ID number,Short name,Description,Description format,Scale values,Scale configuration,"
    "Rule type,Rule outcome,Rule config,Cross-referenced competency ID numbers,Exported ID,Is framework,"
    "Taxonomy"
).split(",")
TAXONOMIES = set(
    "behaviour competency concept domain indicator level outcome practice proficiency skill value".split()
)
FORMATS = {"0", "1", "2", "4"}  # Moodle's own, HTML, plain, Markdown.
_NUMERIC = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*")


@dataclass
class Imported:
    """What Moodle has after an import: the row of the framework, the competencies that were made, by id, each
    with its parent's, in their order; and the faults on the way."""

    framework: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    related: set[tuple[str, str]] = field(default_factory=set)
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def are_equal(one: str, other: str) -> bool:
    """Whether PHP's ``==`` holds for two texts: those that look like numbers are compared as such."""
    if _NUMERIC.fullmatch(one) and _NUMERIC.fullmatch(other):
        return float(one) == float(other)
    return one == other


def clean_text(text: str) -> str:
    """What ``clean_param(…, PARAM_TEXT)`` leaves: no tags, or what begins like one."""
    return re.sub(r"<[^\s<>][^<>]*>?", "", text)


def import_framework(text: str) -> Imported:
    """Import a file."""
    done = Imported()
    if "\\" in text:
        done.faults.append("a backslash, with which PHP escapes the quotation mark behind it")
    table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True))
    header, rows = table[0], table[1:]
    if header != HEADER:
        done.faults.append("the columns are not those of the importer, in its order")
    if any(len(row) != len(header) for row in rows):
        done.faults.append("a row has another number of columns")
        return done
    named = [dict(zip(HEADER, row)) for row in rows]
    frameworks = [row for row in named if row["Is framework"] not in ("", "0")]
    if len(frameworks) != 1:
        done.faults.append(f"there are {len(frameworks)} frameworks")
        return done
    done.framework = frameworks[0]
    flat = {row["ID number"]: row for row in named if row not in frameworks}
    done.rows = flat
    competencies = [row for row in named if row not in frameworks]
    _check_texts(done, competencies)
    _check_scale(done, done.framework)
    terms = [term for term in done.framework["Taxonomy"].split(",") if term]
    done.faults += [f"no taxonomy {term!r}" for term in terms if term not in TAXONOMIES]
    for row in competencies:
        if row["Scale values"]:
            _check_scale(done, row)
    _add_children(done, competencies, "")
    lost = [row["ID number"] for row in competencies if row["ID number"] not in done.parents]
    done.faults += [f"{id!r} is lost: nothing above it is there" for id in lost]
    _relate(done, flat)
    return done


def _check_texts(done: Imported, competencies: list[dict[str, str]]) -> None:
    for column in ("ID number", "Short name"):
        texts = [row[column] for row in (done.framework, *competencies)]
        for text in texts:
            if not text or clean_text(text) != text:
                done.faults.append(f"{column} {text!r} is empty, or has what Moodle takes out")
            if len(text) > 100:
                done.faults.append(f"{column} {text!r} is cut")
        counted = Counter(row[column].casefold() for row in competencies)
        done.faults += [f"{column} {text!r} is there twice" for text, number in counted.items() if number > 1]
    for row in (done.framework, *competencies):
        if row["Description format"] not in FORMATS:
            done.faults.append(f"no format {row['Description format']!r}")
        if row["Rule type"] or row["Rule outcome"] not in ("", "0"):
            done.faults.append("a rule that Moodle does not have")


def _check_scale(done: Imported, row: dict[str, str]) -> None:
    values = row["Scale values"].split(",")
    try:
        first, *steps = json.loads(row["Scale configuration"])
    except ValueError:
        done.faults.append("the configuration of a scale is no list in JSON")
        return
    if not isinstance(first, dict) or "scaleid" not in first:
        done.faults.append("the configuration of a scale does not begin with that scale")
    if len(values) < 2 or len(set(values)) < len(values) or any(value != value.strip() for value in values):
        done.faults.append("the values of a scale are fewer than two, the same, or have spaces around them")
    if [step["id"] for step in steps] != list(range(1, len(values) + 1)):
        done.faults.append("a scale has other steps than values")
    if sum(step["scaledefault"] for step in steps) != 1:
        done.faults.append("a scale has no one default")
    if sum(step["proficient"] for step in steps) != 1:
        done.faults.append("a scale has no one proficient step")


def _add_children(done: Imported, competencies: list[dict[str, str]], parent: str) -> None:
    for row in competencies:
        if are_equal(row["Parent ID number"], parent):
            if row["ID number"] in done.parents:
                done.faults.append(f"{row['ID number']!r} is made twice")
                continue
            done.parents[row["ID number"]] = parent
            _add_children(done, competencies, row["ID number"])


def _relate(done: Imported, flat: dict[str, dict[str, str]]) -> None:
    for id, row in flat.items():
        for raw in filter(None, row["Cross-referenced competency ID numbers"].split(",")):
            other = raw.replace("%2C", ",")
            if other == id:
                done.faults.append(f"{id!r} is related to itself")
            elif other not in flat:
                done.faults.append(f"{id!r} is related to {other!r}, which is not there")
            else:
                done.related.add((id, other))

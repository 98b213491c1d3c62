"""A comparison as JSON, in the form of ``report.schema.json``."""

from __future__ import annotations

import json
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path

from macros.changes.report import Report
from macros.changes.wording import describe_change, describe_consequence

SCHEMA = Path(__file__).with_name("report.schema.json")
VERSION = 1  # Of the form: another number where a program that reads it would have to change.


def write_json(report: Report) -> str:
    """The report as JSON, with a sentence for each change and consequence."""
    document = {
        "format": VERSION,
        "before": report.before,
        "after": report.after,
        "changes": [
            {"type": _name_type(change), "text": describe_change(change), **_read_fields(change)}
            for change in report.changes
        ],
        "consequences": [
            {"type": _name_type(consequence), "text": describe_consequence(consequence)}
            | _read_fields(consequence)
            for consequence in report.consequences
        ],
        "pages": [asdict(page) for page in report.pages],
        "not_compared": {
            name: [
                {"file": problem.path, "line": problem.line, "column": problem.col, "text": str(problem)}
                for problem in problems
            ]
            for name, problems in (("before", report.problems_before), ("after", report.problems_after))
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _name_type(value: object) -> str:
    """The name of a change or a consequence: ``added``, ``coverage-change``."""
    name = type(value).__name__
    return "".join(f"-{sign.lower()}" if sign.isupper() else sign for sign in name).lstrip("-")


def _read_fields(value: object) -> dict[str, object]:
    assert is_dataclass(value) and not isinstance(value, type)
    return {field.name: _to_plain(getattr(value, field.name)) for field in fields(value)}


def _to_plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return [_to_plain(inner) for inner in value] if isinstance(value, (list, tuple)) else value

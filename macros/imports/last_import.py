"""What an import has brought, kept beside the records (``framework/imports/<id>.json``), so that the next one
tells what the source has changed from what was changed here. Of a crosswalk, the items are its pairs.

Nobody edits these files. Without one, what stands in the record counts as changed here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.base.reading import Unreadable, decode, read_bytes
from macros.imports.fitting import FittedFramework
from macros.imports.model import Fields, refuse

FORM = 1
MOST_BYTES = 64 * 1024 * 1024
_LINES = ("id", "source_id", "parent", "code", "title")  # Fields that are asked for their letters.


@dataclass
class LastImport:
    """The fields that an import has brought: those of the framework, and of each item by its id in the
    source, with that of its parent as ``parent``. ``source`` is the name of the file."""

    fields: Fields = field(default_factory=dict)
    items: dict[str, Fields] = field(default_factory=dict)
    source: str = ""

    @property
    def codes(self) -> dict[str, str]:
        """The codes of the items by their ids in the source."""
        return {id: fields["code"] for id, fields in self.items.items() if "code" in fields}


def read(file: Path, path: str) -> LastImport:
    """What the file at ``path`` says; nothing where there is none. Raises
    :class:`~macros.imports.model.NotImported` where it is damaged."""
    if not file.is_file():
        return LastImport()
    try:
        data: Any = json.loads(decode(read_bytes(file, MOST_BYTES)))
        if data["form"] != FORM:
            raise ValueError
        items = {id: _read_fields(fields) for id, fields in data["items"].items()}
        return LastImport(_read_fields(data["framework"]), items, str(data["source"]))
    except (Unreadable, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        wrong = "is not what 'handbook import' has written"
        raise refuse(path, wrong, "take it from the repository's history again, or delete it") from None


def write(framework: FittedFramework, source: str) -> str:
    """The text of the file for what was brought of a framework in the file ``source``."""
    items = {item.source_id: {"parent": item.parent, **item.fields} for item in framework.list_all()}
    return write_fields(framework.fields, items, source)


def write_fields(fields: Fields, items: Mapping[str, Fields], source: str) -> str:
    """The text of the file for the ``fields`` of a record and those of its ``items``, by their ids, as they
    were brought in the file ``source``."""
    lines = [
        f'"form": {FORM}',
        f'"source": {_write(source)}',
        f'"framework": {_write(fields)}',
        '"items": {\n' + ",\n".join(f"{_write(id)}: {_write(item)}" for id, item in items.items()) + "\n}",
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _read_fields(fields: Any) -> Fields:
    if not isinstance(fields, dict):
        raise TypeError
    if not all(isinstance(fields.get(name, ""), str) for name in _LINES):
        raise TypeError
    return fields


def _write(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))

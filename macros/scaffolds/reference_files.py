"""Reads references that a library program or a journal's page has written: CSL-JSON, BibTeX or RIS.

Every format ends as items in the form of CSL-JSON (citationstyles.org), of which
:mod:`macros.scaffolds.source_fields` makes the fields of sources. A file is data from anywhere: it is read as
text, within bounds, and nothing in it is run, included or fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from macros.base.problems import Fault
from macros.base.reading import Unreadable, decode, read_bytes
from macros.scaffolds import bibtex, ris

MAX_BYTES = 1024 * 1024
MOST_REFERENCES = 20
Item = dict[str, Any]  # A reference, by the names of CSL-JSON.
EXPORT = "export it as CSL-JSON, BibTeX or RIS"


def read_references(file: Path) -> list[Item]:
    """The references in a file, at least one. Raises :class:`Unreadable` where it holds none, more than
    ``MOST_REFERENCES``, or what cannot be read, with the line of the fault."""
    raw = read_bytes(file, MAX_BYTES)
    if len(raw) > MAX_BYTES:
        wrong = f"is larger than {MAX_BYTES // 1024} KB"
        raise Unreadable(Fault(wrong, "export only the references you need"))
    text = decode(raw)
    items = _choose_reader(text)(text)
    if not items:
        raise Unreadable(Fault("holds no reference", EXPORT))
    if len(items) > MOST_REFERENCES:
        wrong = f"holds {len(items):,} references"
        raise Unreadable(Fault(wrong, f"export only those you need, at most {MOST_REFERENCES} at a time"))
    return items


def _choose_reader(text: str) -> Callable[[str], list[Item]]:
    """The function that reads the format in which a text is written, whatever its file is called."""
    begin = text.lstrip()
    if begin.startswith(("{", "[")):
        return _read_json
    if re.search(r"^TY {1,2}- ", text, re.MULTILINE):
        return ris.read
    if re.search(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", text, re.MULTILINE):
        return bibtex.read
    if begin.startswith("<"):
        raise Unreadable(Fault("is XML or HTML", EXPORT))
    raise Unreadable(Fault("is none of CSL-JSON, BibTeX and RIS" if begin else "is empty", EXPORT))


def _read_json(text: str) -> list[Item]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(Fault(f"is no JSON ({error.msg})", EXPORT), error.lineno, error.colno) from None
    except (ValueError, RecursionError):  # A number of thousands of digits; brackets without end.
        raise Unreadable(Fault("is JSON that no library program writes", EXPORT)) from None
    if isinstance(data, dict):
        inner = next((data[key] for key in ("items", "references") if isinstance(data.get(key), list)), None)
        data = [data] if inner is None else inner
    if not all(isinstance(item, dict) for item in data):
        raise Unreadable(Fault("is JSON without the references of CSL-JSON", EXPORT))
    return [item for item in data if item.get("title") or item.get("DOI")]

"""Makes schemas accept what the check accepts of values without quotes, and with them.

The handbook reads every value as the text that it is, and lets the model type it: ``title: 2010`` and
``year: "1947"`` are sound. An editor reads YAML by its core schema (YAML 1.2.2, clause 10.3.2), in which the
first is a number and the second a text; a schema that asks for the other draws a red line under what is
right. What an editor no longer sees, it cannot judge: how a number was written, and whether one in quotes is
too large. A text that is ``true`` or ``false`` alone wants quotes there: a place that allowed truths would
have them offered to whoever completes a title.
"""

from __future__ import annotations

import re
from typing import Any

_MOST_DIGITS = 20  # That are looked for of a number that a pattern allows.
_FEWEST_OF_WORDS = 5  # Letters; a text that can have fewer holds a sign.
# As pydantic reads numbers and truths out of texts.
_INTEGER = r"^\s*[+-]?\d+(_\d+)*(\.0+)?\s*$"
_NUMBER = r"^\s*[+-]?(\d+(_\d+)*(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$"
_TRUTH = r"^([Tt]([Rr][Uu][Ee])?|[Ff]([Aa][Ll][Ss][Ee])?|[Yy]([Ee][Ss])?|[Nn][Oo]?|[Oo]([Nn]|[Ff][Ff])|[01])$"


def allow_plain_scalars(schema: Any, description: str = "") -> None:
    """Widen, in place, every place of a schema (draft 2020-12) that asks for a text, a number or a truth.
    Where a value has not the form that it needs, editors say the ``description`` of its field (a keyword of
    VS Code and the YAML language server)."""
    if isinstance(schema, list):
        for part in schema:
            allow_plain_scalars(part, description)
    if not isinstance(schema, dict):
        return
    kind, description = schema.get("type"), schema.get("description", description)
    if kind == "string" and not {"enum", "const", "format"} & schema.keys():
        _allow_for_text(schema)
    elif kind in ("integer", "number"):
        schema |= {"type": [kind, "string"], "pattern": _INTEGER if kind == "integer" else _NUMBER}
    elif kind == "boolean":
        schema |= {"type": ["boolean", "integer", "string"], "minimum": 0, "maximum": 1, "pattern": _TRUTH}
    for name, part in schema.items():
        if name not in ("default", "examples", "enum", "not"):
            allow_plain_scalars(part, "" if name in ("$defs", "properties") else description)
    if "pattern" in schema and isinstance(schema["pattern"], str):
        noun = {"integer": "A whole number. ", "number": "A number. ", "boolean": "True or false. "}
        schema["patternErrorMessage"] = noun.get(str(kind), "") + description


def _allow_for_text(schema: dict[str, Any]) -> None:
    """Let a place for a text take the numbers and truths that are such texts without quotes."""
    pattern = schema.get("pattern")
    if pattern is None:
        schema["type"] = ["string", "number"]
        if (most := schema.get("maxLength", _MOST_DIGITS)) < _FEWEST_OF_WORDS:
            schema |= {"type": ["string", "integer"], "maximum": 10**most - 1}
        if schema.get("minLength"):
            schema["pattern"] = r"\S"  # The model takes spaces at both ends away.
        return
    if lengths := [n for n in range(1, _MOST_DIGITS + 1) if re.search(pattern, "1" * n)]:
        schema["type"] = ["string", "number" if re.search(pattern, "1.5") else "integer"]
        if not re.search(pattern, "-1"):
            schema["minimum"] = 10 ** (lengths[0] - 1) if lengths[0] > 1 else 0
        if lengths[-1] < _MOST_DIGITS:
            schema["maximum"] = 10 ** lengths[-1] - 1

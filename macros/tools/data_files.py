"""The files of the data of the tools (:mod:`macros.tools.data`).

They are written to ``assets/data``: one JSON file for whoever wants it (its form is ``handbook.schema.json``
there), and for the tools scripts, since browsers refuse to fetch a file from disk. The first script,
``handbook.js``, has the frameworks to choose from; the contents (what the frameworks, the records and the
pathways are made of, and the prompts), what the domains and items of a framework say, and the crosswalks are
scripts of their own.
"""

from __future__ import annotations

import json
from typing import Any

Data = dict[str, Any]  # As it is written to JSON; its form is docs/assets/data/handbook.schema.json.

DATA_FOLDER = "assets/data"  # In the site; ``handbook.json`` and the scripts of the data stand there.
# The fields of an item or a domain that come with its framework's own script.
DETAIL_FIELDS = ("summary", "behaviours", "levels", "tasks", "questions", "offers")
# What a tool does without until somebody has entered something, or asks for it: of the data, and of each
# framework.
CONTENTS_FIELDS = ("records", "pathways", "prompts")
OUTLINE_FIELDS = ("domains", "items")


def format_json(data: Data) -> str:
    """The data as JSON on one line, with a note for people who open the file."""
    return json.dumps(
        {
            "note": "Data of the Clinical Leadership Handbook's tools. Addresses are from the site's root.",
            **data,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def format_scripts(data: Data) -> dict[str, str]:
    """The data as the text of several scripts, by their places in the site.

    ``handbook.js`` sets ``handbook.data``: the data without contents and crosswalks, with a schema that
    demands all and describes nothing, and with the places of the other scripts (``scripts``).
    ``contents.js`` sets ``handbook.contents``: the ``CONTENTS_FIELDS``, and in the frameworks' order their
    ``OUTLINE_FIELDS``. ``frameworks/<id>.js`` sets ``handbook.details[id]``: the ``DETAIL_FIELDS`` of each
    item, and what of them its domains have, by their ids. ``crosswalks.js`` sets
    ``handbook.data.crosswalks``.
    """
    places = {
        framework["id"]: f"{DATA_FOLDER}/frameworks/{framework['id']}.js" for framework in data["frameworks"]
    }
    contents, crosswalks = f"{DATA_FOLDER}/contents.js", f"{DATA_FOLDER}/crosswalks.js"
    first = {
        **data,
        **dict.fromkeys(CONTENTS_FIELDS, []),
        "schema": _leave_out_descriptions(data["schema"]),
        "frameworks": [
            {**framework, **dict.fromkeys(OUTLINE_FIELDS, [])} for framework in data["frameworks"]
        ],
        "crosswalks": [],
        "scripts": {"frameworks": places, "contents": contents, "crosswalks": crosswalks},
    }
    details = {
        places[framework["id"]]: (
            "(window.handbook.details=window.handbook.details||{})"
            f"[{_format_compact(framework['id'])}]={_format_compact(_detail_framework(framework))};\n"
        )
        for framework in data["frameworks"]
    }
    return {
        f"{DATA_FOLDER}/handbook.js": _format_assignment("data", first),
        **details,
        contents: _format_assignment("contents", _build_contents(data)),
        crosswalks: _format_assignment("data.crosswalks", data["crosswalks"]),
    }


def _leave_out_descriptions(schema: Any) -> Any:
    """A JSON schema without what it is called and the sentences that say what its parts are for; a field of
    such a name stays."""
    if isinstance(schema, list):
        return [_leave_out_descriptions(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: _leave_out_descriptions(part)
        for name, part in schema.items()
        if name not in ("$schema", "$id", "title", "description") or not isinstance(part, str)
    }


def _build_contents(data: Data) -> Data:
    return {
        **{name: data[name] for name in CONTENTS_FIELDS},
        "frameworks": [_outline_framework(framework) for framework in data["frameworks"]],
    }


def _outline_framework(framework: Data) -> Data:
    return {
        list_name: [
            {name: value for name, value in part.items() if name not in DETAIL_FIELDS}
            for part in framework[list_name]
        ]
        for list_name in OUTLINE_FIELDS
    }


def _detail_framework(framework: Data) -> dict[str, Data]:
    parts = [*framework["items"], *(domain for domain in framework["domains"] if domain["id"])]
    return {part["id"]: {name: part[name] for name in DETAIL_FIELDS if name in part} for part in parts}


def _format_assignment(name: str, value: object) -> str:
    return f"window.handbook.{name}={_format_compact(value)};\n"


def _format_compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

"""The problems of a check for programs: as commands of GitHub's workflows, as JSON in the form of
``check.schema.json``, and as SARIF 2.1.0.

Whoever proposes a change writes file names and texts, so what a program would obey is made harmless: nothing
here begins a line but a command of our own, and no text holds a line break or a control character.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from macros.base.problems import Problem, make_plain, replace_controls
from macros.base.rule_explanations import Explanation, read_explanations

SCHEMA = Path(__file__).with_name("check.schema.json")
VERSION = 1  # Of the form of the JSON: another number where a program that reads it would have to change.
SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# What GitHub reads as the end of a line, of a property or of its name, in the order in which it is replaced
# (Workflow commands for GitHub Actions; actions/toolkit, packages/core/src/command.ts).
_OF_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_OF_PROPERTIES = {**_OF_MESSAGES, ":": "%3A", ",": "%2C"}


def write_github(problems: Iterable[Problem], sentences: Iterable[str]) -> str:
    """A command for each problem, which GitHub shows at its line of the pull request, and a notice for each
    of the ``sentences`` of a sound handbook."""
    lines = [_write_error(problem) for problem in problems]
    return "\n".join(
        [*lines, *(f"::notice::{_escape(make_plain(sentence), _OF_MESSAGES)}" for sentence in sentences)]
    )


def _write_error(problem: Problem) -> str:
    properties = {
        "file": replace_controls(problem.path),
        "line": problem.line,
        "col": problem.col,
        "title": problem.rule,
    }
    words = ",".join(f"{name}={_escape(str(value), _OF_PROPERTIES)}" for name, value in properties.items())
    return f"::error {words}::{_escape(_describe_without_place(problem), _OF_MESSAGES)}"


def _escape(text: str, replacements: dict[str, str]) -> str:
    for sign, code in replacements.items():
        text = text.replace(sign, code)
    return text


def _describe_without_place(problem: Problem) -> str:
    return make_plain(f"{problem.where}: {problem.wrong}; {problem.right}")


def write_json(problems: Sequence[Problem], sentences: Iterable[str]) -> str:
    """The problems, how many there are in how many files, and the ``sentences`` of a sound handbook."""
    document = {
        "format": VERSION,
        "is_sound": not problems,
        "problems": [_describe_problem(problem) for problem in problems],
        "counts": {"problems": len(problems), "files": len({problem.path for problem in problems})},
        "sentences": [make_plain(sentence) for sentence in sentences],
    }
    return json.dumps(document, indent=2)


def _describe_problem(problem: Problem) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "file": replace_controls(problem.path),
        "line": problem.line,
        "column": problem.col,
        "where": make_plain(problem.where),
        "wrong": make_plain(problem.wrong),
        "right": make_plain(problem.right),
        "text": str(problem),
    }


def write_sarif(problems: Iterable[Problem], version: str, site: str) -> str:
    """The problems as the log of a program of this ``version``. ``site`` is the address of the handbook's
    site, at which the rules are explained, with a slash at its end; empty where it is not known."""
    explanations = [*read_explanations().values()]
    places = {explanation.name: place for place, explanation in enumerate(explanations)}
    rules = [_describe_rule(explanation, site) for explanation in explanations]
    driver = {"name": "handbook check", "version": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_describe_result(problem, places) for problem in problems],
    }
    return json.dumps(
        {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2
    )


def _describe_rule(explanation: Explanation, site: str) -> dict[str, Any]:
    rule = {
        "id": explanation.name,
        "shortDescription": {"text": explanation.title},
        "fullDescription": {"text": explanation.why},
        "help": {"text": explanation.mend},
        "defaultConfiguration": {"level": "error"},
    }
    return {**rule, "helpUri": f"{site}{explanation.path}/"} if site else rule


def _describe_result(problem: Problem, places: dict[str, int]) -> dict[str, Any]:
    artifact = {"uri": quote(problem.path, errors="surrogateescape")}
    if not problem.path.startswith(("/", "../")):
        artifact["uriBaseId"] = "%SRCROOT%"
    region = {"startLine": problem.line, "startColumn": problem.col}
    return {
        "ruleId": problem.rule,
        "ruleIndex": places.get(problem.rule, -1),
        "level": "error",
        "message": {"text": _describe_without_place(problem)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }

"""Every word that scripts show goes through the catalogue, in calls that its maker can read."""

from __future__ import annotations

import json
import re
from pathlib import Path

from script_words import FOLDER, NAME, SCRIPTS, messages

CALL = re.compile(r"(?<![\w.$])(?:_|ngettext)\(\s*(.)")

# Sentences that are no interface: what only a developer reads, or a format of its own.
NOT_SHOWN = {
    "Could not load ": "shell/search_start.js and search/session.js: to the console",
    "The search index is not of the version that this page can read.": "search/index.js: to the console",
    "Plan table": "word.js: a style's name, by which Word knows it",
    "Table heading": "word.js: a style's name",
    "Table text": "word.js: a style's name",
}


def code(script: Path) -> str:
    """The script without its comments. None of ours begins one after code inside a text."""
    text = re.sub(
        r"/\*.*?\*/", lambda found: "\n" * found[0].count("\n"), script.read_text("utf-8"), flags=re.DOTALL
    )
    return re.sub(r"(?m)(^|\s)//.*$", "", text)


def test_every_call_is_found_and_begins_with_a_literal():
    lost = [
        script.relative_to(FOLDER).as_posix()
        for script in SCRIPTS
        if len(messages(script)) != sum(match[1] == '"' for match in CALL.finditer(code(script)))
    ]
    assert lost == [], (
        "a call is inside the arguments of another, where Babel does not look, or its text is no plain"
        " literal"
    )


def test_numbers_and_singular_and_plural_name_the_same_values():
    for script in SCRIPTS:
        for line, message in messages(script):
            if isinstance(message, tuple):
                one, many = message
                assert set(NAME.findall(one)) == set(NAME.findall(many)), f"{script.name}:{line}: {one}"


def test_what_the_schema_says_is_in_the_catalogue():
    says = set(
        re.findall(
            r'"x-says": ("(?:[^"\\]|\\.)*")',
            (FOLDER.parent / "data" / "my-handbook.schema.json").read_text("utf-8"),
        )
    )
    found = {message for _, message in messages(FOLDER / "tools" / "document" / "schema.js")}
    assert says and {json.loads(each) for each in says} <= found


def left_in(script: Path) -> list[str]:
    """Literals that read like a sentence and are in no message: two words, the first with a capital
    letter."""
    known = "\n".join(
        text
        for _, message in messages(script)
        for text in ([message] if isinstance(message, str) else message)
    )
    literals = [match[1] for match in re.finditer(r'"((?:[^"\\\n]|\\.)*)"', code(script))]
    return [
        each
        for each in literals
        if re.match(r"[A-Z][a-z’']*(?: [\w’'“]+)+", each) and each not in known and each not in NOT_SHOWN
    ]


def test_no_sentence_is_left_outside_the_catalogue():
    left = {script.relative_to(FOLDER).as_posix(): left_in(script) for script in SCRIPTS}
    assert {script: sentences for script, sentences in left.items() if sentences} == {}

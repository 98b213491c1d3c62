"""Names in the program are words of its field: no riddles where a noun or a verb should stand.

To add a package whose names are done, add it to ``PACKAGES``. Of the scripts all are done.
"""

from __future__ import annotations

import ast
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from node_tools import needs_node, node_tools

PROGRAM = Path(__file__).parents[2] / "macros"
SCRIPTS = PROGRAM.parent / "docs" / "assets" / "js"
PACKAGES = (
    "addresses",
    "base",
    "checks",
    "cli",
    "curriculum",
    "editions",
    "hand_written",
    "hosting",
    "i18n",
    "images",
    "mkdocs_site",
    "records",
    "tools",
)
# Participles and pronouns that say nothing of the value they name, or of what a function does.
RIDDLES = frozenset(
    "said found each given told kept own whole going settled taken there asked shown spelt offered rewritten"
    " without watched tinted twins alone named listed wanted called".split()
)


def names_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every name that a piece of code gives to something, with its line: functions, classes, parameters,
    variables and attributes."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
            yield node.lineno, node.name
        elif isinstance(node, ast.alias) and node.asname:
            yield node.lineno, node.asname


def riddles_in(code: str) -> list[str]:
    """The names in a piece of code that are riddles, each as ``line: name``."""
    return [
        f"{line}: {name}" for line, name in sorted(names_in(ast.parse(code))) if name.strip("_") in RIDDLES
    ]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_name_is_a_riddle(package):
    files = sorted((PROGRAM / package).rglob("*.py"))
    assert files, f"macros/{package} holds no modules"
    assert [
        f"{file.relative_to(PROGRAM)}:{riddle}"
        for file in files
        for riddle in riddles_in(file.read_text("utf-8"))
    ] == []


@pytest.mark.parametrize(
    "code",
    [
        "def said(): pass",
        "class _found: pass",
        "def count(given): pass",
        "def count(*each, own=1): pass",
        "for each in words: pass",
        "words = [found for found in words]",
        "if (told := words): pass",
        "with open(path) as kept: pass",
        "try: pass\nexcept OSError as asked: pass",
        "match word:\n    case [there, *going]: pass",
        "self._shown = 1",
        "count = lambda whole: 1",
        "class Page:\n    own: str",
        "from macros import words as named",
    ],
)
def test_a_riddle_is_found_wherever_a_name_is_given(code):
    assert riddles_in(code) != []


def test_a_riddle_inside_a_longer_name_or_only_read_is_none():
    assert riddles_in("given_name = other.said + found(whole=1)") == []


# ---- Scripts -------------------------------------------------------------------------------------------------------


def riddles_in_scripts(scripts: dict[str, str]) -> list[str]:
    """The names in scripts, given by their file, that are riddles, each as ``file:line: name``."""
    reader = Path(__file__).parents[1] / "support" / "script_names.js"
    done = subprocess.run(
        ["node", str(reader), str(node_tools() / "node_modules")],
        input=json.dumps(scripts),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return [
        f"{file}:{line}: {name}"
        for file, names in json.loads(done.stdout).items()
        for line, name in names
        if name.strip("_") in RIDDLES
    ]


@pytest.mark.slow
@needs_node
def test_no_name_in_a_script_is_a_riddle():
    scripts = {
        file.relative_to(SCRIPTS).as_posix(): file.read_text("utf-8") for file in SCRIPTS.rglob("*.js")
    }
    assert {place.partition("/")[0] for place in scripts} == {"pages", "shared", "shell", "tools"}
    assert riddles_in_scripts(scripts) == []


@pytest.mark.slow
@needs_node
def test_a_riddle_is_found_wherever_a_script_gives_a_name():
    pieces = [
        "const said = 1;",
        "let first, found = 1;",
        "function told() {}",
        "function* twins() {}",
        "const count = function whole() {};",
        "words.map((each) => 1);",
        "words.map(asked => 1);",
        "function count(first, { size: own = 1 }, ...given) {}",
        "const { wanted } = words;",
        "const [, there] = words;",
        "for (const kept of words) count();",
        "try { count(); } catch (shown) { count(); }",
        "class settled {}",
        "class Page { taken() {} }",
        "class Page { get listed() { return 1; } }",
        "this.alone = 1;",
        "const page = { without() {} };",
    ]
    found = riddles_in_scripts({str(number): piece for number, piece in enumerate(pieces)})
    assert found == [
        "0:1: said",
        "1:1: found",
        "2:1: told",
        "3:1: twins",
        "4:1: whole",
        "5:1: each",
        "6:1: asked",
        "7:1: own",
        "7:1: given",
        "8:1: wanted",
        "9:1: there",
        "10:1: kept",
        "11:1: shown",
        "12:1: settled",
        "13:1: taken",
        "14:1: listed",
        "15:1: alone",
        "16:1: without",
    ]


@pytest.mark.slow
@needs_node
def test_a_riddle_that_a_script_reads_or_that_is_a_key_of_data_is_none():
    script = "const { own: hasOwnScale } = framework;\nconst data = { whole: said };\nother.told = 1;"
    assert riddles_in_scripts({"one.js": script}) == []

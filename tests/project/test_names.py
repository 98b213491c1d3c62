"""Names in the program are words of its field: no riddles where a noun or a verb should stand.

In the packages, the templates, the scripts of the project and those of the pages.
"""

from __future__ import annotations

import ast
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes
from node_tools import needs_node, node_tools

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "macros"
PACKAGES = sorted(folder.parent.name for folder in PROGRAM.glob("*/__init__.py"))
PAGE_SCRIPTS = ROOT / "docs" / "assets" / "js"
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


def names_in_template(template: str) -> Iterator[tuple[int, str]]:
    """Every name that a template of Jinja gives to something, with its line: macros, parameters and
    variables."""
    tree = jinja2.Environment(extensions=["jinja2.ext.i18n"]).parse(template)
    for macro in tree.find_all(nodes.Macro):
        yield macro.lineno, macro.name
    for name in tree.find_all(nodes.Name):
        if name.ctx != "load":
            yield name.lineno, name.name


def riddles_in(code: str) -> list[str]:
    """The names in a piece of code that are riddles, each as ``line: name``."""
    return riddles_among(names_in(ast.parse(code)))


def riddles_among(names: Iterator[tuple[int, str]]) -> list[str]:
    """Those of ``names``, each with its line, that are riddles, as ``line: name``."""
    return [f"{line}: {name}" for line, name in names if name.strip("_") in RIDDLES]


@pytest.mark.parametrize("folder", [*(f"macros/{package}" for package in PACKAGES), "scripts"])
def test_no_name_is_a_riddle(folder):
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files, f"{folder} holds no modules"
    assert [
        f"{file.relative_to(ROOT)}:{riddle}"
        for file in files
        for riddle in riddles_in(file.read_text("utf-8"))
    ] == []


@pytest.mark.parametrize("folder", ["rendering/templates", "mkdocs_site/theme"])
def test_no_name_in_a_template_is_a_riddle(folder):
    files = sorted((PROGRAM / folder).rglob("*.html"))
    assert files, f"macros/{folder} holds no templates"
    assert [
        f"{file.relative_to(PROGRAM)}:{riddle}"
        for file in files
        for riddle in riddles_among(names_in_template(file.read_text("utf-8")))
    ] == []


@pytest.mark.parametrize(
    "template",
    [
        "{% set said = 1 %}",
        "{% set found %}x{% endset %}",
        "{% for each in words %}{% endfor %}",
        "{% for word, given in words %}{% endfor %}",
        "{% macro shown(word) %}{% endmacro %}",
        "{% macro word(kept) %}{% endmacro %}",
        "{% with own = 1 %}{% endwith %}",
    ],
)
def test_a_riddle_in_a_template_is_found_wherever_a_name_is_given(template):
    assert riddles_among(names_in_template(template)) != []


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


# ---- Scripts of the pages ----------------------------------------------------------------------------------


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
        file.relative_to(PAGE_SCRIPTS).as_posix(): file.read_text("utf-8")
        for file in PAGE_SCRIPTS.rglob("*.js")
    }
    folders = {"device", "pages", "search", "shared", "shell", "tools"}
    assert {place.partition("/")[0] for place in scripts} == folders
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

"""Names in the program are words of its field: no riddles where a noun or a verb should stand.

To add a package whose names are done, add it to ``PACKAGES``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

PROGRAM = Path(__file__).parents[2] / "macros"
PACKAGES = (
    "addresses",
    "base",
    "checks",
    "cli",
    "hand_written",
    "hosting",
    "images",
    "mkdocs_site",
    "rendering",
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


@pytest.mark.parametrize("package", PACKAGES)
def test_no_name_is_a_riddle(package):
    files = sorted((PROGRAM / package).rglob("*.py"))
    assert files, f"macros/{package} holds no modules"
    assert [
        f"{file.relative_to(PROGRAM)}:{riddle}"
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

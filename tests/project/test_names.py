"""Names in the program are words of its field: no riddles where a noun or a verb should stand.

To add a package whose names are done, add it to ``PACKAGES``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[2] / "macros"
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

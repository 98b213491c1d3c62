"""The syntax trees of the program's modules, each of which one process makes once."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from places import ROOT

PACKAGE = ROOT / "macros"


@cache
def list_modules() -> tuple[Path, ...]:
    """The files of all modules of the package, sorted."""
    return tuple(sorted(PACKAGE.rglob("*.py")))


@cache
def parse_source(source: str) -> ast.Module:
    """The tree of a module's ``source``. Do not change it."""
    return ast.parse(source)


def parse_file(file: Path) -> ast.Module:
    """The tree of the module in ``file``. Do not change it."""
    return parse_source(file.read_text("utf-8"))

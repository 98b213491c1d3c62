"""Puts off what jsonschema does at its import for addresses with letters of any language, which no schema of
the handbook has: 38 grammars are compiled for them, in most of a second of every process that runs tests."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

NAME = "rfc3987_syntax"


def put_off() -> None:
    """Let a module stand for that of the grammars, which it loads when something of it is asked for. Does
    nothing where it is loaded already."""
    if NAME in sys.modules:
        return
    module = ModuleType(NAME)

    def load(name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(NAME) is module:
            del sys.modules[NAME]
        return getattr(importlib.import_module(NAME), name)

    module.__getattr__ = load
    module.is_valid_syntax = lambda *arguments: load("is_valid_syntax")(*arguments)
    sys.modules[NAME] = module

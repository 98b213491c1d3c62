"""The name of every rule that a problem can break. A rule of :mod:`macros.checks.rules` is called as its
module: ``hours_add_up`` is ``hours-add-up``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import ModuleType

from macros.base.problems import Problem, name_rule
from macros.base.rule_names import NAMES_OF_READING
from macros.checks import OTHER_RULES, RULES


def read_name(module: ModuleType) -> str:
    """The name of the rule in a ``module`` of :mod:`macros.checks.rules`."""
    return module.__name__.rpartition(".")[2].replace("_", "-")


def name_rule_of(module: ModuleType, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield ``problems``, each with the name of the rule in ``module``, unless it has the name of another."""
    return name_rule(read_name(module), problems)


RULE_NAMES = (*NAMES_OF_READING, *map(read_name, (*RULES, *OTHER_RULES)))

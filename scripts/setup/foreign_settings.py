"""What is set for other programs, and reaches neither the set-up nor what the launcher starts.

A robot's, a company's or another project's ``PYTHONPATH`` would put other packages before ours, a git hook's
``GIT_DIR`` another repository in the place of the one at hand, and so on. What a person sets for the handbook
itself, for the network or for the terminal is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping

# Variables of Python, of the environment that somebody has activated, of pytest's and node's own extensions,
# of the tools of lint, and those that git calls local to a repository (git rev-parse --local-env-vars), but
# for its settings, from which macros/addresses/git.py takes what is needed.
_FOREIGN = re.compile(
    r"_?PYTHON.*|__PYVENV_LAUNCHER__|VIRTUAL_ENV(_PROMPT)?"
    r"|PYTEST_(PLUGINS|DISABLE_PLUGIN_AUTOLOAD)"
    r"|NODE_(OPTIONS|PATH)|RUFF_.*|MYPY.*"
    r"|GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|NAMESPACE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES"
    r"|IMPLICIT_WORK_TREE|GRAFT_FILE|SHALLOW_FILE|NO_REPLACE_OBJECTS|REPLACE_REF_BASE|INTERNAL_SUPER_PREFIX)"
)
# What changes how a wheel is built and installed, and what puts colours and line breaks into pip's words.
_FOREIGN_TO_SET_UP = re.compile(
    r"(SETUPTOOLS|DISTUTILS|PIP)_.*|DIST_EXTRA_CONFIG|FORCE_COLOR|CLICOLOR_FORCE|COLUMNS"
)


def leave_out(variables: MutableMapping[str, str]) -> None:
    """Take out of ``variables`` what is set for other programs."""
    for name in [name for name in variables if _FOREIGN.fullmatch(name)]:
        del variables[name]


def choose_for_set_up(variables: Mapping[str, str], pip_variables: Mapping[str, str]) -> dict[str, str]:
    """The variables for the programs of a set-up: of ``variables`` all but what is set for other programs and
    what changes an installation, and pip's own from ``pip_variables``."""
    chosen = {name: value for name, value in variables.items() if not _FOREIGN_TO_SET_UP.fullmatch(name)}
    leave_out(chosen)
    return {**chosen, "NO_COLOR": "1", **pip_variables}

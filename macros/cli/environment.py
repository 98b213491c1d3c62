"""The variables of the environment while a site is built."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from macros.addresses.git import GitRefuses, read_checkout
from macros.base.variables import DATE, EDITION, EXPORTS, LATEST, OFFLINE

_ONE_BUILD_AT_A_TIME = RLock()


@contextmanager
def set_environment(
    root: Path, offline: bool = False, edition: Path | None = None, exports: bool = False
) -> Iterator[None]:
    """Set the variables that a build reads while the body runs.

    ``HANDBOOK_OFFLINE`` is ``true`` for a copy that works from disk; ``HANDBOOK_EDITION`` is
    the folder of the edition to lay over; ``HANDBOOK_EXPORTS`` is ``true`` where the formats are published
    that need further packages; ``SOURCE_DATE_EPOCH`` is the last commit's time unless it is set already, so
    that building a commit twice gives the same bytes.

    These are the process's, and so is the logger on which mkdocs counts its warnings: where one thread
    builds, another that is to build waits here.
    """
    with _ONE_BUILD_AT_A_TIME:
        yield from _set_variables(root, offline, edition, exports)


def _set_variables(root: Path, offline: bool, edition: Path | None, exports: bool) -> Iterator[None]:
    variables = {"NO_MKDOCS_2_WARNING": "1"}
    if offline:
        variables[OFFLINE] = "true"
    if exports:
        variables[EXPORTS] = "true"
    if edition:
        variables[EDITION] = str(edition)
    with suppress(GitRefuses):
        if DATE not in os.environ and (checkout := read_checkout(root)) and checkout.seconds <= LATEST:
            variables[DATE] = str(checkout.seconds)
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})

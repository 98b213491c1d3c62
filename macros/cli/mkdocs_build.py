"""Run one mkdocs build in this process, and say in sentences what it had to say."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from pathlib import Path
from threading import RLock

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException

from macros.base.problems import Problems
from macros.cli.check import print_problems
from macros.cli.console import complain
from macros.cli.failures import named
from macros.editions.reading import VARIABLE

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# What mkdocs-macros reports is Markdown meant for a page, with a traceback in it.
MACRO_FILE = re.compile(r"_File_: `(?P<path>[^`]+)`")
MACRO_ERROR = re.compile(r"^\s*_(?P<kind>\w+)_: (?P<what>.+?)\s*(?:^\s*```|\Z)", re.M | re.S)
MACRO_SYNTAX = re.compile(r"_Line (?P<line>\d+) in Markdown file:_ \*\*(?P<what>.+?)\*\*", re.S)


_ONE_BUILD_AT_A_TIME = RLock()


class BuildFailed(Exception):
    """The site was not built; the text is a sentence without its full stop."""


@contextmanager
def settings(root: Path, offline: bool = False, edition: Path | None = None) -> Iterator[None]:
    """The variables a build reads, set while the body runs.

    ``HANDBOOK_OFFLINE`` is ``true`` for a copy that works from disk; ``HANDBOOK_EDITION`` is
    the folder of the edition to lay over; ``SOURCE_DATE_EPOCH``
    is the last commit's time unless it is set already, so that building a commit twice
    gives the same bytes.

    These are the process's, and so is the logger on which mkdocs counts its warnings: where one thread builds,
    another that is to build waits here.
    """
    with _ONE_BUILD_AT_A_TIME:
        yield from _set(root, offline, edition)


def _set(root: Path, offline: bool, edition: Path | None) -> Iterator[None]:
    wanted = {"NO_MKDOCS_2_WARNING": "1"}
    if offline:
        wanted["HANDBOOK_OFFLINE"] = "true"
    if edition:
        wanted[VARIABLE] = str(edition)
    if "SOURCE_DATE_EPOCH" not in os.environ and (seconds := commit_time(root)):
        wanted["SOURCE_DATE_EPOCH"] = seconds
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


def commit_time(root: Path) -> str | None:
    """When the last commit was made, in seconds since 1970; ``None`` without git or commits."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return found.stdout.strip() or None


def build_site(root: Path, folder: Path, strict: bool, **options) -> MkDocsConfig:
    """Build the site of ``root`` into ``folder`` and return the configuration it was built with.

    ``strict`` makes a warning a failure; ``options`` override ``mkdocs.yml``. Warnings are
    printed as they come. Raises ``BuildFailed``.
    """
    if os.environ.get("HANDBOOK_OFFLINE") == "true":
        options["use_directory_urls"] = False
    with _messages_printed() as printed:
        try:
            # In a context of its own: what a build says of its language ends with it.
            own = copy_context()
            return own.run(_build, root / "mkdocs.yml", site_dir=str(folder), strict=strict, **options)
        except Problems as error:
            print_problems(error.problems)
        except MkDocsException as error:
            # What mkdocs logged is not said twice: then this text is only "Aborted with ...".
            if not printed:
                complain(_one_line(error.format_message()))
        except SystemExit:
            pass  # mkdocs-macros ends the program after a macro's error, which it has logged.
    raise BuildFailed("The site was not built, for the reason above")


def _build(file: Path, **options) -> MkDocsConfig:
    config = _load(file, **options)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    return config


def _load(file: Path, **options) -> MkDocsConfig:
    """The settings as mkdocs and its plugins read them. They meet what does not fit in many ways; here each is a sentence."""
    try:
        return load_config(str(file), **options)
    except (MkDocsException, OSError, ImportError):
        raise
    except Exception as error:
        raise ConfigurationError(f"{file.name} cannot be used as it stands ({named(error)}).") from error


@contextmanager
def _messages_printed() -> Iterator[list]:
    """Print mkdocs' warnings and errors while the body runs; yields the list of them."""
    handler = _Printer(level=logging.WARNING)
    logger = logging.getLogger("mkdocs")
    before = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield handler.printed
    finally:
        logger.removeHandler(handler)
        logger.level, logger.propagate = before


class _Printer(logging.Handler):
    def __init__(self, level: int):
        super().__init__(level)
        self.printed: list = []

    def emit(self, record: logging.LogRecord) -> None:
        if getattr(sys.exception(), "errno", None) is not None:
            return  # It is raised further, and said where it ends.
        sentence = sentence_of(record.getMessage())
        if sentence not in self.printed:
            complain(sentence)
        self.printed.append(sentence)


def sentence_of(message: str) -> str:
    """What mkdocs or mkdocs-macros logged, as one line: no colours, no traceback.

    With ``HANDBOOK_DEBUG=1`` the message is left as it is.
    """
    if os.environ.get("HANDBOOK_DEBUG"):
        return message
    message = COLOUR.sub("", message)
    if file := MACRO_FILE.search(message):
        page = f"docs/{file['path']}"
        if syntax := MACRO_SYNTAX.search(message):
            return _one_line(f"{page}:{syntax['line']}: this macro cannot be read: {syntax['what']}")
        if error := MACRO_ERROR.search(message, file.end()):
            return _one_line(f"{page}: a macro failed: {error['kind']}: {error['what']}")
    return _one_line(message)


def _one_line(text: str) -> str:
    return " ".join(text.split())

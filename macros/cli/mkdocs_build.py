"""Runs one mkdocs build in this process, and prints its messages as sentences."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException

from macros.addresses.git import GitRefuses, read_checkout
from macros.addresses.repository import find_chosen_address
from macros.addresses.urls import SITE_FOLDERS
from macros.base.problems import Problems
from macros.base.variables import DATE, DEBUG, OFFLINE, is_on
from macros.cli.check import print_problems
from macros.cli.console import complain
from macros.cli.failures import BuildFailed, describe_error
from macros.rendering.kept_pages import STORE, Store

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# What mkdocs-macros reports is Markdown meant for a page, with a traceback in it.
MACRO_FILE = re.compile(r"_File_: `(?P<path>[^`]+)`")
MACRO_ERROR = re.compile(r"^\s*_(?P<kind>\w+)_: (?P<what>.+?)\s*(?:^\s*```|\Z)", re.M | re.S)
MACRO_SYNTAX = re.compile(r"_Line (?P<line>\d+) in Markdown file:_ \*\*(?P<what>.+?)\*\*", re.S)


def explain_refusal(root: Path, config: MkDocsConfig) -> str | None:
    """What a site built with ``config`` lacks because git does not answer, in a sentence that says what to
    do; ``None`` where git answers, or nothing is lacking. Asked inside of
    :func:`macros.cli.environment.set_environment`."""
    try:
        read_checkout(root)
    except GitRefuses as refusal:
        lacks = [] if DATE in os.environ else ["the site bears today's date, not that of the last commit"]
        if find_chosen_address(config.extra) is None:
            lacks.insert(0, "no page links to where it can be edited")
        return f"{refusal.what}, so {', and '.join(lacks)}. {refusal.remedy}" if lacks else None
    return None


def build_site(
    root: Path, folder: Path, strict: bool, store: Store | None = None, **options: Any
) -> MkDocsConfig:
    """Build the site of ``root`` into ``folder`` and return the configuration it was built with.

    ``strict`` makes a warning a failure; ``options`` override ``mkdocs.yml``. Warnings are
    printed as they come. Where there is a ``store``, pages are kept in it from one build to the next. Raises
    ``BuildFailed``.
    """
    with _print_messages() as printed:
        try:
            # In a context of its own: what a build says of its language ends with it.
            context = copy_context()
            context.run(STORE.set, store)
            return context.run(_build, root / "mkdocs.yml", site_dir=str(folder), strict=strict, **options)
        except Problems as error:
            print_problems(error.problems)
        except MkDocsException as error:
            # Where mkdocs has logged the reason, this text is only "Aborted with ...".
            if not printed:
                complain(_join_lines(error.format_message()))
        except SystemExit:
            pass  # mkdocs-macros ends the program after a macro's error, which it has logged.
    raise BuildFailed("The site was not built, for the reason above")


def _build(file: Path, **options: Any) -> MkDocsConfig:
    config = _load(file, **options)
    if is_on(OFFLINE):
        # A disk shows no folder's page; how the site addresses its pages stays known.
        config.extra[SITE_FOLDERS] = config.use_directory_urls
        config.use_directory_urls = False
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    return config


def _load(file: Path, **options: Any) -> MkDocsConfig:
    """The configuration as mkdocs and its plugins read it. Raises ``ConfigurationError`` in the place of the
    many errors they raise."""
    try:
        return load_config(str(file), **options)
    except (MkDocsException, OSError, ImportError):
        raise
    except Exception as error:
        raise ConfigurationError(
            f"{file.name} cannot be used as it stands ({describe_error(error)})."
        ) from error


@contextmanager
def _print_messages() -> Iterator[list[str]]:
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
        self.printed: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if getattr(sys.exception(), "errno", None) is not None:
            return  # The error goes on, and is printed where it is caught.
        sentence = clean_message(record.getMessage())
        if sentence not in self.printed:
            complain(sentence)
        self.printed.append(sentence)


def clean_message(message: str) -> str:
    """What mkdocs or mkdocs-macros logged, as one line: no colours, no traceback.

    With ``HANDBOOK_DEBUG=1`` the message is left as it is.
    """
    if is_on(DEBUG):
        return message
    message = COLOUR.sub("", message)
    if file := MACRO_FILE.search(message):
        page = f"docs/{file['path']}"
        if syntax := MACRO_SYNTAX.search(message):
            return _join_lines(f"{page}:{syntax['line']}: this macro cannot be read: {syntax['what']}")
        if error := MACRO_ERROR.search(message, file.end()):
            return _join_lines(f"{page}: a macro failed: {error['kind']}: {error['what']}")
    return _join_lines(message)


def _join_lines(text: str) -> str:
    return " ".join(text.split())

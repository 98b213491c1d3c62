"""The adapter to mkdocs-macros: loads the handbook once a build, and has pages rendered in a sandbox that
knows the macros alone.

No thinking here: :mod:`macros.records.loader` reads, :mod:`macros.checks` judges,
:mod:`macros.rendering.page_macros` renders.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File

from macros import hosting
from macros.addresses.repository import read_repository
from macros.addresses.urls import Urls
from macros.base.garbage_collection import pause_garbage_collector
from macros.base.problems import Problems
from macros.checks.run import check_cached as check
from macros.editions.reading import read_edition_folder
from macros.hand_written.calls import NotRendered, PageEnvironment
from macros.hand_written.markup import format_mark
from macros.hand_written.pages import find_citing_pages
from macros.i18n.catalogue import ENGLISH, read_catalogue
from macros.i18n.phrases import speak
from macros.i18n.translated_records import translated
from macros.rendering.page_macros import Library
from macros.rendering.renderer import Renderer


def define_env(env: Any) -> None:
    """Called by the macros plugin with itself as ``env``. Raises ``Problems`` with every problem of the
    content."""
    root = Path(env.project_dir)
    # The commands have checked already, and what they read is at rest; mkdocs by itself has not.
    with nullcontext() if gc.get_freeze_count() else pause_garbage_collector():
        checked = check(root, read_edition_folder())
    if checked.problems:
        raise Problems(checked.problems)
    repository = read_repository(root, env.conf["extra"])
    edition = checked.edition
    citing = find_citing_pages(checked.handbook, checked.pages)
    catalogue = read_catalogue(edition.language) if edition else ENGLISH
    speak(catalogue)
    book = translated(checked.handbook, catalogue, edition)
    policy = hosting.read_policy(root) if (root / hosting.PATH).exists() else None
    views = {page.front.embed: page.path for page in checked.pages.values() if page.front.embed}
    renderer = Renderer(
        book, Urls(env.conf["use_directory_urls"]), repository, citing, edition, catalogue, policy, views
    )
    library = Library(renderer, lambda: os.path.splitext(env.page.file.src_uri)[0])
    for name, macro in library.macros().items():
        env.macro(macro, name)
    env.variables["renderer"] = renderer
    env.variables["pages"] = checked.pages
    render_in_a_sandbox(env, Pages(library.macros()))


class RenderedPage(Protocol):
    """A page of :mod:`macros.mkdocs_site.hooks`, which mkdocs loads under a name of its own."""

    file: File

    def rendered(self, markdown: str, pages: Pages, /) -> str:
        """What becomes of its text when its macros are called."""


class Pages:
    """Renders the text of pages: that of a record's page as it is, that of a hand-written one with each
    call's HTML set aside."""

    def __init__(self, macros: dict[str, Callable[..., str]]):
        self._made = PageEnvironment(macros, variables=("id",))
        self._compiled = cache(self._made.from_string)  # The text of all generated pages is the same.
        self.environment = PageEnvironment(
            {name: self._set_aside(name, macro) for name, macro in macros.items()}
        )
        self.calls: list[str] = []

    def __repr__(self) -> str:
        return "<Pages>"

    def _set_aside(self, name: str, macro: Callable[..., str]) -> Callable[..., str]:
        def call(*arguments: object, **named: object) -> str:
            self.calls.append(str(macro(*arguments, **named)))
            return format_mark(len(self.calls) - 1, name)

        return call

    def generated(self, text: str, id: str) -> str:
        """A generated page: ``text`` is one macro call with the variable ``id``."""
        return self._compiled(text).render(id=id)

    def written(self, text: str) -> list[str]:
        """What the calls in the text of a hand-written page give, in order."""
        self.calls = []
        self.environment.from_string(text).render()
        return self.calls


def render_in_a_sandbox(plugin: Any, pages: Pages) -> None:
    """Take the rendering of pages and titles out of the hands of mkdocs-macros, whose environment can run
    commands.

    It asks ``has_j2`` whether a title is a template (none ever is), and ``render`` for the text of a page.
    Its own environment is made after this and used for nothing: :mod:`macros.mkdocs_site.hooks` puts the
    sandbox in its place.
    """
    plugin.has_j2 = lambda text: False
    plugin.render = lambda markdown, force_rendering=False: _rendered(plugin.page, markdown, pages)
    plugin.variables["rendering"] = pages


def _rendered(page: RenderedPage, markdown: str, pages: Pages) -> str:
    try:
        return page.rendered(markdown, pages)
    except BuildError:
        raise
    except NotRendered as error:
        raise BuildError(
            f"docs/{page.file.src_uri}: a macro could not be called: {type(error).__name__}: {error}"
        ) from error

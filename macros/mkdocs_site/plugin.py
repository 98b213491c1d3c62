"""The adapter to mkdocs-macros: reads the handbook once a build, and renders pages in a sandbox whose only
names are the macros.

:mod:`macros.checks` reads and judges; :mod:`macros.rendering.page_macros` has the macros.
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
from macros.addresses.urls import SITE_FOLDERS, Urls
from macros.base import variables
from macros.base.garbage_collection import pause_garbage_collector
from macros.base.input_folders import find_overlap
from macros.base.notes import Notes
from macros.base.problems import Problems
from macros.checks.run import check_cached
from macros.editions.reading import read_edition_folder
from macros.hand_written.calls import NotRendered, PageEnvironment
from macros.hand_written.markdown_conversion import format_mark
from macros.hand_written.pages import find_citing_pages
from macros.i18n.catalogue import ENGLISH, read_catalogue
from macros.i18n.phrases import set_catalogue
from macros.i18n.translated_records import translate_handbook
from macros.mkdocs_site.asset_files import leave_to_site
from macros.packs.session_packs import PACKS_FOLDER
from macros.quality.parts import QUALITY_WORKBOOK
from macros.rendering.kept_pages import STORE, Pages
from macros.rendering.page_macros import Library
from macros.rendering.renderer import Renderer


def define_env(env: Any) -> None:
    """Set up a build. mkdocs-macros calls it with its plugin as ``env``, which gets the macros and the
    variables ``renderer``, ``pages`` (the hand-written ones, by their place in ``docs``) and ``sandbox``.

    Raises ``Problems`` with every problem of the content, and ``BuildError`` where a variable of the
    environment holds what it cannot, and where the site would come among the handbook's own files.
    """
    variables.drop_blanks(os.environ)
    if faults := [*variables.find_faults(os.environ)]:
        raise BuildError(" ".join(faults))
    root = Path(env.project_dir)
    if folder := find_overlap(root, Path(env.conf["site_dir"]).resolve()):
        raise BuildError(
            f"The site cannot go into {env.conf['site_dir']}, because it would come among what a handbook is"
            f" made from, in {folder}; name a folder outside of that."
        )
    # The commands have checked already, with the collector paused; mkdocs by itself has not.
    with nullcontext() if gc.get_freeze_count() else pause_garbage_collector():
        result = check_cached(root, read_edition_folder())
    if result.problems:
        raise Problems(result.problems)
    repository = read_repository(root, env.conf["extra"])
    edition, pages_here = result.edition, result.pages
    if is_for_disk := variables.is_on(variables.OFFLINE):
        pages_here = leave_to_site(result.pages, env.conf)
    citing_pages = find_citing_pages(result.handbook, pages_here)
    catalogue = read_catalogue(edition.language) if edition else ENGLISH
    set_catalogue(catalogue)
    book = translate_handbook(result.handbook, catalogue, edition)
    policy = _read_policy(root, env.conf["site_url"] or (edition.address if edition else ""))
    views = {page.front.embed: page.path for page in pages_here.values() if page.front.embed}
    renderer = Renderer(
        book,
        Urls(env.conf["use_directory_urls"]),
        repository,
        citing_pages,
        edition,
        catalogue,
        policy,
        views,
        (edition.report_to if edition else "") or env.conf["extra"].get("report_to") or "",
        env.conf["site_url"] or (edition.address if edition else "") or "",
    )
    renderer.is_for_disk = is_for_disk
    if is_for_disk:
        renderer.site_urls = Urls(env.conf["extra"].get(SITE_FOLDERS, True))
    renderer.written_pages = pages_here.values()
    if variables.is_on(variables.EXPORTS) and not renderer.is_for_disk:
        renderer.quality_workbook = QUALITY_WORKBOOK
        renderer.packs_folder = PACKS_FOLDER if variables.is_on(variables.PACKS) else ""
    library = Library(renderer, lambda: os.path.splitext(env.page.file.src_uri)[0])
    for name, macro in library.macros().items():
        env.macro(macro, name)
    env.variables["renderer"] = renderer
    env.variables["pages"] = pages_here
    env.variables["only_on_site"] = result.pages.keys() - pages_here.keys()
    env.variables["handbook"] = result.handbook  # As it was written, in no other language.
    env.variables["kept_pages"] = pages = Pages(STORE.get())
    renderer.remember, renderer.notes = pages.remember, Notes(has_facts=pages.has_store)
    render_in_a_sandbox(env, Sandbox(library.macros()))


def _read_policy(root: Path, site_url: str) -> hosting.Policy | None:
    """The policy of ``hosting.yml`` for the site at an address, as far as that is known; ``None`` without the
    file. A copy for a disk is in no site's frame, and names none."""
    if not (root / hosting.PATH).exists():
        return None
    return hosting.read_policy(root).name_origin(
        "" if variables.is_on(variables.OFFLINE) else hosting.read_origin(site_url)
    )


class MacroCaller(Protocol):
    """A page that has its macros called: one of the two classes in :mod:`macros.mkdocs_site.hooks`, which
    cannot be imported, as mkdocs loads that file under a name of its own."""

    file: File

    def call_macros(self, markdown: str, sandbox: Sandbox, /) -> str:
        """The text that mkdocs is to render, after the macro calls in ``markdown`` were made."""


class Sandbox:
    """Calls the macros in the text of pages, where nothing else is at hand (:class:`PageEnvironment`)."""

    def __init__(self, macros: dict[str, Callable[..., str]]):
        self._generated_environment = PageEnvironment(macros, variables=("id",))
        # Cached, since the text of all generated pages is the same.
        self._compile = cache(self._generated_environment.from_string)
        self.environment = PageEnvironment(
            {name: self._set_aside(name, macro) for name, macro in macros.items()}
        )
        self.macro_html: list[str] = []

    def __repr__(self) -> str:
        return "<Sandbox>"

    def _set_aside(self, name: str, macro: Callable[..., str]) -> Callable[..., str]:
        def call(*arguments: object, **keywords: object) -> str:
            self.macro_html.append(str(macro(*arguments, **keywords)))
            return format_mark(len(self.macro_html) - 1, name)

        return call

    def render_one_call(self, text: str, id: str) -> str:
        """The HTML of a generated page, whose ``text`` is one macro call with the variable ``id``."""
        return self._compile(text).render(id=id)

    def render_each_call(self, text: str) -> list[str]:
        """The HTML that each macro call in the text of a hand-written page returns, in order. Raises
        ``NotRendered`` for anything else in it that Jinja would run."""
        self.macro_html = []
        self.environment.from_string(text).render()
        return self.macro_html


def render_in_a_sandbox(plugin: Any, sandbox: Sandbox) -> None:
    """Replace the two methods with which mkdocs-macros renders pages and titles, since its own environment
    can run commands.

    ``has_j2`` decides whether a title is a template: never. ``render`` returns the text of a page. The
    environment itself is made later; ``on_pre_build`` in :mod:`macros.mkdocs_site.hooks` replaces that.
    """
    plugin.has_j2 = lambda text: False
    plugin.render = lambda markdown, force_rendering=False: _call_macros(plugin.page, markdown, sandbox)
    plugin.variables["sandbox"] = sandbox


def _call_macros(page: MacroCaller, markdown: str, sandbox: Sandbox) -> str:
    try:
        return page.call_macros(markdown, sandbox)
    except BuildError:
        raise
    except NotRendered as error:
        raise BuildError(
            f"docs/{page.file.src_uri}: a macro could not be called: {type(error).__name__}: {error}"
        ) from error

"""The adapter to mkdocs-macros: loads the handbook once a build and registers the macros.

No thinking here: :mod:`macros.loader` reads, :mod:`macros.checks` judges, :mod:`macros.library` renders.
"""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.exceptions import BuildError

from macros.checks import checked as check
from macros.library import Library
from macros.problems import Problems
from macros.render import Renderer
from macros.settings import edition_asked_for, read_settings
from macros.translated import translated
from macros.urls import Urls
from macros.written import pages_citing


def define_env(env) -> None:
    """Called by the macros plugin with itself as ``env``. Raises ``BuildError`` with every problem of the content."""
    root = Path(env.project_dir)
    checked = check(root, edition_asked_for())
    if checked.problems:
        raise BuildError(f"{Problems(checked.problems)}\n\n{len(checked.problems)} problem(s) in the content; nothing was built.") from Problems(checked.problems)
    settings = read_settings(root, env.conf["extra"])
    edition = checked.edition
    citing = pages_citing(checked.handbook, root, edition.folders if edition else ())
    language = edition.language if edition else "en"
    book = translated(checked.handbook, language, edition)
    renderer = Renderer(book, Urls(env.conf["use_directory_urls"]), settings, citing, edition, language)
    library = Library(renderer, lambda: os.path.splitext(env.page.file.src_uri)[0])
    for name, macro in library.macros().items():
        env.macro(macro, name)
    env.variables["renderer"] = renderer

"""A hook on mkdocs's events that gives the theme's templates their functions and variables."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File

from macros.addresses.asset_names import find_place
from macros.base.languages import LANGUAGES, SOURCE
from macros.base.notes import Notes
from macros.base.variables import OFFLINE, is_on
from macros.i18n import phrases
from macros.i18n.catalogue import ENGLISH
from macros.mkdocs_site import page_files
from macros.rendering import page_styles
from macros.rendering.compiled_templates import keep_compiled, note_templates
from macros.rendering.start_page import START_PAGE

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from macros.rendering.renderer import Renderer


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Add what every page loads as one file each, for a site in this theme whose other hooks did not."""
    texts = {
        file.src_uri: file.content_string for file in files if file.src_uri.startswith(page_files.FOLDERS)
    }
    if page_files.STYLES not in texts:
        for place, text in page_files.join_shell(texts, config.extra_css).items():
            files.append(File.generated(config, place, content=text))


def on_env(env: phrases.JinjaEnvironment, config: MkDocsConfig, files: Files) -> phrases.JinjaEnvironment:
    """Add to the theme's environment, as globals:

    - ``once``: ``{% call once("nav", ...) %}`` renders its body once for each set of arguments, and repeats
      it afterwards;
    - ``asset``: ``{{ asset("assets/css/shell.css") | url }}`` is where that file of ``docs`` stands in the
      site;
    - ``list_marks``: ``{% set marks = list_marks(page) %}`` gives what a page's files go by;
    - ``list_scripts``: ``{{ list_scripts(marks) }}`` gives the scripts of ``extra_javascript`` that a page
      needs;
    - ``list_styles``: ``{{ list_styles(marks) }}`` gives the style sheets that a page needs beside those;
    - ``shell_styles`` and ``shell_scripts``: what every page loads, joined, by its place in ``docs``;
    - ``has_opensearch``: whether the site describes its search to browsers;
    - ``has_device_files``: whether browsers may keep the site's pages for use without a network;
    - ``start_page``: the first page of a copy for a disk; empty in a site for a server;
    - ``search_script``: what is loaded once a reader goes to the search box;
    - ``tool_scripts``: the scripts of each tool's page, by their place in ``docs``;
    - ``policy_meta``: the ``meta`` element with the content security policy;
    - ``_``, ``gettext`` and ``ngettext``: phrases in the interface's language;
    - ``english`` and ``translated``: the ``lang`` attribute of words in English, and of words in the
      interface's language; empty where that is English;
    - ``awaits_review``: whether the translated phrases are still to be reviewed.
    """
    macros: Any = config.plugins.get("macros")  # It has no types.
    notes = Notes(has_facts=bool(macros and macros.variables["kept_pages"].has_store))

    def once(*key: object, caller: Callable[[], str]) -> str:
        return notes.remember(key, caller)

    theme: Any = env  # Whose type names the part of it that phrases need.
    keep_compiled(theme, "theme")
    note_templates(theme, "theme")
    env.globals["once"] = once
    env.globals["asset"] = partial(find_place, assets=macros.variables["renderer"].assets if macros else {})
    env.globals["list_marks"] = partial(list_marks, renderer=macros.variables["renderer"] if macros else None)
    env.globals["list_scripts"] = partial(
        page_files.list_scripts, scripts=[*map(str, config.extra_javascript)]
    )
    env.globals["list_styles"] = page_styles.list_styles
    env.globals["shell_styles"], env.globals["shell_scripts"] = page_files.STYLES, page_files.SCRIPTS
    env.globals["search_script"] = page_files.SEARCH
    env.globals["has_opensearch"] = bool(macros and config.site_url and not is_on(OFFLINE))
    pages = macros.variables["kept_pages"] if macros else None
    env.globals["has_device_files"] = bool(pages and not pages.has_fixed_names and not is_on(OFFLINE))
    env.globals["start_page"] = START_PAGE if is_on(OFFLINE) else ""
    env.globals["tool_scripts"] = macros.variables["renderer"].tool_scripts if macros else {}
    env.globals["policy_meta"] = macros.variables["renderer"].policy_meta if macros else ""
    catalogue = macros.variables["renderer"].catalogue if macros else ENGLISH
    phrases.install_in_templates(env, catalogue, marked=False)
    env.globals["english"] = "" if catalogue.is_english else f' lang="{LANGUAGES[SOURCE].tag}"'
    env.globals["translated"] = str(phrases.format_lang_attribute(catalogue.language))
    env.globals["awaits_review"] = catalogue.awaits_review
    return env


def list_marks(page: Page | None, renderer: Renderer | None) -> str:
    """The marks of ``page``, by which its style sheets and scripts are found; none without a page."""
    content = (page.content if page else "") or ""
    return page_styles.list_marks(renderer.put_back(content) if renderer else content)

"""A hook on mkdocs's events that gives the theme's templates their functions and variables."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from macros.addresses.asset_names import find_place
from macros.base.languages import LANGUAGES, SOURCE
from macros.i18n import phrases
from macros.i18n.catalogue import ENGLISH

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def on_env(env: phrases.JinjaEnvironment, config: MkDocsConfig, files: Files) -> phrases.JinjaEnvironment:
    """Add to the theme's environment, as globals:

    - ``once``: ``{% call once("nav", ...) %}`` renders its body once for each set of arguments, and repeats
      it afterwards;
    - ``asset``: ``{{ asset("assets/css/shell.css") | url }}`` is where that file of ``docs`` stands in the
      site;
    - ``tool_scripts``: the scripts of each tool's page, by their place in ``docs``;
    - ``policy_meta``: the ``meta`` element with the content security policy;
    - ``_``, ``gettext`` and ``ngettext``: phrases in the interface's language;
    - ``english`` and ``translated``: the ``lang`` attribute of words in English, and of words in the
      interface's language; empty where that is English;
    - ``awaits_review``: whether the translated phrases are still to be reviewed.
    """
    rendered: dict[tuple[object, ...], str] = {}

    def once(*key: object, caller: Callable[[], str]) -> str:
        if key not in rendered:
            rendered[key] = caller()
        return rendered[key]

    env.globals["once"] = once
    macros: Any = config.plugins.get("macros")  # It has no types.
    env.globals["asset"] = partial(find_place, assets=macros.variables["renderer"].assets if macros else {})
    env.globals["tool_scripts"] = macros.variables["renderer"].tool_scripts if macros else {}
    env.globals["policy_meta"] = macros.variables["renderer"].policy_meta if macros else ""
    catalogue = macros.variables["renderer"].catalogue if macros else ENGLISH
    phrases.install_in_templates(env, catalogue, marked=False)
    env.globals["english"] = "" if catalogue.is_english else f' lang="{LANGUAGES[SOURCE].tag}"'
    env.globals["translated"] = str(phrases.format_lang_attribute(catalogue.language))
    env.globals["awaits_review"] = catalogue.awaits_review
    return env

"""The adapter that the theme needs: what is the same on many pages is rendered once."""

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


def on_env(env: phrases.Environment, config: MkDocsConfig, files: Files) -> phrases.Environment:
    """Give the theme ``once``: ``{% call once("nav", ...) %}`` renders its body once for each set of
    arguments, then repeats it; and ``asset``: ``{{ asset("assets/css/shell.css") | url }}`` is where that
    file of ``docs`` stands in the site. ``tool_scripts`` are the scripts of each tool's page, by their place
    in ``docs``. ``policy_meta`` is the content security policy for a page's head. ``_`` and its like speak
    the interface's language; ``english`` is the attribute that says that words are not in it, ``translated``
    that they are, and ``awaiting`` whether its phrases are still to be reviewed."""
    kept: dict[tuple[object, ...], str] = {}

    def once(*key: object, caller: Callable[[], str]) -> str:
        if key not in kept:
            kept[key] = caller()
        return kept[key]

    env.globals["once"] = once
    macros: Any = config.plugins.get("macros")  # It has no types.
    env.globals["asset"] = partial(find_place, assets=macros.variables["renderer"].assets if macros else {})
    env.globals["tool_scripts"] = macros.variables["renderer"].tool_scripts if macros else {}
    env.globals["policy_meta"] = macros.variables["renderer"].policy_meta if macros else ""
    catalogue = macros.variables["renderer"].catalogue if macros else ENGLISH
    phrases.install(env, catalogue, marked=False)
    env.globals["english"] = "" if catalogue.is_english else f' lang="{LANGUAGES[SOURCE].tag}"'
    env.globals["translated"] = str(phrases.lang(catalogue.language))
    env.globals["awaiting"] = catalogue.awaits_review
    return env

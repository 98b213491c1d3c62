"""Makes style sheets, scripts and schemas small in the build, and leaves out what no page uses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files

from macros.addresses.asset_names import is_named_by_content
from macros.base.variables import OFFLINE, is_on
from macros.hand_written.pages import WrittenPage
from macros.mkdocs_site import menu
from macros.mkdocs_site.page_files import EMBED_SCRIPTS, EMBED_STYLES, join_shell, list_joined
from macros.records.schemas import FOLDER as SCHEMAS
from macros.rendering.embeds import EMBED_FOLDER
from macros.rendering.start_page import START_STYLES
from macros.tools.device_files import WORKER_SOURCE
from macros.tools.minification import UnfitScript, minify_asset
from macros.tools.script_bundle import SCRIPTS_FOLDER

# Whoever changes the handbook has its repository, in which these pages are, too.
ONLY_ON_SITE = "contribute/"
# For keeping what a server gives, and for showing it elsewhere.
OF_SERVED_SITES = ("/on_device.js", "/device.css", "/embed_builder.js", "/builder.css")


def minify_assets(files: Files, config: MkDocsConfig) -> None:
    """Give every style sheet and script but those of the tools its minified text, and put one file each in
    the place of those that every page loads. Raises ``BuildError`` for an unfit script."""
    minified: dict[str, str] = {}
    for file in files:
        if is_named_by_content(file.src_uri) and not file.src_uri.startswith(f"{SCRIPTS_FOLDER}/"):
            try:
                file.content_string = minify_asset(file.content_string, file.src_uri)
            except UnfitScript as problem:
                raise BuildError(str(problem)) from problem
            minified[file.src_uri] = file.content_string
    for place in list_joined(config.extra_css):
        files.remove(files.src_uris[place])
    for place, text in join_shell(minified, config.extra_css).items():
        if not (is_on(OFFLINE) and place == EMBED_SCRIPTS):
            files.append(File.generated(config, place, content=text))


def minify_schemas(files: Files) -> None:
    """Give every JSON Schema the same content on one line: programs read it, and people read the records'
    reference."""
    for file in files:
        if file.src_uri.endswith(".schema.json"):
            schema = json.loads(file.content_string)
            file.content_string = json.dumps(schema, ensure_ascii=False, separators=(",", ":")) + "\n"


def list_no_theme_files(config: MkDocsConfig) -> None:
    """Have mkdocs find no files in the theme but templates: no page uses any, and mkdocs would look through
    fourteen thousand of icons for them."""
    create_environment = config.theme.get_env

    def get_env() -> Any:
        env: Any = create_environment()
        env.list_templates = lambda *_, **__: []
        return env

    config.theme.get_env = get_env  # type: ignore[method-assign]


def leave_to_site(pages: Mapping[str, WrittenPage], config: MkDocsConfig) -> dict[str, WrittenPage]:
    """The hand-written pages of a copy for a disk, by their place in ``docs``: all but those on changing the
    handbook, which the menu of ``config`` then lacks, too."""
    here = {uri: page for uri, page in pages.items() if not uri.startswith(ONLY_ON_SITE)}
    config.nav = menu.cut(config.nav or [], pages.keys() - here.keys())
    return here


def leave_out_unused(files: Files) -> None:
    """Take out of a copy for a disk the scripts with which another site shows an embed and the schemas for
    editors, and of a site for a server what only such a copy has."""
    for file in list(files):
        is_of_embeds = file.src_uri.startswith(f"{EMBED_FOLDER}/") or file.src_uri == EMBED_STYLES
        is_of_served_sites = file.src_uri.endswith(OF_SERVED_SITES)
        is_of_served_sites |= file.src_uri.startswith(f"assets/images/{ONLY_ON_SITE}")
        is_of_served_sites |= f"docs/{file.src_uri}".startswith(f"{SCHEMAS}/")
        is_unused = is_of_embeds or is_of_served_sites if is_on(OFFLINE) else file.src_uri == START_STYLES
        if is_unused or file.src_uri == WORKER_SOURCE:  # The worker stands elsewhere.
            files.remove(file)

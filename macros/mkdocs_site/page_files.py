"""Which style sheets and scripts of the handbook a page loads: few bytes and few requests for a first visit.

What every page loads is joined to one style sheet and one script. The scripts of ``extra_javascript`` are
loaded by the pages that hold what they work on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

FOLDERS = (
    "assets/css/",
    "assets/js/search/",
    "assets/js/shell/",
    "assets/js/shared/",
    "assets/js/pages/",
)  # Where what is joined stands.
# What is joined, by its place in ``docs``; embeds load the first and the last.
STYLES, SCRIPTS, EMBED_SCRIPTS = "assets/css/site.css", "assets/js/site.js", "assets/js/embed.js"
SEARCH = "assets/js/search.js"  # Loaded once a reader goes to the search box.
SHELL_STYLES = ("assets/css/tokens.css", "assets/css/shell.css")  # Those of ``extra_css`` follow.
# In the order in which they run, after ``shell/boot`` and ``shell/i18n``.
SHELL_SCRIPTS = (
    "shell/words",
    "shared/elements",
    "shell/colour_scheme",
    "shell/menu_drawer",
    "shell/search_start",
    "shell/page_helps",
    "shell/printing",
    "shell/device_start",
    "pages/term_popover",  # Nearly every page has terms.
    "pages/review_banner",
)
SEARCH_SCRIPTS = (
    "search/words",
    "search/index",
    "search/query",
    "search/ranking",
    "search/codes",
    "search/answers",
    "search/sentences",
    "search/session",
    "search/view",
    "search/box",
    "search/page",
    "search/arrival",
)
# Those of every embed, after ``shell/boot`` and ``shell/i18n``.
SCRIPTS_OF_EMBEDS = (
    "shell/words",
    "shared/elements",
    "shared/crosswalks",
    "shared/walks",
    "shell/page_helps",
    "shell/printing",
    "pages/term_popover",
    "pages/review_banner",
    "pages/embed_frame",
)
LOADED_ALONE = {"shared/crosswalks", "shared/walks"}  # By some pages.
EMBED_STYLES = "assets/css/embed.css"  # Of embeds alone.
# A pattern of the marks of a page that needs the script, by the script's place in ``docs``. Every page loads
# the scripts that are not named here.
SCRIPT_MARKS = {
    "assets/js/shared/crosswalks.js": "data-explorer",
    "assets/js/shared/walks.js": "data-walk=|data-tool=|data-mark=",
    "assets/js/pages/list_filter.js": "data-filter",
    "assets/js/pages/coverage_matrix.js": "data-coverage",
    "assets/js/pages/crosswalk_explorer.js": "data-explorer",
    "assets/js/pages/theory_comparison.js": "data-compare",
    "assets/js/pages/reading_marks.js": "data-mark=",
    "assets/js/pages/log_links.js": "data-log=",
    "assets/js/pages/pathway_player.js": "data-walk=",
    "assets/js/pages/session_views.js": "data-views",
    "assets/js/pages/session_clock.js": "data-start",
    "assets/js/pages/on_device.js": 'data-device="list\\b',  # Others load it once it is asked for.
    "assets/js/pages/home.js": 'data-tool="home\\b',
}


def join_shell(files: Mapping[str, str], extra_styles: Iterable[str]) -> dict[str, str]:
    """The style sheet and the script that every page loads, the script of the search and that of every embed,
    by their places in ``docs``: made of the minified ``files``, which are by place, with the ``extra_styles``
    of the settings. Raises ``KeyError`` where one is missing."""
    styles = [files[place].rstrip() for place in (*SHELL_STYLES, *extra_styles)]
    return {
        STYLES: "\n".join(styles) + "\n",
        SCRIPTS: _join_scripts(files, SHELL_SCRIPTS),
        SEARCH: _join_scripts(files, SEARCH_SCRIPTS),
        EMBED_SCRIPTS: _join_scripts(files, SCRIPTS_OF_EMBEDS),
    }


def _join_scripts(files: Mapping[str, str], names: Iterable[str]) -> str:
    # Each ends with a semicolon: the next may begin with a bracket, which would be read as a call.
    return "".join(files[f"assets/js/{name}.js"].rstrip().rstrip(";") + "\n;\n" for name in names)


def list_joined(extra_styles: Iterable[str]) -> set[str]:
    """The places in ``docs`` of what stands in the joined files, and which no page loads by itself."""
    names = {*SHELL_SCRIPTS, *SEARCH_SCRIPTS, *SCRIPTS_OF_EMBEDS} - LOADED_ALONE
    return {*SHELL_STYLES, *extra_styles, *(f"assets/js/{name}.js" for name in names)}


def list_scripts(marks: str, scripts: Iterable[str]) -> list[str]:
    """Those of ``scripts``, by their places in ``docs``, that a page with these ``marks``
    (:func:`macros.rendering.page_styles.list_marks`) needs."""
    return [
        script for script in scripts if script not in SCRIPT_MARKS or re.search(SCRIPT_MARKS[script], marks)
    ]

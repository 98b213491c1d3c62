"""``mkdocs.yml`` says what mkdocs, its plugins and the handbook's own program can use.

A setting that they cannot use would stop the build, with a message that names no line. The rule does not
import mkdocs, so that the check stays quick, and it knows only the settings that the handbook uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.base.problems import (
    Fault,
    Problem,
    Problems,
    Route,
    did_you_mean,
    show,
    spell,
)
from macros.base.typed_yaml import read_typed
from macros.checks.mkdocs_settings import Pages, settings_shape
from macros.records.handbook import Handbook

PATH = "mkdocs.yml"
HOOKS = [
    "macros/mkdocs_site/edition_hooks.py",
    "macros/mkdocs_site/hooks.py",
    "macros/mkdocs_site/theme_hooks.py",
]  # In this order.
OWN_THEME = "macros/mkdocs_site/theme"
TOOLS = "assets/js/tools/"


def check_presence(root: Path) -> list[Problem]:
    """The problem that there are no settings at ``root``, without which nothing is built; none where there
    are some."""
    if (root / PATH).exists():
        return []
    fault = Fault("there is no such file", "put it back; no site can be built without it")
    if (root / PATH).is_symlink():
        fault = Fault("is a link that leads nowhere", "put the file itself there")
    return [Problem(PATH, 1, 1, "file", *fault)]


def check(handbook: Handbook, root: Path) -> list[Problem]:
    """Every fault of the settings at ``root``; none where there is no such file, for records can be judged
    without them (:func:`check_presence`)."""
    if not (root / PATH).exists():
        return []
    if not _read_text(root / PATH).strip():
        return [
            Problem(PATH, 1, 1, "file", "is empty", "write the settings, of which 'site_name' is the least")
        ]
    try:
        file = read_typed(root / PATH, PATH)
    except Problems as unreadable:
        return unreadable.problems
    faults = _faults(file.data, root, Pages(root, handbook))
    return [
        Problem(PATH, *file.locate(route), spell(("settings", *route)), *fault) for route, fault in faults
    ]


def _read_text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace") if file.is_file() else "no file"
    except OSError:  # read_typed reports it.
        return "unreadable"


def _faults(value: object, root: Path, pages: Pages) -> Iterator[tuple[Route, Fault]]:
    """Yield the faults of the whole file; of a site with the handbook's own program, also those in what the
    program needs."""
    yield from (faults := list(settings_shape(root, pages)(value)))
    if not (root / "docs").is_dir():
        yield (), Fault("there is no folder docs, which holds the pages", "make it, with an index.md in it")
    if not faults and isinstance(value, dict) and _is_the_handbook(value):
        yield from _program_faults(value)
        yield from _tool_faults(value.get("extra") or {}, pages)


def _is_the_handbook(value: dict[str, Any]) -> bool:
    """Whether the settings, which are of the right shape, are of a site with the handbook's own program."""
    theme = value.get("theme")
    return (
        isinstance(theme, dict)
        and theme.get("custom_dir") == OWN_THEME
        or not set(HOOKS).isdisjoint(value.get("hooks") or ())
    )


def _program_faults(value: dict[str, Any]) -> Iterator[tuple[Route, Fault]]:
    """Yield a fault for each setting that the handbook's own program needs and does not find."""
    if [plugin for plugin in value.get("hooks") or () if plugin in HOOKS] != HOOKS:
        yield (
            ("hooks",),
            Fault(
                "are not the three of the handbook's program, in their order",
                f"list {', '.join(HOOKS[:2])} and {HOOKS[2]}",
            ),
        )
    names = {
        name: options
        for plugin in _to_list(value.get("plugins"))
        for name, options in (plugin.items() if isinstance(plugin, dict) else [(plugin, None)])
    }
    if "macros" not in names:
        yield (
            ("plugins",),
            Fault(
                "the plugin 'macros' is missing, by which the handbook's records come into the pages",
                "write '- macros:' with 'module_name: macros' below it",
            ),
        )
    elif (names["macros"] or {}).get("module_name") != "macros":
        yield (
            ("plugins",),
            Fault(
                "the plugin 'macros' is not told the handbook's own module",
                "write 'module_name: macros' below it",
            ),
        )
    if (
        not isinstance(value.get("theme"), dict)
        or value["theme"]["name"] != "material"
        or value["theme"].get("custom_dir") != OWN_THEME
    ):
        yield (
            ("theme",),
            Fault(
                "is not the handbook's own", "write {name: material, custom_dir: macros/mkdocs_site/theme}"
            ),
        )


def _tool_faults(extra: dict[str, Any], pages: Pages) -> Iterator[tuple[Route, Fault]]:
    """Yield a fault for each script of the participants' tools that is not in the list once."""
    existing = {
        uri.removeprefix(TOOLS).removesuffix(".js")
        for uri in pages.existing
        if re.fullmatch(f"{TOOLS}.+[.]js", uri)
    }
    scripts = extra.get("tool_scripts") or []
    for index, name in enumerate(scripts):
        if name not in existing or name in scripts[:index]:
            wrong = (
                f"{show(name)} stands twice"
                if name in existing
                else f"there is no {name}.js in docs/{TOOLS[:-1]}"
            )
            yield (
                ("extra", "tool_scripts", index),
                Fault(
                    wrong,
                    "keep the first"
                    if name in existing
                    else did_you_mean(name, existing, "take it out", scripts),
                ),
            )
    for name in sorted(existing - set(scripts)):
        yield (
            ("extra", "tool_scripts"),
            Fault(
                f"{name}.js is in docs/{TOOLS[:-1]} and not in the list",
                "put it in the place where it is to run",
            ),
        )


def _to_list(value: Any) -> list[Any]:
    """Plugins, of the right shape, as a list of names and of mappings from one name."""
    return [{name: options} for name, options in value.items()] if isinstance(value, dict) else value or []

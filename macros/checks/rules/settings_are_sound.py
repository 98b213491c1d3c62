"""``mkdocs.yml`` says what mkdocs, its plugins and the handbook's own program can use.

They would stop the build over it, each with words of its own and none with a line. Judged without them, so that the check stays quick;
what the handbook does not use of mkdocs is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

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
from macros.checks.mkdocs_settings import Pages, settings
from macros.records.handbook import Handbook

PATH = "mkdocs.yml"
HOOKS = ["macros/mkdocs_site/edition_hooks.py", "macros/mkdocs_site/hooks.py", "macros/mkdocs_site/theme_hooks.py"]  # In this order.
OWN_THEME = "macros/mkdocs_site/theme"
TOOLS = "assets/js/tools/"


def check(handbook: Handbook, root: Path) -> list[Problem]:
    """Every fault of the settings at ``root``; none where there is no such file, for then nothing is built."""
    if not (root / PATH).exists():
        return []
    if not _text(root / PATH).strip():
        return [Problem(PATH, 1, 1, "file", "is empty", "write the settings, of which 'site_name' is the least")]
    try:
        file = read_typed(root / PATH, PATH)
    except Problems as found:
        return found.problems
    faults = _faults(file.data, root, Pages(root, handbook))
    return [Problem(PATH, *file.locate(route), spell(("settings", *route)), *fault) for route, fault in faults]


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace") if file.is_file() else "no file"
    except OSError:  # Said by whoever reads it.
        return "unreadable"


def _faults(value: object, root: Path, pages: Pages) -> Iterator[tuple[Route, Fault]]:
    """What is at fault in the whole file; the more, if it is of a site with the handbook's own program."""
    yield from (faults := list(settings(root, pages)(value)))
    if not (root / "docs").is_dir():
        yield (), Fault("there is no folder docs, which holds the pages", "make it, with an index.md in it")
    if not faults and _is_the_handbook(value):
        yield from _for_the_program(value)
        yield from _for_the_tools(value.get("extra") or {}, pages)


def _is_the_handbook(value: dict) -> bool:
    """Whether the settings, which are of the right shape, are of a site with the handbook's own program."""
    theme = value.get("theme")
    return isinstance(theme, dict) and theme.get("custom_dir") == OWN_THEME or not set(HOOKS).isdisjoint(value.get("hooks") or ())


def _for_the_program(value: dict) -> Iterator[tuple[Route, Fault]]:
    """What the handbook's own program asks of the settings."""
    if [each for each in value.get("hooks") or () if each in HOOKS] != HOOKS:
        yield ("hooks",), Fault("are not the three of the handbook's program, in their order", f"list {', '.join(HOOKS[:2])} and {HOOKS[2]}")
    names = {name: options for each in _listed(value.get("plugins")) for name, options in (each.items() if isinstance(each, dict) else [(each, None)])}
    if "macros" not in names:
        yield ("plugins",), Fault("the plugin 'macros' is missing, by which the handbook's records come into the pages", "write '- macros:' with 'module_name: macros' below it")
    elif (names["macros"] or {}).get("module_name") != "macros":
        yield ("plugins",), Fault("the plugin 'macros' is not told the handbook's own module", "write 'module_name: macros' below it")
    if not (value.get("extra") or {}).get("drafted"):
        yield ("extra",), Fault("has no 'drafted'", "write the day on which the pages were drafted, as 'drafted: 2026-11-22'")
    if not isinstance(value.get("theme"), dict) or value["theme"]["name"] != "material" or value["theme"].get("custom_dir") != OWN_THEME:
        yield ("theme",), Fault("is not the handbook's own", "write {name: material, custom_dir: macros/mkdocs_site/theme}")


def _for_the_tools(extra: dict, pages: Pages) -> Iterator[tuple[Route, Fault]]:
    """Each script of the participants' tools stands in the list, once."""
    there = {uri.removeprefix(TOOLS).removesuffix(".js") for uri in pages.written if re.fullmatch(f"{TOOLS}.+[.]js", uri)}
    scripts = extra.get("tool_scripts") or []
    for index, name in enumerate(scripts):
        if name not in there or name in scripts[:index]:
            wrong = f"{show(name)} stands twice" if name in there else f"there is no {name}.js in docs/{TOOLS[:-1]}"
            yield ("extra", "tool_scripts", index), Fault(wrong, "keep the first" if name in there else did_you_mean(name, there, "take it out"))
    for name in sorted(there - set(scripts)):
        yield ("extra", "tool_scripts"), Fault(f"{name}.js is in docs/{TOOLS[:-1]} and not in the list", "put it in the place where it is to run")


def _listed(value: object) -> list:
    return [{name: options} for name, options in value.items()] if isinstance(value, dict) else value or []

"""The address at which the site of a handbook stands."""

from __future__ import annotations

import os
from pathlib import Path

from macros.base.address_rules import site_fault
from macros.base.problems import Problems
from macros.base.typed_yaml import read_typed
from macros.base.variables import SITE_URL

SETTINGS = "mkdocs.yml"


def read_site_address(root: Path) -> str:
    """The address of the site of the handbook at ``root``, with a slash at its end: that of the variable
    ``HANDBOOK_SITE_URL``, else that in ``mkdocs.yml``. Empty where neither has a sound one."""
    address = os.environ.get(SITE_URL) or _read_setting(root / SETTINGS, "site_url")
    return "" if not address or site_fault(address) else address.rstrip("/") + "/"


def read_site_name(root: Path) -> str:
    """The name of the site of the handbook at ``root``, as ``mkdocs.yml`` has it; empty where it has none."""
    return _read_setting(root / SETTINGS, "site_name")


def read_edition_line(root: Path) -> str:
    """What the site of the handbook at ``root`` says at its foot of which edition of the handbook it is, as
    ``extra`` in ``mkdocs.yml`` has it; empty where it says nothing."""
    return _read_setting(root / SETTINGS, "edition_line", "extra")


def _read_setting(file: Path, name: str, *above: str) -> str:
    """The text of a setting, which stands below those of ``above``; empty where it is none."""
    try:
        settings = read_typed(file, SETTINGS).data
    except Problems:
        return ""
    for key in above:
        settings = settings.get(key) if isinstance(settings, dict) else None
    value = settings.get(name) if isinstance(settings, dict) else ""
    return value if isinstance(value, str) else ""

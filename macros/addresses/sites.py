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


def _read_setting(file: Path, name: str) -> str:
    try:
        settings = read_typed(file, SETTINGS).data
    except Problems:
        return ""
    value = settings.get(name) if isinstance(settings, dict) else ""
    return value if isinstance(value, str) else ""

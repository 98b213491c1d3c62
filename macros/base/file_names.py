"""Names that files can have on every system on which the handbook is kept, built or unpacked.

Windows keeps the names of devices for itself, whatever ending stands behind them, and takes neither some
signs nor a dot or a space at the end ("Naming Files, Paths, and Namespaces", learn.microsoft.com).
"""

from __future__ import annotations

import re

from macros.base.character_names import describe_character
from macros.base.problems import Fault

DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"]
)
_UNFIT = re.compile(r'[<>:"|?*\\\x00-\x1f]')


def find_device_fault(name: str) -> Fault | None:
    """What is wrong with a name, or an id that becomes one, which Windows keeps for a device, or ``None``."""
    if name.partition(".")[0].rstrip(" ").casefold() in DEVICES:
        return Fault(
            f"'{name}' is the name of a device on Windows, which can hold no such file", "choose another"
        )
    return None


def find_name_fault(name: str) -> Fault | None:
    """What is wrong with the name of a file or folder, without those above it, or ``None``."""
    if unfit := _UNFIT.search(name):
        wrong = f"has a name with {describe_character(unfit[0])}, which Windows cannot hold"
        return Fault(wrong, "name it with letters, digits, dots, hyphens and underscores")
    if name.endswith((".", " ")):
        sign = "dot" if name.endswith(".") else "space"
        return Fault(
            f"has a name that ends in a {sign}, which Windows drops", f"take the {sign} out of its name"
        )
    if find_device_fault(name):
        wrong = f"has the name '{name}', which is that of a device on Windows, where no such file can be"
        return Fault(wrong, "choose another name")
    return None

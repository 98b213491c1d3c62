"""Find the Firefox and the WebKit that the site is walked through in, or install them.

Looked for in this order: the variables ``HANDBOOK_FIREFOX`` and ``HANDBOOK_WEBKIT``, the machine's own
programs; then installed with apt-get (Debian and its kin, as root). Only ``handbook test --engines`` and the
long run need them. An engine that is not to be had stops nothing: its tests are left out, in a sentence.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable

import browser
from environment import SetUpError
from servers import WRONG_VARIABLE

PROGRAMS = {"FIREFOX": ("firefox-esr", "firefox"), "WEBKIT": ("WebKitWebDriver",)}
PACKAGES = {
    "FIREFOX": ("firefox-esr",),
    "WEBKIT": ("webkit2gtk-driver", "xvfb", "python3-gi", "gir1.2-webkit2-4.1"),
}
# The window of WebKit is a program for the system's Python, on a screen of its own.
WINDOW = ["/usr/bin/python3", "-c", "import gi; gi.require_version('WebKit2', '4.1')"]
NO_ENGINE = {
    "FIREFOX": (
        "Firefox is not to be had here, so its tests are left out. (Debian, as root: apt-get install"
        " firefox-esr; elsewhere: install Firefox ESR, and set HANDBOOK_FIREFOX to its full path.)"
    ),
    "WEBKIT": (
        "WebKit is not to be had here, so its tests are left out. (Debian, as root: apt-get install"
        " webkit2gtk-driver xvfb python3-gi gir1.2-webkit2-4.1; other systems have no such packages.)"
    ),
}


def find_or_install(say: Callable[[str], None]) -> dict[str, str]:
    """The variables that the tests read, by their names: for each engine ``HANDBOOK_FIREFOX``, the full path
    of its program, installed first if need be, or ``HANDBOOK_NO_FIREFOX``, the sentence that says that there
    is none. ``say`` prints a sentence.

    Raises ``SetUpError`` where a variable names what does not start.
    """
    paths = {name: _find_chosen(name) or find_installed(name) for name in PROGRAMS}
    missing = [name for name, path in paths.items() if not path]
    if missing and browser.has_apt():
        install_with_apt(missing, say)
        paths |= {name: find_installed(name) for name in missing}
    variables = {}
    for name, path in paths.items():
        if path:
            variables[f"HANDBOOK_{name}"] = path
        else:
            say(NO_ENGINE[name])
            variables[f"HANDBOOK_NO_{name}"] = NO_ENGINE[name]
    return variables


def _find_chosen(name: str) -> str | None:
    path = os.environ.get(f"HANDBOOK_{name}")
    if path and not is_startable(name, shutil.which(path) or path):
        raise SetUpError(WRONG_VARIABLE.format(variable=f"HANDBOOK_{name}", path=path))
    return path and (shutil.which(path) or path)


def find_installed(name: str) -> str | None:
    """The first program of this machine for an engine that starts; or ``None``."""
    return next(
        (path for path in map(shutil.which, PROGRAMS[name]) if path and is_startable(name, path)), None
    )


def is_startable(name: str, path: str) -> bool:
    """Whether the program at ``path`` can be run, with all that it needs beside it."""
    if name == "FIREFOX":
        return browser.is_startable(path)
    return os.access(path, os.X_OK) and shutil.which("Xvfb") is not None and _window_starts()


def _window_starts() -> bool:
    try:
        return browser.run_quietly(WINDOW).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install_with_apt(missing: list[str], say: Callable[[str], None]) -> None:
    """Install the packages of the engines that are ``missing``."""
    packages = [package for name in missing for package in PACKAGES[name]]
    say(f"Installing {', '.join(packages)} with apt-get, for the tests.")
    browser.install_packages(packages)

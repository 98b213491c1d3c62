"""Finds the Chromium that the browser tests drive, or installs one.

It is looked for in the variable ``CHROMIUM``, then in the usual places of Chromium and Chrome, then where
Playwright keeps its own; failing these, it is installed with apt-get (Debian and Ubuntu, as root) or by
Playwright. Debian's ``chromium-headless-shell`` comes first: the same engine without a window's machinery,
which takes half the time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from environment import SetUpError

PROGRAM_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
PACKAGES = ("chromium-headless-shell", "chromium")
MAC_PATHS = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
)
WINDOWS_PATHS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
FIND_PLAYWRIGHT_BROWSER = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as p: print(p.chromium.executable_path)"
)
WRONG_VARIABLE = (
    "The variable CHROMIUM names {path}, which does not start as a browser. "
    "Set it to the full path of a Chromium or Chrome program, or unset it."
)
NO_BROWSER = (
    "The tests need a Chromium or Chrome browser, and none was found or could be installed. "
    "Install one (Debian, as root: apt-get install chromium; elsewhere: Google Chrome), "
    "or run '{python} -m playwright install chromium', "
    "or set CHROMIUM to the full path of one, then run the command again."
)


def find_or_install(python: Path, say: Callable[[str], None]) -> str:
    """The full path of a browser that starts; installs one where there is none.

    ``python`` is the environment's Python, which has Playwright; ``say`` prints a sentence. Raises
    ``SetUpError`` with a sentence that says how to get a browser.
    """
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        if not is_startable(path := shutil.which(chosen) or chosen):
            raise SetUpError(WRONG_VARIABLE.format(path=chosen))
        return path
    browser = find_installed() or find_in_playwright(python)
    if not browser and has_apt():
        browser = install_with_apt(say)
    if not browser:
        browser = install_with_playwright(python, say)
    if not browser:
        raise SetUpError(NO_BROWSER.format(python=python))
    return browser


def find_installed() -> str | None:
    """The full path of the first browser in the usual places that starts; ``None`` where none does."""
    return next(filter(is_startable, _list_places()), None)


def _list_places() -> Iterator[str]:
    yield from filter(None, map(shutil.which, PROGRAM_NAMES))
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (str(folder / name) for name in MAC_PATHS)
    if os.name == "nt":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if folder := os.environ.get(variable):
                yield from (str(Path(folder) / name) for name in WINDOWS_PATHS)


def is_startable(path: str) -> bool:
    """Whether the program at ``path`` exists and prints its version.

    Ubuntu's ``chromium-browser`` may be a stub that only names another package. On Windows ``--version``
    would open a window, so there it is enough that the file exists.
    """
    if not Path(path).is_file():
        return False
    if os.name == "nt":
        return True
    try:
        return run_quietly([path, "--version"]).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def find_in_playwright(python: Path) -> str | None:
    """The full path of the Chromium that Playwright installed earlier; ``None`` where it has none."""
    try:
        path = run_quietly([python, "-c", FIND_PLAYWRIGHT_BROWSER]).stdout.decode().strip()
    except (OSError, subprocess.TimeoutExpired):
        return None
    return path if path and is_startable(path) else None


def has_apt() -> bool:
    """Whether apt-get is there, with the right to install packages."""
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def install_with_apt(say: Callable[[str], None]) -> str | None:
    """Install the first of ``PACKAGES`` that there is; the browser's full path, or ``None``."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run_installer(["apt-get", "update"], quiet)
    for package in PACKAGES:
        say(f"No browser was found for the tests; installing the package {package} with apt-get.")
        run_installer(["apt-get", "install", "-y", package], quiet)
        if browser := find_installed():
            return browser
    return None


def install_with_playwright(python: Path, say: Callable[[str], None]) -> str | None:
    """Have Playwright download its Chromium and return the full path; ``None`` where that fails."""
    say("No browser was found for the tests; Playwright is downloading Chromium.")
    options = ["--with-deps"] if has_apt() else []
    run_installer([python, "-m", "playwright", "install", *options, "chromium"], dict(os.environ))
    return find_in_playwright(python)


def run_quietly(command: list[str | Path]) -> subprocess.CompletedProcess:
    words = [str(word) for word in command]
    return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)


def install_packages(packages: Iterable[str]) -> None:
    """Install Debian packages with apt-get, and nothing that they only recommend."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run_installer(["apt-get", "update"], quiet)
    run_installer(["apt-get", "install", "-y", "--no-install-recommends", *packages], quiet)


def run_installer(command: list[str | Path], variables: dict[str, str]) -> None:
    """Run an installer in an environment of ``variables``, with its output on stderr. Its exit code is
    ignored: callers look for what it installs."""
    words = [str(word) for word in command]
    subprocess.run(words, stdin=subprocess.DEVNULL, stdout=2, env=variables)

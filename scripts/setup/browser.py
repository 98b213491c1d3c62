"""Find the Chromium that the browser tests drive, or install one.

Looked for in this order: ``CHROMIUM``, the machine's own Chromium or Chrome, the one
Playwright keeps; then installed with apt-get (Debian and Ubuntu, as root) or by Playwright.
Debian's ``chromium-headless-shell`` comes first: the same engine without a window's
machinery, which takes half the time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from environment import SetUpError

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
PACKAGES = ("chromium-headless-shell", "chromium")
MAC = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
)
WINDOWS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as p: print(p.chromium.executable_path)"
)
WRONG_VARIABLE = (
    "The variable CHROMIUM names {path}, which does not start as a browser. "
    "Set it to the full path of a Chromium or Chrome program, or unset it."
)
NONE = (
    "The tests need a Chromium or Chrome browser, and none was found or could be installed. "
    "Install one (Debian, as root: apt-get install chromium; elsewhere: Google Chrome), "
    "or run '{python} -m playwright install chromium', "
    "or set CHROMIUM to the full path of one, then run the command again."
)


def ensure(python: Path, say: Callable[[str], None]) -> str:
    """The full path of a browser that starts, installed first if need be.

    ``python`` is the environment's Python, which has Playwright; ``say`` prints a
    sentence. Raises ``SetUpError`` with a sentence that says how to get a browser.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if not starts(found := shutil.which(named) or named):
            raise SetUpError(WRONG_VARIABLE.format(path=named))
        return found
    browser = find() or of_playwright(python)
    if not browser and may_use_apt():
        browser = from_apt(say)
    if not browser:
        browser = from_playwright(python, say)
    if not browser:
        raise SetUpError(NONE.format(python=python))
    return browser


def find() -> str | None:
    """The first browser of this machine, in its usual places, that starts; or ``None``."""
    return next(filter(starts, _places()), None)


def _places() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (str(folder / name) for name in MAC)
    if os.name == "nt":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if folder := os.environ.get(variable):
                yield from (str(Path(folder) / name) for name in WINDOWS)


def starts(path: str) -> bool:
    """Whether the program at ``path`` is there and can say its version.

    Ubuntu's ``chromium-browser`` may be a stub that only asks for another package. On
    Windows ``--version`` would open a window, so there it is enough that the file exists.
    """
    if not Path(path).is_file():
        return False
    if os.name == "nt":
        return True
    try:
        return _quietly([path, "--version"]).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def of_playwright(python: Path) -> str | None:
    """The Chromium that Playwright has installed earlier, or ``None``."""
    try:
        path = _quietly([python, "-c", ASK_PLAYWRIGHT]).stdout.decode().strip()
    except (OSError, subprocess.TimeoutExpired):
        return None
    return path if path and starts(path) else None


def may_use_apt() -> bool:
    """Whether this is Debian or one of its kin, with the right to install packages."""
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def from_apt(say: Callable[[str], None]) -> str | None:
    """Install the first of ``PACKAGES`` that there is; the browser's path, or ``None`` when there is none."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _aloud(["apt-get", "update"], quiet)
    for package in PACKAGES:
        say(f"No browser was found for the tests; installing the package {package} with apt-get.")
        _aloud(["apt-get", "install", "-y", package], quiet)
        if browser := find():
            return browser
    return None


def from_playwright(python: Path, say: Callable[[str], None]) -> str | None:
    """Let Playwright download its Chromium; its path, or ``None`` when that did not work."""
    say("No browser was found for the tests; Playwright is downloading Chromium.")
    needed = ["--with-deps"] if may_use_apt() else []
    _aloud([python, "-m", "playwright", "install", *needed, "chromium"], dict(os.environ))
    return of_playwright(python)


def _quietly(command: list[str | Path]) -> subprocess.CompletedProcess:
    words = [str(word) for word in command]
    return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)


def _aloud(command: list[str | Path], variables: dict[str, str]) -> None:
    """Run an installer with its output on stderr; whether it worked is seen by looking after."""
    words = [str(word) for word in command]
    subprocess.run(words, stdin=subprocess.DEVNULL, stdout=2, env=variables)

"""Finds what the tests of PDF and EPUB need beside Python, or installs it: the library Pango with a font,
with which WeasyPrint sets text, and the program epubcheck.

Both are installed with apt-get (Debian and Ubuntu, as root) where they are missing. Without Pango the tests
do not start; without epubcheck one test of the book is left out, and a sentence says so.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import browser
from environment import SetUpError

PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")
# Without the package itself there is no test that asks for it.
LOAD_PANGO = "try:\n  import weasyprint\nexcept ImportError:\n  pass"
NO_PANGO = (
    "The tests make PDF, and the library Pango was neither found nor could be installed. Install it (Debian,"
    " as root: apt-get install {packages}; elsewhere: see doc.courtbouillon.org/weasyprint, first steps),"
    " then run the command again."
)
NO_EPUBCHECK = "epubcheck is not to be had here, so the test that has it check the book is left out."


def find_or_install(python: Path, say: Callable[[str], None]) -> None:
    """Install what is missing. ``python`` is that of the tests' environment; ``say`` prints a sentence.
    Raises ``SetUpError`` where there is no Pango."""
    if not has_pango(python) and browser.has_apt():
        say("Installing Pango and a font with apt-get, for the tests of PDF.")
        browser.install_packages(PANGO_PACKAGES)
    if not has_pango(python):
        raise SetUpError(NO_PANGO.format(packages=" ".join(PANGO_PACKAGES)))
    if not shutil.which("epubcheck") and browser.has_apt():
        say("Installing epubcheck with apt-get, for the tests of the book.")
        browser.install_packages(("epubcheck",))
    if not shutil.which("epubcheck"):
        say(NO_EPUBCHECK)


def has_pango(python: Path) -> bool:
    """Whether WeasyPrint finds its libraries."""
    command = [str(python), "-I", "-c", LOAD_PANGO]
    try:
        return (
            subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=120).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False

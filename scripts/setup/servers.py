"""Find the nginx and the Apache that the tests serve the site with, or install them.

Looked for in this order: the variables ``HANDBOOK_NGINX`` and ``HANDBOOK_APACHE``, the machine's own
programs; then installed with apt-get (Debian and Ubuntu, as root). Only the tests need them: building and
previewing do not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import browser
from environment import SetUpError

PROGRAMS = {"HANDBOOK_NGINX": ("nginx",), "HANDBOOK_APACHE": ("apache2", "httpd")}
PACKAGES = {
    "HANDBOOK_NGINX": "nginx",
    "HANDBOOK_APACHE": "apache2-bin",
}  # The second is the program alone, without a service.
BESIDE_PATH = ("/usr/sbin", "/usr/local/sbin", "/sbin")  # Where servers are, and not every user looks.
RULE = Path("/usr/sbin/policy-rc.d")  # Debian asks it whether a service may start.
WRONG_VARIABLE = (
    "The variable {variable} names {path}, which does not start. "
    "Set it to the full path of the program, or unset it."
)
NONE = (
    "The tests serve the site with real nginx and real Apache, and {missing} found or could be installed."
    " Install what is missing (Debian, as root: apt-get install {packages}; elsewhere: nginx and Apache httpd"
    " 2.4), or set HANDBOOK_NGINX and HANDBOOK_APACHE to the full paths of the programs, then run the command"
    " again."
)


def ensure(say: Callable[[str], None]) -> dict[str, str]:
    """The full path of each server by its variable, installed first if need be.

    ``say`` prints a sentence. Raises ``SetUpError`` with a sentence that says how to get them.
    """
    found = {variable: _named(variable) or find(variable) for variable in PROGRAMS}
    missing = [variable for variable, path in found.items() if not path]
    if missing and browser.may_use_apt():
        from_apt(missing, say)
        found |= {variable: find(variable) for variable in missing}
    missing = [variable for variable, path in found.items() if not path]
    if missing:
        said = (
            "neither was"
            if len(missing) == 2
            else f"no {'nginx' if missing == ['HANDBOOK_NGINX'] else 'Apache'} was"
        )
        raise SetUpError(NONE.format(missing=said, packages=" ".join(PACKAGES[each] for each in missing)))
    return found


def _named(variable: str) -> str | None:
    named = os.environ.get(variable)
    if named and not starts(found := shutil.which(named) or named):
        raise SetUpError(WRONG_VARIABLE.format(variable=variable, path=named))
    return found if named else None


def find(variable: str) -> str | None:
    """The first program of this machine for ``variable`` that starts; or ``None``."""
    path = os.pathsep.join([os.environ.get("PATH", ""), *BESIDE_PATH])
    return next(
        filter(starts, filter(None, (shutil.which(name, path=path) for name in PROGRAMS[variable]))), None
    )


def starts(path: str) -> bool:
    """Whether the program at ``path`` is there and can say its version."""
    try:
        return (
            subprocess.run([path, "-v"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def from_apt(missing: list[str], say: Callable[[str], None]) -> None:
    """Install the packages of what is ``missing``, without any server being started by that, now or with the
    machine."""
    packages = [PACKAGES[variable] for variable in missing]
    say(f"Installing {' and '.join(packages)} with apt-get, for the tests; no server is started by that.")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with _nothing_started():
        browser._aloud(["apt-get", "update"], quiet)
        browser._aloud(["apt-get", "install", "-y", "--no-install-recommends", *packages], quiet)
    if "HANDBOOK_NGINX" in missing and shutil.which("systemctl"):
        browser._aloud(["systemctl", "disable", "nginx"], quiet)


@contextmanager
def _nothing_started() -> Iterator[None]:
    """Have Debian refuse to start services while the body runs, unless the machine has a rule of its own."""
    if RULE.exists():
        yield
        return
    RULE.write_text("#!/bin/sh\nexit 101\n")
    RULE.chmod(0o755)
    try:
        yield
    finally:
        RULE.unlink(missing_ok=True)

"""Finds the nginx and the Apache with which the tests serve the site, or installs them.

They are looked for in the variables ``HANDBOOK_NGINX`` and ``HANDBOOK_APACHE``, then among the machine's
programs; failing these, they are installed with apt-get (Debian and Ubuntu, as root). Only the tests need
them.
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
# Where servers are installed; the PATH of some users lacks these.
SERVER_FOLDERS = ("/usr/sbin", "/usr/local/sbin", "/sbin")
# The script with which Debian decides whether a service may start.
SERVICE_POLICY = Path("/usr/sbin/policy-rc.d")
WRONG_VARIABLE = (
    "The variable {variable} names {path}, which does not start. "
    "Set it to the full path of the program, or unset it."
)
NO_SERVER = (
    "The tests serve the site with real nginx and real Apache, and {missing} found or could be installed."
    " Install what is missing (Debian, as root: apt-get install {packages}; elsewhere: nginx and Apache httpd"
    " 2.4), or set HANDBOOK_NGINX and HANDBOOK_APACHE to the full paths of the programs, then run the command"
    " again."
)


def find_or_install(say: Callable[[str], None]) -> dict[str, str]:
    """The full path of each server, by its variable; installs those that are missing.

    ``say`` prints a sentence. Raises ``SetUpError`` with a sentence that says how to get them.
    """
    programs = {variable: _find_chosen(variable) or find_installed(variable) for variable in PROGRAMS}
    missing = [variable for variable, path in programs.items() if not path]
    if missing and browser.has_apt():
        install_with_apt(missing, say)
        programs |= {variable: find_installed(variable) for variable in missing}
    missing = [variable for variable, path in programs.items() if not path]
    if missing:
        what = (
            "neither was"
            if len(missing) == 2
            else f"no {'nginx' if missing == ['HANDBOOK_NGINX'] else 'Apache'} was"
        )
        raise SetUpError(
            NO_SERVER.format(missing=what, packages=" ".join(PACKAGES[variable] for variable in missing))
        )
    return programs


def _find_chosen(variable: str) -> str | None:
    chosen = os.environ.get(variable)
    if chosen and not is_startable(path := shutil.which(chosen) or chosen):
        raise SetUpError(WRONG_VARIABLE.format(variable=variable, path=chosen))
    return path if chosen else None


def find_installed(variable: str) -> str | None:
    """The full path of the machine's first program for ``variable`` that starts; ``None`` where none does."""
    path = os.pathsep.join([os.environ.get("PATH", ""), *SERVER_FOLDERS])
    return next(
        filter(is_startable, filter(None, (shutil.which(name, path=path) for name in PROGRAMS[variable]))),
        None,
    )


def is_startable(path: str) -> bool:
    """Whether the program at ``path`` exists and prints its version."""
    try:
        return (
            subprocess.run([path, "-v"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def install_with_apt(missing: list[str], say: Callable[[str], None]) -> None:
    """Install the packages for the variables that are ``missing``. No server is started by that, neither now
    nor with the machine."""
    packages = [PACKAGES[variable] for variable in missing]
    say(f"Installing {' and '.join(packages)} with apt-get, for the tests; no server is started by that.")
    with _prevent_services():
        browser.install_packages(packages)
    if "HANDBOOK_NGINX" in missing and shutil.which("systemctl"):
        browser.run_installer(["systemctl", "disable", "nginx"], dict(os.environ))


@contextmanager
def _prevent_services() -> Iterator[None]:
    """Keep Debian from starting services while the body runs, unless the machine has a policy of its own."""
    if SERVICE_POLICY.exists():
        yield
        return
    SERVICE_POLICY.write_text("#!/bin/sh\nexit 101\n")
    SERVICE_POLICY.chmod(0o755)
    try:
        yield
    finally:
        SERVICE_POLICY.unlink(missing_ok=True)

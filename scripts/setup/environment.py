"""Make the Python environment in ``.venv``, and tell whether it is the right one.

The environment is right when its stamp says so. A stamp is written after a step has
ended well and is taken away before the step begins, so what was interrupted or failed
is never taken for complete. One lock file lets one launcher at a time make changes.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"
PROJECT = "pyproject.toml"
STAMP = "handbook-stamp.json"
BINARY = re.compile(r"\.(so(\.[0-9.]+)?|pyd|dll|dylib)$")

NO_ENSUREPIP = (
    "This Python cannot make environments, because its 'venv' or 'ensurepip' module is missing. "
    "On Debian or Ubuntu install the package python3-venv (apt-get install python3-venv), "
    "then run the command again."
)
NOT_AN_ENVIRONMENT = (
    "There is something at {folder} that is not a Python environment, so it was left alone. "
    "Move it away and run the command again."
)
PIP_FAILED = "The set-up stopped, because pip could not install {what}; its own words are above. {remedy}"
# What a program that failed says, and what to do then; the first that fits. Some of it is in pip's words,
# some in those of the system.
REASONS = (
    (
        r"DO NOT MATCH THE HASHES",
        (
            "What was fetched is not what {lock} names: a file has another hash, so nothing of it was used."
            " Somebody may have tampered with it, or the place it comes from (a mirror, a proxy, pip's cache)"
            " holds another or a damaged file. Try again from another network or with PIP_NO_CACHE_DIR=1; if"
            " it stays so, report it and do not install that file by hand."
        ),
    ),
    (
        r"--require-hashes mode",
        (
            "{lock} does not name every package with its version and hash: get it back, for example with: git"
            " checkout -- {lock}"
        ),
    ),
    (
        r"No module named '?pip",
        (
            "The environment lacks pip: delete the folder .venv in {folder}, and run the command again, which"
            " makes it anew."
        ),
    ),
    (
        r"Errno 28\]|No space left on device",
        (
            "The disk is full: make room in {folder} and in the folder for temporary files, and run the"
            " command again."
        ),
    ),
    (
        r"Errno 122\]|quota exceeded",
        "The disk quota is used up: make room in {folder}, and run the command again.",
    ),
    (
        r"Errno 30\]|Read-only file system",
        "The disk is read-only: see that {folder} can be written to, and run the command again.",
    ),
    (
        r"Errno (1|13)\]|Permission denied",
        (
            "There was no permission: see that {folder} and everything in it can be written to, and run the"
            " command again."
        ),
    ),
    (
        r"ProxyError|Cannot connect to proxy|Tunnel connection failed|Proxy Authentication Required",
        (
            "The proxy did not let it through: check the proxy's settings (HTTPS_PROXY, or 'proxy' in pip's"
            " settings) and run the command again."
        ),
    ),
    (
        r"SSLError|SSLCertVerificationError|CERTIFICATE_VERIFY_FAILED|ssl certificate|SSL: ",
        (
            "The secure connection could not be made, because the certificate of the other side was not"
            " accepted: check the clock of this computer, and whether a firewall puts in a certificate of its"
            " own (PIP_CERT names it to pip), and run the command again."
        ),
    ),
    (
        r"Failed to establish a new"
        r" connection|NewConnectionError|ConnectTimeout|ReadTimeout|Connection(Reset|Aborted|Refused)?Error|"
        r"Temporary failure in name resolution|connection broken",
        "Check the connection to the internet (or pip's index settings) and run the command again.",
    ),
    (
        r"No matching distribution found|Could not find a version",
        (
            "The place it comes from does not have a file that {lock} names and this Python ({python}) can"
            " use: a mirror may be out of date, or this Python too new. Check pip's index settings, or use"
            " another Python from 3.11 on, and run the command again."
        ),
    ),
)
OTHERWISE = (
    "Check the connection to the internet (or pip's proxy and index settings) and run the command again."
)
VENV_FAILED = (
    "The set-up stopped, because Python could not make an environment in {folder}; its own words are above."
    " {remedy}"
)
NO_VENV = "On Debian or Ubuntu, see that the package python3-venv is installed."
CANNOT_WRITE = (
    "The set-up stopped, because of the disk: {error}. See that {root} can be written to "
    "and has room, then run the command again."
)


class SetUpError(Exception):
    """The environment could not be made; the text is a sentence that says what to do."""


def remedy(words: str, otherwise: str, lock: str, folder: Path) -> str:
    """What to do about a program that failed with ``words``, as a sentence; ``otherwise`` where they are not
    known."""
    known = next((right for pattern, right in REASONS if re.search(pattern, words, re.IGNORECASE)), otherwise)
    return known.format(lock=lock, folder=folder, python=".".join(map(str, sys.version_info[:3])))


class Environment:
    """The Python environment of the repository in ``root``; ``say`` prints a sentence."""

    def __init__(self, root: Path, say: Callable[[str], None]):
        self.root = root
        self.say = say
        self.folder = root / ".venv"
        self.python = self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self._held: tuple[int, ...] = ()

    def prepare(self, testing: bool = False) -> None:
        """Make whatever is missing or stale; ``testing`` adds what the tests need.

        Does nothing, and says nothing, when all is ready. Raises ``SetUpError``.
        """
        if not self._lacking(testing):
            return
        began = time.monotonic()
        try:
            with self._alone():
                for step in self._lacking(testing):
                    self._do(step)
        except OSError as error:
            raise SetUpError(CANNOT_WRITE.format(error=error, root=self.root)) from error
        self.say(f"The environment is ready ({time.monotonic() - began:.0f} s).")

    def _lacking(self, testing: bool) -> list[str]:
        """The steps still to be done, in order; each is named by the file it follows."""
        wanted = self._fingerprints()
        found = self._stamp()
        if any(found.get(key) != wanted[key] for key in ("python", "root", LOCK)) or not self._is_whole(
            found
        ):
            found = {}
        steps = [LOCK, PROJECT, *([TEST_LOCK] if testing else [])]
        return [step for step in steps if found.get(step) != wanted[step]]

    def _fingerprints(self) -> dict[str, str]:
        """What the environment depends on: the Python, the place, and three files' contents."""
        prints = {"python": sys.version, "root": str(self.root)}
        for name in (LOCK, PROJECT, TEST_LOCK):
            try:
                content = (self.root / name).read_bytes()
            except OSError as error:
                raise SetUpError(
                    f"The file {name} cannot be read ({error.strerror}). "
                    "Get it back, for example with: git checkout -- " + name
                ) from error
            prints[name] = hashlib.sha256(content).hexdigest()
        return prints

    def _is_whole(self, stamp: dict) -> bool:
        """Whether the environment's Python is the one it was made with, every package is there in the version
        installed, and every binary file is as long as it was: a shorter one ends Python without a word when
        it is loaded."""
        installed, binaries = stamp.get("installed"), stamp.get("binaries")
        if not isinstance(installed, list) or not isinstance(binaries, dict):
            return False
        return {*map(str, installed)} <= self._installed() and all(
            self._size(name) == size for name, size in binaries.items()
        )

    def _size(self, name: str) -> int | None:
        """How many bytes a file of the environment has; ``None`` where there is none."""
        try:
            return (self.folder / name).stat().st_size
        except OSError:
            return None

    def _binaries(self) -> dict[str, int | None]:
        """The files that the system loads as they are, each with its size."""
        files = (file for file in self.folder.rglob("*") if BINARY.search(file.name))
        return {
            name: self._size(name)
            for name in sorted(file.relative_to(self.folder).as_posix() for file in files)
        }

    def _installed(self) -> set[str]:
        """The Python, as a program of some size and day, and what stands where packages go: their folders and
        versions."""
        pattern = "Lib/site-packages" if os.name == "nt" else "lib/python3*/site-packages"
        names = {name for folder in self.folder.glob(pattern) for name in os.listdir(folder)}
        try:
            program = self.python.stat()
        except OSError:
            return names
        return {
            *names,
            f"{self.python.name} {program.st_size} {program.st_mtime_ns} {os.access(self.python, os.X_OK)}",
        }

    def _stamp(self) -> dict:
        try:
            stamp = json.loads((self.folder / STAMP).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def _write_stamp(self, stamp: dict) -> None:
        stamp["installed"] = sorted(
            name for name in self._installed() if not name.startswith(("pip", "__pycache__"))
        )
        stamp["binaries"] = self._binaries()
        new = self.folder / (STAMP + ".new")
        new.write_text(json.dumps(stamp, indent=1), "utf-8")
        os.replace(new, self.folder / STAMP)

    def _do(self, step: str) -> None:
        """Do one step and stamp it; before that, take its old stamp away."""
        wanted = self._fingerprints()
        if step == LOCK:
            self._make_folder()
            stamp = {"python": wanted["python"], "root": wanted["root"]}
        else:
            stamp = self._stamp()
            stamp.pop(step, None)
            self._write_stamp(stamp)
        if step == PROJECT:
            self._install_handbook()
        else:
            self._install_locked(step)
        self._write_stamp({**stamp, step: wanted[step]})

    def _make_folder(self) -> None:
        """Make an empty environment, in place of the one that is there."""
        if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
            raise SetUpError(NO_ENSUREPIP)
        again = self.folder.exists() or self.folder.is_symlink()
        if again:
            self._remove_folder()
        how = "anew, because the old one is out of date or incomplete" if again else "for the first time"
        self.say(f"Making the Python environment in {self.folder} {how}; this takes about a minute.")
        self.folder.mkdir()
        (self.folder / "being-made").touch()
        python = getattr(sys, "_base_executable", None) or sys.executable
        # -I: a PYTHONPATH or PYTHONHOME meant for other programs must not reach this one.
        code, words = self._run([python, "-I", "-m", "venv", self.folder])
        if code:
            raise SetUpError(
                VENV_FAILED.format(folder=self.folder, remedy=remedy(words, NO_VENV, LOCK, self.root))
            )
        (self.folder / "being-made").unlink()

    def _remove_folder(self) -> None:
        """Remove the old environment, but nothing that does not look like one."""
        marks = [self.folder / name for name in ("pyvenv.cfg", "being-made")]
        ours = self.folder.is_dir() and not self.folder.is_symlink()
        if not ours or not (any(mark.exists() for mark in marks) or not any(self.folder.iterdir())):
            raise SetUpError(NOT_AN_ENVIRONMENT.format(folder=self.folder))
        # The stamp goes first: whatever stops the removal, the rest is not taken for complete.
        (self.folder / STAMP).unlink(missing_ok=True)
        shutil.rmtree(self.folder)

    def _install_locked(self, lock: str) -> None:
        """Install the packages of a lock file, each checked against its hashes."""
        lines = (self.root / lock).read_text("utf-8").splitlines()
        count = sum("==" in line for line in lines)
        what = "the packages the tests need" if lock == TEST_LOCK else "the packages"
        self.say(f"Installing {what}: {count} in {lock}, each checked against its hash.")
        self._pip(["--require-hashes", "--only-binary", ":all:", "-r", self.root / lock], what, lock)

    def _install_handbook(self) -> None:
        """Install the handbook itself, from this folder; nothing is fetched."""
        self.say("Installing the handbook itself.")
        self._pip(
            ["--no-deps", "--no-index", "--no-build-isolation", "-e", self.root],
            "the handbook itself",
            PROJECT,
        )

    def _pip(self, options: list[str | Path], what: str, lock: str) -> None:
        """Have pip install ``what``, which ``lock`` names. Its warnings are asked for: they alone say why a
        connection fails."""
        quiet = [
            "-q",
            "--no-input",
            "--disable-pip-version-check",
            "--no-user",
            "--no-warn-script-location",
            "--root-user-action=ignore",
        ]
        code, words = self._run([self.python, "-I", "-m", "pip", "install", *quiet, *options])
        if code:
            raise SetUpError(PIP_FAILED.format(what=what, remedy=remedy(words, OTHERWISE, lock, self.root)))

    def _run(self, command: list[str | Path]) -> tuple[int, str]:
        """Run a program; return its exit code and its output, which goes to stderr if it fails.

        The child shares the lock: were this launcher killed alone, the next one would
        still wait for the child to end before touching the environment.
        """
        share = {} if os.name == "nt" else {"pass_fds": self._held}
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        done = subprocess.run([str(word) for word in command], text=True, errors="replace", **pipes, **share)
        if done.returncode:
            print(done.stdout, end="", file=sys.stderr, flush=True)
        return done.returncode, done.stdout

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock file, waiting for another launcher to let it go."""
        with open(self.root / ".venv.lock", "a+b") as handle:
            if not _take(handle.fileno()):
                self.say("Another handbook command is setting up the environment; waiting for it.")
                while not _take(handle.fileno()):
                    time.sleep(0.2)
            self._held = (handle.fileno(),)
            try:
                yield
            finally:
                self._held = ()


def _take(handle: int) -> bool:
    """Try to lock an open file; the operating system lets go of it when the last holder ends."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        # Some network folders know no locks: better no lock than no handbook.
        return error.errno in (errno.ENOLCK, errno.EOPNOTSUPP)
    return True

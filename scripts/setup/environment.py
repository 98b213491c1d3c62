"""Makes the Python environment in ``.venv``, and decides whether it is up to date.

A stamp in the environment names the steps that are complete. It is written after a step has ended well and
removed before the step begins, so a step that was interrupted or failed never counts as complete. A lock file
lets one launcher at a time make changes.
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
# A pattern for the output of a program that failed (pip's words or the system's), and what to do then. The
# first that matches counts.
REMEDIES = (
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
DEFAULT_REMEDY = (
    "Check the connection to the internet (or pip's proxy and index settings) and run the command again."
)
VENV_FAILED = (
    "The set-up stopped, because Python could not make an environment in {folder}; its own words are above."
    " {remedy}"
)
VENV_REMEDY = "On Debian or Ubuntu, see that the package python3-venv is installed."
CANNOT_WRITE = (
    "The set-up stopped, because of the disk: {error}. See that {root} can be written to "
    "and has room, then run the command again."
)


class SetUpError(Exception):
    """The environment could not be made. The message is a sentence that says what to do."""


def find_remedy(output: str, default: str, lock: str, folder: Path) -> str:
    """What to do about a program that failed with this ``output``, as a sentence; ``default`` where no
    pattern of :data:`REMEDIES` matches. ``lock`` is the file it installed from, ``folder`` the repository."""
    template = next(
        (remedy for pattern, remedy in REMEDIES if re.search(pattern, output, re.IGNORECASE)), default
    )
    return template.format(lock=lock, folder=folder, python=".".join(map(str, sys.version_info[:3])))


class Environment:
    """The Python environment of the repository in ``root``. ``say`` prints a sentence."""

    def __init__(self, root: Path, say: Callable[[str], None]):
        self.root = root
        self.say = say
        self.folder = root / ".venv"
        self.python = self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self._lock_handles: tuple[int, ...] = ()

    def prepare(self, testing: bool = False) -> None:
        """Take the steps that are missing or out of date; ``testing`` adds those for the tests. Where none
        is, nothing is done or said. Raises ``SetUpError``."""
        if not self._list_missing_steps(testing):
            return
        started = time.monotonic()
        try:
            with self._hold_lock():
                for step in self._list_missing_steps(testing):
                    self._take_step(step)
        except OSError as error:
            raise SetUpError(CANNOT_WRITE.format(error=error, root=self.root)) from error
        self.say(f"The environment is ready ({time.monotonic() - started:.0f} s).")

    def _list_missing_steps(self, testing: bool) -> list[str]:
        """The steps still to be taken, in order, each by the name of the file from which it installs."""
        fingerprints = self._compute_fingerprints()
        stamp = self._read_stamp()
        if any(
            stamp.get(key) != fingerprints[key] for key in ("python", "root", LOCK)
        ) or not self._is_complete(stamp):
            stamp = {}
        steps = [LOCK, PROJECT, *([TEST_LOCK] if testing else [])]
        return [step for step in steps if stamp.get(step) != fingerprints[step]]

    def _compute_fingerprints(self) -> dict[str, str]:
        """The values on which the environment depends: the Python, the folder, and the SHA-256 of three
        files, by their names. Raises ``SetUpError`` where a file cannot be read."""
        fingerprints = {"python": sys.version, "root": str(self.root)}
        for name in (LOCK, PROJECT, TEST_LOCK):
            try:
                content = (self.root / name).read_bytes()
            except OSError as error:
                raise SetUpError(
                    f"The file {name} cannot be read ({error.strerror}). "
                    "Get it back, for example with: git checkout -- " + name
                ) from error
            fingerprints[name] = hashlib.sha256(content).hexdigest()
        return fingerprints

    def _is_complete(self, stamp: dict) -> bool:
        """Whether the environment still has what the stamp lists: its Python, the version of every package,
        and the size of every binary file. A binary file that was cut short ends Python without a message."""
        installed, binaries = stamp.get("installed"), stamp.get("binaries")
        if not isinstance(installed, list) or not isinstance(binaries, dict):
            return False
        return {*map(str, installed)} <= self._list_installed() and all(
            self._read_size(name) == size for name, size in binaries.items()
        )

    def _read_size(self, name: str) -> int | None:
        """The size (bytes) of a file of the environment; ``None`` where there is none."""
        try:
            return (self.folder / name).stat().st_size
        except OSError:
            return None

    def _measure_binaries(self) -> dict[str, int | None]:
        """The size (bytes) of each file of machine code, by its path in the environment."""
        files = (file for file in self.folder.rglob("*") if BINARY.search(file.name))
        return {
            name: self._read_size(name)
            for name in sorted(file.relative_to(self.folder).as_posix() for file in files)
        }

    def _list_installed(self) -> set[str]:
        """The names in the folder of packages, which hold their versions, and a line for the Python with its
        size and time of change."""
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

    def _read_stamp(self) -> dict:
        try:
            stamp = json.loads((self.folder / STAMP).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def _write_stamp(self, stamp: dict) -> None:
        stamp["installed"] = sorted(
            name for name in self._list_installed() if not name.startswith(("pip", "__pycache__"))
        )
        stamp["binaries"] = self._measure_binaries()
        new = self.folder / (STAMP + ".new")
        new.write_text(json.dumps(stamp, indent=1), "utf-8")
        os.replace(new, self.folder / STAMP)

    def _take_step(self, step: str) -> None:
        """Do one step and stamp it; before that, take its old stamp away."""
        fingerprints = self._compute_fingerprints()
        if step == LOCK:
            self._make_folder()
            stamp = {"python": fingerprints["python"], "root": fingerprints["root"]}
        else:
            stamp = self._read_stamp()
            stamp.pop(step, None)
            self._write_stamp(stamp)
        if step == PROJECT:
            self._install_handbook()
        else:
            self._install_locked(step)
        self._write_stamp({**stamp, step: fingerprints[step]})

    def _make_folder(self) -> None:
        """Make an empty environment, which replaces one that is there. Raises ``SetUpError``."""
        if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
            raise SetUpError(NO_ENSUREPIP)
        is_replacing = self.folder.exists() or self.folder.is_symlink()
        if is_replacing:
            self._remove_folder()
        reason = (
            "anew, because the old one is out of date or incomplete" if is_replacing else "for the first time"
        )
        self.say(f"Making the Python environment in {self.folder} {reason}; this takes about a minute.")
        self.folder.mkdir()
        (self.folder / "being-made").touch()
        python = getattr(sys, "_base_executable", None) or sys.executable
        # -I: a PYTHONPATH or PYTHONHOME meant for other programs must not reach this one.
        code, output = self._run([python, "-I", "-m", "venv", self.folder])
        if code:
            raise SetUpError(
                VENV_FAILED.format(
                    folder=self.folder, remedy=find_remedy(output, VENV_REMEDY, LOCK, self.root)
                )
            )
        (self.folder / "being-made").unlink()

    def _remove_folder(self) -> None:
        """Remove the old environment. Raises ``SetUpError`` where the folder does not look like one."""
        traces = [self.folder / name for name in ("pyvenv.cfg", "being-made")]
        is_ours = self.folder.is_dir() and not self.folder.is_symlink()
        if not is_ours or not (any(trace.exists() for trace in traces) or not any(self.folder.iterdir())):
            raise SetUpError(NOT_AN_ENVIRONMENT.format(folder=self.folder))
        # The stamp goes first, so that an interrupted removal never leaves a complete environment.
        (self.folder / STAMP).unlink(missing_ok=True)
        shutil.rmtree(self.folder)

    def _install_locked(self, lock: str) -> None:
        """Install the packages of a lock file, each checked against its hashes. Raises ``SetUpError``."""
        lines = (self.root / lock).read_text("utf-8").splitlines()
        count = sum("==" in line for line in lines)
        what = "the packages the tests need" if lock == TEST_LOCK else "the packages"
        self.say(f"Installing {what}: {count} in {lock}, each checked against its hash.")
        self._install(["--require-hashes", "--only-binary", ":all:", "-r", self.root / lock], what, lock)

    def _install_handbook(self) -> None:
        """Install the handbook itself from ``root``; nothing is fetched. Raises ``SetUpError``."""
        self.say("Installing the handbook itself.")
        self._install(
            ["--no-deps", "--no-index", "--no-build-isolation", "-e", self.root],
            "the handbook itself",
            PROJECT,
        )

    def _install(self, options: list[str | Path], what: str, lock: str) -> None:
        """Have pip install ``what``, from the file ``lock``. Its warnings are kept, as only they say why a
        connection fails. Raises ``SetUpError``."""
        quiet = [
            "-q",
            "--no-input",
            "--disable-pip-version-check",
            "--no-user",
            "--no-warn-script-location",
            "--root-user-action=ignore",
        ]
        code, output = self._run([self.python, "-I", "-m", "pip", "install", *quiet, *options])
        if code:
            raise SetUpError(
                PIP_FAILED.format(what=what, remedy=find_remedy(output, DEFAULT_REMEDY, lock, self.root))
            )

    def _run(self, command: list[str | Path]) -> tuple[int, str]:
        """Run a program and return its exit code and its output, which is printed to stderr if it fails.

        The program shares the lock: if this launcher is killed alone, the next one still waits for the
        program to end before it touches the environment.
        """
        lock_options = {} if os.name == "nt" else {"pass_fds": self._lock_handles}
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        result = subprocess.run(
            [str(word) for word in command], text=True, errors="replace", **pipes, **lock_options
        )
        if result.returncode:
            print(result.stdout, end="", file=sys.stderr, flush=True)
        return result.returncode, result.stdout

    @contextlib.contextmanager
    def _hold_lock(self) -> Iterator[None]:
        """Hold the lock file while the body runs; waits until another launcher has released it."""
        with open(self.root / ".venv.lock", "a+b") as handle:
            if not _try_lock(handle.fileno()):
                self.say("Another handbook command is setting up the environment; waiting for it.")
                while not _try_lock(handle.fileno()):
                    time.sleep(0.2)
            self._lock_handles = (handle.fileno(),)
            try:
                yield
            finally:
                self._lock_handles = ()


def _try_lock(handle: int) -> bool:
    """Try to lock an open file, and return whether it worked. The system releases it when the last process
    that holds it ends."""
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

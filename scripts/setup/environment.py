"""Makes the Python environment in ``.venv``, and decides whether it is up to date.

Whatever has to be changed is changed in a successor beside it (``.venv.being-made``), which takes its place
when it is complete: a set-up that fails, or is interrupted or killed, leaves the old environment as it was.
A lock file lets one launcher at a time make changes.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from remedies import DEFAULT_REMEDY, SetUpError, find_remedy
from stamped_folder import StampedFolder

LOCK = "requirements.lock"
EXPORTS_LOCK = "requirements-exports.lock"
TEST_LOCK = "requirements-test.lock"  # Has what the lock of the exports has.
PROJECT = "pyproject.toml"
FOLDER, SUCCESSOR, PREDECESSOR = ".venv", ".venv.being-made", ".venv.replaced"
PIN = re.compile(r"^([\w.-]+)==[^\s;]+\s*\\?$", re.M)  # In a lock file, of a package for every system.
WHAT = {
    LOCK: "the packages",
    PROJECT: "the handbook itself",
    EXPORTS_LOCK: "the packages that exports and imports need",
    TEST_LOCK: "the packages the tests need",
}

NO_ENSUREPIP = (
    "This Python cannot make environments, because its 'venv' or 'ensurepip' module is missing. "
    "On Debian or Ubuntu install the package python3-venv (apt-get install python3-venv), "
    "then run the command again."
)
NOT_AN_ENVIRONMENT = (
    "There is something at {folder} that is not a Python environment, so it was left alone. "
    "Move it away and run the command again."
)
NOT_TO_BE_RENAMED = (
    "{folder} is a place where something is mounted, such as a container's volume, so that no environment can"
    " take its place. Mount it somewhere else, or not at all, and run the command again."
)
PIP_FAILED = "The set-up stopped, because pip could not install {what}; its own words are above. {remedy}"
VENV_FAILED = (
    "The set-up stopped, because Python could not make an environment in {folder}; its own words are above."
    " {remedy}"
)
VENV_REMEDY = "On Debian or Ubuntu, see that the package python3-venv is installed."
NOT_THERE = (
    "The set-up stopped, because pip ended well and yet not all of {what} can be used: its own words are"
    " above. See that nothing moves or removes files in {root}, and run the command again."
)
CANNOT_WRITE = (
    "The set-up stopped, because of the disk: {error}. See that {root} can be written to "
    "and has room, then run the command again."
)
AS_IT_WAS = "The environment that was there is as it was."


class Environment:
    """The Python environment of the repository in ``root``. ``say`` prints a sentence."""

    def __init__(self, root: Path, say: Callable[[str], None]):
        self.root = root
        self.say = say
        self.current = StampedFolder(root / FOLDER)
        self.successor = StampedFolder(root / SUCCESSOR)
        self.predecessor = root / PREDECESSOR
        self.python = self.current.python
        self._variables: dict[str, str] | None = None
        self._lock_handles: tuple[int, ...] = ()

    def prepare(self, testing: bool = False, exporting: bool = False) -> None:
        """Take the steps that are missing or out of date; ``testing`` adds those for the tests, and
        ``exporting`` what exports and imports need. Where none is, nothing is done or said. Raises
        ``SetUpError``."""
        self._clear_up_after_others()
        optional = [*([EXPORTS_LOCK] if exporting and not testing else []), *([TEST_LOCK] if testing else [])]
        if not self._list_missing_steps(optional):
            return
        started = time.monotonic()
        try:
            with self._hold_lock():
                self._settle()
                missing = self._list_missing_steps(optional)
                # What every command needs is put in its place first, and not kept waiting for the rest.
                for steps in ([step for step in missing if step not in optional], optional):
                    if set(steps) & set(missing):
                        self._replace_environment(steps)
        except OSError as error:
            # Copying a folder fails with a list of what could not be copied.
            reason = error.args[0][0][-1] if isinstance(error, shutil.Error) else error
            raise SetUpError(CANNOT_WRITE.format(error=reason, root=self.root)) from error
        self.say(f"The environment is ready ({time.monotonic() - started:.0f} s).")

    def _list_missing_steps(self, optional: Sequence[str]) -> list[str]:
        """The steps still to be taken, of those that every command needs and of the ``optional``, in order,
        each by the name of the file from which it installs."""
        fingerprints = self._compute_fingerprints()
        stamp = self.current.read_stamp()
        if any(
            stamp.get(key) != fingerprints[key] for key in ("python", "root", LOCK)
        ) or not self.current.holds_what_is_stamped(stamp):
            stamp = {}
        if stamp.get(TEST_LOCK) == fingerprints[TEST_LOCK]:
            optional = [step for step in optional if step != EXPORTS_LOCK]
        return [step for step in (LOCK, PROJECT, *optional) if stamp.get(step) != fingerprints[step]]

    def _compute_fingerprints(self) -> dict[str, str]:
        """The values on which the environment depends: the Python, the folder, and the SHA-256 of four
        files, by their names. Raises ``SetUpError`` where a file cannot be read."""
        fingerprints = {"python": sys.version, "root": str(self.root)}
        for name in (LOCK, PROJECT, EXPORTS_LOCK, TEST_LOCK):
            try:
                content = (self.root / name).read_bytes()
            except OSError as error:
                raise SetUpError(
                    f"The file {name} cannot be read ({error.strerror}). "
                    "Get it back, for example with: git checkout -- " + name
                ) from error
            fingerprints[name] = hashlib.sha256(content).hexdigest()
        return fingerprints

    # -- the successor, and the change over to it

    def _replace_environment(self, steps: list[str]) -> None:
        """Take ``steps`` in a successor: a new environment, or a copy where its packages can stay. When they
        are complete it is stamped, and takes the place of the environment. Raises ``SetUpError``."""
        fingerprints = self._compute_fingerprints()
        self._check_folder()
        has_old = self.current.path.exists()
        try:
            if LOCK in steps:
                self._make_successor(has_old)
                stamp = {"python": fingerprints["python"], "root": fingerprints["root"]}
            else:
                shutil.copytree(self.current.path, self.successor.path, symlinks=True)
                stamp = self.successor.read_stamp()
            for step in steps:
                self._install_handbook() if step == PROJECT else self._install_locked(step)
                self._make_sure_of(step)
            self.successor.rename_in_scripts(SUCCESSOR, FOLDER)
            self.successor.write_stamp({**stamp, **{step: fingerprints[step] for step in steps}})
            self._change_over()
        except SetUpError as problem:
            raise SetUpError(f"{problem} {AS_IT_WAS}" if has_old else str(problem)) from problem
        finally:
            self._settle()

    def _check_folder(self) -> None:
        """Raise ``SetUpError`` where no environment may or can take the place of what is at ``.venv``."""
        path = self.current.path
        if os.path.ismount(path):
            raise SetUpError(NOT_TO_BE_RENAMED.format(folder=path))
        is_environment = path.is_dir() and not path.is_symlink()
        if is_environment:
            is_environment = (path / "pyvenv.cfg").exists() or not any(path.iterdir())
        if os.path.lexists(path) and not is_environment:
            raise SetUpError(NOT_AN_ENVIRONMENT.format(folder=path))

    def _make_successor(self, has_old: bool) -> None:
        """Make an empty environment. Raises ``SetUpError``."""
        if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
            raise SetUpError(NO_ENSUREPIP)
        folder = self.current.path
        reason = "anew, because the old one is out of date or incomplete" if has_old else "for the first time"
        self.say(f"Making the Python environment in {folder} {reason}; this takes about a minute.")
        python = getattr(sys, "_base_executable", None) or sys.executable
        code, output = self._run([python, "-I", "-m", "venv", self.successor.path])
        if code:
            raise SetUpError(
                VENV_FAILED.format(folder=folder, remedy=find_remedy(output, VENV_REMEDY, LOCK, self.root))
            )

    def _change_over(self) -> None:
        """Put the successor in the place of the environment. Where that ends between the two steps,
        :meth:`_settle` undoes the first, or the next launcher does."""
        with contextlib.suppress(FileNotFoundError):
            self.current.path.rename(self.predecessor)
        self.successor.path.rename(self.current.path)

    def _settle(self) -> None:
        """Bring back the old environment where none is in its place, and remove what else set-ups have left
        beside it. The lock is held."""
        if os.path.lexists(self.predecessor) and not os.path.lexists(self.current.path):
            self.predecessor.rename(self.current.path)
        for path in (self.successor.path, self.predecessor):
            shutil.rmtree(path, ignore_errors=True)

    def _clear_up_after_others(self) -> None:
        """Settle what a killed set-up has left, unless one is at work."""
        if any(map(os.path.lexists, (self.successor.path, self.predecessor))):
            with contextlib.suppress(OSError), open(self.root / ".venv.lock", "a+b") as handle:
                if _try_lock(handle.fileno()) is True:
                    self._settle()

    # -- what is installed

    def _install_locked(self, lock: str) -> None:
        """Install the packages of a lock file, each checked against its hashes. Raises ``SetUpError``."""
        lines = (self.root / lock).read_text("utf-8").splitlines()
        count = sum("==" in line for line in lines)
        self.say(f"Installing {WHAT[lock]}: {count} in {lock}, each checked against its hash.")
        self._install(["--require-hashes", "--only-binary", ":all:", "-r", self.root / lock], lock)

    def _install_handbook(self) -> None:
        """Install the handbook itself from ``root``; nothing is fetched. Raises ``SetUpError``."""
        self.say("Installing the handbook itself.")
        self._install(["--no-deps", "--no-index", "--no-build-isolation", "-e", self.root], PROJECT)

    def _install(self, options: list[str | Path], step: str) -> None:
        """Have pip install what the file ``step`` names. Its warnings are kept, as only they say why a
        connection fails. Raises ``SetUpError``."""
        quiet = [
            "-q",
            "--no-input",
            "--disable-pip-version-check",
            "--no-user",
            "--no-warn-script-location",
            "--root-user-action=ignore",
        ]
        code, output = self._run([self.successor.python, "-I", "-m", "pip", "install", *quiet, *options])
        if code:
            remedy = find_remedy(output, DEFAULT_REMEDY, step, self.root)
            raise SetUpError(PIP_FAILED.format(what=WHAT[step], remedy=remedy))

    def _make_sure_of(self, step: str) -> None:
        """Raise ``SetUpError`` where the environment lacks something of what ``step`` has installed."""
        content = (self.root / step).read_text("utf-8")
        names = PIN.findall(content)
        if step == PROJECT:
            import tomllib

            names = [tomllib.loads(content)["project"]["name"]]
        script = Path(__file__).with_name("installed.py")
        code, _ = self._run([self.successor.python, "-I", script, *names])
        if code:
            raise SetUpError(NOT_THERE.format(what=WHAT[step], root=self.root))

    def _run(self, command: list[str | Path]) -> tuple[int, str]:
        """Run a program and return its exit code and its output, which is printed to stderr if it fails.

        The program shares the lock: if this launcher is killed alone, the next one still waits for the
        program to end before it touches the environment.
        """
        if self._variables is None:
            # Imported here, so that a launcher that has nothing to set up starts at once.
            import foreign_settings
            import pip_settings

            pip_variables = pip_settings.choose_variables(os.environ, self.current.path)
            self._variables = foreign_settings.choose_for_set_up(os.environ, pip_variables)
        lock_options = {} if os.name == "nt" else {"pass_fds": self._lock_handles}
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        result = subprocess.run(
            [str(word) for word in command],
            env=self._variables,
            encoding="utf-8",
            errors="replace",
            **pipes,
            **lock_options,
        )
        if result.returncode:
            print(result.stdout, end="", file=sys.stderr, flush=True)
        return result.returncode, result.stdout

    @contextlib.contextmanager
    def _hold_lock(self) -> Iterator[None]:
        """Hold the lock file while the body runs; waits until another launcher has released it."""
        with open(self.root / ".venv.lock", "a+b") as handle:
            if _try_lock(handle.fileno()) is False:
                self.say("Another handbook command is setting up the environment; waiting for it.")
                while _try_lock(handle.fileno()) is False:
                    time.sleep(0.2)
            self._lock_handles = (handle.fileno(),)
            try:
                yield
            finally:
                self._lock_handles = ()


def _try_lock(handle: int) -> bool | None:
    """Try to lock an open file: ``True`` if it was free, ``False`` if another holds it, ``None`` where the
    disk knows no locks (better none than no handbook). The system releases it when the last process that
    holds it ends."""
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
        return None if error.errno in (errno.ENOLCK, errno.EOPNOTSUPP) else False
    return True

"""Writes the three lock files from ``pyproject.toml``: ``python scripts/lock.py [--upgrade]``.

They pin every package for every platform and every Python from 3.11, with the hashes of all its files. Run it
after a change to the dependencies; it needs ``uv`` (``pip install uv``). Without ``--upgrade`` the pins that
still fit are kept.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK_OPTIONS = {
    "requirements.lock": ["--extra", "build"],
    # Bound to those before it, so that the tests run with the versions that a build and an export use.
    "requirements-exports.lock": ["--extra", "build", "--extra", "exports", "-c", "requirements.lock"],
    "requirements-test.lock": [
        *("--extra", "build", "--extra", "exports", "--extra", "test"),
        *("-c", "requirements.lock", "-c", "requirements-exports.lock"),
    ],
}
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"]
NO_UV = "Locking needs the program uv. Install it with 'pip install uv' and run this again."


def main(arguments: list[str]) -> int:
    """Write the lock files. Return 0, 1 where there is no ``uv``, or the exit code with which ``uv``
    failed."""
    uv = shutil.which("uv", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    if uv is None:
        print(NO_UV, file=sys.stderr)
        return 1
    for name, options in LOCK_OPTIONS.items():
        # --no-config: a machine's own indexes must not leave a trace in the file.
        command = [uv, "--no-config", "pip", "compile", "pyproject.toml", *OPTIONS, *options]
        command += ["--quiet", "--output-file", name, *arguments]
        if code := subprocess.run(command, cwd=ROOT, env=_leave_out_private_indexes()).returncode:
            return code
        print(f"Wrote {name}.")
    return 0


def _leave_out_private_indexes() -> dict[str, str]:
    """The variables of this process without those that name other package indexes to ``uv``, so that the
    hashes are those of the public index."""
    private = ("INDEX", "FIND_LINKS", "CONSTRAINT", "OVERRIDE", "EXCLUDE", "CONFIG")
    return {
        name: value
        for name, value in os.environ.items()
        if not (name.startswith("UV_") and any(word in name for word in private))
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

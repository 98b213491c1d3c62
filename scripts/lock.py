"""Write the two lock files anew from ``pyproject.toml``: ``python scripts/lock.py [--upgrade]``.

The locks hold every package for every platform and every Python from 3.11, with the
hashes of all its files. Only whoever changes a dependency needs this, and needs ``uv``
for it (``pip install uv``). Without ``--upgrade`` the pins that still fit are kept.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.lock": ["--extra", "build"],
    # Bound to the first lock: the tests run with exactly what readers run with.
    "requirements-test.lock": ["--extra", "build", "--extra", "test", "-c", "requirements.lock"],
}
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"]
NO_UV = "Locking needs the program uv. Install it with 'pip install uv' and run this again."


def main(arguments: list[str]) -> int:
    """Compile both locks; return 0, or the exit code of ``uv`` when it could not."""
    uv = shutil.which("uv", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    if uv is None:
        print(NO_UV, file=sys.stderr)
        return 1
    for name, options in LOCKS.items():
        # --no-config: a machine's own indexes must not leave a trace in the file.
        command = [uv, "--no-config", "pip", "compile", "pyproject.toml", *OPTIONS, *options]
        command += ["--quiet", "--output-file", name, *arguments]
        if code := subprocess.run(command, cwd=ROOT, env=_public_index_only()).returncode:
            return code
        print(f"Wrote {name}.")
    return 0


def _public_index_only() -> dict[str, str]:
    """The environment without a machine's own package indexes, so that hashes are the public ones."""
    private = ("INDEX", "FIND_LINKS", "CONSTRAINT", "OVERRIDE", "EXCLUDE", "CONFIG")
    return {
        name: value
        for name, value in os.environ.items()
        if not (name.startswith("UV_") and any(word in name for word in private))
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

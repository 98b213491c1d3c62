"""Runs processes, and says what each took."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """A run of a process: its CPU time, of user and system, and its wall-clock time (s), and its peak memory
    (MB)."""

    cpu: float
    wall: float
    memory: float


def list_variables(folder: Path, **variables: str) -> dict[str, str]:
    """The environment of a process that runs the program in ``folder``: none of the handbook's own variables
    but those given, and what is compiled is kept, as it is by itself."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HANDBOOK_")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    fixed = {"PYTHONPATH": str(folder), "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1"}
    return environment | fixed | variables


def run_process(command: list[str], folder: Path, **variables: str) -> Run:
    """Run ``command`` in ``folder`` with further environment ``variables``. Raises ``RuntimeError`` with its
    output where it fails."""
    with tempfile.TemporaryFile() as output:
        started = time.monotonic()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=list_variables(folder, **variables),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall_seconds = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise RuntimeError(
                f"{' '.join(command)} ended with"
                f" {process.returncode}:\n{output.read().decode(errors='replace')}"
            )
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes on macOS, in kB elsewhere.
    return Run(usage.ru_utime + usage.ru_stime, wall_seconds, usage.ru_maxrss * unit / 1e6)


def take_turns(times: int, jobs: dict[str, Callable[[], Run]]) -> dict[str, Run]:
    """Run every job ``times`` times, in turns. Returns the median of each figure, by the job's name."""
    runs: dict[str, list[Run]] = {name: [] for name in jobs}
    for number in range(times):
        for name, job in jobs.items():
            runs[name].append(job())
            print(f"  run {number + 1} of {times}, {name}: {runs[name][-1].cpu:.2f} s", file=sys.stderr)
    median = lambda name, figure: statistics.median(getattr(run, figure) for run in runs[name])
    return {name: Run(*(median(name, figure) for figure in ("cpu", "wall", "memory"))) for name in jobs}

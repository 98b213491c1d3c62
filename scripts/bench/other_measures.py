"""Measures that stand alone: what an edition costs, the reading of long files, the start of the launcher."""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path

import long_yaml
import sites
from measuring import run_process, take_turns
from rows import Row
from sites import ROOT

MOST_EDITION = 1.1  # Build of an example edition, against the national handbook.
MOST_READING = 6.0  # Seconds of CPU for the worst of the long files of long_yaml.py, each of 200 KB.
MOST_START = 0.3  # Seconds of CPU of ``scripts/handbook`` before it hands over, in a ready environment.


def measure_editions(base: Path, times: int) -> list[Row]:
    """Build the shipped handbook and each example edition: what an edition costs, in times the former."""
    build = lambda name, *options: sites.run_handbook(
        ROOT, "build", "--clean", "--quiet", "--site-dir", str(base / name), *options
    )
    jobs = {"national": lambda: build("national")}
    for folder in sorted(file.parent for file in (ROOT / "editions").glob("*/edition.yml")):
        jobs[folder.name] = lambda folder=folder: build(folder.name, "--edition", str(folder))
    runs = take_turns(times, jobs)
    national = runs.pop("national").cpu
    return [
        Row(
            f"Build of {name}, share of the national one's CPU",
            run.cpu / national,
            targets={"": MOST_EDITION},
        )
        for name, run in runs.items()
    ]


def measure_reading() -> list[Row]:
    """Read each long file of ``long_yaml.py``; the five slowest, of which the first is judged."""
    from macros.base.problems import Problems
    from macros.base.yaml_files import parse

    seconds = {}
    for start, piece in long_yaml.FILES:
        raw = long_yaml.write_long_file(start, piece, 200_000)
        started = time.process_time()
        with contextlib.suppress(Problems):
            parse(raw, "framework/any.yml")
        seconds[start + piece] = time.process_time() - started
    slowest = sorted(seconds, key=seconds.get, reverse=True)[:5]
    return [
        Row(f"Reading 200 KB of `{text!r}`, CPU s", seconds[text], targets={"": MOST_READING})
        for text in slowest
    ]


def measure_start(times: int) -> list[Row]:
    """Run a command by way of ``scripts/handbook`` and without it: what the way costs."""
    launcher = [sys.executable, str(ROOT / "scripts" / "handbook"), "--help"]
    runs = take_turns(
        times,
        {
            "scripts/handbook": lambda: run_process(launcher, ROOT),
            "the command itself": lambda: run_process(
                [sys.executable, "-P", "-m", "macros.cli", "--help"], ROOT
            ),
        },
    )
    launched, command = runs.values()
    return [
        Row("Start of a command by the launcher, CPU s", launched.cpu - command.cpu, targets={"": MOST_START})
    ]

"""What is made once a test run and read by all its workers: built sites, above all.

The folder of the run is made by the process that starts it, which names it to its workers in
``HANDBOOK_TEST_RUN`` and removes it at the end. So a site is always of the tree as it is now: nothing is kept
from one run to the next, and nothing has to tell whether a template, a record, a package or a setting has
changed since."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

RUN = "HANDBOOK_TEST_RUN"
LONGEST = 1800  # Seconds that a worker waits for another's site, which takes ten, on a busy machine a minute.


def begin() -> Path:
    """Make the folder of a run and name it to this process and those it starts; returns it."""
    folder = Path(tempfile.mkdtemp(prefix="handbook-tests-"))
    os.environ[RUN] = str(folder)
    return folder


def end(folder: Path) -> None:
    """Remove the folder of a run, with all that was made in it."""
    os.environ.pop(RUN, None)
    shutil.rmtree(folder, ignore_errors=True)


def once(name: str, make: Callable[[Path], object]) -> Path:
    """The folder or file ``name`` of this run, which ``make`` has made at the path it was given: in one
    worker, while others wait.

    It is renamed into its place when it is whole. Where ``make`` raises, so does this, and the next to ask
    makes it anew. It is shared: only to be read."""
    place = Path(os.environ[RUN], name)
    if not place.exists():
        with _alone(place.with_name(f"{name}.lock")):
            if not place.exists():
                work = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=place.parent)) / name
                make(work)
                work.rename(place)
    return place


def _alone(lock: Path) -> closing:
    """Hold ``lock`` until the end of the block. A database that is being written is the one lock of the
    standard library that waits, works on every system, and is let go when its process ends, however it
    ends."""
    connection = sqlite3.connect(lock, timeout=LONGEST, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    return closing(connection)

"""Tests wait for conditions: none waits for a number of milliseconds, and none measures how long a thing
took, which would make it fail on a busy machine. How fast something is ``scripts/bench`` measures."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from places import TESTS

FOLDERS = (TESTS / "browser", TESTS / "engines")
BY_THE_CLOCK = re.compile(
    r"wait_for_timeout\(|\bsleep\(|\bmonotonic\(|\bperf_counter\("
    r"|performance\.(?:now|measure)\b|CPUThrottlingRate"
)
CLOCKS = {
    "perf_counter",
    "perf_counter_ns",
    "process_time",
    "process_time_ns",
    "monotonic",
    "monotonic_ns",
    "thread_time",
    "sleep",
    "default_timer",
}
ALLOWED = {"support/waiting.py": {"monotonic", "sleep"}}  # The one bound on every wait.
FILES = [file for file in sorted(TESTS.rglob("*.py")) if "browser" not in file.parts]


def test_no_test_in_the_browser_waits_by_the_clock_or_measures_time():
    for file in (file for folder in FOLDERS for file in sorted(folder.rglob("*.py"))):
        assert BY_THE_CLOCK.findall(file.read_text("utf-8")) == [], file.name


def clocks_in(source: str) -> set[str]:
    """The clocks and pauses that are named in a program, by their last name."""
    tree = ast.walk(ast.parse(source))
    names = {
        node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        for node in tree
    }
    return names & CLOCKS


def name(file: Path) -> str:
    return file.relative_to(TESTS).as_posix()


def test_no_other_test_reads_a_clock_or_pauses():
    assert len(FILES) > 60
    assert {
        name(file): clocks
        for file in FILES
        if (clocks := clocks_in(file.read_text("utf-8")) - ALLOWED.get(name(file), set()))
    } == {}


def test_a_clock_is_found_by_either_of_its_names():
    assert clocks_in("import time\nbegan = time.perf_counter()\ntime.sleep(1)") == {"perf_counter", "sleep"}
    assert clocks_in("from time import process_time\nassert process_time() < 6") == {"process_time"}
    assert clocks_in("waiting.until(lambda: int(time.time()) > second, 'a second')") == set()

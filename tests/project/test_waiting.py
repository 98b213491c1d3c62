"""Tests in the browser wait for conditions: none waits for a number of milliseconds, and none measures how long a thing took."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "browser"
BY_THE_CLOCK = re.compile(r"wait_for_timeout\(|\bsleep\(|\bmonotonic\(|\bperf_counter\(|performance\.(?:now|measure)\b|CPUThrottlingRate")
PATIENT = re.compile(r"\ndef until\(.*?\n\n\n", re.DOTALL)  # Asks again and again, until what it was given is true.


def test_no_test_in_the_browser_waits_by_the_clock_or_measures_time():
    for file in sorted(FOLDER.rglob("*.py")):
        text = PATIENT.sub("\n", file.read_text("utf-8")) if file.name == "audit.py" else file.read_text("utf-8")
        assert BY_THE_CLOCK.findall(text) == [], file.name

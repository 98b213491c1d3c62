"""What the tests of a run share is made by one of them, whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import once
import pytest
from places import TESTS

DIES = "import os, once; once.once('site', lambda folder: (folder.mkdir(), os._exit(7)))"


@pytest.fixture
def run(tmp_path, monkeypatch) -> Path:
    """The folder of a run of its own."""
    monkeypatch.setenv(once.RUN, str(tmp_path))
    return tmp_path


def test_of_many_that_ask_at_once_one_makes_it_and_all_read_the_whole(run):
    made: list[Path] = []

    def make(folder: Path) -> None:
        assert not (run / "site").exists()
        folder.mkdir()
        made.append(folder)
        (folder / "index.html").write_text("whole")

    with ThreadPoolExecutor(8) as asking:
        answers = list(asking.map(lambda _: (once.once("site", make) / "index.html").read_text(), range(8)))
    assert answers == ["whole"] * 8 and len(made) == 1


def test_what_could_not_be_made_is_not_there_and_the_next_makes_it_anew(run):
    def fail(folder: Path) -> None:
        folder.mkdir()
        raise ValueError("no site")

    for _ in range(2):
        with pytest.raises(ValueError, match="no site"):
            once.once("site", fail)
    assert not (run / "site").exists()
    assert once.once("site", Path.mkdir).is_dir()


def test_one_that_dies_while_it_makes_something_leaves_nobody_waiting(run):
    died = subprocess.run([sys.executable, "-c", DIES], cwd=TESTS / "support")
    assert died.returncode == 7 and not (run / "site").exists()
    assert once.once("site", Path.mkdir).is_dir()


def test_the_run_has_a_folder_and_leaves_none(run):
    folder = once.begin()
    once.once("site", Path.mkdir)
    once.end(folder)
    assert not folder.exists()

"""Nothing is built into what a handbook is made from, whatever the place is called."""

from __future__ import annotations

import os
import subprocess

import pytest
from places import ROOT

from macros.base.input_folders import NAMES, find_overlap, is_within
from macros.records.record_files import RECORD_FOLDERS

needs_links = pytest.mark.skipif(os.name == "nt", reason="Links need rights on Windows")


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "root"
    for name in ("docs", "framework/theories", "site", "editions/north"):
        (root / name).mkdir(parents=True)
    (root / "mkdocs.yml").touch()
    return root


@pytest.mark.parametrize(
    ("place", "folder"),
    [
        ("framework/out", "framework"),
        ("framework", "framework"),
        ("framework/theories/a/b", "framework"),
        ("Framework/out", "Framework"),
        ("modules/not/there/yet", "modules"),
        ("docs/site", "docs"),
        ("editions/north/site", "editions"),
        (".git/site", ".git"),
        (".venv/site", ".venv"),
        (".venv.being-made/site", ".venv.being-made"),
        ("site/.git/x", "site/.git"),
        ("site", None),
        ("out/docs", None),
        ("site-offline/framework/x", None),
        ("../site", None),
    ],
)
def test_the_folder_of_input_that_a_place_is_in(root, place, folder):
    found = find_overlap(root, (root / place).resolve())
    assert found == (folder and root / folder)


def test_other_handbooks_and_editions_are_input_too(root, tmp_path):
    (tmp_path / "other" / "docs").mkdir(parents=True)
    (tmp_path / "other" / "mkdocs.yml").touch()
    (tmp_path / "north").mkdir()
    (tmp_path / "north" / "edition.yml").touch()
    assert find_overlap(root, tmp_path / "other" / "docs" / "site") == tmp_path / "other" / "docs"
    assert find_overlap(root, tmp_path / "north" / "site") == tmp_path / "north"


@needs_links
def test_a_folder_of_input_may_be_elsewhere_or_have_another_name(root, tmp_path):
    (root / "modules").symlink_to(tmp_path / "elsewhere" / "modules")
    (tmp_path / "elsewhere" / "modules").mkdir(parents=True)
    assert find_overlap(root, tmp_path / "elsewhere" / "modules" / "site") == root / "modules"
    assert find_overlap(root, tmp_path / "elsewhere") == root / "modules"
    (tmp_path / "link").symlink_to(root / "framework")
    assert find_overlap(root, (tmp_path / "link" / "out").resolve()) == root / "framework"


@needs_links
def test_a_folder_is_known_by_any_of_its_names(tmp_path):
    """A link stands for a second place where a folder is mounted, or its name in letters of another case."""
    (tmp_path / "one" / "two").mkdir(parents=True)
    (tmp_path / "ONE").symlink_to(tmp_path / "one")
    assert is_within(tmp_path / "ONE" / "two" / "three", tmp_path / "one")
    assert not is_within(tmp_path / "one", tmp_path / "one" / "two")


def test_every_folder_of_the_repository_is_input():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    folders = {path.partition("/")[0] for path in listed.stdout.splitlines() if "/" in path}
    assert folders | set(RECORD_FOLDERS) <= NAMES

"""How fast ``handbook diff`` tells two revisions of a handbook with a thousand records apart."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import sites
from measuring import Run, take_turns
from rows import Row

PAGES, RECORDS = 1150, 1000  # So many pages are made of so many records, and of what stands in them.
EVERY = 20  # One record in so many is changed.
MOST_SECONDS = 2.0


def measure_diff(base: Path, times: int) -> list[Row]:
    """Compare two commits of made-up records, of which the second rewords one in twenty: at first, and once a
    check has left what it read."""
    root = write_two_commits(base / "diff")
    sites.check_records(root)
    jobs = {
        "before a check": lambda: compare(root, is_first=True),
        "after a check": lambda: compare(root, is_first=False),
    }
    return [
        Row(f"`handbook diff` of {RECORDS:,} records {when}, CPU s", run.cpu, targets={"": MOST_SECONDS})
        for when, run in take_turns(times, jobs).items()
    ]


def compare(root: Path, is_first: bool) -> Run:
    """Run ``handbook diff`` on the last two commits; ``is_first`` keeps what a check has read from it."""
    cache, aside = root / ".cache", root / ".cache-aside"
    if is_first:
        cache.rename(aside)
    try:
        return sites.run_handbook(root, "diff", "HEAD~1", "HEAD")
    finally:
        if is_first:
            shutil.rmtree(cache, ignore_errors=True)
            aside.rename(cache)


def write_two_commits(root: Path) -> Path:
    """Write a repository with made-up records into ``root``, in two commits; returns ``root``. One that is
    there already is used."""
    if root.exists():
        return root
    sites.write_handbook(root, PAGES)
    sites.write_file(root / ".gitignore", ".cache*\n__pycache__\n")
    run_git(root, "init", "--quiet")
    commit(root)
    for number, file in enumerate(list_record_files(root)):
        if number % EVERY == 0:
            text = file.read_text("utf-8")
            changed = re.sub(r"^summary: (?:>-?\n +)?\w+", r"\g<0> anew", text, count=1, flags=re.M)
            file.write_text(changed, "utf-8")
    commit(root)
    return root


def list_record_files(root: Path) -> list[Path]:
    """The files of records that have a summary, sorted."""
    folders = ("framework", "modules")
    files = sorted(file for folder in folders for file in (root / folder).glob("*/*.yml"))
    return [file for file in files if "\nsummary: " in file.read_text("utf-8")]


def commit(root: Path) -> None:
    """Commit everything below ``root``."""
    run_git(root, "add", "--all")
    name = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org")
    run_git(root, *name, "commit", "--quiet", "--no-gpg-sign", "--message", "Change records")


def run_git(root: Path, *words: str) -> None:
    """Run git in ``root``. Raises ``subprocess.CalledProcessError`` where it fails."""
    subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True)

"""How fast the handbook is: ``python scripts/bench [--runs 3] [--only builds,check] [--readme]``.

Made-up records (``made_up_records.py``) are built by this handbook and, for comparison, by a stock site of
the same records (``stock_site.py``): mkdocs-macros with one macro that returns a record as Markdown, stock
Material with its search plugin, a stub page for each record. In both, record pages stay out of ``nav:``,
where they would make any build grow with the square of their number. The stock site reads YAML by
``yaml.safe_load``, as mkdocs-macros does itself; since that is a quarter of its work, it is also measured
with PyYAML's C loader, which the handbook uses. Where Hugo is installed, it builds a site of these records
too, with less on its pages (``hugo_site.py``).

What is measured of builds is the CPU time (user and system) of a fresh process, which other work on the
machine affects little, and its peak memory; of previews, of the search and beside Hugo it is the wall time,
which wants a quiet machine. The sites take turns, and the median of the runs is shown.

``--only`` names groups of rows: builds, large (builds of 5,000 pages and the growth to 10,000), warm,
preview, check, diff, weight, search. ``--readme`` measures them all, and writes the table into README.md,
with the day and the commit. ``--against-readme`` is a smaller run, of two minutes: it says which shares have
become more than 1.3 times what README.md has. ``--editions``, ``--reading`` and ``--start`` measure
those instead; ``--lengths SITE`` says how long the pages of a built site are (``page_measures.py``). The exit
code is 1 where a target is missed, or a share has become worse. It needs ``os.wait4``, which Linux and macOS
have.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import comparisons
import diff_times
import other_measures
import page_measures
from rows import Row, format_rows, format_table, list_worse, read_shares
from sites import ROOT

GROUPS = ("builds", "large", "warm", "preview", "check", "diff", "weight", "search")
WORSE = 1.3  # Times the share in README.md that is too much.
README = ROOT / "README.md"
README_MARKS = ("<!-- speed: written by python scripts/bench --readme -->", "<!-- end of speed -->")


def find_chromium() -> str:
    """The browser of the tests: what ``CHROMIUM`` names, else Debian's headless one."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or "chromium"


def measure_group(name: str, base: Path, times: int) -> list[Row]:
    """The rows of one of ``GROUPS``, measured in the folder ``base``."""
    has_hugo = shutil.which("hugo") is not None
    measures: dict[str, Callable[[], list[Row]]] = {
        "builds": lambda: comparisons.measure_builds(base, 1000, times, has_hugo),
        "large": lambda: [
            *comparisons.measure_builds(base, 5000, times, has_hugo),
            comparisons.measure_growth(base, 1000, 10_000, times, 9),
        ],
        "warm": lambda: comparisons.measure_warm_builds(base, 1000, times),
        "preview": lambda: comparisons.measure_preview(base, 1000, times),
        "check": lambda: comparisons.measure_checks(base, 1000, times),
        "diff": lambda: diff_times.measure_diff(base, times),
        "weight": lambda: comparisons.measure_weight(base),
        "search": lambda: comparisons.measure_search(base, 5000, times, find_chromium()),
    }
    return measures[name]()


def describe_machine(times: int) -> str:
    """What was measured with, in a sentence."""
    return (
        f"Python {platform.python_version()}, mkdocs {version('mkdocs')}, mkdocs-material"
        f" {version('mkdocs-material')}, mkdocs-macros {version('mkdocs-macros-plugin')},"
        f" {os.cpu_count()} cores; medians of {times}."
    )


def write_readme(rows: list[Row], times: int, day: str, commit: str, readme: Path = README) -> None:
    """Write the table of ``rows`` between the marks in the file ``readme``."""
    before, rest = readme.read_text("utf-8").split(README_MARKS[0])
    text = "\n".join(
        [
            format_rows(rows),
            "",
            f"Measured on {day} at commit {commit}. {describe_machine(times)}",
        ]
    )
    readme.write_text(
        f"{before}{README_MARKS[0]}\n{text}\n{README_MARKS[1]}{rest.split(README_MARKS[1])[1]}", "utf-8"
    )


def find_commit() -> str:
    """The commit that is checked out, with ``-dirty`` where files have been changed since."""
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--exclude=*"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def compare_with_readme(base: Path, times: int, readme: Path = README) -> list[str]:
    """Measure builds and warm builds of 1,000 pages, and give a sentence for each share that is more than
    ``WORSE`` times what the file ``readme`` has."""
    rows = [*comparisons.measure_builds(base, 1000, times, False), *measure_group("warm", base, times)]
    shares = read_shares(readme.read_text("utf-8"))
    return list_worse([row for row in rows if "wall" not in row.what], shares, WORSE)


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--runs", type=int, default=3, help="how often each is run (3)")
    parser.add_argument("--only", default=",".join(GROUPS), help="the groups to measure, with commas")
    parser.add_argument("--readme", action="store_true", help="write the table into README.md")
    parser.add_argument(
        "--against-readme", action="store_true", help="say what is worse than README.md has it, instead"
    )
    parser.add_argument("--editions", action="store_true", help="build the example editions instead")
    parser.add_argument("--reading", action="store_true", help="read long files of YAML instead")
    parser.add_argument("--start", action="store_true", help="time the start of 'scripts/handbook' instead")
    parser.add_argument(
        "--lengths", type=Path, metavar="SITE", help="measure how long the pages of a built site are instead"
    )
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="write the sites to this folder and leave them there"
    )
    options = parser.parse_args(arguments)
    options.groups = options.only.split(",")
    if unknown := [name for name in options.groups if name not in GROUPS]:
        parser.error(f"there is no group '{unknown[0]}'; the groups are {', '.join(GROUPS)}")
    return options


def main(arguments: list[str]) -> int:
    """Measure what the options name. Return 0, or 1 where a target is missed."""
    options = parse_arguments(arguments)
    if options.lengths:
        rows = page_measures.measure_site(options.lengths.resolve(), find_chromium())
        print(format_table(page_measures.HEAD, rows))
        return 0
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as folder:
        base = options.keep or Path(folder)
        base.mkdir(parents=True, exist_ok=True)
        if options.against_readme:
            worse = compare_with_readme(base, options.runs)
            print("\n".join(worse) or "No share is worse than README.md has it.")
            return 1 if worse else 0
        if options.editions:
            rows = other_measures.measure_editions(base, options.runs)
        elif options.reading:
            rows = other_measures.measure_reading()
        elif options.start:
            rows = other_measures.measure_start(options.runs)
        else:
            rows = [row for name in options.groups for row in measure_group(name, base, options.runs)]
    print(f"{format_rows(rows)}\n\n{describe_machine(options.runs)}")
    if options.readme:
        write_readme(rows, options.runs, f"{datetime.date.today():%-d %B %Y}", find_commit())
    return 1 if any(row.list_missed() for row in rows) else 0

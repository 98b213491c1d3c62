"""How much work a build is: ``python scripts/bench [--pages 1000] [--growth 1000,5000] [--runs 3] [--check]
[--readme]``.

Made-up records (``made_up_records.py``) are built by this handbook and, for comparison, by a stock site of
the same records (``stock_site.py``): mkdocs-macros with one macro that returns a record as Markdown, stock
Material with its search plugin, a stub page for each record. In both, record pages stay out of ``nav:``,
where they would make any build grow with the square of their number. The stock site reads YAML by
``yaml.safe_load``, as mkdocs-macros does itself; since that is a quarter of its work, it is also measured
with PyYAML's C loader, which the handbook uses.

It measures the CPU time (user and system) of a fresh process, which other work on the machine affects little,
and its peak memory. The sites take turns, and the median of the runs is shown. ``--pages`` is the number of
pages that the records make: one for each record and framework item; index pages come on top. ``--growth``,
``--check``, ``--editions``, ``--reading`` and ``--start`` measure those instead; ``--lengths SITE`` says how
long the pages of a built site are (``page_measures.py``); ``--readme`` measures
builds, growth and check, and writes the results into README.md, with the day and the commit. The exit code is
1 where a target is missed. It needs ``os.wait4``, which Linux and macOS have.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import long_yaml
import made_up_records
import page_measures
import stock_site

ROOT = Path(__file__).resolve().parents[2]
SEED = 1
# Targets: the most CPU seconds, or the most times the CPU time of another process.
MOST_STOCK_SHARE = 0.45  # build of 1,000 pages, against the stock site with yaml.safe_load
MOST_GROWTH = 5.3  # build of 5,000 pages, against 1,000
MOST_CHECK = 1.0  # ``handbook check`` of 1,000 pages
MOST_SHIPPED_CHECK = 0.6  # ``handbook check`` of the shipped records
MOST_EDITION = 1.1  # build of the example editions, against the shipped handbook
MOST_READING = 6.0  # the worst of the long files of long_yaml.py, each of 200 KB
MOST_START = 0.3  # ``scripts/handbook`` before it hands over, in an environment that is ready
BUILD_COMMAND = ("-m", "mkdocs", "build", "--site-dir", "site")
CHECK_COMMAND = ("-m", "macros.cli", "check")
OURS, STOCK, STOCK_IN_C = "this handbook", "stock site, `yaml.safe_load`", "stock site, C loader"
README_MARKS = (
    "<!-- speed: written by python scripts/bench --readme -->",
    "<!-- end of speed -->",
)  # In README.md.


@dataclass(frozen=True)
class Run:
    """A run of a process: its CPU time and its wall-clock time (s), and its peak memory (MB)."""

    cpu: float
    wall: float
    memory: float


# ---------------------------------------------------------------- the two sites


def write_handbook(root: Path, pages: int, seed: int = SEED) -> Path:
    """Write a repository laid out like this one into ``root``, with records that make ``pages`` pages;
    returns ``root``."""
    made_up_records.write_records(root, pages, seed, (ROOT / "framework" / "vocabulary.yml").read_bytes())
    shutil.copytree(ROOT / "macros", root / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for path in re.findall(r"[\w./-]+\.md\b", settings):
        _write(root / "docs" / path, _format_page(path))
    run_process([sys.executable, "-m", "compileall", "-q", "macros"], root)
    return root


def _format_page(path: str) -> str:
    """A page of the navigation, with the macro calls of the shipped page but those with an id, which made-up
    records do not have.

    The coverage page shows one framework: a matrix of all would grow with the square of the pages.
    """
    shipped_page = ROOT / "docs" / path
    text = shipped_page.read_text(encoding="utf-8") if shipped_page.is_file() else ""
    calls = re.findall(r"\{\{\s*\w+\((?:\"\w+\")?\)\s*\}\}", text)
    shown_calls = [call for call in calls if '"' not in call or re.search(r"\b(cards|table)\(", call)]
    if path == "coverage.md":
        shown_calls.append('{{ matrix("framework-1") }}')
    view = re.search(r"^embed: .*$", text, re.M)  # The check demands a page for each view.
    return (
        "\n\n".join(
            [*([f"---\n{view[0]}\n---"] if view else []), f"# {Path(path).stem.capitalize()}", *shown_calls]
        )
        + "\n"
    )


def write_stock_site(root: Path, handbook: Path) -> Path:
    """Write a stock site of the records of ``handbook`` into ``root``, with a page for each of its pages;
    returns ``root``."""
    for folder in ("framework", "modules"):
        shutil.copytree(handbook / folder, root / folder)
    shutil.copy(stock_site.__file__, root / "main.py")
    stubs = stock_site.write_stubs(root)
    sections = sorted({path.split("/")[0] for path in stubs})
    index = {"index.md": "# Home\n", "reference/sources.md": "# Sources\n\n{{ bibliography() }}\n"}
    index |= {"reference/glossary.md": "# Glossary\n\n{{ glossary() }}\n"}
    index |= {
        f"{section}/index.md": f'# {section.capitalize()}\n\n{{{{ listing("{section}") }}}}\n'
        for section in sections
    }
    for path, text in {**index, **stubs}.items():
        _write(root / "docs" / path, text)
    _write(root / "mkdocs.yml", STOCK_SETTINGS + "".join(f"  - {path}\n" for path in index))
    return root


STOCK_SETTINGS = """\
site_name: Stock
theme: {name: material}
plugins: [search, {macros: {on_undefined: strict, on_error_fail: true}}]
markdown_extensions: [attr_list, md_in_html, toc]
validation: {nav: {omitted_files: ignore}}
nav:
"""


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


# ---------------------------------------------------------------- measuring


def run_process(command: list[str], folder: Path, **variables: str) -> Run:
    """Run ``command`` in ``folder`` with further environment ``variables``. Raises ``RuntimeError`` with its
    output where it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HANDBOOK_")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # What is compiled is kept, as it is by itself.
    environment |= {"PYTHONPATH": str(folder), "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1", **variables}
    with tempfile.TemporaryFile() as output:
        started = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT
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


def build(root: Path, loader: str = "SafeLoader") -> Run:
    """Build the site at ``root`` into ``root/site``; ``loader`` is PyYAML's, for a stock site."""
    shutil.rmtree(root / "site", ignore_errors=True)
    return run_process([sys.executable, *BUILD_COMMAND], root, BENCH_LOADER=loader)


def check_records(root: Path) -> Run:
    """Run ``handbook check`` on the records at ``root``, as if for the first time. Raises ``RuntimeError``
    where it finds a problem."""
    shutil.rmtree(root / ".cache", ignore_errors=True)
    return run_process([sys.executable, *CHECK_COMMAND], root)


def take_turns(times: int, jobs: dict[str, Callable[[], Run]]) -> dict[str, Run]:
    """Run every job ``times`` times, in turns. Returns the median of each figure, by the job's name."""
    runs: dict[str, list[Run]] = {name: [] for name in jobs}
    for number in range(times):
        for name, job in jobs.items():
            runs[name].append(job())
            print(f"  run {number + 1} of {times}, {name}: {runs[name][-1].cpu:.2f} s", file=sys.stderr)
    median = lambda name, figure: statistics.median(getattr(run, figure) for run in runs[name])
    return {name: Run(*(median(name, figure) for figure in ("cpu", "wall", "memory"))) for name in jobs}


def count_words_a_page(site: Path) -> int:
    """The mean number of words on a record's page, which two sites must share to be compared."""
    counts = []
    for file in site.glob("*/*/**/index.html"):
        text = file.read_text(encoding="utf-8")
        body = re.search(r"<article.*?</article>", text, re.S)
        counts.append(len(re.sub(r"<[^>]+>", " ", body[0]).split()) if body else 0)
    return round(statistics.mean(counts))


# ---------------------------------------------------------------- what is shown


def format_table(head: tuple[str, ...], rows: list[tuple]) -> str:
    """A Markdown table; every column but the first holds figures."""
    lines = [head, ("---", *("---:" for _ in head[1:])), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def print_verdict(what: str, figure: float, most: float, unit: str = "") -> bool:
    """Print a ``figure`` beside its target, ``most``, and return whether it is met. ``what`` names the
    figure."""
    print(
        f"- {what}: {figure:.2f}{unit}, target at most {most:g}{unit}:"
        f" {'met' if figure <= most else 'MISSED'}."
    )
    return figure <= most


def measure_builds(base: Path, pages: int, times: int) -> tuple[dict[str, Run], dict[str, int]]:
    """Build ``pages`` pages with the handbook and the stock site. Returns the median run of each, and the
    mean number of words on a page of each."""
    ours = write_handbook(base / f"handbook-{pages}", pages)
    check_records(ours)
    stock = write_stock_site(base / f"stock-{pages}", ours)
    runs = take_turns(
        times,
        {
            OURS: lambda: build(ours),
            STOCK: lambda: build(stock),
            STOCK_IN_C: lambda: build(stock, "CSafeLoader"),
        },
    )
    return runs, {name: count_words_a_page((ours if name == OURS else stock) / "site") for name in runs}


def compare_builds(base: Path, pages: int, times: int) -> bool:
    """Build ``pages`` pages with the handbook and the stock site, and print both; returns whether the target
    is met."""
    runs, words = measure_builds(base, pages, times)
    ours = runs[OURS]
    rows = [
        (
            f"build, {name}",
            f"{run.cpu:.2f}",
            f"{run.memory:.0f}",
            words[name],
            f"{ours.cpu / run.cpu:.2f}",
            f"{ours.memory / run.memory:.2f}",
        )
        for name, run in runs.items()
    ]
    print(f"\n{pages:,} pages\n")
    print(
        format_table(
            ("Process", "CPU s", "Peak MB", "Words a page", "Handbook's share of its CPU", "of its memory"),
            rows,
        )
        + "\n"
    )
    return print_verdict("handbook's CPU against stock", ours.cpu / runs[STOCK].cpu, MOST_STOCK_SHARE)


def measure_growth(base: Path, sizes: list[int], times: int) -> list[Run]:
    """Build the handbook at two ``sizes`` (pages). Returns the median run of each."""
    roots = {size: base / f"handbook-{size}" for size in sizes}
    for size, root in roots.items():
        if not root.exists():
            write_handbook(root, size)
    return list(
        take_turns(
            times, {f"{size:,} pages": lambda root=root: build(root) for size, root in roots.items()}
        ).values()
    )


def compare_growth(base: Path, sizes: list[int], times: int) -> bool:
    """Build the handbook at two ``sizes`` (pages) and print how its work grows; returns whether the target is
    met."""
    small, large = measure_growth(base, sizes, times)
    rows = [
        (f"{size:,} pages", f"{run.cpu:.2f}", f"{run.memory:.0f}")
        for size, run in zip(sizes, (small, large), strict=True)
    ]
    print("\n" + format_table(("Build, handbook", "CPU s", "Peak MB"), rows) + "\n")
    return print_verdict(
        f"CPU of {sizes[1]:,} pages against {sizes[0]:,}", large.cpu / small.cpu, MOST_GROWTH
    )


def measure_checks(base: Path, pages: int, times: int) -> list[Run]:
    """Run ``handbook check`` on ``pages`` pages and on the shipped records. Returns the median run of
    each."""
    root = base / f"handbook-{pages}"
    if not root.exists():
        write_handbook(root, pages)
    return list(
        take_turns(
            times,
            {f"{pages:,} pages": lambda: check_records(root), "shipped records": lambda: check_records(ROOT)},
        ).values()
    )


def compare_checks(base: Path, pages: int, times: int) -> bool:
    """Run ``handbook check`` on ``pages`` pages and on the shipped records, and print both; returns whether
    the targets are met."""
    made_up, shipped = measure_checks(base, pages, times)
    rows = [
        (name, f"{run.cpu:.2f}", f"{run.wall:.2f}", f"{run.memory:.0f}")
        for name, run in ((f"{pages:,} pages", made_up), ("shipped records", shipped))
    ]
    print("\n" + format_table(("`handbook check`", "CPU s", "Wall s", "Peak MB"), rows) + "\n")
    met = print_verdict(f"CPU of check, {pages:,} pages", made_up.cpu, MOST_CHECK, " s")
    return print_verdict("CPU of check, shipped records", shipped.cpu, MOST_SHIPPED_CHECK, " s") and met


def format_speeds(
    runs: dict[str, Run], growth: list[Run], checks: list[Run], times: int, day: str, commit: str
) -> str:
    """The text on speed in README.md: a table of builds of 1,000 pages, and sentences on growth and
    ``handbook check``."""
    ours = runs[OURS]
    rows = [("this handbook", f"{ours.cpu:.2f}", f"{ours.memory:.0f}", "", "")]
    rows += [
        (
            name,
            f"{run.cpu:.2f}",
            f"{run.memory:.0f}",
            f"{ours.cpu / run.cpu:.2f}",
            f"{ours.memory / run.memory:.2f}",
        )
        for name, run in runs.items()
        if name != OURS
    ]
    head = ("Build of 1,000 pages", "CPU s", "Peak MB", "Handbook's share of its CPU", "times its memory")
    missed = [
        f"{run.cpu:.2f} s for {name}, where the benchmark's target is {most:g} s"
        for name, run, most in (
            ("1,000 pages", checks[0], MOST_CHECK),
            ("the shipped records", checks[1], MOST_SHIPPED_CHECK),
        )
        if run.cpu > most
    ]
    return "\n".join(
        [
            format_table(head, rows),
            "",
            f"Measured on {day} at commit {commit}, medians of {times} runs. Five times the pages took"
            f" {growth[1].cpu / growth[0].cpu:.1f} times the CPU. `handbook check` takes {checks[0].cpu:.2f}"
            f" s of CPU for 1,000 pages, and {checks[1].cpu:.2f} s for the shipped records and hand-written"
            " pages" + (f" (missed: {'; '.join(missed)})." if missed else "."),
        ]
    )


def write_readme(base: Path, times: int) -> bool:
    """Measure the speeds in README.md and write them there, between its two marks; returns ``True``, as no
    target is judged."""
    git = subprocess.run(
        ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--exclude=*"],
        capture_output=True,
        text=True,
        check=True,
    )
    runs, _ = measure_builds(base, 1000, times)
    text = format_speeds(
        runs,
        measure_growth(base, [1000, 5000], times),
        measure_checks(base, 1000, times),
        times,
        f"{datetime.date.today():%-d %B %Y}",
        git.stdout.strip(),
    )
    readme = ROOT / "README.md"
    before, rest = readme.read_text("utf-8").split(README_MARKS[0])
    readme.write_text(
        f"{before}{README_MARKS[0]}\n{text}\n{README_MARKS[1]}{rest.split(README_MARKS[1])[1]}", "utf-8"
    )
    print(text)
    return True


def compare_editions(base: Path, runs: int) -> bool:
    """Build the shipped handbook and each example edition, and print what an edition costs; returns whether
    the target is met."""
    command = [sys.executable, "-m", "macros.cli", "build", "--clean", "--quiet", "--site-dir"]
    jobs = {"national": lambda: run_process([*command, str(base / "national")], ROOT)}
    for folder in sorted(file.parent for file in (ROOT / "editions").glob("*/edition.yml")):
        jobs[folder.name] = lambda folder=folder: run_process(
            [*command, str(base / folder.name), "--edition", str(folder)], ROOT
        )
    runs_by_name = take_turns(runs, jobs)
    national = runs_by_name["national"].cpu
    rows = [
        (name, f"{run.cpu:.2f}", f"{run.memory:.0f}", f"{run.cpu / national:.2f}")
        for name, run in runs_by_name.items()
    ]
    print("\n" + format_table(("Build", "CPU s", "Peak MB", "times the national"), rows) + "\n")
    return all(
        [
            print_verdict(f"CPU of {name} against the national handbook", run.cpu / national, MOST_EDITION)
            for name, run in runs_by_name.items()
            if name != "national"
        ]
    )


def compare_reading() -> bool:
    """Read each long file of ``long_yaml.py`` and print the slowest; returns whether the target is met."""
    from macros.base.problems import Problems
    from macros.base.yaml_files import parse

    seconds = {}
    for start, piece in long_yaml.FILES:
        raw = long_yaml.write_long_file(start, piece, 200_000)
        started = time.process_time()
        with contextlib.suppress(Problems):
            parse(raw, "framework/any.yml")
        seconds[start, piece] = time.process_time() - started
    slowest = sorted(seconds, key=seconds.get, reverse=True)[:5]
    rows = [(f"`{start + piece!r}`", f"{seconds[start, piece]:.2f}") for start, piece in slowest]
    print("\n" + format_table(("Reading 200 KB of", "CPU s"), rows) + "\n")
    return print_verdict("CPU of reading the slowest file", max(seconds.values()), MOST_READING, " s")


def measure_start(runs: int) -> bool:
    """Run a command by way of ``scripts/handbook`` and without it, and print both; returns whether the target
    is met."""
    runs_by_name = take_turns(
        runs,
        {
            "scripts/handbook": lambda: run_process(
                [sys.executable, str(ROOT / "scripts" / "handbook"), "--help"], ROOT
            ),
            "the command itself": lambda: run_process(
                [sys.executable, "-P", "-m", "macros.cli", "--help"], ROOT
            ),
        },
    )
    print(
        "\n"
        + format_table(
            ("`--help` of", "CPU s"), [(name, f"{run.cpu:.2f}") for name, run in runs_by_name.items()]
        )
        + "\n"
    )
    launched, command = runs_by_name.values()
    return print_verdict("CPU of the start before the command", launched.cpu - command.cpu, MOST_START, " s")


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    sizes = lambda text: [int(size) for size in text.split(",")]
    parser.add_argument("--pages", type=int, default=1000, help="pages the made-up records make (1000)")
    parser.add_argument(
        "--growth",
        type=sizes,
        metavar="SMALL,LARGE",
        help="build the handbook at two sizes instead, as 1000,5000",
    )
    parser.add_argument("--check", action="store_true", help="time 'handbook check' instead")
    parser.add_argument("--editions", action="store_true", help="build the example editions instead")
    parser.add_argument(
        "--readme", action="store_true", help="measure what README.md says of speed, and write it there"
    )
    parser.add_argument("--reading", action="store_true", help="read long files of YAML instead")
    parser.add_argument("--start", action="store_true", help="time the start of 'scripts/handbook' instead")
    parser.add_argument(
        "--lengths", type=Path, metavar="SITE", help="measure how long the pages of a built site are instead"
    )
    parser.add_argument("--runs", type=int, default=3, help="how often each is run (3)")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="write the sites to this folder and leave them there"
    )
    return parser.parse_args(arguments)


def find_chromium() -> str:
    """The browser of the tests: what ``CHROMIUM`` names, else Debian's headless one."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or "chromium"


def main(arguments: list[str]) -> int:
    """Measure what the options name. Return 0, or 1 where a target is missed."""
    options = parse_arguments(arguments)
    if options.lengths:
        rows = page_measures.measure_site(options.lengths.resolve(), find_chromium())
        print(format_table(page_measures.HEAD, rows))
        return 0
    print(
        f"Python {platform.python_version()}, mkdocs {version('mkdocs')}, mkdocs-material"
        f" {version('mkdocs-material')}, mkdocs-macros {version('mkdocs-macros-plugin')}; medians of"
        f" {options.runs}."
    )
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as folder:
        base = options.keep or Path(folder)
        met = []
        if options.growth:
            met.append(compare_growth(base, options.growth, options.runs))
        if options.check:
            met.append(compare_checks(base, options.pages, options.runs))
        if options.editions:
            met.append(compare_editions(base, options.runs))
        if options.readme:
            met.append(write_readme(base, options.runs))
        if options.reading:
            met.append(compare_reading())
        if options.start:
            met.append(measure_start(options.runs))
        if not met:
            met.append(compare_builds(base, options.pages, options.runs))
    return 0 if all(met) else 1

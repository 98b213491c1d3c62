"""How much work a build is: ``python scripts/bench [--pages 1000] [--growth 1000,5000] [--runs 3] [--check]
[--readme]``.

Made-up records (``made_up_records.py``) are built by this handbook and, for comparison, by a stock site of
the same records (``stock_site.py``): mkdocs-macros with one macro that gives a record as Markdown, stock
Material, the same search plugin, a stub page a record. In both, record pages stay out of ``nav:``, where they
would make any build grow with the square of their number. The stock site reads YAML by ``yaml.safe_load``, as
mkdocs-macros does itself; since that is a quarter of its work, it is also measured with PyYAML's C loader,
which the handbook uses.

What is counted is CPU time (user and system) of a fresh process, so that other work on the machine matters
little, and the most memory it held. The sites take turns, and the median of the runs is shown. ``--pages`` is
the number of pages the records make: one a record and one a framework item; index pages come on top.
``--growth``, ``--check``, ``--editions``, ``--reading`` and ``--start`` measure those instead; ``--readme``
measures builds, growth and check, and writes what it found into README.md, with the day and the commit. The
exit code is 1 where a target is missed. Works where ``os.wait4`` is: on Linux and macOS.
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
import stock_site

ROOT = Path(__file__).resolve().parents[2]
SEED = 1
# Targets: the most CPU seconds, or the most times another's.
STOCK_SHARE = 0.45  # build of 1,000 pages, against the stock site with yaml.safe_load
GROWTH = 5.3  # build of 5,000 pages, against 1,000
CHECK = 1.0  # ``handbook check`` of 1,000 pages
SHIPPED_CHECK = 0.6  # ``handbook check`` of the shipped records
EDITION = 1.1  # build of the example editions, against the shipped handbook
READING = 6.0  # the worst of the long files of long_yaml.py, each of 200 KB
START = 0.3  # ``scripts/handbook`` before it hands over, in an environment that is ready
MKDOCS = ("-m", "mkdocs", "build", "--site-dir", "site")
CLI = ("-m", "macros.cli", "check")
OURS, STOCK, STOCK_IN_C = "this handbook", "stock site, `yaml.safe_load`", "stock site, C loader"
MARKS = ("<!-- speed: written by python scripts/bench --readme -->", "<!-- end of speed -->")  # In README.md.


@dataclass(frozen=True)
class Run:
    """One run of a process: CPU and wall-clock seconds, and the most memory it held in MB."""

    cpu: float
    wall: float
    memory: float


# ---------------------------------------------------------------- the two sites


def write_handbook(root: Path, pages: int, seed: int = SEED) -> Path:
    """Write a repository laid out like ours whose records make ``pages`` pages; returns ``root``."""
    made_up_records.write_records(root, pages, seed, (ROOT / "framework" / "vocabulary.yml").read_bytes())
    shutil.copytree(ROOT / "macros", root / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for path in re.findall(r"[\w./-]+\.md\b", settings):
        _write(root / "docs" / path, _page(path))
    run([sys.executable, "-m", "compileall", "-q", "macros"], root)
    return root


def _page(path: str) -> str:
    """A page of the nav: its calls are those of the shipped page but for calls with an id, which is not
    there.

    The page of the coverage shows one framework: a matrix of all would grow with the square of the pages.
    """
    shipped = ROOT / "docs" / path
    text = shipped.read_text(encoding="utf-8") if shipped.is_file() else ""
    calls = re.findall(r"\{\{\s*\w+\((?:\"\w+\")?\)\s*\}\}", text)
    kept = [call for call in calls if '"' not in call or re.search(r"\b(cards|table)\(", call)]
    if path == "coverage.md":
        kept.append('{{ matrix("framework-1") }}')
    view = re.search(r"^embed: .*$", text, re.M)  # Of which each must be some page's.
    return (
        "\n\n".join([*([f"---\n{view[0]}\n---"] if view else []), f"# {Path(path).stem.capitalize()}", *kept])
        + "\n"
    )


def write_stock(root: Path, handbook: Path) -> Path:
    """Write a stock site of the records of ``handbook``, with a page for each of its pages; returns
    ``root``."""
    for folder in ("framework", "modules"):
        shutil.copytree(handbook / folder, root / folder)
    shutil.copy(stock_site.__file__, root / "main.py")
    stubs = stock_site.pages(root)
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


def run(command: list[str], folder: Path, **variables: str) -> Run:
    """Run ``command`` in ``folder`` with further environment ``variables``; raises ``RuntimeError`` with its
    output if it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HANDBOOK_")}
    environment |= {"PYTHONPATH": str(folder), "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1", **variables}
    with tempfile.TemporaryFile() as said:
        began = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(
                f"{' '.join(command)} ended with"
                f" {process.returncode}:\n{said.read().decode(errors='replace')}"
            )
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes on macOS, in kB elsewhere.
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * unit / 1e6)


def build(root: Path, loader: str = "SafeLoader") -> Run:
    """Build the site at ``root`` into ``root/site``; ``loader`` is PyYAML's, for a stock site."""
    shutil.rmtree(root / "site", ignore_errors=True)
    return run([sys.executable, *MKDOCS], root, BENCH_LOADER=loader)


def check(root: Path) -> Run:
    """Put the records at ``root`` to ``handbook check``; raises ``RuntimeError`` where it finds a problem."""
    return run([sys.executable, *CLI], root)


def take_turns(times: int, jobs: dict[str, Callable[[], Run]]) -> dict[str, Run]:
    """Run every job ``times`` times, in turns; the median of each figure for each job."""
    runs: dict[str, list[Run]] = {name: [] for name in jobs}
    for number in range(times):
        for name, job in jobs.items():
            runs[name].append(job())
            print(f"  run {number + 1} of {times}, {name}: {runs[name][-1].cpu:.2f} s", file=sys.stderr)
    median = lambda name, figure: statistics.median(getattr(run, figure) for run in runs[name])
    return {name: Run(*(median(name, figure) for figure in ("cpu", "wall", "memory"))) for name in jobs}


def words_a_page(site: Path) -> int:
    """How many words a reader finds on a record's page, on average: what two sites must share to be
    compared."""
    counts = []
    for file in site.glob("*/*/**/index.html"):
        text = file.read_text(encoding="utf-8")
        body = re.search(r"<article.*?</article>", text, re.S)
        counts.append(len(re.sub(r"<[^>]+>", " ", body[0]).split()) if body else 0)
    return round(statistics.mean(counts))


# ---------------------------------------------------------------- what is shown


def table(head: tuple[str, ...], rows: list[tuple]) -> str:
    """A Markdown table; every column but the first is of figures."""
    lines = [head, ("---", *("---:" for _ in head[1:])), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def verdict(said: str, figure: float, most: float, unit: str = "") -> bool:
    """Print how ``figure`` stands to its target; whether it is met."""
    print(
        f"- {said}: {figure:.2f}{unit}, target at most {most:g}{unit}:"
        f" {'met' if figure <= most else 'MISSED'}."
    )
    return figure <= most


def measure_builds(base: Path, pages: int, times: int) -> tuple[dict[str, Run], dict[str, int]]:
    """Build ``pages`` pages with the handbook and the stock site; the median run of each, and the words on a
    page of each."""
    ours = write_handbook(base / f"handbook-{pages}", pages)
    check(ours)
    stock = write_stock(base / f"stock-{pages}", ours)
    runs = take_turns(
        times,
        {
            OURS: lambda: build(ours),
            STOCK: lambda: build(stock),
            STOCK_IN_C: lambda: build(stock, "CSafeLoader"),
        },
    )
    return runs, {name: words_a_page((ours if name == OURS else stock) / "site") for name in runs}


def compare(base: Path, pages: int, times: int) -> bool:
    """Build ``pages`` pages with the handbook and the stock site, and print both; whether the target is
    met."""
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
        table(
            ("Process", "CPU s", "Peak MB", "Words a page", "Handbook's share of its CPU", "of its memory"),
            rows,
        )
        + "\n"
    )
    return verdict("handbook's CPU against stock", ours.cpu / runs[STOCK].cpu, STOCK_SHARE)


def measure_growth(base: Path, sizes: list[int], times: int) -> list[Run]:
    """Build the handbook at two ``sizes``, in pages; the median run of each."""
    roots = {size: base / f"handbook-{size}" for size in sizes}
    for size, root in roots.items():
        if not root.exists():
            write_handbook(root, size)
    return list(
        take_turns(
            times, {f"{size:,} pages": lambda root=root: build(root) for size, root in roots.items()}
        ).values()
    )


def grow(base: Path, sizes: list[int], times: int) -> bool:
    """Build the handbook at two sizes and print how its work grows; whether the target is met."""
    small, large = measure_growth(base, sizes, times)
    rows = [
        (f"{size:,} pages", f"{run.cpu:.2f}", f"{run.memory:.0f}")
        for size, run in zip(sizes, (small, large), strict=True)
    ]
    print("\n" + table(("Build, handbook", "CPU s", "Peak MB"), rows) + "\n")
    return verdict(f"CPU of {sizes[1]:,} pages against {sizes[0]:,}", large.cpu / small.cpu, GROWTH)


def measure_checks(base: Path, pages: int, times: int) -> list[Run]:
    """Time ``handbook check`` on ``pages`` pages and on the shipped records; the median run of each."""
    root = base / f"handbook-{pages}"
    if not root.exists():
        write_handbook(root, pages)
    return list(
        take_turns(
            times, {f"{pages:,} pages": lambda: check(root), "shipped records": lambda: check(ROOT)}
        ).values()
    )


def checks(base: Path, pages: int, times: int) -> bool:
    """Time ``handbook check`` on ``pages`` pages and on the shipped records, and print both; whether the
    targets are met."""
    made_up, shipped = measure_checks(base, pages, times)
    rows = [
        (name, f"{run.cpu:.2f}", f"{run.wall:.2f}", f"{run.memory:.0f}")
        for name, run in ((f"{pages:,} pages", made_up), ("shipped records", shipped))
    ]
    print("\n" + table(("`handbook check`", "CPU s", "Wall s", "Peak MB"), rows) + "\n")
    met = verdict(f"CPU of check, {pages:,} pages", made_up.cpu, CHECK, " s")
    return verdict("CPU of check, shipped records", shipped.cpu, SHIPPED_CHECK, " s") and met


def speeds(
    runs: dict[str, Run], growth: list[Run], checks: list[Run], times: int, day: str, commit: str
) -> str:
    """What README.md says of speed: a table of builds of 1,000 pages, and sentences on growth and ``handbook
    check``."""
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
            ("1,000 pages", checks[0], CHECK),
            ("the shipped records", checks[1], SHIPPED_CHECK),
        )
        if run.cpu > most
    ]
    return "\n".join(
        [
            table(head, rows),
            "",
            f"Measured on {day} at commit {commit}, medians of {times} runs. Five times the pages took"
            f" {growth[1].cpu / growth[0].cpu:.1f} times the CPU. `handbook check` takes {checks[0].cpu:.2f}"
            f" s of CPU for 1,000 pages, and {checks[1].cpu:.2f} s for the shipped records and hand-written"
            " pages" + (f" (missed: {'; '.join(missed)})." if missed else "."),
        ]
    )


def write_readme(base: Path, times: int) -> bool:
    """Measure what README.md says of speed and write it there, between its two marks; always true, for
    figures are no targets."""
    git = subprocess.run(
        ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--exclude=*"],
        capture_output=True,
        text=True,
        check=True,
    )
    runs, _ = measure_builds(base, 1000, times)
    text = speeds(
        runs,
        measure_growth(base, [1000, 5000], times),
        measure_checks(base, 1000, times),
        times,
        f"{datetime.date.today():%-d %B %Y}",
        git.stdout.strip(),
    )
    readme = ROOT / "README.md"
    before, rest = readme.read_text("utf-8").split(MARKS[0])
    readme.write_text(f"{before}{MARKS[0]}\n{text}\n{MARKS[1]}{rest.split(MARKS[1])[1]}", "utf-8")
    print(text)
    return True


def editions(base: Path, runs: int) -> bool:
    """Build the shipped handbook and each example edition, and print what an edition costs; whether the
    target is met."""
    command = [sys.executable, "-m", "macros.cli", "build", "--quiet", "--site-dir"]
    jobs = {"national": lambda: run([*command, str(base / "national")], ROOT)}
    for folder in sorted(each.parent for each in (ROOT / "editions").glob("*/edition.yml")):
        jobs[folder.name] = lambda folder=folder: run(
            [*command, str(base / folder.name), "--edition", str(folder)], ROOT
        )
    found = take_turns(runs, jobs)
    national = found["national"].cpu
    rows = [
        (name, f"{each.cpu:.2f}", f"{each.memory:.0f}", f"{each.cpu / national:.2f}")
        for name, each in found.items()
    ]
    print("\n" + table(("Build", "CPU s", "Peak MB", "times the national"), rows) + "\n")
    return all(
        [
            verdict(f"CPU of {name} against the national handbook", each.cpu / national, EDITION)
            for name, each in found.items()
            if name != "national"
        ]
    )


def reading() -> bool:
    """Read each long file of ``long_yaml.py`` and print the slowest; whether the target is met."""
    from macros.base.problems import Problems
    from macros.base.yaml_files import parse

    seconds = {}
    for start, piece in long_yaml.FILES:
        raw = long_yaml.long_file(start, piece, 200_000)
        began = time.process_time()
        with contextlib.suppress(Problems):
            parse(raw, "framework/any.yml")
        seconds[start, piece] = time.process_time() - began
    slowest = sorted(seconds, key=seconds.get, reverse=True)[:5]
    rows = [(f"`{start + piece!r}`", f"{seconds[start, piece]:.2f}") for start, piece in slowest]
    print("\n" + table(("Reading 200 KB of", "CPU s"), rows) + "\n")
    return verdict("CPU of reading the slowest file", max(seconds.values()), READING, " s")


def starting(runs: int) -> bool:
    """Time the command by way of ``scripts/handbook`` and without it, and print both; whether the target is
    met."""
    found = take_turns(
        runs,
        {
            "scripts/handbook": lambda: run(
                [sys.executable, str(ROOT / "scripts" / "handbook"), "--help"], ROOT
            ),
            "the command itself": lambda: run([sys.executable, "-P", "-m", "macros.cli", "--help"], ROOT),
        },
    )
    print(
        "\n"
        + table(("`--help` of", "CPU s"), [(name, f"{each.cpu:.2f}") for name, each in found.items()])
        + "\n"
    )
    launched, itself = found.values()
    return verdict("CPU of the start before the command", launched.cpu - itself.cpu, START, " s")


def options(arguments: list[str]) -> argparse.Namespace:
    """What is asked for on the command line."""
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
    parser.add_argument("--runs", type=int, default=3, help="how often each is run (3)")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="write the sites to this folder and leave them there"
    )
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Measure what is asked for; return 0, or 1 where a target is missed."""
    asked = options(arguments)
    print(
        f"Python {platform.python_version()}, mkdocs {version('mkdocs')}, mkdocs-material"
        f" {version('mkdocs-material')}, mkdocs-macros {version('mkdocs-macros-plugin')}; medians of"
        f" {asked.runs}."
    )
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as folder:
        base = asked.keep or Path(folder)
        met = []
        if asked.growth:
            met.append(grow(base, asked.growth, asked.runs))
        if asked.check:
            met.append(checks(base, asked.pages, asked.runs))
        if asked.editions:
            met.append(editions(base, asked.runs))
        if asked.readme:
            met.append(write_readme(base, asked.runs))
        if asked.reading:
            met.append(reading())
        if asked.start:
            met.append(starting(asked.runs))
        if not met:
            met.append(compare(base, asked.pages, asked.runs))
    return 0 if all(met) else 1

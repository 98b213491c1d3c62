"""What the benchmark measures: each function builds what it needs in a folder and gives rows of the table."""

from __future__ import annotations

import io
import re
import shutil
import statistics
import zipfile
from pathlib import Path

import first_view
import hugo_site
import preview_times
import search_times
import sites
from measuring import Run, take_turns
from rows import HUGO, STOCK, STOCK_IN_C, Row

OURS = "this handbook"
MB = 1_000_000  # Bytes.
BUILD_CPU = "Build of {pages:,} pages, CPU s"
# The words that are typed to time the search: the first is what the made-up records hold too.
SHIPPED_WORDS = ("coaching", "rota gaps", "who decides here", "difficult conversation", "run chart")
MADE_UP_WORDS = ("handover", "discharge letter", "quiet team", "ward round", "honest answer")
# What is edited under ``serve``: the file, what a word is written after, how it is written, and the page or
# file that shows it.
EDITS = {
    "record": ("framework/theories/force-field.yml", r"premise: >-\n\s+", "{word} ", "theories/force-field/"),
    "page": ("docs/guides/measurement.md", r"(?m)^\n(?=[A-Z])", "{word} ", "guides/measurement/"),
    "template": (
        "macros/rendering/templates/theory.html",
        r"_\('Criticism and evidence'\)\) \}\}\n",
        "{word} ",
        "theories/force-field/",
    ),
    "style sheet": ("docs/assets/css/tokens.css", r":root \{\n", "--{word}: 0;", "assets/css/site.css"),
}


def measure_builds(base: Path, pages: int, times: int, has_hugo: bool) -> list[Row]:
    """Build ``pages`` pages with the handbook, with the stock site by either loader and, where ``has_hugo``,
    with Hugo. Gives CPU and memory, and the wall time beside Hugo's."""
    ours = sites.write_handbook(base / f"handbook-{pages}", pages)
    sites.check_records(ours)
    stock = sites.write_stock_site(base / f"stock-{pages}", ours)
    jobs = {
        OURS: lambda: sites.build(ours),
        STOCK: lambda: sites.build(stock),
        STOCK_IN_C: lambda: sites.build(stock, "CSafeLoader"),
    }
    if has_hugo:
        hugo = hugo_site.write_hugo_site(base / f"hugo-{pages}", ours)
        jobs[HUGO] = lambda: hugo_site.build_with_hugo(hugo)
    runs = take_turns(times, jobs)
    words = [sites.count_words_a_page(root / "site") for root in (ours, stock)]
    if not 0.75 < words[0] / words[1] < 1.25:
        raise ValueError(f"The pages have {words[0]} and {words[1]} words; they cannot be compared.")
    rest = {name: run for name, run in runs.items() if name != OURS}
    stocks = {name: run for name, run in rest.items() if name != HUGO}
    cpu = Row(
        BUILD_CPU.format(pages=pages),
        runs[OURS].cpu,
        {name: run.cpu for name, run in rest.items()},
        {STOCK: 0.20, STOCK_IN_C: 0.25},
    )
    memory = Row(
        f"Build of {pages:,} pages, peak memory in MB",
        runs[OURS].memory,
        {name: run.memory for name, run in stocks.items()},
        {STOCK: 1.0},
        digits=0,
    )
    wall = Row(
        f"Build of {pages:,} pages, wall s",
        runs[OURS].wall,
        {name: run.wall for name, run in rest.items()},
        {HUGO: 1.0} if has_hugo and pages >= 5000 else {},
    )
    return [cpu, memory, wall]


def measure_growth(base: Path, small: int, large: int, times: int, most: float) -> Row:
    """Build the handbook at two sizes, in pages, and give how many times the CPU the larger takes."""
    roots = [sites.write_handbook(base / f"handbook-{size}", size) for size in (small, large)]
    runs = take_turns(
        times, {f"handbook of {root.name}": lambda root=root: sites.build(root) for root in roots}
    )
    before, after = (run.cpu for run in runs.values())
    return Row(
        f"Growth of a build's CPU from {small:,} to {large:,} pages, times",
        after / before,
        targets={"": most},
        digits=1,
    )


def measure_warm_builds(base: Path, pages: int, times: int) -> list[Row]:
    """Build by ``handbook build`` from nothing, then after no change, then after a word more in one record.
    Gives the CPU of the last two as shares of the first."""
    root = sites.write_handbook(base / f"handbook-{pages}", pages)
    record = next((root / "framework" / "theories").glob("*.yml"))

    def change_record() -> Run:
        record.write_text(re.sub(r"(?m)^summary: ", "summary: Again ", record.read_text("utf-8"), count=1))
        return sites.build_by_command(root)

    original = record.read_text("utf-8")
    jobs = {
        "from nothing": lambda: sites.build_by_command(root, "--clean"),
        "nothing changed": lambda: sites.build_by_command(root),
        "one record changed": change_record,
    }
    try:
        runs = take_turns(times, jobs)
    finally:
        record.write_text(original, "utf-8")
        shutil.rmtree(root / ".cache", ignore_errors=True)
    cold = runs["from nothing"].cpu
    return [
        Row(
            f"Warm build of {pages:,} pages, {name}, share of a cold one's CPU",
            runs[name].cpu / cold,
            targets={"": most},
        )
        for name, most in (("nothing changed", 0.15), ("one record changed", 0.25))
    ]


def measure_preview(base: Path, pages: int, times: int) -> list[Row]:
    """Edit under ``handbook serve``: of the handbook as it is shipped a record, a page, a template and a
    style sheet; of ``pages`` made-up pages a record."""
    shipped = sites.copy_shipped(base / "shipped")
    rows = []
    with preview_times.serve_handbook(shipped) as address:
        for name, (path, pattern, form, url) in EDITS.items():
            seconds = preview_times.time_edits(address + url, shipped / path, pattern, form, times)
            rows.append(Row(f"Preview, {name} saved to served, shipped, wall s", seconds, targets={"": 0.5}))
    made_up = sites.write_handbook(base / f"handbook-{pages}", pages)
    record = sorted((made_up / "framework" / "theories").glob("*.yml"))[0]
    with preview_times.serve_handbook(made_up) as address:
        seconds = preview_times.time_edits(
            f"{address}theories/{record.stem}/", record, r"(?m)^summary: '?", "{word} ", times
        )
    rows.append(Row(f"Preview, record saved to served, {pages:,} pages, wall s", seconds, targets={"": 1.0}))
    return rows


def measure_checks(base: Path, pages: int, times: int) -> list[Row]:
    """Run ``handbook check`` on ``pages`` pages and on what is shipped, as if for the first time, and on the
    latter once more."""
    made_up = sites.write_handbook(base / f"handbook-{pages}", pages)
    jobs = {
        f"`handbook check` of {pages:,} pages, CPU s": lambda: sites.check_records(made_up),
        "`handbook check` of what is shipped, CPU s": lambda: sites.check_records(sites.ROOT),
        "`handbook check` once more, CPU s": lambda: sites.check_records(sites.ROOT, is_first=False),
    }
    runs = take_turns(times, jobs)
    return [
        Row(name, run.cpu, targets={"": most})
        for (name, run), most in zip(runs.items(), (0.6, 0.35, 0.2), strict=True)
    ]


def measure_weight(base: Path) -> list[Row]:
    """What a first visit fetches of the shipped site, page by page, and how large the site is."""
    site = build_shipped(base)
    pages = [
        file.parent.relative_to(site).as_posix() + "/"
        for file in site.rglob("index.html")
        if file.parent != site and "embed" not in file.relative_to(site).parts
    ]
    weights = [first_view.weigh_first_view(site, url) / 1024 for url in pages]
    files = [file for file in site.rglob("*") if file.is_file()]
    return [
        Row("First visit to a page, median, KiB", statistics.median(weights), targets={"": 50.0}, digits=1),
        Row("First visit to the heaviest page, KiB", max(weights), targets={"": 50.0}, digits=1),
        Row("Site for a server, MB", sum(f.stat().st_size for f in files) / MB, targets={"": 20.0}, digits=1),
        Row("Archive of the copy for a disk, MB", _weigh_archive(base), targets={"": 6.0}, digits=1),
    ]


def build_shipped(base: Path) -> Path:
    """Build the handbook as it is shipped into a folder of ``base``, once; returns that folder."""
    site = base / "shipped-site"
    if not site.exists():
        sites.run_handbook(sites.ROOT, "build", "--quiet", "--site-dir", str(site))
    return site


def _weigh_archive(base: Path) -> float:
    site = base / "shipped-offline"
    sites.run_handbook(sites.ROOT, "build", "--quiet", "--offline", "--site-dir", str(site))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(site.rglob("*")):
            if file.is_file():
                packed.write(file, file.relative_to(site))
    return len(archive.getvalue()) / MB


def measure_search(base: Path, pages: int, times: int, chromium: str) -> list[Row]:
    """How soon the search answers: of what is shipped, and of ``pages`` made-up pages."""
    made_up = sites.write_handbook(base / f"handbook-{pages}", pages)
    if not (made_up / "site").exists():
        sites.build(made_up)
    rows = []
    for name, site, words, most in (
        ("shipped", build_shipped(base), SHIPPED_WORDS, (0.9, 60.0)),
        (f"{pages:,} pages", made_up / "site", MADE_UP_WORDS, (1.6, 150.0)),
    ):
        result = search_times.time_search(site, chromium, words, times)
        rows += [
            Row(f"Search, {name}, first results on a slow line, s", result.first, targets={"": most[0]}),
            Row(f"Search, {name}, fetched for them, KiB", result.fetched, targets={"": most[1]}, digits=0),
            Row(f"Search, {name}, a further query, s", result.warm, targets={"": 0.05}, digits=3),
        ]
    return rows

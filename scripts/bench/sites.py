"""Writes and builds the sites that are compared: this handbook, and stock mkdocs-macros, of the same made-up
records; and a copy of the handbook as it is shipped, to be edited."""

from __future__ import annotations

import re
import shutil
import statistics
import sys
from pathlib import Path

import made_up_records
import stock_site
from measuring import Run, run_process

ROOT = Path(__file__).resolve().parents[2]
SEED = 1
BUILD_COMMAND = ("-m", "mkdocs", "build", "--site-dir", "site")
PARTS = ("docs", "framework", "modules", "macros", "editions", "mkdocs.yml", "hosting.yml")
STOCK_SETTINGS = """\
site_name: Stock
theme: {name: material}
plugins: [search, {macros: {on_undefined: strict, on_error_fail: true}}]
markdown_extensions: [attr_list, md_in_html, toc]
validation: {nav: {omitted_files: ignore}}
nav:
"""


def write_handbook(root: Path, pages: int, seed: int = SEED) -> Path:
    """Write a repository laid out like this one into ``root``, with records that make ``pages`` pages;
    returns ``root``. One that is there already is used."""
    if root.exists():
        return root
    made_up_records.write_records(root, pages, seed, (ROOT / "framework" / "vocabulary.yml").read_bytes())
    shutil.copytree(ROOT / "macros", root / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for path in re.findall(r"[\w./-]+\.md\b", settings):
        write_file(root / "docs" / path, _format_page(path))
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
    view = re.search(r"^embed: .*\n", text, re.M)  # The check demands a page for each view, and its day.
    front_matter = f"---\ndrafted: 2026-11-22\n{view[0] if view else ''}---"
    return "\n\n".join([front_matter, f"# {Path(path).stem.capitalize()}", *shown_calls]) + "\n"


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
        write_file(root / "docs" / path, text)
    write_file(root / "mkdocs.yml", STOCK_SETTINGS + "".join(f"  - {path}\n" for path in index))
    return root


def copy_shipped(root: Path) -> Path:
    """Copy the handbook as it is shipped into ``root``, which is then edited; returns ``root``."""
    skip = shutil.ignore_patterns("__pycache__")
    for part in PARTS:
        origin = ROOT / part
        if origin.is_dir():
            shutil.copytree(origin, root / part, ignore=skip)
        else:
            shutil.copy(origin, root / part)
    run_process([sys.executable, "-m", "compileall", "-q", "macros"], root)
    return root


def write_file(file: Path, text: str) -> None:
    """Write ``text`` to ``file``, whose folder is made where it is missing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def build(root: Path, loader: str = "SafeLoader") -> Run:
    """Build the site at ``root`` into ``root/site``; ``loader`` is PyYAML's, for a stock site."""
    shutil.rmtree(root / "site", ignore_errors=True)
    return run_process([sys.executable, *BUILD_COMMAND], root, BENCH_LOADER=loader)


def build_by_command(root: Path, *options: str) -> Run:
    """Build the handbook at ``root`` into ``root/site`` by ``handbook build`` with ``options``."""
    return run_handbook(root, "build", "--quiet", "--site-dir", "site", *options)


def run_handbook(root: Path, *arguments: str) -> Run:
    """Run the ``handbook`` command at ``root`` with ``arguments``."""
    return run_process([sys.executable, "-m", "macros.cli", *arguments], root)


def check_records(root: Path, is_first: bool = True) -> Run:
    """Run ``handbook check`` on the records at ``root``, as if for the first time where ``is_first``. Raises
    ``RuntimeError`` where it finds a problem."""
    if is_first:
        shutil.rmtree(root / ".cache", ignore_errors=True)
    return run_handbook(root, "check")


def count_words_a_page(site: Path) -> int:
    """The mean number of words on a record's page, which two sites must share to be compared."""
    counts = []
    for file in site.glob("*/*/**/index.html"):
        text = file.read_text(encoding="utf-8")
        body = re.search(r"<article.*?</article>", text, re.S)
        counts.append(len(re.sub(r"<[^>]+>", " ", body[0]).split()) if body else 0)
    return round(statistics.mean(counts))

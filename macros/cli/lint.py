"""``handbook lint``: whether program text is set out and put together as agreed; the tools that say so, one
after the other."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click

from macros.cli.console import complain, count, pass_root, say

# What is run, by its name: of Python's own packages, and of Node's where it is there.
PYTHON = {
    "ruff format": ("ruff", "format", "--check", "--quiet", "."),
    "ruff check": ("ruff", "check", "--quiet", "."),
    "import-linter": ("lint-imports", "--no-cache"),
    "mypy": ("mypy",),
    "zizmor": ("zizmor", "--offline", "--quiet", ".github"),
}
NODE = {
    "prettier": ("node_modules/.bin/prettier", "--check", "--log-level", "warn", "docs/assets/**/*.{css,js}"),
    "tsc": ("node_modules/.bin/tsc", "--project", "jsconfig.json"),
    "tsc, without a page": ("node_modules/.bin/tsc", "--project", "types/no-dom.jsconfig.json"),
}
MENDS = {
    "ruff format": "write it so: .venv/bin/ruff format .",
    "ruff check": "write it so where it can be done by itself: .venv/bin/ruff check --fix .",
    "prettier": "write it so: npm run format",
}


@click.command("lint", help="Look at program text: formatting, imports, types. Nothing is changed.")
@pass_root
def command(root: Path) -> int:
    """Run every tool over the repository at ``root``; return 0, or 1 where one finds something."""
    failed = [name for name in PYTHON if not passes(root, name, PYTHON[name])]
    if missing := find_missing_for_node(root):
        say(f"Scripts and style sheets were not looked at: {missing}.")
    else:
        failed += [name for name in NODE if not passes(root, name, NODE[name])]
    if failed:
        complain(f"{count(len(failed), 'tool')} found something: {', '.join(failed)}.")
        for name in failed:
            if name in MENDS:
                complain(f"{name}: {MENDS[name]}")
        return 1
    say("Program text is as agreed.")
    return 0


def passes(root: Path, name: str, words: tuple[str, ...]) -> bool:
    """Run the tool ``name`` over ``root`` by its command line ``words``, in front of everybody; whether it
    ended well."""
    say(f"{name} ...")
    program = words[0] if words in NODE.values() else str(Path(sys.executable).with_name(words[0]))
    return subprocess.run([program, *words[1:]], cwd=root).returncode == 0


def find_missing_for_node(root: Path) -> str:
    """What the tools of Node lack at ``root``, with how to get it; nothing where they are there."""
    if not shutil.which("node"):
        return "there is no Node here"
    if not all((root / words[0]).exists() for words in NODE.values()):
        return "their tools are not installed; run npm ci"
    return ""

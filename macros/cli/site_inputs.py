"""What a site is made from, as digests: by these a build knows whether anything has changed since another."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from macros.addresses.git import ask, is_in_repository
from macros.base.file_digests import digest_files
from macros.base.variables import DATE, PREFIX
from macros.cli.failures import PROGRAM

CONTENT = ("docs", "framework", "modules")  # Folders of the handbook, or of an edition.
SETTINGS = ("mkdocs.yml", "hosting.yml")
THEME = "macros/mkdocs_site/theme"  # Of the handbook's folder, which need not be the program's.
# Of docs, what is not judged by its content where it is used: pages are, style sheets and scripts have it in
# their names.
_KNOWN_BY_CONTENT = (".md", ".css", ".js")
# What git is asked on which the links for editing depend.
_OF_REPOSITORY = (
    ("config", "--list"),
    ("for-each-ref", "--format=%(refname) %(symref)", "refs/remotes"),
    ("symbolic-ref", "--quiet", "--short", "HEAD"),
    ("rev-parse", "--show-prefix"),
)
_TEMPLATES = (".html",)


class Program(NamedTuple):
    """The digests of the program itself, of its Python, and of the names of its packages, with versions: of
    all its files (``digest``), and without the templates of pages (``code``), each of which is noted where it
    is used."""

    digest: str
    code: str


def digest_program() -> Program:
    """The digests of the program that runs."""
    names = sorted(os.listdir(sysconfig.get_path("purelib")))
    packages = [name for name in names if name.endswith((".dist-info", ".egg-link"))]
    code = _digest_text(f"{sys.version} {packages} {digest_files([PROGRAM / 'macros'], _TEMPLATES)}")
    return Program(f"{code} {digest_files(_list_templates())}", code)


def _list_templates() -> list[Path]:
    return sorted(file for ending in _TEMPLATES for file in (PROGRAM / "macros").rglob(f"*{ending}"))


def describe_environment() -> list[str]:
    """The variables of the environment that a build reads, but for the date."""
    return sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith(PREFIX))


def digest_ground(program: Program, root: Path, layers: Iterable[Path], options: Mapping[str, object]) -> str:
    """The digest of what no page is noted to have read: the program, the settings, the ``options`` of the
    build, the pictures, and what the ``layers`` of an edition, which are folders, have beside pages and
    records."""
    places = [*(root / name for name in SETTINGS), root / "docs"]
    for layer in layers:
        places += [place for place in sorted(layer.iterdir()) if place.name not in CONTENT] + [layer / "docs"]
    described = [program.code, describe_environment(), sorted(map(str, options.items()))]
    return f"{_digest_text(str(described))} {digest_files(places, _KNOWN_BY_CONTENT)}"


def digest_content(program: Program, root: Path, layers: Iterable[Path]) -> str:
    """The digest of all that a check reads and that a site is made from, but for what git knows: the program,
    the variables of the environment with the date in it, and every file."""
    places = [*(root / name for name in (*SETTINGS, *CONTENT, THEME)), *layers]
    described = [program.digest, describe_environment(), os.environ.get(DATE, "")]
    return f"{_digest_text(str(described))} {digest_files(places)}"


def digest_all(program: Program, root: Path, layers: Iterable[Path]) -> str:
    """The digest of all that a site is made from, with what git knows of the repository."""
    answers = [ask(root, *words) for words in _OF_REPOSITORY] if is_in_repository(root) else []
    return f"{_digest_text(str(answers))} {digest_content(program, root, layers)}"


def guess_layers(edition: Path | None) -> list[Path]:
    """The folders of an ``edition`` of which no more is known than the path by which it was named: its own
    alone."""
    if not edition:
        return []
    folder = edition.resolve()
    return [folder.parent if folder.is_file() else folder]


def _digest_text(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()

"""Copies for a disk, each made once a test run: of the site at an address, and one that is unpacked where
paths are odd."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from built import build, site
from once import once

from macros.base.zip_files import write_zip
from macros.cli.disk_archive import list_members

ADDRESS = "https://handbook.example/north/"
ODD = "a shared drive/Überblick #1 100%"  # A space, an accent, and what means something in an address.
_ADDRESSES = re.compile(r'\s(?:href|src|data-(?:script|page|card|host))="([^"]*)"')
_IDS = re.compile(r'\s(?:id|name)="([^"]+)"')


def addressed_copy() -> Path:
    """The copy of a site that knows its address."""
    return once("disk-addressed", lambda folder: build(folder, offline=True, HANDBOOK_SITE_URL=ADDRESS))


def pack() -> bytes:
    """The archive of the copy of this repository's site."""
    return write_zip(list_members(site(offline=True)), level=9)


def unpacked_copy() -> Path:
    """The folder of an unpacked archive, read-only, in folders with odd names."""

    def make(folder: Path) -> None:
        target = folder / ODD
        target.mkdir(parents=True)
        with zipfile.ZipFile(io.BytesIO(pack())) as archive:
            archive.extractall(target)
        for path in sorted(target.rglob("*"), reverse=True):
            path.chmod(0o555 if path.is_dir() else 0o444)

    return once("disk-unpacked", make) / ODD


def list_addresses(folder: Path) -> list[tuple[str, str]]:
    """Every address on the pages in ``folder``, resolved, as (the page, the address); those of code and text
    that is shown are none."""
    addresses = []
    for file in sorted(folder.rglob("*.html")):
        html = re.sub(r"<(pre|code|textarea)\b.*?</\1>", "", file.read_text("utf-8"), flags=re.S)
        base = file.as_uri()
        page = file.relative_to(folder).as_posix()
        addresses += [(page, urljoin(base, unescape(value))) for value in _ADDRESSES.findall(html)]
    return addresses


def find_fault(address: str, folder: Path) -> str:
    """What is wrong with an address of a file: it is outside of ``folder``, no file is there, or nothing on
    that page has the id; empty where all is well."""
    parts = urlsplit(address)
    file = Path(unquote(parts.path))
    if not file.is_relative_to(folder):
        return "outside"
    if not file.is_file():
        return "no such file"
    if parts.fragment and file.suffix == ".html" and unquote(parts.fragment) not in _list_ids(file):
        return "no such place"
    return ""


_ids: dict[Path, set[str]] = {}


def _list_ids(file: Path) -> set[str]:
    if file not in _ids:
        _ids[file] = set(_IDS.findall(file.read_text("utf-8")))
    return _ids[file]

"""How much a browser fetches that comes to a page of a built site for the first time, before anything is
pressed: the page, its style sheets, its scripts, its icon and the pictures that do not wait until they are
near. No page has a font."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path


@cache
def weigh(file: Path) -> int:
    """Bytes of ``file`` after gzip."""
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


def list_first_files(site: Path, url: str) -> list[str]:
    """The places in the folder ``site`` of the page at ``url`` and of what it makes a browser fetch at
    once."""
    page = url + "index.html" if url.endswith("/") or not url else url
    html = (site / page).read_text("utf-8")
    tags = re.findall(r'<script src="[^"]+"|<link rel="(?:stylesheet|icon)"[^>]*>|<img [^>]*>', html)
    eager = [re.search(r'(?:src|href)="([^"]+)"', tag)[1] for tag in tags if 'loading="lazy"' not in tag]
    at = (site / page).parent
    return [page, *((at / path).resolve().relative_to(site.resolve()).as_posix() for path in eager)]


def weigh_first_view(site: Path, url: str) -> int:
    """Bytes after gzip of all that the page at ``url`` makes a browser fetch at once."""
    return sum(weigh(site / place) for place in list_first_files(site, url))

"""What a browser is given to keep pages for use without a network: a service worker, and a list of the site's
files with a digest of each.

The worker keeps a file only if it is, byte for byte, the one that the list of its own build names. So what is
kept is of one build, whatever a server, or a cache before it, sends while it is being renewed.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

WORKER, LIST = "service-worker.js", "device-files.json"  # Their places in the site.
WORKER_SOURCE = "assets/js/device/worker.js"  # In docs; no page loads it.
DEVICE_PAGE = "about/on-device"  # The page that lists what is kept, by its path.
KEPT_SECTIONS = ("pathways", "modules")  # Whose pages can be kept with all that they lead to.
_LEFT_OUT = ("embed/", "api/", "data/", "schemas/", "hosting/", "assets/data/edit/")
_FILES_OF_SERVERS = re.compile(r"404\.html$|_headers$|web\.config$|.*\.(?:schema\.json|gz|xml|ics|csv)$")
_ARTICLE = re.compile(r"<article\b.*?</article>", re.S)
_LINK = re.compile(r'<a\b[^<>]* href="([^"#?]+)')
_DIGITS = 8  # Of a digest in base 64: 48 bits.
_HERE = "https://site.example/"  # For working out relative addresses.


def name_page(place: str) -> str:
    """The address, from the site's root, by which the file at ``place`` is asked for: that of its folder for
    a folder's own page."""
    return place[: -len("index.html")] if f"/{place}".endswith("/index.html") else place


def list_site_files(site: Path) -> dict[str, bytes]:
    """What a browser may keep of the built ``site``: the content of each file by its address from the site's
    root, in the order of these."""
    files = {}
    for file in site.rglob("*"):
        place = file.relative_to(site).as_posix()
        is_kept = not place.startswith(_LEFT_OUT) and not _FILES_OF_SERVERS.match(place)
        is_page = place.endswith(".html")
        if is_kept and (is_page or place.startswith("assets/")) and file.is_file():
            files[name_page(place)] = file.read_bytes()
    return dict(sorted(files.items()))


def format_list(files: Mapping[str, bytes], device_page: str) -> tuple[str, str]:
    """The id of the build with these ``files``, and the list of them as JSON; ``device_page`` is the address
    of the page that lists what is kept.

    ``files`` has a digest and a length of each, ``sets`` the pages that are kept with each pathway and
    module, by the numbers of their places in ``files``.
    """
    digests = {path: f"{digest(content)} {len(content)}" for path, content in files.items()}
    numbers = {path: number for number, path in enumerate(files)}
    content = {
        "device": device_page,
        "files": digests,
        "sets": {path: [numbers[page] for page in _list_set(path, files)] for path in files if _is_set(path)},
    }
    build = digest(json.dumps(content, sort_keys=True).encode())
    return build, json.dumps({"build": build, **content}, ensure_ascii=False, separators=(",", ":")) + "\n"


def format_worker(source: str, build: str) -> str:
    """The script of the worker for a ``build``, made of its ``source``."""
    if source.count("{build}") != 1:
        raise ValueError(f"{WORKER_SOURCE} names its build once, as {{build}}")
    return source.replace("{build}", build)


def digest(content: bytes) -> str:
    """The beginning of the SHA-256 of ``content``, in the base 64 of addresses."""
    return urlsafe_b64encode(sha256(content).digest()).decode("ascii")[:_DIGITS]


def _is_set(path: str) -> bool:
    """Whether ``path`` is the page of a pathway or module, and not that of their list or of a session."""
    section, _, rest = path.removesuffix(".html").strip("/").partition("/")
    return section in KEPT_SECTIONS and bool(rest) and "/" not in rest and rest != "index"


def _list_set(path: str, files: Mapping[str, bytes]) -> list[str]:
    """The pages to be kept with the page at ``path``: itself, those below it, such as the sessions of a
    module, and those to which these lead in their text."""
    below = f"{path.removesuffix('.html').rstrip('/')}/"
    pages = [path, *(page for page in files if page.startswith(below) and page != path)]
    targets = (target for page in pages for target in _list_links(page, files))
    return list(dict.fromkeys([*pages, *targets]))


def _list_links(page: str, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the pages of the site to which the article of the page at ``page`` leads."""
    article = _ARTICLE.search(files[page].decode("utf-8"))
    for href in _LINK.findall(article[0] if article else ""):
        address = urljoin(_HERE + page, unescape(href))
        target = name_page(unquote(urlsplit(address).path.lstrip("/")))
        if address.startswith(_HERE) and target in files and not target.startswith("assets/"):
            yield target

"""The built sites, each made once a test run, and a way of reading their pages."""

from __future__ import annotations

import functools
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import real_records
import runs
from looks import list_styled_classes
from once import once
from places import ROOT

from macros.addresses.urls import Urls
from macros.records.handbook import Handbook
from macros.records.quoting import fill_in
from macros.tools.data import build_tool_data
from macros.tools.data_files import format_json

SUB_PATH = "/handbook"
REPOSITORY = "https://forge.example/handbook"


@functools.cache
def book() -> Handbook:
    """The handbook of the real records, with what its texts quote in its place."""
    loaded, problems = real_records.load()
    assert problems == []
    return fill_in(loaded)


def build(
    folder: Path, root: Path = ROOT, offline: bool = False, edition: Path | None = None, **environment: str
) -> Path:
    """Build the site of ``root``, with ``edition`` over it, into ``folder`` with the real command; returns
    ``folder``."""
    assert not runs.FAST, "a fast test builds a whole site: mark it slow"
    command = [sys.executable, "-m", "macros.cli", "--root", str(root), "build", "--site-dir", str(folder)]
    settings = {"HANDBOOK_REPOSITORY": REPOSITORY, "PYTHONPATH": str(root), **environment}
    command += ["--edition", str(edition)] if edition else []
    done = subprocess.run(
        command + ["--offline"] * offline,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        cwd=root,
    )
    assert done.returncode == 0, done.stderr
    return folder


def site(offline: bool = False) -> Path:
    """The site of this repository: for a server, or ``offline`` to be opened from disk."""
    name = "disk" if offline else "server"
    return once(name, lambda folder: build(folder, offline=offline))


def edition(name: str) -> Path:
    """The site of an example in ``editions``, for a server."""
    return once(name, lambda folder: build(folder, edition=ROOT / "editions" / name))


def sub_path_site() -> Path:
    """The site for a server, built for an address with the path SUB_PATH."""
    return once(
        "sub-path", lambda folder: build(folder, HANDBOOK_SITE_URL=f"https://handbook.example{SUB_PATH}/")
    )


@functools.cache
def tools_data() -> dict:
    """What the site gives the participants' tools, without a site. Do not change it."""
    return json.loads(format_json(build_tool_data(book(), Urls(True), real_records.list_pages().values())))


def asset(path: str, offline: bool = False) -> Path:
    """The file in the built site of the style sheet or script at ``path`` in ``docs``, whose name there tells
    its content."""
    place = site(offline) / path
    (found,) = place.parent.glob(f"{place.stem}.????????{place.suffix}")
    return found


@functools.cache
def styled_classes() -> frozenset[str]:
    """The classes that the style sheets of the built site name."""
    return list_styled_classes("\n".join(file.read_text("utf-8") for file in site().rglob("*.css")))


@dataclass
class Page(HTMLParser):
    """One page: its address from the root, the ids on it, where its links lead, and its text."""

    url: str
    html: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if "id" in said:
            self.ids.append(said["id"])
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        elif tag == "link" and said.get("rel") in ("stylesheet", "icon"):
            self.loads.append(said["href"])
        elif tag in ("script", "img", "iframe", "source") and said.get("src"):
            self.loads.append(said["src"])

    @functools.cached_property
    def targets(self) -> set[str]:
        """The addresses inside the site that its links lead to, from the root, with their anchors."""
        return {resolve(self.url, link) for link in self.links if not urlsplit(link).scheme}

    @functools.cached_property
    def text(self) -> str:
        """The words of the page's article, with white space folded."""
        article = self.html.partition("<article")[2].partition("</article>")[0]
        return plain(article)


def plain(html: str) -> str:
    """The words of a piece of HTML, with white space folded."""
    from html import unescape

    html = re.sub(r"</?(p|li|td|th|dd|dt|h\d|div|tspan|tr|summary|span)\b[^>]*>", " ", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def resolve(url: str, link: str) -> str:
    """Where ``link`` on the page at ``url`` leads, from the root; a folder's own page has no file name."""
    parts = urlsplit(urljoin(f"https://site/{url}", link))
    path = unquote(parts.path.lstrip("/")).removesuffix("index.html")
    return path + (f"#{unquote(parts.fragment)}" if parts.fragment else "")


@functools.cache
def pages(offline: bool = False) -> dict[str, Page]:
    """Every page of the site by its address from the root (``theories/eight-steps/``), redirects and embeds
    left out."""
    return {url: page for url, page in everything(offline).items() if not url.startswith("embed/")}


@functools.cache
def everything(offline: bool = False) -> dict[str, Page]:
    """Every page of the site and every embed by its address from the root, redirects left out."""
    found = {}
    for file in sorted(site(offline).rglob("*.html")):
        url = file.relative_to(site(offline)).as_posix()
        html = file.read_text("utf-8")
        if 'http-equiv="refresh"' not in html:
            found[resolve("", url)] = Page(url, html)
    return found

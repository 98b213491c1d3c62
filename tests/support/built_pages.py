"""What must hold of the pages of any built site, whatever its content: looked for in the HTML as it lies on
the disk."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

PRIVATE = re.compile("[\ue000-\uf8ff]")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
DATA_TYPES = ("application/json", "application/ld+json")  # Of scripts that no browser runs.
ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "xlink:href", "cite"}
RUNS = re.compile(r"[\s\x00-\x1f]*(javascript|vbscript|data)[\s\x00-\x1f]*:", re.I)


class _Page(HTMLParser):
    """One page: its ids, its links, and what is wrong with it by itself."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self._data: str | None = None
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]
        self.faults += [
            f"the id '{id}' stands {times} times" for id, times in Counter(self.ids).items() if times > 1
        ]
        if found := PRIVATE.search(html):
            self.faults.append(f"holds the private character U+{ord(found[0]):04X}")

    def handle_starttag(self, tag, attributes):
        self._element(tag, attributes)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self._element(tag, attributes)

    def handle_endtag(self, tag):
        if tag == "script":
            self._end_of_script()
        if self._open and self._open[-1] == tag:
            self._open.pop()
        elif tag not in VOID:
            self.faults.append(f"</{tag}> closes {f'<{self._open[-1]}>' if self._open else 'nothing'}")

    def handle_data(self, data):
        if self._data is not None:
            self._data += data

    def _element(self, tag, attributes):
        said = dict(attributes)
        self.faults += [
            f"<{tag}> has '{name}' twice"
            for name, times in Counter(name for name, _ in attributes).items()
            if times > 1
        ]
        self.ids += [said["id"]] if said.get("id") else []
        self.faults += [f"<{tag}> runs '{name}'" for name in said if name.startswith("on") or name == "style"]
        if tag == "style" or tag == "script" and not said.get("src") and said.get("type") not in DATA_TYPES:
            self.faults.append(f"holds <{tag}>")
        if tag == "script" and said.get("type") in DATA_TYPES:
            self._data = ""
        for name in ADDRESSES & said.keys():
            if RUNS.match(value := said[name] or ""):
                self.faults.append(f"<{tag}> has the address '{value[:60]}'")
            elif name in ("href", "src"):
                self.links.append(value)

    def _end_of_script(self):
        if self._data is not None and not _is_json(self._data):
            self.faults.append("holds data that is no JSON")
        self._data = None


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def _page(html: str) -> _Page:
    return _Page(html)


def faults_in(folder: Path, pages: Iterable[str] | None = None) -> list[str]:
    """What is wrong with the site in ``folder``: with its ``pages`` (``theories/eight-steps/index.html``), or
    all, and with its JSON.

    A page has sound tags, no id twice, no script, style or handler of its own, no address that runs, no link
    within the site that leads nowhere, and no private character.
    """
    named = (
        sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
        if pages is None
        else pages
    )
    found = [f"{name}: {fault}" for name in named for fault in _faults_of(folder, name)]
    return found + [
        f"{path.relative_to(folder).as_posix()}: is no JSON"
        for path in sorted(folder.rglob("*.json"))
        if not _is_json(path.read_text("utf-8"))
    ]


def _faults_of(folder: Path, name: str) -> Iterator[str]:
    page = _page((folder / name).read_text("utf-8"))
    yield from page.faults
    for link in dict.fromkeys(page.links):
        if wrong := _dead(folder, name, link):
            yield f"the link '{link}' {wrong}"


def _dead(folder: Path, name: str, link: str) -> str:
    """Why a link leads nowhere; nothing where it leads out of the site, or to what is there."""
    try:
        parts = urlsplit(urljoin(f"https://site/{name}", link))
    except ValueError:
        return "cannot be read"
    if parts.scheme not in ("http", "https") or parts.netloc != "site":
        return ""
    file = folder / unquote(parts.path).lstrip("/")
    file = file / "index.html" if file.is_dir() else file
    if not file.is_file():
        return "leads to no file"
    if (
        parts.fragment
        and file.suffix == ".html"
        and unquote(parts.fragment) not in _page(file.read_text("utf-8")).ids
    ):
        return "leads to no place on its page"
    return ""

"""Where a link or picture of a hand-written page leads: to a page or a file of ``docs``, or out of the site.

The check and the build ask :meth:`Places.target`; a link that it does not know is refused by the one and cannot reach the other.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from macros.problems import nearest, show
from macros.written.files import PAGES, PICTURES
from macros.written.markup import Link

SCHEMES = ("http", "https", "mailto", "tel")


class LeadsNowhere(ValueError):
    """A link that cannot be: ``wrong`` and ``right`` say why, and what would be right."""

    def __init__(self, wrong: str, right: str):
        super().__init__(wrong)
        self.wrong, self.right = wrong, right


@dataclass(frozen=True)
class Target:
    """A page or file of the site by its place in ``docs`` (``guides/index.md``), with the link's query and anchor."""

    uri: str
    query: str = ""
    anchor: str = ""


class Places:
    """What links can lead to: the pages and the other files of ``docs``, written or made, by their place there."""

    def __init__(self, pages: Iterable[str], files: Iterable[str]):
        """``pages`` and ``files`` are places in ``docs``, as ``theories/coaching.md``."""
        self.pages = frozenset(pages)
        self.files = frozenset(files) - self.pages

    def __repr__(self) -> str:
        return f"<Places: {len(self.pages)} pages, {len(self.files)} files>"

    def target(self, page: str, link: Link) -> Target | None:
        """Where ``link`` on the page at ``page`` leads; ``None`` for an address outside the site.

        Raises :class:`LeadsNowhere`.
        """
        parts = self._split(link)
        if parts.scheme or parts.netloc:
            return self._outside(link, parts)
        if link.url.startswith(("/", "\\")):
            right = next(self._meant(page, unquote(parts.path).lstrip("/\\"), ""), None)
            raise LeadsNowhere(f"{self._says(link)}, which is lost where the site stands under a path or on a disk", self._asked(page, right))
        if not parts.path:
            if not parts.fragment:
                raise LeadsNowhere(f"{self._says(link)}, which leads nowhere", "write where it leads, or plain words")
            return Target(page, parts.query, unquote(parts.fragment))
        return self._inside(page, link, parts)

    def _inside(self, page: str, link: Link, parts: SplitResult) -> Target:
        path = unquote(parts.path)
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        known = self.files if link.tag == "img" else self.pages | self.files
        if uri in known and not path.endswith("/"):
            if link.tag == "img" and not uri.lower().endswith(PICTURES):
                raise LeadsNowhere(f"shows {show(link.url)}, which is no picture", "name a picture that lies in docs")
            return Target(uri, parts.query, unquote(parts.fragment))
        right = next(self._meant(page, path, posixpath.dirname(page)), None)
        raise LeadsNowhere(f"{self._says(link)}, and no such {'picture' if link.tag == 'img' else 'page or file'} is there", self._asked(page, right))

    @staticmethod
    def _says(link: Link) -> str:
        return f"{'shows' if link.tag == 'img' else 'links to'} {show(link.url)}"

    @staticmethod
    def _split(link: Link) -> SplitResult:
        try:
            return urlsplit(link.url)
        except ValueError:
            raise LeadsNowhere(f"links to {show(link.url)}", _WAYS) from None

    @staticmethod
    def _outside(link: Link, parts: SplitResult) -> None:
        if link.tag == "img":
            raise LeadsNowhere(f"loads {show(link.url)} from elsewhere", "put the picture into this folder's docs")
        if parts.scheme.lower() not in SCHEMES or (parts.scheme.lower() in ("http", "https")) != bool(parts.hostname):
            raise LeadsNowhere(f"links to {show(link.url)}", _WAYS)
        try:
            _ = parts.port
        except ValueError:
            raise LeadsNowhere(f"links to {show(link.url)}, whose port is none", "take the port out, or give a number up to 65535") from None

    def _meant(self, page: str, path: str, base: str) -> Iterator[str]:
        """The pages and files that an author may have meant by ``path``, seen from ``base``."""
        known = self.pages | self.files
        bare = path.rstrip("/").removesuffix("/index.html").removesuffix(".html")
        for start in dict.fromkeys((base, posixpath.join(posixpath.dirname(page), "..") if base else base, "")):
            for guess in (f"{bare}/index.md", f"{bare}.md", bare, f"{bare}/index.md".lower(), f"{bare}.md".lower()):
                if (uri := posixpath.normpath(posixpath.join(start, guess)).lstrip("/")) in known:
                    yield uri
        if near := nearest(posixpath.normpath(posixpath.join(base, path)), known):
            yield near

    @staticmethod
    def _asked(page: str, uri: str | None) -> str:
        if uri is None:
            return "give the place of a page, as '../about/index.md'"
        return f"did you mean '{posixpath.relpath(uri, posixpath.dirname(page) or '.')}'?"


_WAYS = "link to a page, or to an http, https, mailto or tel address"


def page_uris(paths: Iterable[str]) -> Iterator[str]:
    """The places in ``docs`` at which pages made from records can be linked to: ``theories/coaching.md``."""
    return (f"{path}.md" for path in paths)


def is_page_uri(uri: str) -> bool:
    """Whether ``uri`` is the place of a page."""
    return uri.endswith(PAGES)

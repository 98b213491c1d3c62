"""Where a link or picture of a hand-written page leads: to a page or a file of ``docs``, or out of the site.

The check and the build both resolve links with :meth:`Places.find_target`, so a link that the check passes is
one that the build knows.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit

from macros.base import address_rules
from macros.base.problems import Fault, Guess, show
from macros.hand_written.files import PICTURES, is_left_out
from macros.hand_written.markdown_conversion import Link

SCHEMES = ("http", "https", "mailto", "tel")


class LeadsNowhere(ValueError):
    """A link has no target. ``wrong`` says what is wrong with it, ``right`` what would be right."""

    def __init__(self, wrong: str, right: str | Guess):
        super().__init__(wrong)
        self.wrong, self.right = wrong, right


@dataclass(frozen=True)
class Target:
    """A page or file of the site by its place in ``docs`` (``guides/index.md``), with the link's query and
    anchor."""

    uri: str
    query: str = ""
    anchor: str = ""


class Places:
    """What a link can lead to: the pages and other files of ``docs``, hand-written or generated, by their
    place there."""

    def __init__(self, pages: Iterable[str], files: Iterable[str]):
        """``pages`` and ``files`` are places in ``docs``, as ``theories/coaching.md``."""
        self.pages = frozenset(pages)
        self.files = frozenset(files) - self.pages
        self.pictures = frozenset(file for file in self.files if file.lower().endswith(PICTURES))
        self.all = self.pages | self.files

    def __repr__(self) -> str:
        return f"<Places: {len(self.pages)} pages, {len(self.files)} files>"

    def find_target(self, page: str, link: Link) -> Target | None:
        """Where ``link`` on the page at ``page`` leads; ``None`` for an address outside the site.

        Raises :class:`LeadsNowhere`.
        """
        parts = self._split(link)
        if parts.scheme or parts.netloc:
            return self._check_outside(link)
        if link.url.startswith(("/", "\\")):
            wrong = f"{self._describe(link)}, which is lost where the site stands under a path or on a disk"
            known = self.pictures if link.tag == "img" else self.all
            raise LeadsNowhere(wrong, self._suggest(page, unquote(parts.path).lstrip("/\\"), "", known))
        if not parts.path:
            if not parts.fragment:
                raise LeadsNowhere(
                    f"{self._describe(link)}, which leads nowhere", "write where it leads, or plain words"
                )
            return Target(page, parts.query, unquote(parts.fragment))
        return self._find_inside(page, link, parts)

    def _find_inside(self, page: str, link: Link, parts: SplitResult) -> Target:
        path = unquote(parts.path)
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        if uri in (self.files if link.tag == "img" else self.all) and not path.endswith("/"):
            if link.tag == "img" and not uri.lower().endswith(PICTURES):
                raise LeadsNowhere(
                    f"shows {show(link.url)}, which is no picture", "name a picture that lies in docs"
                )
            return Target(uri, parts.query, unquote(parts.fragment))
        if name := next(filter(_is_unpublished, re.split(r"[/\\]", uri)), None):
            raise LeadsNowhere(
                f"{self._describe(link)}, and what is called {show(name)} is never published",
                "choose another name, without a sign of hidden files, backups or temporary files",
            )
        wrong = (
            f"{self._describe(link)}, and no such {'picture' if link.tag == 'img' else 'page or file'} is"
            " there"
        )
        known = self.pictures if link.tag == "img" else self.all
        raise LeadsNowhere(wrong, self._suggest(page, path, posixpath.dirname(page), known))

    @staticmethod
    def _describe(link: Link) -> str:
        return f"{'shows' if link.tag == 'img' else 'links to'} {show(link.url)}"

    @staticmethod
    def _split(link: Link) -> SplitResult:
        try:
            return urlsplit(link.url)
        except ValueError:
            raise LeadsNowhere(f"links to {show(link.url)}", _WAYS) from None

    @staticmethod
    def _check_outside(link: Link) -> None:
        if link.tag == "img":
            raise LeadsNowhere(
                f"loads {show(link.url)} from elsewhere", "put the picture into this folder's docs"
            )
        if fault := outside_fault(link.url):
            raise LeadsNowhere(*fault)

    @staticmethod
    def _list_guesses(page: str, path: str, base: str, known: frozenset[str]) -> Iterator[str]:
        """The places among ``known`` that ``path``, taken from the folder ``base``, may be meant to name; the
        likeliest first."""
        stem = path.replace("\\", "/").rstrip("/").removesuffix("/index.html").removesuffix(".html")
        for start in dict.fromkeys(
            (base, posixpath.join(posixpath.dirname(page), "..") if base else base, "")
        ):
            for guess in (
                f"{stem}/index.md",
                f"{stem}.md",
                stem,
                f"{stem}/index.md".lower(),
                f"{stem}.md".lower(),
            ):
                if (uri := posixpath.normpath(posixpath.join(start, guess)).lstrip("/")) in known:
                    yield uri

    def _suggest(self, page: str, path: str, base: str, known: frozenset[str]) -> str | Guess:
        """What to write on ``page`` in the place of ``path``: the likeliest place among ``known``, or one
        spelt much like it."""

        def make_relative(uri: str) -> str:
            return quote(posixpath.relpath(uri, posixpath.dirname(page) or "."))

        if uri := next(self._list_guesses(page, path, base, known), None):
            return f"did you mean '{make_relative(uri)}'?"
        for start in ("mailto:", "https://") if known is self.all else ():
            if _is_lacking_its_start(path, start):
                return f"did you mean '{start}{path}'?"
        example = (
            "picture, as '../assets/images/ward.png'"
            if known is self.pictures
            else "page, as '../about/index.md'"
        )
        return Guess(
            posixpath.normpath(path), lambda: map(make_relative, known), f"give the place of a {example}"
        )


def outside_fault(url: str) -> Fault | None:
    """What is wrong with an address outside the site, and what would be right; ``None`` for a sound one."""
    scheme = url.partition(":")[0].lower()
    if scheme not in SCHEMES or ":" not in url:
        return Fault(f"links to {show(url)}", _WAYS)
    if scheme == "tel":
        return (
            None
            if _NUMBER.fullmatch(url)
            else Fault(f"links to {show(url)}, which is no number to ring", "write it as tel:+441632960101")
        )
    fault = address_rules.mail_fault(url) if scheme == "mailto" else address_rules.fault(url)
    return Fault(f"links to {show(url)}, which {fault.wrong}", fault.right) if fault else None


def _is_unpublished(name: str) -> bool:
    """Whether a part of a path names what is never published, and not only the folder itself or that
    above."""
    return bool(name.strip(".")) and is_left_out(name)


def _is_lacking_its_start(path: str, start: str) -> bool:
    """Whether ``path`` is the address of a mailbox or of a site whose ``start``, ``mailto:`` or ``https://``,
    was left out."""
    if start == address_rules.MAIL:
        return address_rules.mail_fault(start + path) is None
    return path.lower().startswith("www.") and address_rules.fault(start + path) is None


_NUMBER = re.compile(r"(?i:tel):\+?[0-9][0-9().-]{1,30}(;ext=[0-9]{1,8})?")
_WAYS = "link to a page, or to an http, https, mailto or tel address"

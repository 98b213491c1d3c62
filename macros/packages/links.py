"""Where the links and pictures of a page in a package lead: to another file of the package, to the site, or
nowhere, in which case only the words stay."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

from macros.packages.xhtml import iterate_with_parents, unwrap

_OUTSIDE = ("http://", "https://", "mailto:", "tel:")
PICTURES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}


@dataclass
class Places:
    """The files of a package.

    ``files`` are those of its pages by the pages' paths; ``moved`` those of parts that have a page of their
    own, by path and anchor; ``anchors`` the ids in each file; ``pictures`` are gathered while pages are
    linked. ``locate`` gives the address of a page in the site, empty without one; ``read_file`` the file at a
    place in ``docs``.
    """

    files: Mapping[str, str]
    locate: Callable[[str], str]
    read_file: Callable[[str], bytes | None]
    moved: Mapping[tuple[str, str], str] = field(default_factory=dict)
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def find_href(self, href: str, path: str, file: str) -> str:
        """The address that a link of the page at ``path`` has in the package's ``file``; empty where it
        leads nowhere."""
        if href.startswith(_OUTSIDE):
            return href
        place, _, anchor = href.partition("#")
        if ":" in place.partition("/")[0] or place.startswith(("/", "\\")):
            return ""
        place, _, query = place.partition("?")
        target = self._find_path(place, path)
        if target is None:
            return ""
        if not query and (inside := self._find_inside(target, unquote(anchor), file)):
            return inside
        address = self.locate(target)
        ending = (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")
        return address + ending if address else ""

    @staticmethod
    def _find_path(place: str, path: str) -> str | None:
        """The page that a relative address names; ``None`` for a file that is no page."""
        if not place:
            return path
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(place)))
        return target.removesuffix(".html") if target.endswith(".html") else None

    def _find_inside(self, path: str, anchor: str, file: str) -> str:
        target = self.moved.get((path, anchor)) or self.files.get(path)
        if target is None:
            return ""
        has_anchor = anchor in self.anchors.get(target, ())
        if target == file:
            return f"#{quote(anchor)}" if has_anchor else posixpath.basename(file)
        address = posixpath.relpath(target, posixpath.dirname(file) or ".")
        return quote(address) + (f"#{quote(anchor)}" if has_anchor else "")

    def find_picture(self, source: str, path: str, file: str) -> str:
        """The address of a picture in the package's ``file``, which is put among :attr:`pictures`; empty for
        what is none."""
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(source)))
        if posixpath.splitext(place)[1].lower() not in PICTURES or ":" in source:
            return ""
        if place not in self.pictures:
            content = self.read_file(place)
            if content is None:
                return ""
            self.pictures[place] = content
        return quote(posixpath.relpath(place, posixpath.dirname(file) or "."))

    def link(self, tree: Element, path: str, file: str) -> None:
        """Change the addresses in the ``tree`` of the page at ``path``, which stands in ``file``."""
        for element, parent in reversed(list(iterate_with_parents(tree))):
            if element.tag == "a":
                self._link_words(element, parent, path, file)
            elif element.tag == "img":
                source = self.find_picture(element.get("src") or "", path, file)
                element.attrib.pop("loading", None)
                element.attrib.pop("srcset", None)
                if source:
                    element.set("src", source)
                    element.attrib.setdefault("alt", "")
                else:
                    element.tag, element.text = "span", element.get("alt")
                    for name in ("src", "alt", "width", "height"):
                        element.attrib.pop(name, None)

    def _link_words(self, element: Element, parent: Element, path: str, file: str) -> None:
        for name in ("download", "target", "ping"):
            element.attrib.pop(name, None)
        href = self.find_href(element.get("href") or "", path, file)
        if href:
            element.set("href", href)
        elif element.get("id"):
            element.attrib.pop("href", None)
        else:
            unwrap(element, parent)


def list_ids(tree: Element) -> frozenset[str]:
    """The ids in a tree."""
    return frozenset(filter(None, (element.get("id") for element in tree.iter())))

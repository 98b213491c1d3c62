"""The hand-written pages of ``docs/``: which there are, what they are called, and which sources they cite.

A page is read as mkdocs reads it, so that a check, and what links back from a source, see the same text.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.handbook import Handbook
from macros.problems import Problems
from macros.yaml_files import parse

PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # What mkdocs takes for a page.
# How mkdocs finds front matter (mkdocs/utils/meta.py): between lines of dashes.
_BETWEEN_DASHES = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_HEADING = re.compile(r"^# +(.+?) *#*$", re.MULTILINE)


@dataclass(frozen=True)
class WrittenPage:
    """A hand-written page: its place in the site, and what it is called."""

    path: str
    title: str


def split(page: str) -> tuple[str | None, str]:
    """A page's front matter, where it stands between dashes, and its text, with empty lines in the front matter's place."""
    page = page.replace("\r\n", "\n").replace("\r", "\n")
    if front := _BETWEEN_DASHES.match(page):
        return front[1], "\n" * front[0].count("\n") + page[front.end() :]
    return None, page


def files_in(docs: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a ``docs`` folder, and every link, with its place there, in order; names that begin with a dot are passed over, as
    mkdocs does. A link to a folder is not followed."""
    for folder, folders, names in os.walk(docs):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*links, *(name for name in names if not name.startswith("."))]):
            file = Path(folder) / name
            yield file.relative_to(docs).as_posix(), file


def page_files(root: Path, folders: Iterable[Path] = ()) -> dict[str, Path]:
    """The hand-written pages that are built, by their place in ``docs``, in order: those of the handbook at ``root``, and those of
    an edition's ``folders`` (bottom first), which take the place of others."""
    found: dict[str, Path] = {}
    for docs in (root / "docs", *(folder / "docs" for folder in folders)):
        found |= {uri: file for uri, file in files_in(docs) if file.suffix.lower() in PAGES and file.is_file()}
    return dict(sorted(found.items()))


def pages_citing(handbook: Handbook, root: Path, folders: Iterable[Path] = ()) -> dict[str, list[WrittenPage]]:
    """The hand-written pages that cite each source, by the source's id, in order of their paths."""
    found: dict[str, list[WrittenPage]] = defaultdict(list)
    for uri, file in page_files(root, folders).items():
        if "cite" not in (page := file.read_text("utf-8-sig")):
            continue
        front, text = split(page)
        path = uri.rpartition(".")[0]
        sources = dict.fromkeys(handbook.source_by_id[id] for id in _cited(text) if id in handbook.source_by_id)
        for source in sources:
            found[source.id].append(WrittenPage(path, _title(front, text, path)))
    return found


def _cited(text: str) -> Iterator[str]:
    """The ids that the text of a page cites, read as a template and not as words: code samples that show a call call nothing."""
    from jinja2 import Environment, TemplateSyntaxError, nodes

    try:
        tree = Environment().parse(text)
    except TemplateSyntaxError:  # The check of pages says so.
        return
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "cite":
            yield from (each.value for each in [*call.args, *(pair.value for pair in call.kwargs)] if isinstance(each, nodes.Const))


def _title(front: str | None, text: str, path: str) -> str:
    """What a page is called: by its front matter, else by its heading, else by its name."""
    if front and isinstance(keys := _keys(front, path), dict) and isinstance(keys.get("title"), str):
        return keys["title"]
    heading = _HEADING.search(text)
    return heading[1] if heading else path.rpartition("/")[2]


def _keys(front: str, path: str) -> object:
    try:
        return parse(front.encode(), path).data
    except Problems:  # The check of pages says so.
        return None

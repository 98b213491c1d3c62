"""A hand-written page, read: its front matter as a model, its text in words and macro calls, and both as HTML with marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

from macros.base.problems import Guess, Problem, Problems
from macros.base.yaml_files import PRIVATE, UNREADABLE, YamlFile
from macros.hand_written.calls import Call, Piece, read_calls
from macros.hand_written.files import name_fault, page_files
from macros.hand_written.front_matter import FrontMatter, read_front_matter, split
from macros.hand_written.markup import Converter, Html, first_heading, marked
from macros.records.handbook import Handbook
from macros.records.loader import Place

_HALF_READ = re.compile("[\x02\x03]")  # Python-Markdown's own marks.
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
_MERGE = re.compile(r"^(<{7}|>{7})( |$)", re.MULTILINE)
MOST_BYTES = 64 * 1024
# Of some signs Python-Markdown's time grows with the square of their number: what a page may hold of each, many times what any needs.
_MOST = {"[": 2000, "<": 2000, "\n#": 1000, "`": 4000}
_NESTING = re.compile(r"^(?:[ \t]*(?:>|[-*+]|\d+[.)]))*[ \t]*", re.MULTILINE)


@dataclass(frozen=True)
class WrittenPage:
    """A hand-written page that can be read.

    ``uri`` is its place in ``docs``, ``shown`` its file as authors know it; ``text`` the file's text with empty lines in the place of
    the front matter; ``yaml`` the front matter with its places, or ``None``; ``sound`` whether reading found nothing wrong.
    """

    uri: str
    file: Path
    shown: str
    front: FrontMatter
    yaml: YamlFile | None
    text: str
    pieces: tuple[Piece, ...]
    html: Html
    sound: bool = True

    @property
    def path(self) -> str:
        """The page's place in the site: ``guides/measurement``."""
        return self.uri.rpartition(".")[0]

    @property
    def calls(self) -> list[Call]:
        """The macro calls of its text, in order."""
        return [piece for piece in self.pieces if isinstance(piece, Call)]

    @cached_property
    def title(self) -> str:
        """What the page is called: by its front matter, else by its heading, else by its name."""
        return self.front.title or first_heading(self.html.headings) or _title_of(self.path)

    def problem(self, offset: int, where: str, wrong: str, right: str | Guess) -> Problem:
        """A problem at ``offset`` of its text."""
        return Problem(self.shown, *place_at(self.text, offset), where, wrong, right)


def _title_of(path: str) -> str:
    if path == "index":
        return "Home"
    words = path.rpartition("/")[2].replace("-", " ").replace("_", " ")
    return words.capitalize() if words == words.lower() else words


def place_at(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset in a text."""
    begins = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - begins + 1


def read_pages(root: Path, places: Iterable[Place] = ()) -> tuple[dict[str, WrittenPage], list[Problem]]:
    """Every hand-written page that is built, by its place in ``docs``, and what is wrong with them as far as reading tells.

    ``places`` are the folders of an edition, bottom first, whose pages take the place of those below.
    """
    shown = {place.folder: place.shown for place in places}
    converter = Converter()
    pages: dict[str, WrittenPage] = {}
    problems: list[Problem] = []
    for uri, (file, folder) in page_files(root, shown).items():
        page, faults = read_page(file, uri, f"{shown.get(folder, '')}docs/{uri}", converter)
        problems += faults
        if page:
            pages[uri] = page
    return pages, problems


def read_page(file: Path, uri: str, shown: str, converter: Converter) -> tuple[WrittenPage | None, list[Problem]]:
    """Read one page: the page with all that is sound in it (``None`` where it is no text, or no Markdown), and what is wrong with it."""
    problems = [Problem(shown, 1, 1, "page", *fault) for fault in [name_fault(uri)] if fault]
    try:
        source = _decoded(file, shown)
        problems += _characters(source, shown)
        front, text = split(PRIVATE.sub("\N{REPLACEMENT CHARACTER}", source))
        front_matter, yaml, faults = read_front_matter(shown, front, text)
        problems += faults
        pieces, misfits = read_calls(text)
        problems += [Problem(shown, *place_at(text, offset), "macro call", *fault) for offset, fault in misfits]
        if crowded := next((sign for sign, most in _MOST.items() if text.count(sign) > most), None):
            wrong = f"holds more than {_MOST[crowded]:,} of '{crowded.strip()}'"
            raise Problems([Problem(shown, 1, 1, "page", wrong, "split it into several pages")])
        html = _converted(marked(pieces), text, shown, converter)
    except Problems as unreadable:
        return None, problems + unreadable.problems
    return WrittenPage(uri, file, shown, front_matter, yaml, text, tuple(pieces), html, sound=not problems), problems


def _decoded(file: Path, shown: str) -> str:
    """The text of a file with line ends as Unix has them; raises :class:`Problems`."""

    def fault(wrong: str, right: str, line: int = 1, column: int = 1) -> Problems:
        return Problems([Problem(shown, line, column, "page", wrong, right)])

    if file.exists() and not file.is_file():
        raise fault("is no regular file, but a pipe, socket or device", "put a file there")
    try:
        with file.open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise fault(f"cannot be read ({error.strerror or error})", "make it a readable file") from None
    if len(raw) > MOST_BYTES:
        raise fault(f"is larger than {MOST_BYTES // 1024} KB", "split it into several pages")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise fault("is not UTF-8 text", "save the file as UTF-8") from None


def _characters(source: str, shown: str) -> Iterator[Problem]:
    """Characters that no page may hold, as they are or as an entity, and what a merge has left."""
    for bad in UNREADABLE.finditer(source):
        kind = "private" if PRIVATE.match(bad[0]) else "invisible"
        yield Problem(shown, *place_at(source, bad.start()), "page", f"holds the {kind} character U+{ord(bad[0]):04X}", "delete it")
    for reference in _REFERENCE.finditer(source):
        number = int(reference[1], 16) if reference[1] else int(reference[2])
        if number > 0x10FFFF or UNREADABLE.match(chr(number)) or chr(number) != unescape(reference[0]):
            kind = "private" if number <= 0x10FFFF and PRIVATE.match(chr(number)) else "invisible"
            yield Problem(shown, *place_at(source, reference.start()), "page", f"holds the {kind} character U+{number:04X}", "delete it")
    if merge := _MERGE.search(source):
        right = "choose one of the two versions and delete the lines of <, = and >"
        yield Problem(shown, *place_at(source, merge.start()), "page", "a merge has left its mark here", right)


def _converted(text: str, source: str, shown: str, converter: Converter) -> Html:
    try:
        html = converter.convert(text)
    except RecursionError:
        deepest = max(_NESTING.finditer(source), key=lambda found: len(found[0]))
        place = place_at(source, deepest.start())
        raise Problems([Problem(shown, *place, "page", "is nested too deep", "use fewer levels of lists and quotations")]) from None
    except Exception as error:  # Markdown is to take any text; where it does not, the page is named and nothing else is lost.
        wrong = f"cannot be made into HTML ({type(error).__name__})"
        raise Problems([Problem(shown, 1, 1, "page", wrong, "take out what was added last, and report the page as a fault")]) from None
    if _HALF_READ.search(html.text):
        wrong = "holds marks within the words of a picture or link that Markdown leaves half read"
        raise Problems([Problem(shown, *place_at(source, max(source.find("!["), 0)), "page", wrong, "write plain words between '![' and ']'")])
    return html


def pages_citing(handbook: Handbook, pages: Mapping[str, WrittenPage]) -> dict[str, list[WrittenPage]]:
    """The hand-written pages that cite each source, by the source's id, in order of their paths."""
    citing: dict[str, list[WrittenPage]] = {}
    for page in pages.values():
        for id in _cited(page, handbook.source_by_id):
            citing.setdefault(id, []).append(page)
    return citing


def _cited(page: WrittenPage, sources: Mapping[str, object]) -> Collection[str]:
    """The ids of the sources that a page cites, each once, in order."""
    called = (value for call in page.calls if call.name == "cite" for value in (*call.arguments, *(value for _, value in call.named)))
    return dict.fromkeys(sources[id].id for id in called if isinstance(id, str) and id in sources)

"""A hand-written page, read: its front matter as a model, its text in words and macro calls, and both as HTML
with marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

from macros.base import merge_marks
from macros.base.odd_characters import find_refused, replace_refused
from macros.base.problems import Exact, Fault, Guess, Problem, Problems, name_rule
from macros.base.reading import Unreadable, decode, read_bytes
from macros.base.rule_names import PAGES_CALL_MACROS, PAGES_CAN_BE_READ, PAGES_HAVE_ADDRESSES
from macros.base.yaml_files import YamlFile
from macros.hand_written.calls import Call, Piece, read_calls
from macros.hand_written.files import find_page_files, name_fault
from macros.hand_written.front_matter import FrontMatter, find_shown_keys, read_front_matter, split
from macros.hand_written.markdown_conversion import Converter, Html, find_first_heading, mark_calls
from macros.records.handbook import Handbook
from macros.records.record_files import EditionFolder
from macros.records.unread import Unread

# What docs/assets/data/my-handbook.schema.json takes for the id of a page.
_COUNTED_PATH = re.compile(r"[a-z0-9]+(-{1,2}[a-z0-9]+)*(/[a-z0-9]+([.-][a-z0-9]+)*)?")
_HALF_READ = re.compile("[\x02\x03]")  # Python-Markdown's own marks.
MOST_BYTES = 64 * 1024
# Of some signs Python-Markdown's time grows with the square of their number: what a page may hold of each,
# many times what any needs.
_MOST = {"[": 2000, "<": 2000, "\n#": 1000, "`": 4000}
_NESTING = re.compile(r"^(?:[ \t]*(?:>|[-*+]|\d+[.)]))*[ \t]*", re.MULTILINE)


@dataclass(frozen=True)
class WrittenPage:
    """A hand-written page that can be read.

    ``uri`` is its place in ``docs``; ``source_path`` its file as problems name it, from the repository's root
    or, in an edition, from the folder above the edition's; ``text`` the file's text with empty lines in the
    place of the front matter; ``yaml`` the front matter with its places, or ``None`` without any;
    ``is_sound`` whether reading it found no fault; ``is_whole`` whether all its macro calls could be read.
    """

    uri: str
    file: Path
    source_path: str
    front: FrontMatter
    yaml: YamlFile | None
    text: str
    pieces: tuple[Piece, ...]
    html: Html
    is_sound: bool = True
    is_whole: bool = True

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
        """The title in its front matter, else its first heading, else its file's name in words."""
        return self.front.title or find_first_heading(self.html.headings) or _derive_title(self.path)

    @property
    def is_to_read(self) -> bool:
        """Whether it is one to read, which My handbook counts by its path: it says for whom it is."""
        return self.front.for_whom is not None and _COUNTED_PATH.fullmatch(self.path) is not None

    @property
    def first_section(self) -> tuple[str, str] | None:
        """The id and the words of its first heading of rank 2; ``None`` without one."""
        headings = list(self.html.headings)
        while headings:
            heading = headings.pop(0)
            if heading["level"] == 2:
                return heading["id"], unescape(heading["name"])
            headings = [*heading["children"], *headings]
        return None

    def problem(self, offset: int, where: str, wrong: str, right: str | Guess) -> Problem:
        """A problem at ``offset`` (in characters, from 0) of its text; the other three are those of
        :class:`Problem`."""
        return Problem(self.source_path, *find_line_and_column(self.text, offset), where, wrong, right)


def _derive_title(path: str) -> str:
    if path == "index":
        return "Home"
    words = path.rpartition("/")[2].replace("-", " ").replace("_", " ")
    return words.capitalize() if words == words.lower() else words


def find_line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset in a text."""
    begins = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - begins + 1


PageRead = tuple[WrittenPage | None, list[Problem]]  # What :func:`read_page` gives.


class PageMemory:
    """Pages that this program has read before, and that are the same as long as their files are: those of an
    earlier reading (``before``), and those of this one (``after``)."""

    def __init__(self, before: Mapping[object, PageRead] | None = None):
        self.before, self.after = before or {}, dict[object, PageRead]()

    def __repr__(self) -> str:
        return f"<PageMemory of {len(self.before)} pages>"

    def read(self, file: Path, uri: str, source_path: str, converter: Converter) -> PageRead:
        """Read one page; arguments and results are those of :func:`read_page`."""
        try:
            key = file, uri, source_path, read_bytes(file, MOST_BYTES)
        except Unreadable:  # Which is put into words there.
            return read_page(file, uri, source_path, converter)
        self.after[key] = self.before.get(key) or read_page(file, uri, source_path, converter)
        return self.after[key]


def read_pages(
    root: Path,
    folders: Iterable[EditionFolder] = (),
    unread: Unread | None = None,
    converter: Converter | None = None,
    memory: PageMemory | None = None,
) -> tuple[dict[str, WrittenPage], list[Problem]]:
    """Every hand-written page that is built, by its place in ``docs``, and the problems of those that cannot
    be read or have faults.

    ``folders`` are those of an edition, bottom first, whose pages take the place of those below. The pages
    that cannot be read, or not wholly, are noted in ``unread``. ``converter`` converts their Markdown, of
    those that the ``memory`` has not.
    """
    source_prefixes = {folder.path: folder.path_prefix for folder in folders}
    converter, memory = converter or Converter(), memory or PageMemory()
    pages: dict[str, WrittenPage] = {}
    problems: list[Problem] = []
    for uri, (file, folder) in find_page_files(root, source_prefixes).items():
        page, faults = memory.read(file, uri, f"{source_prefixes.get(folder, '')}docs/{uri}", converter)
        problems += faults
        if page:
            pages[uri] = page
        if unread and not (page and page.is_whole):
            unread.pages.add(uri.rpartition(".")[0])
    return pages, problems


def read_page(file: Path, uri: str, source_path: str, converter: Converter) -> PageRead:
    """Read one page. Gives the page, or ``None`` where its text or its Markdown cannot be read, and its
    problems. Raises nothing."""
    name = name_fault(uri)
    problems = [Problem(source_path, 1, 1, "page", *name, PAGES_HAVE_ADDRESSES)] if name else []
    try:
        source = _decode(file, source_path)
        problems += name_rule(PAGES_CAN_BE_READ, _check_characters(source, source_path))
        if merge_marks.find_mark(source):  # Two versions at once are neither front matter nor Markdown.
            return None, problems
        front, text = split(replace_refused(source))
        front_matter, yaml, faults = read_front_matter(source_path, front, text)
        problems += faults
        pieces, call_faults = read_calls(text)
        problems += [
            Problem(source_path, *find_line_and_column(text, offset), "macro call", *fault, PAGES_CALL_MACROS)
            for offset, fault in call_faults
        ]
        if crowded_sign := next((sign for sign, limit in _MOST.items() if text.count(sign) > limit), None):
            wrong = f"holds more than {_MOST[crowded_sign]:,} of '{crowded_sign.strip()}'"
            raise Problems([Problem(source_path, 1, 1, "page", wrong, "split it into several pages")])
        html = _convert(mark_calls(pieces), text, source_path, converter)
        problems += () if problems else find_shown_keys(source_path, html.text, text)
    except Problems as unreadable:
        return None, problems + list(name_rule(PAGES_CAN_BE_READ, unreadable.problems))
    return (
        WrittenPage(
            uri,
            file,
            source_path,
            front_matter,
            yaml,
            text,
            tuple(pieces),
            html,
            is_sound=not problems,
            is_whole=all(isinstance(fault.right, Exact) for _, fault in call_faults),
        ),
        problems,
    )


def _decode(file: Path, source_path: str) -> str:
    """The text of a file with line ends as Unix has them; raises :class:`Problems`."""

    try:
        raw = read_bytes(file, MOST_BYTES)
        if len(raw) > MOST_BYTES:
            raise Unreadable(Fault(f"is larger than {MOST_BYTES // 1024} KB", "split it into several pages"))
        return decode(raw)
    except Unreadable as refused:
        problem = Problem(source_path, refused.line, refused.column, "page", *refused.fault)
        raise Problems([problem]) from None


def _check_characters(source: str, source_path: str) -> Iterator[Problem]:
    """Yield a problem for every character that no page may hold, itself or as an entity, and for the marks of
    an unfinished merge."""
    for offset, fault in find_refused(source):
        yield Problem(source_path, *find_line_and_column(source, offset), "page", *fault)
    if place := merge_marks.find_mark(source):
        yield Problem(source_path, *place, "page", *merge_marks.FAULT)


def _convert(text: str, source: str, source_path: str, converter: Converter) -> Html:
    """The HTML of ``text``, which has marks in the place of the calls in ``source``. Raises
    :class:`Problems`."""
    try:
        html = converter.convert(text)
    except RecursionError:
        deepest = max(_NESTING.finditer(source), key=lambda indent: len(indent[0]))
        place = find_line_and_column(source, deepest.start())
        raise Problems(
            [
                Problem(
                    source_path,
                    *place,
                    "page",
                    "is nested too deep",
                    "use fewer levels of lists and quotations",
                )
            ]
        ) from None
    except (
        Exception
    ) as error:  # A fault of Python-Markdown: it should take any text. The other pages are still checked.
        wrong = f"cannot be made into HTML ({type(error).__name__})"
        raise Problems(
            [
                Problem(
                    source_path,
                    1,
                    1,
                    "page",
                    wrong,
                    "take out what was added last, and report the page as a fault",
                )
            ]
        ) from None
    if _HALF_READ.search(html.text):
        wrong = "holds marks within the words of a picture or link that Markdown leaves half read"
        raise Problems(
            [
                Problem(
                    source_path,
                    *find_line_and_column(source, max(source.find("!["), 0)),
                    "page",
                    wrong,
                    "write plain words between '![' and ']'",
                )
            ]
        )
    return html


def find_citing_pages(handbook: Handbook, pages: Mapping[str, WrittenPage]) -> dict[str, list[WrittenPage]]:
    """The hand-written pages that cite each source, by the source's id, in order of their paths."""
    citing: dict[str, list[WrittenPage]] = {}
    for page in pages.values():
        for id in find_cited_ids(handbook, page):
            citing.setdefault(id, []).append(page)
    return citing


def find_cited_ids(handbook: Handbook, page: WrittenPage) -> Collection[str]:
    """The ids of the sources that a page cites, or whose findings it quotes, each once, in order."""
    kinds = {"cite": "source", "finding": "finding"}
    entries = (
        handbook.get(id, kinds[call.name])
        for call in page.calls
        if call.name in kinds
        for id in (*call.arguments, *(value for _, value in call.keywords))
        if isinstance(id, str)
    )
    return dict.fromkeys(entry.record.id for entry in entries if entry)


def find_quoted_ids(page: WrittenPage) -> set[str]:
    """The ids of the findings that a page quotes."""
    calls = (call for call in page.calls if call.name == "finding")
    return {str(id) for call in calls for id in (*call.arguments, *(value for _, value in call.keywords))}
